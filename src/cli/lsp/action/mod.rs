//! What can be done about a finding: mend it, allow it, set its rule, waive it.

mod allow;
mod fix;
mod level;
pub(super) mod waiver;

use std::{collections::HashMap, path::Path};

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CreateFile, CreateFileOptions,
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position,
    ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};
use onrecord::diagnostic::Diagnostic;

use super::{
    client::{Client, FIX_ALL},
    diagnostics,
    ruler::Ruler,
    story::Open,
};

/// What is asked about: a story, and the client that asks.
struct Asked<'a> {
    open: &'a Open,
    client: &'a Client,
    ruler: Ruler<'a>,
    /// The folder that the client works in.
    root: Option<&'a Path>,
}

/// All that can be done about what is found in a range.
pub(super) fn all(
    open: &Open,
    client: &Client,
    root: Option<&Path>,
    params: &CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    let asked = Asked { open, client, ruler: Ruler::new(&open.text, client.unit), root };
    let wanted = |kind: &CodeActionKind| {
        let only = params.context.only.as_ref();
        let is_within = |only: &CodeActionKind| {
            kind == only || kind.as_str().strip_prefix(only.as_str()).is_some_and(|rest| rest.starts_with('.'))
        };
        only.is_none_or(|only| only.iter().any(is_within))
    };
    let mut actions = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        let here = asked.ruler.span(params.range);
        let found: Vec<&Diagnostic> = open.shown_at(here).collect();
        actions.extend(found.iter().filter_map(|found| fix::one(&asked, found)));
        actions.extend(found.iter().flat_map(|found| allow::here(&asked, found)));
        let mut rules: Vec<&&Diagnostic> = found.iter().collect();
        rules.sort_by(|one, other| one.code.cmp(&other.code));
        rules.dedup_by(|one, other| one.code == other.code);
        actions.extend(rules.iter().flat_map(|found| level::all(&asked, found)));
        actions.extend(found.iter().map(|found| waiver::action(&asked, found)));
    }
    // To mend a whole story at a stroke is offered only to who asks for it.
    if params.context.only.is_some() && wanted(&FIX_ALL) {
        actions.extend(fix::all(&asked));
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

impl Asked<'_> {
    /// An action that changes the story.
    fn mending(&self, title: String, found: &Diagnostic, edits: Vec<TextEdit>) -> CodeAction {
        let version = Some(self.open.version);
        let edit = self.client.edit(self.open.uri.clone(), version, edits);
        CodeAction { edit: Some(edit), ..self.action(title, found) }
    }

    /// An action about a finding that does nothing yet.
    fn action(&self, title: String, found: &Diagnostic) -> CodeAction {
        CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostics::of(found, self.open, self.client, &self.ruler)]),
            ..CodeAction::default()
        }
    }
}

impl Client {
    /// A change of one file, in the form that the client takes.
    fn edit(&self, uri: Uri, version: Option<i32>, edits: Vec<TextEdit>) -> WorkspaceEdit {
        if !self.takes_versions {
            #[expect(clippy::mutable_key_type, reason = "so the protocol's crate has it")]
            let changes = HashMap::from([(uri, edits)]);
            return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
        }
        let change = changed(uri, version, edits);
        WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(vec![change])),
            ..WorkspaceEdit::default()
        }
    }

    /// A new file with a text; none where the client makes no files.
    fn new_file(&self, uri: Uri, text: String) -> Option<WorkspaceEdit> {
        if !(self.takes_versions && self.makes_files) {
            return None;
        }
        let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
        let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
        let start = Position::new(0, 0);
        let edits = vec![TextEdit { range: lsp_types::Range { start, end: start }, new_text: text }];
        let operations = vec![
            DocumentChangeOperation::Op(ResourceOp::Create(create)),
            DocumentChangeOperation::Edit(changed(uri, None, edits)),
        ];
        let changes = Some(DocumentChanges::Operations(operations));
        Some(WorkspaceEdit { document_changes: changes, ..WorkspaceEdit::default() })
    }
}

fn changed(uri: Uri, version: Option<i32>, edits: Vec<TextEdit>) -> TextDocumentEdit {
    TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    }
}
