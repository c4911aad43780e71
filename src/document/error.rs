//! Bytes that are no story: what is wrong with them, and where.

/// Text beyond this many bytes has offsets that a [`Span`](crate::Span) cannot hold.
const LONGEST: usize = u32::MAX as usize;

/// Why bytes cannot be read as a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// A byte that no UTF-8 text has there.
    #[error("not UTF-8 text: the byte {byte:#04x} at offset {offset} (line {line}) belongs to no character")]
    NotUtf8 {
        /// Offset of the byte in the file.
        offset: usize,
        /// The byte.
        byte: u8,
        /// Line of the byte, from 1.
        line: usize,
    },
    /// A zero byte or the mark of UTF-16: no text in a form that can be read.
    #[error("{form}, not UTF-8 text")]
    Foreign {
        /// What the file seems to be: "a binary file", "UTF-16 text".
        form: &'static str,
    },
    /// More bytes than an offset can count.
    #[error("the file has {bytes} bytes; the most that can be read at once is {LONGEST}")]
    TooLarge {
        /// Length of the file in bytes.
        bytes: usize,
    },
}

impl DocumentError {
    /// What the user can do about it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => {
                "save the file as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE"
            }
            Self::Foreign { form: "UTF-16 text" } => {
                "save the file as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8 FILE"
            }
            Self::Foreign { .. } => "give the story as plain text (.txt) or Markdown (.md)",
            Self::TooLarge { .. } => "split the file into stories",
        }
    }
}

/// The bytes of a file as text, if they are text.
///
/// # Errors
/// [`DocumentError`] where they are no UTF-8 text, or too many.
pub fn decode(bytes: &[u8]) -> Result<&str, DocumentError> {
    if bytes.len() > LONGEST {
        return Err(DocumentError::TooLarge { bytes: bytes.len() });
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(DocumentError::Foreign { form: "UTF-16 text" });
    }
    if bytes.contains(&0) {
        return Err(DocumentError::Foreign { form: "a binary file" });
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let line = bytes[..offset].split(|byte| *byte == b'\n').count();
        DocumentError::NotUtf8 { offset, byte: bytes[offset], line }
    })
}
