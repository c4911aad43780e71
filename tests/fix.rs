//! Fixes, all through the program: what is offered, what a diff shows, what becomes of the file, and what is refused.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{fs, path::Path};

use common::{folder, onrecord, session, snapshot, text, with_stdin};
use onrecord::{
    config::Config,
    diagnostic::{Acceptance, Accepted, Diagnostic},
    document::{Document, DocumentError, Format},
    fix::{self, Fixed, Wanted},
    lint::Linter,
    rule::Catalogue,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A draft with the debris of an assistant, a placeholder, and verbs that take sides.
const DRAFT: &str = "\
# Ferry to stay, council says

The ferry to Holm will run all winter &mdash; as it has since 1911 【4†source】 &mdash; the council decided on Monday, and
【4:1†L3-L9】 the fare will not rise. [cite_start]Ana Ruiz, who chairs the council, said 312 people had written to it
:contentReference[oaicite:2]{index=2}. [cite: 3, 4]

Tom Reed claimed that he had never seen the letters. The harbour master, Lena Voss, pointed out that the tax will ruin
farms on the island. “We were not asked【4†source】,” she boasted. The letters are at
<https://holm.example/letters?page=2&utm_source=chatgpt.com>, TK says.

The old ferry made its last trip [to Holm](https://holm.example/old?utm_source=chatgpt.com) in **【5†source】** 2019.
";

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).unwrap()
}

#[test]
fn a_draft_is_mended() {
    let folder = folder("draft", &[("draft.md", DRAFT)]);
    let mut said = session(&folder, &["check", "--isolated", "--diff", "draft.md"]);
    said += &session(&folder, &["check", "--isolated", "--diff", "--unsafe", "draft.md"]);
    assert_eq!(read(&folder, "draft.md"), DRAFT, "--diff writes nothing");
    said += &session(&folder, &["check", "--isolated", "--fix", "draft.md"]);
    said += &session(&folder, &["check", "--isolated", "--fix", "--unsafe", "draft.md"]);
    let mended = read(&folder, "draft.md");
    said += &mended;
    snapshot!("fix-draft", said);

    let again = onrecord(&folder, &["check", "--isolated", "--fix", "--unsafe", "draft.md"]);
    assert_eq!(read(&folder, "draft.md"), mended);
    assert!(text(&again.stderr).contains("0 fixed in 0 stories"));
    let diff = onrecord(&folder, &["check", "--isolated", "--diff", "--unsafe", "draft.md"]);
    assert_eq!((diff.status.code(), text(&diff.stdout)), (Some(0), String::new()));
}

#[test]
fn line_ends_and_permissions_stay() {
    let windows = DRAFT.replace('\n', "\r\n");
    let folder = folder("stay", &[("unix.txt", DRAFT), ("windows.txt", &windows), ("real.txt", DRAFT)]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        fs::set_permissions(folder.join("unix.txt"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real.txt", folder.join("link.txt")).unwrap();
        onrecord(&folder, &["check", "--isolated", "--fix", "link.txt"]);
        assert!(folder.join("link.txt").is_symlink());
    }
    onrecord(&folder, &["check", "--isolated", "--fix", "unix.txt", "windows.txt", "real.txt"]);
    let mended = read(&folder, "unix.txt");
    assert!(!mended.contains("[cite"), "{mended}");
    assert_eq!(read(&folder, "windows.txt"), mended.replace('\n', "\r\n"));
    assert_eq!(read(&folder, "real.txt"), mended);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(folder.join("unix.txt")).unwrap().permissions().mode() & 0o777, 0o640);
    }
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        if cfg!(unix) { 4 } else { 3 },
        "nothing is left beside"
    );
}

#[test]
fn standard_input_is_printed_mended() {
    let output =
        with_stdin(&["check", "--isolated", "--fix", "-"], "It shut in May 【4†source】, Ana Ruiz said.\n");
    assert_eq!(text(&output.stdout), "It shut in May, Ana Ruiz said.\n");
    assert_eq!(text(&output.stderr), "1 fixed in 1 story\n");
    let clean = with_stdin(&["check", "--isolated", "--fix", "-"], "It shut in May, \u{1b}[1mAna Ruiz said.");
    assert_eq!(text(&clean.stdout), "It shut in May, \u{1b}[1mAna Ruiz said.");
}

#[test]
fn what_somebody_has_said_is_not_rewritten() {
    let story = "“Tom Reed claimed that he had paid,” Ana Ruiz said.\n\n> Tom Reed claimed that he had paid.\n\n\
        Ana Ruiz wrote that “the nurse claimed that he had paid” for it.\n";
    let folder = folder("quoted", &[("story.txt", story)]);
    onrecord(&folder, &["check", "--isolated", "--fix", "--unsafe", "story.txt"]);
    assert_eq!(read(&folder, "story.txt"), story);
}

#[test]
fn errors_say_the_way_out() {
    let folder = folder("errors", &[("draft.md", DRAFT), ("locked.md", DRAFT)]);
    let mut permissions = fs::metadata(folder.join("locked.md")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.join("locked.md"), permissions).unwrap();
    let mut said = String::new();
    for arguments in [
        &["check", "--isolated", "--fix", "draft.md", "locked.md"][..],
        &["check", "--isolated", "--fix", "draft.md", "-"],
        &["check", "--isolated", "--unsafe", "draft.md"],
        &["check", "--isolated", "--diff", "--format", "json", "draft.md"],
    ] {
        said += &session(&folder, arguments);
    }
    let missing = onrecord(&folder, &["check", "--isolated", "--fix", "draft.md", "missing.md"]);
    assert_eq!(missing.status.code(), Some(2));
    assert_eq!(read(&folder, "draft.md"), DRAFT, "nothing is half written");
    snapshot!("fix-errors", said);
}

#[test]
fn a_rule_of_the_house_has_fixes_of_its_own() {
    let rule = "code = \"H001\"\nname = \"utilise\"\nlevel = \"note\"\nsummary = \"Use.\"\nwhy = \"It is shorter.\"\n\n\
        [[visits.phrase]]\nfind = [\"~utilise\"]\n\n[[fix]]\ndescription = \"the plain word\"\nsafe = true\n\
        find = [\"~utilise\"]\nwrite = \"~use\"\n\n[report]\nmessage = \"m\"\nlabel = \"l\"\nhelp = \"h\"\n\n\
        [[example]]\nbad = \"[[Utilising]] it costs more, and he [[utilised]] it.\"\n\
        fixed = \"Using it costs more, and he used it.\"\n\n[[example]]\nbad = \"He [[utilises]] it.\"\n\
        fixed = \"He use it.\"\n\n[[example]]\ngood = \"He uses it.\"\n";
    let broken = [
        rule.replace("find = [\"~utilise\"]\nwrite", "write"),
        rule.replace("find = [\"~utilise\"]\nwrite", "regex = [\"(utilise\"]\nwrite"),
        rule.replace("write = \"~use\"", "write = \"~ use\""),
        rule.replace("good = \"He uses it.\"", "good = \"He uses it.\"\nfixed = \"He uses it.\""),
    ];
    let change = "change = \"C001\"\nfix = []\n";
    let folder = folder("house", &[("h001.toml", rule), ("change.toml", change), ("draft.md", DRAFT)]);
    let mut said = session(&folder, &["test", "--isolated", "h001.toml"]);
    for rule in broken {
        fs::write(folder.join("h001.toml"), rule).unwrap();
        said += &session(&folder, &["test", "--isolated", "h001.toml"]);
    }
    fs::write(folder.join("onrecord.toml"), "rules = [\"change.toml\"]\n").unwrap();
    let diff = text(&onrecord(&folder, &["check", "--diff", "--unsafe", "draft.md"]).stdout);
    assert!(!diff.contains("said that he") && !diff.contains("she said"), "{diff}");
    snapshot!("fix-house", said);
}

#[test]
fn only_what_the_file_has_byte_for_byte_is_offered() {
    let story =
        "Tom &amp; Ana said it shut [cite: 3] in May.\n\nTom &amp; Ana said it burned [cite&#58; 4] in June.\n";
    let folder = folder("entities", &[("story.md", story)]);
    let output = onrecord(&folder, &["check", "--isolated", "--format", "json", "story.md"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = report["files"][0]["diagnostics"].as_array().unwrap();
    let residue: Vec<&Value> = found.iter().filter(|found| found["code"] == "R004").collect();
    let fixes: Vec<&Value> = residue.iter().map(|found| &found["fix"]).collect();
    let start = story.find(" [cite: 3]").unwrap();
    let edit = json!({ "start": start, "end": start + " [cite: 3]".len(), "text": "" });
    assert_eq!(
        fixes,
        [&json!({ "description": "take out “[cite: 3]”", "edits": [edit], "safe": true }), &Value::Null,]
    );
    onrecord(&folder, &["check", "--isolated", "--fix", "story.md"]);
    assert_eq!(read(&folder, "story.md"), story.replacen(" [cite: 3]", "", 1));
}

#[test]
fn what_is_accepted_or_folded_stays_and_of_two_that_overlap_the_first_is_made() {
    let linter = linter();
    let file = "It shut in May 【4†source】, Ana Ruiz said.";
    let story = linter.read(Document::read(file.as_bytes(), Format::Text).unwrap());
    let mut found = linter.check(&story);
    found.retain(|found| found.fix.is_some());
    let fixed = |found: &[Diagnostic]| fix::once(file, &story.document, found, Wanted::All);
    let twice = [found.clone(), found.clone()].concat();
    assert_eq!(fixed(&twice), Fixed { text: "It shut in May, Ana Ruiz said.".into(), count: 1 });
    found[0].folded = true;
    assert_eq!(fixed(&found).count, 0);
    found[0].folded = false;
    found[0].accepted = Some(Accepted { by: Acceptance::Note, reason: "a story on chatbots".into() });
    assert_eq!(fixed(&found), Fixed { text: file.into(), count: 0 });
}

#[test]
fn a_rule_explains_its_fixes() {
    let said = session(Path::new("."), &["explain", "--isolated", "C001"]);
    assert!(said.contains("\nFix\n“said” in place of the verb"), "{said}");
    assert!(said.contains("(a suggestion: onrecord check --fix --unsafe)"), "{said}");
    assert!(
        said.contains("The nurse claimed she had reported it. → The nurse said she had reported it."),
        "{said}"
    );
}

#[test]
fn every_rule_that_offers_a_fix_shows_one() {
    for rule in Catalogue::builtin().unwrap().rules().iter().filter(|rule| !rule.fix.is_empty()) {
        assert!(rule.example.iter().any(|example| example.fixed.is_some()), "{}", rule.code.get_ref());
    }
}

/// What drafts are made of, debris last.
const PIECES: &[&str] = &[
    "The ferry shut.",
    "Tom Reed claimed that it had shut",
    " ",
    " ",
    ",",
    "\r\n",
    "\r\n\r\n",
    "“",
    "”",
    "(",
    ")",
    "*",
    "**",
    "`",
    "é",
    "&amp;",
    "> ",
    "- ",
    "# ",
    "[a](https://b.example)",
    "https://a.example/b",
    "\u{a0}",
];
const DEBRIS: &[&str] = &[
    "【4†source】",
    ":contentReference[oaicite:2]{index=2}",
    "[cite_start]",
    "[cite: 3, 4]",
    "citeturn0search1",
];

fn linter() -> Linter {
    Linter::of(Catalogue::builtin().unwrap(), Config::default())
}

fn mended(linter: &Linter, file: &str, format: Format) -> Fixed {
    let check = |text: &str| -> Result<_, DocumentError> {
        let story = linter.read(Document::read(text.as_bytes(), format)?);
        let found = linter.check(&story);
        Ok((story.document, found))
    };
    fix::all(file, Wanted::Safe, check).unwrap()
}

/// What is neither debris nor white space.
fn kept(text: &str) -> String {
    let without = DEBRIS.iter().fold(text.to_owned(), |text, debris| text.replace(debris, ""));
    without.split_whitespace().collect()
}

#[test]
fn safe_fixes_take_out_debris_and_nothing_else() {
    let linter = linter();
    let pieces: Vec<&str> = PIECES.iter().chain(DEBRIS).copied().collect();
    let draft = prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat());
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let tried = runner.run(&draft, |draft| {
        for format in [Format::Text, Format::Markdown] {
            let fixed = mended(&linter, &draft, format);
            prop_assert_eq!(kept(&fixed.text), kept(&draft));
            prop_assert_eq!(fixed.text.matches('\n').count(), fixed.text.matches("\r\n").count());
            prop_assert!(fixed.count > 0 || fixed.text == draft);
            let again = mended(&linter, &fixed.text, format);
            prop_assert_eq!((again.count, again.text), (0, fixed.text));
        }
        Ok(())
    });
    tried.unwrap();
}
