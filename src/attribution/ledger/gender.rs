//! What the words say of somebody's gender.

use crate::{lexicon::Class, prose::Tagged};

/// A man, a woman, or not told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gender {
    #[default]
    Unknown,
    Masculine,
    Feminine,
}

impl Gender {
    pub(super) fn fits(self, other: Self) -> bool {
        self == Self::Unknown || other == Self::Unknown || self == other
    }

    /// The first of two that is known.
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }

    /// By pronouns, titles and nouns: "she", "Mr.", "spokeswoman". The last word that tells decides: "her husband".
    pub(super) fn of(words: &[Tagged]) -> Self {
        let tells = words.iter().rev().map(Self::of_word);
        tells.fold(Self::Unknown, Self::or)
    }

    fn of_word(word: &Tagged) -> Self {
        let has = |class| word.classes.has(class);
        match () {
            () if has(Class::MaleTitle) || has(Class::Masculine) => Self::Masculine,
            () if has(Class::FemaleTitle) || has(Class::Feminine) => Self::Feminine,
            () => Self::Unknown,
        }
    }

    /// By the given name that a name of two words or more begins with.
    pub(super) fn of_given(first: &Tagged) -> Self {
        let has = |class| first.classes.has(class);
        match (has(Class::MaleName), has(Class::FemaleName)) {
            (true, false) => Self::Masculine,
            (false, true) => Self::Feminine,
            _ => Self::Unknown,
        }
    }
}
