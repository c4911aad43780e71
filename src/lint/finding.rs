//! What a rule found, before it is put into words.

use crate::{
    Span,
    diagnostic::{Accepted, Label, Level, Scope},
};

/// A place where a rule holds.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    /// Index of the rule in the catalogue.
    pub(super) rule: usize,
    pub(super) level: Level,
    pub(super) scope: Scope,
    /// Of what is said of the same words, the highest is told.
    pub(super) rank: u32,
    /// The flagged words, in bytes of the document's text.
    pub(super) span: Span,
    /// The sentence that holds the start of the span.
    pub(super) sentence: usize,
    /// Whom it is about: an index into the story's sources.
    pub(super) source: Option<usize>,
    /// The noun that its source goes by.
    pub(super) head: Option<Span>,
    /// The cue, where the rule visited an attribution.
    pub(super) cue: Option<Span>,
    /// What the reader is not told.
    pub(super) missing: Vec<String>,
    /// How many findings, sentences or words stand behind it.
    pub(super) number: usize,
    pub(super) labels: Vec<Label>,
    /// The second place, for the rule to put a label under.
    pub(super) second: Vec<Span>,
    pub(super) also_at: Vec<Span>,
    /// Findings that this one stands for.
    pub(super) attached: Vec<Finding>,
    pub(super) folded: bool,
    /// Who has agreed to it, where a note says so.
    pub(super) accepted: Option<Accepted>,
}

impl Finding {
    pub(super) fn new(rule: usize, level: Level, rank: u32, span: Span, sentence: usize) -> Self {
        Self {
            rule,
            level,
            scope: Scope::Sentence,
            rank,
            span,
            sentence,
            source: None,
            head: None,
            cue: None,
            missing: Vec::new(),
            number: 0,
            labels: Vec::new(),
            second: Vec::new(),
            also_at: Vec::new(),
            attached: Vec::new(),
            folded: false,
            accepted: None,
        }
    }
}
