//! What a match can begin with.

use serde::{Deserialize, Serialize};

use super::{
    bits::{TagSet, WordBits},
    program::Test,
};
use crate::{
    lexicon::ClassSet,
    prose::{Tag, Tagged, TokenKind},
};

/// What the first token of a match can be, roughly: what does not pass, no match begins with.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Opening {
    words: WordBits,
    classes: ClassSet,
    tags: TagSet,
    mark: bool,
    any: bool,
}

impl Opening {
    /// That of a match whose first token passes one of some tests.
    pub(super) fn of<'a>(tests: impl Iterator<Item = &'a Test>) -> Self {
        let mut opening = Self::default();
        for test in tests {
            match test {
                Test::Word(words) => words.iter().for_each(|word| opening.words.insert(*word)),
                Test::Class(classes) => opening.classes = opening.classes.with(*classes),
                Test::Tag(tags) => opening.tags = opening.tags.with(*tags),
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
            || self.words.may_have(word.token.word)
            || self.tags.has(word.tag)
            || self.classes.any(word.classes)
            || self.mark && word.token.kind != TokenKind::Word
    }
}
