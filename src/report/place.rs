//! Bytes of a file → lines and columns, as people count them.

use std::sync::{Arc, OnceLock};

use crate::{Unit, document::Document};

/// Characters are counted once for every so many bytes: a line may be as long as the file.
const STRIDE: usize = 1024;

/// The lines of a text.
///
/// ```
/// use onrecord::{Unit, report::Lines};
///
/// let lines = Lines::new("“Né,” he said.\nÉlan.");
/// let place = lines.place(22); // a byte
/// assert_eq!((place.line, place.column), (2, 2)); // characters, from 1
/// assert_eq!(lines.offset(22, Unit::Utf16), 16);
/// ```
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    index: Arc<Index>,
}

/// A text whose lines are found once, however many stories of a file point into it.
#[derive(Clone, Debug)]
pub struct Numbered {
    /// None where a document has the same, so that a long one is not kept twice.
    text: Option<Arc<str>>,
    index: Arc<Index>,
}

/// Where lines are in a text.
#[derive(Debug)]
struct Index {
    /// Byte offset of the start of each line.
    starts: Vec<usize>,
    /// How many characters begin before each [`STRIDE`] of bytes.
    counts: Vec<usize>,
    /// How many units of UTF-16 do; found when somebody asks.
    counts16: OnceLock<Vec<usize>>,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// In characters, from 1; a byte-order mark is not counted.
    pub column: usize,
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, index: Arc::new(Index::of(text)) }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The offset of the byte `at` in some unit. Bytes past the end count as the end.
    pub fn offset(&self, at: usize, unit: Unit) -> usize {
        let at = at.min(self.text.len());
        let counts = match unit {
            Unit::Utf8 => return at,
            Unit::Utf16 => self.index.counts16.get_or_init(|| counts(self.text, unit)),
            Unit::Utf32 => &self.index.counts,
        };
        let index = (at / STRIDE).min(counts.len().saturating_sub(1));
        let before = counts.get(index).copied().unwrap_or_default();
        before + unit.count_bytes(&self.text.as_bytes()[index * STRIDE..at])
    }

    /// Where the byte `at` is. Bytes past the end count as the end.
    pub fn place(&self, at: usize) -> Place {
        let at = at.min(self.text.len());
        let starts = &self.index.starts;
        let line = starts.partition_point(|start| *start <= at);
        let start = starts[line - 1];
        let mark = line == 1 && at > 0 && self.text.starts_with('\u{feff}');
        let characters = self.offset(at, Unit::Utf32) - self.offset(start, Unit::Utf32);
        Place { line, column: characters + 1 - usize::from(mark) }
    }

    /// The same for programs that cut lines up by bytes: the column counts these, and a byte-order mark among them.
    pub fn place_in_bytes(&self, at: usize) -> Place {
        let at = at.min(self.text.len());
        let starts = &self.index.starts;
        let line = starts.partition_point(|start| *start <= at);
        Place { line, column: at - starts[line - 1] + 1 }
    }
}

impl Numbered {
    /// Finds the lines of a text.
    pub fn new(text: Arc<str>) -> Self {
        let index = Arc::new(Index::of(&text));
        Self { text: Some(text), index }
    }

    /// Finds the lines of a file whose only story is all that it says, to the letter.
    pub fn of_document(document: &Document) -> Self {
        Self { text: None, index: Arc::new(Index::of(&document.text)) }
    }

    /// Whether it is of this text, and not of a copy of it.
    pub fn is_of(&self, text: &Arc<str>) -> bool {
        self.text.as_ref().is_some_and(|own| Arc::ptr_eq(own, text))
    }

    /// The text, given the document that was read from it.
    pub fn text<'a>(&'a self, document: &'a Document) -> &'a str {
        self.text.as_deref().unwrap_or(&document.text)
    }

    /// Its lines, given the document that was read from it.
    pub fn lines<'a>(&'a self, document: &'a Document) -> Lines<'a> {
        Lines { text: self.text(document), index: Arc::clone(&self.index) }
    }
}

impl Index {
    fn of(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { starts, counts: counts(text, Unit::Utf32), counts16: OnceLock::new() }
    }
}

/// How many units begin before each [`STRIDE`] of bytes.
fn counts(text: &str, unit: Unit) -> Vec<usize> {
    let mut count = 0;
    let before = text.as_bytes().chunks(STRIDE).map(|chunk| {
        let before = count;
        count += unit.count_bytes(chunk);
        before
    });
    before.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_once_for_all_stories_of_a_file() {
        let numbered = Numbered::new("a\nÉlan.".into());
        let document = Document { text: "Élan.".into(), ..Document::default() };
        let (first, second) = (numbered.lines(&document), numbered.lines(&document));
        assert!(Arc::ptr_eq(&first.index, &second.index));
        assert_eq!(second.place(4), Place { line: 2, column: 2 });
        assert_eq!(Numbered::of_document(&document).lines(&document).text(), "Élan.");
    }

    #[test]
    fn offsets_in_every_unit() {
        let text = "é😀—x".repeat(500);
        let lines = Lines::new(&text);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            for unit in [Unit::Utf8, Unit::Utf16, Unit::Utf32] {
                assert_eq!(lines.offset(at, unit), unit.count(&text[..at]), "{at} {unit:?}");
            }
            assert_eq!(lines.offset(at, Unit::Utf16), text[..at].encode_utf16().count(), "{at}");
        }
        assert_eq!(lines.offset(usize::MAX, Unit::Utf32), 2000);
    }

    #[test]
    fn columns_of_long_lines_count_characters_as_well() {
        let text = format!("a\n{}", "é—x".repeat(1000));
        let lines = Lines::new(&text);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
            assert_eq!(lines.place(at).column, text[start..at].chars().count() + 1, "{at}");
        }
        assert_eq!(Lines::new("").place(3), Place { line: 1, column: 1 });
        let stride = "x".repeat(2 * STRIDE);
        assert_eq!(Lines::new(&stride).place(2 * STRIDE).column, 2 * STRIDE + 1);
    }

    #[test]
    fn columns_count_characters() {
        let text = "\u{feff}“Né,” he said.\r\nÉlan.";
        let lines = Lines::new(text);
        let place = |needle: &str| {
            let Place { line, column } = lines.place(text.find(needle).unwrap());
            (line, column)
        };
        assert_eq!(place("“Né"), (1, 1));
        assert_eq!(place("he"), (1, 7));
        assert_eq!(place("lan"), (2, 2));
        assert_eq!(lines.place(999), Place { line: 2, column: 6 });
    }

    #[test]
    fn columns_in_bytes_count_every_byte() {
        let text = "\u{feff}“Né,” he said.\r\nÉlan.";
        let lines = Lines::new(text);
        assert_eq!(lines.place_in_bytes(text.find("he").unwrap()), Place { line: 1, column: 15 });
        assert_eq!(lines.place_in_bytes(text.find("lan").unwrap()), Place { line: 2, column: 3 });
        assert_eq!(lines.place_in_bytes(999), Place { line: 2, column: 7 });
    }
}
