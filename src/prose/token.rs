//! The text of a block → tokens: the grammar of what stands between blanks.
//!
//! The parsers are nom's, on plain `&str`; offsets come from the lengths of what is left. Each sees only what
//! lies ahead, with a [`Place`] for the little that depends on what lies behind.

mod mark;
mod number;
mod plain;
mod web;
mod word;

use nom::{IResult, Parser, branch::alt};

use super::{
    Shape, Token, TokenKind,
    abbreviation::Abbreviation,
    character::{is_apostrophe, is_blank, is_quote, is_word},
};
use crate::{
    Span,
    lexicon::{Lexicon, WordId},
};

/// Longer tokens are in no lexicon. In bytes.
const LONGEST_WORD: usize = 64;

/// Units are written on to a number in at most so many bytes: "m", "bn", "km".
const LONGEST_UNIT: usize = 2;

/// What a parser gives: the rest of the text, and what stood before it.
type Read<'text> = IResult<&'text str, TokenKind>;

/// What lies behind a token.
#[derive(Clone, Copy)]
struct Place<'text> {
    /// The text of the block up to here.
    behind: &'text str,
    /// The token just before stands there with no blank between, and can carry an ending.
    carries: bool,
    /// The token just before begins with a capital: "I." after it is part of a name.
    named: bool,
    /// The text up to the next blank holds a sign of an address: "@", "#", "www.", "://".
    address: bool,
}

impl Place<'_> {
    /// The character just before, if there is one in the block.
    fn before(self) -> Option<char> {
        self.behind.chars().next_back()
    }
}

/// Reads the tokens of `text`, a block that starts at the byte `base` of its document, onto `tokens`.
pub(super) fn tokenise(text: &str, base: usize, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let mut end = 0;
    let mut chunk_end = 0;
    let mut place = Place { behind: "", carries: false, named: false, address: false };
    loop {
        let rest = skip_blanks(&text[end..]);
        if rest.is_empty() {
            return;
        }
        let at = text.len() - rest.len();
        place.behind = &text[..at];
        place.carries &= at == end;
        let (length, kind, shape) = plain::token(place, rest).unwrap_or_else(|| {
            if at >= chunk_end {
                let (length, address) = web::chunk(rest);
                place.address = address;
                chunk_end = at + length;
            }
            let (after, kind) = token(place, rest).unwrap_or_else(|_| mark::any(rest));
            let length = rest.len() - after.len();
            (length, kind, shape(&rest[..length]))
        });
        end = at + length;
        let span = Span::new(base + at, base + end);
        tokens.push(Token { span, kind, word: look_up(&rest[..length], lexicon), shape });
        place.carries = matches!(
            kind,
            TokenKind::Word
                | TokenKind::Number
                | TokenKind::Clitic
                | TokenKind::Close
                | TokenKind::OpenQuote
                | TokenKind::CloseQuote
        );
        place.named = kind == TokenKind::Word && shape != Shape::Lower;
    }
}

/// The text without the blanks that it begins with.
fn skip_blanks(text: &str) -> &str {
    match text.as_bytes() {
        [b' ', next, ..] if next.is_ascii_graphic() => &text[1..],
        [first, ..] if first.is_ascii_graphic() => text,
        _ => text.trim_start_matches(is_blank),
    }
}

/// One token; `input` begins with it.
fn token<'text>(place: Place<'_>, input: &'text str) -> Read<'text> {
    if place.address
        && let Ok(read) = web::address(place, input)
    {
        return Ok(read);
    }
    match input.chars().next() {
        Some(first) if first.is_numeric() => number::number(input),
        Some(first) if is_quote(first) || is_apostrophe(first) || first == '`' => {
            alt((|input| word::ending(place, input), |input| word::elided(place, input), mark::quote))
                .parse(input)
        }
        Some(first) if first.is_alphabetic() => Ok((word::word(place, input), TokenKind::Word)),
        _ => mark::mark(place, input),
    }
}

/// A run of letters and digits, perhaps empty: what comes behind it, and the run.
fn letters(input: &str) -> (&str, &str) {
    let bytes = input.as_bytes();
    let mut length = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if bytes.get(length).is_some_and(|byte| !byte.is_ascii()) {
        length += input[length..].find(|character| !is_word(character)).unwrap_or(input.len() - length);
    }
    (&input[length..], &input[..length])
}

/// What the lexicon knows of a token. An abbreviation that it does not list counts as its word without the stop,
/// and a number as what is written on to it: "350m" as "m".
fn look_up(written: &str, lexicon: &Lexicon) -> WordId {
    if written.len() > LONGEST_WORD {
        return WordId::UNKNOWN;
    }
    if written.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        let unit = written.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        return if unit.is_empty() || unit.len() > LONGEST_UNIT {
            WordId::UNKNOWN
        } else {
            lexicon.look_up(unit)
        };
    }
    let word = lexicon.look_up(written);
    if word == WordId::UNKNOWN
        && written.as_bytes().last() == Some(&b'.')
        && let Some(stem) = written.strip_suffix('.')
        && Abbreviation::of(stem) == Some(Abbreviation::Leading)
    {
        return lexicon.look_up(stem);
    }
    word
}

fn shape(written: &str) -> Shape {
    let mut letters = written.chars().filter(|letter| letter.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            if letters.any(char::is_lowercase) {
                Shape::Capital
            } else {
                Shape::Upper
            }
        }
        _ => Shape::Lower,
    }
}

#[cfg(test)]
mod tests;
