//! Readers of documents: any bytes in any format.
//!
//! The first byte chooses the format, the others are the file.

use std::io::{BufReader, Cursor, Write};

use onrecord::{
    Span,
    document::{
        self, Document, DocumentError, Format, Ground, Item, Limits,
        archive::{Archive, ArchiveError},
    },
    report,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::shown::assert_tame;

/// Formats whose files are packed, by letters behind those of all formats: here their parts come unpacked, so that
/// what is tried is the reader and not the packing. Each with the part that has what stands above the first name.
const UNPACKED: &[(Format, &str)] = &[(Format::Docx, "word/document.xml"), (Format::Odt, "content.xml")];

/// What stands before the name of a part, on a line of its own.
const PART: &str = "=== ";

/// So many bytes of an archive are handed over at a time, where not all are: few enough to cut everything up.
const CUT: usize = 7;

/// What a file is called: hostile.
const PATH: &str = "city/\u{1b}]0;\u{202e}\u{9b}31m.txt";

/// Any file is read, or it is told why not; what is read of it has a place in it.
pub fn holds(bytes: &[u8]) {
    let Some((format, file)) = written(bytes) else { return };
    let items = document::read(&file, format, &limits());
    let again = document::read(&file, format, &limits());
    assert_same(&items, &again);
    if format.is_archive() {
        cut_up(&file, format, &items);
    }
    match items {
        Ok(items) => {
            assert!(!items.is_empty() || format.is_archive(), "no story and no error");
            for item in &items {
                check_item(&file, item);
            }
        }
        Err(error) => check_error(&error),
    }
}

/// The format that the first byte chooses, and the file in it: letters are formats in their order.
pub(crate) fn written(bytes: &[u8]) -> Option<(Format, Vec<u8>)> {
    let (first, file) = bytes.split_first()?;
    let formats: Vec<Format> = Format::all().collect();
    let index = usize::from(first.wrapping_sub(b'a')) % (formats.len() + UNPACKED.len());
    if let Some(format) = formats.get(index) {
        return Some((*format, file.to_vec()));
    }
    let (format, main) = UNPACKED[index - formats.len()];
    Some((format, packed(main, &String::from_utf8_lossy(file))?))
}

/// Whether the same bytes were read in the same way.
fn assert_same(items: &Result<Vec<Item>, DocumentError>, again: &Result<Vec<Item>, DocumentError>) {
    let (items, again) = match (items, again) {
        (Ok(items), Ok(again)) => (items, again),
        (items, again) => return assert_eq!(items.as_ref().err(), again.as_ref().err()),
    };
    assert_eq!(items.len(), again.len());
    for (item, again) in items.iter().zip(again) {
        let (document, other) = (&item.document, &again.document);
        assert_eq!(document.text, other.text);
        assert_eq!(document.blocks, other.blocks);
        assert_eq!(document.links, other.links);
        assert_eq!(document.notes, other.notes);
        assert_eq!((&document.map, document.kind), (&other.map, other.kind));
        assert_eq!(format!("{:?}", item.origin), format!("{:?}", again.origin));
    }
}

/// Less than usual, so that a packed file cannot take long.
pub(crate) fn limits() -> Limits {
    Limits { unpacked: 4 << 20, ..Limits::default() }
}

/// An archive of the parts that a text holds.
fn packed(main: &str, text: &str) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut part = (main, String::new());
    let mut parts = Vec::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(PART) {
            Some(name) => parts.push(std::mem::replace(&mut part, (name.trim_end(), String::new()))),
            None => part.1 += line,
        }
    }
    parts.push(part);
    for (name, text) in parts {
        // The same name twice, or one that no archive can have.
        archive.start_file(name, stored).ok()?;
        archive.write_all(text.as_bytes()).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

/// The text that the map of an item leads into.
pub(crate) fn ground<'a>(file: &'a [u8], item: &'a Item) -> &'a str {
    match item.origin.ground.text() {
        Some(text) => text,
        None => std::str::from_utf8(file).unwrap_or_else(|_| panic!("places are counted in no text")),
    }
}

fn check_item(file: &[u8], item: &Item) {
    let text = ground(file, item);
    if let Ground::Part(part) = &item.origin.ground {
        let at = usize::try_from(item.origin.base.bytes).unwrap_or(usize::MAX);
        let there = file.get(at..).and_then(|rest| rest.get(..part.len()));
        assert_eq!(there, Some(part.as_bytes()), "a part of the file is elsewhere");
        let lines = file[..at].split(|byte| *byte == b'\n').count() - 1;
        assert_eq!(lines, item.origin.base.lines, "lines before the part");
    }
    check_document(text, &item.document);
    let pointers = &item.origin.pointers;
    assert!(pointers.is_sorted_by_key(|pointer| pointer.start), "{pointers:?}");
    assert!(pointers.iter().all(|pointer| pointer.start <= item.document.text.len()), "{pointers:?}");
}

/// Blocks are in order, apart, with no blanks around them; every character has a place in the file.
pub(crate) fn check_document(file: &str, document: &Document) {
    let text = document.text.as_str();
    let mut end = 0;
    for block in &document.blocks {
        let span = block.span;
        assert!(end <= span.start() && !span.is_empty(), "{document:?}");
        let words = words(text, span);
        assert!(!words.starts_with(is_blank) && !words.ends_with(is_blank), "{words:?}");
        end = span.end();
        for (at, character) in words.char_indices() {
            let start = span.start() + at;
            let place = place(file, document, Span::new(start, start + character.len_utf8()));
            if place.len() == character.len_utf8() && !is_blank(character) {
                assert_eq!(place.of(file), character.to_string(), "at {start} of {document:?}");
            }
        }
        place(file, document, span);
    }
    for link in &document.links {
        words(text, link.span);
    }
    assert!(document.links.is_sorted_by_key(|link| link.span), "{:?}", document.links);
    assert!(document.tagged.is_sorted_by_key(|tagged| tagged.at), "{:?}", document.tagged);
    assert!(document.tagged.iter().all(|tagged| text.is_char_boundary(tagged.at)), "{:?}", document.tagged);
    check_notes(file, document, end);
}

/// Notes stand behind the prose, in order, and reach into it.
fn check_notes(file: &str, document: &Document, prose: usize) {
    let text = document.text.as_str();
    let mut end = prose.max(document.prose().trim_end_matches(is_blank).len());
    for note in &document.notes {
        let inside = match &note.says {
            Ok(says) => says.rules.clone(),
            Err(misread) => vec![misread.span],
        };
        assert!(end <= note.span.start(), "{document:?}");
        assert!(note.reach.end() <= document.prose().len(), "{document:?}");
        assert!(inside.iter().all(|span| note.span.covers(*span) && !span.is_empty()), "{document:?}");
        for span in inside.into_iter().chain([note.span, note.reach]) {
            words(text, span);
            place(file, document, span);
        }
        end = note.span.end();
    }
}

/// The words of a span, which begins and ends with characters.
pub(crate) fn words(text: &str, span: Span) -> &str {
    text.get(span.range()).unwrap_or_else(|| panic!("{span:?} is no stretch of {text:?}"))
}

/// The place of a span in the file, which begins and ends with characters.
fn place(file: &str, document: &Document, span: Span) -> Span {
    let place = document.map.to_file(span);
    assert!(file.get(place.range()).is_some(), "{span:?} is at {place:?} of {file:?}: {document:?}");
    if let Some(exact) = document.map.exact(span) {
        assert!(
            same(words(file, exact), words(&document.text, span)),
            "{exact:?} is not {span:?} of {document:?}"
        );
    }
    place
}

/// Whether the words of a text are those of the file; blanks can stand for a mark there, such as ">" before a line.
fn same(file: &str, text: &str) -> bool {
    let pairs = file.bytes().zip(text.bytes());
    file.len() == text.len()
        && pairs.enumerate().all(|(at, (there, here))| there == here || is_blank_at(text, at))
}

fn is_blank_at(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_blank)
}

/// What is told of a file that is not read can be shown.
fn check_error(error: &DocumentError) {
    assert!(!error.to_string().is_empty() && !error.way_out().is_empty());
    if let DocumentError::Syntax { line, column, excerpt, .. } = error {
        assert!(*line > 0 && *column > 0, "{error:?}");
        assert!(excerpt.text.is_char_boundary(excerpt.at), "{error:?}");
        let shown = report::misread(PATH, error);
        assert!(shown.is_some(), "{error:?}");
        assert_tame(&shown.unwrap_or_default());
    }
}

/// An archive reads the same, however its bytes come.
fn cut_up(file: &[u8], format: Format, items: &Result<Vec<Item>, DocumentError>) {
    let limits = limits();
    let records = Archive::new(BufReader::with_capacity(CUT, file), format, limits);
    let cut: Result<Vec<Item>, DocumentError> = records
        .map(|record| match record {
            Ok(record) => record.read(&limits),
            Err(ArchiveError::Document(error)) => Err(error),
            Err(other) => panic!("{other}"),
        })
        .collect();
    assert_same(items, &cut);
}

/// White space, and the marks that nobody sees.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}
