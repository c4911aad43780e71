//! What a terminal shows of a story: the sentences that matter, each as one line of bearable length.
//!
//! A paragraph is often one line of 900 bytes, and codespan-reporting wraps nothing. So it is given a text made
//! for the occasion, whose lines are sentences or windows of one, while line and column tell the true place.

use std::ops::Range;

use codespan_reporting::files::{Error, Files};

use super::{
    Checked, Place,
    plain::{clean, shown},
};
use crate::{Span, document::Document};

/// Characters of a sentence that are shown in one line.
const WIDTH: usize = 100;

/// What stands for words that are cut off.
const CUT: &str = "…";

/// A text made of excerpts.
pub(super) struct Excerpt {
    path: String,
    source: String,
    lines: Vec<Line>,
}

/// One line of an excerpt.
struct Line {
    /// Bytes of the excerpt, without the line end.
    range: Range<usize>,
    /// Bytes of the document's text that it shows.
    window: Span,
    /// Bytes of the mark of a cut before it.
    cut: usize,
    /// The true place of the first label in it.
    place: Place,
}

impl Excerpt {
    /// The sentences around some spans of a story, in order; of words in a note to the linter, the note.
    pub(super) fn of(checked: &Checked<'_>, spans: &[Span]) -> Self {
        let mut spans = spans.to_vec();
        spans.sort_unstable();
        let mut excerpt = Self { path: clean(checked.path), source: String::new(), lines: Vec::new() };
        let text = &checked.story.document.text;
        let sentences = &checked.story.prose.sentences;
        let sentence_of = |span: &Span| {
            let after = sentences.partition_point(|sentence| sentence.span.start() <= span.start());
            let sentence = after.checked_sub(1).map(|index| sentences[index].span);
            sentence
                .filter(|sentence| sentence.overlaps(*span))
                .or_else(|| note(&checked.story.document, *span))
        };
        for group in spans.chunk_by(|one, other| sentence_of(one) == sentence_of(other)) {
            let sentence = sentence_of(&group[0]).unwrap_or_else(|| line(text, group[0]));
            for (window, first) in windows(text, sentence, group) {
                excerpt.push(text, sentence, window, checked.region(first).start);
            }
        }
        excerpt
    }

    /// A line of a file that is no story, or some of it, at its place.
    pub(super) fn of_line(path: &str, text: String, place: Place) -> Self {
        let line = Line { range: 0..text.len(), window: Span::new(0, text.len()), cut: 0, place };
        Self { path: clean(path), source: text + "\n", lines: vec![line] }
    }

    fn push(&mut self, text: &str, sentence: Span, window: Span, place: Place) {
        let start = self.source.len();
        if window.start() > sentence.start() {
            self.source.push_str(CUT);
        }
        let cut = self.source.len() - start;
        self.source.extend(window.of(text).chars().map(shown));
        if window.end() < sentence.end() {
            self.source.push_str(CUT);
        }
        self.lines.push(Line { range: start..self.source.len(), window, cut, place });
        self.source.push('\n');
    }

    /// Where the excerpt shows a span, as far as it does.
    pub(super) fn range(&self, text: &str, span: Span) -> Option<Range<usize>> {
        let line = self
            .lines
            .iter()
            .find(|line| line.window.start() <= span.start() && span.start() < line.window.end())?;
        let at = |byte: usize| {
            let characters = Span::new(line.window.start(), byte.min(line.window.end())).of(text).chars();
            line.range.start + line.cut + characters.map(|character| shown(character).len_utf8()).sum::<usize>()
        };
        Some(at(span.start())..at(span.end()))
    }
}

/// What is shown of words that are no prose: the note to the linter that they stand in, or else their line.
#[cfg(feature = "html")]
pub(super) fn around(document: &Document, span: Span) -> Span {
    note(document, span).unwrap_or_else(|| line(&document.text, span))
}

fn note(document: &Document, span: Span) -> Option<Span> {
    document.notes.iter().map(|note| note.span).find(|note| note.covers(span))
}

/// The line on which a span begins, as far as the span goes on: for what is no prose.
fn line(text: &str, span: Span) -> Span {
    let start = text[..span.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end()..].find(['\n', '\r']).map_or(text.len(), |length| span.end() + length);
    Span::new(start, end)
}

/// The windows of a sentence in which the labels are seen, each with the first label in it. `labels` are by place.
fn windows(text: &str, sentence: Span, labels: &[Span]) -> Vec<(Span, Span)> {
    let characters = |from: usize, to: usize| text[from..to].chars().count();
    if characters(sentence.start(), sentence.end()) <= WIDTH {
        return vec![(sentence, labels[0])];
    }
    let mut windows = Vec::new();
    let mut rest = labels;
    while let Some(first) = rest.first() {
        let fits = |label: &&Span| characters(first.start(), label.end().min(sentence.end())) <= WIDTH;
        let together = rest.iter().take_while(fits).count().max(1);
        let end =
            rest[..together].iter().map(|label| label.end()).max().unwrap_or(first.end()).min(sentence.end());
        windows.push((window(text, sentence, Span::new(first.start(), end)), *first));
        rest = &rest[together..];
    }
    windows
}

/// A stretch of the sentence around the labels: from its start if that fits, and whole words.
fn window(text: &str, sentence: Span, labels: Span) -> Span {
    let count = |from: usize, to: usize| text[from..to].chars().count();
    let from_start = count(sentence.start(), labels.end()) <= WIDTH;
    let start = if from_start {
        sentence.start()
    } else {
        let lead = WIDTH.saturating_sub(labels.of(text).chars().count()) / 3;
        let before = &text[sentence.start()..labels.start()];
        let at = before.char_indices().rev().nth(lead.saturating_sub(1)).map_or(0, |(at, _)| at);
        let word = before[at..].find(' ').map_or(before.len(), |blank| at + blank);
        sentence.start() + if lead == 0 { before.len() } else { word }
    };
    let after = &text[start..sentence.end()];
    let Some((cut, _)) = after.char_indices().nth(WIDTH) else { return Span::new(start, sentence.end()) };
    let word = after[..cut].rfind(' ').filter(|blank| start + blank >= labels.end()).unwrap_or(cut);
    Span::new(start, start + word)
}

impl<'f> Files<'f> for Excerpt {
    type FileId = ();
    type Name = &'f str;
    type Source = &'f str;

    fn name(&'f self, (): ()) -> Result<&'f str, Error> {
        Ok(&self.path)
    }

    fn source(&'f self, (): ()) -> Result<&'f str, Error> {
        Ok(&self.source)
    }

    fn line_index(&'f self, (): (), at: usize) -> Result<usize, Error> {
        let after = self.lines.partition_point(|line| line.range.start <= at);
        Ok(after.saturating_sub(1))
    }

    fn line_number(&'f self, (): (), index: usize) -> Result<usize, Error> {
        Ok(self.line(index)?.place.line)
    }

    fn column_number(&'f self, (): (), index: usize, _: usize) -> Result<usize, Error> {
        Ok(self.line(index)?.place.column)
    }

    fn line_range(&'f self, (): (), index: usize) -> Result<Range<usize>, Error> {
        let range = &self.line(index)?.range;
        Ok(range.start..range.end + 1)
    }
}

impl Excerpt {
    fn line(&self, index: usize) -> Result<&Line, Error> {
        self.lines
            .get(index)
            .ok_or(Error::LineTooLarge { given: index, max: self.lines.len().saturating_sub(1) })
    }
}
