//! One story: what is found in it, what is mended, what each report says of it.

use std::{path::Path, sync::Arc};

use onrecord::{
    attribution::Story,
    config::FailOn,
    diagnostic::Diagnostic,
    document::Document,
    report::{Checked, Summary},
};

use super::{
    baseline::{Known, Met},
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
    pub(super) met: Option<Met>,
}

impl Check<'_> {
    /// Checks a story.
    pub(super) fn story(&self, loaded: Loaded) -> Result<Outcome, Failure> {
        let (house, place) = (Arc::clone(&loaded.house), loaded.place.clone());
        let at = (!loaded.is_stdin()).then(|| loaded.at.clone());
        let find = |document| self.find(&house, place.as_deref(), at.as_deref(), document);
        let (loaded, mended) = self.fixing.mend(loaded, |document| {
            let (story, diagnostics, _) = find(document);
            (story, diagnostics)
        })?;
        let (story, mut diagnostics, met) = find(loaded.document);
        if let Some(changes) = &loaded.changes {
            diagnostics.retain(|found| changes.touches(found));
        }
        let checked = Checked::new(&loaded.path, &loaded.file, &story, diagnostics);
        let parts: Result<Vec<_>, _> =
            self.targets.iter().map(|target| target.renderer.file(&checked)).collect();
        let summary = checked.summary();
        let set = house.linter.config().at(place.as_deref()).fail_on().map(|given| given.value);
        let level = self.fail_on.or(set).unwrap_or_default().level();
        let fails = level.is_some_and(|level| summary.reaches(level));
        Ok(Outcome { parts: parts?, summary, fails, mended, met })
    }

    /// What is found in a story at a place of a house, with what somebody has agreed to marked as such.
    fn find(
        &self,
        house: &House,
        place: Option<&str>,
        at: Option<&Path>,
        document: Document,
    ) -> (Story, Vec<Diagnostic>, Option<Met>) {
        let story = house.linter.read(document);
        let mut diagnostics = house.linter.check_at(&house.linter.config().at(place), &story);
        let met = self.known.and_then(|known| known.accept(at, &mut diagnostics));
        (story, diagnostics, met)
    }
}
