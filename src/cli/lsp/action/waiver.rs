//! A waiver, begun in the file of waivers of the story: which rule, which story, which words. Why, and who agreed, only
//! people can say; until they do, it allows nothing.

use std::{fs, path::Path};

use lsp_types::{CodeAction, Command, Range, TextEdit, Uri, WorkspaceEdit};
use onrecord::{
    diagnostic::{Diagnostic, Scope},
    report::clean,
};
use serde_json::Value;

use super::{
    super::{client::Client, command::WAIVE, ruler::Ruler, story::Open, uri},
    Asked,
};
use crate::cli::{
    house::WAIVERS,
    path::{slashed, whole},
};

/// So many words tell a sentence from others.
const WORDS: usize = 8;

/// A waiver that is begun.
pub(in crate::cli::lsp) struct Begun {
    /// The file of waivers.
    pub(in crate::cli::lsp) uri: Uri,
    pub(in crate::cli::lsp) edit: WorkspaceEdit,
}

/// Opens the file of waivers with one begun for a finding.
pub(super) fn action(asked: &Asked<'_>, found: &Diagnostic) -> CodeAction {
    let mut arguments: Vec<Value> = vec![asked.open.uri.as_str().into(), found.code.as_str().into()];
    arguments.extend(words(asked.open, found).map(Value::from));
    let title = format!("Waive {} in {WAIVERS}", found.code);
    let command = Command { title: title.clone(), command: WAIVE.to_owned(), arguments: Some(arguments) };
    CodeAction { command: Some(command), ..asked.action(title, found) }
}

/// The words that a waiver is about: the first of the sentence. Rules on the whole story need none.
fn words(open: &Open, found: &Diagnostic) -> Option<String> {
    let story = open.story().filter(|_| found.scope != Scope::Story)?;
    let sentence = story.prose.sentences.iter().find(|sentence| sentence.span.overlaps(found.span))?;
    let words: Vec<&str> = sentence.span.of(&story.document.text).split_whitespace().take(WORDS).collect();
    Some(words.join(" "))
}

/// The change of the file of waivers that begins one. It is the one that the settings name, or the one beside them, or a
/// new one in the folder that the client works in.
pub(in crate::cli::lsp) fn begin(
    open: &Open,
    client: &Client,
    root: Option<&Path>,
    code: &str,
    words: Option<&str>,
) -> Result<Begun, String> {
    let story = open.path.as_deref().ok_or("a story without a file cannot be waived: save it first")?;
    let known = open.house.waivers.first();
    let named = known.map(|file| file.waivers.path.as_str().into());
    let file = named.unwrap_or_else(|| match open.house.configs.first() {
        Some(config) => Path::new(config).with_file_name(WAIVERS),
        None => root.or(story.parent()).unwrap_or(Path::new("")).join(WAIVERS),
    });
    let file = whole(&file).map_err(|error| error.to_string())?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let seen = known.and_then(|known| known.path_of(story));
    let seen = seen.or_else(|| story.strip_prefix(folder).ok().map(slashed));
    let seen =
        seen.ok_or_else(|| format!("{} is not below the folder of {}", story.display(), file.display()))?;
    let entry = entry(code, &seen, words);
    let uri = uri::of_path(&file).ok_or("the file of waivers has no address")?;
    let edit = match fs::read_to_string(&file) {
        Ok(text) => {
            let end = Ruler::new(&text, client.unit).position(text.len());
            let gap = if text.is_empty() || text.ends_with('\n') { "\n" } else { "\n\n" };
            let edit = TextEdit { range: Range { start: end, end }, new_text: format!("{gap}{entry}") };
            client.edit(uri.clone(), None, vec![edit])
        }
        Err(_) => client
            .new_file(uri.clone(), entry)
            .ok_or_else(|| format!("make the file {} first: this editor makes none for us", file.display()))?,
    };
    Ok(Begun { uri, edit })
}

/// A waiver without a reason.
fn entry(code: &str, story: &str, words: Option<&str>) -> String {
    let words = words.map_or_else(String::new, |words| format!("words = {}\n", quoted(&clean(words))));
    format!(
        "[[waiver]]\nrule = \"{code}\"\nstory = {}\n{words}reason = \"\"\napproved-by = \"\"\n",
        quoted(story)
    )
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
