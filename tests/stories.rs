//! Whole stories in, the printed report out: what an editor would read.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use insta::{assert_snapshot, with_settings};
use onrecord::{
    config::Config,
    document::{Document, Format},
    lint::Linter,
    report::{self, Checked, Renderer, Run, Text},
    rule::Catalogue,
};

fn linter() -> Linter {
    Linter::of(Catalogue::builtin().unwrap(), Config::default())
}

/// The report on a story, with its ledger, as a terminal without colours shows it.
fn report(linter: &Linter, path: &Path) -> String {
    let name = path.file_name().unwrap().to_string_lossy();
    let file = fs::read_to_string(path).unwrap();
    let story = linter.read(Document::read(file.as_bytes(), Format::of_name(path).unwrap()).unwrap());
    let diagnostics = linter.check(&story);
    let checked = Checked::new(&name, &file, &story, diagnostics);
    let text = Text { folded: true };
    let run = Run::new(checked.summary(), Vec::new());
    let found = text.whole(&text.file(&checked).unwrap(), &run).unwrap();
    let plain = anstream::adapter::strip_str(&found).to_string();
    format!("{plain}\n{}", report::ledger(&checked))
}

#[test]
fn reports_read_as_an_editor_would_want_them() {
    let linter = linter();
    for folder in ["examples", "tests/stories"] {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let is_story =
            |path: &PathBuf| path.extension().is_some_and(|ending| ending == "txt" || ending == "md");
        for path in files.filter(is_story) {
            let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
            with_settings!({
                snapshot_path => "../snapshots",
                snapshot_suffix => name.replace('/', "__"),
                prepend_module_to_snapshot => false,
                omit_expression => true,
            }, {
                assert_snapshot!("report", report(&linter, &path));
            });
        }
    }
}

#[test]
fn a_reading_marks_every_attribution_and_says_what_made_it() {
    let file = fs::read_to_string("examples/flood-defences.md").unwrap();
    let story = linter().read(Document::read(file.as_bytes(), Format::Markdown).unwrap());
    let checked = Checked::new("flood-defences.md", &file, &story, Vec::new());
    let reading = anstream::adapter::strip_str(&report::reading(&checked)).to_string();
    with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        assert_snapshot!("reading", reading);
    });
}

#[test]
fn a_clean_story_gets_no_report() {
    let story = report(&linter(), Path::new("examples/clean-copy.txt"));
    assert!(story.starts_with("nothing to send back in 1 story\n"), "{story}");
}

/// A story without paragraph breaks of its own is checked as it is with them: the rules see the same sentences.
#[test]
fn line_ends_of_another_system_change_nothing() {
    let linter = linter();
    let unix = fs::read_to_string("tests/stories/city-hall.txt").unwrap();
    let windows = unix.replace('\n', "\r\n");
    let found = |text: &str| {
        let story = linter.read(Document::read(text.as_bytes(), Format::Text).unwrap());
        let found = linter.check(&story).into_iter();
        found.map(|found| (found.code, found.span.of(&story.document.text).to_owned())).collect::<Vec<_>>()
    };
    assert!(!found(&unix).is_empty());
    assert_eq!(found(&unix), found(&windows));
}

/// Deck, caption and body often say the same sentence: it is told once.
#[test]
fn a_sentence_said_again_is_listed_not_repeated() {
    let linter = linter();
    let text =
        "Envoys have reportedly met.\n\nA second paragraph stands here.\n\nEnvoys have reportedly met.\n";
    let story = linter.read(Document::read(text.as_bytes(), Format::Text).unwrap());
    let found = linter.check(&story);
    let hearsay: Vec<_> = found.iter().filter(|found| found.code == "V004").collect();
    assert_eq!(hearsay.len(), 1);
    assert_eq!(hearsay[0].also_at.len(), 1);
}
