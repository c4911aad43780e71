//! A mistake in a rule or configuration file, shown at its place.

use codespan_reporting::{
    diagnostic::{Diagnostic, Label},
    files::SimpleFile,
    term::{self, Config},
};

use super::style::Painted;
use crate::mistake::Mistake;

/// The mistake as a compiler would print it, with ANSI colours.
pub fn mistake(mistake: &Mistake) -> String {
    let file = SimpleFile::new(&mistake.file, &mistake.text);
    let length = mistake.text.len();
    let span = mistake.span.start.min(length)..mistake.span.end.min(length);
    let report = Diagnostic::error()
        .with_message(&mistake.message)
        .with_label(Label::primary((), span))
        .with_notes(mistake.help.iter().map(|help| format!("help: {help}")).collect());
    let mut painted = Painted::default();
    let written = term::emit_to_write_style(&mut painted, &Config::default(), &file, &report);
    debug_assert!(written.is_ok(), "{written:?}");
    String::from_utf8_lossy(&painted.bytes).into_owned()
}
