//! Pages in wikitext: what an editor has tagged is not told again, and what has a reference is not asked for one.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use common::{folder, found, onrecord, text};
use serde_json::Value;

/// The codes of what is found in a page, and how much of it is suppressed.
fn codes(name: &str, page: &str) -> (Vec<String>, u64) {
    let folder = folder(name, &[("page.wiki", page)]);
    let codes = found(&folder, &["page.wiki"]).into_iter().map(|(_, code, _)| code).collect();
    let output = onrecord(&folder, &["check", "--format", "json", "page.wiki"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    (codes, report["summary"]["suppressed"].as_u64().unwrap())
}

const CRITICS: &str = "Critics say the quay is late.";

const EXPERTS: &str = "The board met on Monday. Experts warned that the pier would sink.";

#[test]
fn what_is_tagged_is_not_told_again() {
    let (bare, none) = codes("wikitext-bare", CRITICS);
    assert!(bare.contains(&"V001".to_owned()), "{bare:?}");
    assert_eq!(none, 0);
    for tag in ["{{who}}", "{{By whom?|date=May 2020}}", "{{according to whom}}", "{{Weasel-inline}}"] {
        let page = CRITICS.replace("Critics", &format!("Critics{tag}"));
        let (told, suppressed) = codes("wikitext-tagged", &page);
        assert!(!told.contains(&"V001".to_owned()) && suppressed > 0, "{tag}: {told:?}");
        let (told, _) = codes("wikitext-tagged", &CRITICS.replace("late.", &format!("late.{tag}")));
        assert!(!told.contains(&"V001".to_owned()), "{tag}: {told:?}");
    }
    for other in ["{{when}}", "{{nowrap|}}", "{{citation needed}}"] {
        let (told, _) = codes("wikitext-other", &CRITICS.replace("Critics", &format!("Critics{other}")));
        assert!(told.contains(&"V001".to_owned()), "{other}: {told:?}");
    }
}

#[test]
fn a_tag_is_about_the_nearest_words() {
    let both = format!("{} {EXPERTS}", CRITICS.replace("Critics", "Critics{{who}}"));
    let (told, _) = codes("wikitext-both", &both);
    assert!(told.contains(&"V001".to_owned()), "{told:?}");
    let one = "Critics say the quay is late, while experts warned{{who}} that the pier would sink.";
    let (told, _) = codes("wikitext-nearest", one);
    assert!(told.contains(&"V001".to_owned()), "{told:?}");
}

#[test]
fn no_template_is_proposed_where_there_is_one() {
    let folder = folder(
        "wikitext-report",
        &[("page.wiki", &format!("{CRITICS}\n\nCritics{{{{who}}}} say the pier is low.\n"))],
    );
    let report = text(&onrecord(&folder, &["check", "--format", "wikitext", "page.wiki"]).stdout);
    assert!(report.contains("Critics{{who}} say the quay is late."), "{report}");
    assert!(!report.contains("pier"), "{report}");
}
