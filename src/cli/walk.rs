//! The stories below a folder: by path, without what is hidden or ignored, each file once.

use std::{
    collections::{BTreeMap, HashSet},
    fs, io,
    path::{Path, PathBuf},
};

use ignore::{DirEntry, Error, WalkBuilder};
use onrecord::{document::Format, report::counted};

use super::failure::{Failure, FileFailure};

/// What a folder's own list of files to pass over is called. It reads as .gitignore does, with git or without.
pub(super) const IGNORE_FILE: &str = ".onrecordignore";

/// Endings of drafts in forms that are not read.
const FOREIGN: &[&str] = &["doc", "dot", "rtf", "pages", "wpd", "pdf"];

/// What is below a folder.
#[derive(Default)]
pub(super) struct Below {
    pub(super) stories: Vec<PathBuf>,
    /// What cannot be read there, each with why.
    unreadable: Vec<String>,
    /// How many drafts there are in forms that are not read, by ending.
    foreign: BTreeMap<&'static str, usize>,
}

impl Below {
    /// What is said of all that is passed over.
    pub(super) fn passed_over(&self) -> impl Iterator<Item = String> {
        let count = self.foreign.values().sum();
        let endings: Vec<String> = self.foreign.keys().map(|ending| format!(".{ending}")).collect();
        let foreign = (count > 0).then(|| {
            let files = counted(count, "file");
            format!("{files} in forms that onrecord does not read: {}", endings.join(", "))
        });
        self.unreadable.iter().cloned().chain(foreign).map(|what| format!("passed over {what}"))
    }
}

/// Looks below a folder, through links too. Only that the folder itself cannot be read is a failure.
pub(super) fn below(folder: &Path) -> Result<Below, Failure> {
    let mut below = Below::default();
    let mut through_links = false;
    for entry in WalkBuilder::new(folder).follow_links(true).add_custom_ignore_filename(IGNORE_FILE).build() {
        match entry {
            Ok(entry) => {
                through_links |= entry.path_is_symlink();
                below.unreadable.extend(entry.error().map(ToString::to_string));
                if let Some(ending) = foreign(&entry) {
                    *below.foreign.entry(ending).or_default() += 1;
                }
                below.stories.extend(story(entry));
            }
            Err(error) if error.depth().is_none_or(|depth| depth == 0) => {
                return Err(Failure::file(folder, unwalkable(error)));
            }
            Err(error) => below.unreadable.extend(told(error)),
        }
    }
    if through_links {
        keep_each_once(folder, &mut below.stories);
    }
    below.stories.sort();
    Ok(below)
}

/// Whether a file below a folder may be a story, by its ending.
pub(super) fn is_story(path: &Path) -> bool {
    Format::may_be_story(path)
}

/// The ending of a draft that is in a form which is not read.
fn foreign(entry: &DirEntry) -> Option<&'static str> {
    let ending = entry.path().extension()?.to_str()?;
    FOREIGN.iter().find(|known| known.eq_ignore_ascii_case(ending)).copied()
}

fn story(entry: DirEntry) -> Option<PathBuf> {
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    let path = Some(entry.into_path()).filter(|path| is_file && is_story(path))?;
    Some(called(path))
}

/// What a file below a folder is called: "./a.txt" is how "." is walked, and not how anybody says it.
pub(super) fn called(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}

/// Takes away the further paths of each file: those through links, before the one that goes through none.
fn keep_each_once(folder: &Path, stories: &mut Vec<PathBuf>) {
    let place = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let by_link = |path: &Path| !place(path).ends_with(path.strip_prefix(folder).unwrap_or(path));
    stories.sort_by_cached_key(|path| (by_link(path), path.clone()));
    let mut seen = HashSet::new();
    stories.retain(|path| seen.insert(place(path)));
}

/// What is said of something below a folder that cannot be read. Nothing is missed by a link that leads back up, or
/// by what would be no story.
fn told(error: Error) -> Option<String> {
    let path = called(place(&error)?.to_owned());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let may_be_folder = path.is_dir() || path.extension().is_none();
    let matters = !name.starts_with('.') && (may_be_folder || is_story(&path));
    matters.then(|| FileFailure::new(&path, unwalkable(error)).to_string())
}

/// Where something cannot be read; nowhere for a link that leads back up.
fn place(error: &Error) -> Option<&Path> {
    match error {
        Error::WithPath { path, .. } => Some(path),
        Error::WithDepth { err, .. } => place(err),
        _ => None,
    }
}

/// Why something cannot be walked.
pub(super) fn unwalkable(error: Error) -> io::Error {
    error.into_io_error().unwrap_or_else(|| io::Error::other("cannot be walked"))
}
