//! Diagnostics as JSON for scripts: the contract of `onrecord check --format json`.
//!
//! Offsets are bytes of the file; columns count characters, from 1.

use serde::Serialize;

use super::{Checked, Region, Renderer, Run, Summary};
use crate::{
    Span,
    diagnostic::{Attached, Diagnostic, Edit, Level},
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
    edits: Vec<EditRow>,
    safe: bool,
}

#[derive(Debug, Serialize)]
struct EditRow {
    #[serde(flatten)]
    span: Span,
    text: String,
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

/// The report as one JSON object.
pub(super) struct Json;

impl Renderer for Json {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        let shown = checked.diagnostics.iter().filter(|found| found.accepted.is_none());
        let diagnostics = shown.map(|found| row(checked, found)).collect();
        let row = FileRow { path: checked.path, words: checked.story.words(), diagnostics };
        Ok(vec![serde_json::to_string(&row)?])
    }

    fn whole(&self, files: &[String], run: &Run) -> serde_json::Result<String> {
        let summary = serde_json::to_string(&SummaryRow::from(&run.summary))?;
        Ok(format!("{{\"version\":{VERSION},\"files\":[{}],\"summary\":{summary}}}\n", files.join(",")))
    }
}

impl From<&Summary> for SummaryRow {
    fn from(summary: &Summary) -> Self {
        Self {
            errors: summary.errors,
            warnings: summary.warnings,
            notes: summary.notes,
            folded: summary.folded,
            suppressed: summary.suppressed,
            waived: summary.waived,
            baselined: summary.baselined,
        }
    }
}

fn row<'a>(checked: &Checked<'_>, found: &'a Diagnostic) -> DiagnosticRow<'a> {
    let in_file = |span: Span| checked.region(span).span;
    let place = |span: Span| {
        let Region { span, start, .. } = checked.region(span);
        PlaceRow { start: span.start(), end: span.end(), line: start.line, column: start.column }
    };
    let end = checked.region(found.span).end;
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
        fix: found.fix.as_ref().zip(checked.edits(found)).map(|(fix, edits)| FixRow {
            description: &fix.description,
            edits: edits.into_iter().map(|Edit { span, text }| EditRow { span, text }).collect(),
            safe: fix.safe,
        }),
    }
}
