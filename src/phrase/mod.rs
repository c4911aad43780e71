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
mod frequency;
mod grammar;
mod opening;
mod program;
mod set;

use std::ops::Range;

pub use program::Pattern;
pub use set::PatternSet;

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
