//! Exceptions that a story makes in notes to the linter: what they allow, how far they reach, what is wrong with them.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{
    fs,
    process::{Command, Output},
};

use common::{folder, snapshot};
use serde_json::Value;

/// The day on which the stories are checked.
const TODAY: &str = "2026-05-04";

/// Checks a story in a file of this name.
fn check(name: &str, story: &str, arguments: &[&str], today: &str) -> Output {
    let folder = folder(&name.replace('.', "-"), &[]);
    fs::write(folder.join(name), story).unwrap();
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["check", "--isolated", name])
        .args(arguments)
        .current_dir(folder)
        .env("ONRECORD_TODAY", today)
        .output()
        .unwrap()
}

fn json(name: &str, story: &str) -> Value {
    let output = check(name, story, &["--format", "json"], TODAY);
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What is reported: the line, the code, the codes attached, the words.
fn found(name: &str, story: &str) -> Vec<String> {
    let report = json(name, story);
    let diagnostics = report["files"][0]["diagnostics"].as_array().unwrap().clone();
    let at = |found: &Value, key: &str| usize::try_from(found[key].as_u64().unwrap()).unwrap();
    let told = diagnostics.iter().map(|found| {
        let attached = found["attached"].as_array().unwrap();
        let codes: Vec<&str> =
            std::iter::once(found).chain(attached).map(|found| found["code"].as_str().unwrap()).collect();
        let words = &story[at(found, "start")..at(found, "end")];
        format!("{} {} {words}", at(found, "line"), codes.join("+"))
    });
    told.collect()
}

/// Bare sources in three paragraphs.
const SHUT: &str = "Sources said the smelter will shut in May.";
const PRICE: &str = "Insiders said the price had been agreed.";
const ASKED: &str = "Officials said nobody had asked them.";

/// A reason, as most of these notes give it.
const REASON: &str = "reason=\"agreed with the desk\"";

/// A story with the notes that stand for `{}` in it, each with a reason.
fn story(lines: &[&str]) -> String {
    lines.join("\n").replace("{}", REASON) + "\n"
}

#[test]
fn the_report_with_exceptions_in_markdown_and_in_plain_text() {
    let markdown = "---\ntitle: The smelter at Ostra\nonrecord: allow B002 reason=\"the only one who would speak\"\n---\n\n\
        <!-- onrecord: allow A003 A005 reason=\"Agreed with the desk, 3 May: they could lose their jobs\" -->\n\
        Sources said the smelter will shut in May.\n\n\
        Experts say the town will not recover. <!-- onrecord: allow V001 reason=\"named in part one\" -->\n\n\
        <!-- onrecord: allow A reason=\"the two were promised it\" until=\"2026-05-03\" --> Two insiders said the price had \
        been agreed.\n\n\
        <!-- onrecord: off V reason=\"the series says who they are\" -->\n\nCritics say it was a gift.\n\n\
        <!-- onrecord: on V -->\n\nSome say it was too much.\n";
    let plain = "The Smelter at Ostra\n\n[onrecord: allow A003 reason=“agreed with the desk”]\n\
        Sources said the smelter will shut in May, and that\nnobody in the town has been told of it before today.\n\n\
        Experts say the town will not recover. [onrecord: allow V001, A001 reason=“named in part one”]\n";
    let mut said = String::new();
    for (name, story) in [("smelter.md", markdown), ("smelter.txt", plain)] {
        let output = check(name, story, &[], TODAY);
        said += &format!("{story}\n---\n\n{}\n===\n\n", String::from_utf8(output.stdout).unwrap());
    }
    snapshot!("notes", said);
}

#[test]
fn every_mistake_in_a_note_says_what_would_be_right() {
    let notes = [
        "[onrecord: allow A003]",
        "[onrecord: allow A003 reason=\"\"]",
        "[onrecord: allow A03 reason=\"agreed\"]",
        "[onrecord: allow anonymity-unexplaned reason=\"agreed\"]",
        "[onrecord: allow Z reason=\"agreed\"]",
        "[onrecord: allow W002 reason=\"agreed\"]",
        "[onrecord: allow reason=\"agreed\"]",
        "[onrecord: alow A003 reason=\"agreed\"]",
        "[onrecord: A003 reason=\"agreed\"]",
        "[onrecord: ]",
        "[onrecord: allow A003 reson=\"agreed\"]",
        "[onrecord: allow A003 reason=\"agreed]",
        "[onrecord: allow A003 “agreed”]",
        "[onrecord: allow A003 reason=\"agreed\" until=\"31 December\"]",
        "[onrecord: allow A003 reason=\"agreed\" until=2026-02-30]",
        "[onrecord: allow A003 reason=\"agreed\"",
        "<!-- onrecord: allow A003 reason=\"agreed\"",
    ];
    let mut said = String::new();
    for note in notes {
        let output = check("mistake.txt", &format!("{note}\n{SHUT}\n"), &[], TODAY);
        let output = String::from_utf8(output.stdout).unwrap();
        let told: Vec<&str> = output.split("\n\n").filter(|told| told.contains("[W00")).collect();
        said += &format!("{}\n\n", told.join("\n\n"));
    }
    let idle = check("idle.txt", &story(&[SHUT, "", "[onrecord: on A003]"]), &[], TODAY);
    said += &String::from_utf8(idle.stdout).unwrap();
    snapshot!("note-mistakes", said);
}

#[test]
fn whoever_allows_what_is_told_allows_what_stands_beneath_it_and_not_the_other_way_round() {
    let bare = found("bare.md", &story(&[SHUT, "", PRICE]));
    assert_eq!(bare[0], "1 A001+A002+A003+A005 Sources");
    let told = found(
        "attached.md",
        &story(&[
            "Sources said the smelter will shut in May. <!-- onrecord: allow A001 {} -->",
            "",
            "<!-- onrecord: allow A003 {} -->",
            PRICE,
        ]),
    );
    assert!(!told.iter().any(|told| told.starts_with("1 A00") && told.contains("A002")), "{told:?}");
    assert_eq!(told.last().unwrap(), "4 A001+A002+A005 Insiders");
}

#[test]
fn what_is_allowed_is_counted_and_not_told() {
    let report = json("counted.txt", &story(&["[onrecord: allow A {}]", SHUT]));
    assert_eq!(report["summary"]["suppressed"], 2);
    assert_eq!(report["summary"]["errors"], 0);
    assert_eq!(report["files"][0]["words"], 8);
    let output = check("counted-too.txt", &story(&["[onrecord: allow A {}]", SHUT]), &[], TODAY);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("; 2 allowed in the text\n"), "{text}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_note_with_a_line_of_its_own_is_about_the_next_paragraph_and_another_about_its_line() {
    let wrapped = [
        "Sources said the smelter will shut in May, and that nobody in the town",
        "has been told of it before today, which is how it has always been done.",
        "Insiders said the price had been agreed, and that no plant would be built",
        "where the old one stands, since nobody wants it there but the owners.",
    ];
    let errors = |name: &str, lines: &[&str]| -> Vec<String> {
        found(name, &story(lines))
            .into_iter()
            .filter(|told| told.contains(" A001") || told.contains(" W"))
            .collect()
    };
    let [first, second, third, fourth] = wrapped;
    assert_eq!(
        errors("both.txt", &wrapped),
        ["1 A001+A002+A003+A005 Sources", "3 A001+A002+A003+A005 Insiders"]
    );
    let above = ["[onrecord: allow A {}]", first, second, third, fourth];
    assert_eq!(errors("above.txt", &above), [""; 0]);
    let behind = format!("{first} [onrecord: allow A {{}}]");
    let told = errors("behind.txt", &[&behind, second, third, fourth]);
    assert_eq!(told, ["3 A001+A002+A003+A005 Insiders"]);
    let behind = behind.replace("[on", "<!-- on").replace("}]", "} -->");
    assert_eq!(errors("behind.md", &[&behind, second, third, fourth]), told);
    let before = format!("<!-- onrecord: allow A {{}} --> {first}");
    assert_eq!(errors("before.md", &[&before, second, third, fourth]), told);
}

#[test]
fn a_dateline_belongs_to_the_paragraph_behind_it() {
    let told =
        found("dateline.txt", &story(&["[onrecord: allow A {}]", &format!("OSTRA, Ostrenia (AP) — {SHUT}")]));
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn ranges_end_where_they_are_ended() {
    let lines = [
        "[onrecord: off anonymity-unexplained {}]",
        SHUT,
        "",
        "[onrecord: off {}]",
        PRICE,
        "",
        "[onrecord: on a001, A]",
        "",
        ASKED,
        "",
        "[onrecord: on]",
        "",
        "A person with knowledge of the talks said so.",
    ];
    let told = found("ranges.txt", &story(&lines));
    let lines: Vec<&str> = told.iter().map(String::as_str).filter(|told| !told.contains("A007")).collect();
    assert_eq!(lines[0], "2 A001+A002+A005 Sources");
    assert!(lines.iter().any(|told| told.starts_with("9 A006")), "{lines:?}");
    assert!(lines.iter().all(|told| !told.starts_with("5 ") && !told.contains(" W")), "{lines:?}");
}

#[test]
fn fields_above_a_story_are_about_all_of_it() {
    let yaml = "---\nonrecord: allow A reason=\"agreed, with the desk\"\n---\n\n";
    let list =
        "---\nonrecord:\n  - allow A001 A002 reason=\"agreed\"\n  - 'allow A reason=\"it''s agreed\"'\n---\n\n";
    let flow = "---\nonrecord: [allow A reason=\"agreed, with the desk\"]\n---\n\n";
    let toml = "+++\nonrecord = \"allow A reason=\\\"agreed\\\"\"\n+++\n\n";
    let array = "+++\nonrecord = [\n  'allow A reason=\"agreed, with the desk\"',\n]\n+++\n\n";
    for (index, fields) in [yaml, list, flow, toml, array].into_iter().enumerate() {
        let whole = format!("{fields}{}", story(&[SHUT, "", PRICE]));
        for (end, story) in [("unix", whole.clone()), ("windows", whole.replace('\n', "\r\n"))] {
            assert_eq!(found(&format!("fields-{index}-{end}.md"), &story), [""; 0], "{story}");
        }
    }
    let wrong = found("fields-wrong.md", &format!("---\nonrecord: allow Z9 reason=\"x\"\n---\n\n{SHUT}\n"));
    assert!(wrong.contains(&"2 W004 Z9".to_owned()), "{wrong:?}");
}

#[test]
fn two_notes_over_one_paragraph_count_both_and_one_that_adds_nothing_is_told() {
    let both = ["[onrecord: allow A001 A002 A005 A007 {}]", "", "[onrecord: allow A003 {}]", SHUT];
    assert_eq!(found("two.txt", &story(&both)), [""; 0]);
    let twice = ["[onrecord: allow A {}]", "[onrecord: allow A {}]", SHUT];
    let told = found("twice.txt", &story(&twice));
    assert_eq!(told, [format!("1 W002 [onrecord: allow A {REASON}]")]);
}

#[test]
fn line_ends_of_another_system_change_nothing() {
    let lines = ["[onrecord: allow A003 {}]", SHUT, "", "Insiders said so. [onrecord: allow A {}]", "", ASKED];
    let unix = story(&lines);
    assert_eq!(found("unix.txt", &unix), found("windows.txt", &unix.replace('\n', "\r\n")));
}

#[test]
fn an_exception_ends_with_its_day() {
    let lines = ["[onrecord: allow A reason: until her hearing; until: 2026-05-04]", SHUT];
    let told = |today: &str| {
        let output = check(&format!("day-{today}.txt"), &story(&lines), &[], today);
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(told("2026-05-04").0, Some(0));
    let (status, over) = told("2026-05-05");
    assert_eq!(status, Some(1));
    assert!(over.contains("[A001") && over.contains("[W003"), "{over}");
    let output = check("no-day.txt", &story(&lines), &[], "tomorrow");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("ONRECORD_TODAY: `tomorrow` is no day"), "{said}");
}

#[test]
fn code_holds_no_notes() {
    let lines = ["`<!-- onrecord: off {} -->`", "", "```", "<!-- onrecord: off {} -->", "```", "", SHUT];
    let told = found("code.md", &story(&lines));
    assert!(told.contains(&"7 A001+A002+A003+A005 Sources".to_owned()), "{told:?}");
}

#[test]
fn who_agrees_to_a_paragraph_agrees_to_what_is_folded_into_it() {
    let claims = "Arden's influence over its neighbours is waning, and its fleet lies idle. The new pact will redraw the map \
        of the region. Within years the old alliance could collapse, and with it the trade that fed three coastal towns.";
    let bare = json("claims.txt", claims);
    assert!(bare["summary"]["folded"].as_u64().unwrap() > 0, "{bare}");
    let allowed = json("claims-allowed.txt", &story(&["[onrecord: allow U008 {}]", claims]));
    assert_eq!(allowed["files"][0]["diagnostics"].as_array().unwrap().len(), 0, "{allowed}");
    assert_eq!(allowed["summary"]["folded"], 0);
}

#[test]
fn a_note_alone_is_a_story_without_words() {
    assert_eq!(found("alone.txt", "[onrecord: allow A003]"), ["1 W001 [onrecord: allow A003]"]);
    assert_eq!(found("alone.md", "<!-- onrecord: allow A003 -->"), ["1 W001 <!-- onrecord: allow A003 -->"]);
}
