//! Story and rules → diagnostics.
//!
//! Every rule visits the nodes it asks for (`visit`); what holds there and is not excused (`excuse`) is a
//! finding. Then the findings are settled among themselves (`settle`): one source mention, one diagnostic.

mod echo;
mod excuse;
mod finding;
mod settle;
mod test;
mod verify;
mod view;
mod visit;
mod wording;

pub use verify::{Verdict, Verified, verify, verify_in};

use std::sync::OnceLock;

use self::view::View;
use crate::{
    attribution::Story,
    config::Config,
    diagnostic::Diagnostic,
    document::Document,
    rule::{self, Catalogue, Definition},
};

/// Checks stories by a catalogue of rules.
#[derive(Clone, Debug)]
pub struct Linter {
    catalogue: Catalogue,
    config: Config,
    /// The rules as they are set, by profile; made when the first story asks. The last is for no profile at all.
    sets: Vec<OnceLock<Vec<Definition>>>,
}

impl Linter {
    /// A linter with these rules and settings.
    pub fn new(catalogue: Catalogue, config: Config) -> Self {
        let sets = vec![OnceLock::new(); catalogue.profiles().all().len() + 1];
        Self { catalogue, config, sets }
    }

    /// The catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The rules as they are set for stories that say nothing of their kind.
    pub fn rules(&self) -> &[Definition] {
        self.rules_of(self.config.profile(&self.catalogue, None))
    }

    /// The rule of this code or name, whatever the case, as it is set for stories that say nothing of their kind.
    pub fn rule(&self, name: &str) -> Option<&Definition> {
        rule::find(self.rules(), name)
    }

    /// The name of the profile that a story is checked by.
    pub fn profile_of(&self, story: &Story) -> Option<&str> {
        let profile = self.config.profile(&self.catalogue, story.document.kind)?;
        self.catalogue.profiles().all().get(profile).map(|profile| profile.name.as_str())
    }

    /// Reads a document: its sentences, quotations, attributions, sources and claims.
    pub fn read(&self, document: Document) -> Story {
        Story::read(document, self.catalogue.lexicon(), self.catalogue.claims())
    }

    /// What an editor would send back, by place.
    pub fn check(&self, story: &Story) -> Vec<Diagnostic> {
        check(self.rules_of(self.config.profile(&self.catalogue, story.document.kind)), story)
    }

    fn rules_of(&self, profile: Option<usize>) -> &[Definition] {
        let set = &self.sets[profile.unwrap_or(self.sets.len() - 1)];
        set.get_or_init(|| self.config.rules(&self.catalogue, profile))
    }
}

/// What some rules find in a story, by place.
fn check(rules: &[Definition], story: &Story) -> Vec<Diagnostic> {
    let view = View::new(story);
    let findings = visit::findings(&view, rules);
    let settled = settle::settle(&view, rules, findings);
    settled.into_iter().map(|finding| wording::word(&view, rules, finding)).collect()
}
