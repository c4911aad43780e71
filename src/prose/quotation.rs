//! Quotation marks → quotations: pairs within a block, quotations that run on over paragraphs, block quotations.
//!
//! Two steps, with the sentences found between them. [`pair`] settles which marks open and which close, by a
//! stack. [`finish`] then ends what was opened and never closed: where the next paragraph opens anew, the
//! quotation runs to the end of its block; otherwise a mark is missing, and the quotation is taken to end with
//! its sentence, or before the next quotation, so that one slip of the pen never swallows the story.

mod mark;

use std::ops::Range;

use mark::{Face, Mark};

use super::{Marks, Quotation, Sentence, Token, TokenKind};
use crate::{
    Span,
    document::{Block, Document, Role},
};

/// Pairs the marks of one block after the other.
#[derive(Default)]
pub(super) struct Pairs {
    marks: Vec<Mark>,
    stack: Vec<usize>,
    /// For every mark: whether a mark that closes the same kind, and can be nothing else, comes before the
    /// next that opens it.
    closed_later: Vec<bool>,
}

/// An opening mark, and its closing one if it was found.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    open: Mark,
    close: Option<Mark>,
}

impl Pairs {
    /// Pairs the marks among the tokens of a block, adding the pairs in order of their opening marks; sets the kind of
    /// each token to what it turns out to be.
    pub(super) fn pair(
        &mut self,
        document: &Document,
        block: Block,
        tokens: &mut [Token],
        quotations: &mut Vec<Pair>,
    ) {
        let Self { marks, stack, closed_later } = self;
        marks.clear();
        stack.clear();
        mark::collect(&document.text, block.span, tokens, marks);
        if marks.is_empty() {
            return;
        }
        look_ahead(marks, closed_later);
        let first = quotations.len();
        let mut doubles = 0;
        for (index, mark) in marks.iter().copied().enumerate() {
            let top = stack.last().map(|top: &usize| quotations[*top].open.marks);
            let is_open = if mark.marks == Marks::Single { top == Some(Marks::Single) } else { doubles > 0 };
            let closes = match mark.face {
                Face::Closes | Face::Either => is_open && !(mark.weak && closed_later[index]),
                Face::Opens | Face::Neither => false,
            };
            if closes {
                while let Some(open) = stack.pop() {
                    if quotations[open].open.marks == mark.marks {
                        quotations[open].close = Some(mark);
                        break;
                    }
                }
                doubles -= usize::from(mark.marks == Marks::Double);
                tokens[mark.token].kind = TokenKind::CloseQuote;
            } else if mark.face == Face::Opens || mark.face == Face::Either && !mark.weak && !is_open {
                doubles += usize::from(mark.marks == Marks::Double);
                stack.push(quotations.len());
                quotations.push(Pair { open: mark, close: None });
                tokens[mark.token].kind = TokenKind::OpenQuote;
            } else {
                tokens[mark.token].kind = unpaired(&document.text, mark);
            }
        }
        let pairs = quotations.split_off(first);
        quotations.extend(pairs.into_iter().filter(|pair| {
            let stays = !is_stray(pair, document, block);
            if !stays {
                tokens[pair.open.token].kind = TokenKind::Symbol;
            }
            stays
        }));
    }
}

/// A single mark that opens and is never closed is an apostrophe, unless a paragraph begins with it.
fn is_stray(pair: &Pair, document: &Document, block: Block) -> bool {
    pair.close.is_none()
        && pair.open.marks == Marks::Single
        && (pair.open.span.start() != block.span.start()
            || block.span.of(&document.text).len() <= pair.open.span.len())
}

/// What a mark is that neither opens nor closes a quotation.
fn unpaired(text: &str, mark: Mark) -> TokenKind {
    let before = text[..mark.span.start()].chars().next_back();
    match mark.marks {
        Marks::Single if matches!(before, Some('s' | 'S' | 'x' | 'z')) => TokenKind::Clitic,
        Marks::Single => TokenKind::Symbol,
        _ if mark.weak => TokenKind::Symbol,
        _ => TokenKind::CloseQuote,
    }
}

fn look_ahead(marks: &[Mark], closed_later: &mut Vec<bool>) {
    closed_later.clear();
    closed_later.resize(marks.len(), false);
    let mut ahead = [false; 2];
    for (mark, later) in marks.iter().zip(closed_later).rev() {
        let ahead = &mut ahead[usize::from(mark.marks == Marks::Single)];
        *later = *ahead;
        match mark.face {
            Face::Opens => *ahead = false,
            Face::Closes | Face::Either if !mark.weak => *ahead = true,
            _ => {}
        }
    }
}

/// A block that may be gone on from: what its last quotation was, if it was left open at the end.
#[derive(Clone, Copy, Default)]
pub(super) struct Carry {
    quotation: Option<usize>,
    block_quotation: Option<usize>,
}

impl Carry {
    /// Whether there is nothing to go on with.
    pub(super) fn is_empty(self) -> bool {
        self.quotation.is_none() && self.block_quotation.is_none()
    }
}

/// Where a block lies in the document, and what was read of it.
pub(super) struct Place<'prose> {
    pub(super) document: &'prose Document,
    /// Index of the block.
    pub(super) block: usize,
    /// Its tokens.
    pub(super) tokens: &'prose [Token],
    /// Its sentences, in order.
    pub(super) sentences: &'prose [Sentence],
}

/// Adds the quotations of a block onto `quotations`, and says what the next block may go on with.
pub(super) fn finish(
    pairs: &[Pair],
    place: &Place<'_>,
    before: Carry,
    quotations: &mut Vec<Quotation>,
) -> Carry {
    let Some(block) = place.document.blocks.get(place.block) else { return before };
    let mut carry = Carry::default();
    let first = quotations.len();
    if block.role == Role::Quote {
        carry.block_quotation = Some(first);
        quotations.push(block_quotation(place, block.span, before));
    }
    let marked = quotations.len();
    let next_opens = place.document.blocks.get(place.block + 1).and_then(|next| {
        opening(next.span.of(&place.document.text)).filter(|_| next.role.is_body() == block.role.is_body())
    });
    for (index, pair) in pairs.iter().enumerate() {
        let starts_block = pair.open.span.start() == block.span.start();
        let continues = before.quotation.filter(|earlier| {
            starts_block && quotations.get(*earlier).is_some_and(|earlier| earlier.marks == pair.open.marks)
        });
        let (span, words) = if let Some(close) = pair.close {
            (pair.open.span.join(close.span), close.words - pair.open.words)
        } else {
            let form = pair.open.span.of(&place.document.text);
            let same_form = |later: &&Pair| later.open.span.of(&place.document.text) == form;
            let next = pairs[index + 1..].iter().find(same_form);
            let runs_on = next.is_none() && next_opens == Some(pair.open.marks);
            let span = if runs_on || next.is_none() && starts_block {
                Span::new(pair.open.span.start(), block.span.end())
            } else {
                left_open(place, pair.open, next.map(|next| next.open.token))
            };
            let words = words(place, span);
            if words == 0 {
                continue;
            }
            if runs_on {
                carry.quotation = Some(quotations.len());
            }
            (span, words)
        };
        let closed = pair.close.is_some();
        let marks = pair.open.marks;
        quotations.push(Quotation { span, marks, parent: None, outermost: None, continues, closed, words });
    }
    cover_children(place, &mut quotations[marked..]);
    set_parents(quotations, first);
    carry
}

fn block_quotation(place: &Place<'_>, span: Span, before: Carry) -> Quotation {
    Quotation {
        span,
        marks: Marks::Block,
        parent: None,
        outermost: None,
        continues: before.block_quotation,
        closed: true,
        words: words(place, span),
    }
}

/// The kind of mark that a paragraph opens with.
fn opening(text: &str) -> Option<Marks> {
    match text.chars().next()? {
        '“' | '"' | '«' | '„' | '「' | '『' => Some(Marks::Double),
        '‘' | '\'' => Some(Marks::Single),
        '`' | '\u{201d}' if text.starts_with("``") || text.starts_with('”') => Some(Marks::Double),
        _ => None,
    }
}

/// The extent of a quotation whose closing mark is missing: to the end of the sentence it begins in, but not
/// beyond `next`, the token that opens the next quotation.
fn left_open(place: &Place<'_>, open: Mark, next: Option<usize>) -> Span {
    let sentence = place.sentences.partition_point(|sentence| sentence.tokens.end <= open.token);
    let last = place.sentences.get(sentence).map_or(open.token, |sentence| sentence.tokens.end - 1);
    let last = next.map_or(last, |next| last.min(next - 1)).max(open.token);
    open.span.join(place.tokens[last].span)
}

/// Lets quotations that were left open cover what is opened in them.
///
/// From the last to the first: what is opened in those that one covers is known by then, and passed over as a whole,
/// so that each is looked at once however many are left open.
fn cover_children(place: &Place<'_>, quotations: &mut [Quotation]) {
    if quotations.iter().all(|quotation| quotation.closed) {
        return;
    }
    let mut words_before = vec![0];
    words_before.extend(place.tokens.iter().scan(0, |words, token| {
        *words += u32::from(is_word(token));
        Some(*words)
    }));
    let mut reaches = vec![Reach { span: Span::default(), next: 0 }; quotations.len()];
    for index in (0..quotations.len()).rev() {
        let mut reach = Reach { span: quotations[index].span, next: index + 1 };
        while let Some(child) = quotations.get(reach.next)
            && child.span.start() < reach.span.end()
        {
            let Reach { span, next } = reaches[reach.next];
            reach = Reach { span: reach.span.join(span), next };
        }
        reaches[index] = reach;
        if !quotations[index].closed {
            let tokens = token_range(place.tokens, reach.span);
            quotations[index].span = reach.span;
            quotations[index].words = (words_before[tokens.end] - words_before[tokens.start]) as usize;
        }
    }
}

/// A quotation with all that is opened in it, and in what is opened there.
#[derive(Clone, Copy)]
struct Reach {
    span: Span,
    /// The first quotation behind it, an index.
    next: usize,
}

/// Finds what each quotation from the index `first` on stands in: those around it cover it.
fn set_parents(quotations: &mut [Quotation], first: usize) {
    let mut open: Vec<usize> = Vec::new();
    for index in first..quotations.len() {
        let start = quotations[index].span.start();
        while open.last().is_some_and(|outer| quotations[*outer].span.end() <= start) {
            open.pop();
        }
        let parent = open.last().copied();
        let own = (quotations[index].marks != Marks::Block).then_some(index);
        quotations[index].parent = parent;
        quotations[index].outermost = parent.and_then(|outer| quotations[outer].outermost).or(own);
        open.push(index);
    }
}

/// How many words stand in a span.
fn words(place: &Place<'_>, span: Span) -> usize {
    let tokens = token_range(place.tokens, span);
    place.tokens[tokens].iter().filter(|token| is_word(token)).count()
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

fn token_range(tokens: &[Token], span: Span) -> Range<usize> {
    let start = tokens.partition_point(|token| token.span.start() < span.start());
    let end = tokens.partition_point(|token| token.span.end() <= span.end());
    start..end.max(start)
}

#[cfg(test)]
mod tests;
