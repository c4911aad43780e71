//! The lines of a table in reStructuredText → its cells.

use super::line::Line;
use crate::{Span, document::look};

/// A cell, line by line.
type Cell = Vec<Span>;

/// Whether a line is the first of a table with lines around its cells.
pub(super) fn is_grid(written: &str) -> bool {
    written.len() > 2 && written.ends_with('+') && is_separator(written)
}

/// Whether a line is a border of a table without them: `==== ====`
pub(super) fn is_border(written: &str) -> bool {
    written.contains(' ') && written.starts_with('=') && written.chars().all(|c| c == '=' || c == ' ')
}

fn is_separator(written: &str) -> bool {
    written.starts_with('+') && written.chars().all(|c| matches!(c, '+' | '-' | '='))
}

/// The cells of a table with lines around them, row by row.
pub(super) fn grid(file: &str, lines: &[Line]) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut rest = lines;
    while let [separator, below @ ..] = rest {
        let length = below.iter().position(|line| is_separator(line.words.of(file))).unwrap_or(below.len());
        let rows = &below[..length];
        let mut columns = places(separator.words.of(file), '+');
        for line in rows {
            let bars = places(line.words.of(file), '|');
            columns.retain(|column| bars.binary_search(column).is_ok());
        }
        cells.extend(row(file, rows, &columns));
        rest = &below[length..];
    }
    cells
}

/// The columns at which a mark stands.
fn places(written: &str, mark: char) -> Vec<usize> {
    written.chars().enumerate().filter(|(_, c)| *c == mark).map(|(column, _)| column).collect()
}

/// The cells of some lines, each of which begins behind a column and ends before the next.
fn row(file: &str, lines: &[Line], columns: &[usize]) -> Vec<Cell> {
    let mut parts: Vec<(usize, Span)> = Vec::new();
    for line in lines {
        let mut bars = columns.iter().peekable();
        let mut cell = None;
        for (column, (at, _)) in line.words.of(file).char_indices().enumerate() {
            if bars.next_if(|bar| **bar == column).is_some() {
                let at = line.words.start() + at;
                parts.extend(cell.map(|(number, start)| (number, Span::new(start, at))));
                cell = Some((cell.map_or(0, |(number, _)| number + 1), at + 1));
            }
        }
    }
    gathered(file, parts)
}

/// The cells of a table between borders that mark its columns, row by row: each whose first cell is not empty begins one.
pub(super) fn simple(file: &str, lines: &[Line]) -> Vec<Cell> {
    let Some(border) = lines.first() else { return Vec::new() };
    let written = border.words.of(file);
    let begins = |at: &usize| *at == 0 || written.as_bytes()[*at - 1] == b' ';
    let columns: Vec<usize> =
        (0..written.len()).filter(|at| written.as_bytes()[*at] == b'=' && begins(at)).collect();
    let mut cells = Vec::new();
    let mut parts: Vec<(usize, Span)> = Vec::new();
    for line in lines {
        let first = parts.len();
        let written = line.words.of(file);
        if is_border(written) || written.contains("--") && written.chars().all(|c| matches!(c, '-' | ' ')) {
            cells.extend(gathered(file, std::mem::take(&mut parts)));
            continue;
        }
        // Its indentation belongs to its first cells.
        let indent = line.indent.saturating_sub(border.indent);
        let mut number = columns.partition_point(|column| *column <= indent).saturating_sub(1);
        let mut start = line.words.start();
        for (column, (at, _)) in written.char_indices().enumerate() {
            if columns.get(number + 1).is_some_and(|next| *next <= indent + column) {
                parts.push((number, Span::new(start, line.words.start() + at)));
                number += 1;
                start = line.words.start() + at;
            }
        }
        parts.push((number, Span::new(start, line.words.end())));
        if parts[first].0 == 0 && first > 0 {
            let row = parts.drain(..first).collect();
            cells.extend(gathered(file, row));
        }
    }
    cells.extend(gathered(file, parts));
    cells
}

/// Parts of cells, put together by the number of the cell in its row. Lines without words are left out.
fn gathered(file: &str, mut parts: Vec<(usize, Span)>) -> Vec<Cell> {
    let mut cells: Vec<(usize, Cell)> = Vec::new();
    parts.sort_by_key(|(number, _)| *number);
    for (number, part) in parts {
        let words = look::trimmed(file, part);
        let is_line = words.of(file).chars().all(|c| matches!(c, '+' | '-' | '=' | '|'));
        match cells.last_mut() {
            _ if is_line => {}
            Some((last, cell)) if *last == number => cell.push(words),
            _ => cells.push((number, vec![words])),
        }
    }
    cells.into_iter().map(|(_, cell)| cell).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::line, *};

    fn told(file: &str, cells: impl Fn(&str, &[Line]) -> Vec<Cell>) -> Vec<String> {
        let of = |cell: &Cell| cell.iter().map(|part| part.of(file)).collect::<Vec<_>>().join("/");
        cells(file, &line::lines(file)).iter().map(of).collect()
    }

    #[test]
    fn cells_between_lines() {
        let file = "+------+---------+\n| Été  | Ice     |\n+======+=========+\n| 1990 | none    |\n|      | at all  |\n+------+---------+\n\
            | both of them   |\n+----------------+";
        assert!(is_grid("+------+-----+") && !is_grid("+ and -"));
        assert_eq!(told(file, grid), ["Été", "Ice", "1990", "none/at all", "both of them"]);
    }

    #[test]
    fn cells_between_borders() {
        let file = "====  =======\nYear  Ice\n====  =======\n1990  none\n      at all\nÉté   some\n----  -------\n1991  more ice than fits\n====  =======";
        assert!(is_border("==== ===") && !is_border("=======") && !is_border("== a"));
        let expected = ["Year", "Ice", "1990", "none/at all", "Été", "some", "1991", "more ice than fits"];
        assert_eq!(told(file, simple), expected);
    }
}
