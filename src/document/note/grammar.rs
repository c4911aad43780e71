//! The grammar of notes, in nom: `allow A003 A001 reason="…" until="2026-12-31"`.

use nom::{
    Err, IResult, Offset, Parser,
    branch::alt,
    bytes::complete::{tag_no_case, take_while, take_while1},
    character::complete::one_of,
    combinator::{eof, not, opt, recognize, value},
    error::{ErrorKind, ParseError},
    multi::many0,
    sequence::{preceded, terminated},
};

use super::{Misread, Says, Verb};
use crate::{Span, document::look::is_blank, nearest};

/// The words that a note begins with.
const VERBS: &[(&str, Verb)] = &[("allow", Verb::Allow), ("off", Verb::Off), ("on", Verb::On)];

/// What a note can give besides rules.
const KEYS: &[(&str, Key)] = &[("reason", Key::Reason), ("until", Key::Until)];

/// Marks that open what is quoted, and the mark that closes it.
const QUOTES: &[(char, char)] = &[('"', '"'), ('“', '”'), ('”', '”'), ('\'', '\''), ('‘', '’'), ('’', '’')];

/// Marks that close what was opened with another of them, where its own is missing.
const DOUBLE: &[char] = &['"', '“', '”'];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Reason,
    Until,
}

/// One thing that a note gives.
enum Item<'a> {
    Rule(&'a str),
    /// With what stands behind it.
    Value(Key, &'a str),
}

/// Where reading stopped, and why.
#[derive(Debug)]
struct Trouble<'a> {
    at: &'a str,
    why: String,
}

impl<'a> ParseError<&'a str> for Trouble<'a> {
    fn from_error_kind(rest: &'a str, _: ErrorKind) -> Self {
        let at = &rest[..rest.find(is_blank).unwrap_or(rest.len())];
        let why = format!("`{at}` is neither a rule nor reason=\"…\" nor until=\"…\"");
        Self { at, why }
    }

    fn append(_: &'a str, _: ErrorKind, other: Self) -> Self {
        other
    }
}

type Read<'a, T> = IResult<&'a str, T, Trouble<'a>>;

/// Reads a note, of which the words stand in a stretch of `text`.
pub(super) fn read(text: &str, inside: Span) -> Result<Says, Misread> {
    let words = inside.of(text);
    let place = |part: &str| {
        let start = inside.start() + words.offset(part);
        Span::new(start, start + part.len())
    };
    let misread = |at: &str, message: String| Misread { message, span: place(at) };
    let items = terminated(many0(preceded(gap, item)), (gap, eof));
    let (verb, items) = match preceded(gap, (verb, items)).parse(words) {
        Ok((_, read)) => read,
        Err(Err::Error(trouble) | Err::Failure(trouble)) => return Err(misread(trouble.at, trouble.why)),
        Err(Err::Incomplete(_)) => return Err(misread(words, "it breaks off".into())),
    };
    let mut says = Says { verb, rules: Vec::new(), reason: None, until: None };
    for item in items {
        match item {
            Item::Rule(name) => says.rules.push(place(name)),
            Item::Value(Key::Reason, why) => {
                let why: Vec<&str> = why.split(is_blank).filter(|word| !word.is_empty()).collect();
                says.reason = Some(why.join(" ")).filter(|why| !why.is_empty());
            }
            Item::Value(Key::Until, day) => match day.trim_matches(is_blank).parse() {
                Ok(read) => says.until = Some((read, place(day))),
                Err(error) => return Err(misread(day, error.to_string())),
            },
        }
    }
    if verb == Verb::Allow && says.rules.is_empty() {
        return Err(misread(
            words.trim_matches(is_blank),
            "it does not say what it allows: name the rules".into(),
        ));
    }
    Ok(says)
}

/// What a note does. A colon may follow.
fn verb(input: &str) -> Read<'_, Verb> {
    let (rest, word) = name(input).map_err(|_: Err<Trouble<'_>>| {
        Err::Failure(Trouble {
            at: input,
            why: "it says nothing: write `allow`, `off` or `on`, and the rules".into(),
        })
    })?;
    let Some((_, verb)) = VERBS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)) else {
        let why = unknown(
            "keyword",
            word,
            VERBS.iter().map(|(known, _)| *known),
            "begins with `allow`, `off` or `on`",
        );
        return Err(Err::Failure(Trouble { at: word, why }));
    };
    value(*verb, opt((gap, one_of(":=")))).parse(rest)
}

fn item(input: &str) -> Read<'_, Item<'_>> {
    alt((setting, name.map(Item::Rule))).parse(input)
}

/// `reason="…"`, `until: 2026-12-31`
fn setting(input: &str) -> Read<'_, Item<'_>> {
    let (rest, word) = terminated(name, (gap, one_of(":="), gap)).parse(input)?;
    let Some((_, key)) = KEYS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)) else {
        let why = unknown("setting", word, KEYS.iter().map(|(known, _)| *known), "has `reason` and `until`");
        return Err(Err::Failure(Trouble { at: word, why }));
    };
    let plain = match key {
        Key::Reason => sentence,
        Key::Until => day,
    };
    alt((quoted, plain)).map(|given| Item::Value(*key, given)).parse(rest)
}

/// What stands in quotation marks, straight or curly. The marks may stand in it as well: the first that a blank
/// follows closes it.
fn quoted(input: &str) -> Read<'_, &str> {
    let (inside, opening) = one_of(r#""“”'‘’"#).parse(input)?;
    let partner = QUOTES.iter().find(|(known, _)| *known == opening).map_or(opening, |(_, closing)| *closing);
    let is_last = |at: &usize| {
        let behind = inside[*at..].chars().nth(1);
        behind.is_none_or(|behind| is_blank(behind) || matches!(behind, ',' | ';'))
    };
    let places = |mark: char| inside.match_indices(mark).map(|(at, _)| at);
    let other = || DOUBLE.contains(&opening).then(|| inside.find(DOUBLE)).flatten();
    let end = places(partner).find(is_last).or_else(|| places(partner).next()).or_else(other);
    let Some(end) = end else {
        let why = format!("the quotation mark {opening} is never closed");
        return Err(Err::Failure(Trouble { at: input, why }));
    };
    let length = inside[end..].chars().next().map_or(0, char::len_utf8);
    Ok((&inside[end + length..], &inside[..end]))
}

/// Words without marks around them, up to what else the note gives.
fn sentence(input: &str) -> Read<'_, &str> {
    let key = |input| {
        let known = alt((tag_no_case("reason"), tag_no_case("until")));
        value((), (known, gap, one_of(":="))).parse(input)
    };
    let word = (take_while(is_blank), take_while1(|c| !is_blank(c)));
    recognize(many0(preceded(not(preceded(gap, key)), word))).parse(input)
}

/// A day without marks around it.
fn day(input: &str) -> Read<'_, &str> {
    take_while(|c| !is_blank(c) && !matches!(c, ',' | ';')).parse(input)
}

/// The code or name of a rule, a keyword.
fn name(input: &str) -> Read<'_, &str> {
    recognize((
        take_while1(char::is_alphanumeric),
        take_while(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_')),
    ))
    .parse(input)
}

/// That there is no such word, with the word most like it, or else with what a note has.
fn unknown<'a>(what: &str, word: &str, known: impl Iterator<Item = &'a str>, has: &str) -> String {
    let unknown = nearest::unknown(what, word, known);
    if unknown.ends_with('?') { unknown } else { format!("{unknown}: a note {has}") }
}

/// What stands between the parts of a note.
fn gap(input: &str) -> Read<'_, &str> {
    take_while(|c| is_blank(c) || matches!(c, ',' | ';')).parse(input)
}
