//! The settings of a house: `onrecord.toml`, the files that it names, and what the command line says over them.

mod discover;
mod home;
mod named;

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;
use onrecord::{config::Waivers, lint::Linter, rule::Catalogue};

use super::{
    failure::Failure,
    path::{shown, slashed},
};
pub(super) use discover::NAME;
pub(super) use home::{BASELINE, Homes};
pub(super) use named::toml_files;

/// Where the settings come from.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Settings")]
pub(super) struct Settings {
    /// Read this configuration file, not the nearest onrecord.toml above each story
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, global = true, conflicts_with = "config")]
    isolated: bool,
}

/// A configuration file, with everything that it names, ready to check by.
#[derive(Debug)]
pub(super) struct House {
    pub(super) linter: Linter,
    /// The configuration files, the nearest first, as they are shown.
    pub(super) configs: Vec<String>,
    /// Paths of the house's own rules, changes, words and profiles, as they are shown.
    pub(super) files: Vec<String>,
    /// The file of known findings, where one is named.
    pub(super) baseline: Option<PathBuf>,
    /// The waivers, where a file of them is named or stands beside the configuration file.
    pub(super) waivers: Option<Waivers>,
    /// The folder of the configuration file; this one, where there is none.
    pub(super) home: PathBuf,
    /// The folder that patterns of paths are seen from.
    folder: PathBuf,
}

impl Settings {
    /// The house of this folder, with the rule files at some more paths.
    pub(super) fn house(&self, more: &[PathBuf]) -> Result<House, Failure> {
        let here = std::env::current_dir()?;
        let found = self.config_for(&here);
        House::load(self, found.as_deref(), more, &Catalogue::builtin().map_err(Box::new)?, None)
    }

    /// The configuration file for what is in a folder: the one that was named, or else the nearest, upwards.
    pub(super) fn config_for(&self, folder: &Path) -> Option<PathBuf> {
        let found = || if self.isolated { None } else { discover::nearest(folder) };
        self.config.clone().or_else(found)
    }
}

impl House {
    /// The path of a story as the settings see it: from their folder, with `/`. None where it lies elsewhere.
    pub(super) fn path_of(&self, story: &Path) -> Option<String> {
        let whole = fs::canonicalize(story).or_else(|_| std::path::absolute(story)).ok()?;
        let below = whole.strip_prefix(&self.folder).ok()?;
        Some(slashed(below))
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|why| Failure::file(path, why))
}

fn shown_folder(folder: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    if folder.as_os_str().is_empty() || folder == here { "this folder".to_owned() } else { shown(folder) }
}
