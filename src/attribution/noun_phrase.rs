//! Whole noun phrases from chunks: with the phrases that hang on them, apposition and relative clause.

use std::ops::Range;

use super::chunk::{Chunk, ChunkKind};
use crate::lexicon::{Class, ClassSet};
use crate::prose::{Tag, Tagged};

/// A noun phrase that could be a source, in indices of a sentence's chunks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// The chunk whose head says who it is.
    pub(crate) core: usize,
    /// All chunks of the phrase, with what hangs on the core.
    pub(crate) chunks: Range<usize>,
}

/// A sentence in chunks.
#[derive(Clone, Copy)]
pub(crate) struct Clause<'a> {
    pub(crate) chunks: &'a [Chunk],
    /// All tokens of the story.
    pub(crate) words: &'a [Tagged],
}

/// Prepositions that hang a phrase on a noun, rather than on a verb.
const HANGING: ClassSet = ClassSet::of(&[Class::NounPreposition]);

impl<'a> Clause<'a> {
    pub(crate) fn get(&self, at: usize) -> Option<&'a Chunk> {
        self.chunks.get(at)
    }

    pub(crate) fn is(&self, at: usize, tag: Tag) -> bool {
        self.get(at).is_some_and(|chunk| chunk.is(tag))
    }

    pub(crate) fn is_noun(&self, at: usize) -> bool {
        self.get(at).is_some_and(Chunk::is_noun)
    }

    /// The chunk's last word.
    pub(crate) fn head(&self, at: usize) -> &'a Tagged {
        &self.words[self.chunks[at].head()]
    }

    /// The chunk's first word.
    pub(crate) fn first(&self, at: usize) -> &'a Tagged {
        &self.words[self.chunks[at].tokens.start]
    }

    /// The words of a chunk.
    pub(crate) fn words_of(&self, at: usize) -> &'a [Tagged] {
        &self.words[self.chunks[at].tokens.clone()]
    }

    fn hangs(&self, at: usize) -> bool {
        self.is(at, Tag::Preposition) && self.head(at).classes.any(HANGING)
    }

    /// Whether nothing at `at` reaches over to what follows: the start, a comma, a conjunction …
    fn is_boundary(&self, at: Option<usize>) -> bool {
        at.is_none_or(|at| {
            !matches!(
                self.chunks[at].kind,
                ChunkKind::Verb(_) | ChunkKind::Noun | ChunkKind::Mark(Tag::Preposition)
            )
        })
    }

    /// The phrase that ends with the noun chunk `last`: "a spokesman for the Ministry of Health".
    ///
    /// What hangs on a noun before it is taken in only where that noun begins its clause; after a verb, the
    /// nearest noun is the safer guess.
    pub(crate) fn phrase_ending_at(&self, last: usize) -> Phrase {
        let mut start = last;
        while let Some(before) = self.hung_on(start) {
            start = before;
        }
        if !self.is_boundary(start.checked_sub(1)) {
            start = last;
            while start >= 2 && self.is_of(start - 1) && self.is_noun(start - 2) {
                start -= 2;
            }
        }
        let start = self.described_name(start).unwrap_or(start);
        let mut phrase = Phrase { core: start, chunks: start..last + 1 };
        self.take_in_coordination(&mut phrase);
        phrase
    }

    /// The name that the noun chunk at `at` describes, where no second comma says so: "Ana Ruiz, a former diver for the
    /// county has written".
    pub(crate) fn described_name(&self, at: usize) -> Option<usize> {
        let name = at.checked_sub(2)?;
        let opens = name.checked_sub(1).is_none_or(|before| self.is(before, Tag::Conjunction));
        let described = self.first(at).classes.has(Class::IndefiniteArticle) && self.is(at - 1, Tag::Comma);
        (opens && described && self.is_noun(name) && self.head(name).tag == Tag::Name).then_some(name)
    }

    /// The noun that the phrase at `start` hangs on, by a preposition or a participle: "people" before "in the
    /// talks", "involved in the talks", "leading the talks".
    fn hung_on(&self, start: usize) -> Option<usize> {
        let hangs = start >= 1 && self.hangs(start - 1);
        let linked = start.checked_sub(1 + usize::from(hangs))?;
        if hangs && self.is_noun(linked) {
            return Some(linked);
        }
        let voice = self.chunks[linked].verb()?;
        let reduced = if hangs { voice.participle || voice.gerund } else { voice.gerund };
        linked.checked_sub(1).filter(|noun| reduced && self.is_noun(*noun))
    }

    fn is_of(&self, at: usize) -> bool {
        self.is(at, Tag::Preposition) && self.head(at).classes.has(Class::Of)
    }

    /// "Ana Ruiz and Ben Cole said": the first of two names belongs to the phrase.
    fn take_in_coordination(&self, phrase: &mut Phrase) {
        let start = phrase.chunks.start;
        if start < 2 || !self.is(start - 1, Tag::Conjunction) || !self.is_noun(start - 2) {
            return;
        }
        let mut first = start - 2;
        while first >= 2 && self.hangs(first - 1) && self.is_noun(first - 2) {
            first -= 2;
        }
        if self.is_boundary(first.checked_sub(1)) {
            // "federal and state officials": the noun stands in the second only.
            let torn =
                first == start - 2 && self.words_of(first).iter().all(|word| word.classes.any(ADJECTIVES));
            if !torn {
                phrase.core = first;
            }
            phrase.chunks.start = first;
        }
    }

    /// The phrase that begins with the noun chunk `first`, with what hangs on it and, after a name, an apposition:
    /// "John Cole, a farmer who lost two barns".
    pub(crate) fn phrase_starting_at(&self, first: usize) -> Phrase {
        let mut end = first + 1;
        loop {
            let joined = self.is(end, Tag::Conjunction) && !self.verb_follows(end + 2);
            if !(self.hangs(end) || joined) || !self.is_noun(end + 1) {
                break;
            }
            end += 2;
        }
        if let Some(close) = self.apposition_after(end) {
            end = close;
        } else if self.is(end, Tag::Relative) {
            end = self.clause_end(end);
        }
        Phrase { core: first, chunks: first..end }
    }

    fn verb_follows(&self, at: usize) -> bool {
        self.get(at).is_some_and(|chunk| chunk.verb().is_some_and(super::chunk::Voice::is_finite))
    }

    /// Where the apposition or relative clause ends that a comma at `comma` opens, before its closing mark.
    fn apposition_after(&self, comma: usize) -> Option<usize> {
        if !self.is(comma, Tag::Comma) || !self.opens_apposition(comma + 1) {
            return None;
        }
        let end = self.clause_end(comma + 1);
        if !self.is_aside(comma + 1..end) {
            return None;
        }
        let closed = self.get(end).is_none_or(|chunk| {
            matches!(
                chunk.kind,
                ChunkKind::Mark(Tag::Comma | Tag::Stop | Tag::Dash | Tag::Semicolon) | ChunkKind::Quotation(_)
            )
        });
        closed.then_some(end)
    }

    /// Whether an apposition can begin here: "a farmer …", "who …", "39, …", "the mayor of …", "director of …".
    pub(crate) fn opens_apposition(&self, at: usize) -> bool {
        let Some(chunk) = self.get(at) else { return false };
        match chunk.kind {
            ChunkKind::Mark(Tag::Relative) => true,
            ChunkKind::Noun => {
                let first = self.first(at);
                let head = self.head(at);
                first.tag != Tag::Pronoun
                    && (matches!(first.tag, Tag::Determiner | Tag::Number | Tag::Possessive)
                        || head.classes.any(DESCRIBING)
                        || first.classes.has(Class::Title))
            }
            ChunkKind::Verb(voice) => voice.participle || voice.gerund,
            ChunkKind::Mark(Tag::Preposition) => true,
            _ => false,
        }
    }

    /// Where the run without comma, stop or quotation ends that begins at `at`.
    pub(crate) fn clause_end(&self, at: usize) -> usize {
        (at..self.chunks.len())
            .find(|at| {
                matches!(
                    self.chunks[*at].kind,
                    ChunkKind::Mark(
                        Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Dash | Tag::Close
                    ) | ChunkKind::Quotation(_)
                )
            })
            .unwrap_or(self.chunks.len())
    }

    /// Bytes of the story's text that a run of chunks covers.
    pub(crate) fn span(&self, chunks: Range<usize>) -> crate::Span {
        let first = self.chunks[chunks.start].tokens.start;
        let last = self.chunks[chunks.end - 1].tokens.end - 1;
        self.words[first].span.join(self.words[last].span)
    }
}

/// Adjectives, which can share the noun that stands after the next.
const ADJECTIVES: ClassSet = ClassSet::of(&[Class::Adjective, Class::Nationality]);

/// Heads that say who somebody is.
const DESCRIBING: ClassSet = ClassSet::of(&[
    Class::Office,
    Class::VeiledRole,
    Class::VagueHead,
    Class::GroupHead,
    Class::PersonNoun,
    Class::OrgHead,
]);
