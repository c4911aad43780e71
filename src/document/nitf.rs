//! NITF → blocks.

use super::{DocumentError, Item, Limits};

/// Reads NITF: the stories in it, in their order.
pub(super) fn read(_: &str, _: &Limits) -> Result<Vec<Item>, DocumentError> {
    Err(DocumentError::NoStory { what: "NITF is not read yet".into() })
}
