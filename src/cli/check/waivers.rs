//! What is wrong with waivers: reported of their file as findings are of a story.

use std::sync::Arc;

use onrecord::{
    config::{Met, Waivers},
    document::Document,
    report::{Checked, Summary},
};

use super::story::{Check, Outcome};
use crate::cli::{Failure, house::House};

/// What is to be said of each file of waivers with which something is wrong, after all stories are checked.
pub(super) fn report(outcomes: &mut [Outcome], check: &Check<'_>) -> Result<Vec<Outcome>, Failure> {
    let met = by_house(outcomes.iter_mut().filter_map(|outcome| outcome.waived.take()));
    let reports = met.iter().filter_map(|(house, met)| of_house(house, house.waivers.as_ref()?, met, check));
    reports.collect()
}

/// What the waivers of each house had to do with all of its stories.
fn by_house(of_stories: impl Iterator<Item = (Arc<House>, Met)>) -> Vec<(Arc<House>, Met)> {
    let mut houses: Vec<(Arc<House>, Met)> = Vec::new();
    for (house, met) in of_stories {
        match houses.iter_mut().find(|(known, _)| Arc::ptr_eq(known, &house)) {
            Some((_, all)) => all.add(met),
            None => houses.push((house, met)),
        }
    }
    houses
}

/// What is to be said of the waivers of a house, if anything is.
fn of_house(
    house: &House,
    waivers: &Waivers,
    met: &Met,
    check: &Check<'_>,
) -> Option<Result<Outcome, Failure>> {
    let found = house.linter.check_waivers(waivers, met);
    if found.is_empty() {
        return None;
    }
    // No prose: there is nothing to read but the text that the findings point into.
    let text = Document { text: waivers.text.clone(), ..Document::default() };
    let story = house.linter.read(text);
    let checked = Checked::new(&waivers.path, &waivers.text, &story, found);
    let outcome = check.outcome(house, None, &checked);
    // A file of waivers is no story.
    Some(outcome.map(|outcome| Outcome { summary: Summary { files: 0, ..outcome.summary }, ..outcome }))
}
