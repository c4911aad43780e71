//! Cells in columns, two blanks apart.

use super::plain::clean;

/// Where the cells of a column stand.
#[derive(Clone, Copy, Debug)]
pub(super) enum Align {
    Left,
    Right,
}

/// The rows in lines, each indented by two blanks.
pub(super) fn columns<const N: usize>(rows: &[[String; N]], align: [Align; N]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(widths).zip(align).map(|((cell, width), align)| match align {
            Align::Left => format!("{:<width$}", clean(cell)),
            Align::Right => format!("{:>width$}", clean(cell)),
        });
        format!("  {}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
