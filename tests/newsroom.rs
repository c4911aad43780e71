//! A day in a newsroom, with real git: settings are begun, what is old is taken as known, a new blind source fails, is
//! waived, is moved about, and fails again once the waiver is over.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{fs, path::Path};

use common::{beside_git, folder, snapshot, text, write};

/// A story from before anybody checked.
const HARBOUR: &str = "\
Harbour Sale Draws Closer

By Ana Ruiz

Sources said the harbour will be sold by June. Experts warn that fares could double.

The council met on Tuesday. Jo Lind, the harbour master, said 40 boats use the quay each day. \
Ida Marsh, a baker, said she had not been asked. “Nobody tells us anything,” said Bea Moss, who mends nets. \
The port authority said it would answer in writing. Tom Reed, who chairs the council, said there was no bid.

It is believed that two buyers have made offers. The visit of the minister marks a historic shift in policy.
";

/// What the commit of the day adds.
const BLIND: &str = "Insiders said the crane contract was signed in secret.";

struct Newsroom {
    folder: std::path::PathBuf,
    log: String,
}

impl Newsroom {
    fn git(&self, arguments: &[&str]) {
        common::git(&self.folder, arguments);
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "-m", message]);
    }

    /// Runs the program on a day, and writes down what it prints.
    fn run(&mut self, day: &str, arguments: &[&str]) -> (i32, String) {
        let output = beside_git(env!("CARGO_BIN_EXE_onrecord"), &self.folder)
            .args(arguments)
            .env("ONRECORD_TODAY", day)
            .output()
            .unwrap();
        let status = output.status.code().unwrap();
        let said = text(&output.stdout) + &text(&output.stderr);
        self.log += &format!("{day}$ onrecord {}\n{said}[status {status}]\n\n", arguments.join(" "));
        (status, said)
    }

    fn say(&mut self, what: &str) {
        self.log += &format!("# {what}\n");
    }
}

fn change(folder: &Path, story: &str, change: impl Fn(&str) -> String) {
    let before = fs::read_to_string(folder.join(story)).unwrap();
    write(folder, story, &change(&before));
}

#[test]
fn a_day_in_a_newsroom() {
    let folder =
        folder("newsroom", &[("city/harbour.txt", HARBOUR), ("opinion/quay.md", "# The quay\n\nIt leaks.\n")]);
    let mut room = Newsroom { folder, log: String::new() };
    room.git(&["init", "--quiet", "--initial-branch=main"]);
    room.commit("The stories as they are");

    room.say("The desk begins.");
    assert_eq!(room.run("2026-06-01", &["init"]).0, 0);
    let (status, said) = room.run("2026-06-01", &["check", ".", "--format", "short"]);
    assert_eq!(status, 1);
    assert!(said.matches("city/harbour.txt:").count() > 3, "{said}");

    room.say("What is there is taken as known.");
    assert_eq!(room.run("2026-06-01", &["check", "--write-baseline", "."]).0, 0);
    assert_eq!(room.run("2026-06-01", &["check", "."]).0, 0);
    room.commit("Settings and baseline");

    room.say("A commit adds one blind source.");
    change(&room.folder, "city/harbour.txt", |story| {
        story.replace("The council met", &format!("{BLIND}\n\nThe council met"))
    });
    let (status, said) = room.run("2026-06-02", &["check", ".", "--format", "short"]);
    assert_eq!(status, 1);
    assert_eq!(said.lines().filter(|line| line.starts_with("city/")).count(), 1, "just that one: {said}");
    assert!(said.contains("city/harbour.txt:7:1: error[A001]"), "{said}");
    room.git(&["add", "--all"]);
    assert_eq!(room.run("2026-06-02", &["check", "--staged"]).0, 1);
    room.commit("The crane contract");
    assert_eq!(room.run("2026-06-02", &["check", "--since", "HEAD~1", "--format", "short"]).0, 1);

    room.say("The editor waives it.");
    write(
        &room.folder,
        "onrecord.waivers.toml",
        "[[waiver]]\nrule = \"A001\"\nstory = \"city/harbour.txt\"\nwords = \"Insiders said the crane contract\"\n\
         reason = \"both have seen the contract; the desk knows who they are\"\napproved-by = \"Mo Haddad, standards\"\nuntil = 2026-06-30\n",
    );
    assert_eq!(room.run("2026-06-03", &["check", "."]).0, 0);
    room.commit("A waiver");

    room.say("The paragraph moves to the end.");
    change(&room.folder, "city/harbour.txt", |story| {
        story.replace(&format!("{BLIND}\n\n"), "") + "\n" + BLIND + "\n"
    });
    assert_eq!(room.run("2026-06-04", &["check", "."]).0, 0);
    assert_eq!(room.run("2026-06-04", &["check", "--since", "HEAD"]).0, 0);
    room.commit("In another order");

    room.say("The waiver is over.");
    let (status, said) = room.run("2026-07-01", &["check", "."]);
    assert_eq!(status, 1);
    assert!(said.contains("A001") && said.contains("W003"), "{said}");

    fs::remove_dir_all(&room.folder).unwrap();
    snapshot!("newsroom", room.log);
}
