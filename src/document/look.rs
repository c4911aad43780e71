//! What a stretch of text looks like from outside: blanks, words, capitals, and how it ends.
//!
//! No grammar: just what an editor sees from across the room, and what tells a heading from a sentence.

use crate::{Span, span::floor};

/// Words that a title leaves in small letters.
const SMALL: &[&str] = &[
    "a", "about", "after", "against", "amid", "an", "and", "are", "as", "at", "be", "before", "but", "by",
    "for", "from", "how", "if", "in", "into", "is", "it", "its", "nor", "not", "of", "off", "on", "onto", "or",
    "out", "over", "per", "so", "than", "that", "the", "their", "to", "up", "via", "vs", "when", "with",
    "without",
];

/// White space, and the marks that nobody sees: zero-width spaces, byte-order marks, directions.
#[inline]
pub(crate) fn is_blank(character: char) -> bool {
    if character.is_ascii() {
        return matches!(character, ' ' | '\t'..='\r');
    }
    character.is_whitespace()
        || matches!(
            character,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

/// A text up to so many bytes, or a few less, where a character ends.
pub(super) fn start_of(text: &str, most: usize) -> &str {
    &text[..floor(text, most)]
}

/// `span` of `text` without the blanks at either end.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let kept = inner.trim_start_matches(is_blank);
    let start = span.start() + (inner.len() - kept.len());
    Span::new(start, start + kept.trim_end_matches(is_blank).len())
}

/// The words, without the marks around each.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_blank).map(bare).filter(|word| !word.is_empty())
}

/// How many words there are, counted no further than one beyond `most`.
pub(super) fn count_words(text: &str, most: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut count, mut within, mut at) = (0, false, 0);
    while let Some(byte) = bytes.get(at) {
        let character = if byte.is_ascii() {
            at += 1;
            ASCII[usize::from(*byte)]
        } else {
            let Some(character) = text[at..].chars().next() else { break };
            at += character.len_utf8();
            Character::of(character)
        };
        match character {
            Character::Blank => within = false,
            Character::Part if !within => {
                within = true;
                count += 1;
                if count > most {
                    break;
                }
            }
            _ => {}
        }
    }
    count
}

/// What a character is to the count of words.
#[derive(Clone, Copy)]
enum Character {
    Blank,
    /// A letter or a digit.
    Part,
    Mark,
}

impl Character {
    fn of(character: char) -> Self {
        match character {
            _ if is_blank(character) => Self::Blank,
            _ if character.is_alphanumeric() => Self::Part,
            _ => Self::Mark,
        }
    }
}

/// The same for each character of ASCII.
const ASCII: [Character; 128] = {
    let mut ascii = [Character::Mark; 128];
    let mut byte = 0;
    while byte < 128 {
        ascii[byte] = match byte as u8 {
            b' ' | b'\t'..=b'\r' => Character::Blank,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Character::Part,
            _ => Character::Mark,
        };
        byte += 1;
    }
    ascii
};

/// Whether a word is one of some, whatever the case.
pub(super) fn is_any_of(word: &str, known: &[&str]) -> bool {
    known.iter().any(|known| known.len() == word.len() && known.eq_ignore_ascii_case(word))
}

/// Words to look for, whatever the case. Nearly all others are told from them by their length and first letter.
pub(super) struct Listed {
    words: &'static [&'static str],
    /// By length: the first letters, a bit each.
    firsts: [u32; Self::LONGEST + 1],
}

impl Listed {
    const LONGEST: usize = 15;

    /// None of the words is longer than 15 bytes.
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let mut firsts = [0; Self::LONGEST + 1];
        let mut index = 0;
        while index < words.len() {
            let word = words[index].as_bytes();
            firsts[word.len()] |= Self::bit(word[0]);
            index += 1;
        }
        Self { words, firsts }
    }

    /// The same for a capital as for its small letter.
    const fn bit(letter: u8) -> u32 {
        1 << (letter & 31)
    }

    pub(super) fn has(&self, word: &str) -> bool {
        let [first, ..] = word.as_bytes() else { return false };
        let firsts = self.firsts.get(word.len()).copied().unwrap_or_default();
        firsts & Self::bit(*first) != 0 && is_any_of(word, self.words)
    }
}

/// A word without the marks around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether there is a letter or a digit.
pub(super) fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether the first letter or digit is a capital or a digit.
pub(super) fn is_capital(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// The last character that is no closing quotation mark or bracket.
pub(super) fn last_mark(text: &str) -> Option<char> {
    let closes = |c: char| is_quote(c) || matches!(c, ')' | ']' | '}') || is_blank(c);
    text.trim_end_matches(closes).chars().next_back()
}

/// Whether it ends as sentences do.
pub(super) fn ends_sentence(text: &str) -> bool {
    last_mark(text).is_some_and(|last| matches!(last, '.' | '!' | '?' | '…'))
}

/// Whether it begins with a quotation mark and ends with one.
pub(super) fn is_quoted(text: &str) -> bool {
    text.starts_with(is_quote) && text.trim_end_matches(['.', ',']).ends_with(is_quote)
}

/// Whether the words begin with capitals, as in a title: nearly all that a title does not leave small.
pub(super) fn is_title_case(text: &str) -> bool {
    let mut capitals = 0;
    let mut others = 0;
    for word in words(text).filter(|word| !SMALL.contains(word)) {
        if is_capital(word) {
            capitals += 1;
        } else {
            others += 1;
        }
    }
    is_capital(text) && capitals >= 2 && capitals > others * 5
}

/// A quotation mark of the forms that English copy uses.
pub(super) fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_what_nobody_sees() {
        let text = "\u{feff}\u{a0} Rain fell.\t\u{200b}\r\n";
        assert_eq!(trimmed(text, Span::new(0, text.len())).of(text), "Rain fell.");
    }

    #[test]
    fn sentences_end_behind_closing_marks() {
        for ended in ["It rained.", "“It rained.”", "(It rained!)", "It rained…", "‘Why?’"] {
            assert!(ends_sentence(ended), "{ended}");
        }
        for open in ["It rained", "It rained:", "", "“”"] {
            assert!(!ends_sentence(open), "{open}");
        }
    }

    #[test]
    fn titles_have_capitals() {
        for title in ["The River Rises", "A Town on the Edge of the Water", "Who Pays for the 12 Bridges?"] {
            assert!(is_title_case(title), "{title}");
        }
        for sentence in ["The river rises", "River", "Mayor Ana Ruiz opened the bridge", "the River Rises"] {
            assert!(!is_title_case(sentence), "{sentence}");
        }
    }
}
