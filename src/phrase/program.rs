//! A pattern compiled to steps, and the walk over words that tries them.

use serde::{Deserialize, Serialize};

use super::{
    Match, PatternError,
    bits::TagSet,
    grammar::{self, Atom, Part, Times},
    opening::Opening,
};
use crate::{
    lexicon::{ClassSet, Inflection, Lexicon, WordId},
    prose::{Tag, Tagged, TokenKind},
};

/// A compiled phrase pattern.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pattern {
    steps: Vec<Step>,
    /// The steps that every match takes, with what stands before.
    needed: Vec<(usize, Before)>,
    /// By what the pattern is entered.
    entry: Entry,
    /// What a match can begin with.
    opening: Opening,
}

/// By what a pattern is entered: the rarest of what every match has in it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Entry {
    /// Steps of which every match takes one; none where most tokens pass.
    steps: Vec<usize>,
    /// How many tokens of a match can stand before the one that takes it.
    before: Before,
}

/// How many tokens of a match stand before one of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Before {
    pub(super) least: usize,
    /// None where there is no bound.
    pub(super) most: Option<usize>,
}

impl Before {
    const NONE: Self = Self { least: 0, most: Some(0) };

    fn and_one(self) -> Self {
        Self { least: self.least + 1, most: self.most.map(|most| most + 1) }
    }

    /// One or the other.
    fn or(self, other: Self) -> Self {
        Self {
            least: self.least.min(other.least),
            most: self.most.zip(other.most).map(|(one, other)| one.max(other)),
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Step {
    /// Takes one token that passes.
    Take(Test),
    /// Goes on at the first, and if that fails at the second.
    Split(usize, usize),
    Jump(usize),
    /// The part that is meant begins here.
    Open,
    /// … and ends here.
    Close,
    Done,
}

/// What a token must be.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Test {
    /// One of these, in order.
    Word(Vec<WordId>),
    Class(ClassSet),
    NotClass(ClassSet),
    Tag(TagSet),
    Mark(Box<str>),
    /// A number in the thousands or higher, in figures.
    Large,
    Any,
}

/// Of so many words each is looked at; more are searched.
const FEW: usize = 8;

/// How many steps one try may take; no pattern of the catalogue comes near on real prose.
const PATIENCE: usize = 4_000;

impl Pattern {
    /// Reads and compiles a pattern; its words are interned in the lexicon.
    ///
    /// # Errors
    /// [`PatternError`] where the text is no pattern, or names a class or part that does not exist.
    pub fn parse(text: &str, lexicon: &mut Lexicon) -> Result<Self, PatternError> {
        let mut compiler =
            Compiler { lexicon, steps: Vec::new(), needed: Vec::new(), optional: 0, taken: Before::NONE };
        compiler.sequence(&grammar::parse(text)?)?;
        compiler.steps.push(Step::Done);
        let (steps, needed) = (compiler.steps, compiler.needed);
        let mut pattern = Self { steps, needed, entry: Entry::default(), opening: Opening::default() };
        let first = pattern.first_steps();
        pattern.opening = Opening::of(pattern.tests(first.iter()));
        pattern.entry = pattern.rarest(first, lexicon);
        Ok(pattern)
    }

    /// The match that begins at the token `at` and ends by `end`, if there is one. `text` is the document's.
    pub fn match_at(&self, text: &str, words: &[Tagged], at: usize, end: usize) -> Option<Match> {
        self.try_at(text, words, at, end, &mut Vec::new())
    }

    /// The same; `open` is room for what is left to try.
    pub(super) fn try_at(
        &self,
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
            let goes_on = match &self.steps[state.step as usize] {
                Step::Take(test) => {
                    let passes = word.is_some_and(|word| test.passes(text, word));
                    state.at += 1;
                    state.step += 1;
                    passes
                }
                Step::Split(first, second) => {
                    // What can be seen not to go on is no way, and what can be seen to has been gone.
                    let taken = match &self.steps[*first] {
                        Step::Take(test) => word.is_some_and(|word| test.passes(text, word)).then_some(1),
                        _ => Some(0),
                    };
                    if let Some(taken) = taken {
                        open.push(State { step: *second as u32, ..state });
                        state.step = *first as u32 + taken;
                        state.at += taken;
                    } else {
                        state.step = *second as u32;
                    }
                    true
                }
                Step::Jump(step) => {
                    state.step = *step as u32;
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

    /// The first match in a run of tokens.
    pub fn find(&self, text: &str, words: &[Tagged], tokens: std::ops::Range<usize>) -> Option<Match> {
        let mut open = Vec::new();
        tokens.clone().find_map(|at| self.try_at(text, words, at, tokens.end, &mut open))
    }

    /// Whether a match can begin with a token. It need not, where the answer is yes.
    #[inline]
    pub(super) fn may_begin_with(&self, word: &Tagged) -> bool {
        self.opening.passes(word)
    }

    /// Tests that some token of every match has passed, in order.
    pub(super) fn needed_tests(&self) -> impl Iterator<Item = &Test> {
        self.tests(self.needed.iter().map(|(step, _)| step))
    }

    /// Tests of which some token of every match has passed one; none where most tokens pass.
    pub(super) fn entry_tests(&self) -> impl Iterator<Item = &Test> {
        self.tests(self.entry.steps.iter())
    }

    /// How many tokens of a match can stand before the one that has passed an entry test.
    pub(super) fn before_entry(&self) -> Before {
        self.entry.before
    }

    fn tests<'a>(&'a self, steps: impl Iterator<Item = &'a usize>) -> impl Iterator<Item = &'a Test> {
        steps.filter_map(|step| match &self.steps[*step] {
            Step::Take(test) => Some(test),
            _ => None,
        })
    }

    /// Of the steps that every match takes, and those that it can take first, the rarest.
    fn rarest(&self, first: Vec<usize>, lexicon: &Lexicon) -> Entry {
        let often =
            |steps: &[usize]| self.tests(steps.iter()).map(|test| test.frequency(lexicon)).sum::<Option<u32>>();
        let first = Entry { steps: first, before: Before::NONE };
        let needed = self.needed.iter().map(|(step, before)| Entry { steps: vec![*step], before: *before });
        let known = [first].into_iter().chain(needed).filter_map(|entry| Some((often(&entry.steps)?, entry)));
        known.min_by_key(|(often, _)| *often).map(|(_, entry)| entry).unwrap_or_default()
    }

    /// The steps that the first token of a match can have taken.
    fn first_steps(&self) -> Vec<usize> {
        let mut first = Vec::new();
        let mut open = vec![0];
        let mut seen = vec![false; self.steps.len()];
        while let Some(step) = open.pop() {
            if std::mem::replace(&mut seen[step], true) {
                continue;
            }
            match &self.steps[step] {
                Step::Take(_) => first.push(step),
                Step::Split(one, other) => open.extend([*one, *other]),
                Step::Jump(to) => open.push(*to),
                Step::Open | Step::Close => open.push(step + 1),
                Step::Done => {}
            }
        }
        first
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

impl Test {
    #[inline]
    fn passes(&self, text: &str, word: &Tagged) -> bool {
        match self {
            Self::Word(words) if words.len() <= FEW => words.contains(&word.token.word),
            Self::Word(words) => words.binary_search(&word.token.word).is_ok(),
            Self::Class(classes) => word.classes.any(*classes),
            Self::NotClass(classes) => {
                matches!(word.token.kind, TokenKind::Word | TokenKind::Number) && !word.classes.any(*classes)
            }
            Self::Tag(tags) => tags.has(word.tag),
            Self::Mark(mark) => word.token.kind != TokenKind::Word && word.token.span.of(text) == &**mark,
            Self::Large => word.tag == Tag::Number && is_large(word.token.span.of(text)),
            Self::Any => word.token.kind != TokenKind::Stop,
        }
    }
}

/// Whether figures make a number in the thousands or higher. Four figures with no comma are most often a year.
fn is_large(figures: &str) -> bool {
    let whole = figures.split('.').next().unwrap_or(figures);
    let digits = whole.bytes().filter(u8::is_ascii_digit).count();
    digits > 4 || digits == 4 && whole.contains(',')
}

/// The test for one of these words.
fn one_of(mut words: Vec<WordId>) -> Test {
    words.sort_unstable();
    words.dedup();
    Test::Word(words)
}

struct Compiler<'a> {
    lexicon: &'a mut Lexicon,
    steps: Vec<Step>,
    /// See [`Pattern::needed`].
    needed: Vec<(usize, Before)>,
    /// How many parts are open that a match can go without, or go round.
    optional: usize,
    /// How many tokens a match has taken so far.
    taken: Before,
}

impl Compiler<'_> {
    fn sequence(&mut self, parts: &[Part]) -> Result<(), PatternError> {
        parts.iter().try_for_each(|part| self.part(part))
    }

    fn part(&mut self, part: &Part) -> Result<(), PatternError> {
        let start = self.steps.len();
        let before = self.taken;
        match part.times {
            Times::Once => self.atom(part),
            Times::Maybe => {
                self.steps.push(Step::Jump(0));
                self.optionally(|compiler| compiler.atom(part))?;
                self.steps[start] = Step::Split(start + 1, self.steps.len());
                self.taken.least = before.least;
                Ok(())
            }
            Times::Any => {
                self.steps.push(Step::Jump(0));
                self.optionally(|compiler| compiler.atom(part))?;
                self.steps.push(Step::Jump(start));
                self.steps[start] = Step::Split(start + 1, self.steps.len());
                self.taken = Before { least: before.least, most: None };
                Ok(())
            }
            Times::Many => {
                self.atom(part)?;
                self.steps.push(Step::Split(start, self.steps.len() + 1));
                self.taken.most = None;
                Ok(())
            }
        }
    }

    fn atom(&mut self, part: &Part) -> Result<(), PatternError> {
        let test = match &part.atom {
            Atom::Word(_) | Atom::Lemma(_) => one_of(self.words(&part.atom)),
            Atom::Classes(names) => Test::Class(self.classes(names, part.at)?),
            Atom::NotClasses(names) => Test::NotClass(self.classes(names, part.at)?),
            Atom::Tags(names) if matches!(names.as_slice(), [name] if name == LARGE) => Test::Large,
            Atom::Tags(names) => Test::Tag(tags(names, part.at)?),
            Atom::Mark(mark) => Test::Mark(mark.as_str().into()),
            Atom::Any => Test::Any,
            Atom::Either(phrases) => match self.single_words(phrases) {
                Some(words) => one_of(words),
                None => return self.optionally(|compiler| compiler.either(phrases)),
            },
            Atom::Marked(parts) => {
                self.steps.push(Step::Open);
                self.sequence(parts)?;
                self.steps.push(Step::Close);
                return Ok(());
            }
        };
        if self.optional == 0 {
            self.needed.push((self.steps.len(), self.taken));
        }
        self.taken = self.taken.and_one();
        self.steps.push(Step::Take(test));
        Ok(())
    }

    /// Compiles something that a match can go without, or go round.
    fn optionally(
        &mut self,
        compile: impl FnOnce(&mut Self) -> Result<(), PatternError>,
    ) -> Result<(), PatternError> {
        self.optional += 1;
        let compiled = compile(self);
        self.optional -= 1;
        compiled
    }

    /// The words that a literal or a lemma stands for.
    fn words(&mut self, atom: &Atom) -> Vec<WordId> {
        match atom {
            Atom::Word(word) => vec![self.lexicon.intern(word)],
            Atom::Lemma(lemma) => {
                let mut words = self.lexicon.intern_forms(lemma, Inflection::Verb);
                words.extend(self.lexicon.intern_forms(lemma, Inflection::Noun));
                words
            }
            _ => Vec::new(),
        }
    }

    /// All words of alternatives that are single words: one test then does for all.
    fn single_words(&mut self, phrases: &[Vec<Part>]) -> Option<Vec<WordId>> {
        let single = |phrase: &Vec<Part>| match phrase.as_slice() {
            [part] => part.times == Times::Once && matches!(part.atom, Atom::Word(_) | Atom::Lemma(_)),
            _ => false,
        };
        let all = phrases.iter().all(single);
        all.then(|| phrases.iter().flatten().flat_map(|part| self.words(&part.atom)).collect())
    }

    fn either(&mut self, phrases: &[Vec<Part>]) -> Result<(), PatternError> {
        let before = self.taken;
        let mut taken: Option<Before> = None;
        let mut ends = Vec::new();
        for (index, phrase) in phrases.iter().enumerate() {
            let start = self.steps.len();
            let last = index + 1 == phrases.len();
            if !last {
                self.steps.push(Step::Jump(0));
            }
            self.taken = before;
            self.sequence(phrase)?;
            taken = Some(taken.map_or(self.taken, |taken| taken.or(self.taken)));
            if !last {
                ends.push(self.steps.len());
                self.steps.push(Step::Jump(0));
                self.steps[start] = Step::Split(start + 1, self.steps.len());
            }
        }
        for end in ends {
            self.steps[end] = Step::Jump(self.steps.len());
        }
        self.taken = taken.unwrap_or(before);
        Ok(())
    }

    fn classes(&self, names: &[String], at: usize) -> Result<ClassSet, PatternError> {
        let mut set = ClassSet::default();
        for name in names {
            set.insert(self.lexicon.class(name).ok_or_else(|| PatternError {
                at,
                message: crate::nearest::unknown("word class", name, self.lexicon.class_names()),
            })?);
        }
        Ok(set)
    }
}

/// What patterns call a number in the thousands or higher.
const LARGE: &str = "large";

/// Parts of speech, by the names that patterns call them.
const TAGS: &[(&str, Tag)] = &[
    ("name", Tag::Name),
    ("noun", Tag::Noun),
    ("pronoun", Tag::Pronoun),
    ("number", Tag::Number),
    ("determiner", Tag::Determiner),
    ("possessive", Tag::Possessive),
    ("adjective", Tag::Adjective),
    ("verb", Tag::Verb),
    ("participle", Tag::Participle),
    ("gerund", Tag::Gerund),
    ("auxiliary", Tag::Auxiliary),
    ("adverb", Tag::Adverb),
    ("preposition", Tag::Preposition),
    ("conjunction", Tag::Conjunction),
    ("comma", Tag::Comma),
    ("colon", Tag::Colon),
    ("dash", Tag::Dash),
    ("relative", Tag::Relative),
    ("quote", Tag::Quote),
    ("stop", Tag::Stop),
];

fn tags(names: &[String], at: usize) -> Result<TagSet, PatternError> {
    let tag = |name: &String| {
        let known = TAGS.iter().find(|(known, _)| known == name).map(|(_, tag)| *tag);
        known.ok_or_else(|| PatternError {
            at,
            message: crate::nearest::unknown("part of speech", name, TAGS.iter().map(|(name, _)| *name)),
        })
    };
    names.iter().map(tag).collect()
}
