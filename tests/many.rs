//! Many files in one run: which are read, in which order they are told, what is cut, and what Ctrl-C leaves.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{fs, path::Path};

use common::{folder, invented, onrecord, session, snapshot, text, write};
use serde_json::Value;

const STORY: &str = "Sources said the plant will shut in May.\n";

/// The paths that a check reads, with `/`.
fn read(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = onrecord(folder, &[&["check", "--isolated", "--format", "json"], arguments].concat());
    assert_ne!(output.status.code(), Some(2), "{}", text(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let path = |file: &Value| file["path"].as_str().unwrap().replace('\\', "/");
    report["files"].as_array().unwrap().iter().map(path).collect()
}

#[test]
fn what_is_ignored_and_hidden_is_not_read() {
    let stories = [
        "kept.txt",
        "shelved/old.txt",
        "drafts/mine.md",
        "drafts/kept.md",
        ".hidden/secret.txt",
        ".note.txt",
        "built/page.md",
    ];
    let files: Vec<_> = stories.into_iter().map(|path| (path, STORY)).collect();
    let folder = folder("ignored", &files);
    write(&folder, ".onrecordignore", "shelved/\n");
    write(&folder, "drafts/.onrecordignore", "mine.*\n");
    write(&folder, ".gitignore", "built/\n");
    assert_eq!(
        read(&folder, &["."]),
        ["built/page.md", "drafts/kept.md", "kept.txt"],
        "git is not at work here"
    );
    fs::create_dir(folder.join(".git")).unwrap();
    assert_eq!(read(&folder, &["."]), ["drafts/kept.md", "kept.txt"]);
    assert_eq!(read(&folder, &["drafts"]), ["drafts/kept.md"]);
    assert_eq!(
        read(&folder, &["shelved/old.txt", ".hidden"]),
        ["shelved/old.txt", ".hidden/secret.txt"],
        "named"
    );
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_is_named_twice_is_read_once() {
    let folder = folder("twice", &[("a.txt", STORY), ("b/c.txt", STORY), ("b/d.txt", STORY)]);
    assert_eq!(read(&folder, &["b/c.txt", "b", "./b/c.txt", "."]), ["b/c.txt", "b/d.txt", "a.txt"]);
    assert_eq!(read(&folder, &["a.txt", "b/../a.txt"]), ["a.txt"]);
    // Named, it must be readable, though the folder came first.
    write(&folder, "b/latin.txt", "x");
    fs::write(folder.join("b/latin.txt"), b"caf\xe9").unwrap();
    assert_eq!(onrecord(&folder, &["check", "b"]).status.code(), Some(1));
    assert_eq!(onrecord(&folder, &["check", "b", "b/latin.txt"]).status.code(), Some(2));
    fs::remove_dir_all(&folder).unwrap();
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_loops_end() {
    use std::os::unix::fs::symlink;

    let folder = folder("links", &[("in/z.txt", STORY), ("in/deep/y.txt", STORY), ("out/x.txt", STORY)]);
    let link = |to: &str, from: &str| symlink(to, folder.join(from)).unwrap();
    link("z.txt", "in/a.txt");
    link("..", "in/deep/up");
    link("deep", "in/also");
    link("../out", "in/other");
    link("nowhere.txt", "in/broken.txt");
    link("nobody@host.123", "in/.#z.txt");
    link("nowhere.png", "in/broken.png");
    assert_eq!(read(&folder, &["in"]), ["in/deep/y.txt", "in/other/x.txt", "in/z.txt"]);
    assert_eq!(read(&folder, &["in/a.txt", "in"]), ["in/a.txt", "in/deep/y.txt", "in/other/x.txt"]);
    let said = text(&onrecord(&folder, &["check", "in"]).stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
    fs::remove_dir_all(&folder).unwrap();
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_passed_over_unless_it_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder("denied", &[("a.txt", STORY), ("b.txt", STORY), ("locked.d/c.txt", STORY)]);
    let allow = |mode: u32| {
        for path in ["b.txt", "locked.d"] {
            fs::set_permissions(folder.join(path), fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    allow(0);
    // Whoever may read everything cannot see this.
    if fs::read(folder.join("b.txt")).is_err() {
        let said = text(&onrecord(&folder, &["check", "."]).stderr);
        assert_eq!(read(&folder, &["."]), ["a.txt"]);
        assert!(said.contains("passed over b.txt: ") && said.contains("passed over locked.d: "), "{said}");
        assert_eq!(onrecord(&folder, &["check", ".", "b.txt"]).status.code(), Some(2));
        assert_eq!(onrecord(&folder, &["check", "locked.d"]).status.code(), Some(2));
    }
    allow(0o755);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn any_number_of_threads_prints_the_same() {
    let folder = folder("threads", &[]);
    invented::stories(&folder, 120);
    // Together they are one so long that several threads read it: sentences, quotations and names that run on.
    let mut long = String::new();
    let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let names =
        ["care-home.txt", "city-hall.txt", "court.txt", "front-line.txt", "interview.txt", "strike.txt"];
    for name in names.iter().cycle().take(120) {
        long += &fs::read_to_string(stories.join(name)).unwrap();
        long += "\n\n“The harbour was never safe,” Ferrer said.\n\n“It was built on sand, and\n\n“nobody looked.\n\n";
    }
    assert!(long.len() > 200_000, "{}", long.len());
    write(&folder, "long.txt", &long);
    let run = |threads: &str| {
        let output = onrecord(&folder, &["check", "--isolated", "-j", threads, "--format=json=all.json", "."]);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        assert!(output.stderr.is_empty() && output.stdout.is_empty(), "a pipe sees no progress");
        fs::read(folder.join("all.json")).unwrap()
    };
    let first = run("1");
    for threads in ["2", "7", "50000"] {
        assert!(run(threads) == first, "{threads} threads");
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn findings_are_cut_for_people_only() {
    let folder = folder("cut", &[("a.txt", STORY), ("b.txt", &format!("{STORY}\nExperts fear a flood.\n"))]);
    let mut said = String::new();
    for arguments in [
        &["check", "--max-diagnostics", "1", "a.txt", "b.txt"][..],
        &["check", "--max-diagnostics", "1", "--quiet", "a.txt", "b.txt"],
        &["check", "--max-diagnostics", "0", "a.txt", "b.txt"],
        &["check", "--max-diagnostics", "9", "-q", "a.txt"],
    ] {
        said += &session(&folder, arguments);
    }
    snapshot!("max-diagnostics", said);
    let json = |arguments: &[&str]| {
        onrecord(&folder, &[&["check", "--format", "json", "."], arguments].concat()).stdout
    };
    assert_eq!(text(&json(&["--max-diagnostics", "1", "-q"])), text(&json(&[])));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_many_files_can_fail_by() {
    let folder = folder("many-errors", &[("a.txt", STORY), ("b/good.txt", STORY)]);
    fs::write(folder.join("b/binary.txt"), b"\0\0\0").unwrap();
    write(&folder, "c/.onrecordignore", "[z-a]\n");
    write(&folder, "c/fine.txt", "The council met.\n");
    let mut said = String::new();
    for arguments in [
        &["check", "-q", "b/binary.txt", "missing.txt"][..],
        &["check", "--max-diagnostics", "0", "b"],
        &["check", "--max-diagnostics", "0", "--quiet", "b"],
        &["check", "c"],
        &["check", "--threads", "0", "a.txt"],
        &["check", "--max-diagnostics", "some", "a.txt"],
        &["check", "--watch", "-"],
    ] {
        said += &session(&folder, arguments);
    }
    snapshot!("many-errors", said);
    fs::remove_dir_all(&folder).unwrap();
}

#[cfg(unix)]
mod interrupted {
    use std::{
        io::{Read, Write},
        process::{Command, ExitStatus, Stdio},
        thread,
        time::Duration,
    };

    use super::{Path, folder, fs, invented};

    fn signal(name: &str, process: u32) {
        Command::new("kill").args([name, &process.to_string()]).status().unwrap();
    }

    fn status(status: ExitStatus) -> Option<i32> {
        use std::os::unix::process::ExitStatusExt;
        // Before the program heeds them, a signal does what it always does: 2 is INT, 15 is TERM.
        status.code().or(status.signal().filter(|signal| [2, 15].contains(signal)).map(|_| 130))
    }

    fn assert_whole_or_absent(folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            assert!(path.extension().is_none_or(|ending| ending != "new"), "{} is left", path.display());
        }
        if let Ok(report) = fs::read(folder.join("report.json")) {
            serde_json::from_slice::<serde_json::Value>(&report).unwrap();
        }
    }

    #[test]
    fn at_any_time() {
        let folder = folder("interrupted", &[]);
        invented::stories(&folder, 60);
        for (step, name) in ["-INT", "-TERM"].into_iter().cycle().take(8).enumerate() {
            let _ = fs::remove_file(folder.join("report.json"));
            let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
                .args(["check", "--isolated", "--format=json=report.json", "--format", "text", "."])
                .current_dir(&folder)
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            thread::sleep(Duration::from_millis(150 * step as u64));
            signal(name, child.id());
            let status = status(child.wait().unwrap());
            assert!(matches!(status, Some(130 | 1)), "{status:?}");
            assert_whole_or_absent(&folder);
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn while_it_waits_for_standard_input() {
        let folder = folder("interrupted-stdin", &[]);
        for name in ["-INT", "-TERM"] {
            let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
                .args(["check", "--output", "report.txt", "-"])
                .current_dir(&folder)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            // It goes on reading for as long as this end is open.
            let mut input = child.stdin.take().unwrap();
            input.write_all(b"Sources said the plant").unwrap();
            signal(name, child.id());
            let status = status(child.wait().unwrap());
            drop(input);
            assert_eq!(status, Some(130));
            let mut printed = String::new();
            child.stdout.unwrap().read_to_string(&mut printed).unwrap();
            assert_eq!(printed, "");
            assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "nothing is written");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
