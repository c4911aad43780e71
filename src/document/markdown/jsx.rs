//! JSX in Markdown: imports, exports, expressions and the tags of components are taken out, the words between tags stay.
//!
//! Whatever does not close is part of the words. What is looked through in vain is counted, and once that comes to a few
//! times the file nothing more is looked for: so it takes no longer than the file is long.

use super::cut::Cuts;
use crate::Span;

/// So often may a file be looked through in vain.
const TIMES: usize = 4;

/// Statements at the beginning of a line.
const STATEMENTS: &[&str] = &["import ", "export ", "import{", "export{", "import\t", "import\""];

/// Elements that are never closed.
const EMPTY: &[&str] = &["br", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Has what is JSX behind the byte `base` of a file taken out; gives the comments in it.
pub(super) fn cut(file: &str, base: usize, cuts: &mut Cuts) -> Vec<Span> {
    let fuel = (file.len() - base).saturating_mul(TIMES);
    let mut finder = Finder { file, bytes: file.as_bytes(), cuts, comments: Vec::new(), open: 0, fuel };
    let mut at = base;
    while at < file.len() {
        at = finder.line(at);
        while at < file.len() && finder.bytes[at] != b'\n' {
            at = finder.step(at).max(at + 1);
        }
        at += 1;
    }
    finder.comments
}

struct Finder<'a> {
    file: &'a str,
    bytes: &'a [u8],
    cuts: &'a mut Cuts,
    comments: Vec<Span>,
    /// How many elements are open.
    open: usize,
    /// How many bytes may still be looked through in vain.
    fuel: usize,
}

impl Finder<'_> {
    /// Reads what begins a line at an offset; gives where to go on.
    fn line(&mut self, at: usize) -> usize {
        let rest = &self.file[at..];
        if STATEMENTS.iter().any(|statement| rest.starts_with(statement)) {
            let end = self.statement(at);
            self.cuts.cut(Span::new(at, end));
            return end;
        }
        let inner = rest.trim_start_matches([' ', '\t']);
        let start = at + rest.len() - inner.len();
        self.indent(at, start);
        if inner.starts_with("```") || inner.starts_with("~~~") { self.fence(start) } else { start }
    }

    /// Takes out the blanks before a line in an element: they would make code of it.
    fn indent(&mut self, line: usize, start: usize) {
        if self.open > 0 {
            self.cuts.cut(Span::new(line, start));
        }
    }

    /// Reads what stands at an offset; gives where to go on.
    fn step(&mut self, at: usize) -> usize {
        match self.bytes[at] {
            b'\\' => at + 1 + self.file[at + 1..].chars().next().map_or(0, char::len_utf8),
            b'`' => self.code(at),
            b'{' => match self.braces(at) {
                Some(end) => {
                    let place = Span::new(at, end);
                    if place.of(self.file).starts_with("{/*") {
                        self.comments.push(place);
                    }
                    self.cuts.cut(place);
                    end
                }
                None => at + 1,
            },
            b'<' => match self.tag(at) {
                Some(end) => end,
                None => at + 1,
            },
            _ => {
                let next = self.bytes[at..].iter().position(|byte| b"\\`{<\n".contains(byte));
                next.map_or(self.bytes.len(), |length| at + length)
            }
        }
    }

    /// The end of a block of code whose fence stands at an offset.
    fn fence(&mut self, at: usize) -> usize {
        let mark = self.bytes[at];
        let bytes = self.bytes;
        let run = |at: usize| bytes[at..].iter().take_while(|byte| **byte == mark).count();
        let width = run(at);
        let mut line = at;
        loop {
            let Some(length) = self.file[line..].find('\n') else { return self.file.len() };
            line += length + 1;
            let inner = self.file[line..].trim_start_matches([' ', '\t', '>']);
            let start = self.file.len() - inner.len();
            self.indent(line, start);
            if run(start) >= width {
                return start + run(start);
            }
        }
    }

    /// The end of the code whose marks stand at an offset; that of the marks, where nothing closes it.
    fn code(&mut self, at: usize) -> usize {
        let bytes = self.bytes;
        let run = |at: usize| bytes[at..].iter().take_while(|byte| **byte == b'`').count();
        let width = run(at);
        let mut next = at + width;
        if self.fuel == 0 {
            return next;
        }
        while let Some(found) = bytes[next..].iter().position(|byte| matches!(byte, b'`' | b'\n')) {
            next += found;
            if self.bytes[next] == b'\n' {
                let behind = self.file[next + 1..].trim_start_matches([' ', '\t', '\r']);
                if behind.is_empty() || behind.starts_with('\n') {
                    break;
                }
                next += 1;
                continue;
            }
            let length = run(next);
            next += length;
            if length == width {
                return next;
            }
        }
        self.in_vain(next - at);
        at + width
    }

    /// Notes that so many bytes were looked through in vain.
    fn in_vain(&mut self, length: usize) {
        self.fuel = self.fuel.saturating_sub(length);
    }

    /// The end of an import or export: before the first empty line outside braces, or the first of all.
    fn statement(&mut self, at: usize) -> usize {
        let mut first = None;
        let mut next = at;
        while next < self.bytes.len() && self.fuel > 0 {
            match self.bytes[next] {
                b'{' | b'"' | b'\'' | b'`' => match self.closing(next) {
                    Some(end) => next = end,
                    None => next += 1,
                },
                b'\n' => {
                    let behind = self.file[next + 1..].trim_start_matches([' ', '\t', '\r']);
                    if behind.is_empty() || behind.starts_with('\n') {
                        first.get_or_insert(next);
                        break;
                    }
                    next += 1;
                }
                _ => next += 1,
            }
        }
        first.unwrap_or_else(|| self.file[at..].find("\n\n").map_or(self.file.len(), |length| at + length))
    }

    /// The end of what a brace or a quotation mark opens.
    fn closing(&mut self, at: usize) -> Option<usize> {
        if self.bytes[at] == b'{' { self.braces(at) } else { self.string(at) }
    }

    /// The end of a string.
    fn string(&mut self, at: usize) -> Option<usize> {
        let mark = self.bytes[at];
        let mut next = at + 1;
        while next < self.bytes.len() && self.fuel > 0 {
            match self.bytes[next] {
                b'\\' => next += 2,
                byte if byte == mark => return Some(next + 1),
                // Only what stands between backticks has several lines.
                b'\n' if mark != b'`' => break,
                _ => next += 1,
            }
        }
        self.in_vain(next.min(self.bytes.len()) - at);
        None
    }

    /// The end of what a brace opens: strings and comments in it may have any braces.
    fn braces(&mut self, at: usize) -> Option<usize> {
        let mut depth = 0_usize;
        let mut next = at;
        while next < self.bytes.len() && next - at < self.fuel {
            match self.bytes[next] {
                b'{' => depth += 1,
                b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(next + 1);
                    }
                }
                b'/' if self.bytes[next..].starts_with(b"/*") => {
                    let Some(length) = self.file[next..].find("*/") else { break };
                    next += length + 1;
                }
                b'"' | b'\'' | b'`' => {
                    if let Some(end) = self.string(next) {
                        next = end;
                        continue;
                    }
                }
                _ => {}
            }
            next += 1;
        }
        self.in_vain(self.bytes.len() - at);
        None
    }

    /// Takes out the tag that begins at an offset, if one does; gives its end.
    fn tag(&mut self, at: usize) -> Option<usize> {
        let inner = self.file[at + 1..].strip_prefix('/').unwrap_or(&self.file[at + 1..]);
        let closes = self.bytes.get(at + 1) == Some(&b'/');
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | ':' | '$');
        let name = &inner[..inner.find(|c: char| !is_name(c)).unwrap_or(inner.len())];
        let mut next = self.file.len() - inner.len() + name.len();
        let begins = name.is_empty() || name.starts_with(|c: char| c.is_ascii_alphabetic());
        let goes_on = |byte: &u8| matches!(byte, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r');
        // An address in such brackets is no tag.
        if !begins || name.ends_with(':') || !self.bytes.get(next).is_some_and(goes_on) {
            return None;
        }
        if name.is_empty() && self.bytes.get(next) != Some(&b'>') {
            return None;
        }
        while next < self.bytes.len() && self.fuel > 0 {
            match self.bytes[next] {
                b'>' => {
                    let is_empty = self.bytes[next - 1] == b'/' || EMPTY.contains(&name);
                    if closes {
                        self.open = self.open.saturating_sub(1);
                    } else if !is_empty {
                        self.open += 1;
                    }
                    if !name.eq_ignore_ascii_case("br") {
                        self.cuts.cut_tag(self.file, Span::new(at, next + 1));
                    }
                    return Some(next + 1);
                }
                b'<' => break,
                b'{' | b'"' | b'\'' => match self.closing(next) {
                    Some(end) => next = end,
                    None => break,
                },
                _ => next += 1,
            }
        }
        self.in_vain(next - at);
        None
    }
}
