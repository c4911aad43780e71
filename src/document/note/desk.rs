//! Notes to the linter among words to the desk: "Hold for six. onrecord: allow A003 reason=\"agreed with the desk\"".

use super::find::{SIGN, length, signs};
use crate::{
    Span,
    document::{json::Decoded, look},
};

/// The notes in words that no reader sees, without their sign. Each goes on to the next, or to the end of the words;
/// in brackets, to that which closes it.
pub(in crate::document) fn in_words(words: &Decoded) -> Vec<Decoded> {
    let text = words.text.as_str();
    let mut signs = signs(text).peekable();
    let mut places = Vec::new();
    while let Some(sign) = signs.next() {
        let start = sign + SIGN.len() + 1;
        let mut end = signs.peek().map_or(text.len(), |next| *next).max(start);
        if text[..sign].trim_end_matches(look::is_blank).ends_with('[') {
            end = length(&text[start..end], "]").map_or(end, |length| start + length);
        }
        let span = look::trimmed(text, Span::new(start, end));
        if look::has_word(span.of(text)) {
            places.push(span);
        }
    }
    words.parts(&places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_behind_the_sign() {
        let file = r#""Hold. [OnRecord: allow A003 reason=\"agreed [by me]\"] Thanks. onrecord: off A\n onrecord: onrecord:""#;
        let notes = in_words(&Decoded::of_json(file, 0));
        let texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(texts, [r#"allow A003 reason="agreed [by me]""#, "off A"]);
        let whole = Span::new(0, notes[0].text.len());
        assert_eq!(notes[0].map.to_file(whole).of(file), r#"allow A003 reason=\"agreed [by me]\""#);
        assert_eq!(notes[1].map.to_file(Span::new(0, 5)).of(file), "off A");
    }
}
