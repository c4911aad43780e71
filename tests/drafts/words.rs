//! What some bytes of a file say to a reader: a second opinion, which knows no more of each format than the drafts need.

use onrecord::document::Format;
use regex_lite::{Captures, Regex};

/// Marks of a format and what is left of them.
type Marks = &'static [(&'static str, &'static str)];

const TAGS: Marks = &[(r"<br[^>]*>|</(?:p|li|h\d)>", " "), (r"<[^>]*>", "")];

const MARKDOWN: Marks = &[
    (r"\[\^[^\]]*\]", ""),
    (r"\]\([^)]*\)", ""),
    (r"\{'([^']*)'\}", "$1"),
    (r"\\([[:punct:]])", "$1"),
    (r"[*_\[`]|\]$", ""),
];

const RST: Marks =
    &[(r" <[^>]*>`__?", ""), (r" ?\[[^\]]*\]_", ""), (r"\\([[:punct:]])", "$1"), (r"[*`]|\\\s", "")];

const ASCIIDOC: Marks = &[
    (r"footnote:\[[^\]]*\]", ""),
    (r"https?://[^\[\s]*\[([^\]]*)\]", "$1"),
    ("```", "“‘"),
    ("``", "“"),
    ("'''", "’”"),
    ("''", "”"),
    (r"[_*]|\\", ""),
];

const WIKITEXT: Marks = &[
    (r"(?s)<ref.*?(?:/>|</ref>)", ""),
    (r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", "$1"),
    (r"\[https?://\S* ([^\]]*)\]", "$1"),
    (r"'''|''|[\[\]]", ""),
    (r"<br[^>]*>", " "),
    (r"<[^>]*>", ""),
];

/// Entities that the drafts and the random documents have.
const ENTITIES: &[(&str, &str)] = &[
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("mdash", "—"),
    ("euml", "ë"),
    ("eacute", "é"),
    ("Aring", "Å"),
    ("amp", "&"),
];

/// The words that a stretch of a file shows, with one blank between any two.
pub(crate) fn shown(format: Format, written: &str) -> String {
    let marks = match format {
        Format::Markdown | Format::Mdx | Format::JsonLines => MARKDOWN,
        Format::Rst => RST,
        Format::AsciiDoc => ASCIIDOC,
        Format::Wikitext => WIKITEXT,
        Format::Text | Format::Docx | Format::Odt => &[],
        _ => TAGS,
    };
    let plain = entities(&without(marks, &unpacked(format, written)));
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a stretch of a file says with its marks still in it, but with every character as itself.
pub(crate) fn unmarked(format: Format, written: &str) -> String {
    entities(&unpacked(format, written))
}

/// What a string or a cell says.
fn unpacked(format: Format, written: &str) -> String {
    match format {
        Format::Json | Format::JsonLines => unescaped(written),
        Format::Csv => written.replace("\"\"", "\""),
        _ => written.to_owned(),
    }
}

fn without(marks: Marks, written: &str) -> String {
    let strip = |text: String, (mark, left): &(&str, &str)| {
        Regex::new(mark).unwrap().replace_all(&text, *left).into_owned()
    };
    marks.iter().fold(written.to_owned(), strip)
}

/// What a piece of a string of JSON says; the piece itself where an escape is cut in two.
fn unescaped(written: &str) -> String {
    serde_json::from_str(&format!("\"{written}\"")).unwrap_or_else(|_| written.to_owned())
}

fn entities(written: &str) -> String {
    let entity = Regex::new(r"&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));?").unwrap();
    let read = |found: &Captures<'_>| {
        let number = |group, base| u32::from_str_radix(found.get(group)?.as_str(), base).ok();
        let character = number(1, 10).or_else(|| number(2, 16)).and_then(char::from_u32);
        let named = || ENTITIES.iter().find(|(name, _)| *name == &found[3]).map(|(_, says)| (*says).to_owned());
        match character {
            Some(character) => character.to_string(),
            None if found.get(3).is_some() => named().unwrap_or_else(|| found[0].to_owned()),
            None => "\u{fffd}".to_owned(),
        }
    };
    entity.replace_all(written, read).into_owned()
}
