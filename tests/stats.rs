//! What a standards desk counts, in place of findings.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use common::{folder, onrecord, session, snapshot, text};
use serde_json::Value;

const NAMED: &str = "The new bridge over the Orle opened on Monday.\n\n\
    “It took us nine years,” said Henrik Maas, the city engineer. He said the toll would pay for the lights.\n\n\
    Ilse Varga, who runs the ferry, said she had lost half her passengers.\n";

const NAMELESS: &str = "The minister will resign before the summer.\n\n\
    Sources said the letter had been signed. A senior official said the party knew. Experts fear a long summer.\n\n\
    It is believed that 40% of members have left.\n";

fn stories(name: &str) -> std::path::PathBuf {
    folder(
        name,
        &[
            ("city/bridge.txt", NAMED),
            ("city/ferry.txt", NAMED),
            ("politics/minister.txt", NAMELESS),
            ("politics/empty.md", ""),
            ("front.txt", NAMELESS),
        ],
    )
}

#[test]
fn a_table_for_people() {
    let folder = stories("stats");
    let mut said = session(&folder, &["check", "--stats", "."]);
    said += &session(&folder, &["check", "--stats", "city"]);
    said += &session(&folder, &["check", "--stats", "politics/empty.md"]);
    snapshot!("stats", said);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn an_object_for_scripts() {
    let folder = stories("stats-json");
    let count = |arguments: &[&str]| -> Value {
        let output = onrecord(&folder, &[&["check", "--stats", "--format", "json"], arguments].concat());
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let all = count(&["."]);
    let number = |value: &Value| value.as_u64().unwrap();
    let (overall, folders) = (&all["overall"], all["folders"].as_array().unwrap());
    for key in ["stories", "words", "attributions", "stories_without_named_source"] {
        let sum: u64 = folders.iter().map(|folder| number(&folder[key])).sum();
        assert_eq!(number(&overall[key]), sum, "{key}");
    }
    let kinds: u64 = overall["sources"].as_object().unwrap().values().map(number).sum();
    assert_eq!(kinds, number(&overall["attributions"]));
    assert_eq!(number(&overall["stories_without_named_source"]), 3);
    let names: Vec<&str> = folders.iter().map(|folder| folder["folder"].as_str().unwrap()).collect();
    assert_eq!(names, ["city/", "politics/", "./"]);
    let bare = |counted: &Value| {
        let rules = counted["rules"].as_array().unwrap().iter();
        rules.clone().find(|rule| rule["code"] == "A001").cloned().unwrap()
    };
    let (twice, once) = (bare(&all), bare(&count(&["front.txt"])));
    assert_eq!(number(&twice["found"]), 2 * number(&once["found"]));
    assert_eq!((number(&twice["stories"]), number(&once["stories"])), (2, 1));
    assert_eq!(twice["name"], "bare-anonymous-source");
    // As a report, they go into files, and are never cut.
    let output = onrecord(&folder, &["check", "--stats", "--max-diagnostics", "1", "-o", "counts.txt", "."]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let written = std::fs::read_to_string(folder.join("counts.txt")).unwrap();
    assert_eq!(
        written,
        text(&onrecord(&folder, &["check", "--stats", "city", "politics", "front.txt"]).stdout)
    );
    std::fs::remove_dir_all(&folder).unwrap();
}
