//! Settings: any text as a configuration file, waivers, a baseline, a limit, a day.
//!
//! The first byte chooses what the text is taken for.

use std::{collections::BTreeSet, sync::LazyLock};

use onrecord::{
    Date,
    attribution::Story,
    config::{Config, ConfigFile, WaiverUse, Waivers},
    document::{Document, Format, Limits},
    lint::{Baseline, Entries, Linter},
    mistake::Mistake,
    report::{self, Checked, Placed},
    rule::Catalogue,
};

use super::{check::LINTER, shown::assert_tame};

/// The path of a file that would steer a terminal.
pub(crate) const HOSTILE: &str = "house/\u{1b}]0;\u{202e}\u{9b}31m.toml";

/// Where the story is, as the settings see it.
const PLACE: &str = "city/harbour.md";

/// A story that all rules have something to say of.
pub(crate) const STORY: &str = include_str!("../../examples/flood-defences.md");

static READ: LazyLock<Story> = LazyLock::new(|| LINTER.read(document()));

fn document() -> Document {
    Document::read(STORY.as_bytes(), Format::Markdown).unwrap_or_default()
}

/// A file is read, or its mistake has a place.
pub fn holds(bytes: &[u8]) {
    let Some((first, text)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(text);
    match first {
        b'w' => waivers(&text),
        b'b' => baseline(&text),
        b'l' => drop(Limits::default().set(&text)),
        b'd' => day(&text),
        _ => config(&text),
    }
}

/// A mistake is told at its place, whatever else is in the file.
pub(crate) fn check_mistake(mistake: &Mistake) {
    assert!(mistake.span.start <= mistake.span.end, "{mistake:?}");
    assert!(mistake.text.get(mistake.span.clone()).is_some(), "{mistake:?}");
    assert!(!mistake.message.is_empty(), "{mistake:?}");
    assert_tame(&report::mistake(mistake));
}

fn config(text: &str) {
    let file = match ConfigFile::read(HOSTILE, text) {
        Ok(file) => file,
        Err(mistake) => return check_mistake(&mistake),
    };
    let mut catalogue: Catalogue = LINTER.catalogue().clone();
    let config = match Config::of_files(vec![file], &mut catalogue) {
        Ok(config) => config,
        Err(mistake) => return check_mistake(&mistake),
    };
    let linter = Linter::of(catalogue, config);
    let configs = [HOSTILE.to_owned()];
    for place in [Some(PLACE), Some(HOSTILE), None] {
        let settings = linter.config().at(place);
        linter.check_at(&settings, &READ);
        let placed = Placed {
            settings,
            kind: None,
            configs: &configs,
            files: &configs,
            excluded: place.and_then(|place| linter.config().excludes(place)),
            baseline: Some(HOSTILE.to_owned()),
            waivers: vec![HOSTILE],
        };
        assert_tame(&report::settings(place.unwrap_or(PLACE), &placed, &linter));
    }
}

fn waivers(text: &str) {
    let waivers = match Waivers::read(HOSTILE, text, LINTER.catalogue().rules()) {
        Ok(waivers) => waivers,
        Err(mistake) => return check_mistake(&mistake),
    };
    let settings = LINTER.config().at(Some(PLACE));
    let (found, met) = LINTER.check_waived(&settings, &READ, [(&waivers, Some(PLACE))].into_iter());
    let plain = LINTER.check_at(&settings, &READ);
    assert_eq!(found.len(), plain.len(), "a waiver is no more than an agreement");
    let mut met_by_all = WaiverUse::default();
    for met in met {
        met_by_all.add(met);
    }
    let met = met_by_all.of_all_stories(&waivers, |story| story == PLACE);
    let faults = LINTER.check_waivers(&waivers, &met);
    let mut file = Story::default();
    file.document.text.clone_from(&waivers.text);
    let checked = Checked::new(&waivers.path, &waivers.text, &file, faults).beside_stories();
    for (format, ..) in report::Format::ALL {
        let renderer = format.renderer(true);
        let parts = renderer.file(&checked).unwrap_or_else(|error| panic!("{error}"));
        if *format == report::Format::Text {
            for part in &parts {
                assert_tame(part);
            }
        }
    }
}

fn baseline(text: &str) {
    let baseline = match Baseline::read(HOSTILE, text) {
        Ok(baseline) => baseline,
        Err(mistake) => return check_mistake(&mistake),
    };
    let written = baseline.to_json().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(Baseline::read(HOSTILE, &written).ok().as_ref(), Some(&baseline), "written: {written}");
    let mut found = LINTER.check(&READ);
    let entries = Entries::of(found.iter());
    let gone: BTreeSet<String> = baseline.stories().map(str::to_owned).collect();
    baseline.accept(PLACE, &gone, &mut found);
    let mut baseline = baseline;
    baseline.set(PLACE, entries);
    let mut found = LINTER.check(&READ);
    assert_eq!(baseline.accept(PLACE, &gone, &mut found), 0);
    assert!(found.iter().all(|found| found.accepted.is_some()), "what was written down is known");
}

fn day(text: &str) {
    if let Ok(day) = text.parse::<Date>() {
        assert_eq!(day.to_string().parse::<Date>().ok(), Some(day));
    }
}
