//! AsciiDoc → blocks: the prose without its marks, each byte mapped to its place in the file.
//!
//! Listings, comments, macros and the targets of links are left out; so are the words of footnotes, whose sources
//! become the targets of the words that carry them. The parsers that there are take time in the square of a paragraph,
//! or ask for gigabytes over lists in one another, which anybody's copy may hold: so the lines are read here.

mod attributes;
mod inline;
mod line;
mod marks;
mod table;

use std::collections::HashMap;

use super::{
    Document, Role, SourceMap,
    field::Field,
    look,
    note::{self, Found},
    passage::{self, Flow, Passage},
};
use crate::Span;
use attributes::{Attributes, Style};
use line::{Delimited, Line};

/// Labels at the start of a paragraph that it is marked out with.
const LABELS: &[&str] = &["NOTE: ", "TIP: ", "IMPORTANT: ", "CAUTION: ", "WARNING: "];

/// Marks of which a line stands under a title, the highest level first.
const UNDERLINES: &[char] = &['=', '-', '~', '^', '+'];

/// A line of authors has no more words.
const LONGEST_AUTHORS: usize = 12;

/// What stands in the brackets of a macro goes on over no more lines.
const MOST_WRAPPED: usize = 20;

/// What attributes hold that nothing but AsciiDoc knows.
const FIELDS: &[(&str, Field)] =
    &[("revdate", Field::Words(Role::Dateline)), ("doctitle", Field::Words(Role::Headline))];

/// Reads AsciiDoc.
pub(super) fn read(file: &str) -> Document {
    let lines = passage::lines(file);
    let mut reader = Reader {
        file,
        ends: ends(file, &lines),
        lines,
        next: 0,
        flow: Flow::default(),
        attributes: Attributes::of(file.len()),
        notes: Vec::new(),
        style: Style::default(),
        title: None,
        around: Vec::new(),
        continued: false,
        sums_up: false,
        begun: false,
    };
    while reader.next < reader.lines.len() {
        reader.block();
    }
    let mut extract = reader.flow.finish();
    let mut notes = extract.take_notes();
    notes.append(&mut reader.notes);
    extract.finish_in(file, &SourceMap::identity(), false, notes)
}

/// By delimiter, the numbers of the lines that it stands on.
fn ends<'file>(file: &'file str, lines: &[Span]) -> HashMap<&'file str, Vec<usize>> {
    let mut ends: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, at) in lines.iter().enumerate() {
        if matches!(line::line(file, *at), Line::Delimiter(_)) {
            ends.entry(at.of(file).trim_end()).or_default().push(number);
        }
    }
    ends
}

struct Reader<'file> {
    file: &'file str,
    lines: Vec<Span>,
    /// Number of the line that is read next.
    next: usize,
    ends: HashMap<&'file str, Vec<usize>>,
    flow: Flow,
    attributes: Attributes,
    notes: Vec<Found>,
    /// What the lines above the next block say of it.
    style: Style,
    /// The title above it.
    title: Option<Span>,
    around: Vec<Around>,
    /// Whether the next block belongs to the item above.
    continued: bool,
    /// Whether the section sums up the story.
    sums_up: bool,
    /// Whether a block has begun that stands not above the story.
    begun: bool,
}

/// Delimiters around blocks.
struct Around {
    /// The number of the line that ends them.
    end: usize,
    role: Option<Role>,
    /// Who said it.
    by: Vec<Span>,
}

impl Reader<'_> {
    fn block(&mut self) {
        if let Some(around) = self.around.pop_if(|around| around.end <= self.next) {
            self.sign(&around.by);
            self.flow.extract.close();
            self.next += 1;
            return;
        }
        let at = self.lines[self.next];
        match self.kind() {
            Line::Blank | Line::Directive => self.next += 1,
            Line::Rule => self.leave_out(self.next + 1, Role::Caption),
            Line::Macro => self.shown(),
            Line::Comment => self.comment(),
            Line::Attribute(name, value) => self.attribute(name, value),
            Line::Delimiter(delimited) => self.delimited(delimited),
            Line::Title(words) => {
                self.title = Some(words);
                self.next += 1;
            }
            Line::Attributes(inside) => {
                self.style.add(self.file, inside);
                self.next += 1;
            }
            Line::Heading(is_first, words) => {
                self.next += 1;
                self.heading(is_first, words);
            }
            Line::Continue => {
                self.continued = true;
                self.next += 1;
            }
            Line::Item(words) => self.item(words),
            Line::Term(term, words) => {
                self.titled(Role::Heading);
                self.write(Role::ListItem, &[term]);
                self.described(words);
            }
            Line::Literal => {
                let end = (self.next..self.end()).find(|number| self.kind_of(*number) == Line::Blank);
                self.leave_out(end.unwrap_or(self.end()), Role::Heading);
            }
            Line::Words => match self.underlined() {
                Some(level) => {
                    self.next += 2;
                    self.heading(level == 0, at);
                }
                None => self.paragraph(),
            },
        }
    }

    fn kind(&self) -> Line {
        self.kind_of(self.next)
    }

    fn kind_of(&self, number: usize) -> Line {
        self.lines.get(number).map_or(Line::Blank, |at| line::line(self.file, *at))
    }

    /// The line behind the last that the innermost delimiters stand around.
    fn end(&self) -> usize {
        self.around.last().map_or(self.lines.len(), |around| around.end)
    }

    /// Keeps the note to the linter in a comment, and reads on behind it.
    fn comment(&mut self) {
        self.notes.extend(note::in_comment(self.file, self.lines[self.next], "//"));
        self.next += 1;
    }

    /// Leaves out what is shown from elsewhere, but for the title that it may have.
    fn shown(&mut self) {
        let line = |number: usize| look::trimmed(self.file, self.lines[number]);
        let mut wrapped =
            (self.next..self.end()).take(MOST_WRAPPED).take_while(|number| !line(*number).is_empty());
        let last = wrapped.find(|number| line(*number).of(self.file).ends_with(']')).unwrap_or(self.next);
        let title = attributes::named(self.file, line(self.next).join(line(last)), "title");
        self.leave_out(last + 1, Role::Caption);
        if let Some(title) = title {
            self.write(Role::Caption, &[title]);
            self.flow.extract.close();
        }
    }

    /// Reads on at a line, with nothing of those before it but the title above them.
    fn leave_out(&mut self, next: usize, role: Role) {
        self.titled(role);
        self.style = Style::default();
        self.continued = false;
        self.next = next;
    }

    /// Adds the title above a block.
    fn titled(&mut self, role: Role) {
        self.begun = true;
        if let Some(title) = self.title.take() {
            self.write(role, &[title]);
            self.flow.extract.close();
        }
    }

    fn write(&mut self, role: Role, lines: &[Span]) {
        let passage = Passage::of(self.file, lines.iter().copied());
        let pieces = inline::pieces(passage.text(), &mut self.attributes);
        self.flow.block(role, &passage, pieces);
    }

    /// Adds to a quotation who said it, and where.
    fn sign(&mut self, by: &[Span]) {
        for (number, part) in by.iter().enumerate() {
            let passage = Passage::of(self.file, [*part]);
            let pieces = inline::pieces(passage.text(), &mut self.attributes);
            self.flow.sign(number == 0, &passage, pieces);
        }
    }

    fn attribute(&mut self, name: Span, mut value: Span) {
        self.next += 1;
        let mut lines = Vec::new();
        while let Some(kept) = value.of(self.file).strip_suffix('\\').filter(|_| self.next < self.lines.len()) {
            lines.push(look::trimmed(self.file, Span::new(value.start(), value.start() + kept.len())));
            value = look::trimmed(self.file, self.lines[self.next]);
            self.next += 1;
        }
        lines.push(value);
        let name = name.of(self.file);
        let passage = Passage::of(self.file, lines.iter().copied());
        if name.contains('!') {
            self.attributes.set(name.trim_matches('!'), "");
            return;
        }
        self.attributes.set(name, &passage.text().replace('\n', " "));
        if self.begun {
            return;
        }
        let own = FIELDS.iter().find(|(known, _)| *known == name).map(|(_, field)| *field);
        match own.or_else(|| Field::named(name)) {
            Some(Field::Words(Role::Headline)) if self.flow.extract.has_headline() => {}
            Some(Field::Words(role)) => {
                self.write(role, &lines);
                self.flow.extract.close();
            }
            Some(Field::Kind) => self.flow.extract.is_kind(passage.text()),
            Some(Field::Note) => self.flow.note(&passage),
            _ => {}
        }
    }

    fn delimited(&mut self, delimited: Delimited) {
        let opening = self.lines[self.next].of(self.file).trim_end();
        let opening = if opening.starts_with("```") { "```" } else { opening };
        let after = self.ends.get(opening).map_or(&[][..], Vec::as_slice);
        let end = after.get(after.partition_point(|number| *number <= self.next)).copied();
        // What is never closed is a line between blocks.
        let Some(end) = end.filter(|end| *end < self.end()) else {
            return self.leave_out(self.next + 1, Role::Heading);
        };
        let inside = self.next + 1..end;
        match delimited {
            Delimited::Hidden => self.leave_out(end + 1, Role::Caption),
            Delimited::Blocks(_) if self.style.is_hidden() => self.leave_out(end + 1, Role::Caption),
            Delimited::Table => {
                self.titled(Role::Caption);
                for cell in table::cells(self.file, &self.lines[inside]) {
                    self.write(Role::Table, &cell);
                }
                self.leave_out(end + 1, Role::Caption);
            }
            Delimited::Blocks(role) => {
                self.titled(Role::Heading);
                self.flow.extract.close();
                let style = std::mem::take(&mut self.style);
                let listed = std::mem::take(&mut self.continued).then_some(Role::ListItem);
                let styled =
                    if style.is_quote() { Some(Role::Quote) } else { style.is_deck().then_some(Role::Deck) };
                let role = role.or(styled).or(listed).or(self.around.last().and_then(|around| around.role));
                self.around.push(Around { end, role, by: style.by });
                self.next += 1;
            }
        }
    }

    /// The level of the title whose words stand on the next line, if a line of marks stands under it.
    fn underlined(&self) -> Option<usize> {
        let words = self.lines[self.next].of(self.file).trim_end();
        let marks =
            self.lines.get(self.next + 1).filter(|_| self.next + 1 < self.end())?.of(self.file).trim_end();
        let level = UNDERLINES.iter().position(|mark| marks.starts_with(*mark))?;
        let is_line = marks.chars().all(|c| c == UNDERLINES[level]);
        let fits = marks.len() > 2 && words.chars().count().abs_diff(marks.len()) < 2;
        (is_line && fits && look::has_word(words)).then_some(level)
    }

    fn heading(&mut self, is_first: bool, words: Span) {
        let is_title = !self.flow.extract.has_headline() && (is_first || self.flow.extract.len() == 0);
        self.title = None;
        self.sums_up = std::mem::take(&mut self.style).is_abstract();
        self.continued = false;
        self.write(if is_title { Role::Headline } else { Role::Heading }, &[words]);
        self.flow.extract.close();
        if is_first && is_title && !self.begun {
            self.header();
        }
        self.begun |= !is_title;
    }

    /// The lines of authors and of a date under the title.
    fn header(&mut self) {
        while self.kind() == Line::Comment && self.next < self.lines.len() {
            self.comment();
        }
        let written = |number: usize| self.lines.get(number).map_or("", |at| at.of(self.file));
        let is_authors = look::count_words(written(self.next), LONGEST_AUTHORS) <= LONGEST_AUTHORS
            && !look::ends_sentence(written(self.next))
            && written(self.next).starts_with(char::is_alphabetic);
        if self.kind() != Line::Words || !is_authors {
            return;
        }
        self.authors(self.lines[self.next]);
        self.next += 1;
        if self.kind() == Line::Words {
            self.revision(self.lines[self.next]);
            self.next += 1;
        }
    }

    /// `Ana Ruiz <ana@quay.example>; Bo Lind`
    fn authors(&mut self, line: Span) {
        let mut start = line.start();
        for author in line.of(self.file).split(';') {
            let name = author.split('<').next().unwrap_or_default();
            self.write(Role::Byline, &[Span::new(start, start + name.len())]);
            self.flow.extract.close();
            start += author.len() + 1;
        }
    }

    /// `v1.0, May 3, 2020: what is new`
    fn revision(&mut self, line: Span) {
        let written = line.of(self.file);
        let is_version = |part: &str| part.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
        let (start, rest) = match written.split_once(',') {
            Some((version, rest)) if written.starts_with('v') && is_version(version) => {
                (line.end() - rest.len(), rest)
            }
            _ if written.starts_with('v') && is_version(written) => return,
            _ => (line.start(), written),
        };
        let date = rest.find(": ").unwrap_or(rest.len());
        self.write(Role::Dateline, &[Span::new(start, start + date)]);
        self.flow.extract.close();
    }

    fn item(&mut self, words: Span) {
        self.titled(Role::Heading);
        let lines = self.gather(words, true);
        self.style = Style::default();
        self.continued = false;
        self.write(Role::ListItem, &lines);
    }

    /// The words behind a term, on its line or below.
    fn described(&mut self, words: Span) {
        if !words.is_empty() {
            return self.item(words);
        }
        self.next += 1;
        while self.next < self.end() && self.kind() == Line::Blank {
            self.next += 1;
        }
        if self.next < self.end() && matches!(self.kind(), Line::Words | Line::Literal) {
            self.item(self.lines[self.next]);
        }
    }

    /// The lines of a paragraph, of which `first` are the words on its first. Reads on behind them.
    fn gather(&mut self, first: Span, listed: bool) -> Vec<Span> {
        let mut lines = vec![first];
        self.next += 1;
        while self.next < self.end() {
            match self.kind() {
                Line::Blank | Line::Delimiter(_) | Line::Attributes(_) => break,
                Line::Continue | Line::Item(_) | Line::Term(..) if listed => break,
                Line::Comment => {
                    self.comment();
                    continue;
                }
                Line::Directive => {}
                _ => lines.push(self.lines[self.next]),
            }
            self.next += 1;
        }
        lines
    }

    fn paragraph(&mut self) {
        self.titled(Role::Heading);
        let style = std::mem::take(&mut self.style);
        let listed = std::mem::take(&mut self.continued);
        let mut lines = self.gather(self.lines[self.next], listed);
        if style.is_hidden() {
            return;
        }
        let first = lines[0];
        let written = first.of(self.file);
        let label = LABELS.iter().find(|label| written.starts_with(**label)).map_or(0, |label| label.len());
        lines[0] = Span::new(first.start() + label, first.end());
        let around = self.around.last().and_then(|around| around.role);
        let is_marked = written.starts_with("> ");
        if is_marked {
            for line in &mut lines {
                let inner = line.of(self.file).trim_start_matches(['>', ' ']);
                *line = Span::new(line.end() - inner.len(), line.end());
            }
        }
        let is_signature = |line: &Span| line.of(self.file).starts_with("-- ");
        let quotes = lines.len() > 1
            && lines.last().is_some_and(is_signature)
            && (is_marked || written.starts_with('"'));
        let mut by = style.by.clone();
        by.extend(lines.pop_if(|_| quotes));
        let role = if style.is_quote() || is_marked || quotes {
            Role::Quote
        } else if style.is_deck() || self.sums_up && self.around.is_empty() {
            Role::Deck
        } else if listed {
            Role::ListItem
        } else {
            around.unwrap_or(Role::Paragraph)
        };
        let ends_quote =
            role == Role::Quote && self.flow.extract.is_open() && written.starts_with(['—', '–', '-']);
        if ends_quote && around == Some(Role::Quote) && lines.len() == 1 {
            return self.sign(&lines);
        }
        self.write(role, &lines);
        self.sign(&by);
        if !by.is_empty() {
            self.flow.extract.close();
        }
    }
}

#[cfg(test)]
mod tests;
