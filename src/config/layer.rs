//! What one place of a configuration sets: for all stories, or for those in some places.

use super::{FailOn, Given, pattern::PathPattern};
use crate::{document::Kind, rule::Adjustments};

/// Settings that stand together. What is not given is left to the layers below.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    /// The stories that it holds for.
    pub(super) when: When,
    /// The profile of stories whose kind chooses no other.
    pub(super) base: Option<Given<String>>,
    /// The profile, whatever the kind.
    pub(super) profile: Option<Given<String>>,
    /// The kind of stories that do not say theirs.
    pub(super) kind: Option<Given<Kind>>,
    /// The lowest level that fails a check.
    pub(super) fail_on: Option<Given<FailOn>>,
    pub(super) adjustments: Adjustments,
}

/// The stories that a layer holds for.
#[derive(Clone, Debug, Default)]
pub(super) enum When {
    /// Every story.
    #[default]
    Always,
    /// Those whose path matches one of these.
    Under(Vec<PathPattern>),
}

impl Layer {
    /// Whether it holds for the story at a path, seen from the folder of the settings; a text without a path is in no
    /// particular place.
    pub(super) fn holds(&self, path: Option<&str>) -> bool {
        match (&self.when, path) {
            (When::Always, _) => true,
            (When::Under(_), None) => false,
            (When::Under(patterns), Some(path)) => patterns.iter().any(|pattern| pattern.matches(path)),
        }
    }
}
