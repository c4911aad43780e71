//! Quotations read outward: the cue next to one that the grammar of cues, which reads from the verb, left alone.
//!
//! A quotation tells more than any verb: “…,” and a noun phrase and a verb can hardly be anything but its speaker,
//! however long the phrase and whatever the verb. So little is asked of the words between here.

use std::ops::Range;

use super::{
    Frame, SourceKind,
    chunk::{Chunk, ChunkKind, Voice},
    found::{Found, SourcePhrase},
    kind,
    noun_phrase::Phrase,
    sentence::SentenceReader,
};
use crate::{
    lexicon::{Class, ClassSet, Forms},
    prose::{Tag, TokenKind},
};

/// How many chunks from a quotation its cue is looked for.
const REACH: usize = 30;

/// How many chunks of participles and adverbs may stand between an inverted verb and its subject.
const DESCRIBED: usize = 4;

const CUES: ClassSet = ClassSet::of(&[Class::CueSpeech, Class::CueStance, Class::FrameQuote]);

impl SentenceReader<'_> {
    /// The attribution whose cue comes after this quotation, in the sentence that it ends in.
    pub(crate) fn read_cue_after(&self, quotation: usize) -> Option<Found> {
        let at = self.chunk_of(quotation)?;
        let (source, cue) = self.speaker_after(at)?;
        Some(self.spoken(quotation, source, cue, Frame::Verb))
    }

    /// The attribution whose cue comes before this quotation, in the sentence that it begins in.
    pub(crate) fn read_cue_before(&self, quotation: usize) -> Option<Found> {
        let at = self.chunk_of(quotation)?;
        if let Some((source, cue)) = self.speaker_before(at) {
            return Some(self.spoken(quotation, source, cue, Frame::Verb));
        }
        let source = self.announced(at)?;
        Some(self.spoken(quotation, source, self.clause().chunks[at - 1].tokens.clone(), Frame::Colon))
    }

    fn chunk_of(&self, quotation: usize) -> Option<usize> {
        self.clause().chunks.iter().position(|chunk| chunk.quotation() == Some(quotation))
    }

    fn spoken(&self, quotation: usize, source: SourcePhrase, cue: Range<usize>, frame: Frame) -> Found {
        let span = self.prose.quotations[quotation].span;
        Found::quotation(Some(source), cue, frame, span, self.sentence)
    }

    /// Who speaks when the sentence ends by announcing what follows: "The mayor’s office stated:".
    pub(crate) fn read_announced(&self) -> Option<(SourcePhrase, Range<usize>)> {
        let clause = self.clause();
        let end = clause.chunks.len();
        let colon = end.checked_sub(1).filter(|last| clause.is(*last, Tag::Colon))?;
        self.speaker_before(end)
            .or_else(|| self.announced(end).map(|source| (source, clause.chunks[colon].tokens.clone())))
    }

    /// “…,” said Ana Ruiz; “…,” Ana Ruiz, the mayor, said.
    fn speaker_after(&self, at: usize) -> Option<(SourcePhrase, Range<usize>)> {
        let clause = self.clause();
        let marked = clause.is(at + 1, Tag::Comma) || clause.is(at + 1, Tag::Dash);
        if !marked && !self.is_open_at_end(at) {
            return None;
        }
        let first = at + 1 + usize::from(marked);
        let first = first + clause.chunks.get(first..)?.iter().take_while(|chunk| is_aside(chunk)).count();
        let opens = clause.get(first)?;
        if opens.verb().is_some_and(|voice| !voice.infinitive) && clause.head(first).classes.any(CUES) {
            return self.inverted(first);
        }
        let verb = self.verb_of_speaker(first)?;
        let mut end = verb;
        while end > first && (is_aside(&clause.chunks[end - 1]) || clause.is(end - 1, Tag::Comma)) {
            end -= 1;
        }
        let source = self.named(first..end)?;
        // “…,” and staff obeyed.
        let goes_on = clause.is(first, Tag::Conjunction);
        if !clause.head(verb).classes.any(CUES) && (goes_on || !self.can_speak(&source)) {
            return None;
        }
        Some((source, clause.chunks[verb].tokens.clone()))
    }

    /// Whether the quotation at `at` ends with a comma or a mark that lets the sentence go on.
    fn is_open_at_end(&self, at: usize) -> bool {
        matches!(self.last_inside(at), Some(TokenKind::Comma | TokenKind::Stop | TokenKind::Dash))
    }

    /// Whether the quotation at `at` ends with a stop.
    fn is_stopped(&self, at: usize) -> bool {
        self.last_inside(at) == Some(TokenKind::Stop)
    }

    /// The last token in the quotation at `at`, before its closing marks.
    fn last_inside(&self, at: usize) -> Option<TokenKind> {
        let tokens = self.clause().chunks[at].tokens.clone();
        let kinds = self.prose.words[tokens].iter().map(|word| word.kind);
        kinds.rev().find(|kind| *kind != TokenKind::CloseQuote)
    }

    /// “…,” said retired Gen. Ben Cole, who …
    fn inverted(&self, verb: usize) -> Option<(SourcePhrase, Range<usize>)> {
        let clause = self.clause();
        let noun = (verb + 1..verb + 1 + DESCRIBED).find(|at| clause.is_noun(*at))?;
        let describes = |chunk: &Chunk| match chunk.kind {
            ChunkKind::Verb(_) => {
                chunk.tokens.len() == 1
                    && self.words[chunk.head()].forms.any(Forms::PARTICIPLE.with(Forms::GERUND))
            }
            ChunkKind::Mark(tag) => matches!(tag, Tag::Adjective | Tag::Adverb | Tag::Determiner),
            ChunkKind::Time => true,
            _ => false,
        };
        if !clause.chunks[verb + 1..noun].iter().all(describes) {
            return None;
        }
        if clause.is_finite_verb(noun + 1) {
            return None; // "… says she will watch"
        }
        let mut phrase = clause.phrase_starting_at(noun);
        phrase.chunks.start = verb + 1;
        Some((self.phrase(&phrase), clause.chunks[verb].tokens.clone()))
    }

    /// The verb of the clause that begins at `first`, past relative clauses and descriptions.
    fn verb_of_speaker(&self, first: usize) -> Option<usize> {
        let clause = self.clause();
        let mut in_relative = false;
        for at in first..clause.chunks.len().min(first + REACH) {
            match clause.chunks[at].kind {
                ChunkKind::Quotation(_) | ChunkKind::Mark(Tag::Stop | Tag::Semicolon | Tag::Colon) => {
                    return None;
                }
                ChunkKind::Mark(Tag::Relative) => in_relative = true,
                ChunkKind::Mark(Tag::Comma) => in_relative = false,
                ChunkKind::Verb(voice)
                    if !in_relative
                        && (voice.is_finite()
                            || voice.participle && clause.head(at).classes.has(Class::CueSpeech)) =>
                {
                    return (clause.head(at).tag != Tag::Auxiliary && at > first).then_some(at);
                }
                _ => {}
            }
        }
        None
    }

    /// The phrase of a speaker: its core is the name in it, where an apposition gives one.
    fn named(&self, chunks: Range<usize>) -> Option<SourcePhrase> {
        let clause = self.clause();
        let core = chunks.clone().find(|at| clause.is_noun(*at))?;
        Some(self.phrase(&Phrase { core, chunks }))
    }

    /// Ana Ruiz said, “…”; the note read: “…”.
    fn speaker_before(&self, at: usize) -> Option<(SourcePhrase, Range<usize>)> {
        let clause = self.clause();
        let last = at.checked_sub(1)?;
        if !matches!(
            clause.chunks[last].kind,
            ChunkKind::Mark(Tag::Comma | Tag::Colon | Tag::That) | ChunkKind::Verb(_) | ChunkKind::Time
        ) {
            return None;
        }
        let floor = at.saturating_sub(REACH);
        let verb = (floor..at)
            .rev()
            .take_while(|at| clause.chunks[*at].quotation().is_none() && !clause.is(*at, Tag::Stop))
            .find(|at| clause.chunks[*at].verb().is_some() && clause.head(*at).tag != Tag::Auxiliary)?;
        // Right before a quotation any verb is one of saying: "exulted that “…”".
        let beside = verb + 1 == last && clause.chunks[last].verb().is_none();
        if !beside && !clause.head(verb).classes.any(CUES) {
            return None;
        }
        let subject = clause
            .subject_before(verb)
            .or_else(|| clause.subject_after(verb))
            .or_else(|| clause.subject_of_clause_before(verb))
            .or_else(|| self.opening_subject(verb))?;
        let source = self.phrase(&subject);
        let said = clause.head(verb).classes.any(CUES) || self.can_speak(&source);
        said.then(|| (source, clause.chunks[verb].tokens.clone()))
    }

    /// The subject of a sentence that ends in a colon before a quotation: "He fell back on familiar lines: “…”".
    fn announced(&self, at: usize) -> Option<SourcePhrase> {
        let clause = self.clause();
        let colon = at.checked_sub(1).filter(|colon| clause.is(*colon, Tag::Colon))?;
        let floor = colon.saturating_sub(REACH);
        let subject = (floor..colon)
            .filter(|at| clause.chunks[*at].verb().is_some_and(Voice::is_finite))
            .take_while(|at| clause.head(*at).tag != Tag::Auxiliary)
            .find_map(|verb| clause.subject_before(verb).or_else(|| self.opening_subject(verb)))?;
        Some(self.phrase(&subject)).filter(|source| self.can_speak(source))
    }

    /// The noun phrase that a sentence begins with, before `verb`: "Ruiz, exasperated, famously replied".
    fn opening_subject(&self, verb: usize) -> Option<Phrase> {
        let clause = self.clause();
        let opens = |chunk: &&Chunk| {
            matches!(chunk.kind, ChunkKind::Time | ChunkKind::Mark(Tag::Adverb | Tag::Conjunction | Tag::Comma))
        };
        let core = clause.chunks.iter().take_while(opens).count();
        (clause.is_noun(core) && core < verb).then(|| Phrase { core, chunks: core..core + 1 })
    }

    /// Whom a sentence speaks of that quotes a few words in the middle: "The maker has built “a way to see out”".
    pub(crate) fn read_holder(&self, quotation: usize) -> Option<SourcePhrase> {
        let clause = self.clause();
        let at = self.chunk_of(quotation)?;
        let verb = (0..at.min(REACH)).find(|at| clause.is_finite_verb(*at))?;
        let subject = clause.subject_before(verb).or_else(|| self.opening_subject(verb))?;
        let source = self.phrase(&subject);
        let holds = matches!(
            kind::read(self.words, &source).kind,
            SourceKind::Named
                | SourceKind::Org
                | SourceKind::Office
                | SourceKind::Document
                | SourceKind::Pronoun
        );
        (holds && clause.head(verb).tag != Tag::Auxiliary).then_some(source)
    }

    /// Whether a phrase is somebody, or a document, and no mere thing.
    fn can_speak(&self, source: &SourcePhrase) -> bool {
        kind::read(self.words, source).kind != SourceKind::None
    }

    /// Who is credited with a quotation in the rest of its sentence: “…” — Ana Ruiz, mayor; “….” The Courier
    pub(crate) fn read_credit(&self, quotation: usize) -> Option<Found> {
        let clause = self.clause();
        let after = self.chunk_of(quotation)? + 1;
        if clause.is(after, Tag::Dash) {
            let source = self.credit(after + 1)?;
            return Some(self.spoken(quotation, source, clause.chunks[after].tokens.clone(), Frame::Credit));
        }
        let source = self.is_stopped(after - 1).then(|| self.credit(after))??;
        let token = clause.chunks[after - 1].tokens.start;
        Some(self.spoken(quotation, source, token..token, Frame::Credit))
    }

    /// A line that credits what stands above it: "Ana Ruiz, The Courier"; "— Ben Cole".
    pub(crate) fn read_credit_line(&self) -> Option<SourcePhrase> {
        let clause = self.clause();
        let dash = usize::from(clause.is(0, Tag::Dash));
        let telling = dash == 1
            || clause.chunks.iter().any(|chunk| chunk.is(Tag::Comma))
            || clause.words_of(0).iter().any(|word| word.classes.has(Class::Outlet));
        let source = self.credit(dash).filter(|_| telling)?;
        let named = self.words[source.core.clone()].iter().all(|word| word.tag.is_nominal());
        (named && self.words[source.core.start].tag == Tag::Name).then_some(source)
    }

    /// Names and descriptions with no verb, from a chunk to the end of the sentence.
    fn credit(&self, first: usize) -> Option<SourcePhrase> {
        let clause = self.clause();
        let mut end = clause.chunks.len();
        while end > first && matches!(clause.chunks[end - 1].kind, ChunkKind::Mark(Tag::Stop | Tag::Close)) {
            end -= 1;
        }
        let fits = |at: usize| match clause.chunks[at].kind {
            ChunkKind::Noun | ChunkKind::Time => true,
            ChunkKind::Mark(tag) => {
                matches!(
                    tag,
                    Tag::Comma | Tag::Preposition | Tag::Conjunction | Tag::Open | Tag::Close | Tag::Symbol
                ) || tag.is_nominal()
            }
            _ => false,
        };
        let line = first..end;
        if line.is_empty() || line.len() > CREDIT || !clause.is_noun(first) || !line.clone().all(fits) {
            return None;
        }
        Some(self.phrase(&Phrase { core: first, chunks: line }))
    }
}

/// More chunks than a credit has.
const CREDIT: usize = 12;

/// An adverb or a phrase of time.
fn is_aside(chunk: &Chunk) -> bool {
    matches!(chunk.kind, ChunkKind::Time | ChunkKind::Mark(Tag::Adverb))
}
