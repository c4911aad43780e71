//! The mark-up of `tests/annotated`: text with its attributions in nested brackets, as its README tells.

use std::{collections::BTreeMap, fmt};

use onrecord::{Span, attribution::SourceKind};

/// A story and what an expert reader finds in it.
#[derive(Debug)]
pub(crate) struct Annotated {
    /// The story without its marks. All spans are bytes of it.
    pub(crate) text: String,
    /// By number.
    pub(crate) attributions: Vec<Gold>,
}

/// Source, cue and content as marked, each in one part or more.
#[derive(Debug, Default)]
pub(crate) struct Gold {
    pub(crate) source: Vec<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) content: Vec<Span>,
    /// The kind of its source.
    pub(crate) kind: Option<SourceKind>,
    /// Who the source is: the number of the attribution that first mentions it.
    pub(crate) entity: u32,
}

/// A mistake in the mark-up, at its place.
#[derive(Debug)]
pub(crate) struct MarkupError {
    file: String,
    /// Line and column, in characters, from 1.
    line: usize,
    column: usize,
    message: String,
}

impl fmt::Display for MarkupError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

/// Reads an annotated story.
pub(crate) fn parse(file: &str, marked: &str) -> Result<Annotated, MarkupError> {
    strip(marked).and_then(|(text, parts)| Ok(Annotated { text, attributions: gather(&parts)? })).map_err(
        |Mistake { at, message }| {
            let before = &marked[..at];
            let line_start = before.rfind('\n').map_or(0, |end| end + 1);
            MarkupError {
                file: file.to_owned(),
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                message,
            }
        },
    )
}

/// What is wrong at a byte of the marked text.
struct Mistake {
    at: usize,
    message: String,
}

fn mistake<T>(at: usize, message: impl Into<String>) -> Result<T, Mistake> {
    Err(Mistake { at, message: message.into() })
}

/// One pair of brackets: `[3s:named@1 she]`.
struct Part {
    /// Where the bracket opens in the marked text.
    at: usize,
    mark: Mark,
    span: Span,
}

/// What stands before the words of a part: `3s:named@1`.
struct Mark {
    number: u32,
    role: PartRole,
    kind: Option<SourceKind>,
    same_as: Option<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PartRole {
    Source,
    Cue,
    Content,
}

/// Takes the brackets out of the text. Parts come in the order in which they close.
fn strip(marked: &str) -> Result<(String, Vec<Part>), Mistake> {
    let mut text = String::with_capacity(marked.len());
    let mut parts = Vec::new();
    let mut open: Vec<(usize, Mark, usize)> = Vec::new();
    let mut at = 0;
    while let Some(next) = marked[at..].chars().next() {
        match next {
            '[' => {
                let (mark, length) = Mark::parse(&marked[at + 1..], at)?;
                open.push((at, mark, text.len()));
                at += 1 + length;
                continue;
            }
            ']' => {
                let Some((opened, mark, start)) = open.pop() else {
                    return mistake(at, "this bracket closes nothing; write “\\]” for one in the text");
                };
                if text[start..].trim().is_empty() {
                    return mistake(opened, "a part without words");
                }
                parts.push(Part { at: opened, mark, span: Span::new(start, text.len()) });
            }
            '\\' if marked[at + 1..].starts_with(['[', ']']) => {
                text.push_str(&marked[at + 1..at + 2]);
                at += 1;
            }
            other => text.push(other),
        }
        at += next.len_utf8();
    }
    match open.first() {
        Some((opened, ..)) => mistake(*opened, "this bracket is never closed"),
        None => Ok((text, parts)),
    }
}

impl Mark {
    /// Reads the mark that follows the bracket at `at`. Gives its length as well, with the blank after it.
    fn parse(after: &str, at: usize) -> Result<(Self, usize), Mistake> {
        let Some((mark, _)) = after.split_once(' ').filter(|(mark, _)| !mark.contains(['[', ']', '\n'])) else {
            return mistake(at, "a part is a mark, a blank and its words: “[1s:named she]”");
        };
        let digits = mark.len() - mark.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let Ok(number) = mark[..digits].parse() else {
            return mistake(at, "a part begins with the number of its attribution; write “\\[” for a bracket");
        };
        let (role, rest) = match mark[digits..].split_at_checked(1) {
            Some(("s", rest)) => (PartRole::Source, rest),
            Some(("c", rest)) => (PartRole::Cue, rest),
            // Carried content counts as content; the mark tells people why it has no cue near.
            Some(("t", rest)) => (PartRole::Content, rest.strip_prefix('~').unwrap_or(rest)),
            _ => return mistake(at, "after the number comes s (source), c (cue) or t (content)"),
        };
        if role != PartRole::Source && !rest.is_empty() {
            return mistake(at, format!("“{rest}” has its place on a source"));
        }
        let (kind, same_as) = rest.split_once('@').map_or((rest, None), |(kind, same)| (kind, Some(same)));
        let kind = match kind.strip_prefix(':') {
            Some(name) => Some(kind_named(name, at)?),
            None if kind.is_empty() => None,
            None => return mistake(at, format!("“{kind}” is no kind: write “:named”")),
        };
        let same_as = match same_as.map(str::parse) {
            None => None,
            Some(Ok(first)) => Some(first),
            Some(Err(_)) => return mistake(at, "after “@” comes the number of an attribution"),
        };
        Ok((Self { number, role, kind, same_as }, mark.len() + 1))
    }
}

fn kind_named(name: &str, at: usize) -> Result<SourceKind, Mistake> {
    use SourceKind::{Anonymous, Document, Group, Named, None, Office, Org, Pronoun, Vague};
    let all = [Named, Org, Office, Anonymous, Vague, Group, Document, Pronoun, None];
    let Some(kind) = all.into_iter().find(|kind| kind.name() == name) else {
        let names = all.map(SourceKind::name).join(", ");
        return mistake(at, format!("unknown kind “{name}”: it is one of {names}"));
    };
    Ok(kind)
}

/// Ties parts of the same number.
fn gather(parts: &[Part]) -> Result<Vec<Gold>, Mistake> {
    let mut by_number: BTreeMap<u32, Vec<&Part>> = BTreeMap::new();
    for part in parts {
        by_number.entry(part.mark.number).or_default().push(part);
    }
    by_number.iter().map(|(number, parts)| attribution(*number, parts, &by_number)).collect()
}

fn attribution(number: u32, parts: &[&Part], by_number: &BTreeMap<u32, Vec<&Part>>) -> Result<Gold, Mistake> {
    let mut gold = Gold { entity: number, ..Gold::default() };
    for part in parts {
        let spans = match part.mark.role {
            PartRole::Source => &mut gold.source,
            PartRole::Cue => &mut gold.cue,
            PartRole::Content => &mut gold.content,
        };
        spans.push(part.span);
        if part.mark.kind.is_some() && gold.kind.is_some() && part.mark.kind != gold.kind {
            return mistake(part.at, format!("the source of {number} has another kind already"));
        }
        gold.kind = gold.kind.or(part.mark.kind);
        if let Some(first) = part.mark.same_as {
            if first_mention(first, by_number).is_none() || first == number {
                return mistake(part.at, format!("{first} is no attribution that first mentions a source"));
            }
            gold.entity = first;
        }
    }
    for spans in [&mut gold.source, &mut gold.cue, &mut gold.content] {
        spans.sort_unstable();
    }
    if gold.content.is_empty() {
        return mistake(parts[0].at, format!("attribution {number} has no content"));
    }
    if !gold.source.is_empty() && gold.kind.is_none() {
        gold.kind = first_mention(gold.entity, by_number);
    }
    match parts.iter().find(|part| part.mark.role == PartRole::Source) {
        Some(source) if gold.kind.is_none() => {
            mistake(source.at, format!("the source of {number} has neither a kind nor an “@”"))
        }
        _ => Ok(gold),
    }
}

/// The kind of a source at its first mention; none if the attribution has no source or mentions it again.
fn first_mention(number: u32, by_number: &BTreeMap<u32, Vec<&Part>>) -> Option<SourceKind> {
    let sources = || by_number.get(&number).into_iter().flatten().map(|part| &part.mark);
    let is_first = sources().all(|mark| mark.same_as.is_none());
    sources().find_map(|mark| mark.kind).filter(|_| is_first)
}
