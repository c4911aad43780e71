//! Blocks → tokens, sentences, quotations.
//!
//! A block says by itself what its tokens and sentences are, and which of its quotation marks belong together: many are
//! read at a time. What each quotation is hangs on the blocks before, and is settled when a block joins them.

use super::{
    Prose, Sentence, Tagged, Token,
    quotation::{self, Pair, Pairs},
    sentence, token,
};
use crate::{document::Document, lexicon::Lexicon};

/// Reads one block after the other.
pub(super) struct Blocks<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    /// What the next block may go on with.
    carry: quotation::Carry,
}

/// Blocks in a row, each read by itself.
///
/// Tokens do not stay long: what is known of a word besides is kept with it in the prose, and they are many.
pub(super) struct Run {
    /// Index of the first block.
    first: usize,
    tokens: Vec<Token>,
    /// With indices into the tokens of their own block.
    sentences: Vec<Sentence>,
    pairs: Vec<Pair>,
    /// How many of each there are up to the end of each block.
    ends: Vec<End>,
}

#[derive(Clone, Copy, Default)]
struct End {
    tokens: usize,
    sentences: usize,
    pairs: usize,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(document: &'a Document, lexicon: &'a Lexicon) -> Self {
        Self { document, lexicon, carry: quotation::Carry::default() }
    }

    /// Whether the next block has nothing of those before to go on with.
    pub(super) fn is_at_rest(&self) -> bool {
        self.carry.is_empty()
    }

    /// Puts the next blocks onto those before. Their words are not tagged yet.
    pub(super) fn join(&mut self, run: &Run, prose: &mut Prose) {
        let Self { document, lexicon, carry } = self;
        let mut start = End::default();
        for (block, end) in (run.first..).zip(&run.ends) {
            let tokens = &run.tokens[start.tokens..end.tokens];
            let sentences = &run.sentences[start.sentences..end.sentences];
            let place = quotation::Place { document, block, tokens, sentences };
            let pairs = &run.pairs[start.pairs..end.pairs];
            *carry = quotation::finish(pairs, &place, *carry, &mut prose.quotations);
            let before = prose.words.len();
            prose.sentences.extend(sentences.iter().map(|sentence| Sentence {
                tokens: before + sentence.tokens.start..before + sentence.tokens.end,
                ..*sentence
            }));
            prose.words.extend(tokens.iter().map(|token| Tagged::new(*token, lexicon)));
            start = *end;
        }
    }
}

impl Run {
    /// Reads some blocks, given by their indices.
    pub(super) fn read(blocks: std::ops::Range<usize>, document: &Document, lexicon: &Lexicon) -> Self {
        let (tokens, sentences, pairs, ends) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut run = Self { first: blocks.start, tokens, sentences, pairs, ends };
        let mut pairing = Pairs::default();
        for index in blocks {
            let block = document.blocks[index];
            let first = run.tokens.len();
            token::tokenise(block.span.of(&document.text), block.span.start(), lexicon, &mut run.tokens);
            let tokens = &mut run.tokens[first..];
            pairing.pair(document, block, tokens, &mut run.pairs);
            sentence::split(&document.text, index, tokens, lexicon, &mut run.sentences);
            run.ends.push(End {
                tokens: run.tokens.len(),
                sentences: run.sentences.len(),
                pairs: run.pairs.len(),
            });
        }
        run
    }
}
