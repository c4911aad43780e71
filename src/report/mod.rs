//! Diagnostics → reports for people and for programs. One file a format.
//!
//! Renderers read a [`Checked`] file and nothing else; none of them knows a rule. They return strings: whoever
//! embeds the library decides where these go. [`format`](mod@format) lists them all.

mod address;
mod checkstyle;
mod columns;
pub mod contract;
mod excerpt;
mod explain;
pub mod format;
mod github;
mod gitlab;
#[cfg(feature = "html")]
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

pub use address::uri;
pub use explain::{explain, list};
pub use format::{Flow, Format, Renderer, RuleFacts, Run, render};
pub use ledger::ledger;
pub use mistake::{misread, mistake};
pub use place::{Lines, Numbered, Place};
pub use plain::{clean, lines, painted, plain};
pub use profile::{profile, profiles};
pub use reading::reading;
pub use settings::{Placed, settings};
pub use summary::Summary;
pub use table::table;
pub use text::Text;
pub use verdicts::verdicts;

pub use crate::counted::counted;
use crate::{
    Span, Unit,
    attribution::Story,
    diagnostic::{Diagnostic, Edit},
    document::{Ground, Origin, story_name},
    fix,
};

/// A file with what was found in it.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The file's path, as the user named it.
    pub path: &'a str,
    /// What the file says: the text that the map of the document leads into.
    pub file: &'a str,
    /// What was read of it.
    pub story: &'a Story,
    /// Which story of the file it is, and what its places are counted in.
    pub origin: &'a Origin,
    /// What was found, by place: also what is folded and what somebody has accepted.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it counts as a story.
    is_story: bool,
    lines: Lines<'a>,
    /// What offsets count for scripts.
    unit: Unit,
}

/// That of a story that is all of its file.
static WHOLE: Origin = Origin::whole();

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
        Self::in_lines(path, Lines::new(file), story, diagnostics)
    }

    /// The same for a file whose lines are known.
    pub fn in_lines(path: &'a str, lines: Lines<'a>, story: &'a Story, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            path,
            file: lines.text(),
            story,
            origin: &WHOLE,
            diagnostics,
            is_story: true,
            lines,
            unit: Unit::Utf8,
        }
    }

    /// The same for a story that comes from elsewhere than a file of its own.
    pub fn of(self, origin: &'a Origin) -> Self {
        Self { origin, ..self }
    }

    /// The same for a file that stories are checked by, and that is none itself: what is found in it counts, and it
    /// does not. There is nothing to read in it but the text that the findings point into.
    pub fn beside_stories(self) -> Self {
        Self { is_story: false, ..self }
    }

    /// The same with offsets counted in another unit, in JSON and where else scripts read them. Only those of stories
    /// that are at the beginning of their files can be: elsewhere nothing is known of what stands before.
    pub fn counted_in(self, unit: Unit) -> Self {
        debug_assert!(unit == Unit::Utf8 || self.origin.base.bytes == 0, "what stands before is not known");
        Self { unit, ..self }
    }

    /// What the story is called: the path of its file, and which of several in it.
    pub fn title(&self) -> String {
        story_name(self.path, self.origin.id.as_deref())
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
        let place = |at| self.in_whole_file(self.lines.place(at));
        Region { span, start: place(span.start()), end: place(span.end()) }
    }

    /// A place in [`Checked::file`] as one of the whole file.
    fn in_whole_file(&self, Place { line, column }: Place) -> Place {
        Place { line: line + self.origin.base.lines, column }
    }

    /// Where a byte of [`Checked::file`] stands, for programs that cut lines up by bytes.
    fn place_in_bytes(&self, at: usize) -> Place {
        self.in_whole_file(self.lines.place_in_bytes(at))
    }

    /// The offset in the whole file of a byte of [`Checked::file`].
    pub fn offset(&self, at: usize) -> u64 {
        self.origin.base.bytes + at as u64
    }

    /// The same in the unit that scripts are told offsets in.
    fn offset_for_scripts(&self, at: usize) -> u64 {
        self.offset(self.lines.offset(at, self.unit))
    }

    /// The text that offsets are counted in, where that is not the file.
    pub fn extracted(&self) -> Option<&'a str> {
        let ground = &self.origin.ground;
        ground.text().filter(|_| !ground.is_of_file()).map(AsRef::as_ref)
    }

    /// What leads to some words of the document's text, where line and column are not all there is to say: which story
    /// of the file, which paragraph, which element.
    fn whereabouts(&self, span: Span) -> Option<String> {
        let story = self.origin.id.as_deref().map(|id| format!("story {id}"));
        let paragraph = matches!(self.origin.ground, Ground::Paragraphs(_)).then(|| {
            let Place { line, column } = self.region(span).start;
            format!("paragraph {line}, character {column}")
        });
        let pointer = self.origin.pointer(span.start()).map(str::to_owned);
        let parts: Vec<String> = [story, paragraph, pointer].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// What the fix of a diagnostic changes in the file, in bytes of the file; none where it cannot be made there.
    pub fn edits(&self, found: &Diagnostic) -> Option<Vec<Edit>> {
        if !self.origin.is_file() {
            return None;
        }
        fix::in_file(self.file, &self.story.document, found.fix.as_ref()?)
    }

    /// How much was found in this file.
    pub fn summary(&self) -> Summary {
        Summary::of(self)
    }
}
