//! The settings of a house: `onrecord.toml`, the files that it names, and what the command line says over them.

mod discover;
mod home;
mod named;
mod waivers;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use onrecord::{config::Waivers, document::decode, lint::Linter};

use super::{
    failure::{Failure, Unreadable},
    path::{shown, slashed, whole},
};
pub(super) use discover::NAME;
pub(super) use home::{BASELINE, Homes};
pub(super) use named::toml_files;
pub(super) use waivers::{NAME as WAIVERS, WaiversOf};

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
    pub(super) linter: Arc<Linter>,
    /// The configuration files, the nearest first, as they are shown.
    pub(super) configs: Vec<String>,
    /// Paths of the house's own rules, changes, words and profiles, as they are shown.
    pub(super) files: Vec<String>,
    /// The file of known findings, where one is named.
    pub(super) baseline: Option<PathBuf>,
    /// The files of waivers that its configuration files name or have beside them, the nearest first.
    pub(super) waivers: Vec<WaiversOf>,
    /// The folder of the configuration file; this one, where there is none.
    pub(super) home: PathBuf,
    /// The folder that patterns of paths are seen from, as it is named.
    folder: PathBuf,
}

impl Settings {
    /// The same, but that some configuration file is read in place of any other.
    pub(super) fn with_config(self, config: Option<PathBuf>) -> Self {
        Self { config: config.or(self.config), ..self }
    }

    /// Those of who reads no configuration file.
    pub(super) fn none() -> Self {
        Self { config: None, isolated: true }
    }

    /// The house of this folder, with the rule files at some more paths.
    pub(super) fn house(&self, more: &[PathBuf]) -> Result<House, Failure> {
        let here = std::env::current_dir()?;
        let found = self.config_for(&here);
        House::load(self, found.as_deref(), more, None, None)
    }

    /// The configuration file for what is in a folder: the one that was named, or else the nearest, upwards.
    pub(super) fn config_for(&self, folder: &Path) -> Option<PathBuf> {
        let found = || if self.isolated { None } else { discover::nearest(folder) };
        self.config.clone().or_else(found)
    }
}

impl House {
    /// The path of a story as the settings see it; none where it is not below their folder.
    pub(super) fn path_of(&self, story: &Path) -> Option<String> {
        seen_from(&self.folder, story)
    }

    /// The path of a story as each of the files of waivers sees it. The file system is asked.
    pub(super) fn seen_by_waivers(&self, story: Option<&Path>) -> Vec<Option<String>> {
        self.waivers.iter().map(|file| file.path_of(story?)).collect()
    }

    /// The waivers, each with the path of a story as it sees it.
    pub(super) fn waivers_of<'a>(
        &'a self,
        seen: &'a [Option<String>],
    ) -> impl Iterator<Item = (&'a Waivers, Option<&'a str>)> {
        self.waivers.iter().zip(seen).map(|(file, path)| (&file.waivers, path.as_deref()))
    }
}

/// The path of a story below a folder, with `/`: its own, or that through a link, where it lies elsewhere.
fn seen_from(folder: &Path, story: &Path) -> Option<String> {
    let real = || Some((fs::canonicalize(story).ok()?, fs::canonicalize(folder).ok()?));
    let named = || Some((whole(story).ok()?, folder.to_owned()));
    let below = |(story, folder): (PathBuf, PathBuf)| Some(story.strip_prefix(folder).ok()?.to_owned());
    real().and_then(below).or_else(|| named().and_then(below)).map(|below| slashed(&below))
}

/// The text of a file of settings, without the mark that some editors put before it.
pub(super) fn read(path: &Path) -> Result<String, Failure> {
    let failure = |why: Unreadable| Failure::file(Path::new(&shown(path)), why);
    let bytes = fs::read(path).map_err(|why| failure(why.into()))?;
    let text = decode(&bytes).map_err(|why| failure(why.into()))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

fn shown_folder(folder: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    if folder.as_os_str().is_empty() || folder == here { "this folder".to_owned() } else { shown(folder) }
}
