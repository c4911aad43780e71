//! `onrecord lsp`: a language server, so that an editor shows what is found as it is typed.
//!
//! One thread listens (`server`): it knows of nothing but the life of the line (`line`, `frame`). What is said about
//! stories it hands to a second one, the desk (`desk`), which keeps the open ones (`story`) and answers: each answer
//! has a file of its own. While the desk reads, the line stays open: what comes in one burst is read once, and what the
//! client gives up meanwhile is not answered.

mod action;
mod client;
mod command;
mod desk;
mod diagnostics;
mod frame;
mod hint;
mod houses;
mod hover;
mod line;
mod ruler;
mod server;
mod story;
mod symbol;
mod token;
mod uri;

use clap::Args;

use super::{Failure, Output, house::Settings};

/// Serve an editor: findings as you type, by the Language Server Protocol on standard input and output.
#[derive(Debug, Args)]
#[command(
    after_help = "An editor starts this by itself; editors/README.md in the repository has the settings for Neovim, \
    Helix, Emacs, Zed and Sublime Text, and editors/vscode an extension for VS Code.\n\n\
    It reads Markdown, plain text, HTML, wikitext, AsciiDoc and reStructuredText. Settings are those of \
    onrecord.toml, as for `onrecord check`; when one changes, all open stories are checked anew.\n\n\
    initializationOptions, all of which can be left out:\n  \
    {\"profile\": \"wire\", \"config\": \"style/onrecord.toml\", \"debounce\": 2, \"inlayHints\": true, \
    \"semanticTokens\": true}"
)]
pub(super) struct Arguments {
    /// Check every story by this profile
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Use standard input and output; there is nothing else, and some editors say so
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings, _: &mut Output) -> Result<u8, Failure> {
    server::serve(settings, arguments.profile.as_deref())
}
