//! A story in the making: checked again after every edit, and read anew only where it changed.

use std::sync::Arc;

use super::{Linter, RuleSet, check, check_waived, memory::Memory};
use crate::{
    attribution::{Reading, Story},
    config::{WaiverUse, Waivers},
    diagnostic::Diagnostic,
    document::Document,
    span::edited,
};

/// A story that is being written, as an editor holds it open.
///
/// After an [`edit`](Self::edit) only the paragraphs that it touched are read anew, with those where a word is a name,
/// or is none, by how the edit writes it; what hangs on the whole story (who is meant by "he", what was told before)
/// is worked out anew. What is found is what [`Linter::read`] and [`Linter::check`] find in the same document.
///
/// ```
/// use std::sync::Arc;
///
/// use onrecord::{Linter, Setup, document::{Format, Versions}};
///
/// let linter = Arc::new(Linter::new(Setup::default())?);
/// let mut file = Versions::new(Format::Text);
///
/// let before = "The bridge will close on Monday.\n\nCritics say it is unsafe.\n";
/// let mut draft = linter.draft(file.read(before.as_bytes())?);
/// assert_eq!(draft.check().len(), 1); // "Critics"
///
/// let after = "The bridge will close on Monday.\n\nAna Ruiz, the county engineer, said it is unsafe.\n";
/// assert!(draft.edit(file.read(after.as_bytes())?).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Draft {
    linter: Arc<Linter>,
    /// Where the story is, as the settings see it.
    place: Option<String>,
    /// The rules for its place and the kind that it says that it is.
    set: RuleSet,
    reading: Reading,
    /// What single sentences say to these rules.
    memory: Memory,
}

impl Draft {
    pub(super) fn new(linter: Arc<Linter>, place: Option<String>, document: Document) -> Self {
        let set = linter.set_for(&linter.config.at(place.as_deref()), document.kind);
        let catalogue = &linter.catalogue;
        let reading = Reading::new(document, catalogue.lexicon(), catalogue.claims());
        let memory = Memory::of(&reading.story, &set.sweep);
        Self { linter, place, set, reading, memory }
    }

    /// The story, as it was read last.
    pub fn story(&self) -> &Story {
        &self.reading.story
    }

    /// What an editor would send back, by place.
    pub fn check(&self) -> Vec<Diagnostic> {
        check(&self.set, self.story(), &self.memory, self.linter.today, |_, _, _| {})
    }

    /// The same, with what some waivers allow marked as such, as [`Linter::check_waived`] does it.
    pub fn check_waived<'w>(
        &self,
        waivers: impl Iterator<Item = (&'w Waivers, Option<&'w str>)>,
    ) -> (Vec<Diagnostic>, Vec<WaiverUse>) {
        check_waived(&self.set, self.story(), &self.memory, self.linter.today, waivers)
    }

    /// Takes in another version of the document, and gives what an editor would send back now, by place.
    pub fn edit(&mut self, document: Document) -> Vec<Diagnostic> {
        self.read_again(document);
        self.check()
    }

    /// Takes in another version of the document.
    pub fn read_again(&mut self, document: Document) {
        let settings = self.linter.config.at(self.place.as_deref());
        let set = self.linter.set_for(&settings, document.kind);
        let catalogue = &self.linter.catalogue;
        let (_, edited) = edited(self.story().document.prose(), document.prose());
        let change = self.reading.read_again(document, catalogue.lexicon(), catalogue.claims());
        let story = &self.reading.story;
        if Arc::ptr_eq(&set.sweep, &self.set.sweep) {
            self.memory.renew(&change, edited, story, &set.sweep);
        } else {
            self.memory = Memory::of(story, &set.sweep);
            self.set = set;
        }
    }
}

#[cfg(test)]
mod tests;
