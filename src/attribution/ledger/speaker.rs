//! Who speaks in which quotation.

use rustc_hash::FxHashMap;

use crate::{
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
        let inside = prose.outermost_at(words[source.core.start].token.span.start());
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

/// Whom "you" means in an interview whose turns have labels: who has the label of the turn before.
pub(super) fn addressed(text: &str, words: &[Tagged], found: &[Found], phrase: &SourcePhrase) -> Option<usize> {
    let name = |phrase: &SourcePhrase| {
        words[phrase.core.start].token.span.join(words[phrase.core.end - 1].token.span).of(text)
    };
    if !name(phrase).eq_ignore_ascii_case("you") {
        return None;
    }
    let label = |index: &usize| {
        let turn = &found[*index];
        turn.frame == Frame::Colon
            && turn.source.as_ref().is_some_and(|source| source.tokens.end <= phrase.core.start)
    };
    let of = |index: usize| found[index].source.as_ref().map(name);
    let mut turns = (0..found.len()).filter(label).rev();
    let turn = turns.next()?;
    let at = words[phrase.core.start].token.span.start();
    let inside = found[turn].content.iter().any(|content| (content.start()..content.end()).contains(&at));
    turns.find(|index| inside && of(*index) != of(turn))
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
