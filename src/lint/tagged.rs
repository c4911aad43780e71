//! Findings that an editor has tagged already: the page asks for a source there, and need not be told to.
//!
//! A tag counts where the report with templates would set one: behind the words, behind the sentence, or in the
//! paragraph. One behind words is about the nearest before it that could want it.

use super::{finding::Finding, view::View};
use crate::{
    Span, Spanned,
    diagnostic::{Acceptance, Accepted, Tag, TagPlace},
    document::Tagged,
    rule::Definition,
};

/// Templates that ask for the same.
const ALIKE: &[&[&str]] = &[
    &[
        "who",
        "by whom",
        "according to whom",
        "attribution needed",
        "weasel inline",
        "which",
        "specify",
        "clarify",
    ],
    &[
        "citation needed",
        "attribution needed",
        "better source needed",
        "unreliable source?",
        "verify source",
        "non-primary source needed",
        "full citation needed",
        "failed verification",
        "dubious",
        "original research inline",
    ],
    &["quantify", "who", "clarify", "specify"],
    &["when", "clarify"],
    &["POV statement", "peacock inline"],
];

/// Marks the findings that the tags of a document stand for.
pub(super) fn apply(view: &View<'_>, rules: &[Definition], findings: &mut [Finding]) {
    let tags = &view.story.document.tagged;
    if tags.is_empty() {
        return;
    }
    let wanted = |finding: &Finding| rules[finding.rule].report.wikitext.as_ref().map(Spanned::get_ref);
    let mut wanting: Vec<Span> =
        findings.iter().filter(|finding| wanted(finding).is_some()).map(|finding| finding.span).collect();
    wanting.sort_unstable();
    for finding in findings.iter_mut().filter(|finding| finding.accepted.is_none()) {
        let Some(wanted) = wanted(finding) else { continue };
        let stretch = stretch(view, finding, wanted);
        let first = tags.partition_point(|tag| tag.at <= stretch.start());
        let mut near = tags[first..].iter().take_while(|tag| tag.at <= stretch.end());
        let found = near.find(|tag| {
            is_alike(&wanted.template, tag.template)
                && (wanted.behind != TagPlace::Words || is_nearest(&wanting, finding.span, tag))
        });
        if let Some(tag) = found {
            let reason = format!("already tagged {{{{{}}}}}", tag.template);
            finding.accepted = Some(Accepted { by: Acceptance::Note, reason });
        }
    }
}

/// Where a tag counts.
fn stretch(view: &View<'_>, finding: &Finding, wanted: &Tag) -> Span {
    let prose = &view.story.prose;
    let sentence = &prose.sentences[finding.sentence];
    match wanted.behind {
        TagPlace::Words => Span::new(finding.span.start(), sentence.span.end().max(finding.span.end())),
        TagPlace::Sentence => sentence.span.join(finding.span),
        TagPlace::Paragraph => view.story.document.blocks[sentence.block].span,
    }
}

fn is_alike(wanted: &str, tag: &str) -> bool {
    wanted.eq_ignore_ascii_case(tag)
        || ALIKE.iter().any(|alike| alike.contains(&wanted) && alike.contains(&tag))
}

/// Whether no other words that want a tag stand between some words and a tag. `wanting` are by place.
fn is_nearest(wanting: &[Span], words: Span, tag: &Tagged) -> bool {
    let behind = wanting.partition_point(|other| other.start() < words.end());
    wanting.get(behind).is_none_or(|next| next.start() >= tag.at)
}
