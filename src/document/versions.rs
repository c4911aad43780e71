//! Versions of one file, read one after the other: what a paragraph says by itself is not found out again for as long as
//! it stays as it is.

use super::{Document, DocumentError, Format, Limits, arrange, encoding, text};

/// A file that is being written, of which one version is read after the other.
///
/// Each comes out as [`Document::read`] reads it; plain text is read much faster, where most of it is as it was before.
///
/// ```
/// use onrecord::document::{Format, Versions};
///
/// let mut versions = Versions::new(Format::Text);
/// let before = versions.read("By Ana Ruiz\n\nThe bridge will close.".as_bytes())?;
/// let after = versions.read("By Ana Ruiz\n\nThe old bridge will close.".as_bytes())?;
/// assert_eq!(after.blocks[0], before.blocks[0]);
/// # Ok::<(), onrecord::document::DocumentError>(())
/// ```
#[derive(Debug)]
pub struct Versions {
    format: Format,
    /// What is known of the paragraphs of the version before.
    known: arrange::Known,
}

impl Versions {
    /// Versions of a file that is written in a format.
    pub fn new(format: Format) -> Self {
        Self { format, known: arrange::Known::default() }
    }

    /// Reads the next version, within the usual limits.
    ///
    /// # Errors
    /// As those of [`Document::read`].
    pub fn read(&mut self, bytes: &[u8]) -> Result<Document, DocumentError> {
        if self.format != Format::Text {
            return Document::read(bytes, self.format);
        }
        Limits::default().admit(bytes.len() as u64)?;
        let file = encoding::text(bytes, self.format)?;
        Ok(text::read_again(&file, &mut self.known))
    }
}
