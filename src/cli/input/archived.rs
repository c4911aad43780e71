//! A file of many stories: some of them at a time are read and worked on, and what comes of them is handed on.

use std::io::BufRead;

use onrecord::{
    document::{
        DocumentError, Format,
        archive::{Archive, ArchiveError, Record},
    },
    report::counted,
};
use rayon::{ThreadPool, prelude::*};

use super::{Loaded, load::Housed};
use crate::cli::{
    Output,
    failure::{Failure, FileFailure, Unreadable},
};

/// Of so many stories of a file it is told why they cannot be read; the others are counted.
const MOST_FAILED: usize = 20;

/// So many bytes are worked on at a time: few at first, so that whoever waits at the end of a pipe sees something.
const FIRST_BATCH: usize = 16 << 10;

/// So many bytes are worked on at a time at most.
const LARGEST_BATCH: usize = 4 << 20;

/// A file of many stories that is to be read.
pub(super) struct Archived<'a> {
    pub(super) housed: &'a Housed,
    pub(super) format: Format,
    pub(super) pool: &'a ThreadPool,
}

/// What of a file could not be read.
#[derive(Default)]
struct Failed {
    why: Vec<Unreadable>,
    /// How many more there are.
    more: usize,
    /// Whether there was anything but records that are no stories.
    has_story: bool,
}

impl Archived<'_> {
    /// Reads the stories, some at a time, and hands them on. Gives what could not be read, of a file that was named.
    pub(super) fn read<T: Send>(
        &self,
        work: &(impl Fn(Loaded) -> Result<T, Failure> + Sync),
        take: &mut impl FnMut(T, &mut Output) -> Result<(), Failure>,
        output: &mut Output,
    ) -> Result<Vec<FileFailure>, Failure> {
        let mut failed = Failed::default();
        match self.housed.open(self.format) {
            Ok(records) => self.read_all(records, &mut failed, work, take, output)?,
            Err(why) => failed.add(why.into()),
        }
        Ok(self.told(failed, output))
    }

    fn read_all<T: Send>(
        &self,
        mut records: Archive<impl BufRead>,
        failed: &mut Failed,
        work: &(impl Fn(Loaded) -> Result<T, Failure> + Sync),
        take: &mut impl FnMut(T, &mut Output) -> Result<(), Failure>,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let read = |record: &Record| {
            let item = record.read(&self.housed.limits).map_err(|why| (record.line(), why))?;
            Ok(work(self.housed.loaded(item, self.format)))
        };
        let mut size = FIRST_BATCH;
        loop {
            let batch = batch(&mut records, size, failed);
            if batch.is_empty() {
                return Ok(());
            }
            let done: Vec<Result<Result<T, Failure>, (usize, DocumentError)>> =
                self.pool.install(|| batch.par_iter().map(read).collect());
            for result in done {
                match result {
                    Ok(result) => {
                        failed.has_story = true;
                        take(result?, output)?;
                    }
                    Err((line, why)) => failed.add(Unreadable::Record(line, why)),
                }
            }
            size = (size * 2).min(LARGEST_BATCH);
        }
    }

    /// What of the failures fails the run: those of a file that was named. Of data without stories below a folder
    /// nothing is said.
    fn told(&self, failed: Failed, output: &mut Output) -> Vec<FileFailure> {
        let named = &self.housed.named;
        let is_data = !failed.has_story;
        let failures: Vec<FileFailure> = failed.all().map(|why| FileFailure::new(&named.path, why)).collect();
        if named.by_user {
            return failures;
        }
        if !is_data {
            for why in failures {
                output.say(&format!("passed over {why}"));
            }
        }
        Vec::new()
    }
}

/// The next records of about so many bytes; none at the end, or where the file cannot be read on.
fn batch(records: &mut Archive<impl BufRead>, size: usize, failed: &mut Failed) -> Vec<Record> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while bytes < size {
        let line = records.line();
        match records.next() {
            Some(Ok(record)) => {
                bytes += record.len();
                batch.push(record);
            }
            Some(Err(ArchiveError::Document(why))) => failed.add(Unreadable::Record(line, why)),
            Some(Err(why)) => failed.add(why.into()),
            None => break,
        }
    }
    batch
}

impl Failed {
    fn add(&mut self, why: Unreadable) {
        let is_no_story =
            matches!(&why, Unreadable::Document(why) | Unreadable::Record(_, why) if why.is_no_story());
        self.has_story |= !is_no_story;
        if self.why.len() < MOST_FAILED {
            self.why.push(why);
        } else {
            self.more += 1;
        }
    }

    fn all(self) -> impl Iterator<Item = Unreadable> {
        let more = (self.more > 0).then(|| Unreadable::More(counted(self.more, "more story")));
        self.why.into_iter().chain(more)
    }
}
