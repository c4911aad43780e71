//! A lexicon as it is written down once it is compiled: its words in the order of their indices.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{Entry, Lexicon, WordId, class::ENDINGS, phrases::Phrases};

/// What is written down; the words are borrowed where that can be.
#[derive(Serialize, Deserialize)]
struct Form<'a> {
    /// The words after those that stand for endings, each once.
    #[serde(borrow)]
    words: Vec<&'a str>,
    /// What is known of each, as an index of `known`.
    entries: Vec<u16>,
    known: Vec<Entry>,
    #[serde(borrow)]
    class_names: Vec<&'a str>,
    phrases: Phrases,
}

/// How many words have no letters: the unknown one, and those that stand for endings.
const NAMELESS: usize = ENDINGS.len() + 1;

impl Serialize for Lexicon {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut words = vec![""; self.entries.len() - NAMELESS];
        let written: Vec<_> = self.ids.iter().collect();
        for (word, id) in &written {
            words[id.index() - NAMELESS] = str::from_utf8(word).unwrap_or_default();
        }
        let mut known: Vec<Entry> = Vec::new();
        let mut index_of: FxHashMap<Entry, u16> = FxHashMap::default();
        let entries = self.entries[NAMELESS..].iter().map(|entry| {
            *index_of.entry(*entry).or_insert_with(|| {
                known.push(*entry);
                (known.len() - 1) as u16
            })
        });
        let entries = entries.collect();
        let class_names = self.class_names.iter().map(|name| &**name).collect();
        Form { words, entries, known, class_names, phrases: self.phrases.clone() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Lexicon {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = Form::deserialize(deserializer)?;
        let mut lexicon = Self::default();
        lexicon.ids.reserve(form.words.len());
        lexicon.entries.reserve(form.words.len());
        for (word, entry) in form.words.into_iter().zip(form.entries) {
            let entry = form.known.get(usize::from(entry)).ok_or_else(|| D::Error::custom("no such entry"))?;
            lexicon.ids.insert(word.as_bytes(), WordId(lexicon.entries.len() as u32));
            lexicon.entries.push(*entry);
        }
        lexicon.class_names = form.class_names.into_iter().map(Into::into).collect();
        lexicon.phrases = form.phrases;
        Ok(lexicon)
    }
}
