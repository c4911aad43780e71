//! The text of a pattern → its steps.

use super::{
    PatternError,
    bits::TagSet,
    grammar::{self, Atom, Part, Times},
    opening::Opening,
    program::{Before, Head, Program, Rows, Step, Test},
};
use crate::{
    lexicon::{ClassSet, Inflection, Lexicon, WordId},
    prose::Tag,
};

/// The program of one pattern; its words are interned in the lexicon.
pub(super) fn compile(text: &str, lexicon: &mut Lexicon) -> Result<Program, PatternError> {
    let (program, steps, needed) = (Program::default(), Vec::new(), Vec::new());
    let mut compiler = Compiler { lexicon, program, steps, needed, optional: 0, taken: Before::NONE };
    compiler.sequence(&grammar::parse(text)?)?;
    compiler.steps.push(Step::Done);
    Ok(compiler.finish())
}

/// By what a pattern can be entered: steps of which every match takes one, with how many tokens of a match can stand
/// before the one that takes it.
#[derive(Default)]
struct Entry {
    steps: Vec<u32>,
    before: Before,
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

struct Compiler<'a> {
    lexicon: &'a mut Lexicon,
    /// What tests speak of.
    program: Program,
    steps: Vec<Step>,
    /// The steps that every match takes, with what stands before.
    needed: Vec<(u32, Before)>,
    /// How many parts are open that a match can go without, or go round.
    optional: usize,
    /// How many tokens a match has taken so far.
    taken: Before,
}

impl Compiler<'_> {
    /// The index of the next step.
    fn here(&self) -> u32 {
        self.steps.len() as u32
    }

    fn sequence(&mut self, parts: &[Part]) -> Result<(), PatternError> {
        parts.iter().try_for_each(|part| self.part(part))
    }

    fn part(&mut self, part: &Part) -> Result<(), PatternError> {
        let start = self.here();
        let before = self.taken;
        match part.times {
            Times::Once => self.atom(part),
            Times::Maybe => {
                self.steps.push(Step::Jump(0));
                self.optionally(|compiler| compiler.atom(part))?;
                self.steps[start as usize] = Step::Split(start + 1, self.here());
                self.taken.least = before.least;
                Ok(())
            }
            Times::Any => {
                self.steps.push(Step::Jump(0));
                self.optionally(|compiler| compiler.atom(part))?;
                self.steps.push(Step::Jump(start));
                self.steps[start as usize] = Step::Split(start + 1, self.here());
                self.taken = Before { least: before.least, most: None };
                Ok(())
            }
            Times::Many => {
                self.atom(part)?;
                self.steps.push(Step::Split(start, self.here() + 1));
                self.taken.most = None;
                Ok(())
            }
        }
    }

    fn atom(&mut self, part: &Part) -> Result<(), PatternError> {
        let test = match &part.atom {
            Atom::Word(_) | Atom::Lemma(_) => {
                let words = self.words(&part.atom);
                self.one_of(words)
            }
            Atom::Classes(names) => Test::Class(self.classes(names, part.at)?),
            Atom::NotClasses(names) => Test::NotClass(self.classes(names, part.at)?),
            Atom::Tags(names) if matches!(names.as_slice(), [name] if name == LARGE) => Test::Large,
            Atom::Tags(names) => Test::Tag(tags(names, part.at)?),
            Atom::Mark(mark) => Test::Mark(Rows::added(&mut self.program.marks, mark.bytes())),
            Atom::Any => Test::Any,
            Atom::Either(phrases) => match self.single_words(phrases) {
                Some(words) => self.one_of(words),
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
            self.needed.push((self.here(), self.taken));
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

    /// The test for one of these words.
    fn one_of(&mut self, mut words: Vec<WordId>) -> Test {
        words.sort_unstable();
        words.dedup();
        Test::Word(Rows::added(&mut self.program.words, words))
    }

    fn either(&mut self, phrases: &[Vec<Part>]) -> Result<(), PatternError> {
        let before = self.taken;
        let mut taken: Option<Before> = None;
        let mut ends = Vec::new();
        for (index, phrase) in phrases.iter().enumerate() {
            let start = self.here();
            let last = index + 1 == phrases.len();
            if !last {
                self.steps.push(Step::Jump(0));
            }
            self.taken = before;
            self.sequence(phrase)?;
            taken = Some(taken.map_or(self.taken, |taken| taken.or(self.taken)));
            if !last {
                ends.push(self.here());
                self.steps.push(Step::Jump(0));
                self.steps[start as usize] = Step::Split(start + 1, self.here());
            }
        }
        for end in ends {
            self.steps[end as usize] = Step::Jump(self.here());
        }
        self.taken = taken.unwrap_or(before);
        Ok(())
    }

    /// The row of these classes.
    fn classes(&mut self, names: &[String], at: usize) -> Result<u32, PatternError> {
        let mut set = ClassSet::default();
        for name in names {
            set.insert(self.lexicon.class(name).ok_or_else(|| PatternError {
                at,
                message: crate::nearest::unknown("word class", name, self.lexicon.class_names()),
            })?);
        }
        Ok(self.program.classes.push(set) as u32)
    }

    /// The program, once all steps are there.
    fn finish(self) -> Program {
        let first = self.first_steps();
        let opening = Opening::of(&self.program, self.tests(&first));
        let entry = self.rarest(first);
        let Self { mut program, steps, needed, .. } = self;
        let needed = needed.into_iter().map(|(step, _)| step);
        let head = Head {
            steps: Rows::added(&mut program.steps, steps),
            needed: Rows::added(&mut program.needed, needed),
            entry: Rows::added(&mut program.entry, entry.steps),
            before: entry.before,
        };
        program.heads.push(head);
        program.openings.push(opening);
        program
    }

    fn tests(&self, steps: &[u32]) -> impl Iterator<Item = Test> {
        steps.iter().filter_map(|step| match self.steps[*step as usize] {
            Step::Take(test) => Some(test),
            _ => None,
        })
    }

    /// Of the steps that every match takes, and those that it can take first, the rarest.
    fn rarest(&self, first: Vec<u32>) -> Entry {
        let frequency = |test: Test| test.frequency(&self.program, self.lexicon);
        let often = |steps: &[u32]| self.tests(steps).map(frequency).sum::<Option<u32>>();
        let first = Entry { steps: first, before: Before::NONE };
        let needed = self.needed.iter().map(|(step, before)| Entry { steps: vec![*step], before: *before });
        let known = [first].into_iter().chain(needed).filter_map(|entry| Some((often(&entry.steps)?, entry)));
        known.min_by_key(|(often, _)| *often).map(|(_, entry)| entry).unwrap_or_default()
    }

    /// The steps that the first token of a match can have taken.
    fn first_steps(&self) -> Vec<u32> {
        let mut first = Vec::new();
        let mut open = vec![0];
        let mut seen = vec![false; self.steps.len()];
        while let Some(step) = open.pop() {
            if std::mem::replace(&mut seen[step as usize], true) {
                continue;
            }
            match self.steps[step as usize] {
                Step::Take(_) => first.push(step),
                Step::Split(one, other) => open.extend([one, other]),
                Step::Jump(to) => open.push(to),
                Step::Open | Step::Close => open.push(step + 1),
                Step::Done => {}
            }
        }
        first
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
