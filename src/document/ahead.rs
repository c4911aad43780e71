//! What is looked for ahead is looked for once: it is remembered until it is passed, so that marks that are never
//! closed, however many, cost no more than a walk over the text for each kind of mark.

/// Where one thing comes next, as far as that is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ahead {
    /// From where it was looked for last, and where it was found, if it was.
    known: Option<(usize, Option<usize>)>,
}

impl Ahead {
    /// Where it is at `from` or behind, which `find` tells. Asked from further back than the last time, it looks again.
    pub(super) fn next(&mut self, from: usize, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        if let Some((asked, found)) = self.known
            && asked <= from
            && found.is_none_or(|found| from <= found)
        {
            return found;
        }
        let found = find();
        self.known = Some((from, found));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_not_looked_for() {
        let mut ahead = Ahead::default();
        let mut looks = 0;
        let mut ask = |from: usize, found: Option<usize>| {
            ahead.next(from, || {
                looks += 1;
                found
            })
        };
        assert_eq!([ask(2, Some(5)), ask(2, None), ask(5, None)], [Some(5); 3]);
        assert_eq!([ask(6, None), ask(7, Some(8)), ask(99, Some(99))], [None; 3]);
        assert_eq!(ask(1, Some(1)), Some(1));
        assert_eq!(looks, 3);
    }
}
