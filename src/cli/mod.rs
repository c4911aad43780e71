//! The command line. One file a command; this one has the arguments and hands over.

mod check;
mod completions;
mod config;
mod failure;
mod git;
mod house;
mod init;
mod input;
mod inspect;
mod interrupt;
mod lsp;
mod man;
mod mcp;
mod new_rule;
mod output;
mod path;
mod profiles;
mod progress;
mod rules;
mod schema;
mod sources;
mod test;
mod today;
mod walk;
mod write;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use anstream::AutoStream;
use clap::{ColorChoice, Parser, Subcommand};
use onrecord::report::painted;

use self::{failure::Failure, output::Output};

/// Nothing was found at or above the level that fails.
const CLEAN: u8 = 0;
/// Something was found.
const FOUND: u8 = 1;
/// The program could not do its work.
const FAILED: u8 = 2;

/// onrecord reads a story before it is published and asks of every sentence: says who?
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    about,
    long_about = "onrecord reads a story before it is published and asks of every sentence: says who?\n\n\
        It finds who is cited for what, and reports what has no source, a nameless source or a vague one, \
        the way a compiler reports errors. It never opens a connection.",
    after_help = "Examples:\n  \
        onrecord check story.md            what an editor would send back\n  \
        onrecord check drafts/             every story below a folder\n  \
        pbpaste | onrecord check -         a draft from the clipboard\n  \
        onrecord sources story.md          who is cited, how described, how often\n  \
        onrecord explain A001              why a rule fires, and what satisfies it",
    after_long_help = "Exit status: 0 nothing found at or above the level that fails, 1 something found, 2 the program could \
        not do its work, 130 it was interrupted."
)]
struct Arguments {
    /// Colour what is printed; `auto` follows the terminal and the variable NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
    /// Print results and errors and nothing else: a report is its findings, without the lines that close it
    #[arg(short, long, global = true)]
    quiet: bool,
    #[command(flatten)]
    settings: house::Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Report claims with no source, and sources that are nameless or vague
    Check(check::Arguments),
    /// Print what was read of a story: sentences, quotations, attributions, sources, claims
    Inspect(inspect::Arguments),
    /// Print a story's ledger: who is cited, what kind, how described, how often, where
    Sources(sources::Arguments),
    /// List the rules
    Rules(rules::ListArguments),
    /// Explain a rule: what it flags, why, what satisfies it, with examples
    Explain(rules::Arguments),
    /// List the profiles: for what copy each is, and what it changes
    Profiles(profiles::Arguments),
    /// Print the settings that hold for a story, and where each comes from
    Config(config::Arguments),
    /// Write a configuration file to begin with, after a look at this folder
    Init(init::Arguments),
    /// Run the examples of rules: each bad one must be flagged, each good one not
    Test(test::Arguments),
    /// Write a rule file to begin with
    NewRule(new_rule::Arguments),
    /// Serve an editor: findings as you type, by the Language Server Protocol
    Lsp(lsp::Arguments),
    /// Serve writing assistants over standard input and output (Model Context Protocol)
    Mcp(mcp::Arguments),
    /// Print the JSON Schema of rule, profile and configuration files, for editors
    Schema(schema::Arguments),
    /// Print a script that makes a shell complete commands, options and their values
    Completions(completions::Arguments),
    /// Print the manual page, or write those of all commands into a folder
    Man(man::Arguments),
}

/// Prints what clap has to say of the arguments, which can quote them; gives the exit status.
fn misused(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        error.exit();
    }
    // That it cannot be said changes nothing.
    let _ = write!(AutoStream::auto(io::stderr()), "{}", painted(&error.render().ansi().to_string()));
    ExitCode::from(FAILED)
}

/// Runs the program and gives its exit status.
pub(crate) fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return misused(&error),
    };
    let mut output = Output::new(arguments.color, arguments.quiet);
    interrupt::heed();
    let settings = &arguments.settings;
    let done = match arguments.command {
        Command::Check(arguments) => check::run(&arguments, settings, &mut output),
        Command::Inspect(arguments) => inspect::run(&arguments, settings, &mut output),
        Command::Sources(arguments) => sources::run(&arguments, settings, &mut output),
        Command::Rules(arguments) => rules::list(&arguments, settings, &mut output),
        Command::Explain(arguments) => rules::explain(&arguments, settings, &mut output),
        Command::Schema(arguments) => schema::run(&arguments, &mut output),
        Command::Config(arguments) => config::run(&arguments, settings, &mut output),
        Command::Mcp(mcp::Arguments {}) => mcp::run(settings),
        Command::Init(arguments) => init::run(&arguments, &mut output),
        Command::Completions(arguments) => completions::run(&arguments, &mut output),
        Command::Man(arguments) => man::run(&arguments, &mut output),
        Command::Test(arguments) => test::run(&arguments, settings, &mut output),
        Command::NewRule(arguments) => new_rule::run(&arguments, settings, &mut output),
        Command::Lsp(arguments) => lsp::run(&arguments, settings, &mut output),
        Command::Profiles(arguments) => profiles::run(&arguments, settings, &mut output),
    };
    let done = done.and_then(|status| output.flush().map(|()| status));
    ExitCode::from(done.unwrap_or_else(|failure| output.fail(&failure)))
}
