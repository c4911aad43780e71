//! Fixes made: a file and what was found in it → the file, mended.
//!
//! Fixes speak of the text of a document. Only what the file has byte for byte can be changed there, so a fix that
//! touches anything else, such as an entity of Markdown, is left to people.

use crate::{
    Span,
    diagnostic::{Diagnostic, Edit, Fix},
    document::Document,
};

/// How often a file is mended and read anew, at most: what a first round leaves is mended in the next.
const ROUNDS: usize = 100;

/// Marks that stand around words.
const PAIRS: &[(char, char)] = &[
    ('(', ')'),
    ('[', ']'),
    ('“', '”'),
    ('‘', '’'),
    ('«', '»'),
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('*', '*'),
    ('_', '_'),
    ('~', '~'),
];

/// Which fixes to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those that leave the meaning as it is.
    Safe,
    /// Also those that are only suggestions.
    All,
}

/// A file with its fixes made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// What the file says now.
    pub text: String,
    /// How many fixes were made.
    pub count: usize,
}

impl Wanted {
    fn takes(self, fix: &Fix) -> bool {
        fix.safe || self == Self::All
    }
}

/// The edits of a fix as they are made in the file; none where the file does not have what goes, byte for byte, or where
/// a pair of marks would be left around nothing.
pub fn in_file(file: &str, document: &Document, fix: &Fix) -> Option<Vec<Edit>> {
    let edits = fix.edits.iter().map(|edit| {
        let span = document.map.exact(edit.span)?;
        let same = file.get(span.range()) == document.text.get(edit.span.range());
        (same && !(edit.text.is_empty() && is_alone(file, span)))
            .then(|| Edit { span, text: edit.text.clone() })
    });
    edits.collect()
}

/// Whether a stretch is all that stands between a pair of marks: quotation marks, brackets, those of Markdown.
fn is_alone(file: &str, span: Span) -> bool {
    let pair = (file[..span.start()].chars().next_back(), file[span.end()..].chars().next());
    matches!(pair, (Some(open), Some(close)) if PAIRS.contains(&(open, close)))
}

/// Makes the fixes of what a report shows: not of what is folded, nor of what somebody has accepted. Of two that
/// overlap, the first is made.
///
/// ```
/// use onrecord::{Linter, Setup, document::Format, fix::{self, Wanted}};
///
/// let linter = Linter::new(Setup::default())?;
/// let text = "The mayor claimed the bridge is safe.";
/// let story = linter.read_text(text, Format::Text)?;
/// let fixed = fix::once(text, &story.document, &linter.check(&story), Wanted::All);
/// assert_eq!(fixed.text, "The mayor said the bridge is safe.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn once(file: &str, document: &Document, found: &[Diagnostic], wanted: Wanted) -> Fixed {
    let (mut edits, count) = chosen(file, document, found, wanted);
    edits.sort_by_key(|edit| edit.span);
    Fixed { text: with_edits(file, Span::new(0, file.len()), &edits), count }
}

/// The edits of the fixes that [`once`] makes, in bytes of the file and in no order; and how many fixes these are.
pub fn chosen(file: &str, document: &Document, found: &[Diagnostic], wanted: Wanted) -> (Vec<Edit>, usize) {
    let fixes = found.iter().filter(|found| found.is_shown()).filter_map(|found| found.fix.as_ref());
    let mut edits: Vec<Edit> = Vec::new();
    let mut count = 0;
    for fix in fixes.filter(|fix| wanted.takes(fix)) {
        let Some(new) = in_file(file, document, fix) else { continue };
        let is_free = |span: Span| edits.iter().all(|made| !made.span.overlaps(span));
        if new.iter().all(|edit| is_free(edit.span)) {
            edits.extend(new);
            count += 1;
        }
    }
    (edits, count)
}

/// A stretch of a file with the edits in it made. These are in order and do not overlap.
pub(crate) fn with_edits(file: &str, stretch: Span, edits: &[Edit]) -> String {
    let mut text = String::with_capacity(stretch.len());
    let mut at = stretch.start();
    for edit in edits {
        text += file.get(at..edit.span.start()).unwrap_or_default();
        text += &edit.text;
        at = edit.span.end();
    }
    text += file.get(at..stretch.end()).unwrap_or_default();
    text
}

/// Mends a file until there is nothing left to mend. `check` reads what the file says and tells what is found there.
///
/// # Errors
/// What `check` fails with.
pub fn all<E>(
    file: &str,
    wanted: Wanted,
    check: impl Fn(&str) -> Result<(Document, Vec<Diagnostic>), E>,
) -> Result<Fixed, E> {
    let mut fixed = Fixed { text: file.to_owned(), count: 0 };
    for _ in 0..ROUNDS {
        let (document, found) = check(&fixed.text)?;
        let round = once(&fixed.text, &document, &found, wanted);
        if round.count == 0 {
            break;
        }
        fixed = Fixed { text: round.text, count: fixed.count + round.count };
    }
    Ok(fixed)
}
