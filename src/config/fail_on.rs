//! The lowest level that fails a check.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Level;

/// The lowest level of a finding that fails a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors fail.
    #[default]
    Error,
    /// Errors and warnings fail.
    Warning,
    /// Everything fails.
    Note,
    /// Nothing does.
    Never,
}

impl FailOn {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Error, Self::Warning, Self::Note, Self::Never];

    /// What it is called in files and on the command line.
    pub fn name(self) -> &'static str {
        self.level().map_or("never", Level::name)
    }

    /// The lowest level that fails, if any does.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Error => Some(Level::Error),
            Self::Warning => Some(Level::Warning),
            Self::Note => Some(Level::Note),
            Self::Never => None,
        }
    }
}
