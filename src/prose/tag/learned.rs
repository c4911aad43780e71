//! Which of its parts a word plays, learned: a linear model over what stands around it.
//!
//! The weights and their card stand in `models/tags/`.

use super::{Tag, Tagged, view::Features};

/// log2 of the number of weights.
pub(super) const BITS: u32 = 18;

/// One weight a slot.
static WEIGHTS: &[u8; 1 << BITS] = include_bytes!("../../../models/tags/weights.bin");

/// A part, and by how much a verb came behind it; nothing came behind [`i32::MAX`].
pub(super) struct Choice {
    pub(super) tag: Tag,
    pub(super) doubt: i32,
}

impl Choice {
    /// Nothing else came in question.
    pub(super) fn sure(tag: Tag) -> Self {
        Self { tag, doubt: i32::MAX }
    }
}

/// Chooses the part of a word: the model, or the script that teaches it.
pub(super) trait Judge {
    fn choose(&mut self, word: &Tagged, features: &Features, parts: &[Tag]) -> Choice;
}

/// The model as it comes with the program.
pub(super) struct Model;

impl Judge for Model {
    fn choose(&mut self, _: &Tagged, features: &Features, parts: &[Tag]) -> Choice {
        let (mut best, mut verb) = ((i32::MIN, Tag::Noun), i32::MIN);
        for part in parts {
            let mut slots = *features;
            for value in &mut slots {
                *value = slot(*value, *part);
            }
            let mut score = 0;
            for slot in &slots {
                score += i32::from(WEIGHTS[*slot as usize % WEIGHTS.len()].cast_signed());
            }
            if score > best.0 {
                best = (score, *part);
            }
            if *part == Tag::Verb {
                verb = score;
            }
        }
        Choice { tag: best.1, doubt: best.0.saturating_sub(verb) }
    }
}

/// Where the weight of a feature stands, for one part.
#[inline]
pub(super) fn slot(feature: u32, part: Tag) -> u32 {
    let hash = (feature ^ (part as u32 + 1).wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
    (hash ^ hash >> 15).wrapping_mul(0xc2b2_ae35) >> (32 - BITS)
}
