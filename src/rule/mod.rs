//! Rules as data: `rules/<family>/<name>.toml` → [`Catalogue`].
//!
//! A rule file is the rule's definition, its documentation and its test. [`Definition`] is its form; loading it
//! looks up its word classes, compiles its patterns and checks its messages, so that a mistake is told at its
//! place in the file before any story is read.

mod adjust;
mod catalogue;
mod compiled;
mod definition;
mod excuses;
mod house;
mod load;
mod marked;
mod profile;
mod remedy;
mod setting;
mod skeleton;
mod template;
mod visit;

pub use adjust::{Adjustment, LevelOrOff, Set, find};
pub(crate) use adjust::{Adjustments, Target};
pub use catalogue::Catalogue;
pub use definition::{Definition, Example, Once, OptionDefinition, Place, Reach, Unless, Want, Wording};
pub use house::{Change, HouseFile, WordingChange};
pub use marked::MarkedText;
pub use profile::{DEFAULT as DEFAULT_PROFILE, Profile, ProfileFile, Profiles};
pub use remedy::{Regexes, Remedy, Writing};
pub use setting::{Classes, Number, Phrases};
pub use skeleton::skeleton;
pub use template::{Template, Value};
pub use visit::{
    AttributionTest, ClaimTest, CountTest, Detail, EchoTest, Fault, Many, NoteTest, OpeningTest, ParagraphTest,
    PhraseTest, QuotationTest, SentenceTest, SourceTest, StoryTest, Visits,
};
