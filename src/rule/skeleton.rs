//! The rule file that a house begins with.

/// A rule that works, with comments that say what to change.
const SKELETON: &str = include_str!("skeleton.toml");

/// The rule file to begin with, for a code, a name and the path that it will have.
pub fn skeleton(code: &str, name: &str, path: &str) -> String {
    SKELETON.replace("%code%", code).replace("%name%", name).replace("%path%", path)
}
