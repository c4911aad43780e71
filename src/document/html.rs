//! HTML → blocks.

use super::{Document, DocumentError, Limits};

/// Reads a page.
pub(super) fn read(file: &str, limits: &Limits) -> Result<Document, DocumentError> {
    fragment(file, false, limits)
}

/// Reads a piece of HTML that is a story from end to end. With `titled`, a headline stands above it.
pub(super) fn fragment(file: &str, titled: bool, _: &Limits) -> Result<Document, DocumentError> {
    Ok(super::text::read(file, titled))
}
