//! Which files to read: those named, those below the folders named, or standard input.

use std::{
    collections::{HashMap, hash_map::Entry},
    fs, io,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use onrecord::document::{Document, Format};
use rayon::{ThreadPoolBuilder, prelude::*};

use super::{
    Output,
    failure::{Failure, FileFailure},
    house::{Homes, House},
    progress::Progress,
    walk::below,
};

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
    /// Files, folders (every .txt and .md file below them that git does not ignore), or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The path that the story on standard input has or will have: its settings and its format
    #[arg(long, value_name = "PATH")]
    stdin_path: Option<PathBuf>,
    /// Check this many stories at a time [default: as many as there are cores]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

/// A story to read.
pub(super) struct Named {
    pub(super) path: PathBuf,
    /// Given on the command line, rather than found below a folder.
    pub(super) by_user: bool,
    /// What is staged of it, to be read in place of the file.
    pub(super) staged: Option<Vec<u8>>,
    /// How it read before, where only what changed since is asked for.
    pub(super) before: Option<Document>,
}

/// A story to read, with the house that it belongs to.
struct Housed {
    named: Named,
    house: Arc<House>,
    /// Where it is, as the house's settings see it.
    place: Option<String>,
}

/// A file that was read.
pub(super) struct Loaded {
    /// Where it is; `-` for standard input.
    pub(super) at: PathBuf,
    /// What it is called in reports.
    pub(super) path: String,
    pub(super) format: Format,
    pub(super) file: String,
    pub(super) document: Document,
    pub(super) house: Arc<House>,
    /// Where it is, as the house's settings see it.
    pub(super) place: Option<String>,
    /// The path that it has, or that the story on standard input will have.
    pub(super) goes_by: Option<PathBuf>,
    /// How it read before, where only what changed since is asked for.
    pub(super) before: Option<Document>,
}

impl Loaded {
    /// Reads a text in place of what the file says.
    pub(super) fn reread(&self, text: &str) -> Result<Document, Failure> {
        let read = Document::read(text.as_bytes(), self.format);
        read.map_err(|why| Failure::file(&self.at, why))
    }

    /// Whether it came by standard input.
    pub(super) fn is_stdin(&self) -> bool {
        is_stdin(&self.at)
    }
}

impl Paths {
    /// Reads every story and hands it to `work`, in parallel; the results come in the order of the paths.
    ///
    /// What cannot be read below a folder is passed over with a word on standard error. A file that was named
    /// and cannot be read fails the whole run, so that nothing partial is taken for whole.
    pub(super) fn read<T: Send>(
        &self,
        homes: &mut Homes<'_>,
        output: &mut Output,
        work: impl Fn(Loaded) -> Result<T, Failure> + Sync,
    ) -> Result<Vec<T>, Failure> {
        self.read_these(self.named(output)?, homes, output, work)
    }

    /// Reads some stories and hands them to `work`, as [`Paths::read`] says.
    pub(super) fn read_these<T: Send>(
        &self,
        named: Vec<Named>,
        homes: &mut Homes<'_>,
        output: &mut Output,
        work: impl Fn(Loaded) -> Result<T, Failure> + Sync,
    ) -> Result<Vec<T>, Failure> {
        let housed = self.housed(named, homes, output)?;
        let progress = Progress::new(housed.len(), output.is_quiet());
        // No more than there are stories; 0 is as many as there are cores.
        let threads = self.threads.map_or(0, |threads| usize::from(threads).min(housed.len()));
        let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
        let load = |housed: Housed| {
            let by_user = housed.named.by_user;
            let done = self.load(housed).map(&work).map_err(|why| (by_user, why));
            progress.step();
            done
        };
        let read: Vec<Result<Result<T, Failure>, (bool, FileFailure)>> =
            pool.install(|| housed.into_par_iter().map(load).collect());
        drop(progress);
        let mut results = Vec::with_capacity(read.len());
        let mut failed = Vec::new();
        for result in read {
            match result {
                Ok(result) => results.push(result?),
                Err((true, why)) => failed.push(why),
                Err((false, why)) => output.say(&format!("passed over {why}")),
            }
        }
        if failed.is_empty() { Ok(results) } else { Err(Failure::Files(failed)) }
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
                for why in below.unreadable {
                    output.say(&format!("passed over {why}"));
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
        homes: &mut Homes<'_>,
        output: &mut Output,
    ) -> Result<Vec<Housed>, Failure> {
        let mut housed = Vec::with_capacity(named.len());
        for named in named {
            let path = self.path_of(&named.path);
            let house = match path {
                Some(path) => homes.of(path)?,
                None => homes.here()?,
            };
            let place = path.and_then(|path| house.path_of(path));
            let excluded = place.as_ref().and_then(|place| house.linter.config().excludes(place));
            match excluded {
                None => housed.push(Housed { named, house, place }),
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

    fn load(&self, Housed { named, house, place }: Housed) -> Result<Loaded, FileFailure> {
        let Named { path, staged, before, .. } = named;
        let failure = |why: io::Error| FileFailure::new(&path, why);
        let bytes = match staged {
            Some(bytes) => bytes,
            None if is_stdin(&path) => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map_err(failure)?;
                bytes
            }
            None => fs::read(&path).map_err(failure)?,
        };
        let goes_by = self.path_of(&path);
        let format = goes_by.map_or(Format::Text, Format::of);
        let document = Document::read(&bytes, format).map_err(|why| FileFailure::new(&path, why))?;
        Ok(Loaded {
            path: goes_by.map_or_else(|| "<stdin>".to_owned(), |path| path.display().to_string()),
            format,
            // A document was read, so the bytes are UTF-8: nothing is lost.
            file: String::from_utf8_lossy(&bytes).into_owned(),
            goes_by: goes_by.map(Path::to_owned),
            before,
            document,
            house,
            place,
            at: path,
        })
    }
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
