//! The ledger of a story as a table: who is cited, how described, how often, where.

use super::{
    Checked,
    columns::{Align, columns},
    plain::{clean, one_line},
};
use crate::attribution::{Count, Source, SourceKind};

/// Cells longer than this many characters are cut.
const LONGEST: usize = 48;

/// The table, in plain text.
///
/// ```
/// use onrecord::{Linter, Setup, document::Format, report::{self, Checked}};
///
/// let linter = Linter::new(Setup::default())?;
/// let text = "Ana Ruiz said the plant will shut.";
/// let story = linter.read_text(text, Format::Text)?;
/// let table = report::ledger(&Checked::new("plant.txt", text, &story, Vec::new()));
/// assert!(table.contains("Ana Ruiz  named"), "{table}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn ledger(checked: &Checked<'_>) -> String {
    let mut rows = vec![["source", "kind", "cited", "described", "lines"].map(str::to_owned)];
    rows.extend(checked.story.sources.iter().map(|source| row(checked, source)));
    let nobody: Vec<String> = (checked.story.attributions.iter())
        .filter(|attribution| attribution.source.is_none())
        .map(|attribution| {
            let span = attribution.cue.as_ref().map_or(attribution.content[0], |cue| cue.span);
            checked.region(span).start.line.to_string()
        })
        .collect();
    if !nobody.is_empty() {
        let places = shortened(&distinct(&nobody));
        rows.push(["(nobody)".into(), "none".into(), nobody.len().to_string(), String::new(), places]);
    }
    let summary = checked.summary().tally;
    format!("{}\n{}\n{summary}\n", clean(&checked.title()), columns(&rows, [Align::Left; 5]))
}

fn row(checked: &Checked<'_>, source: &Source) -> [String; 5] {
    let places: Vec<String> =
        (source.mentions.iter()).map(|mention| checked.region(*mention).start.line.to_string()).collect();
    [
        shortened(&source.name),
        source.kind.name().to_owned(),
        source.attributions.len().to_string(),
        shortened(&described(checked, source)),
        shortened(&distinct(&places)),
    ]
}

/// What the story tells of a source: how many people, and where it is nameless, of what body, how it knows, and why.
pub(super) fn described(checked: &Checked<'_>, source: &Source) -> String {
    let text = |span: crate::Span| span.of(&checked.story.document.text);
    let mut described: Vec<String> = Vec::new();
    if let Count::Number(number) = source.count {
        described.push(format!("{number} people"));
    }
    if source.kind == SourceKind::Anonymous {
        let known = [("of", source.body), ("knows", source.basis), ("unnamed", source.reason)];
        described
            .extend(known.iter().filter_map(|(name, span)| span.map(|span| format!("{name}: {}", text(span)))));
    }
    described.join("; ")
}

/// The places without repeats, in a line.
fn distinct(places: &[String]) -> String {
    let mut places = places.to_vec();
    places.dedup();
    places.join(", ")
}

fn shortened(text: &str) -> String {
    let line = one_line(text);
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end_matches([' ', ',']))
}
