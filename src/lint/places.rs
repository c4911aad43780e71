//! Where words stand in a story.

use rustc_hash::FxHashMap;

/// Where words stand. They are many, and most stand in few places: those of one word are a chain.
#[derive(Default)]
pub(super) struct Places<'a> {
    /// By word: the first and the last link of its chain.
    chains: FxHashMap<&'a str, (usize, usize)>,
    /// Each place, and the link behind.
    links: Vec<(usize, Option<usize>)>,
}

impl<'a> Places<'a> {
    pub(super) fn enter(&mut self, word: &'a str, place: usize) {
        let new = self.links.len();
        self.links.push((place, None));
        let (_, last) = self.chains.entry(word).or_insert((new, new));
        if *last != new {
            self.links[*last].1 = Some(new);
            *last = new;
        }
    }

    /// The places of a word, in order.
    pub(super) fn of(&self, word: &str) -> impl Iterator<Item = usize> {
        let first = self.chains.get(word).map(|(first, _)| self.links[*first]);
        std::iter::successors(first, |(_, next)| next.map(|next| self.links[next])).map(|(place, _)| place)
    }
}
