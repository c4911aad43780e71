//! How what a rule flags can be mended: which words go, and what comes.
//!
//! The words that go are found by phrase patterns, which know grammar, or by regular expressions, which know letters.
//! What comes can be a verb in the form of the one that goes: `~say` is "said" for "claimed", "saying" for "claiming".

use std::{borrow::Cow, ops::Range};

use regex_lite::Regex;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{load::Loader, setting::Phrases};
use crate::{
    Spanned,
    lexicon::{Forms, verb_forms},
    mistake::Mistake,
};

/// A change of the text that satisfies a rule. It is offered where what goes shares letters with what is flagged: with
/// the cue, where the rule visits attributions.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Remedy {
    /// What it does, and why that is right.
    pub description: String,
    /// Whether the meaning stays as it is, whatever the story. `--fix` makes such changes unasked; others need `--unsafe`.
    #[serde(default)]
    pub safe: bool,
    /// Patterns; what stands in `[brackets]` goes, or all of a match.
    #[serde(default)]
    pub find: Phrases,
    /// Regular expressions, seen within a block; the first group goes, or all of a match.
    #[serde(default)]
    pub regex: Regexes,
    /// Patterns: nothing is offered where a match of one shares letters with what would go.
    #[serde(default)]
    pub except: Phrases,
    /// What comes: words, of which `~verb` takes the form of the verb that goes. Where nothing comes, the blanks go that
    /// would be left over.
    #[serde(default)]
    pub write: Writing,
}

/// Regular expressions.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Regexes {
    texts: Vec<Spanned<String>>,
    compiled: Vec<Regex>,
}

/// Words that come in place of others.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Writing {
    text: Option<Spanned<String>>,
    words: Vec<Word>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum Word {
    Plain(String),
    /// All forms of a verb.
    Verb(Vec<(String, Forms)>),
}

impl Remedy {
    pub(super) fn load(&mut self, loader: &mut Loader<'_>, code: &Spanned<String>) -> Result<(), Mistake> {
        if self.find.is_empty() && self.regex.texts.is_empty() {
            let help = "add `find = [\"…\"]` or `regex = [\"…\"]`, with what goes in brackets";
            return Err(loader.at(code, "a [[fix]] does not say what goes".into(), Some(help.into())));
        }
        self.find.load(loader)?;
        self.except.load(loader)?;
        self.regex.load(loader)?;
        self.write.load(loader)
    }
}

impl Regexes {
    /// What the matches take out of a text: the ranges of their first groups, or of all of each.
    pub fn find_all<'r>(&'r self, text: &'r str) -> impl Iterator<Item = Range<usize>> + 'r {
        let matches = self.compiled.iter().flat_map(|regex| regex.captures_iter(text));
        let ranges = matches.filter_map(|found| found.get(1).or_else(|| found.get(0)).map(|part| part.range()));
        ranges.filter(|range| !range.is_empty())
    }

    fn load(&mut self, loader: &Loader<'_>) -> Result<(), Mistake> {
        for text in &self.texts {
            let compiled = Regex::new(text.get_ref())
                .map_err(|error| loader.at(text, format!("this is no regular expression: {error}"), None))?;
            self.compiled.push(compiled);
        }
        Ok(())
    }
}

impl Writing {
    /// Whether nothing comes.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What comes in place of words whose verb, if there is one, has one of some forms. None where a verb is to come
    /// and none goes.
    pub fn in_form(&self, wanted: Forms) -> Option<String> {
        let words = self.words.iter().map(|word| match word {
            Word::Plain(word) => Some(word.as_str()),
            Word::Verb(forms) => {
                let fits = forms.iter().find(|(_, forms)| forms.any(wanted));
                fits.map(|(form, _)| form.as_str())
            }
        });
        Some(words.collect::<Option<Vec<_>>>()?.join(" "))
    }

    fn load(&mut self, loader: &Loader<'_>) -> Result<(), Mistake> {
        let Some(text) = &self.text else { return Ok(()) };
        for word in text.get_ref().split_whitespace() {
            self.words.push(match word.strip_prefix('~') {
                Some("") => return Err(loader.at(text, "`~` without its verb".into(), None)),
                Some(verb) => Word::Verb(verb_forms(verb)),
                None => Word::Plain(word.to_owned()),
            });
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Regexes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let is_compiled = !deserializer.is_human_readable();
        let texts: Vec<Spanned<String>> = Vec::deserialize(deserializer)?;
        if !is_compiled {
            return Ok(Self { texts, compiled: Vec::new() });
        }
        let compiled = texts.iter().map(|text| Regex::new(text.get_ref())).collect::<Result<_, _>>();
        Ok(Self { compiled: compiled.map_err(D::Error::custom)?, texts })
    }
}

impl Serialize for Regexes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.texts.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Writing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Ok(Self { text: Some(Spanned::deserialize(deserializer)?), words: Vec::new() });
        }
        let (text, words) = Deserialize::deserialize(deserializer)?;
        Ok(Self { text, words })
    }
}

impl Serialize for Writing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return self.text.serialize(serializer);
        }
        (&self.text, &self.words).serialize(serializer)
    }
}

impl JsonSchema for Regexes {
    fn schema_name() -> Cow<'static, str> {
        "Regexes".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Regular expressions.",
            "type": "array",
            "items": { "type": "string", "format": "regex" },
        })
    }
}

impl JsonSchema for Writing {
    fn schema_name() -> Cow<'static, str> {
        "Writing".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "Words that come; ~verb is the verb in the form of the one that goes.", "type": "string" })
    }
}
