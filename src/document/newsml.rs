//! NewsML-G2 → stories.

use super::{DocumentError, Item, Limits};

/// Reads NewsML-G2: the stories in it, in their order.
pub(super) fn read(_: &str, _: &Limits) -> Result<Vec<Item>, DocumentError> {
    Err(DocumentError::NoStory { what: "NewsML-G2 is not read yet".into() })
}
