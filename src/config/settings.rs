//! The settings that hold for one story.

use super::{FailOn, Given, layer::Layer};
use crate::{
    document::Kind,
    rule::{Catalogue, Definition},
};

/// What holds for the stories in one place.
#[derive(Clone, Debug)]
pub struct Settings<'c> {
    /// The layers that hold there, from the bottom up, each with its place in the configuration.
    pub(super) layers: Vec<(usize, &'c Layer)>,
}

/// What tells the settings of one place from those of others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    layers: Vec<usize>,
    profile: Option<usize>,
}

impl<'c> Settings<'c> {
    /// The lowest level that fails a check, where one is set.
    pub fn fail_on(&self) -> Option<&'c Given<FailOn>> {
        self.top(|layer| layer.fail_on.as_ref())
    }

    /// The profile for every story, where one is set.
    pub fn profile(&self) -> Option<&'c Given<String>> {
        self.top(|layer| layer.profile.as_ref())
    }

    /// The profile for stories whose kind chooses no other, where one is set.
    pub fn base(&self) -> Option<&'c Given<String>> {
        self.top(|layer| layer.base.as_ref())
    }

    /// The kind of stories that do not say theirs, where one is set.
    pub fn kind(&self) -> Option<&'c Given<Kind>> {
        self.top(|layer| layer.kind.as_ref())
    }

    /// The index of the profile for a story that says that it is of a kind, or says nothing.
    pub(crate) fn profile_for(&self, catalogue: &Catalogue, kind: Option<Kind>) -> Option<usize> {
        let profiles = catalogue.profiles();
        let index = |given: Option<&Given<String>>| profiles.position(&given?.value);
        let kind = kind.or(self.kind().map(|given| given.value));
        let by_kind = || kind.and_then(|kind| profiles.for_kind(kind));
        let base = index(self.base());
        // What the house builds on is its news profile.
        let usual =
            if kind.is_none_or(|kind| kind == Kind::News) { base.or_else(by_kind) } else { by_kind().or(base) };
        index(self.profile()).or(usual).or_else(|| profiles.usual())
    }

    /// What tells these settings, for stories of a profile, from others.
    pub(crate) fn key(&self, profile: Option<usize>) -> Key {
        Key { layers: self.layers.iter().map(|(index, _)| *index).collect(), profile }
    }

    /// The rules as they are set for the stories of a profile.
    pub(crate) fn rules(&self, catalogue: &Catalogue, profile: Option<usize>) -> Vec<Definition> {
        let mut rules = match profile {
            Some(profile) => catalogue.rules_in(profile),
            None => catalogue.rules().to_vec(),
        };
        for (_, layer) in &self.layers {
            layer.adjustments.apply(&mut rules);
        }
        rules
    }

    /// The topmost layer's answer.
    fn top<T>(&self, get: impl Fn(&'c Layer) -> Option<&'c T>) -> Option<&'c T> {
        self.layers.iter().rev().find_map(|(_, layer)| get(layer))
    }
}
