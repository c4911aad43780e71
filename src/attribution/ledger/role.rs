//! How somebody stands in the clause that speaks of them, as far as the words around show it.

use std::ops::Range;

use crate::prose::{Tag, Tagged};

/// How somebody stands in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Opens the sentence: what it is about.
    Theme,
    /// Stands where the subject of a clause stands.
    Subject,
    /// After a verb or preposition, or as an owner.
    Other,
}

/// How far back a phrase is followed, in words: further than any goes, and not to the start of a run without end.
const LONGEST: usize = 64;

impl Role {
    /// The role of a phrase, given by its tokens, in the sentence that begins at `floor`.
    pub(super) fn of(words: &[Tagged], phrase: &Range<usize>, floor: usize) -> Self {
        let belongs = |at: &usize| words[*at].tag.is_nominal() || words[*at].tag == Tag::Determiner;
        let length = (floor..phrase.start).rev().take(LONGEST).take_while(belongs).count();
        let start = phrase.start - length;
        let before = start.checked_sub(1).filter(|at| *at >= floor).map(|at| words[at].tag);
        let after = words.get(phrase.end).map(|next| next.tag);
        let governed = matches!(
            before,
            Some(
                Tag::Verb
                    | Tag::Participle
                    | Tag::Gerund
                    | Tag::Preposition
                    | Tag::Auxiliary
                    | Tag::Possessive
                    | Tag::To
            )
        );
        let opens = start == floor || start == floor + 1 && before == Some(Tag::Conjunction);
        match () {
            () if governed || after == Some(Tag::Possessive) => Self::Other,
            () if opens => Self::Theme,
            () => Self::Subject,
        }
    }
}
