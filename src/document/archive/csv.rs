//! Rows under columns with names.

use std::{
    io::{self, BufRead},
    sync::Arc,
};

use csv_core::{ReadFieldResult, ReadRecordResult, Reader, ReaderBuilder};

use super::{FieldText, marked};
use crate::{
    Span,
    document::{DocumentError, field::Field, json::Decoded},
};

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
    names: Vec<String>,
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
        let names: Vec<String> =
            cells(row, self.delimiter).into_iter().map(|cell| cell.value.text.trim().into()).collect();
        if !names.iter().any(|name| Field::named(name) == Some(Field::Body)) {
            let what = format!("no column is called body, text or content, but {}", names.join(", "));
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
        let cells = cells(row, self.delimiter);
        if let Some(at) = cells.last().map(|cell| cell.at).filter(|at| self.is_left_open(at.of(row))) {
            return Err(DocumentError::syntax("CSV", row, at.start(), "this quotation mark is never closed"));
        }
        let named = self.names.iter().zip(cells);
        Ok(named
            .map(|(name, cell)| FieldText { name: name.clone(), value: cell.value, pointer: None })
            .collect())
    }

    /// Whether a quotation mark opens a cell, and none closes it.
    fn is_left_open(&self, cell: &str) -> bool {
        let inner = cell.strip_prefix('"').filter(|_| self.delimiter != b'\t');
        inner.is_some_and(|inner| inner.matches('"').count().is_multiple_of(2))
    }
}

/// A cell of a row.
struct Cell {
    value: Decoded,
    /// Where it stands, with its quotation marks.
    at: Span,
}

fn reader(delimiter: u8) -> Reader {
    // A mark of quotation in a cell between tabs is one that somebody wrote.
    ReaderBuilder::new().delimiter(delimiter).quoting(delimiter != b'\t').build()
}

/// The cells of a row, each with its place.
fn cells(row: &str, delimiter: u8) -> Vec<Cell> {
    let mut reader = reader(delimiter);
    let mut cells = Vec::new();
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
        let value = cell_of(cell, at, &String::from_utf8_lossy(&words[..written]));
        cells.push(Cell { value, at: Span::new(at, at + cell.len()) });
        at = end;
        if is_last {
            return cells;
        }
    }
}

/// What a cell says, which is written as `written` at the byte `at`.
fn cell_of(written: &str, at: usize, says: &str) -> Decoded {
    let mut cell = Decoded::default();
    let whole = Span::new(at, at + written.len());
    if written == says {
        cell.push(says, whole);
        return cell;
    }
    if let Some(inner) = written.strip_prefix('"') {
        let mut from = at + 1;
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
    if cell.text != says {
        cell = Decoded::default();
        cell.push(says, whole);
    }
    cell
}
