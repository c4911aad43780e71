//! Patterns of phrases: any patterns, on any text.
//!
//! The lines up to the first blank one are patterns, the rest is the text that they are tried on.

use std::cell::RefCell;

use onrecord::{
    lexicon::Lexicon,
    phrase::{Match, Pattern, PatternSet},
    prose::Prose,
};

use super::{document::words, prose::paragraphs};

/// So many patterns are tried at a time.
const MOST: usize = 8;

thread_local! {
    static LEXICON: RefCell<Lexicon> =
        RefCell::new(Lexicon::builtin().unwrap_or_else(|error| panic!("{error}")));
}

/// A pattern is read or its mistake has a place; a set of patterns finds what each finds alone.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (patterns, text) = text.split_once("\n\n").unwrap_or((&text, ""));
    // The words of a pattern stay in the lexicon. They are in no class, so nothing is found by them.
    LEXICON.with_borrow_mut(|lexicon| {
        let patterns: Vec<Pattern> =
            patterns.lines().take(MOST).filter_map(|written| pattern(written, lexicon)).collect();
        let document = paragraphs(text);
        let prose = Prose::read(&document, lexicon);
        check(&document.text, &prose, &patterns);
    });
}

fn pattern(written: &str, lexicon: &mut Lexicon) -> Option<Pattern> {
    match Pattern::parse(written, lexicon) {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            assert!(written.is_char_boundary(error.at), "{error:?} in {written:?}");
            assert!(!error.message.is_empty());
            None
        }
    }
}

fn check(text: &str, prose: &Prose, patterns: &[Pattern]) {
    let set: PatternSet = patterns.iter().cloned().collect();
    for sentence in &prose.sentences {
        let tokens = sentence.tokens.clone();
        let together = set.find_all(text, &prose.words, tokens.clone());
        assert!(together.is_sorted_by_key(|(index, found)| (found.tokens.start, *index)), "{together:?}");
        for (index, pattern) in patterns.iter().enumerate() {
            let alone = apart(pattern, text, prose, tokens.clone());
            let found: Vec<&Match> =
                together.iter().filter(|(other, _)| *other == index).map(|(_, found)| found).collect();
            assert_eq!(alone.iter().collect::<Vec<_>>(), found, "alone and together: {pattern:?}");
            assert_eq!(pattern.find(text, &prose.words, tokens.clone()).as_ref(), alone.first());
        }
        for (_, Match { tokens, marked }) in &together {
            assert!(sentence.tokens.start <= tokens.start && tokens.end <= sentence.tokens.end);
            assert!(tokens.start <= marked.start && marked.start < marked.end && marked.end <= tokens.end);
            words(text, prose.span(marked.clone()));
        }
        let any = set.any(text, &prose.words, tokens, |_| true);
        assert_eq!(any, !together.is_empty());
    }
}

/// The matches of a pattern that do not overlap, as it finds them by itself.
fn apart(pattern: &Pattern, text: &str, prose: &Prose, tokens: std::ops::Range<usize>) -> Vec<Match> {
    let mut found = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        match pattern.match_at(text, &prose.words, at, tokens.end) {
            Some(hit) => {
                at = hit.tokens.end;
                found.push(hit);
            }
            None => at += 1,
        }
    }
    found
}
