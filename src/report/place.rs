//! Bytes of a file → lines and columns, as people count them.

/// The lines of a text.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// Byte offset of the start of each line.
    starts: Vec<usize>,
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
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// Where the byte `at` is. Bytes past the end count as the end.
    pub fn place(&self, at: usize) -> Place {
        let at = at.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= at);
        let before = &self.text[self.starts[line - 1]..at];
        let mark = line == 1 && before.starts_with('\u{feff}');
        Place { line, column: before.chars().count() + 1 - usize::from(mark) }
    }

    /// The same for programs that cut lines up by bytes: the column counts these, and a byte-order mark among them.
    pub fn place_in_bytes(&self, at: usize) -> Place {
        let at = at.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= at);
        Place { line, column: at - self.starts[line - 1] + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
