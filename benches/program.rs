//! How fast the program is, from its start to its end: `cargo bench --bench program`. `benches/table` also tells how much
//! memory it takes.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

mod story;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use divan::{Bencher, counter::BytesCount};
use story::{Story, press};

/// As much as is asked for at once, in bytes.
const MUCH: usize = 10_000_000;
/// In as many files.
const FILES: usize = 5_000;

fn main() {
    divan::main();
}

/// The folder that the stories are written to.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("benches");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs the program, which must be able to do its work.
fn check(path: &Path, threads: usize) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(["check", "--isolated", "--fail-on", "never", "-j", &threads.to_string()]).arg(path);
    assert!(command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success());
}

/// A story of 4 KB.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn a_start_to_finish(bencher: Bencher<'_, '_>) {
    let path = folder().join("story.txt");
    fs::write(&path, Story::new(0, 4_000).text()).unwrap();
    bencher.bench_local(|| check(&path, 1));
}

/// 10 MB in one file.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn b_one_file(bencher: Bencher<'_, '_>, threads: usize) {
    let path = folder().join("press.txt");
    fs::write(&path, press(MUCH)).unwrap();
    bencher.counter(BytesCount::new(MUCH)).bench_local(|| check(&path, threads));
}

/// 10 MB in 5,000 files.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn c_many_files(bencher: Bencher<'_, '_>, threads: usize) {
    let folder = folder().join("stories");
    let written = story::write(&folder, MUCH, FILES).unwrap();
    bencher.counter(BytesCount::new(written)).bench_local(|| check(&folder, threads));
}
