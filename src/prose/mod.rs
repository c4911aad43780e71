//! A [`Document`] → [`Prose`]: tokens, sentences and quotations, read with nom grammars.
//!
//! Nothing here knows of news: it is about English on the page.

mod abbreviation;
pub(crate) mod again;
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

use crate::{
    Span,
    document::Document,
    lexicon::{Lexicon, WordId},
};

/// Tokens of English have as many bytes or more, with the blanks around them; the average is nearer to 6.
const SHORTEST: usize = 5;

/// The tokens of a document, cut into sentences, with its quotations. Everything is in order of the text.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// Words, numbers and marks, each with the part that it plays in its sentence; white space is not kept.
    pub words: Vec<Tagged>,
    /// They cover every token and do not overlap; none crosses a block.
    pub sentences: Vec<Sentence>,
    /// Outer before inner, by start.
    pub quotations: Vec<Quotation>,
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the document's text, from the first to the last mark that belongs to the sentence.
    pub span: Span,
    /// Indices into [`Prose::words`].
    pub tokens: Range<usize>,
    /// Index into [`Document::blocks`].
    pub block: usize,
}

/// What stands between quotation marks, or in a block quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marks {
    /// “…”, "…", «…», „…“
    Double,
    /// ‘…’, '…'
    Single,
    /// A block quotation, with no marks of its own.
    Block,
}

/// Reads one block after the other: tokens, sentences, quotations.
struct Blocks<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    /// Those of one block at a time: what is known of a word besides is kept with it, and they are many.
    tokens: Vec<Token>,
    pairs: quotation::Pairs,
    /// What the next block may go on with.
    carry: quotation::Carry,
}

impl<'a> Blocks<'a> {
    fn new(document: &'a Document, lexicon: &'a Lexicon) -> Self {
        let (pairs, carry) = (quotation::Pairs::default(), quotation::Carry::default());
        Self { document, lexicon, tokens: Vec::new(), pairs, carry }
    }

    /// Reads the next block, by its index, onto what was read of those before it. Its words are not tagged yet.
    fn read(&mut self, index: usize, prose: &mut Prose) {
        let Self { document, lexicon, tokens, pairs, carry } = self;
        let block = document.blocks[index];
        let text = block.span.of(&document.text);
        let first = prose.sentences.len();
        tokens.clear();
        token::tokenise(text, block.span.start(), lexicon, tokens);
        pairs.pair(document, block, tokens);
        sentence::split(&document.text, index, tokens, lexicon, &mut prose.sentences);
        let place = quotation::Place { document, block: index, tokens, sentences: &prose.sentences[first..] };
        *carry = quotation::finish(pairs, &place, *carry, &mut prose.quotations);
        let before = prose.words.len();
        for sentence in &mut prose.sentences[first..] {
            sentence.tokens = before + sentence.tokens.start..before + sentence.tokens.end;
        }
        prose.words.extend(tokens.iter().map(|token| Tagged::new(*token, &document.text, lexicon)));
    }
}

impl Prose {
    /// Reads the whole document.
    pub fn read(document: &Document, lexicon: &Lexicon) -> Self {
        // Of memory that is never written to, there is none.
        let mut prose = Self { words: Vec::with_capacity(document.text.len() / SHORTEST), ..Self::default() };
        let mut blocks = Blocks::new(document, lexicon);
        for block in 0..document.blocks.len() {
            blocks.read(block, &mut prose);
        }
        drop(blocks);
        tag::tag(document, &prose.sentences, &mut prose.words, lexicon);
        for sentence in &prose.sentences {
            lexicon.lend(&document.text, &mut prose.words, sentence.tokens.clone());
        }
        prose
    }

    /// The words, numbers and marks, without the parts that they play.
    pub fn tokens(&self) -> impl Iterator<Item = &Token> {
        self.words.iter().map(|word| &word.token)
    }

    /// Bytes of the document's text that a run of tokens covers; the run is not empty.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.words[tokens.start].token.span.join(self.words[tokens.end - 1].token.span)
    }

    /// The tokens that lie wholly in a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.token.span.start() < span.start());
        let end = self.words.partition_point(|word| word.token.span.end() <= span.end());
        start..end.max(start)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> impl Iterator<Item = &Token> + use<'_> {
        self.words[sentence.tokens.clone()].iter().map(|word| &word.token)
    }

    /// The sentences of a block, given by its index.
    pub fn sentences_of(&self, block: usize) -> Range<usize> {
        let start = self.sentences.partition_point(|sentence| sentence.block < block);
        let end = self.sentences.partition_point(|sentence| sentence.block <= block);
        start..end
    }

    /// Index of the sentence that holds the byte `at`, if one does.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end() <= at);
        self.sentences.get(index).filter(|sentence| sentence.span.start() <= at).map(|_| index)
    }

    /// The outermost quotation with marks of its own that holds the byte `at`, an index into `quotations`.
    pub fn outermost_at(&self, at: usize) -> Option<usize> {
        let started = self.quotations.partition_point(|quotation| quotation.span.start() <= at);
        let last = self.quotations.get(started.checked_sub(1)?)?;
        last.outermost.filter(|outermost| self.quotations[*outermost].span.end() > at)
    }

    /// Index of the first token that ends after the byte `at`.
    pub fn token_at(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.token.span.end() <= at)
    }
}
