//! Dialogue in turns, as transcripts and interviews print it: "RUIZ: The ice is thin. Stay off."
//!
//! One paragraph with a name and a colon may be anything: a dateline, a heading, a point of a list. Where a name comes
//! back they are a dialogue, and each is the words of the one it begins with, to its end.

use rustc_hash::FxHashSet;

use super::{
    Frame,
    found::{Found, SourcePhrase, sort},
};
use crate::{
    document::{Document, Role},
    parallel,
    prose::{Prose, Tag, Tagged, TokenKind},
};

/// A label has no more words.
const LONGEST_LABEL: usize = 4;

/// Gives each turn of a dialogue to its speaker.
pub(crate) fn read(document: &Document, prose: &Prose, words: &[Tagged], found: &mut Vec<Found>) {
    let spoken = |role| matches!(role, Role::Paragraph | Role::Quote);
    let turns = parallel::each(document.blocks.len(), |block, turns| {
        if spoken(document.blocks[block].role) {
            turns.extend(turn(prose, words, block));
        }
    });
    let mut labels = FxHashSet::default();
    let speaks = |turn: &Found| {
        turn.source
            .as_ref()
            .is_some_and(|source| !labels.insert(prose.span(source.core.clone()).of(&document.text)))
    };
    if !turns.iter().any(speaks) {
        return;
    }
    let colons = |one: &Found| turns.binary_search_by_key(&one.cue.start, |turn| turn.cue.start).is_ok();
    found.retain(|one| !colons(one));
    found.extend(turns);
    sort(found);
}

/// The turn that a block is, if it begins with a name and a colon.
fn turn(prose: &Prose, words: &[Tagged], block: usize) -> Option<Found> {
    let sentences = prose.sentences_of(block);
    let first = sentences.start;
    let opening = prose.sentences.get(first).filter(|_| !sentences.is_empty())?.tokens.clone();
    let end = prose.sentences[sentences.end - 1].tokens.end;
    let quoted = usize::from(prose.words[opening.start].kind == TokenKind::OpenQuote);
    let start = opening.start + quoted;
    let label = words[start..end].iter().take_while(|word| word.tag == Tag::Name).count();
    let colon = start + label;
    let labelled = (1..=LONGEST_LABEL).contains(&label) && words.get(colon)?.tag == Tag::Colon;
    (labelled && colon + 1 < end).then(|| {
        let label = SourcePhrase { core: start..colon, tokens: start..colon };
        Found::quotation(Some(label), colon..colon + 1, Frame::Colon, prose.span(colon + 1..end), first)
    })
}

#[cfg(test)]
mod tests {
    use crate::attribution::example::story;

    /// The sentences of `text` that somebody is cited for.
    fn sourced(text: &str) -> Vec<bool> {
        let story = story(text);
        (0..story.prose.sentences.len()).map(|sentence| story.is_sourced(sentence)).collect()
    }

    #[test]
    fn turns() {
        let text = "They met.\nLIND: Is the ice thin?\nANA RUIZ: It is. Stay off.\nLIND: Thanks.\nThey left.\n";
        assert_eq!(sourced(text), [false, true, true, true, true, false]);
    }

    #[test]
    fn a_label_alone_is_no_dialogue() {
        let text = "OSLO: The harbour froze. Nobody skated.\nBergen: It rained. Nobody minded.\n";
        let sourced = sourced(text);
        assert!(!sourced[1] && !sourced[3]);
    }
}
