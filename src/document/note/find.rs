//! Where notes stand in a file.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag};

use super::{Found, LINE_ENDS, grammar};
use crate::{
    Span,
    document::{SourceMap, look},
    span::floor,
};

/// What the words of a note begin with, whatever the case, and a colon behind it.
pub(super) const SIGN: &str = "onrecord";

/// A note has no more bytes behind its sign. Whatever is longer lost its closing mark.
const LONGEST: usize = 4096;

/// So many brackets are tried for the one that closes a note.
const BRACKETS: usize = 16;

/// The marks around a note.
type Marks = (&'static str, &'static str);

/// A comment of Markdown and HTML.
const COMMENT: Marks = ("<!--", "-->");

/// A comment of JSX.
const EXPRESSION: Marks = ("{/*", "*/}");

/// What can stand in plain text.
const IN_TEXT: &[Marks] = &[COMMENT, ("[", "]")];

/// Whether there can be a note in a file.
pub(in crate::document) fn is_likely(file: &str) -> bool {
    signs(file).next().is_some()
}

/// The notes in plain text.
pub(in crate::document) fn find(file: &str) -> Vec<Found> {
    let mut notes = Vec::new();
    within(file, Span::new(0, file.len()), IN_TEXT, &mut notes);
    notes
}

/// The notes in the Markdown that begins at the byte `base` of a file, and those of them that are in the way: where
/// words follow a note at the start of a line, all of the line would be a block of HTML.
pub(in crate::document) fn in_markdown(file: &str, base: usize, parser: Parser<'_>) -> (Vec<Found>, Vec<Span>) {
    let mut notes = Vec::new();
    let mut in_the_way = Vec::new();
    for (event, at) in parser.into_offset_iter() {
        let at = Span::new(base + at.start, base + at.end);
        let before = notes.len();
        match event {
            Event::InlineHtml(_) => within(file, at, &[COMMENT], &mut notes),
            Event::Start(Tag::HtmlBlock) => {
                within(file, at, &[COMMENT], &mut notes);
                in_the_way.extend(before_words(file, at, &notes[before..]));
            }
            _ => {}
        }
    }
    (notes, in_the_way)
}

/// Where some notes stand, if a block of HTML begins with them and words follow on the line of the last.
fn before_words(file: &str, block: Span, notes: &[Found]) -> Vec<Span> {
    let places: Vec<Span> = notes.iter().filter_map(|note| note.at).collect();
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return Vec::new() };
    let opens = first.start() == look::trimmed(file, block).start();
    let behind = file[last.end()..block.end()].split(LINE_ENDS).next().unwrap_or_default();
    let is_words = look::has_word(behind) && !behind.trim_start_matches(look::is_blank).starts_with('<');
    if opens && is_words { places } else { Vec::new() }
}

/// The note in a comment that no mark closes, such as `// onrecord: …`, if there is one: it ends where `at` does.
pub(in crate::document) fn in_comment(file: &str, at: Span, opening: &str) -> Option<Found> {
    let words = at.of(file).strip_prefix(opening)?;
    let named = words.trim_start_matches(look::is_blank);
    let sign = named.get(..SIGN.len()).filter(|sign| sign.eq_ignore_ascii_case(SIGN))?;
    let says = named[sign.len()..].strip_prefix(':')?;
    let inside = Span::new(at.len() - says.len(), at.len());
    Some(Found::standing(file, at, inside, true))
}

/// The notes in the comments of a file, which stand at some places of it.
pub(in crate::document) fn in_comments(file: &str, comments: impl Iterator<Item = Span>) -> Vec<Found> {
    marked(file, comments, COMMENT)
}

/// The same in the comments of a page, in which the ends of lines mean nothing.
pub(in crate::document) fn in_page(file: &str, comments: impl Iterator<Item = Span>) -> Vec<Found> {
    let mut notes = in_comments(file, comments);
    for note in &mut notes {
        note.by_block = true;
    }
    notes
}

/// The notes in the comments of JSX in a file, which stand at some places of it.
pub(in crate::document) fn in_expressions(file: &str, comments: impl Iterator<Item = Span>) -> Vec<Found> {
    marked(file, comments, EXPRESSION)
}

/// The notes with some marks around them in stretches of a file.
fn marked(file: &str, stretches: impl Iterator<Item = Span>, marks: Marks) -> Vec<Found> {
    let mut notes = Vec::new();
    for stretch in stretches {
        within(file, stretch, &[marks], &mut notes);
    }
    notes
}

/// A file without some stretches of it, with the map back.
pub(in crate::document) fn without<'file>(file: &'file str, places: &[Span]) -> (Cow<'file, str>, SourceMap) {
    let mut map = SourceMap::identity();
    if places.is_empty() {
        return (file.into(), map);
    }
    let mut rest = String::with_capacity(file.len());
    let mut from = 0;
    for to in places.iter().chain([&Span::new(file.len(), file.len())]) {
        let kept = Span::new(from, to.start());
        if !kept.is_empty() {
            map.push(Span::new(rest.len(), rest.len() + kept.len()), kept);
            rest.push_str(kept.of(file));
        }
        from = to.end();
    }
    (rest.into(), map)
}

/// Adds the notes in a stretch of a file that have one of some marks around them.
fn within(file: &str, stretch: Span, forms: &[Marks], notes: &mut Vec<Found>) {
    let mut from = stretch.start();
    for sign in signs(stretch.of(file)) {
        let sign = stretch.start() + sign;
        let Some(before) = file.get(from..sign) else { continue };
        let before = before.trim_end_matches(look::is_blank);
        let Some((opening, closing)) = forms.iter().find(|(opening, _)| before.ends_with(opening)) else {
            continue;
        };
        let start = from + before.len() - opening.len();
        let inside = sign + SIGN.len() + 1;
        let rest = &file[inside..within_reach(file, inside, stretch.end())];
        let length = length(rest, closing);
        let line = rest.find(LINE_ENDS).unwrap_or(rest.len());
        let line = rest[..line].trim_end_matches(look::is_blank).len();
        let (end, closed) = match length {
            Some(length) => (inside + length + closing.len(), true),
            None => (inside + line, false),
        };
        let at = Span::new(start, end);
        let inside = Span::new(inside - start, inside + length.unwrap_or(line) - start);
        notes.push(Found::standing(file, at, inside, closed));
        from = end;
    }
}

/// Where the signs of notes stand.
pub(super) fn signs(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(':').filter_map(|(colon, _)| {
        let start = colon.checked_sub(SIGN.len())?;
        text.as_bytes()[start..colon].eq_ignore_ascii_case(SIGN.as_bytes()).then_some(start)
    })
}

/// The last byte that a note can reach whose words begin at `from`.
fn within_reach(file: &str, from: usize, end: usize) -> usize {
    floor(file, end.min(from + LONGEST))
}

/// How many bytes of a text stand before the mark that closes a note.
///
/// A bracket may stand in its words as well: the first that leaves a note closes it, in the same paragraph.
pub(super) fn length(text: &str, closing: &str) -> Option<usize> {
    if closing != "]" {
        return text.find(closing);
    }
    let is_empty = |line: &str| line.chars().all(look::is_blank);
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().map_or(0, str::len);
    let paragraph = first + lines.take_while(|line| !is_empty(line)).map(str::len).sum::<usize>();
    let mut brackets = text[..paragraph].match_indices(closing).map(|(at, _)| at).take(BRACKETS);
    let first = brackets.next()?;
    let leaves_note = |at: &usize| grammar::read(text, Span::new(0, *at)).is_ok();
    std::iter::once(first).chain(brackets).find(leaves_note).or(Some(first))
}
