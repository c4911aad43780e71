//! The changes of the text that findings come with.

use lsp_types::{CodeAction, TextEdit};
use onrecord::{
    diagnostic::{Diagnostic, Edit},
    fix::{self, Wanted},
};

use super::{super::client::FIX_ALL, Asked};

/// What would mend a finding, if it can be made in the text.
pub(super) fn one(asked: &Asked<'_>, found: &Diagnostic) -> Option<CodeAction> {
    let remedy = found.fix.as_ref()?;
    let story = asked.open.story()?;
    let edits = fix::in_file(&asked.open.text, &story.document, remedy).filter(|edits| !edits.is_empty())?;
    let kind = if remedy.safe { "" } else { " (a suggestion: the meaning may change)" };
    let action =
        asked.mending(format!("{}{kind}", capitalized(&remedy.description)), found, to_text(asked, edits));
    Some(CodeAction { is_preferred: remedy.safe.then_some(true), ..action })
}

/// All safe changes at a stroke.
pub(super) fn all(asked: &Asked<'_>) -> Option<CodeAction> {
    let Asked { open, client, .. } = asked;
    let (made, _) = fix::chosen(&open.text, &open.story()?.document, &open.found, Wanted::Safe);
    if made.is_empty() {
        return None;
    }
    let edit = client.edit(open.uri.clone(), Some(open.version), to_text(asked, made));
    let title = "Make all safe fixes of onrecord".to_owned();
    Some(CodeAction { title, kind: Some(FIX_ALL), edit: Some(edit), ..CodeAction::default() })
}

fn to_text(asked: &Asked<'_>, edits: Vec<Edit>) -> Vec<TextEdit> {
    let edit = |Edit { span, text }: Edit| TextEdit { range: asked.ruler.range(span), new_text: text };
    edits.into_iter().map(edit).collect()
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
