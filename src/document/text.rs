//! Plain text → blocks: one a paragraph.

use super::{Block, Document, Role, SourceMap};
use crate::Span;

/// Reads plain text.
pub(super) fn read(file: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in file.split_inclusive('\n') {
        let trimmed = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if !trimmed.is_empty() {
            let start = at + (trimmed.as_ptr() as usize - line.as_ptr() as usize);
            blocks.push(Block { role: Role::Paragraph, span: Span::new(start, start + trimmed.len()) });
        }
        at += line.len();
    }
    Document { text: file.to_owned(), blocks, links: Vec::new(), map: SourceMap::identity() }
}
