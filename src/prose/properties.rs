//! What holds of all prose, whatever the text: properties on random text and on random pieces of copy.

use proptest::prelude::*;

use super::{Marks, Prose, TokenKind, character::is_blank, example};
use crate::{document::Document, lexicon::Lexicon};

/// Pieces that the grammars treat in some way of their own, and words between them.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "\n",
    "> ",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "``",
    "''",
    "«",
    "»",
    "„",
    "(",
    ")",
    "[",
    "]",
    ".",
    "...",
    ". . .",
    "…",
    "?",
    "!",
    "?!",
    ",",
    ";",
    ":",
    "-",
    "--",
    "—",
    "–",
    " - ",
    "U.S.",
    "Sen. ",
    "a.m.",
    "J. ",
    "etc.",
    "No. 5",
    "1,200",
    "$1.2m",
    "10-year",
    "'90s",
    "'n'",
    "don't",
    "O’Brien",
    "’s",
    "s'",
    "s’ ",
    "ice",
    "Ice",
    "ICE",
    "I",
    "Ana Ruiz",
    "said",
    "he said",
    "that",
    "The",
    "@ana",
    "#ice",
    "www.",
    "http://example.org/a(b)",
    "ana@example.org",
    "example.com",
    ":-)",
    "é",
    "e\u{301}",
    "日本。",
    "😀",
    "👍🏽",
    "\u{200b}",
    "\u{feff}",
    "\u{a0}",
    "Photo: ",
    "[3]",
    "&",
];

fn pieces() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..80).prop_map(|pieces| pieces.concat())
}

thread_local! {
    static LEXICON: Lexicon = Lexicon::builtin().expect("the lexicon is well formed");
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let document = example::document(text);
    let prose = LEXICON.with(|lexicon| Prose::read(&document, lexicon));
    tokens(&document, &prose)?;
    sentences(&document, &prose)?;
    quotations(&document, &prose)?;
    let again = LEXICON.with(|lexicon| Prose::read(&document, lexicon));
    prop_assert_eq!(format!("{prose:?}"), format!("{again:?}"));
    Ok(())
}

/// In order, not overlapping, on character boundaries; only blanks of a block lie between them.
fn tokens(document: &Document, prose: &Prose) -> Result<(), TestCaseError> {
    let text = document.text.as_str();
    let mut covered = vec![false; text.len()];
    let mut end = 0;
    for word in &prose.words {
        let span = word.span;
        prop_assert!(end <= span.start() && !span.is_empty(), "{prose:?}");
        prop_assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
        prop_assert!(document.blocks.iter().any(|block| block.span.covers(span)));
        covered[span.range()].fill(true);
        end = span.end();
    }
    for block in &document.blocks {
        for (at, character) in block.span.of(text).char_indices() {
            prop_assert!(is_blank(character) || covered[block.span.start() + at], "{at} of {prose:?}");
        }
    }
    Ok(())
}

/// They cover every token, in order, and none crosses a block.
fn sentences(document: &Document, prose: &Prose) -> Result<(), TestCaseError> {
    let mut next = 0;
    for sentence in &prose.sentences {
        prop_assert_eq!(sentence.tokens.start, next);
        prop_assert!(!sentence.tokens.is_empty());
        next = sentence.tokens.end;
        prop_assert_eq!(sentence.span, prose.span(sentence.tokens.clone()));
        prop_assert!(document.blocks[sentence.block].span.covers(sentence.span));
    }
    prop_assert_eq!(next, prose.words.len());
    Ok(())
}

/// Within a block, on character boundaries, outer before inner, one inside the other or apart.
fn quotations(document: &Document, prose: &Prose) -> Result<(), TestCaseError> {
    let text = document.text.as_str();
    let opens =
        |at| prose.words.iter().any(|word| word.span.start() == at && word.kind == TokenKind::OpenQuote);
    for (index, quotation) in prose.quotations.iter().enumerate() {
        let span = quotation.span;
        prop_assert!(document.blocks.iter().any(|block| block.span.covers(span)), "{prose:?}");
        prop_assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
        prop_assert!(quotation.marks == Marks::Block || opens(span.start()), "{prose:?}");
        prop_assert!(
            quotation.parent.is_none_or(|outer| outer < index && prose.quotations[outer].span.covers(span)),
            "{prose:?}"
        );
        prop_assert!(
            quotation.continues.is_none_or(|earlier| prose.quotations[earlier].span.end() <= span.start())
        );
        if let Some(next) = prose.quotations.get(index + 1) {
            prop_assert!(span.start() <= next.span.start(), "{prose:?}");
            prop_assert!(!span.overlaps(next.span) || span.covers(next.span), "{prose:?}");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text(text in ".*") {
        check(&text)?;
    }

    #[test]
    fn text_of_pieces(text in pieces()) {
        check(&text)?;
    }
}
