//! The elements of a page that are its story → blocks.

use super::{
    body::children,
    footnote::Footnotes,
    link,
    measure::Measured,
    sign::{self, Sign},
    signature,
    tree::{Page, Step},
};
use crate::{
    Span,
    document::{
        DocumentError, Limits, Role, look,
        markup::{Element, Markup},
    },
};

/// The marks around a quotation, and around one within it.
const MARKS: &[(&str, &str)] = &[("“", "”"), ("‘", "’")];

/// What names a writer or a day has no more words.
const LONGEST_LINE: usize = 40;

/// Classes of what holds code, which programs have coloured.
const CODE: &[&str] = &["codehilite", "highlight", "sourceCode", "src"];

/// A cell with so many words of prose in it is there for the looks of the page.
const LONGEST_CELL: usize = 40;

/// The words of an element begin and end within so many steps of it.
const NEAR: usize = 4;

/// A soft hyphen: nobody sees it where no line ends.
const SOFT_HYPHEN: char = '\u{ad}';

/// Writes what a reader sees.
pub(super) struct Story<'a> {
    page: &'a Page<'a>,
    measured: &'a Measured,
    footnotes: &'a Footnotes,
    /// The element with the headline.
    headline: Option<usize>,
    pub(super) markup: Markup,
    /// The element that gives all words in it their role.
    forced: Option<usize>,
    /// For every quotation that is open, its element, and whether marks are put around it.
    quotations: Vec<(usize, bool)>,
    /// Whether the last thing in the block is the end of a line.
    at_line_end: bool,
    /// Whether a paragraph of the story has been read.
    has_begun: bool,
}

impl<'a> Story<'a> {
    /// Begins. With `titled`, a headline stands above it.
    pub(super) fn new(
        page: &'a Page<'a>,
        measured: &'a Measured,
        footnotes: &'a Footnotes,
        headline: Option<usize>,
        titled: bool,
        limits: &Limits,
    ) -> Self {
        Self {
            page,
            measured,
            footnotes,
            headline,
            markup: Markup::new(titled, limits),
            forced: None,
            quotations: Vec::new(),
            at_line_end: false,
            has_begun: false,
        }
    }

    /// Writes what stands above the story from its headline on, then the elements that hold it.
    pub(super) fn write(&mut self, roots: &[usize]) -> Result<(), DocumentError> {
        let Some(first) = roots.first().copied() else { return Ok(()) };
        for node in self.above(first) {
            self.element(node)?;
        }
        for root in roots {
            self.element(*root)?;
        }
        Ok(())
    }

    /// Writes a headline that no element of the page holds.
    pub(super) fn headline(&mut self, pieces: &[(String, Span)]) -> Result<(), DocumentError> {
        self.markup.open(Element::Block(Role::Headline))?;
        for (words, at) in pieces {
            if words.len() == at.len() {
                self.markup.words(words, *at);
            } else {
                self.markup.stand_in(words, *at);
            }
        }
        self.markup.close();
        Ok(())
    }

    /// What stands above the story and belongs to it: the headline, and from there on what says what it is, and prose.
    fn above(&self, first: usize) -> Vec<usize> {
        let page = self.page;
        let Some(headline) = self.headline.filter(|headline| *headline < first) else { return Vec::new() };
        if page.nodes[headline].nodes.contains(&first) {
            return Vec::new();
        }
        let mut above = vec![headline];
        let mut node = page.nodes[headline].nodes.end;
        while node < first {
            let holds = &self.measured.holds[node];
            let is_small = holds.words <= LONGEST_LINE;
            let is_part = match self.measured.signs[node] {
                Some(Sign::Is(Role::Deck)) => holds.words > 0,
                Some(Sign::Is(_)) => holds.words > 0 && is_small,
                _ => matches!(page.name(node), "figcaption") || page.name(node) == "p" && holds.prose > 0,
            };
            let holds_story = page.nodes[node].nodes.contains(&first);
            if self.measured.out[node] || is_part && !holds_story {
                above.extend((!self.measured.out[node]).then_some(node));
                node = page.nodes[node].nodes.end;
            } else {
                node += 1;
            }
        }
        above
    }

    /// Writes an element with all that is in it.
    fn element(&mut self, node: usize) -> Result<(), DocumentError> {
        let page = self.page;
        let steps = page.nodes[node].steps.clone();
        let mut at = steps.start;
        while at < steps.end {
            let Some(step) = page.steps.get(at) else { return Ok(()) };
            at += 1;
            match step {
                Step::Open(node) if self.is_left_out(*node) => at = page.nodes[*node].steps.end,
                Step::Open(node) => {
                    if self.is_apart(at - 1, *node) {
                        self.markup.line_end(page.nodes[*node].at);
                    }
                    self.open(*node)?;
                    if signature::lacks_dash(page, self.measured, *node) {
                        let behind = page.nodes[*node].at.end();
                        self.markup.stand_in("— ", Span::new(behind, behind));
                    }
                }
                Step::Close(node, at) => self.close(*node, *at),
                Step::Words(at) => self.words(*at),
                Step::StandIn(words, at) => {
                    if !words.starts_with(SOFT_HYPHEN) {
                        self.at_line_end &= look::has_word(words) || words.chars().all(look::is_blank);
                        self.markup.stand_in(words, *at);
                    }
                }
                Step::Comment(_) => {}
            }
        }
        Ok(())
    }

    /// Passes over what is no part of the story; the mark of a note leaves a link on the word before it.
    fn is_left_out(&mut self, node: usize) -> bool {
        if let Some(cited) = self.footnotes.cited(node) {
            let (start, end) = self.markup.extract.last_word();
            self.markup.extract.link(start, end, cited.to_owned());
            return true;
        }
        let is_code = || {
            let code = children(self.page, node).find(|child| self.page.name(*child) == "code");
            code.is_some_and(|code| self.measured.holds[code].words * 2 > self.measured.holds[node].words)
                || [node, self.page.nodes[node].parent]
                    .iter()
                    .any(|around| CODE.iter().any(|class| self.page.lists(*around, "class", class)))
        };
        self.headline != Some(node) && self.measured.out[node] || self.page.name(node) == "pre" && is_code()
    }

    /// Whether the style of the page must hold an element apart from the one right before it, as no blank does: in
    /// "By Ana RuizStaff writer".
    fn is_apart(&self, step: usize, node: usize) -> bool {
        let page = self.page;
        let before = match step.checked_sub(1).and_then(|before| page.steps.get(before)) {
            Some(Step::Close(before, _)) => *before,
            _ => return false,
        };
        let is_time = |node: usize| page.name(node) == "time";
        let is_part = |node: usize| matches!(page.name(node), "a" | "span") || is_time(node);
        if !is_part(before) || !is_part(node) {
            return false;
        }
        let words = |step: &Step| match step {
            Step::Words(at) => Some(at.of(page.file)),
            _ => None,
        };
        let last = page.steps[..step].iter().rev().take(NEAR).find_map(words);
        let first = page.steps[step..].iter().take(NEAR).find_map(words);
        let (Some(last), Some(first)) =
            (last.and_then(|last| last.chars().next_back()), first.and_then(|first| first.chars().next()))
        else {
            return false;
        };
        let ends = last.is_lowercase() || matches!(last, '.' | '!' | '?' | '…' | '”');
        let is_new = ends && (first.is_uppercase() || first.is_numeric());
        is_new || (is_time(before) || is_time(node)) && last.is_alphanumeric() && first.is_alphanumeric()
    }

    fn open(&mut self, node: usize) -> Result<(), DocumentError> {
        let page = self.page;
        match page.name(node) {
            "br" => self.line_end(page.nodes[node].at),
            "q" => {
                self.markup.open_leading(Element::Inline, link::target(page.attribute(node, "cite")))?;
                self.open_quotation(node);
                return Ok(());
            }
            _ => {}
        }
        let role = self.role(node);
        let element = match (role, page.nodes[node].element) {
            (Some(role), _) => {
                self.forced.get_or_insert(node);
                Element::Around(role)
            }
            (None, Element::Block(_) | Element::Around(_)) if self.forced.is_some() => Element::Division,
            (None, Element::Around(Role::Table)) if self.is_for_looks(node) => Element::Division,
            (None, Element::Block(Role::Paragraph)) if self.is_pointer(node) => {
                Element::Around(Role::Boilerplate)
            }
            (None, Element::Hidden) => Element::Division,
            (None, element) => element,
        };
        self.has_begun |= element == Element::Block(Role::Paragraph) && self.measured.holds[node].prose > 0;
        let source = match page.name(node) {
            "a" => "href",
            "blockquote" => "cite",
            _ => return self.markup.open(element),
        };
        self.markup.open_leading(element, link::target(page.attribute(node, source)))
    }

    fn close(&mut self, node: usize, at: Span) {
        if self.quotations.last().is_some_and(|(open, _)| *open == node) {
            let depth = self.quotations.len() - 1;
            if let Some((_, true)) = self.quotations.pop() {
                self.markup.stand_in(MARKS[depth % MARKS.len()].1, at);
            }
        }
        self.markup.close();
        if self.forced == Some(node) {
            self.forced = None;
        }
    }

    /// What an element is to the story, if its attributes say so, or it has the headline.
    fn role(&self, node: usize) -> Option<Role> {
        if self.headline == Some(node) {
            return Some(Role::Headline);
        }
        let words = self.measured.holds[node].words;
        let is_inner = self.forced.is_some();
        let role = match self.measured.signs[node] {
            Some(Sign::Is(role)) => role,
            _ if page_names_author(self.page, node) && words <= LONGEST_LINE => Role::Byline,
            _ if self.page.name(node) == "hgroup" => Role::Deck,
            _ => return None,
        };
        let fits = match role {
            Role::Deck => !is_inner && !self.has_begun && self.page.nodes[node].element != Element::Inline,
            Role::Byline => !is_inner && words <= LONGEST_LINE && !sign::is_of_block(self.page, node),
            Role::Dateline | Role::Boilerplate => words <= LONGEST_LINE,
            _ => !is_inner,
        };
        fits.then_some(role)
    }

    /// Whether a cell is there for the looks of the page, and not one of a table.
    fn is_for_looks(&self, node: usize) -> bool {
        self.measured.holds[node].prose >= LONGEST_CELL
    }

    /// Whether a paragraph does nothing but lead elsewhere.
    fn is_pointer(&self, node: usize) -> bool {
        let holds = &self.measured.holds[node];
        holds.words > 2 && holds.links == holds.words && !look::ends_sentence(&self.page.words(node, 500))
    }

    /// Quotation marks that a browser puts where an element says so, unless the author did.
    fn open_quotation(&mut self, node: usize) {
        let (file, at) = (self.page.file, self.page.nodes[node].at);
        let is_marked =
            file[..at.start()].ends_with(look::is_quote) || file[at.end()..].starts_with(look::is_quote);
        if !is_marked {
            // A mark of as many bytes as its tag would seem to stand there itself.
            let at = Span::new(at.start(), at.end() - 1);
            self.markup.stand_in(MARKS[self.quotations.len() % MARKS.len()].0, at);
        }
        self.at_line_end = false;
        self.quotations.push((node, !is_marked));
    }

    /// The end of a line; of two, the second ends the paragraph.
    fn line_end(&mut self, at: Span) {
        if self.at_line_end {
            self.markup.end_block();
        } else {
            self.markup.line_end(at);
        }
        self.at_line_end = true;
    }

    fn words(&mut self, at: Span) {
        let written = at.of(self.page.file);
        self.at_line_end &= written.chars().all(look::is_blank);
        let mut start = at.start();
        for part in written.split(SOFT_HYPHEN) {
            self.paragraphs(Span::new(start, start + part.len()));
            start += part.len() + SOFT_HYPHEN.len_utf8();
        }
    }

    /// Words in which empty lines end a paragraph, if white space is kept.
    fn paragraphs(&mut self, at: Span) {
        if !self.markup.is_verbatim() {
            return self.markup.words(at.of(self.page.file), at);
        }
        let mut start = at.start();
        for line in at.of(self.page.file).split_inclusive('\n') {
            if line.chars().all(look::is_blank) && line.ends_with('\n') {
                self.markup.end_block();
            } else {
                self.markup.words(line, Span::new(start, start + line.len()));
            }
            start += line.len();
        }
    }
}

/// Whether the author of the story is named directly in the element, and says that it is one.
fn page_names_author(page: &Page<'_>, node: usize) -> bool {
    matches!(page.nodes[node].element, Element::Block(Role::Paragraph) | Element::Division)
        && children(page, node).any(|child| sign::is_of_block(page, child))
}
