//! Bytes of a file → [`Document`]: blocks of prose, each byte mapped to its place in the file.
//!
//! One file a format. A reader takes the text out of its format, gives every block a [`Role`], and records
//! where each byte came from, so that everything after it can speak of plain text and still point into the file.

mod arrange;
mod error;
mod extract;
mod front_matter;
mod kind;
mod look;
mod map;
mod markdown;
pub mod note;
#[cfg(test)]
mod properties;
mod role;
mod text;

pub use error::{DocumentError, decode};
pub use kind::Kind;
pub(crate) use look::is_blank;
pub use map::SourceMap;
pub use note::Note;

use std::path::Path;

use crate::Span;

/// How a file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text: paragraphs between blank lines, or one a line.
    #[default]
    Text,
    /// Markdown, perhaps with front matter.
    Markdown,
}

impl Format {
    /// The format that a file name stands for; plain text where nothing better is known.
    pub fn of(path: &Path) -> Self {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let is = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(extension));
        if is(&["md", "markdown", "mdown", "mkd"]) { Self::Markdown } else { Self::Text }
    }
}

impl Document {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// [`DocumentError`] where the bytes are no UTF-8 text, or too many.
    pub fn read(bytes: &[u8], format: Format) -> Result<Self, DocumentError> {
        let file = decode(bytes)?;
        Ok(match format {
            Format::Text => text::read(file),
            Format::Markdown => markdown::read(file),
        })
    }
}

/// A story as prose: the text of its blocks, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The prose of all blocks; what lies between blocks is white space (or, where the file is itself plain
    /// text, whatever the file has there, with blanks for the ">" before quoted lines). Notes to the linter are taken
    /// out, and stand behind it all. All offsets of later stages are bytes of this text.
    pub text: String,
    /// In order, not overlapping.
    pub blocks: Vec<Block>,
    /// Links and citations, in order.
    pub links: Vec<Link>,
    /// What sort of story it says that it is: by a field above it, or by a label over its headline.
    pub kind: Option<Kind>,
    /// Notes to the linter, in order; their words stand behind all prose in `text`.
    pub notes: Vec<Note>,
    /// Where each byte of `text` is in the file.
    pub map: SourceMap,
}

impl Document {
    /// The text without the notes to the linter.
    pub fn prose(&self) -> &str {
        let end = self.notes.first().map_or(self.text.len(), |note| note.span.start());
        &self.text[..end]
    }
}

/// A stretch of prose with one role, such as a paragraph. Sentences and quotations marks pair within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What the block is to the story.
    pub role: Role,
    /// Bytes of [`Document::text`], without surrounding white space.
    pub span: Span,
}

/// What a block is to the story.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The title of the story.
    Headline,
    /// The line under the headline: summary, standfirst.
    Deck,
    /// Who wrote it.
    Byline,
    /// Where and when it was written: "PARIS (AP) —".
    Dateline,
    /// A heading inside the story.
    Heading,
    /// Running prose.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A block quotation.
    Quote,
    /// Words under a picture or table.
    Caption,
    /// One cell of a table.
    Table,
    /// What is not prose at all: "Last Updated:", "Read more:", a photo credit, a copyright line.
    Boilerplate,
}

impl Role {
    /// Whether the words of the block can say who said what.
    pub fn can_attribute(self) -> bool {
        !matches!(self, Self::Byline | Self::Dateline | Self::Boilerplate)
    }

    /// Whether the block holds sentences of the story that can make claims.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Deck | Self::Paragraph | Self::ListItem | Self::Quote | Self::Caption)
    }
}

/// A link, footnote or citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words that carry the link, in bytes of [`Document::text`].
    pub span: Span,
    /// Where it points.
    pub target: String,
}
