//! What the script that learns the weights needs of the crate.

use super::{Extents, Features, History, Holder, Ranker, Viewer, is_candidate, slot};
use crate::{
    Span,
    attribution::sentence::SentenceReader,
    document::Document,
    lexicon::Lexicon,
    prose::{Prose, Tag},
};

/// A chunk that could be a cue.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Bytes of the document's text.
    pub span: Span,
    /// Its head.
    pub head: Span,
    /// Whether the grammar reads a cue there.
    pub licensed: bool,
    /// Whether it is a verb group.
    pub verb: bool,
    /// Who could be its source: the bytes of each, and the indices of its weights.
    pub holders: Vec<(Option<Span>, Vec<usize>)>,
    /// Bytes of its sentence.
    pub sentence: Span,
    /// What could be its content: the bytes of every word of each, and the indices of its weights.
    pub stretches: Vec<(Vec<Span>, Vec<usize>)>,
    features: Vec<u32>,
    at: usize,
    tag: Tag,
    stem: u32,
}

/// What was decided before, in the same sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before(History);

impl Before {
    /// Takes in that a candidate is a cue.
    pub fn note(&mut self, candidate: &Candidate) {
        self.0 = History { last: Some(candidate.at), stem: candidate.stem, count: self.0.count + 1 };
    }
}

impl Candidate {
    /// Indices of its weights.
    pub fn slots(&self, before: Before) -> Vec<usize> {
        let mut features = Features(self.features.clone());
        features.with_history(before.0, self.at, self.tag, self.stem);
        features.0.into_iter().map(slot).collect()
    }
}

/// The candidates of every sentence of a document.
pub fn candidates(document: &Document, lexicon: &Lexicon) -> Vec<Vec<Candidate>> {
    let prose = Prose::read(document, lexicon);
    let mut sentences = Vec::new();
    for (index, sentence) in prose.sentences.iter().enumerate() {
        if !document.blocks[sentence.block].role.can_attribute() {
            continue;
        }
        let reader = SentenceReader::new(&document.text, &prose, &prose.words, index);
        let clause = reader.clause();
        let here = (0..clause.chunks.len()).filter_map(|at| {
            let licensed = reader.licensed(at);
            if licensed.is_none() && !is_candidate(clause, at) {
                return None;
            }
            let chunk = &clause.chunks[at];
            let found = licensed.clone().or_else(|| reader.by_shape(at));
            let stretches =
                found.clone().filter(|found| found.frame.is_judged()).map_or_else(Vec::new, |found| {
                    let found = reader.with_likeliest_source(at, found);
                    let extents = Extents::new(&reader, at, &found);
                    extents
                        .stretches()
                        .iter()
                        .map(|stretch| {
                            let ranges = [&stretch.before, &stretch.after].into_iter().flatten();
                            let spans = ranges.map(|range| clause.span(range.clone())).collect();
                            (spans, extents.features(stretch).into_iter().map(slot).collect())
                        })
                        .collect()
                });
            let holders = found.filter(|found| found.frame.is_judged()).map_or_else(Vec::new, |found| {
                let ranker = Ranker::new(&reader, at, &found, None);
                let holders = ranker.holders();
                let span = |tokens: std::ops::Range<usize>| {
                    prose.tokens[tokens.start].span.join(prose.tokens[tokens.end - 1].span)
                };
                holders
                    .iter()
                    .map(|holder| {
                        let place = match holder {
                            Holder::Nobody => None,
                            Holder::Owner(tokens) => Some(span(tokens.clone())),
                            Holder::Chunk(index) => Some(span(clause.chunks[*index].tokens.clone())),
                        };
                        (place, ranker.features(holder).into_iter().map(slot).collect())
                    })
                    .collect()
            });
            Some(Candidate {
                holders,
                sentence: sentence.span,
                stretches,
                span: clause.span(at..at + 1),
                head: clause.head(at).token.span,
                licensed: licensed.is_some(),
                verb: chunk.verb().is_some(),
                features: Viewer::view(&reader, at, licensed.as_ref()).0,
                at,
                tag: clause.head(at).tag,
                stem: reader.hashed(chunk.head()).stem,
            })
        });
        sentences.push(here.collect());
    }
    sentences
}
