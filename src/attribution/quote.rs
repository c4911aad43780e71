//! Quotations that no cue of their own sentence takes in: who speaks them.
//!
//! First whoever is tied to the quotation on the page: by a cue next to it, a credit behind a dash or on a line of
//! its own, a sentence before that announces it. Then whoever was quoted last, while the quotation goes on from
//! there. What is left is a bare quotation.

use rustc_hash::FxHashMap;

use super::{
    Frame,
    chunk::is_quoted_term,
    found::{Found, sort},
    sentence::SentenceReader,
};
use crate::{
    Span,
    document::{Document, Role},
    prose::{Marks, Prose, TokenKind},
};

/// A quotation of fewer words that stands inside a sentence of the narrator is no speech of its own.
const SPEECH_WORDS: usize = 5;

/// How many attributions back the speaker of a quotation is looked for.
const SPEAKER_REACH: usize = 16;

/// How many sentences back, in the same paragraph, somebody must have been quoted who goes on speaking.
const SENTENCE_REACH: usize = 3;

/// How many of the first and of the last pieces of a content are looked at for one that takes in a quotation. Those between
/// are quotations of a list that one line credits, which take in none of the others.
const CONTENTS: usize = 8;

/// A line that credits a quotation has no more tokens.
const LONGEST_CREDIT: usize = 20;

/// Gives every free-standing quotation to the attribution that it goes on with, or one of its own, bare if nobody
/// is found to speak it. `found` is by place, and stays so.
pub(crate) fn attach(document: &Document, prose: &Prose, found: &mut Vec<Found>) {
    tie(document, prose, found);
    let mut speakers = Speakers::of(document, prose, found);
    speakers.tell_quoted();
    let mut nearby = Nearby::new(document, prose);
    let mut bare = Vec::new();
    for index in 0..prose.quotations.len() {
        let quotation = prose.quotations[index];
        if !speakers.is_free(index) {
            continue;
        }
        let Some(sentence) = prose.sentence_at(quotation.span.start()) else { continue };
        let opens_sentence = opens(prose, sentence, quotation.span.start());
        let before = quotation.continues.and_then(|before| speakers.owner[before]);
        let owner = before.or_else(|| speakers.beside(index, sentence));
        let owner = owner.or_else(|| speakers.before(sentence).filter(|_| opens_sentence));
        if let Some(owner) = owner {
            speakers.give(index, owner);
        } else if opens_sentence || quotation.words >= SPEECH_WORDS {
            let token = prose.token_at(quotation.span.start());
            let holder = if opens_sentence { None } else { nearby.sentence(sentence).read_holder(index) };
            bare.push(Found::quotation(holder, token..token, Frame::Bare, quotation.span, sentence));
        }
    }
    found.extend(bare);
    sort(found);
}

/// Finds what ties a speaker to the quotations that no attribution has.
fn tie(document: &Document, prose: &Prose, found: &mut Vec<Found>) {
    let told = |found: &Found| found.source.is_some() || lacks_source(found);
    let by_place = found.iter().enumerate().filter(|(_, found)| told(found));
    let mut by_key: FxHashMap<usize, usize> = by_place.map(|(index, found)| (key(found), index)).collect();
    let free = Speakers::of(document, prose, found).free();
    let mut nearby = Nearby::new(document, prose);
    for tied in free.into_iter().filter_map(|index| nearby.speaker_of(index)) {
        if let Some(same) = by_key.get(&key(&tied)) {
            let known = &mut found[*same];
            if known.source.is_none() {
                (known.source, known.frame) = (tied.source, tied.frame);
            }
            let covers = |span: &Span| {
                let (first, last) = (known.content.iter(), known.content.iter().rev());
                first.take(CONTENTS).chain(last.take(CONTENTS)).any(|known| known.covers(*span))
            };
            if !tied.content.iter().all(covers) {
                known.content.extend(tied.content);
            }
        } else {
            by_key.insert(key(&tied), found.len());
            found.push(tied);
        }
    }
    sort(found);
}

/// The token that tells an attribution from all others: that of its cue, or of its source where it has no cue.
fn key(found: &Found) -> usize {
    let source = found.source.as_ref().map_or(0, |source| source.tokens.start);
    if found.cue.is_empty() { source } else { found.cue.start }
}

/// Whether a cue is left with nobody to say it: "said" alone, but not "is said".
fn lacks_source(found: &Found) -> bool {
    let alone = matches!(found.frame, Frame::Verb | Frame::Agentless | Frame::Noun) && found.cue.len() == 1;
    found.source.is_none() && alone
}

/// Reads what stands around a quotation.
struct Nearby<'a> {
    document: &'a Document,
    prose: &'a Prose,
    /// The two sentences read last, the later one first: a quotation begins in one and ends in the other.
    latest: [SentenceReader<'a>; 2],
}

impl<'a> Nearby<'a> {
    fn new(document: &'a Document, prose: &'a Prose) -> Self {
        let mut latest = [(); 2].map(|()| SentenceReader::new(&document.text, prose));
        if !prose.sentences.is_empty() {
            for reader in &mut latest {
                reader.turn_to(0);
            }
        }
        Self { document, prose, latest }
    }

    fn sentence(&mut self, sentence: usize) -> &SentenceReader<'a> {
        let known = self.latest.iter().position(|latest| latest.sentence == sentence);
        let index = known.unwrap_or_else(|| {
            self.latest.swap(0, 1);
            self.latest[0].turn_to(sentence);
            0
        });
        &self.latest[index]
    }

    fn speaker_of(&mut self, quotation: usize) -> Option<Found> {
        let span = self.prose.quotations[quotation].span;
        let first = self.prose.sentence_at(span.start())?;
        let last = self.prose.sentence_at(span.end() - 1)?;
        let marked = self.prose.quotations[quotation].marks != Marks::Block;
        if marked && self.may_attribute(first) {
            let after = self.sentence(last);
            let tied = after.read_credit(quotation).or_else(|| after.read_cue_after(quotation));
            if let Some(tied) = tied.or_else(|| self.sentence(first).read_cue_before(quotation)) {
                return Some(tied);
            }
        }
        self.credit_below(quotation, first).or_else(|| self.announced(quotation, first))
    }

    fn may_attribute(&self, sentence: usize) -> bool {
        self.role(sentence).can_attribute()
    }

    fn role(&self, sentence: usize) -> Role {
        self.document.blocks[self.prose.sentences[sentence].block].role
    }

    /// The credit on a line of its own, under the paragraph that ends with a quotation or as its last sentence.
    fn credit_below(&mut self, quotation: usize, first: usize) -> Option<Found> {
        let block = self.prose.sentences[first].block;
        let last = self.prose.sentences_of(block).end.checked_sub(1)?;
        let below = last + 1;
        let stands_alone = |sentence: &usize| {
            let block = self.prose.sentences.get(*sentence).map(|sentence| sentence.block);
            block.is_some_and(|block| self.prose.sentences_of(block).len() == 1)
        };
        let is_block = self.prose.quotations[quotation].marks == Marks::Block;
        let line = if self.is_line(last) && last > first && (is_block || self.ends_quoted(last - 1)) {
            last
        } else {
            Some(below).filter(stands_alone).filter(|_| is_block || self.ends_quoted(last))?
        };
        let source = self.is_line(line).then(|| self.sentence(line).read_credit_line())??;
        let span = self.prose.quotations[quotation].span;
        let token = self.prose.token_at(span.start());
        Some(Found::quotation(Some(source), token..token, Frame::Credit, span, first))
    }

    fn ends_quoted(&self, sentence: usize) -> bool {
        let last = self.prose.sentences[sentence].tokens.end - 1;
        self.prose.words[last].kind == TokenKind::CloseQuote
    }

    /// Whether a sentence is short enough for a credit.
    fn is_line(&self, sentence: usize) -> bool {
        self.prose.sentences.get(sentence).is_some_and(|line| line.tokens.len() <= LONGEST_CREDIT)
    }

    /// Who is said to speak at the end of the paragraph before: "The mayor’s office said in a statement:".
    fn announced(&mut self, quotation: usize, first: usize) -> Option<Found> {
        let span = self.prose.quotations[quotation].span;
        let block = self.prose.sentences[first].block;
        let opens = self.document.blocks[block].span.start() == span.start();
        let before = first.checked_sub(1).filter(|before| opens && self.may_attribute(*before))?;
        let (source, cue) = self.sentence(before).read_announced()?;
        Some(Found::quotation(Some(source), cue, Frame::Colon, span, before))
    }
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
    /// By attribution: where its content ends.
    ends: Vec<usize>,
}

impl<'a> Speakers<'a> {
    fn of(document: &'a Document, prose: &'a Prose, found: &'a mut Vec<Found>) -> Self {
        let owner = vec![None; prose.quotations.len()];
        let quotes = vec![false; found.len()];
        let end = |found: &Found| found.content.iter().map(|span| span.end()).max().unwrap_or_default();
        let ends = found.iter().map(end).collect();
        let mut speakers = Self { document, prose, found, owner, quotes, ends };
        for index in 0..speakers.found.len() {
            for content in 0..speakers.found[index].content.len() {
                speakers.cover(speakers.found[index].content[content], index);
            }
        }
        // What is opened anew in the next paragraph has the speaker who is named there, unless that is said in a block
        // quotation of which this is the rest.
        for index in (0..prose.quotations.len()).rev() {
            let before = prose.quotations[index].continues;
            if let (Some(owner), Some(before)) = (speakers.owner[index], before)
                && speakers.owner[before].is_none()
                && speakers.found[owner].source.is_some()
                && !prose.quotations[before].span.overlaps(prose.words[speakers.found[owner].cue.start].span)
            {
                speakers.give(before, owner);
            }
        }
        speakers
    }

    /// The quotations that nobody has and somebody must speak.
    fn free(&self) -> Vec<usize> {
        let is_block = |index: &usize| self.prose.quotations[*index].marks == Marks::Block;
        (0..self.owner.len())
            .filter(|index| match self.owner[*index] {
                None => self.is_free(*index) || is_block(index),
                Some(owner) => lacks_source(&self.found[owner]) && self.stands_free(*index),
            })
            .collect()
    }

    fn is_free(&self, index: usize) -> bool {
        self.owner[index].is_none() && self.stands_free(index)
    }

    /// Whether a quotation is more than a few words of a noun phrase, and in no other.
    fn stands_free(&self, index: usize) -> bool {
        is_outermost(self.prose, index) && !is_quoted_term(self.prose, index)
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

    /// Whose words are quoted has told them to somebody, whatever the cue: "exulted that “…”".
    fn tell_quoted(&mut self) {
        for (owner, quotation) in self.owner.iter().zip(&self.prose.quotations) {
            if let Some(owner) = owner
                && quotation.words >= SPEECH_WORDS
                && quotation.marks != Marks::Block
            {
                self.found[*owner].mental = false;
            }
        }
    }

    /// Adds a quotation to the content of an attribution.
    fn give(&mut self, quotation: usize, owner: usize) {
        let span = self.prose.quotations[quotation].span;
        self.found[owner].content.push(span);
        self.ends[owner] = self.ends[owner].max(span.end());
        self.own(quotation, owner);
    }

    /// Who else is cited in the sentence of a quotation: the last before it, or the first after it.
    fn beside(&self, quotation: usize, sentence: usize) -> Option<usize> {
        let from = self.found.partition_point(|found| found.sentence < sentence);
        let to = from + self.found[from..].partition_point(|found| found.sentence == sentence);
        let to = to.min(from + SPEAKER_REACH);
        let token = self.prose.token_at(self.prose.quotations[quotation].span.start());
        let speaks = |index: &usize| self.speaks(*index);
        let before = (from..to).rev().filter(|index| self.found[*index].cue.end <= token).find(speaks);
        before.or_else(|| (from..to).find(speaks))
    }

    fn speaks(&self, index: usize) -> bool {
        let found = &self.found[index];
        let frame = matches!(found.frame, Frame::Verb | Frame::According | Frame::Colon);
        frame && found.source.is_some() && !found.mental
    }

    /// Who was quoted last: in the sentence before, at the end of the paragraph before where a paragraph begins with
    /// the quotation, or a little earlier in the same paragraph.
    fn before(&self, sentence: usize) -> Option<usize> {
        let sentences = &self.prose.sentences;
        let block = sentences[sentence].block;
        let before = sentence.checked_sub(1)?;
        if sentences[before].block == block {
            let earlier = (before.saturating_sub(SENTENCE_REACH)..before)
                .rev()
                .take_while(|earlier| sentences[*earlier].block == block);
            return self
                .speaker_at(before, true)
                .or_else(|| self.speaker_at(before, false))
                .or_else(|| earlier.into_iter().find_map(|earlier| self.speaker_at(earlier, true)));
        }
        let blocks = &self.document.blocks;
        let next = sentences[before].block + 1 == block && blocks[block].role == blocks[block - 1].role;
        if next { self.speaker_at(before, true).or_else(|| self.speaker_at(before, false)) } else { None }
    }

    /// Who speaks in a sentence, the last if there are several; only somebody who is quoted there, if `quoted`.
    fn speaker_at(&self, sentence: usize, quoted: bool) -> Option<usize> {
        let span = self.prose.sentences[sentence].span;
        let end = self.found.partition_point(|found| found.sentence <= sentence);
        let speaks = |index: &usize| {
            self.speaks(*index)
                && (self.found[*index].sentence == sentence || self.ends[*index] > span.start())
                && (self.quotes[*index] || !quoted)
        };
        (end.saturating_sub(SPEAKER_REACH)..end).rev().find(speaks)
    }
}

/// Whether nothing but brackets stands in the sentence before `at`.
fn opens(prose: &Prose, sentence: usize, at: usize) -> bool {
    let before = prose.words_of(&prose.sentences[sentence]).iter().take_while(|word| word.span.start() < at);
    before.into_iter().all(|word| word.kind == TokenKind::Open)
}

fn is_outermost(prose: &Prose, index: usize) -> bool {
    let quotation = prose.quotations[index];
    quotation.marks != Marks::Block && prose.outermost_at(quotation.span.start()) == Some(index)
}

#[cfg(test)]
mod tests;
