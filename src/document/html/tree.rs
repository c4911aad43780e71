//! Pieces → elements within one another, each closed: what the author left out is put in as browsers do.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::piece::{self, Attribute, Piece, Tag};
use crate::{
    Span,
    document::{
        DocumentError, Limit, Limits,
        markup::{Element, html},
    },
};

/// A page: its elements in the order in which they begin. The first stands around everything.
pub(super) struct Page<'a> {
    pub(super) file: &'a str,
    pub(super) nodes: Vec<Node>,
    pub(super) steps: Vec<Step>,
    names: Vec<Name>,
}

/// An element.
pub(super) struct Node {
    /// Where in [`Page::names`] its name is.
    name: u32,
    pub(super) element: Element,
    pub(super) attributes: Box<[Attribute]>,
    /// Its first tag.
    pub(super) at: Span,
    /// What stands around it.
    pub(super) parent: usize,
    /// It and the elements in it.
    pub(super) nodes: Range<usize>,
    /// Its steps, with those of the elements in it.
    pub(super) steps: Range<usize>,
}

/// What a reader of the page comes to.
pub(super) enum Step {
    /// The element begins.
    Open(usize),
    /// The element ends. Where it has no tag for that, the span is empty.
    Close(usize, Span),
    /// Words, byte for byte.
    Words(Span),
    /// Something stands for a character.
    StandIn(Box<str>, Span),
    /// A comment.
    Comment(Span),
}

struct Name {
    text: String,
    element: Element,
    /// Whether an element of this name never has content.
    is_empty: bool,
    begins: Option<&'static Begins>,
    /// What such an element bounds, and is ended within.
    bounds: u8,
    scope: usize,
}

/// What the beginning of an element ends, within a scope: a row of [`BEGINS`].
type Begins = (&'static [&'static str], &'static [&'static str], usize);

/// Scopes: an end tag reaches no further out than the innermost element that bounds its scope.
const USUAL: usize = 0;
const LIST: usize = 1;
const TABLE: usize = 2;
/// Within words: no further than the block around them.
const WORDS: usize = 3;
const SCOPES: usize = 4;

/// Elements by the scopes that they bound.
const BOUNDS: &[(&[&str], &[usize])] = &[
    (&["table", "template"], &[USUAL, LIST, TABLE]),
    (&["td", "th", "caption", "button", "object"], &[USUAL, LIST]),
    (&["ul", "ol", "dl", "menu"], &[LIST]),
];

/// Elements whose beginning ends others that are open.
const BEGINS: &[Begins] = &[
    (&["li"], &["li"], LIST),
    (&["dt", "dd"], &["dt", "dd"], LIST),
    (&["td", "th"], &["td", "th", "caption"], TABLE),
    (&["tr"], &["tr", "caption"], TABLE),
    (&["tbody", "thead", "tfoot"], &["tbody", "thead", "tfoot", "tr", "caption"], TABLE),
    (&["a"], &["a"], WORDS),
    (&["option", "optgroup"], &["option"], USUAL),
    (&["rt", "rp"], &["rt", "rp"], WORDS),
    (&["h1", "h2", "h3", "h4", "h5", "h6"], HEADINGS, USUAL),
];

/// Elements whose end tags end one another.
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// Elements that end in a table, as far as it reaches.
const OF_TABLES: &[&str] = &["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"];

/// Elements that end in a list.
const OF_LISTS: &[&str] = &["li", "dt", "dd"];

/// Elements that end with the page, whatever their end tags say, and of which there is one.
const ONCE: &[&str] = &["html", "body"];

/// What can stand in the head of a page. Anything else ends it.
const IN_HEAD: &[&str] =
    &["base", "basefont", "bgsound", "link", "meta", "noscript", "script", "style", "template", "title"];

/// The words of an element are looked for no further into it, so that those of elements within one another take no
/// longer than the page.
const MOST_STEPS: usize = 200;

/// Reads a file.
///
/// # Errors
/// [`DocumentError::Limit`] where too many elements stand within one another.
pub(super) fn read<'a>(file: &'a str, limits: &Limits) -> Result<Page<'a>, DocumentError> {
    let page = Page { file, nodes: Vec::new(), steps: Vec::new(), names: Vec::new() };
    let mut builder =
        Builder { page, ids: FxHashMap::default(), open: Vec::new(), by_name: Vec::new(), limits: *limits };
    builder.start(Tag::default())?;
    for piece in piece::all(file) {
        builder.piece(piece)?;
    }
    builder.close_from(0, Span::new(file.len(), file.len()));
    Ok(builder.page)
}

struct Builder<'a> {
    page: Page<'a>,
    ids: FxHashMap<String, u32>,
    open: Vec<Open>,
    /// By name: which of the open elements have it.
    by_name: Vec<Vec<usize>>,
    limits: Limits,
}

#[derive(Clone, Copy)]
struct Open {
    node: usize,
    /// By scope: the innermost open element that bounds it.
    bounds: [usize; SCOPES],
}

impl Builder<'_> {
    fn piece(&mut self, piece: Piece) -> Result<(), DocumentError> {
        match piece {
            Piece::Open(tag) => return self.begin(tag),
            Piece::Close(name, at) => self.end(&name, at)?,
            Piece::Words(at) => {
                if !at.of(self.page.file).chars().all(|c| c.is_ascii_whitespace() || c == '\u{feff}') {
                    self.end_head(at.start());
                }
                self.page.steps.push(Step::Words(at));
            }
            Piece::StandIn(words, at) => {
                self.end_head(at.start());
                self.page.steps.push(Step::StandIn(words.into(), at));
            }
            Piece::Comment(at) => self.page.steps.push(Step::Comment(at)),
        }
        Ok(())
    }

    /// Begins an element, and ends what cannot go on.
    fn begin(&mut self, tag: Tag) -> Result<(), DocumentError> {
        let id = self.id(&tag.name);
        let before = Span::new(tag.at.start(), tag.at.start());
        if ONCE.contains(&tag.name.as_str()) && !self.by_name[id].is_empty() {
            return Ok(());
        }
        if !IN_HEAD.contains(&tag.name.as_str()) && tag.name != "head" {
            self.end_head(tag.at.start());
        }
        let name = &self.page.names[id];
        if name.element != Element::Inline && !is_hidden_inline(name) {
            self.close_innermost(&["p"], USUAL, before);
        }
        if let Some((_, ends, scope)) = self.page.names[id].begins {
            self.close_innermost(ends, *scope, before);
        }
        let is_over = self.page.names[id].is_empty || tag.is_closed;
        let at = tag.at;
        self.start(tag)?;
        if is_over {
            self.close_from(self.open.len().saturating_sub(1), Span::new(at.end(), at.end()));
        }
        Ok(())
    }

    /// An end tag. One that ends nothing is passed over; but a lone one of a paragraph divides what it stands in.
    fn end(&mut self, name: &str, at: Span) -> Result<(), DocumentError> {
        let id = self.id(name);
        let is_paragraph = name == "p";
        if ONCE.contains(&name) || self.page.names[id].is_empty {
            return Ok(());
        }
        let scope = self.page.names[id].scope;
        let names = if HEADINGS.contains(&name) { HEADINGS } else { &[name][..] };
        if !self.close_innermost(names, scope, at) && is_paragraph {
            self.begin(Tag { name: name.to_owned(), at, is_closed: true, ..Tag::default() })?;
        }
        Ok(())
    }

    /// Ends the head of the page, if it is open and nothing hides what stands in it.
    fn end_head(&mut self, at: usize) {
        let innermost = self.open.last().map(|open| self.page.name(open.node));
        if innermost == Some("head") {
            self.close_innermost(&["head"], USUAL, Span::new(at, at));
        }
    }

    /// Ends the innermost element that has one of some names, if a scope reaches that far.
    fn close_innermost(&mut self, names: &[&str], scope: usize, at: Span) -> bool {
        let last = |name: &&str| self.by_name[*self.ids.get(*name)? as usize].last().copied();
        let Some(innermost) = names.iter().filter_map(last).max() else { return false };
        let bound = self.open.last().map_or(0, |open| open.bounds[scope]);
        let reaches = innermost >= bound;
        if reaches {
            self.close_from(innermost, at);
        }
        reaches
    }

    /// Ends an open element, and all within it.
    fn close_from(&mut self, from: usize, at: Span) {
        while self.open.len() > from {
            let Some(open) = self.open.pop() else { return };
            let is_own = self.open.len() == from;
            let at = if is_own { at } else { Span::new(at.start(), at.start()) };
            self.page.steps.push(Step::Close(open.node, at));
            let (nodes, steps) = (self.page.nodes.len(), self.page.steps.len());
            let node = &mut self.page.nodes[open.node];
            node.nodes.end = nodes;
            node.steps.end = steps;
            self.by_name[node.name as usize].pop();
        }
    }

    fn start(&mut self, tag: Tag) -> Result<(), DocumentError> {
        if self.open.len() as u64 > self.limits.depth {
            let what = "more elements stand within one another";
            return Err(DocumentError::beyond(&self.limits, Limit::Depth, what));
        }
        let id = self.id(&tag.name);
        let index = self.open.len();
        let node = self.page.nodes.len();
        let mut bounds = self.open.last().map_or([0; SCOPES], |open| open.bounds);
        for (scope, bound) in bounds.iter_mut().enumerate() {
            if self.page.names[id].bounds & (1 << scope) != 0 {
                *bound = index;
            }
        }
        let parent = self.open.last().map_or(0, |open| open.node);
        let steps = self.page.steps.len();
        self.page.nodes.push(Node {
            name: id as u32,
            element: self.page.names[id].element,
            attributes: tag.attributes.into(),
            at: tag.at,
            parent,
            nodes: node..node + 1,
            steps: steps..steps + 1,
        });
        self.page.steps.push(Step::Open(node));
        self.by_name[id].push(index);
        self.open.push(Open { node, bounds });
        Ok(())
    }

    /// Where the name is, which is looked up once.
    fn id(&mut self, name: &str) -> usize {
        if let Some(id) = self.ids.get(name) {
            return *id as usize;
        }
        let id = self.page.names.len();
        self.ids.insert(name.to_owned(), id as u32);
        self.page.names.push(Name::new(name));
        self.by_name.push(Vec::new());
        id
    }
}

/// Whether it is no block although it is no part of the words: a script, a button.
fn is_hidden_inline(name: &Name) -> bool {
    name.element == Element::Hidden && !matches!(name.text.as_str(), "form" | "nav" | "menu" | "dialog")
}

impl Name {
    fn new(text: &str) -> Self {
        let element = if text.is_empty() { Element::Division } else { html::element(text) };
        let bounded = BOUNDS.iter().filter(|(names, _)| names.contains(&text)).flat_map(|(_, scopes)| *scopes);
        let mut bounds = bounded.fold(0, |bounds, scope| bounds | 1 << scope);
        if element != Element::Inline {
            bounds |= 1 << WORDS;
        }
        let scope = if OF_TABLES.contains(&text) {
            TABLE
        } else if OF_LISTS.contains(&text) {
            LIST
        } else if element == Element::Inline {
            WORDS
        } else {
            USUAL
        };
        let begins = BEGINS.iter().find(|(names, ..)| names.contains(&text));
        Self { text: text.to_owned(), element, is_empty: html::is_empty(text), begins, bounds, scope }
    }
}

impl Page<'_> {
    /// The name of an element, in small letters.
    pub(super) fn name(&self, node: usize) -> &str {
        &self.names[self.nodes[node].name as usize].text
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        self.found(node, name).map(|attribute| attribute.value.as_str())
    }

    /// An attribute, with its place.
    pub(super) fn found(&self, node: usize, name: &str) -> Option<&Attribute> {
        self.nodes[node].attributes.iter().find(|attribute| attribute.name == name)
    }

    /// Whether an attribute that lists words has one of them.
    pub(super) fn lists(&self, node: usize, name: &str, word: &str) -> bool {
        self.attribute(node, name).is_some_and(|list| list.split_ascii_whitespace().any(|item| item == word))
    }

    /// What stands around an element, from within, without what stands around everything.
    pub(super) fn around(&self, node: usize) -> impl Iterator<Item = usize> {
        let parent = |node: &usize| Some(self.nodes[*node].parent).filter(|parent| *parent != 0);
        std::iter::successors(parent(&node).filter(|_| node != 0), parent)
    }

    /// The words in an element, with single blanks; no more than about `most` bytes of them, and none behind very many
    /// elements.
    pub(super) fn words(&self, node: usize, most: usize) -> String {
        let mut words = String::new();
        let mut hidden = 0_usize;
        for step in self.steps[self.nodes[node].steps.clone()].iter().take(MOST_STEPS) {
            match step {
                Step::Open(node) if self.nodes[*node].element == Element::Hidden => hidden += 1,
                Step::Close(node, _) if self.nodes[*node].element == Element::Hidden => {
                    hidden = hidden.saturating_sub(1);
                }
                Step::Open(node) if self.nodes[*node].element != Element::Inline => words.push(' '),
                Step::Words(at) if hidden == 0 => words.push_str(at.of(self.file)),
                Step::StandIn(written, _) if hidden == 0 => words.push_str(written),
                _ => {}
            }
            if words.len() > most {
                break;
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page with all end tags, and words without blanks around them.
    fn told(file: &str) -> String {
        let page = read(file, &Limits::default()).unwrap();
        let told = |step: &Step| match step {
            Step::Open(0) | Step::Close(0, _) | Step::Comment(_) => String::new(),
            Step::Open(node) => format!("<{}>", page.name(*node)),
            Step::Close(node, _) => format!("</{}>", page.name(*node)),
            Step::Words(at) => at.of(file).trim().to_owned(),
            Step::StandIn(words, _) => words.to_string(),
        };
        page.steps.iter().map(told).collect()
    }

    #[test]
    fn what_is_left_out_is_put_in() {
        for (file, expected) in [
            ("<P>one<p>two<div>three", "<p>one</p><p>two</p><div>three</div>"),
            ("<ul><li>a<li>b<ul><li>c</ul>d</ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul>d</li></ul>"),
            ("<dl><dt>a<dd>b<p>c<dt>d</dl>", "<dl><dt>a</dt><dd>b<p>c</p></dd><dt>d</dt></dl>"),
            (
                "<table><tr><td>a<td><table><tr><td>b</table>c<tr><td>d</table>e",
                "<table><tr><td>a</td><td><table><tr><td>b</td></tr></table>c</td></tr><tr><td>d</td></tr></table>e",
            ),
            ("<h2>a<h3>b</h2>c", "<h2>a</h2><h3>b</h3>c"),
            ("<p><a href=x>a<a href=y>b<p>c", "<p><a>a</a><a>b</a></p><p>c</p>"),
            ("<p>a<br>b<img>c<hr>d", "<p>a<br></br>b<img></img>c</p><hr></hr>d"),
            ("<p>a<script>b</script>c", "<p>a<script>b</script>c</p>"),
        ] {
            assert_eq!(told(file), expected, "{file}");
        }
    }

    #[test]
    fn stray_end_tags_end_nothing_else() {
        for (file, expected) in [
            ("<div>a</span></b></div>b", "<div>a</div>b"),
            ("<div><b>a<p>b</b>c</p></b>d</div>e", "<div><b>a<p>bc</p></b>d</div>e"),
            ("<table><tr><td>a</div></td></tr></table>", "<table><tr><td>a</td></tr></table>"),
            ("<div>a</p>b</div>", "<div>a<p></p>b</div>"),
            ("</div></html>a", "a"),
            ("<html><head><title>t</title><p>a</body>b", "<html><head><title>t</title></head><p>ab</p></html>"),
        ] {
            assert_eq!(told(file), expected, "{file}");
        }
    }

    #[test]
    fn no_more_within_one_another_than_the_limit() {
        for mark in ["<div>", "<b>", "<font color=red>", "<table><tr><td>"] {
            let file = mark.repeat(100_000);
            assert!(matches!(read(&file, &Limits::default()), Err(DocumentError::Limit { .. })), "{mark}");
        }
        for mark in ["<p>", "<li>", "</b>", "<td>", "<a>", "<br>", "</p>"] {
            assert!(read(&mark.repeat(100_000), &Limits::default()).is_ok(), "{mark}");
        }
    }
}
