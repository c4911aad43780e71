//! Lines of a block, put together → its words without the marks among them: what formats have in common that mark up
//! plain text line by line.

use std::collections::{BTreeMap, HashSet};

use super::{Role, ahead::Ahead, extract::Extract, footnote::Footnotes, look};
use crate::Span;

/// Where a link leads is kept up to so many bytes.
const LONGEST_TARGET: usize = 1000;

/// The words of a note are kept up to so many bytes: many others may refer to them.
const LONGEST_NOTE: usize = 300;

/// Lines of a block as one text, with their places in the file.
pub(super) struct Passage<'file> {
    file: &'file str,
    text: String,
    /// Where each line begins in the text, and where it stands in the file.
    lines: Vec<(usize, Span)>,
}

impl<'file> Passage<'file> {
    /// One of no lines.
    pub(super) fn new(file: &'file str) -> Self {
        Self { file, text: String::new(), lines: Vec::new() }
    }

    /// One of some lines, without the blanks around each.
    pub(super) fn of(file: &'file str, lines: impl IntoIterator<Item = Span>) -> Self {
        let mut passage = Self::new(file);
        lines.into_iter().for_each(|line| passage.line(look::trimmed(file, line)));
        passage
    }

    /// Adds a line that stands at `at` in the file.
    pub(super) fn line(&mut self, at: Span) {
        if !self.lines.is_empty() {
            self.text.push('\n');
        }
        self.lines.push((self.text.len(), at));
        self.text.push_str(at.of(self.file));
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a stretch of the text stands in the file, from its first byte to its last.
    fn place(&self, stretch: Span) -> Span {
        let byte = |at: usize| {
            let line = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            self.lines.get(line).map_or(at, |(start, file)| (file.start() + at - start).min(file.end()))
        };
        let start = byte(stretch.start());
        Span::new(start, byte(stretch.end()).max(start))
    }

    /// Hands over a stretch of the text line by line, each with its place in the file, and the ends between them.
    fn each(&self, stretch: Span, mut take: impl FnMut(&str, Span)) {
        let mut line = self.lines.partition_point(|(start, _)| *start <= stretch.start()).saturating_sub(1);
        while let Some((start, file)) = self.lines.get(line).filter(|(start, _)| *start < stretch.end()) {
            let end = start + file.len();
            let part = Span::new(stretch.start().max(*start).min(end), stretch.end().min(end));
            if !part.is_empty() {
                let at = file.start() + part.start() - start;
                take(part.of(&self.text), Span::new(at, at + part.len()));
            }
            if end < stretch.end() {
                take("\n", self.line_end(file.end()));
            }
            line += 1;
        }
    }

    /// What ends a line whose words end at a byte of the file.
    fn line_end(&self, at: usize) -> Span {
        let rest = self.file.get(at..).unwrap_or_default();
        let length = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(look::is_blank)) };
        let is_boundary = self.file.is_char_boundary(at + length);
        Span::new(at, if is_boundary { at + length } else { at })
    }
}

/// A part of a passage. All spans are in bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words as they stand.
    Words(Span),
    /// Something stands for other words.
    StandIn(String, Span),
    /// The words that follow lead somewhere.
    Open(String),
    /// The words of the innermost link end.
    Close,
    /// The mark of a note.
    Refer(String),
    /// A note begins. Its words are not those of the passage.
    Define(String),
    /// The note ends.
    End,
}

/// What is looked for ahead.
pub(super) struct Needle {
    /// It begins with one of these, all of them ASCII.
    pub(super) marks: &'static [u8],
    /// Whether it is at this byte of the text.
    pub(super) is_at: fn(&str, usize) -> bool,
}

/// A text that is read piece by piece.
pub(super) struct Scan<'text> {
    pub(super) text: &'text str,
    /// The next byte to read.
    pub(super) at: usize,
    /// Words from here on are not yet among the pieces.
    from: usize,
    pieces: Vec<Piece>,
    needles: &'static [Needle],
    /// For every needle: where it comes next.
    ahead: Vec<Ahead>,
    /// What closes further on: where, how many bytes of marks are there, and the piece it makes. Of what closes at the
    /// same byte, the last opened comes first.
    closings: BTreeMap<(usize, usize), (usize, Option<Piece>)>,
}

impl<'text> Scan<'text> {
    pub(super) fn new(text: &'text str, needles: &'static [Needle]) -> Self {
        Self {
            text,
            at: 0,
            from: 0,
            pieces: Vec::new(),
            needles,
            ahead: vec![Ahead::default(); needles.len()],
            closings: BTreeMap::new(),
        }
    }

    pub(super) fn rest(&self) -> &'text str {
        &self.text[self.at..]
    }

    /// The character before the place that is read.
    pub(super) fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// Where a needle is found at `from` or behind.
    pub(super) fn next(&mut self, needle: usize, from: usize) -> Option<usize> {
        let Needle { marks, is_at } = &self.needles[needle];
        let bytes = self.text.as_bytes();
        let is_found = |at: &usize| marks.contains(&bytes[*at]) && is_at(self.text, *at);
        self.ahead[needle].next(from, || (from..bytes.len()).find(is_found))
    }

    /// Reads on to the next character: it is a word's.
    pub(super) fn keep(&mut self) {
        self.at += self.rest().chars().next().map_or(1, char::len_utf8);
    }

    /// Leaves out the next bytes.
    pub(super) fn leave_out(&mut self, length: usize) {
        self.flush();
        self.at += length;
        self.from = self.at;
    }

    /// Adds words for which the next bytes stand.
    pub(super) fn stand_in(&mut self, words: impl Into<String>, length: usize) {
        self.flush();
        self.pieces.push(Piece::StandIn(words.into(), Span::new(self.at, self.at + length)));
        self.leave_out(length);
    }

    /// Leaves out the next bytes but for some of them, whose words are taken as they stand.
    pub(super) fn literal(&mut self, words: Span, length: usize) {
        self.flush();
        self.pieces.push(Piece::Words(words));
        self.leave_out(length);
    }

    /// Adds a piece.
    pub(super) fn push(&mut self, piece: Piece) {
        self.flush();
        self.pieces.push(piece);
    }

    /// Adds the mark of a note. A blank before it is no word's.
    pub(super) fn refer(&mut self, label: String) {
        let before = &self.text[self.from..self.at];
        let end = self.from + before.trim_end_matches(look::is_blank).len();
        self.words(end);
        self.from = self.at;
        self.pieces.push(Piece::Refer(label));
    }

    /// Says what closes further on, with marks of so many bytes.
    pub(super) fn later(&mut self, at: usize, length: usize, piece: Option<Piece>) {
        let order = usize::MAX - self.at;
        self.closings.insert((at, order), (length, piece));
    }

    /// Closes what is to be closed here. Whether there was anything.
    pub(super) fn close(&mut self) -> bool {
        let Some(first) = self.closings.first_entry().filter(|first| first.key().0 <= self.at) else {
            return false;
        };
        let ((at, _), (length, piece)) = first.remove_entry();
        self.leave_out(if at == self.at { length } else { 0 });
        self.pieces.extend(piece);
        true
    }

    fn flush(&mut self) {
        self.words(self.at);
    }

    fn words(&mut self, end: usize) {
        if self.from < end {
            self.pieces.push(Piece::Words(Span::new(self.from, end)));
        }
        self.from = end;
    }

    /// The pieces, when all is read.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.at = self.text.len();
        while self.close() {}
        self.flush();
        self.pieces.extend(self.closings.into_values().filter_map(|(_, piece)| piece));
        self.pieces
    }
}

/// Blocks in the making, with the links and notes in their words.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) extract: Extract,
    footnotes: Footnotes,
    /// Links that are open: where they lead, and where their words begin, once there are some.
    links: Vec<(String, Option<usize>)>,
    /// Labels of the notes that were read.
    defined: HashSet<String>,
    /// While a note is read: how many bytes of its words there are.
    noted: Option<usize>,
}

impl Flow {
    /// Adds a block. It stays open, as words may come that belong to it.
    pub(super) fn block(&mut self, role: Role, passage: &Passage<'_>, pieces: Vec<Piece>) {
        self.extract.close();
        self.add(role, passage, pieces);
    }

    /// Adds to a quotation who said it, on a line of its own with a dash before it; or what stands behind that.
    pub(super) fn sign(&mut self, is_first: bool, passage: &Passage<'_>, pieces: Vec<Piece>) {
        if !self.extract.is_open() {
            return self.block(Role::Quote, passage, pieces);
        }
        let start = passage.place(Span::new(0, 0));
        let has_dash = passage.text().starts_with(['—', '–', '-']);
        let between = match (is_first, has_dash) {
            (true, true) => "\n",
            (true, false) => "\n— ",
            (false, _) => ", ",
        };
        self.extract.push(between, start);
        self.add(Role::Quote, passage, pieces);
    }

    /// Adds a note that refers to nothing here.
    pub(super) fn define(&mut self, label: String, passage: &Passage<'_>, pieces: Vec<Piece>) {
        self.extract.close();
        let whole = [Piece::Define(label)].into_iter().chain(pieces).chain([Piece::End]);
        self.add(Role::Paragraph, passage, whole.collect());
    }

    /// Keeps what a field above the story says to the linter.
    pub(super) fn note(&mut self, passage: &Passage<'_>) {
        if look::has_word(passage.text()) {
            let mut pieces = Vec::new();
            let whole = Span::new(0, passage.text().len());
            passage.each(whole, |words, at| pieces.push((words.to_owned(), at)));
            self.extract.note(pieces);
        }
    }

    fn add(&mut self, role: Role, passage: &Passage<'_>, pieces: Vec<Piece>) {
        for piece in pieces {
            match piece {
                Piece::Words(words) => {
                    passage.each(words, |words, at| self.words(role, words, |extract| extract.push(words, at)));
                }
                Piece::StandIn(words, at) => {
                    let at = passage.place(at);
                    self.words(role, &words, |extract| extract.stand_in(&words, at));
                }
                Piece::Open(target) => {
                    let target = look::start_of(&target, LONGEST_TARGET).to_owned();
                    self.footnotes.cite(&target);
                    self.links.push((target, None));
                }
                Piece::Close => self.close_link(),
                Piece::Refer(label) if self.noted.is_none() => self.footnotes.refer(&self.extract, &label),
                Piece::Refer(_) => {}
                Piece::Define(label) => {
                    // Of two notes with the same label, the first counts.
                    self.footnotes.define(&label);
                    self.noted = Some(if self.defined.insert(label) { 0 } else { LONGEST_NOTE });
                }
                Piece::End => self.end_note(),
            }
        }
        self.links.clear();
        self.end_note();
    }

    /// Adds words to the note that is read, or else has them added to the text.
    fn words(&mut self, role: Role, words: &str, add: impl FnOnce(&mut Extract)) {
        if let Some(noted) = &mut self.noted {
            let part = look::start_of(words, LONGEST_NOTE.saturating_sub(*noted));
            *noted += part.len();
            self.footnotes.words(part);
            return;
        }
        self.extract.open(role);
        let start = self.extract.len();
        for (_, begins) in self.links.iter_mut().rev().take_while(|(_, begins)| begins.is_none()) {
            *begins = Some(start);
        }
        add(&mut self.extract);
    }

    fn close_link(&mut self) {
        if let Some((target, Some(start))) = self.links.pop() {
            self.extract.link(start, self.extract.len(), target);
        }
    }

    fn end_note(&mut self) {
        if self.noted.take().is_some() {
            self.footnotes.end();
        }
    }

    /// What was extracted, with a link for every mark of a note.
    pub(super) fn finish(mut self) -> Extract {
        self.extract.close();
        self.footnotes.link(&mut self.extract);
        self.extract
    }
}

/// The length of a web address that a text begins with, without the marks behind it.
pub(super) fn address(text: &str) -> Option<usize> {
    const SCHEMES: &[&str] = &["https://", "http://", "ftp://", "mailto:"];
    let scheme = SCHEMES.iter().find(|scheme| text.starts_with(**scheme))?;
    let ends = |c: char| look::is_blank(c) || matches!(c, '<' | '>' | '[' | ']' | '"' | '“' | '”' | '`' | '|');
    let whole = &text[..text.find(ends).unwrap_or(text.len())];
    let has_bracket = whole.contains('(');
    let is_behind = |c: char| ".,;:!?'’*_\\".contains(c) || c == ')' && !has_bracket;
    let bare = whole.trim_end_matches(is_behind);
    (bare.len() > scheme.len()).then_some(bare.len())
}

/// The character at a byte of a text.
pub(super) fn character(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

/// The character before a byte of a text.
pub(super) fn character_before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|before| before.chars().next_back())
}

/// The lines of a file, without what ends them.
pub(super) fn lines(file: &str) -> Vec<Span> {
    let mut start = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = Vec::new();
    for line in file[start..].split_inclusive(['\n', '\r']) {
        let is_rest_of_end = line == "\n" && file[..start].ends_with('\r');
        if !is_rest_of_end {
            lines.push(Span::new(start, start + line.trim_end_matches(['\n', '\r']).len()));
        }
        start += line.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_put_together_and_keep_their_places() {
        let file = "\u{feff}- The quay\r\n  is late.\rNow\n";
        let all = lines(file);
        assert_eq!(
            all.iter().map(|line| line.of(file)).collect::<Vec<_>>(),
            ["- The quay", "  is late.", "Now"]
        );
        let first = Span::new(all[0].start() + 2, all[0].end());
        let passage = Passage::of(file, [first, all[1]]);
        assert_eq!(passage.text(), "The quay\nis late.");
        let mut flow = Flow::default();
        flow.block(Role::ListItem, &passage, vec![Piece::Words(Span::new(4, 16))]);
        let document = flow.finish().finish();
        assert_eq!(document.text, "quay\nis late");
        assert_eq!(document.map.to_file(Span::new(0, 12)).of(file), "quay\r\n  is late");
        assert_eq!(document.map.to_file(Span::new(5, 7)).of(file), "is");
    }

    #[test]
    fn addresses_end_before_the_marks_behind_them() {
        for (text, expected) in [
            ("https://ice.example/a(b). Then", Some("https://ice.example/a(b)")),
            ("https://ice.example/a).", Some("https://ice.example/a")),
            ("http://ice.example>", Some("http://ice.example")),
            ("mailto:ana@ice.example", Some("mailto:ana@ice.example")),
            ("https://", None),
            ("ice", None),
        ] {
            assert_eq!(address(text).map(|length| &text[..length]), expected, "{text}");
        }
    }
}
