//! Marks: punctuation, brackets, dashes, symbols and quotation marks.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while1},
    character::complete::{char, one_of, satisfy},
    combinator::{not, opt, recognize, value, verify},
    multi::many1_count,
    sequence::preceded,
};

use super::{Place, Read, number};
use crate::prose::{
    TokenKind,
    character::{
        extends, is_blank, is_closing_bracket, is_dash, is_opening_bracket, is_quote, is_stop, is_word,
    },
};

/// Any mark but a quotation mark.
pub(super) fn mark<'text>(place: Place<'_>, input: &'text str) -> Read<'text> {
    let Some(first) = input.chars().next() else { return Ok(any(input)) };
    let rest = &input[first.len_utf8()..];
    let begins = place.before().is_none_or(is_blank);
    match first {
        '.' if begins && rest.starts_with(|c: char| c.is_ascii_digit()) => number::number(rest),
        ',' | '，' | '、' | '،' => Ok((rest, TokenKind::Comma)),
        ':' | ';' | '=' if begins && emoticon(input).is_ok() => value(TokenKind::Symbol, emoticon).parse(input),
        ':' | '：' => Ok((rest, TokenKind::Colon)),
        ';' | '；' | '؛' => Ok((rest, TokenKind::Semicolon)),
        '-' if rest.starts_with('-') => value(TokenKind::Dash, take_while1(|c| c == '-')).parse(input),
        '-' if begins && rest.chars().next().is_none_or(is_blank) => Ok((rest, TokenKind::Dash)),
        _ if is_stop(first) => value(TokenKind::Stop, stop).parse(input),
        _ if is_opening_bracket(first) => Ok((rest, TokenKind::Open)),
        _ if is_closing_bracket(first) => Ok((rest, TokenKind::Close)),
        _ if is_dash(first) => value(TokenKind::Dash, take_while1(is_dash)).parse(input),
        _ => Ok(any(input)),
    }
}

/// A run of stops: "?!", "...", ". . ."
fn stop(input: &str) -> IResult<&str, &str> {
    let spaced = recognize((char('.'), many1_count(preceded(one_of(" \u{a0}"), char('.')))));
    alt((verify(spaced, |run: &str| run.chars().count() > 4), take_while1(is_stop))).parse(input)
}

/// ":-)"
fn emoticon(input: &str) -> IResult<&str, &str> {
    recognize((one_of(":;="), opt(char('-')), one_of(")(DPp"), not(satisfy(is_word)))).parse(input)
}

/// A quotation mark, of whatever form: which way it faces is settled when the marks are paired.
pub(super) fn quote(input: &str) -> Read<'_> {
    let double = alt((tag("``"), tag("''")));
    let one = recognize(satisfy(|c| is_quote(c) || c == '\u{2bc}' || c == '`'));
    value(TokenKind::OpenQuote, alt((double, one))).parse(input)
}

/// A symbol, with the rest of a run of the same ("****") and the marks that change it (emoji).
pub(super) fn any(input: &str) -> (&str, TokenKind) {
    let Some(first) = input.chars().next() else { return (input, TokenKind::Symbol) };
    let mut joined = false;
    let length = input.char_indices().find(|(_, character)| {
        let part = joined || *character == first || extends(*character);
        joined = *character == '\u{200d}' && !joined;
        !part || is_blank(*character)
    });
    (&input[length.map_or(input.len(), |(at, _)| at)..], TokenKind::Symbol)
}
