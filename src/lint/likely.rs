//! Attributions that may pass a test, as far as it can be told without a look at words.
//!
//! Tests are many and so are attributions, but from outside these are of a few sorts: each test is tried on one of each.

use rustc_hash::FxHashMap;

use super::{test::one_of, view::View};
use crate::{attribution::Attribution, rule::AttributionTest};

/// Attributions by what of them can be told without a look at words: there are not many sorts.
pub(super) struct Sorts {
    /// By sort: the first attribution, as an index.
    first: Vec<usize>,
    /// By attribution: its sort, and whether it counts.
    of_each: Vec<(u16, bool)>,
}

impl Sorts {
    pub(super) fn of(view: &View<'_>) -> Self {
        let attributions = &view.story.attributions;
        let mut sorts = Self { first: Vec::new(), of_each: Vec::with_capacity(attributions.len()) };
        let mut known = FxHashMap::default();
        for (index, attribution) in attributions.iter().enumerate() {
            let frame = attribution.cue.as_ref().map(|cue| cue.frame);
            let source = attribution.source.is_some();
            let outside = (attribution.kind(), frame, attribution.style, attribution.mental, source);
            let sort = *known.entry(outside).or_insert_with(|| {
                sorts.first.push(index);
                sorts.first.len() as u16 - 1
            });
            sorts.of_each.push((sort, view.counts(attribution)));
        }
        sorts
    }
}

/// Attributions that may pass some tests.
pub(super) struct Likely<'s, 't> {
    attributions: &'s [Attribution],
    /// By attribution: its sort, and whether it counts.
    of_each: &'s [(u16, bool)],
    /// By sort: the tests, in order.
    tests: Vec<Vec<&'t AttributionTest>>,
}

impl<'s, 't> Likely<'s, 't> {
    /// Those among some attributions, given what they are from outside.
    pub(super) fn of(attributions: &'s [Attribution], sorts: &'s Sorts, tests: &'t [AttributionTest]) -> Self {
        let fitting =
            |first: &usize| tests.iter().filter(|test| seems_right(test, &attributions[*first])).collect();
        Self { attributions, of_each: &sorts.of_each, tests: sorts.first.iter().map(fitting).collect() }
    }

    /// Each, with the tests that it may pass.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'s Attribution, &[&'t AttributionTest])> {
        self.all(|_| true)
    }

    /// Those that count.
    pub(super) fn counting(&self) -> impl Iterator<Item = (&'s Attribution, &[&'t AttributionTest])> {
        self.all(|counts| counts)
    }

    fn all(
        &self,
        is_wanted: impl Fn(bool) -> bool,
    ) -> impl Iterator<Item = (&'s Attribution, &[&'t AttributionTest])> {
        self.attributions.iter().zip(self.of_each).filter_map(move |(attribution, (sort, counts))| {
            let tests = self.tests[usize::from(*sort)].as_slice();
            (!tests.is_empty() && is_wanted(*counts)).then_some((attribution, tests))
        })
    }
}

/// Whether an attribution passes a test as far as it can be told without a look at words.
pub(super) fn seems_right(test: &AttributionTest, attribution: &Attribution) -> bool {
    let frame = attribution.cue.as_ref().map(|cue| cue.frame);
    one_of(&test.kind, &attribution.kind())
        && (test.frame.is_empty() || frame.is_some_and(|frame| test.frame.contains(&frame)))
        && one_of(&test.style, &attribution.style)
        && test.mental.is_none_or(|mental| mental == attribution.mental)
        && (attribution.source.is_some() || test.head.is_empty() && test.words.is_empty())
}
