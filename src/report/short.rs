//! One line a diagnostic, as editors and `grep` read it: `path:line:col: level[code] message`, and nothing else.

use super::{Checked, Flow, Renderer, Run, plain::one_line};
use crate::diagnostic::Diagnostic;

/// The report with a line a diagnostic.
pub(super) struct Short;

impl Renderer for Short {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        Ok(checked.shown().map(|found| line(checked, found)).collect())
    }

    fn whole(&self, lines: &[String], _: &Run) -> serde_json::Result<String> {
        Ok(lines.concat())
    }

    fn flow(&self) -> Option<Flow> {
        Some(Flow::default())
    }
}

fn line(checked: &Checked<'_>, found: &Diagnostic) -> String {
    let place = checked.region(found.span).start;
    format!(
        "{}:{}:{}: {}[{}] {}\n",
        one_line(checked.path),
        place.line,
        place.column,
        found.level.name(),
        found.code,
        one_line(&found.message)
    )
}
