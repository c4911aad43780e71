//! Diagnostics as JSON for scripts: the contract of `onrecord check --format json`.
//!
//! Offsets are bytes of the file, or of `text` where that is given; columns count characters, from 1.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Checked, Flow, Renderer, Run, Summary,
    row::{DiagnosticRow, row},
};

/// What stands before the files: the version of the contract.
const HEAD: &str = "{\"version\":1,\"files\":[";

/// What stands between two files.
const BETWEEN: &str = ",";

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FileRow<'a> {
    path: &'a str,
    /// Which story of the file it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// What offsets are counted in, where the file is no UTF-8 text.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    words: usize,
    diagnostics: Vec<DiagnosticRow<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SummaryRow {
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
        let diagnostics = checked.open().map(|found| row(checked, found)).collect();
        let row = FileRow {
            path: checked.path,
            id: checked.origin.id.as_deref(),
            text: checked.extracted(),
            words: checked.story.words(),
            diagnostics,
        };
        let mut row = serde_json::to_string(&row)?;
        // Those of many files are held at once.
        row.shrink_to_fit();
        Ok(vec![row])
    }

    fn whole(&self, files: &[String], run: &Run) -> serde_json::Result<String> {
        let summary = serde_json::to_string(&SummaryRow::from(&run.summary))?;
        let tail = format!("],\"summary\":{summary}}}\n");
        let length =
            files.iter().map(|file| file.len() + BETWEEN.len()).sum::<usize>() + HEAD.len() + tail.len();
        // It may be long: nothing is copied twice.
        let mut out = String::with_capacity(length);
        out += HEAD;
        for (index, file) in files.iter().enumerate() {
            out += if index == 0 { "" } else { BETWEEN };
            out += file;
        }
        Ok(out + &tail)
    }

    fn flow(&self) -> Option<Flow> {
        Some(Flow { head: HEAD, between: BETWEEN })
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
