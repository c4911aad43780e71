//! What holds of every document, whatever the bytes: properties on random text and random Markdown.

use proptest::prelude::*;

use super::{Document, Format, look};
use crate::Span;

/// Pieces that the readers treat in some way of their own, and words between them.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\n\n",
    "\r",
    " ",
    "\t",
    "    ",
    "\u{feff}",
    "\u{a0}",
    "\u{200b}",
    "> ",
    ">",
    "- ",
    "* ",
    "1. ",
    "#",
    "# ",
    "---",
    "---\n",
    "+++\n",
    "title: ",
    "author:\n",
    "...\n",
    "***",
    "`",
    "```\n",
    "<!-- ",
    " -->",
    "<b>",
    "<div>\n",
    "[",
    "](",
    ")",
    "![",
    "[^1]",
    "[^1]: ",
    "&amp;",
    "&#0;",
    "\\",
    "\\*",
    "|",
    "|---|\n",
    "~~",
    "\u{2028}",
    "By Ana Ruiz",
    "OSLO (AP) — ",
    "May 3, 2020",
    "Photo: AP",
    "(AP Photo)",
    "Read more: ",
    "Who Pays?",
    "###",
    "-30-",
    "It froze.",
    "“Never,” ",
    "she said",
    "é",
    "日本",
    "\"",
    "'",
    ":",
    " and ",
    "Reuters",
    "x",
    "<!-- onrecord: ",
    "[onrecord: ",
    "onrecord: ",
    "onrecord = [",
    "allow ",
    "off ",
    "on ",
    "A003 ",
    "reason=\"",
    "until=2026-05-03",
    "]",
];

/// Pieces that the reader of AsciiDoc treats in some way of its own.
const ASCIIDOC: &[&str] = &[
    "= ",
    "== ",
    "====\n",
    "____\n",
    "--\n",
    "----\n",
    "////\n",
    "|===\n",
    "2+^|",
    "[quote, Ana Ruiz]\n",
    "[source]\n",
    "[abstract]\n",
    ".Late\n",
    "NOTE: ",
    "+\n",
    " +\n",
    "late:: ",
    ". ",
    "image::a[b]\n",
    ":town: Oslo\n",
    ":onrecord: ",
    "// onrecord: ",
    "{town}",
    "{deg}",
    "footnote:[",
    "https://ice.example[",
    "link:a[",
    "<<a,",
    ">>",
    "*",
    "_",
    "__",
    "+",
    "++",
    "#",
    "^",
    "~",
    "\"`",
    "`\"",
    "`'",
    "pass:[",
    "((",
    "))",
    "]",
    ",",
];

/// Pieces that the reader of reStructuredText treats in some way of its own.
const RST: &[&str] = &[
    "====\n",
    "----\n",
    ".. ",
    "..\n",
    ".. note:: ",
    ".. figure:: a.png\n",
    ".. list-table::\n",
    ".. epigraph::\n\n",
    ".. [1] ",
    ".. |town| replace:: Oslo\n",
    ".. _late: https://ice.example\n",
    ".. onrecord: ",
    ":Author: ",
    ":onrecord: ",
    ":sub:`",
    "::\n",
    "   ",
    "  ",
    "-- ",
    "#. ",
    "| ",
    "+--+--+\n",
    "|é | a|\n",
    "== ==\n",
    ">>> ",
    "-a  ",
    "*",
    "**",
    "`",
    "``",
    "`_",
    "`__",
    " <",
    ">",
    "[1]_",
    "[#]_",
    "|town|",
    "late_",
    "\\ ",
    "https://ice.example",
];

fn pieces() -> impl Strategy<Value = String> {
    pieces_of(&[])
}

/// Random texts of the pieces that all readers know, and of some more.
fn pieces_of(more: &[&'static str]) -> impl Strategy<Value = String> + use<> {
    let all = [PIECES, more].concat();
    proptest::collection::vec(proptest::sample::select(all), 0..60).prop_map(|pieces| pieces.concat())
}

fn check(file: &str, format: Format) -> Result<(), TestCaseError> {
    let Ok(document) = Document::read(file.as_bytes(), format) else { return Ok(()) };
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
            check_place(file, &document, Span::new(start, start + character.len_utf8()), character)?;
        }
        check_place(file, &document, span, '\0')?;
    }
    for link in &document.links {
        prop_assert!(link.span.end() <= text.len());
        prop_assert!(text.is_char_boundary(link.span.start()) && text.is_char_boundary(link.span.end()));
    }
    prop_assert!(document.links.is_sorted_by_key(|link| link.span));
    check_notes(file, &document, end)
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
    #[test]
    fn any_text(file in ".*") {
        check(&file, Format::Text)?;
        check(&file, Format::Markdown)?;
        check(&file, Format::AsciiDoc)?;
        check(&file, Format::Rst)?;
    }

    #[test]
    fn rst_of_pieces(file in pieces_of(RST)) {
        check(&file, Format::Rst)?;
    }

    #[test]
    fn asciidoc_of_pieces(file in pieces_of(ASCIIDOC)) {
        check(&file, Format::AsciiDoc)?;
    }

    #[test]
    fn text_of_pieces(file in pieces()) {
        check(&file, Format::Text)?;
    }

    #[test]
    fn markdown_of_pieces(file in pieces()) {
        check(&file, Format::Markdown)?;
    }

    #[test]
    fn any_bytes(file in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Document::read(&file, Format::Markdown);
    }
}
