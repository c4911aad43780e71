//! How words, chunks and what they are become numbers: the parts that features are made of.

use super::Sink;
use crate::{
    attribution::{chunk::ChunkKind, noun_phrase::Clause, sentence::SentenceReader},
    feature::{hash, stem},
    lexicon::Class,
    prose::{Tag, Tagged, TokenKind},
};

/// A word as numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hashed {
    pub(super) word: u32,
    pub(super) stem: u32,
    pub(super) suffix: u32,
}

/// Longer words are cut, in bytes.
const LONGEST: usize = 24;

/// Bytes of a word that count as its ending.
const SUFFIX: usize = 3;

impl Hashed {
    /// A token as it is written; all numbers are one.
    pub(crate) fn of(written: &str, kind: TokenKind) -> Self {
        if kind == TokenKind::Number {
            return Self { word: 1, stem: 1, suffix: 1 };
        }
        let mut buffer = [0; LONGEST];
        let length = written.len().min(LONGEST);
        for (to, from) in buffer.iter_mut().zip(written.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        let lower = &buffer[..length];
        Self {
            word: hash(lower),
            stem: hash(stem(lower)),
            suffix: hash(&lower[length.saturating_sub(SUFFIX)..]),
        }
    }
}

/// A kind of feature, by its name.
pub(super) const fn kind(name: &str) -> u32 {
    hash(name.as_bytes())
}

/// A class as a number that does not change when others come before it.
pub(super) const fn class(class: Class) -> u32 {
    hash(class.name().as_bytes())
}

/// Sees a feature of a kind: what two numbers, each made of what was seen, say together.
macro_rules! see {
    ($sink:expr, $name:literal, $a:expr, $b:expr) => {
        $sink.see(crate::feature::mix(const { crate::attribution::learned::sight::kind($name) }, $a, $b))
    };
}
pub(super) use see;

/// What a noun phrase is about, roughly: the first of these classes that its head has.
const BEINGS: &[Class] = &[
    Class::SubjectPronoun,
    Class::ObjectPronoun,
    Class::UnnamedHead,
    Class::VeiledRole,
    Class::Office,
    Class::SpokesRole,
    Class::VagueHead,
    Class::GroupHead,
    Class::PersonNoun,
    Class::OrgHead,
    Class::MediaHead,
    Class::DocumentHead,
    Class::CrowdPronoun,
    Class::Outlet,
    Class::Place,
    Class::Time,
    Class::CueNoun,
];

/// What sort of thing a noun is.
pub(super) fn being(head: &Tagged) -> u32 {
    let known = BEINGS.iter().position(|class| head.classes.has(*class));
    known.map_or(100 + head.tag as u32, |index| 1 + index as u32)
}

/// The chunks of a sentence as numbers; 0 stands for what lies outside.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a, 'b> {
    pub(super) reader: &'b SentenceReader<'a>,
    pub(super) clause: Clause<'b>,
}

impl<'a, 'b> Sight<'a, 'b> {
    pub(super) fn new(reader: &'b SentenceReader<'a>) -> Self {
        Self { reader, clause: reader.clause() }
    }

    /// What kind of chunk stands at `at`.
    pub(super) fn code(self, at: usize) -> u32 {
        let Some(chunk) = self.clause.get(at) else { return 0 };
        match chunk.kind {
            ChunkKind::Noun => 1 + u32::from(self.clause.first(at).tag == Tag::Pronoun),
            ChunkKind::Time => 3,
            ChunkKind::Quotation(_) => 4,
            ChunkKind::Verb(voice) => {
                16 + u32::from(voice.infinitive)
                    + 2 * u32::from(voice.gerund)
                    + 4 * u32::from(voice.passive)
                    + 8 * u32::from(voice.participle)
            }
            ChunkKind::Mark(tag) => 64 + tag as u32,
        }
    }

    /// The same for the chunk `by` before `at`.
    pub(super) fn code_before(self, at: usize, by: usize) -> u32 {
        at.checked_sub(by).map_or(0, |at| self.code(at))
    }

    /// The stem of the head of the chunk at `at`.
    pub(super) fn stem(self, at: usize) -> u32 {
        self.clause.get(at).map_or(0, |chunk| self.reader.hashed(chunk.head()).stem)
    }

    /// The first word of the chunk at `at`.
    pub(super) fn opener(self, at: usize) -> u32 {
        self.clause.get(at).map_or(0, |chunk| self.reader.hashed(chunk.tokens.start).word)
    }

    /// What sort of thing the noun chunk at `at` is.
    pub(super) fn being(self, at: usize) -> u32 {
        if self.clause.is_noun(at) { being(self.clause.head(at)) } else { 0 }
    }

    pub(super) fn is_quotation(self, at: usize) -> bool {
        self.clause.get(at).is_some_and(|chunk| chunk.quotation().is_some())
    }
}

impl Sink for Vec<u32> {
    fn see(&mut self, feature: u32) {
        self.push(feature);
    }
}
