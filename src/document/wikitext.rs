//! Wikitext → blocks: what a reader of the page sees, with references as citations and the tags of editors known.
//!
//! Two passes over the file, each linear. The first (`pairs`) finds which mark closes which: templates, links,
//! references, comments. The second (`reader`) reads the words, with a list of what is still to be read in place of
//! recursion. Which templates show words, cite or tag, a table says (`template`).
//!
//! The one crate that reads wikitext gives up on a few thousand marks that are never closed, after ten seconds and with
//! gigabytes of warnings; so this is our own.

mod pairs;
mod reader;
mod reference;
mod template;
#[cfg(test)]
mod tests;

use super::{Document, DocumentError, Limits, note};
use pairs::{Kind, Pairs};
use reader::Reader;

/// Reads wikitext.
///
/// # Errors
/// [`DocumentError::Limit`] where too many elements stand within one another.
pub(super) fn read(file: &str, limits: &Limits) -> Result<Document, DocumentError> {
    let pairs = Pairs::find(file);
    let comments = pairs.all().iter().filter(|pair| pair.kind == Kind::Comment).map(|pair| pair.at);
    let notes = note::in_comments(file, comments);
    let mut reader = Reader::new(file, &pairs, limits);
    reader.read()?;
    Ok(reader.finish(notes))
}
