//! One long story read by several threads: runs of its blocks or sentences, each on its own, put together in order.
//!
//! With the feature `threads` the threads are those of the pool that the caller stands in; a short story, and a
//! pool of one thread, know nothing of it.

use std::ops::Range;

#[cfg(feature = "threads")]
use rayon::prelude::*;

/// How many blocks or sentences make a run: few, as what is made of some waits to be taken in.
const RUN: usize = 64;

/// More blocks or sentences than this are worth the trouble; most stories have fewer.
const LONG: usize = 256;

/// How many runs a thread has made before they are taken in.
#[cfg(feature = "threads")]
const WINDOW: usize = 4;

/// All that is read of `length` items, each by itself, in order. `read` adds what an item, given by its index, says.
pub(crate) fn each<T: Send>(length: usize, read: impl Fn(usize, &mut Vec<T>) + Sync) -> Vec<T> {
    let mut all = Vec::new();
    let read_run = |run: Range<usize>| {
        let mut some = Vec::new();
        run.for_each(|index| read(index, &mut some));
        some
    };
    in_order(length, read_run, |some| all.extend(some));
    all
}

/// Makes something of each run of `length` items in a row, and takes these in, in order.
///
/// No more of them than a few a thread wait to be taken in.
pub(crate) fn in_order<T: Send>(
    length: usize,
    make: impl Fn(Range<usize>) -> T + Sync,
    mut take: impl FnMut(T) + Send,
) {
    #[cfg(feature = "threads")]
    if several(length) {
        let window = rayon::current_num_threads() * WINDOW;
        let all: Vec<_> = runs(length).collect();
        let mut made: Vec<T> = Vec::new();
        for runs in all.chunks(window) {
            let before = std::mem::take(&mut made);
            let make = || runs.par_iter().map(|run| make(run.clone())).collect();
            ((), made) = rayon::join(|| before.into_iter().for_each(&mut take), make);
        }
        made.into_iter().for_each(take);
        return;
    }
    runs(length).for_each(|run| take(make(run)));
}

/// What comes of each of some parts of the work on `length` items, in order.
pub(crate) fn all<T: Send, R: Send>(
    length: usize,
    parts: Vec<T>,
    make: impl Fn(T) -> R + Sync + Send,
) -> Vec<R> {
    #[cfg(feature = "threads")]
    if several(length) {
        return parts.into_par_iter().map(make).collect();
    }
    #[cfg(not(feature = "threads"))]
    let _ = length;
    parts.into_iter().map(make).collect()
}

/// Does two things for `length` items, the second at the same time as the first if these are many.
pub(crate) fn both<A: Send, B: Send>(
    length: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    #[cfg(feature = "threads")]
    if several(length) {
        return rayon::join(one, other);
    }
    #[cfg(not(feature = "threads"))]
    let _ = length;
    (one(), other())
}

/// The runs that so many items make.
pub(crate) fn runs(length: usize) -> impl Iterator<Item = Range<usize>> {
    (0..length).step_by(RUN).map(move |start| start..length.min(start + RUN))
}

/// Whether `length` items are worth the trouble.
pub(crate) fn is_long(length: usize) -> bool {
    length > LONG
}

/// Whether several threads have something to do.
#[cfg(feature = "threads")]
fn several(length: usize) -> bool {
    is_long(length) && rayon::current_num_threads() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_make_is_taken_in_order() {
        for length in [0, 1, RUN, LONG + 1, 40 * RUN + 3] {
            let mut taken = Vec::new();
            in_order(length, Iterator::collect::<Vec<_>>, |made| taken.extend(made));
            assert_eq!(taken, (0..length).collect::<Vec<_>>());
            assert_eq!(each(length, |index, taken| taken.push(index)), taken);
        }
    }
}
