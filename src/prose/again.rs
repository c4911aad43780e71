//! An edited document → its prose, of which only the blocks that the edit touched are read anew.
//!
//! A block is read with nothing from outside it but the quotation that it may go on with, the mark that the next one
//! opens with, and how the rest of the story writes its words. So of two versions of a document the blocks that they
//! begin with alike and those that they end with alike stay as they were read; the latter are only moved. What cannot
//! be told to be alike at a glance is read anew.

use std::ops::Range;

use super::{
    Prose, Quotation, Sentence, Tagged,
    blocks::{Blocks, Run},
    tag,
};
use crate::{
    Span,
    document::{Block, Document, Role},
    lexicon::Lexicon,
};

/// What an edit changed, in some unit: what stands before `start` is as it was, and what stood from `old_end` on
/// stands from `new_end` on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edit {
    pub(super) start: usize,
    pub(super) old_end: usize,
    pub(super) new_end: usize,
}

impl Edit {
    /// What stands there anew.
    pub(super) fn anew(self) -> Range<usize> {
        self.start..self.new_end
    }

    /// Where something stands now that stood behind the edit.
    fn moved(self, at: usize) -> usize {
        at - self.old_end + self.new_end
    }

    fn moved_range(self, range: &Range<usize>) -> Range<usize> {
        self.moved(range.start)..self.moved(range.end)
    }

    fn moved_span(self, span: Span) -> Span {
        Span::new(self.moved(span.start()), self.moved(span.end()))
    }
}

/// What an edit changed in the prose of a story.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    bytes: Edit,
    tokens: Edit,
    sentences: Edit,
    /// The sentences that are to be read anew, in order, as indices into those of the edited story: the new ones, and
    /// the blocks with a word that is tagged otherwise now.
    stale: Vec<Range<usize>>,
}

/// What is read of one sentence with nothing from outside its block, and kept as long as the block stays as it is.
pub(crate) trait Kept {
    /// Index of its sentence.
    fn sentence(&self) -> usize;

    /// Goes with its block to where that stands after an edit.
    fn shift(&mut self, change: &Change);
}

impl Change {
    /// Where bytes behind the edit stand now.
    pub(crate) fn span(&self, span: Span) -> Span {
        self.bytes.moved_span(span)
    }

    /// Where a byte behind the edit stands now.
    pub(crate) fn at(&self, at: usize) -> usize {
        self.bytes.moved(at)
    }

    /// Where tokens behind the edit stand now.
    pub(crate) fn tokens(&self, tokens: &Range<usize>) -> Range<usize> {
        self.tokens.moved_range(tokens)
    }

    /// Where a sentence behind the edit stands now.
    pub(crate) fn sentence(&self, sentence: usize) -> usize {
        self.sentences.moved(sentence)
    }

    /// The sentences that are to be read anew, if all others are where they were.
    pub(crate) fn in_place(&self) -> Option<impl Iterator<Item = usize>> {
        (self.sentences.old_end == self.sentences.new_end).then(|| self.stale.iter().cloned().flatten())
    }

    /// Brings what is kept of a story, in order of its sentences, up to the edit. `read` reads a sentence anew.
    pub(crate) fn renew<K: Kept>(&self, kept: &mut Vec<K>, mut read: impl FnMut(usize, &mut Vec<K>)) {
        let up_to = |kept: &[K], sentence: usize| kept.partition_point(|one| one.sentence() < sentence);
        let gone = up_to(kept, self.sentences.start)..up_to(kept, self.sentences.old_end);
        kept[gone.end..].iter_mut().for_each(|one| one.shift(self));
        kept.drain(gone);
        for stale in self.stale.iter().rev() {
            let old = up_to(kept, stale.start)..up_to(kept, stale.end);
            let mut new = Vec::new();
            stale.clone().for_each(|sentence| read(sentence, &mut new));
            kept.splice(old, new);
        }
    }

    /// The same change for what hangs on so many tokens around each sentence, too.
    pub(crate) fn widened(&self, prose: &Prose, reach: usize) -> Self {
        let sentences = &prose.sentences;
        let tokens_before =
            |sentence: usize| sentences.get(sentence).map_or(prose.words.len(), |it| it.tokens.start);
        let mut stale: Vec<Range<usize>> = Vec::with_capacity(self.stale.len());
        for Range { start, end } in self.stale.iter().cloned() {
            let (first, last) = (tokens_before(start).saturating_sub(reach), tokens_before(end) + reach);
            let start = sentences.partition_point(|sentence| sentence.tokens.end <= first);
            let end = sentences.partition_point(|sentence| sentence.tokens.start < last);
            match stale.last_mut().filter(|before| start <= before.end) {
                Some(before) => before.end = before.end.max(end),
                None => stale.push(start..end),
            }
        }
        Self { stale, ..self.clone() }
    }

    /// The same for what is kept of every sentence, in their order, and knows of no places.
    pub(crate) fn renew_each<T>(&self, kept: &mut Vec<T>, mut read: impl FnMut(usize) -> T) {
        let Edit { start, old_end, .. } = self.sentences;
        let new = self.sentences.anew();
        kept.splice(start..old_end, new.clone().map(&mut read));
        for sentence in self.stale.iter().filter(|stale| **stale != new).cloned().flatten() {
            kept[sentence] = read(sentence);
        }
    }
}

impl Prose {
    /// Turns what was read of one version of a document into what [`read`](Self::read) reads of another.
    pub(crate) fn read_again(&mut self, before: &Document, document: &Document, lexicon: &Lexicon) -> Change {
        let alike = Alike::of(before, document);
        let first = self.first_to_read(before, alike.first);
        let (new, last, next) = self.read_from(before, document, first, alike.last, lexicon);

        let blocks = Edit { start: first, old_end: last, new_end: next };
        let start = start_of(before, first);
        let bytes = Edit { start, old_end: start_of(before, last), new_end: start_of(document, next) };
        let (from, to) = (self.up_to(start, first), self.up_to(bytes.old_end, last));
        let edit = |start, old_end, new| Edit { start, old_end, new_end: start + new };
        let tokens = edit(from.words, to.words, new.words.len());
        let sentences = edit(from.sentences, to.sentences, new.sentences.len());
        let quotations = edit(from.quotations, to.quotations, new.quotations.len());

        for word in &mut self.words[tokens.old_end..] {
            word.span = bytes.moved_span(word.span);
        }
        for sentence in &mut self.sentences[sentences.old_end..] {
            sentence.span = bytes.moved_span(sentence.span);
            sentence.tokens = tokens.moved_range(&sentence.tokens);
            sentence.block = blocks.moved(sentence.block);
        }
        for quotation in &mut self.quotations[quotations.old_end..] {
            quotation.span = bytes.moved_span(quotation.span);
            for other in quotation.others() {
                *other = other.map(|index| quotations.moved(index));
            }
        }
        let old_words: Vec<Tagged> = self.words.splice(tokens.start..tokens.old_end, new.words).collect();
        let shifted =
            |range: Range<usize>, from: usize, to: usize| range.start - from + to..range.end - from + to;
        let new_sentences = new
            .sentences
            .into_iter()
            .map(|sentence| Sentence { tokens: shifted(sentence.tokens, 0, tokens.start), ..sentence });
        let old_sentences = self.sentences.splice(sentences.start..sentences.old_end, new_sentences);
        let old_sentences: Vec<Sentence> = old_sentences
            .map(|sentence| Sentence { tokens: shifted(sentence.tokens, tokens.start, 0), ..sentence })
            .collect();
        let new_quotations = new.quotations.into_iter().map(|mut quotation| {
            for other in quotation.others() {
                *other = other.map(|index| index + quotations.start);
            }
            quotation
        });
        self.quotations.splice(quotations.start..quotations.old_end, new_quotations);

        let retagged = tag::again::tag_again(
            &tag::again::Version { document: before, words: &old_words, sentences: &old_sentences },
            document,
            self,
            (tokens, sentences),
            lexicon,
        );
        let stale = self.stale(&retagged, sentences.anew());
        Change { bytes, tokens, sentences, stale }
    }

    /// The first block to be read anew, where those before the one at `differs` are alike: the one before that may run
    /// on into it, and a quotation that goes on is read from its beginning.
    fn first_to_read(&self, before: &Document, differs: usize) -> usize {
        let is_gone_on_from = |block: &Block| {
            block.role == Role::Quote
                || quotations_of(&self.quotations, block.span).any(|quotation| !quotation.closed)
        };
        let mut first = differs.saturating_sub(1);
        while first > 0 && is_gone_on_from(&before.blocks[first - 1]) {
            first -= 1;
        }
        first
    }

    /// Reads blocks of a document from the one at `first` on, to one of the last that are alike in the version before
    /// and do not go on with a quotation. Gives what they say, as if nothing stood before, and the index of this one in
    /// either version.
    fn read_from(
        &self,
        before: &Document,
        document: &Document,
        first: usize,
        alike: usize,
        lexicon: &Lexicon,
    ) -> (Self, usize, usize) {
        let mut new = Self::default();
        let mut blocks = Blocks::new(document, lexicon);
        let goes_on = |block: Block| {
            quotations_of(&self.quotations, block.span).any(|quotation| quotation.continues.is_some())
        };
        for next in first..document.blocks.len() {
            let left = document.blocks.len() - next;
            if left <= alike && blocks.is_at_rest() && !goes_on(before.blocks[before.blocks.len() - left]) {
                return (new, before.blocks.len() - left, next);
            }
            blocks.join(&Run::read(next..next + 1, document, lexicon), &mut new);
        }
        (new, before.blocks.len(), document.blocks.len())
    }

    /// How much there is before a block, which begins at the byte `start`.
    fn up_to(&self, start: usize, block: usize) -> Counts {
        let is_before = |span: Span| span.start() < start;
        Counts {
            words: self.words.partition_point(|word| is_before(word.span)),
            sentences: self.sentences.partition_point(|sentence| sentence.block < block),
            quotations: self.quotations.partition_point(|quotation| is_before(quotation.span)),
        }
    }

    /// The sentences that are to be read anew: new ones, and those of the blocks of some sentences that were kept.
    fn stale(&self, retagged: &[usize], new: Range<usize>) -> Vec<Range<usize>> {
        let mut stale: Vec<_> =
            retagged.iter().map(|sentence| self.sentences_of(self.sentences[*sentence].block)).collect();
        stale.push(new);
        stale.sort_by_key(|sentences| (sentences.start, sentences.end));
        stale.dedup();
        stale
    }
}

/// How much there is of everything in some prose.
struct Counts {
    words: usize,
    sentences: usize,
    quotations: usize,
}

impl Quotation {
    /// The other quotations that it knows.
    fn others(&mut self) -> [&mut Option<usize>; 3] {
        [&mut self.parent, &mut self.outermost, &mut self.continues]
    }
}

/// How many blocks two versions of a document begin with alike, and end with alike behind these.
struct Alike {
    first: usize,
    last: usize,
}

impl Alike {
    fn of(before: &Document, after: &Document) -> Self {
        // The byte before is compared too: a mark that opens a block is read with what it follows.
        let byte_before = |document: &Document, block: &Block| {
            block.span.start().checked_sub(1).map(|at| document.text.as_bytes()[at])
        };
        let is_alike = |(old, new): &(&Block, &Block)| {
            old.role == new.role
                && old.span.len() == new.span.len()
                && byte_before(before, old) == byte_before(after, new)
                && old.span.of(&before.text) == new.span.of(&after.text)
        };
        let both = before.blocks.iter().zip(&after.blocks);
        let first = both.take_while(|both| both.0.span == both.1.span && is_alike(both)).count();
        let left = before.blocks.len().min(after.blocks.len()) - first;
        let ends = before.blocks.iter().rev().zip(after.blocks.iter().rev()).take(left);
        let (old_end, new_end) = (end_of(before), end_of(after));
        let moves_along = |(old, new): &(&Block, &Block)| old_end - old.span.end() == new_end - new.span.end();
        Self { first, last: ends.take_while(|both| moves_along(both) && is_alike(both)).count() }
    }
}

/// Where the last block ends, in bytes.
fn end_of(document: &Document) -> usize {
    document.blocks.last().map_or(0, |block| block.span.end())
}

/// Where a block begins, or else the text ends, in bytes.
fn start_of(document: &Document, block: usize) -> usize {
    document.blocks.get(block).map_or(document.text.len(), |block| block.span.start())
}

/// The quotations that begin in a span.
fn quotations_of(quotations: &[Quotation], span: Span) -> impl Iterator<Item = &Quotation> {
    let first = quotations.partition_point(|quotation| quotation.span.start() < span.start());
    quotations[first..].iter().take_while(move |quotation| quotation.span.start() < span.end())
}
