//! Example stories in JSON: ninjs of each version, and objects with no more than a headline and a body.

use super::*;
use crate::document::example::{blocks, place};
use crate::document::{Kind, Role};

fn items(file: &str) -> Vec<Item> {
    read(file, &Limits::default()).expect("it holds a story")
}

#[test]
fn version_1() {
    let file = r#"{
  "uri": "https://quay.example/7", "type": "text", "version": "3", "title": "quay-late", "urgency": 4,
  "headline": "The quay is \"late\"", "byline": "By Ana Ruiz", "located": "Oslo, Norway",
  "description_text": "The tea stayed warm.", "copyrightnotice": "All rights reserved",
  "body_text": "It froze.\n\n\u201cNever,\u201d the harbour office said.",
  "genre": [{"name": "Analysis", "code": "x:1"}],
  "ednote": "Hold. onrecord: allow A003 reason=\"agreed\"",
  "associations": {
    "mainpic": {"type": "picture", "headline": "A quay", "description_text": "The quay on Sunday."},
    "other": {"type": "text", "description_text": "Another story."},
    "more": {"description_text": "A third.", "body_text": "It thawed."},
    "odd": 7
  }
}"#;
    let item = &items(file)[0];
    assert_eq!(
        blocks(&item.document),
        [
            (Role::Headline, "The quay is \"late\""),
            (Role::Deck, "The tea stayed warm."),
            (Role::Byline, "By Ana Ruiz"),
            (Role::Dateline, "Oslo, Norway"),
            (Role::Paragraph, "It froze."),
            (Role::Paragraph, "“Never,” the harbour office said."),
            (Role::Caption, "The quay on Sunday."),
        ]
    );
    for (words, written, path) in [
        ("\"late\"", "\\\"late\\\"", "/headline"),
        ("tea", "tea", "/description_text"),
        ("It froze", "It froze", "/body_text"),
        ("“Never,”", "\\u201cNever,\\u201d", "/body_text"),
        ("on Sunday", "on Sunday", "/associations/mainpic/description_text"),
    ] {
        assert_eq!(place(file, item, words), (written, path), "{words}");
    }
    let document = &item.document;
    assert_eq!(document.kind, Some(Kind::Analysis));
    assert_eq!(item.origin.id, None);
    let note = &document.notes[0];
    assert_eq!(note.says.as_ref().unwrap().reason.as_deref(), Some("agreed"));
    assert_eq!(document.map.to_file(note.span).of(file), r#"allow A003 reason=\"agreed\""#);
    assert!(document.blocks.iter().all(|block| note.reach.covers(block.span)));
    assert!(!document.prose().contains("Hold"));
}

#[test]
fn versions_2_and_3() {
    let file = r#"{
  "uri": "https://quay.example/7", "by": "By Ana Ruiz",
  "headlines": [{"role": "short", "value": "Late"}, {"role": "main", "contentType": "text/plain", "value": "The quay is late"}],
  "descriptions": [{"role": "caption", "value": "A quay."}, {"role": "summary", "value": "The tea stayed warm."}],
  "bodies": [{"role": "ticker", "contentType": "text/plain", "value": "Ice."},
             {"role": "main", "contentType": "text/plain", "value": "It froze.\n\nIt thawed."},
             {"contentType": "application/json", "value": "{}"}, {"role": "main"}, 7],
  "genres": [{"name": "17", "uri": "http://quay.example/genre/Opinion"}], "edNote": "onrecord: off A reason='seen'",
  "associations": [{"name": "pic", "type": "picture", "descriptions": [{"value": "The quay on Sunday."}]}]
}"#;
    let item = &items(file)[0];
    assert_eq!(
        blocks(&item.document),
        [
            (Role::Headline, "The quay is late"),
            (Role::Deck, "The tea stayed warm."),
            (Role::Byline, "By Ana Ruiz"),
            (Role::Paragraph, "It froze."),
            (Role::Paragraph, "It thawed."),
            (Role::Caption, "The quay on Sunday."),
        ]
    );
    for (words, path) in [
        ("The quay is late", "/headlines/1/value"),
        ("The tea", "/descriptions/1/value"),
        ("Ana Ruiz", "/by"),
        ("It thawed", "/bodies/1/value"),
        ("The quay on", "/associations/0/descriptions/0/value"),
    ] {
        assert_eq!(place(file, item, words), (words, path), "{words}");
    }
    assert_eq!(item.document.kind, Some(Kind::Opinion));
    assert_eq!(item.document.notes.len(), 1);
}

#[test]
fn the_form_with_structure_is_read() {
    let html = r#"{"body_text": "Plain ice.", "body_xhtml": "<p>Marked ice, the office said.</p>"}"#;
    let item = &items(html)[0];
    assert!(item.document.text.contains("Marked ice, the office said."));
    assert!(!item.document.text.contains("Plain"));
    assert_eq!(place(html, item, "Marked ice"), ("Marked ice", "/body_xhtml"));
    let bodies = r#"{"bodies": [{"contenttype": "text/plain", "value": "Plain ice."},
        {"contenttype": "text/vnd.IPTC.NITF", "value": "<nitf><body><hedline><hl1>Ice</hl1></hedline><p class=\"x\">Marked &amp; ice.</p></body></nitf>"}]}"#;
    let item = &items(bodies)[0];
    assert_eq!(blocks(&item.document), [(Role::Headline, "Ice"), (Role::Paragraph, "Marked & ice.")]);
    assert_eq!(place(bodies, item, "Marked & ice"), ("Marked &amp; ice", "/bodies/1/value"));
}

#[test]
fn a_story_as_a_plain_object() {
    let file = "\u{feff}{\"id\": 7, \"kind\": \"opinion\", \"body\": \"It froze.\", \"headline\": \"The quay is late\", \"a/b\": {}}";
    let item = &items(file)[0];
    assert_eq!(blocks(&item.document), [(Role::Headline, "The quay is late"), (Role::Paragraph, "It froze.")]);
    assert_eq!(place(file, item, "froze"), ("froze", "/body"));
    assert_eq!((item.document.kind, item.origin.id.as_deref()), (Some(Kind::Opinion), None));
}

#[test]
fn several_stories_in_one_file() {
    for (file, pointers) in [
        (
            r#"[{"id": 7, "body": "It froze."}, {"name": "x"}, 3, {"body": "It thawed."}]"#,
            ["/0/body", "/3/body"],
        ),
        (
            r#"{"items": [{"uri": "7", "body_text": "It froze."}, {"text": "It thawed."}]}"#,
            ["/items/0/body_text", "/items/1/text"],
        ),
        (
            r#"{"data": {"items": [{"item": {"uri": "7", "body": "It froze."}}, {"item": {"body": "It thawed."}}]}}"#,
            ["/data/items/0/item/body", "/data/items/1/item/body"],
        ),
    ] {
        let items = items(file);
        let ids: Vec<_> = items.iter().map(|item| item.origin.id.as_deref()).collect();
        assert_eq!(ids, [Some("7"), Some("2")], "{file}");
        assert_eq!(place(file, &items[0], "It froze."), ("It froze.", pointers[0]));
        assert_eq!(place(file, &items[1], "It thawed."), ("It thawed.", pointers[1]));
    }
}

#[test]
fn what_is_no_story() {
    let of = |file: &str| read(file, &Limits::default()).unwrap_err();
    for file in [
        r#"{"name": "quay", "version": "1.0.0", "description": "A quay.", "scripts": {"build": "ice"}}"#,
        r#"{"type": "picture", "headline": "A quay", "description_text": "The quay on Sunday."}"#,
        r#"{"body": ""}"#,
        r#"{"body": {"text": {}}}"#,
        r#"{"bodies": []}"#,
        "[]",
        "7",
        "\"It froze.\"",
    ] {
        assert!(matches!(of(file), DocumentError::NoStory { .. }), "{file}");
    }
    assert!(matches!(of("{\"body\":\n \"It froze."), DocumentError::Syntax { line: 2, .. }));
    assert!(matches!(of("{\"body\": \"It froze.\"} x"), DocumentError::Syntax { line: 1, .. }));
}

#[test]
fn hostile_files() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(read(&deep, &Limits::default()).is_err());
    let wrapped = format!("{}{{\"body\": \"Ice.\"}}{}", "{\"items\": [".repeat(50), "]}".repeat(50));
    assert!(matches!(read(&wrapped, &Limits::default()), Err(DocumentError::NoStory { .. })));
    let notes = format!(r#"{{"body": "It froze.", "ednote": "{}"}}"#, r"onrecord: off A\n".repeat(20_000));
    assert_eq!(items(&notes)[0].document.notes.len(), 20_000);
    let halves = r#"{"body": "Ice \ud83d here.", "\ud83d": 1}"#;
    let _ = read(halves, &Limits::default());
}
