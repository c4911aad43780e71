//! An editor that talks to `onrecord lsp`, as far as a test needs one.

use std::{
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use serde_json::{Value, json};

/// A session with the server. What the server says unasked is kept.
pub(crate) struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    asked: i64,
    /// Requests and notifications of the server, in order.
    pub(crate) heard: Vec<Value>,
}

/// What most editors can do.
pub(crate) fn capabilities() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "window": { "showDocument": { "support": true } },
        "workspace": {
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
        },
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        },
    })
}

impl Editor {
    /// Starts the server in a folder.
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .arg("lsp")
            .args(arguments)
            .current_dir(folder)
            .env("ONRECORD_TODAY", "2026-01-01")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, input, output, asked: 0, heard: Vec::new() }
    }

    /// The same, introduced, with the folder as the one that it works in. Gives what the server says of itself as well.
    pub(crate) fn open_folder(folder: &Path, capabilities: &Value, options: &Value) -> (Self, Value) {
        let mut editor = Self::start(folder, &[]);
        let params = json!({
            "processId": null, "rootUri": address(folder, ""), "capabilities": capabilities,
            "initializationOptions": options,
        });
        let served = editor.ask("initialize", &params);
        editor.tell("initialized", &json!({}));
        (editor, served)
    }

    /// Sends bytes as they are.
    pub(crate) fn send_bytes(&mut self, bytes: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes.as_bytes()).unwrap();
        input.flush().unwrap();
    }

    /// Sends a text as the body of a message.
    pub(crate) fn send(&mut self, body: &str) {
        self.send_bytes(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    }

    pub(crate) fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    /// Sends a request and gives its id.
    pub(crate) fn request(&mut self, method: &str, params: &Value) -> i64 {
        self.asked += 1;
        self.send(
            &json!({ "jsonrpc": "2.0", "id": self.asked, "method": method, "params": params }).to_string(),
        );
        self.asked
    }

    /// The answer to a request: its result.
    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> Value {
        let id = self.request(method, params);
        let answer = self.answer(&json!(id));
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// What is wrong with a request, as the server says: a number and words.
    pub(crate) fn refused(&mut self, method: &str, params: &Value) -> (i64, String) {
        let id = self.request(method, params);
        let error = self.answer(&json!(id))["error"].clone();
        (error["code"].as_i64().unwrap(), error["message"].as_str().unwrap().to_owned())
    }

    /// Reads until the answer with an id comes.
    pub(crate) fn answer(&mut self, id: &Value) -> Value {
        self.until(|message| message.get("method").is_none() && message["id"] == *id)
    }

    /// Reads until the server has said what is found in a version of a story; that is given.
    pub(crate) fn findings(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let is_it = |message: &Value| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
        };
        let known = self.heard.iter().find(|message| is_it(message)).cloned();
        let message = known.unwrap_or_else(|| self.until(is_it));
        message["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// Reads until the server asks for something or says something by a method.
    pub(crate) fn hear(&mut self, method: &str) -> Value {
        let known = self.heard.iter().position(|message| message["method"] == method);
        let index = known.unwrap_or_else(|| {
            self.until(|message| message["method"] == method);
            self.heard.len() - 1
        });
        self.heard.remove(index)["params"].clone()
    }

    fn until(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.read().unwrap();
            if message.get("method").is_some() {
                self.heard.push(message.clone());
            }
            if is_it(&message) {
                return message;
            }
        }
    }

    /// The next message; none at the end.
    pub(crate) fn read(&mut self) -> Option<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            match line.trim_end().split_once(": ") {
                Some((_, value)) => length = value.parse().unwrap(),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        Some(serde_json::from_slice(&body).unwrap())
    }

    pub(crate) fn open(&mut self, uri: &str, language: &str, text: &str) -> Vec<Value> {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
        self.findings(uri, 1)
    }

    pub(crate) fn change(&mut self, uri: &str, version: i64, changes: &Value) {
        let params = json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes });
        self.tell("textDocument/didChange", &params);
    }

    /// The actions for a range, by title.
    pub(crate) fn actions(&mut self, uri: &str, range: &Value, only: Option<&str>) -> Vec<Value> {
        let context = match only {
            Some(only) => json!({ "diagnostics": [], "only": [only] }),
            None => json!({ "diagnostics": [] }),
        };
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        self.ask("textDocument/codeAction", &params).as_array().unwrap().clone()
    }

    /// Says goodbye; gives the exit status.
    pub(crate) fn close(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", &Value::Null), Value::Null);
        self.tell("exit", &Value::Null);
        self.end()
    }

    /// Waits for the server to end; gives its exit status.
    pub(crate) fn end(mut self) -> Option<i32> {
        drop(self.input.take());
        self.child.wait().unwrap().code()
    }
}

/// The address of a file in a folder.
pub(crate) fn address(folder: &Path, name: &str) -> String {
    let path = folder.join(name).to_string_lossy().replace('\\', "/");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

/// A range of one line.
pub(crate) fn range(line: u32, from: u32, to: u32) -> Value {
    json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } })
}

/// A text after edits as the protocol has them, in one line each; positions count characters of ASCII.
pub(crate) fn edited(text: &str, edits: &Value) -> String {
    let mut edits = edits.as_array().unwrap().clone();
    let place = |edit: &Value, end: &str| {
        let position = &edit["range"][end];
        let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        start + usize::try_from(position["character"].as_u64().unwrap()).unwrap()
    };
    edits.sort_by_key(|edit| std::cmp::Reverse(place(edit, "start")));
    let mut out = text.to_owned();
    for edit in &edits {
        out.replace_range(place(edit, "start")..place(edit, "end"), edit["newText"].as_str().unwrap());
    }
    out
}
