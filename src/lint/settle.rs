//! Findings among themselves: one source mention, one diagnostic.
//!
//! In this order: the same words in the same sentence, said again, are told once; rules that another suppresses
//! fall silent; of the rules that speak of one source or of the same words, the highest is told and the others
//! are attached; notes for which a paragraph's finding stands are folded. What somebody has agreed to is settled apart
//! from the rest, so that it is never the one that is told in place of others; but it still suppresses.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{finding::Finding, view::View};
use crate::{
    diagnostic::Accepted,
    rule::{Definition, Once},
};

/// Settles the findings; the result is by place.
pub(super) fn settle(view: &View<'_>, rules: &[Definition], mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| (finding.span.start(), finding.rule, finding.span.end()));
    agree(&mut findings);
    let (accepted, open) = findings.into_iter().partition(|finding| finding.accepted.is_some());
    let told = [open, accepted].map(|findings| told_once(view, rules, findings));
    let silenced = silenced(rules, told.iter().flatten());
    let speaks = |finding: &Finding| !silenced.contains(rules[finding.rule].code.get_ref().as_str());
    let speaking = told.map(|findings| findings.into_iter().filter(speaks).collect());
    let mut findings = speaking.map(attached).concat();
    fold(view, rules, &mut findings);
    findings.sort_by_key(|finding| (finding.span.start(), finding.span.end(), finding.rule));
    findings
}

/// Whoever has agreed to the highest of what is said of some words has agreed to the rest of it: the report showed it
/// beneath. `findings` are by place.
fn agree(findings: &mut [Finding]) {
    for index in 0..findings.len() {
        let (span, rank) = (findings[index].span, findings[index].rank);
        let Some(accepted) = findings[index].accepted.clone().filter(|_| rank > 0) else { continue };
        let first = findings.partition_point(|finding| finding.span.start() < span.start());
        let behind = findings.partition_point(|finding| finding.span.start() < span.end());
        let same = &mut findings[first..behind];
        if same.iter().all(|finding| finding.rank <= rank) {
            for finding in same.iter_mut().filter(|finding| finding.rank > 0) {
                finding.accepted.get_or_insert_with(|| accepted.clone());
            }
        }
    }
}

/// Later findings of the same become "also at" of the first: the same words in a sentence that stands twice; the
/// same source, noun or sentence, where the rule tells each once.
fn told_once(view: &View<'_>, rules: &[Definition], findings: Vec<Finding>) -> Vec<Finding> {
    #[derive(PartialEq, Eq, Hash)]
    enum Key<'a> {
        Words(usize, usize, &'a str),
        Source(usize, usize),
        Head(usize, String),
        Sentence(usize, usize),
        Paragraph(usize, usize),
        Story(usize),
    }
    let mut first: FxHashMap<Key<'_>, usize> = FxHashMap::default();
    // By sentence: the first that has the same words. A long one can have many findings, and is looked at once.
    let (mut same_words, mut by_words) = (FxHashMap::default(), FxHashMap::default());
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let sentence = *same_words.entry(finding.sentence).or_insert_with(|| {
            let words = view.text(view.story.prose.sentences[finding.sentence].span);
            *by_words.entry(words).or_insert(finding.sentence)
        });
        let mut keys = vec![Key::Words(finding.rule, sentence, view.text(finding.span))];
        match (rules[finding.rule].report.once, finding.source) {
            (Once::Source, Some(source)) => keys.push(Key::Source(finding.rule, source)),
            (Once::Head, _) => {
                keys.extend(finding.head.map(|head| Key::Head(finding.rule, view.noun(head))));
            }
            (Once::Paragraph, _) => {
                keys.push(Key::Paragraph(finding.rule, view.story.prose.sentences[finding.sentence].block));
            }
            (Once::Story, _) => keys.push(Key::Story(finding.rule)),
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
            told.also_at.push(finding.span);
            told.also_at.extend(finding.also_at);
        } else {
            first.extend(keys.into_iter().map(|key| (key, kept.len())));
            kept.push(finding);
        }
    }
    for finding in &mut kept {
        finding.also_at.sort_unstable();
        finding.also_at.dedup();
        finding.also_at.retain(|span| *span != finding.span);
    }
    kept
}

/// The rules that a finding of another rule suppresses, by code.
fn silenced<'r, 'f>(
    rules: &'r [Definition],
    findings: impl Iterator<Item = &'f Finding>,
) -> FxHashSet<&'r str> {
    let speaking: FxHashSet<usize> = findings.map(|finding| finding.rule).collect();
    let suppressed = speaking.into_iter().flat_map(|rule| &rules[rule].report.suppresses);
    suppressed.map(|code| code.get_ref().as_str()).collect()
}

/// Attaches what speaks of the same source, or of overlapping words, to the finding of the highest rank.
fn attached(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.rank));
    let mut told = Told::default();
    for finding in findings {
        // Rules without a rank stand alone: claims, whole paragraphs, the story.
        let primary = if finding.rank > 0 { told.primary(&finding) } else { None };
        match primary {
            Some(primary) => told.findings[primary].attached.push(finding),
            None => told.tell(finding),
        }
    }
    told.findings
}

/// The findings that are told, and where later ones can be attached.
#[derive(Default)]
struct Told {
    findings: Vec<Finding>,
    by_source: FxHashMap<usize, usize>,
    by_start: BTreeMap<usize, usize>,
}

impl Told {
    /// How many findings before a place are looked at for one that reaches over it.
    const REACH: usize = 4;

    /// A finding of another rule on the same source or on overlapping words.
    fn primary(&self, finding: &Finding) -> Option<usize> {
        let same_source = finding.source.and_then(|source| self.by_source.get(&source)).copied();
        let near = self.by_start.range(..finding.span.end()).rev().take(Self::REACH).map(|(_, index)| *index);
        let overlapping = || near.into_iter().find(|index| self.findings[*index].span.overlaps(finding.span));
        same_source.or_else(overlapping).filter(|index| self.findings[*index].rule != finding.rule)
    }

    fn tell(&mut self, finding: Finding) {
        if finding.rank > 0 {
            let index = self.findings.len();
            if let Some(source) = finding.source {
                self.by_source.entry(source).or_insert(index);
            }
            self.by_start.entry(finding.span.start()).or_insert(index);
        }
        self.findings.push(finding);
    }
}

/// Folds the findings that the finding of a paragraph stands for. Whoever has agreed to that has agreed to them.
fn fold(view: &View<'_>, rules: &[Definition], findings: &mut [Finding]) {
    let block = |finding: &Finding| view.story.prose.sentences[finding.sentence].block;
    let code = |finding: &Finding| rules[finding.rule].code.get_ref().as_str();
    let standing: FxHashMap<(usize, &str), Option<Accepted>> =
        (findings.iter()).map(|finding| ((block(finding), code(finding)), finding.accepted.clone())).collect();
    for finding in findings {
        let into = rules[finding.rule].report.folds_into.as_ref();
        let stands = into.and_then(|into| standing.get(&(block(finding), into.get_ref().as_str())));
        if let Some(accepted) = stands {
            finding.folded = true;
            finding.accepted = finding.accepted.take().or_else(|| accepted.clone());
        }
    }
}
