//! `onrecord inspect`: what was read of a story, for people and for scripts.

use clap::{Args, ValueEnum};
use onrecord::report::{self, Checked, inspect::Inspection};

use super::{
    CLEAN, Failure, Output,
    house::{Homes, Settings},
    input::{Loaded, Paths},
};

/// Print what was read of a story: attributions, who a pronoun is, what made each cue one.
#[derive(Debug, Args)]
#[command(
    after_help = "As text, the story is printed with its attributions marked and numbered: [1s source],\n\
    [1c cue], [1t content], [1t~ content that goes on without a cue]. Below each paragraph stands what made\n\
    each cue one (the grammar, or the learned score in log-odds) and whom it cites.\n\n\
    As JSON Lines, all offsets are bytes of the file.\n\n\
    Examples:\n  \
    onrecord inspect story.md\n  \
    onrecord inspect --format jsonl story.md | jq '.attributions[] | {who: .source.text, cue: .cue.text}'"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    paths: Paths,
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The story with its attributions marked, for people
    Text,
    /// One JSON object a story, each on a line: sentences, quotations, attributions, sources, claims
    Jsonl,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    let mut homes = Homes::new(settings, None);
    let inspected = |loaded: Loaded| {
        let story = loaded.house.linter.read(loaded.document);
        let checked = Checked::in_lines(&loaded.path, loaded.file.lines(&story.document), &story, Vec::new())
            .of(&loaded.origin);
        Ok(match arguments.format {
            Format::Jsonl => Inspection::new(&checked).to_line()?,
            Format::Text => report::reading(&checked),
        })
    };
    arguments.paths.read(&mut homes, output, inspected, |story, output| match arguments.format {
        Format::Jsonl => output.print_plain_line(story),
        Format::Text => output.print(&story),
    })?;
    Ok(CLEAN)
}
