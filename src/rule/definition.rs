//! The form of a rule file.

use std::{collections::BTreeMap, sync::Arc};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    adjust::Set,
    remedy::Remedy,
    setting::{Classes, Number, Phrases},
    template::Template,
    visit::Visits,
};
use crate::{
    Date, Lazy, Spanned,
    attribution::{Frame, SourceKind, Style},
    diagnostic::{Level, Tag},
    document::Role,
};

/// A rule.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Definition {
    /// "A001": a letter for the family, and three digits.
    #[schemars(with = "String")]
    pub code: Spanned<String>,
    /// "bare-anonymous-source"
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// How grave a finding is.
    pub level: Level,
    /// Whether it speaks only where a profile or the house gives it a level.
    #[serde(default)]
    pub opt_in: bool,
    /// What the rule flags, in a sentence.
    pub summary: String,
    /// Why it matters to readers.
    pub why: Lazy<String>,
    /// The standards that ask for it, each with what it asks.
    #[serde(default)]
    pub standards: Lazy<Vec<String>>,
    /// What was decided where the definition could be read in two ways.
    #[serde(default)]
    pub decisions: Lazy<Vec<String>>,
    /// The nodes of a story that it looks at, and what must hold there.
    pub visits: Visits,
    /// The roles of the blocks that it looks at.
    #[serde(default = "body")]
    pub blocks: Vec<Role>,
    /// Whether it also looks inside direct quotations.
    #[serde(default)]
    pub quoted: bool,
    /// What makes a finding none; one is enough.
    #[serde(default)]
    pub unless: Lazy<Vec<Unless>>,
    /// Names of circumstances that this rule shares with others (`rules/excuses/`); one is enough, too.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub excused_by: Lazy<Vec<Spanned<String>>>,
    /// Facts that a reader needs there. What is not found is what the finding says is missing.
    #[serde(default)]
    pub wants: Lazy<Vec<Want>>,
    /// How many of the wanted facts are enough; all, where nothing is given.
    #[serde(default)]
    pub enough: Option<Number>,
    /// How it is told.
    pub report: Wording,
    /// Changes of the text that satisfy; the first that fits is offered.
    #[serde(default)]
    pub fix: Lazy<Vec<Remedy>>,
    /// Numbers that a house can set.
    #[serde(default)]
    pub options: BTreeMap<String, OptionDefinition>,
    /// Texts on which the rule must speak, and texts on which it must not.
    #[serde(default)]
    pub example: Lazy<Vec<Example>>,
    /// What profiles and the house have made of it.
    #[serde(skip)]
    pub set: Set,
}

impl Definition {
    /// Whether it is about the story as a whole, wherever it points.
    pub(crate) fn is_on_story(&self) -> bool {
        !self.visits.story.is_empty() || !self.visits.opening.is_empty()
    }

    /// The file that one of its examples stands in.
    pub(crate) fn file_of<'d>(&'d self, example: &'d Example) -> &'d str {
        example.file.as_ref().unwrap_or(&self.set.file)
    }
}

fn body() -> Vec<Role> {
    vec![Role::Deck, Role::Paragraph, Role::ListItem, Role::Quote, Role::Caption]
}

/// A fact that a reader needs, and where it can stand.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Want {
    /// What it is, as a question put in a few words: "how many were asked".
    pub what: String,
    /// Circumstances that answer it; one is enough.
    pub found: Vec<Unless>,
}

/// A circumstance, such as one in which the rule stays silent. All that is given must hold.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Unless {
    /// Where to look.
    pub within: Place,
    /// For `within = "sentences"` and `"paragraphs"`: how many before.
    #[serde(default)]
    pub before: Number,
    /// For `within = "sentences"` and `"paragraphs"`: how many after.
    #[serde(default)]
    pub after: Number,
    /// For `within = "sentences"`: how far they may reach beyond the paragraph.
    #[serde(default)]
    pub block: Reach,
    /// Only where the flagged words have one of these phrases.
    #[serde(default)]
    pub words: Phrases,
    /// Somebody else of one of these kinds is cited there.
    #[serde(default)]
    pub cites: Vec<SourceKind>,
    /// With `cites`: the one whose mind the claim reads is cited there, too.
    #[serde(default)]
    pub holder: bool,
    /// With `cites`: classes that no word of the cue is in.
    #[serde(default)]
    pub not_cue: Classes,
    /// With `cites`: classes that neither the word before the source nor the last one of its mention is in: whoever
    /// speaks in an aside (“after she called …”, “…, who has complained”) does not speak for the rest.
    #[serde(default)]
    pub not_after: Classes,
    /// With `cites`: in another sentence than the finding's.
    #[serde(default)]
    pub elsewhere: bool,
    /// With `cites`: the source is named or described there, or comes after what it says; "he said that …" does not do.
    #[serde(default)]
    pub introduced: bool,
    /// With a citation or state of mind: what the rule found stands in its content.
    #[serde(default)]
    pub covering: bool,
    /// An attribution of one of these constructions is there.
    #[serde(default)]
    pub frame: Vec<Frame>,
    /// With `cites`: they are cited for the sentence as a whole: they, or what they say, stand at its head.
    #[serde(default)]
    pub leads: bool,
    /// With `cites`: the story has not spoken of them before. Whoever is brought in for a point bears it out; the
    /// people that the story is about do not.
    #[serde(default)]
    pub first: bool,
    /// With `cites`: they go by the same noun ("officials", after "officials of the port authority").
    #[serde(default)]
    pub same_head: bool,
    /// With `cites`: the story tells how they know.
    #[serde(default)]
    pub informed: bool,
    /// With `cites`: in quotation marks, or not.
    #[serde(default)]
    pub style: Vec<Style>,
    /// Somebody's state of mind is told there: with `cites`, that of one of these kinds.
    #[serde(default)]
    pub mental: bool,
    /// One of these phrases is there.
    #[serde(default)]
    pub phrase: Phrases,
    /// None of these phrases is there.
    #[serde(default)]
    pub except: Phrases,
    /// A link or citation is there.
    #[serde(default)]
    pub link: bool,
    /// With `cites`: the one who is cited is spoken of by name in the sentence of the finding, too.
    #[serde(default)]
    pub mentioned: bool,
    /// The paragraph of the finding opens with one of these phrases.
    #[serde(default)]
    pub opens: Phrases,
    /// The sentence has no stop at its end: it is a label over what follows, or no prose.
    #[serde(default)]
    pub unstopped: bool,
    /// The option of the rule that a house sets to 0 to do without this excuse.
    #[serde(default)]
    pub option: Option<String>,
    /// The words stand in the lead of an article: before the first heading, where there are headings.
    #[serde(default)]
    pub lead: bool,
    /// Why that is enough.
    #[serde(default)]
    pub because: String,
}

/// Where to look, seen from what the rule visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Place {
    /// The words themselves: the source phrase, the claim, the phrase.
    Words,
    /// What the source is cited for.
    Content,
    /// The sentence.
    Sentence,
    /// The sentence with `before` more, and `after` more behind the last that the words reach into, across
    /// paragraphs where `block` does not forbid it. Of an attribution, `before` counts from where what is said begins.
    Sentences,
    /// The paragraph, or other block.
    Paragraph,
    /// What stands below the same heading; of a heading, what stands below it.
    Section,
    /// The paragraph with `before` and `after` more.
    Paragraphs,
    /// The paragraph up to the end of the sentence.
    ParagraphSoFar,
    /// The paragraph before.
    ParagraphBefore,
    /// The whole story.
    Story,
}

/// How far the sentences around a finding reach beyond its paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reach {
    /// As far as there are sentences.
    #[default]
    Any,
    /// Not at all.
    Same,
    /// Into the first sentence of the next one: a topic sentence can be a paragraph of its own.
    Next,
}

/// How findings are told.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Wording {
    /// What was seen and what is missing, in a line.
    pub message: Lazy<Template>,
    /// A few words under the flagged span.
    pub label: Lazy<Template>,
    /// What would satisfy.
    pub help: Lazy<Template>,
    /// A few words under the second place, where the rule points at two.
    #[serde(default)]
    #[schemars(with = "Option<Template>")]
    pub second: Lazy<Option<Template>>,
    /// Facts to print beneath.
    #[serde(default)]
    pub notes: Lazy<Vec<Template>>,
    /// The inline template that an editor of Wikipedia would set. Without one, that report passes the finding over.
    #[serde(default)]
    #[schemars(with = "Option<Tag>")]
    pub wikitext: Option<Spanned<Tag>>,
    /// How often the same is told.
    #[serde(default)]
    pub once: Once,
    /// Where several rules speak of the same source or words, the highest is told and the others are attached.
    #[serde(default)]
    pub rank: u32,
    /// The rule whose finding stands for this one where there is one for the same paragraph.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub folds_into: Option<Spanned<String>>,
    /// Rules that have nothing to add once this one has spoken.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub suppresses: Vec<Spanned<String>>,
}

/// How often the same is told; later places are listed as "also at".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Once {
    /// Each time.
    #[default]
    Each,
    /// Once a source, at its first mention.
    Source,
    /// Once for all sources that go by the same noun: "critics", "some critics", "many critics".
    Head,
    /// Once a sentence.
    Sentence,
    /// Once a paragraph.
    Paragraph,
    /// Once a story.
    Story,
}

/// A number that a house can set.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OptionDefinition {
    /// What holds where nothing is set.
    pub default: usize,
    /// What it does.
    pub about: String,
}

/// A text that tests the rule. Exactly one of `bad` and `good` is given.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Example {
    /// The rule must flag what stands between `[[` and `]]`.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub bad: Option<Spanned<String>>,
    /// The rule must stay silent.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub good: Option<Spanned<String>>,
    /// What a bad example becomes once all that the rule offers is mended.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub fixed: Option<Spanned<String>>,
    /// What the example shows, where that is not plain.
    #[serde(default)]
    pub why: Option<String>,
    /// Whether the text is Markdown.
    #[serde(default)]
    pub markdown: bool,
    /// The day on which the text is checked; without one, no exception in it is over.
    #[serde(default)]
    pub today: Option<Date>,
    /// Options of the rule, as set for this example.
    #[serde(default)]
    pub options: BTreeMap<String, usize>,
    /// The file that it stands in, if not that of its rule.
    #[serde(skip)]
    pub file: Option<Arc<str>>,
}
