//! How much prose is in the elements of a page, and which of them are no part of a story.

use super::{
    sign::{self, Sign},
    tree::{Page, Step},
};
use crate::document::markup::Element;

/// A paragraph with fewer words may be anything.
const SHORTEST: usize = 10;

/// With so many words of prose in it, and half of those of its page, nothing stands beside the story, whatever its
/// name.
const STORY: usize = 100;

/// What an element holds, with all elements in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Measure {
    /// Words.
    pub(super) words: usize,
    /// Those that lead somewhere.
    pub(super) links: usize,
    /// Words in paragraphs that are prose.
    pub(super) prose: usize,
}

/// What is known of every element of a page.
pub(super) struct Measured {
    pub(super) signs: Vec<Option<Sign>>,
    /// Whether it is left out, or stands in what is.
    pub(super) out: Vec<bool>,
    /// What it holds, without what is left out.
    pub(super) holds: Vec<Measure>,
}

impl Measured {
    pub(super) fn new(page: &Page<'_>) -> Self {
        let signs: Vec<_> = (0..page.nodes.len()).map(|node| sign::of(page, node)).collect();
        let unseen = |node: usize| {
            page.nodes[node].element == Element::Hidden && page.name(node) != "form"
                || signs[node] == Some(Sign::Unseen)
        };
        let all = holds(page, &within(page, unseen));
        let bodies = bodies(page, &signs, &all);
        let most = all.first().map_or(0, |page| page.prose);
        let is_story = |node: usize| all[node].prose >= STORY && all[node].prose * 2 > most;
        let is_out = |node: usize| match signs[node] {
            Some(Sign::Unseen) => true,
            Some(Sign::Comments) => !bodies[node],
            Some(Sign::Beside) => !bodies[node] && !is_story(node),
            _ if page.name(node) == "form" => !bodies[node] && !is_story(node),
            _ => page.nodes[node].element == Element::Hidden || is_link_list(page, node, all[node]),
        };
        let out = within(page, is_out);
        let holds = holds(page, &out);
        Self { signs, out, holds }
    }
}

/// Whether nothing but links to elsewhere is in it.
fn is_link_list(page: &Page<'_>, node: usize, holds: Measure) -> bool {
    matches!(page.name(node), "ul" | "ol") && holds.words > 0 && holds.links == holds.words
}

/// For every element: whether it is such a one, or stands in one.
fn within(page: &Page<'_>, is: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut within: Vec<bool> = Vec::with_capacity(page.nodes.len());
    for (index, node) in page.nodes.iter().enumerate() {
        let around = index > 0 && within[node.parent];
        within.push(around || is(index));
    }
    within
}

/// For every element: whether what its author says is the story is in it, or its headline.
fn bodies(page: &Page<'_>, signs: &[Option<Sign>], all: &[Measure]) -> Vec<bool> {
    // A heading that leads somewhere is the name of the site.
    let is_title = |node: usize| page.name(node) == "h1" && all[node].links < all[node].words;
    let is_body = |node: usize| {
        signs[node] == Some(Sign::Body) || matches!(page.name(node), "body" | "main") || is_title(node)
    };
    let mut bodies: Vec<bool> = (0..page.nodes.len()).map(is_body).collect();
    for node in (1..page.nodes.len()).rev() {
        let parent = page.nodes[node].parent;
        bodies[parent] |= bodies[node];
    }
    bodies
}

/// Words of a block that stand in no block within it.
#[derive(Default)]
struct Own {
    node: usize,
    measure: Measure,
    has_stop: bool,
}

/// What every element holds, but for those that are left out.
fn holds(page: &Page<'_>, out: &[bool]) -> Vec<Measure> {
    let mut holds = vec![Measure::default(); page.nodes.len()];
    let mut blocks: Vec<Own> = Vec::new();
    let mut around = 0;
    let mut links = 0_usize;
    for step in &page.steps {
        match step {
            Step::Open(node) => {
                around = *node;
                links += usize::from(is_link(page, *node));
                if page.nodes[*node].element != Element::Inline {
                    blocks.push(Own { node: *node, ..Own::default() });
                }
            }
            Step::Close(node, _) => {
                links -= usize::from(is_link(page, *node));
                around = page.nodes[*node].parent;
                if let Some(own) = blocks.pop_if(|own| own.node == *node) {
                    let Measure { words, links, .. } = own.measure;
                    if words >= SHORTEST && links * 2 < words && own.has_stop {
                        holds[*node].prose += words;
                    }
                }
            }
            Step::Words(at) if !out[around] => {
                let written = at.of(page.file);
                let words = written.split_ascii_whitespace().filter(|word| is_word(word)).count();
                let leading = if links > 0 { words } else { 0 };
                holds[around].words += words;
                holds[around].links += leading;
                if let Some(own) = blocks.last_mut() {
                    own.measure.words += words;
                    own.measure.links += leading;
                    own.has_stop |= written.contains(['.', '!', '?', '…', '”', '"']);
                }
            }
            _ => {}
        }
    }
    for node in (1..page.nodes.len()).rev() {
        let Measure { words, links, prose } = holds[node];
        let parent = &mut holds[page.nodes[node].parent];
        parent.words += words;
        parent.links += links;
        parent.prose += prose;
    }
    holds
}

/// Marks between links are no words.
fn is_word(written: &str) -> bool {
    written.bytes().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
}

fn is_link(page: &Page<'_>, node: usize) -> bool {
    page.name(node) == "a" && page.attribute(node, "href").is_some()
}
