//! Footnotes: links from the words before their mark to what the note cites.

use std::collections::HashMap;

use super::{extract::Extract, look};

/// The words of a note are kept up to so many bytes, which is as many as a link has: any number of notes can have the
/// same label.
const LONGEST_NOTE: usize = 4096;

/// The notes of a story, and the words that refer to them.
#[derive(Default)]
pub(super) struct Footnotes {
    references: Vec<Reference>,
    definitions: HashMap<String, Note>,
    /// Label of the note being read.
    current: Option<String>,
}

/// The mark of a note in the text.
struct Reference {
    /// The word before the mark. Bytes of the text.
    start: usize,
    end: usize,
    label: String,
}

/// What a note says.
#[derive(Default)]
struct Note {
    words: String,
    /// The target of its first link.
    cited: Option<String>,
}

impl Footnotes {
    /// Notes a mark at the end of what has been extracted.
    pub(super) fn refer(&mut self, extract: &Extract, label: &str) {
        if extract.is_open() {
            let (start, end) = extract.last_word();
            self.references.push(Reference { start, end, label: label.to_owned() });
        }
    }

    /// Begins a note.
    pub(super) fn define(&mut self, label: &str) {
        self.current = Some(label.to_owned());
    }

    /// Ends the note.
    pub(super) fn end(&mut self) {
        if let Some(note) = self.note() {
            note.words.truncate(note.words.trim_end_matches(look::is_blank).len());
        }
        self.current = None;
    }

    /// Adds words, if a note is being read.
    pub(super) fn words(&mut self, words: &str) {
        if let Some(note) = self.note() {
            let words = if note.words.is_empty() { words.trim_start_matches(look::is_blank) } else { words };
            note.words += look::start_of(words, LONGEST_NOTE.saturating_sub(note.words.len()));
        }
    }

    /// Adds the target of a link, if a note is being read.
    pub(super) fn cite(&mut self, target: &str) {
        if let Some(note) = self.note() {
            note.cited.get_or_insert_with(|| target.to_owned());
        }
    }

    fn note(&mut self) -> Option<&mut Note> {
        let label = self.current.as_ref()?;
        if !self.definitions.contains_key(label) {
            self.definitions.insert(label.clone(), Note::default());
        }
        self.definitions.get_mut(label)
    }

    /// Makes a link of every mark: to what its note links to, or else to the words of the note.
    pub(super) fn link(self, extract: &mut Extract) {
        for Reference { start, end, label } in self.references {
            match self.definitions.get(&label) {
                Some(note) => extract.link(start, end, note.cited.as_deref().unwrap_or(&note.words)),
                None => extract.link(start, end, format!("#{label}")),
            }
        }
    }
}
