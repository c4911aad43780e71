//! The settings that hold for one story, as a configuration file would say them, each with where it comes from.

use std::fmt::Write;

use super::{
    plain::clean,
    style::{BOLD, DIM, RESET},
};
use crate::{
    config::{Given, Settings},
    document::Kind,
    lint::Linter,
    rule::{Definition, find},
};

/// Comments begin at this column where the setting before them is shorter. In characters.
const COLUMN: usize = 36;

/// What is known of a story from its place and its text.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// The settings of its place.
    pub settings: Settings<'a>,
    /// What sort of story it says that it is.
    pub kind: Option<Kind>,
    /// The configuration files that hold, the nearest first.
    pub configs: &'a [String],
    /// The house's own files of rules, words, changes and profiles.
    pub files: &'a [String],
    /// Where it says that the story is passed over, if it does.
    pub excluded: Option<&'a str>,
    /// The file of known findings.
    pub baseline: Option<String>,
    /// The files of waivers: that of the nearest configuration file first.
    pub waivers: Vec<&'a str>,
}

/// The settings that hold for a story: those of the check, then every rule that is set otherwise than in its own file.
/// With ANSI colours.
pub fn settings(path: &str, placed: &Placed<'_>, linter: &Linter) -> String {
    let mut out = format!("{BOLD}# {}{RESET}\n", clean(path));
    match placed.configs {
        [] => out += "# no configuration file: all is as it comes with onrecord\n",
        [nearest] => out += &format!("# read: {}\n", clean(nearest)),
        [nearest, below @ ..] => {
            let below = clean(&below.join(", which extends "));
            out += &format!("# read: {}, which extends {below}\n", clean(nearest));
        }
    }
    if let Some(by) = placed.excluded {
        out += &format!("# passed over: excluded by {}\n", clean(by));
    }
    out += "\n";
    check(&mut out, placed, linter);
    let set = linter.rules_for(&placed.settings, placed.kind);
    let changed: Vec<&Definition> = set.iter().filter(|rule| is_set(rule)).collect();
    for rule in changed {
        self::rule(&mut out, rule, find(linter.catalogue().rules(), rule.code.get_ref()));
    }
    out
}

/// The settings of the check as a whole.
fn check(out: &mut String, placed: &Placed<'_>, linter: &Linter) {
    let settings = &placed.settings;
    let kind = match (placed.kind, settings.kind()) {
        (Some(kind), _) => Some((kind, "the story says so")),
        (None, Some(given)) => Some((given.value, given.by.as_str())),
        (None, None) => None,
    };
    if let Some((kind, by)) = kind {
        line(out, &format!("kind = \"{}\"", kind.name()), by);
    }
    if let Some(profile) = linter.profile_for(settings, placed.kind) {
        let given_by = |given: Option<&Given<String>>| {
            given.filter(|given| given.value == profile).map(|given| given.by.clone())
        };
        let by_kind = || kind.map(|(kind, _)| format!("what {} is checked by", kind.name()));
        let by = given_by(settings.profile()).or_else(|| given_by(settings.base())).or_else(by_kind);
        line(out, &format!("profile = \"{profile}\""), by.as_deref().unwrap_or("by default"));
    }
    let fail_on = settings.fail_on();
    let level = fail_on.map(|given| given.value).unwrap_or_default();
    line(out, &format!("fail-on = \"{}\"", level.name()), fail_on.map_or("by default", |given| &given.by));
    let baseline = placed.baseline.iter().map(|file| ("baseline", file.as_str()));
    for (name, file) in baseline.chain(placed.waivers.iter().map(|file| ("waivers", *file))) {
        let _ = writeln!(out, "{name} = {}", quoted(file));
    }
    if !placed.files.is_empty() {
        let files: Vec<String> = placed.files.iter().map(|file| quoted(file)).collect();
        let _ = writeln!(out, "rules = [{}]", files.join(", "));
    }
}

fn is_set(rule: &Definition) -> bool {
    rule.set.level_by.is_some() || rule.set.options_by.is_some()
}

/// What is set of a rule, other than its own file has it.
fn rule(out: &mut String, rule: &Definition, own: Option<&Definition>) {
    let _ = writeln!(out, "\n[rule.{}]  {DIM}# {}{RESET}", rule.code.get_ref(), clean(rule.name.get_ref()));
    if let Some(by) = &rule.set.level_by {
        line(out, &format!("level = \"{}\"", super::profile::level(rule.speaks())), by);
    }
    let options: Vec<String> = rule
        .options
        .iter()
        .filter(|(name, option)| own.is_none_or(|own| own.option(name) != option.default))
        .map(|(name, option)| format!("{name} = {}", option.default))
        .collect();
    if let Some(by) = rule.set.options_by.as_ref().filter(|_| !options.is_empty()) {
        line(out, &format!("options = {{ {} }}", options.join(", ")), by);
    }
}

fn line(out: &mut String, setting: &str, by: &str) {
    let setting = clean(setting);
    let _ = writeln!(out, "{setting}{}", comment(&setting, &clean(by)));
}

fn comment(before: &str, by: &str) -> String {
    let blanks = COLUMN.saturating_sub(before.chars().count()).max(2);
    format!("{:blanks$}{DIM}# {by}{RESET}", "")
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    clean(&toml::Value::String(text.to_owned()).to_string())
}
