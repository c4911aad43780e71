//! What tests ask of a document that was read from an example: what its blocks and links are, where its words stand.

use super::{Document, Item, Role};
use crate::Span;

/// The role and the words of every block.
pub(super) fn blocks(document: &Document) -> Vec<(Role, &str)> {
    document.blocks.iter().map(|block| (block.role, block.span.of(&document.text))).collect()
}

/// The same, to be kept.
pub(super) fn kept_blocks(document: &Document) -> Vec<(Role, String)> {
    blocks(document).into_iter().map(|(role, words)| block(role, words)).collect()
}

/// The words that carry each link, and where it leads.
pub(super) fn links(document: &Document) -> Vec<(String, String)> {
    document.links.iter().map(|found| link(found.span.of(&document.text), &found.target)).collect()
}

/// A block as it is expected.
pub(super) fn block(role: Role, words: &str) -> (Role, String) {
    (role, words.to_owned())
}

/// A link as it is expected.
pub(super) fn link(words: &str, target: &str) -> (String, String) {
    (words.to_owned(), target.to_owned())
}

/// What words of the text stand for in the file.
pub(super) fn in_file<'file>(file: &'file str, document: &Document, words: &str) -> &'file str {
    let start = document.text.find(words).expect("the words are in the text");
    document.map.to_file(Span::new(start, start + words.len())).of(file)
}

/// The same, and what leads there.
pub(super) fn place<'a>(file: &'a str, item: &'a Item, words: &str) -> (&'a str, &'a str) {
    let start = item.document.text.find(words).expect("the words are in the text");
    (in_file(file, &item.document, words), item.origin.pointer(start).expect("something leads there"))
}
