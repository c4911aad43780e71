//! What a reader learns of who a source is, from its noun phrase alone.

use std::ops::Range;

use super::{SourceKind, description, found::SourcePhrase, name};
use crate::{
    lexicon::{Class, ClassSet, Forms},
    prose::{Tag, Tagged, TokenKind},
};

/// What the noun phrase says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) kind: SourceKind,
    /// The head noun or the name, in tokens.
    pub(crate) head: Range<usize>,
    pub(crate) plural: bool,
    /// Opened by "the", "that", "his": somebody already spoken of, perhaps.
    pub(crate) definite: bool,
}

/// Nouns for people.
pub(super) const PEOPLE: ClassSet = ClassSet::of(&[
    Class::UnnamedHead,
    Class::VeiledRole,
    Class::Office,
    Class::VagueHead,
    Class::GroupHead,
    Class::PersonNoun,
]);

/// Reads a source phrase.
pub(crate) fn read(words: &[Tagged], phrase: &SourcePhrase) -> Reading {
    let core = trimmed(words, phrase.core.clone());
    let Some(head) = head_of(words, &core) else {
        return Reading { kind: SourceKind::Pronoun, head: core, plural: false, definite: false };
    };
    let first = &words[core.start];
    let definite = matches!(first.tag, Tag::Determiner | Tag::Possessive)
        && !first.classes.has(Class::Quantifier)
        && !first.classes.has(Class::IndefiniteArticle)
        || first.classes.has(Class::Both);
    let plural = words[head].forms.any(Forms::PLURAL) || words[head].classes.has(Class::PluralPronoun);
    if let Some(name) = name::beside(words, &core, head, phrase) {
        return Reading { kind: SourceKind::Named, head: name, plural: false, definite: false };
    }
    if is_share(words, &core, head) {
        return Reading { kind: SourceKind::Group, head: head..head + 1, plural: true, definite: false };
    }
    if bears_name_of_body(words, &core, head, phrase) {
        return Reading { kind: SourceKind::Org, head: head..head + 1, plural, definite };
    }
    if let Some(members) = members(words, head, phrase) {
        return of_members(words, head, members, phrase);
    }
    let (head, kind) = if words[head].tag == Tag::Name {
        let name = name::run(words, &core, head);
        let kind = name::kind(words, &core, &name);
        (name, kind)
    } else {
        (head..head + 1, Noun::of(words, &core, head, phrase).kind())
    };
    Reading { kind, head, plural, definite }
}

/// The head noun, name or pronoun: the last in the phrase. "Sources close to" ends with an adjective, "the accused"
/// is nothing but one; in "the report Tuesday" a day stands last.
fn head_of(words: &[Tagged], core: &Range<usize>) -> Option<usize> {
    let last = |is_head: &dyn Fn(&Tagged) -> bool| core.clone().rev().find(|at| is_head(&words[*at]));
    let carries =
        |word: &Tagged| matches!(word.tag, Tag::Name | Tag::Noun | Tag::Number) || is_pronoun(word.tag);
    // "an executive familiar", "those close": before what says how they know.
    let tells = |at: usize| words[at].classes.any(ClassSet::of(&[Class::BasisWord, Class::ClosenessWord]));
    let known = core
        .clone()
        .rev()
        .skip(1)
        .find(|at| tells(at + 1) && words[*at].classes.any(PEOPLE.with(Class::CrowdPronoun.into())));
    // "An official" can be tagged as the adjective that it is elsewhere.
    let person = core.clone().next_back().filter(|at| words[*at].classes.any(PEOPLE));
    known
        .or(person)
        .or_else(|| last(&|word| carries(word) && !word.classes.has(Class::Time)))
        .or_else(|| last(&carries))
        .or_else(|| last(&|word| word.tag.is_nominal()))
}

fn is_pronoun(tag: Tag) -> bool {
    matches!(tag, Tag::Pronoun | Tag::Possessive)
}

/// Without a possessive ending or mark at its end.
fn trimmed(words: &[Tagged], mut core: Range<usize>) -> Range<usize> {
    while core.len() > 1 && matches!(words[core.end - 1].kind, TokenKind::Clitic | TokenKind::CloseQuote) {
        core.end -= 1;
    }
    core
}

/// A share of those asked in a poll: "40 percent of voters", "six in 10 drivers".
fn is_share(words: &[Tagged], core: &Range<usize>, head: usize) -> bool {
    let percent = |at: usize| {
        words[at].classes.has(Class::ShareNoun)
            || words[at].tag == Tag::Number && words.get(at + 1).is_some_and(|next| next.tag == Tag::Symbol)
    };
    let number = |at: usize| words[at].tag == Tag::Number;
    let of_ten = core.start >= 2
        && words[core.start].tag == Tag::Number
        && words[core.start - 1].classes.any(ClassSet::of(&[Class::In, Class::Of]))
        && (number(core.start - 2) || core.start >= 3 && number(core.start - 3));
    percent(head) || of_ten
}

/// "The owners, Cole & Sons,": people who go by the name of a company.
fn bears_name_of_body(words: &[Tagged], core: &Range<usize>, head: usize, phrase: &SourcePhrase) -> bool {
    let opened =
        words[head].classes.any(PEOPLE) && words.get(core.end).is_some_and(|next| next.tag == Tag::Comma);
    let name = (core.end + 1..phrase.tokens.end.min(words.len()))
        .take_while(|at| matches!(words[*at].tag, Tag::Name | Tag::Symbol))
        .filter(|at| words[*at].tag == Tag::Symbol || words[*at].classes.has(Class::OrgWord));
    opened && core.end < phrase.tokens.end && name.count() > 0
}

/// Those who are meant by "one of the aides", "a group of doctors": the phrase after "of".
fn members(words: &[Tagged], head: usize, phrase: &SourcePhrase) -> Option<Range<usize>> {
    let of = head + 1;
    let quantity = words[head].classes.has(Class::QuantityNoun) || words[head].tag == Tag::Number;
    if !quantity || of + 1 >= phrase.tokens.end || !words[of].classes.has(Class::Of) {
        return None;
    }
    let end = (of + 1..phrase.tokens.end)
        .find(|at| {
            !words[*at].tag.is_nominal()
                && !matches!(words[*at].tag, Tag::Determiner | Tag::Possessive | Tag::Pronoun)
        })
        .unwrap_or(phrase.tokens.end);
    (end > of + 1).then_some(of + 1..end)
}

/// The reading of some members of a body or class.
fn of_members(words: &[Tagged], head: usize, members: Range<usize>, phrase: &SourcePhrase) -> Reading {
    let counted = words[head].classes.has(Class::NumberWord) || words[head].tag == Tag::Number;
    let band = words[head].classes.has(Class::BandNoun) && words[head].forms.any(Forms::SINGULAR);
    let several = !counted && !words[head].classes.has(Class::IndefiniteArticle);
    let inner = read(words, &SourcePhrase { core: members.clone(), tokens: members.start..phrase.tokens.end });
    let kind = match inner.kind {
        SourceKind::Named if inner.head.start > members.end => SourceKind::Named, // "one of them, Ana Ruiz"
        SourceKind::Pronoun if several && !band => SourceKind::Pronoun,
        SourceKind::Org if several && inner.plural => SourceKind::Vague,
        SourceKind::Named | SourceKind::Org | SourceKind::Office | SourceKind::Pronoun => SourceKind::Anonymous,
        SourceKind::Group if several && !band => SourceKind::Vague,
        SourceKind::Group | SourceKind::Vague if !several || band => SourceKind::Anonymous,
        other => other,
    };
    let one = words[head].classes.has(Class::IndefiniteArticle);
    Reading { kind, plural: !one, definite: false, ..inner }
}

/// A common noun with what stands around it.
struct Noun<'a> {
    words: &'a [Tagged],
    core: &'a Range<usize>,
    head: usize,
    phrase: &'a SourcePhrase,
}

impl<'a> Noun<'a> {
    fn of(words: &'a [Tagged], core: &'a Range<usize>, head: usize, phrase: &'a SourcePhrase) -> Self {
        Self { words, core, head, phrase }
    }

    fn has(&self, class: Class) -> bool {
        self.words[self.head].classes.has(class)
    }

    fn is_plural(&self) -> bool {
        let forms = self.words[self.head].forms;
        forms.any(Forms::PLURAL) && !forms.any(Forms::SINGULAR)
    }

    fn opens_with(&self, class: Class) -> bool {
        self.words[self.core.start].classes.has(class) && self.core.start < self.head
    }

    /// "Some", "many", "other"; "both" takes up two who are known.
    fn is_quantified(&self) -> bool {
        self.opens_with(Class::Quantifier) && !self.opens_with(Class::Both) && self.is_plural()
    }

    fn is_counted(&self) -> bool {
        self.core.clone().any(|at| self.words[at].tag == Tag::Number)
    }

    /// Whether the phrase says whose it is: "his", "Ruiz’s", "the Ruiz".
    fn is_owned(&self) -> bool {
        (self.core.start..self.head).any(|at| self.words[at].tag == Tag::Possessive) || self.has_name()
    }

    /// Whether a name, other than a nationality or party, stands before the head.
    fn has_name(&self) -> bool {
        let is_name = |word: &Tagged| word.tag == Tag::Name && !word.classes.has(Class::Nationality);
        self.words[self.core.start..self.head].iter().any(is_name)
    }

    /// Whether a phrase hangs on the noun: "for the family".
    fn has_phrase(&self) -> bool {
        let after = self.head + 1;
        after < self.phrase.tokens.end && self.words[after].classes.has(Class::NounPreposition)
    }

    /// "Many of" his supporters, where only those are the phrase.
    fn is_part(&self) -> bool {
        let before = |back: usize| self.core.start.checked_sub(back).map(|at| self.words[at].classes);
        before(1).is_some_and(|of| of.has(Class::Of))
            && before(2).is_some_and(|many| many.has(Class::QuantityNoun))
    }

    /// "Economists at Wexley University".
    fn is_of_named_body(&self) -> bool {
        let place = ClassSet::of(&[Class::Place, Class::PlaceOpener, Class::Nationality, Class::Time]);
        let mut hung = self.head + 2..self.phrase.tokens.end;
        self.has_phrase()
            && !self.words[self.head + 1].classes.any(Class::PlacePreposition.into())
            && hung
                .next()
                .is_some_and(|at| self.words[at].tag == Tag::Name && !self.words[at].classes.any(place))
    }

    /// "Figures show", "official figures"; not "senior figures in the party".
    fn is_data(&self) -> bool {
        let rank = ClassSet::of(&[Class::GenericBody, Class::FigureRank]);
        self.has(Class::DocumentHead)
            && self.is_plural()
            && !self.is_quantified()
            && !self.words[self.core.start..self.head].iter().any(|word| word.classes.any(rank))
    }

    /// Whether the phrase says how these people know, or whom they are close to.
    fn tells_basis(&self) -> bool {
        let after = self.words.get(self.phrase.tokens.end).filter(|_| self.phrase.tokens.end == self.head + 1);
        let tells = ClassSet::of(&[Class::BasisWord, Class::ClosenessWord]);
        description::basis(self.words, self.phrase).is_some()
            || after.is_some_and(|word| word.tag != Tag::Verb && word.classes.any(tells))
            || self.phrase.tokens.clone().any(|at| self.words[at].classes.has(Class::AnonymityWord))
            || (self.head + 1..self.phrase.tokens.end)
                .any(|at| self.words[at].classes.has(Class::ClosenessWord))
    }

    fn kind(&self) -> SourceKind {
        let word = &self.words[self.head];
        if is_pronoun(word.tag) {
            return SourceKind::Pronoun;
        }
        let person = word.classes.any(PEOPLE);
        if self.has(Class::UnnamedHead) {
            return SourceKind::Anonymous;
        }
        if person && !self.is_plural() && self.opens_with(Class::Distributive) {
            return SourceKind::Vague; // "any voter", "no official"
        }
        if self.is_data() {
            return SourceKind::Document;
        }
        self.body()
            .or_else(|| self.veiled())
            .or_else(|| self.office())
            .or_else(|| self.people())
            .or_else(|| self.thing())
            .unwrap_or(SourceKind::None)
    }

    /// A noun that is for an institution whatever else it can be: "police", "the union".
    fn body(&self) -> Option<SourceKind> {
        if self.has(Class::PluralBody) && !self.is_quantified() && !self.is_counted() {
            return Some(SourceKind::Org);
        }
        if self.has(Class::Collective) && !self.is_plural() {
            let owned = self.is_owned() && self.has(Class::PersonNoun);
            return Some(if owned { SourceKind::Office } else { SourceKind::Group });
        }
        None
    }

    /// "Officials", "one aide"; not "researchers", nor "workers", whom nobody would call.
    fn veiled(&self) -> Option<SourceKind> {
        let owned = self.is_owned();
        let crowd = self.is_plural()
            && (self.has(Class::VagueHead) && !self.is_counted() && !owned || self.has(Class::GroupHead));
        let speaks = self.has(Class::SpokesRole) && (!self.is_plural() || owned || self.has_phrase());
        (self.has(Class::VeiledRole) && !crowd && !speaks).then_some(SourceKind::Anonymous)
    }

    /// One person by role: "the governor", "a spokesman", "his lawyers", "the candidate’s doctor".
    fn office(&self) -> Option<SourceKind> {
        let spokes = self.has(Class::SpokesRole);
        let told = self.is_owned() || self.has_phrase();
        if spokes && (!self.has(Class::ManyHeld) && !self.is_plural() || told) {
            return Some(SourceKind::Office);
        }
        if self.is_plural() {
            return None;
        }
        let indefinite = self.opens_with(Class::IndefiniteArticle);
        let one_of_many = indefinite && (self.has(Class::ManyHeld) || self.has(Class::PersonNoun));
        let office = self.has(Class::Office) && (!one_of_many || self.is_owned());
        let relation = self.has(Class::PersonNoun) && !indefinite && self.is_owned();
        (office || relation).then_some(SourceKind::Office)
    }

    /// A class of people, all of it, some of it or one.
    fn people(&self) -> Option<SourceKind> {
        let (plural, counted, quantified) = (self.is_plural(), self.is_counted(), self.is_quantified());
        if self.has(Class::VagueHead) {
            return Some(match () {
                () if counted || !plural => SourceKind::Anonymous,
                () if self.has_name() && !quantified => SourceKind::Group,
                () if self.is_owned() && !quantified && !self.is_part() && self.has(Class::GroupHead) => {
                    SourceKind::Group
                } // "their supporters"
                () if !quantified && self.is_of_named_body() => SourceKind::Group,
                () => SourceKind::Vague,
            });
        }
        if self.has(Class::GroupHead) || self.has(Class::PersonNoun) || self.has(Class::Office) {
            let people = self.has(Class::CrowdPronoun);
            let known = self.has(Class::Office) && self.opens_with(Class::Article);
            let bare = self.core.len() == 1 && self.has(Class::Adjective);
            let taken_up = self.opens_with(Class::Article) && !self.opens_with(Class::IndefiniteArticle);
            return Some(match () {
                () if plural && counted && (known || self.has(Class::GroupHead) && self.has(Class::Office)) => {
                    SourceKind::Group
                }
                () if !plural && bare => SourceKind::None, // "local terms", torn apart
                () if !plural && !counted && taken_up && !self.has(Class::VeiledRole) => SourceKind::Office,
                () if counted || !plural => SourceKind::Anonymous,
                () if people && self.tells_basis() => SourceKind::Anonymous,
                () if quantified || people => SourceKind::Vague,
                () => SourceKind::Group,
            });
        }
        if self.has(Class::CrowdPronoun) {
            let next = |ahead: usize| self.words.get(self.head + ahead);
            let share = next(1).is_some_and(|word| word.classes.has(Class::In))
                && next(2).is_some_and(|word| word.tag == Tag::Number);
            if share {
                return Some(SourceKind::Group); // "one in five"
            }
            // "One said": of those before.
            if self.core.len() == 1 && (self.has(Class::NumberWord) || self.has(Class::IndefiniteArticle)) {
                return Some(SourceKind::Anonymous);
            }
            return Some(if self.tells_basis() { SourceKind::Anonymous } else { SourceKind::Vague });
        }
        None
    }

    /// An institution, a document, or a thing that tells nobody anything: "this move signals".
    fn thing(&self) -> Option<SourceKind> {
        let word = &self.words[self.head];
        let plural = self.is_plural();
        if self.has(Class::MediaHead) {
            return Some(SourceKind::Vague);
        }
        if self.has(Class::DocumentHead) || self.has(Class::CueNoun) || self.has(Class::EvidenceNoun) {
            return Some(SourceKind::Document);
        }
        if self.has(Class::OrgHead) {
            let opened = matches!(self.words[self.core.start].tag, Tag::Determiner | Tag::Possessive);
            return Some(match () {
                () if self.is_quantified() => SourceKind::Vague,
                () if plural && (!opened || self.has(Class::GenericBody)) => SourceKind::Group,
                () => SourceKind::Org,
            });
        }
        if word.tag == Tag::Number && !plural {
            return Some(SourceKind::Anonymous);
        }
        (word.tag == Tag::Number && plural).then_some(SourceKind::Group)
    }
}
