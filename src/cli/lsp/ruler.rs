//! Bytes of a text ↔ positions as the protocol has them: a line, and how far into it, in the unit that was agreed on.

use lsp_types::{Position, Range};
use onrecord::{Span, Unit, report::Lines};

/// A text with its lines, which may end with `\n`, `\r\n` or `\r`.
pub(super) struct Ruler<'a> {
    lines: Lines<'a>,
    /// Where each line starts.
    starts: Vec<usize>,
    unit: Unit,
}

impl<'a> Ruler<'a> {
    pub(super) fn new(text: &'a str, unit: Unit) -> Self {
        let bytes = text.as_bytes();
        let ends = text.bytes().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { lines: Lines::new(text), starts, unit }
    }

    pub(super) fn text(&self) -> &'a str {
        self.lines.text()
    }

    /// Where a byte is.
    pub(super) fn position(&self, at: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= at) - 1;
        let character = self.lines.offset(at, self.unit) - self.lines.offset(self.starts[line], self.unit);
        Position { line: line as u32, character: character as u32 }
    }

    /// Where some bytes are.
    pub(super) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start()), end: self.position(span.end()) }
    }

    /// The byte at a position. What is past the end of a line is its end, and past the last line the end of the text.
    pub(super) fn byte(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return self.text().len() };
        let rest = &self.text()[start..self.end(line)];
        let mut left = position.character as usize;
        for (at, character) in rest.char_indices() {
            let units = self.unit.count(character.encode_utf8(&mut [0; 4]));
            if left < units {
                return start + at;
            }
            left -= units;
        }
        start + rest.len()
    }

    /// The bytes of a range. One that runs backwards is empty.
    pub(super) fn span(&self, range: Range) -> Span {
        let start = self.byte(range.start);
        Span::new(start, self.byte(range.end).max(start))
    }

    /// Where the line of a byte starts.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.starts[self.starts.partition_point(|start| *start <= at) - 1]
    }

    /// Where the line of a byte ends, without what ends it.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.end(self.starts.partition_point(|start| *start <= at) - 1)
    }

    /// A stretch as the parts of it that lie in one line each, in order.
    pub(super) fn by_line(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.starts.partition_point(|start| *start <= span.start()) - 1;
        (first..self.starts.len())
            .take_while(move |line| self.starts[*line] < span.end())
            .map(move |line| (self.starts[line].max(span.start()), self.end(line).min(span.end())))
            .filter(|(start, end)| start < end)
            .map(|(start, end)| Span::new(start, end))
    }

    /// What ends the lines of the text.
    pub(super) fn line_ending(&self) -> &'static str {
        let first = self.starts.get(1).map_or("", |next| &self.text()[..*next]);
        if first.ends_with("\r\n") { "\r\n" } else { "\n" }
    }

    fn end(&self, line: usize) -> usize {
        let next = self.starts.get(line + 1).copied();
        let whole = &self.text()[self.starts[line]..next.unwrap_or(self.text().len())];
        let ending = if next.is_none() {
            0
        } else if whole.ends_with("\r\n") {
            2
        } else {
            1
        };
        self.starts[line] + whole.len() - ending
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a😀é\r\nb\rcd\n\n“e”";

    #[test]
    fn every_byte_has_a_position_and_is_found_again() {
        for unit in [Unit::Utf8, Unit::Utf16, Unit::Utf32] {
            let ruler = Ruler::new(TEXT, unit);
            let between = |at: usize| TEXT.is_char_boundary(at) && !TEXT[..at].ends_with('\r');
            for at in (0..=TEXT.len()).filter(|at| between(*at)) {
                assert_eq!(ruler.byte(ruler.position(at)), at, "{unit:?} {at}");
            }
        }
        let ruler = Ruler::new(TEXT, Unit::Utf16);
        assert_eq!(ruler.position(TEXT.find('é').unwrap()), Position::new(0, 3));
        assert_eq!(ruler.position(TEXT.find("cd").unwrap()), Position::new(2, 0));
        assert_eq!(ruler.position(TEXT.find('e').unwrap()), Position::new(4, 1));
    }

    #[test]
    fn what_is_past_an_end_is_the_end() {
        let ruler = Ruler::new(TEXT, Unit::Utf16);
        assert_eq!(ruler.byte(Position::new(0, 99)), TEXT.find("\r\n").unwrap());
        assert_eq!(ruler.byte(Position::new(0, 2)), 1, "in the middle of a pair");
        assert_eq!(ruler.byte(Position::new(99, 0)), TEXT.len());
        assert_eq!(Ruler::new("", Unit::Utf8).byte(Position::new(0, 1)), 0);
    }

    #[test]
    fn a_stretch_is_cut_at_the_ends_of_lines() {
        let ruler = Ruler::new(TEXT, Unit::Utf16);
        let parts: Vec<&str> = ruler.by_line(Span::new(1, TEXT.len())).map(|span| span.of(TEXT)).collect();
        assert_eq!(parts, ["😀é", "b", "cd", "“e”"]);
        assert_eq!(ruler.line_ending(), "\r\n");
    }
}
