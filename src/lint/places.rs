//! Where words stand in a story.

use rustc_hash::FxHashMap;

/// Where words stand. They are many, and most stand in few places: those of one word are a chain.
#[derive(Default)]
pub(super) struct Places<'a> {
    /// By word: the first and the last link of its chain.
    chains: FxHashMap<&'a str, (u32, u32)>,
    /// Each place, and the link behind: itself, where there is none.
    links: Vec<(u32, u32)>,
}

impl<'a> Places<'a> {
    pub(super) fn enter(&mut self, word: &'a str, place: usize) {
        let new = self.links.len() as u32;
        self.links.push((place as u32, new));
        let (_, last) = self.chains.entry(word).or_insert((new, new));
        self.links[std::mem::replace(last, new) as usize].1 = new;
    }

    /// The places of a word, in order.
    pub(super) fn of(&self, word: &str) -> impl Iterator<Item = usize> {
        let first = self.chains.get(word).map(|(first, _)| *first);
        let next = |link: &u32| Some(self.links[*link as usize].1).filter(|next| next != link);
        std::iter::successors(first, next).map(|link| self.links[link as usize].0 as usize)
    }
}
