//! What the script that learns the weights needs of the crate.

pub use super::learned::{BITS, slot};
use super::{Choice, Judge, Tag, Tagged, tag_with};
use crate::{Span, document::Document, lexicon::Lexicon, prose::Prose};

struct Teacher<F>(F);

impl<F: FnMut(Span, &[u32], &[Tag]) -> Tag> Judge for Teacher<F> {
    fn choose(&mut self, word: &Tagged, features: &[u32], parts: &[Tag]) -> Choice {
        Choice::sure((self.0)(word.token.span, features, parts))
    }
}

/// Tags a story, asking `choose` (bytes of the document's text, features, parts) what each undecided word is.
pub fn read(
    document: &Document,
    prose: &Prose,
    lexicon: &Lexicon,
    choose: impl FnMut(Span, &[u32], &[Tag]) -> Tag,
) -> Vec<Tagged> {
    tag_with(document, prose, lexicon, &mut Teacher(choose))
}
