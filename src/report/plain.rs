//! Text of others as a report may show it: nothing in it steers what shows it.

/// A text as a terminal may show it.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// The same line by line: ends of lines and tabs stay.
pub(super) fn clean_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.chars()
        .map(|character| if matches!(character, '\n' | '\t') { character } else { shown(character) })
        .collect()
}

/// A text of others as it is, but for what steers a terminal or turns the direction of a line: ends of lines stay.
pub fn tame(text: &str) -> String {
    text.replace(|character| steers(character) && !matches!(character, '\n' | '\r' | '\t'), "\u{fffd}")
}

/// The same in one line, with single blanks.
pub(super) fn one_line(text: &str) -> String {
    clean(&text.split_whitespace().collect::<Vec<_>>().join(" "))
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
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
