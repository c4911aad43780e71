//! Those who could be meant by one word: who comes first, and whether nobody else does.

/// Who could be meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Holders {
    pub(super) first: Option<usize>,
    several: bool,
}

impl Holders {
    /// Enters one more, or the same again.
    pub(super) fn enter(&mut self, holder: usize) {
        self.several |= *self.first.get_or_insert(holder) != holder;
    }

    /// The only one.
    pub(super) fn sole(self) -> Option<usize> {
        self.first.filter(|_| !self.several)
    }
}
