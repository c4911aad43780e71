//! The protocol: which versions are spoken, and what is answered to each method.
//!
//! Up to 2025-11-25 a client opens with `initialize` and the answer settles the version. From 2026-07-28 on every request
//! says in its `_meta` which version it is written in, and no request depends on another. Both are answered, since
//! nothing has to be remembered for either.

use serde_json::{Map, Value, json};

use super::{
    lines::Line,
    message::{Fault, Message, Request, done, failed, read},
    tools,
};
use crate::cli::house::Settings;

/// The versions that open with `initialize`, the newest first.
const WITH_HANDSHAKE: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

/// The version in which every request stands for itself.
const WITHOUT_HANDSHAKE: &str = "2026-07-28";

/// What a request says of itself, in `_meta`.
const VERSION: &str = "io.modelcontextprotocol/protocolVersion";
const CAPABILITIES: &str = "io.modelcontextprotocol/clientCapabilities";

/// What an answer says of the server, in `_meta`.
const SERVER: &str = "io.modelcontextprotocol/serverInfo";

/// The code for a version that is not spoken.
const NO_VERSION: i32 = -32022;

/// For how long the list of tools may be kept, in milliseconds. It changes with the program, which is then started anew.
const KEPT: u64 = 3_600_000;

/// What a client tells its model of the server as a whole.
const INSTRUCTIONS: &str = "onrecord reads English prose and asks of every sentence: says who? Call `check` on a draft that \
    reports what people said, did or found, before you hand it over; mend it, and check again. Mend only by what you know: \
    name a source that you have, soften or cut a claim that has none, or ask the user. Never invent a source, a name, a \
    number, a quotation or a reason for anonymity to satisfy a message.";

/// What answers.
pub(super) struct Server<'s> {
    settings: &'s Settings,
}

impl<'s> Server<'s> {
    pub(super) fn new(settings: &'s Settings) -> Self {
        Self { settings }
    }

    /// What is answered to a line, if anything is.
    pub(super) fn answer(&self, line: Line) -> Option<Value> {
        let nobody = &Value::Null;
        let Line::Read(line) = line else {
            let why = "it is longer than can be read; give the draft in parts";
            return Some(failed(nobody, Fault::no_message(why)));
        };
        if line.trim_ascii().is_empty() {
            return None;
        }
        match serde_json::from_slice(&line) {
            Err(error) => Some(failed(nobody, Fault::not_json(&error.to_string()))),
            Ok(Value::Array(batch)) if batch.is_empty() => {
                Some(failed(nobody, Fault::no_message("it is an empty list")))
            }
            Ok(Value::Array(batch)) => {
                let answers: Vec<Value> = batch.into_iter().filter_map(|one| self.answer_one(one)).collect();
                (!answers.is_empty()).then_some(Value::Array(answers))
            }
            Ok(message) => self.answer_one(message),
        }
    }

    fn answer_one(&self, message: Value) -> Option<Value> {
        match read(message) {
            Err(answer) => Some(answer),
            Ok(Message::Told) => None,
            Ok(Message::Request(request)) => Some(match self.result(&request) {
                Ok(result) => done(&request.id, &result),
                Err(fault) => failed(&request.id, fault),
            }),
        }
    }

    fn result(&self, request: &Request) -> Result<Map<String, Value>, Fault> {
        let stands_alone = stands_alone(request)?;
        let result = match request.method.as_str() {
            "initialize" if !stands_alone => initialize(request)?,
            "ping" if !stands_alone => json!({}),
            "server/discover" if stands_alone => json!({
                "supportedVersions": versions().collect::<Vec<_>>(),
                "capabilities": capabilities(),
                "instructions": INSTRUCTIONS,
            }),
            "server/discover" => {
                return Err(Fault::bad_parameters(format!("`_meta` has no `{VERSION}`")));
            }
            "tools/list" => json!({ "tools": tools::list() }),
            "tools/call" => tools::call(&request.parameters, self.settings)?,
            method => return Err(Fault::no_method(method)),
        };
        let Value::Object(mut result) = result else { return Ok(Map::new()) };
        if stands_alone {
            result.insert("resultType".into(), "complete".into());
            result.insert("_meta".into(), json!({ SERVER: about() }));
            if request.method != "tools/call" {
                result.insert("ttlMs".into(), KEPT.into());
                result.insert("cacheScope".into(), "public".into());
            }
        }
        Ok(result)
    }
}

/// Whether a request says by itself what is to be known of its client.
fn stands_alone(request: &Request) -> Result<bool, Fault> {
    let meta = request.parameters.get("_meta");
    let Some(version) = meta.and_then(|meta| meta.get(VERSION)) else { return Ok(false) };
    if !versions().any(|known| version == known) {
        let data = json!({ "supported": versions().collect::<Vec<_>>(), "requested": version });
        return Err(Fault::new(NO_VERSION, "Unsupported protocol version", data));
    }
    if version != WITHOUT_HANDSHAKE {
        return Ok(false);
    }
    match meta.and_then(|meta| meta.get(CAPABILITIES)) {
        Some(Value::Object(_)) => Ok(true),
        _ => Err(Fault::bad_parameters(format!("`_meta` has no object `{CAPABILITIES}`"))),
    }
}

/// The version that is asked for, or the newest of those that are spoken.
fn initialize(request: &Request) -> Result<Value, Fault> {
    let asked = request.parameters.get("protocolVersion").and_then(Value::as_str);
    let asked = asked.ok_or_else(|| Fault::bad_parameters("`protocolVersion` is no string"))?;
    let version = WITH_HANDSHAKE.iter().find(|known| **known == asked).unwrap_or(&WITH_HANDSHAKE[0]);
    Ok(json!({
        "protocolVersion": version,
        "capabilities": capabilities(),
        "serverInfo": about(),
        "instructions": INSTRUCTIONS,
    }))
}

fn versions() -> impl Iterator<Item = &'static str> {
    std::iter::once(WITHOUT_HANDSHAKE).chain(WITH_HANDSHAKE)
}

fn capabilities() -> Value {
    json!({ "tools": {} })
}

fn about() -> Value {
    json!({ "name": "onrecord", "title": "onrecord: says who?", "version": env!("CARGO_PKG_VERSION") })
}
