//! People, bodies and documents that the story speaks of by a common noun, cited or not: "a nurse", "the drivers".

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    antecedent::Referent,
    gender::Gender,
    narrow::{narrow, wide},
    role::Role,
};
use crate::{
    attribution::{
        SourceKind,
        found::SourcePhrase,
        kind::{self, Reading},
        name,
    },
    lexicon::{Class, ClassSet, WordId},
    prose::{
        Prose, Tag, Tagged,
        again::{Change, Kept},
    },
};

/// How far back the opening of a noun phrase is looked for, in tokens.
const LONGEST: usize = 8;

/// Heads that a pronoun can take up.
const HEADS: ClassSet = ClassSet::of(&[
    Class::VeiledRole,
    Class::UnnamedHead,
    Class::Office,
    Class::VagueHead,
    Class::GroupHead,
    Class::PersonNoun,
    Class::OrgHead,
    Class::DocumentHead,
    Class::Collective,
    Class::PluralBody,
]);

/// A common noun phrase at one place of the story.
///
/// They are many: places and indices are kept in 32 bits.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    /// The phrase, in tokens.
    core: Range<u32>,
    head: Range<u32>,
    kind: SourceKind,
    plural: bool,
    definite: bool,
    at: u32,
    sentence: u32,
    pub(super) gender: Gender,
    /// How it stands in its clause.
    pub(super) role: Role,
    /// The first noun phrase with the same head: an index into all of them.
    same: u32,
    /// The row of the ledger that it is a mention of.
    pub(super) row: Option<u32>,
    /// The named person who holds the role: an index into the story's persons.
    pub(super) holder: Option<u32>,
}

impl Noun {
    /// The noun phrase.
    pub(super) fn phrase(&self) -> SourcePhrase {
        SourcePhrase { core: wide(&self.core), tokens: wide(&self.core) }
    }

    /// What kind of source it would be.
    pub(super) fn reading(&self) -> Reading {
        let Self { kind, plural, definite, .. } = *self;
        Reading { kind, head: wide(&self.head), plural, definite }
    }

    /// Where it begins, in bytes of the document's text.
    pub(super) fn at(&self) -> usize {
        self.at as usize
    }

    /// Index of its sentence.
    pub(super) fn sentence(&self) -> usize {
        self.sentence as usize
    }

    /// Whom a pronoun stands for that takes the noun up.
    pub(super) fn referent(&self) -> Referent {
        match (self.holder, self.row) {
            (Some(person), _) => Referent::Person(person as usize),
            (None, Some(row)) => Referent::Row(row as usize),
            (None, None) => Referent::Noun(self.same as usize),
        }
    }
}

/// Those of a sentence, by place, each as if it were the only one.
pub(super) fn read(prose: &Prose, index: usize, nouns: &mut Vec<Noun>) {
    let words = &prose.words;
    let sentence = prose.sentences[index].tokens.clone();
    for head in sentence.clone() {
        let goes_on = |next: &Tagged| next.tag.is_nominal() || next.tag == Tag::Possessive;
        if words[head].tag == Tag::Noun
            && words[head].classes.any(HEADS)
            && !words[head + 1..sentence.end].first().is_some_and(goes_on)
        {
            nouns.extend(noun(words, sentence.start, head, index));
        }
    }
}

/// All of a story, by place, which know of each other.
pub(super) fn together(words: &[Tagged], nouns: impl Iterator<Item = Noun>) -> Vec<Noun> {
    let mut first: FxHashMap<WordId, u32> = FxHashMap::default();
    let mut together: Vec<Noun> = Vec::new();
    for mut noun in nouns {
        let head = words[noun.core.end as usize - 1].word;
        noun.same = *first.entry(head).or_insert(together.len() as u32);
        together.push(noun);
    }
    together
}

impl Kept for Noun {
    fn sentence(&self) -> usize {
        self.sentence()
    }

    fn shift(&mut self, change: &Change) {
        self.core = narrow(&change.tokens(&wide(&self.core)));
        self.head = narrow(&change.tokens(&wide(&self.head)));
        self.at = change.at(self.at()) as u32;
        self.sentence = change.sentence(self.sentence()) as u32;
    }
}

fn noun(words: &[Tagged], floor: usize, head: usize, sentence: usize) -> Option<Noun> {
    let belongs =
        |at: &usize| words[*at].tag.is_nominal() || matches!(words[*at].tag, Tag::Determiner | Tag::Possessive);
    let length = (floor..head).rev().take(LONGEST).take_while(belongs).count();
    let core = head - length..head + 1;
    let before = core.start.checked_sub(1).filter(|at| *at >= floor).map(|at| &words[at]);
    let describes = before.is_some_and(|before| {
        before.classes.any(ClassSet::of(&[Class::Be, Class::As])) || before.tag == Tag::Comma
    });
    // "His lawyer, Ana Ruiz, …": the name that follows is who it is.
    let named = words.get(head + 1).is_some_and(|next| next.tag == Tag::Comma)
        && words.get(head + 2).is_some_and(|next| next.tag == Tag::Name);
    let named = named || words[head].classes.any(kind::PEOPLE) && is_named_behind(words, head);
    let phrase = SourcePhrase { core: core.clone(), tokens: core.clone() };
    let reading = kind::read(words, &phrase);
    if describes || named || matches!(reading.kind, SourceKind::None | SourceKind::Pronoun | SourceKind::Named)
    {
        return None;
    }
    Some(Noun {
        at: words[core.start].span.start() as u32,
        gender: Gender::of(&words[head..=head]),
        role: Role::of(words, &core, floor),
        core: narrow(&core),
        head: narrow(&reading.head),
        kind: reading.kind,
        plural: reading.plural,
        definite: reading.definite,
        sentence: sentence as u32,
        same: 0,
        row: None,
        holder: None,
    })
}

/// "The head of the school, Ana Ruiz,".
fn is_named_behind(words: &[Tagged], head: usize) -> bool {
    let belongs = |at: &usize| {
        words[*at].tag.is_nominal()
            || matches!(words[*at].tag, Tag::Determiner | Tag::Possessive | Tag::Preposition)
    };
    let comma = head + 1 + (head + 1..words.len()).take(LONGEST).take_while(belongs).count();
    words.get(comma).is_some_and(|word| word.tag == Tag::Comma)
        && name::named(words, comma + 1..words.len().min(comma + 1 + LONGEST))
            .is_some_and(|name| name::role_before(words, &name, head.saturating_sub(LONGEST)) == Some(head))
}
