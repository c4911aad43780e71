//! OpenDocument text → blocks.

use super::{DocumentError, Item, Limits};

/// Reads an OpenDocument text.
pub(super) fn read(_: &[u8], _: &Limits) -> Result<Item, DocumentError> {
    Err(DocumentError::Foreign { form: "an OpenDocument text" })
}
