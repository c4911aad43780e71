//! `check --watch` as a person at an editor sees it: a real process, real changes.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

mod common;

use std::{
    fs,
    io::Read,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use common::{folder, write};

/// Longer than any machine needs; no test waits so long that does well.
const PATIENCE: Duration = Duration::from_secs(120);

/// A watch that runs, with what it has printed so far.
struct Watch {
    child: Child,
    printed: Printed,
}

/// Standard output and standard error, apart: what comes in pieces must not be read with the other in between.
type Printed = Arc<Mutex<[String; 2]>>;

impl Watch {
    fn begin(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args([&["check", "--watch"], arguments].concat())
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let printed = Printed::default();
        collect(child.stdout.take().unwrap(), 0, &printed);
        collect(child.stderr.take().unwrap(), 1, &printed);
        Self { child, printed }
    }

    /// Waits until it has printed some words and watches again, and gives all that it has printed since the last time.
    fn expect(&mut self, words: &[&str]) -> String {
        self.wait_for(&[words, &["Ctrl-C ends"]].concat())
    }

    /// Waits until it has printed some words.
    fn wait_for(&mut self, words: &[&str]) -> String {
        let begun = Instant::now();
        loop {
            {
                let mut printed = self.printed.lock().unwrap();
                if words.iter().all(|words| printed.iter().any(|printed| printed.contains(words))) {
                    return std::mem::take(&mut *printed).concat();
                }
                assert!(begun.elapsed() < PATIENCE, "no {words:?} in:\n{}", printed.concat());
            }
            assert!(
                self.child.try_wait().unwrap().is_none(),
                "it has ended:\n{}",
                self.printed.lock().unwrap().concat()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn collect(mut pipe: impl Read + Send + 'static, stream: usize, printed: &Printed) {
    let printed = Arc::clone(printed);
    thread::spawn(move || {
        let mut some = [0; 4096];
        while let Ok(count @ 1..) = pipe.read(&mut some) {
            printed.lock().unwrap()[stream].push_str(&String::from_utf8_lossy(&some[..count]));
        }
    });
}

#[test]
fn a_folder_is_checked_with_every_change() {
    let folder = folder(
        "watch",
        &[("onrecord.toml", ""), ("drafts/a.txt", "Sources said it.\n"), ("drafts/in/b.txt", "It rained.\n")],
    );
    let mut watch = Watch::begin(&folder, &["drafts", "--format", "text", "--format", "json=drafts/out.json"]);
    watch.expect(&["“Sources” could be anybody", "watching 2 stories; Ctrl-C ends"]);

    write(&folder, "drafts/a.txt", "Officials said it.\n");
    let said = watch.expect(&["“Officials”"]);
    assert!(!said.contains("“Sources”"), "{said}");

    // A new story, in a new folder.
    write(&folder, "drafts/new/c.txt", "Insiders said it.\n");
    watch.expect(&["“Insiders”", "watching 3 stories"]);

    // Many editors write a new file and give it the name of the old one.
    write(&folder, "drafts/.c.tmp", "Aides said it.\n");
    fs::rename(folder.join("drafts/.c.tmp"), folder.join("drafts/new/c.txt")).unwrap();
    watch.expect(&["“Aides”", "watching 3 stories"]);

    fs::remove_dir_all(folder.join("drafts/new")).unwrap();
    watch.expect(&["watching 2 stories"]);

    // A mistake in the settings is shown, and can be mended.
    write(&folder, "onrecord.toml", "[rule.A001]\nlevel = \"loud\"\n");
    watch.expect(&["onrecord.toml:2", "loud", "watching; Ctrl-C ends"]);
    write(&folder, "onrecord.toml", "[rule.A]\nlevel = \"off\"\n\n[rule.V]\nlevel = \"off\"\n");
    watch.expect(&["nothing to send back in 2 stories"]);

    drop(watch);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_story_may_vanish_and_come_back() {
    let folder = folder("watch-file", &[("story", "Sources said it.\n"), ("house/onrecord.toml", "")]);
    let mut watch = Watch::begin(&folder, &["story", "--config", "house/onrecord.toml"]);
    watch.expect(&["“Sources”", "watching 1 story; Ctrl-C ends"]);
    fs::remove_file(folder.join("story")).unwrap();
    watch.expect(&["error: story: ", "watching; Ctrl-C ends"]);
    write(&folder, "story", "Insiders said it.\n");
    watch.expect(&["“Insiders”", "watching 1 story"]);
    write(&folder, "house/onrecord.toml", "[rule.A]\nlevel = \"off\"\n");
    watch.expect(&["nothing to send back in 1 story"]);
    drop(watch);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn this_folder_with_all_below_it() {
    let folder = folder("watch-here", &[("a.txt", "Sources said it.\n"), ("in/b.txt", "It rained.\n")]);
    let mut watch = Watch::begin(&folder, &["in/b.txt", ".", "in", "--quiet"]);
    watch.wait_for(&["“Sources”"]);
    write(&folder, "in/deep/c.txt", "Insiders said it.\n");
    watch.wait_for(&["“Insiders”"]);
    write(&folder, "in/deep/c.txt", "Aides said it.\n");
    let said = watch.wait_for(&["“Aides”"]);
    assert!(!said.contains("watching"), "{said}");
    drop(watch);
    fs::remove_dir_all(&folder).unwrap();
}
