//! Files of a house: any text as a rule, a change of one, words, or a profile.

use onrecord::{
    config::Config,
    document::{Document, Format},
    lint::{Linter, verify_in},
    report::{self, Checked},
    rule::{Catalogue, HouseFile},
};

use super::{
    check::{check_formats, facts},
    settings::{HOSTILE, STORY, check_mistake},
    shown::assert_tame,
};

/// A file is read, or its mistake has a place; what is read can be explained, tested and run.
pub fn holds(bytes: &[u8]) {
    let file = HouseFile { path: HOSTILE.to_owned(), text: String::from_utf8_lossy(bytes).into_owned() };
    let catalogue = match Catalogue::with_house(std::slice::from_ref(&file)) {
        Ok(catalogue) => catalogue,
        Err(mistake) => return check_mistake(&mistake),
    };
    for rule in catalogue.rules().iter().filter(|rule| *rule.set.file == *HOSTILE) {
        assert_tame(&report::explain(&catalogue, rule));
    }
    assert_tame(&report::list(catalogue.rules()));
    assert_tame(&report::profiles(&catalogue));
    for index in 0..catalogue.profiles().all().len() {
        assert_tame(&report::profile(&catalogue, index));
    }
    if let Ok(verified) = verify_in(&catalogue, |file| file == HOSTILE) {
        assert_tame(&report::verdicts(&verified));
    }
    let linter = Linter::of(catalogue, Config::default());
    let document = Document::read(STORY.as_bytes(), Format::Markdown).unwrap_or_default();
    let story = linter.read(document);
    let found = linter.check(&story);
    let checked = Checked::new(HOSTILE, STORY, &story, found);
    check_formats(&checked, facts(&linter));
}
