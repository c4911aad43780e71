//! Messages with places to fill: "“{words}” could be anybody".

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::load::Loader;
use crate::{Spanned, mistake::Mistake};

/// What can fill a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Value {
    /// The flagged words.
    Words,
    /// The source as it stands there.
    Source,
    /// The cue; the flagged words, where the finding has none.
    Cue,
    /// What the story does not say of the source, of what the rule asks for.
    Missing,
    /// The kinds of claim in question.
    Claims,
    /// How many findings or words the message is about.
    Number,
    /// The story's ledger in a line.
    Ledger,
    /// Of an exception: what cannot be read, which rules it names, or its last day.
    Detail,
}

const VALUES: &[(&str, Value)] = &[
    ("words", Value::Words),
    ("source", Value::Source),
    ("cue", Value::Cue),
    ("missing", Value::Missing),
    ("claims", Value::Claims),
    ("number", Value::Number),
    ("ledger", Value::Ledger),
    ("detail", Value::Detail),
];

/// A message with places to fill.
#[derive(Clone, Debug, Default)]
pub struct Template {
    text: Spanned<String>,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum Piece {
    Text(Box<str>),
    Value(Value),
}

impl Template {
    /// The message with its places filled.
    pub fn fill(&self, value: impl Fn(Value) -> String) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.to_string(),
            Piece::Value(name) => value(*name),
        });
        pieces.collect()
    }

    /// The message as the rule file has it.
    pub fn text(&self) -> &str {
        self.text.get_ref()
    }

    pub(super) fn load(&mut self, loader: &Loader<'_>) -> Result<(), Mistake> {
        let mut rest = self.text.get_ref().as_str();
        while let Some(open) = rest.find('{') {
            let at = self.text.get_ref().len() - rest.len() + open;
            self.pieces.push(Piece::Text(rest[..open].into()));
            let Some((name, after)) = rest[open + 1..].split_once('}') else {
                return Err(loader.in_string(&self.text, at, "`{` without its `}`".into()));
            };
            let Some((_, value)) = VALUES.iter().find(|(known, _)| *known == name) else {
                let message = crate::nearest::unknown("value", name, VALUES.iter().map(|(name, _)| *name));
                return Err(loader.in_string(&self.text, at, message));
            };
            self.pieces.push(Piece::Value(*value));
            rest = after;
        }
        self.pieces.push(Piece::Text(rest.into()));
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Ok(Self { text: Spanned::deserialize(deserializer)?, pieces: Vec::new() });
        }
        let (text, pieces) = Deserialize::deserialize(deserializer)?;
        Ok(Self { text, pieces })
    }
}

impl Serialize for Template {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return self.text.serialize(serializer);
        }
        (&self.text, &self.pieces).serialize(serializer)
    }
}

impl JsonSchema for Template {
    fn schema_name() -> Cow<'static, str> {
        "Template".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let values: Vec<String> = VALUES.iter().map(|(name, _)| format!("{{{name}}}")).collect();
        json_schema!({
            "description": format!("A message with places to fill: {}.", values.join(", ")),
            "type": "string",
        })
    }
}
