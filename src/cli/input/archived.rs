//! A file of many stories: some of them at a time are read and worked on, and what comes of them is handed on.

use onrecord::{
    document::{
        DocumentError, Format,
        archive::{ArchiveError, Record},
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

/// So many bytes of an archive are worked on at a time.
const BATCH: usize = 4 << 20;

/// A file of many stories that is to be read.
pub(super) struct Archived<'a> {
    pub(super) housed: &'a Housed,
    pub(super) format: Format,
    pub(super) pool: &'a ThreadPool,
}

impl Archived<'_> {
    /// Reads the stories, some at a time, and hands them on. Gives what could not be read, of a file that was named.
    pub(super) fn read<T: Send>(
        &self,
        work: &(impl Fn(Loaded) -> Result<T, Failure> + Sync),
        take: &mut impl FnMut(T, &mut Output) -> Result<(), Failure>,
        output: &mut Output,
    ) -> Result<Vec<FileFailure>, Failure> {
        let Housed { named, .. } = self.housed;
        let failure = |why: Unreadable| FileFailure::new(&named.path, why);
        let mut failed = Vec::new();
        let mut records = match self.housed.open(self.format) {
            Ok(records) => records,
            Err(why) => return self.told(vec![failure(why.into())], output),
        };
        let mut more = 0;
        // Whether all that was read of it are records that are no stories.
        let mut is_data = true;
        let mut is_done = false;
        while !is_done {
            let mut batch = Vec::new();
            let mut bytes = 0;
            while bytes < BATCH {
                match records.next() {
                    Some(Ok(record)) => {
                        bytes += record.len();
                        batch.push(record);
                    }
                    Some(Err(ArchiveError::Document(DocumentError::NoStory { .. }))) if !named.by_user => {
                        return Ok(failed);
                    }
                    Some(Err(why)) => {
                        is_data = false;
                        failed.push(failure(why.into()));
                        is_done = true;
                        break;
                    }
                    None => {
                        is_done = true;
                        break;
                    }
                }
            }
            let read = |record: &Record| {
                let item = record.read(&self.housed.limits).map_err(|why| (record.line(), why))?;
                Ok(work(self.housed.loaded(item, self.format)))
            };
            type Reads<T> = Result<Result<T, Failure>, (usize, DocumentError)>;
            let done: Vec<Reads<T>> = self.pool.install(|| batch.par_iter().map(read).collect());
            for result in done {
                is_data &= matches!(result, Err((_, DocumentError::NoStory { .. })));
                match result {
                    Ok(result) => take(result?, output)?,
                    Err((line, why)) if failed.len() < MOST_FAILED => {
                        failed.push(failure(Unreadable::Record(line, why)));
                    }
                    Err(_) => more += 1,
                }
            }
        }
        if is_data && !named.by_user {
            return Ok(Vec::new());
        }
        if more > 0 {
            failed.push(failure(Unreadable::More(counted(more, "more story"))));
        }
        self.told(failed, output)
    }

    /// What of the failures fails the run.
    fn told(&self, failed: Vec<FileFailure>, output: &mut Output) -> Result<Vec<FileFailure>, Failure> {
        if self.housed.named.by_user {
            return Ok(failed);
        }
        for why in failed {
            output.say(&format!("passed over {why}"));
        }
        Ok(Vec::new())
    }
}
