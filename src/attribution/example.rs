//! Stories for tests: every line of a text is a paragraph, one that begins with "> " a block quotation.

use super::Story;
use crate::{prose::example::document, rule::Catalogue};

/// What is read of `text`.
pub(super) fn story(text: &str) -> Story {
    let catalogue = Catalogue::builtin().expect("the rules are well formed");
    Story::read(document(text), catalogue.lexicon(), catalogue.claims())
}

/// Every outermost quotation of `text` with the words of its source, or "-" if nobody is said to speak it.
pub(super) fn spoken(text: &str) -> Vec<(&str, &str)> {
    let story = story(text);
    let outermost = story.prose.quotations.iter().filter(|quotation| quotation.parent.is_none());
    let speaker = |at| {
        let attribution = &story.attributions[story.attribution_of(at)?];
        Some(attribution.source?.span.of(text))
    };
    outermost.map(|quotation| (quotation.span.of(text), speaker(quotation.span).unwrap_or("-"))).collect()
}
