//! Lines → paragraphs: one a line, or each wrapped by hand over several. The whole file tells which.

use super::line::{Line, Marker};
use crate::document::{look, role};

/// Nobody wraps by hand at more characters than this.
const WIDEST: usize = 100;

/// Nobody wraps prose at fewer.
const NARROWEST: usize = 40;

/// A word that would have fitted on the line before, with this part of the width to spare, was not wrapped.
const SPARE_PART: usize = 6;

/// The lines of each paragraph, in order.
pub(super) fn paragraphs<'lines>(text: &str, lines: &'lines [Line]) -> Vec<&'lines [Line]> {
    let Some(width) = wrap_width(text, lines) else { return lines.chunks(1).collect() };
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for next in 1..=lines.len() {
        let paragraph = &lines[start..next];
        if !lines.get(next).is_some_and(|line| goes_on(text, paragraph, line, width)) {
            paragraphs.push(paragraph);
            start = next;
        }
    }
    paragraphs
}

/// The width in characters that the file is wrapped at, if it is.
///
/// Many lines with another right below are then about as long as each other, and most of these end inside a
/// sentence.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
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
    let is_full = |line: &Line| line.width * 3 >= width * 2;
    let full = followed().filter(|(line, _)| is_full(line)).count();
    let open = followed().filter(|(line, _)| is_full(line) && !look::ends_sentence(line.span.of(text))).count();
    (width >= NARROWEST && full * 3 > followed().count() && open * 2 > full).then_some(width)
}

/// Whether `next` goes on with the paragraph, where lines are wrapped at `width` characters.
fn goes_on(text: &str, paragraph: &[Line], next: &Line, width: usize) -> bool {
    let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else { return false };
    let written = last.span.of(text);
    let ended = look::ends_sentence(written);
    let lists = next.marker == Marker::Item
        && (ended || written.ends_with([':', ';', ',']) || first.marker == Marker::Item);
    let quotes = (next.marker == Marker::Quote) != (first.marker == Marker::Quote);
    let is_first_indented = ended && next.indent > last.indent + 1 && first.marker == Marker::None;
    if next.after_gap || lists || quotes || is_first_indented {
        return false;
    }
    let words = next.span.of(text);
    let first_word = words.split(look::is_blank).next().map_or(0, |word| word.chars().take(width).count());
    let had_room = last.width + 1 + first_word + width / SPARE_PART < width;
    let stands_alone = ended || paragraph.len() == 1 && look::is_capital(words) && is_line(written);
    !(had_room && stands_alone)
}

/// Whether the words can be a line of their own: a heading, a byline, a date.
fn is_line(written: &str) -> bool {
    let is_brief = look::count_words(written, 4) <= 4;
    look::is_title_case(written)
        || is_brief && !written.ends_with([',', ';', ':', '-', '–', '—'])
        || role::by_itself(written).is_some()
}
