//! The waivers of a house: of each of its configuration files those that it names, or else those beside it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use onrecord::{
    config::{ConfigFile, Waivers},
    rule::Definition,
};

use super::{discover, read, seen_from};
use crate::cli::{failure::Failure, path::shown};

/// What a file of waivers is called that stands beside a configuration file.
const NAME: &str = "onrecord.waivers.toml";

/// A file of waivers.
#[derive(Debug)]
pub(in crate::cli) struct WaiversOf {
    pub(in crate::cli) waivers: Waivers,
    /// The folder that its stories are seen from.
    folder: PathBuf,
}

impl WaiversOf {
    /// The path of a story as they see it; none where it is not below their folder.
    pub(in crate::cli) fn path_of(&self, story: &Path) -> Option<String> {
        seen_from(&self.folder, story)
    }

    /// Whether all stories that they could be about are below a folder.
    pub(in crate::cli) fn are_within(&self, folder: &Path) -> bool {
        let real = |path: &Path| fs::canonicalize(path).ok();
        real(&self.folder).zip(real(folder)).is_some_and(|(inner, outer)| inner.starts_with(outer))
    }
}

/// The waivers that a configuration file names, or that stand beside it.
pub(super) fn of_config(path: &Path, file: &ConfigFile) -> Result<Option<PathBuf>, Failure> {
    match &file.waivers {
        Some(named) => discover::named(path, file, named).map(Some),
        None => Ok(beside(path.parent().unwrap_or(Path::new("")))),
    }
}

/// The waivers in a folder.
pub(super) fn beside(folder: &Path) -> Option<PathBuf> {
    Some(folder.join(NAME)).filter(|path| path.is_file())
}

/// Reads a file of waivers.
pub(super) fn load(path: &Path, folder: &Path, rules: &[Definition]) -> Result<WaiversOf, Failure> {
    let waivers = Waivers::read(&shown(path), &read(path)?, rules).map_err(Box::new)?;
    Ok(WaiversOf { waivers, folder: folder.to_owned() })
}
