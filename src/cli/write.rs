//! Files that are written whole or not at all: each gets its name once it is written.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{Failure, interrupt, path::shown};

/// Names of what this program has open already, whatever file that leads to.
const OPEN: &[&str] = &["/dev/stdout", "/dev/stderr", "/dev/fd", "/proc/self/fd"];

/// Writes a file, over what is there, and makes the folders above it. A file that is there keeps its permissions; where
/// the path is a symbolic link, the file behind it is written. A device or a pipe is no file that another could stand
/// in for: what is written goes into it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let written = if is_open_end(path) {
        fs::OpenOptions::new().append(true).open(path).and_then(|mut end| end.write_all(bytes))
    } else {
        interrupt::whole(|| write_over(path, bytes))
    };
    written.map_err(|why| Failure::Write { path: shown(path), why })
}

/// Whether what is there takes what is written, and no other file could get its name.
fn is_open_end(path: &Path) -> bool {
    let is_special = || fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir());
    OPEN.iter().any(|open| path.starts_with(open)) || is_special()
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
