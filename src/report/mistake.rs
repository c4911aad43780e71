//! A mistake in a file, shown at its place.

use codespan_reporting::{
    diagnostic::{Diagnostic, Label},
    files::{Files, SimpleFile},
    term::{self, Config},
};

use super::{
    Place,
    excerpt::Excerpt,
    plain::{clean, lines, painted},
    style::Painted,
};
use crate::{document::DocumentError, mistake::Mistake, span::floor};

/// A mistake in a rule or configuration file as a compiler would print it, with ANSI colours.
pub fn mistake(mistake: &Mistake) -> String {
    let file = SimpleFile::new(clean(&mistake.file), lines(&mistake.text));
    let at = |byte: usize| lines(&mistake.text[..floor(&mistake.text, byte)]).len();
    let span = at(mistake.span.start)..at(mistake.span.end);
    let notes = mistake.help.iter().map(|help| format!("help: {}", lines(help))).collect();
    printed(
        &file,
        &Diagnostic::error()
            .with_message(lines(&mistake.message))
            .with_label(Label::primary((), span))
            .with_notes(notes),
    )
}

/// What is wrong in a story that is not written in its format: the words around the place, in the same form.
/// Nothing where it has no place.
pub fn misread(path: &str, error: &DocumentError) -> Option<String> {
    let DocumentError::Syntax { line, column, excerpt, .. } = error else { return None };
    let place = Place { line: *line, column: *column };
    let text = clean(&excerpt.text);
    let at = clean(&excerpt.text[..floor(&excerpt.text, excerpt.at)]).len();
    let file = Excerpt::of_line(path, text, place);
    let report = Diagnostic::error().with_message(clean(&error.to_string()));
    Some(printed(&file, &report.with_label(Label::primary((), at..at))))
}

fn printed<'f>(file: &'f impl Files<'f, FileId = ()>, report: &Diagnostic<()>) -> String {
    let mut out = Painted::default();
    let written = term::emit_to_write_style(&mut out, &Config::default(), file, report);
    debug_assert!(written.is_ok(), "{written:?}");
    painted(&String::from_utf8_lossy(&out.bytes))
}
