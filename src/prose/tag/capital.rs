//! Where a capital says "name", and where it only opens a line.

use rustc_hash::FxHashSet;

use super::{CLOSED, NAME_WORDS, Tagged};
use crate::{
    document::Document,
    lexicon::{Class, ClassSet, Forms, Lexicon, WordId},
    prose::{Prose, Shape, Token, TokenKind},
};

/// "al-Saadi": a name whose particle is written without a capital.
pub(super) fn has_particle(word: &str) -> bool {
    word.split_once('-').is_some_and(|(particle, name)| {
        particle.len() <= 3
            && name.starts_with(char::is_uppercase)
            && particle.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

/// How the story writes its words where a capital means something.
pub(super) struct Written<'a> {
    /// Without a capital: no names, even where a sentence begins with them.
    lower: FxHashSet<&'a str>,
    /// With a capital in the middle of a sentence and none after it; for words of the lexicon, none before it
    /// either: names, even where a sentence begins with them and they look like a noun ("Banks said").
    alone: FxHashSet<&'a str>,
}

impl<'a> Written<'a> {
    pub(super) fn of(document: &'a Document, prose: &Prose) -> Self {
        let mut written = Self { lower: FxHashSet::default(), alone: FxHashSet::default() };
        for sentence in &prose.sentences {
            let tokens = prose.tokens_of(sentence);
            let capital = |token: &Token| token.kind == TokenKind::Word && token.shape != Shape::Lower;
            let lower = |token: &Token| token.kind == TokenKind::Word && token.shape == Shape::Lower;
            let capitals = tokens.iter().filter(|token| capital(token)).count();
            let prose_like = capitals <= 3 * tokens.iter().filter(|token| lower(token)).count();
            for (at, token) in tokens.iter().enumerate() {
                let text = token.span.of(&document.text);
                let beside = |next: Option<&Token>| next.is_some_and(capital);
                let inside = at > 0 && (lower(&tokens[at - 1]) || token.word == WordId::UNKNOWN);
                if lower(token) {
                    written.lower.insert(text);
                } else if prose_like && inside && token.shape == Shape::Capital && !beside(tokens.get(at + 1)) {
                    written.alone.insert(text);
                }
            }
        }
        written
    }

    /// Whether a word that opens a sentence is a name, by what the rest of the story does with it.
    fn is_name(&self, text: &str) -> bool {
        self.alone.contains(text) && !self.lower.contains(&*text.to_lowercase())
    }
}

/// Decides where a capital says "name": not in a title-case line, and at the start of a sentence only for a word
/// that is unknown, or that a name follows.
pub(super) fn settle_capitals(
    words: &mut [Tagged],
    written: &Written<'_>,
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
            let open = !word.classes.any(CLOSED) && !word.classes.any(MODIFIERS);
            if open && (starts || word.classes.is_empty()) && written.is_name(text) {
                words[index].capital = !title_case || word.classes.is_empty();
            } else if word.classes.is_empty()
                && (written.lower.contains(&*lower) || !by_ending.classes.is_empty())
            {
                words[index].classes = by_ending.classes;
                words[index].forms = by_ending.forms;
                words[index].capital = false;
            } else if !word.classes.is_empty() && !word.classes.any(NAME_WORDS) {
                let name_follows = words.get(index + 1).is_some_and(|next| {
                    next.capital && next.token.kind == TokenKind::Word && !next.classes.any(CLOSED)
                });
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
