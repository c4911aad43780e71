//! Rows under columns with names.

use std::{
    borrow::Cow,
    io::{self, BufRead},
    sync::Arc,
};

use csv_core::{ReadFieldResult, ReadRecordResult, Reader, ReaderBuilder};

use super::{FieldText, marked};
use crate::{
    Span,
    document::{DocumentError, field::Field, json::Decoded, record},
};

/// Of a file without a column for the text of stories, so many columns are named.
const MOST_NAMED: usize = 20;

/// Bytes of a row that are unpacked at a time when its end is looked for.
const SCRATCH: usize = 4096;

/// Cells of a row that are noted at a time when its end is looked for.
const ENDS: usize = 64;

/// The rows of a file.
pub(super) struct Rows {
    reader: Reader,
    delimiter: u8,
    columns: Option<Arc<Columns>>,
}

/// The names of the columns.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// None of those that are nothing to a story: there may be any number of them.
    names: Vec<Option<String>>,
    delimiter: u8,
}

impl Rows {
    pub(super) fn new(delimiter: u8) -> Self {
        Self { reader: reader(delimiter), delimiter, columns: None }
    }

    /// The columns, once they are named.
    pub(super) fn columns(&self) -> Option<Arc<Columns>> {
        self.columns.clone()
    }

    /// Takes the names of the columns from the first row.
    ///
    /// # Errors
    /// [`DocumentError::NoStory`] where none of them is the text of a story.
    pub(super) fn name_columns(&mut self, row: &str) -> Result<(), DocumentError> {
        let mut names = Vec::new();
        let mut first = Vec::new();
        let mut has_body = false;
        cells(row, self.delimiter, |cell| {
            let name = cell.says.trim();
            has_body |= Field::named(name) == Some(Field::Body);
            names.push(record::is_read(name).then(|| name.to_owned()));
            if first.len() < MOST_NAMED {
                first.push(name.to_owned());
            }
        });
        if !has_body {
            let more = if first.len() < names.len() { " and others" } else { "" };
            let what = format!("no column is called body, text or content, but {}{more}", first.join(", "));
            return Err(DocumentError::NoStory { what });
        }
        self.columns = Some(Arc::new(Columns { names, delimiter: self.delimiter }));
        Ok(())
    }

    /// Reads a row onto `bytes`, with what ends it. Gives whether it was no longer than it may be.
    pub(super) fn next(
        &mut self,
        input: &mut impl BufRead,
        bytes: &mut Vec<u8>,
        most: u64,
    ) -> io::Result<bool> {
        let mut scratch = [0; SCRATCH];
        let mut ends = [0; ENDS];
        loop {
            let buffer = match input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            let (result, taken, ..) = self.reader.read_record(buffer, &mut scratch, &mut ends);
            bytes.extend_from_slice(&buffer[..taken]);
            input.consume(taken);
            match result {
                ReadRecordResult::Record | ReadRecordResult::End => return Ok(bytes.len() as u64 <= most),
                _ if bytes.len() as u64 > most => return Ok(false),
                _ => {}
            }
        }
    }
}

impl Columns {
    /// The fields of a row.
    ///
    /// # Errors
    /// [`DocumentError::Syntax`] where a quotation mark opens a cell and none closes it: what follows in the file would be
    /// taken for the cell.
    pub(super) fn fields(&self, row: &str) -> Result<Vec<FieldText>, DocumentError> {
        let mut fields = Vec::new();
        let mut names = self.names.iter();
        let mut last = Span::default();
        cells(row, self.delimiter, |cell| {
            last = cell.at;
            if let Some(Some(name)) = names.next() {
                fields.push(FieldText { name: name.clone(), value: cell.decoded(row), pointer: None });
            }
        });
        if self.is_left_open(last.of(row)) {
            let why = "this quotation mark is never closed";
            return Err(DocumentError::syntax("CSV", row, last.start(), why));
        }
        Ok(fields)
    }

    /// Whether a quotation mark opens a cell, and none closes it.
    fn is_left_open(&self, cell: &str) -> bool {
        let inner = cell.strip_prefix('"').filter(|_| self.delimiter != b'\t');
        inner.is_some_and(|inner| inner.matches('"').count().is_multiple_of(2))
    }
}

/// A cell of a row.
struct Cell<'a> {
    /// What it says.
    says: Cow<'a, str>,
    /// Where it stands, with its quotation marks.
    at: Span,
}

fn reader(delimiter: u8) -> Reader {
    // A mark of quotation in a cell between tabs is one that somebody wrote.
    ReaderBuilder::new().delimiter(delimiter).quoting(delimiter != b'\t').build()
}

/// Hands over the cells of a row, one by one.
fn cells(row: &str, delimiter: u8, mut take: impl FnMut(Cell<'_>)) {
    let mut reader = reader(delimiter);
    let mut at = if marked(row.as_bytes()) { 3 } else { 0 };
    at += row[at..].len() - row[at..].trim_start_matches(['\r', '\n']).len();
    // No cell says more than is written.
    let mut words = vec![0; row.len() + 1];
    loop {
        let (result, taken, written) = reader.read_field(&row.as_bytes()[at..], &mut words);
        let is_last = matches!(result, ReadFieldResult::InputEmpty | ReadFieldResult::End)
            || matches!(result, ReadFieldResult::Field { record_end: true });
        let end = at + taken;
        let behind = row[at..end].trim_end_matches(['\r', '\n']);
        let cell = if is_last { behind } else { &row[at..end - 1] };
        let says = String::from_utf8_lossy(&words[..written]);
        take(Cell { says, at: Span::new(at, at + cell.len()) });
        at = end;
        if is_last {
            return;
        }
    }
}

impl Cell<'_> {
    /// What it says, with the place of each part in its row.
    fn decoded(&self, row: &str) -> Decoded {
        let written = self.at.of(row);
        let mut cell = Decoded::default();
        if written == self.says {
            cell.push(&self.says, self.at);
            return cell;
        }
        if let Some(inner) = written.strip_prefix('"') {
            let mut from = self.at.start() + 1;
            let mut rest = inner;
            // Two marks are one that is written; behind one alone, everything is as it stands.
            while let Some(length) = rest.find('"') {
                cell.push(&rest[..length], Span::new(from, from + length));
                from += length;
                rest = &rest[length..];
                let is_written = rest.starts_with("\"\"");
                let marks = 1 + usize::from(is_written);
                if is_written {
                    cell.push("\"", Span::new(from, from + marks));
                }
                from += marks;
                rest = &rest[marks..];
                if !is_written {
                    break;
                }
            }
            cell.push(rest, Span::new(from, from + rest.len()));
        }
        // What is quoted in some other way stands for its cell as a whole.
        if cell.text != self.says {
            cell = Decoded::default();
            cell.push(&self.says, self.at);
        }
        cell
    }
}
