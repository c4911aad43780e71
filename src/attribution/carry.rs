//! Carry-over: sentences that go on with what somebody was just cited for.
//!
//! "The bridge was unsafe, she said. It would have to be closed." The second sentence is hers too, though it does
//! not say so: "would" is her "will", told afterwards. A sentence is taken to go on only if it says so by its form
//! (tense shifted back, "also"), right after words of the source that are not all in quotation marks, in the same
//! paragraph. A flat new assertion stays the writer's own.
//!
//! Each such sentence gets an attribution of its own, with the mention it goes on from as its source, no cue, and
//! [`Attribution::carried`] set. It sources the sentence; it is no citation, and the ledger does not count it.

use super::{Attribution, Frame, Source, SourceKind, Style};
use crate::{
    document::{Document, Role},
    lexicon::{Class, Forms},
    prose::{Prose, Sentence, Tag, Tagged},
};

/// How many words may stand between the head of a subject and its verb.
const LONGEST_SUBJECT: usize = 8;

/// Adds what is carried over to the attributions of a story, which are by place and stay so.
pub(crate) fn carry(
    document: &Document,
    prose: &Prose,
    attributions: Vec<Attribution>,
    sources: &mut [Source],
) -> Vec<Attribution> {
    let carried = Carrier { document, prose, attributions: &attributions }.read();
    if carried.is_empty() { attributions } else { merge(attributions, carried, sources) }
}

/// Puts the carried attributions in their places.
fn merge(
    attributions: Vec<Attribution>,
    carried: Vec<Attribution>,
    sources: &mut [Source],
) -> Vec<Attribution> {
    let mut places = Vec::with_capacity(attributions.len());
    let mut merged = Vec::with_capacity(attributions.len() + carried.len());
    let mut carried = carried.into_iter().peekable();
    for attribution in attributions {
        while let Some(before) = carried.next_if(|carried| carried.sentence < attribution.sentence) {
            merged.push(before);
        }
        places.push(merged.len());
        merged.push(attribution);
    }
    merged.extend(carried);
    for index in sources.iter_mut().flat_map(|source| &mut source.attributions) {
        *index = places[*index];
    }
    merged
}

struct Carrier<'a> {
    document: &'a Document,
    prose: &'a Prose,
    attributions: &'a [Attribution],
}

impl Carrier<'_> {
    fn read(&self) -> Vec<Attribution> {
        let held = self.held();
        let mut carried = Vec::new();
        // The attribution that the sentence before ends with.
        let mut current: Option<&Attribution> = None;
        let mut next = 0;
        for (index, sentence) in self.prose.sentences.iter().enumerate() {
            let first = next;
            while self.attributions.get(next).is_some_and(|attribution| attribution.sentence <= index) {
                next += 1;
            }
            let same = index > 0 && self.prose.sentences[index - 1].block == sentence.block;
            let before = current.take().filter(|_| same);
            if held[index] || next > first {
                current = self.attributions[first..next].iter().rev().find(|found| self.can_go_on(found));
                continue;
            }
            let goes_on = before.filter(|source| self.goes_on(sentence, source));
            if let Some(source) = goes_on {
                carried.push(Attribution {
                    source: source.source,
                    cue: None,
                    content: vec![sentence.span],
                    style: Style::Indirect,
                    mental: false,
                    unsaid: false,
                    carried: true,
                    sentence: index,
                });
            }
            current = goes_on;
        }
        carried
    }

    /// By sentence: whether any content stands in it.
    fn held(&self) -> Vec<bool> {
        let sentences = &self.prose.sentences;
        // By sentence: how many contents begin in it, less those that ended before it.
        let mut changes = vec![0_isize; sentences.len() + 1];
        for attribution in self.attributions {
            for content in &attribution.content {
                let inside = self.prose.sentences_in(*content, attribution.sentence);
                changes[inside.start] += 1;
                changes[inside.end] -= 1;
            }
        }
        let mut holding = 0;
        let held = changes.into_iter().map(|change| {
            holding += change;
            holding > 0
        });
        held.take(sentences.len()).collect()
    }

    /// Whether a sentence can go on with an attribution: somebody is cited in words of the writer.
    fn can_go_on(&self, attribution: &Attribution) -> bool {
        let role = self.document.blocks[self.prose.sentences[attribution.sentence].block].role;
        attribution.cites()
            && attribution.cue.is_some()
            && attribution.style != Style::Direct
            && matches!(role, Role::Paragraph | Role::ListItem)
    }

    /// Whether the form of a sentence says that it goes on with what the one before is cited for.
    fn goes_on(&self, sentence: &Sentence, source: &Attribution) -> bool {
        let words = &self.prose.words[sentence.tokens.clone()];
        let told = self.is_told(source);
        told && shifts_back(words) || (told || Self::is_record(source)) && adds(words)
    }

    /// Whether it was said, in so many words, in the past.
    fn is_told(&self, source: &Attribution) -> bool {
        let Some(cue) = &source.cue else { return false };
        let said = |word: &Tagged| word.classes.has(Class::CueSpeech) && word.forms.any(Forms::PAST);
        cue.frame == Frame::According
            || cue.frame == Frame::Verb && self.prose.words[cue.tokens.clone()].iter().any(said)
    }

    /// Whether it stands written: in a report, a poll, a letter.
    fn is_record(source: &Attribution) -> bool {
        source.kind() == SourceKind::Document
    }
}

/// "It would have to close"; "But the plan could fail"; "They had been warned": what is said of something just
/// spoken of, one step back in time.
fn shifts_back(words: &[Tagged]) -> bool {
    let subject = words.iter().position(|word| {
        !matches!(word.tag, Tag::Conjunction | Tag::Comma | Tag::Open) && !word.classes.has(Class::Additive)
    });
    let Some(subject) = subject.filter(|at| words[*at].classes.has(Class::Anaphor)) else { return false };
    let rest = &words[subject + 1..];
    let is_verb = |word: &&Tagged| matches!(word.tag, Tag::Auxiliary | Tag::Verb | Tag::Participle);
    let Some(verb) = rest.iter().take(LONGEST_SUBJECT).position(|word| is_verb(&word)) else { return false };
    if !rest[verb].classes.has(Class::Backshifted) {
        return false;
    }
    // "The agency had cranked out …" may be anybody's word; "it had cranked out" is not.
    let perfect = rest[verb + 1..].iter().find(is_verb).is_some_and(|word| word.tag != Tag::Verb);
    rest[verb].classes.has(Class::Modal) || perfect && words[subject].tag == Tag::Pronoun
}

/// "In addition, …"; "It also …".
fn adds(words: &[Tagged]) -> bool {
    let adds = |at: usize| words.get(at).is_some_and(|word| word.classes.has(Class::Additive));
    let anaphor = words.first().is_some_and(|word| word.classes.has(Class::Anaphor));
    let opens = words.first().is_some_and(|word| word.tag == Tag::Preposition);
    adds(0) || (anaphor || opens) && adds(1)
}

#[cfg(test)]
mod tests;
