//! Diagnostics → reports for people and for programs. One file a format.
//!
//! Renderers read a [`Checked`] file and nothing else; none of them knows a rule. They return strings: whoever
//! embeds the library decides where these go. [`format`](mod@format) lists them all.

mod address;
mod checkstyle;
mod columns;
mod excerpt;
mod explain;
pub mod format;
mod github;
mod gitlab;
mod html;
pub mod inspect;
mod json;
mod jsonl;
mod junit;
mod ledger;
mod markdown;
mod mistake;
mod place;
mod plain;
mod profile;
mod rdjson;
mod reading;
mod row;
mod sarif;
mod settings;
mod short;
mod stats;
mod style;
mod summary;
mod table;
mod text;
mod told;
mod verdicts;
mod wikitext;
mod xml;

pub use explain::{explain, list};
pub use format::{Format, Renderer, RuleFacts, Run};
pub use ledger::ledger;
pub use mistake::mistake;
pub use place::{Lines, Place};
pub use profile::{profile, profiles};
pub use reading::reading;
pub use settings::{Placed, settings};
pub use summary::Summary;
pub use table::table;
pub use text::Text;
pub use verdicts::verdicts;

pub use crate::counted::counted;
use crate::{
    Span,
    attribution::Story,
    diagnostic::{Diagnostic, Edit},
    fix,
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
    /// What was found, by place: also what is folded and what somebody has accepted.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it counts as a story.
    is_story: bool,
    lines: Lines<'a>,
}

/// A stretch of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Bytes of the file.
    pub span: Span,
    /// Where it begins.
    pub start: Place,
    /// Just past its last character.
    pub end: Place,
}

impl<'a> Checked<'a> {
    /// A file with what was found in it.
    pub fn new(path: &'a str, file: &'a str, story: &'a Story, diagnostics: Vec<Diagnostic>) -> Self {
        Self { path, file, story, diagnostics, is_story: true, lines: Lines::new(file) }
    }

    /// The same for a file that stories are checked by, and that is none itself: what is found in it counts, and it
    /// does not. There is nothing to read in it but the text that the findings point into.
    pub fn beside_stories(self) -> Self {
        Self { is_story: false, ..self }
    }

    /// What a report shows.
    pub fn shown(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|found| found.is_shown())
    }

    /// What nobody has agreed to, also what is folded.
    fn open(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|found| found.accepted.is_none())
    }

    /// What is kept on record: what a report shows, and what somebody has agreed to.
    fn recorded(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|found| !found.folded)
    }

    /// Where some words of the document's text stand in the file.
    pub fn region(&self, span: Span) -> Region {
        self.region_of_file(self.story.document.map.to_file(span))
    }

    /// Where a stretch of the file stands, given in bytes of the file.
    pub fn region_of_file(&self, span: Span) -> Region {
        Region { span, start: self.lines.place(span.start()), end: self.lines.place(span.end()) }
    }

    /// What the fix of a diagnostic changes in the file, in bytes of the file; none where it cannot be made there.
    pub fn edits(&self, found: &Diagnostic) -> Option<Vec<Edit>> {
        fix::in_file(self.file, &self.story.document, found.fix.as_ref()?)
    }

    /// How much was found in this file.
    pub fn summary(&self) -> Summary {
        Summary::of(self)
    }
}
