//! Which attributions have their cue or content in a sentence.

use super::Attribution;
use crate::prose::Prose;

/// By sentence: attributions, as indices, in order. All in one list, as most sentences have none or one.
#[derive(Clone, Debug, Default)]
pub(super) struct BySentence {
    /// By sentence: where its entries begin; and where the last one's end.
    starts: Vec<u32>,
    entries: Vec<u32>,
}

impl BySentence {
    pub(super) fn of(prose: &Prose, attributions: &[Attribution]) -> Self {
        let sentences = &prose.sentences;
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(attributions.len());
        for (index, attribution) in attributions.iter().enumerate() {
            let mut enter = |sentence: usize| pairs.push((sentence as u32, index as u32));
            enter(attribution.sentence);
            for content in &attribution.content {
                prose.sentences_in(*content, attribution.sentence).for_each(&mut enter);
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = Vec::with_capacity(sentences.len() + 1);
        for (at, (sentence, _)) in pairs.iter().enumerate() {
            starts.resize(starts.len().max(*sentence as usize + 1), at as u32);
        }
        starts.resize(sentences.len() + 1, pairs.len() as u32);
        Self { starts, entries: pairs.into_iter().map(|(_, index)| index).collect() }
    }

    /// The attributions of a sentence.
    pub(super) fn get(&self, sentence: usize) -> &[u32] {
        &self.entries[self.starts[sentence] as usize..self.starts[sentence + 1] as usize]
    }
}
