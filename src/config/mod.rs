//! What a house has set: which rules speak, how gravely, with which numbers.

use std::collections::BTreeMap;

use crate::{diagnostic::Level, rule::Definition};

/// The settings for a check.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Settings of single rules, by code.
    pub rules: BTreeMap<String, RuleConfig>,
}

/// The settings of one rule.
#[derive(Clone, Debug, Default)]
pub struct RuleConfig {
    /// In place of the rule's own level.
    pub level: Option<Level>,
    /// The rule does not speak at all.
    pub off: bool,
    /// In place of the rule's own numbers, by name.
    pub options: BTreeMap<String, usize>,
}

impl Config {
    /// Whether the rule speaks.
    pub fn is_on(&self, rule: &Definition) -> bool {
        !self.rules.get(rule.code.get_ref()).is_some_and(|rule| rule.off)
    }

    /// The level that the house gives the rule, if any.
    pub fn level(&self, rule: &Definition) -> Option<Level> {
        self.rules.get(rule.code.get_ref()).and_then(|rule| rule.level)
    }

    /// A number of the rule, as the house or else the rule itself sets it. Zero where the rule has no such option.
    pub fn option(&self, rule: &Definition, name: &str) -> usize {
        let set = self.rules.get(rule.code.get_ref()).and_then(|rule| rule.options.get(name)).copied();
        set.or_else(|| rule.options.get(name).map(|option| option.default)).unwrap_or_default()
    }
}
