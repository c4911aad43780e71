//! Cues after which nothing was said: what is to come, what never was, and what somebody did rather than said.

use super::found::Found;
use crate::{
    lexicon::Class,
    prose::{Prose, Tag, Tagged},
};

/// Whether nothing is told by what was found: "will announce", "has not endorsed", "agreed to step down".
pub(super) fn is_unsaid(prose: &Prose, words: &[Tagged], found: &Found) -> bool {
    is_withheld(&words[found.cue.clone()]) || is_deed(prose, words, found)
}

/// Whether a cue tells of what is not said: in the future, or not at all.
fn is_withheld(cue: &[Tagged]) -> bool {
    let has = |class| cue.iter().any(|word| word.classes.has(class));
    // "Would not say" is an answer.
    match (has(Class::Modal), has(Class::Negation)) {
        (true, negated) => !negated && !has(Class::Have),
        (false, negated) => negated,
    }
}

/// Whether a cue tells what somebody did rather than said: "agreed to step down", but "agreed that it was late".
fn is_deed(prose: &Prose, words: &[Tagged], found: &Found) -> bool {
    let deed = words[found.cue.clone()].last().is_some_and(|word| word.classes.has(Class::Deed));
    deed && found.content.iter().all(|content| {
        let inside = &words[prose.tokens_in(*content)];
        let opens = inside.first().map(|word| word.tag);
        let clause = || {
            let finite =
                |word: &Tagged| matches!(word.tag, Tag::Verb | Tag::Auxiliary | Tag::That | Tag::Quote);
            inside.iter().any(finite)
        };
        opens == Some(Tag::To) || !clause()
    })
}
