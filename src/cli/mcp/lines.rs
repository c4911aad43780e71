//! Lines of standard input, each of them a message, none of them longer than can be held.

use std::io::{self, BufRead, Read};

/// Bytes of the longest line that is read: a text of the usual limit fits, however much of it is escaped.
const LONGEST: u64 = 1 << 29;

/// A line of an input.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Read(Vec<u8>),
    TooLong,
}

/// The lines of an input.
pub(super) struct Lines<R> {
    input: R,
    longest: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn of(input: R) -> Self {
        Self { input, longest: LONGEST }
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let read = self.input.by_ref().take(self.longest).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        if line.pop_if(|last| *last == b'\n').is_none() && read as u64 == self.longest {
            self.input.skip_until(b'\n')?;
            return Ok(Some(Line::TooLong));
        }
        Ok(Some(Line::Read(line)))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_passed_over_as_one() {
        let lines = Lines { input: &b"short\n\nfar too long a line\nlast"[..], longest: 6 };
        let lines: Vec<Line> = lines.map(Result::unwrap).collect();
        let read = |line: &[u8]| Line::Read(line.to_vec());
        assert_eq!(lines, [read(b"short"), read(b""), Line::TooLong, read(b"last")]);
    }
}
