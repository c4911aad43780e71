//! The form of `rules/lexicon/*.toml`.

use std::{collections::BTreeMap, ops::Range};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::Spanned;

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
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassFile {
    /// Classes by name.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, ClassDefinition>")]
    pub class: BTreeMap<Spanned<String>, ClassDefinition>,
    /// Phrases by name.
    #[serde(default)]
    pub phrase: BTreeMap<String, PhraseDefinition>,
}

/// Phrases that mean together what their words do not alone.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PhraseDefinition {
    /// What the phrases have in common, in a sentence.
    pub about: String,
    /// The classes that its verb, the first word (or the first in brackets), has inside it besides its own.
    #[schemars(with = "Vec<String>")]
    pub lends: Vec<Spanned<String>>,
    /// Whether its verb is never a passive participle: "hit out at", but not "ruled out".
    #[serde(default)]
    pub active: bool,
    /// The phrases, as patterns; see [`crate::phrase`].
    #[schemars(with = "Vec<String>")]
    pub find: Vec<Spanned<String>>,
}

/// The words of one class.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassDefinition {
    /// What the class is for, in a sentence. Without it, the words go to a class that is there already.
    #[serde(default)]
    pub about: Option<String>,
    /// How the listed words inflect.
    #[serde(default)]
    pub inflect: Inflection,
    /// The words, in their base form where they inflect. A capital matters only where it is written.
    pub words: Vec<String>,
}

/// How the words of a class inflect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
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
        /// Where it stands in the file.
        at: Range<usize>,
    },
    /// A class that does not exist, as one to lend or to add words to.
    #[error("{message}")]
    NoSuchClass {
        /// That there is none, and the name most like it.
        message: String,
        /// Where its name stands in the file.
        at: Range<usize>,
    },
}

impl LexiconError {
    /// Where in the file, if it is known.
    pub fn span(&self) -> Option<Range<usize>> {
        match self {
            Self::Toml(error) => error.span(),
            Self::TooManyClasses => None,
            Self::Phrase { at, .. } | Self::NoSuchClass { at, .. } => Some(at.clone()),
        }
    }

    /// What would be right, where it can be told.
    pub fn way_out(&self) -> Option<String> {
        let about = "to make a new class, say what it is for: about = \"…\"";
        matches!(self, Self::NoSuchClass { .. }).then(|| about.to_owned())
    }
}

impl ClassFile {
    /// Reads the TOML text of one file.
    pub fn parse(text: &str) -> Result<Self, LexiconError> {
        toml::from_str(text).map_err(|error| LexiconError::Toml(Box::new(error)))
    }
}
