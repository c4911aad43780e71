//! Words and their classes: one look-up a token, and every grammar and rule reads the answer.
//!
//! The words are data: `rules/lexicon/*.toml`, one `[class.NAME]` table a class (see [`ClassFile`]). Verbs and
//! nouns are listed once and inflected here. A word may be in many classes; the answer for a token is the set of
//! them all, so cost does not grow with the number of classes, patterns or rules.

mod class;
mod compiled;
mod file;
mod fold;
mod inflect;
mod known;
mod phrases;
mod words;

pub use class::{Class, ClassId, ClassSet};
pub use file::{ClassDefinition, ClassFile, Inflection, LexiconError, PhraseDefinition};
pub use inflect::Forms;
pub(crate) use inflect::{plural, verb_forms};

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};

use crate::{Spanned, flat::wraps, nearest};
use fold::{Folded, straighten};
use known::Known;
use phrases::Phrases;
use words::Words;

/// What a word is to the lexicon: an index, the same for every token of the same word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WordId(u32);

wraps!(WordId(u32));

impl WordId {
    /// A word that no class and no pattern speaks of.
    pub const UNKNOWN: Self = Self(0);

    /// The index; they count from 0.
    #[inline]
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Entry {
    /// Every class that holds the word.
    pub classes: ClassSet,
    /// Which inflected forms the word can be, over all its classes.
    pub forms: Forms,
}

/// All known words with their classes.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// By the bytes of the word, so that one folded on the stack can be asked for.
    ids: Words,
    known: Known,
    class_names: Vec<Box<str>>,
    phrases: Phrases,
}

impl Default for Lexicon {
    fn default() -> Self {
        let mut lexicon = Self {
            ids: Words::default(),
            known: Known::default(),
            class_names: Class::ALL.iter().map(|class| class.name().into()).collect(),
            phrases: Phrases::default(),
        };
        lexicon.known.push(Entry::default());
        for (_, class, forms) in class::ENDINGS {
            lexicon.known.push(Entry { classes: ClassSet::from(*class), forms: *forms });
        }
        lexicon
    }
}

/// Classes of words that tie a source to a content.
const CUES: ClassSet = ClassSet::of(&[
    Class::CueSpeech,
    Class::CueMental,
    Class::CueStance,
    Class::CueNoun,
    Class::CueAdjective,
    Class::HearsayAdverb,
]);

/// The word lists that come with the program.
static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules/lexicon");

impl Lexicon {
    /// The lexicon that comes with the program: every file of `rules/lexicon/`.
    pub fn builtin() -> Result<Self, LexiconError> {
        let mut lexicon = Self::default();
        for file in BUILTIN.files() {
            lexicon.add(&ClassFile::parse(file.contents_utf8().unwrap_or_default())?)?;
        }
        Ok(lexicon)
    }

    /// Adds the classes of one lexicon file. Classes of the same name are united.
    pub fn add(&mut self, file: &ClassFile) -> Result<(), LexiconError> {
        self.unite(file, ClassSet::default())
    }

    /// Adds the classes of one lexicon file of the house, whose word goes before what is learned: a word that it puts
    /// into a class of cues is one wherever the grammar reads it so, and a word of `no-cue` never is.
    pub fn add_of_the_house(&mut self, file: &ClassFile) -> Result<(), LexiconError> {
        self.unite(file, CUES)
    }

    /// Adds the classes of a file; the words of these classes of cues are noted as the house's.
    fn unite(&mut self, file: &ClassFile, cues_of_the_house: ClassSet) -> Result<(), LexiconError> {
        for (name, definition) in &file.class {
            let class = match definition.about {
                Some(_) => self.add_class(name.get_ref())?,
                None => self.known_class(name)?,
            };
            for word in &definition.words {
                for (form, forms) in inflect::all_forms(word, definition.inflect) {
                    let id = self.enter(&form, Entry::default());
                    let mut entry = self.entry(id);
                    entry.classes.insert(class);
                    if cues_of_the_house.contains(class) {
                        entry.classes.insert(Class::HouseCue.id());
                    }
                    entry.forms |= forms;
                    self.known.set(id, entry);
                }
            }
        }
        file.phrase.values().try_for_each(|definition| self.add_phrases(definition))
    }

    /// The class of this name, which must be there.
    fn known_class(&self, name: &Spanned<String>) -> Result<ClassId, LexiconError> {
        self.class(name.get_ref()).ok_or_else(|| LexiconError::NoSuchClass {
            message: nearest::unknown("word class", name.get_ref(), self.class_names()),
            at: name.span(),
        })
    }

    /// The class of this name, made if there is none yet.
    fn add_class(&mut self, name: &str) -> Result<ClassId, LexiconError> {
        if let Some(class) = self.class(name) {
            return Ok(class);
        }
        let id = ClassId::new(self.class_names.len()).ok_or(LexiconError::TooManyClasses)?;
        self.class_names.push(name.into());
        Ok(id)
    }

    /// The class of this name.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.class_names.iter().position(|known| &**known == name).and_then(ClassId::new)
    }

    /// All class names, for a message that suggests the nearest.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        self.class_names.iter().map(|name| &**name)
    }

    /// The identity of a word, made if there is none yet: what a pattern needs for its literal words.
    /// Letter case and the form of apostrophes do not count, except in words listed with a capital.
    pub fn intern(&mut self, word: &str) -> WordId {
        let known = self.look_up(word);
        if Self::is_listed(known) {
            return known; // a new entry for "Mr." would hide that of "mr."
        }
        let by_ending = self.entry(Self::by_ending(word.as_bytes()));
        self.enter(word, by_ending)
    }

    /// The identity of a word, made with this entry if there is none yet.
    fn enter(&mut self, word: &str, entry: Entry) -> WordId {
        let word = straighten(word);
        if let Some(id) = self.ids.get(word.as_bytes()) {
            return id;
        }
        let id = self.known.push(entry);
        self.ids.insert(word.as_bytes(), id);
        id
    }

    /// Every inflected form of a word, interned: what a pattern needs for `~say`.
    pub fn intern_forms(&mut self, lemma: &str, inflection: Inflection) -> Vec<WordId> {
        inflect::all_forms(lemma, inflection).into_iter().map(|(form, _)| self.intern(&form)).collect()
    }

    /// Looks a word up as it is written: first as it stands (so that "US" is not "us"), then without capitals,
    /// then by its ending.
    pub fn look_up(&self, word: &str) -> WordId {
        if word.is_ascii() {
            return self.look_up_ascii(word.as_bytes());
        }
        match Folded::straight(word) {
            Some(straight) => self.look_up_ascii(straight.bytes()),
            None => self.look_up_any(word),
        }
    }

    /// Looks up a word of ASCII letters; nothing is taken from the heap, unless for what nobody writes.
    fn look_up_ascii(&self, word: &[u8]) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return id;
        }
        if !word.iter().any(u8::is_ascii_uppercase) {
            return Self::by_ending(word);
        }
        let known = match Folded::small(word) {
            Some(small) => self.ids.get(small.bytes()),
            None => self.ids.get(&word.to_ascii_lowercase()),
        };
        match known {
            Some(id) => id,
            // Most likely a name: its ending says nothing.
            None if word.first().is_some_and(u8::is_ascii_uppercase) => WordId::UNKNOWN,
            None => Self::by_ending(word),
        }
    }

    /// Looks up any word, however long and of whatever letters.
    fn look_up_any(&self, word: &str) -> WordId {
        let word = straighten(word);
        if let Some(id) = self.ids.get(word.as_bytes()) {
            return id;
        }
        let lower = word.to_lowercase();
        match self.ids.get(lower.as_bytes()) {
            Some(id) => id,
            None if word.starts_with(char::is_uppercase) => WordId::UNKNOWN, // as above
            None => Self::by_ending(word.as_bytes()),
        }
    }

    /// Whether a class or a pattern names the word, so that its identity is that of no other. It is not known by its
    /// ending.
    pub(crate) fn is_listed(word: WordId) -> bool {
        word.index() > class::ENDINGS.len()
    }

    /// How many identities there are.
    pub(crate) fn size(&self) -> usize {
        self.known.len()
    }

    /// What is known of a word.
    #[inline]
    pub fn entry(&self, word: WordId) -> Entry {
        self.known.get(word)
    }

    /// The classes of a word.
    #[inline]
    pub fn classes(&self, word: WordId) -> ClassSet {
        self.entry(word).classes
    }

    /// The identity that stands for unknown words of an ending: they come right after that of all others.
    fn by_ending(word: &[u8]) -> WordId {
        class::ending(word).map_or(WordId::UNKNOWN, |index| WordId(index as u32 + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(text: &str) -> Lexicon {
        let mut lexicon = Lexicon::default();
        lexicon.add(&ClassFile::parse(text).unwrap()).unwrap();
        lexicon
    }

    #[test]
    fn one_look_up_gives_every_class_and_form() {
        let lexicon = lexicon(
            "[class.cue-speech]\nabout = 'x'\ninflect = 'verb'\nwords = ['report', 'say']\n\
             [class.document-head]\nabout = 'x'\ninflect = 'noun'\nwords = ['report']\n",
        );
        let entry = lexicon.entry(lexicon.look_up("Reports"));
        assert!(entry.classes.has(Class::CueSpeech) && entry.classes.has(Class::DocumentHead));
        assert_eq!(entry.forms, Forms::THIRD | Forms::PLURAL);
        assert_eq!(lexicon.entry(lexicon.look_up("said")).forms, Forms::PAST | Forms::PARTICIPLE);
    }

    #[test]
    fn a_word_listed_with_a_capital_is_not_its_lower_case_twin() {
        let lexicon = lexicon(
            "[class.place]\nabout = 'x'\nwords = ['US']\n[class.object-pronoun]\nabout = 'x'\nwords = ['us']",
        );
        assert!(lexicon.classes(lexicon.look_up("US")).has(Class::Place));
        assert!(!lexicon.classes(lexicon.look_up("us")).has(Class::Place));
        assert!(lexicon.classes(lexicon.look_up("Us")).has(Class::ObjectPronoun));
    }

    #[test]
    fn a_word_of_a_pattern_hides_no_word_of_a_list() {
        let mut lexicon = lexicon("[class.title]\nabout = 'x'\nwords = ['mr.']");
        lexicon.intern("Mr.");
        assert!(lexicon.classes(lexicon.look_up("Mr.")).has(Class::Title));
    }

    #[test]
    fn the_builtin_lists_load_and_hold_single_words() {
        let lexicon = Lexicon::builtin().unwrap();
        assert!(lexicon.classes(lexicon.look_up("insiders")).has(Class::UnnamedHead));
        let spaced: Vec<_> = lexicon.ids.iter().filter(|(word, _)| word.contains(&b' ')).collect();
        assert!(spaced.is_empty(), "a token is one word, so these never match: {spaced:?}");
    }

    #[test]
    fn curly_apostrophes_and_endings_of_unknown_words() {
        let lexicon = lexicon("[class.auxiliary]\nabout = 'x'\nwords = [\"don't\"]");
        assert!(lexicon.classes(lexicon.look_up("don’t")).has(Class::Auxiliary));
        assert!(lexicon.classes(lexicon.look_up("grudgingly")).has(Class::Adverb));
        assert_eq!(lexicon.look_up("Kimberly"), WordId::UNKNOWN);
    }
}
