//! Checkstyle XML, which Jenkins and most code reviews read.

use super::{
    Checked, Renderer, Run,
    address::slashed,
    told::told,
    xml::{HEAD, element},
};
use crate::diagnostic::{Diagnostic, Level};

/// The report as Checkstyle would write it.
pub(super) struct Checkstyle;

impl Renderer for Checkstyle {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        let errors: String = checked.shown().map(|found| error(checked, found)).collect();
        let content = if errors.is_empty() { errors } else { format!("\n{errors}") };
        Ok(vec![element("file", &[("name", &slashed(checked.path))], &content)])
    }

    fn whole(&self, files: &[String], _: &Run) -> serde_json::Result<String> {
        // The version of the form, not of onrecord: readers of it look for one that they know.
        Ok(HEAD.to_owned() + &element("checkstyle", &[("version", "4.3")], &format!("\n{}", files.concat())))
    }
}

fn error(checked: &Checked<'_>, found: &Diagnostic) -> String {
    let place = checked.region(found.span).start;
    let severity = match found.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "info",
    };
    let attributes = [
        ("line", place.line.to_string()),
        ("column", place.column.to_string()),
        ("severity", severity.to_owned()),
        ("message", told(checked, found).join("\n")),
        ("source", format!("onrecord.{}", found.code)),
    ];
    element("error", &attributes.each_ref().map(|(name, value)| (*name, value.as_str())), "")
}
