//! NITF → stories. Its elements are also what stands in NewsML-G2, beside those of XHTML.

use super::{
    DocumentError, Item, Limits, Role,
    extract::Extract,
    markup::{
        Element, html,
        walk::{Names, Sort, Source},
    },
    xml::{Piece, Tag},
};

/// Elements that are something else than in XHTML, or are not in it.
const ELEMENTS: &[(&str, Sort)] = &[
    ("a", Sort::Link),
    ("br", Sort::Break),
    ("fn", Sort::Footnote),
    ("q", Sort::Quotation),
    ("note", Sort::Desk),
    ("ed-msg", Sort::Desk),
    ("nitf", Sort::Plain(Element::Division)),
    ("body.head", Sort::Plain(Element::Division)),
    ("body.content", Sort::Plain(Element::Division)),
    ("block", Sort::Plain(Element::Division)),
    ("hedline", Sort::Plain(Element::Around(Role::Deck))),
    ("byline", Sort::Plain(Element::Around(Role::Byline))),
    ("byttl", Sort::Plain(Element::Division)),
    ("dateline", Sort::Plain(Element::Around(Role::Dateline))),
    ("story.date", Sort::Plain(Element::Division)),
    ("abstract", Sort::Plain(Element::Around(Role::Deck))),
    ("bq", Sort::Plain(Element::Around(Role::Quote))),
    ("credit", Sort::Signature),
    ("datasource", Sort::Plain(Element::Division)),
    ("media", Sort::Plain(Element::Division)),
    ("media-caption", Sort::Plain(Element::Around(Role::Caption))),
    ("media-producer", Sort::Plain(Element::Around(Role::Boilerplate))),
    ("body.end", Sort::Plain(Element::Around(Role::Boilerplate))),
    ("tagline", Sort::Plain(Element::Division)),
    ("bibliography", Sort::Plain(Element::Division)),
    ("copyrite", Sort::Plain(Element::Around(Role::Boilerplate))),
    ("distributor", Sort::Plain(Element::Around(Role::Boilerplate))),
    ("rights", Sort::Plain(Element::Around(Role::Boilerplate))),
    ("custom-table", Sort::Plain(Element::Hidden)),
    ("media-metadata", Sort::Plain(Element::Hidden)),
    ("media-object", Sort::Plain(Element::Hidden)),
    ("media-reference", Sort::Plain(Element::Hidden)),
    ("nitf-table", Sort::Plain(Element::Division)),
    ("nitf-table-metadata", Sort::Plain(Element::Hidden)),
];

/// Elements over the story: the first is its headline, others are headings.
const TITLES: &[&str] = &["hl1", "h1"];

/// Notes of such a class or type are for readers.
const FOR_READERS: &[(&str, &str)] = &[("noteclass", "editorsnote"), ("type", "editorsnote"), ("type", "pa")];

/// Elements and the attributes of theirs that can tell what sort of story it is.
const KINDS: &[(&str, &str)] = &[
    ("doc-scope", "scope"),
    ("fixture", "fix-id"),
    ("pubdata", "position.section"),
    ("tobject.property", "tobject.property.type"),
];

/// Reads NITF: the stories in it, in their order.
pub(super) fn read(file: &str, limits: &Limits) -> Result<Vec<Item>, DocumentError> {
    let mut source = Source::new(file, limits);
    let mut stories = Vec::new();
    let mut missing = "it has no <nitf> element";
    while let Some(piece) = source.tree.next()? {
        let Piece::Open(tag) = piece else { continue };
        if source.tree.name() != "nitf" {
            continue;
        }
        let mut names = Nitf::default();
        let mut story = source.story(&tag, &mut names, false)?;
        story.id = names.id;
        if names.has_body && !story.document.blocks.is_empty() {
            stories.push(story);
        } else {
            missing = if names.has_body { "its <body> has no words" } else { "its <nitf> has no <body>" };
        }
    }
    if stories.is_empty() {
        return Err(DocumentError::NoStory { what: missing.into() });
    }
    Ok(source.tree.finish(stories))
}

/// The elements of NITF and XHTML in a story.
#[derive(Default)]
pub(super) struct Nitf {
    /// What the story is called.
    id: Option<String>,
    has_body: bool,
    has_title: bool,
}

impl Names for Nitf {
    fn sort(&mut self, source: &Source<'_>, tag: &Tag<'_>, extract: &mut Extract) -> Sort {
        let name = source.tree.name();
        self.has_body |= name == "body";
        if name == "doc-id" {
            self.id = self.id.take().or_else(|| tag.attribute("id-string")).filter(|id| !id.trim().is_empty());
        }
        if let Some((_, attribute)) = KINDS.iter().find(|(known, _)| *known == name)
            && let Some(value) = tag.attribute(attribute)
        {
            extract.is_kind(&value);
        }
        if name == "ed-msg"
            && let Some(words) = tag.words(source.file, "info")
        {
            extract.read_desk(&words);
        }
        if name == "sup" && is_mark(source.file, tag) {
            return Sort::Footnote;
        }
        self.named(name, source.tree.parent(), tag)
    }
}

/// Whether what is raised is a link and no more: the mark of a note.
fn is_mark(file: &str, tag: &Tag<'_>) -> bool {
    let inside = file[tag.at.end()..].trim_start_matches(|c: char| c.is_whitespace() || c == '[');
    inside.starts_with("<a ")
}

impl Nitf {
    /// What an element of this name is, which stands in one of that.
    fn named(&mut self, name: &str, parent: &str, tag: &Tag<'_>) -> Sort {
        if TITLES.contains(&name) {
            let role = if self.has_title { Role::Heading } else { Role::Headline };
            self.has_title = true;
            return Sort::Plain(Element::Block(role));
        }
        // Below a headline it has the role of what stands around both.
        if name == "hl2" {
            let role = if parent == "hedline" { Role::Paragraph } else { Role::Heading };
            return Sort::Plain(Element::Block(role));
        }
        if parent == "blockquote" && matches!(name, "cite" | "footer") {
            return Sort::Signature;
        }
        let is_for_readers =
            |(attribute, value): &(&str, &str)| tag.attribute(attribute).as_deref() == Some(value);
        if name == "note" && FOR_READERS.iter().any(is_for_readers) {
            return Sort::Plain(Element::Around(Role::Boilerplate));
        }
        let known = ELEMENTS.iter().find(|(known, _)| *known == name);
        known.map_or_else(|| Sort::Plain(html::element(name)), |(_, sort)| *sort)
    }
}

#[cfg(test)]
mod tests;
