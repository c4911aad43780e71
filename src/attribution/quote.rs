//! Quotations that no cue of their own sentence takes in: who speaks them.

use super::{
    Frame,
    chunk::{is_quoted_term, outermost_at},
    found::Found,
};
use crate::{
    Span,
    document::Document,
    prose::{Marks, Prose, Tagged},
};

/// A quotation of fewer words that stands inside a sentence of the narrator is no speech of its own.
const SPEECH_WORDS: usize = 5;

/// Gives every free-standing quotation to the attribution that it goes on with, or a bare one of its own.
/// `found` is by place, and stays so.
pub(crate) fn attach(document: &Document, prose: &Prose, words: &[Tagged], found: &mut Vec<Found>) {
    let mut covered = vec![None; prose.quotations.len()];
    for (index, found) in found.iter().enumerate() {
        for span in &found.content {
            mark_covered(prose, *span, index, &mut covered);
        }
    }
    let mut bare = Vec::new();
    for index in 0..prose.quotations.len() {
        let quotation = prose.quotations[index];
        if covered[index].is_some() || !is_outermost(prose, index) || is_quoted_term(prose, words, index) {
            continue;
        }
        let Some(sentence) = prose.sentence_at(quotation.span.start()) else { continue };
        let opens_sentence = prose.sentences[sentence].span.start() == quotation.span.start();
        let owner = quotation.continues.and_then(|before| covered[before]).or_else(|| {
            opens_sentence.then(|| speaker_before(document, prose, found, &covered, sentence)).flatten()
        });
        if let Some(owner) = owner {
            found[owner].content.push(quotation.span);
            covered[index] = Some(owner);
        } else if opens_sentence || quotation.words >= SPEECH_WORDS {
            bare.push(bare_quotation(quotation.span, prose.token_at(quotation.span.start()), sentence));
        }
    }
    found.extend(bare);
    found.sort_by_key(|found| (found.cue.start, found.cue.end));
}

fn mark_covered(prose: &Prose, span: Span, owner: usize, covered: &mut [Option<usize>]) {
    let first = prose.quotations.partition_point(|quotation| quotation.span.start() < span.start());
    let inside = prose.quotations[first..].iter().take_while(|quotation| quotation.span.start() < span.end());
    for offset in 0..inside.count() {
        covered[first + offset].get_or_insert(owner);
    }
    if let Some(around) = outermost_at(prose, span.start()) {
        covered[around].get_or_insert(owner);
    }
}

fn is_outermost(prose: &Prose, index: usize) -> bool {
    let quotation = prose.quotations[index];
    quotation.marks != Marks::Block && outermost_at(prose, quotation.span.start()) == Some(index)
}

/// Who was quoted last, in the sentence before or, where a paragraph is nothing but the quotation, the paragraph
/// before.
fn speaker_before(
    document: &Document,
    prose: &Prose,
    found: &[Found],
    covered: &[Option<usize>],
    sentence: usize,
) -> Option<usize> {
    let block = prose.sentences[sentence].block;
    let before = sentence.checked_sub(1)?;
    let same_block = prose.sentences[before].block == block;
    let next_block = prose.sentences[before].block + 1 == block
        && document.blocks[block].role == document.blocks[block - 1].role;
    if !same_block && !next_block {
        return None;
    }
    let last = found.iter().rposition(|found| {
        found.sentence <= before
            && found.source.is_some()
            && matches!(found.frame, Frame::Verb | Frame::According | Frame::Colon)
    })?;
    let near = found[last].sentence == before
        || found[last].content.iter().any(|span| span.overlaps(prose.sentences[before].span));
    let quoted = covered.contains(&Some(last));
    (near && (same_block || quoted) && !found[last].mental).then_some(last)
}

fn bare_quotation(span: Span, token: usize, sentence: usize) -> Found {
    Found { source: None, cue: token..token, frame: Frame::Bare, content: vec![span], mental: false, sentence }
}
