//! What a terminal is shown: nothing in the text of others steers it.

/// Whether a text holds nothing that steers a terminal or turns the direction of a line, but for the colours that
/// reports are painted with.
pub(crate) fn assert_tame(shown: &str) {
    let mut rest = shown;
    while let Some(at) = rest.find(steers) {
        let after = &rest[at..];
        let colour = colour(after);
        assert!(colour.is_some(), "steers the terminal: {after:?} of {shown:?}");
        rest = &after[colour.unwrap_or_default()..];
    }
}

/// How many bytes of a text are the sequence for a colour that it begins with.
fn colour(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix("\x1b[")?;
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    numbers[end..].starts_with('m').then_some(text.len() - numbers.len() + end + 1)
}

fn steers(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
