//! Workflow commands of GitHub Actions, which become notes on the lines of a pull request.
//!
//! GitHub shows columns only where a note stays within a line, and refuses them elsewhere.

use super::{Checked, Flow, Region, Renderer, Run, address::slashed, plain::tame, told::told};
use crate::diagnostic::{Diagnostic, Level};

/// The report as workflow commands.
pub(super) struct GitHub;

impl Renderer for GitHub {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        Ok(checked.shown().map(|found| command(checked, found)).collect())
    }

    fn whole(&self, commands: &[String], _: &Run) -> serde_json::Result<String> {
        Ok(commands.concat())
    }

    fn flow(&self) -> Option<Flow> {
        Some(Flow::default())
    }
}

fn command(checked: &Checked<'_>, found: &Diagnostic) -> String {
    let name = match found.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let Region { start, end, .. } = checked.region(found.span);
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    format!(
        "::{name} file={},line={},endLine={}{columns},title={}::{}\n",
        property(&tame(&slashed(checked.path))),
        start.line,
        end.line,
        property(&tame(&format!("{} {}", found.code, found.name))),
        data(&told(checked, found).join("\n"))
    )
}

/// A text as it may stand behind the `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as it may stand behind a `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
