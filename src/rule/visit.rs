//! What a rule looks at, and what must hold there. All that a test gives must hold; of a list, one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::setting::{Classes, Number, Phrases};
use crate::{
    Spanned,
    attribution::{ClaimKind, Frame, SourceKind, Style},
    diagnostic::Level,
};

/// The tests of a rule, by the node that they visit. Of the tests for one node, the first that holds counts.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Visits {
    /// Every source of the ledger, at its first mention.
    #[serde(default)]
    pub source: Vec<SourceTest>,
    /// Every attribution.
    #[serde(default)]
    pub attribution: Vec<AttributionTest>,
    /// Every quotation.
    #[serde(default)]
    pub quotation: Vec<QuotationTest>,
    /// Every claim.
    #[serde(default)]
    pub claim: Vec<ClaimTest>,
    /// Every sentence.
    #[serde(default)]
    pub sentence: Vec<SentenceTest>,
    /// Every block, after all rules on smaller nodes.
    #[serde(default)]
    pub paragraph: Vec<ParagraphTest>,
    /// The story.
    #[serde(default)]
    pub story: Vec<StoryTest>,
    /// How the story opens.
    #[serde(default)]
    pub opening: Vec<OpeningTest>,
    /// Sentences that say again as fact what the story elsewhere only passes on.
    #[serde(default)]
    pub echo: Vec<EchoTest>,
    /// Phrases.
    #[serde(default)]
    pub phrase: Vec<PhraseTest>,
    /// Exceptions to rules: notes in the story.
    #[serde(default)]
    pub note: Vec<NoteTest>,
}

/// Something that a story can say of a source that it does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Detail {
    /// The body, place or person that the source belongs to, by name.
    Body,
    /// A body of whatever sort, if only "government" or "industry".
    Affiliation,
    /// How the source knows.
    Basis,
    /// Why the source is not named.
    Reason,
}

impl Detail {
    /// What the reader is not told.
    pub(crate) fn question(self) -> &'static str {
        match self {
            Self::Body | Self::Affiliation => "whom they belong to",
            Self::Basis => "how they know",
            Self::Reason => "why they are not named",
        }
    }
}

/// One or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Many {
    /// One person, or several and the story says how many.
    One,
    /// Several, and the story does not say how many.
    Uncounted,
}

/// What must hold of a source.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct SourceTest {
    /// What the reader learns of it.
    #[serde(default)]
    pub kind: Vec<SourceKind>,
    /// Classes of its head noun.
    #[serde(default)]
    pub head: Classes,
    /// Classes that its head noun is not in.
    #[serde(default)]
    pub not_head: Classes,
    /// Details of which the story gives none.
    #[serde(default)]
    pub lacks: Vec<Detail>,
    /// Details that the story gives.
    #[serde(default)]
    pub gives: Vec<Detail>,
    /// One or several.
    #[serde(default)]
    pub many: Option<Many>,
    /// Classes of the cue by which it is cited; a quotation that needs no cue counts. The first such place is told.
    #[serde(default)]
    pub cue: Classes,
    /// Phrases of which one of its mentions has one.
    #[serde(default)]
    pub words: Phrases,
    /// Phrases of which none of its mentions has one.
    #[serde(default)]
    pub not_words: Phrases,
    /// Phrases of which none has the name of the source in it, wherever the story speaks it.
    #[serde(default)]
    pub not_beside: Phrases,
    /// In place of the rule's own.
    #[serde(default)]
    pub level: Option<Level>,
    /// In place of the rule's own.
    #[serde(default)]
    pub rank: Option<u32>,
}

/// What must hold of an attribution.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct AttributionTest {
    /// What the reader learns of its source.
    #[serde(default)]
    pub kind: Vec<SourceKind>,
    /// Its construction.
    #[serde(default)]
    pub frame: Vec<Frame>,
    /// In quotation marks or not.
    #[serde(default)]
    pub style: Vec<Style>,
    /// Whether it is a mental state that nobody told.
    #[serde(default)]
    pub mental: Option<bool>,
    /// Classes of the head noun of its source.
    #[serde(default)]
    pub head: Classes,
    /// Classes that the head noun of its source is not in.
    #[serde(default)]
    pub not_head: Classes,
    /// Classes of its cue.
    #[serde(default)]
    pub cue: Classes,
    /// Details of which the story gives none for its source.
    #[serde(default)]
    pub lacks: Vec<Detail>,
    /// Phrases of which its source has one.
    #[serde(default)]
    pub words: Phrases,
    /// Phrases of which its source has none.
    #[serde(default)]
    pub not_words: Phrases,
    /// Phrases of which its content has one.
    #[serde(default)]
    pub content: Phrases,
    /// Whether to point at the phrase of its content, rather than at its source.
    #[serde(default)]
    pub mark_content: bool,
    /// Phrases of which the sentence of its cue has one.
    #[serde(default)]
    pub sentence: Phrases,
    /// Claims of which its content makes one.
    #[serde(default)]
    pub claims: Vec<ClaimKind>,
    /// In place of the rule's own.
    #[serde(default)]
    pub level: Option<Level>,
    /// In place of the rule's own.
    #[serde(default)]
    pub rank: Option<u32>,
}

/// What must hold of a quotation.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct QuotationTest {
    /// Whether it has a speaker.
    #[serde(default)]
    pub spoken: Option<bool>,
    /// What the reader learns of its speaker.
    #[serde(default)]
    pub kind: Vec<SourceKind>,
    /// Classes of the head noun of its speaker.
    #[serde(default)]
    pub head: Classes,
    /// Whether its closing mark was found; where a mark is missing, nobody can tell where it ends.
    #[serde(default)]
    pub closed: Option<bool>,
    /// Whether it begins as a sentence does, with a capital: what somebody said, rather than what they call it.
    #[serde(default)]
    pub sentence: Option<bool>,
    /// How many words it has at least.
    #[serde(default)]
    pub min_words: Number,
    /// How many words it has at most; 0 asks for nothing.
    #[serde(default)]
    pub max_words: Number,
    /// In place of the rule's own.
    #[serde(default)]
    pub level: Option<Level>,
}

/// What must hold of a claim.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ClaimTest {
    /// What it states.
    #[serde(default)]
    pub kind: Vec<ClaimKind>,
    /// Whether it is stated as a possibility.
    #[serde(default)]
    pub modal: Option<bool>,
    /// Phrases of which its words have one.
    #[serde(default)]
    pub words: Phrases,
    /// In place of the rule's own.
    #[serde(default)]
    pub level: Option<Level>,
}

/// What must hold of a sentence.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct SentenceTest {
    /// Whether somebody is cited for it.
    #[serde(default)]
    pub sourced: Option<bool>,
    /// How many words it has at least.
    #[serde(default)]
    pub min_words: Number,
    /// Claims of which it makes one.
    #[serde(default)]
    pub claims: Vec<ClaimKind>,
    /// Phrases of which it has one.
    #[serde(default)]
    pub words: Phrases,
    /// Phrases of which it has none.
    #[serde(default)]
    pub not_words: Phrases,
    /// In place of the rule's own.
    #[serde(default)]
    pub level: Option<Level>,
}

/// What must hold of a paragraph.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ParagraphTest {
    /// Rules whose findings count.
    #[schemars(with = "Vec<String>")]
    pub triggers: Vec<Spanned<String>>,
    /// In how many of its sentences there are findings, at least.
    #[serde(default)]
    pub min_triggers: Number,
    /// How many words it has at least.
    #[serde(default)]
    pub min_words: Number,
    /// In place of the rule's own.
    #[serde(default)]
    pub level: Option<Level>,
}

/// What must hold of a story.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct StoryTest {
    /// How many words it has at least.
    #[serde(default)]
    pub min_words: Number,
    /// How often it cites whom.
    #[serde(default)]
    pub counts: Vec<CountTest>,
    /// How many different sources it cites.
    #[serde(default)]
    pub sources: Vec<CountTest>,
    /// In place of the rule's own.
    #[serde(default)]
    pub level: Option<Level>,
}

/// How often a story cites sources of some kinds, or how many of them it cites.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct CountTest {
    /// The attributions that count; one test is enough.
    pub of: Vec<AttributionTest>,
    /// So many at least.
    #[serde(default)]
    pub least: Option<Number>,
    /// So many at most.
    #[serde(default)]
    pub most: Option<Number>,
    /// More than so many in a hundred of those in `among`.
    #[serde(default)]
    pub over_percent: Option<Number>,
    /// See `over-percent`.
    #[serde(default)]
    pub among: Vec<AttributionTest>,
}

/// What must hold of the first sentences of a story.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct OpeningTest {
    /// How many sentences of the body are the opening.
    pub sentences: Number,
    /// Attributions of which one is there.
    pub rests_on: Vec<AttributionTest>,
    /// In place of the rule's own.
    #[serde(default)]
    pub level: Option<Level>,
}

/// What must hold of a sentence that takes up what another place of the story only passes on. It cites nobody itself.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct EchoTest {
    /// The attribution at the other place; one test is enough.
    pub passes_on: Vec<AttributionTest>,
    /// Whether the other place must come before.
    #[serde(default)]
    pub before: bool,
    /// Phrases by which the sentence takes it up; the whole sentence where none are given.
    #[serde(default)]
    pub find: Phrases,
    /// Phrases of which the sentence has none.
    #[serde(default)]
    pub not_words: Phrases,
    /// How many words that carry meaning the two have in common at least.
    pub shared: Number,
    /// How many of these are names at least.
    #[serde(default)]
    pub names: Number,
    /// Kinds of source that settle the matter when they are cited for as much of it anywhere.
    #[serde(default)]
    pub settled_by: Vec<SourceKind>,
    /// Whether a plain sentence of the body that says as much before the other place settles it, too.
    #[serde(default)]
    pub settled_plainly: bool,
    /// In place of the rule's own.
    #[serde(default)]
    pub level: Option<Level>,
}

/// What must hold of an exception.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct NoteTest {
    /// What is wrong with it.
    pub is: Vec<Fault>,
    /// In place of the rule's own.
    #[serde(default)]
    pub level: Option<Level>,
}

/// What can be wrong with an exception. One that is more than one of these is the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fault {
    /// It cannot be read, or names a rule that is none.
    Unreadable,
    /// It gives no reason.
    Unreasoned,
    /// Its last day is over.
    Expired,
    /// A rule that it names has nothing to say there.
    Unused,
}

/// Phrases to find.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct PhraseTest {
    /// Patterns.
    #[serde(default)]
    pub find: Phrases,
    /// Letters to find as they stand, whatever their case, also inside words and in the targets of links.
    #[serde(default)]
    pub text: Vec<String>,
    /// Only words that stand nowhere else in the story: a reference with no entry.
    #[serde(default)]
    pub alone: bool,
    /// Whether it also looks inside direct quotations, in place of the rule's own.
    #[serde(default)]
    pub quoted: Option<bool>,
    /// In place of the rule's own.
    #[serde(default)]
    pub level: Option<Level>,
    /// In place of the rule's own.
    #[serde(default)]
    pub rank: Option<u32>,
}
