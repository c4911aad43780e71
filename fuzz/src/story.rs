//! Attributions, the ledger and claims: any text, in paragraphs.

use onrecord::{
    Span,
    attribution::{Attribution, Frame, Mention, Story},
};

use super::{
    check::LINTER,
    document::words,
    prose::{assert_same, check_prose, paragraphs},
    twice::check_twice,
};

/// Whoever is cited, whatever for, and by what words, stands in the story; where, holds together.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let story = LINTER.read(paragraphs(&text));
    check_story(&story);
    check_twice(&story.document);
    let again = LINTER.read(paragraphs(&text));
    assert_same(&story.prose, &again.prose);
    assert_eq!(format!("{:?}", story.attributions), format!("{:?}", again.attributions));
    assert_eq!(story.sources, again.sources);
    assert_eq!(story.claims, again.claims);
}

/// All that was read of a story points to each other and into the text.
pub(crate) fn check_story(story: &Story) {
    check_prose(&story.document, &story.prose);
    for attribution in &story.attributions {
        check_attribution(story, attribution);
    }
    let sentences = || story.attributions.iter().map(|attribution| attribution.sentence);
    assert!(sentences().is_sorted(), "not by place: {:?}", sentences().collect::<Vec<_>>());
    check_ledger(story);
    check_claims(story);
    for index in 0..story.prose.sentences.len() {
        assert!(story.is_attributed(index) || !story.is_sourced(index), "sourced, and not attributed");
        assert!(story.attributions_in(index).count() <= story.attributions.len());
    }
    for quotation in &story.prose.quotations {
        let attribution = story.attribution_of(quotation.span).map(|index| &story.attributions[index]);
        assert!(
            attribution
                .is_none_or(|attribution| attribution.content.iter().any(|span| span.covers(quotation.span)))
        );
    }
}

/// Cue and source stand in the sentence; what is carried over has no cue, and its source in one before.
fn check_attribution(story: &Story, attribution: &Attribution) {
    let (text, prose) = (story.document.text.as_str(), &story.prose);
    let sentence = &prose.sentences[attribution.sentence];
    assert!(!attribution.content.is_empty() || attribution.cue.is_some(), "{attribution:?}");
    let mut end = 0;
    for content in &attribution.content {
        words(text, *content);
        assert!(end <= content.start() && !content.is_empty(), "content: {attribution:?}");
        end = content.end();
    }
    assert!(!attribution.carried || attribution.cue.is_none(), "{attribution:?}");
    if let Some(cue) = &attribution.cue {
        assert_eq!(prose.span(cue.tokens.clone()), cue.span, "{attribution:?}");
        assert!(sentence.span.covers(cue.span), "the cue is outside of its sentence: {attribution:?}");
    }
    let Some(source) = &attribution.source else { return };
    check_mention(story, source);
    let here = sentence.span.covers(source.span);
    let frame = attribution.cue.as_ref().map(|cue| cue.frame);
    let may_be_elsewhere = attribution.carried || frame.is_none_or(|frame| frame == Frame::Bare);
    assert!(here || may_be_elsewhere, "the source is outside of its sentence: {attribution:?} in {story:?}");
}

/// A noun phrase and its head (the name, perhaps, that stands beside it) within the whole of it, all in one sentence.
fn check_mention(story: &Story, mention: &Mention) {
    for span in [mention.span, mention.core, mention.head] {
        words(&story.document.text, span);
        assert!(!span.is_empty(), "{mention:?}");
    }
    assert!(mention.span.covers(mention.core) && mention.span.covers(mention.head), "{mention:?}");
    assert!(is_in_a_sentence(story, mention.span), "{mention:?}");
    assert!(mention.id < story.sources.len(), "{mention:?}");
}

fn is_in_a_sentence(story: &Story, span: Span) -> bool {
    let sentence = story.prose.sentence_at(span.start()).map(|index| &story.prose.sentences[index]);
    sentence.is_some_and(|sentence| sentence.span.covers(span))
}

/// Each source has its number; what it is cited for cites it, and the other way round.
fn check_ledger(story: &Story) {
    let text = story.document.text.as_str();
    for (id, source) in story.sources.iter().enumerate() {
        assert_eq!(source.id, id);
        assert!(!source.name.is_empty(), "{source:?}");
        assert!(source.mentions.is_sorted(), "{source:?}");
        assert!(source.attributions.is_sorted(), "{source:?}");
        let told = [source.body, source.affiliation, source.basis, source.reason];
        for span in source.mentions.iter().copied().chain(told.into_iter().flatten()) {
            assert!(!words(text, span).is_empty(), "{source:?}");
        }
        for index in &source.attributions {
            let attribution = &story.attributions[*index];
            assert!(attribution.source.is_some_and(|mention| mention.id == id), "{source:?}: {attribution:?}");
            assert!(!attribution.carried, "what is carried over counts: {source:?}");
        }
    }
    for (index, attribution) in story.attributions.iter().enumerate().filter(|(_, one)| !one.carried) {
        let counts = attribution
            .source
            .is_none_or(|mention| story.sources[mention.id].attributions.binary_search(&index).is_ok());
        assert!(counts, "not in the ledger: {attribution:?}");
    }
}

/// In order, each in its sentence.
fn check_claims(story: &Story) {
    let mut at = 0;
    for claim in &story.claims {
        assert!(!words(&story.document.text, claim.span).is_empty(), "{claim:?}");
        assert!(at <= claim.span.start(), "not by place: {:?}", story.claims);
        at = claim.span.start();
        assert!(story.prose.sentences[claim.sentence].span.covers(claim.span), "{claim:?}");
        assert!(claim.holder.is_none_or(|holder| holder < story.sources.len()), "{claim:?}");
    }
}
