//! What stands in directives, such as `.. note::`.

use crate::document::Role;

/// What is read of a directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Directive {
    /// What the words behind its name are, if they are read.
    pub(super) argument: Option<Role>,
    /// What the blocks in it are, if they are read. Paragraphs are what they would be around it.
    pub(super) content: Option<Role>,
    /// Whether what stands behind its name ends with the line.
    pub(super) is_short: bool,
}

const fn reads(argument: Option<Role>, content: Option<Role>) -> Directive {
    Directive { argument, content, is_short: false }
}

/// Prose, of which the first words stand behind the name.
const PROSE: Directive = reads(Some(Role::Paragraph), Some(Role::Paragraph));

/// Prose with a title.
const TITLED: Directive = reads(Some(Role::Heading), Some(Role::Paragraph));

/// Prose behind something that is none.
const INSIDE: Directive = reads(None, Some(Role::Paragraph));

/// Prose behind a version.
const VERSION: Directive = Directive { is_short: true, ..INSIDE };

const QUOTE: Directive = reads(Some(Role::Quote), Some(Role::Quote));

/// Directives that hold prose. Of others nothing is read.
const DIRECTIVES: &[(&str, Directive)] = &[
    ("abstract", reads(Some(Role::Deck), Some(Role::Deck))),
    ("admonition", TITLED),
    ("attention", PROSE),
    ("caution", PROSE),
    ("centered", PROSE),
    ("class", INSIDE),
    ("compound", PROSE),
    ("container", INSIDE),
    ("csv-table", reads(Some(Role::Caption), None)),
    ("danger", PROSE),
    ("deprecated", VERSION),
    ("epigraph", QUOTE),
    ("error", PROSE),
    ("figure", reads(None, Some(Role::Caption))),
    ("highlights", QUOTE),
    ("hint", PROSE),
    ("important", PROSE),
    ("line-block", PROSE),
    ("list-table", reads(Some(Role::Caption), Some(Role::Table))),
    ("note", PROSE),
    ("only", INSIDE),
    ("pull-quote", QUOTE),
    ("rst-class", INSIDE),
    ("rubric", reads(Some(Role::Heading), None)),
    ("seealso", PROSE),
    ("sidebar", TITLED),
    ("subtitle", reads(Some(Role::Deck), None)),
    ("table", reads(Some(Role::Caption), Some(Role::Paragraph))),
    ("tip", PROSE),
    ("topic", TITLED),
    ("versionadded", VERSION),
    ("versionchanged", VERSION),
    ("versionremoved", VERSION),
    ("warning", PROSE),
];

/// What is read of the directive of this name, if anything.
pub(super) fn named(name: &str) -> Option<Directive> {
    DIRECTIVES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, directive)| *directive)
}
