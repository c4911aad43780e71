//! What is read by itself, beside the story: footnotes, and words to the desk.

use crate::{
    Span,
    document::{extract::Extract, json::Decoded, look},
};

/// Words that are no prose of the story.
pub(super) struct Aside {
    words: Decoded,
    /// The target of the first link in them.
    target: Option<String>,
    /// The word that cites them. Bytes of the text. None where they are for the desk.
    cited_by: Option<(usize, usize)>,
}

impl Aside {
    /// A note that a word of the text cites.
    pub(super) fn cited_by(word: (usize, usize)) -> Self {
        Self { words: Decoded::default(), target: None, cited_by: Some(word) }
    }

    /// Words to the desk.
    pub(super) fn to_desk() -> Self {
        Self { words: Decoded::default(), target: None, cited_by: None }
    }

    /// Adds words that stand at `at` in the file, or what stands for them.
    pub(super) fn read(&mut self, words: &str, at: Span) {
        self.words.push(words, at);
    }

    /// Adds the target of a link.
    pub(super) fn cite(&mut self, target: &str) {
        self.target.get_or_insert_with(|| target.to_owned());
    }

    /// Makes a link of the word that cites it, to what it links to or else to its words; keeps the notes to the linter
    /// in words to the desk.
    pub(super) fn end(self, extract: &mut Extract) {
        let Some((start, end)) = self.cited_by else {
            return extract.read_desk(&self.words);
        };
        let words: Vec<&str> = self.words.text.split(look::is_blank).filter(|word| !word.is_empty()).collect();
        extract.link(start, end, self.target.unwrap_or_else(|| words.join(" ")));
    }
}
