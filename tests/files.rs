//! Files that are made by the program and kept in the repository: each is what the program would make now.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use std::fs;

use onrecord::{
    config::Config,
    lint::Linter,
    report,
    rule::Catalogue,
    schema::{FORMS, schema},
};

#[test]
fn the_schemas_are_current() {
    for (name, _) in FORMS {
        let path = format!("rules/schema/{name}.json");
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let made = schema(name).unwrap().unwrap();
        assert!(kept == made, "{path} is out of date; run: cargo run --features cli -- schema {name} > {path}");
    }
}

#[test]
fn the_table_of_rules_is_current() {
    let linter = Linter::of(Catalogue::builtin().unwrap(), Config::default());
    let made = report::table(linter.catalogue(), &linter.rules());
    let kept = fs::read_to_string("RULES.md").unwrap_or_default();
    assert!(
        kept == made,
        "RULES.md is out of date; run: cargo run --features cli -- rules --format markdown --isolated > RULES.md"
    );
}
