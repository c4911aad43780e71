//! The small words, which the lexicon lists in full, and what each is first of all.

use super::{ADJECTIVES, CLOSED, PERSON_OR_THING, Tag, Tagged, view::View};
use crate::{
    lexicon::{Class, ClassSet, Forms},
    prose::TokenKind,
};

/// "’s" is possessive before a noun and a verb after a pronoun; the other endings are auxiliaries.
pub(super) fn clitic(words: &[Tagged], at: usize) -> Tag {
    let before = at.checked_sub(1).map(|index| words[index]);
    if words[at].classes.has(Class::Auxiliary) {
        return Tag::Auxiliary;
    }
    let after_pronoun = before.is_some_and(|word| {
        matches!(word.tag, Tag::Pronoun | Tag::That | Tag::Question | Tag::Relative | Tag::Adverb)
    });
    let next_opens = words.get(at + 1).is_some_and(|next| {
        next.classes.any(ClassSet::of(&[Class::Determiner, Class::Negation, Class::SubjectPronoun]))
    });
    if after_pronoun || next_opens { Tag::Auxiliary } else { Tag::Possessive }
}

/// What a small word is; where it can be something else besides, the first of it. None for any other word.
pub(super) fn word(words: &[Tagged], at: usize, view: &View) -> Option<Tag> {
    let classes = words[at].classes;
    let before = at.checked_sub(1).map(|index| words[index].tag);
    let next_nominal = || can_be_nominal(words, at + 1, view);
    let has = |class| classes.has(class);
    if has(Class::NumberWord) && !has(Class::CrowdPronoun) {
        return Some(Tag::Number);
    }
    if has(Class::Relative) && has(Class::Determiner) && !has(Class::Possessive) {
        return Some(Tag::That);
    }
    if has(Class::Auxiliary) {
        return Some(Tag::Auxiliary);
    }
    if has(Class::Possessive) {
        let alone = has(Class::ObjectPronoun) && !next_nominal();
        return Some(if alone { Tag::Pronoun } else { Tag::Possessive });
    }
    if has(Class::SubjectPronoun) || has(Class::ObjectPronoun) {
        return Some(Tag::Pronoun);
    }
    if has(Class::QuestionWord) || has(Class::Relative) {
        let after_noun = before.is_none_or(|tag| tag.ends_phrase() || tag == Tag::Comma);
        let relative = has(Class::Relative) && after_noun && at > 0;
        let clause = has(Class::Subordinator) && (at == 0 || !relative && before == Some(Tag::Comma));
        return Some(match () {
            () if relative => Tag::Relative,
            () if clause => Tag::Subordinator,
            () => Tag::Question,
        });
    }
    if has(Class::Determiner) {
        return Some(Tag::Determiner);
    }
    if has(Class::CrowdPronoun) {
        return Some(Tag::Noun);
    }
    if has(Class::Conjunction) {
        return Some(Tag::Conjunction);
    }
    if has(Class::InfinitiveMarker) {
        let names_source = at > 0 && words[at - 1].classes.has(Class::According);
        return Some(if names_source { Tag::Preposition } else { Tag::To });
    }
    if has(Class::Subordinator) {
        let inside = has(Class::Adverb) && at > 0 && before != Some(Tag::Comma);
        let only = !has(Class::Preposition) && !inside;
        if only {
            return Some(Tag::Subordinator);
        }
    }
    if has(Class::Preposition) {
        return Some(Tag::Preposition);
    }
    (has(Class::Adverb) || has(Class::HearsayAdverb) || has(Class::Negation)).then_some(Tag::Adverb)
}

/// Whether the word at `at` could belong to a noun phrase that goes on.
fn can_be_nominal(words: &[Tagged], at: usize, view: &View) -> bool {
    let Some(word) = words.get(at) else { return false };
    match word.kind {
        TokenKind::Number => true,
        TokenKind::OpenQuote => false,
        TokenKind::Word => {
            view.is_name(words, at)
                || word.classes.any(PERSON_OR_THING)
                || word.classes.any(ADJECTIVES)
                || word.classes.has(Class::NumberWord)
                || word.classes.is_empty()
                || word.forms.any(Forms::SINGULAR.with(Forms::PLURAL).with(Forms::GERUND))
                || word.forms.any(Forms::PARTICIPLE)
                    && !word.classes.any(CLOSED)
                    && !word.classes.has(Class::Auxiliary)
        }
        _ => false,
    }
}
