//! What the reader found, held against the marks.

use std::{collections::BTreeSet, fmt};

use onrecord::{
    Span,
    attribution::{Attribution, SourceKind, Story},
};

use crate::markup::{Annotated, Gold};

/// Counts that precision and recall are made of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    hit: usize,
    predicted: usize,
    gold: usize,
}

impl Tally {
    fn count(&mut self, predicted: bool, gold: bool) {
        self.hit += usize::from(predicted && gold);
        self.predicted += usize::from(predicted);
        self.gold += usize::from(gold);
    }

    fn add(&mut self, other: Self) {
        self.hit += other.hit;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }

    pub(crate) fn precision(self) -> f64 {
        share(self.hit, self.predicted)
    }

    pub(crate) fn recall(self) -> f64 {
        share(self.hit, self.gold)
    }

    pub(crate) fn f1(self) -> f64 {
        share(2 * self.hit, self.predicted + self.gold)
    }
}

#[allow(clippy::cast_precision_loss, reason = "words of a few stories")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The figures of a story, or of many.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scores {
    /// Attributions whose cue was found.
    pub(crate) cue: Tally,
    /// Sources found, of attributions whose cue was found.
    pub(crate) source: Tally,
    /// Words inside content.
    pub(crate) content: Tally,
    /// Sentences that overlap content.
    pub(crate) sentence: Tally,
    /// Kinds that are right, of sources that were found: precision and recall are the same.
    pub(crate) kind: Tally,
    /// Sources found that are anonymous or vague.
    pub(crate) unnamed: Tally,
    /// Pairs of mentions that are the same source.
    pub(crate) same_source: Tally,
    /// Pairs of mentions that are not.
    pub(crate) different: usize,
}

impl Scores {
    /// The rows of the table.
    pub(crate) fn rows(&self) -> [(&'static str, Tally); 7] {
        [
            ("cue", self.cue),
            ("source", self.source),
            ("content", self.content),
            ("sentence", self.sentence),
            ("kind", self.kind),
            ("unnamed", self.unnamed),
            ("same source", self.same_source),
        ]
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.cue.add(other.cue);
        self.source.add(other.source);
        self.content.add(other.content);
        self.sentence.add(other.sentence);
        self.kind.add(other.kind);
        self.unnamed.add(other.unnamed);
        self.same_source.add(other.same_source);
        self.different += other.different;
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{:12}  found  marked      P      R     F1", "")?;
        for (name, tally) in self.rows() {
            let (p, r, f1) = (tally.precision(), tally.recall(), tally.f1());
            writeln!(out, "{name:12} {:6} {:7}  {p:.3}  {r:.3}  {f1:.3}", tally.predicted, tally.gold)?;
        }
        let joined = self.same_source.predicted - self.same_source.hit;
        writeln!(out, "{joined} of {} pairs of different sources are taken for one", self.different)
    }
}

/// The figures of one story, and where marks and reader disagree, one line each.
pub(crate) struct Scored {
    pub(crate) scores: Scores,
    pub(crate) disagreements: Vec<String>,
}

/// Scores what was found in a story.
pub(crate) fn score(annotated: &Annotated, story: &Story) -> Scored {
    let found: Vec<_> = story.attributions.iter().map(|found| Found::new(found, story)).collect();
    let pairs = Pairs::new(&found, &annotated.attributions);
    let mut scores = Scores::default();
    let mut notes = Notes { text: &annotated.text, lines: Vec::new() };
    cues(&mut scores, &mut notes, &pairs);
    sources(&mut scores, &mut notes, &pairs);
    contents(&mut scores, annotated, story, &found);
    same_sources(&mut scores, &mut notes, &pairs);
    notes.lines.sort();
    Scored { scores, disagreements: notes.lines.into_iter().map(|(_, line)| line).collect() }
}

/// An attribution of the reader, in bytes of the story's file.
struct Found {
    source: Option<(Span, SourceKind, usize)>,
    cue: Option<Span>,
    content: Vec<Span>,
}

impl Found {
    fn new(found: &Attribution, story: &Story) -> Self {
        let in_file = |span: Span| story.document.map.to_file(span);
        Self {
            source: found.source.map(|source| (in_file(source.span), source.kind, source.id)),
            cue: found.cue.as_ref().map(|cue| in_file(cue.span)),
            content: found.content.iter().copied().map(in_file).collect(),
        }
    }
}

/// Which attribution found is which marked one.
struct Pairs<'a> {
    paired: Vec<(&'a Found, &'a Gold)>,
    missed: Vec<&'a Gold>,
    invented: Vec<&'a Found>,
}

impl<'a> Pairs<'a> {
    /// Cues find their like first; what has no cue, on either side, then goes by content.
    fn new(found: &'a [Found], gold: &'a [Gold]) -> Self {
        let mut missed: Vec<_> = gold.iter().collect();
        let mut paired = Vec::new();
        let mut pair = |found: &'a Found, is_same: &dyn Fn(&Gold) -> bool| {
            let hit = missed.iter().position(|gold| is_same(gold));
            paired.extend(hit.map(|hit| (found, missed.remove(hit))));
            hit.is_none()
        };
        let mut rest: Vec<_> = found.iter().collect();
        rest.retain(|found| pair(found, &|gold| found.cue.is_some_and(|cue| fits(cue, &gold.cue))));
        rest.retain(|found| {
            pair(found, &|gold| {
                (found.cue.is_none() || gold.cue.is_empty()) && overlap(&found.content, &gold.content)
            })
        });
        // A quotation or a sentence that goes on is content of the attribution before it in the marks, and often
        // one of its own to the reader: it invents nothing.
        rest.retain(|found| {
            found.cue.is_some() || !gold.iter().any(|gold| overlap(&found.content, &gold.content))
        });
        Self { paired, missed, invented: rest }
    }
}

/// Whether spans overlap, and the one found is not so long that it could hardly miss.
fn fits(found: Span, gold: &[Span]) -> bool {
    overlap(&[found], gold) && found.len() <= 3 * gold.iter().map(|span| span.len()).sum::<usize>() + 20
}

fn overlap(these: &[Span], those: &[Span]) -> bool {
    these.iter().any(|this| those.iter().any(|that| this.overlaps(*that)))
}

/// Disagreements by place.
struct Notes<'a> {
    text: &'a str,
    lines: Vec<(usize, String)>,
}

impl Notes<'_> {
    fn add(&mut self, what: &str, at: Span, rest: &str) {
        let line = self.text[..at.start()].matches('\n').count() + 1;
        let before = self.text[..at.start()].char_indices().rev().take(30).last().map_or(0, |(at, _)| at);
        let after = self.text[at.end()..].chars().take(30).collect::<String>();
        let words = format!("{}«{}»{after}", &self.text[before..at.start()], at.of(self.text));
        self.lines.push((at.start(), format!("{line}: {what}: …{}…{rest}", words.replace('\n', " "))));
    }
}

fn cues(scores: &mut Scores, notes: &mut Notes<'_>, pairs: &Pairs<'_>) {
    scores.cue = Tally {
        hit: pairs.paired.len(),
        predicted: pairs.paired.len() + pairs.invented.len(),
        gold: pairs.paired.len() + pairs.missed.len(),
    };
    for gold in &pairs.missed {
        notes.add("missed", *gold.cue.first().unwrap_or(&gold.content[0]), "");
    }
    for found in &pairs.invented {
        let content = found.content.first().copied();
        if let Some(at) = found.cue.or(content) {
            notes.add("invented", at, "");
        }
    }
}

fn sources(scores: &mut Scores, notes: &mut Notes<'_>, pairs: &Pairs<'_>) {
    let unnamed = |kind| matches!(kind, SourceKind::Anonymous | SourceKind::Vague);
    for found in &pairs.invented {
        scores.source.count(found.source.is_some(), false);
    }
    for gold in &pairs.missed {
        scores.source.count(false, !gold.source.is_empty());
    }
    for (found, gold) in &pairs.paired {
        let Some((span, kind, _)) = found.source else {
            scores.source.count(false, !gold.source.is_empty());
            gold.source.first().inspect(|span| notes.add("source missed", **span, ""));
            continue;
        };
        let hit = fits(span, &gold.source);
        scores.source.count(true, hit);
        if !hit {
            scores.source.count(false, !gold.source.is_empty());
            let wanted = gold.source.first().map_or("none", |span| span.of(notes.text));
            notes.add("source wrong", span, &format!(" (marked: {wanted})"));
        } else if let Some(marked) = gold.kind {
            scores.kind.count(true, kind == marked);
            scores.kind.count(false, kind != marked);
            scores.unnamed.count(unnamed(kind), unnamed(marked));
            if kind != marked {
                notes.add("kind", span, &format!(" (marked {}, found {})", marked.name(), kind.name()));
            }
        }
    }
}

fn contents(scores: &mut Scores, annotated: &Annotated, story: &Story, found: &[Found]) {
    let found: Vec<_> = found.iter().flat_map(|found| found.content.iter().copied()).collect();
    let gold: Vec<_> = annotated.attributions.iter().flat_map(|gold| gold.content.iter().copied()).collect();
    for word in words(&annotated.text) {
        let inside = |spans: &[Span]| spans.iter().any(|span| span.covers(word));
        scores.content.count(inside(&found), inside(&gold));
    }
    for sentence in &story.prose.sentences {
        let sentence = story.document.map.to_file(sentence.span);
        scores.sentence.count(overlap(&[sentence], &found), overlap(&[sentence], &gold));
    }
}

fn words(text: &str) -> impl Iterator<Item = Span> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + word.len())
    })
}

/// Over all pairs of mentions in attributions that were found: the same source or not.
fn same_sources(scores: &mut Scores, notes: &mut Notes<'_>, pairs: &Pairs<'_>) {
    let mentions: Vec<_> = pairs.paired.iter().filter(|(_, gold)| !gold.source.is_empty()).collect();
    let mut noted = BTreeSet::new();
    for (index, (found, gold)) in mentions.iter().enumerate() {
        let Some((_, _, id)) = found.source else { continue };
        for (other, other_gold) in &mentions[..index] {
            let Some((span, _, other_id)) = other.source else { continue };
            // One mention that serves two attributions says nothing of who is who.
            if gold.source == other_gold.source {
                continue;
            }
            let (predicted, marked) = (id == other_id, gold.entity == other_gold.entity);
            scores.same_source.count(predicted, marked);
            scores.different += usize::from(!marked);
            if predicted != marked && noted.insert(gold.source[0]) {
                let what = if marked { "not joined" } else { "wrongly joined" };
                notes.add(what, gold.source[0], &format!(" (with: {})", span.of(notes.text)));
            }
        }
    }
}
