//! What the model of cues sees of a chunk: its word, its neighbours, its frame, its subject, its surroundings.

use super::{
    Sink, sight,
    sight::{Hashed, Sight, being, see},
};
use crate::{
    attribution::{
        complement::{Complement, Taken},
        found::Found,
        sentence::SentenceReader,
    },
    lexicon::{Class, ClassSet},
    prose::{Shape, Tag, Tagged, TokenKind},
};

/// The cues found so far in the same sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct History {
    /// Chunk of the last, and the stem of its head.
    last: Option<(usize, u32)>,
    count: u32,
}

impl History {
    /// The history once the chunk at `at` of the sentence is a cue.
    #[must_use]
    pub(crate) fn with(self, reader: &SentenceReader<'_>, at: usize) -> Self {
        Self { last: Some((at, Sight::new(reader).stem(at))), count: self.count + 1 }
    }
}

/// Classes that say something of a word as a cue.
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

/// All of them.
const ANY_TELLING: ClassSet = ClassSet::of(TELLING);

/// Each as a number.
const TOLD: [u32; TELLING.len()] = {
    let mut told = [0; TELLING.len()];
    let mut index = 0;
    while index < TELLING.len() {
        told[index] = sight::class(TELLING[index]);
        index += 1;
    }
    told
};

/// Those of these classes that say something, as numbers.
fn told(classes: ClassSet) -> impl Iterator<Item = u32> {
    let all = if classes.any(ANY_TELLING) { TELLING } else { &[] };
    all.iter().zip(TOLD).filter(move |(class, _)| classes.has(**class)).map(|(_, told)| told)
}

/// Sees one chunk.
pub(super) struct CueSight<'a, 'b, S> {
    sight: Sight<'a, 'b>,
    at: usize,
    vouched: Option<&'b Found>,
    head: &'b Tagged,
    /// The head as a word, its part and the kind of its chunk.
    own: Hashed,
    tag: u32,
    code: u32,
    pub(super) sink: S,
}

impl<'a, 'b, S: Sink> CueSight<'a, 'b, S> {
    pub(super) fn new(reader: &'b SentenceReader<'a>, at: usize, vouched: Option<&'b Found>, sink: S) -> Self {
        let sight = Sight::new(reader);
        let head = sight.clause.head(at);
        let own = sight.word(sight.clause.chunks[at].head());
        Self { sight, at, vouched, head, own, tag: head.tag as u32 + 1, code: sight.code(at), sink }
    }

    /// The word itself.
    pub(super) fn word(&mut self) {
        let (sink, own, tag, code) = (&mut self.sink, self.own, self.tag, self.code);
        see!(sink, "word", own.word, 0);
        see!(sink, "stem", own.stem, 0);
        see!(sink, "stem, tag", own.stem, tag);
        see!(sink, "suffix, tag", own.suffix, tag);
        see!(sink, "stem, code", own.stem, code);
        see!(sink, "code", code, 0);
        for class in told(self.head.classes) {
            see!(sink, "class", class, 0);
            see!(sink, "class, code", class, code);
        }
        let known = u32::from(!self.head.classes.is_empty());
        let capital = u32::from(self.head.shape != Shape::Lower);
        see!(sink, "known, capital, tag", known * 2 + capital, tag);
    }

    /// Everything else; gives what the word takes.
    pub(super) fn rest(&mut self) -> Taken {
        let taken = self.complement();
        self.subject(taken as u32);
        self.surroundings();
        self.inside();
        taken
    }

    /// The tokens on both sides.
    pub(super) fn neighbours(&mut self) {
        let [left3, left2, left, _, right, right2, right3] =
            self.sight.around(self.sight.clause.chunks[self.at].head());
        let (sink, stem, tag) = (&mut self.sink, self.own.stem, self.tag);
        for (place, Hashed { word, part, .. }) in
            [left3, left2, left, right, right2, right3].into_iter().enumerate()
        {
            let place = place as u32;
            see!(sink, "neighbour", word, place);
            see!(sink, "neighbour, tag", word, place * 64 + tag);
            see!(sink, "part, tag", part, place * 64 + tag);
        }
        for (place, Hashed { word, part, .. }) in [left2, left, right, right2].into_iter().enumerate() {
            see!(sink, "neighbour, stem", word ^ place as u32, stem);
            see!(sink, "part, stem", part * 8 + place as u32, stem);
        }
        see!(sink, "two words before", left2.word, left.word);
        see!(sink, "two words after", right.word, right2.word);
        see!(sink, "two parts before", left2.part * 64 + left.part, tag);
        see!(sink, "two parts after", right.part * 64 + right2.part, tag);
        see!(sink, "parts around", left.part * 64 + right.part, tag);
    }

    /// The chunks on both sides.
    pub(super) fn chunks(&mut self) {
        let (sight, at, stem, code) = (self.sight, self.at, self.own.stem, self.code);
        let (left, right) = (sight.code_before(at, 1), sight.code(at + 1));
        let before = |by: usize| at.checked_sub(by);
        let (left_stem, left_being) = before(1).map_or((0, 0), |at| (sight.stem(at), sight.being(at)));
        let (right_stem, right_being) = (sight.stem(at + 1), sight.being(at + 1));
        let sink = &mut self.sink;
        see!(sink, "chunk before", left, code);
        see!(sink, "chunk after", right, code);
        see!(sink, "chunks around", left * 256 + right, code);
        see!(sink, "chunk before, stem", left, stem);
        see!(sink, "chunk after, stem", right, stem);
        see!(sink, "two chunks before", sight.code_before(at, 2) * 256 + left, code);
        see!(sink, "two chunks after", sight.code(at + 2) * 256 + right, code);
        see!(sink, "stem before", left_stem, code);
        see!(sink, "stem after", right_stem, code);
        see!(sink, "stem before, stem", left_stem, stem);
        see!(sink, "stem after, stem", right_stem, stem);
        see!(sink, "opener after, stem", sight.opener(at + 1), stem);
        see!(sink, "own opener, stem", sight.opener(at), stem);
        see!(sink, "own opener", sight.opener(at), code);
        see!(sink, "second stem after, stem", sight.stem(at + 2), stem);
        see!(sink, "second stem before, stem", before(2).map_or(0, |at| sight.stem(at)), stem);
        see!(sink, "being after, stem", right_being, stem);
        see!(sink, "being after", right_being, code);
        see!(sink, "being before, stem", left_being, stem);
        see!(sink, "being before", left_being, code);
    }

    /// What the word takes.
    fn complement(&mut self) -> Taken {
        let (sight, stem) = (self.sight, self.own.stem);
        let Complement { kind, at } = sight.clause.complement(self.at + 1, self.head.classes);
        let taken = kind as u32;
        let (opener, being) = (sight.opener(at), sight.being(at));
        let sink = &mut self.sink;
        see!(sink, "taken", taken, self.code);
        see!(sink, "taken, stem", taken, stem);
        for class in told(self.head.classes) {
            see!(sink, "taken, class", class, taken);
        }
        see!(sink, "what opens what is taken, stem", opener, stem);
        see!(sink, "what opens what is taken", opener, taken);
        see!(sink, "being taken, stem", being, stem);
        see!(sink, "being taken", being, taken * 64 + self.tag);
        kind
    }

    /// Whose word it is, and what the grammar makes of that.
    fn subject(&mut self, taken: u32) {
        let subject = self.subject_at();
        let being = subject.map_or(0, |at| self.sight.being(at));
        let subject_stem = subject.map_or(0, |at| self.sight.stem(at));
        let place = subject.map_or(0, |subject| 1 + u32::from(subject > self.at));
        let frame = self.vouched.map_or(0, |found| 1 + found.frame as u32 * 2 + u32::from(found.mental));
        let (sink, stem, tag, code) = (&mut self.sink, self.own.stem, self.tag, self.code);
        see!(sink, "subject", being, code);
        see!(sink, "subject, stem", being, stem);
        see!(sink, "subject, taken", being, taken * 64 + tag);
        see!(sink, "stem of subject", subject_stem, tag);
        see!(sink, "stem of subject, stem", subject_stem, stem);
        see!(sink, "place of subject", place, taken * 64 + tag);
        see!(sink, "frame", frame, 0);
        see!(sink, "frame, stem", frame, stem);
        see!(sink, "frame, taken", frame, taken);
        see!(sink, "frame, subject", frame, being);
        see!(sink, "frame, code", frame, code);
        if let Some(found) = self.vouched {
            see!(sink, "pieces of content", found.content.len() as u32, frame);
            see!(sink, "has a source", u32::from(found.source.is_some()), frame);
        }
    }

    /// The chunk that says whose verb, noun or adjective it is.
    fn subject_at(&self) -> Option<usize> {
        let (clause, at) = (self.sight.clause, self.at);
        let phrase = if clause.chunks[at].verb().is_some() {
            clause.subject_before(at).or_else(|| clause.subject_after(at))
        } else {
            let verb = at.checked_sub(1).filter(|verb| clause.chunks[*verb].verb().is_some())?;
            clause.subject_before(verb)
        };
        phrase.map(|phrase| phrase.core)
    }

    /// Quotations near by, and the place in the sentence.
    fn surroundings(&mut self) {
        let (sight, at) = (self.sight, self.at);
        let left = (1..=3).any(|by| at.checked_sub(by).is_some_and(|at| sight.is_quotation(at)));
        let right = (1..=3).any(|by| sight.is_quotation(at + by));
        let quoted = u32::from(left) + 2 * u32::from(right);
        let rest = (sight.clause.chunks.len() - at).min(4) as u32;
        let (sink, code) = (&mut self.sink, self.code);
        see!(sink, "quotations, stem", quoted, self.own.stem);
        see!(sink, "quotations", quoted, code);
        see!(sink, "from the start", at.min(4) as u32, code);
        see!(sink, "to the end", rest, code);
        see!(sink, "opens its block", u32::from(sight.reader.opens_block()), self.tag);
    }

    /// The words before the head in its own chunk, and an owner among them.
    fn inside(&mut self) {
        let (reader, stem) = (self.sight.reader, self.own.stem);
        let chunk = &self.sight.clause.chunks[self.at];
        if !chunk.is_noun() {
            for index in chunk.tokens.start..chunk.head() {
                let word = self.sight.word(index).word;
                see!(self.sink, "auxiliary, stem", word, stem);
                see!(self.sink, "auxiliary", word, 0);
            }
            return;
        }
        let mark = chunk.tokens.clone().rev().find(|index| reader.words[*index].tag == Tag::Possessive);
        let owner = mark.map_or(0, |mark| {
            let clitic = reader.words[mark].kind == TokenKind::Clitic && mark > chunk.tokens.start;
            being(&reader.words[mark - usize::from(clitic)])
        });
        see!(self.sink, "owner, stem", owner, stem);
        see!(self.sink, "owner", owner, 0);
        for index in chunk.tokens.start..chunk.head() {
            see!(self.sink, "modifier, stem", self.sight.word(index).stem, stem);
        }
    }

    /// The cues before it.
    pub(super) fn history(&mut self, history: History) {
        let (distance, last) =
            history.last.map_or((0, 0), |(last, stem)| ((self.at - last).min(6) as u32, stem));
        let (sink, tag, stem) = (&mut self.sink, self.tag, self.own.stem);
        see!(sink, "distance to the last cue", distance, tag);
        see!(sink, "distance to the last cue, stem", distance, stem);
        see!(sink, "last cue, stem", last, stem);
        see!(sink, "last cue, distance", last, distance * 64 + tag);
        see!(sink, "cues before", history.count.min(4), tag);
    }
}
