//! Paths: as they are shown, where they really lead, and with `/` as settings and baselines have them.

use std::{
    env, fs, io,
    path::{Component, Path, PathBuf},
};

/// A path as it is shown: from this folder, where it lies below it.
pub(super) fn shown(path: &Path) -> String {
    from_here(path).display().to_string()
}

/// A path from this folder, where it lies below it.
pub(super) fn from_here(path: &Path) -> PathBuf {
    let here = env::current_dir().unwrap_or_default();
    let short = path.strip_prefix(&here).ok().filter(|short| !short.as_os_str().is_empty());
    short.unwrap_or(path).to_owned()
}

/// The real path of a file or folder. A file need not be there, and a link that stands for one is taken as it is, for
/// so git takes it.
pub(super) fn real(path: &Path) -> io::Result<PathBuf> {
    let or_here =
        |folder: &Path| fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !path.is_dir() => or_here(folder).map(|folder| folder.join(name)),
        _ => or_here(path),
    }
}

/// A path from the root, without `.` and `..`. Links in it stay as they are named, unless a step back leads out of one.
pub(super) fn whole(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    if !absolute.components().any(|part| part == Component::ParentDir) {
        return Ok(absolute);
    }
    let short = without_steps_back(&absolute);
    // Behind a link, `..` is not the folder that the link stands in.
    Ok(match real(&absolute) {
        Ok(real) if self::real(&short).ok().as_ref() != Some(&real) => real,
        _ => short,
    })
}

/// Where a path leads, as well as that can be told: of a file that may not be there, in a folder that may not be there.
pub(super) fn place(path: &Path) -> PathBuf {
    real(path).or_else(|_| whole(path)).unwrap_or_else(|_| path.to_owned())
}

fn without_steps_back(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir {
            short.pop();
        } else {
            short.push(part);
        }
    }
    short
}

/// A path with `/` between its parts, on every system.
pub(super) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
