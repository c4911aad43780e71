//! One story: what is found in it, what is mended, what each report says of it.

use std::{path::PathBuf, sync::Arc};

use onrecord::{
    attribution::Story,
    config::{FailOn, WaiverUse},
    diagnostic::Diagnostic,
    document::Document,
    lint::Changes,
    report::{Checked, Summary},
};

use super::{
    baseline::{BaselineUse, Known},
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
    pub(super) known: Option<BaselineUse>,
    /// What each file of waivers of its house had to do with it.
    pub(super) waived: Option<(Arc<House>, Vec<WaiverUse>)>,
    /// It is one of so many that reports cannot wait for the last.
    pub(super) is_of_archive: bool,
}

/// What a story is checked by, whatever becomes of its text.
struct Setting {
    house: Arc<House>,
    /// Where it is, as the house's settings see it.
    place: Option<String>,
    /// The path of its file, by which waivers and a baseline know it.
    path: Option<PathBuf>,
    /// Which story of the file it is.
    id: Option<String>,
    /// How it read before, where only what changed since is asked for.
    before: Option<Document>,
}

/// What is found in a story.
struct Found {
    story: Story,
    diagnostics: Vec<Diagnostic>,
    known: Option<BaselineUse>,
    waived: Vec<WaiverUse>,
}

impl Check<'_> {
    /// Checks a story.
    pub(super) fn story(&self, mut loaded: Loaded) -> Result<Outcome, Failure> {
        let setting = Setting {
            house: Arc::clone(&loaded.house),
            place: loaded.place.take(),
            path: loaded.goes_by.take(),
            id: loaded.origin.id.clone(),
            before: loaded.before.take(),
        };
        let (loaded, mended) = self.fixing.mend(loaded, |document| {
            let Found { story, diagnostics, .. } = self.find(&setting, document);
            (story, diagnostics)
        })?;
        let Found { story, diagnostics, known, waived } = self.find(&setting, loaded.document);
        let checked = Checked::in_lines(&loaded.path, loaded.file.lines(&story.document), &story, diagnostics)
            .of(&loaded.origin);
        let outcome = self.outcome(&setting.house, setting.place.as_deref(), &checked)?;
        let is_of_archive = loaded.format.is_archive();
        Ok(Outcome { mended, known, waived: Some((setting.house, waived)), is_of_archive, ..outcome })
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
        let (mended, known, waived) = (None, None, None);
        Ok(Outcome { parts: parts?, summary, fails, mended, known, waived, is_of_archive: false })
    }

    /// What is found in a story, with what somebody has agreed to marked as such.
    fn find(&self, setting: &Setting, document: Document) -> Found {
        let Setting { house, place, path, id, before } = setting;
        let place = place.as_deref();
        let (linter, settings) = (&house.linter, house.linter.config().at(place));
        let changes = before.as_ref().map(|before| Changes::between(before, &document));
        let story = linter.read(document);
        let seen = house.seen_by_waivers(path.as_deref());
        let (mut diagnostics, waived) = linter.check_waived(&settings, &story, house.waivers_of(&seen));
        let known = self.known.and_then(|known| known.accept(path.as_deref(), id.as_deref(), &mut diagnostics));
        diagnostics.retain(|found| changes.as_ref().is_none_or(|changes| changes.touches(found)));
        Found { story, diagnostics, known, waived }
    }
}
