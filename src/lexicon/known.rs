//! What is known of each word. Thousands of words share few answers, so each answer stands once.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{ClassSet, Entry, Forms, WordId};
use crate::flat::{Flat, Table};

/// What is known of words, by their identity.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Known {
    /// By word: an index of `entries`.
    of_words: Table<u32>,
    entries: Table<Entry>,
    /// The indices of the entries; made when the first changes.
    #[serde(skip)]
    indices: FxHashMap<Entry, u32>,
}

impl Flat for Entry {
    const SIZE: usize = ClassSet::SIZE + Forms::SIZE;

    #[inline]
    fn read(row: &[u8]) -> Self {
        Self { classes: ClassSet::read(row), forms: Forms::read(&row[ClassSet::SIZE..]) }
    }

    fn write(self, bytes: &mut Vec<u8>) {
        self.classes.write(bytes);
        self.forms.write(bytes);
    }
}

impl Known {
    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.of_words.len()
    }

    #[inline]
    pub(super) fn get(&self, word: WordId) -> Entry {
        let entry = self.of_words.get(word.index()).and_then(|entry| self.entries.get(entry as usize));
        entry.unwrap_or_default()
    }

    /// Adds a word.
    pub(super) fn push(&mut self, entry: Entry) -> WordId {
        let entry = self.index(entry);
        WordId(self.of_words.push(entry) as u32)
    }

    pub(super) fn set(&mut self, word: WordId, entry: Entry) {
        let entry = self.index(entry);
        self.of_words.set(word.index(), entry);
    }

    /// The index of an entry, which is added if it is new.
    fn index(&mut self, entry: Entry) -> u32 {
        let Self { entries, indices, .. } = self;
        if indices.is_empty() {
            indices.extend(entries.iter().zip(0..));
        }
        *indices.entry(entry).or_insert_with(|| entries.push(entry) as u32)
    }
}
