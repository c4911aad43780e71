//! A stretch of text, in bytes.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error, ser::SerializeStruct};

/// The last place at or before a byte of a text where a character begins or the text ends.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// What each of two texts has that the other has not: all between what they begin with and what they end with alike, in
/// bytes, whatever characters these are of.
pub(crate) fn edited(before: &str, after: &str) -> (Span, Span) {
    /// So many bytes are compared at a time.
    const STRIDE: usize = 64;
    let (before, after) = (before.as_bytes(), after.as_bytes());
    let strides = before.chunks(STRIDE).zip(after.chunks(STRIDE)).take_while(|(one, other)| one == other);
    let start = (strides.count() * STRIDE).min(before.len()).min(after.len());
    let same = before[start..].iter().zip(&after[start..]).take_while(|(one, other)| one == other);
    let start = start + same.count();
    let (gone, new) = (&before[start..], &after[start..]);
    let strides = gone.rchunks(STRIDE).zip(new.rchunks(STRIDE)).take_while(|(one, other)| one == other);
    let alike = (strides.count() * STRIDE).min(gone.len()).min(new.len());
    let (gone, new) = (&gone[..gone.len() - alike], &new[..new.len() - alike]);
    let same = gone.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| one == other).count();
    (Span::new(start, start + gone.len() - same), Span::new(start, start + new.len() - same))
}

/// A half-open range of bytes, always on character boundaries of the text that it belongs to.
///
/// Offsets are kept in 32 bits: a story never comes near 4 GiB, and tokens are many.
///
/// ```
/// use onrecord::Span;
///
/// let span = Span::new(4, 10);
/// assert_eq!(span.of("the bridge"), "bridge");
/// assert!(span.overlaps(Span::new(9, 12)) && !span.covers(Span::new(9, 12)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forwards: {start}..{end}");
        Self { start: start as u32, end: end as u32 }
    }

    /// Offset of the first byte.
    #[inline]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Offset just past the last byte.
    #[inline]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same as a standard range.
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words of `text` that this span covers.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether the two share at least one byte.
    #[inline]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether every byte of `other` lies within this span.
    #[inline]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[inline]
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Span", 2)?;
        object.serialize_field("start", &self.start)?;
        object.serialize_field("end", &self.end)?;
        object.end()
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Written {
            start: u32,
            end: u32,
        }
        let Written { start, end } = Written::deserialize(deserializer)?;
        if start > end {
            return Err(D::Error::custom(format!("a span runs forwards: {start}..{end}")));
        }
        Ok(Self { start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_edit_took_out_and_put_in() {
        let long = "é".repeat(100);
        for (before, after, gone, new) in [
            ("abc", "abc", 3..3, 3..3),
            ("abc", "abxc", 2..2, 2..3),
            ("abxc", "abc", 2..3, 2..2),
            ("aa", "aaa", 2..2, 2..3),
            ("", "ab", 0..0, 0..2),
            (&format!("{long}x{long}"), &format!("{long}yz{long}"), 200..201, 200..202),
            (&format!("{long}{long}"), &long, 200..400, 200..200),
        ] {
            let (took, put) = edited(before, after);
            assert_eq!((took.range(), put.range()), (gone, new), "{before} {after}");
        }
    }
}
