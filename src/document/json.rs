//! JSON → its members and strings, each with its place in the file.

use std::{borrow::Cow, fmt};

use nom::Offset;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{DocumentError, SourceMap};
use crate::{Span, mistake};

/// What a value of JSON is, by its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Object,
    Array,
    String,
    /// A number, `true`, `false` or `null`.
    Other,
}

/// Text that stands in a file in some other form, with its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// From the text into the file. It has a run for every byte.
    pub(super) map: SourceMap,
    /// The same piece by piece.
    pub(super) pieces: Vec<(String, Span)>,
}

impl Decoded {
    /// Adds words that stand at `at` in the file.
    pub(super) fn push(&mut self, words: &str, at: Span) {
        if words.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.map.push(Span::new(start, self.text.len()), at);
        self.pieces.push((words.to_owned(), at));
    }

    /// Stretches of it. Of what stands for something as a whole, all.
    pub(super) fn parts(&self, stretches: &[Span]) -> Vec<Self> {
        let mut end = 0;
        let start = |(words, _): &(String, Span)| {
            end += words.len();
            end - words.len()
        };
        let starts: Vec<usize> = self.pieces.iter().map(start).collect();
        let part = |stretch: &Span| {
            let mut part = Self::default();
            let first = starts.partition_point(|start| *start <= stretch.start()).saturating_sub(1);
            for (start, (words, at)) in starts.iter().zip(&self.pieces).skip(first) {
                if *start >= stretch.end() {
                    break;
                }
                let from = stretch.start().max(*start) - start;
                let to = stretch.end().min(start + words.len()) - start;
                let is_exact = words.len() == at.len();
                let place = Span::new(at.start() + from, at.start() + to);
                part.push(&words[from..to], if is_exact { place } else { *at });
            }
            part
        };
        stretches.iter().map(part).collect()
    }

    /// A string of JSON, which is written with its marks at the byte `at` of the file.
    pub(super) fn of_json(written: &str, at: usize) -> Self {
        let inner = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
        let mut decoded = Self::default();
        let mut from = at + 1;
        let mut rest = inner;
        while !rest.is_empty() {
            let plain = rest.find('\\').unwrap_or(rest.len());
            decoded.push(&rest[..plain], Span::new(from, from + plain));
            from += plain;
            rest = &rest[plain..];
            if let Some((read, length)) = escape(rest) {
                decoded.push(read.encode_utf8(&mut [0; 4]), Span::new(from, from + length));
                from += length;
                rest = &rest[length..];
            }
        }
        decoded
    }
}

/// What an escape at the start of a text stands for, and its length in bytes.
fn escape(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    let plain = match bytes.get(1)? {
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'u' => return Some(unicode(text)),
        _ => {
            let literal = text[1..].chars().next()?;
            return Some((literal, 1 + literal.len_utf8()));
        }
    };
    Some((plain, 2))
}

/// A character by its number, or by the two halves of it that UTF-16 has.
fn unicode(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(0) else { return (char::REPLACEMENT_CHARACTER, text.len().min(2)) };
    let second = unit(6).filter(|_| (0xd800..0xdc00).contains(&first));
    let units = [Some(first), second];
    match char::decode_utf16(units.into_iter().flatten()).next() {
        Some(Ok(character)) => (character, if character.len_utf16() == 2 { 12 } else { 6 }),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

/// The members of an object, in their order.
pub(super) struct Members<'a>(pub(super) Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((key, value)) = map.next_entry::<Cow<'de, str>, &'de RawValue>()? {
                    members.push((key, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Read)
    }
}

/// The value that a text is.
///
/// # Errors
/// [`DocumentError::Syntax`] where it is no JSON.
pub(super) fn value(file: &str) -> Result<&RawValue, DocumentError> {
    serde_json::from_str(file.trim_start_matches('\u{feff}')).map_err(|error| syntax(file, &error))
}

/// The members of an object that stands in a file.
pub(super) fn members<'a>(
    file: &str,
    value: &'a RawValue,
) -> Result<Vec<(Cow<'a, str>, &'a RawValue)>, DocumentError> {
    let members: Result<Members<'a>, _> = serde_json::from_str(value.get());
    let at = || place(file, value);
    members
        .map(|members| members.0)
        .map_err(|error| DocumentError::syntax("JSON", file, at(), error.to_string()))
}

/// The values of an array that stands in a file.
pub(super) fn values<'a>(file: &str, value: &'a RawValue) -> Result<Vec<&'a RawValue>, DocumentError> {
    let at = || place(file, value);
    serde_json::from_str(value.get())
        .map_err(|error: serde_json::Error| DocumentError::syntax("JSON", file, at(), error.to_string()))
}

/// What a value is.
pub(super) fn shape(value: &RawValue) -> Shape {
    match value.get().as_bytes().first() {
        Some(b'{') => Shape::Object,
        Some(b'[') => Shape::Array,
        Some(b'"') => Shape::String,
        _ => Shape::Other,
    }
}

/// A string that stands in a file; none where the value is something else.
pub(super) fn string(file: &str, value: &RawValue) -> Option<Decoded> {
    (shape(value) == Shape::String).then(|| Decoded::of_json(value.get(), place(file, value)))
}

/// A string or number that stands in a file: what is called by a name may be called by a number, too.
pub(super) fn name(file: &str, value: &RawValue) -> Option<Decoded> {
    let written = value.get();
    let is_number = written.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    string(file, value).or_else(|| {
        let at = place(file, value);
        let mut decoded = Decoded::default();
        decoded.push(written, Span::new(at, at + written.len()));
        is_number.then_some(decoded)
    })
}

/// Where a value of a file stands in it.
pub(super) fn place(file: &str, value: &RawValue) -> usize {
    file.offset(value.get())
}

/// What leads on from a pointer to a member: the key as a JSON Pointer writes it.
pub(super) fn pointer(to: &str, key: &str) -> String {
    format!("{to}/{}", key.replace('~', "~0").replace('/', "~1"))
}

fn syntax(file: &str, error: &serde_json::Error) -> DocumentError {
    let (at, why) = mistake::of_json(file, error);
    DocumentError::syntax("JSON", file, at, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_places() {
        let file = r#"{"a": "N\u00e9e \"x\" \ud83d\ude00\n—end"}"#;
        let members = members(file, value(file).unwrap()).unwrap();
        let decoded = string(file, members[0].1).unwrap();
        assert_eq!(decoded.text, "Née \"x\" 😀\n—end");
        let at = |words: &str| {
            let start = decoded.text.find(words).unwrap();
            decoded.map.to_file(Span::new(start, start + words.len())).of(file)
        };
        assert_eq!(at("é"), "\\u00e9");
        assert_eq!(at("\"x"), "\\\"x");
        assert_eq!(at("😀"), "\\ud83d\\ude00");
        assert_eq!(at("—end"), "—end");
    }

    #[test]
    fn halves_of_characters_are_no_reason_to_stop() {
        for written in [r#""\ud83d""#, r#""\ud83dx""#, r#""\udc00\ud83d""#, r#""\u""#] {
            assert!(Decoded::of_json(written, 0).text.starts_with('\u{fffd}'), "{written}");
        }
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        let error = value("{\"a\":\n  tru}").unwrap_err();
        assert!(matches!(error, DocumentError::Syntax { line: 2, .. }), "{error}");
    }
}
