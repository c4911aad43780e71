//! Which words are cues, learned: a linear model over what the grammar sees.
//!
//! The grammar carries the clear cases; which of the thousands of rare cues count, and which of the clear ones do not,
//! is a matter of degree. The model's weights and its card stand in `models/cues/`.

mod content;
mod features;
mod source;
#[cfg(feature = "train")]
pub mod training;

pub(crate) use content::{Extents, Stretch};
pub(crate) use features::{Features, Hashed, History, Viewer};
pub(crate) use source::{Holder, Ranker};

use super::{chunk::Chunk, noun_phrase::Clause};
use crate::prose::Tag;

/// log2 of the number of weights.
pub const BITS: u32 = 19;

/// One weight a slot, in steps of [`STEP`].
static WEIGHTS: &[u8] = include_bytes!("../../../models/cues/weights.bin");

/// From which score on a chunk is a cue. Set by the script that learns the weights.
pub(crate) const CUT: i32 = -8;

/// The same for a chunk that the grammar vouches for.
pub(crate) const CUT_LICENSED: i32 = -40;

/// What a weight of 1 is worth, in log-odds.
pub const STEP: f32 = 1.0 / 32.0;

/// How sure the model is that a chunk is a cue: log-odds in steps of [`STEP`].
pub(crate) fn score(features: &Features) -> i32 {
    features.0.iter().map(|feature| i32::from(WEIGHTS[slot(*feature)] as i8)).sum()
}

static SOURCES: &[u8] = include_bytes!("../../../models/cues/sources.bin");

/// The likeliest source of a cue.
pub(crate) fn source_of(ranker: &Ranker<'_, '_>) -> Holder {
    let score = |holder: &Holder| -> i32 {
        ranker.features(holder).iter().map(|feature| i32::from(SOURCES[slot(*feature)] as i8)).sum()
    };
    let mut best = (i32::MIN, Holder::Nobody);
    for holder in ranker.holders() {
        let score = score(&holder);
        if score > best.0 {
            best = (score, holder);
        }
    }
    best.1
}

static CONTENTS: &[u8] = include_bytes!("../../../models/cues/contents.bin");

/// The likeliest content of a cue.
pub(crate) fn content_of(extents: &Extents<'_, '_>) -> Stretch {
    let score = |stretch: &Stretch| -> i32 {
        extents.features(stretch).iter().map(|feature| i32::from(CONTENTS[slot(*feature)] as i8)).sum()
    };
    let mut best = (i32::MIN, Stretch::default());
    for stretch in extents.stretches() {
        let score = score(&stretch);
        if score > best.0 {
            best = (score, stretch);
        }
    }
    best.1
}

/// Where the weight of a feature stands.
pub(crate) fn slot(feature: u32) -> usize {
    (feature >> (32 - BITS)) as usize
}

/// Whether a chunk is one that the model judges.
pub(crate) fn is_candidate(clause: Clause<'_>, at: usize) -> bool {
    let chunk: &Chunk = &clause.chunks[at];
    chunk.quotation().is_none()
        && matches!(clause.head(at).tag, Tag::Verb | Tag::Participle | Tag::Gerund | Tag::Noun | Tag::Adjective)
}
