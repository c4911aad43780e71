//! `onrecord man`: the manual, from the same definitions as `--help`.

use std::path::PathBuf;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::{CLEAN, Failure, Output, write::write};

/// Print the manual page, or write those of all commands into a folder.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    onrecord man | man -l -                   read the page\n  \
    onrecord man check | man -l -             that of a command\n  \
    onrecord man --all ~/.local/share/man/man1")]
pub(super) struct Arguments {
    /// The command whose page is wanted
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    all: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<u8, Failure> {
    let program = super::Arguments::command();
    let pages = pages(program)?;
    if let Some(folder) = &arguments.all {
        for (name, page) in &pages {
            let path = folder.join(format!("{name}.1"));
            write(&path, page)?;
        }
        return Ok(CLEAN);
    }
    let wanted =
        arguments.command.as_ref().map_or_else(|| "onrecord".to_owned(), |name| format!("onrecord-{name}"));
    let Some((_, page)) = pages.iter().find(|(name, _)| *name == wanted) else {
        return Err(Failure::NoCommand(arguments.command.clone().unwrap_or_default()));
    };
    output.print(&String::from_utf8_lossy(page))?;
    Ok(CLEAN)
}

/// Every page by its name: the program's, then those of its commands.
fn pages(mut program: Command) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    program.build();
    let page = |command: &Command, name: String| -> Result<(String, Vec<u8>), Failure> {
        let mut page = Vec::new();
        Man::new(command.clone()).render(&mut page)?;
        Ok((name, page))
    };
    let commands = program.get_subcommands().filter(|command| command.get_name() != "help");
    let of_commands = commands.map(|command| page(command, format!("onrecord-{}", command.get_name())));
    std::iter::once(page(&program, "onrecord".to_owned())).chain(of_commands).collect()
}
