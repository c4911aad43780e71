//! All stories together: the parts of each report, how much was found, and whether the run fails.

use std::sync::Arc;

use onrecord::{config::WaiverUse, report::Summary};

use super::{baseline::BaselineUse, fix::Mended, story::Outcome};
use crate::cli::house::House;

/// What came of all stories.
pub(super) struct Total {
    /// By report: its parts, in the order of the stories.
    pub(super) parts: Vec<Vec<String>>,
    pub(super) summary: Summary,
    /// Whether any of them fails.
    pub(super) fails: bool,
    /// What was made of each file that is to be mended.
    pub(super) mended: Vec<Mended>,
    /// What the baseline had to do with each.
    pub(super) known: Vec<BaselineUse>,
    /// What each file of waivers had to do with each.
    pub(super) waived: Vec<(Arc<House>, Vec<WaiverUse>)>,
}

impl Total {
    /// Nothing yet, for so many reports.
    pub(super) fn new(reports: usize) -> Self {
        Self {
            parts: vec![Vec::new(); reports],
            summary: Summary::default(),
            fails: false,
            mended: Vec::new(),
            known: Vec::new(),
            waived: Vec::new(),
        }
    }

    /// Adds what came of a story.
    pub(super) fn add(&mut self, outcome: Outcome) {
        self.summary += outcome.summary;
        self.fails |= outcome.fails;
        self.mended.extend(outcome.mended);
        self.known.extend(outcome.known);
        // Of the many stories of an archive, hardly any has to do with waivers.
        self.waived.extend(outcome.waived.filter(|(_, met)| !met.is_empty()));
        for (all, of_story) in self.parts.iter_mut().zip(outcome.parts) {
            all.extend(of_story);
        }
    }
}
