//! Lines → paragraphs: one a line, or each wrapped over several. The whole file tells which.

use super::line::{Line, Marker};
use crate::document::{look, role};

/// Nobody wraps lines at more characters than this.
const WIDEST: usize = 100;

/// Nobody wraps prose at fewer.
const NARROWEST: usize = 40;

/// Where lines are wrapped by hand, a word that would have fitted on the line before, with this part of the width
/// to spare, was not wrapped.
const SPARE_PART: usize = 6;

/// The lines of each paragraph, in order.
pub(super) fn paragraphs<'lines>(text: &str, lines: &'lines [Line]) -> Vec<&'lines [Line]> {
    let Some(layout) = Layout::of(text, lines) else { return lines.chunks(1).collect() };
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for next in 1..=lines.len() {
        let paragraph = &lines[start..next];
        if !lines.get(next).is_some_and(|line| layout.goes_on(text, paragraph, line)) {
            paragraphs.push(paragraph);
            start = next;
        }
    }
    paragraphs
}

/// How the lines of a file are wrapped.
struct Layout {
    /// The longest line, in columns.
    width: usize,
    /// Every line holds as many words as fit: a program wrapped them.
    exact: bool,
    /// A line indented beyond this column begins a paragraph.
    margin: Option<usize>,
}

impl Layout {
    /// The layout of a file whose lines are wrapped.
    ///
    /// Many lines with another right below are then about as long as each other, and most of these end inside a
    /// sentence.
    fn of(text: &str, lines: &[Line]) -> Option<Self> {
        let is_long = |line: &&Line| line.width > WIDEST && line.span.of(text).contains(look::is_blank);
        let all: usize = lines.iter().map(|line| line.width).sum();
        let long: usize = lines.iter().filter(is_long).map(|line| line.width).sum();
        if long * 10 > all {
            return None;
        }
        let followed = || {
            let pairs = lines.iter().zip(lines.iter().skip(1));
            pairs.filter(|(line, next)| !next.after_gap && next.marker != Marker::Item && line.width <= WIDEST)
        };
        let width = followed().map(|(line, _)| line.width).max()?;
        let is_open = |line: &Line| !look::ends_sentence(line.span.of(text));
        let is_full = |line: &Line| line.width * 3 >= width * 2;
        let full = followed().filter(|(line, _)| is_full(line)).count();
        let open = followed().filter(|(line, _)| is_full(line) && is_open(line)).count();
        if width < NARROWEST || full * 3 <= followed().count() || open * 2 <= full {
            return None;
        }
        // What goes on in small letters was wrapped, whoever did it.
        let wrapped = || {
            let goes_on = |next: &Line| next.span.of(text).starts_with(char::is_lowercase);
            followed().filter(move |(line, next)| is_open(line) && goes_on(next))
        };
        let fitted = wrapped().filter(|(line, next)| has_room(text, line, next, width)).count();
        Some(Self { width, exact: fitted * 50 <= wrapped().count(), margin: margin(text, lines) })
    }

    /// Whether `next` goes on with the paragraph.
    fn goes_on(&self, text: &str, paragraph: &[Line], next: &Line) -> bool {
        let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else { return false };
        let written = last.span.of(text);
        let ended = look::ends_sentence(written);
        let lists = next.marker == Marker::Item
            && (ended || written.ends_with([':', ';', ',']) || first.marker == Marker::Item);
        let quotes = (next.marker == Marker::Quote) != (first.marker == Marker::Quote);
        let indents = self.margin.is_some_and(|margin| next.indent > margin) && first.marker == Marker::None;
        if next.after_gap || lists || quotes || indents {
            return false;
        }
        if self.exact {
            return !has_room(text, last, next, self.width);
        }
        let had_room = has_room(text, last, next, self.width - self.width / SPARE_PART);
        let words = next.span.of(text);
        let stands_alone = ended || paragraph.len() == 1 && look::is_capital(words) && is_line(written);
        !(had_room && stands_alone)
    }
}

/// Whether the first word of `next` would have fitted on `line`, were lines `width` columns long.
fn has_room(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = next.span.of(text).split(look::is_blank).next().unwrap_or_default();
    line.width + 1 + word.chars().take(width).count() <= width
}

/// The column beyond which a line begins a paragraph, in files that mark paragraphs so: every line after an empty one
/// is indented, or else fewer lines are than not, and nearly all of them follow the end of a sentence.
fn margin(text: &str, lines: &[Line]) -> Option<usize> {
    let margin = lines.iter().map(|line| line.indent).min()? + 1;
    let is_indented = |line: &Line| line.indent > margin && line.marker == Marker::None;
    let indented = lines.iter().filter(|line| is_indented(line)).count();
    let always = lines.iter().filter(|line| line.after_gap).all(is_indented);
    let pairs =
        || lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.after_gap && is_indented(next));
    let begun = pairs().filter(|(line, _)| look::ends_sentence(line.span.of(text))).count();
    let usual = begun > 0 && begun * 4 >= pairs().count() * 3 && indented * 2 < lines.len();
    (always || usual).then_some(margin)
}

/// Whether the words can be a line of their own: a heading, a byline, a date.
fn is_line(written: &str) -> bool {
    let is_brief = look::count_words(written, 4) <= 4;
    look::is_title_case(written)
        || is_brief && !written.ends_with([',', ';', ':', '-', '–', '—'])
        || role::by_itself(written).is_some()
}
