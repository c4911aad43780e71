//! What single sentences say to the rules of a set, whatever stands around them.
//!
//! It hangs on nothing but the words of the sentence, and the quotation marks of its block: while a story is edited it
//! is kept for as long as the block stays as it is.

use std::sync::{
    Arc, Mutex, OnceLock, PoisonError,
    atomic::{AtomicU8, Ordering::Relaxed},
};

use rustc_hash::FxHashMap;

use super::{
    echo::Gist,
    locked,
    sweep::{Hit, Sweep},
};
use crate::{Span, attribution::Story, parallel, prose::again::Change, rule::Phrases, span::floor};

/// What is known of the sentences of a story. What is not told when the story is read is found out when it is asked.
#[derive(Debug)]
pub(super) struct Memory {
    /// The phrases that the rules look for, by sentence.
    pub(super) hits: Vec<Hit>,
    /// What each sentence says.
    gists: OnceLock<Vec<Gist>>,
    /// By question, the answers.
    answers: Mutex<FxHashMap<Question, Arc<Answers>>>,
    /// By where letters are kept that a rule looks for, of those that stand nowhere: what was edited since.
    nowhere: Mutex<FxHashMap<usize, Option<Span>>>,
}

/// Whether a sentence has one of some phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Question {
    /// Where the phrases are kept.
    phrases: usize,
    /// Whether those in direct quotations count.
    quoted: bool,
}

/// By sentence: what it answers to one question, in two bits: there are many of both.
#[derive(Debug)]
pub(super) struct Answers(Vec<AtomicU8>);

/// Bytes of the longest letter.
const LONGEST_LETTER: usize = 4;

/// Of a sentence that was not asked yet.
const UNKNOWN: u8 = 0;
const NO: u8 = 1;
const YES: u8 = 2;

/// How many answers are in a byte.
const IN_A_BYTE: usize = 4;

impl Memory {
    /// What is known of a story when it is read.
    pub(super) fn of(story: &Story, sweep: &Sweep) -> Self {
        let (gists, answers, nowhere) = (OnceLock::new(), Mutex::default(), Mutex::default());
        Self { hits: sweep.through(story), gists, answers, nowhere }
    }

    /// Brings what is known up to an edit, which made a stretch of the text.
    pub(super) fn renew(&mut self, change: &Change, edited: Span, story: &Story, sweep: &Sweep) {
        change.renew(&mut self.hits, |sentence, hits| sweep.through_sentence(story, sentence, hits));
        if let Some(gists) = self.gists.get_mut() {
            change.renew_each(gists, |sentence| gist(story, sentence));
        }
        let nowhere = self.nowhere.get_mut().unwrap_or_else(PoisonError::into_inner);
        nowhere.retain(|_, before| before.replace(edited).is_none());
        let answers = self.answers.get_mut().unwrap_or_else(PoisonError::into_inner);
        // Nobody asks while the story is edited: all are there to be renewed.
        answers.retain(|_, answers| Arc::get_mut(answers).map(|answers| answers.renew(change)).is_some());
    }

    /// What each sentence says, by index. Of a long story it is worked out by several threads: before these part ways.
    pub(super) fn gists(&self, story: &Story) -> &[Gist] {
        self.gists.get_or_init(|| {
            parallel::each(story.prose.sentences.len(), |sentence, gists| gists.push(gist(story, sentence)))
        })
    }

    /// Where letters stand in the text of the story, by what `find` finds in a stretch of it.
    pub(super) fn letters(
        &self,
        text: &str,
        wanted: &[String],
        find: impl Fn(&str, &[String]) -> Vec<Span>,
    ) -> Vec<Span> {
        let key = wanted.as_ptr() as usize;
        let known = locked(&self.nowhere).get(&key).copied();
        let may_stand = match known {
            None => true,
            Some(None) => false,
            Some(Some(edited)) => {
                let longest = wanted.iter().map(String::len).max().unwrap_or_default();
                let from = floor(text, edited.start().saturating_sub(longest));
                !find(&text[from..floor(text, edited.end() + longest + LONGEST_LETTER)], wanted).is_empty()
            }
        };
        let found = if may_stand { find(text, wanted) } else { Vec::new() };
        if found.is_empty() {
            locked(&self.nowhere).insert(key, None);
        } else {
            locked(&self.nowhere).remove(&key);
        }
        found
    }

    /// What the sentences of a story answer to the question whether they have one of some phrases.
    pub(super) fn answers(&self, story: &Story, phrases: &Phrases, quoted: bool) -> Arc<Answers> {
        let question = Question { phrases: std::ptr::from_ref(phrases) as usize, quoted };
        let mut answers = locked(&self.answers);
        let answers = answers.entry(question).or_insert_with(|| {
            Arc::new(Answers::pack(std::iter::repeat_n(UNKNOWN, story.prose.sentences.len())))
        });
        Arc::clone(answers)
    }
}

impl Answers {
    fn pack(answers: impl ExactSizeIterator<Item = u8>) -> Self {
        let mut packed = vec![0; answers.len().div_ceil(IN_A_BYTE)];
        for (sentence, answer) in answers.enumerate() {
            packed[sentence / IN_A_BYTE] |= answer << shift(sentence);
        }
        Self(packed.into_iter().map(AtomicU8::new).collect())
    }

    fn get(&self, sentence: usize) -> u8 {
        self.0[sentence / IN_A_BYTE].load(Relaxed) >> shift(sentence) & 3
    }

    /// What a sentence answers, by its index; `find_out` looks where it was not asked yet.
    pub(super) fn of(&self, sentence: usize, find_out: impl FnOnce() -> bool) -> bool {
        match self.get(sentence) {
            UNKNOWN => {
                let answer = find_out();
                let bits = if answer { YES } else { NO } << shift(sentence);
                self.0[sentence / IN_A_BYTE].fetch_or(bits, Relaxed);
                answer
            }
            answer => answer == YES,
        }
    }

    fn renew(&mut self, change: &Change) {
        if let Some(stale) = change.in_place() {
            stale.for_each(|sentence| *self.0[sentence / IN_A_BYTE].get_mut() &= !(3 << shift(sentence)));
            return;
        }
        let mut answers: Vec<u8> = (0..self.0.len() * IN_A_BYTE).map(|sentence| self.get(sentence)).collect();
        change.renew_each(&mut answers, |_| UNKNOWN);
        *self = Self::pack(answers.into_iter());
    }
}

/// Where in its byte the answer of a sentence stands.
fn shift(sentence: usize) -> usize {
    sentence % IN_A_BYTE * 2
}

fn gist(story: &Story, sentence: usize) -> Gist {
    Gist::of(story, story.prose.sentences[sentence].tokens.clone())
}
