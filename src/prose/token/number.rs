//! Numbers: digits with their inner marks and what is written on to them.

use nom::{
    IResult, Parser,
    bytes::complete::take_while1,
    character::complete::{one_of, satisfy},
    combinator::recognize,
    multi::many0_count,
};

use super::{Read, letters, word};
use crate::prose::{TokenKind, character::is_hyphen};

/// Marks that stand between two digits of one number, date, time, score or height.
const INNER: &str = ".,:/'’-–‑";

/// "1,200", "3.5", "9th", "1990s", "2016-17", "6:30"; a word when words follow on: "10-year".
pub(super) fn number(input: &str) -> Read<'_> {
    let digits = || take_while1(char::is_numeric);
    let (rest, _) = recognize((digits(), many0_count((one_of(INNER), digits())))).parse(input)?;
    let (rest, _) = letters(rest);
    let compound: IResult<_, _> = (satisfy(is_hyphen), satisfy(char::is_alphabetic)).parse(rest);
    match compound {
        Ok(_) => Ok((word::inner_parts(rest), TokenKind::Word)),
        Err(_) => Ok((rest, TokenKind::Number)),
    }
}
