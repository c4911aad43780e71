//! Many patterns at once: of some tokens, only those patterns are tried whose rarest word is among them.

use std::{
    cell::Cell,
    ops::{ControlFlow, Range},
};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Match, Pattern,
    bits::{TagSet, WordBits, WordSet},
    program::{State, Test},
};
use crate::{
    lexicon::{ClassSet, WordId},
    prose::{Tag, Tagged, TokenKind},
};

/// Patterns with an index of what they are entered by.
#[derive(Clone, Debug, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    by_word: FxHashMap<WordId, Vec<u32>>,
    /// The words of `by_word`: most words are not among them, and asking the map takes longer.
    words: WordSet,
    /// By class, in the order of `classes`.
    by_class: Vec<Vec<u32>>,
    /// All classes of `by_class`.
    classes: ClassSet,
    by_tag: Vec<(TagSet, u32)>,
    /// All parts of speech of `by_tag`.
    tags: TagSet,
    /// Patterns entered by a mark, by the first byte of how it is written.
    by_mark: Vec<(u8, u32)>,
    /// Patterns that anything can be part of.
    anywhere: Vec<u32>,
    /// By pattern: what every match has in it.
    needs: Vec<Vec<Need>>,
}

/// As its patterns alone: the index is made anew.
impl Serialize for PatternSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.patterns.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for PatternSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut set = Self::default();
        for pattern in Vec::deserialize(deserializer)? {
            set.add(pattern);
        }
        Ok(set)
    }
}

/// What every match of a pattern has in it. Where one of these is not in a run of tokens, the pattern need not be tried
/// there.
#[derive(Clone, Debug, PartialEq)]
enum Need {
    /// One of some words.
    Words(WordBits),
    /// A word of one of some classes.
    Classes(ClassSet),
    /// A number.
    Number,
}

/// What is in a run of tokens, roughly.
#[derive(Default)]
struct Content {
    words: WordBits,
    classes: ClassSet,
    number: bool,
}

impl Need {
    /// All that a pattern needs, as far as a look at a run of tokens can tell.
    fn all(pattern: &Pattern) -> Vec<Self> {
        let needs = pattern.needed_tests().filter_map(|test| match test {
            Test::Word(words) => {
                let mut bits = WordBits::default();
                for word in words {
                    bits.insert(*word);
                }
                Some(Self::Words(bits))
            }
            Test::Class(classes) => Some(Self::Classes(*classes)),
            Test::Large => Some(Self::Number),
            Test::Tag(tags) if *tags == TagSet::from(Tag::Number) => Some(Self::Number),
            _ => None,
        });
        needs.collect()
    }

    fn is_met(&self, content: &Content) -> bool {
        match self {
            Self::Words(words) => words.any(&content.words),
            Self::Classes(classes) => classes.any(content.classes),
            Self::Number => content.number,
        }
    }
}

impl Content {
    fn of(words: &[Tagged]) -> Self {
        let mut content = Self::default();
        for word in words {
            content.words.insert(word.token.word);
            content.classes = content.classes.with(word.classes);
            content.number |= word.tag == Tag::Number;
        }
        content
    }
}

impl PatternSet {
    /// Adds a pattern and returns its index: they count from 0 in the order of coming.
    pub fn add(&mut self, pattern: Pattern) -> usize {
        let index = self.patterns.len() as u32;
        let mut is_entered = false;
        for test in pattern.entry_tests() {
            is_entered = true;
            match test {
                Test::Word(words) => {
                    for word in words {
                        self.words.insert(*word);
                        self.by_word.entry(*word).or_default().push(index);
                    }
                }
                Test::Class(classes) => {
                    for class in classes.iter() {
                        let at = self.classes.rank(class);
                        if !self.classes.contains(class) {
                            self.classes.insert(class);
                            self.by_class.insert(at, Vec::new());
                        }
                        self.by_class[at].push(index);
                    }
                }
                Test::Tag(tags) => self.by_tag.push((*tags, index)),
                Test::Large => self.by_tag.push((Tag::Number.into(), index)),
                Test::Mark(mark) => self.by_mark.extend(mark.bytes().next().map(|first| (first, index))),
                Test::NotClass(_) | Test::Any => self.anywhere.push(index),
            }
        }
        if !is_entered {
            self.anywhere.push(index);
        }
        self.tags = self.by_tag.iter().fold(TagSet::default(), |all, (tags, _)| all.with(*tags));
        self.needs.push(Need::all(&pattern));
        self.patterns.push(pattern);
        index as usize
    }

    /// The patterns, by index.
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
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
        self.enter(text, words, tokens.clone(), entered);
        if entered.is_empty() {
            return ControlFlow::Continue(());
        }
        let content = Content::of(&words[tokens.clone()]);
        for entries in entered.chunk_by(|one, other| one.pattern() == other.pattern()) {
            let index = entries[0].pattern();
            if !self.needs[index].iter().all(|need| need.is_met(&content)) {
                continue;
            }
            let pattern = &self.patterns[index];
            let before = pattern.before_entry();
            let mut next = tokens.start;
            for entry in entries {
                let entry = entry.token();
                let from = before.most.map_or(next, |most| next.max(entry.saturating_sub(most)));
                next = (entry + 1).saturating_sub(before.least).max(from);
                for at in from..next {
                    if pattern.may_begin_with(&words[at])
                        && let Some(hit) = pattern.try_at(text, words, at, tokens.end, open)
                    {
                        each(index, hit)?;
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// The patterns that are entered by one of some tokens, each with that token, in order.
    fn enter(&self, text: &str, words: &[Tagged], tokens: Range<usize>, entered: &mut Vec<Entered>) {
        entered.clear();
        for (word, at) in words[tokens.clone()].iter().zip(tokens.start as u32..) {
            let mut enter =
                |patterns: &[u32]| entered.extend(patterns.iter().map(|index| Entered::new(*index, at)));
            if self.words.has(word.token.word) {
                self.by_word.get(&word.token.word).into_iter().for_each(|patterns| enter(patterns));
            }
            if self.classes.any(word.classes) {
                self.classes
                    .for_each_common(word.classes, |class| enter(&self.by_class[self.classes.rank(class)]));
            }
            if self.tags.has(word.tag) {
                let by_tag = self.by_tag.iter().filter(|(tags, _)| tags.has(word.tag));
                by_tag.for_each(|(_, index)| enter(&[*index]));
            }
            if word.token.kind != TokenKind::Word && !self.by_mark.is_empty() {
                let first = text.as_bytes()[word.token.span.start()];
                let by_mark = self.by_mark.iter().filter(|(byte, _)| *byte == first);
                by_mark.for_each(|(_, index)| enter(&[*index]));
            }
            if !self.anywhere.is_empty() {
                enter(&self.anywhere);
            }
        }
        if entered.len() > 1 {
            entered.sort_unstable();
        }
    }
}

/// A pattern and a token that it is entered by, in one number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entered(u64);

impl Entered {
    #[inline]
    fn new(pattern: u32, token: u32) -> Self {
        Self(u64::from(pattern) << 32 | u64::from(token))
    }

    #[inline]
    fn pattern(self) -> usize {
        (self.0 >> 32) as usize
    }

    #[inline]
    fn token(self) -> usize {
        self.0 as u32 as usize
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
        let mut set = PatternSet::default();
        for pattern in patterns {
            set.add(Pattern::parse(pattern, &mut lexicon).unwrap());
        }
        let document = Document::read(text.as_bytes(), Format::Text).unwrap();
        let prose = Prose::read(&document, &lexicon);
        let found = set.find_all(&document.text, &prose.words, 0..prose.words.len());
        let cut = |range: Range<usize>| {
            let first = prose.words[range.start].token.span;
            first.join(prose.words[range.end - 1].token.span).of(&document.text).to_owned()
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
