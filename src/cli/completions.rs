//! `onrecord completions`: what a shell completes after the program's name.

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::{CLEAN, Failure, Output};

/// Print a script that makes a shell complete commands, options and their values.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord\n  \
    onrecord completions zsh > ~/.zfunc/_onrecord          with ~/.zfunc in $fpath\n  \
    onrecord completions fish > ~/.config/fish/completions/onrecord.fish\n  \
    onrecord completions powershell >> $PROFILE")]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<u8, Failure> {
    let mut script = Vec::new();
    generate(arguments.shell, &mut super::Arguments::command(), "onrecord", &mut script);
    output.print(&String::from_utf8_lossy(&script))?;
    Ok(CLEAN)
}
