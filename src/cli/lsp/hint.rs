//! Who "she" and "the official" are, behind these words.

use lsp_types::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};
use onrecord::{
    attribution::{Mention, Source, SourceKind, Story},
    report::clean,
};

use super::{client::Client, ruler::Ruler, story::Open};

/// So many characters of a name are shown.
const LONGEST: usize = 40;

/// The hints in a range.
pub(super) fn all(open: &Open, client: &Client, range: Range) -> Option<Vec<InlayHint>> {
    let story = open.story().filter(|_| client.options.inlay_hints)?;
    let ruler = Ruler::new(&open.text, client.unit);
    let wanted = ruler.span(range);
    let mentions = story.attributions.iter().filter(|attribution| !attribution.carried);
    let hints = mentions.filter_map(|attribution| {
        let mention = attribution.source?;
        let source = story.sources.get(mention.id).filter(|source| is_needed(story, &mention, source))?;
        let at = open.in_text(mention.core).end();
        (wanted.start() <= at && at <= wanted.end()).then(|| InlayHint {
            position: ruler.position(at),
            label: InlayHintLabel::String(format!("= {}", short(&source.name))),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(clean(&source.name))),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
    });
    Some(hints.collect())
}

/// Whether a mention leaves open who it is: another one says more, and this one has no name of it.
fn is_needed(story: &Story, mention: &Mention, source: &Source) -> bool {
    let written = mention.span.of(&story.document.text).to_lowercase();
    let is_first = source.mentions.first() == Some(&mention.span);
    let names =
        |word: &&str| word.chars().next().is_some_and(char::is_uppercase) || source.kind != SourceKind::Named;
    let is_named =
        source.name.split_whitespace().filter(names).any(|word| has_word(&written, &word.to_lowercase()));
    !is_first && !is_named && source.kind != SourceKind::Pronoun
}

fn has_word(text: &str, word: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric();
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back().is_some_and(is_part);
        let after = text[at + found.len()..].chars().next().is_some_and(is_part);
        !before && !after
    })
}

fn short(name: &str) -> String {
    let name = clean(name);
    if name.chars().count() <= LONGEST {
        return name;
    }
    name.chars().take(LONGEST - 1).chain(['…']).collect()
}
