//! A tree of XML elements → a story: what NITF and the XHTML in NewsML-G2 have in common.

mod aside;
mod quotation;

use super::{Element, Markup};
use crate::{
    Span,
    document::{
        DocumentError, Limits,
        extract::Extract,
        look, note,
        xml::{
            Piece, Tag,
            tree::{Draft, Tree, Way},
        },
    },
};
use aside::Aside;
use quotation::Quotations;

/// What an element is to a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Sort {
    /// No more than an element is to its words.
    Plain(Element),
    /// Words that lead to what its `href` names.
    Link,
    /// The end of a line.
    Break,
    /// A note, which the words before it cite.
    Footnote,
    /// A quotation whose marks need not be written.
    Quotation,
    /// Who is quoted in the quotation around it, on a line of its own. A dash stands before it, written or not.
    Signature,
    /// Words to the desk: no reader sees them, but notes to the linter may be in them.
    Desk,
}

/// What elements are by their names.
pub(in crate::document) trait Names {
    /// What an element is. What its tag says of the story besides, `extract` is told.
    fn sort(&mut self, source: &Source<'_>, tag: &Tag<'_>, extract: &mut Extract) -> Sort;
}

/// A file that is read element by element.
pub(in crate::document) struct Source<'a> {
    pub(in crate::document) file: &'a str,
    pub(in crate::document) tree: Tree<'a>,
    pub(in crate::document) limits: Limits,
}

impl<'a> Source<'a> {
    /// Begins to read a file.
    pub(in crate::document) fn new(file: &'a str, limits: &Limits) -> Self {
        Self { file, tree: Tree::new(file, limits), limits: *limits }
    }

    /// Reads the element whose tag came last as a story. With `titled`, a headline stands above it.
    ///
    /// # Errors
    /// Those of [`Tree::next`], and [`DocumentError::Limit`] where too many elements stand within one another.
    pub(in crate::document) fn story(
        &mut self,
        tag: &Tag<'a>,
        names: &mut impl Names,
        titled: bool,
    ) -> Result<Draft, DocumentError> {
        let mut walk = Walk::new(titled, &self.limits, self.tree.depth());
        let mut comments = Vec::new();
        walk.open(self, tag, names)?;
        while !walk.open.is_empty() {
            match self.tree.next()? {
                Some(Piece::Open(tag)) => walk.open(self, &tag, names)?,
                Some(Piece::Close) => walk.close(),
                Some(Piece::Words(words, at)) => walk.read(self, words, at),
                Some(Piece::StandIn(words, at)) => walk.read(self, &words, at),
                Some(Piece::Comment(at)) => comments.push(at),
                None => break,
            }
        }
        let notes = note::in_comments(self.file, comments.into_iter());
        Ok(Draft { document: walk.markup.finish(self.file, titled, notes), id: None, ways: walk.ways })
    }
}

/// A story in the making.
struct Walk {
    markup: Markup,
    ways: Vec<Way>,
    /// The elements that are open, and what each is to the words in it.
    open: Vec<(Sort, Element)>,
    /// How many were open in the file at the first of them, and at each that is more than a part of the words around.
    blocks: Vec<usize>,
    /// What is read by itself, and how many elements were open before it.
    aside: Option<(usize, Aside)>,
    quotations: Quotations,
    /// Whether the next words are a signature.
    signs: bool,
    /// The last word before the end of a block. Bytes of the text.
    last: (usize, usize),
}

impl Walk {
    /// Begins with an element that was opened with so many open in the file, itself among them.
    fn new(titled: bool, limits: &Limits, depth: usize) -> Self {
        Self {
            markup: Markup::new(titled, limits),
            ways: Vec::new(),
            open: Vec::new(),
            blocks: vec![depth],
            aside: None,
            quotations: Quotations::default(),
            signs: false,
            last: (0, 0),
        }
    }

    fn open(
        &mut self,
        source: &Source<'_>,
        tag: &Tag<'_>,
        names: &mut impl Names,
    ) -> Result<(), DocumentError> {
        let sort = names.sort(source, tag, &mut self.markup.extract);
        let element = self.element(sort);
        self.open.push((sort, element));
        if element != Element::Inline {
            self.keep_word();
            self.blocks.push(source.tree.depth());
        }
        self.signs |= sort == Sort::Signature;
        match sort {
            Sort::Plain(_) | Sort::Signature => {}
            Sort::Break => self.line_end(tag.at),
            Sort::Quotation => self.quotations.open(),
            Sort::Footnote => self.set_aside(Aside::cited_by(self.last)),
            Sort::Desk => self.set_aside(Aside::to_desk()),
            Sort::Link => {
                if let Some(href) = tag.attribute("href") {
                    return self.open_link(href);
                }
            }
        }
        self.markup.open(element)
    }

    fn open_link(&mut self, target: String) -> Result<(), DocumentError> {
        if let Some((_, aside)) = &mut self.aside {
            aside.cite(&target);
        }
        self.markup.open_link(target)
    }

    fn close(&mut self) {
        let Some((sort, element)) = self.open.pop() else { return };
        if element != Element::Inline {
            self.keep_word();
            self.blocks.pop();
        }
        match sort {
            Sort::Quotation => self.quotations.close(&mut self.markup),
            Sort::Signature => self.signs = false,
            _ => {}
        }
        self.markup.close();
        if let Some((_, aside)) = self.aside.take_if(|(depth, _)| *depth == self.open.len()) {
            aside.end(&mut self.markup.extract);
        }
    }

    /// What is in the element that was opened last is read by itself, unless it stands in such a one.
    fn set_aside(&mut self, aside: Aside) {
        if !self.markup.is_hidden() {
            self.aside.get_or_insert((self.open.len() - 1, aside));
        }
    }

    /// Keeps the last word of the block that is open: a note behind the block may be cited for it.
    fn keep_word(&mut self) {
        if self.markup.extract.is_open() {
            self.last = self.markup.extract.last_word();
        }
    }

    /// Reads words that stand at `at` in the file, or what stands for them.
    fn read(&mut self, source: &mut Source<'_>, words: &str, at: Span) {
        if let Some((_, aside)) = &mut self.aside {
            aside.read(words, at);
        }
        if self.markup.is_hidden() {
            return;
        }
        let before = (self.markup.extract.is_open(), self.markup.extract.len());
        self.sign(words, at);
        self.quotations.read(&mut self.markup, words, at);
        if !before.0
            && self.markup.extract.is_open()
            && let Some(step) = source.tree.step(self.blocks.last().copied().unwrap_or_default())
        {
            self.ways.push(Way { start: before.1, step });
        }
    }

    /// Puts a dash before words that are a signature and begin with none.
    fn sign(&mut self, words: &str, at: Span) {
        let rest = words.trim_start_matches(look::is_blank);
        if !rest.is_empty() && std::mem::take(&mut self.signs) && !rest.starts_with(['—', '–', '―', '-'])
        {
            let start = at.start() + (words.len() - rest.len()).min(at.len());
            self.markup.stand_in("— ", Span::new(start, start));
        }
    }

    fn line_end(&mut self, at: Span) {
        if let Some((_, aside)) = &mut self.aside {
            aside.read(" ", at);
        }
        self.markup.line_end(at);
    }

    /// What an element of a sort is to the words in it. What is not read ends no block.
    fn element(&self, sort: Sort) -> Element {
        match sort {
            Sort::Footnote | Sort::Desk => Element::Hidden,
            Sort::Signature if !self.markup.is_hidden() => Element::Division,
            Sort::Plain(element) if !self.markup.is_hidden() => element,
            Sort::Plain(_) | Sort::Link | Sort::Break | Sort::Quotation | Sort::Signature => Element::Inline,
        }
    }
}
