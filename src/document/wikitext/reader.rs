//! The words of wikitext, block by block.
//!
//! What is still to be read is a list, the next at its end: a mark puts what stands in it there, before the rest.

mod line;
mod pair;

use super::{
    pairs::{Kind, Pairs, Tag},
    reference::{Cited, References},
};
use crate::{
    Span,
    document::{
        Document, DocumentError, Limits, Role,
        markup::{Element, Markup, html},
        note::Found,
        xml,
    },
};

/// No entity has more bytes.
const LONGEST_ENTITY: usize = 40;

/// No more elements are told apart within one another.
const DEEPEST: usize = 100;

/// What is to be read.
#[derive(Clone, Copy, Debug)]
enum Work {
    /// A stretch of the file.
    Read(Stretch),
    /// Words that stand for what is at an offset.
    Say(&'static str, usize),
    /// The end of a line that is not in the file, at an offset.
    Line(usize),
    /// The beginning of a block that has a role.
    Enter(Role),
    /// So many elements stay open.
    Close(usize),
    /// The tag of an editor.
    Tag(&'static str),
    /// What stands in the file is cited by the words before.
    Cite(Span),
}

/// A stretch of the file.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    span: Span,
    /// Whether its lines are blocks: paragraphs, headings, items. Otherwise they go on.
    blocks: bool,
    /// Whether a line begins with it.
    fresh: bool,
    /// How many elements stand around it.
    depth: usize,
}

impl Stretch {
    /// The same from an offset on.
    fn from(self, start: usize) -> Self {
        let end = self.span.end();
        Self { span: Span::new(start.min(end), end), fresh: false, ..self }
    }
}

/// Reads wikitext.
pub(super) struct Reader<'file> {
    file: &'file str,
    pairs: &'file Pairs,
    markup: Markup,
    work: Vec<Work>,
    /// The elements that are open.
    open: Vec<Element>,
    /// How many elements stand around each item of a list that is open: it ends with its line.
    items: Vec<usize>,
    /// How many tables are open.
    tables: usize,
    /// How many poems are open: their lines are lines.
    poems: usize,
    /// What stands behind the last break of a line, as an offset: the end of a line there says nothing more.
    broken: usize,
    /// Words under pictures that stand in a paragraph, and come behind it.
    captions: Vec<Span>,
    references: References,
}

impl<'file> Reader<'file> {
    pub(super) fn new(file: &'file str, pairs: &'file Pairs, limits: &Limits) -> Self {
        Self {
            file,
            pairs,
            markup: Markup::new(false, limits),
            work: Vec::new(),
            open: Vec::new(),
            items: Vec::new(),
            tables: 0,
            poems: 0,
            broken: 0,
            captions: Vec::new(),
            references: References::default(),
        }
    }

    /// Reads all of the file.
    ///
    /// # Errors
    /// [`DocumentError::Limit`] where too many elements are open.
    pub(super) fn read(&mut self) -> Result<(), DocumentError> {
        let start = if self.file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        self.blocks(Span::new(start, self.file.len()));
        loop {
            if self.work.is_empty() {
                self.tell_captions();
            }
            let Some(work) = self.work.pop() else { return Ok(()) };
            match work {
                Work::Read(stretch) => self.stretch(stretch)?,
                Work::Say(words, at) => self.markup.stand_in(words, Span::new(at, at)),
                Work::Line(at) => self.markup.line_end(Span::new(at, at)),
                Work::Enter(role) => self.enter(Element::Around(role))?,
                Work::Close(depth) => self.close_to(depth),
                Work::Tag(name) => self.markup.extract.tag(name),
                Work::Cite(at) => self.references.add(&self.markup.extract, Cited::Here(at)),
            }
        }
    }

    /// The document.
    pub(super) fn finish(mut self, notes: Vec<Found>) -> Document {
        self.close_to(0);
        self.references.link(self.file, &self.pairs.named, &mut self.markup.extract);
        self.markup.finish(self.file, false, notes)
    }

    /// Has a stretch read next whose lines are blocks.
    fn blocks(&mut self, span: Span) {
        self.work.push(Work::Read(Stretch { span, blocks: true, fresh: true, depth: self.open.len() }));
    }

    /// Has a stretch read next that is part of the words around it.
    fn inline(&mut self, span: Span) {
        self.work.push(Work::Read(Stretch { span, blocks: false, fresh: false, depth: self.open.len() }));
    }

    /// Reads a stretch up to what is to be read by itself.
    fn stretch(&mut self, mut stretch: Stretch) -> Result<(), DocumentError> {
        let mut at = stretch.span.start();
        let end = stretch.span.end();
        if stretch.fresh && stretch.blocks {
            match self.line(stretch)? {
                Some(next) => at = next,
                None => return Ok(()),
            }
        }
        while at < end {
            let rest = &self.file[at..end];
            let plain = rest.bytes().enumerate().find(|(index, byte)| self.is_mark(*byte, at + index));
            let plain = plain.map_or(rest.len(), |(index, _)| index);
            self.markup.words(&rest[..plain], Span::new(at, at + plain));
            at += plain;
            stretch.fresh &= plain == 0;
            let Some(byte) = rest.as_bytes().get(plain) else { break };
            if *byte == b'\n' {
                if self.end_line(&mut stretch, &mut at)? {
                    return Ok(());
                }
                continue;
            }
            if let Some(pair) = self.pairs.at(at).filter(|pair| pair.at.end() <= end) {
                let fresh = stretch.fresh && pair.kind == Kind::Comment;
                self.work.push(Work::Read(Stretch { fresh, ..stretch.from(pair.at.end()) }));
                return self.pair(pair, stretch);
            }
            let length = self.mark(at, end, stretch)?;
            at += length.max(1);
            stretch.fresh = false;
        }
        Ok(())
    }

    /// Whether a byte can begin a mark.
    fn is_mark(&self, byte: u8, at: usize) -> bool {
        match byte {
            b'\n' | b'<' | b'{' | b'[' | b'\'' | b'&' => true,
            b'|' | b'!' => self.tables > 0 && self.file.as_bytes().get(at + 1) == Some(&byte),
            b'_' | b'~' => self.file.as_bytes().get(at + 1) == Some(&byte),
            b'h' => self.file[at..].starts_with("http://") || self.file[at..].starts_with("https://"),
            _ => false,
        }
    }

    /// Reads what is no pair; gives its length.
    fn mark(&mut self, at: usize, end: usize, stretch: Stretch) -> Result<usize, DocumentError> {
        let rest = &self.file[at..end];
        let said = |length: usize| Span::new(at, at + length);
        let length = match rest.as_bytes() {
            [b'\'', ..] => {
                let count = rest.len() - rest.trim_start_matches('\'').len();
                let shown = self.pairs.apostrophes(at, count).min(count);
                self.markup.words(&rest[..shown], said(shown));
                return Ok(count);
            }
            [b'&', ..] => {
                let inner = rest.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
                let Some(length) = inner.map(|inner| inner + 1) else { return Ok(self.literal(at, 1)) };
                let entity = &rest[..length];
                let read = xml::resolved(entity);
                if read == entity {
                    return Ok(self.literal(at, 1));
                }
                self.markup.stand_in(&read, said(length));
                return Ok(length);
            }
            [b'<', ..] => match Tag::read(self.file, at).filter(|tag| tag.end <= end) {
                Some(tag) => {
                    self.element(tag, said(tag.end - at), stretch)?;
                    let blanks = self.file[tag.end..end].bytes().take_while(|byte| *byte == b' ').count();
                    let breaks = tag.name.eq_ignore_ascii_case("br");
                    self.broken = if breaks { tag.end + blanks } else { self.broken };
                    return Ok(if breaks { self.broken } else { tag.end } - at);
                }
                None => 1,
            },
            [b'h', ..] => return self.address(at, end),
            [b'_', b'_', inner @ ..] => {
                let name = inner.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
                if name > 0 && inner[name..].starts_with(b"__") {
                    return Ok(name + "____".len());
                }
                2 + name
            }
            [b'~', ..] => {
                let count = rest.len() - rest.trim_start_matches('~').len();
                // A signature.
                if (3..=5).contains(&count) {
                    return Ok(count);
                }
                count
            }
            [b'|', b'|', ..] | [b'!', b'!', ..] if self.tables > 0 => {
                let attributes = self.attributes(at + 2, end);
                self.cell(Role::Table)?;
                return Ok(2 + attributes);
            }
            [b'{', b'{', ..] | [b'[', b'[', ..] => 2,
            _ => 1,
        };
        Ok(self.literal(at, length))
    }

    /// Adds so many bytes as words.
    fn literal(&mut self, at: usize, length: usize) -> usize {
        let span = Span::new(at, at + length);
        self.markup.words(span.of(self.file), span);
        length
    }

    /// An address that stands in the words, which is a link.
    fn address(&mut self, at: usize, end: usize) -> Result<usize, DocumentError> {
        let rest = &self.file[at..end];
        if self.file[..at].ends_with(char::is_alphanumeric) {
            return Ok(self.literal(at, 1));
        }
        let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '{' | '}' | '|' | '"');
        let length = rest.find(is_end).unwrap_or(rest.len());
        let written = rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
        if written.len() > "https://".len() {
            self.markup.open_link(written.to_owned())?;
            self.literal(at, written.len());
            self.markup.close();
            return Ok(written.len());
        }
        Ok(self.literal(at, 1))
    }

    /// Reads a tag of HTML.
    fn element(&mut self, tag: Tag<'_>, at: Span, stretch: Stretch) -> Result<(), DocumentError> {
        let name = tag.name.to_ascii_lowercase();
        if name == "br" {
            self.markup.line_end(at);
            return Ok(());
        }
        let element = if name == "poem" { Element::Verbatim } else { html::element(&name) };
        match element {
            Element::Division | Element::Block(Role::Paragraph) => {
                self.markup.end_block();
                return Ok(());
            }
            Element::Inline | Element::Hidden => return Ok(()),
            Element::Around(_) | Element::Block(_) | Element::Verbatim => {}
        }
        if !tag.closes && !tag.is_empty {
            return self.enter(element);
        }
        if let Some(depth) =
            self.open[stretch.depth.min(self.open.len())..].iter().rposition(|open| *open == element)
        {
            self.close_to(stretch.depth + depth);
        }
        Ok(())
    }

    fn enter(&mut self, element: Element) -> Result<(), DocumentError> {
        self.markup.end_block();
        if self.open.len() < DEEPEST {
            self.markup.open(element)?;
            self.open.push(element);
            self.poems += usize::from(element == Element::Verbatim);
            self.tables += usize::from(element == Element::Division);
        }
        Ok(())
    }

    /// Closes elements until no more than so many are open.
    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(element) = self.open.pop() {
                self.poems -= usize::from(element == Element::Verbatim);
                self.tables -= usize::from(element == Element::Division);
            }
            self.markup.close();
        }
        while self.items.pop_if(|item| *item >= depth).is_some() {}
    }
}
