//! Which settings hold where: the nearest configuration file, what it extends, its overrides, and how it is told.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::fs;

use common::{folder, found, onrecord, session, snapshot, text, write};

/// A verdict, and a bare source.
const STORY: &str = "The visit marks a historic shift in policy.\n\nSources said the plant will shut in May.\n";

/// A house with stories in several places.
fn house(name: &str) -> std::path::PathBuf {
    folder(
        name,
        &[
            (
                "style/onrecord.toml",
                "rules = [\"words.toml\"]\nfail-on = \"never\"\n\n[rule.A001]\nlevel = \"note\"\n",
            ),
            ("style/words.toml", "[class.unnamed-head]\ninflect = \"noun\"\nwords = [\"tattler\"]\n"),
            (
                "onrecord.toml",
                "extends = \"style/onrecord.toml\"\nexclude = [\"archive/\", \"*.draft.txt\"]\nfail-on = \"warning\"\n\n\
                 [kinds]\nopinion = [\"comment/\"]\n\n[rule.U001]\nlevel = \"off\"\n\n\
                 [[override]]\nfiles = [\"agency/\"]\nprofile = \"wire\"\nfail-on = \"note\"\nrule.A001 = { level = \"warning\" }\n",
            ),
            ("city/story.txt", STORY),
            ("city/story.draft.txt", STORY),
            ("comment/column.txt", STORY),
            ("comment/answer.md", &format!("---\nkind: news\n---\n\n{STORY}")),
            ("agency/report.txt", STORY),
            ("archive/old.txt", STORY),
            ("sport/.onrecord.toml", "[rule.A]\nlevel = \"off\"\n"),
            ("sport/match.txt", STORY),
        ],
    )
}

#[test]
fn each_story_is_checked_by_the_nearest_settings() {
    let folder = house("settings");
    let level = |path: &str, code: &str| {
        let all = found(&folder, &["."]);
        all.iter().find(|(at, found, _)| at == path && found == code).map(|(_, _, level)| level.clone())
    };
    let levels = |path: &str| (level(path, "A001"), level(path, "U007"));
    let of = |level: &str| Some(level.to_owned());
    assert_eq!(levels("city/story.txt"), (of("note"), of("note")), "the extended file sets A001");
    assert_eq!(levels("comment/column.txt"), (of("note"), None), "an opinion may judge");
    assert_eq!(
        levels("comment/answer.md"),
        (of("note"), of("note")),
        "what a story says of itself counts more"
    );
    assert_eq!(levels("agency/report.txt").0, of("warning"), "an override goes over profile and file");
    assert_eq!(levels("sport/match.txt"), (None, of("note")), "the nearest file holds alone");
    let paths: Vec<String> = found(&folder, &["."]).into_iter().map(|(path, ..)| path).collect();
    assert!(!paths.iter().any(|path| path.contains("archive") || path.contains("draft")), "{paths:?}");

    let status = |arguments: &[&str]| onrecord(&folder, &[&["check"], arguments].concat()).status.code();
    assert_eq!(status(&["sport"]), Some(0), "a note fails nothing where nothing is said");
    assert_eq!(status(&["agency"]), Some(1));
    assert_eq!(status(&["comment"]), Some(1), "a warning fails there");
    assert_eq!(status(&["comment", "--fail-on", "error"]), Some(0), "the command line goes over all");
    assert_eq!(status(&["city", "--isolated"]), Some(1), "A001 is an error where no file says otherwise");
    write(&folder, "words.txt", "Tattlers said the plant will shut in May.\n");
    assert_eq!(found(&folder, &["words.txt"])[0].1, "A001", "words of the extended house count");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_is_excluded_is_passed_over_even_where_it_is_named() {
    let folder = house("exclude");
    let output = onrecord(&folder, &["check", "archive/old.txt"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stderr).contains("passed over archive/old.txt: excluded by onrecord.toml:2"));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn settings_are_told_with_where_they_come_from() {
    let folder = house("told");
    let said: String = [
        vec!["config", "agency/report.txt"],
        vec!["config", "comment/column.txt"],
        vec!["config", "archive/old.txt"],
        vec!["config", "sport/match.txt"],
        vec!["config", "city", "--isolated", "--profile", "analysis"],
    ]
    .iter()
    .map(|arguments| session(&folder, arguments))
    .collect();
    fs::remove_dir_all(&folder).unwrap();
    snapshot!("config", said);
}

#[test]
fn a_configuration_is_begun() {
    let folder = folder(
        "init",
        &[
            ("city/story.txt", STORY),
            ("city/Opinion/column.md", STORY),
            ("opinion/column.md", STORY),
            ("archive/old.txt", STORY),
            ("empty/notes.pdf", ""),
        ],
    );
    let said: String = [vec!["init"], vec!["init"], vec!["init", "empty"], vec!["init", "nowhere"]]
        .iter()
        .map(|arguments| session(&folder, arguments))
        .collect();
    let file = fs::read_to_string(folder.join("onrecord.toml")).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    snapshot!("init", format!("{said}{file}"));
}

#[test]
fn standard_input_has_the_settings_of_its_path() {
    let folder = house("stdin");
    let check = |path: &str| {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(["check", "--format", "json", "-", "--stdin-path", path])
            .current_dir(&folder)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), STORY.as_bytes()).unwrap();
        text(&child.wait_with_output().unwrap().stdout)
    };
    assert!(check("sport/new.md").contains("\"path\":\"sport/new.md\""));
    assert!(!check("sport/new.md").contains("A001"));
    assert!(check("city/new.md").contains("A001"));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn mistakes_in_settings_are_shown_at_their_place() {
    let with = |name: &str, config: &str| {
        let folder = folder(
            "config-mistakes",
            &[
                ("onrecord.toml", config),
                ("circle.toml", "extends = \"onrecord.toml\"\n"),
                ("story.txt", STORY),
            ],
        );
        let said = session(&folder, &["check", "story.txt"]);
        assert!(said.ends_with("[status 2]\n\n"), "{said}");
        fs::remove_dir_all(&folder).unwrap();
        format!("# {name}\n{said}")
    };
    let said = [
        with("a misspelt key", "exlude = [\"archive/\"]\n"),
        with("a misspelt key of an override", "[[override]]\nfile = [\"a/\"]\n"),
        with("an override of no files", "[[override]]\nprofile = \"wire\"\n"),
        with("a level that is none", "fail-on = \"warn\"\n"),
        with("a kind that is none", "[kinds]\nopinions = [\"comment/\"]\n"),
        with("no pattern", "exclude = [\"archive[/\"]\n"),
        with("a pattern that matches nothing", "exclude = [\"/\"]\n"),
        with("an unknown profile in an override", "[[override]]\nfiles = [\"a/\"]\nprofile = \"wier\"\n"),
        with(
            "an unknown rule in an override",
            "[[override]]\nfiles = [\"a/\"]\nrule.A01 = { level = \"off\" }\n",
        ),
        with("a profile to extend that is none", "extends = \"wier\"\n"),
        with("a file to extend that is not there", "extends = \"../style.toml\"\n"),
        with("a file that extends itself", "extends = \"circle.toml\"\n"),
        with("a limit that is none", "[limits]\npacked = \"1 GB\"\n"),
        with("a limit that is no amount", "[limits]\nunpacked = \"1 TB\"\n"),
        with("no TOML", "profile = wire\n"),
    ]
    .concat();
    snapshot!("config-mistakes", said);
}

#[test]
fn limits_are_those_of_the_house_and_then_of_the_command_line() {
    let long = format!("{{\"body\": \"{}\"}}\n", "Rain fell. ".repeat(200));
    let folder =
        folder("config-limits", &[("onrecord.toml", "[limits]\nrecord = \"1 KB\"\n"), ("all.jsonl", &long)]);
    let said = session(&folder, &["check", "all.jsonl"])
        + &session(&folder, &["check", "--limit", "record=3KB", "all.jsonl"])
        + &session(&folder, &["check", "--limit", "records=3KB", "all.jsonl"])
        + &session(&folder, &["check", "--limit", "record=much", "all.jsonl"]);
    fs::remove_dir_all(&folder).unwrap();
    snapshot!("config-limits", said);
}
