//! Paragraphs in the making: what packed documents have in common.
//!
//! Everything that is read of such a document goes into one text, a paragraph a line, in which its places are counted:
//! the paragraphs as their program shows them with all changes accepted, empty ones and those in the cells of tables
//! as well. Those of a text box follow the paragraph that it hangs on. The prose of the story is taken from that text.

mod blocks;
mod style;

use std::rc::Rc;

use super::{DocumentError, Item, footnote::Footnotes, look};
use crate::Span;
pub(super) use style::{Look, Says, Style, Styles};

/// The paragraphs of a document, and what is open of it.
#[derive(Default)]
pub(super) struct Paragraphs {
    read: Flow,
    /// What stands within a paragraph that is still open: it comes behind that.
    waiting: Flow,
    /// The paragraphs that are open, the innermost last.
    open: Vec<Line>,
    /// One that goes on in the next.
    unended: Option<Line>,
    tables: Vec<Table>,
    /// Those that are open, by their numbers.
    around: Vec<usize>,
    footnotes: Footnotes,
    /// How many notes are open, one within the other: footnotes, that is.
    notes: usize,
    /// How many things are open that nobody sees.
    hidden: usize,
    /// How many things are open that are no prose of the story.
    apart: usize,
}

/// A paragraph that is open.
#[derive(Default)]
struct Line {
    words: String,
    marks: Vec<(usize, Mark)>,
    look: Look,
    table: Option<usize>,
    /// Whether the next paragraph goes on where it ends.
    goes_on: bool,
}

/// Paragraphs that have been read.
#[derive(Default)]
struct Flow {
    /// A paragraph a line; every line is ended.
    text: String,
    /// Those that have words.
    paragraphs: Vec<Paragraph>,
    /// By place in the text.
    marks: Vec<(usize, Mark)>,
}

/// A paragraph that has words.
struct Paragraph {
    /// Bytes of the text.
    span: Span,
    says: Says,
    is_item: bool,
    /// The table that it stands in.
    table: Option<usize>,
}

/// What is at a place between words.
enum Mark {
    /// The end of a line within the paragraph: the blank that follows stands for it.
    Break,
    LinkBegins,
    LinkEnds(Rc<str>),
    /// The mark of a footnote, by the label of that.
    Footnote(String),
}

/// What tells a table from a layout.
#[derive(Default)]
struct Table {
    cells: usize,
    /// Bytes of the paragraphs in it.
    bytes: usize,
    /// Bytes of those that are long.
    long: usize,
}

/// Cells of tables hold shorter paragraphs; a page that is laid out with a table does not. In bytes.
const LONG: usize = 250;

impl Paragraphs {
    /// A paragraph begins.
    pub(super) fn open(&mut self) {
        let mut line = self.unended.take().unwrap_or_default();
        line.goes_on = false;
        line.table = self.around.last().copied();
        line.look = Look { is_hidden: self.hidden > 0, ..Look::default() };
        self.open.push(line);
    }

    /// The innermost paragraph ends.
    pub(super) fn close(&mut self) {
        self.settle();
        let Some(mut line) = self.open.pop() else { return };
        if self.apart > 0 {
            line.look.says = Says::Apart;
        }
        if line.goes_on && !line.look.is_hidden {
            self.unended = Some(line);
        } else {
            self.keep(line);
        }
    }

    /// Ends a paragraph that would go on in the next where there is none.
    pub(super) fn settle(&mut self) {
        if let Some(line) = self.unended.take() {
            self.keep(line);
        }
    }

    fn keep(&mut self, line: Line) {
        if !line.look.is_hidden {
            if self.notes > 0 {
                self.cite(&line);
            } else {
                if let Some(table) = line.table.and_then(|table| self.tables.get_mut(table)) {
                    table.bytes += line.words.len();
                    table.long += if line.words.len() > LONG { line.words.len() } else { 0 };
                }
                let flow = if self.open.is_empty() { &mut self.read } else { &mut self.waiting };
                flow.add(line);
            }
        }
        if self.open.is_empty() {
            self.read.append(std::mem::take(&mut self.waiting));
        }
    }

    /// Takes a paragraph of a footnote.
    fn cite(&mut self, line: &Line) {
        self.footnotes.words(&line.words);
        self.footnotes.words(" ");
        for (_, mark) in &line.marks {
            if let Mark::LinkEnds(target) = mark {
                self.footnotes.cite(target);
            }
        }
    }

    /// Says what the paragraph that is open looks like.
    pub(super) fn style(&mut self, look: Look) {
        if let Some(line) = self.open.last_mut() {
            line.look = Look { is_hidden: look.is_hidden || line.look.is_hidden, ..look };
        }
    }

    /// The next paragraph goes on where the one that is open ends.
    pub(super) fn goes_on(&mut self) {
        if let Some(line) = self.open.last_mut() {
            line.goes_on = true;
        }
    }

    /// Whether words that come now are seen and stand in a paragraph.
    fn line(&mut self) -> Option<&mut Line> {
        if self.hidden > 0 { None } else { self.open.last_mut() }
    }

    /// Adds words. What ends a line in a file does not end a paragraph, and soft hyphens are not seen.
    pub(super) fn words(&mut self, words: &str) {
        let Some(line) = self.line() else { return };
        for (index, piece) in words.split(is_line_end).enumerate() {
            if index > 0 {
                line.words.push(' ');
            }
            line.words.extend(piece.split('\u{ad}'));
        }
    }

    /// Adds a tab.
    pub(super) fn tab(&mut self) {
        if let Some(line) = self.line() {
            line.words.push('\t');
        }
    }

    /// Ends a line within the paragraph.
    pub(super) fn line_break(&mut self) {
        if let Some(line) = self.line() {
            line.mark(Mark::Break);
            line.words.push(' ');
        }
    }

    /// A link begins.
    pub(super) fn link_begins(&mut self) {
        if let Some(line) = self.line() {
            line.mark(Mark::LinkBegins);
        }
    }

    /// The innermost link ends.
    pub(super) fn link_ends(&mut self, target: Rc<str>) {
        if let Some(line) = self.line() {
            line.mark(Mark::LinkEnds(target));
        }
    }

    /// The mark of a footnote stands here.
    pub(super) fn refer(&mut self, label: String) {
        if let Some(line) = self.line() {
            line.mark(Mark::Footnote(label));
        }
    }

    /// What comes now is a footnote.
    pub(super) fn open_note(&mut self, label: &str) {
        self.settle();
        if self.notes == 0 {
            self.footnotes.define(label);
        }
        self.notes += 1;
    }

    /// The footnote ends.
    pub(super) fn close_note(&mut self) {
        self.settle();
        self.notes = self.notes.saturating_sub(1);
        if self.notes == 0 {
            self.footnotes.end();
        }
    }

    /// A table begins.
    pub(super) fn open_table(&mut self) {
        self.settle();
        self.around.push(self.tables.len());
        self.tables.push(Table::default());
    }

    /// A cell of the innermost table begins.
    pub(super) fn open_cell(&mut self) {
        self.settle();
        let table = self.around.last().and_then(|table| self.tables.get_mut(*table));
        if let Some(table) = table {
            table.cells += 1;
        }
    }

    /// The innermost table ends.
    pub(super) fn close_table(&mut self) {
        self.settle();
        self.around.pop();
    }

    /// Nobody sees what comes now.
    pub(super) fn hide(&mut self) {
        self.hidden += 1;
    }

    /// Undoes what [`Paragraphs::hide`] did.
    pub(super) fn show(&mut self) {
        self.hidden = self.hidden.saturating_sub(1);
    }

    /// Whether nobody sees what comes now.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    /// What comes now is no prose of the story.
    pub(super) fn set_apart(&mut self) {
        self.apart += 1;
    }

    /// Undoes what [`Paragraphs::set_apart`] did.
    pub(super) fn set_back(&mut self) {
        self.apart = self.apart.saturating_sub(1);
    }

    /// The story. `fields` are what its properties say, by their names.
    ///
    /// # Errors
    /// [`DocumentError::TooLarge`] where its text has more bytes than an offset can count.
    pub(super) fn finish(mut self, fields: Vec<(String, String)>) -> Result<Item, DocumentError> {
        self.settle();
        while !self.open.is_empty() {
            self.close();
        }
        DocumentError::if_too_large(self.read.text.len() as u64)?;
        Ok(blocks::story(self, fields))
    }
}

impl Line {
    fn mark(&mut self, mark: Mark) {
        self.marks.push((self.words.len(), mark));
    }
}

impl Flow {
    fn add(&mut self, line: Line) {
        let start = self.text.len();
        if look::trimmed(&line.words, Span::new(0, line.words.len())).is_empty() {
            self.text.push('\n');
            return;
        }
        self.text.push_str(&line.words);
        self.paragraphs.push(Paragraph {
            span: Span::new(start, self.text.len()),
            says: line.look.says,
            is_item: line.look.is_item,
            table: line.table,
        });
        self.marks.extend(line.marks.into_iter().map(|(at, mark)| (start + at, mark)));
        self.text.push('\n');
    }

    fn append(&mut self, other: Self) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.into_iter().map(|(at, mark)| (start + at, mark)));
        self.paragraphs.extend(other.paragraphs.into_iter().map(|paragraph| {
            let span = Span::new(paragraph.span.start() + start, paragraph.span.end() + start);
            Paragraph { span, ..paragraph }
        }));
    }
}

impl Table {
    /// Whether it is there for its looks: it has one cell, or most of it is prose.
    fn is_layout(&self) -> bool {
        self.cells <= 1 || self.long * 2 > self.bytes
    }
}

/// What ends a line somewhere, and no more than a blank within a paragraph.
fn is_line_end(character: char) -> bool {
    matches!(character, '\n'..='\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
