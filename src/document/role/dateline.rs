//! Where a story was written, at the head of its first paragraph: "PARIS (AP) —", "FORT ANA, Fla. -".

use memchr::memchr3_iter;

use super::credit;
use crate::document::look;

/// A dateline, with place, date and agency, is not longer. In bytes.
const LONGEST: usize = 90;

/// More words than a dateline has.
const MOST_WORDS: usize = 9;

/// Letters that a place in capitals has at least: shorter words are initials.
const SHORTEST_PLACE: usize = 3;

/// Words in capitals that stand before a title or story and are no place.
const LABELS: &[&str] = &[
    "ANALYSIS",
    "BREAKING",
    "CORRECTION",
    "EXCLUSIVE",
    "LIVE",
    "OPINION",
    "REVIEW",
    "UPDATE",
    "UPDATED",
    "VIDEO",
    "WATCH",
];

/// Words without a capital in a dateline.
const AROUND: &[&str] = &["and", "at", "de", "in", "near", "of", "on", "the"];

/// Length in bytes of the dateline that the paragraph begins with, its dash included.
pub(in crate::document) fn head(text: &str) -> Option<usize> {
    let (start, end) = dash(text)?;
    let head = text[..start].trim_end_matches(look::is_blank);
    let rest = text[end..].trim_start_matches(look::is_blank);
    let begins = rest.chars().find(|c| !look::is_quote(*c)).is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let is_prose = rest.chars().take(LONGEST).any(char::is_lowercase);
    (begins && is_prose && is_place(head)).then_some(end)
}

/// Where the first dash near the start begins and ends.
fn dash(text: &str) -> Option<(usize, usize)> {
    let mut near = text.len().min(LONGEST);
    while !text.is_char_boundary(near) {
        near -= 1;
    }
    let near = &text.as_bytes()[..near];
    let dash_at = |at: usize| match &near[at..] {
        [0xe2, 0x80, 0x93..=0x95, ..] => Some((at, '—'.len_utf8())),
        [b'-', b'-', ..] => Some((at, 2)),
        [b'-' | b'_', b' ', ..] if at > 0 && near[at - 1] == b' ' => Some((at - 1, 2)),
        _ => None,
    };
    let (start, length) = memchr3_iter(b'-', b'_', 0xe2, near).find_map(dash_at)?;
    let run = text[start + length..].bytes().take_while(|byte| *byte == b'-').count();
    Some((start, start + length + run))
}

/// Whether the text is a place, perhaps with a date and an agency in brackets.
fn is_place(text: &str) -> bool {
    let (place, agency) = match text.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((place, agency)) => (place, Some(agency)),
        None => (text, None),
    };
    let Some(first) = look::words(place).next() else { return false };
    let letters = || first.chars().filter(|c| c.is_alphabetic());
    let shouted =
        letters().count() >= SHORTEST_PLACE && letters().all(char::is_uppercase) && !LABELS.contains(&first);
    let is_part = |word: &str| look::is_capital(word) || AROUND.contains(&word);
    let known = agency.is_some_and(|agency| look::words(agency).any(credit::is_agency));
    place.starts_with(char::is_uppercase)
        && (shouted || known)
        && !place.contains([':', ';', '?', '!', '"', '“', '('])
        && look::count_words(place, MOST_WORDS) <= MOST_WORDS
        && look::words(place).all(is_part)
        && agency.is_none_or(|agency| look::count_words(agency, 4) <= 4 && look::words(agency).all(is_part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (text, expected) in [
            ("LISBON (Reuters) – Two ferries met.", Some("LISBON (Reuters) –")),
            ("PARIS — The river rose.", Some("PARIS —")),
            ("OSLO, Norway (AP) _ The river rose.", Some("OSLO, Norway (AP) _")),
            ("PARIS—The river rose.", Some("PARIS—")),
            ("Oslo (CNN) - The river rose.", Some("Oslo (CNN) -")),
            ("FORT ANA, Fla. - Two ferries met.", Some("FORT ANA, Fla. -")),
            ("OSLO, Nov. 13 (AP) -- “Go,” he said.", Some("OSLO, Nov. 13 (AP) --")),
            ("NATO — the alliance — met.", None),
            ("The river — Europe’s longest — rose.", None),
            ("FERRIES MEET - TWO DEAD", None),
            ("RUIZ: No. — Lind: Yes, we did.", None),
            ("Ana Ruiz (R) – Ohio’s senator", None),
            ("A — Bo did.", None),
            ("EXCLUSIVE – Ruiz owns the ferries", None),
            ("PARIS —", None),
            ("—", None),
        ] {
            assert_eq!(head(text).map(|end| &text[..end]), expected, "{text}");
        }
    }
}
