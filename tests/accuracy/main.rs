//! How well the reader finds sources, cues and content, measured on stories that were marked by hand.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

mod markup;
mod score;

use std::{fmt::Write, fs, path::PathBuf};

use onrecord::{
    config::Config,
    document::{Document, Format},
    lint::Linter,
    rule::Catalogue,
};

use self::{
    markup::Annotated,
    score::{Scored, Scores},
};

/// What each row must reach over all stories together: precision, recall, F1. Measured, and rounded down by about
/// a hundredth; raise them when the reader gets better.
const FLOORS: [(&str, [f64; 3]); 7] = [
    ("cue", [0.90, 0.87, 0.885]),
    ("source", [0.885, 0.82, 0.855]),
    ("content", [0.84, 0.90, 0.87]),
    ("sentence", [0.975, 0.95, 0.965]),
    ("kind", [0.905, 0.905, 0.905]),
    ("unnamed", [0.87, 0.91, 0.89]),
    ("same source", [0.86, 0.705, 0.775]),
];

/// The annotated stories, by name.
fn stories() -> Vec<(String, Annotated)> {
    let files = fs::read_dir("tests/annotated").unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    files.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let story = markup::parse(&name, &fs::read_to_string(path).unwrap());
        (name, story.unwrap_or_else(|mistake| panic!("{mistake}")))
    };
    files.iter().map(read).collect()
}

#[test]
fn the_reader_finds_what_an_expert_finds() {
    let linter = Linter::of(Catalogue::builtin().unwrap(), Config::default());
    let mut all = Scores::default();
    let mut by_story = String::new();
    for (name, annotated) in stories() {
        let story = linter.read(Document::read(annotated.text.as_bytes(), Format::Text).unwrap());
        let Scored { scores, disagreements } = score::score(&annotated, &story);
        writeln!(by_story, "\n{name}: cue F1 {:.2}", scores.cue.f1()).unwrap();
        for line in disagreements {
            writeln!(by_story, "  {line}").unwrap();
        }
        all.add(&scores);
    }
    println!("{by_story}\n{all}");
    let fallen = fallen(&all);
    assert!(fallen.is_empty(), "\n{}", fallen.join("\n"));
}

/// The figures that lie below their floor.
fn fallen(all: &Scores) -> Vec<String> {
    let mut fallen = Vec::new();
    for ((name, floors), (row, tally)) in FLOORS.into_iter().zip(all.rows()) {
        assert_eq!(name, row, "floors and rows come in the same order");
        let measured = [tally.precision(), tally.recall(), tally.f1()];
        for ((figure, floor), measured) in ["precision", "recall", "F1"].iter().zip(floors).zip(measured) {
            if measured < floor {
                fallen.push(format!("{name}: {figure} fell to {measured:.3}; its floor is {floor:.3}"));
            }
        }
    }
    fallen
}

/// The stories are for measuring: a handful, or one without attributions, would measure nothing.
#[test]
fn the_stories_are_stories() {
    let stories = stories();
    assert!(stories.len() >= 25, "{} stories", stories.len());
    for (name, story) in stories {
        let words = story.text.split_whitespace().count();
        assert!((180..=400).contains(&words), "{name}: {words} words");
        assert!(story.attributions.len() >= 4, "{name}: {} attributions", story.attributions.len());
    }
}

#[test]
fn marks_come_out_as_spans_of_the_bare_text() {
    let marked = "[1s:anonymous A senior official] [1c said] [1t that [2s:org the union] [2c feared] [2t cuts]].\n\
                  [1t~ They would come in \\[late\\] May], [3s@1 the official] [3c added]. [3t “So be it.”]";
    let Annotated { text, attributions } = markup::parse("story.txt", marked).unwrap();
    assert!(
        text.starts_with("A senior official said that the union feared cuts.\nThey would come in [late] May")
    );
    let words =
        |spans: &[onrecord::Span]| spans.iter().map(|span| span.of(&text).to_owned()).collect::<Vec<_>>();
    let [first, second, third] = &attributions[..] else { panic!("{attributions:?}") };
    assert_eq!(words(&first.source), ["A senior official"]);
    assert_eq!(words(&first.content), ["that the union feared cuts", "They would come in [late] May"]);
    assert_eq!(words(&second.cue), ["feared"]);
    assert_eq!(words(&third.content), ["“So be it.”"]);
    assert_eq!((third.entity, third.kind), (first.entity, first.kind));
    assert_ne!(second.entity, first.entity);
}

#[test]
fn mistakes_in_the_marks_are_told_at_their_place() {
    let cases = [
        ("He [1c said] [1t it rained.", "1:14: this bracket is never closed"),
        ("He said] so.", "1:8: this bracket closes nothing; write “\\]” for one in the text"),
        (
            "One.\n[s:named He] left.",
            "2:1: a part begins with the number of its attribution; write “\\[” for a bracket",
        ),
        ("[1x He] left.", "1:1: after the number comes s (source), c (cue) or t (content)"),
        ("[1s:named] left.", "1:1: a part is a mark, a blank and its words: “[1s:named she]”"),
        ("[1t  ] left.", "1:1: a part without words"),
        ("[1s:named He] [1c spoke].", "1:1: attribution 1 has no content"),
        (
            "“É” [1s:friend He] [1c said] [1t so].",
            "1:5: unknown kind “friend”: it is one of named, org, office, anonymous, vague, group, document, pronoun, none",
        ),
        ("[1s He] [1c said] [1t so].", "1:1: the source of 1 has neither a kind nor an “@”"),
        ("[1c:named said] [1t so].", "1:1: “:named” has its place on a source"),
        ("[1s:named@7 He] [1c said] [1t so].", "1:1: 7 is no attribution that first mentions a source"),
        ("[1s:named@x He] [1c said] [1t so].", "1:1: after “@” comes the number of an attribution"),
        ("[1s:named He] [1c said] [1t so], [1s:org it] did.", "1:34: the source of 1 has another kind already"),
    ];
    for (marked, told) in cases {
        let mistake = markup::parse("story.txt", marked).unwrap_err();
        assert_eq!(mistake.to_string(), format!("story.txt:{told}"));
    }
}
