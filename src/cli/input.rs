//! Which files to read: those named, those below the folders named, or standard input.

use std::{
    fs, io,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use ignore::WalkBuilder;
use onrecord::{
    document::{Document, Format},
    lint::Changes,
};
use rayon::prelude::*;

use super::{
    Output,
    failure::{Failure, FileFailure},
    house::{Homes, House},
};

/// The name for standard input.
pub(super) const STDIN: &str = "-";

/// Endings of the files that are read below a folder.
const ENDINGS: &[&str] = &["txt", "text", "md", "markdown"];

/// The stories to read.
#[derive(Debug, Args)]
pub(super) struct Paths {
    /// Files, folders (every .txt and .md file below them that git does not ignore), or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The path that the story on standard input has or will have: its settings and its format
    #[arg(long, value_name = "PATH")]
    stdin_path: Option<PathBuf>,
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
    /// What changed in it, where only that is asked for.
    pub(super) changes: Option<Changes>,
}

impl Loaded {
    /// Reads a text in place of what the file says.
    pub(super) fn reread(&self, text: &str) -> Result<Document, Failure> {
        let read = Document::read(text.as_bytes(), self.format);
        read.map_err(|why| Failure::Files(vec![FileFailure::new(&self.at, why)]))
    }

    /// Whether it came by standard input.
    pub(super) fn is_stdin(&self) -> bool {
        self.at == Path::new(STDIN)
    }
}

impl Paths {
    /// Reads every story and hands it to `work`, in parallel; the results come in the order of the paths.
    ///
    /// Files below a folder that are no text are passed over with a word on standard error. A file that was named
    /// and cannot be read fails the whole run, so that nothing partial is taken for whole.
    pub(super) fn read<T: Send>(
        &self,
        homes: &mut Homes<'_>,
        output: &mut Output,
        work: impl Fn(Loaded) -> Result<T, Failure> + Sync,
    ) -> Result<Vec<T>, Failure> {
        self.read_these(self.named()?, homes, output, work)
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
        let load = |housed: Housed| {
            let by_user = housed.named.by_user;
            self.load(housed).map(&work).map_err(|why| (by_user, why))
        };
        let read: Vec<Result<Result<T, Failure>, (bool, FileFailure)>> =
            housed.into_par_iter().map(load).collect();
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
    pub(super) fn all(&self) -> &[PathBuf] {
        &self.paths
    }

    /// The stories at these paths.
    pub(super) fn named(&self) -> Result<Vec<Named>, Failure> {
        let mut named = Vec::new();
        let story = |path, by_user| Named { path, by_user, staged: None, before: None };
        for path in &self.paths {
            if path.is_dir() {
                named.extend(below(path)?.into_iter().map(|path| story(path, false)));
            } else {
                named.push(story(path.clone(), true));
            }
        }
        if named.is_empty() { Err(Failure::Nothing(listed(&self.paths))) } else { Ok(named) }
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
                    output.say(&format!("passed over {}: excluded by {by}", named.path.display()));
                }
                Some(_) => {}
            }
        }
        Ok(housed)
    }

    /// The path that settings and format go by; none for standard input that has none.
    fn path_of<'p>(&'p self, path: &'p Path) -> Option<&'p Path> {
        if path == Path::new(STDIN) { self.stdin_path.as_deref() } else { Some(path) }
    }

    fn load(&self, Housed { named, house, place }: Housed) -> Result<Loaded, FileFailure> {
        let Named { path, staged, before, .. } = named;
        let failure = |why: io::Error| FileFailure::new(&path, why);
        let bytes = match staged {
            Some(bytes) => bytes,
            None if path == Path::new(STDIN) => {
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
            changes: before.map(|before| Changes::between(&before, &document)),
            document,
            house,
            place,
            at: path,
        })
    }
}

/// Whether a file has the ending of a story.
pub(super) fn is_story(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// The stories below a folder, by path.
pub(super) fn below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut stories = Vec::new();
    for entry in WalkBuilder::new(folder).add_custom_ignore_filename(".onrecordignore").build() {
        let entry = entry.map_err(|error| {
            let why = error.into_io_error().unwrap_or_else(|| io::Error::other("cannot be walked"));
            Failure::Files(vec![FileFailure::new(folder, why)])
        })?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) && is_story(entry.path()) {
            stories.push(called(entry.into_path()));
        }
    }
    stories.sort();
    Ok(stories)
}

/// What a file below a folder is called: "./a.txt" is how "." is walked, and not how anybody says it.
pub(super) fn called(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}
