//! onrecord reads English prose before it is published and asks of every sentence: *says who?*
//!
//! Text goes one way through the crate, and no module knows of one further down:
//!
//! | module | takes → gives |
//! |---|---|
//! | [`document`] | bytes of a file → blocks of prose, each byte mapped to its place in the file |
//! | [`prose`] | blocks → tokens, sentences, quotations |
//! | [`attribution`] | prose → attributions (source, cue, content), the ledger of sources, claims |
//! | [`rule`] | TOML → rules: what they visit, what must hold there, how they explain themselves |
//! | [`config`] | TOML → what a house has set: which rules speak, where, how gravely; waivers |
//! | [`fix`] | diagnostics → the file, mended; `lint` asks it whether the examples of rules come out right |
//! | [`lint`] | story, rules and settings → diagnostics; what of them is known already, what is new |
//! | [`report`] | diagnostics → text for people, JSON, SARIF, HTML and other formats for programs and pages |
//!
//! [`lexicon`] holds the words and their classes, [`phrase`] the small pattern language over them, [`diagnostic`] the
//! model of what is found. A [`mistake`] is what is wrong in a file that people write by hand, of which [`schema`] has
//! the forms.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

pub mod attribution;
pub mod config;
mod counted;
mod date;
pub mod diagnostic;
pub mod document;
pub mod embed;
mod feature;
pub mod fix;
mod flat;
pub mod lexicon;
pub mod lint;
pub mod mistake;
mod nearest;
mod parallel;
pub mod phrase;
pub mod prose;
pub mod report;
pub mod rule;
pub mod schema;
mod search;
mod span;
mod spanned;
mod unit;

pub use config::{Setup, SetupError};
pub use date::{Date, NoDate};
pub use flat::Lazy;
pub use lint::Linter;
pub use span::Span;
pub use spanned::Spanned;
pub use unit::Unit;
