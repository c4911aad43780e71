//! An exception in the story, written where it holds; the reason is left for people to give. Until they do, the exception
//! allows nothing and is itself reported.

use lsp_types::{CodeAction, TextEdit};
use onrecord::{
    Span,
    diagnostic::Diagnostic,
    document::{Block, Format, Role},
};

use super::Asked;

/// Exceptions for a finding and for the further rules that the same words break.
pub(super) fn here(asked: &Asked<'_>, found: &Diagnostic) -> Vec<CodeAction> {
    let mut codes = vec![found.code.as_str()];
    codes.extend(found.attached.iter().map(|more| more.code.as_str()));
    codes.dedup();
    note(asked, found, &codes.join(" ")).into_iter().collect()
}

fn note(asked: &Asked<'_>, found: &Diagnostic, codes: &str) -> Option<CodeAction> {
    let story = asked.open.story()?;
    let blocks = &story.document.blocks;
    let block = blocks.iter().find(|block| block.span.covers(found.span)).or_else(|| blocks.first())?;
    let (before, after) = marks(asked.open.format()?)?;
    let note = format!("{before}onrecord: allow {codes} reason=\"\"{after}");
    let (at, new_text) = placed(asked, *block, found.span, &note);
    let position = asked.ruler.position(at);
    let edit = TextEdit { range: lsp_types::Range { start: position, end: position }, new_text };
    Some(asked.mending(format!("Allow {codes} here, with a reason"), found, vec![edit]))
}

/// Where the note goes: above a paragraph, or on the line of the words where a line above would break what they are in.
fn placed(asked: &Asked<'_>, block: Block, span: Span, note: &str) -> (usize, String) {
    let end = asked.ruler.line_ending();
    let start = asked.open.in_text(block.span).start();
    let line = asked.ruler.line_start(start);
    let is_own_line = asked.open.text[line..start].trim().is_empty();
    let format = asked.open.format();
    if block.role == Role::Paragraph && is_own_line && format != Some(Format::Html) {
        let gap = if format == Some(Format::Rst) { end } else { "" };
        let indent = &asked.open.text[line..start];
        return (line, format!("{indent}{note}{end}{gap}"));
    }
    (asked.ruler.line_end(asked.open.in_text(span).end()), format!(" {note}"))
}

/// What stands around a note in a format.
fn marks(format: Format) -> Option<(&'static str, &'static str)> {
    match format {
        Format::Text => Some(("[", "]")),
        Format::Markdown | Format::Html | Format::Wikitext => Some(("<!-- ", " -->")),
        Format::Mdx => Some(("{/* ", " */}")),
        Format::Rst => Some((".. ", "")),
        Format::AsciiDoc => Some(("// ", "")),
        _ => None,
    }
}
