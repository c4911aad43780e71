//! The fields above a Markdown story: `---` with `key: value` lines, `+++` with `key = value` lines, or an object of JSON.
//!
//! A small reader of the few fields that a reader of the story sees. What it does not understand it skips:
//! front matter is never an error.

use serde_json::value::RawValue;

use super::{
    extract::Extract,
    field::Field,
    json::{self, Shape},
    look,
};
use crate::Span;

/// The marks around front matter, and what stands between key and value.
const FORMS: &[(&str, char)] = &[("---", ':'), ("+++", '=')];

/// What opens an object of JSON, where it is not the first thing of all: Eleventy has it so.
const JSON: &str = "---json";

/// Fields of fields that generators hand on to the page as if they stood above it.
const PARAMETERS: &[&str] = &["params", "extra", "data"];

/// Reads the front matter at the byte `start` of `file` onto `extract`; gives the offset of what follows it.
pub(super) fn read(file: &str, start: usize, extract: &mut Extract) -> usize {
    if let Some(after) = object(file, start, extract) {
        return after;
    }
    let Some((end, after, separator)) = bounds(file, start) else { return start };
    let mut lines = Lines { file, at: start, end }.skip(1).peekable();
    let mut around = "";
    while let Some(line) = lines.next() {
        let is_nested = is_indented(line.of(file));
        if let Some(name) = opened(line.of(file), separator) {
            around = name;
        }
        let is_own = if separator == '=' { around.is_empty() } else { !is_nested };
        if !is_own && !PARAMETERS.contains(&around) {
            continue;
        }
        let Some((field, mut value)) = field(file, line, separator) else { continue };
        while let Some(below) = lines.next_if(|line| goes_on(value.of(file), line.of(file))) {
            value = look::trimmed(file, value.join(below));
        }
        let written = value.of(file);
        if !written.is_empty() && !written.starts_with(['|', '>']) {
            values(file, value, field, extract);
            continue;
        }
        // The value stands on the lines below, indented: a text of several lines, or a list.
        let listed = written.is_empty();
        let mut note = Vec::new();
        while let Some(below) = lines.next_if(|line| is_below(file, *line, listed)) {
            let inner = look::trimmed(file, below);
            match inner.of(file).strip_prefix("- ") {
                Some(item) if listed => {
                    let start = inner.end() - item.len();
                    values(file, look::trimmed(file, Span::new(start, inner.end())), field, extract);
                }
                _ => match field {
                    Field::Kind | Field::Body | Field::Id => {}
                    Field::Note => {
                        if !note.is_empty() {
                            note.push((" ".to_owned(), Span::new(inner.start(), inner.start())));
                        }
                        note.push((inner.of(file).to_owned(), inner));
                    }
                    Field::Words(role) => {
                        if extract.is_open() {
                            extract.push(" ", Span::new(inner.start(), inner.start()));
                        }
                        extract.open(role);
                        extract.push(inner.of(file), inner);
                    }
                },
            }
        }
        extract.close();
        if !note.is_empty() {
            extract.note(note);
        }
    }
    after
}

/// Where the fields end, where the story begins, and what stands between key and value.
fn bounds(file: &str, start: usize) -> Option<(usize, usize, char)> {
    let mut lines = Lines { file, at: start, end: file.len() };
    let first = lines.next()?.of(file).trim_end();
    let (mark, separator) = FORMS.iter().find(|(mark, _)| *mark == first)?;
    let is_end = |line: &str| line == *mark || *mark == "---" && line == "...";
    let closing = lines.find(|line| is_end(line.of(file).trim_end()))?;
    Some((closing.start(), closing.end(), *separator))
}

/// Reads an object of JSON; gives the offset of what follows it.
fn object(file: &str, start: usize, extract: &mut Extract) -> Option<usize> {
    let marked =
        file[start..].strip_prefix(JSON).filter(|rest| rest.trim_start_matches([' ', '\r']).starts_with('\n'));
    let written = marked.unwrap_or(&file[start..]);
    if !written.trim_start().starts_with('{') || marked.is_none() && !written.starts_with('{') {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(written).into_iter::<&RawValue>();
    let value = values.next()?.ok()?;
    let rest = &written[values.byte_offset()..];
    let rest = if marked.is_some() { rest.trim_start().strip_prefix("---")? } else { rest };
    let rest = rest.trim_start_matches([' ', '\t', '\r']);
    if !rest.is_empty() && !rest.starts_with('\n') {
        return None;
    }
    members(file, value, extract, true);
    Some(file.len() - rest.len())
}

/// Reads the fields of an object; with `nested`, those as well that are handed on to the page.
fn members(file: &str, value: &RawValue, extract: &mut Extract, nested: bool) {
    for (name, value) in json::members(file, value).unwrap_or_default() {
        if nested && PARAMETERS.contains(&name.as_ref()) && json::shape(value) == Shape::Object {
            members(file, value, extract, false);
        }
        let Some(field) = Field::named(&name) else { continue };
        let listed = if json::shape(value) == Shape::Array { json::values(file, value).ok() } else { None };
        for value in listed.unwrap_or_else(|| vec![value]) {
            let Some(words) = json::string(file, value) else { continue };
            match field {
                Field::Body | Field::Id => {}
                Field::Kind => extract.is_kind(words.text.trim()),
                Field::Note => extract.note(words.pieces),
                Field::Words(role) => {
                    extract.open(role);
                    for (words, at) in &words.pieces {
                        extract.push(words, *at);
                    }
                    extract.close();
                }
            }
        }
    }
}

/// Whether a line belongs to a field above it, by how it begins.
fn is_indented(line: &str) -> bool {
    line.starts_with([' ', '\t']) || line.starts_with("- ")
}

/// The name of what the fields below a line are fields of, if it opens such a thing.
fn opened(line: &str, separator: char) -> Option<&str> {
    let line = line.trim_end();
    if separator == '=' {
        let name = line.strip_prefix('[')?.strip_suffix(']')?;
        return Some(name.trim());
    }
    let (name, _) = line.split_once(separator).filter(|_| !is_indented(line))?;
    Some(name.trim_end())
}

/// What a line gives: what its field is, and where the value stands.
fn field(file: &str, line: Span, separator: char) -> Option<(Field, Span)> {
    let written = line.of(file);
    let (key, _) = written.split_once(separator)?;
    let name = key.trim_end().trim_matches(['"', '\'']);
    let field = Field::named(name).filter(|field| !matches!(field, Field::Body | Field::Id))?;
    let value = line.start() + key.len() + separator.len_utf8();
    Some((field, look::trimmed(file, Span::new(value, line.end()))))
}

/// Whether a line belongs to the field above it.
fn is_below(file: &str, line: Span, listed: bool) -> bool {
    let written = line.of(file);
    written.starts_with([' ', '\t']) || listed && written.starts_with("- ") || written.trim().is_empty()
}

/// Whether a value is a list in brackets that goes on with the line below.
fn goes_on(value: &str, below: &str) -> bool {
    let count = |mark: char| value.matches(mark).count();
    let is_part = below.starts_with(|first: char| look::is_blank(first) || matches!(first, '"' | '\'' | ']'));
    value.starts_with('[') && count('[') > count(']') && is_part
}

/// Adds one value, or each of a list in brackets.
fn values(file: &str, value: Span, field: Field, extract: &mut Extract) {
    let listed = value.of(file).strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    let Some(mut list) = listed else { return scalar(file, value, field, extract) };
    let mut at = value.start() + 1;
    while !list.is_empty() {
        let length = item(list);
        scalar(file, look::trimmed(file, Span::new(at, at + length)), field, extract);
        let next = (length + 1).min(list.len());
        at += next;
        list = &list[next..];
    }
}

/// How many bytes the first item of a list has: up to a comma that stands in no quotation marks.
fn item(list: &str) -> usize {
    let mut at = 0;
    while let Some(found) = list[at..].find([',', '"', '\'']) {
        at += found;
        let mark = list[at..].chars().next().unwrap_or_default();
        // An apostrophe stands inside a word.
        let opens = mark == '"' || list[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        if mark == ',' {
            return at;
        }
        at += 1;
        at += if opens { closing(&list[at..], mark).map_or(0, |length| length + 1) } else { 0 };
    }
    list.len()
}

/// Adds one value, without the marks around it, as a block. Escapes map as a whole.
fn scalar(file: &str, value: Span, field: Field, extract: &mut Extract) {
    let written = value.of(file);
    let marked = written.chars().next().filter(|mark| matches!(mark, '"' | '\''));
    let (skip, length, escape) = if let Some(mark) = marked {
        let rest = &written[1..];
        (1, closing(rest, mark).unwrap_or(rest.len()), if mark == '"' { "\\" } else { "''" })
    } else {
        (0, written.find(" #").unwrap_or(written.len()), "")
    };
    let inner = Span::new(value.start() + skip, value.start() + skip + length);
    if !inner.of(file).contains(char::is_alphabetic) || matches!(inner.of(file), "null" | "true" | "false") {
        return;
    }
    match field {
        Field::Body | Field::Id => {}
        Field::Kind => extract.is_kind(inner.of(file)),
        Field::Note => extract.note(pieces(file, inner, escape)),
        Field::Words(role) => {
            extract.open(role);
            for (words, at) in pieces(file, inner, escape) {
                extract.push(&words, at);
            }
            extract.close();
        }
    }
}

/// The words of a value, each piece with its place in the file.
fn pieces(file: &str, inner: Span, escape: &str) -> Vec<(String, Span)> {
    let mut pieces = Vec::new();
    let mut at = inner.start();
    while at < inner.end() {
        let rest = &file[at..inner.end()];
        let plain = if escape.is_empty() { rest.len() } else { rest.find(escape).unwrap_or(rest.len()) };
        pieces.push((rest[..plain].to_owned(), Span::new(at, at + plain)));
        at += plain;
        let mut escaped = file[at..inner.end()].chars();
        if let (Some(mark), Some(character)) = (escaped.next(), escaped.next()) {
            let end = at + mark.len_utf8() + character.len_utf8();
            let read = if matches!(character, 'n' | 't') { ' ' } else { character };
            pieces.push((read.into(), Span::new(at, end)));
            at = end;
        } else {
            at = inner.end();
        }
    }
    pieces
}

/// Where the mark that closes a value stands.
fn closing(rest: &str, mark: char) -> Option<usize> {
    let mut characters = rest.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let escapes = character == '\\' && mark == '"';
        let doubled =
            character == mark && mark == '\'' && characters.peek().is_some_and(|(_, next)| *next == mark);
        if escapes || doubled {
            characters.next();
        } else if character == mark {
            return Some(at);
        }
    }
    None
}

/// The lines between two offsets, with what ends them.
struct Lines<'file> {
    file: &'file str,
    at: usize,
    end: usize,
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = self.file.get(self.at..self.end).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let line = Span::new(self.at, self.at + length);
        self.at = line.end();
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;

    /// The blocks of the fields, with what each stands for in the file, and the rest of the file.
    fn read_all(file: &str) -> (Vec<(Role, String, String)>, &str) {
        let mut extract = Extract::default();
        let after = read(file, 0, &mut extract);
        let document = extract.finish();
        let block = |block: &crate::document::Block| {
            let in_file = document.map.to_file(block.span).of(file);
            (block.role, block.span.of(&document.text).to_owned(), in_file.to_owned())
        };
        (document.blocks.iter().map(block).collect(), &file[after..])
    }

    fn same(role: Role, words: &str) -> (Role, String, String) {
        (role, words.to_owned(), words.to_owned())
    }

    #[test]
    fn yaml() {
        let file = "---\r\ntitle: \"Ice: \\\"Never again\\\"\"\r\ndate: 2020-05-03\r\nAuthor: Ana Ruiz # staff\r\n\
            summary: 'The town''s quay'\r\ntags: [ice, boats]\r\n---\r\nIt froze.";
        let (blocks, rest) = read_all(file);
        assert_eq!(rest, "It froze.");
        assert_eq!(
            blocks,
            [
                (Role::Headline, "Ice: \"Never again\"".to_owned(), "Ice: \\\"Never again\\\"".to_owned()),
                same(Role::Byline, "Ana Ruiz"),
                (Role::Deck, "The town's quay".to_owned(), "The town''s quay".to_owned()),
            ]
        );
    }

    #[test]
    fn toml() {
        let (blocks, rest) =
            read_all("+++\ntitle = \"The quay\"\nauthors = ['Ana Ruiz', \"Bo Lind\"]\n+++\n\nIce.\n");
        assert_eq!(rest, "\nIce.\n");
        assert_eq!(
            blocks,
            [same(Role::Headline, "The quay"), same(Role::Byline, "Ana Ruiz"), same(Role::Byline, "Bo Lind")]
        );
    }

    #[test]
    fn values_on_lines_below() {
        let (blocks, _) =
            read_all("---\nauthor:\n  - Ana Ruiz\n- Bo Lind\ndeck: >-\n  It froze\n  twice.\n---\n");
        assert_eq!(blocks[..2], [same(Role::Byline, "Ana Ruiz"), same(Role::Byline, "Bo Lind")]);
        assert_eq!(blocks[2].1, "It froze twice.");
    }

    #[test]
    fn json() {
        let file = "{\n  \"title\": \"Ice: \\\"Never\\\"\",\n  \"authors\": [\"Ana Ruiz\", \"Bo Lind\"],\n  \"images\": \
            [{\"title\": \"No\"}],\n  \"params\": {\"summary\": \"It froze.\"}\n}\n\nIce.\n";
        let expected = [
            (Role::Headline, "Ice: \"Never\"".to_owned(), "Ice: \\\"Never\\\"".to_owned()),
            same(Role::Byline, "Ana Ruiz"),
            same(Role::Byline, "Bo Lind"),
            same(Role::Deck, "It froze."),
        ];
        let (blocks, rest) = read_all(file);
        assert_eq!((blocks.as_slice(), rest), (&expected[..], "\n\nIce.\n"));
        let marked =
            format!("---json\n{}---\nIce.", file.split("\n\n").next().unwrap_or_default().to_owned() + "\n");
        let (blocks, rest) = read_all(&marked);
        assert_eq!((blocks.as_slice(), rest), (&expected[..], "\nIce."));
        for file in ["{% raw %}", "{\"title\": \"Ice\"} and so on", "{\"title\": ", "{{< x >}}"] {
            assert_eq!(read_all(file), (Vec::new(), file), "{file}");
        }
        let deep = "{\"a\":".repeat(100_000);
        assert!(read_all(&deep).0.is_empty());
    }

    #[test]
    fn fields_of_fields() {
        let yaml =
            "---\nparams:\n  author: Ana Ruiz\nimage:\n  title: No\nlinks:\n- title: No\ntitle: Ice\n---\n";
        assert_eq!(read_all(yaml).0, [same(Role::Byline, "Ana Ruiz"), same(Role::Headline, "Ice")]);
        let toml = "+++\ntitle = \"Ice\"\n[extra]\nauthor = \"Ana Ruiz\"\n[[images]]\ntitle = \"No\"\n+++\n";
        assert_eq!(read_all(toml).0, [same(Role::Headline, "Ice"), same(Role::Byline, "Ana Ruiz")]);
    }

    #[test]
    fn what_is_no_front_matter() {
        for file in ["---\ntitle: Ice\n", "It froze.\n---\n", "----\ntitle: Ice\n----\n", "", "---"] {
            assert_eq!(read_all(file), (Vec::new(), file), "{file}");
        }
        assert_eq!(read_all("---\n}{ : [\ntitle:\n'\": \"\n---\nIce"), (Vec::new(), "Ice"));
    }
}
