//! Rules that people write: they work with no rebuild, and their mistakes are shown at their place.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use common::snapshot;
use onrecord::{
    config::Config,
    document::{Document, Format},
    lint::Linter,
    report,
    rule::Catalogue,
};

const RULE: &str = r#"code = "H001"
name = "long-unsourced-sentence"
level = "note"
summary = "A long sentence that cites nobody."
why = "House rule."

[[visits.sentence]]
sourced = false
min-words = "min-words"
words = ["the <org-head>"]

[options.min-words]
default = 8
about = "Sentences of fewer words are let be."

[report]
message = "“{words}” cites nobody"
label = "says who?"
help = "cite somebody"

[[example]]
bad = "[[Everybody in the town can see what the council has done.]]"

[[example]]
good = "The council has gone."
"#;

#[test]
fn a_rule_of_the_house_works_beside_the_others() {
    let mut catalogue = Catalogue::builtin().unwrap();
    catalogue.add("house/H001.toml", RULE).unwrap();
    let linter = Linter::of(catalogue, Config::default());
    let text = "Ana Ruiz said so, and Jo Lind, the mayor, said so too. Sources said it.\n\n\
                Nobody in the whole village has ever seen what the council does with it.";
    let story = linter.read(Document::read(text.as_bytes(), Format::Text).unwrap());
    let codes: Vec<_> = linter.check(&story).into_iter().map(|found| found.code).collect();
    assert!(codes.contains(&"A001".to_owned()) && codes.contains(&"H001".to_owned()), "{codes:?}");
}

#[test]
fn mistakes_are_shown_at_their_place() {
    let mistakes = [
        ("unknown key", RULE.replace("summary", "sumary")),
        ("unknown class", RULE.replace("<org-head>", "<org-haed>")),
        ("bad pattern", RULE.replace("the <org-head>", "the (council|")),
        ("missing example", RULE.replace("good = \"The council has gone.\"", "bad = \"[[Gone.]]\"")),
        ("unmarked example", RULE.replace("[[Everybody", "Everybody").replace("done.]]", "done.")),
        ("duplicate code", RULE.replace("H001", "A001")),
        ("unknown option", RULE.replace("min-words = \"min-words\"", "min-words = \"least-words\"")),
        ("unknown value", RULE.replace("{words}", "{wrods}")),
        (
            "template in braces",
            RULE.replace("help = \"cite somebody\"", "help = \"cite\"\nwikitext = { template = \"{{who}}\" }"),
        ),
        ("no TOML", RULE.replace("level = ", "level ")),
    ];
    let mut said = String::new();
    for (name, text) in mistakes {
        let mistake = Catalogue::builtin().unwrap().add("house/H001.toml", &text).unwrap_err();
        said += &format!("# {name}\n{}", anstream::adapter::strip_str(&report::mistake(&mistake)));
    }
    snapshot!("mistakes", said);
}
