//! The model of what is reported. Every renderer reads this and nothing else.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::Span;

/// How sure and how grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// For the editor to weigh.
    Note,
    /// For the reporter to mend, or to answer for.
    Warning,
    /// Not to be published so.
    Error,
}

impl Level {
    /// What it is called in reports and contracts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that an editor would send back.
///
/// ```
/// use onrecord::{Linter, Setup, diagnostic::{Diagnostic, Level}, document::Format};
///
/// let linter = Linter::new(Setup::default())?;
/// let story = linter.read_text("Critics say the bridge is unsafe.", Format::Text)?;
/// let found = &linter.check(&story)[0];
/// assert_eq!((found.code.as_str(), found.level, found.is_shown()), ("V001", Level::Warning, true));
/// let kept = serde_json::to_string(found)?;
/// assert_eq!(serde_json::from_str::<Diagnostic>(&kept)?, *found);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// "A001"
    pub code: String,
    /// "bare-anonymous-source"
    pub name: String,
    /// How grave.
    pub level: Level,
    /// What was seen and what is missing, in a sentence.
    pub message: String,
    /// What would satisfy.
    pub help: String,
    /// The words it is about, in bytes of the document's text.
    pub span: Span,
    /// A few words for the label under the span.
    pub label: String,
    /// Other places that matter: "first said here".
    pub labels: Vec<Label>,
    /// Facts that a reader of the report needs, such as the ledger.
    pub notes: Vec<String>,
    /// Further rules that the same words break.
    pub attached: Vec<Attached>,
    /// Where the same is said again.
    pub also_at: Vec<Span>,
    /// Shown only on demand, since another diagnostic stands for it.
    pub folded: bool,
    /// A change of the text that would satisfy.
    pub fix: Option<Fix>,
    /// The inline template that an editor of Wikipedia would set.
    pub tag: Option<Tag>,
    /// How much of the story it is about.
    pub scope: Scope,
    /// What tells it from others whatever moves around it: the rule and the words of the sentence, as a hash that is
    /// the same on every machine and in every version. Where `scope` is the story, the rule alone.
    pub fingerprint: Fingerprint,
    /// Who has agreed to it, where somebody has. It is counted, and shown by no renderer but those that keep records.
    pub accepted: Option<Accepted>,
}

impl Diagnostic {
    /// Whether a report shows it: it stands for itself, and nobody has agreed to it.
    pub fn is_shown(&self) -> bool {
        !self.folded && self.accepted.is_none()
    }

    /// Whether somebody has agreed to it, and has written that down there.
    pub fn is_accepted_by(&self, by: Acceptance) -> bool {
        self.accepted.as_ref().is_some_and(|accepted| accepted.by == by)
    }

    /// Further places that it points to, each with what it says there.
    pub fn elsewhere(&self) -> impl Iterator<Item = (Span, &str)> {
        let labels = self.labels.iter().map(|label| (label.span, label.message.as_str()));
        labels.chain(self.also_at.iter().map(|span| (*span, "also here")))
    }
}

/// How much of a story a diagnostic is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Scope {
    /// The sentence that it points into.
    Sentence,
    /// The paragraph.
    Paragraph,
    /// The story as a whole, wherever it points.
    Story,
}

/// What tells a diagnostic from others. Written as 16 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub u64);

/// As it is written.
impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        u64::from_str_radix(&written, 16).map(Self).map_err(D::Error::custom)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

/// An agreement to publish what a diagnostic is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// Where it is written down.
    pub by: Acceptance,
    /// Why, in the words of whoever agreed. Empty for the baseline, which gives no reasons.
    pub reason: String,
}

/// Where an agreement is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Acceptance {
    /// In a note in the story.
    Note,
    /// In the file of waivers.
    Waiver,
    /// In the baseline: it was there before onrecord was.
    Baseline,
}

/// A second place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Label {
    /// In bytes of the document's text.
    pub span: Span,
    /// Why it matters.
    pub message: String,
}

/// A further rule that the same words break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Attached {
    /// "A003"
    pub code: String,
    /// What is missing by that rule.
    pub message: String,
}

/// An inline template of Wikipedia: `{{who}}`, `{{citation needed}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Tag {
    /// Its name, without the braces.
    pub template: String,
    /// What it stands behind.
    #[serde(default)]
    pub behind: TagPlace,
}

/// What an inline template stands behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum TagPlace {
    /// The flagged words.
    #[default]
    Words,
    /// The sentence that they end in.
    Sentence,
    /// The paragraph.
    Paragraph,
}

/// A change of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does.
    pub description: String,
    /// Replacements, in bytes of the document's text, in order and not overlapping.
    pub edits: Vec<Edit>,
    /// Whether the meaning stays as it is.
    pub safe: bool,
}

/// A replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What goes, in bytes of the document's text.
    pub span: Span,
    /// What comes.
    pub text: String,
}
