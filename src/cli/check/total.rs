//! All stories together: the parts of each report, how much was found, and whether the run fails.

use onrecord::report::Summary;

use super::{baseline::BaselineUse, story::Outcome};

/// What came of all stories.
pub(super) struct Total {
    /// By report: its parts, in the order of the stories.
    pub(super) parts: Vec<Vec<String>>,
    pub(super) summary: Summary,
    /// Whether any of them fails.
    pub(super) fails: bool,
    /// What the baseline had to do with each.
    pub(super) known: Vec<BaselineUse>,
}

impl Total {
    /// Takes them together, for so many reports.
    pub(super) fn of(outcomes: Vec<Outcome>, reports: usize) -> Self {
        let parts = vec![Vec::new(); reports];
        let mut total = Self { parts, summary: Summary::default(), fails: false, known: Vec::new() };
        for outcome in outcomes {
            total.summary += outcome.summary;
            total.fails |= outcome.fails;
            total.known.extend(outcome.known);
            for (all, of_story) in total.parts.iter_mut().zip(outcome.parts) {
                all.extend(of_story);
            }
        }
        total
    }
}
