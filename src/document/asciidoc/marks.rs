//! The marks that AsciiDoc knows inside a paragraph, as tables.

use crate::document::{
    look,
    passage::{Needle, character, character_before},
};

/// What a macro, such as `kbd:[F1]`, is to the words around it.
#[derive(Clone, Copy)]
pub(super) enum Macro {
    /// Not read.
    Hidden,
    /// The words in its brackets, or else what it names.
    Words,
    /// They lead to what it names, with this before it.
    Link(&'static str),
    /// The words are read as they stand.
    Literal,
    /// The words are a note.
    Note,
}

/// Macros by name.
pub(super) const MACROS: &[(&str, Macro)] = &[
    ("anchor", Macro::Hidden),
    ("asciimath", Macro::Hidden),
    ("audio", Macro::Hidden),
    ("icon", Macro::Hidden),
    ("image", Macro::Hidden),
    ("indexterm", Macro::Hidden),
    ("latexmath", Macro::Hidden),
    ("stem", Macro::Hidden),
    ("video", Macro::Hidden),
    ("btn", Macro::Words),
    ("indexterm2", Macro::Words),
    ("kbd", Macro::Words),
    ("menu", Macro::Words),
    ("link", Macro::Link("")),
    ("mailto", Macro::Link("mailto:")),
    ("xref", Macro::Link("#")),
    ("pass", Macro::Literal),
    ("footnote", Macro::Note),
    ("footnoteref", Macro::Note),
];

/// A curly quotation mark and the one that closes it.
pub(super) type Curly = (&'static str, &'static str);

/// Marks around words, the longer first: what opens them, the needle that closes them, and what is read in place of
/// either. With two marks they may stand inside a word.
pub(super) const MARKS: &[(&str, usize, Option<Curly>)] = &[
    ("\"`", CURVED, Some(("“", "”"))),
    ("'`", SINGLE, Some(("‘", "’"))),
    ("``", OLD, Some(("“", "”"))),
    ("**", 0, None),
    ("__", 1, None),
    ("``", 2, None),
    ("##", 3, None),
    ("*", 4, None),
    ("_", 5, None),
    ("`", 6, None),
    ("#", 7, None),
];

/// Marks around words that are read as they stand, the longer first, and the needle that closes them.
pub(super) const LITERAL: &[(&str, usize)] = &[("+++", 10), ("++", 11), ("+", 12), ("$$", 13)];

pub(super) const CURVED: usize = 8;
pub(super) const SINGLE: usize = 9;
pub(super) const SUPER: usize = 14;
pub(super) const SUB: usize = 15;
pub(super) const BRACKET: usize = 16;
pub(super) const REFERENCE: usize = 17;
pub(super) const ANCHOR: usize = 18;
pub(super) const INDEX: usize = 19;
pub(super) const TARGET: usize = 20;
const OLD: usize = 21;

/// What is looked for ahead, by the numbers above.
pub(super) const NEEDLES: &[Needle] = &[
    Needle { marks: b"*", is_at: is_double },
    Needle { marks: b"_", is_at: is_double },
    Needle { marks: b"`", is_at: is_double },
    Needle { marks: b"#", is_at: is_double },
    Needle { marks: b"*", is_at: is_closing },
    Needle { marks: b"_", is_at: is_closing },
    Needle { marks: b"`", is_at: is_closing },
    Needle { marks: b"#", is_at: is_closing },
    Needle { marks: b"`", is_at: |text, at| text[at..].starts_with("`\"") },
    Needle { marks: b"`", is_at: |text, at| text[at..].starts_with("`'") && !is_inner(text, at + 2) },
    Needle { marks: b"+", is_at: |text, at| text[at..].starts_with("+++") },
    Needle { marks: b"+", is_at: is_double },
    Needle { marks: b"+", is_at: is_closing },
    Needle { marks: b"$", is_at: is_double },
    Needle { marks: b"^ \n", is_at: |_, _| true },
    Needle { marks: b"~ \n", is_at: |_, _| true },
    Needle { marks: b"]", is_at: |text, at| !text[..at].ends_with('\\') },
    Needle { marks: b">", is_at: is_double },
    Needle { marks: b"]", is_at: is_double },
    Needle { marks: b")", is_at: |text, at| is_double(text, at) && !text[at + 2..].starts_with(')') },
    Needle { marks: b"[ \t\n", is_at: |_, _| true },
    Needle { marks: b"`'", is_at: |text, at| text[at..].starts_with("''") || is_double(text, at) },
];

/// Marks before which two backslashes stand.
pub(super) const DOUBLED: &[&str] = &["**", "__", "``", "##"];

/// What a backslash can stand before.
pub(super) const ESCAPED: &str = "*_`#^~+\"'{[<&(:$-.";

/// References by name that everybody can use.
pub(super) const CHARACTERS: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("asterisk", "*"),
    ("backslash", "\\"),
    ("backtick", "`"),
    ("blank", ""),
    ("brvbar", "¦"),
    ("caret", "^"),
    ("cpp", "C++"),
    ("deg", "°"),
    ("empty", ""),
    ("endsb", "]"),
    ("gt", ">"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("nbsp", "\u{a0}"),
    ("plus", "+"),
    ("pp", "++"),
    ("quot", "\""),
    ("rdquo", "”"),
    ("rsquo", "’"),
    ("sp", " "),
    ("startsb", "["),
    ("tilde", "~"),
    ("two-colons", "::"),
    ("two-semicolons", ";;"),
    ("vbar", "|"),
];

/// A macro's name has no more bytes.
pub(super) const LONGEST_NAME: usize = 11;

/// The macro that a text begins with.
pub(super) fn macro_at(text: &str) -> Option<(&str, Macro)> {
    let length = text.bytes().take(LONGEST_NAME + 1).position(|byte| byte == b':')?;
    let name = &text[..length];
    MACROS.iter().find(|(known, _)| *known == name).map(|(_, found)| (name, *found))
}

pub(super) fn is_double(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    bytes.get(at + 1) == Some(&bytes[at])
}

/// Whether a mark that stands at the edge of a word closes what another opened.
pub(super) fn is_closing(text: &str, at: usize) -> bool {
    character_before(text, at).is_some_and(|c| !look::is_blank(c) && c != '\\') && !is_inner(text, at + 1)
}

/// Whether words begin there.
pub(super) fn is_dense(text: &str, at: usize) -> bool {
    character(text, at).is_some_and(|c| !look::is_blank(c))
}

/// Whether the character there is part of a word.
pub(super) fn is_inner(text: &str, at: usize) -> bool {
    character(text, at).is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Whether what comes before cannot stand before the marks around words.
pub(super) fn is_inner_before(text: &str, at: usize) -> bool {
    character_before(text, at).is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ';' | ':' | '}'))
}
