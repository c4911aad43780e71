//! Files of a house: each holds a rule, a change of a rule, words, or a profile.

use std::{collections::BTreeMap, ops::Range};

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    adjust::{self, Adjustment, LevelOrOff},
    definition::{Definition, Example, Unless},
    load::Loader,
    remedy::Remedy,
    setting::Phrases,
    template::Template,
};
use crate::{Spanned, document::Role, lexicon::Lexicon, mistake::Mistake};

/// A file that a house has written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseFile {
    /// Its path, for messages.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Rule,
    Change,
    Words,
    Profile,
}

/// The keys that tell what a file holds.
const FORMS: &[(&[&str], Form)] = &[
    (&["code"], Form::Rule),
    (&["change"], Form::Change),
    (&["visits", "summary", "why"], Form::Rule),
    (&["class", "phrase"], Form::Words),
    (&["extends", "for-kinds", "rule"], Form::Profile),
];

impl HouseFile {
    /// What the file holds.
    pub(super) fn form(&self) -> Result<Form, Mistake> {
        let table: toml::Table =
            toml::from_str(&self.text).map_err(|error| Mistake::in_toml(&self.path, &self.text, &error))?;
        let has = |keys: &[&str]| keys.iter().any(|key| table.contains_key(*key));
        FORMS.iter().find(|(keys, _)| has(keys)).map(|(_, form)| *form).ok_or_else(|| Mistake {
            file: self.path.clone(),
            text: self.text.clone(),
            span: 0..self.text.lines().next().map_or(0, str::len),
            message: "the file holds neither a rule, nor a change of one, nor words, nor a profile".into(),
            help: Some(
                "a rule has a `code`; a change says `change = \"A003\"`; words stand in [class.NAME] tables; \
                 a profile has [rule.CODE] tables. `onrecord new-rule` writes a rule to begin with"
                    .into(),
            ),
        })
    }
}

/// The form of a file that changes a rule.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Change {
    /// The code or name of the rule.
    #[schemars(with = "String")]
    pub change: Spanned<String>,
    /// How grave a finding is; `off` where the rule is not to speak.
    #[serde(default)]
    pub level: Option<LevelOrOff>,
    /// Options of the rule, by name.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, usize>")]
    pub options: BTreeMap<Spanned<String>, usize>,
    /// Phrases that are let be: a finding that shares words with one of them is none.
    #[serde(default)]
    pub allow: Phrases,
    /// The roles of the blocks that the rule looks at, in place of its own.
    #[serde(default)]
    pub blocks: Option<Vec<Role>>,
    /// Further circumstances in which the rule stays silent.
    #[serde(default)]
    pub unless: Vec<Unless>,
    /// How findings are told.
    #[serde(default)]
    pub report: WordingChange,
    /// Changes of the text that satisfy, in place of the rule's own; `fix = []` offers none.
    #[serde(default)]
    pub fix: Option<Vec<Remedy>>,
    /// Further texts on which the rule must speak, and on which it must not.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// What a house changes of how findings are told.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct WordingChange {
    /// What was seen and what is missing, in a line.
    #[serde(default)]
    pub message: Option<Template>,
    /// A few words under the flagged span.
    #[serde(default)]
    pub label: Option<Template>,
    /// What would satisfy.
    #[serde(default)]
    pub help: Option<Template>,
}

impl Change {
    /// Reads the change of a file and makes it.
    pub(super) fn make(
        file: &HouseFile,
        rules: &mut [Definition],
        lexicon: &mut Lexicon,
    ) -> Result<(), Mistake> {
        let mut loader = Loader { file: &file.path, text: &file.text, lexicon };
        let change: Self =
            toml::from_str(&file.text).map_err(|error| Mistake::in_toml(&file.path, &file.text, &error))?;
        let code = &change.change;
        let Some(rule) = adjust::find(rules, code.get_ref()) else {
            let help = "to add a rule of your own, give it a `code` in place of `change`".to_owned();
            return Err(loader.at(code, adjust::unknown_rule(rules, code.get_ref()), Some(help)));
        };
        loader.check_each(&change.example, code)?;
        let Self { level, options, allow, blocks, unless, mut report, mut fix, mut example, .. } = change;
        let by = loader.place(code).into();
        let mut given = Adjustment { level, options, allow, blocks, unless, by };
        loader.check_options(&given, rule)?;
        loader.load_adjustment(&mut given, code)?;
        for template in [&mut report.message, &mut report.label, &mut report.help].into_iter().flatten() {
            template.load(&loader)?;
        }
        fix.iter_mut().flatten().try_for_each(|remedy| remedy.load(&mut loader, code))?;
        for example in &mut example {
            example.file = Some(file.path.as_str().into());
        }
        let code = rule.code.get_ref().clone();
        for rule in rules.iter_mut().filter(|rule| *rule.code.get_ref() == code) {
            rule.adjust(&given);
            report.clone().into_wording(rule);
            if let Some(fix) = &fix {
                rule.fix = fix.clone().into();
            }
            rule.example.change(|known| known.append(&mut example));
        }
        Ok(())
    }
}

impl WordingChange {
    fn into_wording(self, rule: &mut Definition) {
        let report = &mut rule.report;
        for (given, own) in [
            (self.message, &mut report.message),
            (self.label, &mut report.label),
            (self.help, &mut report.help),
        ] {
            if let Some(given) = given {
                *own = given.into();
            }
        }
    }
}

/// Adds the words of a file to the lexicon.
pub(super) fn add_words(file: &HouseFile, lexicon: &mut Lexicon) -> Result<(), Mistake> {
    let read = toml::from_str(&file.text).map_err(|error| Mistake::in_toml(&file.path, &file.text, &error))?;
    let in_file = |span: Range<usize>, message: String, help: Option<String>| Mistake {
        file: file.path.clone(),
        text: file.text.clone(),
        span,
        message,
        help,
    };
    lexicon.add_of_the_house(&read).map_err(|error| {
        let help = error.way_out();
        in_file(error.span().unwrap_or_default(), error.to_string(), help)
    })
}
