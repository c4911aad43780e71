//! What lines are by how they begin: headings, items of lists, cells of tables.

use super::{Reader, Stretch, Work};
use crate::{
    Span,
    document::{DocumentError, Role, markup::Element},
};

/// The attributes of a cell have no more bytes.
const LONGEST_ATTRIBUTES: usize = 400;

impl Reader<'_> {
    /// Reads the end of a line at `at`, and moves that on. Gives whether something else is to be read now.
    pub(super) fn end_line(&mut self, stretch: &mut Stretch, at: &mut usize) -> Result<bool, DocumentError> {
        let line_end = Span::new(*at, *at + 1);
        let behind = &self.file[line_end.end()..stretch.span.end()];
        if !stretch.blocks {
            self.markup.words("\n", line_end);
            *at = line_end.end();
            return Ok(false);
        }
        self.end_item(*stretch);
        let blanks = behind.len() - behind.trim_start_matches([' ', '\t', '\r']).len();
        let is_blank = behind[blanks..].starts_with('\n') || behind.len() == blanks;
        if is_blank {
            *at = line_end.end() + blanks;
            self.markup.end_block();
            if !self.captions.is_empty() {
                self.work.push(Work::Read(stretch.from(*at)));
                self.tell_captions();
                return Ok(true);
            }
            return Ok(false);
        }
        if self.poems > 0 {
            self.markup.line_end(line_end);
        } else if self.broken != line_end.start() {
            self.markup.words("\n", line_end);
        }
        stretch.fresh = true;
        let next = stretch.from(line_end.end());
        match self.line(Stretch { fresh: true, ..next })? {
            Some(next) => *at = next,
            None => return Ok(true),
        }
        Ok(false)
    }

    /// Ends the item of a list that a stretch is in, if it began there.
    fn end_item(&mut self, stretch: Stretch) {
        if let Some(item) = self.items.last().copied().filter(|item| *item >= stretch.depth) {
            self.close_to(item);
        }
    }

    /// Reads what stands at the beginning of a line, with which a stretch begins. Gives where its words begin; none
    /// where what is to be read next has been told.
    pub(super) fn line(&mut self, stretch: Stretch) -> Result<Option<usize>, DocumentError> {
        let start = stretch.span.start();
        let rest = stretch.span.of(self.file);
        match rest.as_bytes() {
            [b'=', ..] => return Ok(self.heading(stretch)),
            [b'*' | b'#' | b':' | b';', ..] => {
                let marks = rest.find(|c| !matches!(c, '*' | '#' | ':' | ';')).unwrap_or(rest.len());
                if rest[..marks] == *"#" && is_redirect(rest) {
                    return Ok(Some(start + rest.find('\n').unwrap_or(rest.len())));
                }
                self.end_item(stretch);
                self.markup.end_block();
                let role =
                    if rest[..marks].contains(['*', '#', ';']) { Role::ListItem } else { Role::Paragraph };
                let item = self.open.len();
                self.enter(Element::Around(role))?;
                self.items.push(item);
                return Ok(Some(start + marks));
            }
            [b'-', b'-', b'-', b'-', ..] => {
                self.markup.end_block();
                return Ok(Some(start + rest.find(|c| c != '-').unwrap_or(rest.len())));
            }
            _ => {}
        }
        let inner = rest.trim_start_matches([' ', '\t']);
        let skipped = start + rest.len() - inner.len();
        let line = || skipped + inner.find('\n').unwrap_or(inner.len());
        match inner.as_bytes() {
            [b'{', b'|', ..] => {
                self.enter(Element::Division)?;
                Ok(Some(line()))
            }
            [b'|', b'}', ..] if self.tables > 0 => {
                let table = self.open.iter().rposition(|open| *open == Element::Division);
                self.close_to(table.unwrap_or(stretch.depth).max(stretch.depth));
                Ok(Some(skipped + 2))
            }
            [b'|', b'-', ..] if self.tables > 0 => {
                self.end_cell();
                Ok(Some(line()))
            }
            [b'|' | b'!', second, ..] if self.tables > 0 => {
                let is_caption = *second == b'+' && inner.starts_with('|');
                let from = skipped + 1 + usize::from(is_caption);
                self.cell(if is_caption { Role::Caption } else { Role::Table })?;
                Ok(Some(from + self.attributes(from, stretch.span.end())))
            }
            _ => Ok(Some(start)),
        }
    }

    /// Ends the cell of the innermost table.
    fn end_cell(&mut self) {
        if let Some(table) = self.open.iter().rposition(|open| *open == Element::Division) {
            self.close_to(table + 1);
        }
    }

    pub(super) fn cell(&mut self, role: Role) -> Result<(), DocumentError> {
        self.end_cell();
        self.enter(Element::Around(role))
    }

    /// How many bytes the attributes of a cell have, with the bar behind them.
    pub(super) fn attributes(&self, from: usize, end: usize) -> usize {
        let rest = &self.file[from..end.max(from)];
        let mut bytes = rest.bytes().take(LONGEST_ATTRIBUTES);
        let bar = bytes.position(|byte| b"|[{<\n".contains(&byte)).filter(|bar| rest[*bar..].starts_with('|'));
        let is_attribute = |bar: &usize| rest[..*bar].contains('=') && !rest[*bar..].starts_with("||");
        bar.filter(is_attribute).map_or(0, |bar| bar + 1)
    }

    /// A line that begins with "=": a heading, where it ends with one as well.
    fn heading(&mut self, stretch: Stretch) -> Option<usize> {
        let start = stretch.span.start();
        let rest = stretch.span.of(self.file);
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let mut written = line.trim_end();
        while let Some(comment) = written.strip_suffix("-->").and_then(|before| before.rfind("<!--")) {
            written = written[..comment].trim_end();
        }
        let opening = written.len() - written.trim_start_matches('=').len();
        let closing = written.len() - written.trim_end_matches('=').len();
        let level = opening.min(closing).min(6);
        if opening == written.len() || level == 0 {
            return Some(start);
        }
        let is_title = level == 1 || self.markup.extract.len() == 0;
        let is_first = is_title && !self.markup.extract.has_headline();
        let words = Span::new(start + level, start + written.len() - level);
        self.work.push(Work::Read(stretch.from(start + line.len())));
        self.block(words, if is_first { Role::Headline } else { Role::Heading });
        self.tell_captions();
        None
    }

    /// Has the words under pictures read next that are waiting for the end of a paragraph.
    pub(super) fn tell_captions(&mut self) {
        for caption in std::mem::take(&mut self.captions).into_iter().rev() {
            self.block(caption, Role::Caption);
        }
    }

    /// Has a block read next.
    fn block(&mut self, words: Span, role: Role) {
        self.work.push(Work::Close(self.open.len()));
        self.inline(words);
        self.work.push(Work::Enter(role));
    }
}

/// Whether a line sends its reader to another page.
fn is_redirect(line: &str) -> bool {
    line.get(.."#redirect".len()).is_some_and(|word| word.eq_ignore_ascii_case("#redirect"))
}
