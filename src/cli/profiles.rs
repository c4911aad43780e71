//! `onrecord profiles`: what copy each is for, and what it changes.

use clap::Args;
use onrecord::report;

use super::{CLEAN, Failure, Output, house::Settings};

/// List the profiles: for what copy each is, and what it changes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    onrecord profiles                        the profiles, a line each\n  \
    onrecord profiles wire                   what `wire` changes, rule by rule\n  \
    onrecord check --profile wire story.md   check a story by it\n\n\
    A story that says what it is (`kind: opinion` above it, \"ANALYSIS\" over its headline) chooses by itself. To set\n\
    a profile for all stories, write `profile = \"wire\"` into onrecord.toml.")]
pub(super) struct Arguments {
    /// The profile to tell more of
    #[arg(value_name = "NAME")]
    profile: Option<String>,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    let house = settings.house(&[])?;
    let catalogue = house.linter.catalogue();
    let Some(name) = &arguments.profile else {
        output.print_told(&report::profiles(catalogue))?;
        return Ok(CLEAN);
    };
    let Some(profile) = catalogue.profiles().position(name) else {
        return Err(Failure::NoProfile(catalogue.profiles().unknown(name)));
    };
    output.print_told(&report::profile(catalogue, profile))?;
    Ok(CLEAN)
}
