//! reStructuredText → blocks.

use super::{Document, text};

/// Reads reStructuredText.
pub(super) fn read(file: &str) -> Document {
    text::read(file, false)
}
