//! Words: letters with inner hyphens and apostrophes, the stops of abbreviations, and split-off endings.

use nom::{
    IResult, Parser,
    bytes::complete::take_while_m_n,
    character::complete::satisfy,
    combinator::{not, recognize, value, verify},
};

use super::{Place, Read, letters, web};
use crate::prose::{
    TokenKind,
    abbreviation::Abbreviation,
    character::{after_blanks, is_apostrophe, is_blank, is_hyphen, is_word},
};

/// Endings that are split off their word, without the apostrophe.
const ENDINGS: &[&str] = &["s", "ll", "re", "ve", "d", "m"];

/// Words that begin with an apostrophe in place of letters, without it.
const ELIDED: &[&str] = &[
    "em", "n", "til", "till", "tis", "twas", "twere", "cause", "cos", "cuz", "bout", "round", "neath", "hood",
];

/// An abbreviation of more parts than this is taken for several.
const MOST_PARTS: usize = 32;

/// Reads a word, with its stop where it is an abbreviation. Gives what comes behind it.
pub(super) fn word<'text>(place: Place<'_>, input: &'text str) -> &'text str {
    if let Some(rest) = dotted(input).or_else(|| of_state(input)) {
        return inner_parts(rest);
    }
    let (rest, _) = letters(input);
    let rest = inner_parts(rest);
    if !rest.starts_with('.') {
        return rest;
    }
    if let Ok((rest, _)) = web::domain_ending(rest) {
        return rest;
    }
    let written = &input[..input.len() - rest.len()];
    let after = &rest[1..];
    if keeps_stop(written, after, place) { after } else { rest }
}

/// "U.S.", "a.m.", "Ph.D.", "U.N": two letters or more, each with its stop; the last may lack it. Gives what comes
/// behind it.
fn dotted(input: &str) -> Option<&str> {
    let (mut rest, mut parts, mut has_letter) = (input, 0, false);
    while parts < MOST_PARTS
        && let Some((part, after)) = dotted_part(rest)
    {
        let is_letter = part.chars().nth(1).is_none();
        if !is_letter && !part.starts_with(char::is_uppercase) {
            return None;
        }
        (rest, parts, has_letter) = (after, parts + 1, has_letter || is_letter);
    }
    let mut letters = rest.chars();
    let is_last = letters.next().is_some_and(char::is_alphabetic) && !letters.as_str().starts_with(is_word);
    if is_last && parts > 0 {
        return Some(letters.as_str());
    }
    (parts > 1 && has_letter).then_some(rest)
}

/// A letter, perhaps with two small ones, before a stop: the letters, and what comes behind the stop.
fn dotted_part(input: &str) -> Option<(&str, &str)> {
    let first = input.chars().next().filter(|first| first.is_alphabetic())?;
    let small = input[first.len_utf8()..].chars().take(2).take_while(|letter| letter.is_lowercase());
    let length = first.len_utf8() + small.map(char::len_utf8).sum::<usize>();
    Some((&input[..length], input[length..].strip_prefix('.')?))
}

/// "D-N.Y.", "R-N.C.": party and state. Gives what comes behind it.
fn of_state(input: &str) -> Option<&str> {
    let mut letters = input.chars();
    let begins = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(is_hyphen);
    if begins { dotted(letters.as_str()) } else { None }
}

/// Whether the stop after `word` belongs to it; `after` is what follows the stop.
pub(super) fn keeps_stop(word: &str, after: &str, place: Place<'_>) -> bool {
    let next = after_blanks(after);
    match Abbreviation::of(word) {
        None => false,
        Some(Abbreviation::Numbered) => next.is_some_and(char::is_numeric),
        Some(Abbreviation::Initial) => {
            let within = next.is_some_and(char::is_uppercase) || after.starts_with([',', '-', '\'', '’']);
            within && (word != "I" || place.named)
        }
        Some(_) => !after.starts_with('.'),
    }
}

/// Goes on over hyphens, apostrophes and ampersands that have a letter or digit after them.
pub(super) fn inner_parts(input: &str) -> &str {
    let mut rest = input;
    while let Some(after) = joint(rest) {
        rest = after;
    }
    rest
}

/// What comes behind a mark that joins two parts of a word, and behind the second part.
fn joint(input: &str) -> Option<&str> {
    let mark = input.chars().next().filter(|c| is_hyphen(*c) || is_apostrophe(*c) || *c == '&')?;
    let (rest, part) = letters(&input[mark.len_utf8()..]);
    let is_name = mark != '&' || part.starts_with(char::is_uppercase);
    let splits = is_apostrophe(mark) && split_ending(input).is_ok();
    (!part.is_empty() && is_name && !splits).then_some(rest)
}

/// "’s", "'ll": an apostrophe and one of the endings, with no letter after.
fn split_ending(input: &str) -> IResult<&str, &str> {
    let ending = verify(take_while_m_n(1, 2, |c: char| c.is_ascii_alphabetic()), |ending: &str| {
        ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
    });
    recognize((satisfy(is_apostrophe), ending, not(satisfy(is_word)))).parse(input)
}

/// A possessive or contracted ending, where something stands before it that can carry one.
pub(super) fn ending<'text>(place: Place<'_>, input: &'text str) -> Read<'text> {
    if place.carries { value(TokenKind::Clitic, split_ending).parse(input) } else { fail(input) }
}

/// "’90s", "’em", "’n’": an apostrophe that stands for what is left out, not a quotation mark.
pub(super) fn elided<'text>(place: Place<'_>, input: &'text str) -> Read<'text> {
    if place.before().is_some_and(is_word) {
        return fail(input);
    }
    let (after, _) = satisfy(is_apostrophe).parse(input)?;
    let (rest, written) = letters(after);
    let digits = written.strip_suffix('s').unwrap_or(written);
    if digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok((rest, TokenKind::Number));
    }
    if written.len() > 5 || !ELIDED.iter().any(|known| known.eq_ignore_ascii_case(written)) {
        return fail(input);
    }
    let closing = rest.chars().next().filter(|c| is_apostrophe(*c) && written.eq_ignore_ascii_case("n"));
    let length = closing.filter(|c| after_mark_is_blank(&rest[c.len_utf8()..])).map_or(0, char::len_utf8);
    Ok((&rest[length..], TokenKind::Word))
}

fn after_mark_is_blank(rest: &str) -> bool {
    rest.chars().next().is_none_or(is_blank)
}

/// No such token here.
fn fail<Read>(input: &str) -> IResult<&str, Read> {
    nom::combinator::fail().parse(input)
}
