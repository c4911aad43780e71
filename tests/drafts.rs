//! One story in every format, written by hand and by the programs that people write with: all drafts of it have the same
//! diagnostics, each at its place in the file.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

mod common;
#[path = "drafts/random.rs"]
mod random;
#[path = "drafts/words.rs"]
mod words;

use std::{collections::BTreeSet, fs, path::Path};

use common::{onrecord, snapshot, text, with_stdin};
use onrecord::document::Format;
use serde_json::Value;

const FOLDER: &str = "tests/drafts";

/// The draft that all others are held against.
const REFERENCE: &str = "story.md";

/// What is in the name of the story where a file holds several. The others all say the same.
const STORY: &str = "night-ferry";

/// What the other stories of a file say.
const OTHER: &str = "The kiosk at Vik is shut\n\nSources said the kiosk will not open again.\n";

/// A file of the drafts, or one that a program made of them.
struct Draft {
    /// Its path in the folder.
    path: String,
    bytes: Vec<u8>,
    format: Format,
}

impl Draft {
    fn new(path: &str) -> Self {
        let bytes = fs::read(Path::new(FOLDER).join(path)).unwrap();
        let format = Format::of(Some(Path::new(path)), &bytes).unwrap();
        Self { path: path.to_owned(), bytes, format }
    }

    /// All of them.
    fn all() -> Vec<Self> {
        let names = |folder: &Path| -> BTreeSet<String> {
            let entries = fs::read_dir(folder).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        };
        let stories = names(Path::new(FOLDER)).into_iter().filter(|name| name.starts_with("story."));
        let made = names(&Path::new(FOLDER).join("made")).into_iter().map(|name| format!("made/{name}"));
        stories.chain(made).map(|path| Self::new(&path)).collect()
    }

    /// What is reported on each of its stories, or why nothing is.
    fn checked(&self) -> Result<Vec<Checked>, String> {
        let output = onrecord(Path::new(FOLDER), &["check", "--isolated", "--format", "json", &self.path]);
        if output.status.code() == Some(2) {
            return Err(text(&output.stderr));
        }
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let stories = report["files"].as_array().unwrap().iter();
        Ok(stories.map(|story| self.story(story)).collect())
    }

    fn story(&self, story: &Value) -> Checked {
        let extracted = story["text"].as_str().map(str::to_owned);
        assert_eq!(extracted.is_some(), self.format.is_packed(), "{}", self.path);
        let file = extracted.unwrap_or_else(|| text(&self.bytes));
        let ground = Ground { draft: self, file: &file };
        let found = story["diagnostics"].as_array().unwrap().iter().map(|row| ground.told(row)).collect();
        Checked { id: story["id"].as_str().map(str::to_owned), found }
    }
}

/// What is reported on a story.
struct Checked {
    id: Option<String>,
    /// A line for each diagnostic.
    found: Vec<String>,
}

/// What places are counted in.
struct Ground<'a> {
    draft: &'a Draft,
    file: &'a str,
}

impl Ground<'_> {
    /// A diagnostic with all words that it points at, as they stand in the file.
    fn told(&self, row: &Value) -> String {
        self.check_lines(row, "line", "column", "start");
        self.check_lines(row, "end_line", "end_column", "end");
        let list = |key: &str| row[key].as_array().unwrap().iter();
        let mut told = format!(
            "{}[{}] at “{}”: {}",
            row["level"].as_str().unwrap(),
            row["code"].as_str().unwrap(),
            self.words(row),
            row["message"].as_str().unwrap()
        );
        for also in list("also_at") {
            self.check_lines(also, "line", "column", "start");
            told += &format!("; also “{}”", self.words(also));
        }
        for label in list("labels") {
            told += &format!("; {} “{}”", label["message"].as_str().unwrap(), self.words(label));
        }
        for attached in list("attached") {
            told += &format!("; and {}", attached["code"].as_str().unwrap());
        }
        told
    }

    /// The words of a row, cut out of the file.
    fn words(&self, row: &Value) -> String {
        let cut = self.file.get(offset(row, "start")..offset(row, "end"));
        let cut = cut.unwrap_or_else(|| panic!("{}: {row} is cut within a character", self.draft.path));
        words::shown(self.draft.format, cut)
    }

    /// Line and column lead where the offset does.
    fn check_lines(&self, row: &Value, line: &str, column: &str, at: &str) {
        let before = &self.file[..offset(row, at)];
        let lines = before.matches('\n').count() + 1;
        let columns = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let given = (offset(row, line), offset(row, column));
        assert_eq!(given, (lines, columns), "{}: {row}", self.draft.path);
    }
}

fn offset(row: &Value, key: &str) -> usize {
    usize::try_from(row[key].as_u64().unwrap()).unwrap()
}

/// What only one of two lists has.
fn differences(expected: &[String], found: &[String]) -> String {
    let without = |these: &[String], others: &[String], mark: &str| -> String {
        these.iter().filter(|line| !others.contains(line)).map(|line| format!("{mark} {line}\n")).collect()
    };
    let differences = without(expected, found, "-") + &without(found, expected, "+");
    if differences.is_empty() && expected != found { "in another order\n".to_owned() } else { differences }
}

#[test]
fn every_format_has_a_draft() {
    let drafts = Draft::all();
    for format in Format::all() {
        assert!(drafts.iter().any(|draft| draft.format == format), "{format:?}");
    }
}

#[test]
fn every_draft_has_the_same_diagnostics_at_their_places() {
    let expected = Draft::new(REFERENCE).checked().unwrap().remove(0).found;
    snapshot!("drafts", expected.join("\n"));
    let other = onrecord::document::Format::Text;
    let output = with_stdin(&["check", "--isolated", "--format", "json", "-"], OTHER);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let draft = Draft { path: "other".to_owned(), bytes: OTHER.into(), format: other };
    let other = draft.story(&report["files"][0]).found;

    let mut told = String::new();
    for draft in Draft::all() {
        let differences = match draft.checked() {
            Err(why) => why,
            Ok(stories) => {
                let is_other = |story: &&Checked| story.id.as_ref().is_some_and(|id| !id.contains(STORY));
                let others = stories.iter().filter(is_other);
                let mut told: String = others.map(|story| differences(&other, &story.found)).collect();
                let the_story: Vec<_> = stories.iter().filter(|story| !is_other(story)).collect();
                assert_eq!(the_story.len(), 1, "{}", draft.path);
                told += &differences(&expected, &the_story[0].found);
                told
            }
        };
        let differences = if differences.is_empty() { "none\n" } else { &differences };
        told += &format!("{}: {differences}", draft.path);
    }
    snapshot!("drafts-differences", told);
}
