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

pub use verify::{Verdict, Verified, verify};

use self::view::View;
use crate::{attribution::Story, config::Config, diagnostic::Diagnostic, document::Document, rule::Catalogue};

/// Checks stories by a catalogue of rules.
#[derive(Clone, Debug)]
pub struct Linter {
    catalogue: Catalogue,
    config: Config,
}

impl Linter {
    /// A linter with these rules and settings.
    pub fn new(catalogue: Catalogue, config: Config) -> Self {
        Self { catalogue, config }
    }

    /// The rules.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Reads a document: its sentences, quotations, attributions, sources and claims.
    pub fn read(&self, document: Document) -> Story {
        Story::read(document, self.catalogue.lexicon(), self.catalogue.claims())
    }

    /// What an editor would send back, by place.
    pub fn check(&self, story: &Story) -> Vec<Diagnostic> {
        let view = View::new(story, &self.config);
        let rules = self.catalogue.rules();
        let findings = visit::findings(&view, rules);
        let settled = settle::settle(&view, rules, findings);
        settled.into_iter().map(|finding| wording::word(&view, rules, finding)).collect()
    }
}
