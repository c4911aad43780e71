//! Things counted, as people say it.

use crate::lexicon::plural;

/// A number of things with their name: "1 story", "2 stories".
pub fn counted(count: usize, name: &str) -> String {
    format!("{count} {}", named(count, name))
}

/// What so many things are called.
pub(crate) fn named(count: usize, name: &str) -> String {
    if count == 1 { name.to_owned() } else { plural(name) }
}
