//! `--since` and `--staged`: only what changed, as git tells it.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use clap::Args;

use crate::cli::{
    Failure,
    git::{self, Change, Contents, Difference, GitError},
    input::{Named, Paths, is_stdin, once},
    path::{from_here, real},
    walk::{below, called, is_story},
};

/// How much is asked for.
#[derive(Debug, Args)]
#[group(id = "changed", multiple = false)]
#[command(next_help_heading = "Only what changed")]
pub(super) struct Flags {
    /// Report only on paragraphs that are new or changed since the current branch left this git revision. Without
    /// PATH, in all stories of the repository
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    /// Report only on paragraphs that the next commit changes, and read the stories as they are staged
    #[arg(long)]
    staged: bool,
}

impl Flags {
    /// The stories that changed, with how they read before; none where everything is asked for.
    pub(super) fn stories(&self, paths: &Paths) -> Result<Option<Vec<Named>>, Failure> {
        if self.are_unset() {
            return Ok(None);
        }
        let top = git::top()?;
        let difference = match &self.since {
            Some(revision) => Difference::since(revision)?,
            None => Difference::staged()?,
        };
        let mut stories = Stories { difference, contents: Contents::open()?, named: Vec::new() };
        if paths.given().is_empty() {
            stories.below(&top, Path::new(""), from_here)?;
        }
        for path in paths.given() {
            let place = place_in(&top, path)?;
            if path.is_dir() {
                stories.below(path, &place, Path::to_owned)?;
            } else {
                stories.add_file(path, &place)?;
            }
        }
        stories.contents.close();
        Ok(Some(once(stories.named)))
    }

    /// Whether everything is asked for, changed or not.
    pub(super) fn are_unset(&self) -> bool {
        self.since.is_none() && !self.staged
    }

    /// What to say where nothing changed.
    pub(super) fn nothing(&self) -> String {
        match &self.since {
            Some(revision) => format!("no story changed since `{revision}`"),
            None => "no story is staged".to_owned(),
        }
    }
}

/// The stories that changed, as they are collected.
struct Stories {
    difference: Difference,
    contents: Contents,
    named: Vec<Named>,
}

impl Stories {
    /// Adds the stories below a folder, which lies at `place` in the repository: those that a check of the folder
    /// would read, and those that stand in the index alone.
    fn below(&mut self, folder: &Path, place: &Path, shown: impl Fn(&Path) -> PathBuf) -> Result<(), Failure> {
        let changed = self.difference.files.keys();
        let changed: Vec<PathBuf> =
            changed.filter(|path| path.starts_with(place) && is_story(path)).cloned().collect();
        if changed.is_empty() {
            return Ok(());
        }
        let read: HashSet<PathBuf> = below(folder)?.stories.into_iter().collect();
        for path in changed {
            let Ok(rest) = path.strip_prefix(place) else { continue };
            let file = called(folder.join(rest));
            if read.contains(&file) || !file.exists() {
                self.add(&path, shown(&file), false)?;
            }
        }
        Ok(())
    }

    /// Adds a file that was named, whatever its ending.
    fn add_file(&mut self, path: &Path, place: &Path) -> Result<(), Failure> {
        if self.difference.files.contains_key(place) {
            return self.add(place, path.to_owned(), true);
        }
        match fs::symlink_metadata(path) {
            Err(why) if !self.difference.gone.contains_key(place) => Err(Failure::file(path, why)),
            _ => Ok(()),
        }
    }

    fn add(&mut self, place: &Path, path: PathBuf, by_user: bool) -> Result<(), Failure> {
        let Some(Change { before, now }) = self.difference.files.get(place) else { return Ok(()) };
        let staged = match now {
            Some(blob) => Some(self.contents.read(blob, place)?),
            None => None,
        };
        let before = match before {
            Some((place, blob)) => self.contents.read(blob, place)?,
            None => Vec::new(),
        };
        self.named.push(Named { path, by_user, staged, before: Some(before) });
        Ok(())
    }
}

/// Where a path lies in the repository, seen from its top folder.
fn place_in(top: &Path, path: &Path) -> Result<PathBuf, Failure> {
    if is_stdin(path) {
        return Err(GitError::StandardInput.into());
    }
    let place = real(path).map_err(|why| Failure::file(path, why))?;
    let real_top = fs::canonicalize(top).unwrap_or_else(|_| top.to_owned());
    let inside = place.strip_prefix(&real_top).map(Path::to_owned);
    inside.map_err(|_| {
        GitError::Outside { path: path.display().to_string(), top: top.display().to_string() }.into()
    })
}
