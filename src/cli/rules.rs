//! `onrecord rules` and `onrecord explain`: the rules in words.

use clap::Args;
use onrecord::report;

use super::{CLEAN, Failure, Output, house::Settings};

/// Explain a rule: what it flags, why, what satisfies it, with examples.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  onrecord explain A001\n  onrecord explain vague-authority")]
pub(super) struct Arguments {
    /// The rule's code or name
    #[arg(value_name = "CODE")]
    rule: String,
}

pub(super) fn list(settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    output.print(&report::list(settings.linter(None)?.rules()))?;
    Ok(CLEAN)
}

pub(super) fn explain(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    let linter = settings.linter(None)?;
    let catalogue = linter.catalogue();
    let is = |known: &str| known.eq_ignore_ascii_case(&arguments.rule);
    let found = linter.rules().iter().find(|rule| is(rule.code.get_ref()) || is(rule.name.get_ref()));
    let Some(rule) = found else {
        let near = catalogue.nearest(&arguments.rule).map(str::to_owned);
        return Err(Failure::NoRule { name: arguments.rule.clone(), near });
    };
    output.print(&report::explain(catalogue, rule))?;
    Ok(CLEAN)
}
