//! Stories for tests: every line of a text is a paragraph, one that begins with "> " a block quotation.

use super::{Story, sentence::SentenceReader};
use crate::{
    prose::{Prose, example::document},
    rule::Catalogue,
};

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

/// What the grammar vouches for in `text`, whatever the model thinks of it: "source < cue > content, content".
pub(super) fn vouched(text: &str) -> Vec<String> {
    let catalogue = Catalogue::builtin().expect("the rules are well formed");
    let document = document(text);
    let prose = Prose::read(&document, catalogue.lexicon());
    let mut found = Vec::new();
    let mut reader = SentenceReader::new(&document.text, &prose);
    for sentence in 0..prose.sentences.len() {
        reader.turn_to(sentence);
        let chunks = 0..reader.clause().chunks.len();
        found.extend(chunks.filter_map(|at| reader.vouched(at)));
    }
    let shown = found.into_iter().map(|found| {
        let cut = |tokens: std::ops::Range<usize>| prose.span(tokens).of(text);
        let source = found.source.map_or("-", |source| cut(source.core));
        let content: Vec<_> = found.content.iter().map(|span| span.of(text)).collect();
        format!("{source} < {} > {}", cut(found.cue), content.join(", "))
    });
    shown.collect()
}
