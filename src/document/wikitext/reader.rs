//! The words of wikitext, block by block.
//!
//! What is still to be read is a list, the next at its end: a mark puts what stands in it there, before the rest.

use super::{
    pairs::{Kind, Pair, Pairs, Tag, attribute},
    reference::{Cited, References},
    template::{Part, Shows, Template},
};
use crate::{
    Span,
    document::{
        Document, DocumentError, Limits, Role, look,
        markup::{Element, Markup, html},
        note::Found,
        xml,
    },
};

/// What stands before the author of a quotation, and before the source where the author stands there.
const AUTHOR: &str = "— ";
const SOURCE: &str = ", ";

/// No entity has more bytes.
const LONGEST_ENTITY: usize = 40;

/// Options of a picture that have it stand in a frame, with its words beneath.
const FRAMES: &[&str] = &["thumb", "thumbnail", "frame", "framed"];

/// Options of a picture that are no words.
const OPTIONS: &[&str] = &[
    "baseline",
    "border",
    "bottom",
    "center",
    "centre",
    "frameless",
    "left",
    "middle",
    "none",
    "right",
    "sub",
    "super",
    "text-bottom",
    "text-top",
    "top",
    "upright",
];

/// Options of a picture with a value.
const VALUES: &[&str] =
    &["alt=", "class=", "lang=", "link=", "page=", "upright=", "upright ", "thumb=", "thumbtime="];

/// Short prefixes of links that are no languages.
const NO_LANGUAGES: &[&str] = &["doi", "mw", "wp"];

/// No more elements are told apart within one another.
const DEEPEST: usize = 100;

/// The attributes of a cell have no more bytes.
const LONGEST_ATTRIBUTES: usize = 400;

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

    /// Reads the end of a line at `at`, and moves that on. Gives whether something else is to be read now.
    fn end_line(&mut self, stretch: &mut Stretch, at: &mut usize) -> Result<bool, DocumentError> {
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
    fn line(&mut self, stretch: Stretch) -> Result<Option<usize>, DocumentError> {
        let start = stretch.span.start();
        let rest = stretch.span.of(self.file);
        match rest.as_bytes() {
            [b'=', ..] => return self.heading(stretch),
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

    fn cell(&mut self, role: Role) -> Result<(), DocumentError> {
        self.end_cell();
        self.enter(Element::Around(role))
    }

    /// How many bytes the attributes of a cell have, with the bar behind them.
    fn attributes(&self, from: usize, end: usize) -> usize {
        let rest = &self.file[from..end.max(from)];
        let mut bytes = rest.bytes().take(LONGEST_ATTRIBUTES);
        let bar = bytes.position(|byte| b"|[{<\n".contains(&byte)).filter(|bar| rest[*bar..].starts_with('|'));
        let is_attribute = |bar: &usize| rest[..*bar].contains('=') && !rest[*bar..].starts_with("||");
        bar.filter(is_attribute).map_or(0, |bar| bar + 1)
    }

    /// A line that begins with "=": a heading, where it ends with one as well.
    fn heading(&mut self, stretch: Stretch) -> Result<Option<usize>, DocumentError> {
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
            return Ok(Some(start));
        }
        let is_title = level == 1 || self.markup.extract.len() == 0;
        let is_first = is_title && !self.markup.extract.has_headline();
        let words = Span::new(start + level, start + written.len() - level);
        self.work.push(Work::Read(stretch.from(start + line.len())));
        self.block(words, if is_first { Role::Headline } else { Role::Heading });
        self.tell_captions();
        Ok(None)
    }

    /// Has the words under pictures read next that are waiting for the end of a paragraph.
    fn tell_captions(&mut self) {
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

    fn pair(&mut self, pair: &Pair, stretch: Stretch) -> Result<(), DocumentError> {
        match pair.kind {
            Kind::Comment | Kind::Hidden => {}
            Kind::Plain => self.markup.words(pair.inner.of(self.file), pair.inner),
            Kind::Reference => {
                let name = attribute(&self.file[pair.at.start()..pair.inner.start()], "name");
                let cited = match name {
                    Some(name) if pair.inner.is_empty() => Cited::Named(name.to_owned()),
                    _ => Cited::Here(pair.inner),
                };
                self.references.add(&self.markup.extract, cited);
            }
            Kind::External => return self.external(pair),
            Kind::Link => self.link(pair),
            Kind::Template => return self.template(pair, stretch),
        }
        Ok(())
    }

    fn external(&mut self, pair: &Pair) -> Result<(), DocumentError> {
        let inner = pair.inner.of(self.file);
        let length = inner.find(char::is_whitespace).unwrap_or(inner.len());
        let words = look::trimmed(self.file, Span::new(pair.inner.start() + length, pair.inner.end()));
        let target = inner[..length].to_owned();
        if words.is_empty() {
            // It is shown as a number, like a reference.
            self.references.add(&self.markup.extract, Cited::Address(target));
            return Ok(());
        }
        let depth = self.open.len();
        self.markup.open_link(target)?;
        self.open.push(Element::Inline);
        self.work.push(Work::Close(depth));
        self.inline(words);
        Ok(())
    }

    /// A link to another page: its words, where it shows some.
    fn link(&mut self, pair: &Pair) {
        let parts = pair.parts();
        let Some(target) = parts.first().map(|target| look::trimmed(self.file, *target)) else { return };
        let words = parts.get(1).map(|first| Span::new(first.start(), pair.inner.end()));
        let written = target.of(self.file);
        if let Some(shown) = written.strip_prefix(':') {
            return self.inline(words.unwrap_or(Span::new(target.end() - shown.len(), target.end())));
        }
        let space = written.split_once(':').map_or("", |(space, _)| space.trim());
        let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(space));
        if is(&["file", "image"]) {
            let is_framed = |part: &Span| FRAMES.contains(&part.of(self.file).trim());
            let caption = parts[1..].last().filter(|last| self.is_caption(**last));
            if let Some(caption) = caption.filter(|_| parts.iter().any(is_framed)) {
                self.captions.push(*caption);
                if !self.markup.extract.is_open() {
                    self.tell_captions();
                }
            }
            return;
        }
        let is_language = (2..=3).contains(&space.len())
            && space.bytes().all(|byte| byte.is_ascii_lowercase())
            && !NO_LANGUAGES.contains(&space)
            && words.is_none();
        if !is(&["category"]) && !is_language {
            self.inline(words.filter(|words| !words.is_empty()).unwrap_or(target));
        }
    }

    /// Whether the last part of a picture's link is what stands under it.
    fn is_caption(&self, part: Span) -> bool {
        let written = part.of(self.file).trim();
        let is_size = written.strip_suffix("px").is_some_and(|size| !size.contains(char::is_alphabetic));
        let is_option = FRAMES.contains(&written) || OPTIONS.contains(&written) || is_size;
        !written.is_empty() && !is_option && !VALUES.iter().any(|value| written.starts_with(value))
    }

    fn template(&mut self, pair: &Pair, stretch: Stretch) -> Result<(), DocumentError> {
        let template = Template::read(self.file, &pair.parts());
        match template.shows {
            Some(Shows::Words(pattern)) => self.parts(&template.words(pattern)),
            Some(Shows::Measure) => self.parts(&template.measure()),
            Some(Shows::Quote(first)) => return self.quotation(template.quotation(first)),
            Some(Shows::Reference) => self.references.add(&self.markup.extract, Cited::Here(pair.at)),
            Some(Shows::Names) => {
                for name in template.plain() {
                    let name = name.of(self.file).trim().to_owned();
                    self.references.add(&self.markup.extract, Cited::Named(name));
                }
            }
            Some(Shows::Tag(name)) => self.markup.extract.tag(name),
            Some(Shows::TagOn(name)) => {
                self.work.push(Work::Tag(name));
                self.parts(&template.words("{1}"));
            }
            // One that has a line to itself is a block.
            None if stretch.blocks && stretch.fresh && self.ends_line(pair.at.end()) => self.markup.end_block(),
            None => {}
        }
        Ok(())
    }

    /// Has the parts of a template read next.
    fn parts(&mut self, parts: &[Part]) {
        for part in parts.iter().rev() {
            match part {
                Part::Argument(span) => self.inline(*span),
                Part::Words(words, at) => self.work.push(Work::Say(words, *at)),
            }
        }
    }

    /// A block quotation, with who is quoted on a line beneath, as a reader sees it.
    fn quotation(&mut self, parts: [Option<Span>; 3]) -> Result<(), DocumentError> {
        let depth = self.open.len();
        self.work.push(Work::Close(depth));
        self.enter(Element::Around(Role::Quote))?;
        let [words, credits @ ..] = parts;
        let credits: Vec<Span> = credits.into_iter().flatten().collect();
        for (index, credit) in credits.iter().enumerate().rev() {
            self.inline(look::trimmed(self.file, *credit));
            self.work.push(Work::Say(if index == 0 { AUTHOR } else { SOURCE }, credit.start()));
        }
        if let Some(first) = credits.first() {
            self.work.push(Work::Line(first.start()));
        }
        self.work.push(Work::Close(self.open.len()));
        if let Some(words) = words {
            self.blocks(look::trimmed(self.file, words));
        }
        Ok(())
    }

    /// Whether a line ends at an offset, or there are only blanks up to its end.
    fn ends_line(&self, at: usize) -> bool {
        let rest = self.file[at..].trim_start_matches([' ', '\t', '\r']);
        rest.is_empty() || rest.starts_with('\n')
    }
}

/// Whether a line sends its reader to another page.
fn is_redirect(line: &str) -> bool {
    line.get(.."#redirect".len()).is_some_and(|word| word.eq_ignore_ascii_case("#redirect"))
}
