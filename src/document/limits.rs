//! How much a file may ask of whoever reads it: packed and nested files can be far more than they seem.

use super::DocumentError;
use crate::nearest;

/// What is read at most. Each limit has a name, which errors give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// `file`: bytes of a file that is read as a whole.
    pub file: u64,
    /// `unpacked`: bytes that a packed file may unpack to.
    pub unpacked: u64,
    /// `depth`: elements that may stand within one another.
    pub depth: u64,
    /// `record`: bytes of one story in a file of many.
    pub record: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 256 << 20, unpacked: 256 << 20, depth: 10_000, record: 64 << 20 }
    }
}

/// One of the limits, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// [`Limits::file`]
    File,
    /// [`Limits::unpacked`]
    Unpacked,
    /// [`Limits::depth`]
    Depth,
    /// [`Limits::record`]
    Record,
}

/// The limits by name, and what each is on.
const NAMES: &[(Limit, &str, &str)] = &[
    (Limit::File, "file", "bytes of a file that is read as a whole: all but .jsonl, .csv and .tsv"),
    (Limit::Unpacked, "unpacked", "bytes that a packed file (.docx, .odt) may unpack to"),
    (Limit::Depth, "depth", "elements of HTML, XML or JSON that may stand within one another"),
    (Limit::Record, "record", "bytes of one story in a file of many (.jsonl, .csv)"),
];

/// What stands behind a number of bytes.
const UNITS: &[(&str, u64)] = &[("kb", 1 << 10), ("mb", 1 << 20), ("gb", 1 << 30)];

impl Limits {
    /// Sets a limit as `name=value` asks: a number, with KB, MB or GB behind it where it is of bytes.
    ///
    /// # Errors
    /// What to tell the user.
    pub fn set(&mut self, written: &str) -> Result<(), String> {
        let (name, value) = written.split_once('=').ok_or("write NAME=VALUE, such as unpacked=512MB")?;
        let names = || NAMES.iter().map(|(_, name, _)| *name);
        let found = NAMES.iter().find(|(_, known, _)| *known == name.trim());
        let (limit, ..) = found.ok_or_else(|| {
            format!(
                "{} (of {})",
                nearest::unknown("limit", name, names()),
                names().collect::<Vec<_>>().join(", ")
            )
        })?;
        let value = amount(value).ok_or_else(|| {
            format!("`{}` is no amount: write a number, perhaps with KB, MB or GB behind it", value.trim())
        })?;
        *self.get_mut(*limit) = value;
        Ok(())
    }

    /// Whether a file of so many bytes is read as a whole.
    ///
    /// # Errors
    /// [`DocumentError::Limit`] or [`DocumentError::TooLarge`] where it is too long for that.
    pub fn admit(&self, bytes: u64) -> Result<(), DocumentError> {
        if bytes > self.file {
            return Err(DocumentError::beyond(self, Limit::File, "the file is longer"));
        }
        DocumentError::if_too_large(bytes)
    }

    /// The limit of this name.
    pub fn get(&self, limit: Limit) -> u64 {
        match limit {
            Limit::File => self.file,
            Limit::Unpacked => self.unpacked,
            Limit::Depth => self.depth,
            Limit::Record => self.record,
        }
    }

    fn get_mut(&mut self, limit: Limit) -> &mut u64 {
        match limit {
            Limit::File => &mut self.file,
            Limit::Unpacked => &mut self.unpacked,
            Limit::Depth => &mut self.depth,
            Limit::Record => &mut self.record,
        }
    }
}

impl Limit {
    /// All of them: name, what it is on.
    pub fn all() -> impl Iterator<Item = (Self, &'static str, &'static str)> {
        NAMES.iter().copied()
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(limit, ..)| *limit == self).map_or("", |(_, name, _)| name)
    }

    /// An amount of what it is on: "256 MB", "10000".
    pub fn amount(self, of: u64) -> String {
        let unit = UNITS.iter().rev().find(|(_, size)| of >= *size && of.is_multiple_of(*size));
        match unit.filter(|_| self != Self::Depth) {
            Some((name, size)) => format!("{} {}", of / size, name.to_uppercase()),
            None if self == Self::Depth => of.to_string(),
            None => format!("{of} bytes"),
        }
    }
}

/// "512MB", "1 gb", "4096"
fn amount(written: &str) -> Option<u64> {
    let written = written.trim().to_lowercase().replace('_', "");
    let digits = written.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = written[digits.len()..].trim();
    let size = if unit.is_empty() { 1 } else { UNITS.iter().find(|(name, _)| *name == unit)?.1 };
    digits.parse::<u64>().ok()?.checked_mul(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_too_long_is_not_read() {
        let limits = Limits { file: 10, ..Limits::default() };
        assert_eq!(limits.admit(10), Ok(()));
        let error = limits.admit(11).unwrap_err();
        assert!(matches!(error, DocumentError::Limit { limit: Limit::File, most: 10, .. }), "{error:?}");
        assert!(error.way_out().ends_with("--limit file=40"), "{}", error.way_out());
        // Places are counted in 32 bits, whatever is allowed.
        let limits = Limits { file: u64::MAX, ..Limits::default() };
        assert_eq!(limits.admit(1 << 33), Err(DocumentError::TooLarge { bytes: 1 << 33 }));
    }

    #[test]
    fn limits_are_set_by_name() {
        let mut limits = Limits::default();
        for written in ["file=2MB", "unpacked=1GB", "depth = 50", "record=3 kb"] {
            limits.set(written).unwrap();
        }
        assert_eq!(limits, Limits { file: 2 << 20, unpacked: 1 << 30, depth: 50, record: 3072 });
        for wrong in [
            "unpacked",
            "packed=1",
            "depth=",
            "depth=many",
            "depth=99999999999999999999",
            "record=9999999999999GB",
        ] {
            assert!(limits.set(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Limit::Unpacked.amount(256 << 20), "256 MB");
        assert_eq!(Limit::Record.amount(1500), "1500 bytes");
        assert_eq!(Limit::Depth.amount(10_240), "10240");
    }
}
