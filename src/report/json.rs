//! Diagnostics as JSON for scripts: the contract of `onrecord check --format json`.
//!
//! Offsets are bytes of the file; columns count characters, from 1.

use serde::Serialize;

use super::{Checked, Lines, Summary};
use crate::{
    Span,
    diagnostic::{Attached, Diagnostic, Level},
};

/// The version of the contract.
const VERSION: u32 = 1;

#[derive(Debug, Serialize)]
struct FileRow<'a> {
    path: &'a str,
    words: usize,
    diagnostics: Vec<DiagnosticRow<'a>>,
}

#[derive(Debug, Serialize)]
struct DiagnosticRow<'a> {
    code: &'a str,
    name: &'a str,
    level: Level,
    message: &'a str,
    help: &'a str,
    #[serde(flatten)]
    at: PlaceRow,
    end_line: usize,
    end_column: usize,
    attached: &'a [Attached],
    also_at: Vec<PlaceRow>,
    labels: Vec<LabelRow<'a>>,
    notes: &'a [String],
    folded: bool,
    fix: Option<FixRow<'a>>,
}

#[derive(Debug, Serialize)]
struct PlaceRow {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
}

#[derive(Debug, Serialize)]
struct LabelRow<'a> {
    #[serde(flatten)]
    span: Span,
    message: &'a str,
}

#[derive(Debug, Serialize)]
struct FixRow<'a> {
    description: &'a str,
    edits: Vec<EditRow<'a>>,
    safe: bool,
}

#[derive(Debug, Serialize)]
struct EditRow<'a> {
    #[serde(flatten)]
    span: Span,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct SummaryRow {
    errors: usize,
    warnings: usize,
    notes: usize,
    folded: usize,
    suppressed: usize,
    waived: usize,
    baselined: usize,
}

/// One file, as an element of `files`.
///
/// # Errors
/// None that a story can cause; serde_json's type asks for it.
pub fn file(checked: &Checked<'_>) -> serde_json::Result<String> {
    let lines = Lines::new(checked.file);
    let diagnostics = checked.diagnostics.iter().map(|found| row(checked, &lines, found)).collect();
    serde_json::to_string(&FileRow { path: checked.path, words: checked.story.words(), diagnostics })
}

/// The whole object, from its files as [`file()`] gives them.
///
/// # Errors
/// None that a story can cause; serde_json's type asks for it.
pub fn whole(files: &[String], summary: &Summary) -> serde_json::Result<String> {
    let summary = SummaryRow {
        errors: summary.errors,
        warnings: summary.warnings,
        notes: summary.notes,
        folded: summary.folded,
        suppressed: 0,
        waived: 0,
        baselined: 0,
    };
    let summary = serde_json::to_string(&summary)?;
    Ok(format!("{{\"version\":{VERSION},\"files\":[{}],\"summary\":{summary}}}", files.join(",")))
}

fn row<'a>(checked: &Checked<'_>, lines: &Lines<'_>, found: &'a Diagnostic) -> DiagnosticRow<'a> {
    let in_file = |span: Span| checked.story.document.map.to_file(span);
    let place = |span: Span| {
        let (span, place) = (in_file(span), lines.place(in_file(span).start()));
        PlaceRow { start: span.start(), end: span.end(), line: place.line, column: place.column }
    };
    let end = lines.place(in_file(found.span).end());
    DiagnosticRow {
        code: &found.code,
        name: &found.name,
        level: found.level,
        message: &found.message,
        help: &found.help,
        at: place(found.span),
        end_line: end.line,
        end_column: end.column,
        attached: &found.attached,
        also_at: found.also_at.iter().map(|span| place(*span)).collect(),
        labels: found
            .labels
            .iter()
            .map(|label| LabelRow { span: in_file(label.span), message: &label.message })
            .collect(),
        notes: &found.notes,
        folded: found.folded,
        fix: found.fix.as_ref().map(|fix| FixRow {
            description: &fix.description,
            edits: fix
                .edits
                .iter()
                .map(|edit| EditRow { span: in_file(edit.span), text: &edit.text })
                .collect(),
            safe: fix.safe,
        }),
    }
}
