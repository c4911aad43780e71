//! What the tests of the program share: folders with files, and the program run in them.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    clippy::unwrap_used,
    reason = "each test file uses what it needs, and may stop"
)]

pub(crate) mod editor;
pub(crate) mod invented;

use std::{
    fs,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value;

/// Holds what is said against the snapshot of a name.
macro_rules! snapshot {
    ($name:literal, $said:expr) => {
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $said);
        });
    };
}
pub(crate) use snapshot;

/// Runs the program in a folder.
pub(crate) fn onrecord(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onrecord")).args(arguments).current_dir(folder).output().unwrap()
}

/// Starts the program in a folder, with whom it will talk by pipes.
pub(crate) fn started(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Runs the program with something on standard input.
pub(crate) fn with_stdin(arguments: &[&str], input: impl AsRef<[u8]>) -> Output {
    let mut child = started(Path::new("."), arguments);
    // It need not read to the end: what is wrong with the beginning may be enough.
    match child.stdin.take().unwrap().write_all(input.as_ref()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        written => written.unwrap(),
    }
    child.wait_with_output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A program to be run in a folder, with a git that knows nobody's settings and looks no further up.
pub(crate) fn beside_git(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    for (name, value) in [
        ("GIT_CONFIG_GLOBAL", if cfg!(windows) { "NUL" } else { "/dev/null" }),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_AUTHOR_NAME", "Ida Marsh"),
        ("GIT_AUTHOR_EMAIL", "ida@example.org"),
        ("GIT_COMMITTER_NAME", "Ida Marsh"),
        ("GIT_COMMITTER_EMAIL", "ida@example.org"),
    ] {
        command.env(name, value);
    }
    command.env("GIT_CEILING_DIRECTORIES", fs::canonicalize(std::env::temp_dir()).unwrap());
    command
}

/// Runs git in a folder, and well.
pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let output = beside_git("git", folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", text(&output.stderr));
}

/// What a command prints, with the command above it and the exit status below.
pub(crate) fn session(folder: &Path, arguments: &[&str]) -> String {
    let output = onrecord(folder, arguments);
    let status = output.status.code().unwrap();
    let said = text(&output.stdout) + &text(&output.stderr);
    format!("$ onrecord {}\n{said}[status {status}]\n\n", arguments.join(" "))
}

/// A folder of its own for each test, with some files.
pub(crate) fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("onrecord-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (path, text) in files {
        write(&folder, path, text);
    }
    folder
}

/// Writes a file of a folder.
pub(crate) fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Path, code and level of everything that `check --format json` shows.
pub(crate) fn found(folder: &Path, arguments: &[&str]) -> Vec<(String, String, String)> {
    let output = onrecord(folder, &[&["check", "--format", "json"], arguments].concat());
    assert_ne!(output.status.code(), Some(2), "{}", text(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let string = |value: &Value, key: &str| value[key].as_str().unwrap().to_owned();
    let files = report["files"].as_array().unwrap().iter();
    files
        .flat_map(|file| {
            let diagnostics = file["diagnostics"].as_array().unwrap().iter();
            diagnostics.map(|found| (string(file, "path"), string(found, "code"), string(found, "level")))
        })
        .collect()
}
