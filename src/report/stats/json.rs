//! Statistics as one JSON object. Shares go from 0 to 1; they are null where nothing is cited.

use serde::{Serialize, Serializer};

use super::{Counted, Group, share};
use crate::attribution::Tally;

/// The version of the contract.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Whole<'a> {
    version: u32,
    overall: GroupRow,
    folders: Vec<FolderRow<'a>>,
    rules: Vec<RuleRow<'a>>,
}

#[derive(Serialize)]
struct FolderRow<'a> {
    folder: &'a str,
    #[serde(flatten)]
    group: GroupRow,
}

#[derive(Serialize)]
struct GroupRow {
    stories: usize,
    words: usize,
    attributions: usize,
    sources: Kinds,
    anonymous_share: Option<f64>,
    vague_or_none_share: Option<f64>,
    stories_without_named_source: usize,
}

#[derive(Serialize)]
struct RuleRow<'a> {
    code: &'a str,
    name: &'a str,
    found: usize,
    stories: usize,
    per_1000_words: Option<f64>,
    allowed: usize,
    waived: usize,
    baselined: usize,
}

/// The kinds of sources with their counts, in the order of the ledger: `{"named":4,"vague_or_none":1}`.
struct Kinds(Tally);

impl Serialize for Kinds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.groups().map(|(name, _, count)| (name.replace(' ', "_"), count)))
    }
}

/// The object, in a line.
pub(super) fn json(counted: &Counted) -> serde_json::Result<String> {
    let folders = counted.folders.iter().map(|(folder, group)| FolderRow { folder, group: row(group) });
    let rules = counted.rules.iter().map(|rule| RuleRow {
        code: &rule.code,
        name: &rule.name,
        found: rule.breaches.found,
        stories: rule.breaches.stories,
        per_1000_words: share(rule.breaches.found * 1000, counted.overall.words).map(rounded),
        allowed: rule.breaches.allowed,
        waived: rule.breaches.waived,
        baselined: rule.breaches.baselined,
    });
    let whole = Whole {
        version: VERSION,
        overall: row(&counted.overall),
        folders: folders.collect(),
        rules: rules.collect(),
    };
    serde_json::to_string(&whole).map(|line| line + "\n")
}

fn row(group: &Group) -> GroupRow {
    let total = group.tally.total();
    let share_of = |kind: &str| share(group.tally.count(kind), total).map(rounded);
    GroupRow {
        stories: group.stories,
        words: group.words,
        attributions: total,
        sources: Kinds(group.tally),
        anonymous_share: share_of(Tally::ANONYMOUS),
        vague_or_none_share: share_of(Tally::VAGUE),
        stories_without_named_source: group.without_named,
    }
}

/// To four digits.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}
