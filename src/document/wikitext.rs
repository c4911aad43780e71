//! Wikitext → blocks.

use super::{Document, text};

/// Reads wikitext.
pub(super) fn read(file: &str) -> Document {
    text::read(file, false)
}
