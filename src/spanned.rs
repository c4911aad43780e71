//! A value with its place in the file that gives it.

use std::{borrow::Borrow, ops::Range};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value of a TOML file, with its place there, in bytes. Two of them are compared by value, wherever they stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spanned<T>(toml::Spanned<T>);

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(span: Range<usize>, value: T) -> Self {
        Self(toml::Spanned::new(span, value))
    }

    /// The value.
    pub fn get_ref(&self) -> &T {
        self.0.get_ref()
    }

    /// Bytes of the file.
    pub fn span(&self) -> Range<usize> {
        self.0.span()
    }

    /// The value, without its place.
    pub fn into_inner(self) -> T {
        self.0.into_inner()
    }
}

impl<T: Default> Default for Spanned<T> {
    fn default() -> Self {
        Self::new(0..0, T::default())
    }
}

impl Borrow<str> for Spanned<String> {
    fn borrow(&self) -> &str {
        self.get_ref()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return toml::Spanned::deserialize(deserializer).map(Self);
        }
        let (span, value) = Deserialize::deserialize(deserializer)?;
        Ok(Self::new(span, value))
    }
}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return self.get_ref().serialize(serializer);
        }
        (self.span(), self.get_ref()).serialize(serializer)
    }
}
