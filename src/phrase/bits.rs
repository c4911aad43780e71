//! Sets of words and of parts of speech, in bits.

use serde::{Deserialize, Serialize};

use crate::{flat::wraps, lexicon::WordId, prose::Tag};

/// A few bits for a set of words: a word is certainly not in it whose bit is not set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordBits([u64; 4]);

impl WordBits {
    #[inline]
    pub(super) fn insert(&mut self, word: WordId) {
        let (at, bit) = Self::place(word);
        self.0[at] |= bit;
    }

    #[inline]
    pub(super) fn any(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).fold(0, |common, (mine, theirs)| common | mine & theirs) != 0
    }

    #[inline]
    pub(super) fn may_have(&self, word: WordId) -> bool {
        let (at, bit) = Self::place(word);
        self.0[at] & bit != 0
    }

    #[inline]
    fn place(word: WordId) -> (usize, u64) {
        (word.index() / 64 % 4, 1 << (word.index() % 64))
    }
}

wraps!(WordBits([u64; 4]));

/// A set of parts of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TagSet(u32);

impl TagSet {
    #[inline]
    pub(super) fn has(self, tag: Tag) -> bool {
        self.0 >> (tag as u32) & 1 == 1
    }

    #[inline]
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// One bit a part of speech.
    #[inline]
    pub(super) fn bits(self) -> u32 {
        self.0
    }

    #[inline]
    pub(super) fn of_bits(bits: u32) -> Self {
        Self(bits)
    }
}

wraps!(TagSet(u32));

impl From<Tag> for TagSet {
    #[inline]
    fn from(tag: Tag) -> Self {
        Self(1 << (tag as u32))
    }
}

impl FromIterator<Tag> for TagSet {
    #[inline]
    fn from_iter<I: IntoIterator<Item = Tag>>(tags: I) -> Self {
        tags.into_iter().fold(Self::default(), |set, tag| set.with(tag.into()))
    }
}
