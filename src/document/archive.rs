//! Files of many stories, read one at a time: JSON Lines, CSV. No more of a file is kept than a story.
//!
//! Taking the stories apart and reading them are two steps, so that many can be read at once.

mod csv;

use std::{
    io::{self, BufRead, Read},
    sync::Arc,
};

use super::{Base, DocumentError, Format, Ground, Item, Limit, Limits, decode, json, record};
use csv::{Columns, Rows};
use record::FieldText;

/// The mark that may stand at the start of a file.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A file of many stories, as it is read.
pub struct Archive<R> {
    input: R,
    form: Form,
    limits: Limits,
    /// Where the next record begins.
    base: Base,
    /// How many records there have been.
    count: usize,
    is_done: bool,
}

enum Form {
    Lines,
    Rows(Box<Rows>),
}

/// A record of a file, not yet read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Record {
    bytes: Vec<u8>,
    base: Base,
    /// Its number in the file, from 1.
    number: usize,
    columns: Option<Arc<Columns>>,
}

/// Why an archive cannot be read on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// The file cannot be read.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// What stands there is no such file.
    #[error("{0}")]
    Document(#[from] DocumentError),
}

impl<R: BufRead> Archive<R> {
    /// Begins to read a file of a format that is an archive; any other is taken for JSON Lines.
    pub fn new(input: R, format: Format, limits: Limits) -> Self {
        let form = match format {
            Format::Csv => Form::Rows(Box::new(Rows::new(b','))),
            Format::Tsv => Form::Rows(Box::new(Rows::new(b'\t'))),
            _ => Form::Lines,
        };
        Self { input, form, limits, base: Base::default(), count: 0, is_done: false }
    }

    /// Line of the file on which the next record begins, from 1.
    pub fn line(&self) -> usize {
        self.base.lines + 1
    }

    /// The next record with something in it.
    fn next_record(&mut self) -> Result<Option<Record>, ArchiveError> {
        loop {
            let most = self.limits.record;
            let mut bytes = Vec::new();
            let whole = match &mut self.form {
                Form::Lines => line(&mut self.input, &mut bytes, most)?,
                Form::Rows(rows) => rows.next(&mut self.input, &mut bytes, most)?,
            };
            if !whole {
                let what = "a story is longer";
                return Err(DocumentError::beyond(&self.limits, Limit::Record, what).into());
            }
            if bytes.is_empty() {
                return Ok(None);
            }
            let base = self.base;
            self.base.bytes += bytes.len() as u64;
            self.base.lines += bytes.split(|byte| *byte == b'\n').count() - 1;
            let columns = match &mut self.form {
                Form::Lines => None,
                Form::Rows(rows) => {
                    let columns = rows.columns();
                    if columns.is_none() {
                        rows.name_columns(decode(&bytes)?)?;
                        continue;
                    }
                    columns
                }
            };
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            self.count += 1;
            return Ok(Some(Record { bytes, base, number: self.count, columns }));
        }
    }
}

impl<R: BufRead> Iterator for Archive<R> {
    type Item = Result<Record, ArchiveError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let next = self.next_record().transpose();
        self.is_done = !matches!(next, Some(Ok(_)));
        next
    }
}

/// Reads a line onto `bytes`, with what ends it. Gives whether it was no longer than it may be.
fn line(input: &mut impl BufRead, bytes: &mut Vec<u8>, most: u64) -> io::Result<bool> {
    input.take(most.saturating_add(1)).read_until(b'\n', bytes)?;
    Ok(bytes.len() as u64 <= most)
}

impl Record {
    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it has none, which no record of an archive is.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Line of the file on which it begins, from 1.
    pub fn line(&self) -> usize {
        self.base.lines + 1
    }

    /// Reads the story. Its places are those of the record; [`Origin::base`](super::Origin) says where that is.
    ///
    /// # Errors
    /// [`DocumentError`] where it is no story. Lines and offsets in it are those of the file.
    pub fn read(&self, limits: &Limits) -> Result<Item, DocumentError> {
        let read = || {
            let text = decode(&self.bytes)?;
            let fields = match &self.columns {
                Some(columns) => columns.fields(text)?,
                None => fields(text)?,
            };
            let mut item = record::story(fields, limits)?;
            item.origin.id.get_or_insert_with(|| self.number.to_string());
            item.origin.base = self.base;
            item.origin.ground = Ground::Part(text.into());
            Ok(item)
        };
        read().map_err(|error| match error {
            DocumentError::Syntax { format, why, line, column, excerpt } => {
                DocumentError::Syntax { format, why, line: line + self.base.lines, column, excerpt }
            }
            DocumentError::NotUtf8 { offset, byte, line } => DocumentError::NotUtf8 {
                offset: offset + usize::try_from(self.base.bytes).unwrap_or_default(),
                byte,
                line: line + self.base.lines,
            },
            other => other,
        })
    }
}

/// The fields of an object on a line.
fn fields(text: &str) -> Result<Vec<FieldText>, DocumentError> {
    let object = json::value(text)?;
    if json::shape(object) != json::Shape::Object {
        return Err(DocumentError::syntax(
            "a story",
            text,
            0,
            "an object is expected: {\"headline\": …, \"body\": …}",
        ));
    }
    let members = json::members(text, object)?;
    let strings = members.into_iter().filter(|(key, _)| record::is_read(key)).filter_map(|(key, value)| {
        let value = json::name(text, value)?;
        Some(FieldText { pointer: Some(json::pointer("", &key)), name: key.into_owned(), value })
    });
    Ok(strings.collect())
}

/// Whether bytes begin with the mark of UTF-8.
fn marked(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;

    fn read(file: &str, format: Format) -> Vec<Result<Item, DocumentError>> {
        let limits = Limits { record: 4096, ..Limits::default() };
        Archive::new(file.as_bytes(), format, limits)
            .map(|record| match record {
                Ok(record) => record.read(&limits),
                Err(ArchiveError::Document(error)) => Err(error),
                Err(ArchiveError::Io(error)) => panic!("{error}"),
            })
            .collect()
    }

    /// Roles, words, and the words as the file has them.
    fn blocks(file: &str, item: &Item) -> Vec<(Role, String, String)> {
        let Item { document, origin } = item;
        let base = origin.base.bytes as usize;
        let blocks = document.blocks.iter().map(|block| {
            let at = document.map.to_file(block.span);
            let written = &file[base + at.start()..base + at.end()];
            (block.role, block.span.of(&document.text).to_owned(), written.to_owned())
        });
        blocks.collect()
    }

    const EXPECTED: &[(Role, &str)] = &[
        (Role::Headline, "The quay is late"),
        (Role::Paragraph, "“Never,” the harbour office said."),
        (Role::Paragraph, "It froze."),
    ];

    #[test]
    fn a_story_on_each_line() {
        let file = "\u{feff}{\"id\": 7, \"body\": \"“Never,” the harbour office said.\\n\\nIt froze.\", \"headline\": \"The quay is late\"}\r\n\
            \r\n{\"text\": \"It froze \\\"twice\\\".\", \"kind\": \"opinion\"}\n{\"a\": 1}\n[1]\n{\"body\": }\n";
        let items = read(file, Format::JsonLines);
        let first = items[0].as_ref().unwrap();
        let found = blocks(file, first);
        let told: Vec<(Role, &str)> = found.iter().map(|(role, words, _)| (*role, words.as_str())).collect();
        assert_eq!(told, EXPECTED);
        assert!(found.iter().all(|(_, words, written)| words == written));
        assert_eq!(first.origin.id.as_deref(), Some("7"));
        assert_eq!(first.origin.pointer(0), Some("/headline"));
        assert_eq!(first.origin.pointer(20), Some("/body"));
        let second = items[1].as_ref().unwrap();
        assert_eq!(second.origin.base.lines, 2);
        assert_eq!(second.origin.id.as_deref(), Some("2"));
        assert_eq!(blocks(file, second)[0].2, "It froze \\\"twice\\\".");
        assert_eq!(second.document.kind, Some(crate::document::Kind::Opinion));
        assert!(items[2].as_ref().unwrap_err().to_string().contains("no field is called body"));
        let place = |error: &DocumentError| match error {
            DocumentError::Syntax { line, column, .. } => Some((*line, *column)),
            _ => None,
        };
        assert_eq!(place(items[3].as_ref().unwrap_err()), Some((5, 1)));
        assert_eq!(place(items[4].as_ref().unwrap_err()), Some((6, 10)));
    }

    #[test]
    fn a_story_in_each_row() {
        let file = "\u{feff}Headline,id,Body\r\nThe quay is late,a1,\"“Never,” the harbour office said.\n\nIt froze.\"\r\n\
            \n,a2,\"It froze \"\"twice\"\".\"\nshort\n";
        let items = read(file, Format::Csv);
        let first = items[0].as_ref().unwrap();
        let found = blocks(file, first);
        let told: Vec<(Role, &str)> = found.iter().map(|(role, words, _)| (*role, words.as_str())).collect();
        assert_eq!(told, EXPECTED);
        assert!(found.iter().all(|(_, words, written)| words == written), "{found:?}");
        assert_eq!(first.origin.id.as_deref(), Some("a1"));
        let second = items[1].as_ref().unwrap();
        assert_eq!(blocks(file, second)[0].1, "It froze \"twice\".");
        assert_eq!(blocks(file, second)[0].2, "It froze \"\"twice\"\".");
        assert!(items[2].is_err());
        let tabs = read("id\tbody\n1\tIt \"froze\".", Format::Tsv);
        assert_eq!(blocks("id\tbody\n1\tIt \"froze\".", tabs[0].as_ref().unwrap())[0].2, "It \"froze\".");
    }

    #[test]
    fn a_cell_that_is_never_closed_is_told() {
        let items = read("id,body\n1,\"It froze.\"\n2,\"It froze.\n3,\"\"twice\"\"\n", Format::Csv);
        assert!(items[0].is_ok());
        assert!(matches!(items[1], Err(DocumentError::Syntax { line: 3, column: 3, .. })), "{items:?}");
        assert_eq!(items.len(), 2);
    }

    #[test]
    fn columns_need_names() {
        let items = read("a,b\n1,2\n", Format::Csv);
        assert_eq!(items.len(), 1);
        assert!(
            items[0].as_ref().unwrap_err().to_string().contains("no column is called body"),
            "{:?}",
            items[0]
        );
    }

    #[test]
    fn a_record_has_a_limit() {
        let long =
            format!("{{\"body\": \"It froze.\"}}\n{{\"body\": \"{}\"}}\n{{\"body\": \"\"}}", "x".repeat(5000));
        let items = read(&long, Format::JsonLines);
        assert_eq!(items.len(), 2);
        assert!(items[1].as_ref().unwrap_err().to_string().contains("limit `record`"));
        let rows = read(&format!("body\n\"{}\n", "x\n".repeat(5000)), Format::Csv);
        assert!(rows[0].as_ref().unwrap_err().to_string().contains("limit `record`"));
    }
}
