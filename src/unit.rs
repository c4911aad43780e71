//! In what offsets into a text are counted: every language and protocol has its own.

/// What offsets count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Bytes of UTF-8, as in Rust and in this library.
    #[default]
    Utf8,
    /// Code units of UTF-16, as in JavaScript and Java, and in editors where nothing else is agreed.
    Utf16,
    /// Code points, as in Python.
    Utf32,
}

impl Unit {
    /// How many units a text has.
    ///
    /// ```
    /// use onrecord::Unit;
    ///
    /// assert_eq!([Unit::Utf8, Unit::Utf16, Unit::Utf32].map(|unit| unit.count("é😀")), [6, 3, 2]);
    /// ```
    pub fn count(self, text: &str) -> usize {
        self.count_bytes(text.as_bytes())
    }

    /// How many units begin in some bytes of UTF-8, wherever these are cut.
    pub(crate) fn count_bytes(self, bytes: &[u8]) -> usize {
        match self {
            Self::Utf8 => bytes.len(),
            Self::Utf16 => {
                bytes.iter().map(|byte| usize::from(begins(*byte)) + usize::from(is_pair(*byte))).sum()
            }
            Self::Utf32 => bytes.iter().filter(|byte| begins(**byte)).count(),
        }
    }
}

/// Whether a character begins with this byte of UTF-8.
fn begins(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// Whether a character begins with this byte that takes two units of UTF-16.
fn is_pair(byte: u8) -> bool {
    byte >= 0b1111_0000
}
