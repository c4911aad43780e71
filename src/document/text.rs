//! Plain text → blocks: lines, gathered into paragraphs, told apart by how they look and where they stand.

mod layout;
mod line;

use super::{Block, Document, Role, arrange, kind, look, note};
use crate::Span;
use line::{Line, Marker};
use note::Found;

/// Lines indented this far beyond the rest are a block quotation. In columns.
const QUOTE_INDENT: usize = 4;

/// Reads plain text. With `titled`, a headline stands above it.
pub(super) fn read(file: &str, titled: bool) -> Document {
    read_by(file, |text, blocks| arrange::by_place(text, blocks, titled))
}

/// Reads the next version of a plain text.
pub(super) fn read_again(file: &str, known: &mut arrange::Known) -> Document {
    read_by(file, |text, blocks| arrange::by_place_again(text, blocks, known))
}

/// Reads plain text, where `by_place` tells what each paragraph is.
fn read_by(file: &str, by_place: impl FnOnce(&str, &[Block]) -> Vec<Block>) -> Document {
    let notes = note::find(file);
    let places: Vec<Span> = notes.iter().filter_map(Found::place).collect();
    let (source, map) = note::without(file, &places);
    let lines = line::split(&source);
    let text = without_quote_marks(&source, &lines);
    let mut blocks = blocks(&text, &lines);
    let kind = kind::label(&text, &mut blocks);
    let blocks = by_place(&text, &blocks);
    let mut document = Document { text, blocks, kind, ..Document::default() };
    note::add(&mut document, file, &map, notes);
    document
}

/// The text with blanks for the ">" before quoted lines: these stand inside a paragraph that runs over several.
fn without_quote_marks(file: &str, lines: &[Line]) -> String {
    let mut text = String::with_capacity(file.len());
    for line in lines.iter().filter(|line| line.marker == Marker::Quote) {
        text.push_str(&file[text.len()..line.start]);
        text.extend(file[line.start..line.span.start()].chars().map(|c| if c == '>' { ' ' } else { c }));
    }
    text.push_str(&file[text.len()..]);
    text
}

fn blocks(text: &str, lines: &[Line]) -> Vec<Block> {
    let paragraphs = layout::paragraphs(text, lines);
    let indented = |paragraph: &[Line]| paragraph.iter().all(|line| line.indent >= QUOTE_INDENT);
    let opens_indented =
        |paragraph: &&&[Line]| paragraph.first().is_some_and(|line| line.indent >= QUOTE_INDENT);
    let is_custom = paragraphs.iter().filter(opens_indented).count() * 3 > paragraphs.len();
    let mut blocks: Vec<Block> = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else { continue };
        let span = first.span.join(last.span);
        let is_prose = paragraph.len() > 1 || look::ends_sentence(span.of(text));
        let role = match first.marker {
            Marker::Quote => Role::Quote,
            Marker::Item => Role::ListItem,
            Marker::None if !is_custom && !blocks.is_empty() && is_prose && indented(paragraph) => Role::Quote,
            Marker::None => Role::Paragraph,
        };
        blocks.push(Block { role, span });
    }
    blocks
}

#[cfg(test)]
mod tests;
