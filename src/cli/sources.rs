//! `onrecord sources`: a story's ledger as a table.

use clap::Args;
use onrecord::{
    config::Config,
    lint::Linter,
    report::{self, Checked},
    rule::Catalogue,
};

use super::{CLEAN, Failure, Output, input::Paths};

/// Print a story's ledger: who is cited, what kind, how described, how often, where.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord sources story.md\n\n\
    Kinds: named, org (an institution), office (one person by role), anonymous (withheld), vague (nobody could\n\
    call them), group, document, pronoun (unresolved), none (\"it is believed\", \"reportedly\").")]
pub(super) struct Arguments {
    #[command(flatten)]
    paths: Paths,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<u8, Failure> {
    let linter = Linter::new(Catalogue::builtin().map_err(Box::new)?, Config::default());
    let tables = arguments.paths.read(output, |loaded| {
        let story = linter.read(loaded.document);
        let checked =
            Checked { path: &loaded.path, file: &loaded.file, story: &story, diagnostics: Vec::new() };
        Ok(report::ledger(&checked))
    })?;
    output.print(&tables.join("\n"))?;
    Ok(CLEAN)
}
