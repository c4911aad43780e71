//! The words of a page that say whose a quotation is. Its style sets them apart; the words themselves seldom do.

use super::{body::children, measure::Measured, tree::Page};

/// A signature has no more bytes.
const LONGEST: usize = 300;

/// What begins a signature that is set apart by its words.
const DASHES: &[char] = &['—', '–', '―', '-', '‒', '~'];

/// A figure that is a quotation has no more elements.
const MOST_IN_FIGURE: usize = 50;

/// With one of these, the words in a figure are under a picture.
const PICTURES: &[&str] = &["img", "picture", "video"];

/// Whether an element says whose the quotation around it is, or beside it, and does not begin with a dash.
pub(super) fn lacks_dash(page: &Page<'_>, measured: &Measured, node: usize) -> bool {
    is_signature(page, measured, node) && measured.holds[node].words > 0 && {
        let words = page.words(node, LONGEST);
        words.len() <= LONGEST && !words.is_empty() && !words.starts_with(DASHES)
    }
}

fn is_signature(page: &Page<'_>, measured: &Measured, node: usize) -> bool {
    let around = page.nodes[node].parent;
    let has = |names: &[&str]| page.nodes[around].nodes.clone().any(|inner| names.contains(&page.name(inner)));
    match page.name(node) {
        "footer" if page.name(around) == "blockquote" => true,
        "footer" | "figcaption" => {
            matches!(page.name(around), "figure" | "aside")
                && page.nodes[around].nodes.len() <= MOST_IN_FIGURE
                && has(&["blockquote"])
                && !has(PICTURES)
        }
        // In other words it is the name of a work.
        "cite" => {
            let is_all = children(page, around).next() == Some(node)
                && measured.holds[around].words == measured.holds[node].words;
            let outer = if is_all && page.name(around) == "p" { page.nodes[around].parent } else { around };
            page.name(outer) == "blockquote"
        }
        _ => false,
    }
}
