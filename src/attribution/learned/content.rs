//! What the model of contents sees of each stretch of the sentence that could be what a cue ties to its source.

use std::ops::Range;

use super::{
    Model, Score, Sink,
    sight::{Sight, see},
};
use crate::{
    Span,
    attribution::{chunk::Chunk, found::Found, noun_phrase::Clause, sentence::SentenceReader},
    prose::Tag,
};

/// How many ends are tried for content after its cue, besides the end of the sentence.
const ENDS: usize = 7;

/// How far ahead an end is looked for, in chunks.
const REACH: usize = 40;

/// What could be the content of a cue, in chunks: a stretch before it and one after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) before: Part,
    pub(crate) after: Part,
}

/// The part of a stretch on one side of the cue, if it has one there.
type Part = Option<Range<usize>>;

/// Sees the stretches of one cue.
pub(super) struct Extents<'a, 'b> {
    sight: Sight<'a, 'b>,
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
    pub(super) fn new(reader: &'b SentenceReader<'a>, at: usize, found: &Found) -> Self {
        let sight = Sight::new(reader);
        let clause = sight.clause;
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
        let start = complement.at + usize::from(clause.is(complement.at, Tag::Comma));
        let grammars = Self::grammars(clause, at, found);
        Self {
            sight,
            clause,
            at,
            frame: found.frame as u32,
            taken: complement.kind as u32,
            source,
            grammars,
            start,
        }
    }

    /// The content that the grammar read, in chunks.
    fn grammars(clause: Clause<'_>, at: usize, found: &Found) -> Stretch {
        let mut stretch = Stretch::default();
        for span in &found.content {
            let place = |chunk: &Chunk| clause.words[chunk.tokens.start].span;
            let first = clause
                .chunks
                .partition_point(|chunk| clause.words[chunk.tokens.end - 1].span.end() <= span.start());
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

    /// Every stretch that could be the content, the grammar’s own first.
    #[cfg(feature = "train")]
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        let (befores, afters) = (self.befores(), self.afters());
        let others = befores.iter().flat_map(|before| afters.iter().map(move |after| (before, after)));
        let others = others.filter(|(before, after)| self.is_another(before, after));
        let others = others.map(|(before, after)| Stretch { before: before.clone(), after: after.clone() });
        std::iter::once(self.grammars.clone()).chain(others).collect()
    }

    /// The stretch that is likelier than the grammar’s own. What stands before and what stands after are seen once each,
    /// not once for each pair.
    pub(super) fn likelier<const N: usize>(&self, model: &'static Model<N>) -> Option<Stretch> {
        let (befores, afters) = (self.befores(), self.afters());
        let after = |after: &Part| Score::of(model, |sink| self.see_after(after.as_ref(), sink));
        let after_scores: Vec<i32> = afters.iter().map(after).collect();
        let mut pair_scores = [None; 16];
        let mut highest = Score::of(model, |sink| self.see(&self.grammars, sink));
        let mut best = None;
        for before in &befores {
            let mut before_scores = [None; 2];
            for (after, after_score) in afters.iter().zip(&after_scores) {
                if !self.is_another(before, after) {
                    continue;
                }
                let (shape, same) = self.shape(before, after);
                let pair = &mut pair_scores[(shape * 4 + same) as usize];
                let pair = pair
                    .get_or_insert_with(|| Score::of(model, |sink| self.see_pair(shape, same, false, sink)));
                let before_score = before_scores[usize::from(after.is_some())].get_or_insert_with(|| {
                    Score::of(model, |sink| self.see_before(before.as_ref(), shape, sink))
                });
                let score = *pair + *before_score + after_score;
                if score > highest {
                    highest = score;
                    best = Some((before, after));
                }
            }
        }
        best.map(|(before, after)| Stretch { before: before.clone(), after: after.clone() })
    }

    /// Whether this is some stretch and not the grammar’s own.
    fn is_another(&self, before: &Part, after: &Part) -> bool {
        let same = *before == self.grammars.before && *after == self.grammars.after;
        !same && (before.is_some() || after.is_some())
    }

    /// Which parts a stretch has, and which of them are the grammar’s.
    fn shape(&self, before: &Part, after: &Part) -> (u32, u32) {
        let two = |first: bool, second: bool| u32::from(first) + 2 * u32::from(second);
        let same = two(*before == self.grammars.before, *after == self.grammars.after);
        (two(before.is_some(), after.is_some()), same)
    }

    fn befores(&self) -> Vec<Part> {
        let mut befores = vec![None];
        let mut push = |range: Range<usize>| {
            if !range.is_empty() && !befores.contains(&Some(range.clone())) {
                befores.push(Some(range));
            }
        };
        let mut end = self.opening();
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

    fn afters(&self) -> Vec<Part> {
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
        let grammars = &self.grammars.after;
        if grammars.is_some() && !afters.contains(grammars) {
            afters.push(grammars.clone());
        }
        afters
    }

    /// Sees the grammar’s stretch or another.
    pub(super) fn see(&self, stretch: &Stretch, sink: &mut impl Sink) {
        let (shape, same) = self.shape(&stretch.before, &stretch.after);
        self.see_pair(shape, same, *stretch == self.grammars, sink);
        self.see_before(stretch.before.as_ref(), shape, sink);
        self.see_after(stretch.after.as_ref(), sink);
    }

    /// What holds of both parts together.
    fn see_pair(&self, shape: u32, same: u32, grammars: bool, sink: &mut impl Sink) {
        let (stem, code, grammars) = (self.sight.stem(self.at), self.sight.code(self.at), u32::from(grammars));
        see!(sink, "grammar’s", grammars, self.frame * 4 + shape);
        see!(sink, "grammar’s, stem", grammars, stem);
        see!(sink, "same as the grammar’s", same, self.frame * 4 + shape);
        see!(sink, "same as the grammar’s, taken", same, self.taken * 4 + shape);
        see!(sink, "same as the grammar’s, code", same, code);
        see!(sink, "shape, taken", shape, self.taken);
        see!(sink, "shape, stem", shape, stem);
        see!(sink, "shape, code", shape, code);
        see!(sink, "shape, taken, code", shape, self.taken * 1024 + code);
    }

    /// A stretch before the cue.
    fn see_before(&self, before: Option<&Range<usize>>, shape: u32, sink: &mut impl Sink) {
        let Some(before) = before else { return self.see_nothing_before(shape, sink) };
        let sight = self.sight;
        let code = sight.code(self.at);
        let from = u32::from(before.start > 1);
        let gap = self.at.saturating_sub(before.end).min(6) as u32;
        let counts = sight.counts(before);
        let (finite, quotes) = (counts.finite.min(1), counts.quotations.min(1));
        see!(sink, "before: quotes", quotes, self.taken * 8 + shape);
        see!(sink, "before: from, gap", from * 16 + gap, code);
        see!(sink, "before: length", before.len().min(10) as u32, code);
        see!(sink, "before: next", sight.code(before.end), code);
        see!(sink, "before: finite", finite, code * 8 + shape);
        see!(sink, "before: finite, from, taken", finite * 2 + from, self.taken);
        see!(sink, "before: first, last", sight.code(before.start), sight.code(before.end - 1));
        see!(sink, "before: what opens it", sight.code_before(before.start, 1), shape);
        see!(sink, "before: from, stem", from, sight.stem(self.at));
    }

    fn see_nothing_before(&self, shape: u32, sink: &mut impl Sink) {
        let opening = self.opening();
        see!(
            sink,
            "nothing before: what stands there",
            self.sight.code_before(opening, 1),
            self.sight.code(self.at)
        );
        see!(sink, "nothing before: how much", opening.min(5) as u32, self.taken * 4 + shape);
    }

    /// A stretch after the cue.
    fn see_after(&self, after: Option<&Range<usize>>, sink: &mut impl Sink) {
        let Some(after) = after else { return };
        let sight = self.sight;
        let end = sight.code(after.end);
        let to_the_end = u32::from(after.end + 1 >= self.clause.chunks.len());
        let length = after.len().min(12) as u32;
        let counts = sight.counts(after);
        let (finite, quotes) = (counts.finite.min(1), counts.quotations.min(1));
        let that = u32::from(self.clause.is(after.start, Tag::That));
        see!(sink, "after: length, taken", length, self.taken);
        see!(sink, "after: length, end", length, end);
        see!(sink, "after: to the end, stem", to_the_end, sight.stem(self.at));
        see!(sink, "after: to the end, taken", to_the_end, self.taken * 16 + self.frame);
        see!(sink, "after: to the end, finite", to_the_end * 2 + finite, sight.code(self.at));
        see!(sink, "after: first, taken", sight.code(after.start), self.taken);
        see!(sink, "after: quotes, end", quotes, end);
        see!(sink, "after: quotes, to the end", quotes * 2 + to_the_end, self.taken);
        see!(sink, "after: finite, that, end", finite * 2 + that, end);
        see!(sink, "after: commas, end", counts.commas.min(4), end);
        see!(sink, "after: frame, end", self.frame, end);
        self.see_end(after.end, finite, sink);
    }

    /// What stands where a stretch after the cue ends.
    fn see_end(&self, at: usize, finite: u32, sink: &mut impl Sink) {
        let sight = self.sight;
        let end = sight.code(at);
        let two = end * 256 + sight.code(at + 1);
        see!(sink, "end, taken", end, self.taken);
        see!(sink, "end, stem", end, sight.stem(self.at));
        see!(sink, "two at the end, taken", two, self.taken);
        see!(sink, "two at the end, finite", two, finite);
        see!(sink, "three at the end", two, sight.code(at + 2));
        see!(sink, "word at the end, taken", sight.opener(at), self.taken);
        see!(sink, "word at the end, finite", sight.opener(at), finite);
        see!(sink, "two words at the end", sight.opener(at), sight.opener(at + 1));
        see!(sink, "last, end", sight.code(at - 1), end);
        see!(sink, "being after the end", sight.being(at + 1), end * 256 + sight.code(at + 2));
    }

    /// Where the clause of the cue opens: with the source, if it stands before.
    fn opening(&self) -> usize {
        self.source.as_ref().map_or(self.at, |source| source.start.min(self.at))
    }

    /// The bytes of a stretch, with the whole of every quotation that it touches.
    pub(super) fn spans(&self, stretch: &Stretch) -> Vec<Span> {
        [&stretch.before, &stretch.after]
            .into_iter()
            .flatten()
            .map(|range| self.sight.reader.widened(self.clause.span(range.clone()), range.clone()))
            .collect()
    }
}
