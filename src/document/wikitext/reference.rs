//! References: links from the words before them to what they cite.

use rustc_hash::FxHashMap;

use crate::{
    Span,
    document::{extract::Extract, look},
};

/// So much of a reference is looked at. In bytes.
const LONGEST: usize = 4096;

/// So much of what a reference says is kept, where it leads nowhere. In characters.
const LONGEST_WORDS: usize = 200;

/// What ends an address.
const ENDS: &[char] = &['|', ']', '[', '}', '{', '<', '>', '"'];

/// The references of a story, and the words that they stand behind.
#[derive(Debug, Default)]
pub(super) struct References {
    all: Vec<(Span, Cited)>,
}

/// What a reference cites.
#[derive(Clone, Debug)]
pub(super) enum Cited {
    /// What stands in a stretch of the file.
    Here(Span),
    /// What the reference of this name cites.
    Named(String),
    /// An address.
    Address(String),
}

impl References {
    /// Adds a reference at the end of what has been extracted.
    pub(super) fn add(&mut self, extract: &Extract, cited: Cited) {
        if extract.is_open() {
            let (start, end) = extract.last_word();
            self.all.push((Span::new(start, end.max(start)), cited));
        }
    }

    /// Makes a link of every reference.
    pub(super) fn link(self, file: &str, named: &FxHashMap<String, Span>, extract: &mut Extract) {
        for (words, cited) in self.all {
            let target = match cited {
                Cited::Here(inner) => said(inner.of(file)),
                Cited::Named(name) => named.get(&name).map_or(name, |inner| said(inner.of(file))),
                Cited::Address(address) => address,
            };
            extract.link(words.start(), words.end(), target);
        }
    }
}

/// Where a reference leads: its first address, or else its words.
fn said(reference: &str) -> String {
    let reference = look::start_of(reference, LONGEST);
    let address = ["https://", "http://"].iter().filter_map(|scheme| reference.find(scheme)).min();
    match address {
        Some(start) => {
            let rest = &reference[start..];
            rest[..rest.find(|c: char| c.is_whitespace() || ENDS.contains(&c)).unwrap_or(rest.len())].to_owned()
        }
        None => words(reference),
    }
}

/// The words of a reference without the marks in it, more or less: enough to tell what it is.
fn words(reference: &str) -> String {
    let mut words = String::new();
    let mut rest = reference;
    while let Some(mark) = rest.find(['{', '}', '[', ']', '|', '\'', '<', '\n']) {
        words.push_str(&rest[..mark]);
        rest = &rest[mark..];
        if let Some(inner) = rest.strip_prefix("{{") {
            // The name of a template.
            rest = &inner[inner.find(['|', '}']).unwrap_or(inner.len())..];
            rest = rest.strip_prefix('|').map_or(rest, without_name);
        } else if let Some(inner) = rest.strip_prefix('|') {
            words.push_str(", ");
            rest = without_name(inner);
        } else if let Some(inner) = rest.strip_prefix("[[") {
            // The page that a link leads to, where it shows other words.
            let end = inner.find(['|', ']']).unwrap_or(0);
            rest = inner[end..].strip_prefix('|').unwrap_or(inner);
        } else if rest.starts_with('<') {
            rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
        } else if rest.starts_with('\'') && !rest.starts_with("''") {
            words.push('\'');
            rest = &rest[1..];
        } else {
            words.push_str(if rest.starts_with('\n') { " " } else { "" });
            rest = rest.trim_start_matches(rest.chars().next().unwrap_or_default());
        }
    }
    words.push_str(rest);
    words.trim().chars().take(LONGEST_WORDS).collect()
}

/// The value of an argument.
fn without_name(argument: &str) -> &str {
    let name = argument.find(['=', '|', '{', '[', '<', '}']).filter(|at| argument[*at..].starts_with('='));
    name.map_or(argument, |at| &argument[at + 1..])
}
