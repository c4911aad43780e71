//! What an assistant can ask for: its draft checked, whom it cites, what a rule wants.

use std::path::PathBuf;

use onrecord::{
    document,
    report::{self, Checked, contract, inspect::Inspection, plain},
    rule,
};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use super::message::Fault;
use crate::cli::{
    Failure,
    check::reports,
    house::{Homes, Settings},
    input::{Handed, Loaded},
    today::today,
};

/// A tool, as it is listed and called.
struct Tool {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    /// The form of what it is given.
    takes: fn() -> Value,
    /// The form of what it gives beside text.
    gives: Option<fn() -> Value>,
    call: fn(Value, &Settings) -> Result<Answer, String>,
}

/// What a tool gives.
struct Answer {
    text: String,
    /// The same for programs.
    structure: Option<Value>,
}

const TOOLS: &[Tool] = &[
    Tool {
        name: "check",
        title: "Check a draft's sourcing",
        about: "Reads a draft of English prose (a news story, a report, an article) and tells what has no source, a \
            nameless source or a vague one. Use it on your own draft before you hand it over, and again after you have \
            mended it. It judges how claims are attributed; it does not know whether they are true.\n\n\
            Levels: an error is not to be published so; a warning is to be mended, or to be answered for; a note is for \
            an editor to weigh. No findings means that nothing is to be sent back.\n\n\
            To satisfy a finding, use what you know: name the source that you have, say what it is and how it knows, \
            attribute the claim, quote less, state only what is established, or cut the sentence. Never invent a source, \
            a name, a number, a quotation or a reason for anonymity to make a finding go away: where you have none, say \
            so to the user and leave the finding. Do not write an exception (`onrecord: allow`) that nobody has \
            approved. `explain` tells what a rule wants.",
        takes: form::<CheckArguments>,
        gives: Some(contract::check),
        call: check,
    },
    Tool {
        name: "sources",
        title: "List a draft's sources",
        about: "Lists whom a draft cites: each source with its kind, how often it is cited, how it is described, and on \
            which lines. Use it to see whether a draft rests on one source, on nameless ones, or on none.\n\n\
            Kinds: named, org (an institution), office (one person by role), anonymous (identity withheld), vague (nobody \
            could call them), group, document, pronoun (unresolved), none.",
        takes: form::<SourcesArguments>,
        gives: Some(ledgers_form),
        call: sources,
    },
    Tool {
        name: "explain",
        title: "Explain a rule",
        about: "Explains a rule by the code that `check` gives with a finding: what it flags and why, what satisfies it, \
            with examples. Use it when the help of a finding does not tell you how to mend the draft.",
        takes: form::<ExplainArguments>,
        gives: None,
        call: explain,
    },
];

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CheckArguments {
    /// The draft, whole: attribution is judged across paragraphs
    text: String,
    /// Where the draft is or will be stored. Nothing is read there but settings: those of its folder hold, and the ending
    /// tells the format
    path: Option<PathBuf>,
    /// The format, where neither path nor text tell it
    #[schemars(extend("enum" = formats()))]
    format: Option<String>,
    /// A house style to check by, whatever the draft says that it is: wire, legal, analysis, opinion, wikipedia, report,
    /// llm-draft, or one of the house's own
    profile: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SourcesArguments {
    /// The draft, whole
    text: String,
    /// Where the draft is or will be stored: its ending tells the format
    path: Option<PathBuf>,
    /// The format, where neither path nor text tell it
    #[schemars(extend("enum" = formats()))]
    format: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ExplainArguments {
    /// The code or name of the rule, such as A001 or vague-authority
    rule: String,
}

/// All tools, as a client lists them.
pub(super) fn list() -> Vec<Value> {
    TOOLS.iter().map(Tool::row).collect()
}

/// What comes of a call. What a model can set right itself is told in the result.
pub(super) fn call(parameters: &Map<String, Value>, settings: &Settings) -> Result<Value, Fault> {
    let name = parameters.get("name").and_then(Value::as_str);
    let name = name.ok_or_else(|| Fault::bad_parameters("`name` is no string"))?;
    let tool = TOOLS.iter().find(|tool| tool.name == name);
    let tool = tool.ok_or_else(|| Fault::bad_parameters(format!("there is no tool `{name}`")))?;
    let given = parameters.get("arguments").cloned().unwrap_or_else(|| json!({}));
    Ok(match (tool.call)(given, settings) {
        Ok(Answer { text, structure: Some(structure) }) => {
            json!({ "content": text_content(&text), "structuredContent": structure, "isError": false })
        }
        Ok(Answer { text, structure: None }) => json!({ "content": text_content(&text), "isError": false }),
        Err(why) => json!({ "content": text_content(&why), "isError": true }),
    })
}

impl Tool {
    fn row(&self) -> Value {
        let mut row = json!({
            "name": self.name,
            "title": self.title,
            "description": self.about,
            "inputSchema": (self.takes)(),
            "annotations": { "readOnlyHint": true, "openWorldHint": false },
        });
        if let Some(gives) = self.gives {
            row["outputSchema"] = gives();
        }
        row
    }
}

fn check(given: Value, settings: &Settings) -> Result<Answer, String> {
    let CheckArguments { text, path, format, profile } = read(given)?;
    let mut homes = Homes::new(settings, profile.as_deref());
    let draft = Handed { text: &text, path: path.as_deref(), format: format_of(format)? };
    let checked = today().and_then(|today| {
        homes = homes.on(today);
        let stories = draft.load(&mut homes)?;
        reports(stories, homes.rules(), [report::Format::Text, report::Format::Json])
    });
    let [text, structure] = checked.map_err(|failure| told(&failure))?;
    Ok(Answer { text: plain(&text), structure: Some(from_json(&structure)?) })
}

fn sources(given: Value, settings: &Settings) -> Result<Answer, String> {
    let SourcesArguments { text, path, format } = read(given)?;
    let draft = Handed { text: &text, path: path.as_deref(), format: format_of(format)? };
    let stories = draft.load(&mut Homes::new(settings, None)).map_err(|failure| told(&failure))?;
    let (tables, rows): (Vec<String>, Vec<Value>) = stories.into_iter().map(ledger).unzip();
    Ok(Answer { text: tables.join("\n"), structure: Some(json!({ "files": rows })) })
}

/// A story's ledger, as a table and for programs.
fn ledger(loaded: Loaded) -> (String, Value) {
    let story = loaded.house.linter.read(loaded.document);
    let checked = Checked::in_lines(&loaded.path, loaded.file.lines(&story.document), &story, Vec::new())
        .of(&loaded.origin);
    let inspection = Inspection::new(&checked);
    let row = json!({ "path": loaded.path, "id": loaded.origin.id, "sources": inspection.sources() });
    (report::ledger(&checked), row)
}

/// The form of what `sources` gives.
fn ledgers_form() -> Value {
    json!({
        "type": "object",
        "properties": {
            "files": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "path": { "type": "string" },
                        "id": { "description": "Which story of the file it is.", "type": ["string", "null"] },
                        "sources": contract::sources(),
                    },
                    "required": ["path", "id", "sources"],
                },
            },
        },
        "required": ["files"],
    })
}

fn explain(given: Value, settings: &Settings) -> Result<Answer, String> {
    let ExplainArguments { rule: name } = read(given)?;
    let house = Homes::new(settings, None).here().map_err(|failure| told(&failure))?;
    let catalogue = house.linter.catalogue();
    let rules = house.linter.rules();
    let rule = rule::find(&rules, &name).ok_or_else(|| {
        let near = catalogue.nearest(&name).map(str::to_owned);
        told(&Failure::NoRule { name: name.clone(), near })
    })?;
    Ok(Answer { text: plain(&report::explain(catalogue, rule)), structure: None })
}

/// What a tool is given, in its form.
fn read<T: DeserializeOwned>(given: Value) -> Result<T, String> {
    serde_json::from_value(given).map_err(|error| format!("error: the arguments cannot be read: {error}"))
}

/// The form of what a tool is given.
fn form<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.remove("$schema");
    schema.remove("title");
    schema.to_value()
}

/// The names of formats.
fn formats() -> Vec<&'static str> {
    document::Format::all().map(document::Format::name).collect()
}

fn format_of(name: Option<String>) -> Result<Option<document::Format>, String> {
    name.map(|name| document::Format::named(&name)).transpose().map_err(|why| format!("error: {why}"))
}

fn text_content(text: &str) -> Value {
    json!([{ "type": "text", "text": text }])
}

fn from_json(report: &str) -> Result<Value, String> {
    serde_json::from_str(report).map_err(|error| error.to_string())
}

/// Why a tool could not do its work, and the way out.
fn told(failure: &Failure) -> String {
    let (mut lines, left) = failure.shown();
    lines.extend(left.map(|left| format!("error: {left}\n")));
    lines.extend(failure.way_out().map(|way_out| format!("help: {way_out}\n")));
    plain(&lines.concat())
}
