//! What the script that learns the weights needs of the crate.

use super::{Choice, Judge, Tag, Tagged, Tagger, capital::Written, learned, view::Features};
use crate::{Span, document::Document, lexicon::Lexicon, prose::Prose};

/// log2 of the number of weights.
pub const BITS: u32 = learned::BITS;

/// Where the weight of a feature stands, for one part.
pub fn slot(feature: u32, part: Tag) -> usize {
    learned::slot(feature, part) as usize
}

struct Teacher<F>(F);

impl<F: FnMut(Span, &[u32], &[Tag]) -> Tag> Judge for Teacher<F> {
    fn choose(&mut self, word: &Tagged, features: &Features, parts: &[Tag]) -> Choice {
        Choice::sure((self.0)(word.span, features, parts))
    }
}

/// Tags a story, asking `choose` (bytes of the document's text, features, parts) what each undecided word is.
pub fn read(
    document: &Document,
    prose: &Prose,
    lexicon: &Lexicon,
    choose: impl FnMut(Span, &[u32], &[Tag]) -> Tag,
) -> Vec<Tagged> {
    let mut words: Vec<Tagged> = prose.words.iter().map(|word| word.untagged(lexicon)).collect();
    let written = Written::of(document, &words, &prose.sentences, lexicon);
    let mut tagger = Tagger::new(document, &written, Teacher(choose));
    prose.sentences.iter().for_each(|sentence| tagger.tag(&mut words[sentence.tokens.clone()]));
    words
}
