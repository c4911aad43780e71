//! What holds of every document, whatever the bytes: properties on random text and random Markdown.

mod pieces;
mod wires;

use proptest::prelude::*;

use self::pieces::{ASCIIDOC, DIALECTS, HTML, PIECES, RST, RUNS, WIKITEXT};
use super::{Document, Format, look, package::tests::packed};
use crate::Span;

/// Every format that is text, with pieces of its own.
const FORMATS: &[(Format, &[&str])] = &[
    (Format::Text, &[]),
    (Format::Markdown, DIALECTS),
    (Format::AsciiDoc, ASCIIDOC),
    (Format::Rst, RST),
    (Format::Wikitext, WIKITEXT),
    (Format::Mdx, DIALECTS),
    (Format::Html, HTML),
];

/// How many random documents there are of each format.
const CASES: u32 = 256;

/// Random documents of a random format: of its own pieces, and of those that all readers know.
fn documents() -> impl Strategy<Value = (Format, String)> {
    proptest::sample::select(FORMATS).prop_flat_map(|(format, own)| {
        let piece = proptest::sample::select([PIECES, own].concat());
        let file = proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat());
        (Just(format), file)
    })
}

fn check(file: &str, format: Format) -> Result<(), TestCaseError> {
    let Ok(document) = Document::read(file.as_bytes(), format) else { return Ok(()) };
    check_document(file, &document)
}

/// `file` is what the map of the document leads into.
fn check_document(file: &str, document: &Document) -> Result<(), TestCaseError> {
    let text = document.text.as_str();
    let mut end = 0;
    for block in &document.blocks {
        let span = block.span;
        prop_assert!(end <= span.start() && !span.is_empty() && span.end() <= text.len(), "{document:?}");
        prop_assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()), "{document:?}");
        prop_assert_eq!(look::trimmed(text, span), span);
        end = span.end();
        for (at, character) in span.of(text).char_indices() {
            let start = span.start() + at;
            check_place(file, document, Span::new(start, start + character.len_utf8()), character)?;
        }
        check_place(file, document, span, '\0')?;
    }
    for link in &document.links {
        prop_assert!(link.span.end() <= text.len());
        prop_assert!(text.is_char_boundary(link.span.start()) && text.is_char_boundary(link.span.end()));
    }
    prop_assert!(document.links.is_sorted_by_key(|link| link.span));
    prop_assert!(document.tagged.is_sorted_by_key(|tagged| tagged.at));
    prop_assert!(document.tagged.iter().all(|tagged| text.is_char_boundary(tagged.at)));
    check_notes(file, document, end)
}

/// Notes stand behind the prose, in order, and reach into it.
fn check_notes(file: &str, document: &Document, prose: usize) -> Result<(), TestCaseError> {
    let text = document.text.as_str();
    let prose = prose.max(document.prose().trim_end_matches(look::is_blank).len());
    let mut end = prose;
    for note in &document.notes {
        let inside = match &note.says {
            Ok(says) => says.rules.clone(),
            Err(misread) => vec![misread.span],
        };
        prop_assert!(end <= note.span.start() && note.span.end() <= text.len(), "{document:?}");
        prop_assert!(note.reach.end() <= document.prose().len(), "{document:?}");
        prop_assert!(inside.iter().all(|span| note.span.covers(*span) && !span.is_empty()), "{document:?}");
        for span in inside.into_iter().chain([note.span, note.reach]) {
            prop_assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
            check_place(file, document, span, '\0')?;
        }
        end = note.span.end();
    }
    Ok(())
}

/// Whether `span` of the text lies within the file, and where it is one character of it, is that character.
fn check_place(file: &str, document: &Document, span: Span, character: char) -> Result<(), TestCaseError> {
    let place = document.map.to_file(span);
    prop_assert!(place.end() <= file.len(), "{document:?}");
    prop_assert!(file.is_char_boundary(place.start()) && file.is_char_boundary(place.end()), "{document:?}");
    if place.len() == character.len_utf8() && !look::is_blank(character) && character != '\0' {
        prop_assert_eq!(place.of(file), span.of(&document.text));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES * FORMATS.len() as u32))]

    #[test]
    fn any_text(file in ".*") {
        for (format, _) in FORMATS {
            check(&file, *format)?;
        }
    }

    #[test]
    fn text_of_pieces((format, file) in documents()) {
        check(&file, format)?;
    }

    #[test]
    fn word_of_runs(runs in proptest::collection::vec(proptest::sample::select(RUNS), 0..60)) {
        let text = format!("<w:document><w:p>{}</w:p></w:document>", runs.concat());
        let bytes = packed(&[("word/document.xml", &text)]);
        let items = super::read(&bytes, Format::Docx, &super::Limits::default());
        let item = items.unwrap().remove(0);
        let paragraphs = item.origin.ground.text().unwrap();
        check_document(paragraphs, &item.document)?;
        prop_assert!(!paragraphs.contains("no"));
    }

    #[test]
    fn any_bytes(file in proptest::collection::vec(any::<u8>(), 0..200)) {
        for (format, _) in FORMATS {
            let _ = Document::read(&file, *format);
        }
        let _ = Document::read(&file, Format::Docx);
        let _ = Document::read(&[b"PK\x03\x04", &file[..]].concat(), Format::Odt);
    }
}
