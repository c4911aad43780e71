//! The changes of the text that findings come with.

use lsp_types::{CodeAction, TextEdit};
use onrecord::{
    Span,
    diagnostic::{Diagnostic, Edit},
    fix,
};

use super::{super::client::FIX_ALL, Asked};

/// What would mend a finding, if it can be made in the text.
pub(super) fn one(asked: &Asked<'_>, found: &Diagnostic) -> Option<CodeAction> {
    let remedy = found.fix.as_ref()?;
    let edits = edits(asked, found)?;
    let kind = if remedy.safe { "" } else { " (a suggestion: the meaning may change)" };
    let action =
        asked.mending(format!("{}{kind}", capitalized(&remedy.description)), found, to_text(asked, edits));
    Some(CodeAction { is_preferred: remedy.safe.then_some(true), ..action })
}

/// All safe changes at a stroke.
pub(super) fn all(asked: &Asked<'_>) -> Option<CodeAction> {
    let safe = asked.open.shown().filter(|found| found.fix.as_ref().is_some_and(|fix| fix.safe));
    let mut made: Vec<Edit> = Vec::new();
    for edits in safe.filter_map(|found| edits(asked, found)) {
        let is_free = |span: Span| made.iter().all(|made| !made.span.overlaps(span));
        if edits.iter().all(|edit| is_free(edit.span)) {
            made.extend(edits);
        }
    }
    if made.is_empty() {
        return None;
    }
    let edit = asked.client.edit(asked.open.uri.clone(), Some(asked.open.version), to_text(asked, made));
    let title = "Make all safe fixes of onrecord".to_owned();
    Some(CodeAction { title, kind: Some(FIX_ALL), edit: Some(edit), ..CodeAction::default() })
}

/// What the fix of a finding changes in the text.
fn edits(asked: &Asked<'_>, found: &Diagnostic) -> Option<Vec<Edit>> {
    let story = asked.open.story()?;
    fix::in_file(&asked.open.text, &story.document, found.fix.as_ref()?).filter(|edits| !edits.is_empty())
}

fn to_text(asked: &Asked<'_>, edits: Vec<Edit>) -> Vec<TextEdit> {
    let edit = |Edit { span, text }: Edit| TextEdit { range: asked.ruler.range(span), new_text: text };
    edits.into_iter().map(edit).collect()
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
