//! `onrecord inspect`: what was read of a story, for scripts.

use clap::{Args, ValueEnum};
use onrecord::{config::Config, lint::Linter, report::inspect::Inspection, rule::Catalogue};

use super::{CLEAN, Failure, Output, input::Paths};

/// Print what was read of a story: sentences, quotations, attributions, sources, claims.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  \
    onrecord inspect story.md | jq '.attributions[] | {who: .source.text, cue: .cue.text}'\n\n\
    All offsets are bytes of the file.")]
pub(super) struct Arguments {
    #[command(flatten)]
    paths: Paths,
    /// How to print it
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a story, each on a line
    Jsonl,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<u8, Failure> {
    let Format::Jsonl = arguments.format;
    let linter = Linter::new(Catalogue::builtin().map_err(Box::new)?, Config::default());
    let lines = arguments.paths.read(output, |loaded| {
        let story = linter.read(loaded.document);
        Ok(Inspection::new(&loaded.path, &story).to_line()?)
    })?;
    for line in lines {
        output.print(&line)?;
        output.print("\n")?;
    }
    Ok(CLEAN)
}
