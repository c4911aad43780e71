//! One finding: the note that stands beside its words, and the places that it points to.

use super::{Checked, NUMBER, escape};
use crate::{
    Span,
    diagnostic::{Diagnostic, Label, Scope},
    report::counted,
};

/// A diagnostic, with its number on the page.
pub(super) struct Finding<'a> {
    /// Counted from 1.
    pub(super) number: usize,
    pub(super) found: &'a Diagnostic,
}

/// Words that a finding points to.
pub(super) struct Mark<'a> {
    pub(super) span: Span,
    pub(super) finding: &'a Finding<'a>,
    /// The words that it is about; else a second place.
    pub(super) main: bool,
    /// Where links to these words lead.
    pub(super) id: String,
}

impl<'a> Finding<'a> {
    /// What is shown of a file: what is said of the story as a whole, then the rest by place.
    pub(super) fn all(checked: &'a Checked<'_>, folded: bool) -> Vec<Self> {
        let mut shown: Vec<&Diagnostic> = checked.open().filter(|found| folded || !found.folded).collect();
        shown.sort_by_key(|found| found.scope != Scope::Story);
        shown.into_iter().zip(1..).map(|(found, number)| Self { number, found }).collect()
    }

    /// The id of its note.
    pub(super) fn id(&self) -> String {
        format!("f{NUMBER}-{}", self.number)
    }

    /// All words that it points to, its own first.
    pub(super) fn marks(&'a self) -> impl Iterator<Item = Mark<'a>> {
        let labels = self.labels().map(|label| label.span);
        let spans = [self.found.span].into_iter().chain(labels).chain(self.found.also_at.iter().copied());
        let mark = |(index, span)| Mark { span, finding: self, main: index == 0, id: self.mark_id(index) };
        spans.enumerate().map(mark)
    }

    /// The second places that are not its own words again.
    fn labels(&self) -> impl Iterator<Item = &'a Label> {
        let own = self.found.span;
        self.found.labels.iter().filter(move |label| label.span != own)
    }

    /// The id of the words that it points to: 0 is its own, then the labels, then where the same is said again.
    fn mark_id(&self, index: usize) -> String {
        format!("m{NUMBER}-{}-{index}", self.number)
    }

    /// The note.
    pub(super) fn note(&self, checked: &Checked<'_>) -> String {
        let Diagnostic { code, name, level, message, help, .. } = self.found;
        let (id, level) = (self.id(), level.name());
        format!(
            "<li class=\"finding {level}\" id=\"{id}\" data-level=\"{level}\" data-rule=\"{code}\" data-name=\"{name}\">\
             <p class=\"what\"><a href=\"#{words}\" id=\"{id}-w\" data-number=\"{number}\"><span class=\"level\">{level}</span> \
             <b>{code}</b> {name}</a></p>\
             <p>{message}</p>{more}<p class=\"help\">help: {help}</p></li>\n",
            number = self.number,
            words = self.mark_id(0),
            code = escape(code),
            name = escape(name),
            message = escape(message),
            more = self.more(checked),
            help = escape(help),
        )
    }

    /// What else is to be said: further rules, facts, second places, a change that would satisfy.
    fn more(&self, checked: &Checked<'_>) -> String {
        let found = self.found;
        let text = &checked.story.document.text;
        let line = |span: Span| checked.region(span).start.line;
        let attached = found.attached.iter().map(|attached| {
            format!("<li><b>{}</b> {}</li>", escape(&attached.code), escape(&attached.message))
        });
        let facts = found.notes.iter().map(|note| format!("<li>{}</li>", escape(note)));
        let labels = self.labels().enumerate().map(|(index, label)| {
            let (words, message) = (escape(label.span.of(text)), escape(&label.message));
            let (id, line) = (self.mark_id(1 + index), line(label.span));
            format!("<li><a href=\"#{id}\">“{words}”, line {line}</a>: {message}</li>")
        });
        let again = found.also_at.iter().enumerate().map(|(index, span)| {
            let id = self.mark_id(1 + self.labels().count() + index);
            format!("<a href=\"#{id}\">line {}</a>", line(*span))
        });
        let again: Vec<String> = again.collect();
        let again = (!again.is_empty()).then(|| format!("<li>also at {}</li>", again.join(", ")));
        let fix = found.fix.as_ref().map(|fix| format!("<li>fix: {}</li>", escape(&fix.description)));
        let items: String = attached.chain(facts).chain(labels).chain(again).chain(fix).collect();
        if items.is_empty() { items } else { format!("<ul class=\"more\">{items}</ul>") }
    }
}

/// The notes on `place`: a line, or the story as a whole.
pub(super) fn notes(checked: &Checked<'_>, findings: &[&Finding<'_>], place: &str) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let notes: String = findings.iter().map(|finding| finding.note(checked)).collect();
    let title = counted(findings.len(), "finding");
    format!("<ul class=\"notes\" aria-label=\"{title} on {place}\">\n{notes}</ul>\n")
}
