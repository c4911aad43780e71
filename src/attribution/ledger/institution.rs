//! Names of institutions: what shows that a name is a company's, and which short forms go with which full name.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{holders::Holders, lower::Lower, person::People};
use crate::{
    Span,
    attribution::kind::{self, Reading},
    lexicon::{Class, ClassSet},
    prose::{Shape, Tag, Tagged, TokenKind},
};

/// Further names and rows are not looked through for the one that a noun means: that keeps an archive in one file
/// linear.
pub(super) const MOST: usize = 512;

/// A short form has no more words: no real name has so many, and a run without end must not be kept for each of its words.
const LONGEST: usize = 32;

/// Common nouns that stand after the name of a company: "Acme shares", "an Acme spokesman".
const AFTER_COMPANY: ClassSet = ClassSet::of(&[Class::CompanyNoun, Class::SpokesRole]);

/// Whether words show that a name is no person's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Company {
    /// Those around it say that it is an institution's.
    pub(super) is_body: bool,
    /// They, or those of the name, say that it is a company's.
    pub(super) is_company: bool,
}

impl Company {
    /// "Acme’s chief executive", "Acme shares", "Acme, which", "Acme, a start-up", "Acme, Inc.", "in Acme": a name that
    /// is no person's.
    pub(super) fn of(text: &str, words: &[Tagged], reading: &Reading) -> Self {
        let (start, end) = (reading.head.start, reading.head.end);
        if words[end - 1].classes.has(Class::StreetWord) {
            return Self::default(); // "the Canal Street depot"
        }
        let is = |at: usize, tag: Tag| words.get(at).is_some_and(|word| word.tag == tag);
        let company = |at: usize| words[at].tag == Tag::Noun && words[at].classes.any(AFTER_COMPANY);
        let nominal = |at: &usize| matches!(words[*at].tag, Tag::Noun | Tag::Adjective);
        let owner = is(end, Tag::Possessive);
        let next = if owner { end + 1 } else { end };
        let noun = words.get(next).is_some_and(|_| company(next))
            || owner && is(next, Tag::Noun) && is(next + 1, Tag::Noun) && holds_company(words, next + 1);
        let after = words.get(end + 1).filter(|_| is(end, Tag::Comma));
        let which = after.is_some_and(|word| word.span.of(text).eq_ignore_ascii_case("which"));
        let incorporated = after.is_some_and(|word| word.tag == Tag::Name && is_legal_form(word.span.of(text)));
        let body = after.is_some_and(|word| word.classes.has(Class::Article)) && {
            let last = (end + 2..words.len()).take(4).take_while(nominal).last();
            last.is_some_and(|last| {
                words[last].classes.has(Class::OrgHead) && !words[last].classes.any(kind::PEOPLE)
            })
        };
        let of = |at: usize| words[at + 1].classes.has(Class::Of) && words[at].classes.any(AFTER_COMPANY);
        let shares =
            |at: usize| words[at + 1].classes.has(Class::In) && words[at].classes.has(Class::CompanyNoun);
        let before = start.checked_sub(2).is_some_and(|at| of(at) || shares(at));
        let place = start.checked_sub(1).is_some_and(|at| words[at].classes.has(Class::PlacePreposition));
        let is_company = noun || body || incorporated || before;
        Self { is_body: is_company || which || place, is_company }
    }
}

impl People {
    /// Notes that a name is no person's.
    pub(super) fn note_company(&mut self, text: &str, name: Span, company: Company) {
        if company.is_body {
            self.institutions.insert(name.of(text).to_owned());
        }
        if company.is_company {
            self.companies.insert(name.of(text).to_owned());
        }
    }

    /// The short forms of an institution's name: its first word or words, where they are no common ones.
    pub(super) fn note_short_forms(&mut self, text: &str, words: &[Tagged], run: &Range<usize>) {
        let full = words[run.start].span.join(words[run.end - 1].span);
        for last in run.start..(run.end - 1).min(run.start + LONGEST) {
            let short = words[run.start].span.join(words[last].span).of(text);
            self.institutions.insert(short.to_owned());
            self.short_forms.entry(short.to_lowercase()).or_insert(full);
        }
    }

    /// Whether a name is the short form of an institution that the story names in full.
    pub(super) fn is_institution(&self, name: &str) -> bool {
        self.institutions.contains(name) && !self.is_surname(name)
    }

    /// The full name of an institution that goes by an acronym or its first word.
    pub(super) fn in_full(&self, short: &str) -> Option<Span> {
        self.short_forms.get(&*Lower::of(short)).copied()
    }

    /// The one institution of the story with a word in its name: "the corps" after "the Army Corps of Dams".
    pub(super) fn body_with(&self, text: &str, word: &str) -> Option<usize> {
        self.bodies(text).parts.with(word).sole()
    }

    /// The one company of the story: whom "the company" means; for a headline, the first.
    pub(super) fn company(&self, text: &str, headline: bool) -> Option<usize> {
        let company = self.bodies(text).company;
        if headline { company.first } else { company.sole() }
    }

    /// The institutions of the story, once all names are known.
    fn bodies(&self, text: &str) -> &Bodies {
        self.bodies.get_or_init(|| {
            let mut bodies = Bodies::default();
            for (index, name) in self.names.iter().take(MOST).enumerate() {
                let Some(body) = name.body() else { continue };
                let (first, name) = (self.names[body].span, name.span);
                // Most names come back as they were written first.
                if body < index && name.of(text) == first.of(text) {
                    continue;
                }
                bodies.parts.enter(name.of(text), body);
                if self.companies.contains(name.of(text)) {
                    bodies.company.enter(body);
                }
            }
            bodies
        })
    }

    /// The institution of a name, by its first mention: an index into the names.
    pub(super) fn body_of(&mut self, text: &str, name: Span, index: usize) -> usize {
        let full = self.in_full(name.of(text)).unwrap_or(name);
        let lower = Lower::of(full.of(text));
        if let Some(first) = self.by_body.get(&*lower) {
            return *first;
        }
        self.by_body.insert(lower.to_owned(), index);
        index
    }
}

/// "Acme’s chief *executive*".
fn holds_company(words: &[Tagged], at: usize) -> bool {
    words[at].classes.any(ClassSet::of(&[Class::Office, Class::VeiledRole]))
        && words[at - 1].classes.has(Class::Office)
}

/// The full name before a run of names that is short for it: "the Transport Workers’ Federation (TWF)".
pub(super) fn full_name(words: &[Tagged], floor: usize, run: &Range<usize>) -> Option<Span> {
    let short = run.start;
    let bracketed = run.len() == 1
        && short >= floor + 2
        && words[short - 1].tag == Tag::Open
        && words.get(short + 1).is_some_and(|word| word.tag == Tag::Close)
        && words[short].shape == Shape::Upper;
    if !bracketed {
        return None;
    }
    let belongs = |at: usize| {
        let word = words[at];
        word.tag == Tag::Name
            || word.tag == Tag::Possessive && word.kind == TokenKind::Clitic
            || word.classes.has(Class::Of)
            || word.tag == Tag::Conjunction
    };
    let mut start = short - 1;
    while start > floor && belongs(start - 1) {
        start -= 1;
    }
    while start < short - 1 && words[start].tag != Tag::Name {
        start += 1;
    }
    (start < short - 1).then(|| words[start].span.join(words[short - 2].span))
}

/// "Inc.", which may stand behind a comma.
fn is_legal_form(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Inc" | "Corp" | "Co" | "Ltd" | "LLC" | "LLP" | "PLC" | "plc" | "SA" | "AG" | "GmbH"
    )
}

/// The institutions of a story, for those who ask by less than a name.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    parts: Parts,
    company: Holders,
}

/// Names by their words.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// By word in lower case: the word as it is written, and who has it in their name.
    owners: FxHashMap<String, Vec<(String, usize)>>,
}

impl Parts {
    /// Enters the name of somebody, if it has several words. Nobody must be entered after others have been since.
    pub(super) fn enter(&mut self, name: &str, owner: usize) {
        let parts = name.trim_start_matches("The ").trim_start_matches("the ");
        if parts.contains(' ') {
            for part in parts.split(' ') {
                let owners = self.owners.entry(part.to_ascii_lowercase()).or_default();
                if !owners.iter().any(|(known, same)| known == part && *same == owner) {
                    owners.push((part.to_owned(), owner));
                }
            }
        }
    }

    /// Those with a common noun in their name, where it has a capital.
    pub(super) fn with(&self, noun: &str) -> Holders {
        let mut holders = Holders::default();
        let owners = self.owners.get(&noun.to_ascii_lowercase());
        for (_, owner) in owners.into_iter().flatten().filter(|(part, _)| part != noun) {
            holders.enter(*owner);
        }
        holders
    }
}
