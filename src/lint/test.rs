//! Whether a test of a rule holds at a node.

use rustc_hash::FxHashSet;

use super::{likely::seems_right, view::View};
use crate::{
    Span,
    attribution::{Attribution, Claim, Count, Mention, Source, SourceKind},
    lexicon::ClassSet,
    prose::Quotation,
    rule::{
        AttributionTest, ClaimTest, Classes, CountTest, Definition, Detail, Many, Number, Phrases,
        QuotationTest, SentenceTest, SourceTest, StoryTest,
    },
};

/// How many words to either side of a name can introduce whom it names.
const BESIDE: usize = 8;

impl View<'_> {
    /// Whether a source can pass, as far as its row in the ledger tells.
    pub(super) fn may_pass(test: &SourceTest, source: &Source) -> bool {
        one_of(&test.kind, &source.kind)
            && lacks_all(source, &test.lacks)
            && test.gives.iter().all(|detail| gives(source, *detail))
            && test.many.is_none_or(|many| (many == Many::Uncounted) == (source.count == Count::Plural))
    }

    /// Whether a source that can pass, first cited by `mention`, does.
    pub(super) fn source_passes(&self, test: &SourceTest, source: &Source, mention: &Mention) -> bool {
        self.head_passes(mention, &test.head, &test.not_head)
            && (test.words.is_empty() || source.mentions.iter().any(|mention| self.has(&test.words, *mention)))
            && source.mentions.iter().all(|mention| self.lacks(&test.not_words, *mention))
            && (test.not_beside.is_empty() || !self.has_beside(&test.not_beside, source))
    }

    /// Whether one of some phrases has the name of a source in it, at one of the first places of the name. Of a
    /// source without a name nothing can be told, and it counts as having one.
    fn has_beside(&self, phrases: &Phrases, source: &Source) -> bool {
        let prose = &self.story.prose;
        let mut names = source.mentions.iter().flat_map(|mention| self.names_in(prose.tokens_in(*mention)));
        let Some(name) = names.next() else { return true };
        self.places_named(name).any(|place| {
            let sentence = &prose.sentences[self.sentence_at(prose.words[place].span.start())].tokens;
            let from = sentence.start.max(place.saturating_sub(BESIDE));
            let to = sentence.end.min(place + BESIDE + 1);
            phrases.any(&self.story.document.text, prose, from..to, |found| found.tokens.contains(&place))
        })
    }

    /// Whether the cue of a citation is of one of these classes, or there is none.
    pub(super) fn cue_passes(&self, classes: &Classes, citation: &Attribution) -> bool {
        let right = |span: Span| self.classes(span).any(classes.set());
        classes.is_empty() || citation.cue.as_ref().is_none_or(|cue| right(cue.span))
    }

    /// Whether an attribution that seems right for a test passes it.
    pub(super) fn is_right(&self, test: &AttributionTest, attribution: &Attribution) -> bool {
        // What costs least to ask comes first.
        (test.cue.is_empty() || self.has_cue(attribution, test.cue.set()))
            && attribution.source.is_none_or(|mention| self.mention_passes(test, &mention))
            && (test.claims.is_empty()
                || self.content_claims(attribution).any(|claim| test.claims.contains(&claim.kind)))
            && (test.content.is_empty()
                || attribution
                    .content
                    .iter()
                    .any(|content| self.may_say(&test.content, *content) && self.has(&test.content, *content)))
            && (test.sentence.is_empty() || self.says(&test.sentence, attribution.sentence))
    }

    fn mention_passes(&self, test: &AttributionTest, mention: &Mention) -> bool {
        lacks_all(&self.story.sources[mention.id], &test.lacks)
            && self.head_passes(mention, &test.head, &test.not_head)
            && self.has(&test.words, mention.span)
            && self.lacks(&test.not_words, mention.span)
    }

    /// Whether a quotation, spoken by somebody or not, passes.
    pub(super) fn quotation_passes(
        &self,
        rule: &Definition,
        test: &QuotationTest,
        quotation: &Quotation,
        speaker: Option<&Attribution>,
    ) -> bool {
        let mention = speaker.and_then(|speaker| speaker.source);
        let first = || self.text(quotation.span).chars().find(|letter| letter.is_alphabetic());
        let most = rule.number(&test.max_words);
        test.spoken.is_none_or(|spoken| spoken == mention.is_some())
            && (test.kind.is_empty() || speaker.is_some_and(|speaker| test.kind.contains(&speaker.kind())))
            && (test.head.is_empty()
                || mention.is_some_and(|mention| self.head_passes(&mention, &test.head, &Classes::default())))
            && test.closed.is_none_or(|closed| closed == quotation.closed)
            && test.sentence.is_none_or(|sentence| sentence == first().is_some_and(char::is_uppercase))
            && quotation.words >= rule.number(&test.min_words)
            && (most == 0 || quotation.words <= most)
    }

    /// Whether a claim passes.
    pub(super) fn claim_passes(&self, test: &ClaimTest, claim: &Claim) -> bool {
        one_of(&test.kind, &claim.kind)
            && test.modal.is_none_or(|modal| modal == claim.modal)
            && self.has(&test.words, claim.span)
    }

    /// Whether a sentence, by its index, passes.
    pub(super) fn sentence_passes(&self, rule: &Definition, test: &SentenceTest, sentence: usize) -> bool {
        let span = self.story.prose.sentences[sentence].span;
        let claims = self.claims_in(span);
        self.words(sentence..sentence + 1) >= rule.number(&test.min_words)
            && test.sourced.is_none_or(|sourced| sourced == self.story.is_sourced(sentence))
            && (test.claims.is_empty() || claims.iter().any(|claim| test.claims.contains(&claim.kind)))
            && (test.words.is_empty() || self.says(&test.words, sentence))
            && (test.not_words.is_empty() || !self.says(&test.not_words, sentence))
    }

    /// Whether the story passes.
    pub(super) fn story_passes(&self, rule: &Definition, test: &StoryTest) -> bool {
        self.body_words() >= rule.number(&test.min_words)
            && test.counts.iter().all(|count| count_passes(rule, count, |of| self.count(of)))
            && test.sources.iter().all(|count| count_passes(rule, count, |of| self.count_sources(of)))
    }

    /// How many attributions pass one of some tests.
    fn count(&self, tests: &[AttributionTest]) -> usize {
        self.counted(tests).len()
    }

    /// How many different sources have an attribution that passes one of some tests. Whoever goes by the name of a
    /// person among them ("the Ruiz campaign", "an aide to Ruiz") is that person's voice; documents are their own.
    fn count_sources(&self, tests: &[AttributionTest]) -> usize {
        let mut sources: Vec<usize> = self
            .counted(tests)
            .iter()
            .filter_map(|attribution| attribution.source)
            .map(|source| source.id)
            .collect();
        sources.sort_unstable();
        sources.dedup();
        let names = |source: usize| {
            let mentions = self.story.sources[source].mentions.iter();
            mentions.flat_map(|mention| self.names_in(self.story.prose.tokens_in(*mention)))
        };
        let is_person = |source: &usize| self.story.sources[*source].kind == SourceKind::Named;
        let people: FxHashSet<&str> = sources.iter().copied().filter(is_person).flat_map(names).collect();
        let stands_alone = |source: &usize| {
            matches!(self.story.sources[*source].kind, SourceKind::Named | SourceKind::Document)
        };
        let own = |source: &&usize| stands_alone(source) || !names(**source).any(|name| people.contains(name));
        sources.iter().filter(own).count()
    }

    /// The attributions that pass one of some tests and are citations of the story's own.
    pub(super) fn counted(&self, tests: &[AttributionTest]) -> Vec<&Attribution> {
        let likely = self.likely(tests);
        let passes = |(one, tests): &(&Attribution, &[&AttributionTest])| {
            tests.iter().any(|test| self.is_right(test, one))
        };
        likely.counting().filter(passes).map(|(attribution, _)| attribution).collect()
    }

    /// Whether an attribution passes one of some tests.
    pub(super) fn passes_one(&self, tests: &[AttributionTest], attribution: &Attribution) -> bool {
        tests.iter().any(|test| seems_right(test, attribution) && self.is_right(test, attribution))
    }

    /// Whether one of the phrases is in a span; none at all are in any.
    pub(super) fn has(&self, phrases: &Phrases, span: Span) -> bool {
        phrases.is_empty()
            || phrases.any(
                &self.story.document.text,
                &self.story.prose,
                self.story.prose.tokens_in(span),
                |_| true,
            )
    }

    /// Whether none of the phrases is in a span.
    pub(super) fn lacks(&self, phrases: &Phrases, span: Span) -> bool {
        phrases.is_empty() || !self.has(phrases, span)
    }

    fn head_passes(&self, mention: &Mention, head: &Classes, not_head: &Classes) -> bool {
        if head.is_empty() && not_head.is_empty() {
            return true;
        }
        let classes =
            self.story.prose.words[self.story.prose.token_at(mention.head.end().saturating_sub(1))].classes;
        (head.is_empty() || classes.any(head.set())) && !classes.any(not_head.set())
    }

    /// Whether a word of the cue of an attribution is in one of some classes.
    fn has_cue(&self, attribution: &Attribution, classes: ClassSet) -> bool {
        let mut words = attribution.cue.iter().flat_map(|cue| &self.story.prose.words[cue.tokens.clone()]);
        words.any(|word| word.classes.any(classes))
    }

    /// All classes of the words in a span.
    pub(super) fn classes(&self, span: Span) -> ClassSet {
        let words = &self.story.prose.words[self.story.prose.tokens_in(span)];
        words.iter().fold(ClassSet::default(), |classes, word| classes.with(word.classes))
    }

    fn content_claims<'s>(&'s self, attribution: &'s Attribution) -> impl Iterator<Item = &'s Claim> {
        attribution.content.iter().flat_map(|content| self.claims_in(*content))
    }
}

/// Whether the story gives none of some details of a source.
fn lacks_all(source: &Source, details: &[Detail]) -> bool {
    !details.iter().any(|detail| gives(source, *detail))
}

/// Whether the story gives a detail of a source.
fn gives(source: &Source, detail: Detail) -> bool {
    let given = match detail {
        Detail::Body => source.body,
        Detail::Affiliation => source.affiliation,
        Detail::Basis => source.basis,
        Detail::Reason => source.reason,
    };
    given.is_some()
}

/// Whether a value is in a list; an empty list asks for nothing.
pub(super) fn one_of<T: PartialEq>(list: &[T], value: &T) -> bool {
    list.is_empty() || list.contains(value)
}

/// Whether the story cites so many as a test asks for, given how to count them.
fn count_passes(rule: &Definition, test: &CountTest, counted: impl Fn(&[AttributionTest]) -> usize) -> bool {
    let number = |number: &Option<Number>| number.as_ref().map(|number| rule.number(number));
    let count = counted(&test.of);
    number(&test.least).is_none_or(|least| count >= least)
        && number(&test.most).is_none_or(|most| count <= most)
        && number(&test.over_percent).is_none_or(|percent| count * 100 > percent * counted(&test.among))
}
