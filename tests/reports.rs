//! Reports of a whole run: where they go, and what each format makes of exceptions that are agreed to, over or wrong.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{fs, path::PathBuf, process::Command};

use common::{folder, onrecord, session, text, write};
use insta::{assert_snapshot, with_settings};
use serde_json::Value;

macro_rules! snapshot {
    ($name:literal, $said:expr) => {
        with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            assert_snapshot!($name, $said);
        });
    };
}

const STORY: &str = "Sources said the plant will shut in May.\n";

const HARBOUR: &str = "# The quay is for sale

<!-- onrecord: allow V001 reason=\"the desk has their names\" -->
Experts say the quay is worth £40 million.

Insiders said the crane contract had been signed.

The board said the dock will close. Sources said the pilots will strike.

<!-- onrecord: allow A003 -->
The ferry stops on Friday, Mayor Ana Ruiz said.
";

/// What is agreed to, what is over, what nobody has approved, what nothing needs; the last may be needed elsewhere.
const WAIVERS: &str = "# “Ünïcode” before what is found

[[waiver]]
rule = \"A001\"
story = \"city/harbour.md\"
words = \"Sources said the pilots\"
reason = \"known to the desk\"
approved-by = \"Mo Haddad\"

[[waiver]]
rule = \"A001\"
story = \"city/harbour.md\"
words = \"Insiders said the crane\"
reason = \"two board members\"
approved-by = \"Mo Haddad\"
until = 2026-06-30

[[waiver]]
rule = \"V001\"
story = \"city/harbour.md\"
words = \"nobody says this\"
reason = \"known to the desk\"

[[waiver]]
rule = \"V001\"
story = \"city/*.md\"
words = \"Critics of the mole\"
reason = \"known to the desk\"
approved-by = \"Mo Haddad\"
";

fn newsroom(name: &str) -> PathBuf {
    let folder = folder(
        name,
        &[
            ("onrecord.toml", ""),
            ("onrecord.waivers.toml", WAIVERS),
            ("city/harbour.md", HARBOUR),
            ("city/old.txt", STORY),
        ],
    );
    let baseline = ["check", "--write-baseline", "city/old.txt"];
    assert_eq!(onrecord(&folder, &baseline).status.code(), Some(0));
    folder
}

/// What is printed of the newsroom on a day when one waiver is over.
fn printed(folder: &PathBuf, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["check", "--fail-on", "never"])
        .args(arguments)
        .current_dir(folder)
        .env("ONRECORD_TODAY", "2026-07-15")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn every_format_tells_what_is_wrong_with_exceptions() {
    let folder = newsroom("exceptions");
    let short = printed(&folder, &["--format", "short", "."]);
    let codes: Vec<&str> = short.lines().map(|line| line.split(['[', ']']).nth(1).unwrap()).collect();
    let formats =
        ["text", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson", "markdown", "html"];
    for format in formats {
        let report = printed(&folder, &["--format", format, "."]);
        for code in &codes {
            assert!(report.contains(code), "{format}: {code}");
        }
        let agreed = report.contains("the desk has their names") && report.contains("(approved by Mo Haddad)");
        assert_eq!(agreed, ["sarif", "junit"].contains(&format), "only records tell of agreements: {format}");
    }
    let mut said = short;
    said += &printed(&folder, &["--stats", "."]);
    let page = printed(&folder, &["--format", "html", "."]);
    let found = page.split("<p class=\"found\">").nth(1).unwrap().split("</p>").next().unwrap();
    said += &format!("\n{found}\n\n{}", &page[page.find("<article class=\"story\" id=\"story3\"").unwrap()..]);
    snapshot!("exceptions", said.split("</main>").next().unwrap());
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_waiver_for_many_stories_is_idle_once_all_are_checked() {
    let folder = newsroom("idle");
    let idle = |paths: &[&str]| printed(&folder, &[&["--format", "short"], paths].concat()).contains("W002");
    assert!(idle(&["."]));
    assert!(!idle(&["city/harbour.md"]), "it may be needed by another story");
    assert!(!idle(&["city"]), "it may be needed by another story");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn rules_that_speak_in_one_place_only_are_among_the_rules() {
    let folder = folder(
        "placed",
        &[
            ("onrecord.toml", "[[override]]\nfiles = [\"web/\"]\nrule.D005 = { level = \"warning\" }\n"),
            ("web/a.md", "A study by the Aldmoor Institute found that tolls fell by 40%.\n"),
        ],
    );
    let log: Value = serde_json::from_str(&printed(&folder, &["--format", "sarif", "."])).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert!(results.iter().any(|result| result["ruleId"] == "D005"), "{results:?}");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn no_report_is_written_over_another_or_over_a_story() {
    let folder = folder("over", &[("a.txt", STORY), ("b/c.txt", STORY)]);
    let mut said = String::new();
    for arguments in [
        &["check", "a.txt", "--format", "json=out", "--format", "html=b/../out"][..],
        &["check", "a.txt", "--format", "json=out", "--format", "text", "-o", "out"],
        &["check", "a.txt", "--format", "json=a.txt"],
        &["check", "b", "./a.txt", "--format", "json=b/c.txt", "--format", "text", "-o", "b/../a.txt"],
        &["check", ".", "--format", "short", "-o", "report.md"],
        &["check", ".", "--format", "short", "-o", "report.md"],
    ] {
        said += &session(&folder, arguments);
    }
    assert!(!folder.join("out").exists());
    assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), STORY);
    assert!(fs::read_to_string(folder.join("report.md")).unwrap().starts_with("a.txt:1:1:"));
    snapshot!("report-files", said);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn statistics_come_in_two_formats() {
    let folder = folder("stats-formats", &[("a.txt", STORY)]);
    let formats = [
        "short",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "checkstyle",
        "junit",
        "rdjson",
        "markdown",
        "wikitext",
        "html",
    ];
    let tried = formats.map(|format| session(&folder, &["check", "--stats", "--format", format, "a.txt"]));
    let beside =
        session(&folder, &["check", "--stats", "--format", "text", "--format", "html=a.html", "a.txt"]);
    assert!(!folder.join("a.html").exists());
    snapshot!("stats-formats", tried.concat() + &beside);
    fs::remove_dir_all(&folder).unwrap();
}

/// What steers a terminal does not reach it by the name of a file.
#[cfg(unix)]
#[test]
fn names_of_files_do_not_steer_the_terminal() {
    let folder = folder("names", &[("a\u{1b}[31m.txt", STORY)]);
    let printed = |path: &str| {
        let output = onrecord(&folder, &["check", "--color", "always", path]);
        text(&output.stdout) + &text(&output.stderr)
    };
    let (found, missing) = (printed("a\u{1b}[31m.txt"), printed("b\u{1b}[31m.txt"));
    assert!(found.contains(" a\u{fffd}[31m.txt:1:1"), "{found}");
    assert!(missing.contains(": b\u{fffd}[31m.txt: "), "{missing}");
    fs::remove_dir_all(&folder).unwrap();
}

/// A device or a pipe keeps its name, and takes the report.
#[cfg(unix)]
#[test]
fn a_report_goes_into_what_is_no_file() {
    use std::os::unix::fs::FileTypeExt;

    let folder = folder("pipe", &[]);
    write(&folder, "a.txt", STORY);
    let pipe = folder.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    onrecord(&folder, &["check", "a.txt", "--format", "short", "-o", "pipe"]);
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    assert!(reader.join().unwrap().starts_with("a.txt:1:1:"));
    let log = fs::File::options().append(true).create(true).open(folder.join("log")).unwrap();
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["check", "a.txt", "--format", "short", "-o", "/dev/stdout"])
        .current_dir(&folder)
        .stdout(log.try_clone().unwrap())
        .status()
        .unwrap();
    std::io::Write::write_all(&mut &log, b"and on\n").unwrap();
    let log = fs::read_to_string(folder.join("log")).unwrap();
    assert!(log.starts_with("a.txt:1:1:") && log.ends_with("and on\n"), "{log}");
    fs::remove_dir_all(&folder).unwrap();
}
