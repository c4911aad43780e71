//! Whom a noun means that the story has named: "the governor", "the corps", "the company", "the lawyer, Ana Ruiz,".

use super::Ledger;
use crate::{
    attribution::{
        SourceKind,
        found::SourcePhrase,
        kind::{self, Reading},
        name,
    },
    document,
    lexicon::Class,
    prose::Tag,
};

impl Ledger<'_> {
    /// Whom the story introduced in the role that the phrase names: "the governor" after "Gov. Ana Ruiz", "the
    /// Vermont senator" after "Vermont Sen. Ben Cole".
    pub(super) fn holder(&self, reading: &Reading, phrase: &SourcePhrase) -> Option<usize> {
        let head = self.words[reading.head.end - 1];
        let opener = self.words[phrase.core.start].tag;
        // Headlines leave the article out.
        let bare = !reading.definite && self.is_in_headline(phrase.core.start);
        let relative = self.words.get(reading.head.end).is_some_and(|next| next.tag == Tag::Comma);
        let known = (reading.definite && opener == Tag::Determiner
            || bare && reading.kind == SourceKind::Office)
            && !reading.plural
            && matches!(reading.kind, SourceKind::Office | SourceKind::Anonymous)
            && (phrase.tokens.end == reading.head.end || relative)
            && (bare || !head.classes.has(Class::SpokesRole))
            && !head.classes.has(Class::UnnamedHead);
        if !known {
            return None;
        }
        let first = phrase.core.start + usize::from(opener == Tag::Determiner);
        let before = &self.words[first..(reading.head.end - 1).max(first)];
        let name = before.iter().rfind(|word| word.tag == Tag::Name).map(|word| word.span.of(self.text));
        let role = head.span.of(self.text);
        match name {
            Some(name) if reading.definite => self.people.holders(&format!("{name} {role}"), head.forms).sole(),
            // Who holds the role that a headline tells is introduced first.
            _ if bare => self.people.holders(role, head.forms).first,
            _ => self.people.holders(role, head.forms).sole(),
        }
    }

    /// Whether a token stands in the headline or deck.
    pub(super) fn is_in_headline(&self, token: usize) -> bool {
        let at = self.prose.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        let block = self.prose.sentences.get(at).map(|sentence| sentence.block);
        block.is_some_and(|block| {
            matches!(self.document.blocks[block].role, document::Role::Headline | document::Role::Deck)
        })
    }

    /// The row of an institution by name.
    pub(super) fn row_of_body(&mut self, name: usize) -> usize {
        let tokens = self.people.names[name].tokens();
        let phrase = SourcePhrase { core: tokens.clone(), tokens };
        let reading = Reading { kind: SourceKind::Org, ..kind::read(self.words, &phrase) };
        self.same_as(&reading, &phrase).unwrap_or_else(|| self.enter(&reading, &phrase, None))
    }

    /// The row of the institution that a noun means: "the corps" is the Army Corps of Dams, "the company" the one
    /// company that the story names.
    pub(super) fn body_by_noun(&mut self, reading: &Reading, phrase: &SourcePhrase) -> Option<usize> {
        let word = self.words[phrase.core.end - 1];
        let headline = phrase.core.len() == 1 && self.is_in_headline(phrase.core.start);
        let alone =
            phrase.core.len() == 2 && reading.definite && self.words[phrase.core.start].tag == Tag::Determiner;
        let opener = self.words[phrase.core.start].classes;
        let other = word.classes.has(Class::PlaceBody) || opener.has(Class::Distributive);
        if reading.kind != SourceKind::Org || !(alone || headline) || other {
            return None;
        }
        let noun = word.span.of(self.text);
        let rows = self.bodies.with(noun);
        if rows.first.is_some() {
            return rows.sole();
        }
        let name = self.people.body_with(self.text, noun).or_else(|| {
            let company = word.classes.has(Class::CompanyHead);
            self.people.company(self.text, headline).filter(|_| company && !reading.plural)
        })?;
        Some(self.row_of_body(name))
    }

    /// The row of somebody who was cited without a name, and is named now: "a lawyer for the family", then "the lawyer,
    /// Ana Ruiz,".
    pub(super) fn adopted(&mut self, person: usize, reading: &Reading, phrase: &SourcePhrase) -> Option<usize> {
        let first = self.words[phrase.core.start];
        let definite = first.classes.has(Class::Article) && !first.classes.has(Class::IndefiniteArticle);
        let role = name::role_before(self.words, &reading.head, phrase.core.start)
            .filter(|_| definite && reading.kind == SourceKind::Named)?;
        let role = Reading { head: role..role + 1, ..reading.clone() };
        let lemma = self.lemma(&role);
        let latest = |kind| self.latest(&lemma, kind);
        let id = latest(SourceKind::Office).max(latest(SourceKind::Anonymous))?;
        if self.rows[id].person.is_some() || self.rows[id].reading.plural {
            return None;
        }
        let row = &mut self.rows[id];
        row.person = Some(person);
        row.source.kind = SourceKind::Named;
        self.people.persons[person].name.of(self.text).clone_into(&mut row.source.name);
        self.by_person.insert(person, id);
        Some(id)
    }
}
