//! HTML → blocks: the story of a page, without what stands around it.
//!
//! A page is read twice. First the whole: what its elements are, where the story is, and which of them holds its
//! headline. Then the elements of the story, word by word.

mod body;
mod footnote;
mod headline;
mod json_ld;
mod link;
mod measure;
mod piece;
mod sign;
mod signature;
mod story;
#[cfg(test)]
mod tests;
mod tree;

use super::{Document, DocumentError, Limits, note, text};
use footnote::Footnotes;
use json_ld::Told;
use measure::Measured;
use story::Story;
use tree::{Page, Step};

/// Fields in the head of a page that tell its section.
const SECTIONS: &[&str] = &["article:section"];

/// Reads a page.
pub(super) fn read(file: &str, limits: &Limits) -> Result<Document, DocumentError> {
    let page = tree::read(file, limits)?;
    let mut measured = Measured::new(&page);
    let footnotes = Footnotes::of(&page, &mut measured);
    let told = json_ld::read(&page);
    let says = told.body.as_ref().map(|body| body.text.as_str());
    let roots = body::find(&page, &measured, says);
    let found = headline::find(&page, &measured, &roots, &told);
    let of_page =
        if found.is_none() && measured.holds[0].words > 0 { headline::of_page(&page) } else { Vec::new() };
    let first = || headline::first(&page, &measured, &roots).filter(|_| of_page.is_empty());
    let headline = found.or_else(first);
    let mut story = Story::new(&page, &measured, &footnotes, headline, false, limits);
    let sections = told.sections.iter().cloned();
    for section in
        sections.chain(SECTIONS.iter().filter_map(|name| headline::meta(&page, name)).map(|(name, _)| name))
    {
        story.markup.extract.is_kind(&section);
    }
    if is_elsewhere(&page, &measured, &told) {
        write_told(&mut story, &told)?;
    } else {
        if !of_page.is_empty() {
            story.headline(&of_page)?;
        }
        story.write(&roots)?;
    }
    Ok(finish(&page, story, false))
}

/// Reads a piece of HTML that is a story from end to end. With `titled`, a headline stands above it.
pub(super) fn fragment(file: &str, titled: bool, limits: &Limits) -> Result<Document, DocumentError> {
    piece_of(file, titled, true, limits, |page, story| finish(page, story, titled))
}

/// Reads a piece of HTML that is a part of a story in another format. With `titled`, a headline stands above it. What its
/// blocks are by what stands around them, and its notes, are for the reader of the whole.
pub(super) fn part(file: &str, titled: bool, limits: &Limits) -> Result<Document, DocumentError> {
    piece_of(file, titled, false, limits, |_, story| story.markup.extract.finish())
}

/// Reads a piece of HTML, all of which is of the story. Without a headline above it, the heading that it begins with
/// may be one, if that `is_whole`.
fn piece_of(
    file: &str,
    titled: bool,
    is_whole: bool,
    limits: &Limits,
    end: impl FnOnce(&Page<'_>, Story<'_>) -> Document,
) -> Result<Document, DocumentError> {
    let page = tree::read(file, limits)?;
    let mut measured = Measured::new(&page);
    let footnotes = Footnotes::of(&page, &mut measured);
    let roots = [0];
    let found = || headline::find(&page, &measured, &roots, &Told::default());
    let first = || headline::first(&page, &measured, &roots).filter(|_| is_whole);
    let headline = if titled { None } else { found().or_else(first) };
    let mut story = Story::new(&page, &measured, &footnotes, headline, titled, limits);
    story.write(&roots)?;
    Ok(end(&page, story))
}

/// Whether a script writes the story into the page: a description has it, and the page has not.
fn is_elsewhere(page: &Page<'_>, measured: &Measured, told: &Told) -> bool {
    let Some(body) = &told.body else { return false };
    measured.holds[0].prose * 2 < body.text.split_whitespace().count() && !body::has(page, measured, &body.text)
}

/// Writes the story as the description of a page has it.
fn write_told(story: &mut Story<'_>, told: &Told) -> Result<(), DocumentError> {
    if let Some(headline) = &told.headline {
        story.headline(&headline.pieces)?;
    }
    if let Some(body) = &told.body {
        let document = text::read(&body.text, told.headline.is_some());
        story.markup.extract.embed(document, &body.map);
    }
    Ok(())
}

fn finish(page: &Page<'_>, mut story: Story<'_>, titled: bool) -> Document {
    let comments = page.steps.iter().filter_map(|step| match step {
        Step::Comment(at) => Some(*at),
        _ => None,
    });
    let notes = note::in_page(page.file, comments);
    if let Some((_, pieces)) = headline::meta(page, note::FIELD) {
        story.markup.extract.note(pieces);
    }
    story.markup.finish(page.file, titled, notes)
}
