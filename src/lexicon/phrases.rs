//! Phrases whose words mean together what they do not alone: "hit out at", "put the number at", "pour scorn on".
//!
//! Inside such a phrase its verb has the classes that the phrase lends it; a grammar that reads classes needs to know
//! nothing of phrases. What is learned of the single word does not hold there, so a phrase that lends a class of cues
//! is taken at its word, as a word of the house is.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{CUES, Class, ClassSet, Forms, Lexicon, LexiconError, PhraseDefinition};
use crate::{
    phrase::{Pattern, PatternSet},
    prose::{Tag, Tagged},
};

/// The phrases of a lexicon.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Phrases {
    patterns: PatternSet,
    /// What each pattern lends, in the order of the set, and whether its verb is never a passive participle.
    lent: Vec<(ClassSet, bool)>,
}

impl Lexicon {
    pub(super) fn add_phrases(&mut self, definition: &PhraseDefinition) -> Result<(), LexiconError> {
        let mut lent = ClassSet::default();
        for name in &definition.lends {
            lent.insert(self.known_class(name)?);
        }
        if lent.any(CUES) {
            lent.insert(Class::HouseCue.id());
        }
        let parsed = definition.find.iter().map(|written| {
            Pattern::parse(written.get_ref(), self).map_err(|error| LexiconError::Phrase {
                phrase: written.get_ref().clone(),
                error,
                at: written.span(),
            })
        });
        let patterns = parsed.collect::<Result<Vec<_>, _>>()?;
        self.phrases.lent.extend(patterns.iter().map(|_| (lent, definition.active)));
        self.phrases.patterns.extend(patterns);
        Ok(())
    }

    /// Gives the verbs of a sentence the classes that the phrases in it lend them.
    pub(crate) fn lend(&self, text: &str, words: &mut [Tagged], sentence: Range<usize>) {
        let found = self.phrases.patterns.find_all(text, words, sentence.clone());
        for (index, found) in found {
            let (lent, active) = self.phrases.lent[index];
            let verb = found.marked.start;
            if active && is_finite(&words[sentence.clone()], verb - sentence.start) {
                words[verb].tag = Tag::Verb;
            }
            let word = &mut words[verb];
            if matches!(word.tag, Tag::Verb | Tag::Participle | Tag::Gerund) {
                word.classes = word.classes.with(lent);
            }
        }
    }
}

/// Whether the word at `at`, taken for a participle or a noun, is the verb of its clause, given that it is an active
/// verb: it follows a noun, and as a noun would leave its sentence without any verb.
fn is_finite(sentence: &[Tagged], at: usize) -> bool {
    let word = &sentence[at];
    let before = sentence[..at].iter().rev().find(|word| word.tag != Tag::Adverb);
    before.is_some_and(|word| word.tag.is_nominal() || word.tag == Tag::Pronoun)
        && match word.tag {
            Tag::Participle => word.forms.any(Forms::PAST),
            Tag::Noun => {
                word.forms.any(Forms::FINITE)
                    && !sentence.iter().any(|word| matches!(word.tag, Tag::Verb | Tag::Auxiliary))
            }
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{Document, Format},
        prose::Prose,
    };

    /// The words of `text` that have a class.
    fn with_class(class: Class, text: &str) -> Vec<&str> {
        let lexicon = Lexicon::builtin().unwrap();
        let document = Document::read(text.as_bytes(), Format::Text).unwrap();
        let prose = Prose::read(&document, &lexicon);
        let has = prose.words.iter().filter(|word| word.classes.has(class));
        has.map(|word| word.span.of(text)).collect()
    }

    #[test]
    fn a_phrase_lends_its_verb_what_it_means() {
        assert_eq!(with_class(Class::HouseCue, "The union hit out at the levy."), ["hit"]);
        assert_eq!(with_class(Class::HouseCue, "The ball hit the post."), [""; 0]);
        assert_eq!(with_class(Class::HouseCue, "Analysts put the loss at £4m."), ["put"]);
        assert_eq!(with_class(Class::HouseCue, "She put the cup on a shelf."), [""; 0]);
        assert_eq!(with_class(Class::HouseCue, "One aide let slip that it was over."), ["slip"]);
    }

    #[test]
    fn a_file_with_a_phrase_that_is_none_is_refused() {
        let mut lexicon = Lexicon::builtin().unwrap();
        let file = |text| crate::lexicon::ClassFile::parse(text).unwrap();
        let broken = file("[phrase.x]\nabout = 'x'\nlends = ['cue-speech']\nfind = ['(put']");
        assert!(matches!(lexicon.add(&broken), Err(LexiconError::Phrase { .. })));
        let unknown = file("[phrase.x]\nabout = 'x'\nlends = ['no-such-class']\nfind = ['put']");
        assert!(matches!(lexicon.add(&unknown), Err(LexiconError::NoSuchClass { .. })));
    }
}
