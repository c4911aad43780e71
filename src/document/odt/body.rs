//! The parts of an OpenDocument text: its styles, what is said of it, the text itself.

use std::rc::Rc;

use crate::document::{
    DocumentError, Item, Limits,
    paragraphs::{Look, Paragraphs, Says, Style, Styles},
    xml::{Piece, Pieces, Tag},
};

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    /// All of a text document.
    Text,
    Paragraph,
    Span,
    Link,
    /// Something that stands for blanks.
    Sign,
    List,
    Table,
    Cell,
    /// A part of the text, which may be hidden.
    Section,
    Note,
    NoteBody,
    /// A list of what stands elsewhere.
    Apart,
    /// Not seen.
    Hidden,
    Style,
    StyleProperties,
    /// A property that somebody has given the document.
    Field,
    Other,
}

/// Elements by their names.
const ELEMENTS: &[(&str, Element)] = &[
    ("office:text", Element::Text),
    ("text:p", Element::Paragraph),
    ("text:h", Element::Paragraph),
    ("text:span", Element::Span),
    ("text:a", Element::Link),
    ("text:s", Element::Sign),
    ("text:tab", Element::Sign),
    ("text:line-break", Element::Sign),
    ("text:list", Element::List),
    ("table:table", Element::Table),
    ("table:table-cell", Element::Cell),
    ("text:section", Element::Section),
    ("text:note", Element::Note),
    ("text:note-body", Element::NoteBody),
    ("text:table-of-content", Element::Apart),
    ("text:alphabetical-index", Element::Apart),
    ("text:bibliography", Element::Apart),
    ("text:illustration-index", Element::Apart),
    ("text:object-index", Element::Apart),
    ("text:table-index", Element::Apart),
    ("text:user-index", Element::Apart),
    ("draw:object", Element::Hidden),
    ("math:math", Element::Hidden),
    ("office:annotation", Element::Hidden),
    ("office:binary-data", Element::Hidden),
    ("office:event-listeners", Element::Hidden),
    ("office:forms", Element::Hidden),
    ("office:master-styles", Element::Hidden),
    ("office:scripts", Element::Hidden),
    ("svg:desc", Element::Hidden),
    ("svg:title", Element::Hidden),
    ("text:hidden-text", Element::Hidden),
    ("text:note-citation", Element::Hidden),
    ("text:placeholder", Element::Hidden),
    ("text:ruby-text", Element::Hidden),
    ("text:script", Element::Hidden),
    ("text:tracked-changes", Element::Hidden),
    ("style:style", Element::Style),
    ("style:text-properties", Element::StyleProperties),
    ("meta:user-defined", Element::Field),
];

/// What an element says that is not to be seen.
const UNSEEN: &str = "none";

/// One element stands for no more blanks.
const MOST_BLANKS: usize = 64;

/// An element that is open.
struct Open {
    element: Element,
    /// Whether it hides what is in it.
    hides: bool,
    /// Where it leads, if it is a link.
    link: Option<Rc<str>>,
}

/// Reads the parts of a document.
#[derive(Default)]
pub(super) struct Reader {
    paragraphs: Paragraphs,
    /// Styles of paragraphs.
    styles: Styles,
    /// Styles of words.
    word_styles: Styles,
    open: Vec<Open>,
    /// The style that is open: its name, the kind of things that have it.
    style: Option<(String, String, Style)>,
    /// What the properties of the document say, by their names.
    fields: Vec<(String, String)>,
    /// How many lists are open, one within the other.
    lists: usize,
    /// How many notes there have been.
    notes: usize,
    /// For every paragraph that is open: whether a blank would be one too many, at its start and behind another.
    blanks: Vec<bool>,
    is_text: bool,
}

impl Reader {
    /// Reads a part.
    ///
    /// # Errors
    /// As those of [`Pieces::next`].
    pub(super) fn read(&mut self, text: &str, limits: &Limits) -> Result<(), DocumentError> {
        let mut pieces = Pieces::new(text, limits);
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Open(tag) => self.open(&tag),
                Piece::Close => self.close(),
                Piece::Words(words, _) => self.words(words),
                Piece::StandIn(words, _) => self.words(&words),
                Piece::Comment(_) => {}
            }
        }
        Ok(())
    }

    /// The story, if there has been a text document.
    ///
    /// # Errors
    /// As those of [`Paragraphs::finish`].
    pub(super) fn finish(self) -> Result<Option<Item>, DocumentError> {
        if self.is_text { self.paragraphs.finish(self.fields).map(Some) } else { Ok(None) }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.full_name();
        let found = ELEMENTS.iter().find(|(known, _)| *known == name);
        let element = found.map_or(Element::Other, |(_, element)| *element);
        let mut open = Open { element, hides: element == Element::Hidden, link: None };
        match element {
            Element::Text => self.is_text = true,
            Element::Paragraph => self.paragraph(tag, name == "text:h"),
            Element::Span => {
                let style = tag.attribute("style-name");
                open.hides = style.is_some_and(|style| self.word_styles.look(&style).is_hidden);
            }
            Element::Link => open.link = tag.attribute("href").map(Rc::from),
            Element::Sign => self.sign(tag),
            Element::List => self.lists += 1,
            Element::Table => self.paragraphs.open_table(),
            Element::Cell => self.paragraphs.open_cell(),
            Element::Section => open.hides = is_unseen(tag),
            Element::Note => {
                self.notes += 1;
                self.paragraphs.refer(self.note());
            }
            Element::NoteBody => self.paragraphs.open_note(&self.note()),
            Element::Apart => self.paragraphs.set_apart(),
            Element::Style => self.style = style(tag),
            Element::StyleProperties => {
                if let Some((.., style)) = &mut self.style {
                    style.is_hidden |= is_unseen(tag);
                }
            }
            Element::Field => {
                self.fields.push((tag.attribute("name").unwrap_or_default(), String::new()));
            }
            Element::Hidden | Element::Other => {}
        }
        if open.link.is_some() {
            self.paragraphs.link_begins();
        }
        if open.hides {
            self.paragraphs.hide();
        }
        self.open.push(open);
    }

    fn close(&mut self) {
        let Some(Open { element, hides, link }) = self.open.pop() else { return };
        match element {
            Element::Paragraph => {
                self.paragraphs.close();
                self.blanks.pop();
            }
            Element::List => self.lists -= 1,
            Element::Table => self.paragraphs.close_table(),
            Element::NoteBody => self.paragraphs.close_note(),
            Element::Apart => self.paragraphs.set_back(),
            Element::Style => match self.style.take() {
                Some((name, kind, style)) if kind == "paragraph" => self.styles.add(name, style),
                Some((name, kind, style)) if kind == "text" => self.word_styles.add(name, style),
                _ => {}
            },
            _ => {}
        }
        if hides {
            self.paragraphs.show();
        }
        if let Some(target) = link {
            self.paragraphs.link_ends(target);
        }
    }

    /// Adds words. White space in a file is one blank, and none at the start of a paragraph.
    fn words(&mut self, words: &str) {
        if self.open.last().is_some_and(|open| open.element == Element::Field) {
            if let Some((_, value)) = self.fields.last_mut() {
                value.push_str(words);
            }
            return;
        }
        let Some(is_blank) = self.blanks.last_mut().filter(|_| !self.paragraphs.is_hidden()) else { return };
        let mut kept = String::with_capacity(words.len());
        for (index, piece) in words.split([' ', '\t', '\n', '\r']).enumerate() {
            if index > 0 && !std::mem::replace(is_blank, true) {
                kept.push(' ');
            }
            if !piece.is_empty() {
                kept.push_str(piece);
                *is_blank = false;
            }
        }
        self.paragraphs.words(&kept);
    }

    fn paragraph(&mut self, tag: &Tag<'_>, is_heading: bool) {
        let mut look = tag.attribute("style-name").map_or(Look::default(), |style| self.styles.look(&style));
        if let (true, Says::Nothing | Says::Heading(_)) = (is_heading, look.says) {
            let level = tag.attribute("outline-level").and_then(|level| level.parse().ok());
            look.says = Says::Heading(level.unwrap_or(1));
        }
        look.is_item |= self.lists > 0;
        self.paragraphs.open();
        self.paragraphs.style(look);
        self.blanks.push(true);
    }

    /// Something that stands for blanks.
    fn sign(&mut self, tag: &Tag<'_>) {
        match tag.full_name().as_str() {
            "text:tab" => self.paragraphs.tab(),
            "text:line-break" => self.paragraphs.line_break(),
            _ => {
                let count = tag.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.paragraphs.words(&" ".repeat(count.min(MOST_BLANKS)));
            }
        }
    }

    /// What the last note is called.
    fn note(&self) -> String {
        format!("note {}", self.notes)
    }
}

/// A style without what its properties say: its name, the kind of things that have it.
fn style(tag: &Tag<'_>) -> Option<(String, String, Style)> {
    let name = tag.attribute("name")?;
    let style = Style {
        says: Says::named(&tag.attribute("display-name").unwrap_or_else(|| name.clone())),
        parent: tag.attribute("parent-style-name"),
        level: tag.attribute("default-outline-level").and_then(|level| level.parse().ok()),
        ..Style::default()
    };
    Some((name, tag.attribute("family").unwrap_or_default(), style))
}

fn is_unseen(tag: &Tag<'_>) -> bool {
    tag.attribute("display").is_some_and(|display| display == UNSEEN)
}
