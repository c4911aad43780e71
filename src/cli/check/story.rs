//! One story: what is found in it, what is mended, what each report says of it.

use std::{path::Path, sync::Arc};

use onrecord::{
    attribution::Story,
    config::{self, FailOn},
    diagnostic::Diagnostic,
    document::Document,
    report::{Checked, Summary},
};

use super::{
    baseline::{self, Known},
    fix::{Fixing, Mended},
    targets::Target,
};
use crate::cli::{Failure, house::House, input::Loaded};

/// What is the same for every story of a run.
pub(super) struct Check<'a> {
    pub(super) fixing: &'a Fixing,
    pub(super) targets: &'a [Target],
    /// What was there before.
    pub(super) known: Option<&'a Known>,
    /// The lowest level that fails, whatever the settings say.
    pub(super) fail_on: Option<FailOn>,
}

/// What came of one story.
pub(super) struct Outcome {
    /// The parts of each report that is asked for.
    pub(super) parts: Vec<Vec<String>>,
    pub(super) summary: Summary,
    /// Whether something is at or above the level that fails.
    pub(super) fails: bool,
    /// What was made of the file, where it is to be mended.
    pub(super) mended: Option<Mended>,
    /// What the baseline had to do with it.
    pub(super) known: Option<baseline::Met>,
    /// What the waivers of its house had to do with it.
    pub(super) waived: Option<(Arc<House>, config::Met)>,
}

/// What is found in a story.
struct Found {
    story: Story,
    diagnostics: Vec<Diagnostic>,
    known: Option<baseline::Met>,
    waived: Option<config::Met>,
}

impl Check<'_> {
    /// Checks a story.
    pub(super) fn story(&self, loaded: Loaded) -> Result<Outcome, Failure> {
        let (house, place) = (Arc::clone(&loaded.house), loaded.place.clone());
        let at = (!loaded.is_stdin()).then(|| loaded.at.clone());
        let find = |document| self.find(&house, place.as_deref(), at.as_deref(), document);
        let (loaded, mended) = self.fixing.mend(loaded, |document| {
            let Found { story, diagnostics, .. } = find(document);
            (story, diagnostics)
        })?;
        let Found { story, mut diagnostics, known, waived } = find(loaded.document);
        if let Some(changes) = &loaded.changes {
            diagnostics.retain(|found| changes.touches(found));
        }
        let checked = Checked::new(&loaded.path, &loaded.file, &story, diagnostics);
        let outcome = self.outcome(&house, place.as_deref(), &checked)?;
        Ok(Outcome { mended, known, waived: waived.map(|met| (house, met)), ..outcome })
    }

    /// What each report says of a file in which something was looked for, and whether it fails.
    pub(super) fn outcome(
        &self,
        house: &House,
        place: Option<&str>,
        checked: &Checked<'_>,
    ) -> Result<Outcome, Failure> {
        let parts: Result<Vec<_>, _> =
            self.targets.iter().map(|target| target.renderer.file(checked)).collect();
        let summary = checked.summary();
        let set = house.linter.config().at(place).fail_on().map(|given| given.value);
        let level = self.fail_on.or(set).unwrap_or_default().level();
        let fails = level.is_some_and(|level| summary.reaches(level));
        Ok(Outcome { parts: parts?, summary, fails, mended: None, known: None, waived: None })
    }

    /// What is found in a story at a place of a house, with what somebody has agreed to marked as such.
    fn find(&self, house: &House, place: Option<&str>, at: Option<&Path>, document: Document) -> Found {
        let (linter, settings) = (&house.linter, house.linter.config().at(place));
        let story = linter.read(document);
        let (mut diagnostics, waived) = match house.waivers.as_ref().zip(place) {
            Some((waivers, place)) => {
                let (found, met) = linter.check_waived(&settings, &story, waivers, place);
                (found, Some(met))
            }
            None => (linter.check_at(&settings, &story), None),
        };
        let known = self.known.and_then(|known| known.accept(at, &mut diagnostics));
        Found { story, diagnostics, known, waived }
    }
}
