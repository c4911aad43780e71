//! Text of others as a report may show it: nothing in it steers what shows it.

use std::iter;

/// The colours and weights that reports have, as the numbers of ANSI sequences.
const STYLES: &[&str] = &["", "0", "1", "2", "4", "31", "32", "33", "34", "35", "36"];

/// A text as a terminal may show it.
pub fn clean(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// A text of others as it is, but for what steers a terminal or turns the direction of a line: ends of lines stay.
pub(super) fn tame(text: &str) -> String {
    text.replace(|character| steers(character) && !matches!(character, '\n' | '\r' | '\t'), "\u{fffd}")
}

/// The same in one line, with single blanks.
pub(super) fn one_line(text: &str) -> String {
    clean(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text of several lines as a terminal may show it: ends of lines and tabs stay.
pub fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let shown = |character| if matches!(character, '\n' | '\t') { character } else { shown(character) };
    text.chars().map(shown).collect()
}

/// The same for a text with colours of our own in it: of sequences that steer the terminal, those for colours stay.
pub fn painted(text: &str) -> String {
    let mut parts = text.split('\x1b');
    let first = lines(parts.next().unwrap_or_default());
    let others = parts.map(|part| {
        let style = part.strip_prefix('[').and_then(|rest| rest.split_once('m'));
        match style.filter(|(numbers, _)| numbers.split(';').all(|number| STYLES.contains(&number))) {
            Some((numbers, rest)) => format!("\x1b[{numbers}m{}", lines(rest)),
            None => lines(&format!("\x1b{part}")),
        }
    });
    iter::once(first).chain(others).collect()
}

/// A report without its colours.
pub fn plain(text: &str) -> String {
    let mut parts = text.split('\x1b');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or(part, |(_, rest)| rest))
}

/// A character as a terminal may show it: white space as a blank, and nothing that steers.
pub(super) fn shown(character: char) -> char {
    match character {
        _ if character.is_whitespace() => ' ',
        _ if steers(character) => '\u{fffd}',
        _ => character,
    }
}

/// Whether a character steers what shows it, or turns the direction of the text.
pub(super) fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_can_be_taken_off() {
        assert_eq!(plain("\x1b[1;31ma mess\x1b[0m\n\x1b[1mb\x1b[0m"), "a mess\nb");
    }

    #[test]
    fn nothing_steers_what_shows_it() {
        let text = "a\x1b[31mb\x1b]0;c\x07\u{202e}\u{61c}\u{9b}\r\n\td";
        assert_eq!(clean(text), "a\u{fffd}[31mb\u{fffd}]0;c\u{fffd}\u{fffd}\u{fffd}\u{fffd}   d");
        assert_eq!(lines("a\n\x1bb"), "a\n\u{fffd}b");
        assert_eq!(
            painted("\x1b[1;31ma\x1b[0m\n\x1b[8mb\x1b[2J\x1b"),
            "\x1b[1;31ma\x1b[0m\n\u{fffd}[8mb\u{fffd}[2J\u{fffd}"
        );
    }
}
