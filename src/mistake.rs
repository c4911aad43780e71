//! A mistake in a file that people write by hand: what is wrong, where, and what would be right.

use std::ops::Range;

use crate::{Spanned, nearest::nearest, span::floor};

/// A mistake in a rule, lexicon or configuration file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
#[non_exhaustive]
pub struct Mistake {
    /// The file's path, as a user would name it.
    pub file: String,
    /// The file's text.
    pub text: String,
    /// Where the mistake is, in bytes of `text`.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right, where it can be told.
    pub help: Option<String>,
}

impl Mistake {
    /// What the TOML reader found wrong in a file.
    pub(crate) fn in_toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let message = error.message().to_owned();
        Self {
            file: file.to_owned(),
            text: text.to_owned(),
            span: error.span().unwrap_or(0..0),
            help: right_spelling(&message).or_else(|| right_form(&message, text, error.span())),
            message,
        }
    }

    /// What the JSON reader found wrong in a file.
    pub(crate) fn in_json(file: &str, text: &str, error: &serde_json::Error) -> Self {
        let (at, message) = of_json(text, error);
        Self {
            file: file.to_owned(),
            text: text.to_owned(),
            span: at..at,
            help: right_spelling(&message),
            message,
        }
    }

    /// A mistake in a string of a file, `at` bytes from the start of the string. The place is exact where the
    /// string is written without escapes; otherwise it is the whole string.
    pub(crate) fn in_string(
        file: &str,
        text: &str,
        string: &Spanned<String>,
        at: usize,
        message: String,
    ) -> Self {
        let (value, written) = (string.get_ref(), &text[string.span()]);
        let quotes = written.len().saturating_sub(value.len()) / 2;
        let exact = written.get(quotes..written.len() - quotes) == Some(value);
        let start = string.span().start + quotes + at;
        let character = text.get(start..).and_then(|rest| rest.chars().next()).filter(|_| exact);
        let span = character.map_or(string.span(), |character| start..start + character.len_utf8());
        Self { file: file.to_owned(), text: text.to_owned(), span, message, help: None }
    }
}

/// Where in a text the JSON reader stopped, in bytes, and what it found wrong there.
pub(crate) fn of_json(text: &str, error: &serde_json::Error) -> (usize, String) {
    let whole = error.to_string();
    let (message, _) = whole.rsplit_once(" at line ").unwrap_or((&whole, ""));
    let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (floor(text, line + error.column().saturating_sub(1)), message.to_owned())
}

/// The line of a file on which a value stands: "onrecord.toml:12".
pub(crate) fn place<T>(file: &str, text: &str, value: &Spanned<T>) -> String {
    format!("{file}:{}", text[..value.span().start].matches('\n').count() + 1)
}

/// What would be right where a list belongs: in brackets, or each of its tables in two.
fn right_form(message: &str, text: &str, span: Option<Range<usize>>) -> Option<String> {
    message.strip_prefix("invalid type: ").filter(|rest| rest.ends_with("expected a sequence"))?;
    let written = text.get(span?)?;
    match written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(name) => Some(format!("there can be several: write [[{name}]]")),
        None => written.starts_with(['"', '\'']).then(|| format!("it is a list: write [{written}]")),
    }
}

/// The nearest of the names that a message of the TOML reader lists: "unknown field `x`, expected one of `y`, `z`".
fn right_spelling(message: &str) -> Option<String> {
    let (wrong, known) = message.strip_prefix("unknown ")?.split_once(", expected")?;
    let wrong = wrong.split('`').nth(1)?;
    let near = nearest(wrong, known.split('`').skip(1).step_by(2))?;
    Some(format!("did you mean `{near}`?"))
}
