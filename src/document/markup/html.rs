//! The elements of HTML and XHTML, and what each is to the words in it.

use super::Element;
use crate::document::Role;

/// Elements by name, in small letters. Any other is part of the words around it.
const ELEMENTS: &[(&str, Element)] = &[
    ("p", Element::Block(Role::Paragraph)),
    ("h1", Element::Block(Role::Heading)),
    ("h2", Element::Block(Role::Heading)),
    ("h3", Element::Block(Role::Heading)),
    ("h4", Element::Block(Role::Heading)),
    ("h5", Element::Block(Role::Heading)),
    ("h6", Element::Block(Role::Heading)),
    ("li", Element::Around(Role::ListItem)),
    ("dt", Element::Around(Role::ListItem)),
    ("dd", Element::Around(Role::ListItem)),
    ("blockquote", Element::Around(Role::Quote)),
    ("figcaption", Element::Around(Role::Caption)),
    ("caption", Element::Around(Role::Caption)),
    ("td", Element::Around(Role::Table)),
    ("th", Element::Around(Role::Table)),
    ("address", Element::Division),
    ("article", Element::Division),
    ("aside", Element::Division),
    ("body", Element::Division),
    ("center", Element::Division),
    ("details", Element::Division),
    ("div", Element::Division),
    ("dl", Element::Division),
    ("fieldset", Element::Division),
    ("figure", Element::Division),
    ("footer", Element::Division),
    ("header", Element::Division),
    ("hgroup", Element::Division),
    ("hr", Element::Division),
    ("html", Element::Division),
    ("main", Element::Division),
    ("ol", Element::Division),
    ("section", Element::Division),
    ("summary", Element::Division),
    ("table", Element::Division),
    ("tbody", Element::Division),
    ("tfoot", Element::Division),
    ("thead", Element::Division),
    ("tr", Element::Division),
    ("ul", Element::Division),
    ("pre", Element::Verbatim),
    ("amp-ad", Element::Hidden),
    ("amp-consent", Element::Hidden),
    ("amp-sidebar", Element::Hidden),
    ("audio", Element::Hidden),
    ("button", Element::Hidden),
    ("canvas", Element::Hidden),
    ("code", Element::Inline),
    ("datalist", Element::Hidden),
    ("del", Element::Hidden),
    ("dialog", Element::Hidden),
    ("embed", Element::Hidden),
    ("form", Element::Hidden),
    ("head", Element::Hidden),
    ("iframe", Element::Hidden),
    ("map", Element::Hidden),
    ("math", Element::Hidden),
    ("menu", Element::Hidden),
    ("nav", Element::Hidden),
    ("noscript", Element::Hidden),
    ("object", Element::Hidden),
    ("option", Element::Hidden),
    ("rp", Element::Hidden),
    ("rt", Element::Hidden),
    ("script", Element::Hidden),
    ("select", Element::Hidden),
    ("style", Element::Hidden),
    ("svg", Element::Hidden),
    ("template", Element::Hidden),
    ("textarea", Element::Hidden),
    ("title", Element::Hidden),
    ("video", Element::Hidden),
];

/// Elements that never have content.
const EMPTY: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// What an element of this name is, which is in small letters.
pub(in crate::document) fn element(name: &str) -> Element {
    ELEMENTS.iter().find(|(known, _)| *known == name).map_or(Element::Inline, |(_, element)| *element)
}

/// Whether an element of this name, which is in small letters, never has content.
pub(in crate::document) fn is_empty(name: &str) -> bool {
    EMPTY.contains(&name)
}
