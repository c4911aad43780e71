//! Rows of one size, one behind the other.

use std::{borrow::Cow, fmt, sync::OnceLock};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};

use super::kept;

/// What can be a row of a [`Table`]: numbers of a known size, the lowest byte first. It is read
/// from the first of at least as many bytes as it takes.
pub(crate) trait Flat: Copy {
    /// How many bytes it takes.
    const SIZE: usize;

    /// Reads it from so many bytes.
    fn read(row: &[u8]) -> Self;

    /// Writes so many bytes.
    fn write(self, bytes: &mut Vec<u8>);
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Flat for $number {
            const SIZE: usize = size_of::<Self>();

            #[inline]
            fn read(row: &[u8]) -> Self {
                row.first_chunk().map_or(0, |bytes| Self::from_le_bytes(*bytes))
            }

            fn write(self, bytes: &mut Vec<u8>) {
                bytes.extend(self.to_le_bytes());
            }
        }
    )*};
}

numbers!(u8, u16, u32, u64);

/// Lets what wraps a row be written as that.
macro_rules! wraps {
    ($wrapper:ident($row:ty)) => {
        impl $crate::flat::Flat for $wrapper {
            const SIZE: usize = <$row as $crate::flat::Flat>::SIZE;

            #[inline]
            fn read(row: &[u8]) -> Self {
                Self(<$row as $crate::flat::Flat>::read(row))
            }

            fn write(self, bytes: &mut Vec<u8>) {
                $crate::flat::Flat::write(self.0, bytes);
            }
        }
    };
}
pub(crate) use wraps;

impl<T: Flat, const COUNT: usize> Flat for [T; COUNT] {
    const SIZE: usize = COUNT * T::SIZE;

    #[inline]
    fn read(row: &[u8]) -> Self {
        std::array::from_fn(|index| T::read(&row[index * T::SIZE..]))
    }

    fn write(self, bytes: &mut Vec<u8>) {
        for one in self {
            one.write(bytes);
        }
    }
}

impl<A: Flat, B: Flat> Flat for (A, B) {
    const SIZE: usize = A::SIZE + B::SIZE;

    #[inline]
    fn read(row: &[u8]) -> Self {
        let (one, other) = row.split_at(A::SIZE);
        (A::read(one), B::read(other))
    }

    fn write(self, bytes: &mut Vec<u8>) {
        self.0.write(bytes);
        self.1.write(bytes);
    }
}

/// Rows of one size, in order.
#[derive(Clone)]
pub(crate) struct Table<T> {
    bytes: Cow<'static, [u8]>,
    /// All of them, unpacked, once somebody wants them so.
    rows: OnceLock<Box<[T]>>,
}

impl<T> From<Cow<'static, [u8]>> for Table<T> {
    fn from(bytes: Cow<'static, [u8]>) -> Self {
        Self { bytes, rows: OnceLock::new() }
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Cow::Borrowed(&[][..]).into()
    }
}

impl<T: Flat> Table<T> {
    /// How many rows there are.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.bytes.len() / T::SIZE
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The row of this index.
    #[inline]
    pub(crate) fn get(&self, index: usize) -> Option<T> {
        let start = index.checked_mul(T::SIZE)?;
        self.bytes.get(start..start.checked_add(T::SIZE)?).map(T::read)
    }

    /// All rows.
    #[inline]
    pub(crate) fn iter(&self) -> impl Iterator<Item = T> {
        self.bytes.chunks_exact(T::SIZE).map(T::read)
    }

    /// All rows, unpacked and kept so: for tables that are asked again and again.
    #[inline]
    pub(crate) fn rows(&self) -> &[T] {
        self.rows.get_or_init(|| self.iter().collect())
    }

    /// The bytes, to be changed.
    fn written(&mut self) -> &mut Vec<u8> {
        self.rows.take();
        self.bytes.to_mut()
    }

    /// Adds the rows of another.
    pub(crate) fn append(&mut self, other: &Self) {
        self.written().extend_from_slice(&other.bytes);
    }

    /// Adds a row, and returns its index.
    pub(crate) fn push(&mut self, row: T) -> usize {
        let index = self.len();
        row.write(self.written());
        index
    }

    /// Puts a row in place of another.
    pub(crate) fn set(&mut self, index: usize, row: T) {
        let mut written = Vec::with_capacity(T::SIZE);
        row.write(&mut written);
        let start = index * T::SIZE;
        if let Some(place) = self.written().get_mut(start..start + T::SIZE) {
            place.copy_from_slice(&written);
        }
    }
}

impl Table<u8> {
    /// The rows as they stand.
    #[inline]
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl<T: Flat> Extend<T> for Table<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, rows: I) {
        let bytes = self.written();
        rows.into_iter().for_each(|row| row.write(bytes));
    }
}

impl<T: Flat> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        let mut table = Self::default();
        table.extend(rows);
        table
    }
}

impl<T: Flat + fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl<T> Serialize for Table<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.bytes)
    }
}

impl<'de, T> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(Bytes).map(Self::from)
    }
}

/// Takes bytes: those of the file as they stand there, others as its own.
pub(super) struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Cow<'static, [u8]>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(kept(bytes).map_or_else(|| bytes.to_vec().into(), Cow::Borrowed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_as_they_were_written() {
        let mut table: Table<u32> = [1, u32::MAX].into_iter().collect();
        assert_eq!(table.push(70_000), 2);
        table.set(0, 5);
        table.set(9, 5);
        assert!(table.iter().eq([5, u32::MAX, 70_000]) && table.len() == 3);
        assert_eq!((table.get(2), table.get(3), table.get(usize::MAX)), (Some(70_000), None, None));
        assert_eq!(table.rows(), [5, u32::MAX, 70_000]);
        table.set(0, 6);
        assert_eq!(table.rows(), [6, u32::MAX, 70_000], "as they are now");
        let written = postcard::to_stdvec(&table).unwrap();
        let read: Table<u32> = postcard::from_bytes(&written).unwrap();
        assert!(read.iter().eq(table.iter()));
        let cut: Table<u64> = Cow::Borrowed(&[1, 2, 3][..]).into();
        assert_eq!((cut.len(), cut.get(0)), (0, None));
    }
}
