//! Patterns as they are run: steps in tables, and the walk over words that tries them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Match, bits::TagSet, need::Need, opening::Opening};
use crate::{
    flat::{Flat, Table},
    lexicon::{ClassSet, WordId},
    prose::{Tag, Tagged, TokenKind},
};

/// Compiled patterns, each after the one before, in tables that they share.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Program {
    /// By pattern.
    pub(super) heads: Table<Head>,
    /// By pattern: what a match can begin with.
    pub(super) openings: Table<Opening>,
    pub(super) steps: Table<Step>,
    /// Of each pattern, the steps that every match takes.
    pub(super) needed: Table<u32>,
    /// Of each pattern, the steps by which it is entered: of the rarest that every match has in it, each takes one. None
    /// where most tokens pass.
    pub(super) entry: Table<u32>,
    /// What tests speak of: words, sets of classes, and the letters of marks.
    pub(super) words: Table<WordId>,
    pub(super) classes: Table<ClassSet>,
    pub(super) marks: Table<u8>,
}

/// Some rows of a table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rows {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Where what makes a pattern stands in the tables. Its steps count from its first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) steps: Rows,
    pub(super) needed: Rows,
    pub(super) entry: Rows,
    /// How many tokens of a match can stand before the one that takes a step of `entry`.
    pub(super) before: Before,
}

/// How many tokens of a match stand before one of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Before {
    pub(super) least: u32,
    /// None where there is no bound.
    pub(super) most: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Takes one token that passes.
    Take(Test),
    /// Goes on at the first, and if that fails at the second.
    Split(u32, u32),
    Jump(u32),
    /// The part that is meant begins here.
    Open,
    /// … and ends here.
    Close,
    Done,
}

/// What a token must be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Test {
    /// One of these.
    Word(Rows),
    /// Of a class of this set.
    Class(u32),
    NotClass(u32),
    Tag(TagSet),
    /// These letters.
    Mark(Rows),
    /// A number in the thousands or higher, in figures.
    Large,
    Any,
}

/// A pattern among others.
#[derive(Clone, Copy)]
pub(super) struct Compiled<'p> {
    program: &'p Program,
    head: Head,
    steps: &'p [Step],
}

/// Of so many words each is looked at; more are searched.
const FEW: usize = 8;

/// How many steps one try may take; no pattern of the catalogue comes near on real prose.
const PATIENCE: usize = 4_000;

impl Program {
    /// How many patterns there are.
    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    /// The pattern of this index.
    #[inline]
    pub(super) fn pattern(&self, index: usize) -> Option<Compiled<'_>> {
        self.heads.rows().get(index).map(|head| Compiled::of(self, *head))
    }

    /// All patterns.
    pub(super) fn patterns(&self) -> impl Iterator<Item = Compiled<'_>> {
        self.heads.rows().iter().map(|head| Compiled::of(self, *head))
    }

    /// Adds the patterns of another.
    pub(super) fn append(&mut self, other: &Self) {
        let [steps, needed, entry] = [self.steps.len(), self.needed.len(), self.entry.len()];
        for head in other.heads.iter() {
            self.heads.push(Head {
                steps: head.steps.after(steps),
                needed: head.needed.after(needed),
                entry: head.entry.after(entry),
                before: head.before,
            });
        }
        let [words, classes, marks] = [self.words.len(), self.classes.len(), self.marks.len()];
        for step in other.steps.iter() {
            self.steps.push(match step {
                Step::Take(Test::Word(rows)) => Step::Take(Test::Word(rows.after(words))),
                Step::Take(Test::Mark(rows)) => Step::Take(Test::Mark(rows.after(marks))),
                Step::Take(Test::Class(row)) => Step::Take(Test::Class(row.wrapping_add(classes as u32))),
                Step::Take(Test::NotClass(row)) => Step::Take(Test::NotClass(row.wrapping_add(classes as u32))),
                other => other,
            });
        }
        self.openings.append(&other.openings);
        self.needed.append(&other.needed);
        self.entry.append(&other.entry);
        self.words.append(&other.words);
        self.classes.append(&other.classes);
        self.marks.append(&other.marks);
    }

    /// The words of a test.
    #[inline]
    pub(super) fn words(&self, rows: Rows) -> &[WordId] {
        self.words.rows().get(rows.range()).unwrap_or_default()
    }

    /// The classes of a test.
    #[inline]
    pub(super) fn classes(&self, row: u32) -> ClassSet {
        self.classes.rows().get(row as usize).copied().unwrap_or_default()
    }

    /// The mark of a test.
    #[inline]
    pub(super) fn mark(&self, rows: Rows) -> &[u8] {
        self.marks.bytes().get(rows.range()).unwrap_or_default()
    }

    #[inline]
    fn passes(&self, test: Test, text: &str, word: &Tagged) -> bool {
        match test {
            Test::Word(words) => {
                let words = self.words(words);
                if words.len() > FEW {
                    words.binary_search(&word.word).is_ok()
                } else {
                    words.contains(&word.word)
                }
            }
            Test::Class(classes) => word.classes.any(self.classes(classes)),
            Test::NotClass(classes) => {
                matches!(word.kind, TokenKind::Word | TokenKind::Number)
                    && !word.classes.any(self.classes(classes))
            }
            Test::Tag(tags) => tags.has(word.tag),
            Test::Mark(mark) => {
                word.kind != TokenKind::Word && word.span.of(text).as_bytes() == self.mark(mark)
            }
            Test::Large => word.tag == Tag::Number && is_large(word.span.of(text)),
            Test::Any => word.kind != TokenKind::Stop,
        }
    }
}

impl<'p> Compiled<'p> {
    #[inline]
    fn of(program: &'p Program, head: Head) -> Self {
        let steps = program.steps.rows().get(head.steps.range()).unwrap_or_default();
        Self { program, head, steps }
    }

    #[inline]
    fn step(self, step: u32) -> Step {
        self.steps.get(step as usize).copied().unwrap_or(Step::Done)
    }

    /// The match that begins at the token `at` and ends by `end`, if there is one. `text` is the document's, `open` room
    /// for what is left to try.
    pub(super) fn try_at(
        self,
        text: &str,
        words: &[Tagged],
        at: usize,
        end: usize,
        open: &mut Vec<State>,
    ) -> Option<Match> {
        open.clear();
        let mut state = State { step: 0, at: at as u32, marked: [State::UNMARKED; 2] };
        for _ in 0..PATIENCE {
            let word = words[..end].get(state.at as usize);
            let passes = |test| word.is_some_and(|word| self.program.passes(test, text, word));
            let goes_on = match self.step(state.step) {
                Step::Take(test) => {
                    let passes = passes(test);
                    state.at += 1;
                    state.step += 1;
                    passes
                }
                Step::Split(first, second) => {
                    // What can be seen not to go on is no way, and what can be seen to has been gone.
                    let taken = match self.step(first) {
                        Step::Take(test) => passes(test).then_some(1),
                        _ => Some(0),
                    };
                    if let Some(taken) = taken {
                        open.push(State { step: second, ..state });
                        state.step = first + taken;
                        state.at += taken;
                    } else {
                        state.step = second;
                    }
                    true
                }
                Step::Jump(step) => {
                    state.step = step;
                    true
                }
                Step::Open => {
                    state.marked[0] = state.at;
                    state.step += 1;
                    true
                }
                Step::Close => {
                    state.marked[1] = state.at;
                    state.step += 1;
                    true
                }
                Step::Done if state.at as usize == at => false,
                Step::Done => return Some(state.matched(at)),
            };
            if !goes_on {
                state = open.pop()?;
            }
        }
        None
    }

    /// All that a match needs, as far as a look at a run of tokens can tell.
    pub(super) fn needs(self) -> Vec<Need> {
        let tests = self.tests(&self.program.needed, self.head.needed);
        tests.filter_map(|test| Need::of(test, self.program)).collect()
    }

    /// Tests of which some token of every match has passed one; none where most tokens pass.
    pub(super) fn entry_tests(self) -> impl Iterator<Item = Test> + 'p {
        self.tests(&self.program.entry, self.head.entry)
    }

    /// How many tokens of a match can stand before the one that has passed an entry test.
    pub(super) fn before_entry(self) -> Before {
        self.head.before
    }

    /// The tests of some of its steps.
    fn tests(self, steps: &'p Table<u32>, rows: Rows) -> impl Iterator<Item = Test> + 'p {
        let steps = steps.rows().get(rows.range()).unwrap_or_default();
        steps.iter().filter_map(move |step| match self.step(*step) {
            Step::Take(test) => Some(test),
            _ => None,
        })
    }
}

/// A place in a pattern and in the text from which to go on. They are copied often: indices are kept in 32 bits.
#[derive(Clone, Copy)]
pub(super) struct State {
    step: u32,
    at: u32,
    /// Where the part that is meant begins and ends.
    marked: [u32; 2],
}

impl State {
    const UNMARKED: u32 = u32::MAX;

    /// The match that began at a token and ends here.
    fn matched(self, start: usize) -> Match {
        let tokens = start..self.at as usize;
        let [from, to] = [(self.marked[0], tokens.start), (self.marked[1], tokens.end)]
            .map(|(marked, else_at)| if marked == Self::UNMARKED { else_at } else { marked as usize });
        Match { marked: if from < to { from..to } else { tokens.clone() }, tokens }
    }
}

impl Rows {
    /// Adds rows to a table, and returns which they are.
    pub(super) fn added<T: Flat>(table: &mut Table<T>, new: impl IntoIterator<Item = T>) -> Self {
        let start = table.len() as u32;
        table.extend(new);
        Self { start, end: table.len() as u32 }
    }

    #[inline]
    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same in a table that has so many rows before.
    fn after(self, rows: usize) -> Self {
        Self { start: self.start.wrapping_add(rows as u32), end: self.end.wrapping_add(rows as u32) }
    }
}

impl Flat for Rows {
    const SIZE: usize = <[u32; 2]>::SIZE;

    #[inline]
    fn read(row: &[u8]) -> Self {
        let [start, end] = Flat::read(row);
        Self { start, end }
    }

    fn write(self, bytes: &mut Vec<u8>) {
        [self.start, self.end].write(bytes);
    }
}

impl Flat for Before {
    const SIZE: usize = <[u32; 2]>::SIZE;

    #[inline]
    fn read(row: &[u8]) -> Self {
        let [least, most] = Flat::read(row);
        Self { least, most: (most != u32::MAX).then_some(most) }
    }

    fn write(self, bytes: &mut Vec<u8>) {
        [self.least, self.most.unwrap_or(u32::MAX)].write(bytes);
    }
}

impl Flat for Head {
    const SIZE: usize = <([Rows; 3], Before)>::SIZE;

    #[inline]
    fn read(row: &[u8]) -> Self {
        let ([steps, needed, entry], before) = Flat::read(row);
        Self { steps, needed, entry, before }
    }

    fn write(self, bytes: &mut Vec<u8>) {
        ([self.steps, self.needed, self.entry], self.before).write(bytes);
    }
}

/// A letter for what it does, and two numbers that it can need.
impl Flat for Step {
    const SIZE: usize = <(u8, [u32; 2])>::SIZE;

    #[inline]
    fn read(row: &[u8]) -> Self {
        let (letter, [one, other]) = Flat::read(row);
        let rows = Rows { start: one, end: other };
        match letter {
            b'w' => Self::Take(Test::Word(rows)),
            b'c' => Self::Take(Test::Class(one)),
            b'n' => Self::Take(Test::NotClass(one)),
            b't' => Self::Take(Test::Tag(TagSet::of_bits(one))),
            b'm' => Self::Take(Test::Mark(rows)),
            b'l' => Self::Take(Test::Large),
            b'a' => Self::Take(Test::Any),
            b's' => Self::Split(one, other),
            b'j' => Self::Jump(one),
            b'[' => Self::Open,
            b']' => Self::Close,
            _ => Self::Done,
        }
    }

    fn write(self, bytes: &mut Vec<u8>) {
        let (letter, one, other) = match self {
            Self::Take(Test::Word(rows)) => (b'w', rows.start, rows.end),
            Self::Take(Test::Class(row)) => (b'c', row, 0),
            Self::Take(Test::NotClass(row)) => (b'n', row, 0),
            Self::Take(Test::Tag(tags)) => (b't', tags.bits(), 0),
            Self::Take(Test::Mark(rows)) => (b'm', rows.start, rows.end),
            Self::Take(Test::Large) => (b'l', 0, 0),
            Self::Take(Test::Any) => (b'a', 0, 0),
            Self::Split(first, second) => (b's', first, second),
            Self::Jump(step) => (b'j', step, 0),
            Self::Open => (b'[', 0, 0),
            Self::Close => (b']', 0, 0),
            Self::Done => (b'.', 0, 0),
        };
        (letter, [one, other]).write(bytes);
    }
}

/// Whether figures make a number in the thousands or higher. Four figures with no comma are most often a year.
fn is_large(figures: &str) -> bool {
    let whole = figures.split('.').next().unwrap_or(figures);
    let digits = whole.bytes().filter(u8::is_ascii_digit).count();
    digits > 4 || digits == 4 && whole.contains(',')
}
