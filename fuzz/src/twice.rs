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
    document::{Block, Document, Role},
    lint::Linter,
    prose::{Prose, Quotation, Tagged},
    rule::{Catalogue, Definition, Once, Place},
};

use super::check::LINTER;

/// What stands between the two: a paragraph of marks that are no words, for a quotation goes on in the next paragraph
/// where that opens with its mark.
const BREAK: &str = "\n\n* * *\n\n";

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
    Linter::of(catalogue, config.unwrap_or_else(|mistake| panic!("{mistake}")))
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
    let repeats = visits.phrase.iter().any(|test| test.alone);
    elsewhere.iter().all(|count| *count == 0) && !repeats && stays && rule.wants.is_empty() && is_each
}

/// Checks a document of paragraphs.
pub(crate) fn check_twice(document: &Document) {
    let shift = document.text.len() + BREAK.len();
    let once = LOCAL.read(document.clone());
    let twice = LOCAL.read(doubled(document));
    check_words(&once.prose, &twice.prose, shift);
    assert_twice(&told(&LOCAL.check(&once)), &told(&LOCAL.check(&twice)), shift, Clone::clone);
}

/// Every place of which something is told, by place: what is said again in the same words stands under the first.
fn told(found: &[Diagnostic]) -> Vec<(Span, String)> {
    let places = |found: &Diagnostic| {
        let places = [found.span].into_iter().chain(found.also_at.iter().copied());
        places.map(|span| (span, found.code.clone())).collect::<Vec<_>>()
    };
    let mut told: Vec<(Span, String)> = found.iter().flat_map(places).collect();
    told.sort();
    told
}

fn doubled(document: &Document) -> Document {
    let text = [document.text.as_str(), &document.text].join(BREAK);
    let shift = document.text.len() + BREAK.len();
    let again = document.blocks.iter().map(|block| Block::new(block.role, moved(block.span, shift)));
    let at = document.text.len();
    let blanks = "\n\n".len();
    let between = Block::new(Role::Paragraph, Span::new(at + blanks, at + BREAK.len() - blanks));
    let blocks = document.blocks.iter().copied().chain([between]).chain(again).collect();
    let mut document = Document::without_prose(text);
    document.blocks = blocks;
    document
}

/// Tokens with their tags, sentences and quotations are those of the story once, and then once more.
fn check_words(once: &Prose, twice: &Prose, shift: usize) {
    let words = |word: &Tagged| {
        (word.span, format!("{:?} {:?} {:?} {:?}", word.kind, word.shape, word.tag, word.forms))
    };
    assert_twice(&once.words, &twice.words, shift, words);
    assert_twice(&once.sentences, &twice.sentences, shift, |sentence| (sentence.span, String::new()));
    assert_twice(&once.quotations, &twice.quotations, shift, |quotation| {
        let Quotation { marks, closed, words, .. } = quotation;
        (quotation.span, format!("{marks:?} {closed} {words}"))
    });
}

/// Whether some parts of a story are there, and then again so many bytes further on, but for what stands between.
fn assert_twice<T>(once: &[T], twice: &[T], shift: usize, of: impl Fn(&T) -> (Span, String)) {
    let first: Vec<(Span, String)> = once.iter().map(&of).collect();
    let again = first.iter().map(|(span, what)| (moved(*span, shift), what.clone()));
    let expected: Vec<_> = first.iter().cloned().chain(again).collect();
    let between = Span::new(shift - BREAK.len(), shift);
    let found: Vec<_> = twice.iter().map(of).filter(|(span, _)| !between.covers(*span)).collect();
    assert_eq!(expected, found);
}

fn moved(span: Span, by: usize) -> Span {
    Span::new(span.start() + by, span.end() + by)
}
