//! What profiles and houses set of rules: their level, numbers, blocks, and what excuses a finding.

use std::{collections::BTreeMap, sync::Arc};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    definition::{Definition, Unless},
    load::Loader,
    setting::{Number, Phrases},
};
use crate::{Spanned, diagnostic::Level, document::Role, lexicon::Lexicon, mistake::Mistake, nearest};

/// What a profile or a house sets of a rule. What is not given stays as it is.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Adjustment {
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
    /// Where it was given: "onrecord.toml:12".
    #[serde(skip)]
    pub by: Arc<str>,
}

/// A level, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LevelOrOff {
    /// The rule does not speak.
    Off,
    /// For the editor to weigh.
    Note,
    /// For the reporter to mend, or to answer for.
    Warning,
    /// Not to be published so.
    Error,
}

impl LevelOrOff {
    /// The level, if it is one.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Off => None,
            Self::Note => Some(Level::Note),
            Self::Warning => Some(Level::Warning),
            Self::Error => Some(Level::Error),
        }
    }
}

/// What has been made of a rule since its file was read.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Set {
    /// The file that the rule stands in.
    pub file: Arc<str>,
    /// The rule does not speak.
    pub off: bool,
    /// In place of every level that the rule's file gives.
    pub level: Option<Level>,
    /// Phrases that are let be.
    pub allow: Vec<Phrases>,
    /// Where the level was given, if not in the rule's file: "onrecord.toml:12".
    pub level_by: Option<Arc<str>>,
    /// Where an option was last given, if not in the rule's file.
    pub options_by: Option<Arc<str>>,
}

impl Set {
    /// As the rule's file has it.
    pub(super) fn of_file(file: &str, off: bool) -> Self {
        Self { file: file.into(), off, ..Self::default() }
    }
}

impl Definition {
    /// The level of the rule as it is set; none where it does not speak.
    pub fn speaks(&self) -> Option<Level> {
        (!self.set.off).then(|| self.level_of(None))
    }

    /// The level of a finding, given the level that the test asks for.
    pub fn level_of(&self, test: Option<Level>) -> Level {
        self.set.level.or(test).unwrap_or(self.level)
    }

    /// A number of the rule as it is set. Zero where the rule has no such option.
    pub fn option(&self, name: &str) -> usize {
        self.options.get(name).map(|option| option.default).unwrap_or_default()
    }

    /// A number of the rule: as it stands, or what the option of its name is set to.
    pub fn number(&self, number: &Number) -> usize {
        match number {
            Number::Fixed(number) => *number,
            Number::Option(name) => self.option(name),
        }
    }

    /// Sets what is given.
    pub(crate) fn adjust(&mut self, given: &Adjustment) {
        if let Some(level) = given.level {
            self.set.off = level == LevelOrOff::Off;
            self.set.level = level.level();
            self.set.level_by = Some(Arc::clone(&given.by));
        }
        if !given.options.is_empty() {
            self.set.options_by = Some(Arc::clone(&given.by));
        }
        for (name, value) in &given.options {
            if let Some(option) = self.options.get_mut(name.get_ref()) {
                option.default = *value;
            }
        }
        if !given.allow.is_empty() {
            self.set.allow.push(given.allow.clone());
        }
        if let Some(blocks) = &given.blocks {
            self.blocks.clone_from(blocks);
        }
        if !given.unless.is_empty() {
            self.unless.change(|unless| unless.extend(given.unless.iter().cloned()));
        }
    }
}

/// Which rules are set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Target {
    /// All of a family, by its letter.
    Family(char),
    /// One, by its code.
    Rule(String),
}

impl Target {
    /// The rules that a name stands for: a code or a name, or the letter of a family, whatever the case.
    ///
    /// # Errors
    /// That there is no such rule, and the name most like it.
    pub(crate) fn named(rules: &[Definition], name: &str) -> Result<Self, String> {
        let mut letters = name.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            let family = Self::Family(letter.to_ascii_uppercase());
            let exists = rules.iter().any(|rule| family.holds(rule));
            return if exists { Ok(family) } else { Err(format!("there is no family of rules `{name}`")) };
        }
        let rule = find(rules, name).ok_or_else(|| unknown_rule(rules, name))?;
        Ok(Self::Rule(rule.code.get_ref().clone()))
    }

    /// The same, for an exception. To the rules on exceptions there is none.
    pub(crate) fn excepted(rules: &[Definition], name: &str) -> Result<Self, String> {
        let target = Self::named(rules, name)?;
        let is_on_notes = |rule: &Definition| target.holds(rule) && !rule.visits.note.is_empty();
        if rules.iter().any(is_on_notes) {
            return Err(format!("no exception is made from {name}, which is about exceptions"));
        }
        Ok(target)
    }

    /// Whether it names a single rule.
    pub(crate) fn is_one(&self) -> bool {
        matches!(self, Self::Rule(_))
    }

    /// Whether a rule is one of them.
    pub(crate) fn holds(&self, rule: &Definition) -> bool {
        match self {
            Self::Family(letter) => rule.code.get_ref().starts_with(*letter),
            Self::Rule(code) => rule.code.get_ref() == code,
        }
    }
}

/// Adjustments by what they are about, families before single rules.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Adjustments(Vec<(Target, Adjustment)>);

impl Adjustments {
    /// Sets the rules.
    pub(crate) fn apply(&self, rules: &mut [Definition]) {
        for (target, given) in &self.0 {
            rules.iter_mut().filter(|rule| target.holds(rule)).for_each(|rule| rule.adjust(given));
        }
    }

    /// The same, told to come from a profile.
    pub(super) fn of_profile(mut self, name: &str) -> Self {
        let by: Arc<str> = format!("profile {name}").into();
        self.0.iter_mut().for_each(|(_, given)| given.by = Arc::clone(&by));
        self
    }

    /// Checks the `[rule.…]` tables of a file and makes them ready.
    pub(crate) fn load(
        file: &str,
        text: &str,
        tables: BTreeMap<Spanned<String>, Adjustment>,
        rules: &[Definition],
        lexicon: &mut Lexicon,
    ) -> Result<Self, Mistake> {
        let mut loader = Loader { file, text, lexicon };
        let mut loaded = Vec::with_capacity(tables.len());
        for (key, mut given) in tables {
            let target = loader.target(&key, &given, rules)?;
            loader.load_adjustment(&mut given, &key)?;
            given.by = loader.place(&key).into();
            loaded.push((target, given));
        }
        loaded.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(Self(loaded))
    }
}

impl Loader<'_> {
    /// Makes ready what needs it.
    pub(super) fn load_adjustment(
        &mut self,
        given: &mut Adjustment,
        place: &Spanned<String>,
    ) -> Result<(), Mistake> {
        self.check_reasons(&given.unless, place)?;
        given.allow.load(self)?;
        self.load_unless(&mut given.unless)
    }

    /// The rules that a table is about: its key is a code, a name or the letter of a family.
    fn target(
        &self,
        key: &Spanned<String>,
        given: &Adjustment,
        rules: &[Definition],
    ) -> Result<Target, Mistake> {
        let target = Target::named(rules, key.get_ref()).map_err(|message| {
            let help = "`onrecord rules` lists all; a single letter means a whole family".into();
            self.at(key, message, Some(help))
        })?;
        match (&target, given.options.keys().next()) {
            (Target::Family(letter), Some(option)) => {
                let help = format!("give the rule by its code: [rule.{letter}001]");
                return Err(self.at(option, "options are set rule by rule".into(), Some(help)));
            }
            (Target::Rule(code), _) => {
                find(rules, code).map_or(Ok(()), |rule| self.check_options(given, rule))?;
            }
            (Target::Family(_), None) => {}
        }
        Ok(target)
    }

    /// Whether the rule has all options that are given.
    pub(super) fn check_options(&self, given: &Adjustment, rule: &Definition) -> Result<(), Mistake> {
        let unknown = given.options.keys().find(|name| !rule.options.contains_key(name.get_ref()));
        let Some(name) = unknown else { return Ok(()) };
        let known = rule.options.keys().map(String::as_str);
        let message = format!("{}: {}", rule.code.get_ref(), nearest::unknown("option", name.get_ref(), known));
        let names: Vec<&str> = rule.options.keys().map(String::as_str).collect();
        let help = match &names[..] {
            [] => format!("{} has no options", rule.code.get_ref()),
            names => format!("{} has {}", rule.code.get_ref(), names.join(", ")),
        };
        Err(self.at(name, message, Some(help)))
    }
}

/// The rule of this code or name, whatever the case.
pub fn find<'a>(rules: &'a [Definition], name: &str) -> Option<&'a Definition> {
    let is = |known: &str| known.eq_ignore_ascii_case(name);
    rules.iter().find(|rule| is(rule.code.get_ref()) || is(rule.name.get_ref()))
}

/// "there is no rule `A01`; did you mean `A001`?"
pub(super) fn unknown_rule(rules: &[Definition], name: &str) -> String {
    let names = rules.iter().flat_map(|rule| [rule.code.get_ref().as_str(), rule.name.get_ref()]);
    nearest::unknown("rule", name, names)
}
