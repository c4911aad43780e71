//! Findings among themselves: one source mention, one diagnostic.
//!
//! In this order: the same words in the same sentence, said again, are told once; rules that another suppresses
//! fall silent; of the rules that speak of one source or of the same words, the highest is told and the others
//! are attached; notes for which a paragraph's finding stands are folded.

use rustc_hash::FxHashMap;

use super::{finding::Finding, view::View};
use crate::{
    Span,
    rule::{Definition, Once},
};

/// Settles the findings; the result is by place.
pub(super) fn settle(view: &View<'_>, rules: &[Definition], mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| (finding.span.start(), finding.rule, finding.span.end()));
    let findings = told_once(view, rules, findings);
    let findings = unsuppressed(rules, findings);
    let mut findings = attached(rules, findings);
    fold(view, rules, &mut findings);
    findings.sort_by_key(|finding| (finding.span.start(), finding.span.end(), finding.rule));
    findings
}

/// Later findings of the same become "also at" of the first: the same words in a sentence that stands twice; the
/// same source or sentence, where the rule tells each once.
fn told_once(view: &View<'_>, rules: &[Definition], findings: Vec<Finding>) -> Vec<Finding> {
    #[derive(PartialEq, Eq, Hash)]
    enum Key<'a> {
        Words(usize, &'a str, &'a str),
        Source(usize, usize),
        Sentence(usize, usize),
        Paragraph(usize, usize),
    }
    let mut first: FxHashMap<Key<'_>, usize> = FxHashMap::default();
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let sentence = view.text(view.story.prose.sentences[finding.sentence].span);
        let mut keys = vec![Key::Words(finding.rule, sentence, view.text(finding.span))];
        match (rules[finding.rule].report.once, finding.source) {
            (Once::Source, Some(source)) => keys.push(Key::Source(finding.rule, source)),
            (Once::Paragraph, _) => {
                keys.push(Key::Paragraph(finding.rule, view.story.prose.sentences[finding.sentence].block));
            }
            (Once::Sentence, _) => keys.push(Key::Sentence(finding.rule, finding.sentence)),
            _ => {}
        }
        let nested =
            kept.last().is_some_and(|last| last.rule == finding.rule && last.span.overlaps(finding.span));
        if nested {
            continue;
        }
        if let Some(index) = keys.iter().find_map(|key| first.get(key)) {
            let told = &mut kept[*index];
            let again = std::iter::once(finding.span).chain(finding.also_at);
            let new: Vec<Span> =
                again.filter(|span| *span != told.span && !told.also_at.contains(span)).collect();
            told.also_at.extend(new);
        } else {
            first.extend(keys.into_iter().map(|key| (key, kept.len())));
            kept.push(finding);
        }
    }
    kept
}

/// Without the findings of rules that a finding of another rule suppresses.
fn unsuppressed(rules: &[Definition], findings: Vec<Finding>) -> Vec<Finding> {
    let mut speaking: Vec<usize> = findings.iter().map(|finding| finding.rule).collect();
    speaking.sort_unstable();
    speaking.dedup();
    let suppressed = |finding: &Finding| {
        let code = rules[finding.rule].code.get_ref();
        speaking
            .iter()
            .any(|rule| rules[*rule].report.suppresses.iter().any(|silenced| silenced.get_ref() == code))
    };
    findings.into_iter().filter(|finding| !suppressed(finding)).collect()
}

/// Attaches what speaks of the same source, or of overlapping words, to the finding of the highest rank.
fn attached(rules: &[Definition], findings: Vec<Finding>) -> Vec<Finding> {
    let rank = |finding: &Finding| rules[finding.rule].report.rank;
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(rank(&findings[*index])));
    let mut findings: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    let mut told: Vec<Finding> = Vec::new();
    let mut by_source: FxHashMap<usize, usize> = FxHashMap::default();
    for index in order {
        let Some(finding) = findings[index].take() else { continue };
        // Rules without a rank stand alone: claims, whole paragraphs, the story.
        let primary = if rank(&finding) == 0 {
            None
        } else {
            let same_source = finding.source.and_then(|source| by_source.get(&source)).copied();
            same_source.or_else(|| {
                told.iter().position(|told| {
                    rank(told) > 0 && told.rule != finding.rule && told.span.overlaps(finding.span)
                })
            })
        };
        match primary {
            Some(primary) if told[primary].rule != finding.rule => told[primary].attached.push(finding),
            _ => {
                if let Some(source) = finding.source.filter(|_| rank(&finding) > 0) {
                    by_source.entry(source).or_insert(told.len());
                }
                told.push(finding);
            }
        }
    }
    told
}

/// Folds the findings that the finding of a paragraph stands for.
fn fold(view: &View<'_>, rules: &[Definition], findings: &mut [Finding]) {
    let block = |finding: &Finding| view.story.prose.sentences[finding.sentence].block;
    let standing: Vec<(usize, String)> =
        findings.iter().map(|finding| (block(finding), rules[finding.rule].code.get_ref().clone())).collect();
    for finding in findings {
        let into = rules[finding.rule].report.folds_into.as_ref();
        let block = block(finding);
        finding.folded = into.is_some_and(|into| standing.contains(&(block, into.get_ref().clone())));
    }
}
