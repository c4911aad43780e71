//! The command line. One file a command.

use std::io::Write;
use std::process::ExitCode;

use onrecord::{
    attribution::Story,
    document::{Document, Format},
    lexicon::Lexicon,
    report::inspect::Inspection,
};

pub(crate) fn main() -> ExitCode {
    let lexicon = Lexicon::builtin().unwrap_or_default();
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for path in std::env::args().skip(4) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        match Document::read(&bytes, Format::of(path.as_ref())) {
            Ok(document) => {
                let story = Story::read(document, &lexicon);
                let _ = writeln!(out, "{}", Inspection::new(&path, &story).to_line().unwrap_or_default());
            }
            Err(error) => eprintln!("{path}: {error}"),
        }
    }
    ExitCode::SUCCESS
}
