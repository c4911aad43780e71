//! Circumstances around a finding: those that excuse it (`[[unless]]`), and those that give what it wants (`[[wants]]`).

use std::ops::Range;

use super::{finding::Finding, view::View};
use crate::{
    Span,
    attribution::{Attribution, Claim, SourceKind},
    lexicon::ClassSet,
    prose::Tag,
    rule::{Definition, Phrases, Place, Reach, Unless, Want},
};

/// So many words can stand before what a sentence is about: "but", "on Monday,".
const OPENERS: usize = 3;

/// What a finding is about, besides its words.
#[derive(Clone, Copy, Default)]
pub(super) struct Subject<'a> {
    /// The attribution that the rule visited, or by which the story first cites the source.
    pub(super) attribution: Option<&'a Attribution>,
    pub(super) claim: Option<&'a Claim>,
}

impl View<'_> {
    /// Whether a circumstance of the rule excuses the finding.
    pub(super) fn is_excused(&self, rule: &Definition, finding: &Finding, subject: Subject<'_>) -> bool {
        rule.unless.iter().any(|unless| self.holds(rule, unless, finding, subject))
            || self.is_allowed(rule, finding)
    }

    /// Whether a phrase that the house allows is in the sentence and shares words with the finding.
    fn is_allowed(&self, rule: &Definition, finding: &Finding) -> bool {
        let prose = &self.story.prose;
        let sentence = || prose.sentences[finding.sentence].tokens.clone();
        rule.set.allow.iter().any(|phrases| {
            phrases.any(&self.story.document.text, prose, sentence(), |found| {
                prose.span(found.tokens.clone()).overlaps(finding.span)
            })
        })
    }

    /// What the rule wants to know and the story does not tell; none where it tells enough.
    pub(super) fn missing(&self, rule: &Definition, finding: &Finding, subject: Subject<'_>) -> Vec<String> {
        let told = |want: &&Want| want.found.iter().any(|found| self.holds(rule, found, finding, subject));
        let missing: Vec<String> =
            rule.wants.iter().filter(|want| !told(want)).map(|want| want.what.clone()).collect();
        let enough = rule.enough.as_ref().map_or(rule.wants.len(), |enough| rule.number(enough));
        if rule.wants.len() - missing.len() >= enough { Vec::new() } else { missing }
    }

    fn holds(&self, rule: &Definition, unless: &Unless, finding: &Finding, subject: Subject<'_>) -> bool {
        let wanted = unless.option.as_ref().is_none_or(|name| rule.option(name) > 0);
        let right_words = unless.words.is_empty() || self.has(&unless.words, finding.span);
        let right_end = !unless.unstopped || !self.is_stopped(finding.sentence);
        let right_part = !unless.lead || self.is_lead(finding.sentence);
        if !wanted || !right_part || !right_words || !right_end || !self.opens(&unless.opens, finding) {
            return false;
        }
        if unless.within == Place::Story {
            return self.holds_of_the_story(unless, finding, subject);
        }
        let spans = self.spans(rule, unless, finding, subject);
        if spans.is_empty() && unless.within == Place::ParagraphBefore {
            return false;
        }
        let sentences = self.sentences(&spans, finding.sentence);
        let cited = || {
            self.attributions_near(sentences.clone(), finding.span.start())
                .any(|attribution| self.is_other(attribution, unless, finding, subject))
        };
        // What stands in somebody's quotation is not the narrator's to excuse with.
        let own = unless.within == Place::Words || unless.within == Place::Content || rule.quoted;
        let has = |phrases: &Phrases| spans.iter().any(|span| self.is_within(phrases, *span, own));
        let phrase = || unless.phrase.is_empty() || has(&unless.phrase);
        let excepted = || !unless.except.is_empty() && has(&unless.except);
        let linked = || spans.iter().any(|span| self.has_link(*span));
        let asks_citation = !unless.cites.is_empty() || !unless.frame.is_empty() || unless.mental;
        (!asks_citation || cited()) && phrase() && (!unless.link || linked()) && !excepted()
    }

    /// The same for the whole story, whose answers are kept: a story has many findings.
    fn holds_of_the_story(&self, unless: &Unless, finding: &Finding, subject: Subject<'_>) -> bool {
        let cited = || {
            if unless.holder {
                return subject.claim.is_some_and(|claim| self.is_holder_cited(claim, &unless.cites));
            }
            if unless.mentioned {
                return self.is_heard(finding, &unless.cites);
            }
            unless.cites.iter().any(|kind| self.is_anybody_cited(*kind, finding.source))
        };
        let phrase = || self.is_anywhere(&unless.phrase);
        (unless.cites.is_empty() || cited())
            && (unless.phrase.is_empty() || phrase())
            && (!unless.link || !self.story.document.links.is_empty())
            && (unless.except.is_empty() || !self.is_anywhere(&unless.except))
    }

    /// Whether the one whose mind a claim reads is cited anywhere, as one of some kinds.
    fn is_holder_cited(&self, claim: &Claim, kinds: &[SourceKind]) -> bool {
        claim
            .holder
            .is_some_and(|holder| kinds.contains(&self.story.sources[holder].kind) && self.is_cited(holder))
    }

    /// Whether somebody of some kinds is cited anywhere whom the finding names, or where it names nobody, its sentence,
    /// but for whom that sentence cites itself.
    fn is_heard(&self, finding: &Finding, kinds: &[SourceKind]) -> bool {
        let sentence = finding.sentence;
        let speaks_here = |source: usize| {
            let near = self.story.attributions_near(sentence, finding.span.start());
            let cited = near.filter_map(|attribution| attribution.source);
            finding.source == Some(source) || cited.into_iter().any(|mention| mention.id == source)
        };
        let prose = &self.story.prose;
        let own = prose.tokens_in(finding.span);
        let whole = prose.sentences[sentence].tokens.clone();
        let tokens = if self.names_in(own.clone()).next().is_some() { own } else { whole };
        self.names_in(tokens).any(|name| {
            let namesakes = self.cited_by_name(name);
            namesakes
                .iter()
                .any(|source| kinds.contains(&self.story.sources[*source].kind) && !speaks_here(*source))
        })
    }

    /// Whether a sentence ends with a stop or a colon, if a bracket or quotation mark closes after it.
    fn is_stopped(&self, sentence: usize) -> bool {
        let prose = &self.story.prose;
        let mut words = prose.words[prose.sentences[sentence].tokens.clone()].iter().rev();
        let last = words.find(|word| !matches!(word.tag, Tag::Quote | Tag::Close));
        last.is_some_and(|word| {
            matches!(word.tag, Tag::Stop | Tag::Colon) || self.text(word.span).ends_with('.')
        })
    }

    /// Whether the paragraph of a finding opens with one of the phrases; any opens with none.
    fn opens(&self, phrases: &Phrases, finding: &Finding) -> bool {
        let prose = &self.story.prose;
        let first = prose.sentences[self.paragraph(finding.sentence).start].tokens.clone();
        phrases.is_empty()
            || phrases
                .any(&self.story.document.text, prose, first.clone(), |found| found.tokens.start == first.start)
    }

    /// Whether an attribution, not the one in question nor one of the same source, is of the kind that excuses. What
    /// is part of the hearsay cannot vouch for it.
    fn is_other(
        &self,
        attribution: &Attribution,
        unless: &Unless,
        finding: &Finding,
        subject: Subject<'_>,
    ) -> bool {
        // Words that make a claim ("Marr threatened a juror") are no citation for it.
        let in_claim = |cue: Span| subject.claim.is_some() && finding.span.covers(cue);
        let itself = subject.attribution.is_some_and(|this| std::ptr::eq(this, attribution))
            || attribution.cue.as_ref().is_some_and(|cue| in_claim(cue.span));
        let id = attribution.source.map(|source| source.id);
        let same_source = id.is_some() && id == finding.source;
        let frame = attribution.cue.as_ref().map(|cue| cue.frame);
        let right_frame = unless.frame.is_empty() || frame.is_some_and(|frame| unless.frame.contains(&frame));
        let tells = attribution.cites() || unless.mental && attribution.mental;
        let right_kind = unless.cites.is_empty() || tells && unless.cites.contains(&attribution.kind());
        let right_holder =
            !unless.holder || subject.claim.is_some_and(|claim| claim.holder.is_some() && claim.holder == id);
        let right_cue = unless.not_cue.is_empty()
            || !attribution.cue.as_ref().is_some_and(|cue| self.classes(cue.span).any(unless.not_cue.set()));
        let right_place = (!unless.elsewhere || attribution.sentence != finding.sentence)
            && (unless.not_after.is_empty() || !self.follows(attribution, unless.not_after.set()));
        let right_mention = !unless.introduced || self.is_introduced(attribution);
        let right_content =
            !unless.covering || attribution.content.iter().any(|content| content.overlaps(finding.span));
        let right_mind = !unless.mental || attribution.mental;
        !itself
            && !same_source
            && right_mind
            && right_frame
            && right_kind
            && right_holder
            && (unless.style.is_empty() || unless.style.contains(&attribution.style))
            && (!unless.leads || self.leads(attribution))
            && (!unless.first || self.is_new(attribution, finding))
            && (!unless.informed || self.is_informed(attribution))
            && (!unless.same_head || self.has_same_head(attribution, finding))
            && !subject.attribution.is_some_and(|this| this.passes_on(attribution))
            && right_cue
            && right_place
            && right_mention
            && right_content
            && !self.story.is_relayed(attribution)
    }

    /// Whether the word before the source of an attribution, or the last word of its mention, is in one of some classes.
    fn follows(&self, attribution: &Attribution, classes: ClassSet) -> bool {
        let prose = &self.story.prose;
        attribution.source.is_some_and(|mention| {
            let first = prose.token_at(mention.span.start());
            let last = prose.token_at(mention.span.end().saturating_sub(1));
            let before = first.checked_sub(1).map(|before| prose.words[before].classes);
            prose.words[last].classes.any(classes) || before.is_some_and(|before| before.any(classes))
        })
    }

    /// Whether an attribution is for its sentence as a whole: source, cue or content stands at its head.
    fn leads(&self, attribution: &Attribution) -> bool {
        let prose = &self.story.prose;
        let opening = prose.sentences[attribution.sentence].tokens.start;
        let head = prose.words[(opening + OPENERS).min(prose.words.len() - 1)].span.start();
        let starts = (attribution.source.map(|source| source.span.start()).into_iter())
            .chain(attribution.cue.as_ref().map(|cue| cue.span.start()))
            .chain(attribution.content.first().map(|content| content.start()));
        starts.min().is_some_and(|start| start <= head)
    }

    /// Whether the story has not spoken of the source of an attribution before the sentence of the finding.
    fn is_new(&self, attribution: &Attribution, finding: &Finding) -> bool {
        attribution.source.is_some_and(|mention| {
            let head = self.story.prose.token_at(mention.head.end().saturating_sub(1));
            let first = if self.story.prose.words[head].tag == Tag::Name {
                self.first_named(self.text(self.story.prose.words[head].span))
            } else {
                let first = self.story.sources[mention.id].attributions.first();
                first.map(|index| self.story.attributions[*index].sentence)
            };
            first.is_some_and(|first| first >= finding.sentence)
        })
    }

    /// Whether the story tells how the source of an attribution knows.
    fn is_informed(&self, attribution: &Attribution) -> bool {
        attribution.source.is_some_and(|mention| self.story.sources[mention.id].basis.is_some())
    }

    /// Whether the source of an attribution goes by the noun that the finding is about.
    fn has_same_head(&self, attribution: &Attribution, finding: &Finding) -> bool {
        let (Some(source), Some(head)) = (attribution.source, finding.head) else { return false };
        self.noun(source.head) == self.noun(head)
    }

    /// Whether an attribution names or describes its source, or comes after its content. "He said that …" looks back
    /// at whom the story speaks of and opens something new; "…, he said" closes what was told.
    fn is_introduced(&self, attribution: &Attribution) -> bool {
        attribution.source.is_some_and(|mention| {
            let head = self.story.prose.token_at(mention.head.start());
            let trails =
                attribution.content.first().is_some_and(|content| content.start() < mention.core.start());
            trails || self.story.prose.words[head].tag != Tag::Pronoun
        })
    }

    /// Where to look, in bytes of the text.
    fn spans(&self, rule: &Definition, unless: &Unless, finding: &Finding, subject: Subject<'_>) -> Vec<Span> {
        let sentence = |index: usize| self.story.prose.sentences[index].span;
        let last = self.story.prose.sentences.len() - 1;
        let reached = self.sentence_at(finding.span.end().saturating_sub(1));
        let said = subject.attribution.and_then(|attribution| attribution.content.first());
        let begun = said.map_or(finding.sentence, |said| self.sentence_at(said.start()));
        let (before, after) = (rule.number(&unless.before), rule.number(&unless.after));
        match unless.within {
            Place::Words => {
                let mention = subject.attribution.and_then(|attribution| attribution.source);
                vec![match mention {
                    Some(mention) if mention.span.overlaps(finding.span) => mention.span.join(finding.span),
                    Some(mention) => mention.span,
                    None => finding.span,
                }]
            }
            Place::Content => {
                subject.attribution.map(|attribution| attribution.content.clone()).unwrap_or_default()
            }
            Place::Sentence => vec![sentence(finding.sentence)],
            Place::Sentences => {
                let bounds = self.bounds(unless.block, finding.sentence);
                let from = begun.min(finding.sentence).saturating_sub(before);
                let to = finding.sentence.max(reached) + after;
                let (from, to) = (from.max(bounds.start), to.min(bounds.end - 1));
                vec![sentence(from).join(sentence(to))]
            }
            Place::Paragraph => {
                let paragraph = self.paragraph(finding.sentence);
                vec![sentence(paragraph.start).join(sentence(paragraph.end - 1))]
            }
            Place::Section => {
                let section = self.section(finding.sentence);
                section.clone().map(sentence).reduce(Span::join).into_iter().collect()
            }
            Place::Paragraphs => {
                let mut paragraphs = self.paragraph(finding.sentence);
                for _ in 0..before.min(last) {
                    paragraphs.start = self.paragraph(paragraphs.start.saturating_sub(1)).start;
                }
                for _ in 0..after.min(last) {
                    paragraphs.end = self.paragraph(paragraphs.end.min(last)).end;
                }
                vec![sentence(paragraphs.start).join(sentence(paragraphs.end - 1))]
            }
            Place::ParagraphSoFar => {
                let first = self.paragraph(finding.sentence).start;
                vec![sentence(first).join(sentence(finding.sentence))]
            }
            Place::ParagraphBefore => {
                let first = self.paragraph(finding.sentence).start;
                let before = first.checked_sub(1).map(|last| self.paragraph(last));
                before.map(|before| sentence(before.start).join(sentence(before.end - 1))).into_iter().collect()
            }
            Place::Story => vec![sentence(0).join(sentence(last))],
        }
    }

    /// The sentences that may be looked at around one.
    fn bounds(&self, reach: Reach, sentence: usize) -> Range<usize> {
        let count = self.story.prose.sentences.len();
        let paragraph = self.paragraph(sentence);
        match reach {
            Reach::Any => 0..count,
            Reach::Same => paragraph,
            Reach::Next => paragraph.start..(paragraph.end + 1).min(count),
        }
    }

    /// The sentences that hold the spans.
    fn sentences(&self, spans: &[Span], sentence: usize) -> Range<usize> {
        let start = spans.iter().map(|span| self.sentence_at(span.start())).min().unwrap_or(sentence);
        let end =
            spans.iter().map(|span| self.sentence_at(span.end().saturating_sub(1))).max().unwrap_or(sentence);
        start..end + 1
    }
}

impl Attribution {
    /// Whether another attribution is part of what this one passes on, and does not itself vouch for this one: "Ruiz
    /// reportedly said" passes on that she said it. One that comes after its content stands outside: "…, Ruiz said".
    fn passes_on(&self, other: &Self) -> bool {
        let (Some(cue), Some(own)) = (&other.cue, &self.cue) else { return false };
        let covers = |one: &Self, span: Span| one.content.iter().any(|content| content.covers(span));
        let ahead = other.content.first().is_none_or(|content| content.start() >= cue.span.start());
        cue.span.overlaps(own.span) || ahead && covers(self, cue.span) && !covers(other, own.span)
    }
}
