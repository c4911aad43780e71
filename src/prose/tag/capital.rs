//! Where a capital says "name", and where it only opens a line.

use rustc_hash::FxHashSet;

use super::{CLOSED, NAME_WORDS, Tagged};
use crate::{
    document::Document,
    lexicon::{Class, ClassSet, Forms, Lexicon},
    prose::{Prose, Shape, TokenKind},
};

/// Unknown words that the story also writes without a capital: no names, even where a sentence begins with them.
pub(super) fn lower_case_words<'a>(document: &'a Document, prose: &Prose) -> FxHashSet<&'a str> {
    let unknown =
        prose.tokens.iter().filter(|token| token.kind == TokenKind::Word && token.shape == Shape::Lower);
    unknown.map(|token| token.span.of(&document.text)).collect()
}

/// Decides where a capital says "name": not in a title-case line, and at the start of a sentence only for a word
/// that is unknown, or that a name follows.
pub(super) fn settle_capitals(
    words: &mut [Tagged],
    common: &FxHashSet<&str>,
    document: &Document,
    lexicon: &Lexicon,
) {
    let is_word = |word: &Tagged| word.token.kind == TokenKind::Word;
    // Small words keep their small letters in a title-case line, so they tell nothing.
    let open = words.iter().filter(|word| is_word(word) && (word.capital || !word.classes.any(SMALL)));
    let (capital, lower) =
        open.fold(
            (0, 0),
            |(capital, lower), word| {
                if word.capital { (capital + 1, lower) } else { (capital, lower + 1) }
            },
        );
    let title_case = capital > 3 && capital > 3 * lower;
    let mut starts = true;
    for index in 0..words.len() {
        let word = words[index];
        let of_many = index > 0 && words[index - 1].classes.has(Class::Article);
        if word.capital
            && word.classes.is_empty()
            && of_many
            && word.token.span.of(&document.text).ends_with('s')
        {
            words[index].forms |= Forms::PLURAL; // "the Haqqanis"
        }
        if !is_word(&word) {
            starts |= matches!(word.token.kind, TokenKind::OpenQuote | TokenKind::Colon);
            continue;
        }
        if word.capital && (starts || title_case) {
            let text = word.token.span.of(&document.text);
            let lower = text.to_lowercase();
            let by_ending = lexicon.entry(lexicon.look_up(&lower));
            if word.classes.is_empty() && (common.contains(&*lower) || !by_ending.classes.is_empty()) {
                words[index].classes = by_ending.classes;
                words[index].forms = by_ending.forms;
                words[index].capital = false;
            } else if !word.classes.is_empty() && !word.classes.any(NAME_WORDS) {
                let name_follows = words.get(index + 1).is_some_and(|next| {
                    next.capital && next.token.kind == TokenKind::Word && !next.classes.any(CLOSED)
                });
                let open = !word.classes.any(CLOSED) && !word.classes.any(MODIFIERS);
                words[index].capital = !title_case && name_follows && open;
            }
        }
        starts = false;
    }
}

/// What may stand with a capital before a name and not be part of it.
const MODIFIERS: ClassSet = ClassSet::of(&[
    Class::Title,
    Class::Nationality,
    Class::Office,
    Class::VeiledRole,
    Class::VagueHead,
    Class::GroupHead,
    Class::Adjective,
    Class::Time,
]);
/// What a title-case line leaves in small letters.
const SMALL: ClassSet = ClassSet::of(&[
    Class::Article,
    Class::Preposition,
    Class::InfinitiveMarker,
    Class::Conjunction,
    Class::Possessive,
]);
