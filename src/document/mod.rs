//! Bytes of a file → [`Document`]: blocks of prose, each byte mapped to its place in the file.
//!
//! One file a format. A reader takes the text out of its format, gives every block a [`Role`], and records
//! where each byte came from, so that everything after it can speak of plain text and still point into the file.
//! [`Format`] tells which reader a file is for, [`Origin`] in what its places are counted, [`Limits`] how much of it is
//! read, and [`archive`] reads files of many stories one at a time.
//!
//! What readers share:
//!
//! | | for |
//! |---|---|
//! | `extract`, `map` | prose in the making, and where it stands in the file: all of them |
//! | `arrange`, `role`, `kind`, `look` | what a block is by its words and its place: all of them |
//! | `note` | exceptions written in the story: all of them |
//! | `footnote` | marks of notes and what these cite: Markdown, reStructuredText, AsciiDoc, Word, OpenDocument |
//! | `ahead` | what is looked for ahead of the place that is read: Markdown, reStructuredText, AsciiDoc |
//! | `passage` | marked-up lines → words: reStructuredText, AsciiDoc |
//! | `markup`, `xml` | elements with words in them: HTML, NITF, NewsML-G2 |
//! | `package`, `paragraphs` | parts of a zip archive, paragraphs with styles: Word, OpenDocument |
//! | `json`, `field`, `record` | stories as members or columns with names: ninjs, JSON Lines, CSV, front matter |

mod ahead;
pub mod archive;
mod arrange;
mod asciidoc;
mod docx;
mod encoding;
mod error;
#[cfg(test)]
mod example;
mod extract;
mod field;
mod footnote;
mod format;
mod front_matter;
mod html;
mod json;
mod kind;
mod limits;
mod look;
mod map;
mod markdown;
mod markup;
mod newsml;
mod ninjs;
mod nitf;
pub mod note;
mod odt;
mod origin;
mod package;
mod paragraphs;
mod passage;
#[cfg(test)]
mod properties;
mod record;
mod role;
mod rst;
mod text;
mod versions;
mod wikitext;
mod xml;

pub use error::{DocumentError, Excerpt, decode};
pub use format::Format;
pub use kind::Kind;
pub use limits::{Limit, Limits};
pub(crate) use look::is_blank;
pub use map::SourceMap;
pub use note::Note;
pub use origin::{Base, Ground, Item, Origin, Pointer, file_of_story, story_name};
pub use versions::Versions;

use std::{borrow::Cow, sync::Arc};

use crate::Span;
use archive::{Archive, ArchiveError};

/// Reads the bytes of a file: the stories in it, in their order, and never none.
///
/// ```
/// use onrecord::document::{self, Format, Limits};
///
/// let archive = b"{\"body\": \"One.\"}\n{\"body\": \"Two.\"}\n";
/// let stories = document::read(archive, Format::JsonLines, &Limits::default())?;
/// assert_eq!(stories.len(), 2);
/// assert_eq!(stories[1].document.prose(), "Two.");
/// # Ok::<(), document::DocumentError>(())
/// ```
///
/// # Errors
/// [`DocumentError`] where they are not written in the format, hold no story, or ask for more than a limit allows.
pub fn read(bytes: &[u8], format: Format, limits: &Limits) -> Result<Vec<Item>, DocumentError> {
    if format.is_archive() {
        return Archive::new(bytes, format, *limits)
            .map(|record| match record {
                Ok(record) => record.read(limits),
                Err(ArchiveError::Document(error)) => Err(error),
                // Bytes in memory can always be read.
                Err(ArchiveError::Io(error)) => Err(DocumentError::NoStory { what: error.to_string() }),
            })
            .collect();
    }
    limits.admit(bytes.len() as u64)?;
    match format {
        Format::Docx => Ok(vec![docx::read(bytes, limits)?]),
        Format::Odt => Ok(vec![odt::read(bytes, limits)?]),
        _ => text_items(bytes, format, limits),
    }
}

/// The stories in a file that is text.
fn text_items(bytes: &[u8], format: Format, limits: &Limits) -> Result<Vec<Item>, DocumentError> {
    let file = encoding::text(bytes, format)?;
    let one = |document: Document| vec![Item::from(document)];
    let mut items = match format {
        Format::Markdown => one(markdown::read(&file, false)),
        Format::Mdx => one(markdown::read_mdx(&file, false)),
        Format::Html => one(html::read(&file, limits)?),
        Format::Rst => one(rst::read(&file)),
        Format::AsciiDoc => one(asciidoc::read(&file)),
        Format::Wikitext => one(wikitext::read(&file, limits)?),
        Format::Nitf => nitf::read(&file, limits)?,
        Format::NewsMl => newsml::read(&file, limits)?,
        Format::Json => ninjs::read(&file, limits)?,
        _ => one(text::read(&file, false)),
    };
    items.iter_mut().for_each(Item::end_pointers);
    if let Cow::Owned(text) = file {
        let text: Arc<str> = text.into();
        for item in &mut items {
            item.origin.ground = Ground::Decoded(Arc::clone(&text));
        }
    }
    Ok(items)
}

impl Document {
    /// Reads the bytes of a file, or the first story in it, within the usual limits.
    ///
    /// ```
    /// use onrecord::document::{Document, Format};
    ///
    /// let page = Document::read(b"<html><body><p>Fish &amp; chips.</p></body></html>", Format::Html)?;
    /// assert_eq!(page.prose(), "Fish & chips.");
    /// let chips = page.map.to_file(onrecord::Span::new(7, 12));
    /// assert_eq!(chips.range(), 26..31); // bytes of the page
    /// # Ok::<(), onrecord::document::DocumentError>(())
    /// ```
    ///
    /// # Errors
    /// As those of [`read`].
    pub fn read(bytes: &[u8], format: Format) -> Result<Self, DocumentError> {
        let first = read(bytes, format, &Limits::default())?.into_iter().next();
        Ok(first.unwrap_or_default().document)
    }
}

/// A story as prose: the text of its blocks, in reading order.
#[derive(Clone, Debug, Default, serde::Serialize)]
#[non_exhaustive]
pub struct Document {
    /// The prose of all blocks; what lies between blocks is white space (or, where the file is itself plain
    /// text, whatever the file has there, with blanks for the ">" before quoted lines). Notes to the linter are taken
    /// out, and stand behind it all. All offsets of later stages are bytes of this text.
    pub text: String,
    /// In order, not overlapping.
    pub blocks: Vec<Block>,
    /// Links and citations, in order.
    pub links: Vec<Link>,
    /// Tags that editors have set, in order.
    pub tagged: Vec<Tagged>,
    /// What sort of story it says that it is: by a field above it, or by a label over its headline.
    pub kind: Option<Kind>,
    /// Notes to the linter, in order; their words stand behind all prose in `text`.
    pub notes: Vec<Note>,
    /// Where each byte of `text` is in the file.
    #[serde(skip)]
    pub map: SourceMap,
}

impl Document {
    /// The document of a story that is in pieces already, such as those of an editor's own model: each with what it is to
    /// the story. Offsets are bytes of its text, where a blank line stands between two of them.
    ///
    /// ```
    /// use onrecord::{Linter, Setup, document::{Document, Role}};
    ///
    /// let linter = Linter::new(Setup::default())?;
    /// let pieces = [(Role::Headline, "Bridge to close"), (Role::Paragraph, "Critics say it is unsafe.")];
    /// let story = linter.read(Document::of_blocks(pieces));
    /// let found = &linter.check(&story)[0];
    /// assert_eq!((found.code.as_str(), found.span.of(&story.document.text)), ("V001", "Critics"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_blocks<'t>(blocks: impl IntoIterator<Item = (Role, &'t str)>) -> Self {
        let mut document = Self::default();
        for (role, text) in blocks {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            if !document.text.is_empty() {
                document.text += "\n\n";
            }
            let start = document.text.len();
            document.text += text;
            document.blocks.push(Block::new(role, Span::new(start, start + text.len())));
        }
        document
    }

    /// A text in which there is nothing to read, but that findings can point into.
    pub fn without_prose(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// The text without the notes to the linter.
    pub fn prose(&self) -> &str {
        let end = self.notes.first().map_or(self.text.len(), |note| note.span.start());
        &self.text[..end]
    }
}

/// A stretch of prose with one role, such as a paragraph. Sentences and quotations marks pair within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Block {
    /// What the block is to the story.
    pub role: Role,
    /// Bytes of [`Document::text`], without surrounding white space.
    pub span: Span,
}

impl Block {
    /// A block of this role.
    pub fn new(role: Role, span: Span) -> Self {
        Self { role, span }
    }
}

/// What a block is to the story.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
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
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Link {
    /// The words that carry the link, in bytes of [`Document::text`].
    pub span: Span,
    /// Where it points.
    pub target: String,
}

/// The tag of an editor that asks for a source, as in `{{who}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Tagged {
    /// The end of the words that it stands behind, in bytes of [`Document::text`].
    pub at: usize,
    /// The template, by the name that all its names stand for: "citation needed" for `{{cn}}` and `{{fact}}`.
    pub template: &'static str,
}
