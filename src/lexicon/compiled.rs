//! A lexicon as it is written down once it is compiled: tables that are read where they stand.

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};

use super::{Lexicon, known::Known, phrases::Phrases, words::Written};

/// What is written down.
#[derive(Serialize, Deserialize)]
struct Form<'a> {
    words: Written,
    known: Known,
    #[serde(borrow)]
    class_names: Vec<&'a str>,
    phrases: Phrases,
}

impl Serialize for Lexicon {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let words = Written::of(&self.ids).ok_or_else(|| S::Error::custom("two words have one hash"))?;
        let class_names = self.class_names.iter().map(|name| &**name).collect();
        let (known, phrases) = (self.known.clone(), self.phrases.clone());
        Form { words, known, class_names, phrases }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Lexicon {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Form { words, known, class_names, phrases } = Form::deserialize(deserializer)?;
        let class_names = class_names.into_iter().map(Into::into).collect();
        Ok(Self { ids: words.into(), known, class_names, phrases })
    }
}
