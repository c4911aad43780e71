//! JSON Lines: one diagnostic a line, with the keys of `--format json` and the path of its file.

use serde::Serialize;

use super::{
    Checked, Flow, Renderer, Run,
    row::{DiagnosticRow, row},
};

#[derive(Debug, Serialize)]
struct Line<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(flatten)]
    found: DiagnosticRow<'a>,
}

/// The report as JSON Lines.
pub(super) struct JsonLines;

impl Renderer for JsonLines {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        let line = |found| {
            let line =
                Line { path: checked.path, id: checked.origin.id.as_deref(), found: row(checked, found) };
            Ok(serde_json::to_string(&line)? + "\n")
        };
        checked.open().map(line).collect()
    }

    fn whole(&self, lines: &[String], _: &Run) -> serde_json::Result<String> {
        Ok(lines.concat())
    }

    fn flow(&self) -> Option<Flow> {
        Some(Flow::default())
    }
}
