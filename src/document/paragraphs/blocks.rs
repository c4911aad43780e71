//! The text of all paragraphs → the blocks of a story.

use std::sync::Arc;

use super::{Mark, Paragraph, Paragraphs, Says};
use crate::{
    Span,
    document::{
        Ground, Item, Origin, Role, SourceMap,
        extract::Extract,
        field::Field,
        footnote::Footnotes,
        look,
        note::{self, Found},
    },
};

/// The story in some paragraphs. `fields` are what its properties say, by their names.
pub(super) fn story(paragraphs: Paragraphs, fields: Vec<(String, String)>) -> Item {
    let Paragraphs { read, tables, footnotes, .. } = paragraphs;
    let text = read.text.strip_suffix('\n').unwrap_or(&read.text);
    let mut extract = Extract::default();
    for (name, value) in fields {
        match Field::named(&name) {
            Some(Field::Kind) => extract.is_kind(&value),
            // It stands in no paragraph.
            Some(Field::Note) => extract.note(vec![(value, Span::new(0, 0))]),
            _ => {}
        }
    }
    let mut notes = extract.take_notes();
    let found = note::find(text);
    let cut: Vec<Span> = found.iter().filter_map(Found::place).collect();
    notes.extend(found);
    let has = |says: Says| read.paragraphs.iter().any(|paragraph| paragraph.says == says);
    let mut blocks = Blocks {
        text,
        extract,
        footnotes,
        marks: &read.marks,
        cut: &cut,
        has_title: has(Says::Title),
        reads_code: is_code(&read.paragraphs),
    };
    for paragraph in &read.paragraphs {
        let is_cell = paragraph.table.is_some_and(|table| !tables[table].is_layout());
        blocks.add(paragraph, is_cell);
    }
    let Blocks { mut extract, footnotes, .. } = blocks;
    footnotes.link(&mut extract);
    let document = extract.finish_in(text, &SourceMap::identity(), false, notes);
    let ground = Ground::Paragraphs(Arc::from(text));
    Item { document, origin: Origin { ground, ..Origin::default() } }
}

/// Whether most of the words are set as code: text from elsewhere often is, from end to end.
fn is_code(paragraphs: &[Paragraph]) -> bool {
    let length = |paragraph: &Paragraph| paragraph.span.len();
    let code = paragraphs.iter().filter(|paragraph| paragraph.says == Says::Code).map(length).sum::<usize>();
    code * 2 > paragraphs.iter().map(length).sum()
}

struct Blocks<'a> {
    /// All paragraphs, one a line.
    text: &'a str,
    extract: Extract,
    footnotes: Footnotes,
    /// The marks that have not been passed.
    marks: &'a [(usize, Mark)],
    /// Where notes to the linter stand that have not been passed.
    cut: &'a [Span],
    has_title: bool,
    reads_code: bool,
}

/// Links stand no deeper within one another.
const DEEPEST_LINK: usize = 16;

impl Blocks<'_> {
    /// Adds a paragraph, if it is prose of the story.
    fn add(&mut self, paragraph: &Paragraph, is_cell: bool) {
        let Paragraph { span: whole, .. } = *paragraph;
        let span = look::trimmed(self.text, whole);
        self.marks = &self.marks[self.marks.partition_point(|(at, _)| *at < whole.start())..];
        self.extract.close();
        if self.cut_from(span.start()).is_some_and(|cut| cut.covers(span)) {
            return;
        }
        let Some(role) = self.role(paragraph, is_cell) else { return };
        self.extract.open(role);
        // Where the links begin that are open.
        let mut links = Vec::new();
        let mut from = span.start();
        while let Some(((place, mark), rest)) =
            self.marks.split_first().filter(|((at, _), _)| *at <= whole.end())
        {
            let at = (*place).clamp(from, span.end().max(from));
            self.words(from, at);
            from = at;
            match mark {
                Mark::Break if at == *place && at < span.end() => {
                    if self.cut_from(at).is_none_or(|cut| cut.start() > at) {
                        self.extract.push("\n", Span::new(at, at + 1));
                    }
                    from = at + 1;
                }
                Mark::Break => {}
                Mark::LinkBegins => links.push(self.extract.len()),
                Mark::LinkEnds(target) => {
                    let begins = links.pop().filter(|_| links.len() < DEEPEST_LINK);
                    if let Some(begins) = begins {
                        self.extract.link(begins, self.extract.len(), &**target);
                    }
                }
                Mark::Footnote(label) => self.footnotes.refer(&self.extract, label),
            }
            self.marks = rest;
        }
        self.words(from, span.end());
    }

    /// What a paragraph is; none where it is no prose of the story. The first heading is the title where nothing is
    /// styled as one, and it is of the first level or nothing stands above it.
    fn role(&self, paragraph: &Paragraph, is_cell: bool) -> Option<Role> {
        let titled = self.extract.has_headline();
        let is_first = self.extract.len() == 0;
        match paragraph.says {
            Says::Apart => None,
            Says::Code if !self.reads_code => None,
            Says::Title if !titled => Some(Role::Headline),
            Says::Heading(level) if !titled && !self.has_title && (level == 1 || is_first) => {
                Some(Role::Headline)
            }
            Says::Title | Says::Heading(_) => Some(Role::Heading),
            Says::Role(role) if role != Role::ListItem => Some(role),
            _ if is_cell => Some(Role::Table),
            Says::Role(Role::ListItem) => Some(Role::ListItem),
            _ if paragraph.is_item => Some(Role::ListItem),
            _ => Some(Role::Paragraph),
        }
    }

    /// Adds the words between two places, without the notes to the linter among them.
    fn words(&mut self, mut from: usize, to: usize) {
        while from < to {
            let cut = self.cut_from(from).filter(|cut| cut.start() < to);
            let end = cut.map_or(to, |cut| cut.start().max(from));
            let kept = Span::new(from, end);
            self.extract.push(kept.of(self.text), kept);
            from = cut.map_or(to, Span::end);
        }
    }

    /// The first note to the linter that goes on behind a place.
    fn cut_from(&mut self, at: usize) -> Option<Span> {
        let passed = self.cut.iter().take_while(|cut| cut.end() <= at).count();
        self.cut = &self.cut[passed..];
        self.cut.first().copied()
    }
}
