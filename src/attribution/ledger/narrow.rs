//! Indices as what there is much of keeps them, in 32 bits, and as everybody uses them.
//!
//! A story has no more tokens, sentences or names than bytes, and these are counted in as many bits.

use std::ops::Range;

/// Indices as they are kept.
pub(super) fn narrow(range: &Range<usize>) -> Range<u32> {
    range.start as u32..range.end as u32
}

/// Indices as they are used.
pub(super) fn wide(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}
