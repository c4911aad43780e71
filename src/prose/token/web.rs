//! Addresses: one token each, so that their stops end no sentence.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, tag_no_case, take_while, take_while_m_n, take_while1},
    character::complete::{char, one_of},
    combinator::{recognize, value, verify},
    sequence::preceded,
};

use super::{Place, Read};
use crate::prose::{
    TokenKind,
    character::{is_blank, is_word},
};

/// The longest name before the "@" of an e-mail address, in characters (RFC 5321).
const LONGEST_MAILBOX: usize = 64;

/// Endings of bare domains and file names that are told from a stop with the blank after it left out.
const ENDINGS: &[&str] = &[
    "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "io", "co", "uk", "us", "eu", "ca", "au",
    "de", "fr", "ru", "cn", "jp", "in", "ie", "nz", "tv", "me", "ly", "news", "html", "htm", "php", "pdf",
    "doc", "docx", "xls", "txt", "jpg", "png", "gif", "js", "exe", "mp3", "zip",
];

/// How many bytes of a text come before its first blank, and whether they may hold an address at all.
pub(super) fn chunk(text: &str) -> (usize, bool) {
    let bytes = text.as_bytes();
    let (mut length, mut before, mut address) = (0, 0, false);
    while let Some(byte) = bytes.get(length) {
        if !byte.is_ascii_graphic() {
            match text[length..].chars().next() {
                Some(character) if !is_blank(character) => length += character.len_utf8(),
                _ => break,
            }
            before = 0;
            continue;
        }
        address |= match byte {
            b'@' | b'#' => true,
            b'/' => before == b':',
            b'.' => matches!(before, b'w' | b'W'),
            _ => false,
        };
        before = *byte;
        length += 1;
    }
    (length, address)
}

/// A URL, an e-mail address, a handle or a tag.
pub(super) fn address<'text>(place: Place<'_>, input: &'text str) -> Read<'text> {
    if place.before().is_some_and(|before| is_word(before) || before == '@') {
        return Err(nom::Err::Error(nom::error::make_error(input, nom::error::ErrorKind::Not)));
    }
    alt((
        value(TokenKind::Symbol, url),
        value(TokenKind::Symbol, mail),
        value(TokenKind::Word, recognize((one_of("@#"), take_while1(|c| is_word(c) || c == '_')))),
    ))
    .parse(input)
}

fn url(input: &str) -> IResult<&str, &str> {
    let mut scheme =
        alt((tag_no_case("http://"), tag_no_case("https://"), tag_no_case("ftp://"), tag_no_case("www.")));
    let (path, opening) = scheme.parse(input)?;
    let length = path_length(path);
    if length == 0 {
        return tag("\0").parse(path);
    }
    Ok((&path[length..], &input[..opening.len() + length]))
}

/// How far an address goes on, in bytes: up to a blank or quotation mark, without the marks of the sentence around.
fn path_length(input: &str) -> usize {
    let end =
        input.find(|c| is_blank(c) || matches!(c, '<' | '>' | '"' | '“' | '”' | '’')).unwrap_or(input.len());
    let path = input[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']', '*', '…']);
    let path = if path.contains('(') { path } else { path.trim_end_matches([')', '.', ',']) };
    path.len()
}

fn mail(input: &str) -> IResult<&str, &str> {
    recognize((
        take_while_m_n(1, LONGEST_MAILBOX, |c| is_word(c) || matches!(c, '.' | '_' | '%' | '+' | '-')),
        char('@'),
        verify(domain, |domain: &str| domain.contains('.')),
    ))
    .parse(input)
}

fn domain(input: &str) -> IResult<&str, &str> {
    let (_, run) = take_while(|c| is_word(c) || matches!(c, '.' | '-')).parse(input)?;
    let length = run.trim_end_matches(['.', '-']).len();
    Ok((&input[length..], &input[..length]))
}

/// What makes the word before it a domain or a file name: ".com", ".co.uk/news", ".pdf".
pub(super) fn domain_ending(input: &str) -> IResult<&str, &str> {
    let one = preceded(char('.'), verify(take_while1(is_word), |ending: &str| ENDINGS.contains(&ending)));
    let (rest, _) = recognize(nom::multi::many1_count(one)).parse(input)?;
    let length = if rest.starts_with('/') { path_length(rest) } else { 0 };
    Ok((&rest[length..], &input[..input.len() - rest.len() + length]))
}
