//! The names that fields of a story go by, above it and in records: what each is to the story.

use super::{Role, note};

/// What a field is to a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// Words that a reader sees.
    Words(Role),
    /// The story itself, in whatever form.
    Body,
    /// What sort of story it is.
    Kind,
    /// What the story is called by.
    Id,
    /// Notes to the linter.
    Note,
}

/// Names of fields, without marks between their words, and what they are to the story.
const NAMES: &[(&str, Field)] = &[
    ("title", Field::Words(Role::Headline)),
    ("headline", Field::Words(Role::Headline)),
    ("description", Field::Words(Role::Deck)),
    ("summary", Field::Words(Role::Deck)),
    ("deck", Field::Words(Role::Deck)),
    ("dek", Field::Words(Role::Deck)),
    ("standfirst", Field::Words(Role::Deck)),
    ("subtitle", Field::Words(Role::Deck)),
    ("subhead", Field::Words(Role::Deck)),
    ("author", Field::Words(Role::Byline)),
    ("authors", Field::Words(Role::Byline)),
    ("byline", Field::Words(Role::Byline)),
    ("dateline", Field::Words(Role::Dateline)),
    ("body", Field::Body),
    ("text", Field::Body),
    ("content", Field::Body),
    ("article", Field::Body),
    ("story", Field::Body),
    ("output", Field::Body),
    ("response", Field::Body),
    ("completion", Field::Body),
    ("bodytext", Field::Body),
    ("bodyhtml", Field::Body),
    ("bodyxhtml", Field::Body),
    ("articlebody", Field::Body),
    ("maintext", Field::Body),
    ("caption", Field::Words(Role::Caption)),
    ("kind", Field::Kind),
    ("type", Field::Kind),
    ("genre", Field::Kind),
    ("section", Field::Kind),
    ("sections", Field::Kind),
    ("category", Field::Kind),
    ("categories", Field::Kind),
    ("id", Field::Id),
    ("uri", Field::Id),
    ("url", Field::Id),
    ("guid", Field::Id),
    ("slug", Field::Id),
    (note::FIELD, Field::Note),
];

impl Field {
    /// What a field of this name is to a story, if it is anything.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = bare(name);
        NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name)).map(|(_, field)| *field)
    }

    /// In which order the fields of a story are read, whatever their order in its file. Of two for the same, the first
    /// named above counts.
    pub(super) fn rank(name: &str) -> usize {
        let name = bare(name);
        NAMES.iter().position(|(known, _)| known.eq_ignore_ascii_case(&name)).unwrap_or(NAMES.len())
    }
}

/// A name without the marks between its words.
pub(super) fn bare(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).collect()
}
