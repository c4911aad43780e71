//! Footnotes of a page: the marks that lead to them, and what they cite.

use rustc_hash::FxHashMap;

use super::{link, measure::Measured, tree::Page};
use crate::document::{look, markup::Element};

/// The mark of a note has no more bytes.
const LONGEST_MARK: usize = 12;

/// No more of a note is kept. In bytes.
const LONGEST_NOTE: usize = 1_000;

/// A note has no more elements, and stands in no more parts of words.
const MOST_IN_NOTE: usize = 100;

/// The marks of notes, by element, and what each note cites.
pub(super) struct Footnotes(FxHashMap<usize, String>);

impl Footnotes {
    /// The notes of a page. Their own words are left out of it.
    pub(super) fn of(page: &Page<'_>, measured: &mut Measured) -> Self {
        let mut targets: FxHashMap<&str, usize> = FxHashMap::default();
        for node in (1..page.nodes.len()).rev() {
            for name in ["id", "name"] {
                if let Some(target) = page.attribute(node, name).filter(|name| !name.is_empty()) {
                    targets.insert(target, node);
                }
            }
        }
        let mut footnotes = FxHashMap::default();
        let mut notes: FxHashMap<usize, Option<String>> = FxHashMap::default();
        for node in (1..page.nodes.len()).filter(|node| page.name(*node) == "a") {
            let href = page.attribute(node, "href");
            if let Some(cited) = link::target(href).filter(|_| !measured.out[node] && is_mark(page, node)) {
                let outermost = outermost(page, node);
                if page.name(outermost) == "sup" || page.lists(node, "role", "doc-noteref") {
                    footnotes.insert(outermost, cited);
                }
                continue;
            }
            let target = href.and_then(|href| href.strip_prefix('#'));
            let Some(target) = target.and_then(|target| targets.get(target)) else { continue };
            let note = block(page, *target);
            if measured.out[node]
                || note <= node
                || page.nodes[note].nodes.contains(&node)
                || !is_mark(page, node)
            {
                continue;
            }
            if let Some(cited) = notes.entry(note).or_insert_with(|| cited(page, note)) {
                footnotes.insert(outermost(page, node), cited.clone());
            }
        }
        for (note, _) in notes.iter().filter(|(_, cited)| cited.is_some()) {
            for node in page.nodes[*note].nodes.clone() {
                measured.out[node] = true;
            }
        }
        Self(footnotes)
    }

    /// What a note cites, if an element is its mark.
    pub(super) fn cited(&self, node: usize) -> Option<&str> {
        self.0.get(&node).map(String::as_str)
    }
}

/// The block that an element is, or stands in.
fn block(page: &Page<'_>, node: usize) -> usize {
    let is_block = |node: &usize| page.nodes[*node].element != Element::Inline;
    std::iter::once(node).chain(page.around(node)).take(MOST_IN_NOTE).find(is_block).unwrap_or_default()
}

/// Whether the words of a link are the mark of a note: "1", "[2]", "*", "a".
fn is_mark(page: &Page<'_>, node: usize) -> bool {
    let words = page.words(node, LONGEST_MARK);
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    page.lists(node, "role", "doc-noteref")
        || words.len() <= LONGEST_MARK
            && (bare.chars().all(char::is_numeric) || bare.chars().count() == 1 || words.starts_with('['))
}

/// The element around a mark in which nothing else stands, such as `sup`.
fn outermost(page: &Page<'_>, node: usize) -> usize {
    let words = page.words(node, LONGEST_MARK);
    let bare = |words: &str| words.trim_matches(['[', ']', '(', ')', ' ', ',']).to_owned();
    let mut outermost = node;
    for around in page.around(node).take(MOST_AROUND) {
        let is_same = page.nodes[around].element == Element::Inline
            && page.words(around, LONGEST_MARK * 2).len() <= LONGEST_MARK
            && bare(&page.words(around, LONGEST_MARK)) == bare(&words);
        if !is_same {
            break;
        }
        outermost = around;
    }
    outermost
}

/// No more elements stand around a mark alone.
const MOST_AROUND: usize = 5;

/// What a note cites: where its first link leads, or its words. A note leads back to its mark.
fn cited(page: &Page<'_>, note: usize) -> Option<String> {
    let links = || page.nodes[note].nodes.clone().filter(|node| page.name(*node) == "a");
    let leads_back = |node: usize| page.attribute(node, "href").is_some_and(|href| href.starts_with('#'));
    if page.nodes[note].nodes.len() > MOST_IN_NOTE || !links().any(leads_back) {
        return None;
    }
    let cited = links().find_map(|node| link::target(page.attribute(node, "href")));
    let words = || {
        let words = page.words(note, LONGEST_NOTE);
        let is_around = |c: char| look::is_blank(c) || c.is_ascii_digit() || "[]^↩↑\u{fe0e}".contains(c);
        words
            .trim_start_matches(is_around)
            .trim_end_matches(|c: char| !c.is_ascii_digit() && is_around(c))
            .to_owned()
    };
    Some(cited.unwrap_or_else(words)).filter(|cited| !cited.is_empty())
}
