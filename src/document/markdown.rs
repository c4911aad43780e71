//! Markdown → blocks: the prose without its marks, each byte mapped to its place in the file.
//!
//! Code, the tags of HTML and the targets of links and images are left out; so are the words of footnotes, whose sources
//! become the targets of the words that carry them.

mod cut;
mod extra;
mod jsx;
mod site;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{
    Document, Limits, Role, SourceMap, extract::Extract, footnote::Footnotes, front_matter, html, note,
};
use crate::Span;
use cut::Cuts;

/// Reads Markdown. With `titled`, a headline stands above it.
pub(super) fn read(file: &str, titled: bool) -> Document {
    read_as(file, titled, false)
}

/// Reads Markdown with JSX. With `titled`, a headline stands above it.
pub(super) fn read_mdx(file: &str, titled: bool) -> Document {
    read_as(file, titled, true)
}

/// What is no Markdown is taken out in two steps: tags and notes first, since what stands between them may be code or
/// HTML without them; then the marks of dialects that only stand in words.
fn read_as(file: &str, titled: bool, mdx: bool) -> Document {
    let mut extract = Extract::below(titled);
    let start = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let base = front_matter::read(file, start, &mut extract);
    let mut notes = extract.take_notes();
    let mut cuts = Cuts::default();
    let comments = if mdx { jsx::cut(file, base, &mut cuts) } else { Vec::new() };
    if !mdx {
        site::cut(file, base, &mut cuts);
    }
    if note::is_likely(&file[base..]) {
        let (mut found, in_the_way) = note::in_markdown(file, base, parser(file, base));
        found.extend(note::in_expressions(file, comments.into_iter()));
        found.sort_by_key(note::Found::place);
        notes.extend(found);
        cuts.extend(in_the_way);
    }
    let (tagless, to_file, captions) = cuts.apply(file);
    let mut cuts = Cuts::default();
    let cited = extra::cut(&tagless, base, &mut cuts);
    let (source, map, _) = cuts.apply(&tagless);
    let cited = cited.into_iter().map(|(at, said)| (map.to_text(at), said)).collect();
    let moved = |caption: Span| Span::new(map.to_text(caption.start()), map.to_text(caption.end()));
    let captions = captions.into_iter().map(moved).collect();
    let mut reader = Reader { file: &source, base, extract, captions, cited, ..Reader::default() };
    for (event, at) in parser(&source, base).into_offset_iter() {
        reader.event(event, &at);
    }
    let Reader { mut extract, footnotes, .. } = reader;
    footnotes.link(&mut extract);
    extract.finish_in(file, &map.then(&to_file), titled, notes)
}

/// A parser of the Markdown that begins at the byte `base`.
fn parser(file: &str, base: usize) -> Parser<'_> {
    // No lists of definitions: any line that begins with a colon would be one, as models leave them behind.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    Parser::new_ext(&file[base..], options)
}

#[derive(Default)]
struct Reader<'file> {
    file: &'file str,
    /// Where the parsed Markdown begins in the file, in bytes.
    base: usize,
    extract: Extract,
    footnotes: Footnotes,
    /// What is open around the words: the innermost says what a block is.
    around: Vec<Role>,
    /// How many elements are open whose words are left out.
    hidden: usize,
    /// Links that are open: where their words begin, once there are some, and the target.
    links: Vec<(Option<usize>, String)>,
    /// For every image that is open: whether its words are a block of their own.
    images: Vec<bool>,
    /// End of the last words taken from the file.
    end: usize,
    /// Words under pictures that tags hold, by place.
    captions: Vec<Span>,
    /// Which of them is being read.
    caption: Option<usize>,
    /// Citations that are taken out or stand in the words: where, by place, and what is cited.
    cited: Vec<(usize, String)>,
    /// How many of them have been read.
    citations: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, at: &Range<usize>) {
        let at = Span::new(self.base + at.start, self.base + at.end);
        match event {
            Event::Start(Tag::HtmlBlock) => self.html(at),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words) => self.words(&words, at),
            Event::Code(words) => self.code(&words, at),
            Event::SoftBreak | Event::HardBreak => self.line_end(at),
            Event::FootnoteReference(label) if self.hidden == 0 => self.footnotes.refer(&self.extract, &label),
            Event::InlineHtml(tag) if tag.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("<br")) => {
                self.line_end(at);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::List(_) | Tag::Table(_) => self.extract.close(),
            Tag::Heading { level, .. } => {
                let role = self.heading(level);
                self.enter(role);
            }
            // Some are notes of whoever wrote the story.
            Tag::BlockQuote(kind) => self.enter(if kind.is_some() { Role::Paragraph } else { Role::Quote }),
            Tag::Item => self.enter(Role::ListItem),
            Tag::TableCell => self.enter(Role::Table),
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => self.hide(),
            Tag::FootnoteDefinition(label) => {
                self.hide();
                self.footnotes.define(&label);
            }
            Tag::Link { dest_url, .. } => {
                self.footnotes.cite(&dest_url);
                self.links.push((None, dest_url.into_string()));
            }
            Tag::Image { .. } => {
                let own = !self.extract.is_open();
                self.images.push(own);
                if own {
                    self.around.push(Role::Caption);
                } else {
                    self.hidden += 1;
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::List(_) | TagEnd::Table => self.extract.close(),
            TagEnd::Heading(_) | TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::TableCell => self.leave(),
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.hidden = self.hidden.saturating_sub(1);
                self.footnotes.end();
            }
            TagEnd::Link => {
                if let Some((Some(start), target)) = self.links.pop() {
                    self.extract.link(start, self.extract.len(), target);
                }
            }
            TagEnd::Image => match self.images.pop() {
                Some(true) => self.leave(),
                Some(false) => self.hidden = self.hidden.saturating_sub(1),
                None => {}
            },
            _ => {}
        }
    }

    /// Reads a block of HTML, as a reader of the page that is made of the file sees it. Within others, marks of theirs may
    /// stand in it.
    fn html(&mut self, at: Span) {
        let is_own = self.hidden == 0 && self.around.is_empty();
        self.hide();
        let titled = self.extract.has_headline() || self.extract.len() > 0;
        let part = is_own.then(|| html::part(at.of(self.file), titled, &Limits::default()));
        if let Some(Ok(document)) = part {
            let mut map = SourceMap::default();
            map.push(Span::new(0, at.len()), at);
            self.extract.embed(document, &map);
        }
        self.end = at.end();
    }

    fn enter(&mut self, role: Role) {
        self.extract.close();
        self.around.push(role);
    }

    fn leave(&mut self) {
        self.extract.close();
        self.around.pop();
    }

    fn hide(&mut self) {
        self.extract.close();
        self.hidden += 1;
    }

    /// The first heading is the title where it is of the first level, or nothing stands above it.
    fn heading(&mut self, level: HeadingLevel) -> Role {
        self.extract.close();
        let is_title = level == HeadingLevel::H1 || self.extract.len() == 0;
        if is_title && !self.extract.has_headline() { Role::Headline } else { Role::Heading }
    }

    /// Adds words that stand at `at` in the file, with the citations among them.
    fn words(&mut self, words: &str, at: Span) {
        self.footnotes.words(words);
        let mut rest = (words, at);
        while let Some((place, _)) = self.cited.get(self.citations).filter(|(place, _)| *place <= at.end()) {
            let length = place.saturating_sub(rest.1.start());
            if words.len() == at.len() && rest.0.is_char_boundary(length) {
                let (before, behind) = rest.0.split_at(length);
                let middle = rest.1.start() + length;
                self.add(before, Span::new(rest.1.start(), middle));
                rest = (behind, Span::new(middle, at.end()));
            }
            self.cite();
        }
        self.add(rest.0, rest.1);
    }

    /// Has the words so far carry the next citation.
    fn cite(&mut self) {
        let label = format!("\0{}", self.citations);
        if self.hidden == 0
            && let Some((_, said)) = self.cited.get(self.citations)
        {
            self.footnotes.refer(&self.extract, &label);
            self.footnotes.define(&label);
            match extra::address(said) {
                Some(address) => self.footnotes.cite(address),
                None => self.footnotes.words(said),
            }
            self.footnotes.end();
        }
        self.citations += 1;
    }

    /// Adds words that stand at `at` in the file. Those under a picture are a block.
    fn add(&mut self, words: &str, at: Span) {
        if self.hidden > 0 || words.is_empty() {
            return;
        }
        let index = self.captions.partition_point(|caption| caption.end() <= at.start());
        let caption = self.captions.get(index).filter(|caption| caption.covers(at)).map(|_| index);
        if caption != self.caption {
            self.extract.close();
            self.caption = caption;
        }
        if caption.is_some() {
            self.extract.open(Role::Caption);
        }
        self.open();
        let escaped = at.start().checked_sub(1).filter(|before| {
            *before >= self.end.max(self.base) && self.file.as_bytes().get(*before) == Some(&b'\\')
        });
        let first = words.chars().next().map_or(0, char::len_utf8);
        match escaped {
            // The mark that an escape protects is not written without it.
            Some(before) if words.len() == at.len() => {
                self.extract.push(&words[..first], Span::new(before, at.start() + first));
                self.extract.push(&words[first..], Span::new(at.start() + first, at.end()));
            }
            _ => self.extract.push(words, at),
        }
        self.end = at.end();
    }

    /// Adds the words of a code span, without the marks around them. The end of a line in it reads as a blank.
    fn code(&mut self, words: &str, at: Span) {
        let mut from = at.start();
        for part in words.split_inclusive(' ') {
            let word = part.trim_end_matches(' ');
            let rest = self.file.get(from..at.end()).unwrap_or_default();
            let Some(skip) = rest.find(word) else {
                // As a whole: the span has marks around it, and is longer than any words in it.
                self.words(part, at);
                continue;
            };
            let end = from + skip + word.len();
            self.words(word, Span::new(from + skip, end));
            let behind = &rest[skip + word.len()..];
            let blank = part.len() > word.len() && behind.starts_with([' ', '\n', '\r']);
            from = end + if behind.starts_with("\r\n") { 2 } else { usize::from(blank) };
            self.words(&part[word.len()..], Span::new(end, from));
        }
        self.end = at.end();
    }

    fn line_end(&mut self, at: Span) {
        self.footnotes.words(" ");
        if self.hidden == 0 && self.extract.is_open() {
            self.extract.push("\n", at);
            self.end = at.end();
        }
    }

    /// Opens a block for words, and the links that begin with them.
    fn open(&mut self) {
        self.extract.open(self.around.last().copied().unwrap_or(Role::Paragraph));
        for (start, _) in self.links.iter_mut().rev().take_while(|(start, _)| start.is_none()) {
            *start = Some(self.extract.len());
        }
    }
}

#[cfg(test)]
mod tests;
