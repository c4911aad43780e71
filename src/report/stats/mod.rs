//! What a standards desk counts by the month, in place of the findings: who is cited, in which folders, and how often
//! each rule is broken.
//!
//! Each story gives its facts, as a line of JSON; the sums are made of these, so that nothing else need be kept.

mod json;
mod text;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Checked, Renderer, Run};
use crate::{
    attribution::Tally,
    diagnostic::{Acceptance, Diagnostic},
};

/// Makes statistics.
pub(super) enum Stats {
    /// Tables, for people.
    Text,
    /// One JSON object.
    Json,
}

/// What is counted of one file.
#[derive(Debug, Serialize, Deserialize)]
struct Facts {
    /// Only its rules count, where it is a file of settings.
    is_story: bool,
    folder: String,
    words: usize,
    tally: Tally,
    /// By code.
    rules: BTreeMap<String, Breaches>,
}

/// How often a rule is broken. Breaches count also where the report attaches them to another finding or folds them
/// into it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Breaches {
    /// What the rule is called; empty where it is only attached to the findings of others.
    name: String,
    /// Those that nobody has agreed to.
    found: usize,
    /// In how many stories these are.
    stories: usize,
    /// Those that a note in the story allows.
    allowed: usize,
    waived: usize,
    baselined: usize,
}

/// Some stories together.
#[derive(Debug, Default)]
struct Group {
    stories: usize,
    words: usize,
    tally: Tally,
    /// Stories that cite nobody by name.
    without_named: usize,
}

/// What was counted of all stories.
#[derive(Debug, Default)]
struct Counted {
    overall: Group,
    /// Those with the most stories first.
    folders: Vec<(String, Group)>,
    /// The most broken first.
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    code: String,
    name: String,
    breaches: Breaches,
}

impl Renderer for Stats {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        Ok(vec![serde_json::to_string(&Facts::of(checked))?])
    }

    fn whole(&self, parts: &[String], run: &Run) -> serde_json::Result<String> {
        let stories: Result<Vec<Facts>, _> = parts.iter().map(|part| serde_json::from_str(part)).collect();
        let counted = Counted::of(&stories?, run);
        match self {
            Self::Text => Ok(text::text(&counted)),
            Self::Json => json::json(&counted),
        }
    }
}

impl Facts {
    fn of(checked: &Checked<'_>) -> Self {
        let mut rules: BTreeMap<String, Breaches> = BTreeMap::new();
        for found in &checked.diagnostics {
            for code in codes(found) {
                let breaches = rules.entry(code.to_owned()).or_default();
                match found.accepted.as_ref().map(|accepted| accepted.by) {
                    None => breaches.found += 1,
                    Some(Acceptance::Note) => breaches.allowed += 1,
                    Some(Acceptance::Waiver) => breaches.waived += 1,
                    Some(Acceptance::Baseline) => breaches.baselined += 1,
                }
            }
            rules.entry(found.code.clone()).or_default().name.clone_from(&found.name);
        }
        for breaches in rules.values_mut() {
            breaches.stories = usize::from(checked.is_story && breaches.found > 0);
        }
        Self {
            is_story: checked.is_story,
            folder: folder(checked.path),
            words: checked.story.words(),
            tally: checked.summary().tally,
            rules,
        }
    }
}

/// The rules that a finding says are broken.
fn codes(found: &Diagnostic) -> impl Iterator<Item = &str> {
    std::iter::once(found.code.as_str()).chain(found.attached.iter().map(|attached| attached.code.as_str()))
}

/// The folder of a story as it is shown: "city/", with `/` on every system.
fn folder(path: &str) -> String {
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    path.rfind('/').map_or_else(|| "./".to_owned(), |end| path[..=end].to_owned())
}

impl Counted {
    fn of(stories: &[Facts], run: &Run) -> Self {
        let mut overall = Group::default();
        let mut folders: BTreeMap<&str, Group> = BTreeMap::new();
        let mut rules: BTreeMap<&str, Breaches> = BTreeMap::new();
        for story in stories {
            if story.is_story {
                overall.add(story);
                folders.entry(&story.folder).or_default().add(story);
            }
            for (code, breaches) in &story.rules {
                rules.entry(code).or_default().add(breaches);
            }
        }
        let name = |code: &str| run.rules.iter().find(|rule| rule.code == code).map(|rule| rule.name.clone());
        let rule = |(code, breaches): (&str, Breaches)| Rule {
            code: code.to_owned(),
            name: name(code).unwrap_or_else(|| breaches.name.clone()),
            breaches,
        };
        let mut rules: Vec<Rule> = rules.into_iter().map(rule).collect();
        let mut folders: Vec<(String, Group)> =
            folders.into_iter().map(|(folder, group)| (folder.to_owned(), group)).collect();
        // What is equal stays in the order of its name.
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.breaches.found));
        folders.sort_by_key(|(_, group)| std::cmp::Reverse(group.stories));
        Self { overall, folders, rules }
    }
}

impl Group {
    fn add(&mut self, story: &Facts) {
        self.stories += 1;
        self.words += story.words;
        self.tally.add(story.tally);
        self.without_named += usize::from(story.tally.count(Tally::NAMED) == 0);
    }
}

impl Breaches {
    fn add(&mut self, other: &Self) {
        if self.name.is_empty() {
            self.name.clone_from(&other.name);
        }
        self.found += other.found;
        self.stories += other.stories;
        self.allowed += other.allowed;
        self.waived += other.waived;
        self.baselined += other.baselined;
    }
}

/// A part of a whole; none where there is no whole.
#[allow(clippy::cast_precision_loss, reason = "no house has so many stories")]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
