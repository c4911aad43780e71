//! reStructuredText → blocks: the prose without its marks, each byte mapped to its place in the file.
//!
//! Listings, comments, directives that hold no prose and the targets of links are left out; so are the words of
//! footnotes, whose sources become the targets of the words that carry them. The parser that there is gives no places
//! of words, so the lines are read here.

mod directive;
mod inline;
mod line;
mod names;
mod table;

use super::{
    Document, Role, SourceMap,
    field::Field,
    note::{self, Found},
    passage::{Flow, Passage},
};
use crate::Span;
use line::Line;
use names::Names;

/// A line of marks under a title may be shorter than that if it has so many.
const ADORNMENT: usize = 4;

/// What fields hold that nothing but reStructuredText knows.
const FIELDS: &[(&str, Field)] =
    &[("date", Field::Words(Role::Dateline)), ("abstract", Field::Words(Role::Deck))];

/// Reads reStructuredText.
pub(super) fn read(file: &str) -> Document {
    let lines = line::lines(file);
    let mut reader = Reader {
        file,
        names: Names::of(file, &lines),
        shallower: shallower(&lines),
        lines,
        next: 0,
        flow: Flow::default(),
        notes: Vec::new(),
        levels: Vec::new(),
        titles: Vec::new(),
        begun: false,
    };
    while reader.next < reader.lines.len() {
        reader.line();
    }
    let mut extract = reader.flow.finish();
    let mut notes = extract.take_notes();
    notes.append(&mut reader.notes);
    extract.finish_in(file, &SourceMap::identity(), false, notes)
}

/// For every line, the first below it that is indented less.
fn shallower(lines: &[Line]) -> Vec<usize> {
    let mut shallower = vec![lines.len(); lines.len()];
    let mut waiting: Vec<usize> = Vec::new();
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| !line.words.is_empty()) {
        while let Some(above) = waiting.pop_if(|above| lines[*above].indent > line.indent) {
            shallower[above] = number;
        }
        waiting.push(number);
    }
    shallower
}

struct Reader<'file> {
    file: &'file str,
    lines: Vec<Line>,
    shallower: Vec<usize>,
    /// Number of the line that is read next.
    next: usize,
    flow: Flow,
    names: Names,
    notes: Vec<Found>,
    /// What stands around the words, by how far it is indented.
    levels: Vec<Level>,
    /// How titles are marked out, the highest level first: by which mark, and whether it stands above as well.
    titles: Vec<(char, bool)>,
    /// Whether a block has begun that stands not above the story.
    begun: bool,
}

/// Blocks that are indented alike.
#[derive(Clone, Copy)]
struct Level {
    /// In columns.
    indent: usize,
    role: Role,
}

impl Reader<'_> {
    /// Reads the block that begins on the next line.
    fn line(&mut self) {
        let Line { mut indent, mut words } = self.lines[self.next];
        if words.is_empty() {
            self.next += 1;
            return;
        }
        while self.levels.pop_if(|level| level.indent > indent).is_some() {
            self.flow.extract.close();
        }
        if indent > self.indent() {
            self.enter(indent, Role::Quote);
        }
        while let Some((column, behind)) =
            line::item(self.file, indent, words).filter(|_| !self.is_titled(words))
        {
            self.enter(column, Role::ListItem);
            (indent, words) = (column, behind);
        }
        if words.is_empty() {
            self.begun = true;
            self.next += 1;
        } else {
            self.block(indent, words);
        }
    }

    /// How far the blocks are indented that are read.
    fn indent(&self) -> usize {
        self.levels.last().map_or(0, |level| level.indent)
    }

    fn role(&self) -> Role {
        self.levels.last().map_or(Role::Paragraph, |level| level.role)
    }

    /// Begins blocks that are indented further. What says nothing of them is what stands around it; whatever stands
    /// in a table is part of that.
    fn enter(&mut self, indent: usize, role: Role) {
        self.flow.extract.close();
        let around = self.role();
        let role = if role == Role::Paragraph || around == Role::Table { around } else { role };
        self.levels.push(Level { indent, role });
    }

    fn written(&self, number: usize) -> &str {
        self.lines.get(number).map_or("", |line| line.words.of(self.file))
    }

    /// The first line behind the next that is not indented beyond a column.
    fn below(&self, indent: usize) -> usize {
        let mut end = self.next + 1;
        while let Some(line) = self.lines.get(end).filter(|line| line.words.is_empty() || line.indent > indent)
        {
            end = if line.words.is_empty() { end + 1 } else { self.shallower[end] };
        }
        end
    }

    /// The first line behind the next that is empty or indented less than a column.
    fn gap(&self, indent: usize) -> usize {
        let below = self.lines.iter().skip(self.next + 1);
        self.next + 1 + below.take_while(|line| !line.words.is_empty() && line.indent >= indent).count()
    }

    fn block(&mut self, indent: usize, words: Span) {
        let written = words.of(self.file);
        if written == ".." || written.starts_with(".. ") {
            return self.explicit(words);
        }
        if written.starts_with("__ ") {
            self.next = self.below(self.indent());
            return;
        }
        if self.title(words) {
            return;
        }
        if let Some((name, value)) = line::field(self.file, words) {
            return self.field(name, value);
        }
        self.begun = true;
        if table::is_grid(written) || table::is_border(written) {
            self.table();
        } else if written == "|" || written.starts_with("| ") {
            self.lines_as_written(words);
        } else if written.starts_with(">>>") {
            self.next = self.gap(0);
        } else if let Some((column, words)) = line::option(self.file, indent, words) {
            self.enter(column, Role::ListItem);
            self.paragraph(words);
        } else if written.chars().count() >= ADORNMENT
            && line::adornment(written).is_some_and(|mark| mark != ':')
        {
            self.next += 1;
        } else {
            self.paragraph(words);
        }
    }

    fn write(&mut self, role: Role, lines: &[Span]) {
        let passage = Passage::of(self.file, lines.iter().copied());
        let pieces = inline::pieces(passage.text(), &mut self.names);
        self.flow.block(role, &passage, pieces);
    }

    /// Whether the words on the next line are a title by the line under them.
    fn is_titled(&self, words: Span) -> bool {
        self.levels.is_empty() && self.underline(self.next, words.of(self.file)).is_some()
    }

    /// The mark under the title on a line.
    fn underline(&self, number: usize, title: &str) -> Option<char> {
        let below = self.lines.get(number + 1).filter(|below| below.indent == 0)?.words.of(self.file);
        let mark = line::adornment(below).filter(|_| line::adornment(title).is_none())?;
        let length = below.chars().count();
        (length >= ADORNMENT || length >= title.chars().count()).then_some(mark)
    }

    /// Reads a title, if there is one.
    fn title(&mut self, words: Span) -> bool {
        if !self.levels.is_empty() {
            return false;
        }
        let above = line::adornment(words.of(self.file));
        let at = if above.is_some() { self.next + 1 } else { self.next };
        let Some(title) = self.lines.get(at).map(|line| line.words).filter(|title| !title.is_empty()) else {
            return false;
        };
        let mark = self.underline(at, title.of(self.file));
        let Some(mark) = mark.filter(|mark| above.is_none_or(|above| above == *mark)) else { return false };
        let style = (mark, above.is_some());
        let level = self.titles.iter().position(|known| *known == style).unwrap_or(self.titles.len());
        if level == self.titles.len() {
            self.titles.push(style);
        }
        let role = match level {
            0 if !self.flow.extract.has_headline() => Role::Headline,
            // What stands under the title alone, between lines of marks as that does, is no section of the story.
            1 if !self.begun && above.is_some() && self.titles[0].1 => Role::Deck,
            _ => Role::Heading,
        };
        self.begun |= role == Role::Heading;
        self.write(role, &[title]);
        self.flow.extract.close();
        self.next = at + 2;
        true
    }

    /// A paragraph, of which `first` are the words on its first line; or the term that stands above what it means.
    fn paragraph(&mut self, first: Span) {
        let indent = self.indent();
        let mut lines = vec![first];
        self.next += 1;
        while let Some(line) =
            self.lines.get(self.next).filter(|line| !line.words.is_empty() && line.indent == indent)
        {
            lines.push(line.words);
            self.next += 1;
        }
        let last = lines[lines.len() - 1];
        let below = self.lines.get(self.next).filter(|line| !line.words.is_empty() && line.indent > indent);
        if let Some(kept) = last.of(self.file).strip_suffix("::") {
            // One of the colons stays where words stand right before it.
            let bare = kept.trim_end();
            let length = if bare.len() < kept.len() || kept.is_empty() { bare.len() } else { kept.len() + 1 };
            let end = lines.len() - 1;
            lines[end] = Span::new(last.start(), last.start() + length);
            self.told(&lines);
            self.skip_literal(indent);
        } else if let Some(below) = below.copied().filter(|_| lines.len() == 1) {
            let term = first.of(self.file);
            let length = term.find(" : ").unwrap_or(term.len());
            self.write(Role::ListItem, &[Span::new(first.start(), first.start() + length)]);
            self.enter(below.indent, Role::ListItem);
        } else {
            self.told(&lines);
        }
    }

    /// Adds a paragraph; to a quotation, who said it.
    fn told(&mut self, lines: &[Span]) {
        let signs = lines[0].of(self.file).starts_with(['—', '–']) || lines[0].of(self.file).starts_with("--");
        if signs && self.role() == Role::Quote && self.flow.extract.is_open() {
            let passage = Passage::of(self.file, lines.iter().copied());
            let pieces = inline::pieces(passage.text(), &mut self.names);
            self.flow.sign(true, &passage, pieces);
        } else {
            self.write(self.role(), lines);
        }
    }

    /// Reads on behind what is to be shown as it stands: lines that are indented, or begin with the same mark.
    fn skip_literal(&mut self, indent: usize) {
        while self.next < self.lines.len() && self.written(self.next).is_empty() {
            self.next += 1;
        }
        let Some(first) = self.lines.get(self.next).copied() else { return };
        let mark = self.written(self.next).chars().next().filter(char::is_ascii_punctuation);
        if first.indent > indent {
            self.next = self.below(indent);
        } else if first.indent == indent && mark.is_some() {
            while self.next < self.lines.len() && self.written(self.next).chars().next() == mark {
                self.next += 1;
            }
        }
    }

    /// Lines behind bars, each of which ends where it does.
    fn lines_as_written(&mut self, first: Span) {
        let end = self.gap(self.indent());
        let rest = self.lines[self.next + 1..end].iter().map(|line| line.words);
        let bare = |line: Span| {
            let bar = usize::from(line.of(self.file).starts_with('|'));
            Span::new(line.start() + bar, line.end())
        };
        let lines: Vec<Span> = [first].into_iter().chain(rest).map(bare).collect();
        self.next = end;
        self.write(self.role(), &lines);
    }

    fn table(&mut self) {
        let first = self.written(self.next);
        let is_grid = table::is_grid(first);
        let end = if is_grid {
            let is_part = |line: &&Line| line.words.of(self.file).starts_with(['+', '|']);
            self.next + self.lines[self.next..].iter().take_while(is_part).count()
        } else {
            self.last_border()
        };
        let lines = &self.lines[self.next..end];
        let cells = if is_grid { table::grid(self.file, lines) } else { table::simple(self.file, lines) };
        self.next = end;
        for cell in cells {
            self.write(Role::Table, &cell);
        }
    }

    /// The line behind the border that ends a table: the first with nothing below.
    fn last_border(&self) -> usize {
        let mut end = self.next + 1;
        while end < self.lines.len() {
            end += 1;
            let is_last = table::is_border(self.written(end - 1)) && self.written(end).is_empty();
            if is_last && end > self.next + 2 {
                break;
            }
        }
        end
    }

    /// A field above the story, or in it: its name and what it says.
    fn field(&mut self, name: Span, value: Span) {
        let indent = self.indent();
        let end = self.below(indent);
        if self.begun || !self.levels.is_empty() {
            self.begun = true;
            self.write(Role::ListItem, &[name]);
            let below = self.lines[self.next + 1..end].iter().find(|line| !line.words.is_empty());
            self.enter(below.map_or(indent + 1, |line| line.indent), Role::ListItem);
            if value.is_empty() {
                self.next += 1;
            } else {
                self.paragraph(value);
            }
            return;
        }
        let below: Vec<Span> = self.lines[self.next + 1..end].iter().map(|line| line.words).collect();
        let lines = || [value].into_iter().chain(below.iter().copied());
        self.next = end;
        let name = name.of(self.file);
        let own = FIELDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, field)| *field);
        match own.or_else(|| Field::named(name)) {
            Some(Field::Words(role)) => self.values(role, lines()),
            Some(Field::Kind) => self.flow.extract.is_kind(value.of(self.file)),
            Some(Field::Note) => {
                let lines = lines().filter(|line| !line.is_empty());
                self.flow.note(&Passage::of(self.file, lines));
            }
            _ => {}
        }
    }

    /// What a field says: a block of each paragraph and each item.
    fn values(&mut self, role: Role, lines: impl Iterator<Item = Span>) {
        let mut paragraph = Vec::new();
        for line in lines {
            let item = line::item(self.file, 0, line);
            if line.is_empty() || item.is_some() {
                self.value(role, &mut paragraph);
            }
            let words = item.map_or(line, |(_, words)| words);
            paragraph.extend(Some(words).filter(|words| !words.is_empty()));
        }
        self.value(role, &mut paragraph);
    }

    fn value(&mut self, role: Role, lines: &mut Vec<Span>) {
        if !lines.is_empty() {
            self.write(role, lines);
            self.flow.extract.close();
            lines.clear();
        }
    }

    /// What two full stops begin: a note, a target, a directive, or else a comment.
    fn explicit(&mut self, words: Span) {
        let end = self.below(self.indent());
        let rest = words.of(self.file)[2..].trim_start();
        let behind = Span::new(words.end() - rest.len(), words.end());
        if let Some((label, words)) = line::note(self.file, behind) {
            let below = self.lines[self.next + 1..end].iter().map(|line| line.words);
            let lines = [words].into_iter().chain(below).filter(|line| !line.is_empty());
            let passage = Passage::of(self.file, lines);
            let label = self.names.define(label);
            let pieces = inline::pieces(passage.text(), &mut self.names);
            self.flow.define(label, &passage, pieces);
            self.next = end;
        } else if rest.starts_with(['_', '|']) {
            self.next = end;
        } else if let Some((name, argument)) = line::directive(self.file, behind) {
            self.directive(name, argument, end);
        } else {
            // An empty comment has nothing to do with what is indented below it.
            let end =
                if rest.is_empty() && self.written(self.next + 1).is_empty() { self.next + 1 } else { end };
            let last = self.lines[self.next..end].iter().rfind(|line| !line.words.is_empty());
            let at = Span::new(words.start(), last.map_or(words, |line| line.words).end());
            self.notes.extend(note::in_comment(self.file, at, ".."));
            self.next = end;
        }
    }

    /// Reads a directive, which `end` is the first line behind.
    fn directive(&mut self, name: &str, argument: Span, end: usize) {
        let Some(directive) = directive::named(name) else {
            self.next = end;
            return;
        };
        self.begun = true;
        let is_option = |line: &Line| line::field(self.file, line.words).is_some();
        let below = &self.lines[self.next + 1..end];
        // Without words behind the name, the lines below are what it holds, if they are no options.
        let holds = (argument.is_empty() || directive.is_short)
            && directive.argument != Some(Role::Heading)
            && !below.first().is_some_and(is_option);
        let gap =
            if holds { 0 } else { below.iter().position(|line| line.words.is_empty()).unwrap_or(below.len()) };
        let words = below[..gap].iter().take_while(|line| !is_option(line)).map(|line| line.words);
        let lines: Vec<Span> = [argument].into_iter().chain(words).filter(|line| !line.is_empty()).collect();
        let from = self.next + 1 + gap;
        let inside = below[gap..].iter().position(|line| !line.words.is_empty());
        if let Some(role) = directive.argument.filter(|_| !lines.is_empty()) {
            let role = if role == Role::Paragraph { self.role() } else { role };
            self.write(role, &lines);
        }
        match (directive.content, inside) {
            (Some(role), Some(skipped)) => {
                self.next = from + skipped;
                self.enter(self.lines[self.next].indent, role);
            }
            _ => self.next = end,
        }
    }
}

#[cfg(test)]
mod tests;
