//! `onrecord rules` and `onrecord explain`: the rules in words.

use clap::{Args, ValueEnum};
use onrecord::{report, rule};

use super::{
    CLEAN, Failure, Output,
    house::{Homes, Settings},
};

/// Explain a rule: what it flags, why, what satisfies it, with examples.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  onrecord explain A001\n  onrecord explain vague-authority")]
pub(super) struct Arguments {
    /// The rule's code or name
    #[arg(value_name = "CODE")]
    rule: String,
}

/// List the rules, at the levels that they are set to.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  onrecord rules\n  onrecord rules --profile wire\n  \
    onrecord rules --format markdown > RULES.md")]
pub(super) struct ListArguments {
    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// As this profile sets them
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line each
    Text,
    /// A table, with levels by profile and examples
    Markdown,
}

pub(super) fn list(arguments: &ListArguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    let house = Homes::new(settings, arguments.profile.as_deref()).here()?;
    let linter = &house.linter;
    match arguments.format {
        Format::Text => output.print_told(&report::list(&linter.rules()))?,
        Format::Markdown => output.print(&report::table(linter.catalogue(), &linter.rules()))?,
    }
    Ok(CLEAN)
}

pub(super) fn explain(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    let house = settings.house(&[])?;
    let linter = &house.linter;
    let catalogue = linter.catalogue();
    let rules = linter.rules();
    let Some(rule) = rule::find(&rules, &arguments.rule) else {
        let near = catalogue.nearest(&arguments.rule).map(str::to_owned);
        return Err(Failure::NoRule { name: arguments.rule.clone(), near });
    };
    output.print_told(&report::explain(catalogue, rule))?;
    Ok(CLEAN)
}
