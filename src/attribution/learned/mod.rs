//! What is learned rather than written: which words are cues, whose they are, and how far their content reaches.
//!
//! The grammar carries the clear cases and builds every attribution; which of the thousands of rare cues count, which
//! of several noun phrases is the source and at which comma a content ends are matters of degree. Three linear models
//! over what the grammar sees decide them. Their weights, their card and the script that makes them stand in
//! `models/attribution/`.

mod content;
mod cue;
mod sight;
mod source;
#[cfg(test)]
mod tests;
#[cfg(feature = "train")]
pub mod training;

use std::ops::Range;

use self::{
    content::Extents,
    cue::CueSight,
    source::{Holder, Sources},
};
pub(crate) use self::{cue::History, sight::View};
use super::{complement::Taken, found::Found, noun_phrase::Clause, sentence::SentenceReader};
use crate::{lexicon::Class, prose::Tag};

/// What a weight of 1 is worth, in log-odds.
#[cfg_attr(not(feature = "train"), allow(unreachable_pub))]
pub const STEP: f32 = 1.0 / 32.0;

/// From which score on a chunk that the grammar does not vouch for is a cue, in steps of [`STEP`].
const UNVOUCHED: i32 = -6;

/// The same where it does: generous, for a miss accuses an honest sentence.
const VOUCHED: i32 = -56;

/// The same where what it takes is a clause, a quotation or "as": hardly anything else does.
const PLAIN: i32 = -96;

/// How much more likely than another the source must be that replaces the one of the grammar.
const TRUST: i32 = 16;

/// Below these scores of its word, with the words beside it, with the chunks around, nothing more makes an unvouched
/// word a cue: nine in ten are told by the words beside them. The lowest of any cue in 14 MB of news, that which the
/// weights were learned from and other, are -21, -39, -48.
const HOPELESS: [i32; 3] = [-28, -50, -60];

static CUES: Model<{ 1 << 19 }> = Model(include_bytes!("../../../models/attribution/cues.bin"));
static SOURCES: Model<{ 1 << 17 }> = Model(include_bytes!("../../../models/attribution/sources.bin"));
static CONTENTS: Model<{ 1 << 17 }> = Model(include_bytes!("../../../models/attribution/contents.bin"));

/// A score as log-odds.
#[expect(clippy::cast_precision_loss, reason = "scores are small")]
pub(crate) fn log_odds(score: i32) -> f32 {
    score as f32 * STEP
}

/// Weights of hashed features: a power of two of them, each a signed byte in steps of [`STEP`].
struct Model<const WEIGHTS: usize>(&'static [u8; WEIGHTS]);

impl<const WEIGHTS: usize> Model<WEIGHTS> {
    #[inline]
    fn weight(&self, feature: u32) -> i32 {
        i32::from(self.0[slot(feature, WEIGHTS)].cast_signed())
    }
}

/// Where the weight of a feature stands among so many.
#[inline]
fn slot(feature: u32, weights: usize) -> usize {
    feature as usize & (weights - 1)
}

/// Takes in features, hashed.
pub(crate) trait Sink {
    fn see(&mut self, feature: u32);
}

/// Adds up the weights of what it sees.
struct Score<const WEIGHTS: usize> {
    model: &'static Model<WEIGHTS>,
    total: i32,
}

impl<const WEIGHTS: usize> Score<WEIGHTS> {
    fn by(model: &'static Model<WEIGHTS>) -> Self {
        Self { model, total: 0 }
    }

    /// What the model gives for all that is seen.
    fn of(model: &'static Model<WEIGHTS>, see: impl FnOnce(&mut Self)) -> i32 {
        let mut score = Self::by(model);
        see(&mut score);
        score.total
    }
}

impl<const WEIGHTS: usize> Sink for Score<WEIGHTS> {
    #[inline]
    fn see(&mut self, feature: u32) {
        self.total += self.model.weight(feature);
    }
}

/// What the model thinks of a chunk as a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Log-odds, in steps of [`STEP`].
    pub(crate) score: i32,
    pub(crate) is_cue: bool,
}

/// Whether a chunk is one that the model judges, even where the grammar sees no cue.
pub(crate) fn is_candidate(clause: Clause<'_>, at: usize) -> bool {
    let head = clause.head(at);
    clause.chunks[at].quotation().is_none()
        && matches!(head.tag, Tag::Verb | Tag::Participle | Tag::Gerund | Tag::Noun | Tag::Adjective)
}

/// Judges the chunk at `at`; `vouched` is what the grammar reads there, and a cue of the house stands in any case.
pub(crate) fn judge(
    reader: &SentenceReader<'_>,
    at: usize,
    vouched: Option<&Found>,
    history: History,
) -> Verdict {
    let mut sight = CueSight::new(reader, at, vouched, Score::by(&CUES));
    let glances = [CueSight::word, CueSight::neighbours, CueSight::chunks];
    for (glance, hopeless) in glances.into_iter().zip(HOPELESS) {
        glance(&mut sight);
        if vouched.is_none() && sight.sink.total < hopeless {
            return Verdict { score: sight.sink.total, is_cue: false };
        }
    }
    let taken = sight.rest();
    sight.history(history);
    let score = sight.sink.total;
    let of_the_house = vouched.is_some() && reader.clause().head(at).classes.has(Class::HouseCue);
    let cut = match vouched {
        None => UNVOUCHED,
        Some(_) if is_plain(taken) => PLAIN,
        Some(_) => VOUCHED,
    };
    Verdict { score, is_cue: of_the_house || score > cut }
}

/// Whether hardly anything but a cue takes this.
fn is_plain(taken: Taken) -> bool {
    matches!(taken, Taken::Clause | Taken::Quotation | Taken::Question | Taken::As)
}

/// The attribution with the source and the content that are likeliest.
pub(crate) fn settle(reader: &SentenceReader<'_>, at: usize, found: Found) -> Found {
    let found = with_source(reader, at, found);
    let extents = Extents::new(reader, at, &found);
    match extents.likelier(&CONTENTS) {
        Some(stretch) => Found { content: extents.spans(&stretch), ..found },
        None => found,
    }
}

/// The attribution with the likeliest source.
fn with_source(reader: &SentenceReader<'_>, at: usize, found: Found) -> Found {
    let sources = Sources::new(reader, at, &found);
    let mut best: Option<(i32, Holder)> = None;
    for holder in sources.holders() {
        let trust = if sources.is_grammars(&holder) { TRUST } else { 0 };
        let score = trust + Score::of(&SOURCES, |sink| sources.see(&holder, sink));
        if best.as_ref().is_none_or(|(highest, _)| score > *highest) {
            best = Some((score, holder));
        }
    }
    match best {
        Some((_, holder)) if !sources.is_grammars(&holder) => {
            Found { source: sources.phrase(&holder), ..found }
        }
        _ => found,
    }
}

/// A range of tokens of the story.
type Tokens = Range<usize>;
