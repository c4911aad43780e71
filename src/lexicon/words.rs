//! The words of the lexicon, by how they are written. Short ones, which most are on any page, are a number each: one
//! that is looked for is compared with no letters elsewhere in memory.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::WordId;
use crate::flat::{Flat, Index, Table};

/// Words by their bytes: those that were written down when the program was built, and those that came since.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    written: Written,
    /// Words of up to eight bytes, as a number.
    short: FxHashMap<u64, WordId>,
    long: FxHashMap<Box<[u8]>, WordId>,
}

/// Words as they are written down.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Written {
    /// Words of up to eight bytes, as a number.
    short: Index,
    /// By the hash of a longer word, its index among them.
    hashes: Index,
    long: Table<Long>,
    /// Of the longer ones, one behind the other.
    letters: Table<u8>,
}

/// A word of more than eight bytes.
#[derive(Clone, Copy, Debug)]
struct Long {
    id: u32,
    /// Where its letters begin and end.
    start: u32,
    end: u32,
}

impl Flat for Long {
    const SIZE: usize = <[u32; 3]>::SIZE;

    #[inline]
    fn read(row: &[u8]) -> Self {
        let [id, start, end] = Flat::read(row);
        Self { id, start, end }
    }

    fn write(self, bytes: &mut Vec<u8>) {
        [self.id, self.start, self.end].write(bytes);
    }
}

impl Words {
    #[inline]
    pub(super) fn get(&self, word: &[u8]) -> Option<WordId> {
        match number(word) {
            Some(number) => self.written.short(number).or_else(|| self.short.get(&number).copied()),
            None => self.written.long(word).or_else(|| self.long.get(word).copied()),
        }
    }

    pub(super) fn insert(&mut self, word: &[u8], id: WordId) {
        match number(word) {
            Some(number) => self.short.insert(number, id),
            None => self.long.insert(word.into(), id),
        };
    }

    /// All words, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Cow<'_, [u8]>, WordId)> {
        let short = self.short.iter().map(|(number, id)| (*number, *id));
        let short = self.written.short.iter().map(|(number, id)| (number, WordId(id))).chain(short);
        let long = self.long.iter().map(|(word, id)| (&**word, *id));
        let long =
            self.written.long.iter().map(|long| (self.written.letters(long), WordId(long.id))).chain(long);
        short.map(|(number, id)| (letters(number).into(), id)).chain(long.map(|(word, id)| (word.into(), id)))
    }
}

impl From<Written> for Words {
    fn from(written: Written) -> Self {
        Self { written, ..Self::default() }
    }
}

impl Written {
    /// All words, to be written down. None in the event that two of them cannot be told apart by their hash.
    pub(super) fn of(words: &Words) -> Option<Self> {
        let mut written = Self::default();
        let (mut short, mut hashes) = (Vec::new(), Vec::new());
        let mut all: Vec<_> = words.iter().collect();
        all.sort_unstable_by_key(|(_, id)| *id);
        for (word, id) in all {
            if let Some(number) = number(&word) {
                short.push((number, id.0));
                continue;
            }
            let start = written.letters.len() as u32;
            written.letters.extend(word.iter().copied());
            let long = Long { id: id.0, start, end: written.letters.len() as u32 };
            hashes.push((xxh3_64(&word), written.long.push(long) as u32));
        }
        written.short = Index::of(&short)?;
        written.hashes = Index::of(&hashes)?;
        Some(written)
    }

    #[inline]
    fn short(&self, number: u64) -> Option<WordId> {
        self.short.get(number).map(WordId)
    }

    #[inline]
    fn long(&self, word: &[u8]) -> Option<WordId> {
        let long = self.long.get(self.hashes.get(xxh3_64(word))? as usize)?;
        (self.letters(long) == word).then_some(WordId(long.id))
    }

    #[inline]
    fn letters(&self, long: Long) -> &[u8] {
        self.letters.bytes().get(long.start as usize..long.end as usize).unwrap_or_default()
    }
}

/// A short word as a number, of which no other word is.
#[inline]
fn number(word: &[u8]) -> Option<u64> {
    if word.len() > 8 || *word.last()? == 0 {
        return None;
    }
    Some(match (word.first_chunk(), word.last_chunk()) {
        // The two may overlap; where they do, they say the same.
        (Some(first), Some(last)) => {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            u64::from(first) | u64::from(last) << (8 * (word.len() - 4))
        }
        _ => word.iter().rfold(0, |number, byte| number << 8 | u64::from(*byte)),
    })
}

/// The short word of a number.
fn letters(number: u64) -> Vec<u8> {
    let bytes = number.to_le_bytes();
    let length = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    bytes[..length].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_are_told_apart() {
        let written: &[&[u8]] = &[
            b"",
            b"a",
            b"a\0",
            b"\0",
            b"\0a",
            b"say",
            b"told",
            b"eightlet",
            b"eightlett",
            "né".as_bytes(),
            b"said",
        ];
        let mut words = Words::default();
        for (index, word) in written.iter().enumerate() {
            words.insert(word, WordId(index as u32));
        }
        let mut again = Words::from(Written::of(&words).unwrap());
        again.insert(b"saith", WordId(99));
        again.insert(b"forsooth!", WordId(100));
        assert_eq!((again.get(b"saith"), again.get(b"forsooth!")), (Some(WordId(99)), Some(WordId(100))));
        for words in [&words, &again] {
            for (index, word) in written.iter().enumerate() {
                assert_eq!(words.get(word), Some(WordId(index as u32)));
            }
            assert_eq!(words.get(b"sai"), None);
            let mut all: Vec<_> = words.iter().map(|(word, id)| (id.index(), word.into_owned())).collect();
            all.sort_unstable();
            assert!(all.iter().map(|(_, word)| &**word).take(written.len()).eq(written.iter().copied()));
        }
    }
}
