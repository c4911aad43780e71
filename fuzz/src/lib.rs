//! What must hold whatever the bytes: properties, one file a part of the program.
//!
//! Each file has a function `holds` that takes any bytes and panics where something does not hold. libFuzzer calls it
//! (`fuzz_targets/`) with bytes of its own making, and `cargo test` (`tests/fuzzed.rs`) with those that are kept here.

pub mod check;
pub mod document;
pub mod phrases;
pub mod prose;
pub mod rules;
pub mod settings;
mod shown;
pub mod story;
mod twice;

/// What must hold of any bytes: panics where it does not.
pub type Property = fn(&[u8]);

/// The parts by name, each with what holds there.
pub const TARGETS: &[(&str, Property)] = &[
    ("check", check::holds),
    ("document", document::holds),
    ("phrases", phrases::holds),
    ("prose", prose::holds),
    ("rules", rules::holds),
    ("settings", settings::holds),
    ("story", story::holds),
];
