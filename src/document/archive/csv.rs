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
            cells(row, self.delimiter).into_iter().map(|cell| cell.text.trim().into()).collect();
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
    pub(super) fn fields(&self, row: &str) -> Vec<FieldText> {
        let cells = cells(row, self.delimiter);
        let named = self.names.iter().zip(cells);
        named.map(|(name, value)| FieldText { name: name.clone(), value, pointer: None }).collect()
    }
}

fn reader(delimiter: u8) -> Reader {
    // A mark of quotation in a cell between tabs is one that somebody wrote.
    ReaderBuilder::new().delimiter(delimiter).quoting(delimiter != b'\t').build()
}

/// The cells of a row, each with its place.
fn cells(row: &str, delimiter: u8) -> Vec<Decoded> {
    let mut reader = reader(delimiter);
    let mut cells = Vec::new();
    let mut at = if marked(row.as_bytes()) { 3 } else { 0 };
    at += row[at..].len() - row[at..].trim_start_matches(['\r', '\n']).len();
    loop {
        let mut words = vec![0; row.len() - at + 1];
        let (result, taken, written) = reader.read_field(row[at..].as_bytes(), &mut words);
        let is_last = matches!(result, ReadFieldResult::InputEmpty | ReadFieldResult::End)
            || matches!(result, ReadFieldResult::Field { record_end: true });
        words.truncate(written);
        let end = at + taken;
        let behind = row[at..end].trim_end_matches(['\r', '\n']);
        let cell = if is_last { behind } else { &row[at..end - 1] };
        cells.push(cell_of(cell, at, &String::from_utf8_lossy(&words)));
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
    if let Some(inner) = written.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest)) {
        let mut from = at + 1;
        for (index, part) in inner.split("\"\"").enumerate() {
            if index > 0 {
                cell.push("\"", Span::new(from, from + 2));
                from += 2;
            }
            cell.push(part, Span::new(from, from + part.len()));
            from += part.len();
        }
    }
    // What is quoted in some other way stands for its cell as a whole.
    if cell.text != says {
        cell = Decoded::default();
        cell.push(says, whole);
    }
    cell
}
