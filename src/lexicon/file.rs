//! The form of `rules/lexicon/*.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// One lexicon file: tables of classes and of phrases.
///
/// ```toml
/// [class.unnamed-head]
/// about = "Nouns for somebody whose identity is withheld."
/// inflect = "noun"
/// words = ["source", "insider"]
///
/// [phrase.attack]
/// about = "Attacks somebody, in several words."
/// lends = ["cue-stance", "frame-any"]
/// find = ["~hit out at", "~pour scorn on"]
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassFile {
    /// Classes by name.
    #[serde(default)]
    pub class: BTreeMap<String, ClassDefinition>,
    /// Phrases by name.
    #[serde(default)]
    pub phrase: BTreeMap<String, PhraseDefinition>,
}

/// Phrases that mean together what their words do not alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseDefinition {
    /// What the phrases have in common, in a sentence.
    pub about: String,
    /// The classes that its verb, the first word (or the first in brackets), has inside it besides its own.
    pub lends: Vec<String>,
    /// Whether its verb is never a passive participle: "hit out at", but not "ruled out".
    #[serde(default)]
    pub active: bool,
    /// The phrases, as patterns; see [`crate::phrase`].
    pub find: Vec<String>,
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
    /// A phrase is no pattern.
    #[error("in the phrase \"{phrase}\": {error}")]
    Phrase {
        /// As it is written.
        phrase: String,
        /// What is wrong with it.
        error: crate::phrase::PatternError,
    },
    /// A phrase lends a class that does not exist.
    #[error("there is no word class \"{0}\" to lend")]
    NoSuchClass(String),
}

impl ClassFile {
    /// Reads the TOML text of one file.
    pub fn parse(text: &str) -> Result<Self, LexiconError> {
        toml::from_str(text).map_err(|error| LexiconError::Toml(Box::new(error)))
    }
}
