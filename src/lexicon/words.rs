//! The words of the lexicon, by how they are written. Short ones, which most are on any page, are a number each: one
//! that is looked for is compared with no letters elsewhere in memory.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::WordId;

/// Words by their bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Words of up to eight bytes, as a number.
    short: FxHashMap<u64, WordId>,
    long: FxHashMap<Box<[u8]>, WordId>,
}

impl Words {
    #[inline]
    pub(super) fn get(&self, word: &[u8]) -> Option<WordId> {
        match number(word) {
            Some(number) => self.short.get(&number).copied(),
            None => self.long.get(word).copied(),
        }
    }

    pub(super) fn insert(&mut self, word: &[u8], id: WordId) {
        match number(word) {
            Some(number) => self.short.insert(number, id),
            None => self.long.insert(word.into(), id),
        };
    }

    pub(super) fn reserve(&mut self, count: usize) {
        self.short.reserve(count);
    }

    /// All words, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Cow<'_, [u8]>, WordId)> {
        let written = |number: &u64| {
            let bytes = number.to_le_bytes();
            let length = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
            Cow::Owned(bytes[..length].to_vec())
        };
        let short = self.short.iter().map(move |(number, id)| (written(number), *id));
        short.chain(self.long.iter().map(|(word, id)| (Cow::Borrowed(&**word), *id)))
    }
}

/// A short word as a number, of which no other word is.
#[inline]
fn number(word: &[u8]) -> Option<u64> {
    if word.len() > 8 || *word.last()? == 0 {
        return None;
    }
    let mut bytes = [0; 8];
    bytes[..word.len()].copy_from_slice(word);
    Some(u64::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_are_told_apart() {
        let written: &[&[u8]] =
            &[b"", b"a", b"a\0", b"\0", b"\0a", b"eightlet", b"eightlett", "né".as_bytes(), b"said"];
        let mut words = Words::default();
        for (index, word) in written.iter().enumerate() {
            words.insert(word, WordId(index as u32));
        }
        for (index, word) in written.iter().enumerate() {
            assert_eq!(words.get(word), Some(WordId(index as u32)));
        }
        assert_eq!(words.get(b"sai"), None);
        let mut all: Vec<_> = words.iter().map(|(word, id)| (id.index(), word.into_owned())).collect();
        all.sort_unstable();
        assert!(all.iter().map(|(_, word)| &**word).eq(written.iter().copied()));
    }
}
