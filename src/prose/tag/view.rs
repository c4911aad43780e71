//! What the model sees of a word: how it is written, what can stand beside it, what was decided before it.
//!
//! A feature is a number: the hash of its kind and of what was seen. The same code serves learning and reading.

use super::{ADJECTIVES, CLOSED, PERSON_OR_THING, Tag, Tagged};
use crate::{
    document::Document,
    feature::{EMPTY, add, mix},
    lexicon::{Class, ClassSet, Forms},
    prose::{Shape, TokenKind},
};

/// What speaks for the parts of one word.
pub(super) type Features = [u32; 26];

/// A word as numbers.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    word: u32,
    /// The last three letters.
    ending: u32,
    /// The word without its ending, the same for most forms of a verb.
    stem: u32,
    /// What it can be: a small word is itself, any other its forms and its coarsest classes.
    code: u32,
}

/// A sentence as numbers, with what is decided of it so far.
#[derive(Debug, Default)]
pub(super) struct View {
    /// For each word, whether it is written with a capital where that means something: not at the start, not in a line
    /// of capitals.
    pub(super) capitals: Vec<bool>,
    seen: Vec<Seen>,
    /// The last two parts.
    tags: [u32; 2],
    /// The last word that is no adverb.
    leader: u32,
    /// What the last noun phrase ends with.
    subject: u32,
    /// For each word, whether a verb can follow in its clause: 0 none, 1 a word that could be one, 2 surely.
    ahead: Vec<u8>,
    /// Whether a finite verb stands since the last mark or conjunction, and since the clause opened.
    verbs: [bool; 2],
}

/// Classes that tell two open words of the same forms apart.
const TELLING: [ClassSet; 7] = [
    PERSON_OR_THING,
    ADJECTIVES,
    ClassSet::of(&[Class::CueSpeech]),
    ClassSet::of(&[Class::CueMental, Class::CueStance]),
    ClassSet::of(&[Class::Time]),
    ClassSet::of(&[Class::FrameClause, Class::FrameAny]),
    ClassSet::of(&[Class::GroupHead, Class::VagueHead, Class::UnnamedHead, Class::VeiledRole, Class::Office]),
];

/// Small words that begin another clause.
const OPENERS: ClassSet = ClassSet::of(&[Class::Relative, Class::Subordinator, Class::QuestionWord]);

const NUMBERED: ClassSet = ClassSet::of(&[Class::NumberWord, Class::According]);

impl Seen {
    fn of(word: &Tagged, capital: bool, document: &Document) -> Self {
        let written = word.span.of(&document.text).as_bytes();
        match word.kind {
            TokenKind::Word | TokenKind::Clitic => {}
            kind => {
                let code = 1 + kind as u32;
                return Self { word: code, ending: code, stem: code, code };
            }
        }
        let root = root(written);
        let stem = hash_on(EMPTY, &written[..root]);
        let hash = hash_on(stem, &written[root..]);
        let ending = hash_on(EMPTY, &written[written.len().saturating_sub(3)..]);
        let code = if capital && !word.classes.any(CLOSED) {
            50 + u32::from(word.shape == Shape::Upper)
        } else if word.classes.any(CLOSED) || word.classes.any(NUMBERED) {
            hash
        } else {
            100 + (telling(word.classes) << 7 | u32::from(word.forms.bits()))
        };
        Self { word: hash, ending, stem, code }
    }
}

/// The hash of a word that goes on with some bytes, whatever their case.
fn hash_on(hash: u32, bytes: &[u8]) -> u32 {
    let mut hash = hash;
    for byte in bytes {
        hash = add(hash, byte.to_ascii_lowercase());
    }
    hash
}

/// Which of the classes that tell words apart a word has, one bit each.
fn telling(classes: ClassSet) -> u32 {
    let mut bits = 0;
    for (index, set) in TELLING.iter().enumerate() {
        bits |= u32::from(classes.any(*set)) << index;
    }
    bits
}

/// How many bytes of a word stand before its ending: rough, and the same for all forms of most verbs.
fn root(word: &[u8]) -> usize {
    let ending = match word {
        [_, _, _, .., b'i', b'n', b'g'] | [_, _, _, .., b'i', b'e', b'd' | b's'] => 3,
        [_, _, _, .., b'e', b'd' | b's'] => 2,
        [_, _, _, .., b's' | b'e'] | [.., b'y'] => 1,
        _ => 0,
    };
    word.len() - ending
}

impl View {
    /// Begins a sentence, of which the capitals are settled.
    pub(super) fn open(&mut self, words: &[Tagged], document: &Document) {
        self.seen.clear();
        let each = words.iter().zip(&self.capitals);
        self.seen.extend(each.map(|(word, capital)| Seen::of(word, *capital, document)));
        self.look_ahead(words);
        (self.tags, self.leader, self.subject, self.verbs) = ([0; 2], 0, 0, [false; 2]);
    }

    /// Whether the word at `at` is there and has a capital that says "name".
    pub(super) fn is_name(&self, words: &[Tagged], at: usize) -> bool {
        words.get(at).is_some_and(|word| self.capitals[at] && !word.classes.any(CLOSED))
    }

    fn look_ahead(&mut self, words: &[Tagged]) {
        self.ahead.clear();
        self.ahead.resize(words.len(), 0);
        let mut ahead = 0;
        for (index, word) in words.iter().enumerate().rev() {
            self.ahead[index] = ahead;
            let finite = word.forms.any(Forms::FINITE) && !self.capitals[index] && !word.classes.any(CLOSED);
            ahead = match word.kind {
                TokenKind::Word | TokenKind::Clitic if word.classes.has(Class::Auxiliary) => 2,
                TokenKind::Word if finite && !word.classes.any(PERSON_OR_THING.with(ADJECTIVES)) => 2,
                TokenKind::Word if finite => ahead.max(1),
                TokenKind::Word if word.classes.any(OPENERS) => 0,
                TokenKind::Word | TokenKind::Clitic | TokenKind::Number | TokenKind::Symbol => ahead,
                _ => 0,
            };
        }
    }

    /// Takes in what was decided of a word; the words come in order.
    pub(super) fn note(&mut self, word: &Tagged, at: usize) {
        let tag = word.tag;
        self.tags = [tag as u32 + 1, self.tags[0]];
        let auxiliary =
            [Class::Be, Class::Have, Class::Modal].iter().position(|class| word.classes.has(*class));
        if !matches!(tag, Tag::Adverb | Tag::Quote) {
            self.leader = match tag {
                Tag::Auxiliary => 64 + auxiliary.map_or(0, |index| index as u32),
                _ => tag as u32 + 1,
            };
        }
        match tag {
            Tag::Noun | Tag::Name | Tag::Number => {
                self.subject = 1 + 4 * (tag as u32) + u32::from(word.forms.any(Forms::PLURAL));
            }
            Tag::Pronoun | Tag::Relative => self.subject = self.seen[at].word,
            Tag::Verb | Tag::Auxiliary => self.verbs = [true; 2],
            Tag::Comma | Tag::Conjunction => self.verbs[0] = false,
            Tag::Semicolon
            | Tag::Colon
            | Tag::That
            | Tag::Subordinator
            | Tag::Question
            | Tag::Stop
            | Tag::Quote => {
                self.verbs = [false; 2];
                self.subject = 0;
            }
            _ => {}
        }
        if tag == Tag::Relative {
            self.verbs = [false; 2];
        }
    }

    /// What speaks for the parts of the word at `at`.
    pub(super) fn features(&self, at: usize) -> Features {
        let seen = |at: usize| self.seen.get(at).copied().unwrap_or_default();
        let back = at.checked_sub(1).map_or_else(Seen::default, seen);
        let (own, next, second) = (seen(at), seen(at + 1), seen(at + 2));
        let [tag, tag_before] = self.tags;
        let (leader, subject) = (self.leader, self.subject);
        let verbs = u32::from(self.verbs[0]) * 2 + u32::from(self.verbs[1]);
        let verbs = verbs * 4 + u32::from(self.ahead[at]);
        let tags = tag * 64 + tag_before;
        [
            mix(1, own.word, 0),
            mix(2, own.ending, 0),
            mix(3, own.code, 0),
            mix(4, own.code, tag),
            mix(5, own.code, tags),
            mix(6, own.word, tag),
            mix(7, own.code, back.word),
            mix(9, own.code, next.word),
            mix(10, own.code, next.code),
            mix(11, own.word, next.code),
            mix(12, tags, next.code),
            mix(13, own.ending, next.code),
            mix(14, mix(0, tag, next.code), own.code),
            mix(15, next.code, second.code),
            mix(17, own.code, second.word),
            mix(19, own.code, leader * 16 + verbs),
            mix(20, mix(0, tag, verbs), next.code),
            mix(21, own.code, subject),
            mix(22, mix(0, subject, tag), mix(0, own.code, next.code)),
            mix(23, mix(0, own.ending, tag), leader),
            mix(24, own.code, mix(0, next.code, second.code)),
            mix(25, next.ending, tag),
            mix(28, own.ending, verbs),
            mix(29, mix(0, own.code, tag), verbs),
            mix(26, own.stem, tag),
            mix(27, own.stem, next.code),
        ]
    }
}
