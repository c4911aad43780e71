//! The baseline: what was there before is let be, what is new is reported. Through the program.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use common::{onrecord, session, snapshot, text, write};
use serde_json::Value;

/// A story with three things to report.
const STORY: &str = "Experts say the quay is safe.\n\nSources said the port will close in May.\n\nReportedly, the crane \
    is for sale.\n";

/// Without the rule on who speaks first in a story: here, that is nobody but the nameless.
const CONFIG: &str = "[rule.A007]\nlevel = 'off'\n";

const FILE: &str = "onrecord.baseline.json";

/// A folder of its own for each test, with settings and some files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    common::folder(name, &[&[("onrecord.toml", CONFIG)], files].concat())
}

/// The codes that are reported, how many are in the baseline, and what is said beside.
fn check(folder: &Path, arguments: &[&str]) -> (Vec<String>, u64, String) {
    let output = onrecord(folder, &[&["check", "--format", "json"], arguments].concat());
    assert_ne!(output.status.code(), Some(2), "{}", text(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files = report["files"].as_array().unwrap();
    let rows = files.iter().flat_map(|file| file["diagnostics"].as_array().unwrap());
    let codes = rows.map(|row| row["code"].as_str().unwrap().to_owned()).collect();
    (codes, report["summary"]["baselined"].as_u64().unwrap(), text(&output.stderr))
}

#[test]
fn from_the_first_run_to_the_last() {
    let folder =
        folder("life", &[("drafts/quay.md", STORY), ("drafts/dam.txt", "Sources said the dam fell.\n")]);
    let mut said = session(&folder, &["check", "--write-baseline", "drafts"]);
    said += &format!("# {FILE}\n{}\n", fs::read_to_string(folder.join(FILE)).unwrap());
    said += &session(&folder, &["check", "--baseline", "drafts"]);
    said += "# A paragraph moves, a word of another changes, a third is mended.\n";
    write(
        &folder,
        "drafts/quay.md",
        "Sources said the port will close in June.\n\nNothing is decided.\n\nExperts say\nthe quay is safe.\n",
    );
    said += &session(&folder, &["check", "--baseline", "drafts"]);
    said += &session(
        &folder,
        &["check", "--prune-baseline", "drafts", "--fail-on", "never", "--format", "json=out"],
    );
    said += &session(
        &folder,
        &["check", "--prune-baseline", "drafts", "--fail-on", "never", "--format", "json=out"],
    );
    said += &format!("# {FILE}\n{}\n", fs::read_to_string(folder.join(FILE)).unwrap());
    fs::remove_dir_all(&folder).unwrap();
    snapshot!("baseline", said);
}

#[test]
fn each_run_writes_what_it_checked_and_keeps_the_rest() {
    let folder = folder("rest", &[("a.txt", STORY), ("b.txt", STORY), ("c/c.txt", STORY)]);
    let stories = || {
        let file: Value = serde_json::from_slice(&fs::read(folder.join(FILE)).unwrap()).unwrap();
        file["stories"].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    check(&folder, &["--write-baseline", "a.txt", "b.txt"]);
    assert_eq!(stories(), ["a.txt", "b.txt"]);
    fs::remove_file(folder.join("a.txt")).unwrap();
    // From another folder, the file is found upwards.
    check(&folder.join("c"), &["--write-baseline", "c.txt"]);
    assert_eq!(stories(), ["b.txt", "c/c.txt"], "a.txt is gone, b.txt was not checked");
    assert_eq!(check(&folder.join("c"), &["--baseline", "../b.txt", "./c.txt"]).1, 6);
    // Nothing is found any more.
    write(&folder, "b.txt", "");
    check(&folder, &["--write-baseline", "b.txt"]);
    assert_eq!(stories(), ["c/c.txt"]);
    // Standard input is no story that could be known.
    let output = onrecord(&folder, &["check", "--write-baseline", "-"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(stories(), ["c/c.txt"]);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_story_that_is_renamed_stays_known() {
    let folder = folder("renamed", &[("a.txt", STORY)]);
    check(&folder, &["--write-baseline", "a.txt"]);
    fs::rename(folder.join("a.txt"), folder.join("b.txt")).unwrap();
    assert_eq!(check(&folder, &["--baseline", "b.txt"]), (vec![], 3, String::new()));
    // Pruned, it is known by its new name.
    check(&folder, &["--prune-baseline", "b.txt"]);
    let file = fs::read_to_string(folder.join(FILE)).unwrap();
    assert!(file.contains("\"b.txt\"") && !file.contains("\"a.txt\""), "{file}");
    write(&folder, "a.txt", STORY);
    assert_eq!(check(&folder, &["--baseline", "a.txt"]).0.len(), 3);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn it_is_found_beside_the_configuration() {
    let folder = folder("config", &[("house/onrecord.toml", CONFIG), ("drafts/a.txt", STORY)]);
    let config = ["--config", "house/onrecord.toml", "drafts"];
    check(&folder, &[&["--write-baseline"], &config[..]].concat());
    let file = fs::read_to_string(folder.join("house").join(FILE)).unwrap();
    assert!(file.contains("\"../drafts/a.txt\""), "{file}");
    assert_eq!(check(&folder, &[&["--baseline"], &config[..]].concat()).1, 3);
    // By a name of its own, wherever it lies.
    check(&folder, &["--write-baseline=known/old.json", "drafts"]);
    assert_eq!(check(&folder, &["--baseline=known/old.json", "drafts"]).1, 3);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn folded_findings_are_recorded_too() {
    let claims = "The visit marks a historic shift in policy. Nearly 40% of tenants skip meals to pay rent. The cuts are \
        likely to ruin rural schools. It is the biggest fall in the history of the county.\n";
    let folder = folder("folded", &[("a.txt", claims)]);
    let (found, ..) = check(&folder, &["a.txt"]);
    assert!(found.contains(&"U008".to_owned()) && found.len() > 1, "{found:?}");
    check(&folder, &["--write-baseline", "a.txt"]);
    assert_eq!(check(&folder, &["--baseline", "a.txt", "--folded"]).0, [""; 0]);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn mistakes_are_shown_at_their_place() {
    let folder = folder("mistakes", &[("a.txt", STORY)]);
    let mut said = session(&folder, &["check", "--baseline", "a.txt"]);
    said += &session(&folder, &["check", "--baseline=old.json", "a.txt"]);
    said += &session(&folder, &["check", "--prune-baseline=old.json", "a.txt"]);
    said += &session(&folder, &["check", "--baseline", "--write-baseline", "a.txt"]);
    let good =
        "{\n  \"version\": 1,\n  \"stories\": {\n    \"a.txt\": {\n      \"A001 00f1\": 1\n    }\n  }\n}\n";
    for (name, from, to) in [
        ("a newer version", "\"version\": 1", "\"version\": 2"),
        ("an unknown key", "\"stories\"", "\"storys\""),
        ("no fingerprint", "A001 00f1", "A001"),
        ("no count", ": 1\n", ": -1\n"),
        ("a conflict", "    \"a.txt\"", "<<<<<<< HEAD\n    \"a.txt\""),
        ("an end too soon", "  }\n}\n", ""),
    ] {
        write(&folder, FILE, &good.replace(from, to));
        said += &format!("# {name}\n{}", session(&folder, &["check", "--baseline", "a.txt"]));
        let output = onrecord(&folder, &["check", "--write-baseline", "a.txt"]);
        assert_eq!(output.status.code(), Some(2), "{name}: what cannot be read is not written over");
    }
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files.len(), 3, "nothing half-written is left: {files:?}");
    fs::remove_dir_all(&folder).unwrap();
    snapshot!("baseline-mistakes", said);
}
