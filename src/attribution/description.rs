//! What a story says of a source it does not name: whose body it is, how it knows, why it is not named.

use std::ops::Range;

use super::{Count, found::SourcePhrase, kind::Reading};
use crate::{
    Span,
    lexicon::{Class, ClassSet, Forms},
    prose::{Tag, Tagged, TokenKind},
};

/// What is known of a source besides its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Description {
    pub(crate) body: Option<Span>,
    pub(crate) affiliation: Option<Span>,
    pub(crate) basis: Option<Span>,
    pub(crate) reason: Option<Span>,
}

impl Description {
    /// Keeps what was known first, and adds what is new.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.body = self.body.or(other.body);
        self.affiliation = self.affiliation.or(other.affiliation);
        self.basis = self.basis.or(other.basis);
        self.reason = self.reason.or(other.reason);
    }
}

/// What the source phrase itself says.
pub(crate) fn read(words: &[Tagged], phrase: &SourcePhrase, reading: &Reading) -> Description {
    Description {
        body: body(words, phrase, reading),
        affiliation: affiliation(words, phrase, reading),
        basis: basis(words, phrase),
        reason: reason(words, phrase.tokens.clone()),
    }
}

/// What the rest of a sentence says of a source that speaks in it: only the reason speaks of nobody else.
pub(crate) fn in_sentence(words: &[Tagged], tokens: Range<usize>) -> Description {
    Description { reason: reason(words, tokens), ..Description::default() }
}

/// How many people they are.
pub(crate) fn count(text: &str, words: &[Tagged], phrase: &SourcePhrase, reading: &Reading) -> Count {
    let number = words[phrase.core.clone()].iter().find(|word| word.tag == Tag::Number);
    match number.map(|word| word.span.of(text).to_lowercase()) {
        Some(number) => number_of(&number)
            .map_or(Count::Plural, |number| if number == 1 { Count::One } else { Count::Number(number) }),
        None if reading.plural => Count::Plural,
        None => Count::One,
    }
}

fn number_of(word: &str) -> Option<u32> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    WORDS
        .iter()
        .position(|known| *known == word)
        .map(|index| index as u32)
        .or_else(|| word.replace(',', "").parse().ok())
}

/// A named institution, place or person that the source belongs to: "a *Treasury* official", "an aide to *Ruiz*".
fn body(words: &[Tagged], phrase: &SourcePhrase, reading: &Reading) -> Option<Span> {
    let bare = words[reading.head.end - 1].classes.has(Class::UnnamedHead);
    let belongs = |at: &usize| {
        let word = words[*at];
        let kind_only = word.classes.has(Class::GenericBody);
        // "Sources in Venezuela": where they are, not whose.
        let place = word.classes.has(Class::Place) && words[at.saturating_sub(1)].classes.has(Class::In);
        word.tag == Tag::Name && !word.classes.has(Class::Time) && !(bare && place)
            // "an official at the bank" has a body; "a council source" has only a sort of body.
            || word.classes.has(Class::OrgHead) && !kind_only && *at > reading.head.start
            || word.classes.has(Class::Nationality) && word.tag == Tag::Name
    };
    let near = phrase.tokens.clone().take_while(|at| !matches!(words[*at].tag, Tag::Comma | Tag::Relative));
    let at = near.into_iter().filter(|at| !reading.head.contains(at)).find(belongs)?;
    let last = (at..phrase.tokens.end).take_while(|at| words[*at].tag == Tag::Name).last().unwrap_or(at);
    Some(words[at].span.join(words[last].span))
}

/// A body of whatever sort, named or not: "top *government* sources".
fn affiliation(words: &[Tagged], phrase: &SourcePhrase, reading: &Reading) -> Option<Span> {
    let belongs = |at: &usize| {
        let classes = words[*at].classes;
        !reading.head.contains(at) && classes.any(ClassSet::of(&[Class::GenericBody, Class::OrgHead]))
    };
    let generic = phrase.core.clone().find(belongs).map(|at| words[at].span);
    body(words, phrase, reading).or(generic)
}

/// Words that say how somebody knows: "familiar with", "briefed on", "who attended".
pub(super) fn basis(words: &[Tagged], phrase: &SourcePhrase) -> Option<Span> {
    let tokens = phrase.tokens.clone();
    let at = tokens.clone().find(|at| {
        let word = words[*at];
        let relative = *at > phrase.core.start && words[*at - 1].tag == Tag::Relative;
        word.classes.has(Class::BasisWord)
            || relative
                && matches!(word.tag, Tag::Verb | Tag::Participle)
                && word.forms.any(Forms::PAST.with(Forms::THIRD).with(Forms::BASE))
                && !word.classes.any(NO_BASIS)
    })?;
    let end = (at..tokens.end).take_while(|at| words[*at].tag != Tag::Comma).last().unwrap_or(at);
    Some(words[at].span.join(words[end].span))
}

/// Verbs after "who" that say nothing of how the source knows.
const NO_BASIS: ClassSet = ClassSet::of(&[Class::CueSpeech, Class::CueMental]);

/// Why a source is not named: what follows "anonymity", "named" or "identified" and gives a ground; or that the
/// source was not allowed to speak.
fn reason(words: &[Tagged], tokens: Range<usize>) -> Option<Span> {
    let asked = tokens.clone().find(|at| words[*at].classes.has(Class::AnonymityWord));
    let ground = match asked {
        Some(asked) => {
            purpose(words, asked, tokens.end).or_else(|| (asked..tokens.end).find(|at| is_ground(words, *at)))
        }
        None => tokens
            .clone()
            .find(|at| words[*at].classes.has(Class::PermissionWord) && negated(words, *at, tokens.start)),
    }?;
    let end = (ground..tokens.end)
        .take_while(|at| !matches!(words[*at].kind, TokenKind::Comma | TokenKind::Stop))
        .last()?;
    Some(words[ground].span.join(words[end].span))
}

/// What anonymity is for: "on condition of anonymity *to* discuss a private meeting".
fn purpose(words: &[Tagged], asked: usize, end: usize) -> Option<usize> {
    let noun = matches!(words[asked].tag, Tag::Noun | Tag::Adverb);
    let to = (asked + 1..end.min(asked + 4)).find(|at| words[*at].tag == Tag::To)?;
    let between = &words[asked + 1..to];
    (noun
        && between.iter().all(|word| {
            word.classes.any(ClassSet::of(&[Class::In, Class::Subordinator])) || word.tag == Tag::Noun
        }))
    .then_some(to)
}

/// "because", "citing"; "as" only where it opens a clause: "as she was not allowed to speak".
fn is_ground(words: &[Tagged], at: usize) -> bool {
    let classes = words[at].classes;
    let clause = words.get(at + 1).is_some_and(|next| next.classes.has(Class::SubjectPronoun));
    classes.has(Class::ReasonWord) && (!classes.has(Class::As) || clause)
}

fn negated(words: &[Tagged], at: usize, floor: usize) -> bool {
    words[at.saturating_sub(3).max(floor)..at].iter().any(|word| word.classes.has(Class::Negation))
}
