//! The lines of plain text that hold something, with what stands before their words.

use memchr::memchr3_iter;

use crate::{Span, document::look};

/// Columns from one tab stop to the next.
const TAB: usize = 4;

/// Marks that begin an item of a list.
const BULLETS: &[char] = &['-', '*', '•', '‣', '▪', '●', '◦', '·', '+'];

/// The longest number of an item, in digits: years are no such numbers.
const LONGEST_NUMBER: usize = 3;

/// The first byte of U+2028 and U+2029, which end lines and paragraphs.
const SEPARATOR: u8 = 0xe2;

/// A line that holds something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Offset of the first byte of the line in the file.
    pub(super) start: usize,
    /// The words, without what stands before them. Bytes of the file.
    pub(super) span: Span,
    /// Columns from the start of the line to the end of the words.
    pub(super) width: usize,
    /// Columns before the words or their marker.
    pub(super) indent: usize,
    /// What stands before the words.
    pub(super) marker: Marker,
    /// Whether an empty line or the start of the file comes before.
    pub(super) after_gap: bool,
}

/// What stands before the words of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// Nothing.
    None,
    /// ">"
    Quote,
    /// "-", "•", "1."
    Item,
}

/// The lines of a file, whatever ends them.
pub(super) fn split(file: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_gap = true;
    let mut start = 0;
    while start < file.len() {
        let whole = Span::new(start, end_of_line(file, start));
        let is_rest_of_end = whole.of(file) == "\n" && file[..start].ends_with('\r');
        let line = line(file, whole, after_gap);
        start = whole.end();
        match line {
            Some(line) => {
                after_gap = false;
                lines.push(line);
            }
            None => after_gap |= !is_rest_of_end,
        }
    }
    lines
}

/// Where the line that begins at `start` ends: behind its mark, if it has one.
fn end_of_line(file: &str, start: usize) -> usize {
    let bytes = file.as_bytes();
    memchr3_iter(b'\n', b'\r', SEPARATOR, &bytes[start..])
        .map(|at| start + at)
        .find_map(|at| match bytes[at] {
            b'\n' | b'\r' => Some(at + 1),
            _ => matches!(bytes.get(at..at + 3), Some([.., 0x80, 0xa8 | 0xa9])).then_some(at + 3),
        })
        .unwrap_or(file.len())
}

fn line(file: &str, whole: Span, after_gap: bool) -> Option<Line> {
    let span = look::trimmed(file, whole);
    let before = &file[whole.start()..span.start()];
    let indent = columns(before);
    let width = indent + span.of(file).chars().count();
    let (marker, length) = marker(span.of(file));
    let span = look::trimmed(file, Span::new(span.start() + length, span.end()));
    (!span.is_empty()).then(|| Line { start: whole.start(), span, width, indent, marker, after_gap })
}

fn columns(before: &str) -> usize {
    before.chars().fold(0, |column, character| match character {
        '\t' => (column / TAB + 1) * TAB,
        '\u{feff}' | '\u{200b}' => column,
        _ => column + 1,
    })
}

/// What a line begins with, and its length in bytes.
fn marker(text: &str) -> (Marker, usize) {
    if text.starts_with('>') {
        let quoted = text.trim_start_matches(|c: char| c == '>' || look::is_blank(c));
        return (Marker::Quote, text.len() - quoted.len());
    }
    let opened = text.strip_prefix('(').unwrap_or(text);
    let after_number = opened.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match opened.len() - after_number.len() {
        0 => text.strip_prefix(BULLETS),
        1..=LONGEST_NUMBER if opened.len() < text.len() => after_number.strip_prefix(')'),
        1..=LONGEST_NUMBER => after_number.strip_prefix(['.', ')']),
        _ => None,
    };
    // Marks on both sides, as in "- 30 -", number nothing.
    let is_sign = text.starts_with(BULLETS) && text.ends_with(BULLETS);
    match rest {
        Some(rest) if rest.starts_with(look::is_blank) && look::has_word(rest) && !is_sign => {
            (Marker::Item, text.len() - rest.len())
        }
        _ => (Marker::None, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        for (text, expected) in [
            ("- Rain", (Marker::Item, 1)),
            ("• Rain", (Marker::Item, 3)),
            ("12. Rain", (Marker::Item, 3)),
            ("(2) Rain", (Marker::Item, 3)),
            ("> > Rain", (Marker::Quote, 4)),
            ("2016. Rain", (Marker::None, 0)),
            ("-30-", (Marker::None, 0)),
            ("- 30 -", (Marker::None, 0)),
            ("* * *", (Marker::None, 0)),
            ("*Rain", (Marker::None, 0)),
            ("1.5 metres", (Marker::None, 0)),
            ("8.", (Marker::None, 0)),
            ("", (Marker::None, 0)),
        ] {
            assert_eq!(marker(text), expected, "{text}");
        }
    }

    #[test]
    fn any_line_end() {
        let file = "\u{feff}One\r\nTwo\r\rThree\n\n\tFour \n\u{a0}\n";
        let lines = split(file);
        let words: Vec<_> = lines.iter().map(|line| line.span.of(file)).collect();
        assert_eq!(words, ["One", "Two", "Three", "Four"]);
        assert_eq!(lines.iter().map(|line| line.after_gap).collect::<Vec<_>>(), [true, false, true, true]);
        assert_eq!(lines.iter().map(|line| line.indent).collect::<Vec<_>>(), [0, 0, 0, 4]);
    }
}
