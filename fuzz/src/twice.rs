//! A story told twice: what is found in a sentence by itself is found in it again.
//!
//! Much of a story reaches across its sentences: who has been introduced, whose words a quotation goes on with, what is
//! told once. So nothing is asked here but what can be told from a sentence alone: its words, with their tags, its
//! quotations, and findings of rules that look no further.

use std::sync::LazyLock;

use onrecord::{
    Span,
    config::{Config, ConfigFile},
    diagnostic::Diagnostic,
    document::{Block, Document},
    lint::Linter,
    prose::{Prose, Quotation, Tagged},
    rule::{Catalogue, Definition, Once, Place},
};

use super::check::LINTER;

/// What stands between the two.
const BREAK: &str = "\n\n";

/// A linter with no rules but those that look at a sentence alone.
static LOCAL: LazyLock<Linter> = LazyLock::new(|| {
    let mut catalogue: Catalogue = LINTER.catalogue().clone();
    let rules = catalogue.rules().iter();
    let set = rules.map(|rule| {
        let level = if is_local(rule) { rule.level.name() } else { "off" };
        format!("[rule.{}]\nlevel = \"{level}\"\n", rule.code.get_ref())
    });
    let text = set.collect::<String>();
    let config = ConfigFile::read("", &text).and_then(|file| Config::of_files(vec![file], &mut catalogue));
    Linter::new(catalogue, config.unwrap_or_else(|mistake| panic!("{mistake}")))
});

/// Whether what a rule finds in a sentence depends on that sentence alone: on its words, not on whom the story cites.
fn is_local(rule: &Definition) -> bool {
    let visits = &rule.visits;
    let elsewhere = [
        visits.source.len(),
        visits.attribution.len(),
        visits.quotation.len(),
        visits.sentence.len(),
        visits.paragraph.len(),
        visits.story.len(),
        visits.opening.len(),
        visits.echo.len(),
        visits.note.len(),
    ];
    let stays = rule.unless.iter().all(|unless| {
        matches!(unless.within, Place::Words | Place::Sentence)
            && !unless.first
            && !unless.informed
            && !unless.lead
            && unless.opens.is_empty()
    });
    let is_each = matches!(rule.report.once, Once::Each | Once::Sentence);
    elsewhere.iter().all(|count| *count == 0) && stays && rule.wants.is_empty() && is_each
}

/// Checks a document of paragraphs.
pub(crate) fn check_twice(document: &Document) {
    let shift = document.text.len() + BREAK.len();
    let once = LOCAL.read(document.clone());
    let twice = LOCAL.read(doubled(document));
    check_words(&once.prose, &twice.prose, shift);
    let places = |found: &[Diagnostic]| -> Vec<(String, String, Span)> {
        found.iter().map(|found| (found.code.clone(), found.message.clone(), found.span)).collect()
    };
    let found = places(&LOCAL.check(&once));
    let again = found.iter().map(|(code, message, span)| (code.clone(), message.clone(), moved(*span, shift)));
    let expected: Vec<_> = found.iter().cloned().chain(again).collect();
    assert_eq!(expected, places(&LOCAL.check(&twice)), "told twice: {:?}", document.text);
}

fn doubled(document: &Document) -> Document {
    let text = [document.text.as_str(), &document.text].join(BREAK);
    let shift = document.text.len() + BREAK.len();
    let again = document.blocks.iter().map(|block| Block { span: moved(block.span, shift), ..*block });
    let blocks = document.blocks.iter().copied().chain(again).collect();
    Document { text, blocks, ..Document::default() }
}

/// Tokens with their tags, sentences and quotations are those of the story once, and then once more.
fn check_words(once: &Prose, twice: &Prose, shift: usize) {
    let words = |words: &[Tagged], by: usize| -> Vec<String> {
        let one = |word: &Tagged| {
            let token = word.token;
            format!(
                "{:?} {:?} {:?} {:?} {:?}",
                moved(token.span, by),
                token.kind,
                word.tag,
                word.forms,
                word.capital
            )
        };
        words.iter().map(one).collect()
    };
    assert_same(&words(&once.words, 0), &words(&once.words, shift), &words(&twice.words, 0));
    let sentences = |prose: &Prose, by: usize| -> Vec<Span> {
        prose.sentences.iter().map(|sentence| moved(sentence.span, by)).collect()
    };
    assert_same(&sentences(once, 0), &sentences(once, shift), &sentences(twice, 0));
    let quotations = |prose: &Prose, by: usize| -> Vec<String> {
        let one = |quotation: &Quotation| {
            let Quotation { span, marks, closed, words, .. } = quotation;
            format!("{:?} {marks:?} {closed} {words}", moved(*span, by))
        };
        prose.quotations.iter().map(one).collect()
    };
    assert_same(&quotations(once, 0), &quotations(once, shift), &quotations(twice, 0));
}

fn assert_same<T: Clone + PartialEq + std::fmt::Debug>(first: &[T], second: &[T], all: &[T]) {
    assert_eq!([first, second].concat(), all);
}

fn moved(span: Span, by: usize) -> Span {
    Span::new(span.start() + by, span.end() + by)
}
