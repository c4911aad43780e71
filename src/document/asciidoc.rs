//! AsciiDoc → blocks.

use super::{Document, text};

/// Reads AsciiDoc.
pub(super) fn read(file: &str) -> Document {
    text::read(file, false)
}
