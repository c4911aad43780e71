//! The waivers of a house: of each of its configuration files those that it names, or else those beside it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use onrecord::{
    config::{ConfigFile, Waivers},
    rule::Definition,
};

use super::{Settings, discover, read, seen_from};
use crate::cli::{failure::Failure, path::shown};

/// What a file of waivers is called that stands beside a configuration file.
pub(in crate::cli) const NAME: &str = "onrecord.waivers.toml";

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

    /// Whether there is a story or a folder at a path, as they see it.
    pub(in crate::cli) fn see(&self, story: &str) -> bool {
        self.folder.join(story).exists()
    }

    /// Whether all stories that they could be about are below a folder.
    pub(in crate::cli) fn are_within(&self, folder: &Path) -> bool {
        let real = |path: &Path| fs::canonicalize(path).ok();
        real(&self.folder).zip(real(folder)).is_some_and(|(inner, outer)| inner.starts_with(outer))
    }
}

/// All waivers of a house, by its configuration files, the nearest first. Stories are seen from the folder of the
/// configuration file, or from `here` where the command line names one or there is none.
pub(super) fn of_house(
    settings: &Settings,
    chain: &[(PathBuf, ConfigFile)],
    here: &Path,
    rules: &[Definition],
) -> Result<Vec<WaiversOf>, Failure> {
    let mut files = Vec::new();
    for (path, config) in chain {
        let folder = path.parent().filter(|_| settings.config.is_none()).unwrap_or(here);
        files.extend(of_config(path, config)?.map(|file| (file, folder)));
    }
    if chain.is_empty() && !settings.isolated {
        files.extend(beside(here).map(|file| (file, here)));
    }
    files.into_iter().map(|(file, folder)| load(&file, folder, rules)).collect()
}

/// The waivers that a configuration file names, or that stand beside it.
fn of_config(path: &Path, file: &ConfigFile) -> Result<Option<PathBuf>, Failure> {
    match &file.waivers {
        Some(named) => discover::named(path, file, named).map(Some),
        None => Ok(beside(path.parent().unwrap_or(Path::new("")))),
    }
}

/// The waivers in a folder.
fn beside(folder: &Path) -> Option<PathBuf> {
    Some(folder.join(NAME)).filter(|path| path.is_file())
}

fn load(path: &Path, folder: &Path, rules: &[Definition]) -> Result<WaiversOf, Failure> {
    let waivers = Waivers::read(&shown(path), &read(path)?, rules).map_err(Box::new)?;
    Ok(WaiversOf { waivers, folder: folder.to_owned() })
}
