//! Words: letters with inner hyphens and apostrophes, the stops of abbreviations, and split-off endings.

use nom::{
    IResult, Parser,
    bytes::complete::{take_while_m_n, take_while1},
    character::complete::{char, satisfy},
    combinator::{not, opt, recognize, value, verify},
    multi::{many0_count, many1_count},
    sequence::terminated,
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

/// A word, with its stop where it is an abbreviation.
pub(super) fn word(place: Place, input: &str) -> Read<'_> {
    if let Ok((rest, _)) = dotted(input).or_else(|_| of_state(input)) {
        return Ok((inner_parts(rest), TokenKind::Word));
    }
    let (rest, _) = letters(input)?;
    let rest = inner_parts(rest);
    if !rest.starts_with('.') {
        return Ok((rest, TokenKind::Word));
    }
    if let Ok((rest, _)) = web::domain_ending(rest) {
        return Ok((rest, TokenKind::Word));
    }
    let written = &input[..input.len() - rest.len()];
    let after = &rest[1..];
    let rest = if keeps_stop(written, after, place) { after } else { rest };
    Ok((rest, TokenKind::Word))
}

/// "U.S.", "a.m.", "Ph.D.", "U.N": two letters or more, each with its stop; the last may lack it.
fn dotted(input: &str) -> IResult<&str, &str> {
    let part = || (satisfy(char::is_alphabetic), take_while_m_n(0, 2, char::is_lowercase), char('.'));
    let last = terminated(satisfy(char::is_alphabetic), not(satisfy(is_word)));
    let written = recognize((many1_count(part()), opt(last)));
    verify(written, |written: &str| {
        let mut parts = written.split('.').filter(|part| !part.is_empty());
        let is_letter = |part: &str| part.chars().nth(1).is_none();
        parts.clone().nth(1).is_some()
            && parts.clone().any(is_letter)
            && parts.all(|part| is_letter(part) || part.starts_with(char::is_uppercase))
    })
    .parse(input)
}

/// "D-N.Y.", "R-N.C.": party and state.
fn of_state(input: &str) -> IResult<&str, &str> {
    recognize((satisfy(char::is_uppercase), satisfy(is_hyphen), dotted)).parse(input)
}

/// Whether the stop after `word` belongs to it; `after` is what follows the stop.
fn keeps_stop(word: &str, after: &str, place: Place) -> bool {
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
    let joint = |input| -> IResult<&str, &str> {
        let (rest, mark) = satisfy(|c| is_hyphen(c) || is_apostrophe(c) || c == '&').parse(input)?;
        if is_apostrophe(mark) {
            not(split_ending).parse(input)?;
        }
        let (rest, part) = take_while1(is_word).parse(rest)?;
        let starts_capital = part.starts_with(char::is_uppercase);
        if mark == '&' && !starts_capital { fail(input) } else { Ok((rest, part)) }
    };
    many0_count(joint).parse(input).map_or(input, |(rest, _)| rest)
}

/// "’s", "'ll": an apostrophe and one of the endings, with no letter after.
fn split_ending(input: &str) -> IResult<&str, &str> {
    let ending = verify(take_while_m_n(1, 2, |c: char| c.is_ascii_alphabetic()), |ending: &str| {
        ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
    });
    recognize((satisfy(is_apostrophe), ending, not(satisfy(is_word)))).parse(input)
}

/// A possessive or contracted ending, where something stands before it that can carry one.
pub(super) fn ending(place: Place, input: &str) -> Read<'_> {
    if place.carries { value(TokenKind::Clitic, split_ending).parse(input) } else { fail(input) }
}

/// "’90s", "’em", "’n’": an apostrophe that stands for what is left out, not a quotation mark.
pub(super) fn elided(place: Place, input: &str) -> Read<'_> {
    if place.before.is_some_and(is_word) {
        return fail(input);
    }
    let (after, _) = satisfy(is_apostrophe).parse(input)?;
    let (rest, written) = letters(after)?;
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
