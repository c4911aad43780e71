//! What is wrong with waivers: reported of their file as findings are of a story.

use std::sync::Arc;

use onrecord::{
    config::Met,
    document::Document,
    report::{Checked, Summary},
};

use super::story::{Check, Outcome};
use crate::cli::{Failure, house::House};

/// What the waivers of each house had to do with its stories.
#[derive(Default)]
pub(super) struct Asked(Vec<(Arc<House>, Met)>);

impl Asked {
    /// Adds what they had to do with one story.
    pub(super) fn add(&mut self, house: &Arc<House>, met: Met) {
        match self.0.iter_mut().find(|(known, _)| Arc::ptr_eq(known, house)) {
            Some((_, all)) => all.add(met),
            None => self.0.push((Arc::clone(house), met)),
        }
    }

    /// What is to be said of each file of waivers with which something is wrong.
    pub(super) fn report(&self, check: &Check<'_>) -> Result<Vec<Outcome>, Failure> {
        let mut outcomes = Vec::new();
        for (house, met) in &self.0 {
            let Some(waivers) = &house.waivers else { continue };
            let found = house.linter.check_waivers(waivers, met);
            if found.is_empty() {
                continue;
            }
            // No prose: there is nothing to read but the text that the findings point into.
            let text = Document { text: waivers.text.clone(), ..Document::default() };
            let story = house.linter.read(text);
            let checked = Checked::new(&waivers.path, &waivers.text, &story, found);
            let outcome = check.outcome(house, None, &checked)?;
            let summary = Summary { files: 0, ..outcome.summary };
            outcomes.push(Outcome { summary, ..outcome });
        }
        Ok(outcomes)
    }
}
