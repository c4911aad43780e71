//! What must hold whatever the bytes, on the bytes that are kept in `fuzz/`: the seeds from which libFuzzer starts, and
//! all that it found. The properties are those of `fuzz/src/`.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on may stop")]

#[path = "../fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "it is the root of a crate for libFuzzer")]
mod properties;

use std::{
    fs,
    panic::catch_unwind,
    path::{Path, PathBuf},
};

/// Where a target has its bytes.
const KEPT: &[&str] = &["fuzz/corpus", "fuzz/found"];

/// The files that are kept for a target.
fn kept(target: &str) -> Vec<PathBuf> {
    let folders = KEPT.iter().filter_map(|folder| fs::read_dir(Path::new(folder).join(target)).ok());
    let mut files: Vec<PathBuf> = folders.flatten().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

/// Runs a target on all that is kept for it.
fn all_hold(target: &str) {
    let (_, holds) = properties::TARGETS.iter().find(|(name, _)| *name == target).unwrap();
    let files = kept(target);
    assert!(!files.is_empty(), "nothing is kept for {target}");
    let fails = |file: &&PathBuf| {
        let bytes = fs::read(file).unwrap();
        catch_unwind(|| holds(&bytes)).is_err()
    };
    let failed: Vec<&PathBuf> = files.iter().filter(fails).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn every_target_is_run() {
    let mut targets: Vec<_> =
        fs::read_dir("fuzz/fuzz_targets").unwrap().map(|file| file.unwrap().path()).collect();
    targets.sort();
    let named: Vec<_> = targets.iter().map(|path| path.file_stem().unwrap().to_str().unwrap()).collect();
    assert_eq!(named, properties::TARGETS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

#[test]
fn check() {
    all_hold("check");
}

#[test]
fn document() {
    all_hold("document");
}

#[test]
fn phrases() {
    all_hold("phrases");
}

#[test]
fn prose() {
    all_hold("prose");
}

#[test]
fn rules() {
    all_hold("rules");
}

#[test]
fn settings() {
    all_hold("settings");
}

#[test]
fn story() {
    all_hold("story");
}
