//! What a diagnostic says, line by line in plain text: for formats that have one field for all of it.

use super::{Checked, plain::clean};
use crate::diagnostic::Diagnostic;

/// "Also at" lists this many places; the others are counted.
const PLACES: usize = 5;

/// What was seen and what is missing, then what stands beneath it.
pub(super) fn told(checked: &Checked<'_>, found: &Diagnostic) -> Vec<String> {
    let mut lines = vec![clean(&found.message)];
    lines.extend(asides(checked, found));
    lines
}

/// What stands beneath the message: further rules, facts, other places, what would satisfy, what would mend it.
pub(super) fn asides(checked: &Checked<'_>, found: &Diagnostic) -> Vec<String> {
    let attached = found.attached.iter().map(|attached| format!("{}: {}", attached.code, attached.message));
    let mut notes: Vec<String> = attached.chain(found.notes.iter().cloned()).collect();
    if !found.also_at.is_empty() {
        let places = found.also_at.iter().take(PLACES).map(|span| {
            let place = checked.region(*span).start;
            format!("{}:{}", place.line, place.column)
        });
        let listed = places.collect::<Vec<_>>().join(", ");
        let more = found.also_at.len().saturating_sub(PLACES);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        notes.push(format!("also at {listed}{more}"));
    }
    notes.extend(checked.whereabouts(found.span).map(|place| format!("in {place}")));
    notes.push(format!("help: {}", found.help));
    notes.extend(fix(checked, found));
    notes.iter().map(|note| clean(note)).collect()
}

/// What would mend it, and how to have that done.
fn fix(checked: &Checked<'_>, found: &Diagnostic) -> Option<String> {
    let fix = found.fix.as_ref().filter(|_| checked.edits(found).is_some())?;
    let also = if fix.safe { "" } else { " --unsafe" };
    Some(format!("fix: {} (onrecord check --fix{also})", fix.description))
}
