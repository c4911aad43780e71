//! A story in the making: checked again after every edit, and read anew only where it changed.

use std::sync::Arc;

use super::{Linter, RuleSet, check, sweep::Hit};
use crate::{
    attribution::{Reading, Story},
    config::Settings,
    diagnostic::Diagnostic,
    document::Document,
};

/// A story that is being written, as an editor holds it open.
///
/// After an [`edit`](Self::edit) only the paragraphs that it touched are read anew, with those where a word is a name,
/// or is none, by how the edit writes it; what hangs on the whole story (who is meant by "he", what was told before)
/// is worked out anew. What is found is what [`Linter::read`] and [`Linter::check`] find in the same document.
///
/// ```
/// use onrecord::{
///     config::Config,
///     document::{Document, Format},
///     lint::Linter,
///     rule::Catalogue,
/// };
///
/// let linter = Linter::new(Catalogue::builtin()?, Config::default());
/// let document = |text: &str| Document::read(text.as_bytes(), Format::Text);
///
/// let before = "The bridge will close on Monday.\n\nCritics say it is unsafe.\n";
/// let mut draft = linter.draft(document(before)?);
/// assert_eq!(draft.check().len(), 1); // "Critics"
///
/// let after = "The bridge will close on Monday.\n\nAna Ruiz, the county engineer, said it is unsafe.\n";
/// assert!(draft.edit(document(after)?).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Draft<'l> {
    linter: &'l Linter,
    settings: Settings<'l>,
    /// The rules for its place and the kind that it says that it is.
    set: RuleSet,
    reading: Reading,
    /// The phrases that these rules look for, by sentence.
    hits: Vec<Hit>,
}

impl<'l> Draft<'l> {
    pub(super) fn new(linter: &'l Linter, settings: Settings<'l>, document: Document) -> Self {
        let set = linter.set_for(&settings, document.kind);
        let catalogue = &linter.catalogue;
        let reading = Reading::new(document, catalogue.lexicon(), catalogue.claims());
        let hits = set.sweep.through(&reading.story);
        Self { linter, settings, set, reading, hits }
    }

    /// The story, as it was read last.
    pub fn story(&self) -> &Story {
        &self.reading.story
    }

    /// What an editor would send back, by place.
    pub fn check(&self) -> Vec<Diagnostic> {
        check(&self.set, self.story(), &self.hits, self.linter.today, |_, _, _| {})
    }

    /// Takes in another version of the document, and gives what an editor would send back now, by place.
    pub fn edit(&mut self, document: Document) -> Vec<Diagnostic> {
        let set = self.linter.set_for(&self.settings, document.kind);
        let catalogue = &self.linter.catalogue;
        let change = self.reading.read_again(document, catalogue.lexicon(), catalogue.claims());
        let story = &self.reading.story;
        if Arc::ptr_eq(&set.sweep, &self.set.sweep) {
            change.renew(&mut self.hits, |sentence, hits| set.sweep.through_sentence(story, sentence, hits));
        } else {
            self.hits = set.sweep.through(story);
            self.set = set;
        }
        self.check()
    }
}

#[cfg(test)]
mod tests;
