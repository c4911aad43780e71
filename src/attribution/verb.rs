//! Verbs as cues: "said that", "…," said X, "is believed to", "seems to".

use super::{
    Frame,
    chunk::{Chunk, ChunkKind, Voice},
    complement::{Complement, Taken},
    found::Found,
    noun_phrase::{Clause, Phrase},
    sentence::SentenceReader,
};
use crate::{
    Span,
    lexicon::{Class, ClassSet, Forms},
    prose::Tag,
};

const CUES: ClassSet = ClassSet::of(&[
    Class::CueSpeech,
    Class::CueStance,
    Class::CueMental,
    Class::Raising,
    Class::AgentlessParticiple,
]);

impl SentenceReader<'_> {
    /// The attribution whose cue is the verb group at `at`, if it is one.
    pub(crate) fn read_verb(&self, at: usize) -> Option<Found> {
        let clause = self.clause();
        let voice = clause.chunks[at].verb()?;
        let head = clause.head(at);
        if !matches!(head.tag, Tag::Verb | Tag::Participle | Tag::Gerund) || !head.classes.any(CUES) {
            return None;
        }
        if head.classes.has(Class::Raising) {
            return self.read_raising(at);
        }
        if voice.passive || voice.participle {
            return self.read_passive(at, voice);
        }
        if !head.classes.any(ClassSet::of(&[Class::CueSpeech, Class::CueStance, Class::CueMental])) {
            return None;
        }
        if voice.infinitive && at > 0 && self.takes_infinitive(at - 1) {
            return None; // "declined to comment" is one cue
        }
        self.read_active(at)
    }

    /// Whether a cue at `at` is one with the infinitive that it takes. "Is said to favour" is not: there what is said
    /// is told by some, and what is favoured by another.
    fn takes_infinitive(&self, at: usize) -> bool {
        let clause = self.clause();
        let active = clause.chunks[at].verb().is_some_and(|voice| !voice.passive);
        let classes = clause.head(at).classes;
        classes.any(CUES) && (active || classes.has(Class::Raising))
    }

    fn read_active(&self, at: usize) -> Option<Found> {
        let clause = self.clause();
        let classes = clause.head(at).classes;
        let (subject, next) = if let Some(subject) = clause.subject_before(at) {
            (subject, at + 1)
        } else {
            let subject = clause.subject_after(at).filter(|_| classes.has(Class::CueSpeech))?;
            let next = subject.chunks.end;
            (subject, next)
        };
        let complement = clause.complement(next, classes);
        let inverted = subject.chunks.start > at;
        let fronted = (!inverted).then(|| clause.fronted(&subject, complement, classes)).flatten();
        let content = if let Some(fronted) = fronted {
            self.fronted_content(&fronted, complement)
        } else if classes.any(complement.kind.frames()) {
            let opening = if inverted { at } else { subject.chunks.start.min(at) };
            self.verb_content(opening, complement, classes)
        } else {
            return None;
        };
        let content = if content.is_empty() { self.predicate(next, classes)? } else { content };
        Some(Found {
            source: Some(self.phrase(&subject)),
            cue: clause.chunks[at].tokens.clone(),
            frame: Frame::Verb,
            content,
            mental: !classes.any(ClassSet::of(&[Class::CueSpeech, Class::CueStance])),
            sentence: self.sentence,
            vouched: true,
            score: None,
        })
    }

    /// What a verb that takes anything takes, where it is no phrase of the usual kinds: "denied having met him",
    /// "suggested otherwise", "denies this".
    fn predicate(&self, at: usize, classes: ClassSet) -> Option<Vec<Span>> {
        let clause = self.clause();
        let follows = match clause.get(at)?.kind {
            ChunkKind::Verb(voice) => voice.gerund || clause.first(at).forms.any(Forms::GERUND),
            ChunkKind::Mark(tag) => matches!(tag, Tag::Determiner | Tag::Adverb | Tag::Adjective),
            _ => false,
        };
        let end = clause.clause_end(at);
        (follows && at < end && classes.has(Class::FrameAny)).then(|| vec![clause.span(at..end)])
    }

    /// What is said, on both sides of a cue clause that opens at `opening`.
    pub(crate) fn verb_content(&self, opening: usize, complement: Complement, classes: ClassSet) -> Vec<Span> {
        let clause = self.clause();
        let (before, quoted_before) = self.content_before(opening);
        let mut content = Vec::new();
        match complement.kind {
            Taken::Clause | Taken::Quotation | Taken::Question => {
                if quoted_before {
                    content.extend(before);
                }
                content.extend(self.content_after(complement));
            }
            Taken::Nothing => {
                content.extend(before);
                content.extend(self.content_resumed(complement.at));
            }
            Taken::About | Taken::Object
                if quoted_before || classes.has(Class::FrameTold) && before.is_some() =>
            {
                content.extend(before);
                content.extend(self.content_resumed(
                    clause.past_hanging(complement.at + usize::from(clause.is_noun(complement.at))),
                ));
            }
            Taken::About
                if classes.has(Class::FrameAny) && !classes.has(Class::FrameAbout) && before.is_some() =>
            {
                content.extend(before);
                content.extend(self.content_resumed(clause.past_hanging(complement.at)));
            }
            _ => content.extend(self.content_after(complement)),
        }
        content
    }

    /// "is believed to", "was described by X as", "once seen as".
    fn read_passive(&self, at: usize, voice: Voice) -> Option<Found> {
        let clause = self.clause();
        let classes = clause.head(at).classes;
        let next = at + 1;
        let agent = (clause.is(next, Tag::Preposition)
            && clause.head(next).classes.has(Class::By)
            && clause.is_noun(next + 1))
        .then(|| clause.phrase_starting_at(next + 1));
        if let Some(agent) = agent {
            return self.passive_with_agent(at, &agent, classes);
        }
        if !classes.has(Class::AgentlessParticiple) {
            return None;
        }
        let complement = clause.complement(next, classes);
        let as_follows = (clause.is(next, Tag::Preposition) || clause.is(next, Tag::Subordinator))
            && clause.head(next).classes.has(Class::As);
        let report = match complement.kind {
            Taken::Infinitive => true,
            Taken::Clause => voice.passive,
            _ => as_follows,
        };
        if !report || (voice.participle && !as_follows && complement.kind != Taken::Infinitive) {
            return None;
        }
        Some(Found {
            source: None,
            cue: clause.chunks[at].tokens.clone(),
            frame: Frame::Agentless,
            content: vec![self.whole_clause(at)?],
            mental: false,
            sentence: self.sentence,
            vouched: true,
            score: None,
        })
    }

    fn passive_with_agent(&self, at: usize, agent: &Phrase, classes: ClassSet) -> Option<Found> {
        let clause = self.clause();
        if !classes.any(ClassSet::of(&[Class::CueSpeech, Class::CueStance, Class::CueMental])) {
            return None;
        }
        Some(Found {
            source: Some(self.phrase(agent)),
            cue: clause.chunks[at].tokens.clone(),
            frame: Frame::Verb,
            content: vec![self.whole_clause(at)?],
            mental: !classes.any(ClassSet::of(&[Class::CueSpeech, Class::CueStance])),
            sentence: self.sentence,
            vouched: true,
            score: None,
        })
    }

    /// "seems to", "appears that", "appeared confident".
    fn read_raising(&self, at: usize) -> Option<Found> {
        let clause = self.clause();
        let complement = clause.complement(at + 1, clause.head(at).classes);
        let adjective = clause.get(at + 1).is_some_and(|next| {
            next.is_noun() && clause.head(at + 1).tag == Tag::Adjective
                || matches!(next.kind, ChunkKind::Mark(Tag::Adverb))
        });
        let like = clause.is(at + 1, Tag::Preposition) && clause.head(at + 1).classes.has(Class::Like);
        if !matches!(complement.kind, Taken::Infinitive | Taken::Clause | Taken::Order) && !adjective && !like {
            return None;
        }
        Some(Found {
            source: None,
            cue: clause.chunks[at].tokens.clone(),
            frame: Frame::Raising,
            content: vec![self.whole_clause(at)?],
            mental: false,
            sentence: self.sentence,
            vouched: true,
            score: None,
        })
    }

    /// Where somebody stands with what they hold: "is confident that", "was critical of".
    pub(crate) fn read_adjective(&self, at: usize) -> Option<Found> {
        let clause = self.clause();
        let be = at.checked_sub(1).filter(|be| {
            clause.chunks[*be].verb().is_some()
                && clause.words_of(*be).iter().any(|word| word.classes.any(COPULAR))
        })?;
        let head = clause.head(at);
        if head.tag != Tag::Adjective && !clause.chunks[at].is_noun() || !head.classes.has(Class::CueAdjective)
        {
            return None;
        }
        let complement = clause.complement(at + 1, ClassSet::default());
        if !matches!(complement.kind, Taken::Clause | Taken::Infinitive | Taken::About | Taken::Question) {
            return None;
        }
        let subject = clause.subject_before(be)?;
        Some(Found {
            source: Some(self.phrase(&subject)),
            cue: clause.chunks[be].tokens.start..clause.chunks[at].tokens.end,
            frame: Frame::Adjective,
            content: self.content_after(complement).into_iter().collect(),
            mental: true,
            sentence: self.sentence,
            vouched: true,
            score: None,
        })
    }
}

const COPULAR: ClassSet = ClassSet::of(&[Class::Be, Class::Raising]);

impl Clause<'_> {
    /// Whether a finite verb group stands at `at`.
    pub(crate) fn is_finite_verb(&self, at: usize) -> bool {
        self.get(at).and_then(Chunk::verb).is_some_and(Voice::is_finite)
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::vouched;

    #[test]
    fn what_is_said_of_somebody_can_be_a_cue_of_theirs() {
        assert_eq!(
            vouched("The duke is understood to favour a regency."),
            [
                "- < is understood > The duke is understood to favour a regency",
                "The duke < to favour > a regency",
            ]
        );
        assert_eq!(vouched("The duke declined to comment."), ["The duke < declined > to comment"]);
    }

    #[test]
    fn a_verb_that_takes_anything_takes_what_no_frame_foresees() {
        assert_eq!(vouched("The guard denied having slept."), ["The guard < denied > having slept"]);
        assert_eq!(vouched("The widow denies this."), ["The widow < denies > this"]);
        assert_eq!(vouched("The guard denied."), Vec::<String>::new());
    }
}
