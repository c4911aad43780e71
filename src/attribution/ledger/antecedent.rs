//! Whom a pronoun stands for: the person, body or group that is most in the reader's mind where it stands.
//!
//! Everybody who could be meant weighs by how they were spoken of (cited, subject, anything else) and how long ago.
//! Where two weigh about the same, nothing is guessed.

use std::cmp::Reverse;

use super::{gender::Gender, noun::Noun, person::People, role::Role};
use crate::{
    Span,
    attribution::{SourceKind, kind::Reading},
    lexicon::Class,
    prose::{
        Prose,
        again::{Change, Kept},
    },
};

/// How many sentences back somebody is still in mind.
const REACH: usize = 4;

/// How many mentions back are weighed. Keeps the reading of a sentence of any length linear.
const MENTIONS: usize = 32;

/// Of which the winner's weight must be this share at least of the weight of the two best together, in percent.
const CLEAR: u32 = 60;

/// The least weight of whom "they" or "it" stands for: these two also stand for what no noun has told.
const PLAIN: u32 = SUBJECT * FADING[1];

/// Somebody a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Referent {
    /// An index into [`People::persons`].
    Person(usize),
    /// An institution by name: an index into [`People::names`], of its first mention.
    Body(usize),
    /// A row of the ledger that is no named person.
    Row(usize),
    /// Somebody or something that has not been cited: an index into the story's nouns.
    Noun(usize),
}

/// Somebody spoken of at one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Actor {
    pub(super) referent: Referent,
    pub(super) at: usize,
    pub(super) sentence: usize,
    pub(super) number: Number,
    pub(super) gender: Gender,
    /// Cited, or else taken up by a pronoun.
    pub(super) cited: bool,
}

/// What pronoun takes somebody up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// he, she
    One,
    /// they
    Several,
    /// it, they
    Body,
    /// it
    Thing,
}

/// A pronoun that looks for its referent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pronoun {
    pub(super) at: usize,
    pub(super) sentence: usize,
    pub(super) number: Number,
    pub(super) gender: Gender,
    /// The outermost quotation it stands in.
    pub(super) quotation: Option<usize>,
    /// What it says, where that stands before it: "The mill, *she* said, is shut".
    pub(super) reported: Option<Span>,
}

impl Number {
    /// Of a source, by its kind.
    pub(super) fn of(kind: SourceKind, reading: &Reading) -> Option<Self> {
        match kind {
            SourceKind::Pronoun | SourceKind::None => None,
            SourceKind::Org => Some(if reading.plural { Self::Several } else { Self::Body }),
            SourceKind::Document => (!reading.plural).then_some(Self::Thing),
            SourceKind::Vague | SourceKind::Group => Some(Self::Several),
            _ if reading.plural => Some(Self::Several),
            _ => Some(Self::One),
        }
    }
}

impl Pronoun {
    /// The share, in halves, of its weight that somebody of this number has for the pronoun.
    fn takes(&self, number: Number) -> u32 {
        match (self.number, number) {
            (Number::One, Number::One)
            | (Number::Several, Number::Several)
            | (Number::Thing, Number::Body | Number::Thing) => 2,
            (Number::Several, Number::Body) => 1,
            _ => 0,
        }
    }
}

/// Weights of a mention.
const CITED: u32 = 10;
const SUBJECT: u32 = 8;

/// The weight of a mention by its role.
fn weight_of(role: Role) -> u32 {
    match role {
        Role::Theme => CITED,
        Role::Subject => SUBJECT,
        Role::Other => SUBJECT / 2,
    }
}

/// The weight of a mention some sentences ago, in twelfths of the sentence before.
const FADING: [u32; REACH + 1] = [20, 12, 6, 3, 1];

/// The referent of a pronoun among the names of the story and those cited so far. `genders` are what is known by now of
/// the persons.
pub(super) fn find(
    pronoun: &Pronoun,
    people: &People,
    genders: &[Gender],
    nouns: &[Noun],
    cited: &[Actor],
    quotation_at: impl Fn(usize) -> Option<usize>,
) -> Option<Referent> {
    let mut weights = Weights::default();
    let fading = |sentence: usize| FADING.get(pronoun.sentence.saturating_sub(sentence)).copied().unwrap_or(0);
    let in_mind = |sentence: usize| sentence + REACH >= pronoun.sentence;
    let weigh = |weights: &mut Weights, referent: Referent, gender: Gender, weight: u32| {
        if weight > 0 && gender.fits(pronoun.gender) {
            let sure = pronoun.gender == Gender::Unknown || gender == pronoun.gender;
            weights.add(referent, if sure { weight } else { weight / 2 });
        }
    };
    // Nobody speaks of himself by his name or role: "Ruiz is late, she said".
    let mut others: Vec<Referent> = Vec::new();
    let told = |at: usize, sentence: usize, role: Role| {
        sentence == pronoun.sentence
            && role != Role::Other
            && pronoun.reported.is_some_and(|content| (content.start()..content.end()).contains(&at))
    };
    let end = people.names.partition_point(|name| name.span.start() < pronoun.at);
    let near = people.names[..end].iter().rev().take(MENTIONS).take_while(|name| in_mind(name.sentence()));
    for name in near {
        let (referent, gender, number) = match (name.person(), name.body()) {
            (Some(person), _) => (Referent::Person(person), genders[person], Number::One),
            (None, Some(body)) => (Referent::Body(body), Gender::Unknown, Number::Body),
            (None, None) => continue,
        };
        if told(name.span.start(), name.sentence(), name.role) {
            others.push(referent);
        }
        let taken = pronoun.takes(number);
        if taken == 0 || !gender.fits(pronoun.gender) {
            continue;
        }
        let quotation = quotation_at(name.span.start());
        let role = weight_of(name.role);
        let role = match quotation {
            // Nobody speaks of himself by his name.
            Some(_) if name.sentence() == pronoun.sentence && quotation != pronoun.quotation => 0,
            Some(_) if quotation != pronoun.quotation => role / 4,
            _ => role,
        };
        weigh(&mut weights, referent, gender, role * fading(name.sentence()) * taken / 2);
    }
    let end = nouns.partition_point(|noun| noun.at() < pronoun.at);
    for noun in nouns[..end].iter().rev().take(MENTIONS).take_while(|noun| in_mind(noun.sentence())) {
        let reading = noun.reading();
        let Some(number) = Number::of(reading.kind, &reading) else { continue };
        let quotation = quotation_at(noun.at());
        if quotation.is_some() && quotation != pronoun.quotation {
            continue;
        }
        let weight = weight_of(noun.role) * fading(noun.sentence()) * pronoun.takes(number) / 2;
        let referent = noun.referent();
        if told(noun.at(), noun.sentence(), noun.role) {
            others.push(referent);
        }
        let gender = match referent {
            Referent::Person(person) => genders[person].or(noun.gender),
            _ => noun.gender,
        };
        weigh(&mut weights, referent, gender, weight);
    }
    for actor in cited.iter().rev().take(MENTIONS) {
        if actor.at < pronoun.at {
            let gender = match actor.referent {
                Referent::Person(person) => genders[person],
                _ => actor.gender,
            };
            let weight = if actor.cited { CITED } else { SUBJECT };
            let weight = weight * fading(actor.sentence) * pronoun.takes(actor.number) / 2;
            weigh(&mut weights, actor.referent, gender, weight);
        }
    }
    let (best, weight, second) = weights.best_without(&others)?;
    let plain = pronoun.number == Number::One || weight >= PLAIN;
    (plain && weight * 100 >= (weight + second) * CLEAR).then_some(best)
}

/// By referent, the weight of its weightiest mention and the sum of all. They are few.
#[derive(Default)]
struct Weights(Vec<(Referent, u32, u32)>);

impl Weights {
    fn add(&mut self, referent: Referent, weight: u32) {
        match self.0.iter_mut().find(|(known, ..)| *known == referent) {
            Some((_, most, sum)) => (*most, *sum) = (weight.max(*most), *sum + weight),
            None => self.0.push((referent, weight, weight)),
        }
    }

    /// The weightiest but for some, with its weight and that of the second.
    fn best_without(&self, others: &[Referent]) -> Option<(Referent, u32, u32)> {
        let total = |most: u32, sum: u32| most + (sum - most) / 4;
        let weighed = self.0.iter().filter(|(referent, ..)| !others.contains(referent));
        let weighed = weighed.map(|(referent, most, sum)| (*referent, total(*most, *sum)));
        let (best, weight) =
            weighed.clone().max_by_key(|(referent, weight)| (*weight, Reverse(order(*referent))))?;
        let second = weighed.filter(|(referent, _)| *referent != best).map(|(_, weight)| weight).max();
        Some((best, weight, second.unwrap_or(0)))
    }
}

/// A total order, so that the same text always gives the same answer.
fn order(referent: Referent) -> (u8, usize) {
    match referent {
        Referent::Person(person) => (0, person),
        Referent::Row(row) => (1, row),
        Referent::Noun(noun) => (2, noun),
        Referent::Body(body) => (3, body),
    }
}

/// Adds every "he" and "she" of the narrator in a sentence, in order: they keep somebody in mind between two citations.
pub(super) fn subjects(prose: &Prose, sentence: usize, subjects: &mut Vec<Pronoun>) {
    for word in &prose.words[prose.sentences[sentence].tokens.clone()] {
        if !word.classes.has(Class::SubjectPronoun) {
            continue;
        }
        let gender = Gender::of(std::slice::from_ref(word));
        let at = word.span.start();
        if gender != Gender::Unknown && prose.outermost_at(at).is_none() {
            let number = Number::One;
            subjects.push(Pronoun { at, sentence, number, gender, quotation: None, reported: None });
        }
    }
}

impl Kept for Pronoun {
    fn sentence(&self) -> usize {
        self.sentence
    }

    fn shift(&mut self, change: &Change) {
        debug_assert!(self.quotation.is_none() && self.reported.is_none(), "only the narrator's are kept");
        self.at = change.at(self.at);
        self.sentence = change.sentence(self.sentence);
    }
}
