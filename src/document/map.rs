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

/// `text` bytes that came from `file` bytes. Equal lengths: byte for byte, unless they stand for one another as a whole.
/// Otherwise: as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: Span,
    file: Span,
    /// That they have the same length is chance.
    is_whole: bool,
}

impl Run {
    /// Whether it maps byte for byte.
    fn is_exact(self) -> bool {
        !self.is_whole && self.text.len() == self.file.len()
    }
}

impl Run {
    /// The part of it for a stretch of its text, which begins at `to` in another text.
    fn part(self, stretch: Span, to: usize) -> Self {
        let text = Span::new(to, to + stretch.len());
        if !self.is_exact() {
            return Self { text, file: self.file, is_whole: true };
        }
        let from = self.file.start() + stretch.start() - self.text.start();
        Self { text, file: Span::new(from, from + stretch.len()), is_whole: false }
    }
}

impl SourceMap {
    /// Text and file are the same.
    pub fn identity() -> Self {
        Self::default()
    }

    /// Adds a run. Runs come in order of `text` and do not overlap in it.
    ///
    /// One that goes on byte for byte where the last left off is joined with it.
    pub fn push(&mut self, text: Span, file: Span) {
        self.add(Run { text, file, is_whole: false });
    }

    /// Adds a run that stands for a stretch of the file as a whole, whatever its length.
    pub(super) fn push_whole(&mut self, text: Span, file: Span) {
        self.add(Run { text, file, is_whole: true });
    }

    fn add(&mut self, run: Run) {
        let Run { text, file, .. } = run;
        match self.runs.last_mut().filter(|last| last.is_exact() && run.is_exact()) {
            Some(last) if last.text.end() == text.start() && last.file.end() == file.start() => {
                *last = Run { text: last.text.join(text), file: last.file.join(file), is_whole: false };
            }
            _ => self.runs.push(run),
        }
    }

    /// The stretch of the file that `span` of the text came from, from its first byte to its last.
    pub fn to_file(&self, span: Span) -> Span {
        if self.runs.is_empty() {
            return span;
        }
        let start = self.byte(span.start(), false);
        let end = if span.is_empty() { start } else { self.byte(span.end(), true) };
        if start <= end { Span::new(start, end) } else { self.first(span, start) }
    }

    /// The first part of a span whose last words stand before its first in the file.
    fn first(&self, span: Span, start: usize) -> Span {
        let index = self.runs.partition_point(|run| run.text.end() <= span.start());
        let end = self.runs.get(index).map_or(start, |run| self.byte(run.text.end().min(span.end()), true));
        Span::new(start, end.max(start))
    }

    /// The stretch of the file that is `span` of the text byte for byte; none where what lies in it was put together
    /// from several places, or stands for something else. An empty span is nowhere.
    pub fn exact(&self, span: Span) -> Option<Span> {
        if self.runs.is_empty() {
            return Some(span).filter(|span| !span.is_empty());
        }
        let run = self.runs.get(self.runs.partition_point(|run| run.text.end() <= span.start()))?;
        let is_exact = run.is_exact() && run.text.covers(span) && !span.is_empty();
        is_exact.then(|| {
            let start = run.file.start() + (span.start() - run.text.start());
            Span::new(start, start + span.len())
        })
    }

    /// Where the text goes on from a place in the file: its first byte that came from there or from behind. Only for
    /// text that stands in the order of the file.
    pub(super) fn to_text(&self, at: usize) -> usize {
        let index = self.runs.partition_point(|run| run.file.end() <= at);
        match self.runs.get(index) {
            Some(run) if run.is_exact() => run.text.start() + at.saturating_sub(run.file.start()),
            Some(run) if at <= run.file.start() => run.text.start(),
            Some(run) => run.text.end(),
            None => self.runs.last().map_or(at, |run| run.text.end()),
        }
    }

    /// The map into the file of a text whose own map leads into another text: `next` maps that to the file.
    pub(super) fn then(&self, next: &Self) -> Self {
        if self.runs.is_empty() || next.runs.is_empty() {
            return if self.runs.is_empty() { next.clone() } else { self.clone() };
        }
        let mut whole = Self::default();
        for run in &self.runs {
            if !run.is_exact() {
                whole.push_whole(run.text, next.to_file(run.file));
                continue;
            }
            let first = next.runs.partition_point(|part| part.text.end() <= run.file.start());
            for part in next.runs[first..].iter().take_while(|part| part.text.start() < run.file.end()) {
                let start = part.text.start().max(run.file.start());
                let end = part.text.end().min(run.file.end());
                let text = run.text.start() + start - run.file.start();
                whole.add(part.part(Span::new(start, end), text));
            }
        }
        whole
    }

    /// Adds what another map says of a stretch of its text, for a text in which that stretch begins at `at`.
    pub(super) fn append(&mut self, other: &Self, stretch: Span, at: usize) {
        let first = other.runs.partition_point(|run| run.text.end() <= stretch.start());
        for run in other.runs[first..].iter().take_while(|run| run.text.start() < stretch.end()) {
            let start = run.text.start().max(stretch.start());
            let end = run.text.end().min(stretch.end());
            self.add(run.part(Span::new(start, end), at + start - stretch.start()));
        }
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
        if run.is_exact() {
            run.file.start() + (at - run.text.start())
        } else if ending {
            run.file.end()
        } else {
            run.file.start()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Tom & Ana" out of "Tom &amp; *Ana*".
    fn map() -> SourceMap {
        let mut map = SourceMap::default();
        for (text, file) in
            [((0, 3), (0, 3)), ((3, 4), (3, 4)), ((4, 5), (4, 9)), ((5, 6), (9, 10)), ((6, 9), (11, 14))]
        {
            map.push(Span::new(text.0, text.1), Span::new(file.0, file.1));
        }
        map
    }

    #[test]
    fn runs_that_go_on_are_joined() {
        assert_eq!(map().runs.len(), 4);
    }

    #[test]
    fn spans_map_from_first_to_last_byte() {
        let map = map();
        for (text, file) in
            [((0, 3), (0, 3)), ((4, 5), (4, 9)), ((6, 9), (11, 14)), ((3, 7), (3, 12)), ((7, 7), (12, 12))]
        {
            assert_eq!(map.to_file(Span::new(text.0, text.1)), Span::new(file.0, file.1));
        }
    }

    #[test]
    fn what_is_put_together_has_no_exact_place() {
        let exact = |start, end| map().exact(Span::new(start, end));
        assert_eq!(exact(0, 4), Some(Span::new(0, 4)));
        assert_eq!(exact(7, 9), Some(Span::new(12, 14)));
        for (start, end) in [(4, 5), (3, 5), (5, 7), (2, 2), (8, 12)] {
            assert_eq!(exact(start, end), None);
        }
    }

    #[test]
    fn places_in_the_file_map_to_where_the_text_goes_on() {
        let map = map();
        for (file, text) in [(0, 0), (2, 2), (4, 4), (6, 5), (9, 5), (10, 6), (11, 6), (13, 8), (99, 9)] {
            assert_eq!(map.to_text(file), text, "{file}");
        }
    }

    #[test]
    fn maps_lead_on_into_others() {
        // What is mapped to above stands in a file with "<!---->" before "*Ana*".
        let mut next = SourceMap::default();
        next.push(Span::new(0, 10), Span::new(0, 10));
        next.push(Span::new(10, 14), Span::new(17, 21));
        let whole = map().then(&next);
        for (text, file) in [((0, 3), (0, 3)), ((4, 5), (4, 9)), ((6, 9), (18, 21)), ((3, 7), (3, 19))] {
            assert_eq!(whole.to_file(Span::new(text.0, text.1)), Span::new(file.0, file.1));
        }
        // What stands for something in the file as a whole does so from further away.
        let mut bare = SourceMap::default();
        bare.push(Span::new(0, 7), Span::new(2, 9));
        assert_eq!(bare.then(&map()).to_file(Span::new(2, 3)), Span::new(4, 9));
        assert_eq!(map().then(&SourceMap::identity()), map());
        assert_eq!(SourceMap::identity().then(&next), next);
    }

    #[test]
    fn words_that_stand_the_other_way_round_are_where_the_first_are() {
        // "Never.— Ana" out of "Ana: Never."
        let mut map = SourceMap::default();
        map.push(Span::new(0, 6), Span::new(5, 11));
        map.push(Span::new(10, 13), Span::new(0, 3));
        assert_eq!(map.to_file(Span::new(2, 13)), Span::new(7, 11));
    }

    #[test]
    fn without_runs_text_and_file_are_the_same() {
        assert_eq!(SourceMap::identity().to_file(Span::new(2, 5)), Span::new(2, 5));
    }
}
