//! What is said, learned: a linear model that ranks the stretches of the sentence that could be a cue's content.

use std::ops::Range;

use super::features::{being_of, mix};
use crate::{
    Span,
    attribution::{
        chunk::{Chunk, Voice},
        found::Found,
        noun_phrase::Clause,
        sentence::SentenceReader,
    },
    prose::Tag,
};

/// How many ends are tried for content after its cue, besides the end of the sentence.
const ENDS: usize = 7;

/// How far ahead an end is looked for, in chunks.
const REACH: usize = 40;

/// What could be the content of a cue, in chunks: a stretch before it and one after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) before: Option<Range<usize>>,
    pub(crate) after: Option<Range<usize>>,
    /// Whether it is what the grammar reads.
    pub(crate) grammars: bool,
}

/// Ranks the stretches of one cue.
pub(crate) struct Extents<'a, 'b> {
    reader: &'b SentenceReader<'a>,
    clause: Clause<'b>,
    at: usize,
    frame: u32,
    taken: u32,
    /// Chunks of the source, where it stands in this sentence.
    source: Option<Range<usize>>,
    grammars: Stretch,
    /// Where content after the cue begins.
    start: usize,
}

impl<'a, 'b> Extents<'a, 'b> {
    pub(crate) fn new(reader: &'b SentenceReader<'a>, at: usize, found: &Found) -> Self {
        let clause = reader.clause();
        let source = found.source.as_ref().and_then(|source| {
            let first = clause.chunks.partition_point(|chunk| chunk.tokens.end <= source.tokens.start);
            let end = clause.chunks.partition_point(|chunk| chunk.tokens.start < source.tokens.end);
            (first < end).then_some(first..end)
        });
        let next = match &source {
            Some(source) if source.start == at + 1 => source.end,
            _ => at + 1,
        };
        let complement = clause.complement(next, clause.head(at).classes);
        let grammars = Self::grammars(clause, at, found);
        Self {
            reader,
            clause,
            at,
            frame: found.frame as u32,
            taken: complement.kind as u32,
            source,
            grammars,
            start: complement.at,
        }
    }

    /// The content that the grammar read, in chunks.
    fn grammars(clause: Clause<'_>, at: usize, found: &Found) -> Stretch {
        let mut stretch = Stretch { grammars: true, ..Stretch::default() };
        for span in &found.content {
            let place = |chunk: &Chunk| clause.words[chunk.tokens.start].token.span;
            let first = clause
                .chunks
                .partition_point(|chunk| clause.words[chunk.tokens.end - 1].token.span.end() <= span.start());
            let end = clause.chunks.partition_point(|chunk| place(chunk).start() < span.end());
            if first >= end {
                continue;
            }
            if first < at && end <= at {
                stretch.before = Some(first..end);
            } else if first > at {
                stretch.after = Some(first..end);
            } else {
                stretch.before = (first < at).then_some(first..at);
                stretch.after = (end > at + 1).then_some(at + 1..end);
            }
        }
        stretch
    }

    /// Every stretch that could be the content, the grammar's own first.
    pub(crate) fn stretches(&self) -> Vec<Stretch> {
        let befores = self.befores();
        let afters = self.afters();
        let mut stretches = vec![self.grammars.clone()];
        for before in &befores {
            for after in &afters {
                let same = *before == self.grammars.before && *after == self.grammars.after;
                if !same && (before.is_some() || after.is_some()) {
                    stretches.push(Stretch { before: before.clone(), after: after.clone(), grammars: false });
                }
            }
        }
        stretches
    }

    fn befores(&self) -> Vec<Option<Range<usize>>> {
        let mut befores = vec![None];
        let mut push = |range: Range<usize>| {
            if !range.is_empty() && !befores.contains(&Some(range.clone())) {
                befores.push(Some(range));
            }
        };
        let opening = self.source.as_ref().filter(|source| source.start < self.at).map_or(self.at, |s| s.start);
        let mut end = opening;
        while end > 0
            && matches!(
                self.clause.chunks[end - 1].tag(),
                Some(Tag::Comma | Tag::Dash | Tag::Conjunction | Tag::Adverb)
            )
        {
            end -= 1;
        }
        let start = usize::from(self.clause.is(0, Tag::Conjunction));
        if start < end {
            push(start..end);
            let strong = (start..end).rev().find(|at| {
                matches!(
                    self.clause.chunks[*at].tag(),
                    Some(Tag::Semicolon | Tag::Dash | Tag::Colon | Tag::Stop | Tag::Subordinator | Tag::That)
                )
            });
            if let Some(strong) = strong {
                push(strong + 1..end);
            }
            let comma = (start..end).rev().find(|at| self.clause.is(*at, Tag::Comma));
            if let Some(comma) = comma {
                push(comma + 1..end);
            }
        }
        if self.source.is_none() {
            let mut first = self.at;
            while first > 0 && (self.clause.is_noun(first - 1) || self.clause.is(first - 1, Tag::Preposition)) {
                first -= 1;
            }
            push(first..self.at);
        }
        if let Some(before) = self.grammars.before.clone() {
            push(before);
        }
        befores
    }

    fn afters(&self) -> Vec<Option<Range<usize>>> {
        let mut afters = vec![None];
        let last = self.clause.chunks.len();
        let mut end = last;
        while end > 0 && matches!(self.clause.chunks[end - 1].tag(), Some(Tag::Stop | Tag::Comma)) {
            end -= 1;
        }
        if self.start >= end {
            return afters;
        }
        let breaks = (self.start + 1..end.min(self.start + REACH)).filter(|at| {
            matches!(
                self.clause.chunks[*at].tag(),
                Some(
                    Tag::Comma
                        | Tag::Dash
                        | Tag::Semicolon
                        | Tag::Colon
                        | Tag::Conjunction
                        | Tag::Subordinator
                        | Tag::Relative
                        | Tag::Preposition
                        | Tag::Open
                )
            )
        });
        for at in breaks.take(ENDS) {
            afters.push(Some(self.start..at));
        }
        afters.push(Some(self.start..end));
        if let Some(after) = self.grammars.after.clone() {
            if !afters.contains(&Some(after.clone())) {
                afters.push(Some(after));
            }
        }
        afters
    }

    fn code(&self, at: usize) -> u32 {
        self.reader.code(at)
    }

    /// The features of a stretch.
    pub(crate) fn features(&self, stretch: &Stretch) -> Vec<u32> {
        let mut out = Vec::with_capacity(48);
        let mut add = |kind: u32, a: u32, b: u32| out.push(mix(kind + 2000, a, b));
        let cue = self.reader.hashed(self.clause.chunks[self.at].head());
        let code = self.code(self.at);
        let shape = u32::from(stretch.before.is_some()) + 2 * u32::from(stretch.after.is_some());
        let grammars = u32::from(stretch.grammars);
        let same_before = u32::from(stretch.before == self.grammars.before);
        let same_after = u32::from(stretch.after == self.grammars.after);
        let same = same_before + 2 * same_after;
        add(1, grammars, self.frame * 4 + shape);
        add(2, same, self.frame * 4 + shape);
        add(3, shape, self.taken);
        add(4, shape, cue.stem);
        add(5, shape, code);
        add(6, shape, self.taken * 1024 + code);
        add(7, same, self.taken * 4 + shape);
        add(8, grammars, cue.stem);
        add(9, same, code);
        if let Some(before) = &stretch.before {
            let quotes = self.clause.chunks[before.clone()].iter().any(|chunk| chunk.quotation().is_some());
            let from = u32::from(before.start > 1);
            let gap = self.at.saturating_sub(before.end).min(6) as u32;
            let length = before.len().min(10) as u32;
            let finite = u32::from(self.has_finite(before));
            add(20, u32::from(quotes), self.taken * 8 + shape);
            add(21, from * 16 + gap, code);
            add(22, length, code);
            add(23, self.code(before.end), code);
            add(24, finite, code * 8 + shape);
            add(25, finite * 2 + from, self.taken);
            add(26, self.code(before.start), self.code(before.end - 1));
            add(27, before.start.checked_sub(1).map_or(0, |at| self.code(at)), shape);
            add(28, from, cue.stem);
        } else {
            let comma = self.source.as_ref().map_or(self.at, |source| source.start.min(self.at));
            add(29, comma.checked_sub(1).map_or(0, |at| self.code(at)), code);
            add(30, comma.min(5) as u32, self.taken * 4 + shape);
        }
        if let Some(after) = &stretch.after {
            let end = self.code(after.end);
            let at_end = u32::from(after.end + 1 >= self.clause.chunks.len());
            let next = self.code(after.end + 1);
            let next2 = self.code(after.end + 2);
            let length = after.len().min(12) as u32;
            let finite = u32::from(self.has_finite(after));
            let quotes = self.clause.chunks[after.clone()].iter().any(|chunk| chunk.quotation().is_some());
            add(40, end, self.taken);
            add(41, end * 256 + next, self.taken);
            add(42, end * 256 + next, finite);
            add(43, end, cue.stem);
            add(44, length, self.taken);
            add(45, length, end);
            add(46, at_end, cue.stem);
            add(47, at_end, self.taken * 16 + self.frame);
            add(48, at_end * 2 + finite, code);
            add(49, self.code(after.start), self.taken);
            add(50, self.opener(after.end), self.taken);
            add(51, self.opener(after.end), self.opener(after.end + 1));
            add(52, end * 256 + next, next2);
            add(53, u32::from(quotes), end);
            add(54, u32::from(quotes) * 2 + at_end, self.taken);
            add(55, finite * 2 + u32::from(self.clause.is(after.start, Tag::That)), end);
            add(56, self.opener(after.end), finite);
            add(57, self.code(after.end - 1), end);
            let being =
                if self.clause.is_noun(after.end + 1) { being_of(self.clause.head(after.end + 1)) } else { 0 };
            add(58, being, end * 256 + next2);
            let commas = self.clause.chunks[after.clone()].iter().filter(|chunk| chunk.is(Tag::Comma)).count();
            add(59, commas.min(4) as u32, end);
            add(60, self.frame, end);
        }
        out
    }

    fn opener(&self, at: usize) -> u32 {
        self.clause.get(at).map_or(0, |chunk| self.reader.hashed(chunk.tokens.start).word)
    }

    fn has_finite(&self, range: &Range<usize>) -> bool {
        self.clause.chunks[range.clone()].iter().any(|chunk| chunk.verb().is_some_and(Voice::is_finite))
    }

    /// The bytes of a stretch, with the whole of every quotation that it touches.
    pub(crate) fn spans(&self, stretch: &Stretch) -> Vec<Span> {
        [&stretch.before, &stretch.after]
            .into_iter()
            .flatten()
            .map(|range| self.reader.widened(self.clause.span(range.clone()), range.clone()))
            .collect()
    }
}
