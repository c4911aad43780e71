//! The grammar of chunks: how far a phrase of time, a verb group or a noun phrase reaches that begins at a word.
//!
//! What a word is says which of the three can begin with it; most begin none. Runs that were read once, and stretches
//! in which there is nothing to be had, are kept, so that no word is read again for each word before it.

use std::ops::Range;

use super::chunk::{ChunkKind, Voice};
use crate::{
    lexicon::{Class, ClassSet, Forms},
    prose::{Tag, Tagged, TokenKind},
};

/// Words of phrases of time.
const OF_TIME: ClassSet = ClassSet::of(&[Class::Time, Class::TimeOpener]);

/// Reads the chunks of a sentence, from its first word on.
#[derive(Default)]
pub(super) struct Grammar {
    /// The auxiliaries and adverbs read last, and the last auxiliary among them.
    helpers: Range<usize>,
    auxiliary: Option<usize>,
    /// The determiners read last.
    determiners: Range<usize>,
    /// No noun phrase has its first noun here.
    barren: Range<usize>,
}

impl Grammar {
    /// The chunk that begins at a word, and where it ends. Words are asked for in order.
    pub(super) fn chunk(&mut self, words: &[Tagged], at: usize) -> (ChunkKind, usize) {
        let word = &words[at];
        let of_time = word.classes.any(OF_TIME);
        if of_time && let Some(end) = time(words, at) {
            return (ChunkKind::Time, end);
        }
        let (verb, noun) = match word.tag {
            Tag::Adverb => (true, true),
            Tag::To | Tag::Auxiliary | Tag::Verb | Tag::Participle | Tag::Gerund => (true, of_time),
            Tag::Pronoun | Tag::Determiner | Tag::Possessive | Tag::Symbol => (false, true),
            tag => (false, tag.is_nominal() || of_time || word.kind == TokenKind::OpenQuote),
        };
        if verb && let Some(end) = self.verb_group(words, at) {
            return (ChunkKind::Verb(voice(&words[at..end])), end);
        }
        if noun && let Some(end) = self.noun_phrase(words, at) {
            return (ChunkKind::Noun, end);
        }
        (ChunkKind::Mark(word.tag), at + 1)
    }

    /// Auxiliaries and adverbs, then the verb; or auxiliaries alone ("is", "has").
    fn verb_group(&mut self, words: &[Tagged], at: usize) -> Option<usize> {
        if let Some(end) = broken_group(words, at) {
            return Some(end);
        }
        let from = at + usize::from(words[at].tag == Tag::To);
        let end = self.past_helpers(words, from);
        if is_head(words, end) {
            return Some(end + 1);
        }
        (end > from && self.auxiliary.is_some_and(|last| last >= from)).then_some(end)
    }

    fn past_helpers(&mut self, words: &[Tagged], at: usize) -> usize {
        if !self.helpers.contains(&at) {
            let is_helper = |word: &&Tagged| matches!(word.tag, Tag::Auxiliary | Tag::Adverb);
            let count = words[at..].iter().take_while(is_helper).count();
            self.helpers = at..at + count;
            self.auxiliary = self.helpers.clone().rfind(|index| words[*index].tag == Tag::Auxiliary);
        }
        self.helpers.end
    }

    /// "he"; "the ministry’s two most senior officials"; "Ana Ruiz".
    fn noun_phrase(&mut self, words: &[Tagged], at: usize) -> Option<usize> {
        let opener = words[at].tag;
        if opener == Tag::Pronoun {
            return Some(at + 1);
        }
        let opened = matches!(opener, Tag::Determiner | Tag::Possessive | Tag::Adverb);
        let mut first = self.past_determiners(words, at + usize::from(opened));
        let is_nominal = |at: usize| words.get(at).is_some_and(|word| word.tag.is_nominal());
        let last_week = is_nominal(first) && words[first].classes.has(Class::TimeOpener);
        first += usize::from(last_week);
        let march = is_nominal(first + 1) && words[first].classes.has(Class::Time);
        let mut nominal = last_week || march && words[first].tag.is_nominal();
        first += usize::from(march);
        if !last_week && !march && self.barren.contains(&first) {
            return None;
        }
        let mut end = first;
        while let Some(next) = step(words, end) {
            nominal = nominal || words[end..next].iter().any(|word| word.tag.is_nominal());
            end = next;
        }
        if !nominal || end == first {
            self.barren = first..end.max(first + 1);
            return None;
        }
        (opener != Tag::Adverb || words[at].classes.has(Class::Approximator)).then_some(end)
    }

    fn past_determiners(&mut self, words: &[Tagged], at: usize) -> usize {
        if !self.determiners.contains(&at) {
            let count = words[at..].iter().take_while(|word| word.tag == Tag::Determiner).count();
            self.determiners = at..at + count;
        }
        self.determiners.end
    }
}

/// "Tuesday", "last week", "this month"; "the week" is a noun phrase.
fn time(words: &[Tagged], at: usize) -> Option<usize> {
    let from = at + usize::from(words[at].classes.has(Class::TimeOpener));
    let count = words[from..].iter().take_while(|word| word.classes.has(Class::Time)).count();
    let number = is(words, from + count, Tag::Number);
    (count > 0).then_some(from + count + usize::from(number))
}

/// "have in particular noted", "has, however, said": what breaks into the group belongs to it.
fn broken_group(words: &[Tagged], at: usize) -> Option<usize> {
    if words[at].tag != Tag::Auxiliary || !words[at].classes.has(Class::Have) {
        return None;
    }
    let aside = at + 1;
    let head = match words.get(aside)?.tag {
        Tag::Preposition if words.get(aside + 1)?.tag.is_nominal() => aside + 2,
        Tag::Comma => {
            let adverbs = words[aside + 1..].iter().take_while(|word| word.tag == Tag::Adverb).count();
            let close = aside + 1 + adverbs;
            if adverbs == 0 || !is(words, close, Tag::Comma) {
                return None;
            }
            close + 1
        }
        _ => return None,
    };
    (is_head(words, head) && words[head].forms.any(Forms::PARTICIPLE)).then_some(head + 1)
}

fn is(words: &[Tagged], at: usize, tag: Tag) -> bool {
    words.get(at).is_some_and(|word| word.tag == tag)
}

/// Whether a verb stands at `at` that a group can end with.
fn is_head(words: &[Tagged], at: usize) -> bool {
    words.get(at).is_some_and(|word| matches!(word.tag, Tag::Verb | Tag::Participle | Tag::Gerund))
}

fn voice(group: &[Tagged]) -> Voice {
    let has = |class| group.iter().any(|word| word.tag == Tag::Auxiliary && word.classes.has(class));
    let head = group.last().map(|word| word.tag);
    let auxiliary = group.iter().any(|word| word.tag == Tag::Auxiliary);
    Voice {
        infinitive: group.first().is_some_and(|word| word.tag == Tag::To),
        gerund: head == Some(Tag::Gerund) && !auxiliary,
        passive: head == Some(Tag::Participle) && has(Class::Be),
        participle: head == Some(Tag::Participle) && !auxiliary,
        negated: group.iter().any(|word| word.classes.has(Class::Negation)),
        modal: has(Class::Modal),
    }
}

/// One step of a noun phrase: a noun, name, number or adjective, with what may stand before it.
fn step(words: &[Tagged], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    match word.tag {
        Tag::Possessive if word.kind == TokenKind::Clitic => Some(at + 1),
        Tag::Symbol => Some(at + 1 + usize::from(words.get(at + 1).is_some_and(is_noun))),
        Tag::Adverb => {
            let degree = is(words, at + 1, Tag::Adjective) || is(words, at + 1, Tag::Participle);
            degree.then_some(at + 2)
        }
        _ if is_noun(word) => Some(at + 1),
        _ if word.kind == TokenKind::OpenQuote => quoted_term(words, at),
        _ => None,
    }
}

/// Whether a word can be a noun or stand before one, and is none of time.
fn is_noun(word: &Tagged) -> bool {
    let of_time =
        || word.classes.has(Class::TimeOpener) || word.tag == Tag::Name && word.classes.has(Class::Time);
    word.tag.is_nominal() && !of_time()
}

/// A few words in quotation marks inside a noun phrase: the “reform” bill.
fn quoted_term(words: &[Tagged], open: usize) -> Option<usize> {
    let inner = |word: &&Tagged| word.tag != Tag::Quote && word.kind != TokenKind::Stop;
    let close = open + 1 + words[open + 1..].iter().take_while(inner).count();
    let closed = words.get(close).is_some_and(|word| word.kind == TokenKind::CloseQuote);
    (closed && close > open + 1).then_some(close + 1)
}
