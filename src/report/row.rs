//! A diagnostic as JSON, the same wherever it is written.
//!
//! Offsets are bytes of the file, or of the text taken out of it where it is no UTF-8 text, unless another unit is asked
//! for ([`Checked::counted_in`]); columns count characters, from 1.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Checked, Region};
use crate::{
    Span,
    diagnostic::{Attached, Diagnostic, Edit, Level},
};

/// A diagnostic, as scripts read it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DiagnosticRow<'a> {
    /// The rule.
    code: &'a str,
    name: &'a str,
    level: Level,
    /// What was seen.
    message: &'a str,
    /// What would satisfy.
    help: &'a str,
    #[serde(flatten)]
    at: PlaceRow,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    attached: &'a [Attached],
    /// Further places of the same.
    also_at: Vec<PlaceRow>,
    labels: Vec<LabelRow<'a>>,
    notes: &'a [String],
    /// Another diagnostic of the paragraph stands for it.
    folded: bool,
    fix: Option<FixRow<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PlaceRow {
    #[serde(flatten)]
    span: SpanRow,
    line: usize,
    column: usize,
}

/// A stretch of the whole file.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SpanRow {
    start: u64,
    end: u64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LabelRow<'a> {
    #[serde(flatten)]
    span: SpanRow,
    message: &'a str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct FixRow<'a> {
    description: &'a str,
    edits: Vec<EditRow>,
    /// Whether it changes no meaning.
    safe: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
struct EditRow {
    #[serde(flatten)]
    span: SpanRow,
    text: String,
}

impl SpanRow {
    /// A stretch of [`Checked::file`].
    pub(super) fn new(checked: &Checked<'_>, span: Span) -> Self {
        Self { start: checked.offset_for_scripts(span.start()), end: checked.offset_for_scripts(span.end()) }
    }
}

/// The row of a diagnostic.
pub(super) fn row<'a>(checked: &Checked<'a>, found: &'a Diagnostic) -> DiagnosticRow<'a> {
    let in_file = |span: Span| SpanRow::new(checked, checked.region(span).span);
    let place = |span: Span| {
        let Region { span, start, .. } = checked.region(span);
        PlaceRow { span: SpanRow::new(checked, span), line: start.line, column: start.column }
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
        pointer: checked.origin.pointer(found.span.start()),
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
            edits: edits
                .into_iter()
                .map(|Edit { span, text }| EditRow { span: SpanRow::new(checked, span), text })
                .collect(),
            safe: fix.safe,
        }),
    }
}
