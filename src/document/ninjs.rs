//! ninjs and stories as JSON objects → stories.

use super::{DocumentError, Item, Limits};

/// Reads ninjs, or a story as a JSON object: the stories in it, in their order.
pub(super) fn read(_: &str, _: &Limits) -> Result<Vec<Item>, DocumentError> {
    Err(DocumentError::NoStory { what: "ninjs is not read yet".into() })
}
