//! What the model of sources sees of each noun phrase that could be the source of a cue.

use super::{
    Sink, Tokens,
    sight::{Counts, Hashed, Sight, being, see},
};
use crate::{
    attribution::{
        chunk::Voice,
        found::{Found, SourcePhrase},
        noun_phrase::Phrase,
        sentence::SentenceReader,
    },
    feature::mix,
    lexicon::Class,
    prose::{Tag, TokenKind},
};

/// How far from its cue a source is looked for, in chunks.
const REACH: usize = 24;

/// Who could be the source of a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    Nobody,
    /// The owner inside the cue's own noun phrase: "the ministry’s claim", "Republican criticism".
    Owner(Tokens),
    /// A noun chunk, or a relative pronoun, by its index.
    Chunk(usize),
}

/// Sees the holders of one cue.
pub(super) struct Sources<'a, 'b> {
    sight: Sight<'a, 'b>,
    /// Chunk of the cue, its head and its kind.
    at: usize,
    cue: Hashed,
    code: u32,
    frame: u32,
    /// What the cue takes.
    taken: u32,
    /// The first token of what the grammar takes for the source.
    guess: Option<usize>,
}

impl<'a, 'b> Sources<'a, 'b> {
    pub(super) fn new(reader: &'b SentenceReader<'a>, at: usize, found: &Found) -> Self {
        let sight = Sight::new(reader);
        let clause = sight.clause;
        Self {
            sight,
            at,
            cue: sight.word(clause.chunks[at].head()),
            code: sight.code(at),
            frame: found.frame as u32,
            taken: clause.complement(at + 1, clause.head(at).classes).kind as u32,
            guess: found.source.as_ref().map(|source| source.core.start),
        }
    }

    /// Everybody who could be the source.
    pub(super) fn holders(&self) -> impl Iterator<Item = Holder> {
        let clause = self.sight.clause;
        let near = self.at.saturating_sub(REACH)..(self.at + REACH).min(clause.chunks.len());
        let subject = self.own_subject();
        let could = move |index: &usize| {
            *index != self.at
                && (clause.is_noun(*index) || clause.is(*index, Tag::Relative))
                && !subject.is_some_and(|subject| self.is_of_another_clause(*index, subject))
        };
        let owner = self.owner().map(Holder::Owner);
        std::iter::once(Holder::Nobody).chain(owner).chain(near.filter(could).map(Holder::Chunk))
    }

    /// The first chunk of the subject right before a cue, where a subordinator opens its clause: "as *the city* says".
    fn own_subject(&self) -> Option<usize> {
        let clause = self.sight.clause;
        let finite = clause.chunks[self.at].verb().is_some_and(Voice::is_finite);
        let subject = clause.subject_before(self.at).filter(|_| finite)?.chunks;
        let opens = |opener: usize| clause.head(opener).classes.has(Class::Subordinator);
        let opened = subject.start.checked_sub(1).is_some_and(opens);
        (opened && subject.end == self.at).then_some(subject.start)
    }

    /// Whether a chunk before a subject has a finite verb of its own between: "*envoys* met as the city looks".
    fn is_of_another_clause(&self, index: usize, subject: usize) -> bool {
        index + 1 < subject && self.sight.counts(&(index + 1..subject)).finite > 0
    }

    /// The owner, or the name used as an adjective, inside the cue's noun phrase.
    fn owner(&self) -> Option<Tokens> {
        let (clause, reader) = (self.sight.clause, self.sight.reader);
        if !clause.is_noun(self.at) {
            return None;
        }
        if let Some(owner) = reader.possessor(self.at) {
            return Some(owner.core);
        }
        let tokens = clause.chunks[self.at].tokens.clone();
        let names = |index: &usize| {
            let word = &reader.words[*index];
            word.tag == Tag::Name || word.classes.has(Class::Nationality)
        };
        let head = tokens.end - 1;
        let first = (tokens.start..head).find(names)?;
        let end = (first..head).find(|index| !names(index)).unwrap_or(head);
        Some(first..end)
    }

    /// Whether a holder is whom the grammar takes for the source.
    pub(super) fn is_grammars(&self, holder: &Holder) -> bool {
        match holder {
            Holder::Nobody => self.guess.is_none(),
            Holder::Owner(tokens) => self.guess == Some(tokens.start),
            Holder::Chunk(index) => {
                let tokens = &self.sight.clause.chunks[*index].tokens;
                self.guess.is_some_and(|guess| tokens.contains(&guess))
            }
        }
    }

    /// Sees a holder.
    pub(super) fn see(&self, holder: &Holder, sink: &mut impl Sink) {
        let (sight, code) = (self.sight, self.code);
        let way = match holder {
            Holder::Nobody => 0,
            Holder::Owner(_) => 1,
            Holder::Chunk(index) if *index < self.at => 2,
            Holder::Chunk(_) => 3,
        };
        let guess = u32::from(self.is_grammars(holder)) * 2 + u32::from(self.guess.is_none());
        see!(sink, "guess", guess, way);
        see!(sink, "guess, frame", guess, self.frame * 4 + way);
        see!(sink, "guess, code", guess, code * 4 + way);
        see!(sink, "way", way, code);
        see!(sink, "way, stem", way, self.cue.stem);
        see!(sink, "way, taken", way, self.taken);
        see!(sink, "way, taken, code", way, self.taken * 1024 + code);
        match holder {
            Holder::Nobody => {
                see!(sink, "before a cue of nobody", sight.code_before(self.at, 1), code);
                see!(sink, "after a cue of nobody", sight.code(self.at + 1), code);
            }
            Holder::Owner(tokens) => {
                let head = &sight.reader.words[tokens.end - 1];
                let marked = sight.reader.words[tokens.end].kind == TokenKind::Clitic;
                see!(sink, "owner, stem", being(head), self.cue.stem);
                see!(sink, "owner", being(head), 0);
                see!(sink, "owner is marked", head.tag as u32, u32::from(marked));
            }
            Holder::Chunk(index) => {
                let being = being(sight.clause.head(*index));
                self.see_chunk(*index, being, way, guess, sink);
                self.see_path(*index, being, way, guess, sink);
            }
        }
    }

    /// The noun chunk itself, and what stands beside it.
    fn see_chunk(&self, index: usize, being: u32, way: u32, guess: u32, sink: &mut impl Sink) {
        let sight = self.sight;
        let way_and_code = way * 1024 + self.code;
        let (left, right) = (sight.code_before(index, 1), sight.code(index + 1));
        see!(sink, "being", being, way);
        see!(sink, "being, code", being, way_and_code);
        see!(sink, "being, stem", being, self.cue.stem);
        see!(sink, "being, taken", being, self.taken * 8 + way);
        see!(sink, "being, guess", being, guess);
        see!(sink, "head", sight.stem(index), way);
        see!(sink, "opener", sight.opener(index), way);
        see!(sink, "before it", left, way);
        see!(sink, "after it", right, way);
        see!(sink, "around it", left * 512 + right, way_and_code);
        see!(sink, "before it, being", left, being);
        see!(sink, "after it, being", right, being);
        let first = u32::from(sight.counts(&(0..index)).nouns == 0);
        see!(sink, "first noun", first, way_and_code);
        see!(sink, "first noun, guess", first, guess);
    }

    /// What lies between the noun chunk and the cue.
    fn see_path(&self, index: usize, being: u32, way: u32, guess: u32, sink: &mut impl Sink) {
        let sight = self.sight;
        let way_and_code = way * 1024 + self.code;
        let low = index.min(self.at) + 1;
        let between = low..index.max(self.at);
        let Counts { nouns, finite, quotations, commas } = sight.counts(&between);
        let (nouns, verbs, quotations, commas) =
            (nouns.min(5), finite.min(4), quotations.min(2), commas.min(4));
        let distance = between.len().min(12) as u32;
        let path = (low..low + between.len().min(5))
            .fold(between.len().min(6) as u32, |path, at| mix(path, sight.code(at), 7));
        see!(sink, "distance", distance, way);
        see!(sink, "distance, guess", distance, guess);
        see!(sink, "nouns, verbs, quotations between", nouns * 64 + verbs * 8 + quotations, way);
        see!(sink, "nouns, commas between", nouns * 8 + commas, way_and_code);
        see!(sink, "verbs between", verbs, way_and_code);
        see!(sink, "path", path, way);
        see!(sink, "path, code", path, way_and_code);
        see!(sink, "path, being", path, being);
        see!(sink, "path, before it", path, sight.code_before(index, 1));
        see!(sink, "first word between", sight.opener(low), way);
        let quotation = (1..=2).any(|by| self.at.checked_sub(by).is_some_and(|at| sight.is_quotation(at)));
        see!(sink, "quotation before the cue", u32::from(quotation), way * 16 + distance);
        let comma = self.at.checked_sub(1).is_some_and(|at| sight.clause.is(at, Tag::Comma));
        see!(sink, "comma before the cue", u32::from(comma), way * 16 + distance);
    }

    /// The bytes of a holder.
    #[cfg(feature = "train")]
    pub(super) fn place(&self, holder: &Holder) -> Option<crate::Span> {
        let tokens = match holder {
            Holder::Nobody => return None,
            Holder::Owner(tokens) => tokens.clone(),
            Holder::Chunk(index) => self.sight.clause.chunks[*index].tokens.clone(),
        };
        let words = self.sight.reader.words;
        Some(words[tokens.start].span.join(words[tokens.end - 1].span))
    }

    /// The source phrase that a holder makes.
    pub(super) fn phrase(&self, holder: &Holder) -> Option<SourcePhrase> {
        let (clause, reader) = (self.sight.clause, self.sight.reader);
        match holder {
            Holder::Nobody => None,
            Holder::Owner(tokens) => Some(SourcePhrase { core: tokens.clone(), tokens: tokens.clone() }),
            Holder::Chunk(index) if clause.is(*index, Tag::Relative) => {
                let alone = Phrase { core: *index, chunks: *index..*index + 1 };
                let mut source = reader.phrase(&clause.antecedent(*index).unwrap_or(alone));
                source.tokens.end = clause.chunks[*index].tokens.end;
                Some(source)
            }
            Holder::Chunk(index) => {
                let mut phrase = clause.phrase_starting_at(clause.described_name(*index).unwrap_or(*index));
                if *index < self.at {
                    phrase.chunks.end = phrase.chunks.end.min(self.at);
                }
                Some(reader.phrase(&phrase))
            }
        }
    }
}
