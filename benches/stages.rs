//! How fast each stage is by itself, and all of them one behind the other, in one thread: `cargo bench --bench stages`.
//!
//! A stage takes what the one before it gives; what it is told is read and made before the clock runs. Bytes a second
//! are those of the file. Names begin with a letter since divan lists them by the alphabet.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

mod story;

use std::{
    hint::black_box,
    sync::{Arc, LazyLock},
};

use divan::{Bencher, counter::BytesCount};
use onrecord::{
    attribution::{self, ClaimGrammar},
    config::Config,
    diagnostic::Diagnostic,
    document::{Document, Format, Versions},
    lint::Linter,
    prose::Prose,
    report::{self, Checked, RuleFacts, Run},
    rule::Catalogue,
};
use story::Story;

/// A long story, in bytes.
const LONG: usize = 100_000;
/// A short one.
const SHORT: usize = 4_000;

static LINTER: LazyLock<Arc<Linter>> =
    LazyLock::new(|| Arc::new(Linter::of(Catalogue::builtin().unwrap(), Config::default())));
static TEXT: LazyLock<String> = LazyLock::new(|| Story::new(0, LONG).text());
static STORY: LazyLock<attribution::Story> = LazyLock::new(|| LINTER.read(document(&TEXT)));

fn main() {
    divan::main();
}

fn document(text: &str) -> Document {
    Document::read(text.as_bytes(), Format::Text).unwrap()
}

/// Bytes of a form → document.
#[divan::bench(args = [Format::Text, Format::Markdown, Format::Html])]
fn a_document(bencher: Bencher<'_, '_>, format: Format) {
    let story = Story::new(0, LONG);
    let text = match format {
        Format::Markdown => story.markdown(),
        Format::Html => story.html(),
        _ => story.text(),
    };
    let bytes = BytesCount::of_str(&text);
    bencher.counter(bytes).bench_local(|| Document::read(black_box(text.as_bytes()), format).unwrap());
}

/// Document → tokens with their tags, sentences, quotations.
#[divan::bench]
fn b_prose(bencher: Bencher<'_, '_>) {
    let document = document(&TEXT);
    let lexicon = LINTER.catalogue().lexicon();
    let bytes = BytesCount::of_str(TEXT.as_str());
    bencher.counter(bytes).bench_local(|| Prose::read(black_box(&document), lexicon));
}

/// The same, and attributions and the ledger.
#[divan::bench]
fn c_prose_and_attributions(bencher: Bencher<'_, '_>) {
    let lexicon = LINTER.catalogue().lexicon();
    let none = ClaimGrammar::default();
    bencher
        .counter(BytesCount::of_str(TEXT.as_str()))
        .with_inputs(|| document(&TEXT))
        .bench_local_values(|document| attribution::Story::read(document, lexicon, &none));
}

/// The same, and claims: all that is read of a story.
#[divan::bench]
fn d_prose_and_attributions_and_claims(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::of_str(TEXT.as_str()))
        .with_inputs(|| document(&TEXT))
        .bench_local_values(|document| LINTER.read(document));
}

/// Story → diagnostics.
#[divan::bench]
fn e_lint(bencher: Bencher<'_, '_>) {
    let story = &*STORY;
    bencher.counter(BytesCount::of_str(TEXT.as_str())).bench_local(|| LINTER.check(black_box(story)));
}

/// Diagnostics → report.
#[divan::bench(args = report::Format::ALL.iter().map(|(_, name, _)| *name))]
fn f_report(bencher: Bencher<'_, '_>, format: &str) {
    let renderer = report::Format::named(format).unwrap().renderer(false);
    let found = LINTER.check(&STORY);
    let rules: Vec<_> = LINTER.rules().iter().map(RuleFacts::of).collect();
    bencher
        .counter(BytesCount::of_str(TEXT.as_str()))
        .with_inputs(|| (found.clone(), rules.clone()))
        .bench_local_values(|(found, rules): (Vec<Diagnostic>, _)| {
            let checked = Checked::new("story.txt", &TEXT, &STORY, found);
            let summary = checked.summary();
            let run = Run::new(summary, rules);
            renderer.whole(&renderer.file(&checked).unwrap(), &run).unwrap()
        });
}

/// Bytes → diagnostics, the whole way.
#[divan::bench(args = [SHORT, LONG])]
fn g_check(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = Story::new(0, bytes).text();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let story = LINTER.read(document(black_box(&text)));
        LINTER.check(&story)
    });
}

/// What an editor waits for after a word was typed into a long story, or taken out again: the file as it is now →
/// diagnostics, where the version before is at hand.
#[divan::bench]
fn h_check_again_after_an_edit(bencher: Bencher<'_, '_>) {
    let middle = TEXT[LONG / 2..].find(" the ").unwrap() + LONG / 2;
    let edited = format!("{} reportedly{}", &TEXT[..middle], &TEXT[middle..]);
    let mut file = Versions::new(Format::Text);
    let mut draft = LINTER.draft(file.read(TEXT.as_bytes()).unwrap());
    let mut versions = [&edited, &*TEXT].into_iter().cycle();
    bencher
        .counter(BytesCount::of_str(&edited))
        .bench_local(move || draft.edit(file.read(black_box(versions.next().unwrap()).as_bytes()).unwrap()));
}
