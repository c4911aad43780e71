//! The format of reviewdog, which brings diagnostics to any code review.
//!
//! Its columns count bytes, from 1; the end of a range is just past the last.

use serde_json::{Value, json};

use super::{Checked, Place, Renderer, Run, address::slashed, told::told};
use crate::{
    Span,
    diagnostic::{Diagnostic, Level},
    fix::with_edits,
};

/// The report that reviewdog reads.
pub(super) struct Rdjson;

impl Renderer for Rdjson {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        checked.shown().map(|found| serde_json::to_string(&diagnostic(checked, found))).collect()
    }

    fn whole(&self, diagnostics: &[String], _: &Run) -> serde_json::Result<String> {
        Ok(format!("{{\"source\":{{\"name\":\"onrecord\"}},\"diagnostics\":[{}]}}\n", diagnostics.join(",\n")))
    }
}

fn diagnostic(checked: &Checked<'_>, found: &Diagnostic) -> Value {
    let location = |span: Span| json!({ "path": slashed(checked.path), "range": range(checked, checked.region(span).span) });
    let related = |(span, message): (Span, &str)| json!({ "message": message, "location": location(span) });
    json!({
        "message": told(checked, found).join("\n"),
        "location": location(found.span),
        "severity": match found.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Note => "INFO",
        },
        "code": { "value": found.code },
        "suggestions": suggestion(checked, found).into_iter().collect::<Vec<_>>(),
        "related_locations": found.elsewhere().map(related).collect::<Vec<_>>(),
    })
}

/// A fix. Several suggestions would be several ways out, so all of its edits make one, with what stands between them.
fn suggestion(checked: &Checked<'_>, found: &Diagnostic) -> Option<Value> {
    let edits = checked.edits(found)?;
    let span = edits.first()?.span.join(edits.last()?.span);
    Some(json!({ "range": range(checked, span), "text": with_edits(checked.file, span, &edits) }))
}

/// The range of a stretch of the file.
fn range(checked: &Checked<'_>, span: Span) -> Value {
    let place = |at: usize| {
        let Place { line, column } = checked.place_in_bytes(at);
        json!({ "line": line, "column": column })
    };
    json!({ "start": place(span.start()), "end": place(span.end()) })
}
