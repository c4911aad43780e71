//! SARIF 2.1.0, which code scanning reads and keeps: what was found, the rules, and what somebody has accepted.

use serde::{
    Serialize, Serializer,
    ser::{Error as _, SerializeSeq},
};
use serde_json::{Value, json};

use super::{Checked, Region, Renderer, RuleFacts, Run, address::Address, table::family, told::told};
use crate::{
    Span,
    diagnostic::{Acceptance, Accepted, Diagnostic, Edit},
};

/// The folder that onrecord ran in, from which relative paths lead.
const ROOT: &str = "%SRCROOT%";

/// The report as a SARIF log.
pub(super) struct Sarif;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    runs: [RunRow<'a>; 1],
    version: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunRow<'a> {
    column_kind: &'a str,
    invocations: Value,
    original_uri_base_ids: Value,
    results: Results<'a>,
    tool: Value,
}

/// What was found, completed one by one as it is written: all of it at once would take many times its size.
struct Results<'a> {
    parts: &'a [String],
    run: &'a Run,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut results = serializer.serialize_seq(Some(self.parts.len()))?;
        for part in self.parts {
            let mut result = serde_json::from_str(part).map_err(S::Error::custom)?;
            complete(&mut result, self.run);
            results.serialize_element(&result)?;
        }
        results.end()
    }
}

impl Renderer for Sarif {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        checked.recorded().map(|found| serde_json::to_string(&result(checked, found))).collect()
    }

    fn whole(&self, parts: &[String], run: &Run) -> serde_json::Result<String> {
        let repository = Some(env!("CARGO_PKG_REPOSITORY")).filter(|address| !address.is_empty());
        let driver = without_gaps(json!({
            "name": "onrecord",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": repository,
            "rules": run.rules.iter().map(rule).collect::<Vec<_>>(),
        }));
        let log = Log {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            runs: [RunRow {
                column_kind: "unicodeCodePoints",
                invocations: json!([{ "executionSuccessful": true }]),
                original_uri_base_ids: json!({ ROOT: { "description": { "text": "The folder that onrecord ran in." } } }),
                results: Results { parts, run },
                tool: json!({ "driver": driver }),
            }],
            version: "2.1.0",
        };
        Ok(serde_json::to_string(&log)? + "\n")
    }
}

fn rule(facts: &RuleFacts) -> Value {
    json!({
        "id": facts.code,
        "name": facts.name,
        "shortDescription": { "text": literal(&facts.summary) },
        "fullDescription": { "text": literal(&facts.why) },
        "help": {
            "text": literal(&format!("{} What satisfies: {}.", facts.why, facts.help)),
            "markdown": literal(&format!("{}\n\n**What satisfies:** {}.", facts.why, facts.help)),
        },
        "defaultConfiguration": { "level": facts.level.name() },
        "properties": { "tags": ["attribution", family(&facts.code).unwrap_or("of the house")] },
    })
}

fn result(checked: &Checked<'_>, found: &Diagnostic) -> Value {
    let is_baselined = found.is_accepted_by(Acceptance::Baseline);
    without_gaps(json!({
        "ruleId": found.code,
        "level": found.level.name(),
        "message": { "text": literal(&told(checked, found).join("\n")) },
        "locations": [location(checked, found.span)],
        "relatedLocations": related(checked, found),
        "partialFingerprints": { "onrecord/v1": found.fingerprint.to_string() },
        "baselineState": is_baselined.then_some("unchanged"),
        "suppressions": found.accepted.iter().map(suppression).collect::<Vec<_>>(),
        "fixes": fix(checked, found).into_iter().collect::<Vec<_>>(),
        "properties": { "attached": found.attached },
    }))
}

/// Adds what only the whole run tells: the place of the rule in its list; and that a result is new, where others of
/// the run are not, since SARIF wants that said of all results or of none.
fn complete(result: &mut Value, run: &Run) {
    let index = run.rules.iter().position(|rule| result["ruleId"] == rule.code.as_str());
    let Some(result) = result.as_object_mut() else { return };
    if let Some(index) = index {
        result.insert("ruleIndex".to_owned(), index.into());
    }
    if run.summary.baselined > 0 {
        result.entry("baselineState").or_insert_with(|| "new".into());
    }
}

/// Other places that matter, numbered from 1.
fn related(checked: &Checked<'_>, found: &Diagnostic) -> Vec<Value> {
    let numbered = found.elsewhere().enumerate();
    let place = |(index, (span, message)): (usize, (Span, &str))| {
        let mut place = location(checked, span);
        place["id"] = (index + 1).into();
        place["message"] = json!({ "text": literal(message) });
        place
    };
    numbered.map(place).collect()
}

fn location(checked: &Checked<'_>, span: Span) -> Value {
    let physical =
        json!({ "artifactLocation": artifact(checked), "region": region(checked, checked.region(span)) });
    let whereabouts = checked.whereabouts(span).map(|place| json!([{ "fullyQualifiedName": place }]));
    json!({ "physicalLocation": physical, "logicalLocations": whereabouts })
}

fn artifact(checked: &Checked<'_>) -> Value {
    let Address { uri, is_below } = Address::of(checked.path);
    json!({ "uri": uri, "uriBaseId": is_below.then_some(ROOT) })
}

fn region(checked: &Checked<'_>, Region { span, start, end }: Region) -> Value {
    let is_of_file = checked.extracted().is_none();
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "byteOffset": is_of_file.then(|| checked.offset(span.start())),
        "byteLength": is_of_file.then(|| span.len()),
    })
}

fn suppression(accepted: &Accepted) -> Value {
    let kind = match accepted.by {
        Acceptance::Note => "inSource",
        Acceptance::Waiver | Acceptance::Baseline => "external",
    };
    let reason = Some(&accepted.reason).filter(|reason| !reason.is_empty());
    json!({ "kind": kind, "status": "accepted", "justification": reason })
}

fn fix(checked: &Checked<'_>, found: &Diagnostic) -> Option<Value> {
    let (fix, edits) = found.fix.as_ref().zip(checked.edits(found))?;
    let replacement = |Edit { span, text }: Edit| {
        let deleted = region(checked, checked.region_of_file(span));
        json!({ "deletedRegion": deleted, "insertedContent": { "text": text } })
    };
    Some(json!({
        "description": { "text": literal(&fix.description) },
        "artifactChanges": [{
            "artifactLocation": artifact(checked),
            "replacements": edits.into_iter().map(replacement).collect::<Vec<_>>(),
        }],
    }))
}

/// A text in which nothing stands for anything else: SARIF keeps single braces for what is filled in.
fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// Without the keys that have nothing to tell.
fn without_gaps(value: Value) -> Value {
    let is_gap = |value: &Value| match value {
        Value::Null => true,
        Value::Array(values) => values.is_empty(),
        Value::Object(keys) => keys.is_empty(),
        _ => false,
    };
    match value {
        Value::Object(keys) => keys
            .into_iter()
            .map(|(key, value)| (key, without_gaps(value)))
            .filter(|(_, value)| !is_gap(value))
            .collect(),
        Value::Array(values) => values.into_iter().map(without_gaps).collect(),
        other => other,
    }
}
