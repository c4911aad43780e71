//! Messages of JSON-RPC 2.0: what one asks, and what is answered.

use serde_json::{Map, Value, json};

/// Errors of JSON-RPC.
const NOT_JSON: i32 = -32700;
const NO_MESSAGE: i32 = -32600;
const NO_METHOD: i32 = -32601;
const BAD_PARAMETERS: i32 = -32602;

/// A message that has been read.
pub(super) enum Message {
    /// It wants an answer.
    Request(Request),
    /// It wants none: a notification, or an answer to what was never asked.
    Told,
}

/// What is asked.
pub(super) struct Request {
    /// What the answer is known by.
    pub(super) id: Value,
    pub(super) method: String,
    pub(super) parameters: Map<String, Value>,
}

/// Why there is no result.
pub(super) struct Fault {
    code: i32,
    message: String,
    data: Option<Value>,
}

impl Fault {
    /// A fault with a code of its own.
    pub(super) fn new(code: i32, message: impl Into<String>, data: Value) -> Self {
        Self { code, message: message.into(), data: Some(data) }
    }

    pub(super) fn not_json(why: &str) -> Self {
        Self { code: NOT_JSON, message: format!("not JSON: {why}"), data: None }
    }

    pub(super) fn no_message(why: &str) -> Self {
        Self { code: NO_MESSAGE, message: format!("no message of JSON-RPC 2.0: {why}"), data: None }
    }

    pub(super) fn no_method(method: &str) -> Self {
        Self { code: NO_METHOD, message: format!("there is no method `{method}`"), data: None }
    }

    pub(super) fn bad_parameters(why: impl Into<String>) -> Self {
        Self { code: BAD_PARAMETERS, message: why.into(), data: None }
    }
}

/// Reads a message. What cannot be read is answered all the same, under its `id` where it has one.
pub(super) fn read(message: Value) -> Result<Message, Value> {
    let Value::Object(mut message) = message else {
        return Err(failed(&Value::Null, Fault::no_message("it is no object")));
    };
    let id = message.remove("id");
    let known = id.clone().filter(|id| id.is_string() || id.is_number());
    let answered = known.clone().unwrap_or_default();
    let fault = |why| Err(failed(&answered, Fault::no_message(why)));
    if message.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return fault("`jsonrpc` is not \"2.0\"");
    }
    let method = match message.remove("method") {
        Some(Value::String(method)) => method,
        None if message.contains_key("result") || message.contains_key("error") => return Ok(Message::Told),
        _ => return fault("`method` is no string"),
    };
    let parameters = match message.remove("params") {
        None => Map::new(),
        Some(Value::Object(parameters)) => parameters,
        Some(_) => return fault("`params` is no object"),
    };
    match (id, known) {
        (None, _) => Ok(Message::Told),
        (_, Some(id)) => Ok(Message::Request(Request { id, method, parameters })),
        _ => fault("`id` is neither a string nor a number"),
    }
}

/// The answer that has a result.
pub(super) fn done(id: &Value, result: &Map<String, Value>) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "result": result })
}

/// The answer that says why there is none.
pub(super) fn failed(id: &Value, Fault { code, message, data }: Fault) -> Value {
    let mut error = json!({ "code": code, "message": message });
    if let Some(data) = data {
        error["data"] = data;
    }
    json!({ "jsonrpc": "2.0", "id": id, "error": error })
}
