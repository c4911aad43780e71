//! Files of rules, words, changes and profiles: those that a configuration file names, those below a folder.

use std::path::{Path, PathBuf};

use onrecord::{Spanned, config::ConfigFile};

use super::{discover::NAMES, shown_folder};
use crate::cli::{failure::Failure, walk::unwalkable};

/// The files that a configuration file names as the house's own, each pattern's by path.
pub(super) fn named(config: &Path, file: &ConfigFile) -> Result<Vec<PathBuf>, Failure> {
    let folder = config.parent().unwrap_or(Path::new(""));
    let mut paths = Vec::new();
    for pattern in &file.rules {
        let before = paths.len();
        paths.extend(matching(folder, pattern, file)?);
        if paths.len() == before {
            let message = format!("no file matches `{}`", pattern.get_ref());
            let help = format!("paths are seen from {}", shown_folder(folder));
            return Err(Box::new(file.mistake(pattern, message, Some(help))).into());
        }
    }
    Ok(paths)
}

fn matching(folder: &Path, pattern: &Spanned<String>, file: &ConfigFile) -> Result<Vec<PathBuf>, Failure> {
    let wrong = |message: String| Failure::from(Box::new(file.mistake(pattern, message, None)));
    let folder = glob::Pattern::escape(&folder.to_string_lossy());
    let whole = Path::new(&folder).join(pattern.get_ref());
    let found = glob::glob(&whole.to_string_lossy())
        .map_err(|error| wrong(format!("`{}` is no pattern: {}", pattern.get_ref(), error.msg)))?;
    let found: Result<Vec<PathBuf>, _> = found.collect();
    let found = found.map_err(|error| wrong(error.to_string()))?;
    Ok(found.into_iter().filter(|path| path.is_file()).collect())
}

/// The TOML files at a path: itself, or all below a folder, by path.
pub(in crate::cli) fn toml_files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in ignore::WalkBuilder::new(path).build() {
        let entry = entry.map_err(|error| Failure::file(path, unwalkable(error)))?;
        let is_toml = entry.path().extension().is_some_and(|extension| extension == "toml");
        let is_config = NAMES.iter().any(|name| entry.file_name() == *name);
        if is_toml && !is_config && entry.path().is_file() {
            found.push(entry.into_path());
        }
    }
    found.sort();
    Ok(found)
}
