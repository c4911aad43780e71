//! Words as the lexicon compares them: every apostrophe the straight one, capitals made small, on the stack where the
//! word is short and of ASCII letters, as nearly all are.

use std::borrow::Cow;

/// Longer words are folded on the heap. In bytes.
const LONGEST: usize = 64;

/// The bytes of a short word of ASCII letters.
pub(super) struct Folded {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Folded {
    /// A word with every apostrophe the straight one, if it then has no letters but those of ASCII.
    pub(super) fn straight(word: &str) -> Option<Self> {
        let mut folded = Self { bytes: [0; LONGEST], length: 0 };
        let mut rest = word.as_bytes();
        while let [first, after @ ..] = rest {
            let (byte, after) = match rest {
                _ if first.is_ascii() => (*first, after),
                [0xe2, 0x80, 0x98 | 0x99, after @ ..] | [0xca, 0xbc, after @ ..] => (b'\'', after),
                _ => return None,
            };
            *folded.bytes.get_mut(folded.length)? = byte;
            folded.length += 1;
            rest = after;
        }
        Some(folded)
    }

    /// A word in small letters.
    pub(super) fn small(word: &[u8]) -> Option<Self> {
        let mut folded = Self { bytes: [0; LONGEST], length: word.len() };
        for (small, byte) in folded.bytes.get_mut(..word.len())?.iter_mut().zip(word) {
            *small = byte.to_ascii_lowercase();
        }
        Some(folded)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// Writes every apostrophe as the straight one.
pub(super) fn straighten(word: &str) -> Cow<'_, str> {
    if word.is_ascii() || !word.contains(['\u{2019}', '\u{2018}', '\u{02bc}']) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.replace(['\u{2019}', '\u{2018}', '\u{02bc}'], "'"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_on_the_stack_as_on_the_heap() {
        for word in ["", "don’t", "O\u{2bc}Brien", "US", "‘em", "it's"] {
            let straight = Folded::straight(word).unwrap();
            assert_eq!(straight.bytes(), straighten(word).as_bytes(), "{word}");
            let small = Folded::small(straight.bytes()).unwrap();
            assert_eq!(small.bytes(), straighten(word).to_lowercase().as_bytes(), "{word}");
        }
        assert!(Folded::straight("née").is_none() && Folded::straight(&"a".repeat(LONGEST + 1)).is_none());
    }
}
