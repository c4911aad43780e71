//! What the scorer sees of a chunk that could be a cue: its word, its neighbours, its frame, its subject.
//!
//! A feature is a number: the hash of its kind and of what was seen. The same code serves training and reading.

use crate::{
    attribution::{
        Frame, chunk::ChunkKind, complement::Taken, found::Found, noun_phrase::Clause, sentence::SentenceReader,
    },
    lexicon::{Class, ClassSet},
    prose::{Shape, Tag, Tagged, TokenKind},
};

/// The features of one candidate, hashed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features(pub(crate) Vec<u32>);

/// What was decided about the candidates before, in the same sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct History {
    /// Chunk of the last cue.
    pub(crate) last: Option<usize>,
    /// Hash of the stem of its head.
    pub(crate) stem: u32,
    pub(crate) count: u32,
}

/// A word as numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hashed {
    pub(crate) word: u32,
    pub(crate) stem: u32,
    suffix: u32,
}

impl Hashed {
    pub(crate) fn of(written: &str, kind: TokenKind) -> Self {
        if matches!(kind, TokenKind::Number) {
            return Self { word: 1, stem: 1, suffix: 1 };
        }
        let mut buffer = [0; 24];
        let length = written.len().min(buffer.len());
        let lower = &mut buffer[..length];
        for (to, from) in lower.iter_mut().zip(written.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        let lower = &*lower;
        Self {
            word: bytes_hash(lower),
            stem: bytes_hash(stem(lower)),
            suffix: bytes_hash(&lower[lower.len().saturating_sub(3)..]),
        }
    }
}

/// A word without its ending: rough, and the same for all forms of most words.
fn stem(word: &[u8]) -> &[u8] {
    let cut = |ending: &[u8]| word.strip_suffix(ending).filter(|rest| rest.len() >= 3);
    let rest = cut(b"ing")
        .or_else(|| cut(b"ied"))
        .or_else(|| cut(b"ies"))
        .or_else(|| cut(b"ed"))
        .or_else(|| cut(b"es"))
        .or_else(|| if word.ends_with(b"ss") { None } else { cut(b"s") })
        .or_else(|| cut(b"e"))
        .or_else(|| cut(b"y"))
        .unwrap_or(word);
    match rest {
        [.., a, b] if a == b && rest.len() > 3 && rest.len() < word.len() && *a != b's' && *a != b'l' => {
            &rest[..rest.len() - 1]
        }
        _ => rest,
    }
}

fn bytes_hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

pub(super) fn mix(kind: u32, a: u32, b: u32) -> u32 {
    let mut hash = kind.wrapping_mul(0x9e37_79b9)
        ^ a.rotate_left(7).wrapping_mul(0x85eb_ca6b)
        ^ b.wrapping_mul(0xc2b2_ae35);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2c1b_3c6d);
    hash ^ hash >> 13
}

/// Classes that say something of a cue or of its subject.
const TELLING: &[Class] = &[
    Class::CueSpeech,
    Class::CueMental,
    Class::CueStance,
    Class::FrameAny,
    Class::FrameQuote,
    Class::FrameClause,
    Class::FrameQuestion,
    Class::FrameInfinitive,
    Class::FrameOrder,
    Class::FrameTold,
    Class::FrameObject,
    Class::FrameAs,
    Class::FrameAbout,
    Class::Raising,
    Class::AgentlessParticiple,
    Class::CueNoun,
    Class::MotiveVerb,
    Class::MentalNoun,
    Class::EvidenceNoun,
    Class::CueAdjective,
    Class::HearsayAdverb,
];

/// What a noun phrase is about, roughly: the first of these classes that its head has.
const BEINGS: &[Class] = &[
    Class::SubjectPronoun,
    Class::ObjectPronoun,
    Class::UnnamedHead,
    Class::VeiledRole,
    Class::Office,
    Class::SpokesRole,
    Class::VagueHead,
    Class::GroupHead,
    Class::PersonNoun,
    Class::OrgHead,
    Class::MediaHead,
    Class::DocumentHead,
    Class::CrowdPronoun,
    Class::Outlet,
    Class::Place,
    Class::Time,
    Class::CueNoun,
];

/// What sort of thing a noun is.
pub(super) fn being_of(head: &Tagged) -> u32 {
    let class = BEINGS.iter().position(|class| head.classes.has(*class));
    class.map_or(100 + head.tag as u32, |index| 1 + index as u32)
}

/// Collects the features of the chunk at `at`.
pub(crate) struct Viewer<'a, 'b> {
    reader: &'b SentenceReader<'a>,
    clause: Clause<'b>,
    at: usize,
    out: Vec<u32>,
}

impl<'a, 'b> Viewer<'a, 'b> {
    /// Everything seen of the chunk at `at`; `licensed` is what the grammar reads there.
    pub(crate) fn view(reader: &'b SentenceReader<'a>, at: usize, licensed: Option<&Found>) -> Features {
        let mut viewer = Self { reader, clause: reader.clause(), at, out: Vec::with_capacity(112) };
        viewer.word();
        viewer.neighbours();
        viewer.frame(licensed);
        viewer.surroundings();
        Features(viewer.out)
    }

    fn add(&mut self, kind: u32, a: u32, b: u32) {
        self.out.push(mix(kind, a, b));
    }

    fn token(&self) -> usize {
        self.clause.chunks[self.at].head()
    }

    /// A token beside the head, as numbers; zeros outside the sentence.
    fn beside(&self, by: isize) -> (Hashed, u32) {
        let tokens = &self.reader.prose.sentences[self.reader.sentence].tokens;
        match self.token().checked_add_signed(by) {
            Some(index) if tokens.contains(&index) => {
                (self.reader.hashed(index), self.reader.words[index].tag as u32 + 1)
            }
            _ => (Hashed::default(), 0),
        }
    }

    /// A chunk beside this one, as the code of its kind.
    fn chunk_code(&self, at: Option<usize>) -> u32 {
        let Some(chunk) = at.and_then(|at| self.clause.get(at)) else { return 0 };
        match chunk.kind {
            ChunkKind::Noun => 1 + u32::from(self.clause.first(at.unwrap_or(0)).tag == Tag::Pronoun),
            ChunkKind::Time => 3,
            ChunkKind::Quotation(_) => 4,
            ChunkKind::Verb(voice) => {
                16 + u32::from(voice.infinitive)
                    + 2 * u32::from(voice.gerund)
                    + 4 * u32::from(voice.passive)
                    + 8 * u32::from(voice.participle)
            }
            ChunkKind::Mark(tag) => 64 + tag as u32,
        }
    }

    fn stem_of_chunk(&self, at: Option<usize>) -> u32 {
        at.and_then(|at| self.clause.get(at)).map_or(0, |chunk| self.reader.hashed(chunk.head()).stem)
    }

    fn word_opening_chunk(&self, at: Option<usize>) -> u32 {
        at.and_then(|at| self.clause.get(at)).map_or(0, |chunk| self.reader.hashed(chunk.tokens.start).word)
    }

    fn before(&self, by: usize) -> Option<usize> {
        self.at.checked_sub(by)
    }

    fn word(&mut self) {
        let (own, tag) = self.beside(0);
        let head = *self.clause.head(self.at);
        let code = self.chunk_code(Some(self.at));
        self.add(1, own.word, 0);
        self.add(2, own.stem, 0);
        self.add(3, own.stem, tag);
        self.add(4, own.suffix, tag);
        self.add(5, own.stem, code);
        self.add(6, code, 0);
        for class in TELLING {
            if head.classes.has(*class) {
                self.add(7, *class as u32, 0);
                self.add(8, *class as u32, code);
            }
        }
        let known = u32::from(!head.classes.is_empty());
        let shape = u32::from(head.token.shape != Shape::Lower);
        self.add(9, known * 2 + shape, tag);
    }

    fn neighbours(&mut self) {
        let (own, tag) = self.beside(0);
        let around: Vec<(Hashed, u32)> = [-3, -2, -1, 1, 2, 3].into_iter().map(|by| self.beside(by)).collect();
        for (index, (word, part)) in around.iter().enumerate() {
            let place = index as u32 * 8;
            self.add(20 + place, word.word, 0);
            self.add(21 + place, word.word, tag);
            self.add(22 + place, *part, tag);
            if (1..5).contains(&index) {
                self.add(23 + place, word.word, own.stem);
                self.add(24 + place, *part, own.stem);
            }
        }
        self.add(80, around[1].0.word, around[2].0.word);
        self.add(81, around[3].0.word, around[4].0.word);
        self.add(82, around[1].1 * 64 + around[2].1, tag);
        self.add(83, around[3].1 * 64 + around[4].1, tag);
        self.add(84, around[2].1 * 64 + around[3].1, tag);
        let (before, after) = (self.before(1), Some(self.at + 1));
        let code = self.chunk_code(Some(self.at));
        let (left, right) = (self.chunk_code(before), self.chunk_code(after));
        self.add(90, left, code);
        self.add(91, right, code);
        self.add(92, left * 256 + right, code);
        self.add(93, right, own.stem);
        self.add(94, left, own.stem);
        self.add(95, self.chunk_code(self.before(2)) * 256 + left, code);
        self.add(96, self.chunk_code(Some(self.at + 2)) * 256 + right, code);
        let (left_stem, right_stem) = (self.stem_of_chunk(before), self.stem_of_chunk(after));
        self.add(97, left_stem, code);
        self.add(98, right_stem, code);
        self.add(99, left_stem, own.stem);
        self.add(100, right_stem, own.stem);
        self.add(101, self.word_opening_chunk(after), own.stem);
        self.add(102, self.word_opening_chunk(Some(self.at)), own.stem);
        self.add(103, self.word_opening_chunk(Some(self.at)), code);
        self.add(104, self.stem_of_chunk(Some(self.at + 2)), own.stem);
        self.add(105, self.stem_of_chunk(self.before(2)), own.stem);
        self.add(106, self.being(after), own.stem);
        self.add(107, self.being(after), code);
        self.add(108, self.being(before), own.stem);
        self.add(109, self.being(before), code);
    }

    /// What sort of thing the noun at `at` is.
    fn being(&self, at: Option<usize>) -> u32 {
        let Some(at) = at.filter(|at| self.clause.is_noun(*at)) else { return 0 };
        being_of(self.clause.head(at))
    }

    fn frame(&mut self, licensed: Option<&Found>) {
        let (own, tag) = self.beside(0);
        let head = *self.clause.head(self.at);
        let code = self.chunk_code(Some(self.at));
        let complement = self.clause.complement(self.at + 1, head.classes);
        let taken = complement.kind as u32;
        self.add(120, taken, code);
        self.add(121, taken, own.stem);
        for class in TELLING {
            if head.classes.has(*class) {
                self.add(122, *class as u32, taken);
            }
        }
        if let Some(word) = self.clause.get(complement.at) {
            let opener = self.reader.hashed(word.tokens.start).word;
            self.add(123, opener, own.stem);
            self.add(124, opener, taken);
            self.add(125, self.being(Some(complement.at)), own.stem);
            self.add(126, self.being(Some(complement.at)), taken * 64 + tag);
        }
        let subject = self.subject();
        let being = self.being(subject);
        let subject_stem = self.stem_of_chunk(subject);
        self.add(130, being, code);
        self.add(131, being, own.stem);
        self.add(132, being, taken * 64 + tag);
        self.add(133, subject_stem, tag);
        self.add(134, subject_stem, own.stem);
        let place = subject.map_or(0, |subject| 1 + u32::from(subject > self.at));
        self.add(135, place, taken * 64 + tag);
        let frame = licensed.map_or(0, |found| 1 + found.frame as u32 * 2 + u32::from(found.mental));
        self.add(140, frame, 0);
        self.add(141, frame, own.stem);
        self.add(142, frame, taken);
        self.add(143, frame, being);
        self.add(144, frame, code);
        if let Some(found) = licensed {
            self.add(145, found.content.len() as u32, frame);
            self.add(146, u32::from(found.source.is_some()), frame);
        }
        let bare = matches!(complement.kind, Taken::Nothing);
        self.add(147, u32::from(bare), own.stem);
    }

    /// The chunk that says whose verb, noun or adjective it is.
    fn subject(&self) -> Option<usize> {
        let chunk = &self.clause.chunks[self.at];
        if chunk.verb().is_some() {
            let phrase = self.clause.subject_before(self.at).or_else(|| self.clause.subject_after(self.at));
            return phrase.map(|phrase| phrase.core);
        }
        let verb = self.before(1)?;
        self.clause.chunks[verb].verb()?;
        self.clause.subject_before(verb).map(|phrase| phrase.core)
    }

    fn surroundings(&mut self) {
        let (own, tag) = self.beside(0);
        let code = self.chunk_code(Some(self.at));
        let reader = self.reader;
        let near = |at: Option<usize>| {
            at.and_then(|at| self.clause.get(at)).is_some_and(|chunk| chunk.quotation().is_some())
        };
        let left = near(self.before(1)) || near(self.before(2)) || near(self.before(3));
        let right = near(Some(self.at + 1)) || near(Some(self.at + 2)) || near(Some(self.at + 3));
        let quoted = u32::from(left) + 2 * u32::from(right);
        self.add(150, quoted, own.stem);
        self.add(151, quoted, code);
        self.add(152, self.at.min(4) as u32, code);
        let rest = self.clause.chunks.len() - self.at;
        self.add(153, rest.min(4) as u32, code);
        self.add(154, u32::from(reader.opens_block()), tag);
        // A possessor inside the noun phrase.
        let chunk = &self.clause.chunks[self.at];
        if chunk.is_noun() {
            let mark = chunk.tokens.clone().rev().find(|index| reader.words[*index].tag == Tag::Possessive);
            let owner = mark.map_or(0, |mark| {
                let clitic = reader.words[mark].token.kind == TokenKind::Clitic;
                let owner = if clitic && mark > chunk.tokens.start { mark - 1 } else { mark };
                being_of(&reader.words[owner])
            });
            self.add(155, owner, own.stem);
            self.add(156, owner, 0);
            for index in chunk.tokens.start..chunk.head() {
                self.add(157, reader.hashed(index).stem, own.stem);
            }
        } else {
            for index in chunk.tokens.start..chunk.head() {
                self.add(158, reader.hashed(index).word, own.stem);
                self.add(159, reader.hashed(index).word, 0);
            }
        }
        let _ = ClassSet::default();
    }
}

impl Features {
    /// Adds what the decisions before tell.
    pub(crate) fn with_history(&mut self, history: History, at: usize, tag: Tag, stem: u32) {
        let distance = history.last.map_or(0, |last| (at - last).min(6) as u32);
        let mut add = |kind, a, b| self.0.push(mix(kind, a, b));
        add(170, distance, tag as u32);
        add(171, distance, stem);
        add(172, history.stem, stem);
        add(173, history.stem, distance * 64 + tag as u32);
        add(174, history.count.min(4), tag as u32);
    }
}

#[allow(dead_code)]
fn unused(_: Frame) {}
