//! Files of many formats on the command line: which are read, what is said of those that are not, and what comes out.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use common::{folder, invented, onrecord, session, snapshot, text, with_stdin, write};
use serde_json::{Value, json};

const DRAFTS: &str = "tests/drafts";

const STORY: &str = "Sources said the plant will shut in May.\n";

/// One sentence in every format that is text.
const WRITTEN: &[(&str, &str)] = &[
    ("a.txt", STORY),
    ("b.md", STORY),
    ("c.mdx", STORY),
    ("d.html", "<p>Sources said the plant will shut in May.</p>"),
    ("e.rst", STORY),
    ("f.adoc", STORY),
    ("g.wiki", STORY),
    (
        "h.nitf",
        "<nitf><body><body.content><p>Sources said the plant will shut in May.</p></body.content></body></nitf>",
    ),
    (
        "i.newsml",
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10/' guid='i'><contentSet><inlineXML><html \
         xmlns='http://www.w3.org/1999/xhtml'><body><p>Sources said the plant will shut in May.</p></body></html></inlineXML>\
         </contentSet></newsItem>",
    ),
    ("j.ninjs", r#"{"uri": "j", "type": "text", "body_text": "Sources said the plant will shut in May."}"#),
    ("k.jsonl", "{\"body\": \"Sources said the plant will shut in May.\"}\n"),
    ("l.csv", "id,body\nl,Sources said the plant will shut in May.\n"),
    ("m.tsv", "id\tbody\nm\tSources said the plant will shut in May.\n"),
    (
        "n.xml",
        "<?xml version='1.0'?><nitf><body><body.content><p>Sources said the plant will shut in May.</p></body.content></body></nitf>",
    ),
    ("o.json", r#"{"headline": "Late", "body": "Sources said the plant will shut in May."}"#),
];

/// An exception to a rule as each format writes it.
const EXCEPTED: &[(&str, &str)] = &[
    ("a.txt", "[onrecord: allow V004 reason=\"agreed\"]\nThe minister reportedly met the tycoon twice.\n"),
    (
        "b.md",
        "<!-- onrecord: allow V004 reason=\"agreed\" -->\n\nThe minister reportedly met the tycoon twice.\n",
    ),
    (
        "c.mdx",
        "{/* onrecord: allow V004 reason=\"agreed\" */}\n\nThe minister reportedly met the tycoon twice.\n",
    ),
    (
        "d.html",
        "<!-- onrecord: allow V004 reason=\"agreed\" -->\n<p>The minister reportedly met the tycoon twice.</p>",
    ),
    ("e.rst", ".. onrecord: allow V004 reason=\"agreed\"\n\nThe minister reportedly met the tycoon twice.\n"),
    ("f.adoc", "// onrecord: allow V004 reason=\"agreed\"\nThe minister reportedly met the tycoon twice.\n"),
    (
        "g.wiki",
        "<!-- onrecord: allow V004 reason=\"agreed\" -->\nThe minister reportedly met the tycoon twice.\n",
    ),
    (
        "h.nitf",
        "<nitf><head><docdata><ed-msg info='onrecord: allow V004 reason=\"agreed\"'/></docdata></head><body><body.content>\
         <p>The minister reportedly met the tycoon twice.</p></body.content></body></nitf>",
    ),
    (
        "i.newsml",
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10/' guid='i'><itemMeta><edNote>onrecord: allow V004 reason=\"agreed\"\
         </edNote></itemMeta><contentSet><inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body><p>The minister reportedly met the tycoon twice.</p></body></html></inlineXML></contentSet></newsItem>",
    ),
    (
        "j.ninjs",
        r#"{"type": "text", "ednote": "onrecord: allow V004 reason=\"agreed\"", "body_text": "The minister reportedly met the tycoon twice."}"#,
    ),
    (
        "k.jsonl",
        r#"{"onrecord": "allow V004 reason=\"agreed\"", "body": "The minister reportedly met the tycoon twice."}"#,
    ),
    (
        "l.csv",
        "onrecord,body\n\"allow V004 reason=\"\"agreed\"\"\",The minister reportedly met the tycoon twice.\n",
    ),
    ("m.tsv", "onrecord\tbody\nallow V004 reason=\"agreed\"\tThe minister reportedly met the tycoon twice.\n"),
];

/// Files whose names could be those of stories, and that hold none.
const DATA: &[(&str, &str)] = &[
    ("package.json", r#"{"name": "harbour", "version": "1.0.0", "dependencies": {"left": "1"}}"#),
    ("tide.csv", "hour,metres\n06:00,1.2\n"),
    ("tide.tsv", "hour\tmetres\n06:00\t1.2\n"),
    ("feed.xml", "<?xml version='1.0'?><rss><channel><title>Sources said</title></channel></rss>"),
    ("events.jsonl", "{\"event\": \"opened\", \"at\": 1}\n{\"event\": \"shut\", \"at\": 2}\n"),
    ("list.json", "[1, 2, 3]"),
];

fn bytes(folder: &Path, name: &str, bytes: &[u8]) {
    fs::write(folder.join(name), bytes).unwrap();
}

/// A folder with copies of some drafts.
fn with_drafts(name: &str, drafts: &[&str]) -> PathBuf {
    let folder = folder(name, &[]);
    for draft in drafts {
        let to = Path::new(draft).file_name().unwrap();
        fs::copy(Path::new(DRAFTS).join(draft), folder.join(to)).unwrap();
    }
    folder
}

fn report(output: &std::process::Output) -> Value {
    assert_ne!(output.status.code(), Some(2), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_folder_is_read_in_every_format() {
    let folder = with_drafts("formats", &["made/pandoc.docx", "made/pandoc.odt"]);
    for (name, content) in WRITTEN.iter().chain(DATA) {
        write(&folder, name, content);
    }
    bytes(&folder, "z-photo.html", b"\x89PNG\0\0\0");
    bytes(&folder, "z-photo.png", b"\x89PNG\0\0\0");
    bytes(&folder, "z-scan.docx", b"PK\x03\x04 and no more");
    snapshot!("formats-folder", session(&folder, &["check", "--isolated", "--format", "short", "."]));
    let mut said = String::new();
    let data = DATA.iter().map(|(name, _)| *name);
    for name in data.chain(["z-photo.html", "z-photo.png", "z-scan.docx"]) {
        said += &session(&folder, &["check", "--isolated", name]);
    }
    snapshot!("formats-no-stories", said);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn standard_input_is_read_by_name_by_option_and_by_looks() {
    let page = "<!DOCTYPE html><nav>Critics say: columns</nav><p>Sources said <b>R&amp;D</b> will shut.</p>";
    let found = |arguments: &[&str], input: &str| {
        let output = with_stdin(&[&["check", "--isolated", "--format", "short"], arguments].concat(), input);
        format!("$ onrecord check {}\n{}{}\n", arguments.join(" "), text(&output.stdout), text(&output.stderr))
    };
    let said = [
        found(&["--stdin-path", "story.html", "-"], page),
        found(&["--input-format", "html", "-"], page),
        found(&["-"], page),
        found(&["--input-format", "text", "-"], page),
        found(&["--stdin-path", "stories.csv", "-"], "id,body\na,“é”\nb,Sources said it.\n"),
        found(
            &["--input-format", "jsonl", "-"],
            "{\"id\": \"a\", \"body\": \"“é” \\\"Sources\\\" said it.\"}\n",
        ),
        found(&["--input-format", "word", "-"], page),
        found(&["--input-format", "docx", "-"], page),
    ];
    snapshot!("formats-stdin", said.concat());
}

#[test]
fn what_is_damaged_is_told_with_its_place() {
    let folder = folder("damaged", &[]);
    let utf16 = |words: &str| -> Vec<u8> {
        ["\u{feff}", words].concat().encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    bytes(&folder, "utf-16.txt", &utf16("É: sources said so.\n\nExperts fear a flood.\n"));
    bytes(&folder, "half.txt", &utf16("É")[..3]);
    bytes(&folder, "latin.html", b"<meta charset=iso-8859-1><p>\xc9: sources said so.");
    bytes(&folder, "latin.md", b"Experts fear a flood.\n\n\xc9: sources said so.");
    bytes(&folder, "wrong.html", b"<meta charset=utf-8><p>\xc9: sources said so.");
    bytes(&folder, "klingon.nitf", b"<?xml version='1.0' encoding='klingon'?><nitf>\xc9</nitf>");
    write(&folder, "cut.json", "{\"headline\": \"Late\",\n \"body\": \"Sources sa");
    write(
        &folder,
        "cut.jsonl",
        "{\"body\": \"Sources said so.\"}\n{\"body\": \"Sources sa\n{\"body\": \"Experts fear it.\"}\n",
    );
    write(&folder, "cut.nitf", "<nitf>\n<body><body.content><p>Sources said so.</p>\n<p>Experts fe");
    write(
        &folder,
        "crossed.nitf",
        "<nitf>\n<body><body.content><p>Sources <em>said</p></em></body.content></body></nitf>",
    );
    write(&folder, "cut.csv", "id,body\na,\"Sources said so.\nExperts fe");
    write(&folder, "deep.html", &format!("{}Sources said so.", "<div>".repeat(20_000)));
    let whole = fs::read(Path::new(DRAFTS).join("made/pandoc.docx")).unwrap();
    bytes(&folder, "cut.docx", &whole[..whole.len() / 2]);
    let mut spoilt = whole.clone();
    let middle = whole.len() / 2;
    spoilt[middle..middle + 64].fill(0x55);
    bytes(&folder, "spoilt.docx", &spoilt);
    bytes(&folder, "other.odt", &whole);
    let mut said = String::new();
    for name in [
        "utf-16.txt",
        "half.txt",
        "latin.html",
        "latin.md",
        "wrong.html",
        "klingon.nitf",
        "cut.json",
        "cut.jsonl",
        "cut.nitf",
        "crossed.nitf",
        "cut.csv",
        "deep.html",
        "cut.docx",
        "spoilt.docx",
        "other.odt",
    ] {
        said += &session(&folder, &["check", "--isolated", "--format", "short", name]);
    }
    snapshot!("formats-damaged", said);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn exceptions_are_written_in_every_format() {
    let folder = folder("excepted", EXCEPTED);
    for (name, _) in EXCEPTED {
        let check = report(&onrecord(&folder, &["check", "--isolated", "--format", "json", name]));
        assert_eq!(check["summary"]["suppressed"], 1, "{name}: {check}");
        let found = check["files"][0]["diagnostics"].as_array().unwrap();
        let mut codes = found.iter().map(|found| found["code"].as_str().unwrap());
        assert!(codes.all(|code| code == "A007"), "{name}: {check}");
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_file_that_is_too_long_keeps_nobody_from_the_others() {
    let folder = folder("long", &[("short.txt", "Rain fell on Tuesday, the harbour office said.\n")]);
    fs::File::create(folder.join("long.txt")).unwrap().set_len(257 << 20).unwrap();
    let told = session(&folder, &["check", "--isolated", "--format", "json", "."]);
    let why = "long.txt: the file is longer than the limit `file` allows: 256 MB";
    assert!(told.contains("passed over") && told.contains(why) && told.contains("short.txt"), "{told}");
    let told = session(&folder, &["check", "--isolated", "long.txt", "short.txt"]);
    assert!(told.contains(why) && told.contains("--limit file=1GB") && told.contains("[status 2]"), "{told}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn limits_are_set_and_told() {
    let folder = with_drafts("limits", &["made/pandoc.docx", "story.html", "story.jsonl"]);
    let mut said = String::new();
    for (limit, name) in [
        ("file=100", "story.html"),
        ("unpacked=10KB", "pandoc.docx"),
        ("depth=3", "story.html"),
        ("record=1KB", "story.jsonl"),
        ("unpacked=1GB", "story.jsonl"),
        ("packed=1GB", "story.jsonl"),
        ("recrod=1GB", "story.jsonl"),
        ("record", "story.jsonl"),
        ("record=much", "story.jsonl"),
        ("record=-1", "story.jsonl"),
    ] {
        let arguments = ["check", "--isolated", "--format", "short", "--limit", limit, name];
        let told = session(&folder, &arguments);
        let errors = told.lines().filter(|line| !line.starts_with("story.")).map(|line| format!("{line}\n"));
        said += &errors.collect::<String>();
    }
    snapshot!("formats-limits", said);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_cannot_be_mended_in_its_file_is_refused() {
    let folder = with_drafts("unmendable", &["made/pandoc.docx", "story.jsonl", "story.csv", "story.html"]);
    let mut said = String::new();
    for name in ["pandoc.docx", "story.jsonl", "story.csv"] {
        let before = fs::read(folder.join(name)).unwrap();
        said += &session(&folder, &["check", "--isolated", "--fix", "--unsafe", name]);
        assert_eq!(fs::read(folder.join(name)).unwrap(), before);
    }
    snapshot!("formats-fix", said);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn reports_say_which_story_and_what_leads_to_it() {
    let folder = with_drafts("contracts", &["made/pandoc.docx", "story.jsonl"]);
    let check = report(&onrecord(&folder, &["check", "--isolated", "--format", "json", "story.jsonl"]));
    let files = check["files"].as_array().unwrap();
    let ids: Vec<_> = files.iter().map(|file| file["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["kiosk-1", "night-ferry", "kiosk-2"]);
    let pointers: Vec<_> =
        files.iter().map(|file| file["diagnostics"][0]["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/body", "/deck", "/body"]);
    assert!(files.iter().all(|file| file.get("text").is_none()));

    let output = onrecord(&folder, &["inspect", "--format", "jsonl", "pandoc.docx"]);
    let inspection = report(&output);
    let extracted = inspection["text"].as_str().unwrap();
    let sentence = &inspection["sentences"][0];
    let at = |key: &str| usize::try_from(sentence[key].as_u64().unwrap()).unwrap();
    assert_eq!(&extracted[at("start")..at("end")], "Norbeck & Sons to end the night ferry from Åskild");

    let text = session(&folder, &["check", "--isolated", "pandoc.docx", "story.jsonl"]);
    snapshot!(
        "formats-report",
        text + &session(&folder, &["sources", "--isolated", "story.jsonl", "pandoc.docx"])
    );
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn stories_are_told_while_more_come() {
    // More than is worked on at a time, and a few.
    const FIRST: usize = 1800;
    const ALL: usize = 1850;
    let line =
        |number: usize| json!({"id": format!("s{number}"), "body": invented::story(number)}).to_string() + "\n";
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["check", "--isolated", "--format", "jsonl", "--input-format", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (go_on, wait) = mpsc::channel::<()>();
    let mut input = child.stdin.take().unwrap();
    let writer = thread::spawn(move || {
        for number in 0..FIRST {
            input.write_all(line(number).as_bytes()).unwrap();
        }
        wait.recv().unwrap();
        for number in FIRST..ALL {
            input.write_all(line(number).as_bytes()).unwrap();
        }
    });
    let (told, lines) = mpsc::channel::<String>();
    let output = child.stdout.take().unwrap();
    let reader = thread::spawn(move || {
        for line in BufReader::new(output).lines() {
            told.send(line.unwrap()).unwrap();
        }
    });
    let first = lines.recv_timeout(Duration::from_secs(120)).expect("nothing is told before the input ends");
    go_on.send(()).unwrap();
    let id = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        row["id"].as_str().unwrap()[1..].parse::<usize>().unwrap()
    };
    let ids: Vec<usize> = [first].into_iter().chain(lines).map(|line| id(&line)).collect();
    assert!(
        ids.is_sorted() && ids.last().is_some_and(|last| *last > FIRST),
        "in the order of the input, to its end"
    );
    writer.join().unwrap();
    reader.join().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
