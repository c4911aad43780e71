//! What a house has set: which profile, which rules speak, how gravely, with which numbers.
//!
//! A setting is looked for from the nearest outwards: the `[rule.CODE]` tables of `onrecord.toml`, the profile, the
//! profiles that it builds on, the house's changes of the rule, the rule's own file.

mod file;

pub use file::ConfigFile;

use crate::{
    document::Kind,
    rule::{Adjustments, Catalogue, Definition},
};

/// The settings for a check.
#[derive(Clone, Debug, Default)]
pub struct Config {
    profile: Option<String>,
    /// The kind of the stories that do not say theirs.
    pub kind: Option<Kind>,
    adjustments: Adjustments,
}

/// There is no profile of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct UnknownProfile(String);

impl Config {
    /// The same, with every story checked by one profile, whatever its kind.
    ///
    /// # Errors
    /// [`UnknownProfile`] where the catalogue has none of this name.
    pub fn with_profile(self, name: &str, catalogue: &Catalogue) -> Result<Self, UnknownProfile> {
        let profiles = catalogue.profiles();
        match profiles.position(name) {
            Some(_) => Ok(Self { profile: Some(name.to_owned()), ..self }),
            None => Err(UnknownProfile(profiles.unknown(name))),
        }
    }

    /// The profile for a story that says that it is of a kind, or says nothing.
    pub(crate) fn profile(&self, catalogue: &Catalogue, kind: Option<Kind>) -> Option<usize> {
        let profiles = catalogue.profiles();
        let asked = self.profile.as_ref().and_then(|name| profiles.position(name));
        asked.or_else(|| profiles.for_kind(kind.or(self.kind)))
    }

    /// The rules as they are set for the stories of a profile.
    pub(crate) fn rules(&self, catalogue: &Catalogue, profile: Option<usize>) -> Vec<Definition> {
        let mut rules = match profile {
            Some(profile) => catalogue.rules_in(profile),
            None => catalogue.rules().to_vec(),
        };
        self.adjustments.apply(&mut rules);
        rules
    }
}
