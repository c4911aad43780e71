//! An open story: its text as the editor has it, and what is found in it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use onrecord::{
    Span, Unit,
    attribution::Story,
    diagnostic::Diagnostic,
    document::{DocumentError, Format, Versions},
    lint::Draft,
    rule::{self, Definition},
};

use super::{ruler::Ruler, uri};
use crate::cli::{check::Known, house::House};

/// What editors call the formats.
const LANGUAGES: &[(&str, Format)] = &[
    ("plaintext", Format::Text),
    ("text", Format::Text),
    ("markdown", Format::Markdown),
    ("mdx", Format::Mdx),
    ("html", Format::Html),
    ("xhtml", Format::Html),
    ("asciidoc", Format::AsciiDoc),
    ("restructuredtext", Format::Rst),
    ("rst", Format::Rst),
    ("wikitext", Format::Wikitext),
    ("mediawiki", Format::Wikitext),
];

/// A story that is open in the editor.
pub(super) struct Open {
    pub(super) uri: Uri,
    pub(super) version: i32,
    pub(super) text: String,
    /// Where its file is; none of a buffer without a name.
    pub(super) path: Option<PathBuf>,
    /// The format that the editor says it has.
    said: Option<Format>,
    pub(super) house: Arc<House>,
    /// Where it is, as the house's settings see it, and each of its files of waivers: asked of the file system once.
    place: Option<String>,
    seen: Vec<Option<String>>,
    /// What was there before, where the house has a baseline.
    known: Option<Known>,
    reading: Option<Reading>,
    /// What was found, by place: also what is folded and what somebody has accepted.
    pub(super) found: Vec<Diagnostic>,
    /// Why it cannot be read.
    pub(super) trouble: Option<DocumentError>,
}

/// A story as it was read last.
struct Reading {
    format: Format,
    versions: Versions,
    draft: Option<Draft>,
}

impl Open {
    /// Nothing is read yet.
    pub(super) fn new(document: TextDocumentItem, house: Arc<House>, known: Option<Known>) -> Self {
        let TextDocumentItem { uri, language_id, version, text } = document;
        let path = uri::to_path(&uri);
        let said = of_language(&language_id).filter(|format| !path_says_more(path.as_deref(), *format));
        let (place, seen, reading, found, trouble) = (None, Vec::new(), None, Vec::new(), None);
        let mut open = Self {
            uri,
            version,
            text,
            path,
            said,
            house: Arc::clone(&house),
            place,
            seen,
            known: None,
            reading,
            found,
            trouble,
        };
        open.settle(house, known);
        open
    }

    /// Goes by other settings from now on.
    pub(super) fn settle(&mut self, house: Arc<House>, known: Option<Known>) {
        let path = self.path.as_deref();
        (self.place, self.seen) = (path.and_then(|path| house.path_of(path)), house.seen_by_waivers(path));
        (self.house, self.known, self.reading) = (house, known, None);
    }

    /// Takes in a change of the text. What has no range is the whole of it.
    pub(super) fn change(&mut self, change: TextDocumentContentChangeEvent, unit: Unit) {
        match change.range {
            Some(range) => {
                let span = Ruler::new(&self.text, unit).span(range);
                self.text.replace_range(span.range(), &change.text);
            }
            None => self.text = change.text,
        }
    }

    /// Reads and checks the text as it is now.
    pub(super) fn refresh(&mut self) {
        self.trouble = self.read().err();
        let Some(draft) = self.draft() else {
            self.found = Vec::new();
            return;
        };
        let (mut found, _) = draft.check_waived(self.house.waivers_of(&self.seen));
        if let Some(known) = &self.known {
            known.accept(self.path.as_deref(), None, &mut found);
        }
        self.found = found;
    }

    /// Reads the text; only where it changed, if it was read before.
    fn read(&mut self) -> Result<(), DocumentError> {
        let format = match self.said {
            Some(format) => format,
            None => Format::of(self.path.as_deref(), self.text.as_bytes())?,
        };
        if self.reading.as_ref().is_none_or(|reading| reading.format != format) {
            self.reading = Some(Reading { format, versions: Versions::new(format), draft: None });
        }
        let Some(reading) = &mut self.reading else { return Ok(()) };
        if format.is_archive() {
            // Rows of data: they are checked by `onrecord check`, one story at a time.
            return Ok(());
        }
        let document = reading.versions.read(self.text.as_bytes()).inspect_err(|_| reading.draft = None)?;
        if let Some(draft) = &mut reading.draft {
            draft.read_again(document);
        } else {
            let linter = &self.house.linter;
            reading.draft = Some(match &self.place {
                Some(place) => linter.draft_at(place, document),
                None => linter.draft(document),
            });
        }
        Ok(())
    }

    fn draft(&self) -> Option<&Draft> {
        self.reading.as_ref()?.draft.as_ref()
    }

    /// What was read; nothing where it cannot be.
    pub(super) fn story(&self) -> Option<&Story> {
        self.draft().map(Draft::story)
    }

    /// The format that it was read in.
    pub(super) fn format(&self) -> Option<Format> {
        self.reading.as_ref().map(|reading| reading.format)
    }

    /// Where some words of the story stand in the text.
    pub(super) fn in_text(&self, span: Span) -> Span {
        self.story().map_or(span, |story| story.document.map.to_file(span))
    }

    /// What is shown of what was found.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().filter(|found| found.is_shown())
    }

    /// What is shown of what was found at some words of the text, or next to a place between two.
    pub(super) fn shown_at(&self, span: Span) -> impl Iterator<Item = &Diagnostic> {
        let touches = move |place: Span| place.start() <= span.end() && span.start() <= place.end();
        self.shown().filter(move |found| touches(self.in_text(found.span)))
    }

    /// A rule, as it is set for the story.
    pub(super) fn rule(&self, code: &str) -> Option<Definition> {
        let linter = &self.house.linter;
        let kind = self.story().and_then(|story| story.document.kind);
        rule::find(&linter.rules_for(&linter.config().at(self.place.as_deref()), kind), code).cloned()
    }
}

/// The format that an editor says a text has.
fn of_language(language: &str) -> Option<Format> {
    LANGUAGES.iter().find(|(name, _)| *name == language).map(|(_, format)| *format)
}

/// Whether the name of a file says what the editor does not know: to many of them all that has no colours is plain text.
fn path_says_more(path: Option<&Path>, said: Format) -> bool {
    said == Format::Text && path.is_some_and(|path| Format::of_name(path).is_some())
}
