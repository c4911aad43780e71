//! Which configuration file holds: the nearest, with those that it extends.

use std::{
    fs,
    path::{Path, PathBuf},
};

use onrecord::config::ConfigFile;

use super::{read, shown_folder};
use crate::cli::{
    failure::Failure,
    path::{shown, whole},
};

use onrecord::Spanned;

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
    if !path.is_file() {
        return Err(Failure::NoConfig(shown(path)));
    }
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
    let below = named(path, file, extends)?;
    if seen.contains(&fs::canonicalize(&below)?) {
        let help = "let one of the circle extend nothing, or a profile".to_owned();
        let message = format!("`{}` extends itself", extends.get_ref());
        return Err(Box::new(file.mistake(extends, message, Some(help))).into());
    }
    Ok(Some(below))
}

/// The file that a configuration file names, seen from its folder.
pub(super) fn named(path: &Path, file: &ConfigFile, name: &Spanned<String>) -> Result<PathBuf, Failure> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let named = folder.join(name.get_ref());
    if !named.is_file() {
        let message = format!("there is no file `{}`", name.get_ref());
        let help = format!("paths are seen from {}", shown_folder(folder));
        return Err(Box::new(file.mistake(name, message, Some(help))).into());
    }
    Ok(whole(&named)?)
}
