//! Where a capital says "name", and where it only opens a line.

use rustc_hash::FxHashSet;

use super::{CLOSED, NAME_WORDS, Tagged};
use crate::{
    document::Document,
    lexicon::{Class, ClassSet, Forms, Lexicon, WordId},
    prose::{Sentence, Shape, TokenKind},
};

/// Particles of names have no more letters: "al", "van".
const LONGEST_PARTICLE: usize = 3;

/// Whether a word is written with a capital, whatever that means.
pub(super) fn has_capital(word: &Tagged, document: &Document) -> bool {
    word.shape != Shape::Lower || has_particle(&document.text.as_bytes()[word.span.range()])
}

/// "al-Saadi": a name whose particle is written without a capital.
fn has_particle(word: &[u8]) -> bool {
    let head = &word[..word.len().min(LONGEST_PARTICLE + 1)];
    let Some(particle) = head.iter().position(|byte| *byte == b'-') else { return false };
    let name = str::from_utf8(&word[particle + 1..]).unwrap_or_default();
    word[..particle].iter().all(u8::is_ascii_lowercase) && name.starts_with(char::is_uppercase)
}

/// How the story writes its words where a capital means something.
pub(in crate::prose) struct Written<'a> {
    lexicon: &'a Lexicon,
    /// Without a capital: no names, even where a sentence begins with them. Those in `noted` are not here.
    lower: FxHashSet<&'a str>,
    /// For each word of the lexicon that is written without a capital somewhere, its length: most words of a story
    /// are words of the lexicon, and need not be compared letter by letter.
    noted: Vec<u8>,
    /// With a capital in the middle of a sentence and none after it; for words of the lexicon, none before it
    /// either: names, even where a sentence begins with them and they look like a noun ("Banks said").
    alone: FxHashSet<&'a str>,
}

impl<'a> Written<'a> {
    /// As no sentence writes them yet.
    pub(in crate::prose) fn new(lexicon: &'a Lexicon) -> Self {
        let (lower, alone) = (FxHashSet::default(), FxHashSet::default());
        Self { lexicon, lower, noted: vec![0; lexicon.size()], alone }
    }

    /// As some sentences write them. `words` are the story's.
    pub(super) fn of(
        document: &'a Document,
        words: &[Tagged],
        sentences: &[Sentence],
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut written = Self::new(lexicon);
        written.note(document, words, sentences);
        written
    }

    /// Notes how more sentences of the same story write them.
    pub(in crate::prose) fn note(&mut self, document: &'a Document, words: &[Tagged], sentences: &[Sentence]) {
        for sentence in sentences {
            let words = &words[sentence.tokens.clone()];
            let (mut capitals, mut lowers) = (0, 0);
            for word in words {
                if is_capital(word) {
                    capitals += 1;
                } else if word.kind == TokenKind::Word {
                    lowers += 1;
                    self.note_lower(word, document);
                }
            }
            if capitals > 0 && capitals <= 3 * lowers {
                self.note_alone(words, document);
            }
        }
    }

    /// Notes a word without a capital at its start.
    fn note_lower(&mut self, word: &Tagged, document: &'a Document) {
        let length = word.span.len();
        let noted = &mut self.noted[word.word.index()];
        if usize::from(*noted) == length {
            return;
        }
        let text = word.span.of(&document.text);
        if Lexicon::is_listed(word.word) && is_plain(text) {
            *noted = length as u8; // the lexicon looks up no word that is longer than this holds
        } else {
            self.lower.insert(text);
        }
    }

    /// Whether a word is written so somewhere; `text` has no capital, and is the `word` of the lexicon.
    pub(super) fn has_lower(&self, text: &str, word: WordId) -> bool {
        Lexicon::is_listed(word) && is_plain(text) && usize::from(self.noted[word.index()]) == text.len()
            || self.lower.contains(text)
    }

    /// Notes the words with a capital inside a sentence that is written as prose is.
    fn note_alone(&mut self, words: &[Tagged], document: &'a Document) {
        for (at, pair) in words.windows(2).enumerate() {
            let [before, word] = pair else { continue };
            let next = words.get(at + 2);
            let is_lower = before.kind == TokenKind::Word && before.shape == Shape::Lower;
            if word.kind == TokenKind::Word
                && word.shape == Shape::Capital
                && (is_lower || word.word == WordId::UNKNOWN)
                && !next.is_some_and(is_capital)
            {
                self.alone.insert(word.span.of(&document.text));
            }
        }
    }

    /// Whether a word stands somewhere with a capital that says that it is a name.
    pub(super) fn has_alone(&self, text: &str) -> bool {
        self.alone.contains(text)
    }

    /// Whether a word that opens a sentence is a name, by what the rest of the story does with it.
    fn is_name(&self, text: &str) -> bool {
        self.has_alone(text) && {
            let lower = text.to_lowercase();
            !self.has_lower(&lower, self.lexicon.look_up(&lower))
        }
    }
}

/// Small letters alone: a word of the lexicon that is written so is written no other way.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A word that begins with a capital.
fn is_capital(word: &Tagged) -> bool {
    word.kind == TokenKind::Word && word.shape != Shape::Lower
}

/// Decides for each word whether its capital says "name": not in a title-case line, and at the start of a sentence only
/// for a word that is unknown, or that a name follows.
pub(super) fn settle_capitals(
    words: &mut [Tagged],
    written: &Written<'_>,
    document: &Document,
    capitals: &mut Vec<bool>,
) {
    capitals.clear();
    capitals.extend(words.iter().map(|word| has_capital(word, document)));
    let title_case = is_in_title_case(words, capitals);
    let mut starts = true;
    for index in 0..words.len() {
        let opens = starts;
        match words[index].kind {
            TokenKind::Word => starts = false,
            TokenKind::OpenQuote | TokenKind::Colon => starts = true,
            _ => {}
        }
        if !capitals[index] {
            continue;
        }
        let word = words[index];
        let of_many = index > 0 && words[index - 1].classes.has(Class::Article);
        if word.classes.is_empty() && of_many && word.span.of(&document.text).ends_with('s') {
            words[index].forms |= Forms::PLURAL; // "the Haqqanis"
        }
        if word.kind == TokenKind::Word && (opens || title_case) {
            let text = word.span.of(&document.text);
            let open = !word.classes.any(CLOSED) && !word.classes.any(MODIFIERS);
            if open && (opens || word.classes.is_empty()) && written.is_name(text) {
                capitals[index] = !title_case || word.classes.is_empty();
            } else if word.classes.is_empty() {
                let lower = text.to_lowercase();
                let word = written.lexicon.look_up(&lower);
                let by_ending = written.lexicon.entry(word);
                if written.has_lower(&lower, word) || !by_ending.classes.is_empty() {
                    words[index].classes = by_ending.classes;
                    words[index].forms = by_ending.forms;
                    capitals[index] = false;
                }
            } else if !word.classes.any(NAME_WORDS) {
                let name_follows = words.get(index + 1).is_some_and(|next| {
                    capitals[index + 1] && next.kind == TokenKind::Word && !next.classes.any(CLOSED)
                });
                capitals[index] = !title_case && name_follows && open;
            }
        }
    }
}

/// Whether nearly all words of a sentence have a capital. Small words keep their small letters in a title-case line, so
/// they tell nothing.
fn is_in_title_case(words: &[Tagged], capitals: &[bool]) -> bool {
    let each = || words.iter().zip(capitals).filter(|(word, _)| word.kind == TokenKind::Word);
    let capital = each().filter(|(_, capital)| **capital).count();
    let lower = || each().filter(|(word, capital)| !**capital && !word.classes.any(SMALL)).count();
    capital > 3 && capital > 3 * lower()
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
