//! Who wrote the story: "By Ana Ruiz", "By Ana Ruiz and Bo Lind | Reuters", "Ana Ruiz, Staff Writer".

use super::{calendar, credit};
use crate::document::look;

/// What stands before the names, in small letters.
const OPENINGS: &[&str] =
    &["by", "written by", "story by", "words by", "reported by", "posted by", "published by"];

/// What a writer is to the paper, by its last word.
const POSTS: &[&str] = &[
    "columnist",
    "contributor",
    "correspondent",
    "editor",
    "journalist",
    "reporter",
    "writer",
    "staff",
    "bureau",
];

/// Words of a byline that have no capital and are no name.
const AROUND: &[&str] = &[
    "a.m",
    "am",
    "and",
    "at",
    "by",
    "for",
    "from",
    "in",
    "is",
    "min",
    "of",
    "on",
    "p.m",
    "pm",
    "political",
    "published",
    "read",
    "senior",
    "special",
    "the",
    "to",
    "updated",
    "via",
    "with",
];

/// Small parts of names.
const PARTICLES: &[&str] = &["al", "bin", "da", "de", "del", "der", "di", "du", "el", "la", "le", "van", "von"];

/// Words that begin with a capital and are no part of a name.
const NO_NAMES: &[&str] = &[
    "A", "An", "All", "Any", "Contrast", "Her", "His", "Its", "My", "Our", "That", "The", "Their", "This",
    "Your",
];

/// More words than a byline with its paper and date has.
const MOST_WORDS: usize = 24;

/// More words than one name has.
const LONGEST_NAME: usize = 5;

/// Whether the text says who wrote the story, as words with "by" do.
pub(super) fn is_byline(text: &str) -> bool {
    let Some(names) = OPENINGS.iter().find_map(|opening| after(opening, text)) else { return false };
    if look::count_words(text, MOST_WORDS) > MOST_WORDS {
        return false;
    }
    let (names, rest) = cut(names);
    let mut each = names.split(" and ").flat_map(|names| names.split(" & ")).peekable();
    each.peek().is_some() && each.all(is_name_or_agency) && is_rest(rest)
}

/// Whether the text is a name and what its bearer is to the paper: a byline only above a story.
pub(in crate::document) fn is_signature(text: &str) -> bool {
    let (name, rest) = cut(text);
    is_name(name)
        && look::count_words(rest, MOST_WORDS) <= 6
        && !look::ends_sentence(rest)
        && is_rest(rest)
        && look::words(rest)
            .any(|word| credit::is_agency(word) || POSTS.iter().any(|post| post.eq_ignore_ascii_case(word)))
}

/// Whether the text is the name of an agency: the second line of a byline.
pub(in crate::document) fn is_outlet(text: &str) -> bool {
    look::count_words(text, LONGEST_NAME) <= LONGEST_NAME
        && !look::ends_sentence(text)
        && is_rest(text)
        && look::words(text).any(credit::is_agency)
}

/// What follows `opening`, if the text begins with it.
fn after<'text>(opening: &str, text: &'text str) -> Option<&'text str> {
    let (head, rest) = (text.get(..opening.len())?, text.get(opening.len()..)?);
    let apart = rest.starts_with(|c| look::is_blank(c) || c == ':');
    (head.eq_ignore_ascii_case(opening) && apart)
        .then(|| rest.trim_start_matches(|c| look::is_blank(c) || c == ':'))
}

/// The names, and what comes after them.
fn cut(text: &str) -> (&str, &str) {
    const SPACED: &[&str] = &[" - ", " of ", " for ", " in ", " at "];
    let ends = |(at, mark): &(usize, char)| match mark {
        ',' | '|' | ';' | '/' | '•' | '·' | '–' | '—' | '\n' | '(' => true,
        ' ' => SPACED.iter().any(|mark| text[*at..].starts_with(mark)),
        _ => false,
    };
    let end = text.char_indices().find(ends).map_or(text.len(), |(at, _)| at);
    (&text[..end], &text[end..])
}

fn is_name_or_agency(name: &str) -> bool {
    is_name(name)
        || look::words(name).any(credit::is_agency) && look::count_words(name, LONGEST_NAME) <= LONGEST_NAME
}

/// Two words or more, each such as a name has.
fn is_name(name: &str) -> bool {
    let count = look::count_words(name, LONGEST_NAME);
    let is_part = |word: &str| {
        PARTICLES.contains(&word)
            || word.starts_with(char::is_uppercase)
                && !word.contains(|c: char| c.is_ascii_digit())
                && !NO_NAMES.iter().any(|no| no.eq_ignore_ascii_case(word))
                && !calendar::is_name(word)
    };
    (2..=LONGEST_NAME).contains(&count) && look::words(name).all(is_part)
}

/// Whether what comes after the names is further names, papers, posts and dates, and no sentence.
fn is_rest(rest: &str) -> bool {
    look::words(rest).all(|word| {
        look::is_capital(word)
            || [AROUND, PARTICLES, POSTS]
                .iter()
                .any(|list| list.iter().any(|known| known.eq_ignore_ascii_case(word)))
            || word.contains('@')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        for text in [
            "By Ana Ruiz",
            "BY ANA RUIZ",
            "by Ana Ruiz",
            "By Ana Ruiz and Bo Lind | Reuters",
            "By Ana Ruiz, Bo Lind and Cy de Graaf",
            "By Ana Ruiz, Associated Press",
            "By ANA RUIZ of the Harbour Gazette staff",
            "By The Associated Press",
            "By Reuters Staff",
            "Written by: Ana Ruiz, Senior Editor",
        ] {
            assert!(is_byline(text), "{text}");
        }
        for text in ["Ana Ruiz, Staff Writer", "Ana Ruiz | Reuters", "Ana Ruiz, political correspondent"] {
            assert!(is_signature(text), "{text}");
        }
    }

    #[test]
    fn no_bylines() {
        for text in [
            "By The Numbers",
            "By the sea",
            "By Monday Night",
            "By Ana Ruiz, who left the city in May.",
            "By midnight, Ana Ruiz had left.",
            "Bye Ana Ruiz",
            "By",
            "By ",
        ] {
            assert!(!is_byline(text), "{text}");
        }
        for text in ["Ana Ruiz, National Review", "Ana Ruiz, a reporter, was there.", "Ana Ruiz"] {
            assert!(!is_signature(text), "{text}");
        }
    }
}
