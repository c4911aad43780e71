//! The code quality report of GitLab, a JSON array in the form of Code Climate.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::{Checked, Place, Region, Renderer, Run, address::slashed, plain::one_line, told::asides};
use crate::diagnostic::{Diagnostic, Fingerprint, Level};

/// The report that GitLab shows on a merge request.
pub(super) struct GitLab;

impl Renderer for GitLab {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        let path = slashed(checked.path);
        let title = slashed(&checked.title());
        let mut seen: FxHashMap<Fingerprint, usize> = FxHashMap::default();
        let issue = |found: &Diagnostic| {
            let before = seen.entry(found.fingerprint).or_default();
            let fingerprint = fingerprint(&title, found, *before);
            *before += 1;
            serde_json::to_string(&issue(checked, &path, found, fingerprint))
        };
        checked.shown().map(issue).collect()
    }

    fn whole(&self, issues: &[String], _: &Run) -> serde_json::Result<String> {
        Ok(format!("[{}]\n", issues.join(",\n")))
    }
}

/// GitLab drops what has the fingerprint of another: two of one kind in a story, or in two stories, must not share one.
fn fingerprint(title: &str, found: &Diagnostic, before: usize) -> Fingerprint {
    Fingerprint(xxh3_64(format!("{title}\n{}\n{before}", found.fingerprint).as_bytes()))
}

fn issue(checked: &Checked<'_>, path: &str, found: &Diagnostic, fingerprint: Fingerprint) -> Value {
    let Region { start, end, .. } = checked.region(found.span);
    let position = |place: Place| json!({ "line": place.line, "column": place.column });
    json!({
        "type": "issue",
        "categories": ["Clarity"],
        "check_name": format!("{} {}", found.code, found.name),
        "description": one_line(&found.message),
        "content": { "body": asides(checked, found).join("\n\n") },
        "fingerprint": fingerprint.to_string(),
        "severity": match found.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Note => "info",
        },
        "location": {
            "path": path,
            "lines": { "begin": start.line, "end": end.line },
            "positions": { "begin": position(start), "end": position(end) },
        },
    })
}
