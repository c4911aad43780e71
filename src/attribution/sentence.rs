//! One sentence: its cues found, each with source and content.

use std::ops::Range;

use super::{
    Frame,
    chunk::{self, Chunk, ChunkKind},
    complement::{Complement, Taken},
    found::{Found, SourcePhrase},
    learned::{self, History, View},
    noun_phrase::{Clause, Phrase},
};
use crate::{
    Span,
    lexicon::{Class, ClassSet},
    prose::{Prose, Tag, Tagged, TokenKind},
};

/// Reads the attributions of one sentence after the other.
pub(crate) struct SentenceReader<'a> {
    text: &'a str,
    pub(crate) prose: &'a Prose,
    pub(crate) words: &'a [Tagged],
    /// Index of the sentence.
    pub(crate) sentence: usize,
    chunks: Vec<Chunk>,
    /// Whether the sentence is the first of its block.
    opens_block: bool,
    /// The sentence as the models see it, once it was looked at.
    view: View,
}

impl<'a> SentenceReader<'a> {
    /// Reads nothing yet.
    pub(crate) fn new(text: &'a str, prose: &'a Prose) -> Self {
        let (chunks, view) = (Vec::new(), View::default());
        Self { text, prose, words: &prose.words, sentence: 0, chunks, opens_block: false, view }
    }

    /// Turns to a sentence, by its index.
    pub(crate) fn turn_to(&mut self, sentence: usize) {
        let this = &self.prose.sentences[sentence];
        self.sentence = sentence;
        self.opens_block = sentence == 0 || self.prose.sentences[sentence - 1].block != this.block;
        self.chunks.clear();
        chunk::cut(self.prose, this.tokens.clone(), &mut self.chunks);
    }

    /// Looks at the sentence as the models do, who see nothing before.
    pub(crate) fn look(&mut self) {
        let tokens = self.prose.sentences[self.sentence].tokens.clone();
        self.view.look(self.text, Clause { chunks: &self.chunks, words: self.words }, tokens);
    }

    /// The sentence as the models see it.
    pub(crate) fn view(&self) -> &View {
        &self.view
    }

    pub(crate) fn opens_block(&self) -> bool {
        self.opens_block
    }

    pub(crate) fn clause(&self) -> Clause<'_> {
        Clause { chunks: &self.chunks, words: self.words }
    }

    /// Adds every attribution with its cue in this sentence, by place.
    pub(crate) fn read(&mut self, found: &mut Vec<Found>) {
        self.look();
        let mut history = History::default();
        for at in 0..self.chunks.len() {
            if self.chunks[at].verb().is_some() {
                found.extend(self.read_adverb(at));
            }
            if let Some(here) = self.read_chunk(at, history) {
                history = history.with(self, at);
                found.push(here);
            }
        }
    }

    /// The attribution whose cue is the chunk at `at`: what the grammar vouches for, unless the model disbelieves it;
    /// else what the model believes, with the shape that the grammar gives it.
    fn read_chunk(&self, at: usize, history: History) -> Option<Found> {
        if self.clause().head(at).classes.has(Class::NoCue) {
            return None;
        }
        let vouched = self.vouched(at);
        if vouched.as_ref().is_some_and(|found| !found.frame.is_judged()) {
            return vouched;
        }
        if vouched.is_none() && !learned::is_candidate(self.clause(), at) {
            return None;
        }
        let verdict = learned::judge(self, at, vouched.as_ref(), history);
        if !verdict.is_cue {
            return None;
        }
        let found = vouched.or_else(|| self.by_shape(at))?;
        let found = Found { score: Some(verdict.score), ..found };
        Some(if found.frame.is_judged() { learned::settle(self, at, found) } else { found })
    }

    /// The attribution whose cue is the chunk at `at`, where the grammar and the lexicon vouch for it.
    pub(crate) fn vouched(&self, at: usize) -> Option<Found> {
        match self.chunks[at].kind {
            ChunkKind::Verb(_) => self.read_verb(at),
            ChunkKind::Noun => self.read_adjective(at).or_else(|| self.read_noun(at)),
            ChunkKind::Mark(Tag::Adverb) => self.read_adverb(at),
            ChunkKind::Mark(Tag::Preposition) => self.read_according(at),
            ChunkKind::Mark(Tag::Colon) => self.read_colon(at),
            _ => None,
        }
    }

    /// A phrase in tokens of the story.
    pub(crate) fn phrase(&self, phrase: &Phrase) -> SourcePhrase {
        SourcePhrase {
            core: self.chunks[phrase.core].tokens.clone(),
            tokens: self.chunks[phrase.chunks.start].tokens.start
                ..self.chunks[phrase.chunks.end - 1].tokens.end,
        }
    }

    /// What stands before a cue clause that opens at `opening`, and whether it ends with a quotation.
    pub(crate) fn content_before(&self, opening: usize) -> (Option<Span>, bool) {
        let clause = self.clause();
        let Some(mut last) = opening.checked_sub(1) else { return (None, false) };
        if matches!(self.chunks[last].kind, ChunkKind::Mark(Tag::Adverb | Tag::Conjunction)) && last > 0 {
            last -= 1;
        }
        let comma = clause.is(last, Tag::Comma) || clause.is(last, Tag::Dash);
        if comma {
            let Some(before) = last.checked_sub(1) else { return (None, false) };
            last = before;
        }
        let quoted = self.chunks[last].quotation().is_some();
        if !comma && !quoted {
            return (None, false);
        }
        let first = usize::from(clause.is(0, Tag::Conjunction) && last > 0);
        let span = self.widened(clause.span(first..last + 1), first..last + 1);
        (Some(span), quoted)
    }

    /// What a cue takes, from its complement to the end of the clause or sentence.
    pub(crate) fn content_after(&self, complement: Complement) -> Option<Span> {
        let clause = self.clause();
        let start = complement.at;
        let end = match complement.kind {
            Taken::Clause | Taken::Quotation | Taken::Question => self.sentence_end(start),
            _ => self.clause_end(start),
        };
        (start < end).then(|| self.widened(clause.span(start..end), start..end))
    }

    /// What goes on after a cue clause in the middle: “…,” he said, “…”.
    pub(crate) fn content_resumed(&self, at: usize) -> Option<Span> {
        let clause = self.clause();
        let mut start = at;
        while matches!(
            self.chunks.get(start).map(|chunk| chunk.kind),
            Some(ChunkKind::Time | ChunkKind::Mark(Tag::Adverb))
        ) {
            start += 1;
        }
        if !matches!(
            self.chunks.get(start)?.kind,
            ChunkKind::Mark(Tag::Comma | Tag::Dash | Tag::Stop | Tag::Colon)
        ) {
            return None;
        }
        start += 1;
        let follows = match self.chunks.get(start)?.kind {
            ChunkKind::Verb(voice) => voice.is_finite(),
            ChunkKind::Mark(Tag::Relative | Tag::Conjunction | Tag::Subordinator | Tag::Stop) => false,
            _ => true,
        };
        let end = self.sentence_end(start);
        (follows && start < end).then(|| self.widened(clause.span(start..end), start..end))
    }

    /// The clause around a chunk: between the nearest strong marks.
    pub(crate) fn whole_clause(&self, at: usize) -> Option<Span> {
        let breaks = |chunk: &Chunk| {
            matches!(chunk.kind, ChunkKind::Mark(Tag::Semicolon | Tag::Dash | Tag::Colon | Tag::Stop))
        };
        let start = (0..at).rev().find(|index| breaks(&self.chunks[*index])).map_or(0, |index| index + 1);
        let end =
            (at..self.chunks.len()).find(|index| breaks(&self.chunks[*index])).unwrap_or(self.chunks.len());
        (start < end).then(|| self.clause().span(start..end))
    }

    /// To the end of the sentence, without its stop, or to where somebody else is cited.
    fn sentence_end(&self, start: usize) -> usize {
        let mut end = self.chunks.len();
        if let Some(according) = (start + 1..end).find(|at| self.is_according(*at)) {
            end = according;
        }
        while end > start && matches!(self.chunks[end - 1].kind, ChunkKind::Mark(Tag::Stop | Tag::Comma)) {
            end -= 1;
        }
        end
    }

    /// To the end of the clause: a comma that opens something new, a subordinate clause, a strong mark.
    fn clause_end(&self, start: usize) -> usize {
        (start + 1..self.chunks.len())
            .find(|at| match self.chunks[*at].kind {
                ChunkKind::Mark(Tag::Stop | Tag::Semicolon | Tag::Dash | Tag::Colon) => true,
                ChunkKind::Mark(Tag::Subordinator) => *at > start + 1,
                ChunkKind::Mark(Tag::Comma) => match self.chunks.get(at + 1).map(|next| next.kind) {
                    Some(
                        ChunkKind::Verb(_)
                        | ChunkKind::Mark(Tag::Relative | Tag::Subordinator | Tag::Preposition),
                    ) => true,
                    Some(ChunkKind::Mark(Tag::Conjunction)) => {
                        self.clause().is_finite_verb(at + 2) || self.clause().is_finite_verb(at + 3)
                    }
                    Some(ChunkKind::Noun) => self.clause().is_finite_verb(at + 2),
                    _ => false,
                },
                _ => false,
            })
            .unwrap_or(self.chunks.len())
    }

    /// A span with the whole of every quotation that it touches, over sentences if need be.
    pub(crate) fn widened(&self, span: Span, chunks: Range<usize>) -> Span {
        let quotations = self.chunks[chunks].iter().filter_map(Chunk::quotation);
        quotations.fold(span, |span, index| span.join(self.prose.quotations[index].span))
    }

    /// "according to" at `at`.
    fn is_according(&self, at: usize) -> bool {
        let clause = self.clause();
        clause.is(at, Tag::Preposition) && clause.head(at).classes.has(Class::According)
    }

    /// According to X, …
    fn read_according(&self, at: usize) -> Option<Found> {
        let clause = self.clause();
        let with_to = usize::from(self.is_according(at));
        if with_to == 0 {
            return self.read_in_words_of(at);
        }
        let noun = at + 1 + with_to;
        if !clause.is_noun(noun) {
            return None;
        }
        let source = clause.phrase_starting_at(noun);
        let end = source.chunks.end;
        Some(self.adverbial(at..noun, &source, at, end))
    }

    /// In the words of X; in X’s view.
    fn read_in_words_of(&self, at: usize) -> Option<Found> {
        let clause = self.clause();
        let noun = at + 1;
        if !clause.is_noun(noun)
            || !clause.head(noun).classes.has(Class::ViewNoun)
            || !clause.head(at).classes.has(Class::In)
        {
            return None;
        }
        if clause.is(noun + 1, Tag::Preposition)
            && clause.head(noun + 1).classes.has(Class::Of)
            && clause.is_noun(noun + 2)
        {
            let source = clause.phrase_starting_at(noun + 2);
            let end = source.chunks.end;
            return Some(self.adverbial(at..noun + 2, &source, at, end));
        }
        let possessor = self.possessor(noun)?;
        let content = self.around(at, noun + 1);
        Some(Found {
            source: Some(possessor),
            cue: self.chunks[at].tokens.start..self.chunks[noun].tokens.end,
            frame: Frame::According,
            content,
            mental: false,
            sentence: self.sentence,
            vouched: true,
            score: None,
        })
    }

    fn adverbial(&self, cue: Range<usize>, source: &Phrase, start: usize, end: usize) -> Found {
        Found {
            source: Some(self.phrase(source)),
            cue: self.chunks[cue.start].tokens.start..self.chunks[cue.end - 1].tokens.end,
            frame: Frame::According,
            content: self.around(start, end),
            mental: false,
            sentence: self.sentence,
            vouched: true,
            score: None,
        }
    }

    /// What stands in the sentence on both sides of an adverbial at `start..end`.
    fn around(&self, start: usize, end: usize) -> Vec<Span> {
        let clause = self.clause();
        let trim = |mut range: Range<usize>| {
            let is_mark = |at: usize| {
                matches!(
                    self.chunks[at].kind,
                    ChunkKind::Mark(Tag::Comma | Tag::Stop | Tag::Conjunction | Tag::Dash)
                )
            };
            while range.start < range.end && is_mark(range.start) {
                range.start += 1;
            }
            while range.start < range.end && is_mark(range.end - 1) {
                range.end -= 1;
            }
            (!range.is_empty()).then(|| self.widened(clause.span(range.clone()), range))
        };
        [trim(0..start), trim(end..self.chunks.len())].into_iter().flatten().collect()
    }

    /// X: “…”
    fn read_colon(&self, at: usize) -> Option<Found> {
        let clause = self.clause();
        let noun = at.checked_sub(1).filter(|noun| clause.is_noun(*noun))?;
        let quoted = self.chunks.get(at + 1)?.quotation().is_some();
        let head = clause.head(noun);
        let role = head.classes.any(SPEAKERS)
            && !head.classes.has(Class::SectionLabel)
            && self.possessor(noun).is_none();
        let speaks = head.tag == Tag::Name || role && self.is_headline();
        let opens = self.opens_block && noun == 0 && speaks;
        if !opens && (!quoted || noun != 0) {
            return None;
        }
        let content = self.content_after(Complement { kind: Taken::Clause, at: at + 1 })?;
        Some(Found {
            source: Some(self.phrase(&Phrase { core: noun, chunks: noun..noun + 1 })),
            cue: self.chunks[at].tokens.clone(),
            frame: Frame::Colon,
            content: vec![content],
            mental: false,
            sentence: self.sentence,
            vouched: true,
            score: None,
        })
    }

    /// Whether the sentence is all of its block, with no stop: "Minister: sugar tax to double".
    fn is_headline(&self) -> bool {
        self.opens_block && self.chunks.last().is_none_or(|last| !last.is(Tag::Stop))
    }

    /// Reportedly, allegedly: alone or inside a verb group.
    fn read_adverb(&self, at: usize) -> Option<Found> {
        let tokens = self.chunks[at].tokens.clone();
        let adverb = tokens.clone().find(|index| self.words[*index].classes.has(Class::HearsayAdverb))?;
        Some(Found {
            source: None,
            cue: adverb..adverb + 1,
            frame: Frame::Adverb,
            content: vec![self.whole_clause(at)?],
            mental: false,
            sentence: self.sentence,
            vouched: true,
            score: None,
        })
    }

    /// X’s claim that …; the report by X that …; growing indications that …
    fn read_noun(&self, at: usize) -> Option<Found> {
        let clause = self.clause();
        let head = clause.head(at);
        if head.tag != Tag::Noun {
            return None;
        }
        let evidence = head.classes.has(Class::EvidenceNoun);
        if !evidence && !head.classes.has(Class::CueNoun) {
            return None;
        }
        let mut after = at + 1;
        let mut source = self.possessor(at);
        if source.is_none()
            && clause.is(after, Tag::Preposition)
            && clause.head(after).classes.has(Class::By)
            && clause.is_noun(after + 1)
        {
            let agent = clause.phrase_ending_at(after + 1);
            source = Some(self.phrase(&Phrase { core: after + 1, chunks: after + 1..agent.chunks.end }));
            after += 2;
        }
        let complement = clause.complement(after, Class::FrameClause.into());
        let that = clause.is(after, Tag::That);
        let of = clause.is(after, Tag::Preposition) && clause.head(after).classes.has(Class::ThemePreposition);
        let infinitive = complement.kind == Taken::Infinitive;
        let accepted = match source {
            Some(_) => that || infinitive || of && head.classes.has(Class::CueNoun),
            None => that || evidence && of && self.is_plural_evidence(at),
        };
        let sourced = source.is_some();
        accepted.then(|| Found {
            source,
            cue: head_of(&self.chunks[at]),
            frame: if evidence && !sourced { Frame::Evidence } else { Frame::Noun },
            content: self.content_after(complement).into_iter().collect(),
            mental: head.classes.has(Class::MentalNoun),
            sentence: self.sentence,
            vouched: true,
            score: None,
        })
    }

    /// "Signs of", "growing fears of", but not "the fear of".
    fn is_plural_evidence(&self, at: usize) -> bool {
        let words = self.clause().words_of(at);
        !words.iter().any(|word| word.tag == Tag::Determiner && !word.classes.has(Class::Quantifier))
            && words.last().is_some_and(|word| word.forms.any(crate::lexicon::Forms::PLURAL))
    }

    /// The owner in a noun phrase: "the ministry" in "the ministry’s claim", "his" in "his claim".
    pub(crate) fn possessor(&self, at: usize) -> Option<SourcePhrase> {
        let tokens = self.chunks[at].tokens.clone();
        let mark = tokens.clone().rev().find(|index| self.words[*index].tag == Tag::Possessive)?;
        let core = if self.words[mark].kind == TokenKind::Clitic { tokens.start..mark } else { mark..mark + 1 };
        (!core.is_empty()).then(|| SourcePhrase { core: core.clone(), tokens: core })
    }
}

/// Heads of those whose words a headline gives after a colon.
const SPEAKERS: ClassSet = ClassSet::of(&[
    Class::UnnamedHead,
    Class::VeiledRole,
    Class::Office,
    Class::VagueHead,
    Class::GroupHead,
    Class::OrgHead,
    Class::DocumentHead,
    Class::SpokesRole,
]);

/// The head token of a chunk, as a range.
fn head_of(chunk: &Chunk) -> Range<usize> {
    chunk.head()..chunk.tokens.end
}

#[cfg(test)]
mod tests {
    use super::super::example::vouched;

    #[test]
    fn a_role_and_a_colon_open_a_headline() {
        assert_eq!(vouched("Minister: fuel duty to rise"), ["Minister < : > fuel duty to rise"]);
        assert_eq!(vouched("Analysis: fuel duty to rise"), Vec::<String>::new());
        assert_eq!(vouched("Editor’s note: The tunnel has moved."), Vec::<String>::new());
    }
}
