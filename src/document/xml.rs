//! XML → elements and words, each with its place in the file.
//!
//! Nothing is ever fetched, and no entity of a document's own is filled in: such a reference stands for itself.

pub(super) mod tree;

use std::borrow::Cow;

use quick_xml::{
    Reader,
    escape::{resolve_html5_entity, unescape_with},
    events::{BytesStart, Event},
};

use super::{DocumentError, Limit, Limits, json::Decoded};
use crate::Span;

/// What comes next in a file.
#[derive(Clone, Debug)]
pub(super) enum Piece<'a> {
    /// An element begins. One without content is closed at once.
    Open(Tag<'a>),
    /// The innermost element ends.
    Close,
    /// Words, byte for byte.
    Words(&'a str, Span),
    /// Something stands for a character.
    StandIn(String, Span),
    /// A comment, with the marks around it.
    Comment(Span),
}

/// The beginning of an element.
#[derive(Clone, Debug)]
pub(super) struct Tag<'a> {
    start: BytesStart<'a>,
    /// Where it stands in the file.
    pub(super) at: Span,
}

/// The pieces of a file, one after the other.
pub(super) struct Pieces<'a> {
    file: &'a str,
    reader: Reader<&'a [u8]>,
    /// Where the reader began: behind the mark that may stand at the start of a file.
    base: usize,
    limits: Limits,
    /// How many elements are open.
    depth: u64,
    /// Whether the last tag opened an element without content.
    is_empty: bool,
}

impl<'a> Pieces<'a> {
    /// Begins to read a file.
    pub(super) fn new(file: &'a str, limits: &Limits) -> Self {
        // What the reader itself passes over, it does not count.
        let text = file.trim_start_matches('\u{feff}');
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.check_end_names = true;
        let base = file.len() - text.len();
        Self { file, reader, base, limits: *limits, depth: 0, is_empty: false }
    }

    /// The next piece; none at the end.
    ///
    /// # Errors
    /// [`DocumentError::Syntax`] where the file is not well-formed; [`DocumentError::Limit`] where too many elements
    /// stand within one another.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, DocumentError> {
        if std::mem::take(&mut self.is_empty) {
            self.depth -= 1;
            return Ok(Some(Piece::Close));
        }
        loop {
            let from = self.place();
            let event = self.reader.read_event().map_err(|error| {
                let at = self.in_file(self.reader.error_position());
                DocumentError::syntax("XML", self.file, at, error.to_string())
            })?;
            let at = Span::new(from, self.place().max(from));
            let piece = match event {
                Event::Start(start) => self.opened(start, at)?,
                Event::Empty(start) => {
                    self.is_empty = true;
                    self.opened(start, at)?
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::Close
                }
                Event::Text(_) => Piece::Words(at.of(self.file), at),
                Event::CData(_) => {
                    let inner = at.of(self.file);
                    let inner = inner.strip_prefix("<![CDATA[").and_then(|inner| inner.strip_suffix("]]>"));
                    let start = at.start() + "<![CDATA[".len();
                    let inner = inner.unwrap_or_default();
                    Piece::Words(inner, Span::new(start, start + inner.len()))
                }
                Event::GeneralRef(_) => Piece::StandIn(resolved(at.of(self.file)).into_owned(), at),
                Event::Comment(_) => Piece::Comment(at),
                Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
                Event::Eof if self.depth > 0 => {
                    let why = "it ends before its last element is closed";
                    return Err(DocumentError::syntax("XML", self.file, self.file.len(), why));
                }
                Event::Eof => return Ok(None),
            };
            return Ok(Some(piece));
        }
    }

    /// Reads on to the end of the element whose tag came last, and past it.
    ///
    /// # Errors
    /// As [`Pieces::next`].
    pub(super) fn skip(&mut self) -> Result<(), DocumentError> {
        let mut depth = 1;
        while depth > 0 {
            match self.next()? {
                Some(Piece::Open(_)) => depth += 1,
                Some(Piece::Close) => depth -= 1,
                Some(_) => {}
                None => return Ok(()),
            }
        }
        Ok(())
    }

    fn opened(&mut self, start: BytesStart<'a>, at: Span) -> Result<Piece<'a>, DocumentError> {
        self.depth += 1;
        if self.depth > self.limits.depth {
            return Err(DocumentError::beyond(
                &self.limits,
                Limit::Depth,
                "more elements stand within one another",
            ));
        }
        Ok(Piece::Open(Tag { start, at }))
    }

    fn place(&self) -> usize {
        self.in_file(self.reader.buffer_position())
    }

    /// What the reader counts, in bytes of the file.
    fn in_file(&self, at: u64) -> usize {
        usize::try_from(at).unwrap_or_default().saturating_add(self.base).min(self.file.len())
    }
}

impl Tag<'_> {
    /// The name without the prefix of its namespace.
    pub(super) fn name(&self) -> String {
        self.start.local_name().as_ref().to_owned()
    }

    /// The name as it is written.
    pub(super) fn full_name(&self) -> String {
        self.start.name().as_ref().to_owned()
    }

    /// The value of an attribute, by its name without the prefix of its namespace.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.raw_attribute(name).map(|value| resolved(&value).into_owned())
    }

    /// The words of an attribute, by its name as above, with their places in the file that the tag is from.
    pub(super) fn words(&self, file: &str, name: &str) -> Option<Decoded> {
        let value = self.raw_attribute(name)?;
        let start = value.as_ptr().addr().checked_sub(file.as_ptr().addr())?;
        let mut rest = file.get(start..start + value.len()).filter(|written| **written == value)?;
        let mut words = Decoded::default();
        let mut from = start;
        while !rest.is_empty() {
            let plain = rest.find('&').unwrap_or(rest.len());
            let length = rest[plain..].find(';').map_or(rest.len() - plain, |end| end + 1);
            words.push(&rest[..plain], Span::new(from, from + plain));
            let reference = &rest[plain..plain + length];
            words.push(&resolved(reference), Span::new(from + plain, from + plain + length));
            from += plain + length;
            rest = &rest[plain + length..];
        }
        Some(words)
    }

    /// The value of an attribute as it is written.
    fn raw_attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.start.html_attributes();
        // Each would be compared with all before it.
        attributes.with_checks(false);
        let mut found = attributes.flatten().filter(|attribute| attribute.key.local_name().as_ref() == name);
        found.next().map(|attribute| attribute.value)
    }
}

/// A text in which entities are filled in that everybody knows. Others stand for themselves.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
    unescape_with(text, resolve_html5_entity).unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(file: &str, limits: &Limits) -> Result<Vec<String>, DocumentError> {
        let mut pieces = Pieces::new(file, limits);
        let mut told = Vec::new();
        while let Some(piece) = pieces.next()? {
            told.push(match piece {
                Piece::Open(tag) => format!("<{} {:?}>{}", tag.name(), tag.attribute("href"), tag.at.of(file)),
                Piece::Close => "</>".to_owned(),
                Piece::Words(words, at) => {
                    assert_eq!(at.of(file), words);
                    words.to_owned()
                }
                Piece::StandIn(words, at) => format!("{words}={}", at.of(file)),
                Piece::Comment(at) => at.of(file).to_owned(),
            });
        }
        Ok(told)
    }

    #[test]
    fn every_piece_has_its_place() {
        let file = "\u{feff}<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x \"boom\">]><a x:href='q&amp;r'>Tom &amp;\r\n\
            &nbsp;&#8220;&x;<br/><![CDATA[<b>]]><!-- é --></a>";
        let expected = [
            "<a Some(\"q&r\")><a x:href='q&amp;r'>",
            "Tom ",
            "&=&amp;",
            "\r\n",
            "\u{a0}=&nbsp;",
            "“=&#8220;",
            "&x;=&x;",
            "<br None><br/>",
            "</>",
            "<b>",
            "<!-- é -->",
            "</>",
        ];
        assert_eq!(told(file, &Limits::default()).unwrap(), expected);
    }

    #[test]
    fn what_is_not_well_formed_is_told_with_its_place() {
        for (file, line) in [("<a>\n<b></a>", 2), ("<a>\n\n<b>", 3), ("<a b=", 1), ("</a>", 1)] {
            let error = told(file, &Limits::default()).unwrap_err();
            assert!(matches!(error, DocumentError::Syntax { line: at, .. } if at == line), "{file}: {error}");
        }
        let deep = "<a>".repeat(100_000);
        assert!(told(&deep, &Limits::default()).unwrap_err().to_string().contains("limit `depth`"));
    }

    #[test]
    fn files_put_together_begin_with_several_marks() {
        let told = told("\u{feff}\u{feff}\u{feff}<a>Née</a>", &Limits::default()).unwrap();
        assert_eq!(told, ["<a None><a>", "Née", "</>"]);
    }
}
