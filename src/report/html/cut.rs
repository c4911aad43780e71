//! A stretch of text, cut wherever one of many spans begins or ends.
//!
//! Elements nest and spans do not: a source stands in what another says, and a finding runs across both. Between two
//! cuts all is of one kind, so that every piece can be an element of its own.

use crate::Span;

/// The pieces of `within`, in order, each with the spans that cover it: their indices, by where they begin.
pub(super) fn cut(within: Span, spans: &[Span]) -> Vec<(Span, Vec<usize>)> {
    let inside = |at: &usize| within.start() < *at && *at < within.end();
    let mut bounds: Vec<usize> =
        spans.iter().flat_map(|span| [span.start(), span.end()]).filter(inside).collect();
    bounds.extend([within.start(), within.end()]);
    bounds.sort_unstable();
    bounds.dedup();
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|index| spans[*index].start());
    let mut waiting = order.into_iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut pieces = Vec::new();
    for bound in bounds.windows(2) {
        let piece = Span::new(bound[0], bound[1]);
        while let Some(index) = waiting.next_if(|index| spans[*index].start() <= piece.start()) {
            open.push(index);
        }
        open.retain(|index| spans[*index].end() > piece.start());
        pieces.push((piece, open.clone()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_cross_are_cut_where_they_do() {
        let span = Span::new;
        let pieces = cut(span(10, 30), &[span(5, 20), span(15, 25), span(20, 20), span(25, 40)]);
        let expected = [
            (span(10, 15), vec![0]),
            (span(15, 20), vec![0, 1]),
            (span(20, 25), vec![1]),
            (span(25, 30), vec![3]),
        ];
        assert_eq!(pieces, expected);
        assert_eq!(cut(span(3, 3), &[span(0, 9)]), []);
    }
}
