//! Which elements of a page hold the story.
//!
//! What the page says of itself comes first, then the elements made for it, then where most of the prose is.

use super::{
    json_ld,
    measure::Measured,
    sign::Sign,
    tree::{Page, Step},
};
use crate::document::markup::Element;

/// An element whose author does not quite say that it is the story has this part of the prose at least: one in so much.
const SHARE: usize = 2;

/// What of ten words of prose an element has that is gone into in search for the story.
const MOST_OF_TEN: usize = 8;

/// So many words at either end of a story tell where it begins and ends.
const ENDS: usize = 6;

/// The elements that hold the story, in order and none in another.
pub(super) fn find(page: &Page<'_>, measured: &Measured, told: Option<&str>) -> Vec<usize> {
    let is_property = |node: usize| page.lists(node, "itemprop", "articleBody");
    let is_entry =
        |node: usize| ["e-content", "entry-content"].iter().any(|class| page.lists(node, "class", class));
    let is_article = |node: usize| {
        !matches!(page.name(node), "html" | "body")
            && page.attribute(node, "itemtype").and_then(json_ld::kind).is_some()
    };
    let is_body = |node: usize| measured.signs[node] == Some(Sign::Body);
    let is_named = |node: usize| page.name(node) == "article";
    let is_main = |node: usize| page.name(node) == "main" || page.attribute(node, "role") == Some("main");
    let most = |is: &dyn Fn(usize) -> bool, share: usize| most_prose(page, measured, is, share);
    most(&is_property, usize::MAX)
        .or_else(|| most(&is_entry, usize::MAX))
        .or_else(|| most(&is_article, SHARE))
        .or_else(|| told.and_then(|told| as_told(page, measured, told)).map(|node| vec![node]))
        .or_else(|| most(&is_body, SHARE))
        .or_else(|| most(&is_named, SHARE))
        .or_else(|| most(&is_main, SHARE))
        .unwrap_or_else(|| vec![densest(page, measured)])
}

/// Of some elements, those of the story with the most prose, if they hold a part of all that is large enough.
fn most_prose(
    page: &Page<'_>,
    measured: &Measured,
    is: &dyn Fn(usize) -> bool,
    share: usize,
) -> Option<Vec<usize>> {
    let mut outermost: Vec<usize> = Vec::new();
    for node in (1..page.nodes.len()).filter(|node| !measured.out[*node] && is(*node)) {
        let is_within = outermost.last().is_some_and(|last| page.nodes[*last].nodes.contains(&node));
        if !is_within {
            outermost.push(node);
        }
    }
    let weight = |node: &usize| (measured.holds[*node].prose, measured.holds[*node].words);
    let best = outermost.iter().copied().max_by_key(weight)?;
    let stories = stories(page);
    let story = stories[best];
    let roots: Vec<usize> = outermost.into_iter().filter(|node| stories[*node] == story).collect();
    let prose: usize = roots.iter().map(|node| measured.holds[*node].prose).sum();
    let is_enough = prose.saturating_mul(share) >= measured.holds[0].prose && measured.holds[best].words > 0;
    is_enough.then_some(roots)
}

/// By element: the innermost one around it that is all of a story.
fn stories(page: &Page<'_>) -> Vec<usize> {
    let is_story = |node: usize| {
        page.name(node) == "article"
            || page.attribute(node, "itemscope").is_some()
            || ["hentry", "h-entry"].iter().any(|class| page.lists(node, "class", class))
    };
    let mut stories: Vec<usize> = Vec::with_capacity(page.nodes.len());
    for (index, node) in page.nodes.iter().enumerate() {
        let parent = node.parent;
        let story = if index > 0 && is_story(parent) {
            parent
        } else {
            stories.get(parent).copied().unwrap_or_default()
        };
        stories.push(story);
    }
    stories
}

/// Whether an element is one of some that stand in order and not in one another, or stands in one.
pub(super) fn is_within(page: &Page<'_>, roots: &[usize], node: usize) -> bool {
    let after = roots.partition_point(|root| *root <= node);
    after.checked_sub(1).is_some_and(|index| page.nodes[roots[index]].nodes.contains(&node))
}

/// The smallest element with the words that a description of the page says are the story.
fn as_told(page: &Page<'_>, measured: &Measured, told: &str) -> Option<usize> {
    let words = Words::of(page, measured);
    let told: Vec<String> = plain(told).collect();
    let first = words.find(&told[..told.len().min(ENDS)], 0)?;
    let last = words.find(&told[told.len().saturating_sub(ENDS)..], first);
    let block = page.around(first).find(|node| page.nodes[*node].element != Element::Inline);
    let around = |node: usize| std::iter::once(node).chain(page.around(node));
    match last.filter(|last| *last != first) {
        Some(last) => around(first).find(|node| page.nodes[*node].nodes.contains(&last)),
        None => block,
    }
}

/// Whether the page itself has the words that a description of it begins with.
pub(super) fn has(page: &Page<'_>, measured: &Measured, told: &str) -> bool {
    let told: Vec<String> = plain(told).take(ENDS).collect();
    Words::of(page, measured).find(&told, 0).is_some()
}

/// The words of a page in one line, with the elements that they stand in.
struct Words {
    line: String,
    /// Where in the line the words of an element begin, in order.
    nodes: Vec<(usize, usize)>,
}

impl Words {
    fn of(page: &Page<'_>, measured: &Measured) -> Self {
        let mut words = Self { line: String::from(" "), nodes: Vec::new() };
        let mut around = 0;
        for step in &page.steps {
            match step {
                Step::Open(node) => around = *node,
                Step::Close(node, _) => around = page.nodes[*node].parent,
                Step::Words(at) if !measured.out[around] => {
                    words.nodes.push((words.line.len(), around));
                    for word in plain(at.of(page.file)) {
                        words.line.push_str(&word);
                        words.line.push(' ');
                    }
                }
                _ => {}
            }
        }
        words
    }

    /// The element in which some words begin, at or behind another.
    fn find(&self, words: &[String], behind: usize) -> Option<usize> {
        if words.is_empty() {
            return None;
        }
        let line = format!(" {} ", words.join(" "));
        let mut found = self.line.match_indices(&line).map(|(at, _)| {
            let after = self.nodes.partition_point(|(start, _)| *start <= at + 1);
            after.checked_sub(1).map_or(0, |index| self.nodes[index].1)
        });
        found.find(|node| *node >= behind)
    }
}

/// The words in small letters, without marks.
pub(super) fn plain(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The innermost element that still has nearly all of the prose.
fn densest(page: &Page<'_>, measured: &Measured) -> usize {
    let mut node = 0;
    loop {
        let prose = measured.holds[node].prose;
        let inner = children(page, node).find(|child| {
            !measured.out[*child] && prose > 0 && measured.holds[*child].prose * 10 >= prose * MOST_OF_TEN
        });
        let Some(inner) = inner else { return node };
        let is_paragraph = children(page, inner).all(|child| measured.holds[child].prose == 0);
        // What stands beside it in paragraphs of the same element is the story as well.
        let others = children(page, node).filter(|child| *child != inner && !measured.out[*child]);
        let is_all = others.into_iter().all(|child| {
            measured.holds[child].prose == 0
                || children(page, child).any(|inner| measured.holds[inner].prose > 0)
        });
        if is_paragraph && is_one_of_many(page, measured, node) {
            return page.nodes[node].parent;
        }
        if is_paragraph || !is_all {
            return node;
        }
        node = inner;
    }
}

/// Whether others of its sort, with words in them, stand beside an element: the paragraphs of some pages are wrapped
/// one by one.
fn is_one_of_many(page: &Page<'_>, measured: &Measured, node: usize) -> bool {
    let sort = |node: usize| {
        let class = page.attribute(node, "class").unwrap_or_default();
        (page.name(node), class.split_ascii_whitespace().next())
    };
    node != 0
        && !matches!(page.name(node), "html" | "body")
        && children(page, page.nodes[node].parent).any(|other| {
            other != node
                && !measured.out[other]
                && measured.holds[other].words > 0
                && sort(other) == sort(node)
        })
}

/// The elements directly in an element.
pub(super) fn children(page: &Page<'_>, node: usize) -> impl Iterator<Item = usize> {
    let end = page.nodes[node].nodes.end;
    let first = Some(node + 1).filter(|first| *first < end);
    std::iter::successors(first, move |child| Some(page.nodes[*child].nodes.end).filter(|next| *next < end))
}
