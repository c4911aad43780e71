//! Names of institutions: what shows that a name is a company's, and which short forms go with which full name.

use std::ops::Range;

use super::person::People;
use crate::{
    Span,
    attribution::kind::{self, Reading},
    lexicon::{Class, ClassSet},
    prose::{Shape, Tag, Tagged, TokenKind},
};

/// Further names and rows are not looked through for the one that a noun means: that keeps an archive in one file
/// linear.
pub(super) const MOST: usize = 512;

/// Common nouns that stand after the name of a company: "Acme shares", "an Acme spokesman".
const AFTER_COMPANY: ClassSet = ClassSet::of(&[Class::CompanyNoun, Class::SpokesRole]);

impl People {
    /// "Acme’s chief executive", "Acme shares", "Acme, which", "Acme, a start-up", "Acme, Inc.", "in Acme": a name that
    /// is no person's.
    pub(super) fn note_company(&mut self, text: &str, words: &[Tagged], reading: &Reading) {
        let (start, end) = (reading.head.start, reading.head.end);
        if words[end - 1].classes.has(Class::StreetWord) {
            return; // "the Canal Street depot"
        }
        let is = |at: usize, tag: Tag| words.get(at).is_some_and(|word| word.tag == tag);
        let company = |at: usize| words[at].tag == Tag::Noun && words[at].classes.any(AFTER_COMPANY);
        let nominal = |at: &usize| matches!(words[*at].tag, Tag::Noun | Tag::Adjective);
        let owner = is(end, Tag::Possessive);
        let next = if owner { end + 1 } else { end };
        let noun = words.get(next).is_some_and(|_| company(next))
            || owner && is(next, Tag::Noun) && is(next + 1, Tag::Noun) && holds_company(words, next + 1);
        let after = words.get(end + 1).filter(|_| is(end, Tag::Comma));
        let which = after.is_some_and(|word| word.token.span.of(text).eq_ignore_ascii_case("which"));
        let incorporated =
            after.is_some_and(|word| word.tag == Tag::Name && is_legal_form(word.token.span.of(text)));
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
        if noun || which || body || incorporated || before || place {
            let name = words[start].token.span.join(words[end - 1].token.span).of(text);
            self.institutions.insert(name.to_owned());
            if noun || body || incorporated || before {
                self.companies.insert(name.to_owned());
            }
        }
    }

    /// The short forms of an institution's name: its first word or words, where they are no common ones.
    pub(super) fn note_short_forms(&mut self, text: &str, words: &[Tagged], run: &Range<usize>) {
        if run.len() < 2 || !words[run.start].classes.is_empty() {
            return;
        }
        let full = words[run.start].token.span.join(words[run.end - 1].token.span);
        for last in run.start..run.end - 1 {
            let short = words[run.start].token.span.join(words[last].token.span).of(text);
            self.institutions.insert(short.to_owned());
            self.short_forms.entry(short.to_lowercase()).or_insert(full);
        }
    }

    /// "The Transport Workers’ Federation (TWF)".
    pub(super) fn note_acronym(&mut self, text: &str, words: &[Tagged], floor: usize, run: &Range<usize>) {
        let short = run.start;
        let bracketed = run.len() == 1
            && short >= floor + 2
            && words[short - 1].tag == Tag::Open
            && words.get(short + 1).is_some_and(|word| word.tag == Tag::Close)
            && words[short].token.shape == Shape::Upper;
        if !bracketed {
            return;
        }
        let belongs = |at: usize| {
            let word = words[at];
            word.tag == Tag::Name
                || word.tag == Tag::Possessive && word.token.kind == TokenKind::Clitic
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
        if start < short - 1 {
            let span = words[start].token.span.join(words[short - 2].token.span);
            self.short_forms.insert(words[short].token.span.of(text).to_lowercase(), span);
        }
    }

    /// Whether a name is the short form of an institution that the story names in full.
    pub(super) fn is_institution(&self, name: &str) -> bool {
        self.institutions.contains(name) && !self.is_surname(name)
    }

    /// The full name of an institution that goes by an acronym or its first word.
    pub(super) fn in_full(&self, short: &str) -> Option<Span> {
        self.short_forms.get(&short.to_lowercase()).copied()
    }

    /// The one institution of the story with a word in its name: "the corps" after "the Army Corps of Dams".
    pub(super) fn body_with(&self, text: &str, word: &str) -> Option<usize> {
        let has = |name: &Span| is_part_of(word, name.of(text));
        let mut bodies = self.names.iter().take(MOST).filter(|name| name.body.is_some() && has(&name.span));
        let first = bodies.next()?.body;
        bodies.all(|name| name.body == first).then_some(first).flatten()
    }

    /// The one company of the story: whom "the company" means; for a headline, the first.
    pub(super) fn company(&self, text: &str, headline: bool) -> Option<usize> {
        let company = |name: &Span| self.companies.contains(name.of(text));
        let mut companies =
            self.names.iter().take(MOST).filter(|name| name.body.is_some() && company(&name.span));
        let first = companies.next()?.body;
        (headline || companies.all(|name| name.body == first)).then_some(first).flatten()
    }

    /// The institution of a name, by its first mention: an index into the names.
    pub(super) fn body_of(&mut self, text: &str, name: Span, index: usize) -> usize {
        let full = self.in_full(name.of(text)).unwrap_or(name);
        *self.by_body.entry(full.of(text).to_lowercase()).or_insert(index)
    }
}

/// "Acme’s chief *executive*".
fn holds_company(words: &[Tagged], at: usize) -> bool {
    words[at].classes.any(ClassSet::of(&[Class::Office, Class::VeiledRole]))
        && words[at - 1].classes.has(Class::Office)
}

/// "Inc.", which may stand behind a comma.
fn is_legal_form(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Inc" | "Corp" | "Co" | "Ltd" | "LLC" | "LLP" | "PLC" | "plc" | "SA" | "AG" | "GmbH"
    )
}

/// Whether a common noun is a word of a longer name, where it has a capital.
pub(super) fn is_part_of(noun: &str, name: &str) -> bool {
    let same = |part: &str| part != noun && part.eq_ignore_ascii_case(noun);
    let parts = name.trim_start_matches("The ").trim_start_matches("the ");
    parts.contains(' ') && parts.split(' ').any(same)
}
