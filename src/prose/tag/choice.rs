//! What a word can be here, by its classes, its forms and its ending. The model chooses among these.

use super::{ADJECTIVES, PERSON_OR_THING, Tag, Tagged};
use crate::lexicon::{Class, Forms};

/// The parts that a word can play.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    list: [Tag; Self::MOST],
    length: usize,
    /// The same parts, a bit each.
    held: u32,
}

impl Parts {
    const MOST: usize = 8;

    fn one(tag: Tag) -> Self {
        Self { list: [tag; Self::MOST], length: 1, held: bit(tag) }
    }

    fn of(tags: &[Tag]) -> Self {
        let mut parts = Self::default();
        for tag in tags {
            parts.add(*tag, true);
        }
        parts
    }

    /// Adds a part, if the word can play it.
    fn add(&mut self, tag: Tag, can: bool) {
        if can && self.held & bit(tag) == 0 {
            self.list[self.length] = tag;
            self.length += 1;
            self.held |= bit(tag);
        }
    }

    /// The same but for one, unless it is the only one.
    fn without(self, tag: Tag) -> Self {
        if self.held & bit(tag) == 0 {
            return self;
        }
        let mut parts = Self::default();
        for part in self.as_slice() {
            parts.add(*part, *part != tag);
        }
        if parts.length == 0 { self } else { parts }
    }

    pub(super) fn as_slice(&self) -> &[Tag] {
        &self.list[..self.length]
    }
}

impl Default for Parts {
    fn default() -> Self {
        Self { list: [Tag::Noun; Self::MOST], length: 0, held: 0 }
    }
}

fn bit(tag: Tag) -> u32 {
    1 << tag as u32
}

/// What the word at `at`, written like this, can be; `closed` is what the small words' rules make of it, if it is one.
pub(super) fn parts(words: &[Tagged], at: usize, written: &str, closed: Option<Tag>) -> Parts {
    let word = &words[at];
    let has = |class| word.classes.has(class);
    let opened = at.checked_sub(1).is_some_and(|before| {
        words[before].classes.has(Class::Article)
            || words[before].tag == Tag::Possessive
            || is_had(&words[..=before])
    });
    let Some(tag) = closed else {
        let parts = open(word, written);
        return if opened { parts.without(Tag::Verb) } else { parts };
    };
    match tag {
        Tag::That => Parts::of(&[Tag::That, Tag::Relative, Tag::Determiner, Tag::Pronoun]),
        Tag::To => Parts::of(&[Tag::To, Tag::Preposition]),
        // "Some say", "many of them": the word stands for a noun.
        Tag::Determiner if has(Class::CrowdPronoun) => Parts::of(&[Tag::Determiner, Tag::Noun]),
        Tag::Preposition | Tag::Subordinator if has(Class::Subordinator) && is_inside_verb(words, at) => {
            Parts::one(Tag::Adverb)
        }
        Tag::Preposition | Tag::Subordinator if has(Class::Subordinator) => {
            let mut parts = Parts::one(Tag::Subordinator);
            parts.add(Tag::Preposition, has(Class::Preposition));
            parts.add(Tag::Adverb, has(Class::Adverb) || has(Class::As));
            parts
        }
        Tag::Adverb if !has(Class::Negation) => adverb(word, written),
        _ => Parts::one(tag),
    }
}

/// "has considerable *say*": after "have" and an adjective stands what somebody has.
fn is_had(before: &[Tagged]) -> bool {
    matches!(before, [.., have, adjective]
        if have.classes.has(Class::Have) && adjective.tag == Tag::Adjective && adjective.classes.any(ADJECTIVES))
}

/// "has *since* left": between "have" and its participle stands nothing but adverbs.
fn is_inside_verb(words: &[Tagged], at: usize) -> bool {
    let have = at.checked_sub(1).is_some_and(|before| words[before].classes.has(Class::Have));
    let participle = |word: &Tagged| word.forms.any(Forms::PARTICIPLE) && !word.classes.any(PERSON_OR_THING);
    have && words[at].classes.has(Class::Adverb) && words.get(at + 1).is_some_and(participle)
}

/// "back", "long", "only": adverbs first, and much else.
fn adverb(word: &Tagged, written: &str) -> Parts {
    let mut parts = Parts::one(Tag::Adverb);
    if written.ends_with("ly") && word.classes.has(Class::Adverb) && word.forms == Forms::NONE {
        parts.add(Tag::Adjective, written != "only" || word.classes.any(ADJECTIVES));
        return parts;
    }
    parts.add(Tag::Subordinator, word.classes.has(Class::Subordinator));
    parts.add(Tag::Preposition, word.classes.has(Class::Preposition));
    parts.add(Tag::Adjective, true);
    parts.add(Tag::Verb, word.forms.any(Forms::FINITE));
    parts.add(Tag::Participle, word.forms.any(Forms::PARTICIPLE));
    parts.add(Tag::Noun, word.classes.any(PERSON_OR_THING));
    parts
}

/// Nouns, verbs, adjectives. No list of them is whole, so an unlisted word can be nearly anything that its ending
/// does not forbid.
fn open(word: &Tagged, written: &str) -> Parts {
    let forms = word.forms;
    let noun = word.classes.any(PERSON_OR_THING) || forms.any(Forms::SINGULAR.with(Forms::PLURAL));
    let ends =
        |ending: &str| written.len() > ending.len() + 1 && written.as_bytes().ends_with(ending.as_bytes());
    if ends("ing") {
        let mut parts = Parts::of(&[Tag::Gerund, Tag::Noun, Tag::Adjective]);
        parts.add(Tag::Verb, forms.any(Forms::BASE));
        return parts;
    }
    if ends("ed") && !forms.any(Forms::BASE) {
        let mut parts = Parts::of(&[Tag::Verb, Tag::Participle, Tag::Adjective]);
        parts.add(Tag::Noun, noun);
        return parts;
    }
    let mut parts = Parts::of(&[Tag::Noun]);
    if ["tion", "sion", "ness", "ism"].iter().any(|ending| ends(ending)) && !forms.any(Forms::FINITE) {
        return parts;
    }
    parts.add(Tag::Verb, true);
    parts.add(Tag::Participle, forms.any(Forms::PARTICIPLE) || forms == Forms::NONE && ends("n"));
    parts.add(Tag::Adjective, true);
    parts.add(Tag::Adverb, true);
    parts
}
