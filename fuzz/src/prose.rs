//! The grammars of prose: any text, in paragraphs.

use std::sync::LazyLock;

use onrecord::{
    Span,
    document::{Block, Document, Role},
    lexicon::Lexicon,
    prose::{Marks, Prose, TokenKind},
};

use super::document::{is_blank, words};

static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::builtin().unwrap_or_else(|error| panic!("{error}")));

/// Any text has tokens, sentences and quotations in order; all of it is in a sentence.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = paragraphs(&text);
    let prose = Prose::read(&document, &LEXICON);
    check_prose(&document, &prose);
    let again = Prose::read(&document, &LEXICON);
    assert_same(&prose, &again);
}

/// Whether the same text was read in the same way.
pub(crate) fn assert_same(prose: &Prose, again: &Prose) {
    let tags = |prose: &Prose| {
        prose
            .words
            .iter()
            .map(|word| (word.span, word.kind, word.shape, word.tag, word.forms))
            .collect::<Vec<_>>()
    };
    assert_eq!(tags(prose), tags(again));
    assert_eq!(prose.sentences, again.sentences);
    assert_eq!(prose.quotations, again.quotations);
}

/// A document of paragraphs between blank lines; one that begins with ">" is a block quotation.
pub(crate) fn paragraphs(text: &str) -> Document {
    let mut document = Document::without_prose(text.to_owned());
    let mut at = 0;
    for part in text.split("\n\n") {
        let kept = part.trim_start_matches(is_blank);
        let start = at + part.len() - kept.len();
        let kept = kept.trim_end_matches(is_blank);
        if !kept.is_empty() {
            let role = if kept.starts_with('>') { Role::Quote } else { Role::Paragraph };
            document.blocks.push(Block::new(role, Span::new(start, start + kept.len())));
        }
        at += part.len() + "\n\n".len();
    }
    document
}

/// Everything is in order, on the bounds of characters, and nothing is left out.
pub(crate) fn check_prose(document: &Document, prose: &Prose) {
    check_tokens(document, prose);
    check_sentences(document, prose);
    check_quotations(document, prose);
}

/// In order, not overlapping; only blanks of a block lie between them.
fn check_tokens(document: &Document, prose: &Prose) {
    let text = document.text.as_str();
    let mut at = 0;
    let mut tokens = prose.words.iter().peekable();
    for block in &document.blocks {
        assert!(text.get(at.min(block.span.start())..block.span.start()).is_some());
        at = block.span.start();
        while let Some(token) = tokens.next_if(|token| token.span.start() < block.span.end()) {
            assert!(at <= token.span.start() && !token.span.is_empty(), "{token:?} of {prose:?}");
            assert!(block.span.covers(token.span), "{token:?} is in no block");
            let between = words(text, Span::new(at, token.span.start()));
            assert!(between.chars().all(is_blank), "{between:?} is in no token");
            words(text, token.span);
            at = token.span.end();
        }
        let rest = words(text, Span::new(at, block.span.end()));
        assert!(rest.chars().all(is_blank), "{rest:?} is in no token");
        at = block.span.end();
    }
    assert!(tokens.next().is_none(), "a token behind all blocks");
}

/// Each token is in one, in order, and none crosses a block.
fn check_sentences(document: &Document, prose: &Prose) {
    let mut next = 0;
    for (index, sentence) in prose.sentences.iter().enumerate() {
        assert_eq!(sentence.tokens.start, next, "a token is in no sentence, or in two");
        assert!(!sentence.tokens.is_empty(), "{sentence:?}");
        next = sentence.tokens.end;
        assert_eq!(sentence.span, prose.span(sentence.tokens.clone()));
        assert!(document.blocks[sentence.block].span.covers(sentence.span), "{sentence:?}");
        assert_eq!(prose.sentence_at(sentence.span.start()), Some(index));
        assert_eq!(prose.sentence_at(sentence.span.end() - 1), Some(index));
        assert!(prose.sentences_of(sentence.block).contains(&index));
    }
    assert_eq!(next, prose.words.len(), "a token is in no sentence");
}

/// Within a block, outer before inner, one inside the other or apart.
fn check_quotations(document: &Document, prose: &Prose) {
    for (index, quotation) in prose.quotations.iter().enumerate() {
        let span = quotation.span;
        words(&document.text, span);
        assert!(document.blocks.iter().any(|block| block.span.covers(span)), "{quotation:?}");
        let opening = prose.words.get(prose.token_at(span.start()));
        let opens = opening
            .is_some_and(|token| token.span.start() == span.start() && token.kind == TokenKind::OpenQuote);
        assert!(quotation.marks == Marks::Block || opens, "{quotation:?}");
        let holds = |outer: usize| outer <= index && prose.quotations[outer].span.covers(span);
        assert!(quotation.parent.is_none_or(|outer| outer < index && holds(outer)), "{quotation:?}");
        assert!(quotation.outermost.is_none_or(holds), "{quotation:?}");
        let is_before = |earlier: usize| prose.quotations[earlier].span.end() <= span.start();
        assert!(quotation.continues.is_none_or(is_before), "{quotation:?}");
        if let Some(next) = prose.quotations.get(index + 1) {
            assert!(span.start() <= next.span.start(), "{quotation:?} before {next:?}");
            assert!(!span.overlaps(next.span) || span.covers(next.span), "{quotation:?} and {next:?}");
        }
    }
}
