//! Elements with words in them → blocks: what HTML, the XML of news agencies and packed documents have in common.
//!
//! A reader of a format opens and closes elements and hands over words; which role each element has, it says itself.

pub(super) mod html;
pub(super) mod walk;

use super::{Document, DocumentError, Limit, Limits, Role, SourceMap, extract::Extract, note::Found};
use crate::Span;

/// What an element is to the words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// A block of its own.
    Block(Role),
    /// What stands around blocks and gives them a role where their own says nothing: a block quotation, a caption.
    Around(Role),
    /// What separates blocks and says nothing of them.
    Division,
    /// Part of the words around it.
    Inline,
    /// Not read.
    Hidden,
    /// A block whose white space is kept.
    Verbatim,
}

/// Blocks in the making.
pub(super) struct Markup {
    pub(super) extract: Extract,
    open: Vec<Open>,
    /// How many of the open elements are not read.
    hidden: usize,
    /// How many of them keep their white space.
    verbatim: usize,
    /// How many elements may be open.
    most: u64,
    limits: Limits,
    /// Whether a blank is to come before the next words.
    blank: Option<Span>,
    /// Which of the open elements are links that have no words yet, the innermost last.
    wordless: Vec<usize>,
}

struct Open {
    element: Element,
    /// The role of words that come in it.
    role: Role,
    /// Where it leads, if it is a link, and where its words begin, once there are some.
    link: Option<(String, Option<usize>)>,
}

impl Markup {
    /// Begins. With `titled`, a headline stands above it.
    pub(super) fn new(titled: bool, limits: &Limits) -> Self {
        Self {
            extract: Extract::below(titled),
            open: Vec::new(),
            hidden: 0,
            verbatim: 0,
            most: limits.depth,
            limits: *limits,
            blank: None,
            wordless: Vec::new(),
        }
    }

    /// Opens an element.
    ///
    /// # Errors
    /// [`DocumentError::Limit`] where too many are open.
    pub(super) fn open(&mut self, element: Element) -> Result<(), DocumentError> {
        self.open_leading(element, None)
    }

    /// Opens a part of the words around it that leads somewhere: a link, a citation.
    ///
    /// # Errors
    /// [`DocumentError::Limit`] where too many are open.
    pub(super) fn open_link(&mut self, target: String) -> Result<(), DocumentError> {
        self.open_leading(Element::Inline, Some(target))
    }

    /// Opens an element, all words of which lead somewhere if there is a target: a block quotation with its source.
    ///
    /// # Errors
    /// [`DocumentError::Limit`] where too many are open.
    pub(super) fn open_leading(
        &mut self,
        element: Element,
        target: Option<String>,
    ) -> Result<(), DocumentError> {
        if self.open.len() as u64 >= self.most {
            return Err(DocumentError::beyond(
                &self.limits,
                Limit::Depth,
                "more elements stand within one another",
            ));
        }
        match element {
            Element::Inline => {}
            Element::Hidden => self.hidden += 1,
            _ => self.end_block(),
        }
        self.verbatim += usize::from(element == Element::Verbatim);
        if target.is_some() {
            self.wordless.push(self.open.len());
        }
        let link = target.map(|target| (target, None));
        self.open.push(Open { element, role: self.role_in(element), link });
        Ok(())
    }

    /// Closes the innermost element.
    pub(super) fn close(&mut self) {
        let Some(Open { element, link, .. }) = self.open.pop() else { return };
        match link {
            Some((target, Some(start))) => self.extract.link(start, self.extract.len(), target),
            Some((_, None)) => _ = self.wordless.pop(),
            None => {}
        }
        match element {
            Element::Inline => {}
            Element::Hidden => self.hidden -= 1,
            _ => self.end_block(),
        }
        self.verbatim -= usize::from(element == Element::Verbatim);
    }

    /// Whether words that come now are not read.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    /// Whether white space is kept in the words that come now.
    pub(super) fn is_verbatim(&self) -> bool {
        self.verbatim > 0
    }

    /// Ends the block that is open.
    pub(super) fn end_block(&mut self) {
        self.extract.close();
        self.blank = None;
    }

    /// Adds words that stand at `at` in the file byte for byte. White space counts as one blank.
    pub(super) fn words(&mut self, words: &str, at: Span) {
        if self.hidden > 0 {
            return;
        }
        let mut start = 0;
        while start < words.len() {
            let rest = &words[start..];
            let blanks = rest.find(|c: char| !is_space(c)).unwrap_or(rest.len());
            if blanks > 0 {
                self.space(&rest[..blanks], Span::new(at.start() + start, at.start() + start + blanks));
                start += blanks;
                continue;
            }
            let length = rest.find(is_space).unwrap_or(rest.len());
            let at = Span::new(at.start() + start, at.start() + start + length);
            self.put(|extract| extract.push(&rest[..length], at));
            start += length;
        }
    }

    /// Adds words that stand at `at` in the file: byte for byte where both have the same length, and otherwise as a
    /// whole.
    pub(super) fn piece(&mut self, words: &str, at: Span) {
        if words.len() == at.len() {
            self.words(words, at);
        } else {
            self.stand_in(words, at);
        }
    }

    /// Adds words that something else stands for in the file: an entity, a break.
    pub(super) fn stand_in(&mut self, words: &str, at: Span) {
        if self.hidden > 0 || words.is_empty() {
            return;
        }
        if words.chars().all(is_space) {
            self.space(words, at);
        } else {
            self.put(|extract| extract.stand_in(words, at));
        }
    }

    /// Adds the end of a line within a block.
    pub(super) fn line_end(&mut self, at: Span) {
        if self.hidden == 0 && self.extract.is_open() {
            self.blank = None;
            self.extract.push("\n", at);
        }
    }

    fn space(&mut self, words: &str, at: Span) {
        if self.verbatim > 0 && self.extract.is_open() {
            self.extract.push(words, at);
        } else {
            self.blank.get_or_insert(at);
        }
    }

    /// Adds words without white space.
    fn put(&mut self, add: impl FnOnce(&mut Extract)) {
        let is_first = !self.extract.is_open();
        self.extract.open(self.role());
        match self.blank.take() {
            Some(blank) if !is_first && self.verbatim == 0 => self.extract.push(" ", blank),
            _ => {}
        }
        let start = self.extract.len();
        for link in self.wordless.drain(..) {
            if let Some((_, begins)) = self.open.get_mut(link).and_then(|open| open.link.as_mut()) {
                *begins = Some(start);
            }
        }
        add(&mut self.extract);
    }

    /// The role of words that come now.
    fn role(&self) -> Role {
        self.open.last().map_or(Role::Paragraph, |open| open.role)
    }

    /// The role of words in an element that is opened now: its own, or that of what stands around it. A paragraph
    /// within something else is that.
    fn role_in(&self, element: Element) -> Role {
        match element {
            Element::Block(role) if role != Role::Paragraph => role,
            Element::Around(role) => role,
            _ => self.role(),
        }
    }

    /// The document. `file` is what it was read from, `notes` are the notes to the linter in it.
    pub(super) fn finish(mut self, file: &str, titled: bool, mut notes: Vec<Found>) -> Document {
        notes.extend(self.extract.take_notes());
        self.extract.finish_in(file, &SourceMap::identity(), titled, notes)
    }
}

/// White space that means no more than a blank. A no-break space is one that somebody set.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_put_together() {
        let file = "  The quay\n is <b>late </b>&amp; <a>shut</a>.  ";
        let mut markup = Markup::new(false, &Limits::default());
        markup.open(Element::Block(Role::Paragraph)).unwrap();
        let at = |words: &str| {
            let start = file.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        markup.words("  The quay\n is ", at("  The quay\n is "));
        markup.open(Element::Inline).unwrap();
        markup.words("late ", at("late "));
        markup.close();
        markup.stand_in("&", at("&amp;"));
        markup.words(" ", Span::new(at(" <a>").start(), at("<a>").start()));
        markup.open_link("https://quay.example".into()).unwrap();
        markup.words("shut", at("shut"));
        markup.close();
        markup.words(".  ", at(".  "));
        markup.close();
        let document = markup.finish(file, false, Vec::new());
        assert_eq!(document.text, "The quay is late & shut.");
        assert_eq!(document.blocks.len(), 1);
        let link = &document.links[0];
        assert_eq!(link.span.of(&document.text), "shut");
        assert_eq!(document.map.to_file(link.span).of(file), "shut");
        assert_eq!(document.map.to_file(document.blocks[0].span).of(file), file.trim());
    }

    #[test]
    fn no_more_may_be_open_than_the_limit() {
        let mut markup = Markup::new(false, &Limits { depth: 2, ..Limits::default() });
        markup.open(Element::Division).unwrap();
        markup.open(Element::Inline).unwrap();
        assert!(markup.open(Element::Inline).unwrap_err().to_string().contains("limit `depth` allows: 2"));
    }
}
