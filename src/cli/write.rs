//! Files that are written whole or not at all: each gets its name once it is written.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Failure, interrupt, path::shown};

/// Writes a file, over what is there, and makes the folders above it. A file that is there keeps its permissions; where
/// the path is a symbolic link, the file behind it is written.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    interrupt::whole(|| write_over(path, bytes)).map_err(|why| Failure::Write { path: shown(path), why })
}

fn write_over(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let there = fs::canonicalize(path).ok();
    let path = there.as_deref().unwrap_or(path);
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let new = PathBuf::from(name);
    let written = fs::write(&new, bytes)
        .and_then(|()| there.iter().try_for_each(|there| keep_permissions(there, &new)))
        .and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

fn keep_permissions(old: &Path, new: &Path) -> io::Result<()> {
    fs::set_permissions(new, fs::metadata(old)?.permissions())
}
