//! What a client can have done by name: the ledger of a story, a rule explained, the file of waivers opened.

use std::path::Path;

use lsp_server::ErrorCode;
use lsp_types::{
    ApplyWorkspaceEditParams, ExecuteCommandParams, ShowDocumentParams, Uri,
    request::{ApplyWorkspaceEdit, ShowDocument},
};
use onrecord::{
    report::{self, Checked, inspect::Inspection},
    rule,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{action::waiver, client::Client, desk::Desk, hover::explained, line::Refusal, story::Open};

pub(super) const LEDGER: &str = "onrecord.ledger";
pub(super) const EXPLAIN: &str = "onrecord.explain";
pub(super) const WAIVE: &str = "onrecord.waive";

/// All of them.
pub(super) const ALL: &[&str] = &[LEDGER, EXPLAIN, WAIVE];

/// Does what is asked for.
pub(super) fn run(desk: &mut Desk<'_>, params: ExecuteCommandParams) -> Result<Option<Value>, Refusal> {
    let ExecuteCommandParams { command, arguments, .. } = params;
    match command.as_str() {
        LEDGER => ledger(story(desk, &argument(&arguments, 0, "the address of a story")?)?).map(Some),
        EXPLAIN => explain(desk, &argument::<String>(&arguments, 0, "the code of a rule")?).map(Some),
        WAIVE => {
            let uri: Uri = argument(&arguments, 0, "the address of a story")?;
            let code: String = argument(&arguments, 1, "the code of a rule")?;
            let words: Option<String> = argument(&arguments, 2, "words of the story").ok();
            waive(desk, &uri, &code, words.as_deref())
        }
        _ => Err(invalid(format!("there is no command `{command}`; there are {}", ALL.join(", ")))),
    }
}

/// Who is cited: as a table for people, and as scripts read it.
fn ledger(open: &Open) -> Result<Value, Refusal> {
    let Some(story) = open.story() else { return Err(invalid("the text cannot be read".to_owned())) };
    let path =
        open.path.as_ref().map_or_else(|| open.uri.as_str().to_owned(), |path| path.display().to_string());
    let checked = Checked::new(&path, &open.text, story, Vec::new());
    let failed = |error: serde_json::Error| Refusal::new(ErrorCode::InternalError, error.to_string());
    let sources = serde_json::to_value(Inspection::new(&checked).sources()).map_err(failed)?;
    Ok(json!({ "text": report::plain(&report::ledger(&checked)), "sources": sources }))
}

/// A rule in Markdown, as it is set where the client works.
fn explain(desk: &mut Desk<'_>, code: &str) -> Result<Value, Refusal> {
    let Ok(house) = desk.houses.of(None) else { return Err(invalid("the settings cannot be read".to_owned())) };
    match rule::find(&house.linter.rules(), code) {
        Some(rule) => Ok(Value::String(explained(rule))),
        None => Err(invalid(house.linter.catalogue().unknown(code))),
    }
}

/// Has a waiver begun in the file of waivers, and that shown: who agreed, and why, only people can say.
fn waive(desk: &mut Desk<'_>, uri: &Uri, code: &str, words: Option<&str>) -> Result<Option<Value>, Refusal> {
    let root = desk.houses.root().map(Path::to_owned);
    let begin = |open: &Open, client: &Client| Some(waiver::begin(open, client, root.as_deref(), code, words));
    let begun = desk.of_story(uri, begin).ok_or_else(|| not_open(uri))?.map_err(invalid)?;
    desk.line.ask::<ApplyWorkspaceEdit>(ApplyWorkspaceEditParams {
        label: Some(format!("a waiver of {code}")),
        edit: begun.edit,
    });
    if desk.client.shows_files {
        desk.line.ask::<ShowDocument>(ShowDocumentParams {
            uri: begun.uri,
            external: None,
            take_focus: Some(true),
            selection: None,
        });
    }
    Ok(None)
}

fn story<'d>(desk: &'d mut Desk<'_>, uri: &Uri) -> Result<&'d Open, Refusal> {
    desk.story(uri).ok_or_else(|| not_open(uri))
}

fn not_open(uri: &Uri) -> Refusal {
    invalid(format!("{} is not open", uri.as_str()))
}

fn argument<T: DeserializeOwned>(all: &[Value], index: usize, what: &str) -> Result<T, Refusal> {
    let given = all.get(index).cloned().and_then(|given| serde_json::from_value(given).ok());
    given.ok_or_else(|| invalid(format!("argument {} must be {what}", index + 1)))
}

fn invalid(why: String) -> Refusal {
    Refusal::new(ErrorCode::InvalidParams, why)
}
