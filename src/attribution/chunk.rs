//! A sentence as chunks: noun phrases, verb groups, and the words and marks between them.
//!
//! Chunks are flat and do not nest. "A spokesman for the ministry has not said" is noun phrase, preposition,
//! noun phrase, verb group. A quotation is one chunk, whatever stands in it; a few quoted words ("the “reform”
//! bill") stay part of their noun phrase.

use std::ops::Range;

use nom::{
    Parser,
    branch::alt,
    combinator::{opt, peek, recognize, verify},
    multi::{many0_count, many1_count},
    sequence::{delimited, terminated},
};

use super::words::{Parsed, Words, of_class, tagged, word};
use crate::{
    lexicon::{Class, ClassSet, Forms},
    prose::{Prose, Tag, Tagged, TokenKind},
};

/// A stretch of a sentence that works as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) kind: ChunkKind,
    /// Indices into the story's tokens.
    pub(crate) tokens: Range<usize>,
}

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChunkKind {
    /// A noun phrase with no phrase hanging on it.
    Noun,
    /// A verb with its auxiliaries and adverbs.
    Verb(Voice),
    /// "Tuesday", "last week", "earlier this month".
    Time,
    /// A quotation, by index.
    Quotation(usize),
    /// Any other single token, by its part.
    Mark(Tag),
}

/// How a verb group stands in its clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Voice {
    /// "to say"
    pub(crate) infinitive: bool,
    /// "saying", with no auxiliary
    pub(crate) gerund: bool,
    /// "is said", "was told"
    pub(crate) passive: bool,
    /// "said" as a participle with no auxiliary
    pub(crate) participle: bool,
    /// "did not say", "never said"
    pub(crate) negated: bool,
    /// "will say", "may say"
    pub(crate) modal: bool,
}

impl Voice {
    /// Whether the group can be the verb of a clause.
    pub(crate) fn is_finite(self) -> bool {
        !self.infinitive && !self.gerund && !self.participle
    }
}

impl Chunk {
    pub(crate) fn is(&self, tag: Tag) -> bool {
        self.kind == ChunkKind::Mark(tag)
    }

    /// The part of a chunk that is a single mark or small word.
    pub(crate) fn tag(&self) -> Option<Tag> {
        if let ChunkKind::Mark(tag) = self.kind { Some(tag) } else { None }
    }

    pub(crate) fn is_noun(&self) -> bool {
        self.kind == ChunkKind::Noun
    }

    pub(crate) fn verb(&self) -> Option<Voice> {
        if let ChunkKind::Verb(voice) = self.kind { Some(voice) } else { None }
    }

    pub(crate) fn quotation(&self) -> Option<usize> {
        if let ChunkKind::Quotation(index) = self.kind { Some(index) } else { None }
    }

    /// The token that carries the chunk's meaning: the last of it.
    pub(crate) fn head(&self) -> usize {
        self.tokens.end - 1
    }
}

/// Cuts a sentence, given by its tokens, into chunks.
pub(crate) fn chunks(prose: &Prose, tagged: &[Tagged], sentence: Range<usize>) -> Vec<Chunk> {
    let mut chunks = Vec::with_capacity(sentence.len() / 2 + 1);
    let mut at = sentence.start;
    let mut next_quotation = at;
    while at < sentence.end {
        let (kind, length) = if let Some((quotation, length)) = long_quotation(prose, tagged, at, sentence.end)
        {
            (ChunkKind::Quotation(quotation), length)
        } else {
            if next_quotation <= at {
                next_quotation = next_long_quotation(prose, tagged, at, sentence.end);
            }
            let rest = Words(&tagged[at..next_quotation]);
            match chunk(rest) {
                Ok((left, kind)) => (kind, rest.0.len() - left.0.len()),
                Err(_) => (ChunkKind::Mark(tagged[at].tag), 1),
            }
        };
        chunks.push(Chunk { kind, tokens: at..at + length });
        at += length;
    }
    chunks
}

/// The quotation that begins (or, at the start of a sentence, goes on) at this token, and how many of its tokens
/// stand before `end`. Quoted words of a noun phrase do not count.
fn long_quotation(prose: &Prose, tagged: &[Tagged], at: usize, end: usize) -> Option<(usize, usize)> {
    let start = tagged[at].token.span.start();
    let index = prose.outermost_at(start)?;
    let quotation = prose.quotations[index];
    if is_quoted_term(prose, tagged, index) {
        return None;
    }
    let last = prose.tokens[at..end].partition_point(|token| token.span.start() < quotation.span.end());
    Some((index, last.max(1)))
}

/// A few quoted words with no comma or stop: a title, a term, a nickname, a scare quote.
pub(crate) fn is_quoted_term(prose: &Prose, tagged: &[Tagged], index: usize) -> bool {
    let quotation = prose.quotations[index];
    if quotation.words > 3 || !quotation.closed {
        return false;
    }
    let first = prose.token_at(quotation.span.start());
    let inner = tagged[first..].iter().take_while(|word| word.token.span.start() < quotation.span.end());
    !inner.clone().any(|word| matches!(word.token.kind, TokenKind::Stop | TokenKind::Comma))
}

fn next_long_quotation(prose: &Prose, tagged: &[Tagged], at: usize, end: usize) -> usize {
    (at + 1..end)
        .find(|index| {
            tagged[*index].token.kind == TokenKind::OpenQuote
                && prose
                    .outermost_at(tagged[*index].token.span.start())
                    .is_some_and(|quotation| !is_quoted_term(prose, tagged, quotation))
        })
        .unwrap_or(end)
}

fn chunk(input: Words<'_>) -> Parsed<'_, ChunkKind> {
    alt((
        time.map(|()| ChunkKind::Time),
        verb_group.map(ChunkKind::Verb),
        noun_phrase.map(|()| ChunkKind::Noun),
    ))
    .parse(input)
}

/// "Tuesday", "last week", "this month"; "the week" is a noun phrase.
fn time(input: Words<'_>) -> Parsed<'_, ()> {
    (opt(of_class(Class::TimeOpener)), many1_count(of_class(Class::Time)), opt(tagged(Tag::Number)))
        .map(|_| ())
        .parse(input)
}

/// Auxiliaries and adverbs, then the verb; or auxiliaries alone ("is", "has").
fn verb_group(input: Words<'_>) -> Parsed<'_, Voice> {
    let helper = || word(|word| matches!(word.tag, Tag::Auxiliary | Tag::Adverb));
    let head = || word(|word| matches!(word.tag, Tag::Verb | Tag::Participle | Tag::Gerund));
    // "have in particular noted", "has, however, said": what breaks into the group belongs to it.
    let aside = || {
        let phrase = (tagged(Tag::Preposition), word(|word| word.tag.is_nominal())).map(|_| ());
        let comma = || tagged(Tag::Comma);
        let apart = delimited(comma(), many1_count(tagged(Tag::Adverb)), comma()).map(|_| ());
        (alt((phrase, apart)), peek(word(|word| word.forms.any(Forms::PARTICIPLE)))).map(|_| ())
    };
    let have = || word(|word| word.tag == Tag::Auxiliary && word.classes.has(Class::Have));
    let broken = recognize((have(), aside(), head()));
    let with_verb = alt((broken, recognize((opt(tagged(Tag::To)), many0_count(helper()), head()))));
    let bare = verify(recognize((opt(tagged(Tag::To)), many1_count(helper()))), |words: &Words<'_>| {
        words.0.iter().any(|word| word.tag == Tag::Auxiliary)
    });
    alt((with_verb, bare)).map(|words| voice(words.0)).parse(input)
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

/// "he"; "the ministry’s two most senior officials"; "Ana Ruiz".
fn noun_phrase(input: Words<'_>) -> Parsed<'_, ()> {
    let pronoun = tagged(Tag::Pronoun).map(|_| ());
    let opener = || word(|word| matches!(word.tag, Tag::Determiner | Tag::Possessive | Tag::Adverb));
    let last_week = word(|word| word.classes.has(Class::TimeOpener) && word.tag.is_nominal());
    let march = terminated(of_class(Class::Time), peek(word(|word| word.tag.is_nominal())));
    let opened = recognize((
        opt(opener()),
        many0_count(tagged(Tag::Determiner)),
        opt(last_week),
        opt(march),
        many1_count(alt((quoted_term, modified))),
    ));
    let full = verify(opened, |words: &Words<'_>| {
        words.0.first().is_some_and(|word| word.tag != Tag::Adverb || word.classes.any(APPROXIMATE))
            && words.0.iter().any(|word| word.tag.is_nominal())
    });
    alt((pronoun, full.map(|_| ()))).parse(input)
}

/// Adverbs that open a noun phrase: "nearly 40 people", "only two officials".
const APPROXIMATE: ClassSet = ClassSet::of(&[Class::Approximator]);

/// One step of a noun phrase: a noun, name, number or adjective, with what may stand before it.
fn modified(input: Words<'_>) -> Parsed<'_, ()> {
    let nominal = || {
        word(|word| {
            let of_time =
                word.classes.has(Class::TimeOpener) || word.tag == Tag::Name && word.classes.has(Class::Time);
            word.tag.is_nominal() && !of_time
        })
    };
    let possessive = word(|word| word.tag == Tag::Possessive && word.token.kind == TokenKind::Clitic);
    let symbol = (tagged(Tag::Symbol), opt(nominal())).map(|_| ());
    let degree =
        (tagged(Tag::Adverb), word(|word| matches!(word.tag, Tag::Adjective | Tag::Participle))).map(|_| ());
    alt((nominal().map(|_| ()), possessive.map(|_| ()), symbol, degree)).parse(input)
}

/// A few words in quotation marks inside a noun phrase: the “reform” bill.
fn quoted_term(input: Words<'_>) -> Parsed<'_, ()> {
    let open = word(|word| word.token.kind == TokenKind::OpenQuote);
    let inner = word(|word| word.tag != Tag::Quote && word.token.kind != TokenKind::Stop);
    let close = word(|word| word.token.kind == TokenKind::CloseQuote);
    (open, many1_count(inner), close).map(|_| ()).parse(input)
}
