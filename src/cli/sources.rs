//! `onrecord sources`: a story's ledger as a table.

use clap::Args;
use onrecord::report::{self, Checked};

use super::{
    CLEAN, Failure, Output,
    house::{Homes, Settings},
    input::Paths,
};

/// Print a story's ledger: who is cited, what kind, how described, how often, where.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord sources story.md\n\n\
    Kinds: named, org (an institution), office (one person by role), anonymous (withheld), vague (nobody could\n\
    call them), group, document, pronoun (unresolved), none (\"it is believed\", \"reportedly\").")]
pub(super) struct Arguments {
    #[command(flatten)]
    paths: Paths,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    let mut homes = Homes::new(settings, None);
    let tables = arguments.paths.read(&mut homes, output, |loaded| {
        let story = loaded.house.linter.read(loaded.document);
        Ok(report::ledger(&Checked::new(&loaded.path, &loaded.file, &story, Vec::new())))
    })?;
    output.print(&tables.join("\n"))?;
    Ok(CLEAN)
}
