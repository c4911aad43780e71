//! What sort of story it is, as far as it says so itself: "kind: opinion" above it, "ANALYSIS" over its headline.
//!
//! Nothing is guessed from how a story is written: a story that says nothing is of no kind.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Block, Role, look};

/// A sort of story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// What happened, and who says so.
    News,
    /// What it means, as somebody who knows the field reads it.
    Analysis,
    /// What the writer thinks.
    Opinion,
    /// A paper of an institute or an office, with notes.
    Report,
    /// An article of an encyclopedia.
    Encyclopedia,
}

/// What sections and labels are called, and the sort of story under them.
const NAMES: &[(&str, Kind)] = &[
    ("news", Kind::News),
    ("news story", Kind::News),
    ("analysis", Kind::Analysis),
    ("news analysis", Kind::Analysis),
    ("the analysis", Kind::Analysis),
    ("explainer", Kind::Analysis),
    ("opinion", Kind::Opinion),
    ("opinions", Kind::Opinion),
    ("opinion piece", Kind::Opinion),
    ("op-ed", Kind::Opinion),
    ("op-eds", Kind::Opinion),
    ("oped", Kind::Opinion),
    ("editorial", Kind::Opinion),
    ("editorials", Kind::Opinion),
    ("leader", Kind::Opinion),
    ("comment", Kind::Opinion),
    ("comment is free", Kind::Opinion),
    ("commentary", Kind::Opinion),
    ("column", Kind::Opinion),
    ("columnist", Kind::Opinion),
    ("columnists", Kind::Opinion),
    ("viewpoint", Kind::Opinion),
    ("guest essay", Kind::Opinion),
    ("report", Kind::Report),
    ("reports", Kind::Report),
    ("white paper", Kind::Report),
    ("encyclopedia", Kind::Encyclopedia),
    ("wikipedia", Kind::Encyclopedia),
];

/// Words that stand alone over other things as well, such as a button: they count only as the very first line.
const BUTTONS: &[&str] = &["comment", "column", "leader", "explainer"];

/// A label stands among so many blocks.
const DEEPEST_LABEL: usize = 4;

/// What stands above a label, and what a label stands in front of, has no more words.
const LONGEST_TITLE: usize = 25;

/// Marks between a label and the headline behind it.
const SEPARATORS: &[char] = &[':', '|', '–', '—', '•', '·'];

impl Kind {
    /// What it is called in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Analysis => "analysis",
            Self::Opinion => "opinion",
            Self::Report => "report",
            Self::Encyclopedia => "encyclopedia",
        }
    }

    /// The sort of story in a section of this name, if the name tells.
    pub fn of_section(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let known = |name: &str| NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
        known(&name).or_else(|| {
            // "Opinion/Columns", "Comment & Analysis": the first part says it.
            let (first, _) = name.split_once(['/', '&', ',', '|', '>'])?;
            known(first.trim())
        })
    }

    /// The sort of story under a label. "News" and "Report" stand over anything.
    fn of_label(name: &str, first: bool) -> Option<Self> {
        let name = name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        Self::of_section(&name)
            .filter(|kind| matches!(kind, Self::Opinion | Self::Analysis))
            .filter(|_| first || !BUTTONS.contains(&name.as_str()))
    }
}

/// The sort of story that a label at the top tells. A label that stands alone is no prose.
pub(super) fn label(text: &str, blocks: &mut [Block]) -> Option<Kind> {
    for (at, block) in blocks.iter_mut().take(DEEPEST_LABEL).enumerate() {
        let written = block.span.of(text);
        if look::count_words(written, LONGEST_TITLE) > LONGEST_TITLE {
            return None;
        }
        if let Some(kind) = Kind::of_label(written, at == 0) {
            block.role = Role::Boilerplate;
            return Some(kind);
        }
        let in_front = written.split_once(SEPARATORS).and_then(|(name, _)| Kind::of_label(name, true));
        if in_front.is_some() || look::ends_sentence(written) {
            return in_front;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};

    fn kind(format: Format, story: &str) -> Option<Kind> {
        Document::read(story.as_bytes(), format).unwrap().kind
    }

    #[test]
    fn a_label_over_the_headline() {
        for (label, expected) in [
            ("OPINION\n\n", Some(Kind::Opinion)),
            ("Analysis\n\n", Some(Kind::Analysis)),
            ("[Op-Ed]\n\n", Some(Kind::Opinion)),
            ("Comment\n\n", Some(Kind::Opinion)),
            ("Editorial:\n\n", Some(Kind::Opinion)),
            ("Opinion: ", Some(Kind::Opinion)),
            ("Opinion | ", Some(Kind::Opinion)),
            ("News Analysis — ", Some(Kind::Analysis)),
            ("Share\n\nComment\n\n", None),
            ("Report: ", None),
            ("News\n\n", None),
            ("", None),
        ] {
            let story = format!(
                "{label}A Quay Nobody Wants\n\nBy Ana Ruiz\n\nThe quay is late, the harbour office said."
            );
            assert_eq!(kind(Format::Text, &story), expected, "{label}");
        }
    }

    #[test]
    fn a_label_is_no_headline() {
        let story = "OPINION\n\nA Quay Nobody Wants\n\nBy Ana Ruiz\n\nThe quay is late.";
        let document = Document::read(story.as_bytes(), Format::Text).unwrap();
        let roles: Vec<_> = document.blocks.iter().map(|block| block.role).collect();
        assert_eq!(roles, [Role::Boilerplate, Role::Headline, Role::Byline, Role::Paragraph]);
    }

    #[test]
    fn a_field_above_the_story() {
        for (fields, expected) in [
            ("kind: opinion", Some(Kind::Opinion)),
            ("type: \"Analysis\" # by the desk", Some(Kind::Analysis)),
            ("section: Comment & Analysis", Some(Kind::Opinion)),
            ("category: [politics, opinion]", Some(Kind::Opinion)),
            ("categories:\n  - harbour\n  - Op-Ed", Some(Kind::Opinion)),
            ("title: Late\nkind: news\nsection: opinion", Some(Kind::News)),
            ("type: report", Some(Kind::Report)),
            ("type: post", None),
            ("title: Opinion polls are late", None),
        ] {
            let story = format!("---\n{fields}\n---\n\nThe quay is late, the harbour office said.");
            assert_eq!(kind(Format::Markdown, &story), expected, "{fields}");
        }
        let toml = "+++\nkind = \"opinion\"\n+++\n\n# Late\n\nThe quay is late.";
        assert_eq!(kind(Format::Markdown, toml), Some(Kind::Opinion));
        assert_eq!(kind(Format::Markdown, "**OPINION**\n\n# Late\n\nThe quay is late."), Some(Kind::Opinion));
    }

    #[test]
    fn a_story_that_says_nothing_is_of_no_kind() {
        let story = "Analysis of the samples took a week, the laboratory said.\n\nOpinion: that is what the mayor called it.";
        assert_eq!(kind(Format::Text, story), None);
    }
}
