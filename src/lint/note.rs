//! Exceptions that a story makes in notes: which findings they allow, and what is wrong with them.
//!
//! An exception allows nothing unless it can be read, gives a reason and has not run out. A finding stands where its
//! flagged words begin: a note that reaches these allows it, whatever else the finding points at. Where several notes
//! do, the one with the shortest reach counts. A paragraph's finding stands where the first of its claims does; it
//! counts claims whether they are allowed or not.

use std::cell::Cell;

use super::{finding::Finding, wording::listed};
use crate::{
    Date, Span,
    diagnostic::{Acceptance, Accepted},
    document::{
        Document, Note,
        note::{Says, Verb},
    },
    rule::{Definition, Fault, Target},
};

/// An exception with something wrong about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Faulty {
    pub(super) fault: Fault,
    /// The words that are wrong.
    pub(super) span: Span,
    /// What is wrong: as the rules on faults fill it into their messages.
    pub(super) detail: String,
}

/// Marks the findings that the notes of a document allow; gives what is wrong with the notes.
pub(super) fn apply(
    document: &Document,
    rules: &[Definition],
    today: Option<Date>,
    findings: &mut [Finding],
) -> Vec<Faulty> {
    if document.notes.is_empty() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    let mut exceptions: Vec<Exception<'_>> = Vec::new();
    for note in &document.notes {
        match Exception::read(document, note, rules) {
            Ok(mut exception) => {
                let fault = exception.fault(&document.text, today);
                exception.holds = fault.is_none();
                faults.extend(fault);
                exceptions.push(exception);
            }
            Err(faulty) => faults.push(faulty),
        }
    }
    if faults.iter().all(|faulty| faulty.fault != Fault::Unreadable) {
        faults.extend((0..exceptions.len()).filter_map(|index| ends_nothing(&exceptions, index, rules)));
    }
    let allowed_at = |rule: &Definition, at: usize| allowing(&exceptions, rule, at);
    for finding in findings {
        let rule = &rules[finding.rule];
        finding.accepted = allowed_at(rule, finding.span.start());
        finding.also_at.retain(|span| allowed_at(rule, span.start()).is_none());
    }
    faults.extend(exceptions.iter().filter_map(|exception| exception.unused(&document.text, rules)));
    faults
}

/// The agreement to what a rule finds at a place, if there is one.
fn allowing(exceptions: &[Exception<'_>], rule: &Definition, at: usize) -> Option<Accepted> {
    let reaches = |exception: &&Exception<'_>| exception.names(rule) && exception.reaches(at);
    let holds = |(index, exception): &(usize, &Exception<'_>)| {
        let ended = || exceptions[index + 1..].iter().filter(reaches).any(|later| later.says.verb == Verb::On);
        let begun = match exception.says.verb {
            Verb::Allow => true,
            Verb::Off => !ended(),
            Verb::On => false,
        };
        exception.holds && reaches(exception) && begun
    };
    let holding = exceptions.iter().enumerate().filter(holds);
    let (_, nearest) = holding.min_by_key(|(_, exception)| exception.note.reach.len())?;
    nearest.use_for(rule);
    Some(Accepted { by: Acceptance::Note, reason: nearest.says.reason.clone().unwrap_or_default() })
}

/// What is wrong with an exception that is an `on` and ends nothing, or nothing of what it names.
fn ends_nothing(exceptions: &[Exception<'_>], index: usize, rules: &[Definition]) -> Option<Faulty> {
    let (before, this) = (&exceptions[..index], &exceptions[index]);
    let is_off = |rule: &Definition| {
        let mut ranges = before.iter().rev().filter(|earlier| earlier.says.verb != Verb::Allow);
        ranges.find(|earlier| earlier.names(rule)).is_some_and(|earlier| earlier.says.verb == Verb::Off)
    };
    let span = match &this.named[..] {
        _ if this.says.verb != Verb::On => None,
        [] => (!rules.iter().any(is_off)).then_some(this.note.span),
        named => {
            let ends = |named: &&Named| rules.iter().any(|rule| named.rules.holds(rule) && is_off(rule));
            named.iter().find(|named| !ends(named)).map(|named| named.span)
        }
    };
    let detail = "it ends nothing: no `off` before it is about that".to_owned();
    Some(Faulty { fault: Fault::Unreadable, span: span?, detail })
}

/// A note that can be read.
struct Exception<'a> {
    note: &'a Note,
    says: &'a Says,
    /// Whether nothing is wrong with it.
    holds: bool,
    /// The rules that it names; none where it is about all.
    named: Vec<Named>,
    /// Where it names none: whether it allowed anything.
    used: Cell<bool>,
}

/// Rules as a note names them.
struct Named {
    rules: Target,
    /// The name, in bytes of the document's text.
    span: Span,
    /// Whether it allowed anything that they found.
    used: Cell<bool>,
}

impl<'a> Exception<'a> {
    /// What a note says, with the rules that it names; or what cannot be read of it.
    fn read(document: &Document, note: &'a Note, rules: &[Definition]) -> Result<Self, Faulty> {
        let unreadable =
            |span: Span, message: String| Faulty { fault: Fault::Unreadable, span, detail: message };
        let says = note.says.as_ref().map_err(|misread| unreadable(misread.span, misread.message.clone()))?;
        let named = says.rules.iter().map(|span| {
            let rules = Target::excepted(rules, span.of(&document.text))
                .map_err(|message| unreadable(*span, message))?;
            Ok(Named { rules, span: *span, used: Cell::new(false) })
        });
        Ok(Self { note, says, holds: true, named: named.collect::<Result<_, _>>()?, used: Cell::new(false) })
    }

    /// Why it allows nothing, if it does not.
    fn fault(&self, text: &str, today: Option<Date>) -> Option<Faulty> {
        if self.says.verb != Verb::On && self.says.reason.is_none() {
            let detail = format!("{} with no reason", self.listed(text, |_| true));
            return Some(Faulty { fault: Fault::Unreasoned, span: self.note.span, detail });
        }
        let (last, span) = self.says.until.filter(|(last, _)| today.is_some_and(|today| *last < today))?;
        Some(Faulty { fault: Fault::Expired, span, detail: last.to_string() })
    }

    /// Whether it is about a rule.
    fn names(&self, rule: &Definition) -> bool {
        self.named.is_empty() || self.named.iter().any(|named| named.rules.holds(rule))
    }

    fn reaches(&self, at: usize) -> bool {
        self.note.reach.start() <= at && at < self.note.reach.end()
    }

    /// Notes that it has allowed what a rule found.
    fn use_for(&self, rule: &Definition) {
        self.used.set(true);
        for named in self.named.iter().filter(|named| named.rules.holds(rule)) {
            named.used.set(true);
        }
    }

    /// What it names in vain. Of a rule that does not speak nobody can tell.
    fn unused(&self, text: &str, rules: &[Definition]) -> Option<Faulty> {
        let speaks =
            |named: &Named| rules.iter().any(|rule| rule.speaks().is_some() && named.rules.holds(rule));
        let is_idle = |named: &Named| !named.used.get() && speaks(named);
        let idle: Vec<&Named> = self.named.iter().filter(|named| is_idle(named)).collect();
        let is_in_vain = if self.named.is_empty() { !self.used.get() } else { !idle.is_empty() };
        if self.says.verb == Verb::On || !self.holds || !is_in_vain {
            return None;
        }
        let span = match idle[..] {
            [one] if self.named.len() > 1 => one.span,
            [first, .., last] if idle.len() < self.named.len() => first.span.join(last.span),
            _ => self.note.span,
        };
        Some(Faulty { fault: Fault::Unused, span, detail: self.listed(text, is_idle) })
    }

    /// The names of some of its rules, as it writes them.
    fn listed(&self, text: &str, is_wanted: impl Fn(&Named) -> bool) -> String {
        let wanted = self.named.iter().filter(|named| is_wanted(named));
        let names: Vec<&str> = wanted.map(|named| named.span.of(text)).collect();
        if names.is_empty() { "any rule".to_owned() } else { listed(&names, "or") }
    }
}
