//! The phrases that rules look for, all in one walk over the story.

use crate::{
    Span,
    attribution::Story,
    parallel,
    phrase::PatternSet,
    prose::again::{Change, Kept},
    rule::Definition,
};

/// The phrases that some rules look for.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    patterns: PatternSet,
    /// By pattern: the rule and the test of that rule that look for it, as indices.
    owners: Vec<(usize, usize)>,
}

/// A phrase that some rule looks for.
#[derive(Debug)]
pub(super) struct Hit {
    /// Index of the sentence that has it.
    sentence: usize,
    /// Index of the pattern.
    pattern: usize,
    /// Its words, or those of them that count.
    span: Span,
}

/// Where a story has the phrases of each test of each rule, by place.
pub(super) struct Swept {
    /// By rule and test, as indices.
    found: Vec<Vec<Vec<Span>>>,
}

impl Sweep {
    /// What those of some rules look for that speak.
    pub(super) fn of(rules: &[Definition]) -> Self {
        let speaking = rules.iter().enumerate().filter(|(_, rule)| rule.speaks().is_some());
        let tests = speaking.flat_map(|(index, rule)| {
            rule.visits.phrase.iter().enumerate().map(move |(test, phrases)| ((index, test), phrases))
        });
        let sets: Vec<_> =
            tests.filter_map(|(owner, phrases)| Some((owner, phrases.find.patterns()?))).collect();
        let owners = sets.iter().flat_map(|(owner, set)| std::iter::repeat_n(*owner, set.len()));
        Self { owners: owners.collect(), patterns: PatternSet::of_all(sets.iter().map(|(_, set)| *set)) }
    }

    /// Looks through a story.
    pub(super) fn through(&self, story: &Story) -> Vec<Hit> {
        let read = |sentence, hits: &mut Vec<Hit>| self.through_sentence(story, sentence, hits);
        parallel::each(story.prose.sentences.len(), read)
    }

    /// Looks through a sentence, given by its index.
    pub(super) fn through_sentence(&self, story: &Story, sentence: usize, hits: &mut Vec<Hit>) {
        let prose = &story.prose;
        let tokens = prose.sentences[sentence].tokens.clone();
        let found = self.patterns.find_all(&story.document.text, &prose.words, tokens);
        hits.extend(found.into_iter().map(|(pattern, hit)| Hit {
            sentence,
            pattern,
            span: prose.span(hit.marked),
        }));
    }

    /// What was found in all sentences, in their order, by rule and test. `rules` are those that the sweep is of.
    pub(super) fn sorted(&self, rules: &[Definition], hits: &[Hit]) -> Swept {
        let mut found: Vec<_> = rules.iter().map(|rule| vec![Vec::new(); rule.visits.phrase.len()]).collect();
        for hit in hits {
            let (rule, test) = self.owners[hit.pattern];
            found[rule][test].push(hit.span);
        }
        Swept { found }
    }
}

impl Swept {
    /// Where the phrases of a test of a rule stand.
    pub(super) fn of(&self, rule: usize, test: usize) -> &[Span] {
        &self.found[rule][test]
    }
}

impl Kept for Hit {
    fn sentence(&self) -> usize {
        self.sentence
    }

    fn shift(&mut self, change: &Change) {
        self.span = change.span(self.span);
        self.sentence = change.sentence(self.sentence);
    }
}
