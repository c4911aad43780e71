//! One story: what is found in it, what is mended, what each report says of it.

use std::sync::Arc;

use onrecord::{
    attribution::Story,
    config::FailOn,
    diagnostic::Diagnostic,
    document::Document,
    report::{Checked, Summary},
};

use super::{
    fix::{Fixing, Mended},
    targets::Target,
};
use crate::cli::{Failure, house::House, input::Loaded};

/// What is the same for every story of a run.
pub(super) struct Check<'a> {
    pub(super) fixing: &'a Fixing,
    pub(super) targets: &'a [Target],
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
}

impl Check<'_> {
    /// Checks a story.
    pub(super) fn story(&self, loaded: Loaded) -> Result<Outcome, Failure> {
        let (house, place) = (Arc::clone(&loaded.house), loaded.place.clone());
        let find = |document| find(&house, place.as_deref(), document);
        let (loaded, mended) = self.fixing.mend(loaded, find)?;
        let (story, diagnostics) = find(loaded.document);
        let checked = Checked::new(&loaded.path, &loaded.file, &story, diagnostics);
        let parts: Result<Vec<_>, _> =
            self.targets.iter().map(|target| target.renderer.file(&checked)).collect();
        let summary = checked.summary();
        let set = house.linter.config().at(place.as_deref()).fail_on().map(|given| given.value);
        let level = self.fail_on.or(set).unwrap_or_default().level();
        let fails = level.is_some_and(|level| summary.reaches(level));
        Ok(Outcome { parts: parts?, summary, fails, mended })
    }
}

/// What is found in a story at a place of a house, with what somebody has agreed to marked as such.
fn find(house: &House, place: Option<&str>, document: Document) -> (Story, Vec<Diagnostic>) {
    let story = house.linter.read(document);
    let diagnostics = house.linter.check_at(&house.linter.config().at(place), &story);
    (story, diagnostics)
}
