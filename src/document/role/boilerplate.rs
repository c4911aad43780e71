//! What a web page puts around a story and is no part of it: prompts, links to other stories, legal lines.

use crate::document::look;

/// Where in a paragraph the words stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// They are all of it, but for marks around.
    Whole,
    /// At its start.
    Start,
    /// Anywhere.
    Within,
}

/// Words in small letters, where they stand, and how many words a paragraph has at most that is boilerplate for
/// their sake.
const SIGNS: &[(At, &str, usize)] = &[
    (At::Whole, "advertisement", 1),
    (At::Whole, "after newsletter promotion", 3),
    (At::Whole, "article continues below", 4),
    (At::Whole, "comments", 1),
    (At::Whole, "continue reading", 2),
    (At::Whole, "continue reading the main story", 5),
    (At::Whole, "editor's picks", 2),
    (At::Whole, "gift this article", 3),
    (At::Whole, "last modified", 2),
    (At::Whole, "last updated", 2),
    (At::Whole, "loading", 1),
    (At::Whole, "log in", 2),
    (At::Whole, "most popular", 2),
    (At::Whole, "most read", 2),
    (At::Whole, "pullquote", 1),
    (At::Whole, "read more", 2),
    (At::Whole, "recommended", 1),
    (At::Whole, "related", 1),
    (At::Whole, "related articles", 2),
    (At::Whole, "related content", 2),
    (At::Whole, "related coverage", 2),
    (At::Whole, "related stories", 2),
    (At::Whole, "related topics", 2),
    (At::Whole, "share", 1),
    (At::Whole, "sign in", 2),
    (At::Whole, "sign up", 2),
    (At::Whole, "skip advertisement", 2),
    (At::Whole, "skip past newsletter promotion", 4),
    (At::Whole, "story continues below", 4),
    (At::Whole, "story continues below advertisement", 4),
    (At::Whole, "subscribe", 1),
    (At::Whole, "trending", 1),
    (At::Whole, "updated", 1),
    (At::Start, "also read:", 30),
    (At::Start, "already a subscriber?", 12),
    (At::Start, "click here", 25),
    (At::Start, "copyright (c)", 60),
    (At::Start, "copyright 19", 60),
    (At::Start, "copyright 20", 60),
    (At::Start, "copyright by", 20),
    (At::Start, "copyright ©", 60),
    (At::Start, "don't miss:", 30),
    (At::Start, "download our app", 20),
    (At::Start, "download the app", 20),
    (At::Start, "follow @", 20),
    (At::Start, "follow her on", 15),
    (At::Start, "follow him on", 15),
    (At::Start, "follow them on", 15),
    (At::Start, "follow us", 20),
    (At::Start, "last updated:", 12),
    (At::Start, "like us on facebook", 20),
    (At::Start, "listen:", 30),
    (At::Start, "more from", 8),
    (At::Start, "more on this story", 8),
    (At::Start, "more:", 30),
    (At::Start, "privacy notice:", 60),
    (At::Start, "read also:", 30),
    (At::Start, "read more", 25),
    (At::Start, "read next:", 30),
    (At::Start, "read the full article", 12),
    (At::Start, "read the full story", 12),
    (At::Start, "read the original", 12),
    (At::Start, "read the rest", 12),
    (At::Start, "read:", 30),
    (At::Start, "recommended:", 30),
    (At::Start, "related:", 30),
    (At::Start, "reporting by", 30),
    (At::Start, "additional reporting by", 30),
    (At::Start, "see also:", 30),
    (At::Start, "share on", 4),
    (At::Start, "share this", 6),
    (At::Start, "sign up for", 40),
    (At::Start, "sign up here", 40),
    (At::Start, "sign up to", 40),
    (At::Start, "subscribe now", 30),
    (At::Start, "subscribe to", 30),
    (At::Start, "support our journalism", 20),
    (At::Start, "tap here", 25),
    (At::Start, "this article has been updated", 40),
    (At::Start, "this article was originally published", 40),
    (At::Start, "this story has been updated", 40),
    (At::Start, "this story was originally published", 40),
    (At::Start, "to continue reading", 12),
    (At::Start, "watch:", 30),
    (At::Start, "© ", 60),
    (At::Start, "©1", 60),
    (At::Start, "©2", 60),
    (At::Within, "all rights reserved", 60),
    (At::Within, "contributed reporting", 50),
    (At::Within, "contributed to this article", 50),
    (At::Within, "contributed to this report", 50),
    (At::Within, "contributed to this story", 50),
    (At::Within, "may not be published, broadcast, rewritten", 60),
    (At::Within, "sign up here", 30),
    (At::Within, "sign up for our", 40),
    (At::Within, "straight to your inbox", 40),
    (At::Within, "subscribe here", 30),
    (At::Within, "subscribe to our", 40),
];

/// For each letter, the letters that come second in a sign at the start that begins with it: a bit each.
const SECOND: [u32; 26] = {
    let mut second = [0; 26];
    let mut index = 0;
    while index < SIGNS.len() {
        let (at, sign, _) = &SIGNS[index];
        let sign = sign.as_bytes();
        if !matches!(at, At::Within) && sign[0].is_ascii() {
            second[(sign[0] - b'a') as usize] |= 1 << (sign[1] - b'a');
        }
        index += 1;
    }
    second
};

/// Words such that one stands in every sign that can stand anywhere, each with the place of a rare pair of letters in it.
const TELLING: &[(&str, usize)] =
    &[("reserved", 4), ("contributed", 5), ("published", 2), ("sign", 2), ("inbox", 3), ("subscribe", 2)];

/// For each byte: of which of these words it is the first letter of the pair, a bit each.
const FIRST_OF_PAIR: [u8; 256] = letters_of_pairs(0);

/// The same for the second letter.
const SECOND_OF_PAIR: [u8; 256] = letters_of_pairs(1);

const fn letters_of_pairs(offset: usize) -> [u8; 256] {
    let mut letters = [0; 256];
    let mut index = 0;
    while index < TELLING.len() {
        let (word, at) = TELLING[index];
        let letter = word.as_bytes()[at + offset];
        letters[letter as usize] |= 1 << index;
        letters[letter.to_ascii_uppercase() as usize] |= 1 << index;
        index += 1;
    }
    letters
}

/// What ends a story in the copy of wire services.
const END_SIGNS: &[&str] =
    &["-30-", "- 30 -", "–30–", "– 30 –", "—30—", "— 30 —", "(end)", "-end-", "- end -", "-ends-"];

/// Whether the text is a sign that the story ends here.
pub(super) fn is_end_sign(text: &str) -> bool {
    END_SIGNS.iter().any(|sign| sign.eq_ignore_ascii_case(text))
}

/// Whether the paragraph is no prose of the story.
pub(super) fn is_boilerplate(text: &str) -> bool {
    if !may_open(text) && !may_hold(text) {
        return false;
    }
    let spoken = text.contains(['"', '“']);
    let plain = plain(text);
    let bare = plain.trim_matches(|c: char| !c.is_alphanumeric());
    let line = plain.trim_start_matches(['(', '[', '*', '•', '»', '>', '→', '-', ' ']);
    let is_here = |at: At, sign: &str| match at {
        At::Whole => bare == sign,
        At::Start => line.strip_prefix(sign).is_some_and(|rest| is_apart(sign, rest)),
        At::Within => !spoken && plain.contains(sign),
    };
    let mut here = SIGNS.iter().filter(|(at, sign, _)| is_here(*at, sign));
    here.any(|(.., most)| look::count_words(text, *most) <= *most)
}

/// Whether the text begins as one of the signs does that stand at the start, by the first letters.
fn may_open(text: &str) -> bool {
    let head = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©').as_bytes();
    match head {
        [first, second, ..] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
            let place = |letter: &u8| letter.to_ascii_lowercase() - b'a';
            SECOND[usize::from(place(first))] >> place(second) & 1 == 1
                && SIGNS.iter().any(|(at, sign, _)| *at != At::Within && begins(head, sign.as_bytes()))
        }
        // No sign begins with a digit or with one letter.
        [first, second, ..] => !(first.is_ascii() && second.is_ascii()),
        _ => false,
    }
}

/// Whether the text may begin with a sign, by the first word of it.
fn begins(text: &[u8], sign: &[u8]) -> bool {
    let word = sign.iter().take_while(|byte| byte.is_ascii_lowercase());
    let mut letters = word.zip(text).take_while(|(_, byte)| byte.is_ascii());
    sign[0].is_ascii() && letters.all(|(letter, byte)| byte.to_ascii_lowercase() == *letter)
}

/// Whether the text holds the word that tells of one of the signs that stand anywhere.
fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(2).enumerate().any(|(at, pair)| {
        let told_by = FIRST_OF_PAIR[usize::from(pair[0])] & SECOND_OF_PAIR[usize::from(pair[1])];
        told_by != 0
            && TELLING.iter().enumerate().any(|(index, (word, before))| {
                let written = || bytes.get(at.checked_sub(*before)?..)?.get(..word.len());
                told_by >> index & 1 == 1
                    && written().is_some_and(|written| written.eq_ignore_ascii_case(word.as_bytes()))
            })
    })
}

/// In small letters, with single blanks and straight apostrophes.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split(look::is_blank).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        if word.is_ascii() {
            let start = plain.len();
            plain.push_str(word);
            plain[start..].make_ascii_lowercase();
        } else {
            plain.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
        }
    }
    plain
}

/// Whether no word of `sign` goes on in `rest`.
fn is_apart(sign: &str, rest: &str) -> bool {
    !sign.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_is_looked_for() {
        for (at, sign, _) in SIGNS {
            assert!(if *at == At::Within { may_hold(sign) } else { may_open(sign) }, "{sign}");
        }
        assert!(!may_open("The river rose, and the bridge did not.") && !may_hold("The river rose."));
    }

    #[test]
    fn prompts_and_legal_lines() {
        for text in [
            "Last Updated:",
            "ADVERTISEMENT",
            "Read more: Where the river goes in spring",
            "RELATED: The bridge that nobody wanted",
            "(Reporting by Ana Ruiz; Editing by Bo Lind)",
            "© 2021 The Harbour Gazette. All rights reserved.",
            "Copyright 2021 The Harbour Gazette",
            "Associated Press writer Bo Lind in Oslo contributed to this report.",
            "Get the tide tables straight to your inbox.",
            "Follow us on Twitter",
            "[pullquote]",
        ] {
            assert!(is_boilerplate(text), "{text}");
        }
    }

    #[test]
    fn prose_that_looks_like_it() {
        for text in [
            "Copyright holders asked the court for a delay.",
            "Related charges were dropped in May.",
            "More than 40 boats sank.",
            "Read aloud, the letter took two minutes.",
            "“I contributed to this report,” she said.",
            "Subscribers left in their thousands.",
            "Watch sales rose.",
            "Share prices fell.",
        ] {
            assert!(!is_boilerplate(text), "{text}");
        }
    }
}
