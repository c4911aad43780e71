//! `onrecord check`: what an editor would send back.

mod baseline;
mod changed;
mod fix;
mod handed;
mod story;
mod targets;
mod total;
mod waivers;
mod watch;

use std::path::PathBuf;

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use onrecord::{config::FailOn, report::Run};

pub(super) use self::{baseline::Known, handed::reports};
use self::{
    fix::{Fixing, Report},
    story::{Check, Outcome},
    targets::{Shown, Targets},
    total::Total,
};
use super::{
    CLEAN, FOUND, Failure, Output,
    house::{Homes, Settings},
    input::{Named, Paths},
    today::today,
};

/// Report claims with no source, and sources that are nameless or vague.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    onrecord check story.md                    a report for people\n  \
    onrecord check --format json drafts/       one JSON object for scripts\n  \
    onrecord check --fail-on warning story.md  status 1 on warnings too\n  \
    onrecord check --profile wire story.md     by the rules for agency copy\n  \
    onrecord check --stats stories/            who is cited, and which rules are broken how often\n  \
    onrecord check --watch drafts/             again with every change\n  \
    onrecord check --since main                only what this branch changes\n  \
    onrecord check --diff --unsafe story.md    what --fix --unsafe would change\n\n\
    `onrecord explain CODE` tells what a rule wants. Exceptions that end do so by the clock, or on the day that the \
    variable ONRECORD_TODAY gives.",
    mut_arg("paths", |paths| paths.required(false).required_unless_present("changed")))]
pub(super) struct Arguments {
    #[command(flatten)]
    paths: Paths,
    /// Check again whenever a story or a setting changes, until Ctrl-C
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    targets: Targets,
    #[command(flatten)]
    changed: changed::Flags,
    #[command(flatten)]
    baseline: baseline::Flags,
    #[command(flatten)]
    fixing: Fixing,
    /// Print also the notes that a paragraph's warning stands for
    #[arg(long, help_heading = "Report")]
    folded: bool,
    /// The lowest level that makes the exit status 1, whatever configuration files say [default: error]
    #[arg(long, value_name = "LEVEL", value_parser = level_parser(), help_heading = "Settings")]
    fail_on: Option<FailOn>,
    /// Check by this profile, whatever the story says that it is; `onrecord profiles` lists them
    #[arg(long, value_name = "NAME", help_heading = "Settings")]
    profile: Option<String>,
}

/// What came of a check of all files.
struct Done {
    status: u8,
    stories: usize,
    /// The files that hold the settings.
    settings: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    if arguments.watch {
        return watch::run(arguments, settings, output);
    }
    once(arguments, settings, output).map(|done| done.status)
}

/// One check of all that is asked for: what is to be read, what comes of each story, what is said of them together.
fn once(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<Done, Failure> {
    let mut homes = Homes::new(settings, arguments.profile.as_deref()).on(today()?);
    let targets = arguments.targets.resolve(arguments.folded)?;
    let known = arguments.baseline.load(&*homes.here()?)?;
    let stories = arguments.targets.spare(arguments.stories(output)?, output)?;
    let check = Check {
        fixing: &arguments.fixing,
        targets: &targets,
        known: known.as_ref(),
        fail_on: arguments.fail_on,
    };
    let mut total = Total::new(targets.len());
    let mut shown = Shown::default();
    // What is mended or written down comes before the report that says so.
    let can_flow = known.is_none() && arguments.fixing.are_unset();
    let take = |outcome: Outcome, output: &mut Output| {
        let flows = can_flow || outcome.is_of_archive;
        total.add(outcome);
        if flows { shown.flow(&targets, &mut total.parts, output) } else { Ok(()) }
    };
    arguments.paths.read_these(stories, &mut homes, output, |loaded| check.story(loaded), take)?;
    let mut done = Done { status: CLEAN, stories: total.summary.files, settings: homes.files() };

    let is_printed = match arguments.fixing.finish(&total.mended, arguments.paths.has_stdin(), output)? {
        Report::All => true,
        Report::InFiles => false,
        Report::None(status) => return Ok(Done { status, ..done }),
    };

    let folders = if arguments.changed.are_unset() { arguments.paths.given() } else { &[] };
    for outcome in waivers::report(std::mem::take(&mut total.waived), folders, &check)? {
        total.add(outcome);
    }
    let mut run = Run::new(total.summary, homes.rules());
    run.quiet = output.is_quiet();
    // The report says what is in the baseline: that must be so.
    if let Some(known) = known {
        known.finish(total.known, output)?;
    }
    for (target, parts) in targets.iter().zip(&total.parts) {
        if is_printed || !target.is_printed() {
            target.write(parts, &shown, &run, output)?;
        }
    }
    if total.fails {
        done.status = FOUND;
    }
    if !arguments.watch {
        std::mem::forget(homes); // the program ends: to give back what all rules took would be for nothing
    }
    Ok(done)
}

impl Arguments {
    /// The stories to read: all at the paths, or those of them that changed.
    fn stories(&self, output: &mut Output) -> Result<Vec<Named>, Failure> {
        let Some(changed) = self.changed.stories(&self.paths)? else { return self.paths.named(output) };
        if changed.is_empty() {
            output.say(&self.changed.nothing());
        }
        Ok(changed)
    }
}

/// Reads a level of `--fail-on`.
fn level_parser() -> impl TypedValueParser<Value = FailOn> {
    let names = FailOn::ALL.iter().map(|level| level.name());
    PossibleValuesParser::new(names).map(|name| {
        let is_named = |level: &&FailOn| level.name() == name;
        FailOn::ALL.iter().find(is_named).copied().unwrap_or_default()
    })
}
