//! Features of the linear models, hashed: a feature is a number, made of its kind and of what was seen.
//!
//! Shared by the tagger, by the models of attribution, and wherever words are compared by their stems.

/// The bytes of a word as a number: FNV-1a.
#[inline]
pub(crate) const fn hash(bytes: &[u8]) -> u32 {
    let mut hash = EMPTY;
    let mut index = 0;
    while index < bytes.len() {
        hash = add(hash, bytes[index]);
        index += 1;
    }
    hash
}

/// The hash of no bytes.
pub(crate) const EMPTY: u32 = 0x811c_9dc5;

/// A hash with one byte more.
#[inline]
pub(crate) const fn add(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// What was seen, of a kind: two numbers as one.
#[inline]
pub(crate) const fn mix(kind: u32, a: u32, b: u32) -> u32 {
    let mut hash = kind.wrapping_mul(0x9e37_79b9)
        ^ a.rotate_left(7).wrapping_mul(0x85eb_ca6b)
        ^ b.wrapping_mul(0xc2b2_ae35);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2c1b_3c6d);
    hash ^ hash >> 13
}

/// A word without its ending: rough, and the same for all forms of most words. It is what the word begins with.
#[inline]
pub(crate) fn stem(word: &[u8]) -> &[u8] {
    let endings: &[&[u8]] = match word.last() {
        Some(b'g') => &[b"ing"],
        Some(b'd') => &[b"ied", b"ed"],
        Some(b's') => &[b"ies", b"es", b"s"],
        Some(b'e') => &[b"e"],
        Some(b'y') => &[b"y"],
        _ => return word,
    };
    let cut = |ending: &&[u8]| {
        let rest = word.strip_suffix(*ending).filter(|rest| rest.len() >= 3)?;
        (*ending != b"s" || !word.ends_with(b"ss")).then_some(rest)
    };
    let Some(rest) = endings.iter().find_map(cut) else { return word };
    match rest {
        [before @ .., a, b] if a == b && before.len() > 1 && *a != b's' && *a != b'l' => {
            &rest[..rest.len() - 1]
        }
        _ => rest,
    }
}
