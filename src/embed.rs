//! Text in, JSON out: what packages for other languages, and servers, are made of.
//!
//! A [`Desk`] takes a text and answers in the two contracts that scripts read: that of `onrecord check --format json`,
//! one story of it, and that of `onrecord inspect --format jsonl`. Offsets are counted in the unit of whoever asks.

use std::path::Path;

use serde::Serialize;

use crate::{
    Unit,
    config::Setup,
    document::{self, DocumentError, Format, Item},
    lint::Linter,
    report::{self, Checked, Numbered, RuleFacts, inspect::Inspection},
    rule,
};

/// A linter that takes texts as they come and answers in JSON.
///
/// ```
/// use onrecord::{Setup, Unit, embed::{Desk, How}};
///
/// let desk = Desk::new(Setup::default())?;
/// let how = How::default().counted_in(Unit::Utf16);
/// let answer = desk.check("😀\n\nSources said the plant will shut.".as_bytes(), &how)?;
/// assert!(answer.contains(r#""code":"A001""#) && answer.contains(r#""start":4,"end":11"#));
/// # Ok::<(), String>(())
/// ```
#[derive(Debug)]
pub struct Desk {
    linter: Linter,
}

/// How a text is to be taken.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct How<'a> {
    /// Where the text is, or will be, seen from the folder of the settings and written with `/`: settings for places go
    /// by it, and so does the format.
    pub path: Option<&'a str>,
    /// How it is written; without one, the ending of the path tells, and then what it holds.
    pub format: Option<Format>,
    /// What offsets count. Lines and columns count characters, from 1, whatever the unit.
    pub unit: Unit,
}

impl<'a> How<'a> {
    /// The same for the text at a path, or for one that has none.
    #[must_use]
    pub fn at(self, path: impl Into<Option<&'a str>>) -> Self {
        Self { path: path.into(), ..self }
    }

    /// The same for a text that is written in a format, or that tells its format itself.
    #[must_use]
    pub fn written_in(self, format: impl Into<Option<Format>>) -> Self {
        Self { format: format.into(), ..self }
    }

    /// The same with offsets that count something else than bytes.
    #[must_use]
    pub fn counted_in(self, unit: Unit) -> Self {
        Self { unit, ..self }
    }
}

/// What a text is called that has no path.
const UNNAMED: &str = "<text>";

/// A profile, as a list shows it.
#[derive(Debug, Serialize)]
struct ProfileRow<'a> {
    name: &'a str,
    about: &'a str,
}

impl Desk {
    /// A desk that goes by the settings and rules of a house.
    ///
    /// # Errors
    /// What is wrong in them, where, and what to do, in the words and the form of a compiler's message.
    pub fn new(setup: Setup) -> Result<Self, String> {
        Linter::new(setup).map(Self::from).map_err(|error| error.report())
    }

    /// The linter.
    pub fn linter(&self) -> &Linter {
        &self.linter
    }

    /// What an editor would send back: one object of `files` in the contract of `onrecord check --format json`. Those
    /// diagnostics that reports do not show have `folded`.
    ///
    /// # Errors
    /// Why the text cannot be read, and what to do.
    pub fn check(&self, bytes: &[u8], how: &How<'_>) -> Result<String, String> {
        let settings = self.linter.config().at(how.path);
        self.answer(bytes, how, |mut checked| {
            checked.diagnostics = self.linter.check_at(&settings, checked.story);
            Ok(report::Format::Json.renderer(true).file(&checked)?.concat())
        })
    }

    /// What was read of the text: an object of the contract of `onrecord inspect --format jsonl`.
    ///
    /// # Errors
    /// As those of [`Desk::check`].
    pub fn inspect(&self, bytes: &[u8], how: &How<'_>) -> Result<String, String> {
        self.answer(bytes, how, |checked| Inspection::new(&checked).to_line())
    }

    /// The ledger: who is cited, what kind, how described, how often, where; as the list `sources` of
    /// [`Desk::inspect`].
    ///
    /// # Errors
    /// As those of [`Desk::check`].
    pub fn sources(&self, bytes: &[u8], how: &How<'_>) -> Result<String, String> {
        self.answer(bytes, how, |checked| serde_json::to_string(Inspection::new(&checked).sources()))
    }

    /// A rule in words: what it flags, why, what satisfies it, with examples; as `onrecord explain` prints it, without
    /// colours.
    ///
    /// # Errors
    /// That there is no rule of this code or name, and the one most like it.
    pub fn explain(&self, code: &str) -> Result<String, String> {
        let catalogue = self.linter.catalogue();
        match rule::find(&self.linter.rules(), code) {
            Some(rule) => Ok(report::plain(&report::explain(catalogue, rule))),
            None => Err(catalogue.unknown(code)),
        }
    }

    /// The rules that speak, by code, as a JSON list: `code`, `name`, `level`, `summary`, `why`, `help`.
    pub fn rules(&self) -> String {
        let rules = self.linter.rules();
        let facts = rules.iter().filter(|rule| rule.speaks().is_some()).map(RuleFacts::of);
        in_json(&facts.collect::<Vec<_>>())
    }

    /// The profiles, as a JSON list: `name`, `about`.
    pub fn profiles(&self) -> String {
        let profiles = self.linter.catalogue().profiles().all().iter();
        let rows = profiles.map(|profile| ProfileRow { name: &profile.name, about: &profile.about });
        in_json(&rows.collect::<Vec<_>>())
    }

    /// Reads a text and puts what is made of it into JSON.
    fn answer(
        &self,
        bytes: &[u8],
        how: &How<'_>,
        make: impl FnOnce(Checked<'_>) -> serde_json::Result<String>,
    ) -> Result<String, String> {
        let path = how.path.unwrap_or(UNNAMED);
        let Item { document, origin } = self.item(bytes, how).map_err(|error| unread(path, &error))?;
        let file = match origin.ground.text() {
            Some(text) => Numbered::new(text.clone()),
            // A document was read, so the bytes are UTF-8: nothing is lost.
            None => Numbered::new(String::from_utf8_lossy(bytes).into()),
        };
        let story = self.linter.read(document);
        let checked = Checked::in_lines(path, file.lines(&story.document), &story, Vec::new());
        make(checked.of(&origin).counted_in(how.unit)).map_err(|error| error.to_string())
    }

    /// The one story that a text is.
    fn item(&self, bytes: &[u8], how: &How<'_>) -> Result<Item, DocumentError> {
        let limits = self.linter.config().limits();
        let format = how.format.map_or_else(|| Format::of(how.path.map(Path::new), bytes), Ok)?;
        let several = |what: String| Err(DocumentError::NoStory { what });
        if format.is_archive() {
            return several(format!("{} holds many: give the text of each", format.about()));
        }
        let mut items = document::read(bytes, format, &limits)?;
        match (items.pop(), items.len()) {
            (Some(item), 0) => Ok(item),
            (_, more) => several(format!("there are {}: give the text of each", more + 1)),
        }
    }
}

impl From<Linter> for Desk {
    fn from(linter: Linter) -> Self {
        Self { linter }
    }
}

/// Why a text cannot be read, where that can be shown, and the way out.
fn unread(path: &str, error: &DocumentError) -> String {
    let shown = report::misread(path, error).map(|shown| report::plain(&shown));
    let why = shown.unwrap_or_else(|| format!("{}: {error}", report::clean(path)));
    format!("{}\nhelp: {}", why.trim_end(), error.way_out())
}

/// A list in JSON. Nothing in ours is what JSON has no form for.
fn in_json(rows: &impl Serialize) -> String {
    serde_json::to_string(rows).unwrap_or_else(|_| "[]".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> Desk {
        Desk::new(Setup::default()).unwrap()
    }

    #[test]
    fn a_text_that_cannot_be_read_says_what_to_do() {
        let how = How { path: Some("story.md"), ..How::default() };
        let told = desk().check(b"Sources said \xff.", &how).unwrap_err();
        assert!(told.starts_with("story.md: not UTF-8 text") && told.contains("\nhelp: "), "{told}");
        let how = How { format: Some(Format::Csv), ..How::default() };
        let told = desk().inspect(b"headline,body\na,b\n", &how).unwrap_err();
        assert!(told.contains("give the text of each"), "{told}");
        let told = desk().check(b"[{\"body_text\":\"a\"},{\"body_text\":\"b\"}]", &How::default()).unwrap_err();
        assert!(told.contains("there are 2"), "{told}");
    }

    #[test]
    fn places_are_told_in_the_unit_that_is_asked_for() {
        let text = "“😀 é”\n\nCritics say the bridge is unsafe.\n";
        let found = |unit| {
            let answer = desk().check(text.as_bytes(), &How { unit, ..How::default() }).unwrap();
            let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
            let first = &answer["diagnostics"][0];
            [&first["start"], &first["line"], &first["column"]].map(|value| value.as_u64().unwrap())
        };
        assert_eq!(found(Unit::Utf8), [15, 3, 1]);
        assert_eq!(found(Unit::Utf16), [8, 3, 1]);
        assert_eq!(found(Unit::Utf32), [7, 3, 1]);
    }

    #[test]
    fn what_there_is_to_choose_from() {
        let desk = desk();
        assert!(desk.rules().starts_with(r#"[{"code":"A001","name":"bare-anonymous-source","level":"error""#));
        assert!(desk.profiles().contains(r#"{"name":"wire","about":"#));
        assert!(desk.explain("a001").unwrap().starts_with("A001 bare-anonymous-source (error)\n"));
        assert_eq!(
            desk.explain("vague-autority").unwrap_err(),
            "there is no rule `vague-autority`; did you mean `vague-authority`?"
        );
    }

    #[test]
    fn the_ledger_is_that_of_the_inspection() {
        let (desk, text) = (desk(), "Ana Ruiz, the county engineer, said the bridge is unsafe.");
        let sources = desk.sources(text.as_bytes(), &How::default()).unwrap();
        assert!(sources.starts_with(r#"[{"id":0,"name":"Ana Ruiz""#), "{sources}");
        assert!(desk.inspect(text.as_bytes(), &How::default()).unwrap().contains(&sources));
    }
}
