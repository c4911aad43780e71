//! What the script that learns the weights needs of the crate.

use super::{
    CONTENTS, CUES, Extents, History, SOURCES, Sources, cue::CueSight, is_candidate, slot, with_source,
};
use crate::{
    Span,
    attribution::{found::Found, sentence::SentenceReader},
    document::Document,
    lexicon::Lexicon,
    prose::Prose,
};

/// How many weights each model has.
pub struct Sizes {
    /// Of the model of cues.
    pub cues: usize,
    /// Of the model of sources.
    pub sources: usize,
    /// Of the model of contents.
    pub contents: usize,
}

/// How many weights each model has.
pub fn sizes() -> Sizes {
    Sizes { cues: CUES.0.len(), sources: SOURCES.0.len(), contents: CONTENTS.0.len() }
}

/// A story whose sentences can be searched for candidates.
pub struct Pool {
    prose: Prose,
    document: Document,
}

/// A chunk that could be a cue.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Bytes of the document's text: the chunk where the grammar reads a cue, else its head.
    pub span: Span,
    /// Bytes of its sentence.
    pub sentence: Span,
    /// Whether the grammar reads a cue there.
    pub vouched: bool,
    /// Whether it is a verb group.
    pub verb: bool,
    /// Who could be its source: the bytes of each, and the indices of its weights.
    pub holders: Vec<(Option<Span>, Vec<usize>)>,
    /// What could be its content: the bytes of each piece, and the indices of its weights.
    pub stretches: Vec<(Vec<Span>, Vec<usize>)>,
    chunk: usize,
}

/// The candidates of one sentence.
pub struct Sentence<'a> {
    reader: SentenceReader<'a>,
    /// In order.
    pub candidates: Vec<Candidate>,
}

/// The cues before, in the same sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before(History);

impl Pool {
    /// Reads a document.
    pub fn of(document: Document, lexicon: &Lexicon) -> Self {
        Self { prose: Prose::read(&document, lexicon), document }
    }

    /// Its sentences, with their candidates.
    pub fn sentences(&self) -> Vec<Sentence<'_>> {
        let prose = &self.prose;
        let told = |index: &usize| self.document.blocks[prose.sentences[*index].block].role.can_attribute();
        let indices = (0..prose.sentences.len()).filter(told);
        let read = |index| {
            let mut reader = SentenceReader::new(&self.document.text, prose);
            reader.turn_to(index);
            reader.look();
            Sentence::of(reader)
        };
        indices.map(read).collect()
    }
}

impl<'a> Sentence<'a> {
    fn of(reader: SentenceReader<'a>) -> Self {
        let chunks = 0..reader.clause().chunks.len();
        let candidates = chunks.filter_map(|at| candidate(&reader, at)).collect();
        Self { reader, candidates }
    }

    /// Indices of the weights of a candidate.
    pub fn slots(&self, candidate: &Candidate, before: Before) -> Vec<usize> {
        let vouched = self.reader.vouched(candidate.chunk);
        let mut sight = CueSight::new(&self.reader, candidate.chunk, vouched.as_ref(), Vec::new());
        sight.word();
        sight.neighbours();
        sight.chunks();
        let _ = sight.rest();
        sight.history(before.0);
        slots(&sight.sink, CUES.0.len())
    }

    /// The cues before, once a candidate is one.
    pub fn note(&self, candidate: &Candidate, before: Before) -> Before {
        Before(before.0.with(&self.reader, candidate.chunk))
    }
}

fn slots(features: &[u32], weights: usize) -> Vec<usize> {
    features.iter().map(|feature| slot(*feature, weights)).collect()
}

fn candidate(reader: &SentenceReader<'_>, at: usize) -> Option<Candidate> {
    let clause = reader.clause();
    let vouched = reader.vouched(at);
    if vouched.is_none() && !is_candidate(clause, at) {
        return None;
    }
    let is_vouched = vouched.is_some();
    let found = vouched.or_else(|| reader.by_shape(at)).filter(|found| found.frame.is_judged());
    let (holders, stretches) = found.map(|found| options(reader, at, found)).unwrap_or_default();
    Some(Candidate {
        span: if is_vouched { clause.span(at..at + 1) } else { clause.head(at).span },
        sentence: reader.prose.sentences[reader.sentence].span,
        vouched: is_vouched,
        verb: clause.chunks[at].verb().is_some(),
        holders,
        stretches,
        chunk: at,
    })
}

type Options<T> = Vec<(T, Vec<usize>)>;

/// The holders and the stretches of a cue. The stretches are seen with the source that the present model of sources
/// chooses, as they will be in use.
fn options(
    reader: &SentenceReader<'_>,
    at: usize,
    found: Found,
) -> (Options<Option<Span>>, Options<Vec<Span>>) {
    let clause = reader.clause();
    let sources = Sources::new(reader, at, &found);
    let holders = sources.holders().map(|holder| {
        let mut features = Vec::new();
        sources.see(&holder, &mut features);
        (sources.place(&holder), slots(&features, SOURCES.0.len()))
    });
    let holders = holders.collect();
    let found = with_source(reader, at, found);
    let extents = Extents::new(reader, at, &found);
    let stretches = extents.stretches().into_iter().map(|stretch| {
        let mut features = Vec::new();
        extents.see(&stretch, &mut features);
        let pieces = [&stretch.before, &stretch.after].into_iter().flatten();
        (pieces.map(|piece| clause.span(piece.clone())).collect(), slots(&features, CONTENTS.0.len()))
    });
    (holders, stretches.collect())
}
