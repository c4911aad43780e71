//! Word documents → the story in them.
//!
//! What is read is what Word shows with all changes accepted: insertions are in, deletions, comments and hidden words
//! out. Footnotes and endnotes become the targets of the words that carry their marks.

mod body;
mod field;
mod relations;
#[cfg(test)]
mod tests;

use super::{
    DocumentError, Item, Limits,
    package::Package,
    paragraphs::{Paragraphs, Says, Style, Styles},
    xml::{Piece, Pieces, Tag},
};
use body::Reader;
use relations::Relations;

/// What the format is called.
const NAME: &str = "Word";

/// The main part, where nothing says which it is.
const MAIN: &str = "word/document.xml";

/// Parts with notes, by what relations to them are called.
const NOTES: &[&str] = &["footnotes", "endnotes"];

/// Reads a Word document.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Item, DocumentError> {
    let mut package = Package::open(bytes, NAME, limits)?;
    let whole = Relations::of(&mut package, "", limits)?;
    let main = whole.part("officeDocument").unwrap_or_else(|| MAIN.to_owned());
    let relations = Relations::of(&mut package, &main, limits)?;
    let styles = match relations.part("styles") {
        Some(name) => {
            let text = package.part(&name)?.unwrap_or_default();
            styles(&text, limits).map_err(|error| package.in_part(&name, error))?
        }
        None => Styles::default(),
    };
    let mut paragraphs = Paragraphs::default();
    let text = package.required(&main)?;
    let read = Reader::new(&mut paragraphs, &styles, &relations).read(&text, limits);
    if !read.map_err(|error| package.in_part(&main, error))? {
        return Err(package.error(format!("its main part, {main}, is no text document")));
    }
    for name in NOTES.iter().filter_map(|kind| relations.part(kind)) {
        let relations = Relations::of(&mut package, &name, limits)?;
        let text = package.part(&name)?.unwrap_or_default();
        let read = Reader::new(&mut paragraphs, &styles, &relations).read(&text, limits);
        read.map_err(|error| package.in_part(&name, error))?;
    }
    let fields = match whole.part("custom-properties") {
        Some(name) => {
            let text = package.part(&name)?.unwrap_or_default();
            properties(&text, limits).map_err(|error| package.in_part(&name, error))?
        }
        None => Vec::new(),
    };
    paragraphs.finish(fields)
}

/// The styles that a part defines.
fn styles(text: &str, limits: &Limits) -> Result<Styles, DocumentError> {
    let mut styles = Styles::default();
    let mut pieces = Pieces::new(text, limits);
    let (mut id, mut style) = (None, Style::default());
    while let Some(piece) = pieces.next()? {
        let Piece::Open(tag) = piece else { continue };
        let value = || tag.attribute("val");
        match tag.name().as_str() {
            "style" => {
                let next = tag.attribute("styleId");
                if let Some(id) = std::mem::replace(&mut id, next) {
                    styles.add(id, std::mem::take(&mut style));
                }
            }
            "name" => style.says = value().as_deref().map_or(Says::Nothing, Says::named),
            "basedOn" => style.parent = value(),
            "outlineLvl" => style.level = level(&tag),
            "numId" => style.is_item = value().is_some_and(|number| number != "0"),
            "vanish" => style.is_hidden = is_on(&tag),
            // What looks different in some rows of a table.
            "tblStylePr" => pieces.skip()?,
            _ => {}
        }
    }
    if let Some(id) = id {
        styles.add(id, style);
    }
    Ok(styles)
}

/// The properties that somebody has given the document, by their names.
fn properties(text: &str, limits: &Limits) -> Result<Vec<(String, String)>, DocumentError> {
    let mut fields = Vec::new();
    let mut pieces = Pieces::new(text, limits);
    while let Some(piece) = pieces.next()? {
        match (piece, fields.last_mut()) {
            (Piece::Open(tag), _) if tag.name() == "property" => {
                fields.push((tag.attribute("name").unwrap_or_default(), String::new()));
            }
            (Piece::Words(words, _), Some((_, value))) => value.push_str(words),
            (Piece::StandIn(words, _), Some((_, value))) => value.push_str(&words),
            _ => {}
        }
    }
    Ok(fields)
}

/// The level of a heading, from 1; none where it is none.
fn level(tag: &Tag<'_>) -> Option<u8> {
    let level: u8 = tag.attribute("val")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// Whether something is so that can be switched on and off.
fn is_on(tag: &Tag<'_>) -> bool {
    tag.attribute("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}
