//! Prose for tests: every line of a text is a paragraph, one that begins with "> " a block quotation.

use super::Prose;
use crate::{
    Span,
    document::{Block, Document, Role},
    lexicon::Lexicon,
};

/// A document whose blocks are the lines of `text` that hold something.
pub(crate) fn document(text: &str) -> Document {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        let marked = line.strip_prefix("> ");
        let words = marked.unwrap_or(line);
        let start = at + line.len() - words.trim_start().len();
        let role = if marked.is_some() { Role::Quote } else { Role::Paragraph };
        if !words.trim().is_empty() {
            blocks.push(Block { role, span: Span::new(start, start + words.trim().len()) });
        }
        at += line.len();
    }
    Document { text: text.to_owned(), blocks, ..Document::default() }
}

/// What is read of `text`.
pub(super) fn prose(text: &str) -> Prose {
    let lexicon = Lexicon::builtin().expect("the lexicon is well formed");
    Prose::read(&document(text), &lexicon)
}

/// The sentences of `text`.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    prose(text).sentences.iter().map(|sentence| sentence.span.of(text)).collect()
}
