//! Every rule says what it means by examples, and here they hold it to that.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use onrecord::{
    lint::{Verdict, verify},
    rule::Catalogue,
};

#[test]
fn every_rule_flags_its_bad_examples_where_they_are_marked_and_no_good_one() {
    let catalogue = Catalogue::builtin().unwrap();
    let verified = verify(&catalogue).unwrap();
    let failed: Vec<String> = verified
        .iter()
        .filter(|verified| verified.verdict != Verdict::Validated)
        .map(|verified| format!("{} {:?}: {}", verified.code, verified.verdict, verified.text))
        .collect();
    assert!(failed.is_empty(), "{} of {} examples fail:\n{}", failed.len(), verified.len(), failed.join("\n"));
}
