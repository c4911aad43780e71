//! The form of `rules/lexicon/*.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// One lexicon file: a table of classes.
///
/// ```toml
/// [class.unnamed-head]
/// about = "Nouns for somebody whose identity is withheld."
/// inflect = "noun"
/// words = ["source", "insider"]
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassFile {
    /// Classes by name.
    #[serde(default)]
    pub class: BTreeMap<String, ClassDefinition>,
}

/// The words of one class.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassDefinition {
    /// What the class is for, in a sentence.
    pub about: String,
    /// How the listed words inflect.
    #[serde(default)]
    pub inflect: Inflection,
    /// The words, in their base form where they inflect. A capital matters only where it is written.
    pub words: Vec<String>,
}

/// How the words of a class inflect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Inflection {
    /// As listed.
    #[default]
    None,
    /// say, says, said, saying.
    Verb,
    /// source, sources.
    Noun,
}

/// What can be wrong with a lexicon.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The file is not of the form of [`ClassFile`].
    #[error("{0}")]
    Toml(#[from] Box<toml::de::Error>),
    /// There are more classes than a [`ClassSet`](super::ClassSet) holds.
    #[error("there are more than {} word classes", super::ClassSet::CAPACITY)]
    TooManyClasses,
}

impl ClassFile {
    /// Reads the TOML text of one file.
    pub fn parse(text: &str) -> Result<Self, LexiconError> {
        toml::from_str(text).map_err(|error| LexiconError::Toml(Box::new(error)))
    }
}
