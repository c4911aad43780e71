//! Example texts with the flagged spans marked: "[[Sources]] said so."

use crate::Span;

/// A text, and what is marked in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedText {
    /// The text without the marks.
    pub text: String,
    /// What stood between marks, in bytes of `text`.
    pub spans: Vec<Span>,
}

impl MarkedText {
    /// Reads a text with marks. A mark that is never closed is part of the text.
    pub fn read(marked: &str) -> Self {
        let mut text = String::with_capacity(marked.len());
        let mut spans = Vec::new();
        let mut rest = marked;
        while let Some((before, inner, after)) = next_mark(rest) {
            text.push_str(before);
            let start = text.len();
            text.push_str(inner);
            spans.push(Span::new(start, text.len()));
            rest = after;
        }
        text.push_str(rest);
        Self { text, spans }
    }
}

fn next_mark(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("[[")?;
    let mut end = rest.find("]]")?;
    while rest[end + 2..].starts_with(']') {
        end += 1; // a bracket of the text's own stands before the mark: "[[[sic]]]"
    }
    Some((before, &rest[..end], &rest[end + 2..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        let marked = MarkedText::read("[[Sources]] told [[“us”]] so [1].");
        assert_eq!(marked.text, "Sources told “us” so [1].");
        assert_eq!(
            marked.spans.iter().map(|span| span.of(&marked.text)).collect::<Vec<_>>(),
            ["Sources", "“us”"]
        );
        assert_eq!(MarkedText::read("a [[ b").text, "a [[ b");
        assert_eq!(MarkedText::read("so [[[sic]]] it").spans, [Span::new(3, 8)]);
    }
}
