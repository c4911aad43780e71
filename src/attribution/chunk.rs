//! A sentence as chunks: noun phrases, verb groups, and the words and marks between them.
//!
//! Chunks are flat and do not nest. "A spokesman for the ministry has not said" is noun phrase, preposition,
//! noun phrase, verb group. A quotation is one chunk, whatever stands in it; a few quoted words ("the “reform”
//! bill") stay part of their noun phrase.

use std::ops::Range;

use super::grammar::Grammar;
use crate::prose::{Prose, Quotation, Tag, Tagged, TokenKind};

/// A stretch of a sentence that works as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) kind: ChunkKind,
    /// Indices into the story's tokens.
    pub(crate) tokens: Range<usize>,
}

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChunkKind {
    /// A noun phrase with no phrase hanging on it.
    Noun,
    /// A verb with its auxiliaries and adverbs.
    Verb(Voice),
    /// "Tuesday", "last week", "earlier this month".
    Time,
    /// A quotation, by index.
    Quotation(usize),
    /// Any other single token, by its part.
    Mark(Tag),
}

/// How a verb group stands in its clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Voice {
    /// "to say"
    pub(crate) infinitive: bool,
    /// "saying", with no auxiliary
    pub(crate) gerund: bool,
    /// "is said", "was told"
    pub(crate) passive: bool,
    /// "said" as a participle with no auxiliary
    pub(crate) participle: bool,
    /// "did not say", "never said"
    pub(crate) negated: bool,
    /// "will say", "may say"
    pub(crate) modal: bool,
}

impl Voice {
    /// Whether the group can be the verb of a clause.
    pub(crate) fn is_finite(self) -> bool {
        !self.infinitive && !self.gerund && !self.participle
    }
}

impl Chunk {
    pub(crate) fn is(&self, tag: Tag) -> bool {
        self.kind == ChunkKind::Mark(tag)
    }

    /// The part of a chunk that is a single mark or small word.
    pub(crate) fn tag(&self) -> Option<Tag> {
        if let ChunkKind::Mark(tag) = self.kind { Some(tag) } else { None }
    }

    pub(crate) fn is_noun(&self) -> bool {
        self.kind == ChunkKind::Noun
    }

    pub(crate) fn verb(&self) -> Option<Voice> {
        if let ChunkKind::Verb(voice) = self.kind { Some(voice) } else { None }
    }

    pub(crate) fn quotation(&self) -> Option<usize> {
        if let ChunkKind::Quotation(index) = self.kind { Some(index) } else { None }
    }

    /// The token that carries the chunk's meaning: the last of it.
    pub(crate) fn head(&self) -> usize {
        self.tokens.end - 1
    }
}

/// Cuts a sentence, given by its tokens, into chunks, which are put behind those already there.
pub(crate) fn cut(prose: &Prose, sentence: Range<usize>, chunks: &mut Vec<Chunk>) {
    let words = &prose.words;
    let mut quotations = Quotations::new(prose, sentence.clone());
    let mut grammar = Grammar::default();
    let mut at = sentence.start;
    let mut next_quotation = at;
    while at < sentence.end {
        let chunk = if let Some(quotation) = quotations.long_at(at) {
            let end = quotations.end_of(quotation, at);
            Chunk { kind: ChunkKind::Quotation(quotation), tokens: at..end }
        } else {
            if next_quotation <= at {
                next_quotation = quotations.next_long(at);
            }
            let (kind, end) = grammar.chunk(&words[..next_quotation], at);
            Chunk { kind, tokens: at..end }
        };
        at = chunk.tokens.end;
        chunks.push(chunk);
    }
}

/// The quotations of a sentence, met one after the other.
struct Quotations<'a> {
    prose: &'a Prose,
    sentence: Range<usize>,
    /// Where the sentence ends, in bytes.
    end: usize,
    /// How many quotations of the story begin before or at the token met last.
    started: usize,
    /// The outermost quotation there, if it is more than a term.
    long: Option<usize>,
    /// The outermost quotation asked for last, and whether it is a term.
    judged: Option<(usize, bool)>,
}

impl<'a> Quotations<'a> {
    fn new(prose: &'a Prose, sentence: Range<usize>) -> Self {
        let bytes = prose.span(sentence.clone());
        let started = prose.quotations.partition_point(|quotation| quotation.span.start() < bytes.start());
        let mut quotations = Self { prose, sentence, end: bytes.end(), started, long: None, judged: None };
        quotations.settle(bytes.start());
        quotations
    }

    /// The quotation that begins (or, at the start of a sentence, goes on) at this token. Quoted words of a noun phrase
    /// do not count. Tokens are asked for in order.
    fn long_at(&mut self, token: usize) -> Option<usize> {
        let at = self.prose.words[token].span.start();
        let before = self.started;
        while self.prose.quotations.get(self.started).is_some_and(|next| next.span.start() <= at) {
            self.started += 1;
        }
        if self.started > before {
            self.settle(at);
        }
        self.long.filter(|long| self.prose.quotations[*long].span.end() > at)
    }

    /// Finds the outermost quotation at a byte, among those that have started.
    fn settle(&mut self, at: usize) {
        let last = self.started.checked_sub(1).and_then(|last| self.prose.quotations[last].outermost);
        let holds = |outermost: &usize| self.prose.quotations[*outermost].span.end() > at;
        self.long = last.filter(holds).filter(|outermost| !self.is_term(*outermost));
    }

    fn is_term(&mut self, quotation: usize) -> bool {
        match self.judged {
            Some((judged, is_term)) if judged == quotation => is_term,
            _ => {
                let is_term = is_quoted_term(self.prose, quotation);
                self.judged = Some((quotation, is_term));
                is_term
            }
        }
    }

    /// The token of the sentence behind the quotation that holds the one at `at`.
    fn end_of(&self, quotation: usize, at: usize) -> usize {
        let end = self.prose.quotations[quotation].span.end();
        let rest = &self.prose.words[at..self.sentence.end];
        at + rest.partition_point(|word| word.span.start() < end).max(1)
    }

    /// The token behind `at` that the next such quotation begins at, or the end of the sentence.
    fn next_long(&mut self, at: usize) -> usize {
        let starts = |quotation: &Quotation| quotation.span.start() < self.end;
        if !self.prose.quotations.get(self.started).is_some_and(starts) {
            return self.sentence.end;
        }
        let prose = self.prose;
        let opens = |index: &usize| prose.words[*index].kind == TokenKind::OpenQuote;
        let mut opening = (at + 1..self.sentence.end).filter(opens);
        let begins = |index: &usize| {
            let outermost = prose.outermost_at(prose.words[*index].span.start());
            outermost.is_some_and(|outermost| !self.is_term(outermost))
        };
        opening.find(begins).unwrap_or(self.sentence.end)
    }
}

/// A few quoted words with no comma or stop: a title, a term, a nickname, a scare quote.
pub(crate) fn is_quoted_term(prose: &Prose, index: usize) -> bool {
    let quotation = prose.quotations[index];
    if quotation.words > 3 || !quotation.closed {
        return false;
    }
    let first = prose.token_at(quotation.span.start());
    let inner = prose.words[first..].iter().take_while(|word| word.span.start() < quotation.span.end());
    let breaks = |word: &Tagged| matches!(word.kind, TokenKind::Stop | TokenKind::Comma);
    let mut inner = inner.take(LONGEST_TERM + 1).enumerate();
    inner.all(|(index, word)| index < LONGEST_TERM && !breaks(word))
}

/// A quoted term has no more tokens. It may have three words, and hardly a mark besides: the bound keeps from reading a
/// quotation full of marks anew in every sentence it is cut into.
const LONGEST_TERM: usize = 100;
