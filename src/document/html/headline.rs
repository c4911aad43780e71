//! The headline of a story in a page: an element with it, or what the page itself is called.

use std::cmp::Reverse;

use super::{
    body::{is_within, plain},
    json_ld::Told,
    measure::Measured,
    piece,
    sign::{self, Sign},
    tree::{Page, Step},
};
use crate::{
    Span,
    document::{Role, markup::Element},
};

/// A headline has no more words.
const LONGEST: usize = 40;

/// What stands between a headline and the name of the site in the title of a page.
const SEPARATORS: &[&str] = &[" | ", " – ", " — ", " - ", " :: ", " · ", " • ", " « ", " » "];

/// The name of a site has no more words.
const LONGEST_NAME: usize = 5;

/// The element with the headline of the story that some elements hold, if there is one: in them or above them.
pub(super) fn find(page: &Page<'_>, measured: &Measured, roots: &[usize], told: &Told) -> Option<usize> {
    let first = *roots.first()?;
    let end = roots.last().map_or(0, |last| page.nodes[*last].nodes.end);
    let mut titles: Vec<String> =
        vec![title(page).0, meta(page, "og:title").map_or(String::new(), |found| found.0)];
    titles.extend(told.headline.as_ref().map(|headline| headline.text.clone()));
    let titles: Vec<String> = titles.iter().map(|title| plain(title).collect::<Vec<_>>().join(" ")).collect();
    let is_title = |words: &str| {
        let begins = |title: &String| {
            title.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        words.contains(' ') && titles.iter().any(begins)
    };
    let weight = |node: &usize| {
        let words = page.words(*node, LONGEST * 20);
        let count = words.split(' ').count();
        if measured.signs[*node] == Some(Sign::Unseen) || words.is_empty() || count > LONGEST {
            return None;
        }
        let within = is_within(page, roots, *node);
        let is_first = page.name(*node) == "h1";
        let said = sign::is_headline(page, *node) && !measured.out[*node];
        let plain = plain(&words).collect::<Vec<_>>().join(" ");
        let titled = is_title(&plain);
        // A paragraph is one that says all of the title, and nothing else.
        if page.name(*node) == "p" && !(titled && titles.contains(&plain)) {
            return None;
        }
        let rank = match (said, titled, is_first && !measured.out[*node]) {
            (true, true, _) => 4,
            (true, ..) => 3,
            (_, true, _) => 2,
            (_, _, true) => 1,
            _ => return None,
        };
        // In the story the first counts, above it the last.
        let near = if within { (1, 0, Reverse(*node)) } else { (0, *node, Reverse(0)) };
        Some((rank, is_first, near))
    };
    let is_heading =
        |node: &usize| matches!(page.name(*node), "h1" | "h2" | "h3" | "p") || sign::is_headline(page, *node);
    let candidates = (1..end).filter(is_heading).filter(|node| *node < first || is_within(page, roots, *node));
    candidates.filter_map(|node| weight(&node).map(|weight| (weight, node))).max().map(|(_, node)| node)
}

/// The heading that the story begins with, if it does.
pub(super) fn first(page: &Page<'_>, measured: &Measured, roots: &[usize]) -> Option<usize> {
    let nodes = roots.iter().flat_map(|root| page.nodes[*root].nodes.clone());
    let told = |node: &usize| match page.nodes[*node].element {
        Element::Block(Role::Heading) => measured.holds[*node].words > 0,
        Element::Block(_) | Element::Verbatim | Element::Around(_) => measured.holds[*node].prose > 0,
        _ => false,
    };
    let first = nodes.into_iter().find(told)?;
    (page.nodes[first].element == Element::Block(Role::Heading)).then_some(first)
}

/// What the page is called, piece by piece and without the name of its site.
pub(super) fn of_page(page: &Page<'_>) -> Vec<(String, Span)> {
    if let Some((title, pieces)) = meta(page, "og:title").filter(|(title, _)| !title.trim().is_empty()) {
        return cut(pieces, title.len());
    }
    let (title, pieces) = title(page);
    let site = meta(page, "og:site_name").map(|(name, _)| name);
    let end = SEPARATORS.iter().filter_map(|mark| title.rfind(mark).map(|at| (at, at + mark.len()))).max();
    let is_site = |behind: &str| {
        let words = behind.split_whitespace().count();
        site.as_ref().map_or(words <= LONGEST_NAME, |site| behind.trim() == site.trim())
    };
    match end.filter(|(start, end)| title[..*start].trim().contains(' ') && is_site(&title[*end..])) {
        Some((start, _)) => cut(pieces, start),
        None => cut(pieces, title.len()),
    }
}

/// The words of the element `title`, all and piece by piece.
fn title(page: &Page<'_>) -> (String, Vec<(String, Span)>) {
    let Some(node) = (1..page.nodes.len()).find(|node| page.name(*node) == "title") else {
        return (String::new(), Vec::new());
    };
    let pieces = page.steps[page.nodes[node].steps.clone()].iter().filter_map(|step| match step {
        Step::Words(at) => Some((at.of(page.file).to_owned(), *at)),
        Step::StandIn(words, at) => Some((words.to_string(), *at)),
        _ => None,
    });
    whole(pieces.collect())
}

/// What a field in the head of the page says.
pub(super) fn meta(page: &Page<'_>, name: &str) -> Option<(String, Vec<(String, Span)>)> {
    let is_field = |node: &usize| {
        page.name(*node) == "meta"
            && ["name", "property"].iter().any(|key| page.attribute(*node, key) == Some(name))
    };
    let node = (1..page.nodes.len()).find(is_field)?;
    let value = page.found(node, "content")?;
    Some(whole(piece::of_value(page.file, value.at)))
}

fn whole(pieces: Vec<(String, Span)>) -> (String, Vec<(String, Span)>) {
    (pieces.iter().map(|(words, _)| words.as_str()).collect(), pieces)
}

/// The first bytes of what some pieces say.
fn cut(pieces: Vec<(String, Span)>, mut left: usize) -> Vec<(String, Span)> {
    let kept = |(words, at): (String, Span)| {
        let length = words.len().min(left);
        left -= length;
        let is_exact = words.len() == at.len();
        let end = if is_exact { at.start() + length } else { at.end() };
        (length > 0).then(|| (words[..length].to_owned(), Span::new(at.start(), end)))
    };
    pieces.into_iter().filter_map(kept).collect()
}
