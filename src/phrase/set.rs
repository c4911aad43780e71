//! Many patterns at once: at each token only those are tried that can begin with it.

use std::ops::{ControlFlow, Range};

use rustc_hash::FxHashMap;

use super::{Match, Pattern, program::Test};
use crate::{
    lexicon::{ClassSet, WordId},
    prose::{Tag, Tagged, TokenKind},
};

/// Patterns with an index of what they can begin with.
#[derive(Clone, Debug, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    by_word: FxHashMap<WordId, Vec<usize>>,
    /// A bit for each word of `by_word`: most words are in none, and asking the map takes longer.
    words: Vec<u64>,
    by_class: Vec<(ClassSet, usize)>,
    by_tag: Vec<(Tag, usize)>,
    /// Patterns that can begin with a mark.
    by_mark: Vec<usize>,
    /// Patterns that can begin with anything.
    anywhere: Vec<usize>,
    /// All classes of `by_class` together.
    classes: ClassSet,
    /// By pattern: what every match has in it.
    needs: Vec<Vec<Need>>,
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

/// A few bits for a set of words: a word is certainly not in it whose bit is not set.
type WordBits = [u64; 4];

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
                    note(&mut bits, *word);
                }
                Some(Self::Words(bits))
            }
            Test::Class(classes) => Some(Self::Classes(*classes)),
            Test::Large => Some(Self::Number),
            Test::Tag(tags) if matches!(tags.as_slice(), [Tag::Number]) => Some(Self::Number),
            _ => None,
        });
        needs.collect()
    }

    fn is_met(&self, content: &Content) -> bool {
        match self {
            Self::Words(words) => words.iter().zip(content.words).any(|(wanted, there)| wanted & there != 0),
            Self::Classes(classes) => classes.any(content.classes),
            Self::Number => content.number,
        }
    }
}

impl Content {
    fn of(words: &[Tagged]) -> Self {
        let mut content = Self::default();
        for word in words {
            note(&mut content.words, word.token.word);
            content.classes = content.classes.with(word.classes);
            content.number |= word.tag == Tag::Number;
        }
        content
    }
}

/// Sets the bit of a word.
fn note(bits: &mut WordBits, word: WordId) {
    let (at, bit) = place(word);
    bits[at % bits.len()] |= bit;
}

impl PatternSet {
    /// Adds a pattern and returns its index: they count from 0 in the order of coming.
    pub fn add(&mut self, pattern: Pattern) -> usize {
        let index = self.patterns.len();
        for test in pattern.first_tests() {
            match test {
                Test::Word(words) => {
                    for word in words {
                        let (at, bit) = place(*word);
                        if self.words.len() <= at {
                            self.words.resize(at + 1, 0);
                        }
                        self.words[at] |= bit;
                        let entries = self.by_word.entry(*word).or_default();
                        if entries.last() != Some(&index) {
                            entries.push(index);
                        }
                    }
                }
                Test::Class(classes) => {
                    self.by_class.push((*classes, index));
                    self.classes = self.classes.with(*classes);
                }
                Test::Tag(tags) => self.by_tag.extend(tags.iter().map(|tag| (*tag, index))),
                Test::Large => self.by_tag.push((Tag::Number, index)),
                Test::Mark(_) => self.by_mark.push(index),
                Test::NotClass(_) | Test::Any => self.anywhere.push(index),
            }
        }
        self.needs.push(Need::all(&pattern));
        self.patterns.push(pattern);
        index
    }

    /// Every match in a run of tokens, by place and, at the same place, by index. Matches of one pattern do not
    /// overlap. `text` is the document's.
    pub fn find_all(&self, text: &str, words: &[Tagged], tokens: Range<usize>) -> Vec<(usize, Match)> {
        let mut found = Vec::new();
        let mut free_from = vec![0; self.patterns.len()];
        let all: ControlFlow<()> = self.walk(text, words, tokens, |index, hit| {
            if free_from[index] <= hit.tokens.start {
                free_from[index] = hit.tokens.end;
                found.push((index, hit));
            }
            ControlFlow::Continue(())
        });
        debug_assert!(all.is_continue());
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

    /// Hands every match to `each`, by place and then by index, until told to stop.
    fn walk<B>(
        &self,
        text: &str,
        words: &[Tagged],
        tokens: Range<usize>,
        mut each: impl FnMut(usize, Match) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        let (mut candidates, mut open) = (Vec::new(), Vec::new());
        let mut content = None;
        for at in tokens.clone() {
            self.candidates(&words[at], &mut candidates);
            for index in &candidates {
                let needs = &self.needs[*index];
                if !needs.is_empty() {
                    let content = content.get_or_insert_with(|| Content::of(&words[tokens.clone()]));
                    if !needs.iter().all(|need| need.is_met(content)) {
                        continue;
                    }
                }
                if let Some(hit) = self.patterns[*index].try_at(text, words, at, tokens.end, &mut open) {
                    each(*index, hit)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn candidates(&self, word: &Tagged, candidates: &mut Vec<usize>) {
        candidates.clear();
        let (at, bit) = place(word.token.word);
        if word.token.word != WordId::UNKNOWN && self.words.get(at).is_some_and(|bits| bits & bit != 0) {
            candidates.extend(self.by_word.get(&word.token.word).into_iter().flatten());
        }
        if word.classes.any(self.classes) {
            let fits = self.by_class.iter().filter(|(classes, _)| word.classes.any(*classes));
            candidates.extend(fits.map(|(_, index)| *index));
        }
        candidates.extend(self.by_tag.iter().filter(|(tag, _)| *tag == word.tag).map(|(_, index)| *index));
        if word.token.kind != TokenKind::Word {
            candidates.extend(&self.by_mark);
        }
        candidates.extend(&self.anywhere);
        if candidates.len() > 1 {
            candidates.sort_unstable();
            candidates.dedup();
        }
    }
}

/// Where the bit of a word stands.
fn place(word: WordId) -> (usize, u64) {
    (word.index() / 64, 1 << (word.index() % 64))
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
            let first = prose.tokens[range.start].span;
            first.join(prose.tokens[range.end - 1].span).of(&document.text).to_owned()
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
