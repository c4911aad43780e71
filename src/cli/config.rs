//! `onrecord config`: what holds for a story, and where each setting comes from.

use std::path::PathBuf;

use clap::Args;
use onrecord::{
    document::{Document, Format},
    report::{self, Placed},
};

use super::{
    CLEAN, Failure, Output,
    house::{Homes, Settings},
    path::shown,
};

/// Print the settings that hold for a story, and where each comes from.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    onrecord config                       what holds in this folder\n  \
    onrecord config opinion/column.md     what holds for a story, with its overrides and its kind\n\n\
    It is printed as a configuration file would say it. Below stand the rules that are set otherwise than they come\n\
    with onrecord.")]
pub(super) struct Arguments {
    /// A story, or a folder
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// With this profile over all
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    let mut homes = Homes::new(settings, arguments.profile.as_deref());
    let path = &arguments.path;
    // What holds in a folder is what holds for a story right in it.
    let house = homes.of(&if path.is_dir() { path.join("story") } else { path.clone() })?;
    let place = house.path_of(path);
    let config = house.linter.config();
    // A story that is still to be written says nothing of its kind.
    let bytes = std::fs::read(path).unwrap_or_default();
    let placed = Placed {
        settings: config.at(place.as_deref()),
        kind: Format::of(Some(path), &bytes)
            .and_then(|format| Document::read(&bytes, format))
            .ok()
            .and_then(|document| document.kind),
        configs: &house.configs,
        files: &house.files,
        excluded: place.as_deref().and_then(|place| config.excludes(place)),
        baseline: house.baseline.as_deref().map(shown),
        waivers: house.waivers.iter().map(|file| file.waivers.path.as_str()).collect(),
    };
    output.print_told(&report::settings(&shown(path), &placed, &house.linter))?;
    Ok(CLEAN)
}
