//! What a cue takes: a clause, a quotation, an infinitive, an object …

use super::{
    chunk::{Chunk, ChunkKind, Voice},
    noun_phrase::Clause,
};
use crate::lexicon::{Class, ClassSet};
use crate::prose::{Tag, TokenKind};

/// What follows a cue, and the chunk with which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Complement {
    pub(crate) kind: Taken,
    pub(crate) at: usize,
}

/// What a cue takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// "that …", or a bare clause
    Clause,
    Quotation,
    Question,
    /// "to …"
    Infinitive,
    /// somebody "to …"
    Order,
    /// something "as …"
    As,
    /// "of …", "for …"
    About,
    Object,
    /// Nothing: a mark follows, or the end.
    Nothing,
}

impl Taken {
    /// The classes of cues that take this.
    pub(crate) fn frames(self) -> ClassSet {
        match self {
            Self::Clause => ClassSet::of(&[Class::FrameAny, Class::FrameClause]),
            Self::Quotation => ClassSet::of(&[Class::FrameAny, Class::FrameQuote, Class::FrameClause]),
            Self::Question => ClassSet::of(&[Class::FrameAny, Class::FrameQuestion]),
            Self::Infinitive => ClassSet::of(&[Class::FrameAny, Class::FrameInfinitive]),
            Self::Order => ClassSet::of(&[Class::FrameAny, Class::FrameOrder]),
            Self::As => ClassSet::of(&[Class::FrameAny, Class::FrameAs, Class::FrameObject]),
            Self::About => ClassSet::of(&[Class::FrameAny, Class::FrameAbout]),
            Self::Object => ClassSet::of(&[Class::FrameAny, Class::FrameObject]),
            Self::Nothing => ClassSet::of(&[Class::FrameAny, Class::FrameQuote, Class::FrameClause]),
        }
    }
}

/// Takes an object, quoted or not.
const OBJECT: ClassSet = ClassSet::of(&[Class::FrameAs, Class::FrameObject]);

/// How many phrases of place, time or occasion may stand between a cue and what it takes.
const ASIDES: usize = 4;

impl Clause<'_> {
    /// What stands after `at`, seen from a cue that ends just before it.
    pub(crate) fn complement(&self, at: usize, cue: ClassSet) -> Complement {
        let direct = self.skip_time(at);
        if let Some(kind) = self.opens_content(direct) {
            return Complement { kind, at: self.content_start(direct) };
        }
        let Some(chunk) = self.get(direct) else { return Complement { kind: Taken::Nothing, at: direct } };
        match chunk.kind {
            ChunkKind::Verb(voice) if voice.infinitive => Complement { kind: Taken::Infinitive, at: direct },
            ChunkKind::Noun => self.after_noun(direct, cue),
            ChunkKind::Mark(Tag::Preposition) => self.after_preposition(direct),
            _ => Complement { kind: Taken::Nothing, at: direct },
        }
    }

    /// What a chunk opens at once, whatever the cue.
    fn opens_content(&self, at: usize) -> Option<Taken> {
        match self.get(at)?.kind {
            ChunkKind::Mark(Tag::That) => Some(Taken::Clause),
            ChunkKind::Mark(Tag::Question) => Some(Taken::Question),
            ChunkKind::Mark(Tag::Subordinator) if self.head(at).classes.has(Class::QuestionWord) => {
                Some(Taken::Question)
            }
            ChunkKind::Quotation(_) => Some(Taken::Quotation),
            ChunkKind::Mark(Tag::Comma | Tag::Colon)
                if self.get(at + 1).is_some_and(|next| next.quotation().is_some()) =>
            {
                Some(Taken::Quotation)
            }
            ChunkKind::Mark(Tag::Colon) if at + 1 < self.chunks.len() => Some(Taken::Clause),
            _ => None,
        }
    }

    fn content_start(&self, at: usize) -> usize {
        if matches!(self.chunks[at].kind, ChunkKind::Mark(Tag::Comma | Tag::Colon)) { at + 1 } else { at }
    }

    fn skip_time(&self, mut at: usize) -> usize {
        loop {
            let preposition_of_time = self.is(at, Tag::Preposition)
                && self.get(at + 1).is_some_and(|next| next.kind == ChunkKind::Time);
            match self.get(at).map(|chunk| &chunk.kind) {
                Some(ChunkKind::Time | ChunkKind::Mark(Tag::Adverb)) => at += 1,
                _ if preposition_of_time => at += 2,
                _ => return at,
            }
        }
    }

    /// After "told reporters", "called the plan", "said the plan".
    fn after_noun(&self, noun: usize, cue: ClassSet) -> Complement {
        let end = self.past_asides(noun + 1);
        if cue.has(Class::FrameTold) {
            if let Some(kind) = self.opens_content(end) {
                return Complement { kind, at: self.content_start(end) };
            }
            if self.is_noun(end) && self.finite_follows(end + 1) {
                return Complement { kind: Taken::Clause, at: end };
            }
        }
        if cue.has(Class::FrameQuote) && !cue.any(OBJECT) && self.is_quoted(noun) {
            return Complement { kind: Taken::Quotation, at: noun };
        }
        let near = self.past_hanging(noun + 1);
        if self.finite_follows(near) || self.finite_follows(noun + 1) {
            return Complement { kind: Taken::Clause, at: noun };
        }
        let kind = match self.get(near).map(|chunk| chunk.kind) {
            Some(ChunkKind::Verb(voice)) if voice.infinitive => Taken::Order,
            Some(ChunkKind::Mark(Tag::Preposition | Tag::Subordinator))
                if self.head(near).classes.has(Class::As) =>
            {
                Taken::As
            }
            Some(ChunkKind::Quotation(_) | ChunkKind::Noun | ChunkKind::Mark(Tag::Adjective))
                if cue.has(Class::FrameAs) =>
            {
                Taken::As
            }
            _ => Taken::Object,
        };
        Complement { kind, at: noun }
    }

    /// Whether all of a noun chunk stands in quotation marks: answered “none”.
    fn is_quoted(&self, noun: usize) -> bool {
        self.first(noun).kind == TokenKind::OpenQuote && self.head(noun).kind == TokenKind::CloseQuote
    }

    /// After "said in a statement", "called for".
    fn after_preposition(&self, preposition: usize) -> Complement {
        let end = self.past_asides(preposition);
        if let Some(kind) = self.opens_content(end) {
            return Complement { kind, at: self.content_start(end) };
        }
        if end > preposition && self.is_noun(end) && self.finite_follows(self.past_hanging(end + 1)) {
            return Complement { kind: Taken::Clause, at: end };
        }
        Complement { kind: Taken::About, at: preposition }
    }

    /// Past phrases with prepositions, times and adverbs.
    fn past_asides(&self, mut at: usize) -> usize {
        for _ in 0..ASIDES {
            at = self.skip_time(at);
            if self.is(at, Tag::Preposition) && self.is_noun(at + 1) {
                at += 2;
            } else {
                break;
            }
        }
        self.skip_time(at)
    }

    /// Past the phrases that hang on a noun just read.
    pub(crate) fn past_hanging(&self, mut at: usize) -> usize {
        for _ in 0..ASIDES {
            let hangs = self.is(at, Tag::Preposition) && !self.head(at).classes.has(Class::As);
            if !(hangs || self.is(at, Tag::Conjunction)) || !self.is_noun(at + 1) {
                break;
            }
            at += 2;
        }
        at
    }

    fn finite_follows(&self, at: usize) -> bool {
        self.get(self.skip_time(at)).and_then(Chunk::verb).is_some_and(Voice::is_finite)
    }
}
