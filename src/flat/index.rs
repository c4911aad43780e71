//! A table that finds numbers: for each key that it was made of, what stands with it, at one look.
//!
//! Keys share a row only where two of them have the same hash, which none of its making has: each key is put into one
//! of a few buckets, and each bucket got the first multiplier that throws all its keys on free rows. To find a key takes
//! its bucket's multiplier and a comparison, whether it is there or not.

use serde::{Deserialize, Serialize};

use super::{Flat, Table};

/// Numbers by number, as they once were; none can be added.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Index {
    /// By bucket.
    multipliers: Table<u16>,
    rows: Table<Row>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    key: u64,
    value: u32,
}

impl Row {
    /// What no key stands in.
    const FREE: Self = Self { key: 0, value: u32::MAX };
}

impl Flat for Row {
    const SIZE: usize = u64::SIZE + u32::SIZE;

    #[inline]
    fn read(row: &[u8]) -> Self {
        Self { key: u64::read(row), value: u32::read(&row[u64::SIZE..]) }
    }

    fn write(self, bytes: &mut Vec<u8>) {
        self.key.write(bytes);
        self.value.write(bytes);
    }
}

/// Keys a bucket, on average: the more, the longer its multiplier is looked for.
const CROWD: usize = 4;

impl Index {
    /// What stands with a key.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        let hash = hash(key);
        let multiplier = self.multipliers.get(bucket(hash, self.multipliers.len()))?;
        let row = self.rows.get(row(hash, multiplier, self.rows.len()))?;
        (row.key == key && row != Row::FREE).then_some(row.value)
    }

    /// All keys with what stands with them, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, u32)> {
        self.rows.iter().filter(|row| *row != Row::FREE).map(|row| (row.key, row.value))
    }

    /// An index of these keys; none of them comes twice. None in the event that no multiplier does for some bucket.
    pub(crate) fn of(entries: &[(u64, u32)]) -> Option<Self> {
        let room = entries.len() + entries.len() / 8 + 1;
        let mut buckets = vec![Vec::new(); entries.len() / CROWD + 1];
        let count = buckets.len();
        for (key, value) in entries {
            buckets[bucket(hash(*key), count)].push(Row { key: *key, value: *value });
        }
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|index| std::cmp::Reverse(buckets[*index].len()));
        let mut rows = vec![Row::FREE; room];
        let mut multipliers = vec![0; count];
        for index in order {
            let bucket = &buckets[index];
            let places = |multiplier| bucket.iter().map(move |entry| row(hash(entry.key), multiplier, room));
            multipliers[index] = (0..=u16::MAX).find(|multiplier| {
                let places: Vec<usize> = places(*multiplier).collect();
                let is_free =
                    |(nth, place): (usize, &usize)| rows[*place] == Row::FREE && !places[..nth].contains(place);
                places.iter().enumerate().all(is_free)
            })?;
            places(multipliers[index]).zip(bucket).for_each(|(place, entry)| rows[place] = *entry);
        }
        Some(Self { multipliers: multipliers.into_iter().collect(), rows: rows.into_iter().collect() })
    }
}

/// Spreads a key over all bits.
#[inline]
fn hash(key: u64) -> u64 {
    let wide = u128::from(key ^ 0x9e37_79b9_7f4a_7c15) * 0xd6e8_feb8_6659_fd93;
    wide as u64 ^ (wide >> 64) as u64
}

#[inline]
fn bucket(hash: u64, count: usize) -> usize {
    share(hash >> 32, count)
}

#[inline]
fn row(hash: u64, multiplier: u16, count: usize) -> usize {
    let thrown = (hash as u32).wrapping_mul(u32::from(multiplier) * 2 + 1);
    share(thrown.into(), count)
}

/// One of so many places for a number of 32 bits.
#[inline]
fn share(number: u64, count: usize) -> usize {
    ((number * count as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_and_no_other() {
        for count in [0, 1, 2, 7, 20_000] {
            let entries: Vec<(u64, u32)> = (0..count).map(|number| (number * 77, number as u32)).collect();
            let index = Index::of(&entries).unwrap();
            assert!(entries.iter().all(|(key, value)| index.get(*key) == Some(*value)));
            assert!((0..1000).all(|number| index.get(number * 77 + 1).is_none()));
            let mut all: Vec<_> = index.iter().collect();
            all.sort_unstable();
            assert_eq!(all, entries);
        }
        assert_eq!(Index::default().get(0), None);
    }
}
