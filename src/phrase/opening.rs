//! What a match can begin with.

use super::{
    bits::{TagSet, WordBits},
    program::{Program, Test},
};
use crate::{
    flat::Flat,
    lexicon::ClassSet,
    prose::{Tag, Tagged, TokenKind},
};

/// What the first token of a match can be, roughly: what does not pass, no match begins with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Opening {
    words: WordBits,
    classes: ClassSet,
    tags: TagSet,
    mark: bool,
    any: bool,
}

impl Opening {
    /// That of a match whose first token passes one of some tests of a program.
    pub(super) fn of(program: &Program, tests: impl Iterator<Item = Test>) -> Self {
        let mut opening = Self::default();
        for test in tests {
            match test {
                Test::Word(words) => program.words(words).iter().for_each(|word| opening.words.insert(*word)),
                Test::Class(classes) => opening.classes = opening.classes.with(program.classes(classes)),
                Test::Tag(tags) => opening.tags = opening.tags.with(tags),
                Test::Large => opening.tags = opening.tags.with(Tag::Number.into()),
                Test::Mark(_) => opening.mark = true,
                Test::NotClass(_) | Test::Any => opening.any = true,
            }
        }
        opening
    }

    #[inline]
    pub(super) fn passes(&self, word: &Tagged) -> bool {
        self.any
            || self.words.may_have(word.word)
            || self.tags.has(word.tag)
            || self.classes.any(word.classes)
            || self.mark && word.kind != TokenKind::Word
    }
}

impl Flat for Opening {
    const SIZE: usize = WordBits::SIZE + ClassSet::SIZE + TagSet::SIZE + <[u8; 2]>::SIZE;

    #[inline]
    fn read(row: &[u8]) -> Self {
        let (words, row) = row.split_at(WordBits::SIZE);
        let (classes, row) = row.split_at(ClassSet::SIZE);
        let (tags, row) = row.split_at(TagSet::SIZE);
        let [mark, any] = <[u8; 2]>::read(row).map(|byte| byte != 0);
        let (words, classes, tags) = (WordBits::read(words), ClassSet::read(classes), TagSet::read(tags));
        Self { words, classes, tags, mark, any }
    }

    fn write(self, bytes: &mut Vec<u8>) {
        self.words.write(bytes);
        self.classes.write(bytes);
        self.tags.write(bytes);
        [self.mark, self.any].map(u8::from).write(bytes);
    }
}
