//! From the extracted text back into the file.

use crate::Span;

/// Maps each byte of a document's text to its place in the file.
///
/// Kept as runs: inside a run, text and file advance together, or the whole run stands for one stretch of the
/// file (an entity such as `&amp;`). No run at all means that text and file are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    runs: Vec<Run>,
}

/// `text` bytes that came from `file` bytes. Equal lengths: byte for byte. Otherwise: as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: Span,
    file: Span,
}

impl SourceMap {
    /// Text and file are the same.
    pub fn identity() -> Self {
        Self::default()
    }

    /// Adds a run. Runs come in order of `text` and do not overlap in it.
    pub fn push(&mut self, text: Span, file: Span) {
        self.runs.push(Run { text, file });
    }

    /// The stretch of the file that `span` of the text came from, from its first byte to its last.
    pub fn to_file(&self, span: Span) -> Span {
        if self.runs.is_empty() {
            return span;
        }
        let start = self.byte(span.start(), false);
        let end = if span.is_empty() { start } else { self.byte(span.end(), true) };
        Span::new(start, end.max(start))
    }

    /// The file offset of a text offset; `ending` when it closes a span rather than opens one.
    fn byte(&self, at: usize, ending: bool) -> usize {
        let last_byte = if ending { at.saturating_sub(1) } else { at };
        let index = self.runs.partition_point(|run| run.text.end() <= last_byte);
        let Some(run) = self.runs.get(index) else {
            return self.runs.last().map_or(at, |run| run.file.end());
        };
        if last_byte < run.text.start() {
            return if ending {
                self.runs[..index].last().map_or(0, |run| run.file.end())
            } else {
                run.file.start()
            };
        }
        if run.text.len() == run.file.len() {
            run.file.start() + (at - run.text.start())
        } else if ending {
            run.file.end()
        } else {
            run.file.start()
        }
    }
}
