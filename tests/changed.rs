//! `--since` and `--staged`: only what changed is reported. With real repositories, through the program.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

mod common;

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use common::{beside_git, git, snapshot, text};
use serde_json::Value;

/// A story with three things to report, each in a paragraph of its own.
const STORY: &str = "Experts say the quay is safe.\n\nSources said the port will close in May, the second in the \
    county to do so.\n\nReportedly, the crane is for sale.\n";

/// Whoever speaks first in a story of three lines is its opening. One test is about that.
const CONFIG: &str = "[rule.A007]\nlevel = 'off'\n";

/// A folder of its own for each test, below one with settings.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("onrecord-changed-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("copy")).unwrap();
        fs::write(folder.join("onrecord.toml"), CONFIG).unwrap();
        Self(fs::canonicalize(folder).unwrap().join("copy"))
    }

    /// A repository with one commit: the story.
    fn repository(name: &str) -> Self {
        let folder = Self::new(name);
        folder.git(&["init", "--quiet", "--initial-branch=main"]);
        folder.write("quay.txt", STORY);
        folder.commit();
        folder
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn git(&self, arguments: &[&str]) {
        git(&self.0, arguments);
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "stories"]);
    }

    fn inner(&self, path: &str) -> Self {
        Self(self.0.join(path))
    }

    /// What is reported: path, code and line.
    fn check(&self, arguments: &[&str]) -> Vec<String> {
        let output = self.onrecord(&[&["check", "--format", "json"], arguments].concat());
        assert_ne!(output.status.code(), Some(2), "{}", text(&output.stderr));
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut found = Vec::new();
        for file in report["files"].as_array().unwrap() {
            let path = file["path"].as_str().unwrap().replace('\\', "/");
            for row in file["diagnostics"].as_array().unwrap() {
                found.push(format!("{path} {} {}", row["code"].as_str().unwrap(), row["line"]));
            }
        }
        found
    }

    fn onrecord(&self, arguments: &[&str]) -> Output {
        beside_git(env!("CARGO_BIN_EXE_onrecord"), &self.0).args(arguments).output().unwrap()
    }

    /// What a command prints, with the command above it.
    fn session(&self, arguments: &[&str]) -> String {
        let output = self.onrecord(arguments);
        let said = text(&output.stdout) + &text(&output.stderr);
        let said = said.replace(self.0.parent().unwrap().to_str().unwrap(), "…");
        format!("$ onrecord {}\n{said}[status {}]\n\n", arguments.join(" "), output.status.code().unwrap())
    }

    fn remove(self) {
        fs::remove_dir_all(self.0.parent().unwrap()).unwrap();
    }
}

const NOTHING: [&str; 0] = [];

#[test]
fn only_what_is_said_anew_is_reported() {
    let folder = Folder::repository("words");
    let all = ["quay.txt V001 1", "quay.txt A001 3", "quay.txt V004 5"];
    assert_eq!(folder.check(&["quay.txt"]), all);
    assert_eq!(folder.check(&["--since", "HEAD"]), NOTHING);

    let mut moved: Vec<&str> = STORY.trim_end().split("\n\n").collect();
    moved.reverse();
    folder.write("quay.txt", &moved.join("\n\n"));
    assert_eq!(folder.check(&["--since", "HEAD"]), NOTHING, "moved");
    folder.write("quay.txt", &STORY.replace("May, ", "May,\n").replace('\n', "\r\n"));
    assert_eq!(folder.check(&["--since", "HEAD"]), NOTHING, "wrapped, with other line ends");
    folder.write("quay.txt", &format!("Nothing is decided.\n\n{}", STORY.replace("May", "June")));
    assert_eq!(folder.check(&["--since", "HEAD"]), ["quay.txt A001 5"], "changed");
    assert_eq!(folder.onrecord(&["check", "--since", "HEAD"]).status.code(), Some(1));
    folder.commit();
    assert_eq!(folder.check(&["--since", "HEAD"]), NOTHING, "committed");
    assert_eq!(folder.check(&["--since", "HEAD~1"]), ["quay.txt A001 5"]);
    folder.remove();
}

#[test]
fn rules_on_the_whole_story_speak_where_anything_changed() {
    let folder = Folder::repository("story");
    assert_eq!(folder.check(&["--since", "HEAD", "--isolated"]), NOTHING);
    folder.write("quay.txt", &format!("{STORY}\nNothing is decided.\n"));
    assert_eq!(folder.check(&["--since", "HEAD", "--isolated"]), ["quay.txt A007 1"]);
    folder.write("quay.txt", STORY.rsplit_once("\n\n").unwrap().0);
    assert_eq!(folder.check(&["--since", "HEAD", "--isolated"]), ["quay.txt A007 1"], "a paragraph is gone");
    folder.remove();
}

#[test]
fn a_branch_is_seen_from_where_it_left() {
    let folder = Folder::repository("branch");
    folder.git(&["checkout", "--quiet", "-b", "draft"]);
    folder.write("crane.md", "Sources said the crane is sold.\n");
    folder.commit();
    folder.git(&["checkout", "--quiet", "main"]);
    folder.write("quay.txt", "Nothing of the kind.\n");
    folder.commit();
    folder.git(&["checkout", "--quiet", "draft"]);
    assert_eq!(
        folder.check(&["--since", "main"]),
        ["crane.md A001 1"],
        "what main changed since is not the draft's"
    );
    folder.remove();
}

#[test]
fn new_renamed_and_untracked_files() {
    let folder = Folder::repository("files");
    folder.git(&["mv", "quay.txt", "Küste \"1\".md"]);
    assert_eq!(folder.check(&["--since", "HEAD"]), NOTHING, "renamed");
    assert_eq!(folder.check(&["--staged"]), NOTHING, "renamed");
    folder.write("Küste \"1\".md", &STORY.replace("safe", "sound"));
    assert_eq!(folder.check(&["--since", "HEAD"]), ["Küste \"1\".md V001 1"], "renamed and changed");
    folder.git(&["reset", "--quiet", "--hard"]);

    folder.write("notes/new.md", "Sources said the crane is sold.\n");
    for passed_over in ["notes/new.draft", "notes/.hidden.md", "ignored/a.md", "apart/a.md"] {
        folder.write(passed_over, "Sources said the crane is sold.\n");
    }
    folder.write(".gitignore", "ignored/\n");
    folder.write(".onrecordignore", "apart/\n");
    fs::write(folder.0.join("binary.txt"), b"\0\0\0").unwrap();
    let new = ["notes/new.md A001 1"];
    assert_eq!(folder.check(&["--since", "HEAD"]), new, "untracked");
    assert_eq!(folder.check(&["--staged"]), NOTHING, "untracked is not staged");
    folder.git(&["add", "--all"]);
    fs::remove_file(folder.0.join("quay.txt")).unwrap();
    assert_eq!(folder.check(&["--since", "HEAD"]), new, "tracked");
    assert_eq!(folder.check(&["--staged"]), new);
    // A file that is named is checked whatever its ending; one that is gone has nothing to check.
    assert_eq!(folder.check(&["--since", "HEAD", "notes/new.draft", "quay.txt"]), ["notes/new.draft A001 1"]);
    // Out of the index, but still in the folder as it was.
    folder.git(&["reset", "--quiet", "--hard"]);
    folder.git(&["rm", "--quiet", "--cached", "quay.txt"]);
    assert_eq!(folder.check(&["--since", "HEAD", "quay.txt"]), NOTHING, "out of the index");
    folder.remove();
}

#[test]
fn what_is_staged_is_read_from_the_index() {
    let folder = Folder::repository("index");
    folder.write("quay.txt", &STORY.replace("May", "June"));
    folder.git(&["add", "quay.txt"]);
    folder.write("quay.txt", "");
    assert_eq!(folder.check(&["--staged"]), ["quay.txt A001 3"]);
    assert_eq!(folder.check(&["--staged", "quay.txt"]), ["quay.txt A001 3"]);
    fs::remove_file(folder.0.join("quay.txt")).unwrap();
    assert_eq!(folder.check(&["--staged"]), ["quay.txt A001 3"], "it stands in the index alone");
    folder.git(&["reset", "--quiet", "--hard"]);
    folder.write("quay.txt", &STORY.replace("May", "June"));
    assert_eq!(folder.check(&["--staged"]), NOTHING, "it stands in the working tree alone");
    folder.remove();
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let folder = Folder::new("first");
    folder.git(&["init", "--quiet"]);
    assert_eq!(folder.check(&["--staged"]), NOTHING);
    folder.write("quay.txt", STORY);
    folder.git(&["add", "--all"]);
    assert_eq!(folder.check(&["--staged"]).len(), 3);
    folder.remove();
}

#[test]
fn from_a_subfolder_and_below_paths() {
    let folder = Folder::repository("subfolder");
    for path in ["a/one.md", "b/two.md", "three.md"] {
        folder.write(path, "Sources said the crane is sold.\n");
    }
    folder.git(&["add", "--all"]);
    for flags in [&["--since", "HEAD"][..], &["--staged"]] {
        let check = |folder: &Folder, paths: &[&str]| folder.check(&[flags, paths].concat());
        assert_eq!(check(&folder, &["a", "three.md", "quay.txt"]), ["a/one.md A001 1", "three.md A001 1"]);
        let inner = folder.inner("a");
        assert_eq!(check(&inner, &["."]), ["one.md A001 1"]);
        assert_eq!(check(&inner, &["../b/two.md"]), ["../b/two.md A001 1"]);
        let top = folder.0.to_str().unwrap().replace('\\', "/");
        let all = ["one.md", &format!("{top}/b/two.md"), &format!("{top}/three.md")]
            .map(|path| format!("{path} A001 1"));
        assert_eq!(check(&inner, &[]), all, "without a path, it is the whole repository");
    }
    folder.remove();
}

#[test]
fn worktrees_and_shallow_clones() {
    let folder = Folder::repository("origin");
    folder.git(&["worktree", "add", "--quiet", "-b", "draft", "../tree"]);
    let tree = folder.inner("../tree");
    tree.write("quay.txt", &STORY.replace("May", "June"));
    assert_eq!(tree.check(&["--since", "main"]), ["quay.txt A001 3"]);
    assert_eq!(folder.check(&["--since", "main"]), NOTHING);
    tree.commit();
    folder.git(&["worktree", "remove", "../tree"]);
    folder.write("quay.txt", &STORY.replace("crane", "barge"));
    folder.commit();

    let shallow = Folder::new("shallow");
    let url = format!("file://{}", folder.0.to_str().unwrap());
    shallow.git(&["clone", "--quiet", "--depth=1", "--branch=draft", &url, "."]);
    let said = text(&shallow.onrecord(&["check", "--since", "main"]).stderr);
    assert!(said.contains("shallow") && said.contains("fetch-depth"), "{said}");
    shallow.git(&["fetch", "--quiet", "--depth=1", "origin", "main:main"]);
    let both = ["quay.txt A001 3", "quay.txt V004 5"];
    assert_eq!(
        shallow.check(&["--since", "main"]),
        both,
        "without a merge base, it is main itself that counts"
    );
    shallow.git(&["fetch", "--quiet", "--unshallow", "origin", "main:main"]);
    assert_eq!(shallow.check(&["--since", "main"]), ["quay.txt A001 3"], "with one, it is that");
    shallow.remove();
    folder.remove();
}

#[test]
fn a_submodule_is_another_repository() {
    let inner = Folder::repository("module");
    let folder = Folder::repository("modules");
    let url = inner.0.to_str().unwrap().to_owned();
    folder.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "inner"]);
    folder.commit();
    folder.write("inner/quay.txt", "Sources said the crane is sold.\n");
    assert_eq!(folder.check(&["--since", "HEAD"]), NOTHING);
    assert_eq!(folder.inner("inner").check(&["--since", "HEAD"]), ["quay.txt A001 1"]);
    inner.remove();
    folder.remove();
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let folder = Folder::repository("names");
    fs::write(folder.0.join(OsStr::from_bytes(b"caf\xe9\n1.txt")), "Sources said the crane is sold.\n")
        .unwrap();
    assert_eq!(folder.check(&["--since", "HEAD"]), ["caf\u{fffd}\n1.txt A001 1"]);
    folder.git(&["add", "--all"]);
    assert_eq!(folder.check(&["--staged"]), ["caf\u{fffd}\n1.txt A001 1"]);
    folder.remove();
}

#[test]
fn mistakes_have_a_way_out() {
    let folder = Folder::repository("mistakes");
    let outside = Folder::new("outside");
    outside.write("quay.txt", STORY);
    folder.git(&["update-ref", "refs/remotes/origin/draft", "HEAD"]);
    let mut said = String::new();
    let elsewhere = outside.0.join("quay.txt");
    for arguments in [
        &["--since", "HEAD"][..],
        &["--staged"],
        &["--since", "HEAD", "quay.txt", "--format", "json"],
        &["--since", "mian"],
        &["--since", "draft"],
        &["--since=--all"],
        &["--since", "HEAD", "--staged"],
        &["--since", "HEAD", "-"],
        &["--since", "HEAD", "missing.txt"],
        &["--staged", elsewhere.to_str().unwrap()],
        &["--since", "HEAD", "--write-baseline"],
    ] {
        said += &folder.session(&[&["check"], arguments].concat());
    }
    said = said.replace(outside.0.parent().unwrap().to_str().unwrap(), "… elsewhere");
    said += "# outside of any repository\n";
    said += &outside.session(&["check", "--since", "HEAD", "quay.txt"]);
    said += "# in a clone with the end of the history alone\n";
    let shallow = Folder::new("mistakes-shallow");
    let url = format!("file://{}", folder.0.to_str().unwrap());
    shallow.git(&["clone", "--quiet", "--depth=1", &url, "."]);
    said += &shallow.session(&["check", "--since", "v1"]);
    said += "# in a clone that lacks what files held before\n";
    let partial = Folder::new("mistakes-partial");
    folder.git(&["config", "uploadpack.allowFilter", "true"]);
    folder.write("quay.txt", "The quay is shut.\n");
    folder.git(&["commit", "--quiet", "--all", "-m", "Shut"]);
    partial.git(&["clone", "--quiet", "--filter=blob:none", &url, "."]);
    said += &partial.session(&["check", "--since", "HEAD~1"]);
    partial.remove();
    said += "# where the index is broken\n";
    fs::write(shallow.0.join(".git/index"), "no index").unwrap();
    said += &shallow.session(&["check", "--staged"]);
    shallow.remove();
    said += "# without git\n";
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["check", "--staged"])
        .current_dir(&folder.0)
        .env("PATH", "")
        .output()
        .unwrap();
    said += &text(&output.stderr);
    snapshot!("changed-mistakes", said);
    folder.remove();
    outside.remove();
}
