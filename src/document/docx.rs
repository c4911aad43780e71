//! Word documents → blocks.

use super::{DocumentError, Item, Limits};

/// Reads a Word document.
pub(super) fn read(_: &[u8], _: &Limits) -> Result<Item, DocumentError> {
    Err(DocumentError::Foreign { form: "a Word document" })
}
