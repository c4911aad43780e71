//! The values that rule files give: word classes, phrase patterns, numbers that options set.
//!
//! Each keeps what the file says, and what it became when the rule was loaded.

use std::{borrow::Cow, ops::Range};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::load::Loader;
use crate::{
    lexicon::ClassSet,
    mistake::Mistake,
    phrase::{Match, Pattern, PatternSet},
    prose::Prose,
};

/// Word classes by name.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    names: Vec<Spanned<String>>,
    set: ClassSet,
}

impl Classes {
    /// Whether none is given.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The classes as a set.
    pub fn set(&self) -> ClassSet {
        self.set
    }

    pub(super) fn load(&mut self, loader: &mut Loader<'_>) -> Result<(), Mistake> {
        for name in &self.names {
            self.set.insert(loader.class(name)?);
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Classes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { names: Vec::deserialize(deserializer)?, set: ClassSet::default() })
    }
}

impl JsonSchema for Classes {
    fn schema_name() -> Cow<'static, str> {
        "Classes".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Names of word classes, as they stand in [class.NAME] tables.",
            "type": "array",
            "items": { "type": "string" },
        })
    }
}

/// Phrase patterns, of which one is to match.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    texts: Vec<Spanned<String>>,
    patterns: PatternSet,
}

impl Phrases {
    /// Whether none is given.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Every match among some tokens of a story, by place. `text` is the document's.
    pub fn find_all(&self, text: &str, prose: &Prose, tokens: Range<usize>) -> Vec<Match> {
        if self.is_empty() {
            return Vec::new();
        }
        self.patterns.find_all(text, &prose.words, tokens).into_iter().map(|(_, found)| found).collect()
    }

    /// Whether one matches among some tokens of a story, and so that the match satisfies a condition. `text` is the
    /// document's.
    pub fn any(
        &self,
        text: &str,
        prose: &Prose,
        tokens: Range<usize>,
        satisfies: impl Fn(&Match) -> bool,
    ) -> bool {
        self.patterns.any(text, &prose.words, tokens, satisfies)
    }

    pub(super) fn load(&mut self, loader: &mut Loader<'_>) -> Result<(), Mistake> {
        for text in &self.texts {
            let pattern = Pattern::parse(text.get_ref(), loader.lexicon)
                .map_err(|error| loader.in_pattern(text, error))?;
            self.patterns.add(pattern);
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Phrases {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { texts: Vec::deserialize(deserializer)?, patterns: PatternSet::default() })
    }
}

impl JsonSchema for Phrases {
    fn schema_name() -> Cow<'static, str> {
        "Phrases".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Patterns, of which one is to match. A pattern is made of words, <word classes> and {parts of \
                speech}; (a|b) is either, ? * + say how often, ~say is every form of a verb, _ any word; what stands in \
                [brackets] is flagged.",
            "type": "array",
            "items": { "type": "string" },
        })
    }
}

/// A number: fixed in the rule, or the rule's option of this name.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Number {
    /// `min-words = 5`
    Fixed(usize),
    /// `min-words = "min-words"`
    Option(String),
}

impl Default for Number {
    fn default() -> Self {
        Self::Fixed(0)
    }
}
