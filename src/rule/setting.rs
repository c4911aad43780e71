//! The values that rule files give: word classes, phrase patterns, numbers that options set.
//!
//! Each keeps what the file says, and what it became when the rule was loaded.

use std::{borrow::Cow, ops::Range, sync::Arc};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::load::Loader;
use crate::{
    Lazy, Spanned,
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
        if deserializer.is_human_readable() {
            return Ok(Self { names: Vec::deserialize(deserializer)?, set: ClassSet::default() });
        }
        let (names, set) = Deserialize::deserialize(deserializer)?;
        Ok(Self { names, set })
    }
}

impl Serialize for Classes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return self.names.serialize(serializer);
        }
        (&self.names, self.set).serialize(serializer)
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
pub struct Phrases(
    /// Shared: each set of rules has the same. None where none is given.
    Option<Arc<Given>>,
);

#[derive(Debug, Serialize, Deserialize)]
struct Given {
    texts: Lazy<Vec<Spanned<String>>>,
    patterns: Lazy<PatternSet>,
}

impl Phrases {
    /// Whether none is given.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The patterns, if there are any.
    pub(crate) fn patterns(&self) -> Option<&PatternSet> {
        self.0.as_ref().map(|given| &*given.patterns)
    }

    /// Every match among some tokens of a story, by place. `text` is the document's.
    pub fn find_all(&self, text: &str, prose: &Prose, tokens: Range<usize>) -> Vec<Match> {
        let Some(given) = &self.0 else { return Vec::new() };
        given.patterns.find_all(text, &prose.words, tokens).into_iter().map(|(_, found)| found).collect()
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
        self.0.as_ref().is_some_and(|given| given.patterns.any(text, &prose.words, tokens, satisfies))
    }

    pub(super) fn load(&mut self, loader: &mut Loader<'_>) -> Result<(), Mistake> {
        let Some(given) = &self.0 else { return Ok(()) };
        let parsed = given.texts.iter().map(|text| {
            Pattern::parse(text.get_ref(), loader.lexicon).map_err(|error| loader.in_pattern(text, error))
        });
        let patterns = parsed.collect::<Result<PatternSet, _>>()?;
        self.0 = Some(Arc::new(Given { texts: given.texts.clone(), patterns: patterns.into() }));
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Phrases {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let texts = Vec::deserialize(deserializer)?;
            let given = Given { texts: texts.into(), patterns: Lazy::default() };
            return Ok(Self((!given.texts.is_empty()).then(|| Arc::new(given))));
        }
        Deserialize::deserialize(deserializer).map(Self)
    }
}

impl Serialize for Phrases {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return self
                .0
                .iter()
                .flat_map(|given| given.texts.iter())
                .collect::<Vec<_>>()
                .serialize(serializer);
        }
        self.0.serialize(serializer)
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
#[derive(Clone, Debug, JsonSchema)]
#[schemars(untagged)]
#[non_exhaustive]
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

/// The two as a file of settings tells them apart, by their type.
#[derive(Serialize, Deserialize)]
#[serde(untagged, remote = "Number")]
enum Written {
    Fixed(usize),
    Option(String),
}

/// … and as a compiled file does, by their position.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Number")]
enum Compiled {
    Fixed(usize),
    Option(String),
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            Written::deserialize(deserializer)
        } else {
            Compiled::deserialize(deserializer)
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            Written::serialize(self, serializer)
        } else {
            Compiled::serialize(self, serializer)
        }
    }
}
