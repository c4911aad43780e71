//! An attribution by its shape alone, for a cue that no class of the lexicon vouches for.

use super::{
    Frame,
    complement::{Complement, Taken},
    found::{Found, SourcePhrase},
    noun_phrase::Phrase,
    sentence::SentenceReader,
};
use crate::{
    Span,
    lexicon::{Class, ClassSet},
    prose::Tag,
};

/// Verbs of saying and judging.
const TELLING: ClassSet = ClassSet::of(&[Class::CueSpeech, Class::CueStance]);

/// Verbs whose object can be what is said.
const WITH_OBJECT: ClassSet = ClassSet::of(&[Class::FrameAny, Class::FrameObject]);

impl SentenceReader<'_> {
    /// The attribution that the chunk at `at` would make as a cue.
    pub(crate) fn by_shape(&self, at: usize) -> Option<Found> {
        let clause = self.clause();
        let (source, content, frame) = match clause.chunks[at].verb() {
            Some(voice) if voice.passive || voice.participle && self.agent(at).is_some() => {
                self.passive_by_shape(at)
            }
            Some(_) => self.verb_by_shape(at),
            None if clause.head(at).tag == Tag::Adjective => self.predicate_by_shape(at, Frame::Adjective),
            None => self.noun_by_shape(at),
        };
        let content = if content.is_empty() { self.whole_clause(at).into_iter().collect() } else { content };
        let quotes = content.iter().any(|span| self.prose.outermost_at(span.start()).is_some());
        let cue = if clause.is_noun(at) {
            clause.chunks[at].head()..clause.chunks[at].tokens.end
        } else {
            clause.chunks[at].tokens.clone()
        };
        (!content.is_empty()).then(|| Found {
            source,
            cue,
            frame,
            content,
            mental: !quotes && !self.tells(at),
            sentence: self.sentence,
            vouched: false,
            score: None,
        })
    }

    /// Whether a cue that no frame of the grammar fits tells what somebody said: "she grouses that …", but not "the
    /// party asserts its independence". Verbs of thinking are listed; an unknown one with a clause is one of saying.
    fn tells(&self, at: usize) -> bool {
        let clause = self.clause();
        let classes = clause.head(at).classes;
        if clause.chunks[at].verb().is_none() {
            return classes.has(Class::CueNoun) && !classes.has(Class::MentalNoun);
        }
        match clause.complement(at + 1, classes).kind {
            Taken::Object => classes.any(TELLING) && classes.any(WITH_OBJECT),
            Taken::Clause => !classes.has(Class::CueMental),
            _ => classes.any(TELLING),
        }
    }

    fn verb_by_shape(&self, at: usize) -> (Option<SourcePhrase>, Vec<Span>, Frame) {
        let clause = self.clause();
        let classes = clause.head(at).classes;
        let (subject, next) = match clause.subject_before(at) {
            Some(subject) => (Some(subject), at + 1),
            None => match clause.subject_after(at) {
                Some(subject) => {
                    let next = subject.chunks.end;
                    (Some(subject), next)
                }
                None => (None, at + 1),
            },
        };
        let complement = clause.complement(next, classes);
        let opening = subject.as_ref().filter(|s| s.chunks.start < at).map_or(at, |s| s.chunks.start);
        let content = self.verb_content(opening, complement, classes);
        (subject.map(|subject| self.phrase(&subject)), content, Frame::Verb)
    }

    fn passive_by_shape(&self, at: usize) -> (Option<SourcePhrase>, Vec<Span>, Frame) {
        let clause = self.clause();
        let agent = self.agent(at).map(|noun| self.phrase(&clause.phrase_starting_at(noun)));
        let frame = if agent.is_some() { Frame::Verb } else { Frame::Agentless };
        (agent, self.whole_clause(at).into_iter().collect(), frame)
    }

    /// The chunk of "X" in "by X" right after a verb.
    fn agent(&self, at: usize) -> Option<usize> {
        let clause = self.clause();
        let by = clause.is(at + 1, Tag::Preposition) && clause.head(at + 1).classes.has(Class::By);
        (by && clause.is_noun(at + 2)).then_some(at + 2)
    }

    /// "is eager to", "has concerns about": the subject of the verb before holds it.
    fn predicate_by_shape(&self, at: usize, frame: Frame) -> (Option<SourcePhrase>, Vec<Span>, Frame) {
        let clause = self.clause();
        let subject = at
            .checked_sub(1)
            .filter(|verb| clause.chunks[*verb].verb().is_some())
            .and_then(|verb| clause.subject_before(verb));
        let complement = clause.complement(at + 1, ClassSet::default());
        (subject.map(|subject| self.phrase(&subject)), self.after_head(complement), frame)
    }

    fn noun_by_shape(&self, at: usize) -> (Option<SourcePhrase>, Vec<Span>, Frame) {
        let clause = self.clause();
        if let Some(owner) = self.possessor(at) {
            let complement = clause.complement(at + 1, Class::FrameClause.into());
            return (Some(owner), self.after_head(complement), Frame::Noun);
        }
        if clause.is(at + 1, Tag::Preposition) && clause.is_noun(at + 2) {
            let preposition = clause.head(at + 1).classes;
            if preposition.has(Class::By) {
                let agent = clause.phrase_ending_at(at + 2);
                let source = self.phrase(&Phrase { core: at + 2, chunks: at + 2..agent.chunks.end });
                let complement = clause.complement(at + 3, Class::FrameClause.into());
                return (Some(source), self.after_head(complement), Frame::Noun);
            }
        }
        self.predicate_by_shape(at, Frame::Noun)
    }

    fn after_head(&self, complement: Complement) -> Vec<Span> {
        if complement.kind == Taken::Nothing {
            Vec::new()
        } else {
            self.content_after(complement).into_iter().collect()
        }
    }
}
