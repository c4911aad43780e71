//! A small language for phrases over words: `there (is|are) <degree>? [<evidence-noun>] that`.
//!
//! | written | stands for |
//! |---|---|
//! | `word` | this word, whatever its capitals |
//! | `~say` | any form of it, as a verb or a noun: say, says, said, saying |
//! | `<class>`, `<one\|other>` | a word of the class, or of either: see `rules/lexicon/` |
//! | `<!class>` | a word or number that is not of the class |
//! | `{name}` `{noun}` `{verb}` … | a word that plays this part in its sentence |
//! | `{large}` | a number in the thousands or higher, in figures |
//! | `'%'` | a mark or symbol, as it is written |
//! | `_` | any token but a stop |
//! | `(a b\|c)` | either phrase |
//! | `x?` `x*` `x+` | x or nothing; any number of x; one x or more |
//! | `[x]` | the part that is meant, when it is not all of it |
//!
//! A pattern is compiled once, to a few steps. A [`PatternSet`] tries of many patterns only those whose rarest word is
//! among the tokens at hand, so what is not on the page costs nothing.

mod bits;
mod compile;
mod entry;
mod frequency;
mod grammar;
mod need;
mod opening;
mod program;
mod set;

use std::ops::Range;

use crate::{lexicon::Lexicon, prose::Tagged};
use program::Program;
pub use set::PatternSet;

/// A compiled phrase pattern.
#[derive(Clone, Debug)]
pub struct Pattern(Program);

impl Pattern {
    /// Reads and compiles a pattern; its words are interned in the lexicon.
    ///
    /// # Errors
    /// [`PatternError`] where the text is no pattern, or names a class or part that does not exist.
    pub fn parse(text: &str, lexicon: &mut Lexicon) -> Result<Self, PatternError> {
        compile::compile(text, lexicon).map(Self)
    }

    /// The match that begins at the token `at` and ends by `end`, if there is one. `text` is the document's.
    pub fn match_at(&self, text: &str, words: &[Tagged], at: usize, end: usize) -> Option<Match> {
        self.0.pattern(0)?.try_at(text, words, at, end, &mut Vec::new())
    }

    /// The first match in a run of tokens.
    pub fn find(&self, text: &str, words: &[Tagged], tokens: Range<usize>) -> Option<Match> {
        let (pattern, mut open) = (self.0.pattern(0)?, Vec::new());
        tokens.clone().find_map(|at| pattern.try_at(text, words, at, tokens.end, &mut open))
    }
}

/// Where a pattern matched, in indices of [`Prose::words`](crate::prose::Prose::words).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// All that the pattern covers.
    pub tokens: Range<usize>,
    /// The part in brackets, or all of it.
    pub marked: Range<usize>,
}

/// What is wrong with the text of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PatternError {
    /// Byte offset in the pattern's text.
    pub at: usize,
    /// What is wrong there, and where it can be told, what would be right.
    pub message: String,
}
