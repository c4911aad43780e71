//! JUnit XML, which every continuous integration shows as tests: a suite a story, a case a diagnostic.
//!
//! Errors and warnings are failures. A note is a case that passes and prints what it has to say: notes are for an
//! editor to weigh, and a list that is never green is a list that nobody reads. What somebody has accepted is
//! skipped, with the reason. A story with nothing to send back is one case that passes.

use super::{
    Checked, Renderer, Run,
    address::slashed,
    plain::one_line,
    summary::NOTHING,
    told::told,
    xml::{HEAD, element, escaped},
};
use crate::diagnostic::{Acceptance, Accepted, Diagnostic, Level};

/// The report as a run of tests.
pub(super) struct Junit;

impl Renderer for Junit {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        let title = slashed(&checked.title());
        let recorded = || checked.recorded();
        let mut cases: Vec<String> = recorded().map(|found| case(checked, &title, found)).collect();
        if cases.is_empty() {
            cases.push(element("testcase", &[("name", NOTHING), ("classname", &title)], ""));
        }
        let failures = recorded().filter(|found| found.accepted.is_none() && found.level > Level::Note);
        let skipped = recorded().filter(|found| found.accepted.is_some());
        let attributes = [
            ("name", title.clone()),
            ("tests", cases.len().to_string()),
            ("failures", failures.count().to_string()),
            ("errors", "0".to_owned()),
            ("skipped", skipped.count().to_string()),
        ];
        let attributes = attributes.each_ref().map(|(name, value)| (*name, value.as_str()));
        Ok(vec![element("testsuite", &attributes, &format!("\n{}", cases.concat()))])
    }

    fn whole(&self, suites: &[String], _: &Run) -> serde_json::Result<String> {
        Ok(HEAD.to_owned() + &element("testsuites", &[("name", "onrecord")], &format!("\n{}", suites.concat())))
    }
}

fn case(checked: &Checked<'_>, title: &str, found: &Diagnostic) -> String {
    let place = checked.region(found.span).start;
    let name = format!("{}:{} {} {}", place.line, place.column, found.code, found.name);
    let lines = told(checked, found);
    let text = || lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\n");
    let outcome = match (&found.accepted, found.level) {
        (Some(accepted), _) => skipped(accepted),
        (None, Level::Note) => element("system-out", &[], &text()),
        (None, grave) => {
            let message = lines.first().map(String::as_str).unwrap_or_default();
            element("failure", &[("type", grave.name()), ("message", message)], &text())
        }
    };
    element("testcase", &[("name", &name), ("classname", title)], &format!("\n{outcome}"))
}

fn skipped(accepted: &Accepted) -> String {
    let (kind, unexplained) = match accepted.by {
        Acceptance::Note => ("note", "allowed in the text"),
        Acceptance::Waiver => ("waiver", "waived"),
        Acceptance::Baseline => ("baseline", "in the baseline"),
    };
    let reason = one_line(&accepted.reason);
    let message = if reason.is_empty() { unexplained } else { &reason };
    element("skipped", &[("type", kind), ("message", message)], "")
}
