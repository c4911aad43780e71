//! Where onrecord plugs in: the shell, the manual, hooks and actions.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use common::{folder, onrecord, text};

#[test]
fn the_manual_has_a_page_for_every_command() {
    let folder = folder("man", &[]);
    let output = onrecord(&folder, &["man", "--all", "man1"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let help = text(&onrecord(&folder, &["--help"]).stdout);
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands = commands.lines().map(|line| line.split_whitespace().next().unwrap());
    for command in commands.filter(|command| *command != "help") {
        let page = fs::read_to_string(folder.join(format!("man1/onrecord-{command}.1"))).unwrap();
        assert!(page.contains(".SH SYNOPSIS"), "{command}");
        assert_eq!(text(&onrecord(&folder, &["man", command]).stdout), page);
    }
    assert!(fs::read_to_string(folder.join("man1/onrecord.1")).unwrap().contains("says who?"));
    assert_eq!(onrecord(&folder, &["man", "chek"]).status.code(), Some(2));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_shell_completes_commands_and_options() {
    let script = text(&onrecord(Path::new("."), &["completions", "bash"]).stdout);
    let completed = |line: &str| {
        let last = line.split(' ').next_back().unwrap();
        let count = line.split(' ').count() - 1;
        let asked = format!(
            "{script}\nCOMP_WORDS=({line}); COMP_CWORD={count}\n_onrecord onrecord '{last}' \"${{COMP_WORDS[COMP_CWORD-1]}}\"\n\
             printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        text(&Command::new("bash").args(["-c", &asked]).output().unwrap().stdout)
    };
    assert!(completed("onrecord exp").lines().any(|word| word == "explain"));
    assert!(completed("onrecord check --prof").lines().any(|word| word == "--profile"));
    assert!(completed("onrecord check --fail-on wa").lines().any(|word| word == "warning"));
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        let script = text(&onrecord(Path::new("."), &["completions", shell]).stdout);
        assert!(script.contains("fail-on"), "{shell}");
    }
}

/// Runs the checking step of `action.yml`, as a runner would.
fn act(folder: &Path, inputs: &[(&str, &str)]) -> Output {
    let action = fs::read_to_string("action.yml").unwrap();
    let step = action.split("      run: |\n").last().unwrap();
    let script: String = step.lines().map(|line| line.trim_start().to_owned() + "\n").collect();
    let program = PathBuf::from(env!("CARGO_BIN_EXE_onrecord"));
    let path = std::env::join_paths(
        std::iter::once(program.parent().unwrap().to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let mut command = Command::new("bash");
    command.args(["-eo", "pipefail", "-c", &script]).current_dir(folder).env("PATH", path.unwrap());
    for name in ["PATHS", "SINCE", "FAIL_ON", "SARIF", "ARGS"] {
        let given = inputs.iter().find(|(input, _)| *input == name).map_or("", |(_, value)| value);
        command.env(format!("INPUT_{name}"), given);
    }
    command.output().unwrap()
}

#[test]
fn the_action_annotates_and_fails() {
    let folder = folder(
        "action",
        &[
            ("a story.txt", "Sources said the plant will shut in May.\n"),
            ("clean.txt", "The plant will shut in May, its director, Ana Ruiz, said.\n"),
        ],
    );
    let bare = act(&folder, &[("PATHS", "a story.txt\nclean.txt\n"), ("SARIF", "out.sarif")]);
    assert_eq!(bare.status.code(), Some(1), "{}", text(&bare.stderr));
    assert!(text(&bare.stdout).contains("::error file=a story.txt,line=1,"), "{}", text(&bare.stdout));
    assert!(fs::read_to_string(folder.join("out.sarif")).unwrap().contains("A001"));
    let never = act(&folder, &[("PATHS", "a story.txt"), ("FAIL_ON", "never"), ("ARGS", "--profile\nwire")]);
    assert_eq!(never.status.code(), Some(0), "{}", text(&never.stderr));
    assert_eq!(act(&folder, &[("PATHS", "clean.txt"), ("FAIL_ON", "note")]).status.code(), Some(0));
    fs::remove_dir_all(&folder).unwrap();
}
