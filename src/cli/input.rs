//! Which files to read: those named, those below the folders named, or standard input.

use std::{
    fs, io,
    io::Read,
    path::{Path, PathBuf},
};

use clap::Args;
use ignore::WalkBuilder;
use onrecord::document::{Document, Format};
use rayon::prelude::*;

use super::{
    Output,
    failure::{Failure, FileFailure},
};

/// The name for standard input.
const STDIN: &str = "-";

/// Endings of the files that are read below a folder.
const ENDINGS: &[&str] = &["txt", "text", "md", "markdown"];

/// The stories to read.
#[derive(Debug, Args)]
pub(super) struct Paths {
    /// Files, folders (every .txt and .md file below them that git does not ignore), or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
}

/// A story to read.
struct Named {
    path: PathBuf,
    /// Given on the command line, rather than found below a folder.
    by_user: bool,
}

/// A file that was read.
pub(super) struct Loaded {
    pub(super) path: String,
    pub(super) file: String,
    pub(super) document: Document,
}

impl Paths {
    /// Reads every story and hands it to `work`, in parallel; the results come in the order of the paths.
    ///
    /// Files below a folder that are no text are passed over with a word on standard error. A file that was named
    /// and cannot be read fails the whole run, so that nothing partial is taken for whole.
    pub(super) fn read<T: Send>(
        &self,
        output: &mut Output,
        work: impl Fn(Loaded) -> Result<T, Failure> + Sync,
    ) -> Result<Vec<T>, Failure> {
        let named = self.named()?;
        if named.is_empty() {
            return Err(Failure::Nothing(listed(&self.paths)));
        }
        let read: Vec<Result<Result<T, Failure>, (bool, FileFailure)>> = named
            .par_iter()
            .map(|named| load(&named.path).map(&work).map_err(|why| (named.by_user, why)))
            .collect();
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

    fn named(&self) -> Result<Vec<Named>, Failure> {
        let mut named = Vec::new();
        for path in &self.paths {
            if path.is_dir() {
                named.extend(below(path)?.into_iter().map(|path| Named { path, by_user: false }));
            } else {
                named.push(Named { path: path.clone(), by_user: true });
            }
        }
        Ok(named)
    }
}

/// The stories below a folder, by path.
fn below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let is_story = |path: &Path| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
    };
    let mut stories = Vec::new();
    for entry in WalkBuilder::new(folder).add_custom_ignore_filename(".onrecordignore").build() {
        let entry = entry.map_err(|error| {
            let why = error.into_io_error().unwrap_or_else(|| io::Error::other("cannot be walked"));
            Failure::Files(vec![FileFailure::new(folder, why)])
        })?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) && is_story(entry.path()) {
            stories.push(entry.into_path());
        }
    }
    stories.sort();
    Ok(stories)
}

fn load(path: &Path) -> Result<Loaded, FileFailure> {
    let failure = |why: io::Error| FileFailure::new(path, why);
    let (name, bytes) = if path == Path::new(STDIN) {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(failure)?;
        ("<stdin>".to_owned(), bytes)
    } else {
        (path.display().to_string(), fs::read(path).map_err(failure)?)
    };
    let document = Document::read(&bytes, Format::of(path)).map_err(|why| FileFailure::new(path, why))?;
    // A document was read, so the bytes are UTF-8: nothing is lost.
    let file = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Loaded { path: name, file, document })
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}
