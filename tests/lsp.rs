//! `onrecord lsp`: an editor drives whole sessions with the server.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

mod common;

use std::fs;

use common::{
    editor::{Editor, address, capabilities, edited, range},
    folder, onrecord, text, write,
};
use serde_json::{Value, json};

const STORY: &str = "\
# Harbour to close

The harbour will close in May, said Ana Ruiz, who runs it. She said the cranes are too old.

Sources said the mayor knew of it for a year.
";

fn codes(found: &[Value]) -> Vec<String> {
    found.iter().map(|found| found["code"].as_str().unwrap_or_default().to_owned()).collect()
}

/// The titles of actions.
fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

/// The edits of an action in a file, and in which version of it.
fn edits(action: &Value) -> (Value, Value) {
    let change = &action["edit"]["documentChanges"][0];
    (change["edits"].clone(), change["textDocument"]["version"].clone())
}

#[test]
fn a_session_from_open_to_close() {
    let folder =
        folder("lsp-session", &[("onrecord.toml", "[rule.A007]\nlevel = \"off\"\n"), ("story.md", STORY)]);
    let (mut editor, served) = Editor::open_folder(&folder, &capabilities(), &json!({ "profile": "" }));
    assert_eq!(served["serverInfo"]["name"], "onrecord");
    assert_eq!(served["capabilities"]["positionEncoding"], "utf-16");
    let watched = editor.hear("client/registerCapability");
    assert_eq!(watched["registrations"][0]["method"], "workspace/didChangeWatchedFiles");

    // What is found is at its place, with all that is missing and what would satisfy.
    let uri = address(&folder, "story.md");
    let found = editor.open(&uri, "markdown", STORY);
    assert_eq!(codes(&found), ["A001"]);
    assert_eq!(found[0]["range"], range(4, 0, 7));
    assert_eq!((&found[0]["severity"], &found[0]["source"]), (&json!(1), &json!("onrecord")));
    let message = found[0]["message"].as_str().unwrap();
    assert!(
        message.starts_with("“Sources” could be anybody\nA002: ") && message.contains("\nhelp: "),
        "{message}"
    );

    // Hover: the rule, and who is cited.
    let hover = |editor: &mut Editor, line, character| {
        let at =
            json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } });
        editor.ask("textDocument/hover", &at)
    };
    let told = hover(&mut editor, 4, 3)["contents"]["value"].as_str().unwrap().to_owned();
    assert!(told.starts_with("**A001** bare-anonymous-source (error)\n\n"), "{told}");
    assert!(told.contains("*What satisfies:*") && told.contains("**Sources** is cited 1 time"), "{told}");
    let told = hover(&mut editor, 2, 60)["contents"]["value"].as_str().unwrap().to_owned();
    assert_eq!(told, "**Ana Ruiz** is cited 2 times (a person by name)");
    assert_eq!(hover(&mut editor, 0, 4), Value::Null);

    // Who "She" is.
    let all = json!({ "textDocument": { "uri": uri }, "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } } });
    let hints = editor.ask("textDocument/inlayHint", &all);
    assert_eq!(hints.as_array().unwrap().len(), 1);
    assert_eq!(hints[0]["label"], "= Ana Ruiz");
    let she = u32::try_from(STORY.lines().nth(2).unwrap().find("She").unwrap()).unwrap();
    assert_eq!(hints[0]["position"], json!({ "line": 2, "character": she + 3 }));

    // The outline, and the ledger.
    let document = json!({ "textDocument": { "uri": uri } });
    let outline = editor.ask("textDocument/documentSymbol", &document);
    assert_eq!(outline[0]["name"], "Harbour to close");
    let cited: Vec<&Value> =
        outline[0]["children"].as_array().unwrap().iter().map(|symbol| &symbol["name"]).collect();
    assert_eq!(cited, ["Ana Ruiz", "Ana Ruiz", "Sources"]);
    let ledger =
        editor.ask("workspace/executeCommand", &json!({ "command": "onrecord.ledger", "arguments": [uri] }));
    assert!(ledger["text"].as_str().unwrap().contains("Ana Ruiz  named      2"), "{ledger}");
    assert_eq!(ledger["sources"][0]["name"], "Ana Ruiz");

    // Sources, cues and content.
    let tokens = editor.ask("textDocument/semanticTokens/full", &document);
    let kinds = served["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"].as_array().unwrap();
    let painted = painted(STORY, &tokens, kinds);
    assert_eq!(
        painted,
        [
            "content: The harbour will close in May",
            "cue: said",
            "source: Ana Ruiz",
            "source: She",
            "cue: said",
            "content: the cranes are too old",
            "source: Sources",
            "cue: said",
            "content: the mayor knew of it for a year"
        ]
    );

    // Typing mends it: nothing is left.
    editor.change(&uri, 2, &json!([{ "range": range(4, 0, 7), "text": "Ana Ruiz" }]));
    assert!(editor.findings(&uri, 2).is_empty());

    // A file that is renamed is closed and opened under its new name.
    editor.tell("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    let renamed = address(&folder, "harbour.md");
    assert_eq!(codes(&editor.open(&renamed, "markdown", STORY)), ["A001"]);
    assert_eq!(hover(&mut editor, 4, 3), Value::Null, "it is not open any more");
    assert_eq!(editor.close(), Some(0));
    fs::remove_dir_all(&folder).unwrap();
}

/// What tokens paint of a text of ASCII: what each is, and its words.
fn painted(text: &str, tokens: &Value, kinds: &[Value]) -> Vec<String> {
    let numbers: Vec<usize> = tokens["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| usize::try_from(n.as_u64().unwrap()).unwrap())
        .collect();
    let lines: Vec<&str> = text.lines().collect();
    let (mut line, mut character) = (0, 0);
    let painted = numbers.chunks(5).map(|token| {
        character = if token[0] == 0 { character + token[1] } else { token[1] };
        line += token[0];
        format!("{}: {}", kinds[token[3]].as_str().unwrap(), &lines[line][character..character + token[2]])
    });
    painted.collect()
}

#[test]
fn findings_are_mended_allowed_waived_and_their_rules_set() {
    let story = "The mayor claimed the bridge is safe. :contentReference[oaicite:2]{index=2}\n\nSources said it will close in May.\n";
    let folder = folder("lsp-actions", &[("city/story.md", story)]);
    let (mut editor, _) = Editor::open_folder(&folder, &capabilities(), &Value::Null);
    let uri = address(&folder, "city/story.md");
    let found = editor.open(&uri, "markdown", story);
    assert!(codes(&found).contains(&"A001".to_owned()), "{found:?}");

    // A fix that is safe, by itself and with all others.
    let reference = found.iter().find(|found| found["code"] == "R004").unwrap();
    let actions = editor.actions(&uri, &reference["range"], None);
    let fix = actions.iter().find(|action| action["isPreferred"] == true);
    let fix = fix.unwrap_or_else(|| panic!("{:?} {reference}", titles(&actions)));
    let (edit, version) = edits(fix);
    let mended = edited(story, &edit);
    assert_eq!((mended.contains("oaicite"), version), (false, json!(1)));
    let all = editor.actions(&uri, &range(0, 0, 0), Some("source.fixAll.onrecord"));
    assert_eq!(edited(story, &edits(&all[0]).0), mended);
    assert!(editor.actions(&uri, &range(0, 0, 0), Some("refactor")).is_empty());

    // An exception: it is reported itself until somebody gives a reason.
    editor.change(&uri, 2, &json!([{ "text": mended }]));
    editor.findings(&uri, 2);
    let at = range(2, 2, 2);
    let actions = editor.actions(&uri, &at, None);
    let allow =
        actions.iter().find(|action| action["title"].as_str().unwrap().starts_with("Allow A001 A002")).unwrap();
    let allowed = edited(&mended, &edits(allow).0);
    assert!(
        allowed.contains("\n\n<!-- onrecord: allow A001 A002 A003 A005 reason=\"\" -->\nSources said"),
        "{allowed}"
    );
    editor.change(&uri, 3, &json!([{ "text": allowed }]));
    let codes_without_reason = codes(&editor.findings(&uri, 3));
    assert!(codes_without_reason.contains(&"W001".to_owned()), "{codes_without_reason:?}");
    let agreed = allowed.replace("reason=\"\"", "reason=\"the desk knows them\"");
    editor.change(&uri, 4, &json!([{ "text": agreed }]));
    let left = codes(&editor.findings(&uri, 4));
    assert!(!left.contains(&"A001".to_owned()) && !left.contains(&"W001".to_owned()), "{left:?}");

    // The level of a rule: in a new file, as there is none.
    editor.change(&uri, 5, &json!([{ "text": mended }]));
    editor.findings(&uri, 5);
    let actions = editor.actions(&uri, &at, None);
    let off = actions.iter().find(|action| action["title"] == "Turn A001 off in onrecord.toml").unwrap();
    let operations = &off["edit"]["documentChanges"];
    assert_eq!(
        (&operations[0]["kind"], &operations[0]["uri"]),
        (&json!("create"), &json!(address(&folder, "onrecord.toml")))
    );
    let settings = edited("", &operations[1]["edits"]);
    assert_eq!(settings, "[rule.A001]\nlevel = \"off\"\n");

    // Once it is written, all open stories are checked by it; and the next change is one of that file.
    write(&folder, "onrecord.toml", &settings);
    editor.heard.clear();
    editor.tell("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    assert!(!codes(&editor.findings(&uri, 5)).contains(&"A001".to_owned()));
    let actions = editor.actions(&uri, &at, None);
    assert!(titles(&actions).iter().any(|title| title.starts_with("Waive ")), "{:?}", titles(&actions));
    let waive = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with("Waive ")).unwrap();
    editor.ask("workspace/executeCommand", &waive["command"]);
    let begun = editor.hear("workspace/applyEdit");
    let waiver = edited("", &begun["edit"]["documentChanges"][1]["edits"]);
    assert!(
        waiver.starts_with("[[waiver]]\nrule = \"") && waiver.contains("story = \"city/story.md\""),
        "{waiver}"
    );
    assert!(waiver.contains("words = \"Sources said it will close in May.\"\nreason = \"\"\n"), "{waiver}");
    assert_eq!(editor.hear("window/showDocument")["uri"], address(&folder, "onrecord.waivers.toml"));

    // Settings that cannot be read are shown at their place, and the story is checked as before.
    write(&folder, "onrecord.toml", "[rule.A001]\nlevel = \"loud\"\n");
    editor.heard.clear();
    editor.tell("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    let told = editor.hear("textDocument/publishDiagnostics");
    assert_eq!(told["uri"], address(&folder, "onrecord.toml"));
    assert_eq!(told["diagnostics"][0]["range"], range(1, 8, 14));
    assert!(!codes(&editor.findings(&uri, 5)).contains(&"A001".to_owned()));
    assert_eq!(editor.close(), Some(0));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn bad_messages_are_answered_and_the_session_goes_on() {
    let folder = folder("lsp-bad", &[]);
    let mut editor = Editor::start(&folder, &[]);
    assert_eq!(editor.refused("textDocument/hover", &json!({})).0, -32002, "not introduced");
    assert_eq!(editor.refused("initialize", &json!(7)).0, -32602);
    editor.ask("initialize", &json!({ "capabilities": {}, "initializationOptions": { "debounce": "soon" } }));
    assert!(editor.hear("window/showMessage")["message"].as_str().unwrap().contains("initializationOptions"));
    editor.send("{\"jsonrpc\"");
    assert_eq!(editor.answer(&Value::Null)["error"]["code"], -32700);
    editor.send("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"params\":1}");
    assert_eq!(editor.answer(&json!("x"))["error"]["code"], -32600);
    assert_eq!(editor.refused("textDocument/rename", &json!({})).0, -32601);
    assert_eq!(editor.refused("textDocument/hover", &json!({ "position": 1 })).0, -32602);
    let (code, why) = editor.refused("workspace/executeCommand", &json!({ "command": "onrecord.ledgr" }));
    assert!(
        code == -32602 && why.contains("there is no command `onrecord.ledgr`; there are onrecord.ledger"),
        "{why}"
    );
    let nowhere = json!({ "command": "onrecord.ledger", "arguments": ["file:///nowhere.md"] });
    assert_eq!(editor.refused("workspace/executeCommand", &nowhere).1, "file:///nowhere.md is not open");
    let explain = json!({ "command": "onrecord.explain", "arguments": ["A01"] });
    assert!(editor.refused("workspace/executeCommand", &explain).1.contains("did you mean `A0"));
    editor.tell("textDocument/didChange", &json!({ "textDocument": 1 }));
    assert!(
        editor.hear("window/showMessage")["message"]
            .as_str()
            .unwrap()
            .contains("`textDocument/didChange` cannot be read")
    );
    editor.tell(
        "textDocument/didChange",
        &json!({ "textDocument": { "uri": "file:///nowhere.md", "version": 1 }, "contentChanges": [] }),
    );
    editor.tell("$/setTrace", &json!({ "value": "off" }));

    // Ranges that are none, and a buffer without a name.
    let found = editor.open("untitled:Untitled-1", "plaintext", "Sources said so.\r\n");
    assert!(codes(&found).contains(&"A001".to_owned()));
    let backwards = json!({ "start": { "line": 9, "character": 9 }, "end": { "line": 0, "character": 0 } });
    editor.change("untitled:Untitled-1", 2, &json!([{ "range": backwards, "text": "Critics say so.\r\n" }]));
    assert!(codes(&editor.findings("untitled:Untitled-1", 2)).contains(&"V001".to_owned()));
    assert_eq!(editor.close(), Some(0));

    // A client that goes without a word, and one whose messages have no header.
    let mut editor = Editor::start(&folder, &[]);
    editor.ask("initialize", &json!({ "capabilities": {} }));
    editor.tell("exit", &Value::Null);
    assert_eq!(editor.end(), Some(1));
    let mut editor = Editor::start(&folder, &[]);
    editor.send_bytes("hello\r\n\r\n");
    assert_eq!(editor.end(), Some(2));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_is_given_up_is_not_answered_and_nothing_is_served_after_the_end() {
    let folder = folder("lsp-cancel", &[]);
    let (mut editor, _) = Editor::open_folder(&folder, &json!({}), &Value::Null);
    // Long enough for the desk to be busy while the rest comes in.
    let long = STORY.repeat(2000);
    let document = json!({ "uri": "untitled:a", "languageId": "markdown", "version": 1, "text": long });
    editor.tell("textDocument/didOpen", &json!({ "textDocument": document }));
    let at = json!({ "textDocument": { "uri": "untitled:a" }, "position": { "line": 2, "character": 50 } });
    let given_up = editor.request("textDocument/hover", &at);
    let wanted = editor.request("textDocument/hover", &at);
    editor.tell("$/cancelRequest", &json!({ "id": given_up }));
    editor.tell("$/cancelRequest", &json!({ "id": 999 }));
    assert_eq!(editor.answer(&json!(given_up))["error"]["code"], -32800);
    assert!(
        editor.answer(&json!(wanted))["result"]["contents"]["value"].as_str().unwrap().contains("Ana Ruiz")
    );
    assert_eq!(editor.ask("shutdown", &Value::Null), Value::Null);
    assert_eq!(editor.refused("textDocument/hover", &at).0, -32600);
    editor.tell("exit", &Value::Null);
    assert_eq!(editor.end(), Some(0));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_thousand_edits_leave_what_a_check_of_the_file_finds() {
    let folder = folder("lsp-edits", &[]);
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let options = json!({ "general": { "positionEncodings": [encoding] } });
        let (mut editor, served) = Editor::open_folder(&folder, &options, &Value::Null);
        assert_eq!(served["capabilities"]["positionEncoding"], encoding);
        let uri = address(&folder, "edited.md");
        let mut lines: Vec<String> = STORY.repeat(12).lines().map(str::to_owned).collect();
        editor.open(&uri, "markdown", &(lines.join("\n") + "\n"));
        let count = |text: &str| match encoding {
            "utf-8" => text.len(),
            "utf-16" => text.encode_utf16().count(),
            _ => text.chars().count(),
        };
        let pieces =
            ["Critics say so. ", "“😀,” she said. ", "é", "reportedly ", "It is the worst in 20 years. ", "—"];
        let mut seed = 7_usize;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for version in 2..=1001 {
            // The other half stays as it is.
            let index = random(lines.len() / 2);
            let line = lines[index].clone();
            let places: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
            let (one, other) = (places[random(places.len())], places[random(places.len())]);
            let (from, to) = if random(3) > 0 {
                (one, one)
            } else {
                (one.min(other), one.max(other).min(one.min(other) + 20))
            };
            let to = places.iter().copied().find(|at| *at >= to).unwrap();
            let piece = pieces[random(pieces.len())];
            lines[index] = format!("{}{piece}{}", &line[..from], &line[to..]);
            let position = |at: usize| json!({ "line": index, "character": count(&line[..at]) });
            let change = json!([{ "range": { "start": position(from), "end": position(to) }, "text": piece }]);
            editor.change(&uri, version, &change);
        }
        let last = editor.findings(&uri, 1001);
        write(&folder, "edited.md", &(lines.join("\n") + "\n"));
        let checked = onrecord(&folder, &["check", "--format", "json", "--fail-on", "never", "edited.md"]);
        let report: Value = serde_json::from_str(&text(&checked.stdout)).unwrap();
        let all = report["files"][0]["diagnostics"].as_array().unwrap();
        let expected: Vec<(String, usize, usize)> = all
            .iter()
            .filter(|found| found["folded"] == false)
            .map(|found| {
                let line = usize::try_from(found["line"].as_u64().unwrap()).unwrap() - 1;
                let column = usize::try_from(found["column"].as_u64().unwrap()).unwrap() - 1;
                let before: String = lines[line].chars().take(column).collect();
                (found["code"].as_str().unwrap().to_owned(), line, count(&before))
            })
            .collect();
        let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let told: Vec<(String, usize, usize)> = last
            .iter()
            .map(|found| {
                let start = &found["range"]["start"];
                (
                    found["code"].as_str().unwrap().to_owned(),
                    number(&start["line"]),
                    number(&start["character"]),
                )
            })
            .collect();
        assert!(told.len() > 6, "{}", told.len());
        assert_eq!(told, expected, "{encoding}");
        assert_eq!(editor.close(), Some(0));
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn every_form_of_buffer_is_read() {
    let folder = folder("lsp-forms", &[]);
    let (mut editor, _) = Editor::open_folder(&folder, &capabilities(), &Value::Null);
    let forms = [
        ("plaintext", "txt", "[onrecord: allow"),
        ("markdown", "md", "<!-- onrecord: allow"),
        ("html", "html", "<!-- onrecord: allow"),
        ("wikitext", "wiki", "<!-- onrecord: allow"),
        ("asciidoc", "adoc", "// onrecord: allow"),
        ("restructuredtext", "rst", ".. onrecord: allow"),
        ("mdx", "mdx", "{/* onrecord: allow"),
    ];
    for (language, ending, note) in forms {
        let paragraph = "Critics say the bridge is unsafe.";
        let story = match language {
            "html" => {
                format!("<!doctype html><html><body>\n<h1>Bridge</h1>\n<p>{paragraph}</p>\n</body></html>\n")
            }
            _ => format!("The bridge was built by Ana Ruiz, an engineer.\n\n{paragraph}\n"),
        };
        let uri = address(&folder, &format!("story.{ending}"));
        // Some editors call all that has no colours plain text: then the name tells.
        for (said, version) in [(language, 1), ("plaintext", 2), ("unknown", 3)] {
            let document = json!({ "uri": uri, "languageId": said, "version": version, "text": story });
            editor.tell("textDocument/didOpen", &json!({ "textDocument": document }));
            let found = editor.findings(&uri, version);
            assert_eq!(codes(&found), ["V001"], "{language} as {said}");
            // An exception that is given a reason holds where it is written.
            let actions = editor.actions(&uri, &found[0]["range"], None);
            let allow =
                actions.iter().find(|action| action["title"] == "Allow V001 here, with a reason").unwrap();
            let allowed = edited(&story, &edits(allow).0).replace("reason=\"\"", "reason=\"agreed\"");
            assert!(allowed.contains(note), "{allowed}");
            let document = json!({ "uri": uri, "languageId": said, "version": version + 10, "text": allowed });
            editor.tell("textDocument/didOpen", &json!({ "textDocument": document }));
            assert!(editor.findings(&uri, version + 10).is_empty(), "{language}: {allowed}");
        }
    }
    // What cannot be read says so where it shows, and is read again once it is whole.
    let uri = address(&folder, "story.nitf");
    let found = editor.open(&uri, "xml", "<nitf><body>\n<p>Critics say</b></body></nitf>");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["range"]["start"]["line"], 1);
    assert!(found[0]["message"].as_str().unwrap().starts_with("not XML"), "{}", found[0]);
    assert_eq!(editor.close(), Some(0));
    fs::remove_dir_all(&folder).unwrap();
}
