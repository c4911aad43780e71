//! Packed documents: zip archives of parts, nearly all of them XML.
//!
//! What an archive says of itself is not believed: every part is read to its real end, and all of them together no
//! further than the limit `unpacked` allows. Nothing is ever written, so the names of parts lead nowhere.

use std::io::{Cursor, ErrorKind, Read};

use zip::{
    ZipArchive,
    result::{ZipError, ZipResult},
};

use super::{DocumentError, Format, Limit, Limits, encoding};

/// A packed document.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// What its format is called.
    format: &'static str,
    limits: Limits,
    /// How many more bytes may be unpacked.
    left: u64,
}

/// What begins a file of the office programs before 2007, and one that is locked by those after.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What such a file is, by the names of what is in it.
const COMPOUNDS: &[(&str, &str)] = &[
    ("EncryptedPackage", LOCKED),
    ("WordDocument", "it is a Word 97 document (.doc) under another name; save it as .docx"),
];

/// What some other files begin with, and what they are.
const OTHERS: &[(&[u8], &str)] = &[
    (b"{\\rtf", "it is an RTF document under another name; save it as .docx"),
    (b"%PDF-", "it is a PDF under another name"),
    (b"<", "it is XML or HTML under another name; --input-format tells how a file is written"),
];

const LOCKED: &str = "it is protected by a password";

/// What the end of an archive begins with.
const END: &[u8] = b"PK\x05\x06";

impl<'a> Package<'a> {
    /// Opens a packed document. `format` is what its format is called: "Word".
    ///
    /// # Errors
    /// [`DocumentError::Package`] where it is none.
    pub(super) fn open(bytes: &'a [u8], format: &'static str, limits: &Limits) -> Result<Self, DocumentError> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Self { archive, format, limits: *limits, left: limits.unpacked }),
            Err(error) => Err(DocumentError::Package { format, why: no_archive(bytes, &error) }),
        }
    }

    /// What is wrong with it.
    pub(super) fn error(&self, why: impl Into<String>) -> DocumentError {
        DocumentError::Package { format: self.format, why: why.into() }
    }

    /// What is wrong with one of its parts: where that is text in which an error has a place, it is told with the part.
    pub(super) fn in_part(&self, name: &str, error: DocumentError) -> DocumentError {
        match error {
            DocumentError::Syntax { line, column, .. } => {
                self.error(format!("its part {name} is {error} (line {line}, column {column})"))
            }
            error => error,
        }
    }

    /// That it is protected by a password.
    pub(super) fn locked(&self) -> DocumentError {
        self.error(LOCKED)
    }

    /// The text of a part that it must have.
    ///
    /// # Errors
    /// As those of [`Package::part`], and where it lacks the part.
    pub(super) fn required(&mut self, name: &str) -> Result<String, DocumentError> {
        self.part(name)?.ok_or_else(|| self.error(format!("it has no {name}")))
    }

    /// The text of a part, if it has that part.
    ///
    /// # Errors
    /// [`DocumentError::Package`] where the part is damaged; [`DocumentError::Limit`] where too much is unpacked.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, DocumentError> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        let unpacked = unpack(&mut self.archive, index, self.left, &mut bytes);
        unpacked.map_err(|error| self.error(no_part(name, &error)))?;
        let left = self.left.checked_sub(bytes.len() as u64);
        let beyond = || DocumentError::beyond(&self.limits, Limit::Unpacked, "the file unpacks to more");
        self.left = left.ok_or_else(beyond)?;
        match encoding::text(&bytes, Format::Odt) {
            Ok(text) => Ok(Some(text.trim_start_matches('\u{feff}').to_owned())),
            Err(_) => Err(self.error(format!("its part {name} is no text"))),
        }
    }

    /// Where a part is. Names differ in nothing but case, and some programs write them as Windows does.
    fn index(&self, name: &str) -> Option<usize> {
        let is_same = |index: &usize| {
            let other = self.archive.name_for_index(*index).and_then(Result::ok);
            other.is_some_and(|other| {
                other.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(name)
            })
        };
        self.archive.index_for_name(name).or_else(|| (0..self.archive.len()).find(is_same))
    }
}

/// Unpacks a part up to one byte beyond `most`. Read to its end, it is checked against its sum.
fn unpack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    most: u64,
    bytes: &mut Vec<u8>,
) -> ZipResult<()> {
    archive.by_index(index)?.take(most.saturating_add(1)).read_to_end(bytes)?;
    Ok(())
}

/// Why some bytes are no archive that can be read.
fn no_archive(bytes: &[u8], error: &ZipError) -> String {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    let is_short = bytes.starts_with(b"PK") && !holds(END);
    if bytes.is_empty() {
        "it is empty".into()
    } else if is_short {
        "it ends too early".into()
    } else if bytes.starts_with(b"PK") {
        format!("its directory is damaged: {error}")
    } else if bytes.starts_with(COMPOUND) {
        let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let found = COMPOUNDS.iter().find(|(name, _)| holds(&wide(name)));
        found.map_or("it is a document of an old office program under another name", |(_, what)| *what).into()
    } else {
        let found = OTHERS.iter().find(|(head, _)| bytes.starts_with(head));
        found.map_or("it is no zip archive", |(_, what)| *what).into()
    }
}

/// Why a part cannot be read.
fn no_part(name: &str, error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => LOCKED.into(),
        ZipError::Io(error) if error.kind() == ErrorKind::UnexpectedEof => {
            format!("its part {name} ends too early")
        }
        error => format!("its part {name} is damaged: {error}"),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    use super::*;

    /// A packed file with some parts in it.
    pub(in crate::document) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, words) in parts {
            let method = CompressionMethod::Deflated;
            archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            archive.write_all(words.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn part(bytes: &[u8], name: &str, limits: &Limits) -> Result<String, DocumentError> {
        Package::open(bytes, "Word", limits)?.required(name)
    }

    #[test]
    fn parts_are_found_by_name() {
        let bytes = packed(&[("a.xml", "one"), ("b\\c.xml", "two"), ("/../x.xml", "\u{feff}three")]);
        let read = |name: &str| part(&bytes, name, &Limits::default());
        assert_eq!(read("a.xml").unwrap(), "one");
        assert_eq!(read("A.XML").unwrap(), "one");
        assert_eq!(read("b/c.xml").unwrap(), "two");
        assert_eq!(read("../x.xml").unwrap(), "three");
        let error = read("word/document.xml").unwrap_err();
        assert_eq!(error.to_string(), "this Word file cannot be read: it has no word/document.xml");
        assert!(error.way_out().contains("save it anew"));
    }

    #[test]
    fn no_more_is_unpacked_than_the_limit() {
        let zeros = "0".repeat(1 << 20);
        let bytes = packed(&[("a", &zeros), ("b", &zeros)]);
        assert!(bytes.len() < 10_000);
        let limits = Limits { unpacked: 2 << 20, ..Limits::default() };
        let mut package = Package::open(&bytes, "Word", &limits).unwrap();
        assert_eq!(package.part("a").unwrap().map(|part| part.len()), Some(1 << 20));
        assert!(package.part("b").is_ok());
        let error = package.part("a").unwrap_err();
        assert_eq!(error.to_string(), "the file unpacks to more than the limit `unpacked` allows: 2 MB");
        assert!(error.way_out().contains("--limit unpacked=8MB"), "{}", error.way_out());
    }

    #[test]
    fn what_a_header_says_of_a_size_is_not_believed() {
        let words = "The quay is late. ".repeat(100);
        let mut bytes = packed(&[("a", &words)]);
        let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
        for size in [0_u32, 5, u32::MAX - 1] {
            bytes[directory + 24..directory + 28].copy_from_slice(&size.to_le_bytes());
            if let Ok(read) = part(&bytes, "a", &Limits::default()) {
                assert_eq!(read, words);
            }
        }
    }

    #[test]
    fn damage_is_told() {
        let whole = packed(&[("a", &"The quay is late, they say. ".repeat(50))]);
        let told = |bytes: &[u8]| part(bytes, "a", &Limits::default()).unwrap_err().to_string();
        for length in [4, 30, whole.len() - 30] {
            assert!(told(&whole[..length]).ends_with("it ends too early"), "{length}");
        }
        let mut changed = whole.clone();
        let directory = changed.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
        changed[directory + 16] ^= 1;
        assert!(told(&changed).contains("its part a is damaged"), "{}", told(&changed));
        let mut changed = whole;
        changed[40] ^= 0xff;
        assert!(told(&changed).contains("its part a "), "{}", told(&changed));
    }

    #[test]
    fn what_is_no_archive_is_named() {
        let compound = |name: &str| {
            let name = name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
            [COMPOUND, &[0; 512], &name].concat()
        };
        for (bytes, why) in [
            (Vec::new(), "it is empty"),
            (b"PK\x03\x04".to_vec(), "it ends too early"),
            (b"{\\rtf1 The quay}".to_vec(), "RTF"),
            (b"%PDF-1.7".to_vec(), "PDF"),
            (b"The quay is late.".to_vec(), "no zip archive"),
            (compound("EncryptedPackage"), "protected by a password"),
            (compound("WordDocument"), "Word 97 document (.doc) under another name; save it as .docx"),
            (compound("Workbook"), "old office program"),
        ] {
            let error = Package::open(&bytes, "Word", &Limits::default()).map(|_| ()).unwrap_err();
            assert!(error.to_string().contains(why), "{error}");
        }
    }
}
