//! What a line of AsciiDoc is by the marks that it begins with.

use crate::{
    Span,
    document::{Role, look},
};

/// What a line is. Spans are bytes of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Blank,
    /// `// …`
    Comment,
    /// `include::…[]`, `ifdef::…[]`
    Directive,
    /// `:name: value`: both.
    Attribute(Span, Span),
    /// The marks around several blocks, or around what is no prose.
    Delimiter(Delimited),
    /// `.Title`
    Title(Span),
    /// `[quote, who, where]`: what stands inside.
    Attributes(Span),
    /// `== Words`: whether it is of the highest level, and the words.
    Heading(bool, Span),
    /// What parts blocks: `'''`
    Rule,
    /// `image::…[]`
    Macro,
    /// An item of a list: its words.
    Item(Span),
    /// `term:: words`
    Term(Span, Span),
    /// `+`: the next block belongs to the item above.
    Continue,
    /// An indented line.
    Literal,
    /// Anything else.
    Words,
}

/// What delimiters stand around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delimited {
    /// What is not read.
    Hidden,
    /// Other blocks, and what they are there.
    Blocks(Option<Role>),
    Table,
}

/// Marks of which four or more are a delimiter.
const DELIMITERS: &[(char, Delimited)] = &[
    ('/', Delimited::Hidden),
    ('-', Delimited::Hidden),
    ('.', Delimited::Hidden),
    ('+', Delimited::Hidden),
    ('=', Delimited::Blocks(None)),
    ('*', Delimited::Blocks(None)),
    ('_', Delimited::Blocks(Some(Role::Quote))),
];

/// Other delimiters. Tables whose cells commas part are not read.
const WHOLE: &[(&str, Delimited)] = &[
    ("--", Delimited::Blocks(None)),
    ("|===", Delimited::Table),
    (",===", Delimited::Hidden),
    (":===", Delimited::Hidden),
];

/// What begins a line for the program that reads the file.
const DIRECTIVES: &[&str] = &["include::", "ifdef::", "ifndef::", "ifeval::", "endif::"];

/// Lines that part blocks, besides three or more of `'` or `<`.
const RULES: &[&str] = &["---", "***", "- - -", "* * *"];

/// What may stand before the words of an item, to be ticked.
const BOXES: &[&str] = &["[ ] ", "[x] ", "[*] ", "[X] "];

/// What ends a term.
const TERM_ENDS: &[&str] = &[":::: ", "::: ", ":: ", ";; "];

/// The longest marks or number of an item.
const LONGEST_MARKER: usize = 6;

/// What the line at `at` of the file is.
pub(super) fn line(file: &str, at: Span) -> Line {
    let written = at.of(file).trim_end_matches(look::is_blank);
    let behind = |length: usize| look::trimmed(file, Span::new(at.start() + length, at.end()));
    let Some(first) = written.chars().next() else { return Line::Blank };
    if let Some(delimited) = delimiter(written) {
        return Line::Delimiter(delimited);
    }
    if written.starts_with("//") && !written.starts_with("///") {
        return Line::Comment;
    }
    let is_run = |mark: char| first == mark && written.len() >= 3 && written.chars().all(|c| c == mark);
    if RULES.contains(&written) || is_run('\'') || is_run('<') {
        return Line::Rule;
    }
    if DIRECTIVES.iter().any(|directive| written.starts_with(directive)) {
        return Line::Directive;
    }
    if let Some(length) = item(written) {
        return Line::Item(without_box(file, behind(length)));
    }
    match first {
        '+' if written == "+" => Line::Continue,
        ':' => attribute(file, at).map_or(Line::Words, |(name, value)| Line::Attribute(name, value)),
        '.' if written[1..].starts_with(|c: char| !look::is_blank(c) && c != '.') => Line::Title(behind(1)),
        '[' if is_attributes(written) => {
            Line::Attributes(Span::new(at.start() + 1, at.start() + written.len() - 1))
        }
        '=' | '#' => heading(written).map_or(Line::Words, |level| Line::Heading(level == 1, behind(level))),
        ' ' | '\t' => term(file, at).unwrap_or(Line::Literal),
        _ if is_macro(written) => Line::Macro,
        _ => term(file, at).unwrap_or(Line::Words),
    }
}

/// What a line of delimiters stands around.
fn delimiter(written: &str) -> Option<Delimited> {
    if written.starts_with("```") {
        return Some(Delimited::Hidden);
    }
    if let Some((_, delimited)) = WHOLE.iter().find(|(whole, _)| *whole == written) {
        return Some(*delimited);
    }
    let (mark, delimited) = DELIMITERS.iter().find(|(mark, _)| written.starts_with(*mark))?;
    (written.len() >= 4 && written.chars().all(|c| c == *mark)).then_some(*delimited)
}

/// Whether a line in brackets is about the block below: a name or a style, but no words.
fn is_attributes(written: &str) -> bool {
    let Some(inside) = written.strip_prefix('[').and_then(|inside| inside.strip_suffix(']')) else {
        return false;
    };
    let begins =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '{' | ',' | '.' | '#' | '"' | '\'' | '%' | '[');
    inside.is_empty() || inside.starts_with(begins) && (inside.starts_with('[') || !inside.contains(['[', ']']))
}

/// The level of a heading, from 1.
fn heading(written: &str) -> Option<usize> {
    let words = written.trim_start_matches(['=', '#']);
    let level = written.len() - words.len();
    (level <= 6 && words.starts_with(look::is_blank) && !words.trim_start().is_empty()).then_some(level)
}

/// `:name: value`
fn attribute(file: &str, at: Span) -> Option<(Span, Span)> {
    let behind = at.of(file).strip_prefix(':')?;
    let length = behind.find(':').filter(|length| *length > 0)?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '!');
    let value = &behind[length + 1..];
    let is_entry =
        behind[..length].chars().all(is_name) && (value.is_empty() || value.starts_with(look::is_blank));
    is_entry.then(|| {
        let start = at.start() + 1;
        (Span::new(start, start + length), look::trimmed(file, Span::new(start + length + 1, at.end())))
    })
}

/// The length of the marks that begin an item: `*`, `-`, `.`, `1.`, `a.`, `<1>`.
fn item(written: &str) -> Option<usize> {
    let bare = written.trim_start_matches([' ', '\t']);
    let marker = &bare[..bare.find([' ', '\t'])?];
    if marker.len() > LONGEST_MARKER || bare.len() == marker.len() {
        return None;
    }
    let all = |marks: &str, mark: char| !marks.is_empty() && marks.chars().all(|c| c == mark);
    let number = marker.strip_suffix('.').is_some_and(|number| {
        let is_digits = number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        !number.is_empty() && is_digits || matches!(number.as_bytes(), [byte] if byte.is_ascii_lowercase())
    });
    let callout = marker.strip_prefix('<').and_then(|inner| inner.strip_suffix('>'));
    let is_callout = callout
        .is_some_and(|inner| !inner.is_empty() && inner.bytes().all(|c| c.is_ascii_digit() || c == b'.'));
    let is_marker = all(marker, '*') || all(marker, '.') || matches!(marker, "-" | "•") || number || is_callout;
    is_marker.then(|| written.len() - bare.len() + marker.len())
}

fn without_box(file: &str, words: Span) -> Span {
    let length =
        BOXES.iter().find(|ticked| words.of(file).starts_with(**ticked)).map_or(0, |ticked| ticked.len());
    look::trimmed(file, Span::new(words.start() + length, words.end()))
}

/// `image::boats.jpg[Boats]`: what stands in the brackets may go on below, as pandoc wraps it.
fn is_macro(written: &str) -> bool {
    let name = written.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let target = name.strip_prefix("::").and_then(|target| target.split_once('['));
    let has_target = target.is_some_and(|(target, _)| !target.starts_with(look::is_blank));
    name.len() < written.len() && has_target && (written.ends_with(']') || written.starts_with("image::"))
}

/// `term:: words`
fn term(file: &str, at: Span) -> Option<Line> {
    let whole = look::trimmed(file, at);
    let written = whole.of(file);
    let ends = TERM_ENDS.iter().filter_map(|end| {
        let inner = written.find(end);
        inner
            .or_else(|| written.ends_with(end.trim_end()).then(|| written.len() + 1 - end.len()))
            .map(|at| (at, end))
    });
    let (length, end) = ends.min_by_key(|(at, _)| *at).filter(|(length, _)| *length > 0)?;
    let rest = (whole.start() + length + end.len()).min(whole.end());
    let term = Span::new(whole.start(), whole.start() + length);
    look::has_word(term.of(file))
        .then(|| Line::Term(look::trimmed(file, term), look::trimmed(file, Span::new(rest, whole.end()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_by_their_marks() {
        let of = |written: &str| line(written, Span::new(0, written.len()));
        for (written, expected) in [
            ("", Line::Blank),
            ("// late", Line::Comment),
            ("include::late.adoc[]", Line::Directive),
            ("----", Line::Delimiter(Delimited::Hidden)),
            ("--", Line::Delimiter(Delimited::Blocks(None))),
            ("____", Line::Delimiter(Delimited::Blocks(Some(Role::Quote)))),
            ("|===", Line::Delimiter(Delimited::Table)),
            ("'''", Line::Rule),
            ("* * *", Line::Rule),
            ("+", Line::Continue),
            ("image::boats.jpg[Boats]", Line::Macro),
            (" late", Line::Literal),
            ("late", Line::Words),
            ("1990. It froze", Line::Words),
            ("A. Ruiz spoke", Line::Words),
            ("-- Ana Ruiz", Line::Words),
            ("[Late] he said", Line::Words),
            ("=late", Line::Words),
            (":late", Line::Words),
        ] {
            assert_eq!(of(written), expected, "{written}");
        }
        let words = |written: &str| match of(written) {
            Line::Title(at) | Line::Attributes(at) | Line::Heading(_, at) | Line::Item(at) => {
                at.of(written).to_owned()
            }
            Line::Attribute(one, other) | Line::Term(one, other) => {
                format!("{}={}", one.of(written), other.of(written))
            }
            other => format!("{other:?}"),
        };
        for (written, expected) in [
            (".Late", "Late"),
            ("[quote, Ana Ruiz]", "quote, Ana Ruiz"),
            ("[[late]]", "[late]"),
            ("== Late ", "Late"),
            ("** Late", "Late"),
            ("  12. Late", "Late"),
            ("- [x] Late", "Late"),
            (":kind: opinion", "kind=opinion"),
            ("The quay:: late", "The quay=late"),
            ("The quay::", "The quay="),
        ] {
            assert_eq!(words(written), expected, "{written}");
        }
    }
}
