//! A small language for phrases over tokens: `there (is|are) <degree>? [<evidence-noun>] that`.

use std::ops::Range;

use crate::{lexicon::Lexicon, prose::Prose};

/// A compiled phrase pattern.
#[derive(Clone, Debug)]
pub struct Pattern {}

/// Where a pattern matched, in indices of [`Prose::tokens`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// All that the pattern covers.
    pub tokens: Range<usize>,
    /// The part in brackets, or all of it.
    pub marked: Range<usize>,
}

/// What is wrong with the text of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PatternError {
    /// Byte offset in the pattern's text.
    pub at: usize,
    /// What was expected there.
    pub message: String,
}

impl Pattern {
    /// Reads and compiles a pattern; its words are interned in the lexicon.
    pub fn parse(text: &str, lexicon: &mut Lexicon) -> Result<Self, PatternError> {
        let _ = (text, lexicon);
        Ok(Self {})
    }

    /// The first match that begins at the token `at` and ends by `end`.
    pub fn match_at(&self, prose: &Prose, lexicon: &Lexicon, at: usize, end: usize) -> Option<Match> {
        let _ = (prose, lexicon, at, end);
        None
    }
}
