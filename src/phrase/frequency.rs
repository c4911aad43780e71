//! How often a token of news passes a test, about. A pattern is entered by the rarest of what every match has in it.

use super::{
    bits::TagSet,
    program::{Program, Test},
};
use crate::{
    lexicon::{Class, ClassSet, Lexicon},
    prose::Tag,
};

/// How many tokens in a thousand of news are words of these classes, about.
const COMMON: &[(ClassSet, u32)] = &[
    (ClassSet::of(&[Class::Preposition, Class::Determiner, Class::Noun]), 120),
    (ClassSet::of(&[Class::Article, Class::NounPreposition, Class::Verb, Class::ThemePreposition]), 80),
    (ClassSet::of(&[Class::Auxiliary, Class::SubjectPronoun, Class::Adjective, Class::Adverb]), 40),
    (ClassSet::of(&[Class::Conjunction, Class::Of, Class::InfinitiveMarker, Class::Be, Class::Possessive]), 30),
    (ClassSet::of(&[Class::Subordinator, Class::Quantifier, Class::In, Class::Have, Class::NumberWord]), 20),
    (ClassSet::of(&[Class::QuestionWord, Class::Relative, Class::Modal, Class::Time, Class::CueSpeech]), 20),
];

/// The same of all words of a class that is not in the table, and of a word of grammar.
const CLASS: u32 = 6;
const SMALL_WORD: u32 = 8;

/// … and of any other word.
const WORD: u32 = 1;

/// … of numbers, of a part of speech, of a mark or symbol.
const NUMBER: u32 = 20;
const PART: u32 = 150;
const MARK: u32 = 100;

/// Classes of words of grammar, which are on every page.
const SMALL: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Determiner,
    Class::Auxiliary,
    Class::SubjectPronoun,
    Class::ObjectPronoun,
    Class::Conjunction,
    Class::InfinitiveMarker,
    Class::Subordinator,
    Class::Relative,
    Class::QuestionWord,
    Class::Quantifier,
    Class::Negation,
]);

impl Test {
    /// How many tokens in a thousand pass, about; none for a test that hardly any token fails.
    pub(super) fn frequency(self, program: &Program, lexicon: &Lexicon) -> Option<u32> {
        let of_class = |classes: ClassSet| {
            let common = COMMON.iter().filter(|(common, _)| common.any(classes)).map(|(_, often)| *often);
            common.max().unwrap_or(CLASS)
        };
        match self {
            Self::Word(words) => {
                let often = |word| if lexicon.classes(word).any(SMALL) { SMALL_WORD } else { WORD };
                Some(program.words(words).iter().copied().map(often).sum())
            }
            Self::Class(classes) => Some(of_class(program.classes(classes))),
            Self::Tag(tags) if tags == TagSet::from(Tag::Number) => Some(NUMBER),
            Self::Large => Some(NUMBER),
            Self::Tag(_) => Some(PART),
            Self::Mark(_) => Some(MARK),
            Self::NotClass(_) | Self::Any => None,
        }
    }
}
