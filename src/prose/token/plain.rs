//! What nearly every token is: ASCII letters with nothing joined on to them, a comma, a stop. Read by its bytes; what
//! is anything else is left to the grammar, which gives the same for these.

use super::{Place, word};
use crate::prose::{Shape, TokenKind};

/// Small letters, as a bit.
const SMALL: u8 = 1;

/// Capitals.
const CAPITAL: u8 = 2;

/// Digits.
const DIGIT: u8 = 4;

/// What can go on with a word that stands before it: hyphens, apostrophes, "&", the stop, all that is not ASCII.
const JOINT: u8 = 8;

/// What can stand behind a word and is no part of it, nor of an address that it is the start of: blanks and the marks
/// of a sentence.
const END: u8 = 16;

/// What each byte is, in these bits.
const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        bytes[byte] = match byte as u8 {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            b'-' | b'\'' | b'&' | b'.' | 128.. => JOINT,
            b' ' | b'\n' | b'\r' | b',' | b';' | b'!' | b'?' | b'"' | b')' | b']' | b'}' => END,
            _ => 0,
        };
        byte += 1;
    }
    bytes
};

fn kind(byte: Option<&u8>) -> u8 {
    byte.map_or(END, |byte| BYTES[usize::from(*byte)])
}

/// The token that the text begins with, where it is a plain one: its length in bytes, what it is, how it is written.
pub(super) fn token(place: Place<'_>, input: &str) -> Option<(usize, TokenKind, Shape)> {
    let bytes = input.as_bytes();
    let first = kind(bytes.first());
    if first & (SMALL | CAPITAL) == 0 {
        return mark(bytes).map(|mark| (1, mark, Shape::Lower));
    }
    let mut seen = 0;
    let mut length = 1;
    let next = loop {
        let next = kind(bytes.get(length));
        if next & (SMALL | CAPITAL | DIGIT) == 0 {
            break next;
        }
        seen |= next;
        length += 1;
    };
    match next {
        END => {}
        // "www." may begin an address.
        JOINT
            if bytes[length] == b'.'
                && kind(bytes.get(length + 1)) == END
                && !matches!(bytes[length - 1], b'w' | b'W') =>
        {
            length += usize::from(word::keeps_stop(&input[..length], &input[length + 1..], place));
        }
        _ => return None,
    }
    let shape = match () {
        () if first == SMALL => Shape::Lower,
        () if seen & SMALL == 0 => Shape::Upper,
        () => Shape::Capital,
    };
    Some((length, TokenKind::Word, shape))
}

/// A mark that stands for itself whatever is around it.
fn mark(bytes: &[u8]) -> Option<TokenKind> {
    match bytes {
        [b',', ..] => Some(TokenKind::Comma),
        [b'.'] => Some(TokenKind::Stop),
        [b'.', b' ', next, ..] if *next != b'.' && next.is_ascii_graphic() => Some(TokenKind::Stop),
        [b'.', b'"' | b')' | b'\n' | b'\r', ..] => Some(TokenKind::Stop),
        [b'"', ..] => Some(TokenKind::OpenQuote),
        [b'(' | b'[' | b'{', ..] => Some(TokenKind::Open),
        [b')' | b']' | b'}', ..] => Some(TokenKind::Close),
        _ => None,
    }
}
