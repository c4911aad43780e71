//! The form of `onrecord.waivers.toml`: exceptions that were agreed and must not be in the copy.
//!
//! Each says which rule, in which story, of which words, why, who agreed and until when. Who the source is it does not
//! say, and there is no field to say it in: the file is read by whoever can read the stories.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::pattern::PathPattern;
use crate::{
    Date, Span, Spanned,
    mistake::Mistake,
    prose::bare_words,
    rule::{Definition, Target},
};

/// Keys that would tell who a source is.
const IDENTITIES: &[&str] = &["source", "sources", "name", "names", "who", "identity", "contact"];

/// What `onrecord.waivers.toml` says.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct WaiverFile {
    /// The exceptions.
    #[serde(default)]
    pub waiver: Vec<WaiverEntry>,
}

/// One exception.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct WaiverEntry {
    /// The rule: its code or name, or the letter of a family.
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
    /// The story: its path, seen from the folder of the settings, or a pattern as in ignore files.
    #[schemars(with = "String")]
    pub story: Spanned<String>,
    /// Words of the sentence that is allowed, some that follow one another; whatever stands between them. Rules on the
    /// story as a whole need none.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub words: Option<Spanned<String>>,
    /// Why it is allowed. Without a reason it is not.
    #[serde(default)]
    pub reason: Option<String>,
    /// Who agreed to it. Without anybody it is not allowed.
    #[serde(default)]
    pub approved_by: Option<String>,
    /// The last day on which it is allowed; without one, for good.
    #[serde(default)]
    #[schemars(with = "Option<Date>")]
    pub until: Option<Spanned<Date>>,
}

/// The waivers of a house.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Waivers {
    /// The path of their file, for messages.
    pub path: String,
    /// What the file says.
    pub text: String,
    pub(crate) all: Vec<Waiver>,
}

/// An exception, ready to be held against findings.
#[derive(Clone, Debug)]
pub(crate) struct Waiver {
    pub(crate) rules: Target,
    story: PathPattern,
    /// Words that follow one another in the sentence; none where it is about the story as a whole.
    words: Vec<String>,
    /// Why it is allowed, and who agreed; or else what of these is missing.
    pub(crate) reason: Result<String, &'static str>,
    pub(crate) until: Option<Date>,
    /// Where it names the rule, in bytes of the file.
    pub(crate) rule_at: Span,
    /// Where it gives its last day.
    pub(crate) until_at: Span,
    /// The rule, as it writes it.
    pub(crate) rule_name: String,
}

impl Waivers {
    /// Reads the text of a file. `path` is for messages, `rules` are those that can be named.
    ///
    /// # Errors
    /// The first [`Mistake`]: in its form, or a rule or a pattern that is none.
    pub fn read(path: &str, text: &str, rules: &[Definition]) -> Result<Self, Mistake> {
        let file: WaiverFile = toml::from_str(text).map_err(|error| {
            let mut mistake = Mistake::in_toml(path, text, &error);
            let named = mistake.message.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
            if named.is_some_and(|key| IDENTITIES.contains(&key)) {
                mistake.help = Some("who a source is does not belong in this file".into());
            }
            mistake
        })?;
        let all: Result<Vec<Waiver>, Mistake> =
            file.waiver.into_iter().map(|entry| Waiver::of(path, text, entry, rules)).collect();
        Ok(Self { path: path.to_owned(), text: text.to_owned(), all: all? })
    }

    /// The waivers of the story at a path, which is seen from the folder of the settings and written with `/`.
    pub(crate) fn at<'w>(&'w self, path: &'w str) -> impl Iterator<Item = (usize, &'w Waiver)> {
        self.all.iter().enumerate().filter(move |(_, waiver)| waiver.story.matches(path))
    }
}

/// Which waivers were asked for in a run, and which of them allowed something.
#[derive(Clone, Debug, Default)]
pub struct WaiverUse {
    pub(crate) asked: BTreeSet<usize>,
    /// Those that are about a rule which speaks in the story.
    pub(crate) looked: BTreeSet<usize>,
    pub(crate) used: BTreeSet<usize>,
    /// Those of which every story was asked.
    pub(crate) settled: BTreeSet<usize>,
}

impl WaiverUse {
    /// Adds what another story had to do with.
    pub fn add(&mut self, other: Self) {
        self.asked.extend(other.asked);
        self.looked.extend(other.looked);
        self.used.extend(other.used);
        self.settled.extend(other.settled);
    }

    /// The same, where all stories of the house were in the run: what none of them needed nothing needs, nor what is
    /// about a story that is not there.
    pub fn of_all_stories(mut self, waivers: &Waivers, is_there: impl Fn(&str) -> bool) -> Self {
        let is_lost = |waiver: &Waiver| waiver.story.as_path().is_some_and(|story| !is_there(story));
        let lost = waivers.all.iter().enumerate().filter(|(_, waiver)| is_lost(waiver)).map(|(index, _)| index);
        self.asked.extend(lost.clone());
        self.looked.extend(lost);
        Self { settled: self.asked.clone(), ..self }
    }

    /// Whether a waiver allows nothing anywhere. Of a rule that does not speak nobody can tell.
    pub(crate) fn is_idle(&self, waiver: usize) -> bool {
        self.looked.contains(&waiver) && self.settled.contains(&waiver) && !self.used.contains(&waiver)
    }
}

impl Waiver {
    fn of(path: &str, text: &str, entry: WaiverEntry, rules: &[Definition]) -> Result<Self, Mistake> {
        let mistake = |span: std::ops::Range<usize>, message: String, help: &str| Mistake {
            file: path.to_owned(),
            text: text.to_owned(),
            span,
            message,
            help: Some(help.to_owned()),
        };
        let rule = &entry.rule;
        let target = Target::excepted(rules, rule.get_ref()).map_err(|message| {
            mistake(rule.span(), message, "`onrecord rules` lists all; a single letter means a whole family")
        })?;
        let story = PathPattern::read(entry.story.get_ref()).map_err(|message| {
            mistake(entry.story.span(), message, "give the path of the story, as `city/harbour.md`")
        })?;
        let words: Vec<String> =
            entry.words.as_ref().map(|words| self::words(words.get_ref()).collect()).unwrap_or_default();
        let of_sentences = rules.iter().any(|rule| target.holds(rule) && !rule.is_on_story());
        if words.is_empty() && of_sentences {
            let span = entry.words.as_ref().map_or(rule.span(), Spanned::span);
            let message = format!("{} is about sentences, and no words of one are given", rule.get_ref());
            return Err(mistake(span, message, "add `words = \"…\"` with some words of the sentence"));
        }
        let given = |text: Option<String>, lack| text.filter(|text| !text.trim().is_empty()).ok_or(lack);
        let reason = given(entry.reason, "with no reason").and_then(|reason| {
            let by = given(entry.approved_by, "that names nobody who approved it")?;
            Ok(format!("{reason} (approved by {by})"))
        });
        let span = |range: std::ops::Range<usize>| Span::new(range.start, range.end);
        Ok(Self {
            rules: target,
            story,
            words,
            reason,
            until: entry.until.as_ref().map(|until| *until.get_ref()),
            rule_at: span(rule.span()),
            until_at: entry.until.as_ref().map_or(span(rule.span()), |until| span(until.span())),
            rule_name: rule.get_ref().clone(),
        })
    }

    /// Whether it names the story at a path, and no other.
    pub(crate) fn is_just_for(&self, path: &str) -> bool {
        self.story.is_path(path)
    }

    /// Whether it is about a sentence; about the story as a whole where it has no words.
    pub(crate) fn is_about(&self, sentence: &str) -> bool {
        let sentence: Vec<String> = words(sentence).collect();
        self.words.is_empty() || sentence.windows(self.words.len()).any(|window| window == self.words)
    }
}

/// The words of a text in small letters: waivers hold whatever becomes of quotation marks and blanks.
fn words(text: &str) -> impl Iterator<Item = String> {
    bare_words(text).map(str::to_lowercase)
}
