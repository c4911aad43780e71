//! Attributes: what names stand for in the whole story, and the line in brackets above a block.

use std::collections::HashMap;

use crate::{
    Span,
    document::{look, passage},
};

/// Styles of blocks that are not read.
const HIDDEN: &[&str] = &[
    "asciimath",
    "comment",
    "diagram",
    "ditaa",
    "graphviz",
    "latexmath",
    "listing",
    "literal",
    "mermaid",
    "pass",
    "plantuml",
    "source",
    "stem",
];

/// Marks that an attribute's value has none of if it is words and no more.
const MARKS: &[char] = &['*', '_', '`', '#', '[', '{', '<', '+', '^', '~', '\\'];

/// What names stand for in a story.
#[derive(Default)]
pub(super) struct Attributes {
    values: HashMap<String, String>,
    /// How many bytes more may be read for references: no story is much longer than its file.
    left: usize,
    /// How many notes without a name there are.
    notes: usize,
}

impl Attributes {
    /// Those of a file of so many bytes.
    pub(super) fn of(length: usize) -> Self {
        Self { left: length, ..Self::default() }
    }

    /// Sets what a name stands for, if that is plain words or an address.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        let is_plain = !value.contains(MARKS) || passage::address(value) == Some(value.len());
        let value = if is_plain { value } else { "" };
        self.values.insert(name.to_ascii_lowercase(), value.to_owned());
    }

    /// What a name stands for.
    pub(super) fn value(&mut self, name: &str) -> Option<String> {
        let value = self.values.get(&name.to_ascii_lowercase()).filter(|value| value.len() <= self.left)?;
        self.left -= value.len();
        Some(value.clone())
    }

    /// A label for a note without a name.
    pub(super) fn number(&mut self) -> String {
        self.notes += 1;
        // No name of a note has a blank.
        format!("note {}", self.notes)
    }
}

/// What the line in brackets above a block says of it.
#[derive(Default)]
pub(super) struct Style {
    name: String,
    /// Who said it, and where.
    pub(super) by: Vec<Span>,
    is_lead: bool,
}

impl Style {
    /// Reads what stands inside the brackets.
    pub(super) fn add(&mut self, file: &str, inside: Span) {
        for (position, part) in parts(file, inside).into_iter().enumerate() {
            let written = part.of(file);
            let named = written.split_once('=').map(|(name, value)| (name.trim(), part.end() - value.len()));
            match (position, named) {
                (_, Some(("attribution" | "citetitle", from))) => self.by(file, Span::new(from, part.end())),
                (_, Some(("role", from))) => {
                    self.is_lead |= unquoted(file, Span::new(from, part.end())).of(file) == "lead";
                }
                (_, Some(_)) => {}
                (0, None) => {
                    let mut names = written.split(['.', '#', '%']);
                    if let Some(name) = names.next().filter(|name| !name.is_empty()) {
                        self.name = name.to_ascii_lowercase();
                    }
                    self.is_lead |= names.any(|name| name == "lead");
                }
                (1 | 2, None) if self.is_quote() => self.by(file, part),
                _ => {}
            }
        }
    }

    fn by(&mut self, file: &str, part: Span) {
        let words = unquoted(file, part);
        if look::has_word(words.of(file)) {
            self.by.push(words);
        }
    }

    pub(super) fn is_quote(&self) -> bool {
        matches!(self.name.as_str(), "quote" | "verse")
    }

    /// Whether the block sums up the story.
    pub(super) fn is_deck(&self) -> bool {
        self.is_lead || self.is_abstract()
    }

    pub(super) fn is_abstract(&self) -> bool {
        self.name == "abstract"
    }

    pub(super) fn is_hidden(&self) -> bool {
        HIDDEN.contains(&self.name.as_str())
    }
}

/// What a name has for a value in the brackets of a macro.
pub(super) fn named(file: &str, whole: Span, name: &str) -> Option<Span> {
    let written = whole.of(file);
    let start = whole.start() + written.find('[')? + 1;
    let end = whole.end() - written.ends_with(']').then_some(1)?;
    let values = parts(file, Span::new(start, end.max(start))).into_iter().filter_map(|part| {
        let value = part.of(file).strip_prefix(name)?.trim_start().strip_prefix('=')?;
        Some(unquoted(file, Span::new(part.end() - value.len(), part.end())))
    });
    values.into_iter().find(|value| look::has_word(value.of(file)))
}

/// What stands between the commas, without blanks around it. Quotation marks keep commas together.
fn parts(file: &str, inside: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = inside.start();
    let mut quoted = false;
    for (at, mark) in inside.of(file).match_indices([',', '"']) {
        quoted ^= mark == "\"";
        if mark == "," && !quoted {
            parts.push(look::trimmed(file, Span::new(start, inside.start() + at)));
            start = inside.start() + at + 1;
        }
    }
    parts.push(look::trimmed(file, Span::new(start, inside.end())));
    parts
}

/// A value without the quotation marks around it.
fn unquoted(file: &str, value: Span) -> Span {
    let value = look::trimmed(file, value);
    let inner = value.of(file).strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
    inner.map_or(value, |inner| Span::new(value.start() + 1, value.start() + 1 + inner.len()))
}
