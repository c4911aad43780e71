//! Many patterns at once: of some tokens, only those patterns are tried whose rarest word is among them.

use std::{
    cell::Cell,
    ops::{ControlFlow, Range},
    sync::OnceLock,
};

use serde::{Deserialize, Serialize};

use super::{
    Match, Pattern,
    entry::{Entered, Entries},
    need::{Content, Need},
    program::{Compiled, Program, State},
};
use crate::prose::Tagged;

/// Patterns with an index of what they are entered by. They go by their index: they count from 0 in the order of coming.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PatternSet {
    program: Program,
    entries: Entries,
    /// By pattern: what every match has in it, once the first walk asks.
    #[serde(skip)]
    needs: OnceLock<Vec<Vec<Need>>>,
}

impl Extend<Pattern> for PatternSet {
    fn extend<I: IntoIterator<Item = Pattern>>(&mut self, patterns: I) {
        patterns.into_iter().for_each(|pattern| self.program.append(&pattern.0));
        *self = std::mem::take(&mut self.program).into();
    }
}

impl From<Program> for PatternSet {
    fn from(program: Program) -> Self {
        Self { entries: Entries::of(&program), program, needs: OnceLock::new() }
    }
}

impl FromIterator<Pattern> for PatternSet {
    fn from_iter<I: IntoIterator<Item = Pattern>>(patterns: I) -> Self {
        let mut set = Self::default();
        set.extend(patterns);
        set
    }
}

impl PatternSet {
    /// All patterns of some sets.
    pub(crate) fn of_all<'s>(sets: impl Iterator<Item = &'s Self>) -> Self {
        let mut program = Program::default();
        sets.for_each(|set| program.append(&set.program));
        program.into()
    }

    /// How many patterns there are.
    pub(crate) fn len(&self) -> usize {
        self.program.len()
    }

    /// Every match in a run of tokens, by place and, at the same place, by index. Matches of one pattern do not
    /// overlap. `text` is the document's.
    pub fn find_all(&self, text: &str, words: &[Tagged], tokens: Range<usize>) -> Vec<(usize, Match)> {
        let mut found = Vec::new();
        let mut last = (0, 0);
        let all: ControlFlow<()> = self.walk(text, words, tokens, |index, hit| {
            if last.0 != index || last.1 <= hit.tokens.start {
                last = (index, hit.tokens.end);
                found.push((index, hit));
            }
            ControlFlow::Continue(())
        });
        debug_assert!(all.is_continue());
        found.sort_by_key(|(index, hit)| (hit.tokens.start, *index));
        found
    }

    /// Whether a match in a run of tokens satisfies a condition. `text` is the document's.
    pub fn any(
        &self,
        text: &str,
        words: &[Tagged],
        tokens: Range<usize>,
        satisfies: impl Fn(&Match) -> bool,
    ) -> bool {
        let found = self.walk(text, words, tokens, |_, hit| {
            if satisfies(&hit) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        found.is_break()
    }

    /// Hands every match to `each`, by pattern and then by place, until told to stop.
    fn walk<B>(
        &self,
        text: &str,
        words: &[Tagged],
        tokens: Range<usize>,
        mut each: impl FnMut(usize, Match) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        let mut room = ROOM.take();
        let told = self.walk_in(&mut room, text, words, tokens, &mut each);
        ROOM.set(room);
        told
    }

    fn walk_in<B>(
        &self,
        Room { entered, open }: &mut Room,
        text: &str,
        words: &[Tagged],
        tokens: Range<usize>,
        each: &mut impl FnMut(usize, Match) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        let here = &words[tokens.clone()];
        self.entries.entered(text, here, tokens.start, entered);
        if entered.is_empty() {
            return ControlFlow::Continue(());
        }
        let content = Content::of(here);
        let openings = self.program.openings.rows();
        let needs = self.needs.get_or_init(|| self.program.patterns().map(Compiled::needs).collect());
        for entries in entered.chunk_by(|one, other| one.pattern() == other.pattern()) {
            let index = entries[0].pattern();
            if !needs.get(index).is_some_and(|needs| needs.iter().all(|need| need.is_met(&content))) {
                continue;
            }
            let (Some(pattern), Some(opening)) = (self.program.pattern(index), openings.get(index)) else {
                continue;
            };
            let before = pattern.before_entry();
            let mut next = tokens.start;
            for entry in entries {
                let entry = entry.token();
                let most = before.most.map(|most| most as usize);
                let from = most.map_or(next, |most| next.max(entry.saturating_sub(most)));
                next = (entry + 1).saturating_sub(before.least as usize).max(from);
                for at in from..next {
                    if opening.passes(&words[at])
                        && let Some(hit) = pattern.try_at(text, words, at, tokens.end, open)
                    {
                        each(index, hit)?;
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }
}

/// Room for one walk. It is kept from one to the next: they are many and short.
#[derive(Default)]
struct Room {
    entered: Vec<Entered>,
    open: Vec<State>,
}

thread_local! {
    static ROOM: Cell<Room> = const { Cell::new(Room { entered: Vec::new(), open: Vec::new() }) };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{Document, Format},
        lexicon::Lexicon,
        prose::Prose,
    };

    /// What the patterns mark in the text, joined.
    fn marked(patterns: &[&str], text: &str) -> Vec<String> {
        let mut lexicon = Lexicon::builtin().unwrap();
        let parse = |pattern: &&str| Pattern::parse(pattern, &mut lexicon).unwrap();
        let set: PatternSet = patterns.iter().map(parse).collect();
        let document = Document::read(text.as_bytes(), Format::Text).unwrap();
        let prose = Prose::read(&document, &lexicon);
        let found = set.find_all(&document.text, &prose.words, 0..prose.words.len());
        let cut = |range: Range<usize>| {
            let first = prose.words[range.start].span;
            first.join(prose.words[range.end - 1].span).of(&document.text).to_owned()
        };
        found.into_iter().map(|(_, hit)| cut(hit.marked)).collect()
    }

    #[test]
    fn words_classes_parts_and_marks() {
        let text = "There are growing signs that the bank, which lent 40% of it to Acme, may fail.";
        assert_eq!(marked(&["there (is|are) {adjective|gerund}? [<evidence-noun>] that"], text), ["signs"]);
        assert_eq!(marked(&["{number} ('%'|percent)"], text), ["40%"]);
        assert_eq!(marked(&["~lend _+ to [{name}]"], text), ["Acme"]);
        assert_eq!(marked(&["the <!place> {comma}", "may ~fail"], text), ["the bank,", "may fail"]);
    }

    #[test]
    fn repeats_take_as_much_as_they_can_and_give_back() {
        let text = "a very very very big dog";
        assert_eq!(marked(&["very* very big"], text), ["very very very big"]);
        assert_eq!(marked(&["very+"], text), ["very very very"]);
        assert!(marked(&["cat?"], text).is_empty(), "an empty match is none");
    }

    #[test]
    fn unknown_classes_are_named_with_the_nearest() {
        let mut lexicon = Lexicon::builtin().unwrap();
        let error = Pattern::parse("some <evidense-noun>", &mut lexicon).unwrap_err();
        assert_eq!(error.at, 5);
        assert_eq!(error.message, "there is no word class `evidense-noun`; did you mean `evidence-noun`?");
    }
}
