//! A rule's examples as its tests: each `bad` one must be flagged where it is marked, each `good` one not at all.

use super::Linter;
use crate::{
    Span,
    config::Config,
    document::{Document, DocumentError, Format},
    rule::{Catalogue, Definition, Example, MarkedText},
};

/// How an example fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it should.
    Validated,
    /// The rule speaks on a good example: of these words.
    Noisy(Vec<String>),
    /// The rule is silent on a bad example.
    Missing,
    /// The rule speaks on a bad example, but of other words than those marked.
    WrongSpan(Vec<String>),
}

/// An example with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The rule's code.
    pub code: String,
    /// The example's text, without marks.
    pub text: String,
    /// How it fared.
    pub verdict: Verdict,
}

/// Runs the examples of all rules of a catalogue.
///
/// # Errors
/// [`DocumentError`] where an example is no text, as one that holds a zero byte.
pub fn verify(catalogue: &Catalogue) -> Result<Vec<Verified>, DocumentError> {
    let mut linter = Linter::new(catalogue.clone(), Config::default());
    let mut verified = Vec::new();
    for rule in catalogue.rules() {
        for example in &rule.example {
            linter.config = with_options(rule, example);
            verified.push(run(&linter, rule, example)?);
        }
    }
    Ok(verified)
}

fn with_options(rule: &Definition, example: &Example) -> Config {
    let mut config = Config::default();
    config.rules.entry(rule.code.get_ref().clone()).or_default().options.clone_from(&example.options);
    config
}

fn run(linter: &Linter, rule: &Definition, example: &Example) -> Result<Verified, DocumentError> {
    let code = rule.code.get_ref();
    let marked = match (&example.bad, &example.good) {
        (Some(bad), _) => MarkedText::read(bad.get_ref()),
        (None, Some(good)) => MarkedText { text: good.get_ref().clone(), spans: Vec::new() },
        (None, None) => MarkedText::read(""),
    };
    let format = if example.markdown { Format::Markdown } else { Format::Text };
    let story = linter.read(Document::read(marked.text.as_bytes(), format)?);
    let found: Vec<Span> = (linter.check(&story).iter())
        .filter(|found| found.code == *code || found.attached.iter().any(|attached| attached.code == *code))
        .map(|found| story.document.map.to_file(found.span))
        .collect();
    let words = || found.iter().map(|span| span.of(&marked.text).to_owned()).collect();
    let verdict = match example.bad {
        None if found.is_empty() => Verdict::Validated,
        None => Verdict::Noisy(words()),
        Some(_) if found.is_empty() => Verdict::Missing,
        Some(_) if marked.spans.iter().all(|span| found.contains(span)) => Verdict::Validated,
        Some(_) => Verdict::WrongSpan(words()),
    };
    Ok(Verified { code: code.clone(), text: marked.text, verdict })
}
