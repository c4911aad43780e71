//! What a cue takes where it stands before the cue: "a span that the city has rated unsafe", "which she calls Semaphore".
//!
//! In a relative clause the object is missing from its place after the verb: it is the noun before, which the clause
//! is about. So is the clause that a parenthesis with "as" takes up: ", as his ministry has maintained".

use std::ops::Range;

use super::{
    complement::{Complement, Taken},
    noun_phrase::{Clause, Phrase},
    sentence::SentenceReader,
};
use crate::{
    Span,
    lexicon::{Class, ClassSet},
    prose::Tag,
};

/// Verbs that take an object, alone.
const OBJECT: ClassSet = ClassSet::of(&[Class::FrameAny, Class::FrameObject]);

/// Verbs that take an object and what it is called or held to be.
const AS: ClassSet = ClassSet::of(&[Class::FrameAny, Class::FrameAs]);

/// Verbs that take a clause, whose subject can be what is missing.
const CLAUSE: ClassSet = ClassSet::of(&[Class::FrameAny, Class::FrameClause]);

/// An object that stands before the clause of its verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fronted {
    /// The chunks of the object.
    object: Range<usize>,
}

impl Clause<'_> {
    /// The object of a verb of these classes with this subject and complement, where it stands before them.
    pub(crate) fn fronted(&self, subject: &Phrase, taken: Complement, verb: ClassSet) -> Option<Fronted> {
        let opener = subject.chunks.start.checked_sub(1)?;
        let bare = taken.kind == Taken::Nothing;
        let clause = bare && self.is_finite_verb(taken.at);
        let called = match taken.kind {
            Taken::As => verb.any(AS),
            Taken::About => verb.any(AS) && self.head(taken.at).classes.has(Class::As),
            Taken::Object | Taken::Quotation => verb.has(Class::FrameAs) && !self.opens_definite(taken.at),
            _ => bare && verb.any(AS) && self.is(taken.at, Tag::Adjective),
        };
        let taken_up = self.is(opener, Tag::Subordinator) || self.is(opener, Tag::Preposition);
        if taken_up {
            let ends = matches!(taken.kind, Taken::Nothing | Taken::About) && !clause;
            let as_clause = ends && self.head(opener).classes.has(Class::As);
            let comma = opener.checked_sub(1).filter(|comma| self.is(*comma, Tag::Comma))?;
            return (as_clause && verb.any(CLAUSE) && comma > 0).then_some(Fronted { object: 0..comma });
        }
        if self.is(opener, Tag::Question) {
            let lacks = self.head(opener).classes.has(Class::ObjectQuestion);
            let fits = bare && verb.any(OBJECT) || called;
            return (lacks && fits).then_some(Fronted { object: opener..opener + 1 });
        }
        let fits = if clause { verb.any(CLAUSE) } else { bare && verb.any(OBJECT) || called };
        if !fits {
            return None;
        }
        let relative = self.is(opener, Tag::Relative) || self.is(opener, Tag::That);
        if relative {
            return self.antecedent(opener).map(|phrase| Fronted { object: phrase.chunks });
        }
        // "a figure aid workers regard as": a noun phrase right after another.
        let contact = self.is_noun(opener) && self.opens_subject(subject.chunks.start);
        contact.then(|| Fronted { object: self.phrase_ending_at(opener).chunks })
    }

    /// Whether the chunk at `at` speaks of something in particular, and so says of nothing what it is: "saw the tower".
    fn opens_definite(&self, at: usize) -> bool {
        let first = self.first(at);
        matches!(first.tag, Tag::Pronoun | Tag::Possessive)
            || first.tag == Tag::Determiner && !first.classes.has(Class::IndefiniteArticle)
    }

    /// Whether the noun chunk at `at` opens like a subject: with a pronoun, a determiner, a name.
    fn opens_subject(&self, at: usize) -> bool {
        matches!(self.first(at).tag, Tag::Pronoun | Tag::Determiner | Tag::Possessive | Tag::Name)
    }
}

impl SentenceReader<'_> {
    /// The content of a cue whose object is fronted: the object, and what is said of it.
    pub(crate) fn fronted_content(&self, fronted: &Fronted, taken: Complement) -> Vec<Span> {
        let clause = self.clause();
        let object = fronted.object.clone();
        let before = self.widened(clause.span(object.clone()), object);
        let said = taken.kind != Taken::Nothing || clause.is_finite_verb(taken.at);
        let after = if said { self.content_after(taken) } else { None };
        std::iter::once(before).chain(after).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::vouched;

    #[test]
    fn the_object_of_a_relative_clause_stands_before_it() {
        assert_eq!(
            vouched("It is a dam that the county has rated “unsafe”."),
            ["the county < has rated > a dam, “unsafe”"]
        );
        assert_eq!(
            vouched("The bus, which the mayor calls Daisy, broke down."),
            ["the mayor < calls > The bus, Daisy"]
        );
        assert_eq!(vouched("It was a fee the union denounced."), ["the union < denounced > a fee"]);
    }

    #[test]
    fn so_does_the_subject_of_a_clause_that_is_said() {
        assert_eq!(
            vouched("The rents, which the agency says have doubled, hurt."),
            ["the agency < says > The rents, have doubled"]
        );
    }

    #[test]
    fn as_takes_up_a_whole_clause() {
        assert_eq!(
            vouched("The roof was sound, as the ministry has maintained for years."),
            ["the ministry < has maintained > The roof was sound"]
        );
    }

    #[test]
    fn a_noun_before_a_clause_with_an_object_of_its_own_is_no_gap() {
        assert_eq!(vouched("The night the pilot saw the tower, it rained.").len(), 0);
        assert_eq!(
            vouched("The night that the union denounced the fee, it rained."),
            ["the union < denounced > the fee"]
        );
    }
}
