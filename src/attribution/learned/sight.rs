//! How words, chunks and what they are become numbers: the parts that features are made of.

use std::ops::Range;

use super::Sink;
use crate::{
    attribution::{
        chunk::{Chunk, ChunkKind},
        noun_phrase::Clause,
        sentence::SentenceReader,
    },
    feature::{add, hash, stem},
    lexicon::{Class, ClassSet},
    prose::{Tag, Tagged, TokenKind},
};

/// A word as numbers. What stands for no word is all zeros.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hashed {
    pub(super) word: u32,
    pub(super) stem: u32,
    pub(super) suffix: u32,
    /// The part that it plays.
    pub(super) part: u32,
}

/// Longer words are cut, in bytes.
const LONGEST: usize = 24;

/// Bytes of a word that count as its ending.
const SUFFIX: usize = 3;

impl Hashed {
    /// A word as it is written; all numbers are one.
    fn of(text: &str, tagged: &Tagged) -> Self {
        let part = tagged.tag as u32 + 1;
        if tagged.kind == TokenKind::Number {
            return Self { word: 1, stem: 1, suffix: 1, part };
        }
        let span = tagged.span;
        let mut buffer = opening_at(text.as_bytes(), span.start());
        buffer.make_ascii_lowercase();
        let lower = &buffer[..span.len().min(LONGEST)];
        // A stem is what its word begins with.
        let (opening, ending) = lower.split_at(stem(lower).len());
        let stem = hash(opening);
        Self {
            word: ending.iter().fold(stem, |hash, byte| add(hash, *byte)),
            stem,
            suffix: hash(&lower[lower.len().saturating_sub(SUFFIX)..]),
            part,
        }
    }
}

/// The bytes of a text from a place on; zeros where there are not so many.
#[inline]
fn opening_at(text: &[u8], at: usize) -> [u8; LONGEST] {
    let rest = &text[at..];
    rest.first_chunk().copied().unwrap_or_else(|| {
        let mut bytes = [0; LONGEST];
        bytes[..rest.len()].copy_from_slice(rest);
        bytes
    })
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

/// All of them.
const ANY_BEING: ClassSet = ClassSet::of(BEINGS);

/// What sort of thing a noun is.
pub(super) fn being(head: &Tagged) -> u32 {
    let known = || BEINGS.iter().position(|class| head.classes.has(*class));
    let known = if head.classes.any(ANY_BEING) { known() } else { None };
    known.map_or(100 + head.tag as u32, |index| 1 + index as u32)
}

/// A chunk as numbers. What stands for no chunk is all zeros.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// What kind of chunk it is.
    code: u32,
    /// The stem of its head.
    stem: u32,
    /// Its first word.
    opener: u32,
    /// What sort of thing it is, if it is a noun.
    being: u32,
    /// How many there are before it.
    before: Counts,
}

/// How many chunks there are of some kinds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) nouns: u32,
    pub(super) finite: u32,
    pub(super) quotations: u32,
    pub(super) commas: u32,
}

impl Counts {
    /// With one chunk more.
    fn and(mut self, chunk: &Chunk) -> Self {
        match chunk.kind {
            ChunkKind::Noun => self.nouns += 1,
            ChunkKind::Verb(voice) => self.finite += u32::from(voice.is_finite()),
            ChunkKind::Quotation(_) => self.quotations += 1,
            ChunkKind::Mark(Tag::Comma) => self.commas += 1,
            ChunkKind::Time | ChunkKind::Mark(_) => {}
        }
        self
    }

    fn less(self, other: Self) -> Self {
        Self {
            nouns: self.nouns - other.nouns,
            finite: self.finite - other.finite,
            quotations: self.quotations - other.quotations,
            commas: self.commas - other.commas,
        }
    }
}

/// How many words on either side of one are seen.
const AROUND: usize = 3;

/// The words and chunks of a sentence as numbers, each made once.
#[derive(Debug, Default)]
pub(crate) struct View {
    /// Index of the first word in the story.
    first: usize,
    /// The words, with so many that are none on either side.
    words: Vec<Hashed>,
    /// The chunks, with one behind them that is none.
    chunks: Vec<Seen>,
}

impl View {
    /// Turns to a sentence, given by its tokens.
    pub(crate) fn look(&mut self, text: &str, clause: Clause<'_>, tokens: Range<usize>) {
        self.first = tokens.start;
        self.words.clear();
        self.words.resize(AROUND, Hashed::default());
        self.words.extend(clause.words[tokens].iter().map(|word| Hashed::of(text, word)));
        self.words.resize(self.words.len() + AROUND, Hashed::default());
        self.chunks.clear();
        let mut before = Counts::default();
        for chunk in clause.chunks {
            self.chunks.push(Seen {
                code: code(chunk, clause.words),
                stem: self.word(chunk.head()).stem,
                opener: self.word(chunk.tokens.start).word,
                being: if chunk.is_noun() { being(&clause.words[chunk.head()]) } else { 0 },
                before,
            });
            before = before.and(chunk);
        }
        self.chunks.push(Seen { before, ..Seen::default() });
    }

    /// A word, by its index in the story.
    #[inline]
    fn word(&self, index: usize) -> Hashed {
        self.words[index - self.first + AROUND]
    }

    #[inline]
    fn chunk(&self, at: usize) -> Seen {
        self.chunks.get(at).copied().unwrap_or_default()
    }
}

/// What kind of chunk it is.
fn code(chunk: &Chunk, words: &[Tagged]) -> u32 {
    match chunk.kind {
        ChunkKind::Noun => 1 + u32::from(words[chunk.tokens.start].tag == Tag::Pronoun),
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

/// A sentence as a model sees it; 0 stands for what lies outside.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a, 'b> {
    pub(super) reader: &'b SentenceReader<'a>,
    pub(super) clause: Clause<'b>,
    view: &'b View,
}

impl<'a, 'b> Sight<'a, 'b> {
    pub(super) fn new(reader: &'b SentenceReader<'a>) -> Self {
        Self { reader, clause: reader.clause(), view: reader.view() }
    }

    /// A word of the sentence, by its index in the story.
    #[inline]
    pub(super) fn word(self, index: usize) -> Hashed {
        self.view.word(index)
    }

    /// A word of the sentence, by its index in the story, in the midst of those around it.
    #[inline]
    pub(super) fn around(self, index: usize) -> [Hashed; 2 * AROUND + 1] {
        std::array::from_fn(|by| self.view.words[index - self.view.first + by])
    }

    /// What kind of chunk stands at `at`.
    #[inline]
    pub(super) fn code(self, at: usize) -> u32 {
        self.view.chunk(at).code
    }

    /// The same for the chunk `by` before `at`.
    #[inline]
    pub(super) fn code_before(self, at: usize, by: usize) -> u32 {
        at.checked_sub(by).map_or(0, |at| self.code(at))
    }

    /// The stem of the head of the chunk at `at`.
    #[inline]
    pub(super) fn stem(self, at: usize) -> u32 {
        self.view.chunk(at).stem
    }

    /// The first word of the chunk at `at`.
    #[inline]
    pub(super) fn opener(self, at: usize) -> u32 {
        self.view.chunk(at).opener
    }

    /// What sort of thing the noun chunk at `at` is.
    #[inline]
    pub(super) fn being(self, at: usize) -> u32 {
        self.view.chunk(at).being
    }

    /// How many chunks of each kind there are in a stretch of the sentence.
    #[inline]
    pub(super) fn counts(self, chunks: &Range<usize>) -> Counts {
        self.view.chunk(chunks.end).before.less(self.view.chunk(chunks.start).before)
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
