//! Which files to read: those named, those below the folders named, or standard input.

mod archived;
mod handed;
mod load;

use std::{
    collections::{HashMap, hash_map::Entry},
    fs,
    path::{Path, PathBuf},
    thread,
};

use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use onrecord::document::{Format, Limit, Limits};
use rayon::{ThreadPoolBuilder, prelude::*};

use self::{
    archived::Archived,
    load::{Housed, Reading},
};
use super::{
    Output,
    failure::{Failure, FileFailure},
    house::Homes,
    progress::Progress,
    walk::below,
};
pub(super) use handed::Handed;
pub(super) use load::Loaded;

/// No more threads than this are put to work on one file, of many stories or long.
const MOST_THREADS: usize = 256;

/// So many files below folders are read before what came of them is handed on.
const LOT: usize = 256;

/// The name for standard input.
const STDIN: &str = "-";

/// Whether a path stands for standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new(STDIN)
}

/// The stories to read.
#[derive(Debug, Args)]
#[allow(clippy::struct_field_names, reason = "they are paths")]
pub(super) struct Paths {
    /// Files, folders (every story below them that git does not ignore), or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The path that the story on standard input has or will have: its settings and its format
    #[arg(long, value_name = "PATH", help_heading = "Input")]
    stdin_path: Option<PathBuf>,
    /// Work with this many threads [default: as many as there are cores]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// How the files are written, whatever their names say
    #[arg(long, value_name = "FORMAT", help_heading = "Input", value_parser = format_parser(), long_help = formats_help())]
    input_format: Option<Format>,
    /// How much a file may ask of onrecord
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Input", long_help = limits_help())]
    limit: Vec<String>,
}

/// A file to read.
pub(super) struct Named {
    pub(super) path: PathBuf,
    /// Given on the command line, rather than found below a folder.
    pub(super) by_user: bool,
    /// What is staged of it, to be read in place of the file.
    pub(super) staged: Option<Vec<u8>>,
    /// What it held before, where only what changed since is asked for.
    pub(super) before: Option<Vec<u8>>,
}

impl Paths {
    /// Reads every story and hands it to `work`, in parallel; `take` gets the results in the order of the paths, some at a
    /// time.
    ///
    /// What cannot be read below a folder is passed over with a word on standard error. A file that was named
    /// and cannot be read fails the whole run before anything is taken, so that nothing partial is taken for whole.
    /// Only files of many stories are too large for that: of these, what can be read is taken, and the run fails
    /// at its end.
    pub(super) fn read<T: Send>(
        &self,
        homes: &mut Homes,
        output: &mut Output,
        work: impl Fn(Loaded) -> Result<T, Failure> + Sync,
        take: impl FnMut(T, &mut Output) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.read_these(self.named(output)?, homes, output, work, take)
    }

    /// Reads some files and hands their stories to `work`, as [`Paths::read`] says.
    pub(super) fn read_these<T: Send>(
        &self,
        named: Vec<Named>,
        homes: &mut Homes,
        output: &mut Output,
        work: impl Fn(Loaded) -> Result<T, Failure> + Sync,
        mut take: impl FnMut(T, &mut Output) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let housed = self.housed(named, homes, output)?;
        let progress = Progress::new(housed.len(), output.is_quiet());
        let pool = ThreadPoolBuilder::new().num_threads(self.threads_for(&housed)).build()?;
        let load = |housed: &Housed| {
            let done = whole(housed, &work);
            progress.step();
            done
        };
        let mut unread = Vec::new();
        for lot in lots(&housed) {
            let read: Vec<Read<T>> = pool.install(|| lot.par_iter().map(load).collect());
            progress.aside(|| -> Result<(), Failure> {
                for (housed, done) in readable(lot, read, output)? {
                    done.into_iter().try_for_each(|result| take(result, output))?;
                    if let Some(format) = housed.archive() {
                        let archive = Archived { housed, format, pool: &pool };
                        unread.extend(archive.read(&work, &mut take, output)?);
                    }
                }
                output.flush()
            })?;
        }
        drop(progress);
        if unread.is_empty() { Ok(()) } else { Err(Failure::Files(unread)) }
    }

    /// How many threads there are and can be use for.
    fn threads_for(&self, housed: &[Housed]) -> usize {
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        let threads = self.threads.map_or_else(cores, usize::from);
        if threads <= housed.len() {
            return threads;
        }
        let is_shared = |housed: &Housed| housed.archive().is_some() || housed.is_long();
        let most = if housed.iter().any(is_shared) { MOST_THREADS.max(housed.len()) } else { housed.len() };
        threads.min(most)
    }

    /// The paths as they were given.
    pub(super) fn given(&self) -> &[PathBuf] {
        &self.paths
    }

    /// Whether a story comes on standard input.
    pub(super) fn has_stdin(&self) -> bool {
        self.paths.iter().any(|path| is_stdin(path))
    }

    /// Every story at these paths, once, in their order.
    pub(super) fn named(&self, output: &mut Output) -> Result<Vec<Named>, Failure> {
        let mut named = Vec::new();
        let story = |path, by_user| Named { path, by_user, staged: None, before: None };
        for path in &self.paths {
            if path.is_dir() {
                let below = below(path)?;
                for passed_over in below.passed_over() {
                    output.say(&passed_over);
                }
                named.extend(below.stories.into_iter().map(|path| story(path, false)));
            } else {
                named.push(story(path.clone(), true));
            }
        }
        if named.is_empty() { Err(Failure::Nothing(listed(&self.paths))) } else { Ok(once(named)) }
    }

    /// Each story with its house, without those that its house excludes. That one is excluded which was named is told:
    /// hooks name every file, and whoever names one by hand wants to know.
    fn housed(
        &self,
        named: Vec<Named>,
        homes: &mut Homes,
        output: &mut Output,
    ) -> Result<Vec<Housed>, Failure> {
        let reading = Reading { format: self.input_format, limits: &self.limit };
        let mut housed = Vec::with_capacity(named.len());
        for named in named {
            let path = self.path_of(&named.path);
            let house = match path {
                Some(path) => homes.of(path)?,
                None => homes.here()?,
            };
            let place = path.and_then(|path| house.path_of(path));
            let excluded = place.as_ref().and_then(|place| house.linter.config().excludes(place));
            let goes_by = path.map(Path::to_owned);
            match excluded {
                None => {
                    let limits = reading.limits(&house)?;
                    housed.push(Housed { named, house, place, goes_by, format: reading.format, limits });
                }
                Some(by) if named.by_user => {
                    let path = path.unwrap_or(&named.path).display();
                    output.say(&format!("passed over {path}: excluded by {by}"));
                }
                Some(_) => {}
            }
        }
        Ok(housed)
    }

    /// The path that settings and format go by; none for standard input that has none.
    fn path_of<'p>(&'p self, path: &'p Path) -> Option<&'p Path> {
        if is_stdin(path) { self.stdin_path.as_deref() } else { Some(path) }
    }
}

/// Reads a format of `--input-format`.
fn format_parser() -> impl TypedValueParser<Value = Format> {
    let names = Format::all().map(|format| PossibleValue::new(format.name()).help(format.about()));
    PossibleValuesParser::new(names).try_map(|name| Format::named(&name))
}

/// The help on `--input-format`.
fn formats_help() -> String {
    "How the files are written, whatever their names say. Without it, the ending of a name tells, and then what the file \
     holds"
        .to_owned()
}

/// The help on `--limit`: every limit with what it is on.
fn limits_help() -> String {
    let limits: String = Limit::all()
        .map(|(limit, name, about)| {
            format!("\n  {name:<9} {about} [default: {}]", limit.amount(Limits::default().get(limit)))
        })
        .collect();
    format!(
        "How much a file may ask of onrecord, such as unpacked=1GB. Give it several times for several limits\n{limits}"
    )
}

/// What comes of the stories of a file, if it can be read.
type Read<T> = Result<Result<Vec<T>, Failure>, FileFailure>;

/// The files, some at a time. All up to the last that was named come first: what cannot be read of these fails the run
/// before anything is taken.
fn lots(housed: &[Housed]) -> impl Iterator<Item = &[Housed]> {
    let named = housed.iter().rposition(|housed| housed.named.by_user).map_or(0, |last| last + 1);
    let (named, found) = housed.split_at(named);
    Some(named).filter(|named| !named.is_empty()).into_iter().chain(found.chunks(LOT))
}

/// The files of a lot that can be read, each with what came of its stories. Of the others below folders, it is told.
fn readable<'h, T>(
    lot: &'h [Housed],
    read: Vec<Read<T>>,
    output: &mut Output,
) -> Result<Vec<(&'h Housed, Vec<T>)>, Failure> {
    let mut results = Vec::with_capacity(read.len());
    let mut failed = Vec::new();
    for (result, housed) in read.into_iter().zip(lot) {
        match result {
            Ok(result) => results.push((housed, result?)),
            Err(why) if housed.named.by_user => failed.push(why),
            Err(why) if why.is_no_story() && Format::may_be_data(&housed.named.path) => {}
            Err(why) => output.say(&format!("passed over {why}")),
        }
    }
    if failed.is_empty() { Ok(results) } else { Err(Failure::Files(failed)) }
}

/// What comes of the stories of a file that is read as a whole; nothing yet of one that is not.
fn whole<T>(housed: &Housed, work: &impl Fn(Loaded) -> Result<T, Failure>) -> Read<T> {
    if housed.archive().is_some() {
        return housed.is_there().map(|()| Ok(Vec::new()));
    }
    Ok(housed.load()?.into_iter().map(work).collect())
}

/// Each story once, under the name that comes first. It counts as named if any of its names was given.
pub(super) fn once(all: Vec<Named>) -> Vec<Named> {
    let mut once: Vec<Named> = Vec::with_capacity(all.len());
    let mut places: HashMap<PathBuf, usize> = HashMap::with_capacity(all.len());
    for named in all {
        let place = fs::canonicalize(&named.path).ok().filter(|_| !is_stdin(&named.path));
        match places.entry(place.unwrap_or_else(|| named.path.clone())) {
            Entry::Occupied(first) => once[*first.get()].by_user |= named.by_user,
            Entry::Vacant(free) => {
                free.insert(once.len());
                once.push(named);
            }
        }
    }
    once
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}
