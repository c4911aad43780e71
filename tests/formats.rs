//! Every format of the report, for a story that makes it hard: Windows line ends, curly quotes, signs of four bytes
//! before what is found, marks that mean something in HTML, XML, Markdown and wikitext, a path with a blank and
//! letters beyond ASCII.
//!
//! The reports are left in `target/tmp/reports`, where `tests/schemas/validate.py` holds them against the published
//! schemas.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
};

use common::snapshot;
use onrecord::{
    Span,
    config::Config,
    diagnostic::{Acceptance, Accepted, Diagnostic, Edit, Fix},
    document::{self, Document},
    lint::Linter,
    report::{Checked, Format, RuleFacts, Run},
    rule::Catalogue,
};
use serde_json::Value;

const PATH: &str = "Łódź & sons.md";

/// The story, with Windows line ends whatever git makes of them.
fn story() -> String {
    include_str!("formats/story.md").replace("\r\n", "\n").replace('\n', "\r\n")
}

/// A folder of its own for each run, with the story in it.
fn folder() -> PathBuf {
    static FOLDERS: AtomicUsize = AtomicUsize::new(0);
    let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("onrecord-formats-{}-{number}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("drafts")).unwrap();
    fs::write(folder.join(PATH), story()).unwrap();
    fs::write(folder.join("drafts/clean.txt"), "Mayor Ana Ruiz said the ferry will stop on Friday.\n").unwrap();
    fs::write(folder.join("drafts/empty.md"), "").unwrap();
    folder
}

/// What is printed for some stories.
fn printed(format: &str, paths: &[&str]) -> String {
    let folder = folder();
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(["check", "--isolated", "--fail-on", "never", "--format", format]).args(paths);
    let stdin = fs::File::open(folder.join(PATH)).unwrap();
    let output = command.current_dir(&folder).stdin(stdin).output().unwrap();
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What is printed for the story. It is left for the validators, with what is printed for others.
fn report(format: &str) -> String {
    keep("several", format, &printed(format, &[PATH, "drafts"]));
    keep("clean", format, &printed(format, &["drafts/clean.txt"]));
    keep("stdin", format, &printed(format, &["-"]));
    let report = printed(format, &[PATH]);
    keep("story", format, &report);
    report
}

fn keep(name: &str, format: &str, report: &str) {
    let reports = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports");
    fs::create_dir_all(&reports).unwrap();
    fs::write(reports.join(format!("{name}.{format}")), report).unwrap();
}

/// What is flagged: code and words, as the offsets of the JSON report have them.
fn flagged() -> Vec<(String, String)> {
    let story = story();
    let lines = printed("jsonl", &[PATH]);
    let rows = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let shown = rows.filter(|row| row["folded"] == false);
    shown
        .map(|row| (text(&row["code"]), story[number(&row["start"])..number(&row["end"])].to_owned()))
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// The bytes before a line and column, in characters.
fn in_characters(story: &str, line: usize, column: usize) -> usize {
    let start = in_bytes(story, line, 1);
    start + story[start..].chars().take(column - 1).map(char::len_utf8).sum::<usize>()
}

/// The bytes before a line and column, in bytes.
fn in_bytes(story: &str, line: usize, column: usize) -> usize {
    let before: usize = story.split_inclusive('\n').take(line - 1).map(str::len).sum();
    before + column - 1
}

/// What stands between two places that count characters.
fn cut(story: &str, start: (usize, usize), end: (usize, usize)) -> String {
    story[in_characters(story, start.0, start.1)..in_characters(story, end.0, end.1)].to_owned()
}

/// The value behind `key` and its opening mark, up to a closing one.
fn behind<'a>(line: &'a str, key: &str, ends: &[char]) -> &'a str {
    let value = line.split_once(key).unwrap().1;
    value.split(ends).next().unwrap()
}

/// Whether the words that were flagged begin at each place, in order.
fn assert_begin(places: &[(String, usize, usize)]) {
    let story = story();
    let flagged = flagged();
    assert_eq!(places.len(), flagged.len());
    for ((code, line, column), (expected, words)) in places.iter().zip(&flagged) {
        assert_eq!(code, expected);
        assert!(story[in_characters(&story, *line, *column)..].starts_with(words), "{line}:{column} {words}");
    }
}

#[test]
fn the_story_is_hard_enough() {
    let flagged = flagged();
    for mark in ["|", "&", "<", "*", "@", "🌊"] {
        assert!(flagged.iter().any(|(_, words)| words.contains(mark)), "{mark}: {flagged:?}");
    }
    assert!(flagged.len() > 8, "{flagged:?}");
    let lines = report("jsonl");
    assert!(lines.lines().any(|line| line.contains("\"folded\":true")));
    snapshot!("format-jsonl", lines);
}

#[test]
fn short() {
    let report = report("short");
    let places: Vec<_> = report
        .lines()
        .map(|line| {
            let place = line.strip_prefix(PATH).unwrap();
            let mut numbers = place.split(':').skip(1).map(|number| number.parse().unwrap_or_default());
            (behind(line, "[", &[']']).to_owned(), numbers.next().unwrap(), numbers.next().unwrap())
        })
        .collect();
    assert_begin(&places);
    snapshot!("format-short", report);
}

#[test]
fn sarif() {
    let report = report("sarif").replace(env!("CARGO_PKG_VERSION"), "[version]");
    let log: Value = serde_json::from_str(&report).unwrap();
    let story = story();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let found: Vec<_> = results
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "%C5%81%C3%B3d%C5%BA%20%26%20sons.md");
            assert_eq!(rules[number(&result["ruleIndex"])]["id"], result["ruleId"]);
            let region = |key: &str| number(&place["region"][key]);
            let start = (region("startLine"), region("startColumn"));
            let words = cut(&story, start, (region("endLine"), region("endColumn")));
            assert_eq!(words, story[region("byteOffset")..][..region("byteLength")]);
            (text(&result["ruleId"]), words)
        })
        .collect();
    assert_eq!(found, flagged());
    assert!(report.contains("{{{{sold"), "single braces are for what is filled in");
    let mut shown = log.clone();
    shown["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap().truncate(1);
    snapshot!("format-sarif", serde_json::to_string_pretty(&shown).unwrap());
}

#[test]
fn github() {
    let report = report("github");
    let story = story();
    let found: Vec<_> = report
        .lines()
        .map(|line| {
            assert!(line.contains(" file=Łódź & sons.md,"), "{line}");
            let value = |key: &str| behind(line, key, &[',', ':']).parse().unwrap();
            let words =
                cut(&story, (value(",line="), value(",col=")), (value(",endLine="), value(",endColumn=")));
            (behind(line, "title=", &[' ']).to_owned(), words)
        })
        .collect();
    assert_eq!(found, flagged());
    snapshot!("format-github", report);
}

#[test]
fn gitlab() {
    let report = report("gitlab");
    let issues: Vec<Value> = serde_json::from_str(&report).unwrap();
    let story = story();
    let found: Vec<_> = issues
        .iter()
        .map(|issue| {
            let place = |key: &str| {
                let place = &issue["location"]["positions"][key];
                (number(&place["line"]), number(&place["column"]))
            };
            let code = text(&issue["check_name"]).split(' ').next().unwrap().to_owned();
            (code, cut(&story, place("begin"), place("end")))
        })
        .collect();
    assert_eq!(found, flagged());
    let mut fingerprints: Vec<_> = issues.iter().map(|issue| text(&issue["fingerprint"])).collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), issues.len());
    snapshot!("format-gitlab", report);
}

#[test]
fn checkstyle() {
    let report = report("checkstyle");
    let errors = report.lines().filter(|line| line.starts_with("<error"));
    let value = |line: &str, key: &str| behind(line, key, &['"']).parse().unwrap();
    let places: Vec<_> = errors
        .map(|line| {
            (behind(line, "onrecord.", &['"']).to_owned(), value(line, " line=\""), value(line, " column=\""))
        })
        .collect();
    assert_begin(&places);
    snapshot!("format-checkstyle", report);
}

#[test]
fn junit() {
    let report = report("junit");
    let cases = report.lines().filter(|line| line.starts_with("<testcase"));
    let places: Vec<_> = cases
        .map(|line| {
            let name = behind(line, "name=\"", &['"']);
            let (place, rule) = name.split_once(' ').unwrap();
            let (line, column) = place.split_once(':').unwrap();
            (rule.split(' ').next().unwrap().to_owned(), line.parse().unwrap(), column.parse().unwrap())
        })
        .collect();
    assert_begin(&places);
    snapshot!("format-junit", report);
}

#[test]
fn rdjson() {
    let report = report("rdjson");
    let result: Value = serde_json::from_str(&report).unwrap();
    let story = story();
    let found: Vec<_> = result["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| {
            let place = |key: &str| {
                let place = &found["location"]["range"][key];
                in_bytes(&story, number(&place["line"]), number(&place["column"]))
            };
            (text(&found["code"]["value"]), story[place("start")..place("end")].to_owned())
        })
        .collect();
    assert_eq!(found, flagged());
    snapshot!("format-rdjson", report);
}

#[test]
fn markdown() {
    let report = report("markdown");
    let rows = report.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| line"));
    let found: Vec<_> = rows.map(|row| row.split(" | ").nth(2).unwrap().split(' ').next().unwrap()).collect();
    let flagged = flagged();
    assert_eq!(found, flagged.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>());
    snapshot!("format-markdown", report);
}

#[test]
fn wikitext() {
    let report = report("wikitext");
    let lines: Vec<&str> = report.lines().filter(|line| !line.starts_with("<!--")).collect();
    let mut untagged = lines.join("\n");
    for tag in ["who", "by whom", "according to whom", "citation needed", "attribution needed"] {
        untagged = untagged.replace(&format!("{{{{{tag}}}}}"), "");
    }
    for line in untagged.lines().filter(|line| !line.is_empty()) {
        assert!(story().lines().any(|own| own == line), "{line}");
    }
    snapshot!("format-wikitext", report);
}

#[test]
fn a_template_is_set_once() {
    let linter = Linter::of(Catalogue::builtin().unwrap(), Config::default());
    for (file, expected) in [
        (
            "Sales fell by 40% last year, and the ferry is the deadliest in the world.",
            "Sales fell by 40% last year, and the ferry is the deadliest in the world.{{citation needed}}",
        ),
        (
            "Sales fell by 40% last year.{{citation needed}} It is reportedly sunk.",
            "Sales fell by 40% last year.{{citation needed}} It is reportedly{{according to whom}} sunk.",
        ),
        ("It is reportedly{{according to whom}} sunk.", ""),
    ] {
        let story = linter.read(Document::read(file.as_bytes(), document::Format::Text).unwrap());
        let checked = Checked::new("story.txt", file, &story, linter.check(&story));
        let report = Format::Wikitext.renderer(false).file(&checked).unwrap().concat();
        assert_eq!(report.lines().last().unwrap_or_default(), expected);
    }
}

/// What the program cannot bring about by itself: everything that a diagnostic can hold, with the worst words in it.
#[test]
fn what_is_accepted_is_kept_on_record() {
    const WORST: &str = "</x>]]> \u{1b}[31m\0\u{ffff} -->|{0} @desk\r\n::error::\u{202e}%0A & \"x\", y";
    let linter = Linter::of(Catalogue::builtin().unwrap(), Config::default());
    let file = story();
    let story = linter.read(Document::read(file.as_bytes(), document::Format::Markdown).unwrap());
    let mut diagnostics = linter.check(&story);
    diagnostics.retain(|found| !found.folded);
    for found in &mut diagnostics {
        found.message = WORST.to_owned();
    }
    let accept = |found: &mut Diagnostic, by, reason: &str| {
        found.accepted = Some(Accepted { by, reason: reason.to_owned() });
    };
    accept(&mut diagnostics[0], Acceptance::Note, WORST);
    accept(&mut diagnostics[1], Acceptance::Waiver, "the desk knows who it is");
    accept(&mut diagnostics[2], Acceptance::Baseline, "");
    let fixed = diagnostics[3].span;
    let first = Span::new(fixed.start(), fixed.start() + 1);
    let last = Span::new(fixed.end() - 1, fixed.end());
    diagnostics[3].fix = Some(Fix {
        description: "name it".to_owned(),
        edits: vec![
            Edit { span: first, text: format!("“{}", first.of(&story.document.text)) },
            Edit { span: last, text: format!("{}”", last.of(&story.document.text)) },
        ],
        safe: true,
    });
    let last = |code: &str| diagnostics.iter().rposition(|found| found.code == code).unwrap();
    let (crowd, critics) = (last("V002"), last("V001"));
    diagnostics[crowd].span = diagnostics[crowd].span.join(diagnostics[critics].span);
    let open: Vec<String> = diagnostics[3..].iter().map(|found| found.code.clone()).collect();
    let checked = Checked::new(r"..\drafts/ż.md", &file, &story, diagnostics);
    let rules = linter.rules().iter().map(RuleFacts::of).collect();
    let run = Run::new(checked.summary(), rules);
    let render = |format: Format| {
        let renderer = format.renderer(false);
        let report = renderer.whole(&renderer.file(&checked).unwrap(), &run).unwrap();
        keep("worst", format.name(), &report);
        report
    };
    let reports: Vec<(Format, String)> =
        Format::ALL.iter().map(|(format, ..)| (*format, render(*format))).collect();
    let of = |wanted: Format| &reports.iter().find(|(format, _)| *format == wanted).unwrap().1;

    let log: Value = serde_json::from_str(of(Format::Sarif)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let kinds: Vec<_> = results.iter().map(|result| result["suppressions"][0]["kind"].as_str()).collect();
    assert_eq!(kinds[..4], [Some("inSource"), Some("external"), Some("external"), None]);
    assert_eq!(results[1]["suppressions"][0]["justification"], "the desk knows who it is");
    let states: Vec<_> = results.iter().map(|result| result["baselineState"].as_str().unwrap()).collect();
    assert_eq!(states[..4], ["new", "new", "unchanged", "new"]);
    assert_eq!(results[3]["fixes"][0]["artifactChanges"][0]["replacements"].as_array().unwrap().len(), 2);

    let junit = of(Format::Junit);
    assert_eq!(junit.matches("<skipped").count(), 3);
    assert!(junit.contains("<skipped type=\"waiver\" message=\"the desk knows who it is\"/>"));
    assert!(junit.contains("<skipped type=\"baseline\" message=\"in the baseline\"/>"));

    let reviewed: Value = serde_json::from_str(of(Format::Rdjson)).unwrap();
    let suggestion = &reviewed["diagnostics"][0]["suggestions"][0];
    let words = checked.region(fixed).span.of(&file);
    assert_eq!(suggestion["text"].as_str().unwrap(), format!("“{words}”"));

    let lines = |format: Format| of(format).lines().count();
    assert_eq!((lines(Format::Short), lines(Format::GitHub)), (open.len(), open.len()));
    let over_two_lines = of(Format::GitHub).lines().find(|line| line.contains("title=V002")).unwrap();
    assert!(over_two_lines.contains(",line=7,endLine=8,title="), "{over_two_lines}");
    assert_eq!(of(Format::Checkstyle).matches("<error ").count(), open.len());
    for format in [Format::Short, Format::Markdown, Format::Wikitext, Format::Checkstyle, Format::Junit] {
        let steers = |character: char| character.is_control() && character != '\n';
        assert!(!of(format).contains(steers), "{}", format.name());
    }
    for format in [Format::Checkstyle, Format::Junit] {
        assert!(!of(format).contains('\u{ffff}'), "{}", format.name());
    }
}
