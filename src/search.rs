//! Where something stands in a list that is in order: a binary search that begins where it is likely to end.
//!
//! In a long story a search over all words looks at places far apart in memory; most are for a place close to one that
//! is known, or that can be guessed.

/// Index of the first item that `is_before` does not hold of, as [`slice::partition_point`] gives it. It is looked for
/// from `guess` on, in steps that double.
#[inline]
pub(crate) fn partition_point_near<T>(items: &[T], guess: usize, is_before: impl Fn(&T) -> bool) -> usize {
    let guess = guess.min(items.len());
    let (mut low, mut high, mut step) = (guess, guess, 1);
    if items.get(guess).is_some_and(&is_before) {
        loop {
            low = high + 1;
            high = (low + step).min(items.len());
            step *= 2;
            if !items.get(high).is_some_and(&is_before) {
                break;
            }
        }
    } else {
        while high > 0 {
            low = high.saturating_sub(step);
            step *= 2;
            if is_before(&items[low]) {
                low += 1;
                break;
            }
            high = low;
        }
    }
    low + items[low..high].partition_point(is_before)
}

/// Which of so many items, of which there are as many everywhere, stands at a place, about; `end` is where they end.
#[inline]
pub(crate) fn guess(at: usize, end: usize, items: usize) -> usize {
    (at as u64 * items as u64 / end.max(1) as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_every_guess_the_same_is_found() {
        for length in 0..40 {
            let items: Vec<usize> = (0..length).map(|index| index / 2).collect();
            for wanted in 0..=length {
                let is_before = |item: &usize| *item < wanted;
                let found = items.partition_point(is_before);
                for guess in 0..length + 3 {
                    assert_eq!(partition_point_near(&items, guess, is_before), found, "{guess} in {length}");
                }
            }
        }
    }
}
