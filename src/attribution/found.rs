//! What the grammars of cues hand on: an attribution before its source is known in the ledger.

use std::ops::Range;

use super::Frame;
use crate::Span;

/// An attribution as found in its sentence.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) source: Option<SourcePhrase>,
    /// Indices into the story's tokens.
    pub(crate) cue: Range<usize>,
    pub(crate) frame: Frame,
    pub(crate) content: Vec<Span>,
    pub(crate) mental: bool,
    pub(crate) sentence: usize,
    /// Whether the grammar and the lexicon vouch for the cue.
    pub(crate) vouched: bool,
    /// What the model of cues thinks of it, where it was asked, in steps of [`super::learned::STEP`].
    pub(crate) score: Option<i32>,
}

impl Found {
    /// A quotation as what somebody, or nobody, says.
    pub(crate) fn quotation(
        source: Option<SourcePhrase>,
        cue: Range<usize>,
        frame: Frame,
        quotation: Span,
        sentence: usize,
    ) -> Self {
        Self {
            source,
            cue,
            frame,
            content: vec![quotation],
            mental: false,
            sentence,
            vouched: true,
            score: None,
        }
    }
}

/// Puts attributions in order of their cues.
pub(crate) fn sort(found: &mut [Found]) {
    found.sort_by_key(|found| (found.cue.start, found.cue.end));
}

/// A noun phrase taken for a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourcePhrase {
    /// The noun phrase proper, in tokens: what its kind is read from.
    pub(crate) core: Range<usize>,
    /// With all that hangs on it, in tokens.
    pub(crate) tokens: Range<usize>,
}
