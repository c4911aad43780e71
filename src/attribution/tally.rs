//! The ledger in a line: how many attributions cite whom.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Attribution, SourceKind, Story};
use crate::counted::counted;

/// How many attributions of a story cite each kind of source. Not counted are states of mind that nobody told,
/// what a nameless source passes on of others, and what is carried over from a sentence before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tally {
    counts: [usize; GROUPS.len()],
}

/// The kinds that are counted together, and what they are called.
const GROUPS: &[(&str, &[SourceKind])] = &[
    (Tally::NAMED, &[SourceKind::Named]),
    ("organisation", &[SourceKind::Org]),
    ("office", &[SourceKind::Office]),
    ("document", &[SourceKind::Document]),
    ("group", &[SourceKind::Group]),
    ("unresolved pronoun", &[SourceKind::Pronoun]),
    (Tally::ANONYMOUS, &[SourceKind::Anonymous]),
    (Tally::VAGUE, &[SourceKind::Vague, SourceKind::None]),
];

impl Tally {
    /// What people by name are called here.
    pub const NAMED: &str = "named";
    /// What sources are called here whose names are withheld.
    pub const ANONYMOUS: &str = "anonymous";
    /// What those are called here whom nobody could call, together with nobody.
    pub const VAGUE: &str = "vague or none";

    /// Counts the attributions of a story that `counts` picks.
    pub fn of(story: &Story, counts: impl Fn(&Attribution) -> bool) -> Self {
        let mut tally = Self::default();
        let cites = |attribution: &&Attribution| {
            !attribution.mental && !attribution.carried && !story.is_relayed(attribution)
        };
        for attribution in story.attributions.iter().filter(cites).filter(|attribution| counts(attribution)) {
            let kind = attribution.kind();
            if let Some(group) = GROUPS.iter().position(|(_, kinds)| kinds.contains(&kind)) {
                tally.counts[group] += 1;
            }
        }
        tally
    }

    /// Adds the counts of another story.
    pub fn add(&mut self, other: Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
    }

    /// What is counted together, and how often: the name, the first of its kinds, the number.
    pub fn groups(&self) -> impl Iterator<Item = (&'static str, SourceKind, usize)> {
        GROUPS.iter().zip(self.counts).map(|((name, kinds), count)| (*name, kinds[0], count))
    }

    /// How many attributions cite what is called so.
    pub fn count(&self, name: &str) -> usize {
        self.groups().find(|(known, ..)| *known == name).map_or(0, |(.., count)| count)
    }

    /// Number of attributions counted.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&counted(self.total(), "attribution"))?;
        let cited = self.counts.iter().zip(GROUPS).filter(|(count, _)| **count > 0);
        for (index, (count, (name, _))) in cited.enumerate() {
            write!(formatter, "{}{count} {name}", if index == 0 { ": " } else { ", " })?;
        }
        Ok(())
    }
}
