//! The text of a block → tokens: the grammar of what stands between blanks.
//!
//! The parsers are nom's, on plain `&str`; offsets come from the lengths of what is left. Each sees only what
//! lies ahead, with a [`Place`] for the little that depends on what lies behind.

mod mark;
mod number;
mod web;
mod word;

use nom::{IResult, Parser, branch::alt, bytes::complete::take_while};

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
struct Place {
    /// The character just before, if there is one in the block.
    before: Option<char>,
    /// The token just before stands there with no blank between, and can carry an ending.
    carries: bool,
    /// The token just before begins with a capital: "I." after it is part of a name.
    named: bool,
    /// The text up to the next blank holds a sign of an address: "@", "#", "www.", "://".
    address: bool,
}

/// Reads the tokens of `text`, a block that starts at the byte `base` of its document, onto `tokens`.
pub(super) fn tokenise(text: &str, base: usize, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let mut rest = text;
    let mut chunk_end = 0;
    let mut place = Place { before: None, carries: false, named: false, address: false };
    loop {
        rest = rest.trim_start_matches(is_blank);
        if rest.is_empty() {
            return;
        }
        let at = text.len() - rest.len();
        if at >= chunk_end {
            let chunk = &rest[..rest.find(is_blank).unwrap_or(rest.len())];
            place.address = web::is_likely(chunk);
            chunk_end = at + chunk.len();
        }
        place.before = text[..at].chars().next_back();
        place.carries &= place.before.is_some_and(|before| !is_blank(before));
        let (after, kind) = token(place, rest).unwrap_or_else(|_| mark::any(rest));
        let written = &rest[..rest.len() - after.len()];
        let token = Token {
            span: Span::new(base + at, base + at + written.len()),
            kind,
            word: look_up(written, lexicon),
            shape: shape(written),
        };
        place.carries =
            matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic | TokenKind::Close)
                || matches!(kind, TokenKind::OpenQuote | TokenKind::CloseQuote);
        place.named = kind == TokenKind::Word && token.shape != Shape::Lower;
        tokens.push(token);
        rest = after;
    }
}

/// One token; `input` begins with it.
fn token(place: Place, input: &str) -> Read<'_> {
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
        Some(first) if first.is_alphabetic() => word::word(place, input),
        _ => mark::mark(place, input),
    }
}

/// A run of letters and digits, perhaps empty.
fn letters(input: &str) -> IResult<&str, &str> {
    take_while(is_word).parse(input)
}

/// What the lexicon knows of a token. An abbreviation that it does not list counts as its word without the stop,
/// and a number as what is written on to it: "350m" as "m".
fn look_up(written: &str, lexicon: &Lexicon) -> WordId {
    if written.len() > LONGEST_WORD {
        return WordId::UNKNOWN;
    }
    if written.starts_with(|first: char| first.is_ascii_digit()) {
        let unit = written.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        return if unit.is_empty() || unit.len() > LONGEST_UNIT {
            WordId::UNKNOWN
        } else {
            lexicon.look_up(unit)
        };
    }
    let word = lexicon.look_up(written);
    if word == WordId::UNKNOWN
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
