//! What was read of a story, for people: its text with every attribution marked, and who and what made each.
//!
//! The mark-up is that of `tests/annotated/`: `[1s source] [1c cue] [1t content]`, numbered by attribution, one in
//! another; `[1t~ …]` is content that goes on with no cue of its own.

use std::{cmp::Reverse, collections::VecDeque};

use super::{
    Checked,
    plain::{clean, one_line},
    style::{BOLD, DIM, GREEN, RESET, YELLOW},
};
use crate::{
    Span,
    attribution::{Attribution, SourceKind, Story},
};

/// Where lines are broken, in characters.
const WIDTH: usize = 96;

/// What stands before every line of text, in characters: room for its number.
const MARGIN: usize = 6;

/// A stretch of text that is part of an attribution.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) span: Span,
    /// Counted from 1.
    pub(super) number: usize,
    pub(super) role: Role,
    pub(super) attribution: &'a Attribution,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Content,
    Source,
    Cue,
}

/// The story with its attributions marked, block by block, and below each block a line for each of its attributions.
/// With colours, as ANSI sequences.
///
/// ```
/// use onrecord::{Linter, Setup, document::Format, report::{self, Checked}};
///
/// let linter = Linter::new(Setup::default())?;
/// let text = "Ana Ruiz said the plant will shut.";
/// let story = linter.read_text(text, Format::Text)?;
/// let marked = report::plain(&report::reading(&Checked::new("plant.txt", text, &story, Vec::new())));
/// assert!(marked.contains("[1s:named Ana Ruiz] [1c said] [1t the plant will shut]."), "{marked}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn reading(checked: &Checked<'_>) -> String {
    let story = checked.story;
    let parts = parts(story);
    let mut out = format!("{BOLD}{}{RESET}\n", clean(&checked.title()));
    let (mut next_part, mut next) = (0, 0);
    for block in &story.document.blocks {
        let span = block.span;
        while parts.get(next_part).is_some_and(|part| part.span.end() <= span.start()) {
            next_part += 1;
        }
        let here = parts[next_part..].iter().take_while(|part| part.span.start() < span.end());
        let mut marked = String::new();
        let queue = here.filter_map(|part| clipped(*part, span)).collect();
        mark(&story.document.text, span, queue, RESET, &mut marked);
        let line = checked.region(span).start.line;
        out.push_str(&format!("\n{DIM}{line:>4}{RESET}  {}\n", wrapped(&marked)));
        while story.attributions.get(next).is_some_and(|attribution| place(attribution) < span.end()) {
            out.push_str(&row(story, next));
            next += 1;
        }
    }
    out
}

/// Every part of every attribution, by place, the longer first.
pub(super) fn parts(story: &Story) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for (index, attribution) in story.attributions.iter().enumerate() {
        let part = |span, role| Part { span, number: index + 1, role, attribution };
        parts.extend(attribution.content.iter().map(|span| part(*span, Role::Content)));
        parts.extend(attribution.source.map(|source| part(source.span, Role::Source)));
        parts.extend(attribution.cue.as_ref().map(|cue| part(cue.span, Role::Cue)));
    }
    parts.sort_by_key(|part| (part.span.start(), Reverse(part.span.end()), part.role));
    parts
}

/// Where an attribution is told of: at its cue, or at what it holds.
fn place(attribution: &Attribution) -> usize {
    let content = attribution.content.first().map_or(0, |span| span.start());
    attribution.cue.as_ref().map_or(content, |cue| cue.span.start())
}

/// What of a part lies in a span.
fn clipped(part: Part<'_>, span: Span) -> Option<Part<'_>> {
    let (start, end) = (part.span.start().max(span.start()), part.span.end().min(span.end()));
    (start < end).then(|| Part { span: Span::new(start, end), ..part })
}

/// Writes the text of a span with its parts in brackets. A part that reaches out of another is split, for brackets
/// nest. `colour` is that of the text around.
fn mark(text: &str, span: Span, mut parts: VecDeque<Part<'_>>, colour: &str, out: &mut String) {
    let mut at = span.start();
    while let Some(part) = parts.pop_front() {
        let mut inside = VecDeque::new();
        let mut split = Vec::new();
        while let Some(next) = parts.front().filter(|next| next.span.start() < part.span.end()).copied() {
            parts.pop_front();
            inside.extend(clipped(next, part.span));
            split.extend(clipped(next, Span::new(part.span.end(), next.span.end().max(part.span.end()))));
        }
        split.into_iter().rev().for_each(|rest| parts.push_front(rest));
        escape(&text[at..part.span.start()], out);
        let own = part.role.colour();
        out.push_str(&format!("{DIM}[{}{}{RESET} {own}", part.number, part.mark()));
        mark(text, part.span, inside, own, out);
        out.push_str(&format!("{RESET}{DIM}]{RESET}{colour}"));
        at = part.span.end();
    }
    escape(&text[at..span.end()], out);
}

/// Text as the terminal may show it, with its own brackets told from the marks.
fn escape(text: &str, out: &mut String) {
    out.push_str(&clean(text).replace('[', "\\[").replace(']', "\\]"));
}

impl Role {
    fn colour(self) -> &'static str {
        match self {
            Self::Content => RESET,
            Self::Source => GREEN,
            Self::Cue => YELLOW,
        }
    }
}

impl Part<'_> {
    /// "s:named", "c", "t".
    fn mark(&self) -> String {
        match self.role {
            Role::Source => format!("s:{}", self.attribution.kind().name()),
            Role::Cue => "c".to_owned(),
            Role::Content if self.attribution.carried => "t~".to_owned(),
            Role::Content => "t".to_owned(),
        }
    }
}

/// What made an attribution, and whom it cites.
fn row(story: &Story, index: usize) -> String {
    let attribution = &story.attributions[index];
    let text = |span: Span| one_line(span.of(&story.document.text));
    let cue = attribution.cue.as_ref();
    let cue_text = cue.map_or_else(|| "(no cue)".to_owned(), |cue| text(cue.span));
    let maker = cue.map_or_else(
        || "a quotation alone".to_owned(),
        |cue| {
            let score = cue.score.map(|score| format!(" {score:+.1}")).unwrap_or_default();
            format!("{} by {}{score}", cue.frame.name(), if cue.vouched { "grammar" } else { "score" })
        },
    );
    let who = attribution.source.map_or_else(
        || "nobody".to_owned(),
        |source| {
            let (shown, known) = (text(source.core), &story.sources[source.id].name);
            let name = if shown == *known || source.kind == SourceKind::Pronoun {
                shown
            } else {
                format!("{shown} = {}", clean(known))
            };
            format!("{name} ({}, source {})", source.kind.name(), source.id + 1)
        },
    );
    let notes = [(attribution.mental, ", a state of mind"), (attribution.carried, ", carried")];
    let notes: String = notes.iter().filter(|(is, _)| *is).map(|(_, note)| *note).collect();
    format!("{DIM}{:>9}  {cue_text:<16} {maker:<22} {who}{notes}{RESET}\n", index + 1)
}

/// Breaks lines at blanks; escape sequences take no room.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut column = MARGIN;
    for word in text.split(' ') {
        let width = visible(word);
        if column > MARGIN && column + 1 + width > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(MARGIN));
            column = MARGIN;
        } else if !out.is_empty() {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out
}

/// Characters of a word that are seen.
fn visible(word: &str) -> usize {
    let mut escape = false;
    let seen = word.chars().filter(|character| {
        let hidden = escape || *character == '\x1b';
        escape = hidden && *character != 'm';
        !hidden
    });
    seen.count()
}
