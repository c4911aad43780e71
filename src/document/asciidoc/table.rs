//! The lines of a table in AsciiDoc → its cells.

use crate::{Span, document::look};

/// The cells between the delimiters of a table, each line by line.
pub(super) fn cells(file: &str, lines: &[Span]) -> Vec<Vec<Span>> {
    let mut cells: Vec<Vec<Span>> = Vec::new();
    for line in lines {
        let mut start = line.start();
        let bars = line.of(file).match_indices('|').map(|(at, _)| line.start() + at);
        for bar in bars.filter(|bar| !file[..*bar].ends_with('\\')) {
            add(file, &mut cells, without_form(file, Span::new(start, bar)));
            cells.push(Vec::new());
            start = bar + 1;
        }
        add(file, &mut cells, Span::new(start, line.end()));
    }
    cells
}

/// Adds words to the last cell.
fn add(file: &str, cells: &mut [Vec<Span>], words: Span) {
    let words = look::trimmed(file, words);
    if let Some(cell) = cells.last_mut().filter(|_| !words.is_empty()) {
        cell.push(words);
    }
}

/// What stands before a bar, without what says how the next cell is set: `2+^.>s`.
fn without_form(file: &str, before: Span) -> Span {
    let written = before.of(file);
    let start = written
        .rfind(look::is_blank)
        .map_or(0, |blank| blank + written[blank..].chars().next().map_or(0, char::len_utf8));
    let form = &written[start..];
    let spans = form.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let spans = spans.strip_prefix(['+', '*']).unwrap_or(form);
    let aligned = spans.trim_start_matches(['<', '^', '>', '.']);
    let is_form = aligned.is_empty() || matches!(aligned.as_bytes(), [byte] if b"adehlmsv".contains(byte));
    Span::new(before.start(), if is_form { before.start() + start } else { before.end() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_between_bars() {
        let file = "|Year |Ice\n2+^|1990 a|none\nat all\n|one \\| two|3";
        let mut start = 0;
        let lines: Vec<Span> = file
            .split('\n')
            .map(|line| {
                let at = Span::new(start, start + line.len());
                start += line.len() + 1;
                at
            })
            .collect();
        let of = |cell: Vec<Span>| cell.iter().map(|line| line.of(file)).collect::<Vec<_>>().join("/");
        let cells: Vec<String> = cells(file, &lines).into_iter().map(of).collect();
        assert_eq!(cells, ["Year", "Ice", "1990", "none/at all", "one \\| two", "3"]);
    }
}
