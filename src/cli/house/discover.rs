//! Which configuration file holds: the nearest, with those that it extends.

use std::{
    fs,
    path::{Path, PathBuf},
};

use onrecord::config::ConfigFile;

use super::{read, shown_folder};
use crate::cli::{failure::Failure, path::shown};

/// What a configuration file is called.
pub(in crate::cli) const NAME: &str = "onrecord.toml";

/// What it may be called.
pub(super) const NAMES: &[&str] = &[NAME, ".onrecord.toml"];

/// The nearest configuration file, from a folder upwards.
pub(super) fn nearest(folder: &Path) -> Option<PathBuf> {
    let in_folder = |folder: &Path| NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file());
    folder.ancestors().find_map(in_folder)
}

/// A configuration file with those that it extends, itself first.
pub(super) fn chain(path: &Path) -> Result<Vec<(PathBuf, ConfigFile)>, Failure> {
    let mut chain: Vec<(PathBuf, ConfigFile)> = Vec::new();
    let mut seen = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        seen.push(fs::canonicalize(&path).unwrap_or_else(|_| path.clone()));
        let file = ConfigFile::read(&shown(&path), &read(&path)?).map_err(Box::new)?;
        next = below(&path, &file, &seen)?;
        chain.push((path, file));
    }
    Ok(chain)
}

/// The file that a configuration file extends, if it extends one.
fn below(path: &Path, file: &ConfigFile, seen: &[PathBuf]) -> Result<Option<PathBuf>, Failure> {
    let Some(extends) = file.extends_file() else { return Ok(None) };
    let folder = path.parent().unwrap_or(Path::new(""));
    let below = folder.join(extends.get_ref());
    let wrong =
        |message: String, help: String| Failure::from(Box::new(file.mistake(extends, message, Some(help))));
    let Some(place) = fs::canonicalize(&below).ok().filter(|place| place.is_file()) else {
        let message = format!("there is no file `{}`", extends.get_ref());
        return Err(wrong(message, format!("paths are seen from {}", shown_folder(folder))));
    };
    if seen.contains(&place) {
        let help = "let one of the circle extend nothing, or a profile".to_owned();
        return Err(wrong(format!("`{}` extends itself", extends.get_ref()), help));
    }
    Ok(Some(below))
}
