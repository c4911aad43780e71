//! A rule's examples as its tests: each `bad` one must be flagged where it is marked, each `good` one not at all.

use super::{Linter, RuleSet, memory::Memory};
use crate::{
    Span,
    config::Config,
    diagnostic::Diagnostic,
    document::{Document, DocumentError, Format},
    fix::{self, Wanted},
    rule::{Catalogue, Definition, Example, MarkedText},
};

/// How an example fared.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// As it should.
    Validated,
    /// The rule speaks on a good example: of these words.
    Noisy(Vec<String>),
    /// The rule is silent on a bad example.
    Missing,
    /// The rule speaks on a bad example, but of other words than those marked.
    WrongSpan(Vec<String>),
    /// What the rule offers makes another text of a bad example than the one given: this.
    WrongFix(String),
}

/// An example with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// The rule's code.
    pub code: String,
    /// The file that the example stands in.
    pub file: String,
    /// The example's text, without marks.
    pub text: String,
    /// What it marks.
    pub marked: Vec<String>,
    /// How it fared.
    pub verdict: Verdict,
}

/// Runs the examples of all rules of a catalogue.
///
/// # Errors
/// [`DocumentError`] where an example is no text, as one that holds a zero byte.
pub fn verify(catalogue: &Catalogue) -> Result<Vec<Verified>, DocumentError> {
    verify_in(catalogue, |_| true)
}

/// Runs the examples that stand in some files. Each rule is run as its file and the house's changes have it, whatever
/// profiles make of it.
///
/// # Errors
/// [`DocumentError`] where an example is no text, as one that holds a zero byte.
pub fn verify_in(
    catalogue: &Catalogue,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<Vec<Verified>, DocumentError> {
    let linter = Linter::of(catalogue.clone(), Config::default());
    let mut rules = catalogue.rules().to_vec();
    let mut verified = Vec::new();
    for (index, rule) in catalogue.rules().iter().enumerate() {
        for example in rule.example.iter().filter(|example| is_wanted(rule.file_of(example))) {
            rules[index].set.off = false;
            for (name, value) in &example.options {
                if let Some(option) = rules[index].options.get_mut(name) {
                    option.default = *value;
                }
            }
            verified.push(run(&linter, &rules.clone().into(), rule, example)?);
            rules[index].clone_from(rule);
        }
    }
    Ok(verified)
}

fn run(
    linter: &Linter,
    set: &RuleSet,
    rule: &Definition,
    example: &Example,
) -> Result<Verified, DocumentError> {
    let code = rule.code.get_ref();
    let marked = match (&example.bad, &example.good) {
        (Some(bad), _) => MarkedText::read(bad.get_ref()),
        (None, Some(good)) => MarkedText { text: good.get_ref().clone(), spans: Vec::new() },
        (None, None) => MarkedText::read(""),
    };
    let format = if example.markdown { Format::Markdown } else { Format::Text };
    let check = |text: &str| -> Result<(Document, Vec<Diagnostic>), DocumentError> {
        let story = linter.read(Document::read(text.as_bytes(), format)?);
        let memory = Memory::of(&story, &set.sweep);
        let mut found = super::check(set, &story, &memory, example.today, |_, _, _| {});
        let says = |found: &Diagnostic| {
            found.code == *code || found.attached.iter().any(|attached| attached.code == *code)
        };
        found.retain(|found| found.accepted.is_none() && says(found));
        Ok((story.document, found))
    };
    let (document, found) = check(&marked.text)?;
    let found: Vec<Span> = found.iter().map(|found| document.map.to_file(found.span)).collect();
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(&marked.text).to_owned()).collect();
    let verdict = match example.bad {
        None if found.is_empty() => Verdict::Validated,
        None => Verdict::Noisy(words(&found)),
        Some(_) if found.is_empty() => Verdict::Missing,
        Some(_) if !marked.spans.iter().all(|span| found.contains(span)) => Verdict::WrongSpan(words(&found)),
        Some(_) => match &example.fixed {
            Some(fixed) => {
                let made = fix::all(&marked.text, Wanted::All, check)?.text;
                if made == *fixed.get_ref() { Verdict::Validated } else { Verdict::WrongFix(made) }
            }
            None => Verdict::Validated,
        },
    };
    let (code, file, marks) = (code.clone(), rule.file_of(example).to_owned(), words(&marked.spans));
    Ok(Verified { code, file, text: marked.text, marked: marks, verdict })
}
