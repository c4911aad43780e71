//! The report that people read, as a compiler prints it.

use codespan_reporting::{
    diagnostic::{self as codespan, LabelStyle, Severity},
    term::{self, Config},
};

use super::{
    Checked, Flow, Renderer, Run,
    excerpt::Excerpt,
    plain::clean,
    style::{BOLD, Painted, RESET},
    told::asides,
};
use crate::{
    Span,
    diagnostic::{Diagnostic, Level},
};

/// The report that people read, with ANSI colours.
pub struct Text {
    /// Show also the notes that another diagnostic stands for.
    pub folded: bool,
}

impl Renderer for Text {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        let shown = checked.open().filter(|found| self.folded || !found.folded);
        Ok(shown.map(|found| diagnostic(checked, found)).collect())
    }

    fn whole(&self, parts: &[String], run: &Run) -> serde_json::Result<String> {
        Ok(parts.concat() + &closing(run))
    }

    fn can_be_cut(&self) -> bool {
        true
    }

    fn flow(&self) -> Option<Flow> {
        Some(Flow::default())
    }
}

fn diagnostic(checked: &Checked<'_>, found: &Diagnostic) -> String {
    let text = &checked.story.document.text;
    let secondary = found.labels.iter().filter(|label| label.span != found.span);
    let labels: Vec<(LabelStyle, Span, &str)> =
        std::iter::once((LabelStyle::Primary, found.span, found.label.as_str()))
            .chain(secondary.map(|label| (LabelStyle::Secondary, label.span, label.message.as_str())))
            .collect();
    let spans: Vec<Span> = labels.iter().map(|(_, span, _)| *span).collect();
    let excerpt = Excerpt::of(checked, &spans);
    let labels = labels.into_iter().filter_map(|(style, span, message)| {
        excerpt
            .range(text, span)
            .map(|range| codespan::Label::new(style, (), range).with_message(clean(message)))
    });
    let report = codespan::Diagnostic::new(severity(found.level))
        .with_code(clean(&format!("{} {}", found.code, found.name)))
        .with_message(clean(&found.message))
        .with_labels(labels.collect())
        .with_notes(asides(checked, found));
    let mut painted = Painted::default();
    let written = term::emit_to_write_style(&mut painted, &Config::default(), &excerpt, &report);
    debug_assert!(written.is_ok(), "{written:?}");
    String::from_utf8_lossy(&painted.bytes).into_owned()
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note => Severity::Note,
    }
}

/// The lines that close the report: what was found, and who is cited.
fn closing(run: &Run) -> String {
    let summary = &run.summary;
    let cut = match run.cut {
        0 => String::new(),
        cut => format!("{cut} more not shown: raise --max-diagnostics to see them\n"),
    };
    if run.quiet {
        return cut;
    }
    format!(
        "{cut}{BOLD}{}{RESET} in {}{}\n{}\n",
        summary.found(),
        summary.stories(),
        summary.aside(),
        summary.tally
    )
}
