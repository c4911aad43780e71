//! A story with what all rules ask of it worked out once.

use std::ops::Range;

use crate::{
    Span,
    attribution::{Attribution, Claim, Source, SourceKind, Story},
    config::Config,
    document::Role,
    prose::{Marks, TokenKind},
};

/// Quoted words of fewer words are terms, titles or scare quotes: the narrator's own.
const QUOTED_WORDS: usize = 4;

/// How many sentences to either side still count as the same paragraph: more than anybody writes.
const LONGEST_PARAGRAPH: usize = 32;

/// A story under check.
pub(super) struct View<'a> {
    pub(super) story: &'a Story,
    pub(super) config: &'a Config,
    /// Direct quotations, by start; they do not overlap.
    quoted: Vec<Span>,
}

impl<'a> View<'a> {
    pub(super) fn new(story: &'a Story, config: &'a Config) -> Self {
        let quotations = story.prose.quotations.iter().filter(|quotation| {
            quotation.parent.is_none() && (quotation.words >= QUOTED_WORDS || quotation.marks == Marks::Block)
        });
        Self { story, config, quoted: quotations.map(|quotation| quotation.span).collect() }
    }

    /// The words that a span covers.
    pub(super) fn text(&self, span: Span) -> &'a str {
        span.of(&self.story.document.text)
    }

    /// Whether a byte stands in somebody's direct quotation.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        let before = self.quoted.partition_point(|quotation| quotation.start() <= at);
        before.checked_sub(1).is_some_and(|index| at < self.quoted[index].end())
    }

    /// The role of the block that a sentence stands in.
    pub(super) fn role(&self, sentence: usize) -> Role {
        self.story.document.blocks[self.story.prose.sentences[sentence].block].role
    }

    /// The sentence that holds a byte, or the last before it.
    pub(super) fn sentence_at(&self, at: usize) -> usize {
        let sentences = &self.story.prose.sentences;
        sentences.partition_point(|sentence| sentence.span.start() <= at).saturating_sub(1)
    }

    /// The sentences of the paragraph that holds a sentence; of an endless one, those near by.
    pub(super) fn paragraph(&self, sentence: usize) -> Range<usize> {
        let whole = self.story.prose.sentences_of(self.story.prose.sentences[sentence].block);
        let near = sentence.saturating_sub(LONGEST_PARAGRAPH)..sentence + LONGEST_PARAGRAPH;
        whole.start.max(near.start)..whole.end.min(near.end)
    }

    /// The attributions with cue or content in some sentences; one that is in several comes several times.
    pub(super) fn attributions_in(&self, sentences: Range<usize>) -> impl Iterator<Item = &'a Attribution> {
        sentences.flat_map(|sentence| self.story.attributions_in(sentence))
    }

    /// Where the story first cites a source outside direct quotations, and all later places.
    pub(super) fn citations_of(&self, source: &'a Source) -> impl Iterator<Item = &'a Attribution> {
        let attributions = source.attributions.iter().map(|index| &self.story.attributions[*index]);
        attributions
            .filter(|attribution| attribution.source.is_some_and(|source| !self.is_quoted(source.core.start())))
    }

    /// The claims that begin in a span, by place.
    pub(super) fn claims_in(&self, span: Span) -> &'a [Claim] {
        let claims = &self.story.claims;
        let from = claims.partition_point(|claim| claim.span.start() < span.start());
        let to = claims.partition_point(|claim| claim.span.start() < span.end());
        &claims[from..to.max(from)]
    }

    /// Whether a link or citation is carried by words in a span.
    pub(super) fn has_link(&self, span: Span) -> bool {
        let links = &self.story.document.links;
        let after = links.partition_point(|link| link.span.end() <= span.start());
        links.get(after).is_some_and(|link| link.span.start() < span.end())
    }

    /// Number of words in some sentences.
    pub(super) fn words(&self, sentences: Range<usize>) -> usize {
        let Some(last) = sentences.end.checked_sub(1).filter(|_| !sentences.is_empty()) else { return 0 };
        let sentence = |index: usize| &self.story.prose.sentences[index].tokens;
        let tokens = &self.story.prose.tokens[sentence(sentences.start).start..sentence(last).end];
        tokens.iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number)).count()
    }

    /// Number of words in the body of the story.
    pub(super) fn body_words(&self) -> usize {
        let body = (0..self.story.prose.sentences.len()).filter(|sentence| self.role(*sentence).is_body());
        body.map(|sentence| self.words(sentence..sentence + 1)).sum()
    }

    /// How many attributions cite each kind. A state of mind that nobody told cites nobody, and what a nameless
    /// source passes on is that source's.
    pub(super) fn count(&self, kinds: &[SourceKind]) -> usize {
        let counted = |attribution: &&Attribution| {
            !attribution.mental
                && !attribution.carried
                && !self.story.is_relayed(attribution)
                && kinds.contains(&attribution.kind())
                && self.role(attribution.sentence).is_body()
        };
        self.story.attributions.iter().filter(counted).count()
    }
}
