//! Quotations that are elements: where no marks are written, those stand for them that a reader is shown.

use crate::{
    Span,
    document::{look, markup::Markup},
};

/// The marks around a quotation, and those around one within it.
const MARKS: &[(&str, &str)] = &[("“", "”"), ("‘", "’")];

/// The quotations that are open.
#[derive(Default)]
pub(super) struct Quotations {
    /// For each, once its words have begun: whether its marks had to be added.
    open: Vec<Option<bool>>,
    /// The last character before the words that come now.
    before: Option<char>,
    /// Where the last words end in the file.
    end: usize,
}

impl Quotations {
    /// Opens a quotation.
    pub(super) fn open(&mut self) {
        self.open.push(None);
    }

    /// Adds words to the text that stand at `at` in the file, and before them the marks of the quotations that they
    /// begin.
    pub(super) fn read(&mut self, markup: &mut Markup, words: &str, at: Span) {
        let (blanks, rest) = words.split_at(words.len() - words.trim_start_matches(look::is_blank).len());
        if rest.is_empty() || self.open.last().is_none_or(Option::is_some) {
            markup.piece(words, at);
        } else {
            let start = at.start() + blanks.len();
            markup.words(blanks, Span::new(at.start(), start));
            self.before = blanks.chars().next_back().or(self.before);
            self.begin(markup, rest, start);
            markup.piece(rest, Span::new(start, at.end()));
        }
        self.before = words.chars().next_back();
        self.end = at.end();
    }

    /// Begins the quotations whose first words these are, which stand at a byte of the file.
    fn begin(&mut self, markup: &mut Markup, words: &str, at: usize) {
        let is_marked = words.starts_with(look::is_quote) || self.before.is_some_and(look::is_quote);
        let first = self.open.iter().rposition(Option::is_some).map_or(0, |known| known + 1);
        for level in first..self.open.len() {
            self.open[level] = Some(!is_marked);
            if !is_marked {
                markup.stand_in(marks(level).0, Span::new(at, at));
            }
        }
    }

    /// Closes the innermost quotation.
    pub(super) fn close(&mut self, markup: &mut Markup) {
        if self.open.pop() == Some(Some(true)) && markup.extract.is_open() {
            markup.stand_in(marks(self.open.len()).1, Span::new(self.end, self.end));
        }
    }
}

/// The marks of a quotation that stands within so many others.
fn marks(level: usize) -> (&'static str, &'static str) {
    MARKS[level % MARKS.len()]
}
