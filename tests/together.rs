//! Settings and flags together: whose settings a story has, what is mended of what changed, what is known by its path.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{fs, io::Write, path::Path, process::Command};

use common::{folder, found, onrecord, session, snapshot, started, text, write};

/// A bare source in its second paragraph.
const STORY: &str =
    "The plant is old, said Ida Marsh, who runs it.\n\nSources said the plant will shut in May.\n";

fn git(folder: &Path, arguments: &[&str]) {
    let nobody = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org"];
    let run = Command::new("git").args(nobody).args(arguments).current_dir(folder).output().unwrap();
    assert!(run.status.success(), "git {arguments:?}: {}", text(&run.stderr));
}

/// A folder whose files are committed.
fn repository(name: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
    let folder = folder(name, files);
    git(&folder, &["init", "--quiet"]);
    commit(&folder);
    folder
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "stories"]);
}

/// Runs the program with a story on standard input.
fn given(folder: &Path, arguments: &[&str], story: &str) -> (String, String) {
    let mut child = started(folder, arguments);
    // Whoever passes a story over need not read it.
    let _ = child.stdin.take().unwrap().write_all(story.as_bytes());
    let output = child.wait_with_output().unwrap();
    (text(&output.stdout), text(&output.stderr))
}

/// What is found, without its level.
fn codes(folder: &Path, arguments: &[&str]) -> Vec<String> {
    found(folder, arguments).into_iter().map(|(path, code, _)| format!("{path} {code}")).collect()
}

#[test]
fn a_story_elsewhere_has_the_settings_of_its_own_folder() {
    let off = "[rule.A]\nlevel = \"off\"\n";
    let folder =
        folder("elsewhere", &[("city/onrecord.toml", off), ("city/a.txt", STORY), ("sport/b.txt", STORY)]);
    let city = folder.join("city");
    assert_eq!(codes(&city, &["a.txt"]), [""; 0]);
    assert_eq!(codes(&city, &["../sport/b.txt"]), ["../sport/b.txt A001"], "the city is not above it");
    assert_eq!(codes(&folder.join("sport"), &["../city/a.txt"]), [""; 0]);
    let said = session(&folder.join("sport"), &["config", "../city/../city/a.txt"]);
    assert!(said.contains("city/onrecord.toml") && !said.contains("/../city/onrecord.toml"), "{said}");
    fs::remove_dir_all(&folder).unwrap();
}

#[cfg(unix)]
#[test]
fn a_story_behind_a_link_has_the_settings_of_where_it_is_seen() {
    let settings =
        "exclude = [\"wire/old.txt\"]\n\n[[override]]\nfiles = [\"wire/\"]\nrule.A001 = { level = \"note\" }\n";
    let folder = folder(
        "behind",
        &[("agency/a.txt", STORY), ("agency/old.txt", STORY), ("desk/onrecord.toml", settings)],
    );
    std::os::unix::fs::symlink("../agency", folder.join("desk/wire")).unwrap();
    let note = [("wire/a.txt".to_owned(), "A001".to_owned(), "note".to_owned())];
    assert_eq!(found(&folder.join("desk"), &["."]), note);
    assert_eq!(found(&folder.join("desk"), &["wire/a.txt"]), note);
    // A step back out of a link leads to the folder above what it stands for.
    assert_eq!(codes(&folder.join("desk"), &["wire/../agency/a.txt"]), ["wire/../agency/a.txt A001"]);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn standard_input_with_a_path_is_that_story() {
    let folder = folder("goes-by", &[("onrecord.toml", "exclude = [\"old/\"]\n"), ("a.txt", STORY)]);
    onrecord(&folder, &["check", "--write-baseline", "a.txt"]);
    let check = ["check", "--format", "short", "-", "--stdin-path"];
    assert_eq!(given(&folder, &[&check[..], &["a.txt"]].concat(), STORY).0, "", "the baseline knows it");
    assert!(given(&folder, &check[..4], STORY).0.contains("A001"));
    // An editor that mends what it has open must get it back.
    let (mended, said) = given(&folder, &["check", "--fix", "-", "--stdin-path", "old/a.txt"], STORY);
    assert_eq!(mended, STORY);
    assert!(said.contains("passed over old/a.txt: excluded by onrecord.toml:1"), "{said}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn only_what_changed_is_mended() {
    let story = "Ms Lind claimed that the dog barked.\n";
    let folder = repository("mend-changed", &[("a.txt", story)]);
    write(
        &folder,
        "a.txt",
        &format!("{story}\nMr Reed claimed that the cat slept. Sources said it will close.\n"),
    );
    // Each story once, however often it is named.
    assert_eq!(codes(&folder, &["--since", "HEAD", "a.txt", ".", "a.txt"]), ["a.txt C001", "a.txt A001"]);
    git(&folder, &["add", "--all"]);
    write(&folder, "a.txt", "Not staged yet.\n");
    let staged = onrecord(&folder, &["check", "--staged", "--diff", "--unsafe"]);
    assert!(text(&staged.stderr).contains("1 would be fixed in 1 story"), "{}", text(&staged.stderr));
    let refused = onrecord(&folder, &["check", "--staged", "--fix", "--unsafe"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), "Not staged yet.\n");
    git(&folder, &["checkout", "--quiet", "a.txt"]);
    let output = onrecord(&folder, &["check", "--since", "HEAD", "--fix", "--unsafe", "--format", "short"]);
    assert!(text(&output.stdout).starts_with("a.txt:3:"), "{}", text(&output.stdout));
    let mended = fs::read_to_string(folder.join("a.txt")).unwrap();
    assert!(mended.starts_with(story) && mended.contains("Mr Reed said that the cat slept."), "{mended}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn exceptions_that_are_new_or_gone_are_changes() {
    let allow = "[onrecord: allow anonymity-unexplained A001 reason=\"agreed\"]\n";
    let noted = STORY.replace("Sources", &format!("{allow}Sources"));
    let folder = repository("exceptions-changed", &[("a.txt", &noted)]);
    let since = || codes(&folder, &["--since", "HEAD"]);
    write(&folder, "a.txt", STORY);
    assert_eq!(since(), ["a.txt A001"], "what it allowed is reported again");
    commit(&folder);
    assert_eq!(since(), [""; 0]);
    write(&folder, "a.txt", &format!("[onrecord: allow V001]\n{STORY}"));
    assert_eq!(since(), ["a.txt W001"], "a new note is looked at, the paragraph below is as it was");
    commit(&folder);
    assert_eq!(since(), [""; 0]);
    write(&folder, "a.txt", &format!("[onrecord: off A reason=\"agreed\"]\n{STORY}"));
    commit(&folder);
    write(&folder, "a.txt", &format!("[onrecord: off V reason=\"agreed\"]\n{STORY}"));
    assert_eq!(since(), ["a.txt W002", "a.txt A001"]);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_baseline_without_settings_is_found_where_it_was_written() {
    let folder = folder("isolated", &[("a.txt", STORY)]);
    onrecord(&folder, &["check", "--isolated", "--write-baseline", "a.txt"]);
    assert_eq!(codes(&folder, &["--isolated", "--baseline", "a.txt"]), [""; 0]);
    assert_eq!(codes(&folder, &["--isolated", "a.txt"]), ["a.txt A001"]);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn settings_may_begin_with_the_mark_of_unicode() {
    let mark = '\u{feff}';
    let folder =
        folder("mark", &[("a.txt", STORY), ("onrecord.toml", &format!("{mark}[rule.V]\nlevel = \"off\"\n"))]);
    onrecord(&folder, &["check", "--write-baseline", "a.txt"]);
    let baseline = fs::read_to_string(folder.join("onrecord.baseline.json")).unwrap();
    write(&folder, "onrecord.baseline.json", &format!("{mark}{baseline}"));
    assert_eq!(codes(&folder, &["a.txt"]), [""; 0]);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_cannot_be_done_says_why() {
    let folder = folder("refused", &[("a.txt", STORY), ("b/a.txt", STORY), ("file", ""), ("empty/a.txt", "")]);
    fs::write(folder.join("b/onrecord.toml"), b"# caf\xe9\n").unwrap();
    let mut said = String::new();
    for arguments in [
        &["check", "--config", "missing.toml", "a.txt"][..],
        &["check", "b"],
        &["check", "--diff", "--write-baseline", "a.txt"],
        &["check", "--watch", "--prune-baseline", "a.txt"],
        &["check", "--staged", "--fix"],
        &["check", "--format", "json", "--format", "sarif", "a.txt"],
        &["check", "--format", "json=report.json", "--output", "other.json", "a.txt"],
        &["check", "--stats", "--format", "sarif", "a.txt"],
        &["check", "--format", "json=", "a.txt"],
        &["check", "--write-baseline=file/known.json", "a.txt"],
        &["test", "b/a.txt", "--isolated"],
        &["test", "missing", "--isolated"],
        &["test", "empty", "--isolated"],
        &["man", "chekc"],
    ] {
        said += &session(&folder, arguments);
    }
    let wrong = |toml: &str| {
        write(&folder, "onrecord.toml", toml);
        session(&folder, &["check", "a.txt"])
    };
    said += &wrong("[override]\nfiles = [\"city/\"]\n");
    said += &wrong("exclude = \"city/\"\n");
    said += &wrong("exclude = [\"!city/\"]\n");
    said += &wrong("exclude = [\"../city/\"]\n");
    said += &wrong("exclude = [\".\"]\n");
    said += &wrong("waivers = \"agreed.toml\"\n");
    said += &wrong("baseline = \"known.json\"\n");
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["check", "--isolated", "a.txt"])
        .current_dir(&folder)
        .env("ONRECORD_TODAY", "3 May")
        .output()
        .unwrap();
    said += &format!("$ ONRECORD_TODAY='3 May' onrecord check --isolated a.txt\n{}", text(&output.stderr));
    #[cfg(target_os = "linux")]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        let output =
            command.args(["check", "--isolated", "a.txt"]).current_dir(&folder).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        said += &format!("$ onrecord check --isolated a.txt > /dev/full\n{}", text(&output.stderr));
    }
    assert!(!folder.join("report.json").exists(), "nothing is half done");
    fs::remove_dir_all(&folder).unwrap();
    snapshot!("refused", said);
}
