//! Bytes that are no story: what is wrong with them, and where.

use super::{Limit, Limits};
use crate::span::floor;

/// Text beyond this many bytes has offsets that a [`Span`](crate::Span) cannot hold.
const LONGEST: u64 = u32::MAX as u64;

/// So many characters are shown on either side of a place.
const AROUND: usize = 40;

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
    /// Text in another encoding than it says.
    #[error("the file says that it is {encoding}, and is not: {why}")]
    WrongEncoding {
        /// The encoding by name.
        encoding: String,
        /// What shows it.
        why: String,
    },
    /// A zero byte, or the mark of a form that cannot be read.
    #[error("{form}, not a story that can be read")]
    Foreign {
        /// What the file seems to be: "a binary file".
        form: &'static str,
    },
    /// More bytes than an offset can count.
    #[error("the file has {bytes} bytes; the most that can be read at once is {LONGEST}")]
    TooLarge {
        /// Length of the file in bytes.
        bytes: u64,
    },
    /// A file that asks for more than a limit allows.
    #[error("{what} than the limit `{}` allows: {}", .limit.name(), .limit.amount(*.most))]
    Limit {
        /// The limit.
        limit: Limit,
        /// What it is set to.
        most: u64,
        /// What goes beyond it: "the file unpacks to more".
        what: &'static str,
    },
    /// Text that is not written in its format.
    #[error("not {format}: {why}")]
    Syntax {
        /// The format, such as "JSON".
        format: &'static str,
        /// What is wrong.
        why: String,
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// What stands there.
        excerpt: Box<Excerpt>,
    },
    /// A packed file that is damaged, lacks a part, or is locked.
    #[error("this {format} file cannot be read: {why}")]
    Package {
        /// The format, such as "Word".
        format: &'static str,
        /// What is wrong.
        why: String,
    },
    /// A file in which there is no story.
    #[error("no story in it: {what}")]
    NoStory {
        /// What is there instead, or is missing.
        what: String,
    },
}

/// Words of a line around a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Excerpt {
    /// The words.
    pub text: String,
    /// The place, in bytes of them.
    pub at: usize,
}

impl Excerpt {
    /// The words around a place in a line, both in bytes. As many as can be looked at.
    fn of(line: &str, at: usize) -> Self {
        let start = line[..at].char_indices().rev().nth(AROUND).map_or(0, |(start, _)| start);
        let end = line[at..].char_indices().nth(AROUND).map_or(line.len(), |(length, _)| at + length);
        // What stands for a control character can be shorter.
        let shown = |words: &str| words.replace(char::is_control, " ");
        let before = shown(&line[start..at]);
        Self { at: before.len(), text: before + &shown(&line[at..end]) }
    }
}

impl DocumentError {
    /// What the user can do about it.
    pub fn way_out(&self) -> String {
        match self {
            Self::NotUtf8 { .. } => {
                "save the file as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE".into()
            }
            Self::WrongEncoding { .. } => "save the file as UTF-8, or correct what it says of itself".into(),
            Self::Foreign { .. } => {
                "save the story as .docx, .odt, .html, .md or .txt; --input-format tells how a file is written"
                    .into()
            }
            Self::TooLarge { .. } => "split the file into stories".into(),
            Self::Limit { limit, most, .. } => {
                let more = limit.amount(most.saturating_mul(4));
                let more = more.trim_end_matches(" bytes").replace(' ', "");
                format!("if you trust the file, raise the limit: --limit {}={more}", limit.name())
            }
            Self::Syntax { .. } => "mend the file, or say with --input-format how it is written".into(),
            Self::Package { .. } => {
                "open it in a word processor and save it anew, as .docx or .odt and without a password".into()
            }
            Self::NoStory { .. } => "name a story; --input-format says how a file is written".into(),
        }
    }

    /// Whether the file can be read, and holds no story.
    pub fn is_no_story(&self) -> bool {
        matches!(self, Self::NoStory { .. })
    }

    /// Text that is not written in its format, at an offset of the file.
    pub(super) fn syntax(format: &'static str, file: &str, at: usize, why: impl Into<String>) -> Self {
        let at = floor(file, at);
        let before = &file[..at];
        let start = before.rfind('\n').map_or(0, |line_end| line_end + 1);
        let written = file[start..].split('\n').next().unwrap_or_default();
        Self::Syntax {
            format,
            why: why.into(),
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
            excerpt: Box::new(Excerpt::of(written, at - start)),
        }
    }

    /// That there are more bytes than an offset can count, where there are.
    pub(super) fn if_too_large(bytes: u64) -> Result<(), Self> {
        if bytes > LONGEST { Err(Self::TooLarge { bytes }) } else { Ok(()) }
    }

    /// What goes beyond one of some limits.
    pub(super) fn beyond(limits: &Limits, limit: Limit, what: &'static str) -> Self {
        Self::Limit { limit, most: limits.get(limit), what }
    }
}

/// The bytes of a file as text, if they are UTF-8.
///
/// # Errors
/// [`DocumentError`] where they are no UTF-8 text, or too many.
pub fn decode(bytes: &[u8]) -> Result<&str, DocumentError> {
    DocumentError::if_too_large(bytes.len() as u64)?;
    if bytes.contains(&0) {
        return Err(DocumentError::Foreign { form: "a binary file" });
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let line = bytes[..offset].split(|byte| *byte == b'\n').count();
        DocumentError::NotUtf8 { offset, byte: bytes[offset], line }
    })
}
