//! Quotations that no cue of their own sentence takes in: who speaks them.

use super::{Frame, chunk::is_quoted_term, found::Found};
use crate::{
    Span,
    document::Document,
    prose::{Marks, Prose, Tagged},
};

/// A quotation of fewer words that stands inside a sentence of the narrator is no speech of its own.
const SPEECH_WORDS: usize = 5;

/// How many attributions back the speaker of a quotation is looked for.
const SPEAKER_REACH: usize = 16;

/// Gives every free-standing quotation to the attribution that it goes on with, or a bare one of its own.
/// `found` is by place, and stays so.
pub(crate) fn attach(document: &Document, prose: &Prose, words: &[Tagged], found: &mut Vec<Found>) {
    let mut speakers = Speakers::of(document, prose, found);
    let mut bare = Vec::new();
    for index in 0..prose.quotations.len() {
        let quotation = prose.quotations[index];
        if speakers.owner[index].is_some() || !is_outermost(prose, index) || is_quoted_term(prose, words, index)
        {
            continue;
        }
        let Some(sentence) = prose.sentence_at(quotation.span.start()) else { continue };
        let opens_sentence = prose.sentences[sentence].span.start() == quotation.span.start();
        let before = quotation.continues.and_then(|before| speakers.owner[before]);
        let owner = before.or_else(|| speakers.before(sentence).filter(|_| opens_sentence));
        if let Some(owner) = owner {
            speakers.found[owner].content.push(quotation.span);
            speakers.own(index, owner);
        } else if opens_sentence || quotation.words >= SPEECH_WORDS {
            bare.push(bare_quotation(quotation.span, prose.token_at(quotation.span.start()), sentence));
        }
    }
    found.extend(bare);
    found.sort_by_key(|found| (found.cue.start, found.cue.end));
}

/// Who has which quotations.
struct Speakers<'a> {
    document: &'a Document,
    prose: &'a Prose,
    found: &'a mut Vec<Found>,
    /// By quotation: the attribution whose content it is.
    owner: Vec<Option<usize>>,
    /// By attribution: whether it has a quotation.
    quotes: Vec<bool>,
}

impl<'a> Speakers<'a> {
    fn of(document: &'a Document, prose: &'a Prose, found: &'a mut Vec<Found>) -> Self {
        let owner = vec![None; prose.quotations.len()];
        let quotes = vec![false; found.len()];
        let mut speakers = Self { document, prose, found, owner, quotes };
        for index in 0..speakers.found.len() {
            for content in 0..speakers.found[index].content.len() {
                speakers.cover(speakers.found[index].content[content], index);
            }
        }
        speakers
    }

    /// Gives the quotations in a span, and the one around it, to an attribution.
    fn cover(&mut self, span: Span, owner: usize) {
        let first = self.prose.quotations.partition_point(|quotation| quotation.span.start() < span.start());
        let inside =
            self.prose.quotations[first..].iter().take_while(|quotation| quotation.span.start() < span.end());
        for quotation in first..first + inside.count() {
            self.own(quotation, owner);
        }
        if let Some(around) = self.prose.outermost_at(span.start()) {
            self.own(around, owner);
        }
    }

    fn own(&mut self, quotation: usize, owner: usize) {
        if self.owner[quotation].is_none() {
            self.owner[quotation] = Some(owner);
            self.quotes[owner] = true;
        }
    }

    /// Who was quoted last, in the sentence before or, where a paragraph begins with the quotation, at the end of
    /// the paragraph before.
    fn before(&self, sentence: usize) -> Option<usize> {
        let block = self.prose.sentences[sentence].block;
        let before = sentence.checked_sub(1)?;
        let same_block = self.prose.sentences[before].block == block;
        let next_block = self.prose.sentences[before].block + 1 == block
            && self.document.blocks[block].role == self.document.blocks[block - 1].role;
        if !same_block && !next_block {
            return None;
        }
        let end = self.found.partition_point(|found| found.sentence <= before);
        let speaks = |index: &usize| {
            let found = &self.found[*index];
            found.source.is_some() && matches!(found.frame, Frame::Verb | Frame::According | Frame::Colon)
        };
        let last = (end.saturating_sub(SPEAKER_REACH)..end).rev().find(speaks)?;
        let found = &self.found[last];
        let goes_on = found.content.last().is_some_and(|span| span.overlaps(self.prose.sentences[before].span));
        let near = found.sentence == before || goes_on;
        (near && (same_block || self.quotes[last]) && !found.mental).then_some(last)
    }
}

fn is_outermost(prose: &Prose, index: usize) -> bool {
    let quotation = prose.quotations[index];
    quotation.marks != Marks::Block && prose.outermost_at(quotation.span.start()) == Some(index)
}

fn bare_quotation(span: Span, token: usize, sentence: usize) -> Found {
    Found { source: None, cue: token..token, frame: Frame::Bare, content: vec![span], mental: false, sentence }
}
