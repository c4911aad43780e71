//! Which reader a file is for: by the ending of its name, then by what it holds.

use std::path::Path;

use super::DocumentError;
use crate::nearest;

/// How a file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text: paragraphs between blank lines, or one a line.
    #[default]
    Text,
    /// Markdown, perhaps with front matter, shortcodes and Liquid tags.
    Markdown,
    /// Markdown with JSX.
    Mdx,
    /// HTML and XHTML pages.
    Html,
    /// reStructuredText.
    Rst,
    /// AsciiDoc.
    AsciiDoc,
    /// The wikitext of MediaWiki.
    Wikitext,
    /// Word documents.
    Docx,
    /// OpenDocument text.
    Odt,
    /// NITF.
    Nitf,
    /// NewsML-G2 with XHTML or NITF in it.
    NewsMl,
    /// ninjs, or a story as one JSON object; several in an array.
    Json,
    /// A story on each line, as a JSON object.
    JsonLines,
    /// A story in each row, under columns with names.
    Csv,
    /// The same with tabs between the columns.
    Tsv,
}

/// What is known of a format.
struct Facts {
    format: Format,
    /// What it is called on the command line.
    name: &'static str,
    about: &'static str,
    /// Endings of names that stand for it.
    endings: &'static [&'static str],
}

const FORMATS: &[Facts] = &[
    facts(Format::Text, "text", "plain text", &["txt", "text"]),
    facts(Format::Markdown, "markdown", "Markdown, with front matter", &["md", "markdown", "mdown", "mkd"]),
    facts(Format::Mdx, "mdx", "Markdown with JSX", &["mdx"]),
    facts(Format::Html, "html", "HTML and XHTML", &["html", "htm", "xhtml"]),
    facts(Format::Rst, "rst", "reStructuredText", &["rst"]),
    facts(Format::AsciiDoc, "asciidoc", "AsciiDoc", &["adoc", "asciidoc"]),
    facts(Format::Wikitext, "wikitext", "wikitext of MediaWiki", &["wiki", "wikitext", "mediawiki"]),
    facts(Format::Docx, "docx", "Word", &["docx", "docm", "dotx", "dotm"]),
    facts(Format::Odt, "odt", "OpenDocument text", &["odt", "ott", "fodt"]),
    facts(Format::Nitf, "nitf", "NITF", &["nitf"]),
    facts(Format::NewsMl, "newsml", "NewsML-G2 with XHTML or NITF in it", &["newsml"]),
    facts(Format::Json, "json", "ninjs, or a story as one JSON object", &["ninjs"]),
    facts(
        Format::JsonLines,
        "jsonl",
        "a story a line, as JSON: headline, body, kind, id",
        &["jsonl", "ndjson"],
    ),
    facts(Format::Csv, "csv", "a story a row: columns headline, body, kind, id", &["csv"]),
    facts(Format::Tsv, "tsv", "the same with tabs", &["tsv"]),
];

const fn facts(
    format: Format,
    name: &'static str,
    about: &'static str,
    endings: &'static [&'static str],
) -> Facts {
    Facts { format, name, about, endings }
}

/// Endings that leave open which format it is, or whether it is a story at all.
const OPEN_ENDINGS: &[&str] = &["xml", "json"];

/// Formats whose files hold much else than stories.
const DATA: &[Format] = &[Format::JsonLines, Format::Csv, Format::Tsv];

/// So many bytes at the beginning of a file tell what it is.
const HEAD: usize = 4096;

impl Format {
    /// All of them, in the order of their names' use.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(|facts| facts.format)
    }

    fn facts(self) -> &'static Facts {
        FORMATS.iter().find(|facts| facts.format == self).unwrap_or(&FORMATS[0])
    }

    /// What it is called on the command line.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// What it is, in a few words.
    pub fn about(self) -> &'static str {
        self.facts().about
    }

    /// The format of this name.
    ///
    /// # Errors
    /// What to tell the user where there is none.
    pub fn named(name: &str) -> Result<Self, String> {
        let names = || FORMATS.iter().map(|facts| facts.name);
        let found = FORMATS.iter().find(|facts| facts.name.eq_ignore_ascii_case(name));
        found.map(|facts| facts.format).ok_or_else(|| {
            let all: Vec<&str> = names().collect();
            format!("{} (of {})", nearest::unknown("format", name, names()), all.join(", "))
        })
    }

    /// The format that the ending of a file name stands for, if it stands for one.
    pub fn of_name(path: &Path) -> Option<Self> {
        let ending = ending(path);
        let stands_for = |facts: &&Facts| facts.endings.iter().any(|known| known.eq_ignore_ascii_case(ending));
        FORMATS.iter().find(stands_for).map(|facts| facts.format)
    }

    /// Whether a file may be a story, by the ending of its name.
    pub fn may_be_story(path: &Path) -> bool {
        Self::of_name(path).is_some() || is_open(path)
    }

    /// Whether files with such a name need not be stories: whoever walks a folder passes over those that are none.
    pub fn may_be_data(path: &Path) -> bool {
        is_open(path) || Self::of_name(path).is_some_and(|format| DATA.contains(&format))
    }

    /// The format of a file: by its name, or else by what it holds.
    ///
    /// ```
    /// use std::path::Path;
    ///
    /// use onrecord::document::Format;
    ///
    /// assert_eq!(Format::of(Some(Path::new("city/harbour.md")), b"")?, Format::Markdown);
    /// assert_eq!(Format::of(None, b"<!doctype html><p>Hello.")?, Format::Html);
    /// # Ok::<(), onrecord::document::DocumentError>(())
    /// ```
    ///
    /// # Errors
    /// [`DocumentError::Foreign`] where it is no text, and nothing that can be read;
    /// [`DocumentError::NoStory`] where the name promises XML or JSON and no story is in it.
    pub fn of(path: Option<&Path>, bytes: &[u8]) -> Result<Self, DocumentError> {
        if let Some(format) = path.and_then(Self::of_name) {
            return Ok(format);
        }
        let found = Self::of_content(bytes)?;
        if path.is_some_and(is_open) && found == Self::Text {
            return Err(DocumentError::NoStory { what: "neither NITF nor NewsML-G2 nor ninjs".into() });
        }
        Ok(found)
    }

    /// The format that some bytes are written in, by what they begin with; plain text where nothing better is known.
    ///
    /// # Errors
    /// [`DocumentError::Foreign`] where they are no text, and nothing that can be read.
    pub fn of_content(bytes: &[u8]) -> Result<Self, DocumentError> {
        if bytes.starts_with(b"PK\x03\x04") {
            return packed(bytes);
        }
        let head = &bytes[..bytes.len().min(HEAD)];
        if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
            return Ok(markup(&without_zeros(head)).unwrap_or_default());
        }
        if head.contains(&0) || head.starts_with(b"%PDF-") {
            return Err(DocumentError::Foreign { form: "a binary file" });
        }
        let head = String::from_utf8_lossy(head);
        Ok(markup(&head).unwrap_or_default())
    }

    /// Whether a file of it is read story by story, however many there are.
    pub fn is_archive(self) -> bool {
        DATA.contains(&self)
    }

    /// Whether its files are no text, but for flat OpenDocument.
    pub fn is_packed(self) -> bool {
        matches!(self, Self::Docx | Self::Odt)
    }
}

fn ending(path: &Path) -> &str {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

fn is_open(path: &Path) -> bool {
    let ending = ending(path);
    OPEN_ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// Which of the packed formats it is.
fn packed(bytes: &[u8]) -> Result<Format, DocumentError> {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if has(b"word/document.xml") {
        Ok(Format::Docx)
    } else if has(b"application/vnd.oasis.opendocument.text") {
        Ok(Format::Odt)
    } else {
        Err(DocumentError::Foreign { form: "a zip archive without a text document" })
    }
}

/// The format that the beginning of a text shows, if it is marked up.
fn markup(head: &str) -> Option<Format> {
    let head = head.trim_start_matches(super::is_blank);
    let lower = head.to_ascii_lowercase();
    let opens = |name: &str| {
        let tag = format!("<{name}");
        let mut places = lower.match_indices(&tag).map(|(at, _)| lower[at + tag.len()..].chars().next());
        places.any(|next| next.is_none_or(|next| !next.is_alphanumeric() && next != '-'))
    };
    if lower.starts_with('<') {
        let newsml = ["newsmessage", "newsitem", "packageitem"];
        return if newsml.iter().any(|name| opens(name)) {
            Some(Format::NewsMl)
        } else if opens("nitf") {
            Some(Format::Nitf)
        } else if lower.starts_with("<!doctype html") || opens("html") || opens("body") || opens("p") {
            Some(Format::Html)
        } else {
            None
        };
    }
    let first = head.lines().next().unwrap_or_default();
    let is_whole = serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok();
    match first.as_bytes() {
        [b'{', .., b'}'] if is_whole && head.len() > first.len() + 1 => Some(Format::JsonLines),
        [b'{' | b'[', ..] if looks_like_json(head) => Some(Format::Json),
        _ => None,
    }
}

/// Whether a text that begins with a bracket goes on as JSON does.
fn looks_like_json(head: &str) -> bool {
    let inner = head.trim_start_matches(['[', '{']).trim_start();
    let opened = head.len() > inner.len() && inner.starts_with(['"', '{', '}', ']']);
    opened && (head.starts_with('[') || inner.starts_with(['"', '}']))
}

/// UTF-16 text as far as it is ASCII: enough to see what it begins with.
fn without_zeros(head: &[u8]) -> String {
    head.iter().filter(|byte| byte.is_ascii() && **byte != 0).map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_name() {
        for (name, expected) in [
            ("a.md", Some(Format::Markdown)),
            ("a.MDX", Some(Format::Mdx)),
            ("a.tar.docx", Some(Format::Docx)),
            ("a.ndjson", Some(Format::JsonLines)),
            ("a.xml", None),
            ("a.json", None),
            ("docx", None),
        ] {
            assert_eq!(Format::of_name(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn by_content() {
        for (content, expected) in [
            ("The quay is late.", Format::Text),
            ("", Format::Text),
            ("\u{feff}<!DOCTYPE html>\n<p>Late.", Format::Html),
            ("<?xml version=\"1.0\"?>\n<!-- a --><nitf>", Format::Nitf),
            ("<?xml version='1.0'?>\n<newsItem xmlns='http://iptc.org/std/nar/2006-10/'>", Format::NewsMl),
            ("<?xml version='1.0'?>\n<rss>", Format::Text),
            ("{\"headline\": \"Late\"}\n{\"headline\": \"Early\"}\n", Format::JsonLines),
            ("{\n  \"headline\": \"Late\"", Format::Json),
            ("[{\"headline\": \"Late\"}]", Format::Json),
            ("[onrecord: allow A003]", Format::Text),
            ("{{Infobox}}", Format::Text),
        ] {
            assert_eq!(Format::of_content(content.as_bytes()).unwrap(), expected, "{content}");
        }
        for foreign in [&b"\x00\x01\x02"[..], b"PK\x03\x04\x00", b"%PDF-1.7"] {
            assert!(Format::of_content(foreign).is_err());
        }
    }

    #[test]
    fn names_that_promise_nothing() {
        let of = |name: &str, content: &str| Format::of(Some(Path::new(name)), content.as_bytes());
        assert!(matches!(of("a.xml", "<rss/>"), Err(DocumentError::NoStory { .. })));
        assert_eq!(of("a.xml", "<nitf>").unwrap(), Format::Nitf);
        assert_eq!(of("a", "<nitf>").unwrap(), Format::Nitf);
        assert_eq!(of("a.txt", "<nitf>").unwrap(), Format::Text);
    }
}
