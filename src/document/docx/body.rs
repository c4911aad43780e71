//! The text of a Word document: the main part, footnotes, endnotes.

use std::{collections::HashSet, rc::Rc};

use super::{Relations, field::Field, is_on, level};
use crate::document::{
    DocumentError, Limits,
    paragraphs::{Look, Paragraphs, Says, Styles},
    xml::{Piece, Pieces, Tag},
};

/// What an element of Word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    /// Something within the properties of a paragraph or of a run.
    Property,
    Words,
    /// The code of a field.
    Code,
    /// Something that stands for words in a run.
    Sign,
    FieldMark,
    Field,
    Link,
    /// A reference to a footnote or endnote.
    Reference,
    /// A footnote or endnote.
    Note,
    Table,
    Cell,
    /// A control for content, which may hold words that only say what to write.
    Control,
    ControlProperties,
    /// Has several forms of the same.
    Alternatives,
    /// One of them.
    Alternative,
    /// Not seen.
    Hidden,
    /// How something was before it was changed, with all that is in it.
    Past,
    Other,
}

/// Elements by their names without a prefix.
const ELEMENTS: &[(&str, Element)] = &[
    ("p", Element::Paragraph),
    ("pPr", Element::ParagraphProperties),
    ("pStyle", Element::Property),
    ("outlineLvl", Element::Property),
    ("numPr", Element::Other),
    ("numId", Element::Property),
    ("r", Element::Run),
    ("rPr", Element::RunProperties),
    ("rStyle", Element::Property),
    ("vanish", Element::Property),
    ("t", Element::Words),
    ("instrText", Element::Code),
    ("tab", Element::Sign),
    ("ptab", Element::Sign),
    ("br", Element::Sign),
    ("cr", Element::Sign),
    ("noBreakHyphen", Element::Sign),
    ("sym", Element::Sign),
    ("fldChar", Element::FieldMark),
    ("fldSimple", Element::Field),
    ("hyperlink", Element::Link),
    ("footnoteReference", Element::Reference),
    ("endnoteReference", Element::Reference),
    ("footnote", Element::Note),
    ("endnote", Element::Note),
    ("tbl", Element::Table),
    ("tc", Element::Cell),
    ("sdt", Element::Control),
    ("sdtPr", Element::ControlProperties),
    ("showingPlcHdr", Element::Property),
    ("del", Element::Hidden),
    ("moveFrom", Element::Hidden),
    ("rt", Element::Hidden),
    ("pPrChange", Element::Past),
    ("rPrChange", Element::Past),
    ("sectPrChange", Element::Past),
    ("tblPrChange", Element::Past),
];

/// Elements that are not of Word itself, but stand between those that are.
const FOREIGN: &[(&str, Element)] = &[
    ("AlternateContent", Element::Alternatives),
    ("Choice", Element::Alternative),
    ("Fallback", Element::Alternative),
];

/// Fonts whose letters are pictures.
const PICTURES: &[&str] = &["symbol", "wingdings", "webdings", "zapf", "mt extra", "bookshelf", "marlett"];

/// An element that is open.
struct Open {
    element: Element,
    /// How many times it has hidden what is in it.
    hides: usize,
    /// Whether it has set what is in it apart from the story.
    is_apart: bool,
    /// Where it leads, if it is a link.
    link: Option<Rc<str>>,
    /// Whether one of several forms of the same has been read.
    has_read: bool,
}

/// A field that is open.
struct OpenField {
    code: String,
    /// What its result is; none while its code is read.
    result: Option<Field>,
}

/// Reads one part.
pub(super) struct Reader<'a> {
    paragraphs: &'a mut Paragraphs,
    styles: &'a Styles,
    relations: &'a Relations,
    /// The prefix of the elements of Word, with its colon.
    prefix: String,
    open: Vec<Open>,
    fields: Vec<OpenField>,
    /// Those of the fields whose codes are read, by their numbers.
    codes: Vec<usize>,
    /// What the properties say of the paragraph that is open.
    look: Look,
    /// Notes that have been referred to: only the first mark of each counts.
    referred: HashSet<String>,
}

impl<'a> Reader<'a> {
    /// Begins to read a part that has some relations.
    pub(super) fn new(paragraphs: &'a mut Paragraphs, styles: &'a Styles, relations: &'a Relations) -> Self {
        Self {
            paragraphs,
            styles,
            relations,
            prefix: String::new(),
            open: Vec::new(),
            fields: Vec::new(),
            codes: Vec::new(),
            look: Look::default(),
            referred: HashSet::new(),
        }
    }

    /// Reads the part. Gives whether it is a text document, as the main part must be.
    ///
    /// # Errors
    /// As those of [`Pieces::next`].
    pub(super) fn read(mut self, text: &str, limits: &Limits) -> Result<bool, DocumentError> {
        let mut pieces = Pieces::new(text, limits);
        let mut is_document = false;
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Open(tag) => {
                    if self.open.is_empty() {
                        let name = tag.full_name();
                        is_document = tag.name() == "document";
                        name[..name.len() - tag.name().len()].clone_into(&mut self.prefix);
                    }
                    self.open(&tag);
                }
                Piece::Close => self.close(),
                Piece::Words(words, _) => self.words(words),
                Piece::StandIn(words, _) => self.words(&words),
                Piece::Comment(_) => {}
            }
        }
        Ok(is_document)
    }

    /// What an element is where it stands.
    fn element(&self, tag: &Tag<'_>) -> Element {
        if self.parent() == Some(Element::Past) {
            return Element::Past;
        }
        let name = tag.full_name();
        let own = name.strip_prefix(&self.prefix).filter(|own| !own.contains(':'));
        let (elements, name) = match own {
            Some(own) => (ELEMENTS, own.to_owned()),
            None => (FOREIGN, tag.name()),
        };
        let found = elements.iter().find(|(known, _)| *known == name);
        match found.map_or(Element::Other, |(_, element)| *element) {
            // In the properties of a paragraph, tabs are where they stop.
            Element::Sign | Element::Words | Element::Code if !self.is_in_run() => Element::Other,
            // Among properties, it says that the mark at the end of the paragraph is deleted.
            Element::Hidden if self.parent() == Some(Element::RunProperties) => Element::Property,
            element => element,
        }
    }

    fn parent(&self) -> Option<Element> {
        self.open.last().map(|open| open.element)
    }

    fn is_in_run(&self) -> bool {
        matches!(self.parent(), Some(Element::Run | Element::Alternative))
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let element = self.element(tag);
        let mut open = Open { element, hides: 0, is_apart: false, link: None, has_read: false };
        match element {
            Element::Paragraph => {
                self.look = Look::default();
                self.paragraphs.open();
            }
            Element::Property => self.property(tag),
            Element::Sign => self.sign(tag),
            Element::FieldMark => self.field_mark(tag),
            Element::Field => match Field::of_code(&tag.attribute("instr").unwrap_or_default()) {
                Field::Words => {}
                Field::Link(target) => open.link = Some(target.into()),
                Field::Apart => open.is_apart = true,
            },
            Element::Link => {
                let target = tag.attribute("id").and_then(|id| self.relations.target(&id).cloned());
                let place = || tag.attribute("anchor").map(|place| format!("#{place}").into());
                open.link = target.or_else(place);
            }
            Element::Reference => self.reference(tag),
            Element::Note => {
                // Lines between the text and its notes are kept as notes as well.
                open.hides = usize::from(tag.attribute("type").is_some_and(|kind| kind != "normal"));
                self.paragraphs.open_note(&label(tag, ""));
            }
            Element::Table => self.paragraphs.open_table(),
            Element::Cell => self.paragraphs.open_cell(),
            Element::Alternative => {
                let around = self.open.last_mut().filter(|around| around.element == Element::Alternatives);
                let is_read = around.is_some_and(|around| std::mem::replace(&mut around.has_read, true));
                open.hides = usize::from(is_read);
            }
            Element::Hidden => open.hides = 1,
            _ => {}
        }
        if open.link.is_some() {
            self.paragraphs.link_begins();
        }
        if open.is_apart {
            self.paragraphs.set_apart();
        }
        (0..open.hides).for_each(|_| self.paragraphs.hide());
        self.open.push(open);
    }

    fn close(&mut self) {
        let Some(Open { element, hides, is_apart, link, .. }) = self.open.pop() else { return };
        match element {
            Element::Paragraph => {
                self.end_codes();
                self.paragraphs.close();
            }
            Element::ParagraphProperties => self.paragraphs.style(self.look),
            Element::Note => self.paragraphs.close_note(),
            Element::Table => self.paragraphs.close_table(),
            _ => {}
        }
        (0..hides).for_each(|_| self.paragraphs.show());
        if let Some(target) = link {
            self.paragraphs.link_ends(target);
        }
        if is_apart {
            self.paragraphs.set_back();
        }
    }

    fn words(&mut self, words: &str) {
        match self.parent() {
            Some(Element::Words) => self.paragraphs.words(words),
            Some(Element::Code) => {
                if let Some(field) = self.fields.last_mut().filter(|field| field.result.is_none()) {
                    field.code.push_str(words);
                }
            }
            _ => {}
        }
    }

    /// Nobody sees the rest of what is open so many elements further out.
    fn hide(&mut self, outwards: usize) {
        let index = self.open.len().checked_sub(1 + outwards);
        if let Some(open) = index.and_then(|index| self.open.get_mut(index)) {
            open.hides += 1;
            self.paragraphs.hide();
        }
    }

    /// Something within the properties of a paragraph, of a run, of a control.
    fn property(&mut self, tag: &Tag<'_>) {
        let mut around = self.open.iter().rev().map(|open| open.element);
        let inner = (around.next(), around.next());
        let of_run = inner == (Some(Element::RunProperties), Some(Element::Run));
        let of_mark = inner == (Some(Element::RunProperties), Some(Element::ParagraphProperties));
        let value = tag.attribute("val").unwrap_or_default();
        match tag.name().as_str() {
            "pStyle" => {
                let Look { says, is_item, .. } = self.look;
                self.look = self.styles.look(&value);
                self.look.is_item |= is_item;
                if self.look.says == Says::Nothing {
                    self.look.says = says;
                }
            }
            "outlineLvl" => {
                if let (Says::Nothing | Says::Heading(_), Some(level)) = (self.look.says, level(tag)) {
                    self.look.says = Says::Heading(level);
                }
            }
            "numId" => self.look.is_item = value != "0",
            "rStyle" if of_run && self.styles.look(&value).is_hidden => self.hide(1),
            "vanish" if of_run && is_on(tag) => self.hide(1),
            "del" | "moveFrom" if of_mark => self.paragraphs.goes_on(),
            "showingPlcHdr"
                if inner == (Some(Element::ControlProperties), Some(Element::Control)) && is_on(tag) =>
            {
                self.hide(1);
            }
            _ => {}
        }
    }

    /// Something that stands for words.
    fn sign(&mut self, tag: &Tag<'_>) {
        match tag.name().as_str() {
            "tab" | "ptab" => self.paragraphs.tab(),
            "noBreakHyphen" => self.paragraphs.words("-"),
            "sym" => {
                if let Some(character) = symbol(tag) {
                    self.paragraphs.words(character.encode_utf8(&mut [0; 4]));
                }
            }
            _ => self.paragraphs.line_break(),
        }
    }

    /// A footnote's mark. One that somebody has chosen stands behind it, in the same run.
    fn reference(&mut self, tag: &Tag<'_>) {
        let label = label(tag, "Reference");
        if self.referred.insert(label.clone()) {
            self.paragraphs.refer(label);
        }
        let has_own = tag.attribute("customMarkFollows");
        if has_own.is_some_and(|value| !matches!(value.as_str(), "0" | "false" | "off")) {
            self.hide(0);
        }
    }

    /// The beginning of a field, the end of its code, or its own end. These are seen to even where they are not read,
    /// so that every field ends which has begun.
    fn field_mark(&mut self, tag: &Tag<'_>) {
        match tag.attribute("fldCharType").as_deref() {
            Some("begin") => {
                self.codes.push(self.fields.len());
                self.fields.push(OpenField { code: String::new(), result: None });
                self.paragraphs.hide();
            }
            Some("separate") => self.end_code(),
            Some("end") => {
                self.end_code();
                match self.fields.pop().and_then(|field| field.result) {
                    Some(Field::Link(target)) => self.paragraphs.link_ends(target.into()),
                    Some(Field::Apart) => self.paragraphs.set_back(),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Ends the code of the innermost field, if it has not ended. Its result follows.
    fn end_code(&mut self) {
        let Some(field) = self.fields.last_mut().filter(|field| field.result.is_none()) else { return };
        let result = Field::of_code(&std::mem::take(&mut field.code));
        self.codes.pop();
        self.paragraphs.show();
        match result {
            Field::Link(_) => self.paragraphs.link_begins(),
            Field::Apart => self.paragraphs.set_apart(),
            Field::Words => {}
        }
        field.result = Some(result);
    }

    /// Codes end with their paragraph: whatever is wrong with a field, it hides no more.
    fn end_codes(&mut self) {
        for index in std::mem::take(&mut self.codes) {
            self.fields[index].result = Some(Field::Words);
            self.paragraphs.show();
        }
    }
}

/// What a note is called, by its own tag or by that of a reference to it.
fn label(tag: &Tag<'_>, behind: &str) -> String {
    let name = tag.name();
    format!("{} {}", name.trim_end_matches(behind), tag.attribute("id").unwrap_or_default())
}

/// The character that a symbol is, if it is one: in some fonts they are pictures.
fn symbol(tag: &Tag<'_>) -> Option<char> {
    let font = tag.attribute("font").unwrap_or_default().to_lowercase();
    let number = u32::from_str_radix(&tag.attribute("char")?, 16).ok()?;
    let is_private = (0xe000..0xf900).contains(&number);
    let is_picture = is_private || PICTURES.iter().any(|name| font.starts_with(name));
    char::from_u32(number).filter(|character| !is_picture && !character.is_control())
}
