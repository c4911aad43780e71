//! Diagnostics → text for people, JSON for programs. One file a format.
//!
//! Renderers read a [`Checked`] file and nothing else; none of them knows a rule. They return strings: whoever
//! embeds the library decides where these go.

mod excerpt;
mod explain;
pub mod inspect;
pub mod json;
mod ledger;
mod mistake;
mod place;
mod profile;
mod reading;
mod style;
mod table;
mod text;
mod verdicts;

pub use explain::{explain, list};
pub use ledger::ledger;
pub use mistake::mistake;
pub use place::{Lines, Place};
pub use profile::{profile, profiles};
pub use reading::reading;
pub use table::table;
pub use text::{closing, render};
pub use verdicts::verdicts;

use std::ops::AddAssign;

use crate::{
    attribution::{Story, Tally},
    diagnostic::{Diagnostic, Level},
};

/// A file with what was found in it.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The file's path, as the user named it.
    pub path: &'a str,
    /// What the file says.
    pub file: &'a str,
    /// What was read of it.
    pub story: &'a Story,
    /// What was found, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files checked.
    pub files: usize,
    /// Diagnostics shown, by level.
    pub errors: usize,
    /// Diagnostics shown, by level.
    pub warnings: usize,
    /// Diagnostics shown, by level.
    pub notes: usize,
    /// Notes that another diagnostic stands for.
    pub folded: usize,
    /// Who is cited, over all files.
    pub tally: Tally,
}

impl Checked<'_> {
    /// How much was found in this file.
    pub fn summary(&self) -> Summary {
        let shown =
            |level| self.diagnostics.iter().filter(|found| !found.folded && found.level == level).count();
        let is_body = |sentence: usize| {
            self.story.document.blocks[self.story.prose.sentences[sentence].block].role.is_body()
        };
        Summary {
            files: 1,
            errors: shown(Level::Error),
            warnings: shown(Level::Warning),
            notes: shown(Level::Note),
            folded: self.diagnostics.iter().filter(|found| found.folded).count(),
            tally: Tally::of(self.story, |attribution| is_body(attribution.sentence)),
        }
    }
}

impl Summary {
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
        self.tally.add(other.tally);
    }
}
