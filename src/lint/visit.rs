//! The walk: each rule at each node that it visits.

use rustc_hash::FxHashMap;

use super::{echo, excuse::Subject, finding::Finding, sweep::Swept, view::View};
use crate::{
    Span,
    attribution::{Attribution, ClaimKind, Source},
    diagnostic::{Label, Level, Scope},
    parallel,
    rule::{
        AttributionTest, ClaimTest, Definition, ParagraphTest, PhraseTest, QuotationTest, SentenceTest,
        SourceTest, StoryTest, Visits,
    },
};

/// How many claims of a paragraph are pointed at.
const LABELS: usize = 8;

/// Everything that the rules find, rules on paragraphs and stories last.
pub(super) fn findings(view: &View<'_>, rules: &[Definition], swept: &Swept) -> Vec<Finding> {
    let sentences = view.story.prose.sentences.len();
    if sentences == 0 {
        return Vec::new();
    }
    let on = || rules.iter().enumerate().filter(|(_, rule)| rule.speaks().is_some());
    let visit = |(index, rule): (usize, &Definition)| {
        let mut visitor = Visitor { view, rule, index, swept, findings: Vec::new() };
        visitor.visit(&rule.visits);
        visitor.findings
    };
    // By all threads, and before they part ways: none of them may wait for another that waits for it.
    if parallel::is_long(sentences) && on().any(|(_, rule)| !rule.visits.echo.is_empty()) {
        view.gists();
    }
    let mut findings =
        parallel::all(sentences, on().collect(), visit).into_iter().flatten().collect::<Vec<_>>();
    for (index, rule) in on() {
        for test in &rule.visits.paragraph {
            let found = paragraphs(view, rules, index, rule, test, &findings);
            findings.extend(found);
        }
    }
    findings
}

struct Visitor<'v, 's> {
    view: &'v View<'s>,
    rule: &'v Definition,
    index: usize,
    swept: &'v Swept,
    findings: Vec<Finding>,
}

impl<'v> Visitor<'v, '_> {
    fn visit(&mut self, visits: &Visits) {
        if !visits.source.is_empty() {
            self.visit_sources();
        }
        if !visits.attribution.is_empty() {
            self.visit_attributions();
        }
        if !visits.quotation.is_empty() {
            self.visit_quotations();
        }
        if !visits.claim.is_empty() {
            self.visit_claims();
        }
        if !visits.sentence.is_empty() {
            self.visit_sentences();
        }
        if !visits.phrase.is_empty() {
            self.visit_phrases();
        }
        if !visits.opening.is_empty() {
            self.visit_opening();
        }
        if !visits.echo.is_empty() {
            self.visit_echoes();
        }
        if !visits.story.is_empty() {
            self.visit_story();
        }
    }

    fn visit_sources(&mut self) {
        let (view, rule) = (self.view, self.rule);
        for source in &view.story.sources {
            let cited = |test: &'v SourceTest| {
                if !View::may_pass(test, source) {
                    return None;
                }
                let mut citations = citations(view, rule, source, test);
                let first = citations.next()?;
                let mention = first.source.filter(|mention| view.source_passes(test, source, mention))?;
                let later = citations.filter_map(|citation| citation.source);
                Some((test, first, mention, later.map(|mention| mention.core).collect()))
            };
            let found = rule.visits.source.iter().find_map(cited);
            let Some((test, first, mention, later)) = found else { continue };
            let mut finding = self.finding(test.level, test.rank, mention.core);
            finding.source = Some(source.id);
            finding.head = Some(mention.head);
            finding.cue = first.cue.as_ref().map(|cue| cue.span);
            finding.missing = test.lacks.iter().map(|detail| detail.question().to_owned()).collect();
            finding.missing.dedup(); // a body, and a body of whatever sort, are one question
            finding.also_at = later;
            self.keep(finding, Subject { attribution: Some(first), claim: None });
        }
    }

    fn visit_attributions(&mut self) {
        let likely = self.view.likely(&self.rule.visits.attribution);
        for (attribution, tests) in likely.iter().filter(|(attribution, _)| !attribution.carried) {
            let Some(span) = anchor(attribution) else { continue };
            let holds = |test: &&&AttributionTest| self.view.is_right(test, attribution);
            let Some(test) = tests.iter().find(holds) else { continue };
            let said = self.view.first_in_content(&test.content, attribution);
            let own_words = said.filter(|said| test.mark_content && !self.view.is_quoted(said.start()));
            let mut finding = self.finding(test.level, test.rank, own_words.unwrap_or(span));
            finding.source = attribution.source.map(|source| source.id);
            finding.head = attribution.source.map(|source| source.head);
            finding.cue = attribution.cue.as_ref().map(|cue| cue.span);
            finding.second = said.into_iter().filter(|_| own_words.is_none()).collect();
            self.keep(finding, Subject { attribution: Some(attribution), claim: None });
        }
    }

    fn visit_quotations(&mut self) {
        for quotation in &self.view.story.prose.quotations {
            if quotation.parent.is_some() || quotation.continues.is_some() {
                continue;
            }
            let speaker = self
                .view
                .story
                .attribution_of(quotation.span)
                .map(|index| &self.view.story.attributions[index]);
            let holds = |test: &&QuotationTest| self.view.quotation_passes(self.rule, test, quotation, speaker);
            let Some(test) = self.rule.visits.quotation.iter().find(holds) else { continue };
            let mut finding = self.finding(test.level, None, quotation.span);
            finding.source = speaker.and_then(|speaker| speaker.source).map(|source| source.id);
            finding.number = quotation.words;
            self.keep_here(finding, Subject { attribution: speaker, claim: None });
        }
    }

    fn visit_claims(&mut self) {
        for claim in &self.view.story.claims {
            let holds = |test: &&ClaimTest| self.view.claim_passes(test, claim);
            let Some(test) = self.rule.visits.claim.iter().find(holds) else { continue };
            let finding = self.finding(test.level, None, claim.span);
            self.keep(finding, Subject { attribution: None, claim: Some(claim) });
        }
    }

    fn visit_sentences(&mut self) {
        for (index, sentence) in self.view.story.prose.sentences.iter().enumerate() {
            let holds = |test: &&SentenceTest| self.view.sentence_passes(self.rule, test, index);
            let Some(test) = self.rule.visits.sentence.iter().find(holds) else { continue };
            self.keep(self.finding(test.level, None, sentence.span), Subject::default());
        }
    }

    fn visit_phrases(&mut self) {
        for (index, test) in self.rule.visits.phrase.iter().enumerate() {
            let mut found = self.phrases(index, test);
            if test.alone {
                found = self.alone(found);
            }
            for span in found {
                let finding = self.finding(test.level, test.rank, span);
                if test.quoted.unwrap_or(self.rule.quoted) || !self.view.is_quoted(span.start()) {
                    self.keep_here(finding, Subject::default());
                }
            }
        }
    }

    fn visit_opening(&mut self) {
        for test in &self.rule.visits.opening {
            let view = self.view;
            let is_body = |sentence: &usize| self.rule.blocks.contains(&view.role(*sentence));
            let opening: Vec<usize> = (0..view.story.prose.sentences.len())
                .filter(is_body)
                .take(self.rule.number(&test.sentences))
                .collect();
            let (Some(first), Some(last)) = (opening.first(), opening.last()) else { continue };
            let resting: Vec<&Attribution> = (view.citations_in(*first..*last + 1))
                .filter(|attribution| view.passes_one(&test.rests_on, attribution))
                .collect();
            if resting.is_empty() {
                continue;
            }
            let start = view.story.prose.sentences[*first].tokens.start;
            let mut finding = self.finding(test.level, None, view.story.prose.words[start].span);
            finding.scope = Scope::Story;
            finding.second = resting.into_iter().filter_map(anchor).collect();
            self.keep_here(finding, Subject::default());
        }
    }

    fn visit_echoes(&mut self) {
        for test in &self.rule.visits.echo {
            let mut told: FxHashMap<usize, usize> = FxHashMap::default();
            for echo in echo::echoes(self.view, self.rule, test) {
                if let Some(first) = told.get(&echo.index) {
                    self.findings[*first].also_at.push(echo.span);
                    continue;
                }
                let mut finding = self.finding(test.level, None, echo.span);
                finding.sentence = echo.sentence;
                finding.second.push(echo.telling);
                let before = self.findings.len();
                self.keep(finding, Subject::default());
                if self.findings.len() > before {
                    told.insert(echo.index, before);
                }
            }
        }
    }

    /// Where the patterns and the letters of a test stand.
    fn phrases(&self, index: usize, test: &PhraseTest) -> Vec<Span> {
        let document = &self.view.story.document;
        let mut found = self.swept.of(self.index, index).to_vec();
        if test.text.is_empty() {
            return found;
        }
        let text = document.prose();
        found.extend(self.view.memory.letters(text, &test.text, letters));
        let has = |target: &str| !letters(target, &test.text).is_empty();
        found.extend(document.links.iter().filter(|link| has(&link.target)).map(|link| link.span));
        found
    }

    /// Those of some spans whose words no other of them has.
    fn alone(&self, spans: Vec<Span>) -> Vec<Span> {
        let mut times: FxHashMap<&str, usize> = FxHashMap::default();
        for span in &spans {
            *times.entry(self.view.text(*span)).or_default() += 1;
        }
        spans.into_iter().filter(|span| times.get(self.view.text(*span)) == Some(&1)).collect()
    }

    fn visit_story(&mut self) {
        let holds = |test: &&StoryTest| self.view.story_passes(self.rule, test);
        let Some(test) = self.rule.visits.story.iter().find(holds) else { return };
        let first = (0..self.view.story.prose.sentences.len())
            .find(|sentence| self.rule.blocks.contains(&self.view.role(*sentence)));
        let Some(first) = first else { return };
        let opening = self.view.story.prose.sentences[first].tokens.start;
        let mut finding = self.finding(test.level, None, self.view.story.prose.words[opening].span);
        finding.scope = Scope::Story;
        finding.number = self.view.body_words();
        self.keep_here(finding, Subject::default());
    }

    /// A finding of a test, which may have a level and a rank of its own.
    fn finding(&self, level: Option<Level>, rank: Option<u32>, span: Span) -> Finding {
        let level = self.rule.level_of(level);
        let rank = rank.unwrap_or(self.rule.report.rank);
        Finding::new(self.index, level, rank, span, self.view.sentence_at(span.start()))
    }

    /// Keeps a finding that is not inside a direct quotation.
    fn keep(&mut self, finding: Finding, subject: Subject<'_>) {
        if self.rule.quoted || !self.view.is_quoted(finding.span.start()) {
            self.keep_here(finding, subject);
        }
    }

    /// Keeps a finding in a block that the rule looks at, if nothing excuses it and something is missing there of
    /// what the rule wants.
    fn keep_here(&mut self, mut finding: Finding, subject: Subject<'_>) {
        let block = self.rule.blocks.contains(&self.view.role(finding.sentence));
        if !block || self.view.is_excused(self.rule, &finding, subject) {
            return;
        }
        if !self.rule.wants.is_empty() {
            finding.missing = self.view.missing(self.rule, &finding, subject);
            if finding.missing.is_empty() {
                return;
            }
        }
        self.findings.push(finding);
    }
}

/// Where the story cites a source in the way that a test asks for.
fn citations<'v, 's>(
    view: &'v View<'s>,
    rule: &'v Definition,
    source: &'s Source,
    test: &'v SourceTest,
) -> impl Iterator<Item = &'s Attribution> {
    view.citations_of(source).filter(|citation| {
        rule.blocks.contains(&view.role(citation.sentence)) && view.cue_passes(&test.cue, citation)
    })
}

/// What to point at in an attribution: its source where it has one, else its cue.
fn anchor(attribution: &Attribution) -> Option<Span> {
    let cue = attribution.cue.as_ref().map(|cue| cue.span);
    attribution.source.map(|source| source.core).or(cue)
}

/// So many bytes of a text are put into small letters at a time, that no second copy is made of a long one.
const WINDOW: usize = 1 << 16;

/// Every place of some letters in a text, whatever the case of those of ASCII: by what is wanted, and then by place.
fn letters(text: &str, wanted: &[String]) -> Vec<Span> {
    let needles: Vec<String> =
        wanted.iter().filter(|wanted| !wanted.is_empty()).map(|wanted| wanted.to_ascii_lowercase()).collect();
    let finders: Vec<_> = needles.iter().map(memchr::memmem::Finder::new).collect();
    let longest = needles.iter().map(String::len).max().unwrap_or_default();
    let mut found: Vec<Vec<Span>> = vec![Vec::new(); needles.len()];
    let mut window: Vec<u8> = Vec::new();
    for start in (0..text.len()).step_by(WINDOW) {
        let end = start + WINDOW;
        window.clear();
        let seen = &text.as_bytes()[start..text.len().min(end + longest)];
        window.extend(seen.iter().map(u8::to_ascii_lowercase));
        for (finder, found) in finders.iter().zip(&mut found) {
            let length = finder.needle().len();
            let mut next = found.last().map_or(start, |last| last.end().max(start));
            while let Some(at) = window.get(next - start..).and_then(|rest| finder.find(rest)) {
                if next + at >= end {
                    break; // the next window has it whole
                }
                found.push(Span::new(next + at, next + at + length));
                next += at + length;
            }
        }
    }
    found.concat()
}

/// Paragraphs with enough sentences in which some rules found something.
fn paragraphs(
    view: &View<'_>,
    rules: &[Definition],
    index: usize,
    rule: &Definition,
    test: &ParagraphTest,
    findings: &[Finding],
) -> Vec<Finding> {
    let is_trigger = |finding: &&Finding| {
        test.triggers.iter().any(|code| code.get_ref() == rules[finding.rule].code.get_ref())
    };
    let mut triggers: Vec<&Finding> = findings.iter().filter(is_trigger).collect();
    triggers.sort_by_key(|finding| finding.span);
    let block = |finding: &Finding| view.story.prose.sentences[finding.sentence].block;
    let in_block = triggers.chunk_by(|one, other| block(one) == block(other));
    let found = in_block.filter_map(|triggers| {
        let sentences = view.paragraph(triggers.first()?.sentence);
        let claiming = triggers.chunk_by(|one, other| one.sentence == other.sentence).count();
        let enough = claiming >= rule.number(&test.min_triggers)
            && view.words(sentences.clone()) >= rule.number(&test.min_words);
        let level = rule.level_of(test.level);
        let first = triggers.first()?;
        let mut finding = Finding::new(index, level, rule.report.rank, first.span, first.sentence);
        finding.scope = Scope::Paragraph;
        finding.number = sentences.len();
        finding.labels = triggers.iter().take(LABELS).map(|trigger| label(view, trigger)).collect();
        let right_block = rule.blocks.contains(&view.role(first.sentence));
        (enough && right_block && !view.is_excused(rule, &finding, Subject::default())).then_some(finding)
    });
    found.collect()
}

/// What a trigger is, under its words.
fn label(view: &View<'_>, trigger: &Finding) -> Label {
    let kind =
        view.claims_in(trigger.span).iter().find(|claim| claim.span == trigger.span).map(|claim| claim.kind);
    Label { span: trigger.span, message: kind.map_or("claim", ClaimKind::name).to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_found_across_windows() {
        let text = format!("{}UTM_source{}utm_SOURCE", "x".repeat(WINDOW - 5), "é".repeat(WINDOW));
        let letters = |text: &str, wanted: &str| super::letters(text, &[wanted.to_owned()]);
        let found = letters(&text, "utm_source");
        let at = WINDOW + 5 + 2 * WINDOW;
        assert_eq!(found, [Span::new(WINDOW - 5, WINDOW + 5), Span::new(at, at + 10)]);
        assert_eq!(letters("aaaaa", "aa"), [Span::new(0, 2), Span::new(2, 4)]);
        assert!(letters("Rain", "").is_empty());
    }
}
