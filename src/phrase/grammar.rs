//! The grammar of patterns, in nom: the text of a pattern → its parts, each with its place in the text.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{take_till, take_while1},
    character::complete::{char, multispace0, one_of},
    combinator::{all_consuming, opt, verify},
    error::{ErrorKind, ParseError},
    multi::{many1, separated_list1},
    sequence::{delimited, preceded, terminated},
};

use super::PatternError;

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) atom: Atom,
    pub(super) times: Times,
    /// Byte offset in the pattern's text.
    pub(super) at: usize,
}

/// What a part asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    Word(String),
    /// Any form of the word.
    Lemma(String),
    /// A word of one of the classes.
    Classes(Vec<String>),
    /// A word of none of the classes.
    NotClasses(Vec<String>),
    /// A word with one of the parts of speech.
    Tags(Vec<String>),
    /// A mark, as it is written.
    Mark(String),
    Any,
    /// One of several phrases.
    Either(Vec<Vec<Part>>),
    /// The part that is meant.
    Marked(Vec<Part>),
}

/// How often a part may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    Once,
    Maybe,
    Any,
    Many,
}

/// Where reading stopped, and what was wanted there.
#[derive(Debug)]
struct Trouble<'a> {
    rest: &'a str,
    wanted: &'static str,
}

impl<'a> ParseError<&'a str> for Trouble<'a> {
    fn from_error_kind(rest: &'a str, _: ErrorKind) -> Self {
        Self { rest, wanted: WORD_OR_GROUP }
    }

    fn append(_: &'a str, _: ErrorKind, other: Self) -> Self {
        other
    }
}

const WORD_OR_GROUP: &str = "a word, ~word, <class>, {part}, 'mark', _, (…|…) or […]";

type Read<'a, T> = IResult<&'a str, T, Trouble<'a>>;

/// Reads the text of a pattern.
pub(super) fn parse(text: &str) -> Result<Vec<Part>, PatternError> {
    let reader = Reader { text };
    let read = all_consuming(|input| reader.sequence(input)).parse(text);
    read.map(|(_, parts)| parts).map_err(|error| {
        let (nom::Err::Error(trouble) | nom::Err::Failure(trouble)) = error else {
            return PatternError { at: text.len(), message: "the pattern ends too early".into() };
        };
        let found = match trouble.rest.chars().next() {
            Some(found) => format!("found `{found}`"),
            None => "the pattern ends".into(),
        };
        let at = text.len() - trouble.rest.len();
        PatternError { at, message: format!("expected {}, but {found}", trouble.wanted) }
    })
}

struct Reader<'a> {
    text: &'a str,
}

impl<'a> Reader<'a> {
    fn sequence(&self, input: &'a str) -> Read<'a, Vec<Part>> {
        terminated(many1(preceded(multispace0, |input| self.part(input))), multispace0).parse(input)
    }

    fn part(&self, input: &'a str) -> Read<'a, Part> {
        let at = self.text.len() - input.len();
        let (rest, atom) = self.atom(input)?;
        let (rest, times) = opt(one_of("?*+")).parse(rest)?;
        let times = match times {
            Some('?') => Times::Maybe,
            Some('*') => Times::Any,
            Some(_) => Times::Many,
            None => Times::Once,
        };
        Ok((rest, Part { atom, times, at }))
    }

    fn atom(&self, input: &'a str) -> Read<'a, Atom> {
        let group = |input| {
            let (rest, _) = char('(').parse(input)?;
            let mut alternative = cut(|input| self.sequence(input), WORD_OR_GROUP);
            let (mut rest, first) = alternative.parse(rest)?;
            let mut phrases = vec![first];
            while let Some(after) = rest.strip_prefix('|') {
                let (after, phrase) = alternative.parse(after)?;
                phrases.push(phrase);
                rest = after;
            }
            closing(')', "`|` or `)`").map(|_| std::mem::take(&mut phrases)).parse(rest)
        };
        let marked = |input| {
            let inner = |input| self.sequence(input);
            delimited(char('['), cut(inner, WORD_OR_GROUP), closing(']', "`]`")).parse(input)
        };
        alt((
            group.map(Atom::Either),
            marked.map(Atom::Marked),
            preceded(char('~'), cut(name, "a word after `~`")).map(|word| Atom::Lemma(word.to_owned())),
            classes,
            delimited(char('{'), cut(names, "a part of speech"), closing('}', "`|` or `}`")).map(Atom::Tags),
            delimited(
                char('\''),
                cut(mark, "a mark, as in '%': words stand without quotes"),
                closing('\'', "`'`"),
            )
            .map(|mark| Atom::Mark(mark.to_owned())),
            char('_').map(|_| Atom::Any),
            name.map(|word| Atom::Word(word.to_owned())),
        ))
        .parse(input)
    }
}

/// `<class>`, `<one|other>`, `<!class>`
fn classes(input: &str) -> Read<'_, Atom> {
    let (rest, _) = char('<').parse(input)?;
    let (rest, not) = opt(char('!')).parse(rest)?;
    let (rest, names) =
        terminated(cut(names, "the name of a word class"), closing('>', "`|` or `>`")).parse(rest)?;
    Ok((rest, if not.is_some() { Atom::NotClasses(names) } else { Atom::Classes(names) }))
}

/// What is written in quotes: not letters alone.
fn mark(input: &str) -> Read<'_, &str> {
    verify(take_till(|c| c == '\''), |mark: &str| mark.contains(|c: char| !c.is_alphabetic())).parse(input)
}

fn names(input: &str) -> Read<'_, Vec<String>> {
    separated_list1(char('|'), name.map(str::to_owned)).parse(input)
}

/// A word: letters, digits, and the marks that stand inside words and abbreviations.
fn name(input: &str) -> Read<'_, &str> {
    take_while1(|c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '’' | '&' | '@' | '#' | '/'))
        .parse(input)
}

/// What must follow once the reading is bound to this part; `wanted` says what it is.
fn cut<'a, T>(
    mut parser: impl Parser<&'a str, Output = T, Error = Trouble<'a>>,
    wanted: &'static str,
) -> impl Parser<&'a str, Output = T, Error = Trouble<'a>> {
    move |input| {
        parser.parse(input).map_err(|error| match error {
            nom::Err::Error(Trouble { rest, .. }) => nom::Err::Failure(Trouble { rest, wanted }),
            other => other,
        })
    }
}

fn closing<'a>(mark: char, wanted: &'static str) -> impl Parser<&'a str, Output = char, Error = Trouble<'a>> {
    cut(char(mark), wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_their_places() {
        let parts = parse("there (is|are) <degree>? [<evidence-noun>] that").unwrap();
        let at: Vec<_> = parts.iter().map(|part| part.at).collect();
        assert_eq!(at, [0, 6, 15, 25, 43]);
        assert_eq!(parts[2].times, Times::Maybe);
        assert_eq!(parts[2].atom, Atom::Classes(vec!["degree".into()]));
        assert!(matches!(&parts[3].atom, Atom::Marked(inner) if inner.len() == 1));
        assert!(matches!(&parts[1].atom, Atom::Either(phrases) if phrases.len() == 2));
    }

    #[test]
    fn mistakes_are_told_at_their_place() {
        let mistake = |text| parse(text).map_err(|error| (error.at, error.message)).unwrap_err();
        assert_eq!(mistake("is (said|"), (9, format!("expected {WORD_OR_GROUP}, but the pattern ends")));
        assert_eq!(mistake("<hedge"), (6, "expected `|` or `>`, but the pattern ends".into()));
        assert_eq!(mistake("a ) b"), (2, format!("expected {WORD_OR_GROUP}, but found `)`")));
        let mark = "expected a mark, as in '%': words stand without quotes, but found ";
        assert_eq!(mistake("40 'percent'"), (4, format!("{mark}`p`")));
        assert_eq!(mistake("''"), (1, format!("{mark}`'`")));
        assert_eq!(mistake("~ say"), (1, "expected a word after `~`, but found ` `".into()));
        assert_eq!(mistake("[source").0, 7);
        assert_eq!(mistake("").0, 0);
    }
}
