//! onrecord reads English prose before it is published and asks of every sentence: *says who?*
//!
//! # A story, checked
//!
//! A [`Linter`] is made once, of what a house has set ([`Setup`]), and shared: it is `Send` and `Sync`, reads no file, asks
//! no clock and opens no connection.
//!
//! ```
//! use onrecord::{Linter, Setup, document::Format};
//!
//! let linter = Linter::new(Setup::default())?;
//! let text = "Sources said the plant will shut in May.";
//! let story = linter.read_text(text, Format::Text)?;
//!
//! let found = linter.check(&story);
//! assert_eq!(found[0].code, "A001");
//! assert_eq!(found[0].span.of(&story.document.text), "Sources");
//! assert_eq!(found[0].message, "“Sources” could be anybody");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Offsets are **bytes** of [`document::Document::text`], which is the prose that was taken out of the file;
//! [`document::Document::map`] leads from there into the file. Lines and columns count characters, from 1. Other units, as
//! those of JavaScript and Python, are a matter of [`Unit`].
//!
//! # What was read
//!
//! A [`Story`](attribution::Story) says who is cited for what, whether anything is wrong with that or not.
//!
//! ```
//! # use onrecord::{Linter, Setup, document::Format};
//! # let linter = Linter::new(Setup::default())?;
//! let story = linter.read_text("Ana Ruiz said the plant will shut. She has seen the plans.", Format::Text)?;
//! let words = |span: onrecord::Span| span.of(&story.document.text);
//!
//! let said = &story.attributions[0];
//! assert_eq!(said.source.map(|source| words(source.span)), Some("Ana Ruiz"));
//! assert_eq!(said.cue.as_ref().map(|cue| words(cue.span)), Some("said"));
//! assert_eq!(words(said.content[0]), "the plant will shut");
//! assert_eq!(story.sources[0].kind.name(), "named"); // the ledger
//! assert!(story.is_sourced(0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Rules and settings of a house
//!
//! They are handed over as text. A mistake in one is told with its place and the way out.
//!
//! ```
//! use onrecord::{Linter, Setup, document::Format};
//!
//! let rule = r#"
//!     code = "H001"
//!     name = "boss-words"
//!     level = "warning"
//!     summary = "“Bosses”: whose?"
//!     why = "Readers cannot tell who decided."
//!
//!     [[visits.phrase]]
//!     find = ["(boss|bosses)"]
//!
//!     [report]
//!     message = "“{words}”: who is that?"
//!     label = "name them"
//!     help = "say who decided, by name or by office"
//!
//!     [[example]]
//!     bad = "[[Bosses]] decided to shut the plant."
//!
//!     [[example]]
//!     good = "The director, Ana Ruiz, decided to shut the plant."
//! "#;
//! let linter = Linter::new(Setup::default().rules("house/boss.toml", rule).settings("onrecord.toml", "[rule.U]\nlevel = \"off\""))?;
//! let story = linter.read_text("Bosses decided to shut the plant.", Format::Text)?;
//! assert_eq!(linter.check(&story)[0].message, "“Bosses”: who is that?");
//!
//! let wrong = Linter::new(Setup::default().settings("onrecord.toml", "[rule.V01]\nlevel = \"off\"")).unwrap_err();
//! assert!(wrong.report().contains("onrecord.toml:1:7"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Reports
//!
//! A [`report::Checked`] is a text with what was found in it; [`report::render`] makes a report of some in any
//! [`report::Format`]: as a compiler prints it, JSON, SARIF and others. They return strings.
//!
//! ```
//! # use onrecord::{Linter, Setup, document::Format, report::{self, Checked}};
//! # let linter = Linter::new(Setup::default())?;
//! let text = "Critics say the bridge is unsafe.";
//! let story = linter.read_text(text, Format::Text)?;
//! let checked = Checked::new("bridge.txt", text, &story, linter.check(&story));
//! let report = report::plain(&report::render(report::Format::Text, &[checked], &linter.rules())?);
//! assert!(report.starts_with("warning[V001 vague-authority]"), "{report}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where to look
//!
//! | to | there is |
//! |---|---|
//! | read Word, HTML, Markdown, wikitext … | [`document::read`], [`document::Format`] |
//! | check what your own editor holds in blocks | [`document::Document::of_blocks`] |
//! | check again after every key | [`lint::Draft`], [`document::Versions`] |
//! | answer another language or a socket in JSON | [`embed::Desk`] |
//! | let be what was there before | [`lint::Baseline`]; by agreement: [`config::Waivers`] |
//! | mend what can be mended | [`fix::once`] |
//! | explain a rule, print a ledger | [`report::explain`], [`report::ledger`] |
//! | write the model down | it is `serde`: [`diagnostic::Diagnostic`], [`attribution::Story`] |
//!
//! Features, none of which is on by itself: `threads` reads one long story by several threads, `html` adds the report as a
//! page, `cli` is the program. What is marked `#[non_exhaustive]` may grow in a minor version.
//!
//! # How it is built
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
//! Beside these, `lexicon` holds the words and their classes, `phrase` the small pattern language over them,
//! [`diagnostic`] the model of what is found. A [`mistake`] is what is wrong in a file that people write by hand, of which [`schema`] has
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
// The words and the pattern language that rules are written in: no part of the stable face.
#[doc(hidden)]
pub mod lexicon;
pub mod lint;
pub mod mistake;
mod nearest;
mod parallel;
#[doc(hidden)]
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
