//! `onrecord mcp`: whole sessions with the program, as assistants hold them, and what they must not be able to do to it.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

mod common;

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout},
};

use common::{folder, started, text};
use serde_json::{Value, json};

const DRAFT: &str =
    "Sources said the plant will shut in May.\n\nAna Ruiz, the county engineer, said the bridge is safe.\n";

/// The program, serving in a folder.
struct Session {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Session {
    fn in_folder(folder: &Path) -> Self {
        let mut child = started(folder, &["mcp"]);
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output }
    }

    fn tell(&mut self, line: impl AsRef<[u8]>) {
        self.input.write_all(line.as_ref()).unwrap();
        self.input.write_all(b"\n").unwrap();
    }

    /// The answer to a line: one line, nothing else.
    fn ask_line(&mut self, line: impl AsRef<[u8]>) -> Value {
        self.tell(line);
        let mut answer = String::new();
        self.output.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap()
    }

    fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        let answer = self
            .ask_line(json!({"jsonrpc": "2.0", "id": "q", "method": method, "params": parameters}).to_string());
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!("q")), "{answer}");
        answer
    }

    /// The result of a call to a tool.
    fn call(&mut self, tool: &str, arguments: &Value) -> Value {
        self.ask("tools/call", &json!({"name": tool, "arguments": arguments}))["result"].clone()
    }

    /// Ends the session: the program ends too, well, and has said nothing more.
    fn end(self) {
        drop(self.input);
        let rest: Vec<_> = self.output.lines().map(Result::unwrap).collect();
        assert_eq!(rest, Vec::<String>::new());
        let output = self.child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    }
}

fn said(result: &Value) -> &str {
    result["content"][0]["text"].as_str().unwrap()
}

fn codes(result: &Value) -> Vec<&str> {
    let files = result["structuredContent"]["files"].as_array().unwrap().iter();
    let found = files.flat_map(|file| file["diagnostics"].as_array().unwrap());
    found.map(|found| found["code"].as_str().unwrap()).collect()
}

/// Holds a value against a schema of the kind that we make: types, properties, what is required, lists, choices.
fn follows(schema: &Value, value: &Value, at: &str) {
    if let Some(choices) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
        let fits = |choice: &&Value| std::panic::catch_unwind(|| follows(choice, value, at)).is_ok();
        assert!(choices.iter().any(|choice| fits(&choice)), "{at}: {value} is none of {choices:?}");
        return;
    }
    let types = match &schema["type"] {
        Value::Array(types) => types.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(types.is_empty() || types.contains(&json!(kind)), "{at}: {value} is none of {types:?}");
    for known in [schema.get("const")].into_iter().flatten() {
        assert_eq!(known, value, "{at}");
    }
    if let Some(known) = schema["enum"].as_array() {
        assert!(known.contains(value), "{at}: {value}");
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        follows(&schema["items"], item, &format!("{at}/{index}"));
    }
    for name in schema["required"].as_array().into_iter().flatten().filter(|_| value.is_object()) {
        assert!(value.get(name.as_str().unwrap()).is_some(), "{at}: no {name} in {value}");
    }
    for (name, value) in value.as_object().into_iter().flatten() {
        let property = schema["properties"].get(name);
        follows(
            property.unwrap_or_else(|| panic!("{at}: no {name} in {schema}")),
            value,
            &format!("{at}/{name}"),
        );
    }
}

#[test]
fn a_session_that_opens_with_a_handshake() {
    let mut session = Session::in_folder(&folder("mcp-handshake", &[]));
    for (asked, given) in [
        ("2025-11-25", "2025-11-25"),
        ("2025-06-18", "2025-06-18"),
        ("2025-03-26", "2025-03-26"),
        ("2024-11-05", "2024-11-05"),
        ("2026-07-28", "2025-11-25"),
        ("1999-01-01", "2025-11-25"),
    ] {
        let client = json!({"name": "desk", "version": "1"});
        let parameters = json!({"protocolVersion": asked, "capabilities": {}, "clientInfo": client});
        let result = session.ask("initialize", &parameters)["result"].clone();
        assert_eq!(result["protocolVersion"], given);
        assert_eq!(result["serverInfo"]["name"], "onrecord");
        assert_eq!(result["capabilities"], json!({"tools": {}}));
        assert!(result["instructions"].as_str().unwrap().contains("Never invent a source"));
    }
    session.tell(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#);
    session.tell(r#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}"#);
    session.tell("");
    assert_eq!(session.ask("ping", &json!({}))["result"], json!({}));
    let batch = r#"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/x"},7]"#;
    let answers = session.ask_line(batch);
    assert_eq!(answers[0], json!({"jsonrpc": "2.0", "id": 1, "result": {}}));
    assert_eq!((answers.as_array().unwrap().len(), &answers[1]["error"]["code"]), (2, &json!(-32600)));
    session.end();
}

#[test]
fn requests_that_stand_alone() {
    let mut session = Session::in_folder(&folder("mcp-alone", &[]));
    let meta = |version: &str| {
        json!({
            "io.modelcontextprotocol/protocolVersion": version,
            "io.modelcontextprotocol/clientCapabilities": {},
        })
    };
    let known = json!(["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]);
    let found = session.ask("server/discover", &json!({"_meta": meta("2026-07-28")}))["result"].clone();
    assert_eq!(found["supportedVersions"], known);
    assert_eq!(found["_meta"]["io.modelcontextprotocol/serverInfo"]["name"], "onrecord");
    let parameters = json!({
        "_meta": meta("2026-07-28"), "name": "check", "arguments": {"text": DRAFT},
    });
    let called = session.ask("tools/call", &parameters)["result"].clone();
    assert_eq!((&called["resultType"], codes(&called)[0]), (&json!("complete"), "A001"));
    let listed = session.ask("tools/list", &json!({"_meta": meta("2026-07-28")}))["result"].clone();
    assert_eq!((&listed["cacheScope"], listed["ttlMs"].is_u64()), (&json!("public"), true));

    let error = session.ask("tools/list", &json!({"_meta": meta("2031-01-01")}))["error"].clone();
    assert_eq!(error["code"], -32022);
    assert_eq!(error["data"], json!({"supported": known, "requested": "2031-01-01"}));
    let half = json!({"_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28"}});
    assert_eq!(session.ask("tools/list", &half)["error"]["code"], -32602);
    assert_eq!(session.ask("server/discover", &json!({}))["error"]["code"], -32602);
    assert_eq!(session.ask("ping", &json!({"_meta": meta("2026-07-28")}))["error"]["code"], -32601);
    session.end();
}

#[test]
fn tools_say_when_to_use_them_and_give_what_they_promise() {
    let mut session = Session::in_folder(&folder("mcp-tools", &[]));
    let listed = session.ask("tools/list", &json!({}))["result"].clone();
    let tools = listed["tools"].as_array().unwrap();
    let names: Vec<_> = tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["check", "sources", "explain"]);
    for tool in tools {
        assert_eq!(tool["inputSchema"]["type"], "object");
        assert!(tool["description"].as_str().unwrap().contains("Use it"), "{tool}");
        assert_eq!(tool["annotations"]["readOnlyHint"], true);
    }
    // Strict validators stop at formats that they do not know.
    assert!(!listed.to_string().contains("\"format\":\"uint"));
    let about = tools[0]["description"].as_str().unwrap();
    for taught in ["an error is not to be published so", "Never invent a source", "say so to the user"] {
        assert!(about.contains(taught), "{taught}: {about}");
    }
    let formats = tools[0]["inputSchema"]["properties"]["format"]["enum"].as_array().unwrap();
    assert!(formats.contains(&json!("wikitext")), "{formats:?}");

    // One with a fix, further rules, other places; the other with a document of its own text.
    let mended = "Sources said the plant will shut.[oaicite:1] Critics say it is late. Critics say it is dear.\n\nHe \
                  admitted that he knew. :contentReference[oaicite:2]{index=2}";
    for text in [DRAFT, mended, "Nobody wrote anything."] {
        let found = session.call("check", &json!({"text": text, "path": "draft.md"}));
        assert_eq!(found["isError"], false, "{found}");
        follows(&tools[0]["outputSchema"], &found["structuredContent"], "");
        for code in codes(&found) {
            assert!(said(&found).contains(code), "{code}: {}", said(&found));
        }
        let listed = session.call("sources", &json!({"text": text}));
        follows(&tools[1]["outputSchema"], &listed["structuredContent"], "");
    }
    session.end();
}

#[test]
fn a_draft_is_checked_listed_and_explained() {
    let mut session = Session::in_folder(&folder("mcp-draft", &[]));
    let found = session.call("check", &json!({"text": DRAFT}));
    assert_eq!(codes(&found), ["A001"]);
    let report = &found["structuredContent"];
    assert_eq!((&report["version"], &report["summary"]["errors"]), (&json!(1), &json!(1)));
    assert_eq!(
        (&report["files"][0]["path"], &report["files"][0]["diagnostics"][0]["end"]),
        (&json!("draft"), &json!(7))
    );
    assert!(said(&found).starts_with("error[A001 bare-anonymous-source]: “Sources” could be anybody\n"));
    assert!(said(&found).contains("draft:1:1") && !said(&found).contains('\u{1b}'), "{}", said(&found));

    let listed = session.call("sources", &json!({"text": DRAFT, "format": "markdown"}));
    let names: Vec<_> = listed["structuredContent"]["files"][0]["sources"].as_array().unwrap().iter().collect();
    assert_eq!((&names[1]["name"], &names[1]["kind"]), (&json!("Ana Ruiz"), &json!("named")));
    assert!(said(&listed).contains("Ana Ruiz"), "{}", said(&listed));

    let told = session.call("explain", &json!({"rule": "A001"}));
    assert!(said(&told).starts_with("A001 bare-anonymous-source (error)\n"), "{}", said(&told));
    assert_eq!(told.get("structuredContent"), None);
    session.end();
}

#[test]
fn settings_are_those_of_the_house() {
    let house = folder(
        "mcp-house",
        &[
            ("onrecord.toml", "exclude = [\"archive/\"]\n[rule.A001]\nlevel = \"off\"\n"),
            ("court/onrecord.toml", "[rule.A001]\nlevel = \"note\"\n"),
            (
                "onrecord.waivers.toml",
                "[[waiver]]\nrule = \"V001\"\nstory = \"quiz.md\"\nwords = \"Experts say\"\nreason = \"a quiz\"\n\
                 approved-by = \"Mo Haddad, standards\"\n",
            ),
        ],
    );
    let mut session = Session::in_folder(&house);
    let text = "Sources said the plant will shut in May.";
    let levels = |found: &Value| {
        let rows = found["structuredContent"]["files"][0]["diagnostics"].as_array().unwrap().iter();
        rows.filter(|row| row["code"] == "A001").map(|row| row["level"].clone()).collect::<Vec<_>>()
    };
    let none: Vec<Value> = Vec::new();
    assert_eq!(levels(&session.call("check", &json!({"text": text}))), none);
    let path = house.join("court/case.md");
    for path in ["court/case.md", path.to_str().unwrap()] {
        assert_eq!(levels(&session.call("check", &json!({"text": text, "path": path}))), ["note"]);
    }
    let waived = json!({"text": "Experts say the answer is seven.", "path": "quiz.md"});
    let waived = session.call("check", &waived);
    assert_eq!(waived["structuredContent"]["summary"]["waived"], 1, "{waived}");
    let over = session.call("check", &json!({"text": text, "path": "archive/old.md"}));
    assert!(over["isError"] == true && said(&over).contains("excluded by"), "{over}");
    // Settings are read anew: the house may change them while the assistant writes.
    common::write(&house, "onrecord.toml", "[rule.A001]\nlevel = \"warning\"\n");
    assert_eq!(levels(&session.call("check", &json!({"text": text}))), ["warning"]);
    let opinion = json!({"text": "The plan is a disgrace and a fraud.", "profile": "opinion"});
    assert!(session.call("check", &opinion)["isError"] == false);
    session.end();
}

#[test]
fn what_a_model_can_set_right_is_told_in_the_result() {
    let house = folder("mcp-wrong", &[("broken/onrecord.toml", "fail-om = \"error\"\n")]);
    let mut session = Session::in_folder(&house);
    for (tool, arguments, expected) in [
        ("check", json!({}), "missing field `text`"),
        ("check", json!({"text": 7}), "expected a string"),
        ("check", json!({"text": "a", "txt": "b"}), "unknown field `txt`"),
        ("check", json!({"text": "a", "format": "word"}), "markdown"),
        ("check", json!({"text": "a", "profile": "wyre"}), "wire"),
        ("check", json!({"text": "a", "format": "nitf"}), "help: "),
        ("check", json!({"text": "a", "path": "broken/a.md"}), "fail-on"),
        ("sources", json!({"path": "a.md"}), "missing field `text`"),
        ("explain", json!({"rule": "A0001"}), "`onrecord rules` lists all"),
        ("explain", json!({"rule": "vague-autority"}), "vague-authority"),
    ] {
        let result = session.call(tool, &arguments);
        assert_eq!(result["isError"], true, "{tool} {arguments}: {result}");
        assert!(said(&result).contains(expected), "{tool} {arguments}: {}", said(&result));
    }
    session.end();
}

#[test]
fn what_is_no_message_is_answered_as_such() {
    let mut session = Session::in_folder(&folder("mcp-bad", &[]));
    let deep = "[".repeat(100_000);
    for (line, code) in [
        ("{", -32700),
        ("check this", -32700),
        (deep.as_str(), -32700),
        ("[]", -32600),
        ("7", -32600),
        ("null", -32600),
        (r#"{"id":1,"method":"ping"}"#, -32600),
        (r#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":7}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":"resources/list"}"#, -32601),
        (r#"{"jsonrpc":"2.0","id":1,"method":"initialize"}"#, -32602),
        (r#"{"jsonrpc":"2.0","id":1,"method":"tools/call"}"#, -32602),
        (r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"publish"}}"#, -32602),
    ] {
        let answer = session.ask_line(line);
        assert_eq!(answer["error"]["code"], code, "{line}: {answer}");
        assert!(!answer["error"]["message"].as_str().unwrap().is_empty());
    }
    assert_eq!(session.ask_line(b"\xff\xfe")["error"]["code"], -32700);
    session.tell(r#"{"jsonrpc":"2.0","id":1,"result":{}}"#);
    assert_eq!(session.ask("ping", &json!({}))["result"], json!({}));
    session.end();
}

#[test]
fn a_draft_may_ask_for_no_more_than_a_file() {
    let house = folder("mcp-limits", &[("onrecord.toml", "[limits]\nfile = \"1KB\"\n")]);
    let mut session = Session::in_folder(&house);
    let result = session.call("check", &json!({"text": "All was well. ".repeat(100)}));
    assert!(result["isError"] == true && said(&result).contains("file"), "{result}");
    let result =
        session.call("check", &json!({"text": "\u{1b}[2J\u{0} said \u{202e} so.", "path": "a\u{1b}.txt"}));
    assert!(!said(&result).contains('\u{1b}'), "{result}");
    session.end();
}
