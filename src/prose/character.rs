//! What a single character is to the page: blank, part of a word, a quotation mark.

pub(super) use crate::document::is_blank;

/// Letters, digits, and what leans on them.
pub(super) fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    (character.is_alphanumeric() || extends(character)) && character != '\u{2bc}'
}

/// What only changes the character before it: combining marks, joiners, variation selectors, skin tones.
pub(super) fn extends(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
        | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{6d6}'..='\u{6dc}' | '\u{93c}' | '\u{94d}' | '\u{9cd}' | '\u{a4d}'
        | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}' | '\u{dca}' | '\u{e47}'..='\u{e4e}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}'
        | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e01ef}')
}

/// What stands for an apostrophe, in good typography or in bad.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}')
}

/// A hyphen inside a word.
pub(super) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

/// A mark that can open or close a quotation.
pub(crate) fn is_quote(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '\u{201c}'..='\u{201f}' | '\u{2018}'..='\u{201b}' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』'
            | '\u{ff02}'
    )
}

/// A mark that can end a sentence.
pub(super) fn is_stop(character: char) -> bool {
    matches!(
        character,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '؟' | '۔' | '।' | '‽' | '⁇' | '⁈' | '⁉'
    )
}

/// An opening bracket.
pub(super) fn is_opening_bracket(character: char) -> bool {
    matches!(character, '(' | '[' | '{' | '（' | '［' | '【' | '《' | '〈')
}

/// A closing bracket.
pub(super) fn is_closing_bracket(character: char) -> bool {
    matches!(character, ')' | ']' | '}' | '）' | '］' | '】' | '》' | '〉')
}

/// A dash that is not a hyphen.
pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '\u{2012}'..='\u{2015}' | '\u{2e3a}' | '\u{2e3b}')
}

/// Letters and digits in a row: how words are compared, whatever stands between them.
pub(crate) fn bare_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The first character after the blanks.
pub(super) fn after_blanks(text: &str) -> Option<char> {
    text.chars().find(|character| !is_blank(*character))
}
