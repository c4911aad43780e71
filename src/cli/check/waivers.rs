//! What is wrong with waivers: reported of their file as findings are of a story.

use std::{path::PathBuf, sync::Arc};

use onrecord::{config::WaiverUse, document::Document, report::Checked};

use super::story::{Check, Outcome};
use crate::cli::{
    Failure,
    house::{House, WaiversOf},
};

/// A file of waivers and what it had to do with all stories, with a house that it belongs to.
struct Asked {
    house: Arc<House>,
    /// Which of the files of the house.
    index: usize,
    met: WaiverUse,
}

impl Asked {
    fn file(&self) -> Option<&WaiversOf> {
        self.house.waivers.get(self.index)
    }
}

/// What is to be said of each file of waivers with which something is wrong, after all stories are checked. `folders`
/// are those whose stories were checked without exception.
pub(super) fn report(
    waived: Vec<(Arc<House>, Vec<WaiverUse>)>,
    folders: &[PathBuf],
    check: &Check<'_>,
) -> Result<Vec<Outcome>, Failure> {
    by_file(waived).into_iter().filter_map(|asked| of_file(asked, folders, check)).collect()
}

/// What each file had to do with the stories of all houses: those that build on one another share files.
fn by_file(of_stories: Vec<(Arc<House>, Vec<WaiverUse>)>) -> Vec<Asked> {
    let mut all: Vec<Asked> = Vec::new();
    for (house, of_story) in of_stories {
        for (index, (WaiversOf { waivers, .. }, met)) in house.waivers.iter().zip(of_story).enumerate() {
            let is_same =
                |asked: &&mut Asked| asked.file().is_some_and(|known| known.waivers.path == waivers.path);
            match all.iter_mut().find(is_same) {
                Some(asked) => asked.met.add(met),
                None => all.push(Asked { house: Arc::clone(&house), index, met }),
            }
        }
    }
    all
}

/// What is to be said of a file of waivers, if anything is.
fn of_file(asked: Asked, folders: &[PathBuf], check: &Check<'_>) -> Option<Result<Outcome, Failure>> {
    let house = Arc::clone(&asked.house);
    let file = house.waivers.get(asked.index)?;
    let waivers = &file.waivers;
    let is_whole = folders.iter().any(|folder| file.are_within(folder));
    let met = if is_whole { asked.met.of_all_stories(waivers, |story| file.see(story)) } else { asked.met };
    let found = house.linter.check_waivers(waivers, &met);
    if found.is_empty() {
        return None;
    }
    // No prose: there is nothing to read but the text that the findings point into.
    let text = Document::without_prose(waivers.text.clone());
    let story = house.linter.read(text);
    let checked = Checked::new(&waivers.path, &waivers.text, &story, found).beside_stories();
    Some(check.outcome(&house, None, &checked))
}
