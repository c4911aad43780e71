//! Profiles in words: the list of all, and what one changes. Both with ANSI colours.

use std::fmt::Write;

use super::{
    plain::clean,
    style::{BOLD, RESET},
};
use crate::{
    diagnostic::Level,
    rule::{Catalogue, Definition, Profile},
};

/// All profiles, a line each.
pub fn profiles(catalogue: &Catalogue) -> String {
    let profiles = || catalogue.profiles().all().iter();
    let widest = profiles().map(|profile| profile.name.chars().count()).max().unwrap_or_default();
    let line = |profile: &Profile| {
        format!("{BOLD}{:<widest$}{RESET}  {}\n", clean(&profile.name), clean(&profile.about))
    };
    profiles().map(line).collect()
}

/// What a profile is for, and what it changes of the rules, itself and by those that it builds on.
pub fn profile(catalogue: &Catalogue, index: usize) -> String {
    let Some(profile) = catalogue.profiles().all().get(index) else { return String::new() };
    let mut out = format!("{BOLD}{}{RESET}\n\n{}\n", clean(&profile.name), clean(&profile.about));
    out += &origin(profile);
    let set = catalogue.rules_in(index);
    let widest = set.iter().map(|rule| rule.name.get_ref().chars().count()).max().unwrap_or_default();
    let changed: Vec<String> =
        catalogue.rules().iter().zip(&set).filter_map(|(own, set)| changes(own, set, widest)).collect();
    match &changed[..] {
        [] => out += "\nEach rule is as its own file has it.\n",
        changed => {
            let _ = write!(out, "\n{BOLD}Changes{RESET}\n{}", changed.concat());
        }
    }
    out
}

fn origin(profile: &Profile) -> String {
    let kinds: Vec<&str> = profile.for_kinds.iter().map(|kind| kind.name()).collect();
    let mut out = String::new();
    if !kinds.is_empty() {
        let _ = write!(out, "\nChosen by itself for stories of the kind {}.", kinds.join(", "));
    }
    if let Some(below) = &profile.extends {
        let _ = write!(out, "\nBuilds on {}.", clean(below));
    }
    if out.is_empty() { out } else { out + "\n" }
}

/// What is changed of a rule, in a line.
fn changes(own: &Definition, set: &Definition, widest: usize) -> Option<String> {
    let mut changes = Vec::new();
    if own.speaks() != set.speaks() || own.set.level != set.set.level {
        changes.push(format!("{} (was {})", level(set.speaks()), level(own.speaks())));
    }
    for (name, option) in &set.options {
        let was = own.options.get(name).map(|option| option.default).unwrap_or_default();
        if was != option.default {
            changes.push(format!("{name} = {} (was {was})", option.default));
        }
    }
    if own.blocks != set.blocks {
        changes.push("looks at other blocks".to_owned());
    }
    if !set.set.allow.is_empty() {
        changes.push("allows some phrases".to_owned());
    }
    let further = set.unless.iter().skip(own.unless.len());
    changes.extend(further.map(|unless| format!("silent when {}", unless.because)));
    let (code, name) = (own.code.get_ref(), own.name.get_ref());
    let told = || format!("{BOLD}{code}{RESET}  {:<widest$}  {}\n", clean(name), clean(&changes.join("; ")));
    (!changes.is_empty()).then(told)
}

/// What a level is called, or that there is none.
pub(super) fn level(level: Option<Level>) -> &'static str {
    level.map_or("off", Level::name)
}
