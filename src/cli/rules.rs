//! `onrecord rules` and `onrecord explain`: the rules in words.

use clap::Args;
use onrecord::{report, rule::Catalogue};

use super::{CLEAN, Failure, Output};

/// Explain a rule: what it flags, why, what satisfies it, with examples.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  onrecord explain A001\n  onrecord explain vague-authority")]
pub(super) struct Arguments {
    /// The rule's code or name
    #[arg(value_name = "CODE")]
    rule: String,
}

pub(super) fn list(output: &mut Output) -> Result<u8, Failure> {
    let catalogue = Catalogue::builtin().map_err(Box::new)?;
    output.print(&report::list(&catalogue))?;
    Ok(CLEAN)
}

pub(super) fn explain(arguments: &Arguments, output: &mut Output) -> Result<u8, Failure> {
    let catalogue = Catalogue::builtin().map_err(Box::new)?;
    let Some(rule) = catalogue.rule(&arguments.rule) else {
        let near = catalogue.nearest(&arguments.rule).map(str::to_owned);
        return Err(Failure::NoRule { name: arguments.rule.clone(), near });
    };
    output.print(&report::explain(rule))?;
    Ok(CLEAN)
}
