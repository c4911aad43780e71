//! How much was found, in one file or in all.

use std::ops::AddAssign;

use super::{Checked, counted};
use crate::{
    attribution::Tally,
    diagnostic::{Acceptance, Level},
};

/// What is said of a story in which nothing was found.
pub(super) const NOTHING: &str = "nothing to send back";

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// Stories checked.
    pub files: usize,
    /// Diagnostics shown, by level.
    pub errors: usize,
    /// Diagnostics shown, by level.
    pub warnings: usize,
    /// Diagnostics shown, by level.
    pub notes: usize,
    /// Notes that another diagnostic stands for.
    pub folded: usize,
    /// Diagnostics that a note in the story allows.
    pub suppressed: usize,
    /// Diagnostics that the file of waivers allows.
    pub waived: usize,
    /// Diagnostics that the baseline knows.
    pub baselined: usize,
    /// Who is cited, over all files.
    pub tally: Tally,
}

impl Summary {
    pub(super) fn of(checked: &Checked<'_>) -> Self {
        let shown = |level| checked.shown().filter(|found| found.level == level).count();
        let accepted =
            |by: Acceptance| checked.diagnostics.iter().filter(|found| found.is_accepted_by(by)).count();
        let story = checked.story;
        let is_body =
            |sentence: usize| story.document.blocks[story.prose.sentences[sentence].block].role.is_body();
        Self {
            files: usize::from(checked.is_story),
            errors: shown(Level::Error),
            warnings: shown(Level::Warning),
            notes: shown(Level::Note),
            folded: checked.open().filter(|found| found.folded).count(),
            suppressed: accepted(Acceptance::Note),
            waived: accepted(Acceptance::Waiver),
            baselined: accepted(Acceptance::Baseline),
            tally: Tally::of(story, |attribution| is_body(attribution.sentence)),
        }
    }

    /// "2 errors, 1 note"
    pub fn found(&self) -> String {
        let found = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let told: Vec<String> = found
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| counted(count, name))
            .collect();
        if told.is_empty() { NOTHING.to_owned() } else { told.join(", ") }
    }

    /// How much is not shown, and why: "; 2 waived; 1 in the baseline"
    pub(super) fn aside(&self) -> String {
        let aside = [
            (self.folded, "folded into the paragraph they stand in"),
            (self.suppressed, "allowed in the text"),
            (self.waived, "waived"),
            (self.baselined, "in the baseline"),
        ];
        let told = aside.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, what)| format!("; {count} {what}")).collect()
    }

    /// "1 story"
    pub fn stories(&self) -> String {
        counted(self.files, "story")
    }

    /// Whether there is anything at this level or above.
    pub fn reaches(&self, level: Level) -> bool {
        let above = [(Level::Error, self.errors), (Level::Warning, self.warnings), (Level::Note, self.notes)];
        above.iter().any(|(found, count)| *found >= level && *count > 0)
    }
}

impl AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.folded += other.folded;
        self.suppressed += other.suppressed;
        self.waived += other.waived;
        self.baselined += other.baselined;
        self.tally.add(other.tally);
    }
}
