//! The lines of reStructuredText, and what they are by the marks that they begin with.

use crate::{
    Span,
    document::{look, passage},
};

/// Columns from one tab stop to the next.
const TAB: usize = 8;

/// Marks that begin an item of a list.
const BULLETS: &[char] = &['*', '-', '+', '•', '‣', '⁃'];

/// The longest number of an item, in digits: years are no such numbers.
const LONGEST_NUMBER: usize = 3;

/// A line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Columns before its words.
    pub(super) indent: usize,
    /// Its words, in bytes of the file. None on a line that is empty.
    pub(super) words: Span,
}

/// The lines of a file.
pub(super) fn lines(file: &str) -> Vec<Line> {
    let line = |at: Span| {
        let words = look::trimmed(file, at);
        Line { indent: columns(0, &file[at.start()..words.start()]), words }
    };
    passage::lines(file).into_iter().map(line).collect()
}

/// The column behind some characters that begin at another.
fn columns(from: usize, written: &str) -> usize {
    let next = |column: usize, c: char| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 };
    written.chars().fold(from, next)
}

/// Words behind the mark of an item: the column that they begin at, and where they stand.
pub(super) fn item(file: &str, indent: usize, words: Span) -> Option<(usize, Span)> {
    let written = words.of(file);
    let length = marker(written)?;
    let rest = look::trimmed(file, Span::new(words.start() + length, words.end()));
    let before = &file[words.start()..rest.start()];
    let column = if rest.is_empty() { indent + length + 1 } else { columns(indent, before) };
    Some((column, rest))
}

/// The length of the mark of an item: `-`, `1.`, `#.`, `(a)`.
fn marker(written: &str) -> Option<usize> {
    let ends = |length: usize| written[length..].chars().next().is_none_or(look::is_blank).then_some(length);
    if let Some(bullet) = written.chars().next().filter(|first| BULLETS.contains(first)) {
        return ends(bullet.len_utf8());
    }
    let opened = written.strip_prefix('(').unwrap_or(written);
    let number = opened.find(['.', ')']).filter(|length| (1..=LONGEST_NUMBER).contains(length))?;
    let is_digits = opened.bytes().take(number).all(|byte| byte.is_ascii_digit());
    let is_number =
        is_digits || number == 1 && opened.starts_with(|c: char| c == '#' || c.is_ascii_lowercase());
    let is_open = opened.len() < written.len();
    let closes = !is_open || opened[number..].starts_with(')');
    let length = written.len() - opened.len() + number + 1;
    // A number alone on a line is one of a sentence.
    (is_number && closes && length < written.len()).then(|| ends(length)).flatten()
}

/// Options of a program, and what they do two blanks behind: the column of that, and where it stands.
pub(super) fn option(file: &str, indent: usize, words: Span) -> Option<(usize, Span)> {
    let written = words.of(file);
    let name = written.strip_prefix("--").or_else(|| written.strip_prefix(['-', '/']))?;
    let length = written.find("  ").filter(|_| name.starts_with(|c: char| c.is_ascii_alphanumeric()))?;
    let rest = look::trimmed(file, Span::new(words.start() + length, words.end()));
    Some((columns(indent, &file[words.start()..rest.start()]), rest))
}

/// `:name: value`: both.
pub(super) fn field(file: &str, words: Span) -> Option<(Span, Span)> {
    let behind = words.of(file).strip_prefix(':')?;
    let ends = |at: &usize| {
        behind[at + 1..].chars().next().is_none_or(look::is_blank) && !behind[..*at].ends_with('\\')
    };
    let length = behind.match_indices(':').map(|(at, _)| at).find(ends).filter(|length| *length > 0)?;
    let start = words.start() + 1;
    let is_name = !behind.starts_with(look::is_blank) && !behind[..length].contains('`');
    is_name.then(|| {
        (Span::new(start, start + length), look::trimmed(file, Span::new(start + length + 1, words.end())))
    })
}

/// The mark that a line repeats, if it does nothing else: it stands under titles, and parts blocks.
pub(super) fn adornment(written: &str) -> Option<char> {
    let first = written.chars().next().filter(char::is_ascii_punctuation)?;
    (written.len() > 1 && written.chars().all(|c| c == first)).then_some(first)
}

/// `name:: words`: both.
pub(super) fn directive(file: &str, words: Span) -> Option<(&str, Span)> {
    let written = words.of(file);
    let length = written.find("::")?;
    let name = written[..length].trim_end();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | ':');
    let behind = &written[length + 2..];
    let is_directive = !name.is_empty()
        && name.chars().all(is_name)
        && (behind.is_empty() || behind.starts_with(look::is_blank));
    is_directive.then(|| (name, look::trimmed(file, Span::new(words.start() + length + 2, words.end()))))
}

/// `[label] words`: both.
pub(super) fn note(file: &str, words: Span) -> Option<(&str, Span)> {
    let behind = words.of(file).strip_prefix('[')?;
    let label = &behind[..behind.find(']')?];
    let rest = look::trimmed(file, Span::new(words.start() + label.len() + 2, words.end()));
    (!label.is_empty() && !label.contains(look::is_blank)).then_some((label, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_by_their_marks() {
        for (written, expected) in [
            ("- late", Some((2, "late"))),
            ("*  late", Some((3, "late"))),
            ("12. late", Some((4, "late"))),
            ("#. late", Some((3, "late"))),
            ("(a) late", Some((4, "late"))),
            ("-", Some((2, ""))),
            ("-late", None),
            ("1990. Late", None),
            ("A. Ruiz", None),
            ("1.", None),
            ("(late) or not", None),
        ] {
            let found = item(written, 0, Span::new(0, written.len()));
            assert_eq!(found.map(|(column, rest)| (column, rest.of(written))), expected, "{written}");
        }
    }

    #[test]
    fn fields_and_directives() {
        let whole = |written: &str| Span::new(0, written.len());
        for (written, expected) in [
            (":Author: Ana", Some("Author=Ana")),
            (":a b:", Some("a b=")),
            (":sub:`2` is", None),
            (": late:", None),
            (":late", None),
        ] {
            let found = field(written, whole(written));
            let found = found.map(|(name, value)| format!("{}={}", name.of(written), value.of(written)));
            assert_eq!(found.as_deref(), expected, "{written}");
        }
        for (written, expected) in [
            ("note:: Late", Some("note=Late")),
            ("code::", Some("code=")),
            ("onrecord: allow", None),
            ("He said:: x", None),
        ] {
            let found = directive(written, whole(written));
            let found = found.map(|(name, words)| format!("{name}={}", words.of(written)));
            assert_eq!(found.as_deref(), expected, "{written}");
        }
    }
}
