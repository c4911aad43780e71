//! Who speaks in which quotation.

use rustc_hash::FxHashMap;

use crate::{
    Span,
    attribution::{
        Frame,
        found::{Found, SourcePhrase},
    },
    prose::{Prose, Tagged},
};

/// Who has which quotation: the first attribution whose content takes it in and whose cue stands outside it.
pub(super) fn read(prose: &Prose, words: &[Tagged], found: &[Found]) -> Speakers {
    let mut speakers = Speakers::default();
    for (index, found) in found.iter().enumerate() {
        let Some(source) = &found.source else { continue };
        let inside = prose.outermost_at(words[source.core.start].span.start());
        for content in &found.content {
            let first = prose.quotations.partition_point(|quotation| quotation.span.start() < content.start());
            let within =
                prose.quotations[first..].iter().take_while(|quote| quote.span.start() < content.end());
            let quotations = first..first + within.count();
            speakers.enter(quotations.filter(|quotation| inside != Some(*quotation)), index);
        }
    }
    speakers
}

/// How many turns back the one who asks is looked for: nobody answers so often in a row.
const TURNS: usize = 64;

/// The turns of an interview that have labels.
pub(super) struct Labels<'a> {
    text: &'a str,
    words: &'a [Tagged],
    found: &'a [Found],
    /// Indices of the turns, each with its label.
    turns: Vec<(usize, &'a SourcePhrase)>,
    /// By turn: where the first label ends, in tokens, from that turn on.
    first_ends: Vec<usize>,
}

impl<'a> Labels<'a> {
    pub(super) fn of(text: &'a str, words: &'a [Tagged], found: &'a [Found]) -> Self {
        let label = |(index, found): (usize, &'a Found)| {
            found.source.as_ref().filter(|_| found.frame == Frame::Colon).map(|source| (index, source))
        };
        let turns: Vec<_> = found.iter().enumerate().filter_map(label).collect();
        let mut first_ends: Vec<usize> = turns.iter().map(|(_, source)| source.tokens.end).collect();
        for at in (1..first_ends.len()).rev() {
            first_ends[at - 1] = first_ends[at - 1].min(first_ends[at]);
        }
        Self { text, words, found, turns, first_ends }
    }

    /// Whom "you" means in an interview whose turns have labels: who has the label of the turn before.
    pub(super) fn addressed(&self, phrase: &SourcePhrase) -> Option<usize> {
        if self.turns.is_empty() || !self.name(phrase).eq_ignore_ascii_case("you") {
            return None;
        }
        let before = self.first_ends.partition_point(|end| *end <= phrase.core.start);
        let (turn, label) = self.turns[before.checked_sub(1)?];
        let at = self.words[phrase.core.start].span.start();
        let inside = |content: &Span| (content.start()..content.end()).contains(&at);
        if !self.found[turn].content.iter().any(inside) {
            return None;
        }
        let earlier = self.turns[..before - 1].iter().rev();
        let mut earlier = earlier.filter(|(_, label)| label.tokens.end <= phrase.core.start).take(TURNS);
        earlier.find(|(_, other)| self.name(other) != self.name(label)).map(|(turn, _)| *turn)
    }

    fn name(&self, phrase: &SourcePhrase) -> &'a str {
        let core = &phrase.core;
        self.words[core.start].span.join(self.words[core.end - 1].span).of(self.text)
    }
}

/// Whose quotation a "we" or "I" stands in: by quotation, the attribution that has it.
#[derive(Default)]
pub(super) struct Speakers {
    of_quotation: FxHashMap<usize, usize>,
}

impl Speakers {
    /// Gives the quotations that begin in a span to an attribution, unless they have one.
    fn enter(&mut self, quotations: impl Iterator<Item = usize>, attribution: usize) {
        for quotation in quotations {
            self.of_quotation.entry(quotation).or_insert(attribution);
        }
    }

    pub(super) fn of(&self, quotation: usize) -> Option<usize> {
        self.of_quotation.get(&quotation).copied()
    }
}
