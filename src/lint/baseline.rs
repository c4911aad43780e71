//! The baseline: findings that were there before onrecord was. They are known by rule and words, so that they stay
//! known when lines move, and come back when the sentence changes.
//!
//! It holds no words of any story: unpublished copy stays where it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::{
    diagnostic::{Acceptance, Accepted, Diagnostic, Fingerprint, Scope},
    mistake::Mistake,
};

/// The version of the file's form.
const VERSION: u64 = 1;

/// What was found before, by story: its path, seen from the folder of the baseline, with `/`.
///
/// ```
/// use onrecord::{Linter, Setup, document::Format, lint::{Baseline, Entries}};
///
/// let linter = Linter::new(Setup::default())?;
/// let story = linter.read_text("Critics say the bridge is unsafe.", Format::Text)?;
/// let mut found = linter.check(&story);
///
/// let mut baseline = Baseline::default();
/// baseline.set("bridge.txt", Entries::of(found.iter()));
/// baseline.accept("bridge.txt", &Default::default(), &mut found);
/// assert!(!found[0].is_shown(), "it was there before");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: Version,
    stories: BTreeMap<String, Entries>,
}

/// What was found in a story, each with how often.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Entries(BTreeMap<Entry, usize>);

/// A finding as the file has it: "A001 5f1c0a9e33d27b84".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    rule: String,
    fingerprint: Fingerprint,
}

/// The only version that there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Version;

impl Baseline {
    /// Reads the text of a file. `path` is for messages.
    ///
    /// # Errors
    /// The first [`Mistake`] in its form.
    pub fn read(path: &str, text: &str) -> Result<Self, Mistake> {
        serde_json::from_str(text).map_err(|error| {
            let mistake = Mistake::in_json(path, text, &error);
            let help = "mend it, or take the file away and write it anew with --write-baseline";
            Mistake { help: Some(mistake.help.clone().unwrap_or_else(|| help.into())), ..mistake }
        })
    }

    /// The text of its file: sorted, a finding a line.
    ///
    /// # Errors
    /// None that findings can cause; serde_json's type asks for it.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// The paths of its stories.
    pub fn stories(&self) -> impl Iterator<Item = &str> {
        self.stories.keys().map(String::as_str)
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.stories.values().map(Entries::len).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Replaces what it holds of a story. Without entries, the story leaves it.
    pub fn set(&mut self, story: &str, entries: Entries) {
        if entries.0.is_empty() {
            self.stories.remove(story);
        } else {
            self.stories.insert(story.to_owned(), entries);
        }
    }

    /// Takes out the stories that are gone.
    pub fn forget(&mut self, gone: &BTreeSet<String>) {
        self.stories.retain(|story, _| !gone.contains(story));
    }

    /// Accepts what it knows of the findings of a story, each entry as many as its count; gives the number of its
    /// entries on this story that nothing was found for any more.
    ///
    /// Stories that are `gone` may have been renamed: of which this one has a sentence, those entries count as well.
    pub fn accept(&self, story: &str, gone: &BTreeSet<String>, found: &mut [Diagnostic]) -> usize {
        let now = Entries::of(found.iter().filter(|found| found.accepted.is_none()));
        let own = self.stories.get(story);
        let sentences =
            Entries::of(found.iter().filter(|found| found.accepted.is_none() && found.scope != Scope::Story));
        let renamed = gone.iter().filter(|path| *path != story).filter_map(|path| self.stories.get(path));
        let renamed = renamed.filter(|entries| entries.shared(&sentences) > 0);
        let mut known = Entries::default();
        for entries in own.into_iter().chain(renamed) {
            known.add(entries);
        }
        for found in found.iter_mut().filter(|found| found.accepted.is_none()) {
            if known.take(&Entry::of(found)) {
                found.accepted = Some(Accepted { by: Acceptance::Baseline, reason: String::new() });
            }
        }
        own.map_or(0, |own| own.len() - own.shared(&now))
    }
}

impl Entries {
    /// The entries for some findings.
    pub fn of<'a>(found: impl Iterator<Item = &'a Diagnostic>) -> Self {
        let mut entries = Self::default();
        for found in found {
            *entries.0.entry(Entry::of(found)).or_default() += 1;
        }
        entries
    }

    /// How many findings they stand for.
    pub fn len(&self) -> usize {
        self.0.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Whether they stand for none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn add(&mut self, other: &Self) {
        for (entry, count) in &other.0 {
            let sum = self.0.entry(entry.clone()).or_default();
            *sum = sum.saturating_add(*count);
        }
    }

    /// Takes one finding out, if there is one of the kind.
    fn take(&mut self, entry: &Entry) -> bool {
        match self.0.get_mut(entry) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// How many findings both stand for.
    fn shared(&self, other: &Self) -> usize {
        self.0.iter().filter_map(|(entry, count)| other.0.get(entry).map(|other| *other.min(count))).sum()
    }
}

impl Entry {
    fn of(found: &Diagnostic) -> Self {
        Self { rule: found.code.clone(), fingerprint: found.fingerprint }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.rule, self.fingerprint)
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        let entry = written.split_once(' ').and_then(|(rule, digits)| {
            let fingerprint = Fingerprint(u64::from_str_radix(digits, 16).ok()?);
            Some(Self { rule: rule.to_owned(), fingerprint })
        });
        entry.ok_or_else(|| D::Error::custom(format!("`{written}` is no rule with a fingerprint")))
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        VERSION.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u64::deserialize(deserializer)? {
            VERSION => Ok(Self),
            other => Err(D::Error::custom(format!(
                "a baseline of version {other}, and this onrecord reads version {VERSION}"
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{Document, Format},
        lint::Linter,
        rule::Catalogue,
    };

    const STORY: &str = "Experts say the quay is safe.\n\nSources said it will close.\n";

    fn found(text: &str) -> Vec<Diagnostic> {
        let linter = Linter::of(Catalogue::builtin().unwrap(), crate::config::Config::default());
        linter.check(&linter.read(Document::read(text.as_bytes(), Format::Markdown).unwrap()))
    }

    fn baseline(stories: &[(&str, &str)]) -> Baseline {
        let mut baseline = Baseline::default();
        for (path, text) in stories {
            baseline.set(path, Entries::of(found(text).iter()));
        }
        baseline
    }

    /// The codes of what a baseline does not know, and how many of its findings are gone.
    fn unknown(baseline: &Baseline, story: &str, gone: &[&str], text: &str) -> (Vec<String>, usize) {
        let gone = gone.iter().map(|path| (*path).to_owned()).collect();
        let mut found = found(text);
        let missed = baseline.accept(story, &gone, &mut found);
        let left = found.into_iter().filter(|found| found.accepted.is_none());
        (left.map(|found| found.code).collect(), missed)
    }

    #[test]
    fn what_it_writes_it_reads() {
        let baseline = baseline(&[("b.txt", STORY), ("a.txt", STORY)]);
        let text = baseline.to_json().unwrap();
        assert_eq!(Baseline::read("", &text).unwrap(), baseline);
        assert!(text.lines().filter(|line| line.contains(" \"V001 ")).count() == 2, "{text}");
        assert!(!text.contains("quay") && text.find("a.txt") < text.find("b.txt"), "{text}");
    }

    #[test]
    fn each_entry_covers_as_many_as_its_count() {
        let baseline = baseline(&[("a.txt", STORY)]);
        assert_eq!(unknown(&baseline, "a.txt", &[], STORY), (vec![], 0));
        let moved = "Sources said\nit will close.\n\nNothing is decided.\n\nExperts say the quay is safe.";
        assert_eq!(unknown(&baseline, "a.txt", &[], moved), (vec![], 0));
        let changed = STORY.replace("close", "shut");
        assert_eq!(unknown(&baseline, "a.txt", &[], &changed), (vec!["A001".to_owned()], 1));
        let mut twice = found(STORY);
        twice.extend(found(STORY));
        assert_eq!(baseline.accept("a.txt", &BTreeSet::new(), &mut twice), 0);
        assert_eq!(twice.iter().filter(|found| found.accepted.is_none()).count(), found(STORY).len());
    }

    #[test]
    fn a_renamed_story_stays_known() {
        let baseline = baseline(&[("a.txt", STORY)]);
        assert_eq!(unknown(&baseline, "b.txt", &["a.txt"], STORY), (vec![], 0));
        assert_eq!(unknown(&baseline, "b.txt", &[], STORY).0.len(), found(STORY).len(), "a.txt is there still");
    }

    #[test]
    fn what_is_said_of_a_story_that_is_gone_is_not_said_of_any_other() {
        let of_story = |text: &str| found(text).into_iter().find(|found| found.scope == Scope::Story);
        let long = format!("{}\n\n{STORY}", "The quay is long and old and made of stone. ".repeat(60));
        assert!(of_story(&long).is_some(), "{:?}", found(&long));
        let other = long.replace("quay", "dam").replace("close", "open");
        let baseline = baseline(&[("a.txt", &long)]);
        assert_eq!(unknown(&baseline, "b.txt", &["a.txt"], &other).0.len(), found(&other).len());
    }
}
