//! The story's lines with the inline templates that an editor of Wikipedia would set, ready to be copied.
//!
//! Which template a rule stands for, its file says. Each is set once, at the first place; a bot adds the date. What
//! Wikipedia has no template for is passed over, and so is what has it already.

use std::ops::Range;

use super::{Checked, Renderer, Run, plain::clean};
use crate::{
    Span,
    diagnostic::{Diagnostic, Tag, TagPlace},
};

/// The report with templates.
pub(super) struct Wikitext;

/// A template where it is to be set.
struct Placed<'a> {
    found: &'a Diagnostic,
    tag: &'a Tag,
    /// In bytes of the file: from the flagged words to where the template goes.
    range: Range<usize>,
}

impl Placed<'_> {
    fn template(&self) -> String {
        format!("{{{{{}}}}}", self.tag.template)
    }
}

impl Renderer for Wikitext {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        let mut placed: Vec<Placed<'_>> = checked
            .shown()
            .filter_map(|found| found.tag.as_ref().map(|tag| place(checked, found, tag)))
            .filter(|placed| !checked.file[placed.range.end..].starts_with(&placed.template()))
            .collect();
        placed.sort_by_key(|placed| placed.range.end);
        let passages = passages(checked.file, &placed);
        let told: String = passages.map(|(lines, placed)| passage(checked, lines, placed)).collect();
        if told.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![comment(checked.path) + &told])
    }

    fn whole(&self, stories: &[String], _: &Run) -> serde_json::Result<String> {
        Ok(stories.join("\n"))
    }
}

fn place<'a>(checked: &Checked<'_>, found: &'a Diagnostic, tag: &'a Tag) -> Placed<'a> {
    let sentences = &checked.story.prose.sentences;
    let after = sentences.partition_point(|sentence| sentence.span.start() < found.span.end());
    let sentence = after.checked_sub(1).map(|index| &sentences[index]);
    let stretch = match tag.behind {
        TagPlace::Words => None,
        TagPlace::Sentence => sentence.map(|sentence| sentence.span),
        TagPlace::Paragraph => sentence.map(|sentence| checked.story.document.blocks[sentence.block].span),
    };
    let end = stretch.map_or(found.span.end(), |stretch| stretch.end().max(found.span.end()));
    let span = checked.region(Span::new(found.span.start(), end)).span;
    Placed { found, tag, range: span.range() }
}

/// Whole lines of the file, each stretch with the templates in it.
fn passages<'a, 'b>(
    file: &'a str,
    placed: &'a [Placed<'b>],
) -> impl Iterator<Item = (Range<usize>, &'a [Placed<'b>])> {
    let lines = |range: &Range<usize>| {
        let start = file[..range.start].rfind('\n').map_or(0, |line_end| line_end + 1);
        let end = file[range.end..].find('\n').map_or(file.len(), |line_end| range.end + line_end);
        start..end
    };
    placed.chunk_by(move |one, next| lines(&next.range).start <= lines(&one.range).end).map(move |together| {
        let all = together.iter().map(|placed| lines(&placed.range));
        let joined = all.reduce(|one, next| one.start.min(next.start)..one.end.max(next.end));
        (joined.unwrap_or_default(), together)
    })
}

fn passage(checked: &Checked<'_>, lines: Range<usize>, placed: &[Placed<'_>]) -> String {
    let mut out = String::from("\n");
    for Placed { found, .. } in placed {
        let line = checked.region(found.span).start.line;
        out += &comment(&format!("line {line}: {} {}", found.code, found.message));
    }
    let mut text = String::new();
    let mut at = lines.start;
    for placed in placed {
        let end = placed.range.end;
        let template = placed.template();
        text += &checked.file[at..end];
        // Two rules can ask for the same.
        if !text.ends_with(&template) {
            text += &template;
        }
        at = end;
    }
    text += &checked.file[at..lines.end];
    for line in text.trim_start_matches('\u{feff}').lines() {
        out += clean(line).trim_end();
        out.push('\n');
    }
    out
}

/// A comment, which stays where it is pasted and is not seen.
fn comment(text: &str) -> String {
    format!("<!-- {} -->\n", clean(text).replace("--", "—"))
}
