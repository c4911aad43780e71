//! By what tokens which patterns are entered: a pattern is tried only where one of its rarest words is.

use serde::{Deserialize, Serialize};

use super::{
    bits::TagSet,
    program::{Program, Rows, Test},
};
use crate::{
    flat::Table,
    lexicon::{ClassId, ClassSet, WordId},
    prose::{Tag, Tagged, TokenKind},
};

/// Patterns, by their index, by what they are entered by.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Entries {
    by_word: ByWord,
    /// All classes that patterns are entered by.
    classes: ClassSet,
    /// By class, in the order of `classes`: rows of `of_classes`.
    by_class: Table<Rows>,
    of_classes: Table<u32>,
    /// All parts of speech of `by_tag`.
    tags: TagSet,
    by_tag: Table<(TagSet, u32)>,
    /// Patterns entered by a mark, by the first byte of how it is written.
    by_mark: Table<(u8, u32)>,
    /// Patterns that anything can be part of.
    anywhere: Table<u32>,
}

/// Patterns by word. The words are in a few blocks, by their number; a block has a bit for what each of them can be, so
/// that most words, which are not among them, cost a look at one bit.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct ByWord {
    /// As many as some power of two.
    blocks: Table<(u64, Rows)>,
    patterns: Table<(WordId, u32)>,
}

/// So many words share a block, about.
const CROWD: usize = 8;

impl Entries {
    pub(super) fn of(program: &Program) -> Self {
        let mut entries = Self::default();
        let (mut by_word, mut by_class) = (Vec::new(), Vec::new());
        for (pattern, index) in program.patterns().zip(0..) {
            let mut is_entered = false;
            for test in pattern.entry_tests() {
                is_entered = true;
                match test {
                    Test::Word(words) => by_word.extend(program.words(words).iter().map(|word| (*word, index))),
                    Test::Class(classes) => {
                        by_class.extend(program.classes(classes).iter().map(|class| (class, index)));
                    }
                    Test::Tag(tags) => entries.enter_by(tags, index),
                    Test::Large => entries.enter_by(Tag::Number.into(), index),
                    Test::Mark(mark) => {
                        entries.by_mark.extend(program.mark(mark).first().map(|first| (*first, index)));
                    }
                    Test::NotClass(_) | Test::Any => entries.anywhere.extend([index]),
                }
            }
            if !is_entered {
                entries.anywhere.push(index);
            }
        }
        entries.by_word = ByWord::of(by_word);
        entries.enter_by_classes(by_class);
        entries
    }

    fn enter_by(&mut self, tags: TagSet, pattern: u32) {
        self.tags = self.tags.with(tags);
        self.by_tag.push((tags, pattern));
    }

    fn enter_by_classes(&mut self, mut entered: Vec<(ClassId, u32)>) {
        entered.sort_unstable();
        for of_class in entered.chunk_by(|(one, _), (other, _)| one == other) {
            self.classes.insert(of_class[0].0);
            let rows = Rows::added(&mut self.of_classes, of_class.iter().map(|(_, pattern)| *pattern));
            self.by_class.push(rows);
        }
    }

    /// The patterns that are entered by one of some tokens, each with that token, in order. `text` is the document's, `at`
    /// the index of the first token.
    pub(super) fn entered(&self, text: &str, words: &[Tagged], at: usize, entered: &mut Vec<Entered>) {
        entered.clear();
        let words = || words.iter().zip(at as u32..);
        let blocks = self.by_word.blocks.rows();
        if !blocks.is_empty() {
            let patterns = self.by_word.patterns.rows();
            for (word, at) in words() {
                let (bits, rows) = blocks[block(word.word, blocks.len())];
                if bits & bit(word.word) != 0 {
                    let in_block = patterns.get(rows.range()).unwrap_or_default();
                    let by_word = in_block.iter().filter(|(known, _)| *known == word.word);
                    entered.extend(by_word.map(|(_, pattern)| Entered::new(*pattern, at)));
                }
            }
        }
        if !self.classes.is_empty() {
            let (by_class, of_classes) = (self.by_class.rows(), self.of_classes.rows());
            for (word, at) in words().filter(|(word, _)| self.classes.any(word.classes)) {
                self.classes.for_each_common(word.classes, |class| {
                    let rows = by_class.get(self.classes.rank(class)).copied().unwrap_or_default();
                    let patterns = of_classes.get(rows.range()).unwrap_or_default();
                    entered.extend(patterns.iter().map(|pattern| Entered::new(*pattern, at)));
                });
            }
        }
        if !self.by_tag.is_empty() {
            for (word, at) in words().filter(|(word, _)| self.tags.has(word.tag)) {
                let by_tag = self.by_tag.rows().iter().filter(|(tags, _)| tags.has(word.tag));
                entered.extend(by_tag.map(|(_, pattern)| Entered::new(*pattern, at)));
            }
        }
        if !self.by_mark.is_empty() {
            for (word, at) in words().filter(|(word, _)| word.kind != TokenKind::Word) {
                let first = text.as_bytes()[word.span.start()];
                let by_mark = self.by_mark.rows().iter().filter(|(byte, _)| *byte == first);
                entered.extend(by_mark.map(|(_, pattern)| Entered::new(*pattern, at)));
            }
        }
        if !self.anywhere.is_empty() {
            for (_, at) in words() {
                entered.extend(self.anywhere.rows().iter().map(|pattern| Entered::new(*pattern, at)));
            }
        }
        if entered.len() > 1 {
            entered.sort_unstable();
        }
    }
}

/// A pattern and a token that it is entered by, in one number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entered(u64);

impl Entered {
    #[inline]
    fn new(pattern: u32, token: u32) -> Self {
        Self(u64::from(pattern) << 32 | u64::from(token))
    }

    #[inline]
    pub(super) fn pattern(self) -> usize {
        (self.0 >> 32) as usize
    }

    #[inline]
    pub(super) fn token(self) -> usize {
        self.0 as u32 as usize
    }
}

impl ByWord {
    fn of(mut entered: Vec<(WordId, u32)>) -> Self {
        if entered.is_empty() {
            return Self::default();
        }
        let count = (entered.len() / CROWD).next_power_of_two();
        entered.sort_unstable_by_key(|(word, pattern)| (block(*word, count), *word, *pattern));
        let mut by_word = Self::default();
        let mut rest = &entered[..];
        for index in 0..count {
            let here = rest.partition_point(|(word, _)| block(*word, count) == index);
            let (in_block, after) = rest.split_at(here);
            let bits = in_block.iter().fold(0, |bits, (word, _)| bits | bit(*word));
            let rows = Rows::added(&mut by_word.patterns, in_block.iter().copied());
            by_word.blocks.push((bits, rows));
            rest = after;
        }
        by_word
    }
}

/// The block of a word, of so many.
#[inline]
fn block(word: WordId, count: usize) -> usize {
    (word.index() / 64) & count.wrapping_sub(1)
}

/// The bit of a word in its block.
#[inline]
fn bit(word: WordId) -> u64 {
    1 << (word.index() % 64)
}
