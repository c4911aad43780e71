//! A value that is made of its bytes when it is first looked at.

use std::{borrow::Cow, fmt, ops::Deref, sync::OnceLock};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, Error},
    ser,
};

use super::table::Bytes;

/// A value that the compiled catalogue holds, unread until somebody looks at it. In a file of settings it is as any
/// other.
#[derive(Clone, Default)]
pub struct Lazy<T> {
    /// What it is made of, where it has not been made otherwise.
    written: &'static [u8],
    value: OnceLock<T>,
}

impl<T: DeserializeOwned + Default> Lazy<T> {
    fn made(&self) -> T {
        postcard::from_bytes(self.written).unwrap_or_default()
    }

    /// Changes the value.
    pub(crate) fn change<R>(&mut self, change: impl FnOnce(&mut T) -> R) -> R {
        let mut value = self.value.take().unwrap_or_else(|| self.made());
        let result = change(&mut value);
        *self = value.into();
        result
    }
}

impl<T: DeserializeOwned + Default> Deref for Lazy<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.value.get_or_init(|| self.made())
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Self { written: &[], value: value.into() }
    }
}

impl<T: fmt::Debug + DeserializeOwned + Default> fmt::Debug for Lazy<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

/// In a compiled file the value is written down as bytes, which are passed over at no cost.
impl<T: Serialize + DeserializeOwned + Default> Serialize for Lazy<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return (**self).serialize(serializer);
        }
        let written = postcard::to_stdvec(&**self).map_err(ser::Error::custom)?;
        serializer.serialize_bytes(&written)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Lazy<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return T::deserialize(deserializer).map(Self::from);
        }
        match deserializer.deserialize_bytes(Bytes)? {
            Cow::Borrowed(written) => Ok(Self { written, value: OnceLock::new() }),
            Cow::Owned(written) => {
                postcard::from_bytes::<T>(&written).map(Self::from).map_err(D::Error::custom)
            }
        }
    }
}

impl<T: JsonSchema> JsonSchema for Lazy<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_the_same_however_it_came() {
        let mut lazy: Lazy<Vec<String>> = vec!["said".to_owned()].into();
        lazy.change(|words| words.push("told".to_owned()));
        let read: Lazy<Vec<String>> = postcard::from_bytes(&postcard::to_stdvec(&lazy).unwrap()).unwrap();
        assert_eq!(*read, ["said", "told"]);
        assert_eq!(format!("{lazy:?}"), format!("{read:?}"));
        let json: Lazy<Vec<String>> = serde_json::from_str(&serde_json::to_string(&lazy).unwrap()).unwrap();
        assert_eq!(*json, *lazy);
    }

    #[test]
    fn bytes_that_mean_nothing_are_an_empty_value() {
        let mut broken = Lazy::<Vec<String>> { written: &[200, 1], value: OnceLock::new() };
        assert!(broken.clone().is_empty());
        broken.change(|words| words.push("said".to_owned()));
        assert_eq!(*broken, ["said"]);
    }
}
