//! Echoes: a sentence that takes up as fact what the story elsewhere only passes on, from a rumour or from somebody
//! nameless. A headline can do so, or a later paragraph.
//!
//! Two places speak of the same when they have words in common that carry meaning, names above all. Where somebody
//! who can be called stands by as much of it, the matter is settled and nothing is an echo.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::view::{Asked, View};
use crate::{
    Span,
    attribution::Story,
    feature::{hash, stem},
    parallel,
    prose::Tag,
    rule::{Definition, EchoTest},
};

/// How many places that pass something on are looked at.
const TELLINGS: usize = 64;

/// An echo, and what it takes up.
pub(super) struct Echo {
    /// What is flagged.
    pub(super) span: Span,
    pub(super) sentence: usize,
    /// Where it was passed on: the cue, or the source.
    pub(super) telling: Span,
    /// Which telling, to tell each once.
    pub(super) index: usize,
}

/// A place that passes something on.
struct Telling {
    anchor: Span,
    sentence: usize,
    gist: Gist,
}

/// What some words say: those that carry meaning, in order, each once. There is one of every sentence of a story.
#[derive(Debug)]
pub(super) struct Gist(Box<[Word]>);

/// A word that carries meaning: its stem, hashed, but for the last bit, which names have not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Word(u32);

impl Word {
    fn new(word: &str, is_name: bool) -> Self {
        Self(hash(stem(lower_case(word).as_bytes())) & !1 | u32::from(!is_name))
    }

    fn stem(self) -> u32 {
        self.0 & !1
    }

    fn is_name(self) -> bool {
        self.0 & 1 == 0
    }
}

/// The echoes of a story, by place.
pub(super) fn echoes(view: &View<'_>, rule: &Definition, test: &EchoTest) -> Vec<Echo> {
    let tellings = tellings(view, test);
    if tellings.is_empty() {
        return Vec::new();
    }
    let gists = view.gists();
    let least = Least { words: rule.number(&test.shared), names: rule.number(&test.names) };
    let asked = [&test.not_words, &test.find].map(|phrases| view.ask(phrases, true));
    let taken_up = |sentence: usize| {
        if !rule.blocks.contains(&view.role(sentence)) {
            return None;
        }
        let span = taken_up(view, test, &asked, sentence)?;
        let told = tellings.iter().enumerate().filter(|(_, telling)| {
            telling.sentence != sentence && (!test.before || telling.sentence < sentence)
        });
        let (_, index) = told
            .map(|(index, telling)| (telling.gist.shared(&gists[sentence]), index))
            .filter(|(shared, _)| shared.reaches(least))
            .max_by_key(|(shared, index)| (shared.names + shared.others, std::cmp::Reverse(*index)))?;
        Some(Echo { span, sentence, telling: tellings[index].anchor, index })
    };
    let mut echoes = parallel::each(gists.len(), |sentence, echoes| echoes.extend(taken_up(sentence)));
    let mut settled = FxHashMap::default();
    echoes.retain(|Echo { index, sentence, .. }| {
        let is_settled = || is_settled(view, test, &tellings[*index], least, *sentence);
        !*settled.entry(*index).or_insert_with(is_settled)
    });
    echoes
}

/// The words by which a sentence takes something up as fact, if it does.
fn taken_up(
    view: &View<'_>,
    test: &EchoTest,
    [not_words, find]: &[Asked<'_, '_>; 2],
    sentence: usize,
) -> Option<Span> {
    let prose = &view.story.prose;
    let whole = prose.sentences.get(sentence)?;
    if !test.find.is_empty() && !find.has(sentence)
        || view.story.is_attributed(sentence)
        || not_words.has(sentence)
    {
        return None;
    }
    if test.find.is_empty() {
        return Some(whole.span);
    }
    let found = test.find.find_all(&view.story.document.text, prose, whole.tokens.clone());
    let spans = found.into_iter().map(|found| prose.span(found.marked));
    spans.into_iter().find(|span| !view.is_quoted(span.start()))
}

/// The places of the body that pass something on.
fn tellings(view: &View<'_>, test: &EchoTest) -> Vec<Telling> {
    let told = view.counted(&test.passes_on).into_iter().filter_map(|attribution| {
        let cue = attribution.cue.as_ref().map(|cue| cue.span);
        let anchor = attribution.source.map(|source| source.core).or(cue)?;
        let sentence = view.story.prose.sentences[attribution.sentence].span;
        let content = if attribution.content.is_empty() { &[sentence][..] } else { &attribution.content };
        let tokens = content.iter().flat_map(|span| view.story.prose.tokens_in(*span));
        Some(Telling { anchor, sentence: attribution.sentence, gist: Gist::of(view.story, tokens) })
    });
    told.filter(|telling| !view.is_quoted(telling.anchor.start())).take(TELLINGS).collect()
}

/// Whether somebody who can be called stands by as much as a telling passes on; for an echo that comes later, whether
/// they do so before it.
fn is_settled(view: &View<'_>, test: &EchoTest, telling: &Telling, least: Least, echo: usize) -> bool {
    let gists = view.gists();
    let calls = |sentence: usize| {
        let mut attributions = view.story.attributions_in(sentence);
        attributions.any(|attribution| attribution.cites() && test.settled_by.contains(&attribution.kind()))
    };
    // What is said plainly after the telling may itself be an echo of it.
    let is_plain = |at: usize| test.settled_plainly && at < telling.sentence && !view.story.is_attributed(at);
    let last = if test.before { echo } else { gists.len() };
    (0..last).any(|sentence| {
        sentence != telling.sentence
            && sentence != echo
            && view.role(sentence).is_body()
            && (calls(sentence) || is_plain(sentence))
            && gists[sentence].shared(&telling.gist).reaches(least)
    })
}

/// How many words in common are enough.
#[derive(Clone, Copy)]
struct Least {
    words: usize,
    names: usize,
}

/// How many words two places have in common.
#[derive(Clone, Copy)]
struct Shared {
    names: usize,
    others: usize,
}

impl Shared {
    fn reaches(self, least: Least) -> bool {
        self.names + self.others >= least.words && self.names >= least.names
    }
}

impl Gist {
    /// The names, nouns, verbs and adjectives among some tokens of a story.
    pub(super) fn of(story: &Story, tokens: impl Iterator<Item = usize>) -> Self {
        let mut words = Vec::new();
        for word in tokens.map(|token| &story.prose.words[token]) {
            let is_name = word.tag == Tag::Name;
            let says =
                matches!(word.tag, Tag::Noun | Tag::Verb | Tag::Participle | Tag::Gerund | Tag::Adjective);
            if is_name || says {
                words.push(Word::new(word.span.of(&story.document.text), is_name));
            }
        }
        // Of a word that is both, the name comes first and stays.
        words.sort_unstable();
        words.dedup_by_key(|word| word.stem());
        Self(words.into())
    }

    /// How much two places have in common. A word that one of them uses as a name is a name.
    fn shared(&self, other: &Self) -> Shared {
        let mut shared = Shared { names: 0, others: 0 };
        let mut at = 0;
        for word in &self.0 {
            while other.0.get(at).is_some_and(|next| next.stem() < word.stem()) {
                at += 1;
            }
            match other.0.get(at) {
                Some(next) if next.stem() == word.stem() && (word.is_name() || next.is_name()) => {
                    shared.names += 1;
                }
                Some(next) if next.stem() == word.stem() => shared.others += 1,
                _ => {}
            }
        }
        shared
    }
}

/// A word without capitals.
fn lower_case(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}
