//! `onrecord sources`: a story's ledger as a table.

use clap::Args;
use onrecord::report::{self, Checked};

use super::{
    CLEAN, Failure, Output,
    house::{Homes, Settings},
    input::{Loaded, Paths},
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
    let ledger = |loaded: Loaded| {
        let story = loaded.house.linter.read(loaded.document);
        let checked = Checked::in_lines(&loaded.path, loaded.file.lines(&story.document), &story, Vec::new())
            .of(&loaded.origin);
        Ok(report::ledger(&checked))
    };
    let mut is_first = true;
    arguments.paths.read(&mut homes, output, ledger, |table, output| {
        let gap = if std::mem::take(&mut is_first) { "" } else { "\n" };
        output.print_told(&format!("{gap}{table}"))
    })?;
    Ok(CLEAN)
}
