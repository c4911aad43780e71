//! `onrecord check`: what an editor would send back.

use clap::{Args, ValueEnum};
use onrecord::{
    diagnostic::Level,
    lint::Linter,
    report::{self, Checked, Summary},
};

use super::{
    CLEAN, FOUND, FailOn, Failure, Output,
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
    /// How to print what is found
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// As a compiler prints it
    Text,
    /// One JSON object
    Json,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    let linter = settings.linter(arguments.profile.as_deref())?;
    let checked = arguments.paths.read(output, |loaded| check(arguments, &linter, loaded))?;
    let mut summary = Summary::default();
    for (_, of_file) in &checked {
        summary += *of_file;
    }
    match arguments.format {
        Format::Text => {
            for (report, _) in &checked {
                output.print(report)?;
            }
            output.print(&report::closing(&summary))?;
        }
        Format::Json => {
            let files: Vec<String> = checked.into_iter().map(|(report, _)| report).collect();
            output.print(&report::json::whole(&files, &summary)?)?;
            output.print("\n")?;
        }
    }
    let fails = match arguments.fail_on {
        FailOn::Error => summary.reaches(Level::Error),
        FailOn::Warning => summary.reaches(Level::Warning),
        FailOn::Note => summary.reaches(Level::Note),
        FailOn::Never => false,
    };
    Ok(if fails { FOUND } else { CLEAN })
}

/// Checks one story: its report and how much was found.
fn check(arguments: &Arguments, linter: &Linter, loaded: Loaded) -> Result<(String, Summary), Failure> {
    let story = linter.read(loaded.document);
    let diagnostics = linter.check(&story);
    let checked = Checked { path: &loaded.path, file: &loaded.file, story: &story, diagnostics };
    let report = match arguments.format {
        Format::Text => report::render(&checked, arguments.folded),
        Format::Json => report::json::file(&checked)?,
    };
    Ok((report, checked.summary()))
}
