//! A [`Document`] → [`Prose`]: tokens, sentences and quotations, read with nom grammars.
//!
//! Nothing here knows of news: it is about English on the page.

mod abbreviation;
pub(crate) mod again;
mod blocks;
mod character;
#[cfg(test)]
pub(crate) mod example;
#[cfg(test)]
mod properties;
mod quotation;
mod sentence;
mod tag;
mod token;

use std::ops::Range;

pub(crate) use character::{bare_words, is_quote};
#[cfg(feature = "train")]
pub use tag::training;
pub use tag::{Tag, Tagged};

use self::{
    blocks::{Blocks, Run},
    tag::Written,
};
use crate::{
    Span,
    document::Document,
    lexicon::{Lexicon, WordId},
    parallel,
    search::{guess, partition_point_near},
};

/// Tokens of English have as many bytes or more, with the blanks around them; the average is nearer to 6.
const SHORTEST: usize = 5;

/// The same of sentences; the average is nearer to 100.
const SHORTEST_SENTENCE: usize = 50;

/// The tokens of a document, cut into sentences, with its quotations. Everything is in order of the text.
#[derive(Clone, Debug, Default, serde::Serialize)]
#[non_exhaustive]
pub struct Prose {
    /// Words, numbers and marks, each with the part that it plays in its sentence; white space is not kept.
    #[serde(skip)]
    pub words: Vec<Tagged>,
    /// They cover every token and do not overlap; none crosses a block.
    pub sentences: Vec<Sentence>,
    /// Outer before inner, by start.
    pub quotations: Vec<Quotation>,
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Bytes of the document's text.
    pub span: Span,
    /// What it is on the page.
    pub kind: TokenKind,
    /// What the lexicon knows of it; [`WordId::UNKNOWN`] for names and rare words.
    pub word: WordId,
    /// How it is written.
    pub shape: Shape,
}

/// What a token is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// Letters, with hyphens, inner apostrophes ("don’t", "O’Brien") and the stops of an abbreviation ("U.S.").
    Word,
    /// A possessive or contracted ending split off its word: "’s", "’" (after s), "’ll", "’re", "’ve", "’d", "’m".
    Clitic,
    /// Digits with their inner marks: "1,200", "3.5", "9th", "1990s".
    Number,
    /// An opening quotation mark, of whatever form.
    OpenQuote,
    /// A closing quotation mark.
    CloseQuote,
    /// A comma.
    Comma,
    /// A full stop, question or exclamation mark, or a run of them; an ellipsis.
    Stop,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A dash between words: "–", "—", "--", or a hyphen between spaces.
    Dash,
    /// "(" or "[" or "{".
    Open,
    /// ")" or "]" or "}".
    Close,
    /// Any other mark: "%", "$", "&", "/", "@", "#", emoji.
    Symbol,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// "word", "don’t", or no letters at all.
    #[default]
    Lower,
    /// "Word", "McCain".
    Capital,
    /// "WORD", "U.S.", "A".
    Upper,
}

/// A sentence: a stretch of one block.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Sentence {
    /// Bytes of the document's text, from the first to the last mark that belongs to the sentence.
    pub span: Span,
    /// Indices into [`Prose::words`].
    pub tokens: Range<usize>,
    /// Index into [`Document::blocks`].
    pub block: usize,
}

/// What stands between quotation marks, or in a block quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Quotation {
    /// Bytes of the document's text, with the marks.
    pub span: Span,
    /// Its form.
    pub marks: Marks,
    /// The quotation that this one stands in, an index into [`Prose::quotations`].
    pub parent: Option<usize>,
    /// The outermost one with marks of its own that this one stands in, or else is. Kept, as there can be as many
    /// around it as there are words in a story.
    pub outermost: Option<usize>,
    /// The quotation of an earlier paragraph that this one goes on with (opened anew, closed once).
    pub continues: Option<usize>,
    /// Whether a closing mark was found. A quotation that is never closed ends with its block.
    pub closed: bool,
    /// Number of words inside.
    pub words: usize,
}

/// The form of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Marks {
    /// “…”, "…", «…», „…“
    Double,
    /// ‘…’, '…'
    Single,
    /// A block quotation, with no marks of its own.
    Block,
}

impl Prose {
    /// Reads the whole document.
    pub fn read(document: &Document, lexicon: &Lexicon) -> Self {
        // Of memory that is never written to, there is none.
        let length = document.text.len();
        let mut prose = Self {
            words: Vec::with_capacity(length / SHORTEST),
            sentences: Vec::with_capacity(length / SHORTEST_SENTENCE),
            ..Self::default()
        };
        let mut blocks = Blocks::new(document, lexicon);
        let mut written = Written::new(lexicon);
        let read = |run| Run::read(run, document, lexicon);
        parallel::in_order(document.blocks.len(), read, |run| {
            let before = prose.sentences.len();
            blocks.join(&run, &mut prose);
            written.note(document, &prose.words, &prose.sentences[before..]);
        });
        tag::tag(document, &written, &prose.sentences, &mut prose.words, lexicon);
        prose
    }

    /// Bytes of the document's text that a run of tokens covers; the run is not empty.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.words[tokens.start].span.join(self.words[tokens.end - 1].span)
    }

    /// The tokens that lie wholly in a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let guess = self.guess(span.start(), self.words.len());
        let start = partition_point_near(&self.words, guess, |word| word.span.start() < span.start());
        let end = partition_point_near(&self.words, start, |word| word.span.end() <= span.end());
        start..end.max(start)
    }

    /// The words, numbers and marks of a sentence.
    pub fn words_of(&self, sentence: &Sentence) -> &[Tagged] {
        &self.words[sentence.tokens.clone()]
    }

    /// The sentences of a block, given by its index.
    pub fn sentences_of(&self, block: usize) -> Range<usize> {
        let sentences = &self.sentences;
        let blocks = sentences.last().map_or(0, |last| last.block + 1);
        let guess = guess(block, blocks, sentences.len());
        let start = partition_point_near(sentences, guess, |sentence| sentence.block < block);
        let end = partition_point_near(sentences, start, |sentence| sentence.block <= block);
        start..end
    }

    /// Index of the sentence that holds the byte `at`, if one does.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let guess = self.guess(at, self.sentences.len());
        let index = partition_point_near(&self.sentences, guess, |sentence| sentence.span.end() <= at);
        self.sentences.get(index).filter(|sentence| sentence.span.start() <= at).map(|_| index)
    }

    /// The sentences that a span, which is not empty, has something of; they are looked for from the one at `near` on.
    pub(crate) fn sentences_in(&self, span: Span, near: usize) -> Range<usize> {
        let start = partition_point_near(&self.sentences, near, |sentence| sentence.span.end() <= span.start());
        let end = partition_point_near(&self.sentences, start, |sentence| sentence.span.start() < span.end());
        start..end
    }

    /// Index of the last sentence that begins at the byte `at` or before it, or of the first.
    pub(crate) fn sentence_up_to(&self, at: usize) -> usize {
        let guess = self.guess(at, self.sentences.len());
        partition_point_near(&self.sentences, guess, |sentence| sentence.span.start() <= at).saturating_sub(1)
    }

    /// The outermost quotation with marks of its own that holds the byte `at`, an index into `quotations`.
    pub fn outermost_at(&self, at: usize) -> Option<usize> {
        let started = self.quotations.partition_point(|quotation| quotation.span.start() <= at);
        let last = self.quotations.get(started.checked_sub(1)?)?;
        last.outermost.filter(|outermost| self.quotations[*outermost].span.end() > at)
    }

    /// Index of the first token that ends after the byte `at`.
    pub fn token_at(&self, at: usize) -> usize {
        partition_point_near(&self.words, self.guess(at, self.words.len()), |word| word.span.end() <= at)
    }

    /// Which of so many items, of which there are as many on every page, stands at the byte `at`, about.
    fn guess(&self, at: usize, items: usize) -> usize {
        guess(at, self.words.last().map_or(0, |word| word.span.end()), items)
    }
}
