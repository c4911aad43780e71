//! The phrases that rules look for, all in one walk over the story.

use crate::{Span, attribution::Story, phrase::PatternSet, rule::Definition};

/// The phrases that some rules look for.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    patterns: PatternSet,
    /// By pattern: the rule and the test of that rule that look for it, as indices.
    owners: Vec<(usize, usize)>,
}

/// Where a story has the phrases of each test of each rule, by place.
pub(super) struct Swept {
    /// By rule and test, as indices.
    found: Vec<Vec<Vec<Span>>>,
}

impl Sweep {
    /// What those of some rules look for that speak.
    pub(super) fn of(rules: &[Definition]) -> Self {
        let mut sweep = Self::default();
        for (rule, definition) in rules.iter().enumerate().filter(|(_, rule)| rule.speaks().is_some()) {
            for (test, phrases) in definition.visits.phrase.iter().enumerate() {
                for pattern in phrases.find.patterns() {
                    sweep.patterns.add(pattern.clone());
                    sweep.owners.push((rule, test));
                }
            }
        }
        sweep
    }

    /// Looks through a story. `rules` are those that the sweep is of.
    pub(super) fn through(&self, story: &Story, rules: &[Definition]) -> Swept {
        let mut found: Vec<_> = rules.iter().map(|rule| vec![Vec::new(); rule.visits.phrase.len()]).collect();
        let prose = &story.prose;
        for sentence in &prose.sentences {
            let hits = self.patterns.find_all(&story.document.text, &prose.words, sentence.tokens.clone());
            for (pattern, hit) in hits {
                let (rule, test) = self.owners[pattern];
                found[rule][test].push(prose.span(hit.marked));
            }
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
