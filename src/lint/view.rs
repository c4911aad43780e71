//! A story with what all rules ask of it worked out once.

use std::{
    ops::Range,
    sync::{Arc, Mutex, OnceLock},
};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    echo::Gist,
    likely::{Likely, Sorts},
    locked,
    memory::{Answers, Memory},
    places::Places,
    remedy::Tried,
};
use crate::{
    Span,
    attribution::{Attribution, Claim, Source, SourceKind, Story},
    document::Role,
    prose::{Marks, Tag, TokenKind},
    rule::{AttributionTest, Phrases, Remedy},
};

/// Quoted words of fewer words are terms, titles or scare quotes: the narrator's own.
const QUOTED_WORDS: usize = 4;

/// How many sentences to either side still count as the same paragraph: more than anybody writes.
const LONGEST_PARAGRAPH: usize = 32;

/// How many sentences below a heading still count as its section.
const LONGEST_SECTION: usize = 256;

/// How many sources of one name are told apart.
const NAMESAKES: usize = 8;

/// In how many places a name is looked for one that says who it is.
const PLACES: usize = 32;

/// A story under check.
pub(super) struct View<'a> {
    pub(super) story: &'a Story,
    /// What is known of its sentences.
    pub(super) memory: &'a Memory,
    /// The first heading inside the story, as a block: what stands before it is the lead.
    heading: Option<usize>,
    /// Direct quotations, by start; they do not overlap.
    quoted: Vec<Span>,
    /// Who is cited, outside headings.
    cited: OnceLock<Cited<'a>>,
    /// Where the words of names stand, in tokens.
    places: OnceLock<Places<'a>>,
    /// Which attributions are alike from outside.
    sorts: OnceLock<Sorts>,
    /// Number of words in the body.
    body_words: OnceLock<usize>,
    /// Whether the story has one of some phrases, by where these are kept.
    anywhere: Mutex<FxHashMap<usize, bool>>,
    /// Whether one of some phrases is in a span, by where the phrases are kept, and whether quoted ones count.
    within: Mutex<FxHashMap<(usize, Span, bool), bool>>,
    /// What comes of a remedy in a sentence, by where the remedy is kept.
    tried: Mutex<FxHashMap<(usize, usize), Arc<Tried>>>,
}

/// Who is cited in a story.
#[derive(Default)]
struct Cited<'a> {
    /// All sources.
    sources: FxHashSet<usize>,
    /// By kind: the first two sources.
    by_kind: FxHashMap<SourceKind, Vec<usize>>,
    /// By a word of their names: the first few sources.
    by_name: FxHashMap<&'a str, Vec<usize>>,
}

/// A question that is put to sentences.
pub(super) struct Asked<'v, 'a> {
    view: &'v View<'a>,
    phrases: &'v Phrases,
    quoted: bool,
    /// What is known of the answers.
    answers: Arc<Answers>,
}

impl Asked<'_, '_> {
    /// Whether a sentence, given by its index, has one of the phrases; none has one of none.
    pub(super) fn has(&self, sentence: usize) -> bool {
        let Self { view, phrases, quoted, answers } = self;
        let prose = &view.story.prose;
        answers.of(sentence, || {
            phrases.any(&view.story.document.text, prose, prose.sentences[sentence].tokens.clone(), |found| {
                *quoted || !view.is_quoted(prose.words[found.tokens.start].span.start())
            })
        })
    }
}

impl<'a> View<'a> {
    pub(super) fn new(story: &'a Story, memory: &'a Memory) -> Self {
        let quotations = story.prose.quotations.iter().filter(|quotation| {
            quotation.parent.is_none() && (quotation.words >= QUOTED_WORDS || quotation.marks == Marks::Block)
        });
        let heading = story.document.blocks.iter().position(|block| block.role == Role::Heading);
        Self {
            story,
            memory,
            heading,
            quoted: quotations.map(|quotation| quotation.span).collect(),
            cited: OnceLock::new(),
            places: OnceLock::new(),
            sorts: OnceLock::new(),
            body_words: OnceLock::new(),
            anywhere: Mutex::default(),
            within: Mutex::default(),
            tried: Mutex::default(),
        }
    }

    /// Whether somebody of a kind is cited, other than one source.
    pub(super) fn is_anybody_cited(&self, kind: SourceKind, but: Option<usize>) -> bool {
        let sources = self.cited().by_kind.get(&kind);
        sources.is_some_and(|sources| sources.iter().any(|source| Some(*source) != but))
    }

    /// Whether a source is cited anywhere.
    pub(super) fn is_cited(&self, source: usize) -> bool {
        self.cited().sources.contains(&source)
    }

    /// The first few sources with a word in their names.
    pub(super) fn cited_by_name(&self, word: &str) -> &[usize] {
        self.cited().by_name.get(word).map_or(&[], Vec::as_slice)
    }

    fn cited(&self) -> &Cited<'a> {
        self.cited.get_or_init(|| {
            let mut cited = Cited::default();
            let is_cited = |source: &&Source| {
                let mut attributions = source.attributions.iter().map(|index| &self.story.attributions[*index]);
                attributions.any(|attribution| self.counts(attribution))
            };
            for source in self.story.sources.iter().filter(is_cited) {
                cited.sources.insert(source.id);
                note(cited.by_kind.entry(source.kind).or_default(), source.id, 2);
                for name in
                    source.mentions.iter().flat_map(|span| self.names_in(self.story.prose.tokens_in(*span)))
                {
                    note(cited.by_name.entry(name).or_default(), source.id, NAMESAKES);
                }
            }
            cited
        })
    }

    /// The first sentence of the story with a word of a name.
    pub(super) fn first_named(&self, word: &str) -> Option<usize> {
        let place = self.places_named(word).next()?;
        Some(self.sentence_at(self.story.prose.words[place].span.start()))
    }

    /// The first places of the story with a word of a name, in tokens.
    pub(super) fn places_named(&self, word: &str) -> impl Iterator<Item = usize> {
        let places = self.places.get_or_init(|| {
            let mut places = Places::default();
            for (index, word) in self.story.prose.words.iter().enumerate() {
                if word.tag == Tag::Name {
                    places.enter(self.text(word.span), index);
                }
            }
            places
        });
        places.of(word).take(PLACES)
    }

    /// What each sentence says, by index.
    pub(super) fn gists(&self) -> &'a [Gist] {
        self.memory.gists(self.story)
    }

    /// The attributions that may pass one of some tests, as far as it can be told without a look at words.
    pub(super) fn likely<'t>(&self, tests: &'t [AttributionTest]) -> Likely<'_, 't> {
        let sorts = self.sorts.get_or_init(|| Sorts::of(self));
        Likely::of(&self.story.attributions, sorts, tests)
    }

    /// The words among some tokens that are names, or parts of them.
    pub(super) fn names_in(&self, tokens: Range<usize>) -> impl Iterator<Item = &'a str> {
        let named = self.story.prose.words[tokens].iter().filter(|word| word.tag == Tag::Name);
        named.map(|word| self.text(word.span))
    }

    /// Whether the story has one of some phrases outside direct quotations.
    pub(super) fn is_anywhere(&self, phrases: &Phrases) -> bool {
        let key = std::ptr::from_ref(phrases) as usize;
        if let Some(known) = locked(&self.anywhere).get(&key) {
            return *known;
        }
        let asked = self.ask(phrases, false);
        let found = (0..self.story.prose.sentences.len()).any(|sentence| asked.has(sentence));
        locked(&self.anywhere).insert(key, found);
        found
    }

    /// Asks sentences whether they have one of some phrases; without `quoted`, outside direct quotations.
    pub(super) fn ask<'v>(&'v self, phrases: &'v Phrases, quoted: bool) -> Asked<'v, 'a> {
        Asked { view: self, phrases, quoted, answers: self.memory.answers(self.story, phrases, quoted) }
    }

    /// Whether a sentence has one of some phrases.
    pub(super) fn says(&self, phrases: &Phrases, sentence: usize) -> bool {
        self.ask(phrases, true).has(sentence)
    }

    /// Whether one of the phrases is in a span; without `quoted`, outside direct quotations. What is known is kept: a
    /// sentence can have many findings.
    pub(super) fn is_within(&self, phrases: &Phrases, span: Span, quoted: bool) -> bool {
        let sentence = self.sentence_at(span.start());
        if self.story.prose.sentences[sentence].span == span {
            return self.ask(phrases, quoted).has(sentence);
        }
        let key = (std::ptr::from_ref(phrases) as usize, span, quoted);
        if let Some(known) = locked(&self.within).get(&key) {
            return *known;
        }
        let prose = &self.story.prose;
        let found = phrases.any(&self.story.document.text, prose, prose.tokens_in(span), |found| {
            quoted || !self.is_quoted(prose.words[found.tokens.start].span.start())
        });
        locked(&self.within).insert(key, found);
        found
    }

    /// The sentences below the heading that a sentence stands below, or is.
    pub(super) fn section(&self, sentence: usize) -> Range<usize> {
        let is_heading = |sentence: &usize| matches!(self.role(*sentence), Role::Heading | Role::Headline);
        let last = self.story.prose.sentences.len();
        let above = (sentence.saturating_sub(LONGEST_SECTION)..=sentence).rev().find(is_heading);
        let from = above.map_or(0, |heading| heading + 1);
        let within = from..last.min(from + LONGEST_SECTION);
        let next = within.clone().find(is_heading).unwrap_or(within.end);
        from..next
    }

    /// The words that a span covers.
    pub(super) fn text(&self, span: Span) -> &'a str {
        span.of(&self.story.document.text)
    }

    /// A noun in a form in which the singular and the plural meet.
    pub(super) fn noun(&self, head: Span) -> String {
        self.text(head).to_lowercase().trim_end_matches('s').to_owned()
    }

    /// Whether a byte stands in somebody's direct quotation.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        let before = self.quoted.partition_point(|quotation| quotation.start() <= at);
        before.checked_sub(1).is_some_and(|index| at < self.quoted[index].end())
    }

    /// Whether a span has something of what stands in quotation marks, or in a block quotation.
    pub(super) fn touches_quotation(&self, span: Span) -> bool {
        let quotations = &self.story.prose.quotations;
        let begun = quotations.partition_point(|quotation| quotation.span.start() < span.end());
        let Some(last) = begun.checked_sub(1) else { return false };
        // Of those begun before its end, the last reaches into the span, or one around it, or none.
        let around = quotations[last].outermost.unwrap_or(last);
        let around = [Some(last), Some(around), quotations[around].parent];
        around.into_iter().flatten().any(|index| quotations[index].span.overlaps(span))
    }

    /// Whether all words that carry a link are in a span.
    pub(super) fn covers_link(&self, span: Span) -> bool {
        let links = &self.story.document.links;
        let from = links.partition_point(|link| link.span.start() < span.start());
        links[from..]
            .iter()
            .take_while(|link| link.span.start() < span.end())
            .any(|link| span.covers(link.span))
    }

    /// What comes of a remedy in a sentence. It is kept: a sentence can have many findings of one rule.
    pub(super) fn tried(&self, remedy: &Remedy, sentence: usize) -> Arc<Tried> {
        let key = (std::ptr::from_ref(remedy) as usize, sentence);
        if let Some(tried) = locked(&self.tried).get(&key) {
            return Arc::clone(tried);
        }
        let tried = Arc::new(Tried::of(self, remedy, sentence));
        locked(&self.tried).insert(key, Arc::clone(&tried));
        tried
    }

    /// The role of the block that a sentence stands in.
    pub(super) fn role(&self, sentence: usize) -> Role {
        self.story.document.blocks[self.story.prose.sentences[sentence].block].role
    }

    /// Whether a sentence stands in the lead of an article: before the first heading, where there are headings.
    pub(super) fn is_lead(&self, sentence: usize) -> bool {
        self.heading.is_some_and(|heading| self.story.prose.sentences[sentence].block < heading)
    }

    /// The sentence that holds a byte, or the last before it.
    pub(super) fn sentence_at(&self, at: usize) -> usize {
        self.story.prose.sentence_up_to(at)
    }

    /// The sentences of the paragraph that holds a sentence; of an endless one, those near by.
    pub(super) fn paragraph(&self, sentence: usize) -> Range<usize> {
        let whole = self.story.prose.sentences_of(self.story.prose.sentences[sentence].block);
        let near = sentence.saturating_sub(LONGEST_PARAGRAPH)..sentence + LONGEST_PARAGRAPH;
        whole.start.max(near.start)..whole.end.min(near.end)
    }

    /// The attributions with cue or content in some sentences; one that is in several comes several times.
    pub(super) fn attributions_in(&self, sentences: Range<usize>) -> impl Iterator<Item = &'a Attribution> {
        sentences.flat_map(|sentence| self.story.attributions_in(sentence))
    }

    /// The same, but in a sentence without end only those near a byte of the text.
    pub(super) fn attributions_near(
        &self,
        sentences: Range<usize>,
        at: usize,
    ) -> impl Iterator<Item = &'a Attribution> {
        sentences.flat_map(move |sentence| self.story.attributions_near(sentence, at))
    }

    /// The citations with cue or content in some sentences, outside direct quotations and what a nameless source
    /// passes on; one that is in several comes several times.
    pub(super) fn citations_in(&self, sentences: Range<usize>) -> impl Iterator<Item = &'a Attribution> {
        let own = |attribution: &&Attribution| {
            let at = attribution.cue.as_ref().map(|cue| cue.span.start());
            self.counts(attribution) && at.is_none_or(|at| !self.is_quoted(at))
        };
        self.attributions_in(sentences).filter(own)
    }

    /// The first of some phrases in what an attribution says.
    pub(super) fn first_in_content(&self, phrases: &Phrases, attribution: &Attribution) -> Option<Span> {
        let prose = &self.story.prose;
        let likely = attribution.content.iter().filter(|content| self.may_say(phrases, **content));
        let mut found = likely
            .flat_map(|content| phrases.find_all(&self.story.document.text, prose, prose.tokens_in(*content)));
        found.next().map(|found| prose.span(found.marked))
    }

    /// Whether one of some phrases may be in a span: it is not where the sentence around has none.
    pub(super) fn may_say(&self, phrases: &Phrases, span: Span) -> bool {
        let sentence = self.sentence_at(span.start());
        !self.story.prose.sentences[sentence].span.covers(span) || self.says(phrases, sentence)
    }

    /// Where the story first cites a source outside direct quotations, and all later places.
    pub(super) fn citations_of(&self, source: &'a Source) -> impl Iterator<Item = &'a Attribution> {
        let attributions = source.attributions.iter().map(|index| &self.story.attributions[*index]);
        attributions
            .filter(|attribution| attribution.source.is_some_and(|source| !self.is_quoted(source.core.start())))
    }

    /// The claims that begin in a span, by place.
    pub(super) fn claims_in(&self, span: Span) -> &'a [Claim] {
        let claims = &self.story.claims;
        let from = claims.partition_point(|claim| claim.span.start() < span.start());
        let to = claims.partition_point(|claim| claim.span.start() < span.end());
        &claims[from..to.max(from)]
    }

    /// Whether a link or citation is carried by words in a span.
    pub(super) fn has_link(&self, span: Span) -> bool {
        let links = &self.story.document.links;
        let after = links.partition_point(|link| link.span.end() <= span.start());
        links.get(after).is_some_and(|link| link.span.start() < span.end())
    }

    /// Number of words in some sentences.
    pub(super) fn words(&self, sentences: Range<usize>) -> usize {
        let Some(last) = sentences.end.checked_sub(1).filter(|_| !sentences.is_empty()) else { return 0 };
        let sentence = |index: usize| &self.story.prose.sentences[index].tokens;
        let words = &self.story.prose.words[sentence(sentences.start).start..sentence(last).end];
        words.iter().filter(|word| matches!(word.kind, TokenKind::Word | TokenKind::Number)).count()
    }

    /// Number of words in the body of the story.
    pub(super) fn body_words(&self) -> usize {
        *self.body_words.get_or_init(|| {
            let body = (0..self.story.prose.sentences.len()).filter(|sentence| self.role(*sentence).is_body());
            body.map(|sentence| self.words(sentence..sentence + 1)).sum()
        })
    }

    /// Whether an attribution is a citation of the story's own. A state of mind that nobody told cites nobody, and
    /// what a nameless source passes on is that source's.
    pub(super) fn counts(&self, attribution: &Attribution) -> bool {
        !attribution.mental
            && !attribution.carried
            && !self.story.is_relayed(attribution)
            && self.role(attribution.sentence).is_body()
    }
}

/// Adds a source to a short list, once.
fn note(list: &mut Vec<usize>, source: usize, most: usize) {
    if list.len() < most && !list.contains(&source) {
        list.push(source);
    }
}
