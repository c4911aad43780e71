//! What every match of a pattern has in it. Where that is not in a run of tokens, the pattern need not be tried there.

use super::{
    bits::{TagSet, WordBits},
    program::{Program, Test},
};
use crate::{
    lexicon::ClassSet,
    prose::{Tag, Tagged},
};

/// One thing that every match has in it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Need {
    /// One of some words.
    Words(WordBits),
    /// A word of one of some classes.
    Classes(ClassSet),
    /// A number.
    Number,
}

/// What is in a run of tokens, roughly.
#[derive(Default)]
pub(super) struct Content {
    words: WordBits,
    classes: ClassSet,
    number: bool,
}

impl Need {
    /// That of a match of which a token passes a test of a program.
    pub(super) fn of(test: Test, program: &Program) -> Option<Self> {
        match test {
            Test::Word(words) => {
                let mut bits = WordBits::default();
                program.words(words).iter().for_each(|word| bits.insert(*word));
                Some(Self::Words(bits))
            }
            Test::Class(classes) => Some(Self::Classes(program.classes(classes))),
            Test::Large => Some(Self::Number),
            Test::Tag(tags) if tags == TagSet::from(Tag::Number) => Some(Self::Number),
            _ => None,
        }
    }

    #[inline]
    pub(super) fn is_met(&self, content: &Content) -> bool {
        match self {
            Self::Words(words) => words.any(&content.words),
            Self::Classes(classes) => classes.any(content.classes),
            Self::Number => content.number,
        }
    }
}

impl Content {
    pub(super) fn of(words: &[Tagged]) -> Self {
        let mut content = Self::default();
        for word in words {
            content.words.insert(word.word);
            content.classes = content.classes.with(word.classes);
            content.number |= word.tag == Tag::Number;
        }
        content
    }
}
