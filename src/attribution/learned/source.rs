//! Whose cue it is, learned: a linear model that ranks the noun phrases of the sentence.

use super::features::{Hashed, being_of, mix};
use crate::{
    attribution::{
        chunk::{Chunk, ChunkKind},
        complement::Taken,
        found::{Found, SourcePhrase},
        noun_phrase::{Clause, Phrase},
        sentence::SentenceReader,
    },
    lexicon::Class,
    prose::{Tag, TokenKind},
};

/// How far from its cue a source is looked for, in chunks.
const REACH: usize = 24;

/// Who could be the source of a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// Nobody.
    Nobody,
    /// The owner inside the cue's own noun phrase, in tokens: "the ministry’s claim", "Republican criticism".
    Owner(std::ops::Range<usize>),
    /// A noun chunk, or a relative pronoun, by its index.
    Chunk(usize),
}

/// Ranks the holders of one cue.
pub(crate) struct Ranker<'a, 'b> {
    reader: &'b SentenceReader<'a>,
    clause: Clause<'b>,
    /// Chunk of the cue.
    at: usize,
    frame: u32,
    taken: u32,
    /// What the grammar takes for the source, as its first token.
    guess: Option<usize>,
    /// First token of the source of the cue before, in the same sentence.
    before: Option<usize>,
}

impl<'a, 'b> Ranker<'a, 'b> {
    pub(crate) fn new(reader: &'b SentenceReader<'a>, at: usize, found: &Found, before: Option<usize>) -> Self {
        let clause = reader.clause();
        let complement = clause.complement(at + 1, clause.head(at).classes);
        Self {
            reader,
            clause,
            at,
            frame: found.frame as u32,
            taken: complement.kind as u32,
            guess: found.source.as_ref().map(|source| source.core.start),
            before,
        }
    }

    /// Everybody who could be the source.
    pub(crate) fn holders(&self) -> Vec<Holder> {
        let mut holders = vec![Holder::Nobody];
        holders.extend(self.owner().map(Holder::Owner));
        let end = (self.at + REACH).min(self.clause.chunks.len());
        for index in self.at.saturating_sub(REACH)..end {
            let chunk = &self.clause.chunks[index];
            if index != self.at && (chunk.is_noun() || chunk.is(Tag::Relative)) {
                holders.push(Holder::Chunk(index));
            }
        }
        holders
    }

    fn owner(&self) -> Option<std::ops::Range<usize>> {
        if !self.clause.is_noun(self.at) {
            return None;
        }
        if let Some(owner) = self.reader.possessor(self.at) {
            return Some(owner.core);
        }
        let tokens = self.clause.chunks[self.at].tokens.clone();
        let names = |index: &usize| {
            let word = &self.reader.words[*index];
            word.tag == Tag::Name || word.classes.has(Class::Nationality)
        };
        let first = (tokens.start..tokens.end - 1).find(names)?;
        let end = (first..tokens.end - 1).find(|index| !names(index)).unwrap_or(tokens.end - 1);
        Some(first..end)
    }

    /// The features of a holder.
    pub(crate) fn features(&self, holder: &Holder) -> Vec<u32> {
        let mut out = Vec::with_capacity(48);
        let mut add = |kind: u32, a: u32, b: u32| out.push(mix(kind + 1000, a, b));
        let cue = self.reader.hashed(self.clause.chunks[self.at].head());
        let code = self.code(self.at);
        let is_guess = match holder {
            Holder::Nobody => self.guess.is_none(),
            Holder::Owner(tokens) => self.guess == Some(tokens.start),
            Holder::Chunk(index) => self.guess.is_some_and(|g| self.clause.chunks[*index].tokens.contains(&g)),
        };
        let guess = u32::from(is_guess) * 2 + u32::from(self.guess.is_none());
        let way = match holder {
            Holder::Nobody => 0,
            Holder::Owner(_) => 1,
            Holder::Chunk(index) if *index < self.at => 2,
            Holder::Chunk(_) => 3,
        };
        add(1, guess, way);
        add(2, guess, self.frame * 4 + way);
        add(3, guess, code * 4 + way);
        add(4, way, code);
        add(5, way, cue.stem);
        add(6, way, self.taken);
        add(7, way, self.taken * 1024 + code);
        match holder {
            Holder::Nobody => {
                add(8, self.code_before(self.at), code);
                add(9, self.code(self.at + 1), code);
            }
            Holder::Owner(tokens) => {
                let head = &self.reader.words[tokens.end - 1];
                add(10, being_of(head), cue.stem);
                add(11, being_of(head), 0);
                add(
                    12,
                    head.tag as u32,
                    u32::from(self.reader.words[tokens.end].token.kind == TokenKind::Clitic),
                );
            }
            Holder::Chunk(index) => self.chunk_features(*index, way, code, cue, guess, &mut add),
        }
        out
    }

    fn chunk_features(
        &self,
        index: usize,
        way: u32,
        code: u32,
        cue: Hashed,
        guess: u32,
        add: &mut impl FnMut(u32, u32, u32),
    ) {
        let clause = self.clause;
        let head = clause.head(index);
        let being = being_of(head);
        let (low, high) = (index.min(self.at) + 1, index.max(self.at));
        let between = &clause.chunks[low..high];
        let count = |test: &dyn Fn(&Chunk) -> bool| between.iter().filter(|chunk| test(chunk)).count() as u32;
        let nouns = count(&|chunk| chunk.is_noun()).min(5);
        let verbs = count(&|chunk| chunk.verb().is_some_and(super::super::chunk::Voice::is_finite)).min(4);
        let quotes = count(&|chunk| chunk.quotation().is_some()).min(2);
        let commas = count(&|chunk| chunk.is(Tag::Comma)).min(4);
        let distance = (between.len() as u32).min(12);
        add(20, distance, way);
        add(21, nouns * 64 + verbs * 8 + quotes, way);
        add(22, nouns * 8 + commas, way * 1024 + code);
        add(23, being, way);
        add(24, being, way * 1024 + code);
        add(25, being, cue.stem);
        add(26, self.reader.hashed(clause.chunks[index].head()).stem, way);
        let left = self.code_before(index);
        let right = self.code(index + 1);
        add(27, left, way);
        add(28, right, way);
        add(29, left * 512 + right, way * 1024 + code);
        let path = between
            .iter()
            .take(5)
            .enumerate()
            .fold(between.len().min(6) as u32, |hash, (step, _)| mix(hash, self.code(low + step), 7));
        add(30, path, way);
        add(31, path, way * 1024 + code);
        add(32, path, being);
        add(33, left, path);
        add(34, being, self.taken * 8 + way);
        add(35, distance, guess);
        add(36, being, guess);
        let first = !clause.chunks[..index].iter().any(Chunk::is_noun);
        add(37, u32::from(first), way * 1024 + code);
        add(38, u32::from(first), guess);
        let same = self.before.map_or(2, |token| u32::from(clause.chunks[index].tokens.contains(&token)));
        add(39, same, way * 1024 + code);
        add(40, same, guess);
        add(41, verbs, way * 1024 + code);
        let opener = self.reader.hashed(clause.chunks[index].tokens.start).word;
        add(42, opener, way);
        add(
            43,
            self.reader
                .hashed(clause.chunks[low.saturating_sub(0).min(clause.chunks.len() - 1)].tokens.start)
                .word,
            way,
        );
        add(44, left, being);
        add(45, right, being);
        let quoted_left = self.at.checked_sub(1).is_some_and(|b| clause.chunks[b].quotation().is_some())
            || self.at.checked_sub(2).is_some_and(|b| clause.chunks[b].quotation().is_some());
        add(46, u32::from(quoted_left), way * 16 + distance);
        add(47, u32::from(self.code_before(self.at) == 64 + Tag::Comma as u32), way * 16 + distance);
    }

    fn code_before(&self, at: usize) -> u32 {
        at.checked_sub(1).map_or(0, |at| self.code(at))
    }

    fn code(&self, at: usize) -> u32 {
        self.reader.code(at)
    }

    /// The source phrase that a holder makes.
    pub(crate) fn phrase(&self, holder: &Holder) -> Option<SourcePhrase> {
        match holder {
            Holder::Nobody => None,
            Holder::Owner(tokens) => Some(SourcePhrase { core: tokens.clone(), tokens: tokens.clone() }),
            Holder::Chunk(index) if self.clause.is(*index, Tag::Relative) => {
                let phrase = self
                    .clause
                    .antecedent(*index)
                    .unwrap_or(Phrase { core: *index, chunks: *index..*index + 1 });
                let mut source = self.reader.phrase(&phrase);
                source.tokens.end = self.clause.chunks[*index].tokens.end;
                Some(source)
            }
            Holder::Chunk(index) => {
                let mut phrase = self.clause.phrase_starting_at(*index);
                if *index < self.at {
                    phrase.chunks.end = phrase.chunks.end.min(self.at);
                }
                Some(self.reader.phrase(&phrase))
            }
        }
    }

    #[allow(dead_code)]
    fn unused(_: Taken) {}
}
