//! Names and roles in small letters, to look them up by.

use std::ops::Deref;

/// Longer words are kept elsewhere. In bytes.
const SHORT: usize = 40;

/// Words in small letters. Short ones, as nearly all are, take no memory of their own.
pub(super) struct Lower {
    short: [u8; SHORT],
    length: usize,
    /// Where they are long, or not ASCII.
    long: Option<String>,
}

impl Lower {
    pub(super) fn of(words: &str) -> Self {
        let mut lower = Self { short: [0; SHORT], length: words.len(), long: None };
        match lower.short.get_mut(..words.len()).filter(|_| words.is_ascii()) {
            Some(short) => {
                short.copy_from_slice(words.as_bytes());
                short.make_ascii_lowercase();
            }
            None => lower.long = Some(words.to_lowercase()),
        }
        lower
    }
}

impl Deref for Lower {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.long {
            Some(long) => long,
            None => str::from_utf8(&self.short[..self.length]).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_as_small_letters() {
        for words in ["", "Ruiz", "McCain Jr.", "Žižek", "İzmir", &"Long ".repeat(20)] {
            assert_eq!(*Lower::of(words), words.to_lowercase());
        }
    }
}
