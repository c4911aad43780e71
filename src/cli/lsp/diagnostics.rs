//! What is found, as editors show it.

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position, Range,
};
use onrecord::{Span, Unit, diagnostic, diagnostic::Level, document::DocumentError, mistake::Mistake, report};

use super::{client::Client, ruler::Ruler, story::Open};

/// Who says it.
const SOURCE: &str = "onrecord";

/// All that is to be shown of a story.
pub(super) fn all(open: &Open, client: &Client) -> Vec<Diagnostic> {
    let ruler = Ruler::new(&open.text, client.unit);
    let trouble = open.trouble.iter().map(|error| of_unread(error, &ruler));
    trouble.chain(open.shown().map(|found| of(found, open, client, &ruler))).collect()
}

/// One finding.
pub(super) fn of(
    found: &diagnostic::Diagnostic,
    open: &Open,
    client: &Client,
    ruler: &Ruler<'_>,
) -> Diagnostic {
    let range = |span: Span| ruler.range(open.in_text(span));
    let related = found.elsewhere().map(|(span, message)| DiagnosticRelatedInformation {
        location: Location { uri: open.uri.clone(), range: range(span) },
        message: report::clean(message),
    });
    let related: Vec<_> = if client.shows_related { related.collect() } else { Vec::new() };
    Diagnostic {
        range: range(found.span),
        severity: Some(severity(found.level)),
        code: Some(NumberOrString::String(found.code.clone())),
        source: Some(SOURCE.to_owned()),
        message: message(found),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

/// All that a finding says, in lines: what was seen, what else is missing, what would satisfy.
fn message(found: &diagnostic::Diagnostic) -> String {
    let mut lines = vec![report::clean(&found.message)];
    lines.extend(found.attached.iter().map(|more| format!("{}: {}", more.code, report::clean(&more.message))));
    lines.extend(found.notes.iter().map(|note| report::clean(note)));
    lines.push(format!("help: {}", report::clean(&found.help)));
    lines.join("\n")
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::ERROR,
        Level::Warning => DiagnosticSeverity::WARNING,
        Level::Note => DiagnosticSeverity::INFORMATION,
    }
}

/// That a text cannot be read, at the place where that shows.
fn of_unread(error: &DocumentError, ruler: &Ruler<'_>) -> Diagnostic {
    let at = match error {
        DocumentError::Syntax { line, column, .. } => {
            let place =
                Position { line: line.saturating_sub(1) as u32, character: column.saturating_sub(1) as u32 };
            Ruler::new(ruler.text(), Unit::Utf32).byte(place)
        }
        _ => 0,
    };
    let end = ruler.text()[at..].chars().next().map_or(at, |next| at + next.len_utf8());
    trouble(ruler.range(Span::new(at, end)), error.to_string(), Some(error.way_out()))
}

/// What is wrong in a file of settings.
pub(super) fn of_mistake(mistake: &Mistake, client: &Client) -> Diagnostic {
    let ruler = Ruler::new(&mistake.text, client.unit);
    let end = mistake.span.end.min(mistake.text.len());
    let span = Span::new(mistake.span.start.min(end), end);
    trouble(ruler.range(span), mistake.message.clone(), mistake.help.clone())
}

fn trouble(range: Range, message: String, help: Option<String>) -> Diagnostic {
    let help = help.map_or_else(String::new, |help| format!("\nhelp: {help}"));
    Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message: message + &help,
        ..Diagnostic::default()
    }
}
