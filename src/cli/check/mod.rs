//! `onrecord check`: what an editor would send back.

mod targets;

use clap::{Args, ValueEnum};
use onrecord::{
    diagnostic::Level,
    lint::Linter,
    report::{Checked, RuleFacts, Run, Summary},
};

use self::targets::{Target, Targets};
use super::{
    CLEAN, FOUND, Failure, Output,
    house::Settings,
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
    /// The lowest level that makes the exit status 1
    #[arg(long, value_enum, value_name = "LEVEL", default_value = "error")]
    fail_on: FailOn,
    /// Print also the notes that a paragraph's warning stands for
    #[arg(long)]
    folded: bool,
    /// Check by this profile, whatever the story says that it is; `onrecord profiles` lists them
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
}

/// The levels of `--fail-on`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
    Never,
}

/// What came of one file.
struct Outcome {
    /// The parts of each report that is asked for.
    parts: Vec<Vec<String>>,
    summary: Summary,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    let linter = settings.linter(arguments.profile.as_deref())?;
    let targets = arguments.targets.resolve(arguments.folded)?;
    let outcomes = arguments.paths.read(output, |loaded| check(&targets, &linter, loaded))?;
    let rules = linter.rules().iter().filter(|rule| rule.speaks().is_some()).map(RuleFacts::of).collect();
    let mut run = Run { rules, ..Run::default() };
    let mut parts = vec![Vec::new(); targets.len()];
    for outcome in outcomes {
        run.summary += outcome.summary;
        for (all, of_file) in parts.iter_mut().zip(outcome.parts) {
            all.extend(of_file);
        }
    }
    for (target, parts) in targets.iter().zip(parts) {
        target.write(&parts, &run, output)?;
    }
    let fails = match arguments.fail_on {
        FailOn::Error => run.summary.reaches(Level::Error),
        FailOn::Warning => run.summary.reaches(Level::Warning),
        FailOn::Note => run.summary.reaches(Level::Note),
        FailOn::Never => false,
    };
    Ok(if fails { FOUND } else { CLEAN })
}

/// Checks one story: what each report says of it, and how much was found.
fn check(targets: &[Target], linter: &Linter, loaded: Loaded) -> Result<Outcome, Failure> {
    let story = linter.read(loaded.document);
    let diagnostics = linter.check(&story);
    let checked = Checked::new(&loaded.path, &loaded.file, &story, diagnostics);
    let parts: Result<Vec<_>, _> = targets.iter().map(|target| target.renderer.file(&checked)).collect();
    Ok(Outcome { parts: parts?, summary: checked.summary() })
}
