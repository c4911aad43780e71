//! A story that is edited and read again: what was read of its sentences is kept, and read anew only where it changed.
//!
//! Who is meant by a name or a pronoun, and whose words a quotation is, hang on the whole story: that is worked out
//! anew from what was found in the sentences.

use super::{
    Claim, ClaimGrammar, Story,
    found::{Found, SourcePhrase},
    ledger::{Figures, Moved, Sightings},
    read_sentence,
    sentence::SentenceReader,
};
use crate::{
    document::Document,
    lexicon::Lexicon,
    prose::again::{Change, Kept},
    span::edited,
};

/// A story with what was found in its sentences on the way to it.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) story: Story,
    /// Attributions as they were found, by sentence.
    found: Vec<Found>,
    /// What the words of each sentence state, by sentence.
    stated: Vec<Claim>,
    /// Whom and what each sentence speaks of.
    sightings: Sightings,
}

impl Reading {
    /// Reads a document.
    pub(crate) fn new(document: Document, lexicon: &Lexicon, claims: &ClaimGrammar) -> Self {
        let mut reading = Self::default();
        reading.read_again(document, lexicon, claims);
        reading
    }

    /// Reads a document that the one before became. The story is as [`Story::read`] reads it.
    pub(crate) fn read_again(
        &mut self,
        document: Document,
        lexicon: &Lexicon,
        claims: &ClaimGrammar,
    ) -> Change {
        let Story { document: before, mut prose, .. } = std::mem::take(&mut self.story);
        let (tokens, sentences) = (prose.words.len(), prose.sentences.len());
        let change = prose.read_again(&before, &document, lexicon);
        let (gone, new) = edited(&before.text, &document.text);
        let by = |before: usize, now: usize| now.wrapping_sub(before).cast_signed();
        let moved = Moved {
            gone,
            bytes: by(gone.len(), new.len()),
            tokens: by(tokens, prose.words.len()),
            sentences: by(sentences, prose.sentences.len()),
        };
        let mut reader = SentenceReader::new(&document.text, &prose);
        change.renew(&mut self.found, |sentence, found| read_sentence(&document, &mut reader, sentence, found));
        change.renew(&mut self.stated, |sentence, stated| {
            claims.read_sentence(&document, &prose, sentence, stated);
        });
        self.sightings.renew(&change, &moved, &document.text, &prose);
        let figures = Figures::of(&prose, &self.sightings);
        self.story = Story::of(document, prose, figures, self.found.clone(), self.stated.clone());
        change
    }
}

impl Kept for Found {
    fn sentence(&self) -> usize {
        self.sentence
    }

    fn shift(&mut self, change: &Change) {
        if let Some(SourcePhrase { core, tokens }) = &mut self.source {
            *core = change.tokens(core);
            *tokens = change.tokens(tokens);
        }
        self.cue = change.tokens(&self.cue);
        self.content.iter_mut().for_each(|content| *content = change.span(*content));
        self.sentence = change.sentence(self.sentence);
    }
}

impl Kept for Claim {
    fn sentence(&self) -> usize {
        self.sentence
    }

    fn shift(&mut self, change: &Change) {
        self.span = change.span(self.span);
        self.sentence = change.sentence(self.sentence);
    }
}
