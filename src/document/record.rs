//! A story put together from the fields of a record: a row, an object.

use super::{
    Document, DocumentError, Format, Item, Limits, Origin, Pointer, Role, extract::Extract, field::Field, html,
    json::Decoded, markdown, nitf, text,
};

/// The media types of formats that stories have inside others: first those with the most structure.
const MEDIA_TYPES: &[(&str, Format)] = &[
    ("text/html", Format::Html),
    ("application/xhtml+xml", Format::Html),
    ("text/vnd.iptc.nitf", Format::Nitf),
    ("application/nitf+xml", Format::Nitf),
    ("text/markdown", Format::Markdown),
    ("text/plain", Format::Text),
];

/// The field that tells how the body is written.
const FORMAT: &str = "format";

/// Whether a field of this name is anything to a story.
pub(super) fn is_read(name: &str) -> bool {
    name.eq_ignore_ascii_case(FORMAT) || Field::named(name).is_some()
}

/// A field of a record.
pub(super) struct FieldText {
    pub(super) name: String,
    pub(super) value: Decoded,
    /// What leads to it, if the format has pointers.
    pub(super) pointer: Option<String>,
}

/// The story of a record. The order of its fields does not matter.
///
/// # Errors
/// [`DocumentError::NoStory`] where no field is the text of a story, and whatever is wrong with that text.
pub(super) fn story(mut fields: Vec<FieldText>, limits: &Limits) -> Result<Item, DocumentError> {
    fields.sort_by_cached_key(|field| Field::rank(&field.name));
    let format = fields.iter().find(|field| field.name.eq_ignore_ascii_case(FORMAT));
    let format = format.and_then(|field| Format::named(field.value.text.trim()).ok());
    let mut story = Story { extract: Extract::default(), origin: Origin::default(), format, has_body: false };
    for field in fields {
        story.add(field, limits)?;
    }
    if !story.has_body {
        return Err(DocumentError::NoStory { what: "no field is called body, text or content".into() });
    }
    Ok(Item { document: story.extract.finish(), origin: story.origin })
}

struct Story {
    extract: Extract,
    origin: Origin,
    /// The format of the body, where a field tells it.
    format: Option<Format>,
    has_body: bool,
}

impl Story {
    fn add(
        &mut self,
        FieldText { name, value, pointer }: FieldText,
        limits: &Limits,
    ) -> Result<(), DocumentError> {
        let Some(field) = Field::named(&name) else { return Ok(()) };
        if value.text.trim().is_empty() {
            return Ok(());
        }
        match field {
            Field::Id => {
                self.origin.id.get_or_insert_with(|| value.text.trim().to_owned());
            }
            Field::Kind => self.extract.is_kind(value.text.trim()),
            Field::Note => self.extract.note(value.pieces),
            Field::Words(role) => {
                self.point(pointer);
                self.words(role, &value);
            }
            Field::Body if self.has_body => {}
            Field::Body => {
                self.has_body = true;
                self.point(pointer);
                let format = self.format.unwrap_or_else(|| body_format(&name, &value.text));
                let titled = self.extract.has_headline();
                let document = body(&value.text, format, titled, limits)?;
                self.extract.embed(document, &value.map);
            }
        }
        Ok(())
    }

    fn words(&mut self, role: Role, value: &Decoded) {
        if role == Role::Headline && self.extract.has_headline() {
            return;
        }
        self.extract.close();
        self.extract.open(role);
        for (words, at) in &value.pieces {
            self.extract.push(words, *at);
        }
        self.extract.close();
    }

    /// What is added next stands where `pointer` leads.
    fn point(&mut self, pointer: Option<String>) {
        if let Some(path) = pointer {
            self.origin.pointers.push(Pointer { start: self.extract.len(), path });
        }
    }
}

/// The story that a field holds, in some format. With `titled`, a headline stands above it.
///
/// # Errors
/// Those of the format.
pub(super) fn body(
    text: &str,
    format: Format,
    titled: bool,
    limits: &Limits,
) -> Result<Document, DocumentError> {
    match format {
        Format::Html => html::fragment(text, titled, limits),
        Format::Markdown => Ok(markdown::read(text, titled)),
        Format::Mdx => Ok(markdown::read_mdx(text, titled)),
        Format::Nitf => {
            let first = nitf::read(text, limits)?.into_iter().next();
            Ok(first.map(|item| item.document).unwrap_or_default())
        }
        _ => Ok(text::read(text, titled)),
    }
}

/// The format of a media type, as far as stories are written in it.
pub(super) fn of_media_type(written: &str) -> Option<Format> {
    let bare = written.split(';').next().unwrap_or_default().trim();
    MEDIA_TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(bare)).map(|(_, format)| *format)
}

/// How little structure a format has, of those that have a media type.
pub(super) fn rank(format: Format) -> usize {
    MEDIA_TYPES.iter().position(|(_, known)| *known == format).unwrap_or(MEDIA_TYPES.len())
}

/// How a body is written, by the name of its field and by its looks.
pub(super) fn body_format(name: &str, body: &str) -> Format {
    let sniffed = Format::of_content(body.as_bytes()).unwrap_or_default();
    if name.to_ascii_lowercase().contains("html") || sniffed == Format::Html {
        Format::Html
    } else if body.lines().any(is_markdown) {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// Whether only Markdown has such a line.
fn is_markdown(line: &str) -> bool {
    let heading = line.trim_start_matches('#');
    let level = line.len() - heading.len();
    (1..=6).contains(&level) && heading.starts_with(' ') || line.contains("](http") || line.contains("**")
}
