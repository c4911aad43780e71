//! Notes to the linter: exceptions to its rules, written in the story itself.
//!
//! `<!-- onrecord: allow A003 reason="…" -->` in Markdown, `[onrecord: allow A003 reason="…"]` in plain text, a field
//! `onrecord` above either. What a note says is read here, and what of the story it reaches. Which rules there are,
//! and whether they have anything to say there, is the business of those who check.

mod desk;
mod find;
mod grammar;

pub(super) use desk::in_words;
pub(super) use find::{
    find, in_comment, in_comments, in_expressions, in_markdown, in_page, is_likely, without,
};

use super::{Document, SourceMap, look};
use crate::{Date, Span};

/// What a field above a story is called that holds notes.
pub(super) const FIELD: &str = "onrecord";

/// What stands before the words of a note, and before each of more.
const GAP: &str = "\n\n";

/// A line that goes on for so many bytes beside a note is no line that somebody wrote.
const LONG: usize = 2_000;

/// What ends a line.
const LINE_ENDS: &[char] = &['\n', '\r', '\u{2028}', '\u{2029}'];

/// A note to the linter.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Note {
    /// Its words, with the marks around them. In bytes of [`Document::text`], behind the last block.
    pub span: Span,
    /// The stretch of [`Document::text`] that it is about.
    pub reach: Span,
    /// What it says.
    pub says: Result<Says, Misread>,
}

impl Note {
    /// The same note where its words begin at another byte of the text. What it reaches stays.
    pub(super) fn moved(self, to: usize) -> Self {
        let moved =
            |span: Span| Span::new(span.start() - self.span.start() + to, span.end() - self.span.start() + to);
        let says = match self.says {
            Ok(says) => Ok(Says {
                rules: says.rules.iter().map(|rule| moved(*rule)).collect(),
                until: says.until.map(|(day, at)| (day, moved(at))),
                ..says
            }),
            Err(misread) => Err(Misread { span: moved(misread.span), ..misread }),
        };
        Self { span: moved(self.span), says, ..self }
    }
}

/// What a note says.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Says {
    /// What it does.
    pub verb: Verb,
    /// The rules that it names, as it writes them: codes, names, letters of families.
    pub rules: Vec<Span>,
    /// Why, and who agreed. Never empty.
    pub reason: Option<String>,
    /// The last day on which it holds, and where that is written.
    pub until: Option<(Date, Span)>,
}

/// What a note does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Verb {
    /// Allows what some rules find in its reach.
    Allow,
    /// Allows it from here on.
    Off,
    /// Ends what `off` began.
    On,
}

/// What is wrong with a note.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Misread {
    /// What is wrong, and what would be right.
    pub message: String,
    /// The words that could not be read.
    pub span: Span,
}

/// A note as it was found in a file.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its words piece by piece, each with its place in the file.
    pieces: Vec<(String, Span)>,
    /// What is to be read of its words: without the marks around them.
    inside: Span,
    /// Where it stands in the file; none where it is about the whole story.
    at: Option<Span>,
    /// Whether its closing mark was found.
    closed: bool,
    /// Whether it stands in a format in which the ends of lines mean nothing.
    by_block: bool,
}

impl Found {
    /// A note on the whole story, from the words of a field.
    pub(super) fn of_field(pieces: Vec<(String, Span)>) -> Self {
        let length = pieces.iter().map(|(words, _)| words.len()).sum();
        Self { pieces, inside: Span::new(0, length), at: None, closed: true, by_block: false }
    }

    /// A note that stands at `at` in the file. `inside` is what is to be read of its words.
    fn standing(file: &str, at: Span, inside: Span, closed: bool) -> Self {
        Self { pieces: vec![(at.of(file).to_owned(), at)], inside, at: Some(at), closed, by_block: false }
    }

    /// Where it stands in the file, if not in a field.
    pub(super) fn place(&self) -> Option<Span> {
        self.at
    }
}

/// Puts notes behind the text of a document that is otherwise ready, and has its map lead into the file. `file` is what they stand in, `source` maps what
/// the document was read from to that file.
pub(super) fn add(document: &mut Document, file: &str, source: &SourceMap, notes: Vec<Found>) {
    let prose = document.text.len();
    if prose > 0 {
        document.map = document.map.then(source);
    }
    if notes.is_empty() {
        return;
    }
    let map = document.map.clone();
    for found in notes {
        if !document.text.is_empty() {
            document.text.push_str(GAP);
        }
        let start = document.text.len();
        for (words, at) in &found.pieces {
            let before = document.text.len();
            document.text.push_str(words);
            document.map.push(Span::new(before, document.text.len()), *at);
        }
        let span = Span::new(start, document.text.len());
        let inside = Span::new(start + found.inside.start(), start + found.inside.end());
        let says = read(&document.text, span, inside, found.closed);
        let reach = found.at.map_or(Span::new(0, prose), |at| {
            let place = Place { document, prose, map: &map, file, at, by_block: found.by_block };
            says.as_ref().map_or_else(|_| place.behind(), |says| place.reach(says.verb))
        });
        document.notes.push(Note { span, reach, says });
    }
}

fn read(text: &str, span: Span, inside: Span, closed: bool) -> Result<Says, Misread> {
    if !closed {
        return Err(Misread { message: "the mark that closes it is missing".into(), span });
    }
    grammar::read(text, inside).map_err(|misread| {
        let span = if misread.span.is_empty() { span } else { misread.span };
        Misread { span, ..misread }
    })
}

/// Where a note stands.
struct Place<'a> {
    document: &'a Document,
    /// Length of the prose of the document.
    prose: usize,
    /// The map of the prose alone.
    map: &'a SourceMap,
    file: &'a str,
    /// In bytes of the file.
    at: Span,
    /// As [`Found::by_block`].
    by_block: bool,
}

impl Place<'_> {
    /// What a note reaches from here: what is on its line, or where it has a line of its own, the block below.
    fn reach(&self, verb: Verb) -> Span {
        match verb {
            Verb::Off | Verb::On => Span::new(self.behind().start(), self.prose),
            Verb::Allow => {
                if self.by_block && self.is_on_long_line() {
                    return self.around();
                }
                let line = self.line();
                let written = line.of(&self.document.text);
                if self.by_block && written.contains(GAP) {
                    self.around()
                } else if look::has_word(written) {
                    line
                } else {
                    self.below()
                }
            }
        }
    }

    /// The text on the line of the note; on its lines, where it has several.
    fn line(&self) -> Span {
        let before = &self.file[..self.at.start()];
        let start = before.len() - before.rsplit(LINE_ENDS).next().map_or(0, str::len);
        let length = self.file[self.at.end()..].find(LINE_ENDS);
        let end = length.map_or(self.file.len(), |length| self.at.end() + length);
        Span::new(self.in_text(start), self.in_text(end).max(self.in_text(start)))
    }

    /// Whether the line goes on far to both sides of the note: a file that nobody wrote by hand.
    fn is_on_long_line(&self) -> bool {
        let ends_line = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let before = &self.file.as_bytes()[..self.at.start()];
        let behind = &self.file.as_bytes()[self.at.end()..];
        before.len() > LONG && !before.iter().rev().take(LONG).any(ends_line)
            || behind.len() > LONG && !behind.iter().take(LONG).any(ends_line)
    }

    /// The block that the note stands in, or else the block below.
    fn around(&self) -> Span {
        let at = self.behind().start();
        let block = self.document.blocks.partition_point(|block| block.span.end() <= at);
        let block = self.document.blocks.get(block).filter(|block| block.span.start() < at);
        block.map_or_else(|| self.below(), |block| block.span)
    }

    /// The next block that is prose, with what stands between: a dateline belongs to the paragraph behind it.
    fn below(&self) -> Span {
        let from = self.behind().start();
        let after = self.document.blocks.partition_point(|block| block.span.end() <= from);
        let mut below = self.document.blocks[after..].iter();
        let block = below.find(|block| block.role.can_attribute());
        Span::new(from, block.map_or(from, |block| block.span.end()))
    }

    /// Where the text goes on behind the note.
    fn behind(&self) -> Span {
        let at = self.in_text(self.at.end());
        Span::new(at, at)
    }

    fn in_text(&self, at: usize) -> usize {
        self.map.to_text(at).min(self.prose)
    }
}
