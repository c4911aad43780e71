//! The form of `onrecord.toml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::Config;
use crate::{
    document::Kind,
    mistake::Mistake,
    rule::{Adjustment, Adjustments, Catalogue},
};

/// What `onrecord.toml` says.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ConfigFile {
    /// The profile for every story, whatever its kind. Without it, the kind of the story chooses.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub profile: Option<Spanned<String>>,
    /// The kind of the stories that do not say theirs.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// Files of the house's own rules, changes, words and profiles: paths or patterns such as `house/*.toml`, seen
    /// from the folder of this file.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub rules: Vec<Spanned<String>>,
    /// Settings by rule: the code, or the letter of a whole family.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Adjustment>")]
    pub rule: BTreeMap<Spanned<String>, Adjustment>,
    /// Its path, for messages.
    #[serde(skip)]
    path: String,
    /// Its text, for messages.
    #[serde(skip)]
    text: String,
}

impl ConfigFile {
    /// Reads the text of a file. `path` is for messages.
    ///
    /// # Errors
    /// The first [`Mistake`] in its form.
    pub fn read(path: &str, text: &str) -> Result<Self, Mistake> {
        let read: Self = toml::from_str(text).map_err(|error| {
            let mut mistake = Mistake::in_toml(path, text, &error);
            let table: Option<toml::Table> = toml::from_str(text).ok();
            if table.is_some_and(|table| table.get("rules").is_some_and(toml::Value::is_table)) {
                mistake.help = Some(
                    "`[rule.CODE]` tables set single rules; `rules = […]` names files of the house's own"
                        .into(),
                );
            }
            mistake
        })?;
        Ok(Self { path: path.to_owned(), text: text.to_owned(), ..read })
    }

    /// The settings, with every name in them looked up.
    ///
    /// # Errors
    /// The first [`Mistake`]: a rule, an option, a profile or a phrase that is none.
    pub fn settle(self, catalogue: &mut Catalogue) -> Result<Config, Mistake> {
        let mut config = Config { kind: self.kind, ..Config::default() };
        if let Some(profile) = &self.profile {
            config = config.with_profile(profile.get_ref(), catalogue).map_err(|error| {
                let help = Some("`onrecord profiles` lists all".into());
                self.mistake(profile, error.to_string(), help)
            })?;
        }
        let (lexicon, rules) = catalogue.parts();
        config.adjustments = Adjustments::load(&self.path, &self.text, self.rule, rules, lexicon)?;
        Ok(config)
    }

    /// A mistake in one of the values.
    pub fn mistake(&self, value: &Spanned<String>, message: String, help: Option<String>) -> Mistake {
        Mistake { file: self.path.clone(), text: self.text.clone(), span: value.span(), message, help }
    }
}
