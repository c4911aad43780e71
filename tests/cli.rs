//! The program as people run it: exit statuses, both contracts, errors with a way out, files of nonsense.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use common::{folder, snapshot, text, with_stdin};
use serde_json::Value;

/// Runs the program in this folder.
fn onrecord(arguments: &[&str]) -> Output {
    common::onrecord(Path::new("."), arguments)
}

#[test]
fn exit_statuses() {
    assert_eq!(onrecord(&["check", "examples/clean-copy.txt"]).status.code(), Some(0));
    assert_eq!(onrecord(&["check", "examples/backchannel.txt"]).status.code(), Some(1));
    assert_eq!(onrecord(&["check", "examples/backchannel.txt", "--fail-on", "never"]).status.code(), Some(0));
    assert_eq!(onrecord(&["check", "examples/flood-defences.md"]).status.code(), Some(0));
    assert_eq!(
        onrecord(&["check", "examples/flood-defences.md", "--fail-on", "warning"]).status.code(),
        Some(1)
    );
    assert_eq!(onrecord(&["check", "no-such-story.txt"]).status.code(), Some(2));
    assert_eq!(onrecord(&["check"]).status.code(), Some(2));
}

#[test]
fn json_follows_the_contract() {
    let output = onrecord(&["check", "--format", "json", "--isolated", "examples/backchannel.txt"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["version"], 1);
    let file = fs::read("examples/backchannel.txt").unwrap();
    let diagnostics = report["files"][0]["diagnostics"].as_array().unwrap();
    let blind = diagnostics.iter().find(|found| found["code"] == "A001").unwrap();
    let at = |key: &str| usize::try_from(blind[key].as_u64().unwrap()).unwrap();
    assert_eq!(&file[at("start")..at("end")], b"Sources");
    assert_eq!((at("line"), at("column"), at("end_line"), at("end_column")), (11, 1, 11, 8));
    assert_eq!(blind["level"], "error");
    let attached: Vec<_> = blind["attached"].as_array().unwrap().iter().map(|rule| &rule["code"]).collect();
    assert!(attached.iter().any(|code| *code == "A003"), "{attached:?}");
    let shown =
        diagnostics.iter().filter(|found| found["level"] == "error" && found["folded"] == false).count();
    assert_eq!(report["summary"]["errors"], shown);
    for key in ["name", "message", "help", "also_at", "labels", "folded", "fix"] {
        assert!(!blind[key].is_null() || key == "fix", "{key}");
    }
}

#[test]
fn inspection_follows_the_contract() {
    let output = onrecord(&["inspect", "--format", "jsonl", "tests/stories/strike.txt"]);
    let story: Value = serde_json::from_slice(&output.stdout).unwrap();
    let file = fs::read_to_string("tests/stories/strike.txt").unwrap();
    let cut = |span: &Value| {
        let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
        file[at("start")..at("end")].to_owned()
    };
    let attributions = story["attributions"].as_array().unwrap();
    for attribution in attributions {
        for part in ["source", "cue"] {
            if !attribution[part].is_null() {
                assert_eq!(cut(&attribution[part]), attribution[part]["text"].as_str().unwrap());
            }
        }
    }
    let haddad = attributions.iter().find(|row| row["source"]["text"] == "she").unwrap();
    let id = usize::try_from(haddad["source"]["id"].as_u64().unwrap()).unwrap();
    assert_eq!(story["sources"][id]["name"], "Leila Haddad");
    assert_eq!(haddad["style"], "direct");
    let speaker = |words: &str| {
        let is_it = |row: &&Value| cut(row).starts_with(words);
        story["quotations"].as_array().unwrap().iter().find(is_it).unwrap()["attribution"].clone()
    };
    assert!(speaker("“They treat us").as_u64().is_some());
    let sourced = story["sentences"].as_array().unwrap().iter().filter(|row| row["sourced"] == true).count();
    assert!(sourced > 10, "{sourced}");
}

#[test]
fn standard_input_folders_and_order() {
    let output = with_stdin(&["check", "-", "--format", "json"], b"Sources said the plant will shut in May.");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["files"][0]["path"], "<stdin>");
    assert_eq!(report["files"][0]["diagnostics"][0]["code"], "A001");

    let folder = folder("walk", &[]);
    fs::create_dir(folder.join("inner")).unwrap();
    for name in ["b.txt", "a.md", "inner/c.txt", "picture.png"] {
        fs::write(folder.join(name), "Officials said it.").unwrap();
    }
    fs::write(folder.join("binary.txt"), b"\0\0\0").unwrap();
    let path = folder.to_str().unwrap();
    let output = onrecord(&["check", "--format", "json", path]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let names: Vec<_> =
        report["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    let ends: Vec<_> = names.iter().map(|name| &name[path.len() + 1..]).collect();
    assert_eq!(ends, ["a.md", "b.txt", if cfg!(windows) { "inner\\c.txt" } else { "inner/c.txt" }]);
    assert!(text(&output.stderr).contains("passed over"), "{}", text(&output.stderr));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn errors_say_what_where_and_the_way_out() {
    let folder = folder("errors", &[]);
    fs::write(folder.join("latin.txt"), b"A caf\xe9 owner said so.").unwrap();
    fs::write(folder.join("utf16.txt"), b"\xff\xfeS\0o\0").unwrap();
    fs::write(folder.join("binary.txt"), b"PK\x03\x04\0\0").unwrap();
    fs::create_dir(folder.join("empty")).unwrap();
    let mut said = String::new();
    for arguments in [
        vec!["check", "latin.txt"],
        vec!["check", "utf16.txt", "binary.txt"],
        vec!["check", "missing.txt"],
        vec!["check", "empty"],
        vec!["explain", "A01"],
        vec!["explain", "vague-autority"],
        vec!["check", "--format", "xml", "latin.txt"],
    ] {
        let output = common::onrecord(&folder, &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}: nothing partial is printed");
        said += &format!("$ onrecord {}\n{}\n", arguments.join(" "), text(&output.stderr));
    }
    fs::remove_dir_all(&folder).unwrap();
    snapshot!("errors", said);
}

#[test]
fn help_teaches() {
    let said: String = [vec!["--help"], vec!["check", "--help"], vec!["rules"], vec!["explain", "v001"]]
        .iter()
        .map(|arguments| format!("$ onrecord {}\n{}\n", arguments.join(" "), text(&onrecord(arguments).stdout)))
        .collect();
    snapshot!("help", said);
}

#[test]
fn colours_follow_the_user() {
    let coloured = |arguments: &[&str], no_color: bool| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(arguments).env_remove("NO_COLOR");
        if no_color {
            command.env("NO_COLOR", "1");
        }
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!coloured(&["check", "examples/backchannel.txt"], false), "a pipe is no terminal");
    assert!(coloured(&["check", "--color", "always", "examples/backchannel.txt"], false));
    assert!(!coloured(&["check", "--color", "auto", "examples/backchannel.txt"], true));
}

#[test]
fn nonsense_gives_a_result_or_a_clear_error() {
    let repeat = |text: &str, bytes: usize| text.repeat(bytes / text.len()).into_bytes();
    let mut nested = repeat("(", 10_000);
    nested.extend(repeat(")", 10_000));
    let nonsense: Vec<(&str, Vec<u8>, i32)> = vec![
        ("empty", Vec::new(), 0),
        ("blank", b" \r\n\t\n\xc2\xa0\n".to_vec(), 0),
        ("binary", (0..=255).cycle().take(4096).collect(), 2),
        ("bad UTF-8", b"Sources said\xff\xfe it.".to_vec(), 2),
        (
            "one line of 5 MB",
            repeat("Sources said the dam would fail, and 40% of critics fear it. ", 5_000_000),
            1,
        ),
        ("only quotation marks", repeat("\"", 200_000), 0),
        ("unclosed quotation marks", repeat("“", 200_000), 0),
        ("nested brackets", nested, 0),
        ("CRLF", b"Sources said the dam fell.\r\n\r\nIt is over.\r\n".to_vec(), 1),
        ("byte-order mark", "\u{feff}Sources said the dam fell.".into(), 1),
        ("emoji", "👩🏽‍🚀🏳️‍🌈 said “🎉🎉🎉 🎉 🎉 🎉” 👍🏻. Sources said the dam fell 🎈.".into(), 1),
        ("right to left", "\u{202e}مصادر قالت\u{202c} إن السد سينهار. מקורות אמרו כי הסכר יקרוס.".into(), 0),
        ("escape sequences", b"\x1b[2JThe dam fell, \x1b]0;title\x07 sources said.\n\n[quote \x1b[31mneeded] Sources said the dam fell.".to_vec(), 1),
    ];
    for (name, bytes, status) in nonsense {
        let formats: &[&str] = if bytes.len() > 1_000_000 { &["text"] } else { &["text", "json"] };
        for format in formats {
            let output = with_stdin(&["check", "--format", format, "-"], &bytes);
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(status), "{name}: {said}");
            assert_eq!(said.is_empty(), status != 2, "{name}: {said}");
            if *format == "text" {
                assert!(!output.stdout.contains(&0x1b), "{name}: a story must not steer the terminal");
            }
        }
        // What is huge is read in the same way by all commands, and slowly in a test.
        let others: &[&str] = if bytes.len() > 1_000_000 { &[] } else { &["inspect", "sources"] };
        for command in others {
            let expected = if status == 2 { 2 } else { 0 };
            assert_eq!(with_stdin(&[command, "-"], &bytes).status.code(), Some(expected), "{name}: {command}");
        }
    }
}
