//! What the page shows of a file: the blocks of the story and, in their places, the lines of what else findings are
//! about: notes to the linter, and all of a file that is no story.

use super::{Checked, finding::Finding};
use crate::{
    Span,
    diagnostic::Scope,
    document::{Block, Role},
    report::excerpt::around,
};

/// A stretch of the document's text that is shown in one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) span: Span,
    /// What it is to the story; none where it is no prose.
    pub(super) role: Option<Role>,
}

/// The passages of a file, in the order of its text; and the same as they are read, by their indices.
pub(super) fn passages(checked: &Checked<'_>, findings: &[Finding<'_>]) -> (Vec<Passage>, Vec<usize>) {
    let document = &checked.story.document;
    let of_block = |block: &Block| Passage { span: block.span, role: Some(block.role) };
    let mut all: Vec<Passage> = document.blocks.iter().map(of_block).collect();
    let mut beside: Vec<Span> = (findings.iter())
        .filter(|finding| finding.found.scope != Scope::Story)
        .map(|finding| around(document, finding.found.span))
        .filter(|span| !document.blocks.iter().any(|block| block.span.overlaps(*span)))
        .collect();
    beside.sort_unstable();
    for span in beside {
        match all.last_mut() {
            Some(last) if last.role.is_none() && last.span.overlaps(span) => last.span = last.span.join(span),
            _ => all.push(Passage { span, role: None }),
        }
    }
    all.sort_by_key(|passage| passage.span.start());
    let read = in_order(checked, &all);
    (all, read)
}

/// Blocks keep their order; the others come before the first block that stands behind them in the file.
fn in_order(checked: &Checked<'_>, passages: &[Passage]) -> Vec<usize> {
    let starts: Vec<usize> = passages.iter().map(|passage| checked.region(passage.span).span.start()).collect();
    let is_block = |index: &usize| passages[*index].role.is_some();
    let (mut order, beside): (Vec<usize>, Vec<usize>) = (0..passages.len()).partition(is_block);
    for index in beside {
        let place = order.iter().position(|other| starts[*other] > starts[index]);
        order.insert(place.unwrap_or(order.len()), index);
    }
    order
}
