//! OpenDocument text, packed or flat → the story in it.
//!
//! What is read is what a program shows with all changes accepted: insertions stand in the text, deletions are kept
//! elsewhere, comments and hidden words are left out. Footnotes and endnotes become the targets of the words that carry
//! their marks.

mod body;
#[cfg(test)]
mod tests;

use super::{DocumentError, Format, Item, Limits, encoding, package::Package};
use body::Reader;

/// What the format is called.
const NAME: &str = "OpenDocument";

/// The part that says which parts are locked.
const MANIFEST: &str = "META-INF/manifest.xml";

/// What it says of those.
const LOCKED: &str = "encryption-data";

/// The part with the text.
const CONTENT: &str = "content.xml";

/// Other parts: the styles that the text uses, what is said of the document. Either may be missing.
const OTHERS: &[&str] = &["styles.xml", "meta.xml"];

/// Reads an OpenDocument text.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Item, DocumentError> {
    if bytes.trim_ascii_start().starts_with(b"<") || bytes.starts_with("\u{feff}<".as_bytes()) {
        return flat(encoding::text(bytes, Format::Odt)?.trim_start_matches('\u{feff}'), limits);
    }
    let mut package = Package::open(bytes, NAME, limits)?;
    if package.part(MANIFEST)?.is_some_and(|manifest| manifest.contains(LOCKED)) {
        return Err(package.locked());
    }
    let mut reader = Reader::default();
    for name in OTHERS {
        let text = package.part(name)?.unwrap_or_default();
        reader.read(&text, limits).map_err(|error| package.in_part(name, error))?;
    }
    let text = package.required(CONTENT)?;
    reader.read(&text, limits).map_err(|error| package.in_part(CONTENT, error))?;
    reader.finish()?.ok_or_else(|| package.error("it is no text document"))
}

/// Reads a document that is one file of XML.
fn flat(text: &str, limits: &Limits) -> Result<Item, DocumentError> {
    let mut reader = Reader::default();
    reader.read(text, limits)?;
    reader.finish()?.ok_or_else(|| DocumentError::NoStory { what: "it is no OpenDocument text".into() })
}
