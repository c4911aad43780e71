//! `onrecord check`: what an editor would send back.

mod targets;

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use onrecord::{
    config::FailOn,
    report::{Checked, Run, Summary},
};

use self::targets::{Target, Targets};
use super::{
    CLEAN, FOUND, Failure, Output,
    house::{Homes, Settings},
    input::{Loaded, Paths},
};

/// Report claims with no source, and sources that are nameless or vague.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    onrecord check story.md                    a report for people\n  \
    onrecord check --format json drafts/       one JSON object for scripts\n  \
    onrecord check --fail-on warning story.md  status 1 on warnings too\n  \
    onrecord check --profile wire story.md     by the rules for agency copy\n\n\
    `onrecord explain CODE` tells what a rule wants.")]
pub(super) struct Arguments {
    #[command(flatten)]
    paths: Paths,
    #[command(flatten)]
    targets: Targets,
    /// The lowest level that makes the exit status 1, whatever configuration files say [default: error]
    #[arg(long, value_name = "LEVEL", value_parser = level_parser())]
    fail_on: Option<FailOn>,
    /// Print also the notes that a paragraph's warning stands for
    #[arg(long)]
    folded: bool,
    /// Check by this profile, whatever the story says that it is; `onrecord profiles` lists them
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
}

/// What came of one file.
struct Outcome {
    /// The parts of each report that is asked for.
    parts: Vec<Vec<String>>,
    summary: Summary,
    /// Whether something is at or above the level that fails.
    fails: bool,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    let mut homes = Homes::new(settings, arguments.profile.as_deref())?;
    let targets = arguments.targets.resolve(arguments.folded)?;
    let outcomes = arguments.paths.read(&mut homes, output, |loaded| check(arguments, &targets, loaded))?;
    let mut run = Run::default();
    let mut parts = vec![Vec::new(); targets.len()];
    let mut fails = false;
    for outcome in outcomes {
        run.summary += outcome.summary;
        fails |= outcome.fails;
        for (all, of_file) in parts.iter_mut().zip(outcome.parts) {
            all.extend(of_file);
        }
    }
    run.rules = homes.rules();
    for (target, parts) in targets.iter().zip(parts) {
        target.write(&parts, &run, output)?;
    }
    Ok(if fails { FOUND } else { CLEAN })
}

/// Checks one story: what each report says of it, how much was found, and whether that fails.
fn check(arguments: &Arguments, targets: &[Target], loaded: Loaded) -> Result<Outcome, Failure> {
    let Loaded { path, file, document, house, place } = loaded;
    let settings = house.linter.config().at(place.as_deref());
    let story = house.linter.read(document);
    let diagnostics = house.linter.check_at(&settings, &story);
    let checked = Checked::new(&path, &file, &story, diagnostics);
    let parts: Result<Vec<_>, _> = targets.iter().map(|target| target.renderer.file(&checked)).collect();
    let summary = checked.summary();
    let fail_on = arguments.fail_on.or(settings.fail_on().map(|given| given.value)).unwrap_or_default();
    Ok(Outcome { parts: parts?, fails: fail_on.level().is_some_and(|level| summary.reaches(level)), summary })
}

/// Reads a level of `--fail-on`.
fn level_parser() -> impl TypedValueParser<Value = FailOn> {
    let names = FailOn::ALL.iter().map(|level| level.name());
    PossibleValuesParser::new(names).map(|name| {
        let is_named = |level: &&FailOn| level.name() == name;
        FailOn::ALL.iter().find(is_named).copied().unwrap_or_default()
    })
}
