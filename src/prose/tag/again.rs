//! Words of an edited story: new ones are tagged, and those tagged anew that the rest of the story writes otherwise
//! than before.
//!
//! Whether a capital says "name" can hang on how the word is written elsewhere, and on nothing else outside its
//! sentence.

use rustc_hash::FxHashSet;

use super::{
    Model, Tagged, Tagger,
    capital::{Written, has_capital},
};
use crate::{
    document::Document,
    lexicon::Lexicon,
    prose::{Prose, Sentence, TokenKind, again::Edit},
};

/// What stood in a story before an edit.
pub(in crate::prose) struct Version<'a> {
    pub(in crate::prose) document: &'a Document,
    pub(in crate::prose) words: &'a [Tagged],
    /// With indices into these words.
    pub(in crate::prose) sentences: &'a [Sentence],
}

/// Tags the words of an edited story, where `prose` has those before and behind the edit as they were tagged. Gives the
/// sentences before and behind the edit with words that are tagged anew, in order.
pub(in crate::prose) fn tag_again(
    old: &Version<'_>,
    document: &Document,
    prose: &mut Prose,
    (tokens, sentences): (Edit, Edit),
    lexicon: &Lexicon,
) -> Vec<usize> {
    let Prose { words, sentences: every, .. } = prose;
    let new = &every[sentences.anew()];
    let kept = [0..sentences.start, sentences.new_end..every.len()];
    let mut written = Written::of(document, words, &[], lexicon);
    for kept in &kept {
        written.note(document, words, &every[kept.clone()]);
    }
    let was = Written::of(old.document, old.words, old.sentences, lexicon);
    let is = Written::of(document, words, new, lexicon);
    let mut changed = Changed { words: FxHashSet::default(), small: String::new() };
    changed.note([&was, &is], &written, old.document, old.words);
    changed.note([&was, &is], &written, document, &words[tokens.anew()]);
    let has_changed = |sentence: &usize| changed.are_among(&words[every[*sentence].tokens.clone()], document);
    let retagged: Vec<usize> = kept.into_iter().flatten().filter(has_changed).collect();
    written.note(document, words, new);
    let mut tagger = Tagger::new(document, &written, Model);
    for sentence in retagged.iter().copied().chain(sentences.anew()) {
        let range = every[sentence].tokens.clone();
        for word in &mut words[range.clone()] {
            *word = word.untagged(lexicon);
        }
        tagger.tag(&mut words[range.clone()]);
        lexicon.lend(&document.text, words, range);
    }
    retagged
}

/// Words that the story writes otherwise than before the edit.
struct Changed {
    /// In small letters.
    words: FxHashSet<String>,
    /// The word that is looked at.
    small: String,
}

impl Changed {
    /// Notes those among some words of a version that the sentences which are gone wrote otherwise than the new ones
    /// do, and that no other writes so.
    fn note(
        &mut self,
        [was, is]: [&Written<'_>; 2],
        kept: &Written<'_>,
        document: &Document,
        words: &[Tagged],
    ) {
        for word in words.iter().filter(|word| word.kind == TokenKind::Word) {
            let text = word.span.of(&document.text);
            let alone = was.has_alone(text) != is.has_alone(text) && !kept.has_alone(text);
            let lower = |written: &Written<'_>| written.has_lower(text, word.word);
            if alone || lower(was) != lower(is) && !lower(kept) {
                self.words.insert(text.to_lowercase());
            }
        }
    }

    /// Whether one of some words is among them for whose capital it counts.
    fn are_among(&mut self, words: &[Tagged], document: &Document) -> bool {
        !self.words.is_empty() && words.iter().any(|word| self.has(word, document))
    }

    fn has(&mut self, word: &Tagged, document: &Document) -> bool {
        if word.kind != TokenKind::Word || !has_capital(word, document) {
            return false;
        }
        let text = word.span.of(&document.text);
        self.small.clear();
        if text.is_ascii() {
            self.small.push_str(text);
            self.small.make_ascii_lowercase();
        } else {
            self.small.push_str(&text.to_lowercase());
        }
        self.words.contains(&self.small)
    }
}
