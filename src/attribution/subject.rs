//! Whose verb it is: the subject of a verb group, before it or, inverted, after it.

use std::ops::Range;

use super::{
    chunk::{Chunk, ChunkKind},
    noun_phrase::{Clause, Phrase},
};
use crate::lexicon::Class;
use crate::prose::Tag;

/// How far back a subject is looked for, in chunks. Keeps the reading of a sentence of any length linear.
const REACH: usize = 40;

impl Clause<'_> {
    /// The subject of the verb group at `verb`, where one stands before it.
    pub(crate) fn subject_before(&self, verb: usize) -> Option<Phrase> {
        let voice = self.chunks[verb].verb()?;
        let at = self.step_back(verb)?;
        let chunk = &self.chunks[at];
        let dependent = voice.gerund || voice.participle;
        match chunk.kind {
            ChunkKind::Noun if voice.infinitive => None,
            ChunkKind::Noun if dependent => Some(Phrase { core: at, chunks: at..at + 1 }),
            ChunkKind::Noun => self.phrase_before(at),
            ChunkKind::Mark(Tag::Relative) => self.antecedent(at),
            ChunkKind::Mark(Tag::Comma | Tag::Dash | Tag::Close) => self
                .described_phrase(at)
                .or_else(|| self.phrase_before_cue(at))
                .or_else(|| if dependent { self.subject_of_clause_before(at) } else { None }),
            ChunkKind::Mark(Tag::Conjunction) => self.subject_of_clause_before(at),
            ChunkKind::Verb(_) => self.subject_before(at),
            ChunkKind::Mark(Tag::Preposition | Tag::Subordinator) if dependent => {
                self.subject_of_clause_before(at)
            }
            _ if dependent => self.subject_of_clause_before(at),
            _ => None,
        }
    }

    /// The chunk before `at` that is no adverb, no phrase of time, and not in brackets.
    fn step_back(&self, mut at: usize) -> Option<usize> {
        let floor = at.saturating_sub(REACH);
        loop {
            at = at.checked_sub(1).filter(|at| *at >= floor)?;
            match &self.chunks[at].kind {
                ChunkKind::Mark(Tag::Adverb) => {}
                ChunkKind::Time => {
                    if at > 0 && self.is(at - 1, Tag::Preposition) {
                        at -= 1;
                    }
                }
                ChunkKind::Mark(Tag::Close) => {
                    at = (floor..at).rev().find(|open| self.is(*open, Tag::Open))?;
                }
                _ => return Some(at),
            }
        }
    }

    /// The phrase that ends at `at`. A bare number or an object in the middle of its own clause is none.
    fn phrase_before(&self, at: usize) -> Option<Phrase> {
        let phrase = self.phrase_ending_at(at);
        (self.head(phrase.core).tag != Tag::Number || phrase.chunks.len() > 1).then_some(phrase)
    }

    /// What "who", "which" or "that" at `at` stands for.
    pub(crate) fn antecedent(&self, at: usize) -> Option<Phrase> {
        let mut end = at.checked_sub(1)?;
        if self.is(end, Tag::Comma) {
            end = end.checked_sub(1)?;
        }
        let mut phrase = self.is_noun(end).then(|| self.phrase_ending_at(end))?;
        if let Some(before) = phrase.chunks.start.checked_sub(1)
            && self.describes_name(before)
        {
            phrase = self.phrase_ending_at(before - 1);
        }
        phrase.chunks.end = at;
        if self.is(at - 1, Tag::Comma) {
            phrase.chunks.end -= 1;
        }
        Some(phrase)
    }

    /// The phrase whose apposition or aside closes with the mark at `close`: "Ana Ruiz, the mayor, said".
    fn described_phrase(&self, close: usize) -> Option<Phrase> {
        let floor = close.saturating_sub(REACH);
        let mut from = close;
        loop {
            let open = (floor..from).rev().find(|at| self.opens_aside(*at))?;
            let last = self.noun_ending_before(open)?;
            // "Cole, 45, a farmer, said": an apposition to a number belongs to the phrase before it.
            if self.head(last).tag == Tag::Number {
                from = open;
                continue;
            }
            let mut phrase = self.phrase_ending_at(last);
            // "Ana Ruiz, head of the union, which …, said": the apposition to an apposition.
            if let Some(before) = phrase.chunks.start.checked_sub(1)
                && self.describes_name(before)
            {
                from = open;
                continue;
            }
            phrase.chunks.end = close;
            return self.is_aside(open + 1..close).then_some(phrase);
        }
    }

    /// The phrase before a cue clause that breaks into the sentence: "the deed, he claims, says".
    fn phrase_before_cue(&self, close: usize) -> Option<Phrase> {
        let verb = close.checked_sub(1).filter(|verb| self.is_finite_verb(*verb))?;
        let open = self.subject_before(verb)?.chunks.start.checked_sub(1)?;
        let last = open.checked_sub(1).filter(|last| self.is(open, Tag::Comma) && self.is_noun(*last))?;
        self.phrase_before(last)
    }

    /// Whether the comma at `comma` opens an apposition to a person's or body's name that begins its clause.
    fn describes_name(&self, comma: usize) -> bool {
        let Some(name) = comma.checked_sub(1).filter(|name| self.is(comma, Tag::Comma) && self.is_noun(*name))
        else {
            return false;
        };
        let clause = name.checked_sub(1).is_none_or(|before| {
            !matches!(self.chunks[before].kind, ChunkKind::Verb(_) | ChunkKind::Mark(Tag::Preposition))
        });
        let role = self.first(comma + 1);
        self.head(name).tag == Tag::Name
            && !self.head(name).classes.has(Class::Place)
            && clause
            && self.head(comma + 1).tag == Tag::Noun
            && role.tag != Tag::Name
            && self.opens_apposition(comma + 1)
    }

    /// Whether the mark at `at` can open an apposition to the noun before it.
    fn opens_aside(&self, at: usize) -> bool {
        matches!(self.chunks[at].kind, ChunkKind::Mark(Tag::Comma | Tag::Dash))
            && self.noun_ending_before(at).is_some()
            && (self.opens_apposition(at + 1) || self.is_name_between_commas(at))
    }

    /// "Ruiz, R-Ky., said"; "the mayor, Ana Ruiz, said": a name that is all there is between two commas, the second
    /// right before the verb.
    fn is_name_between_commas(&self, open: usize) -> bool {
        self.is(open, Tag::Comma)
            && self.is_noun(open + 1)
            && self.head(open + 1).tag == Tag::Name
            && self.is(open + 2, Tag::Comma)
            && self.get(open + 3).is_some_and(|chunk| chunk.verb().is_some())
    }

    /// The noun chunk right before `at`, past a remark in brackets.
    fn noun_ending_before(&self, at: usize) -> Option<usize> {
        let mut last = at.checked_sub(1)?;
        if self.is(last, Tag::Close) {
            let floor = last.saturating_sub(REACH);
            last = (floor..last).rev().find(|open| self.is(*open, Tag::Open))?.checked_sub(1)?;
        }
        self.is_noun(last).then_some(last)
    }

    /// Whether a run between commas only describes: its verbs, if any, stand in relative clauses.
    pub(crate) fn is_aside(&self, chunks: Range<usize>) -> bool {
        let mut subordinate = false;
        for at in chunks {
            let opener = matches!(
                self.chunks[at].kind,
                ChunkKind::Mark(Tag::Relative | Tag::Subordinator | Tag::Question | Tag::That)
            );
            subordinate |= opener || self.first(at).classes.has(Class::Relative);
            if self.chunks[at].quotation().is_some() || self.is_finite_verb(at) && !subordinate {
                return false;
            }
        }
        true
    }

    /// The subject of the nearest clause before `at` whose verb is finite.
    pub(crate) fn subject_of_clause_before(&self, at: usize) -> Option<Phrase> {
        let floor = at.saturating_sub(REACH);
        let verb =
            (floor..at).rev().find(|at| self.chunks[*at].verb().is_some_and(super::chunk::Voice::is_finite))?;
        self.subject_before(verb).or_else(|| self.subject_after(verb))
    }

    /// The subject of an inverted verb: “…,” said Ana Ruiz, the mayor.
    pub(crate) fn subject_after(&self, verb: usize) -> Option<Phrase> {
        let opens = verb.checked_sub(1).is_none_or(|before| {
            matches!(
                self.chunks[before].kind,
                ChunkKind::Mark(Tag::Comma | Tag::Dash | Tag::Stop) | ChunkKind::Quotation(_)
            )
        });
        let next = verb + 1;
        let noun = opens && self.is_noun(next);
        let object = noun
            && self.first(next).classes.has(Class::ObjectPronoun)
            && !self.first(next).classes.has(Class::SubjectPronoun);
        let clause = self.get(next + 1).and_then(Chunk::verb).is_some_and(super::chunk::Voice::is_finite);
        (noun && !object && !clause).then(|| self.phrase_starting_at(next))
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::vouched;

    #[test]
    fn a_cue_clause_can_part_a_subject_from_its_verb() {
        let found = vouched("The deed, he claims, says the field must stay green.");
        assert!(found.contains(&"The deed < says > the field must stay green".to_owned()), "{found:?}");
    }
}
