//! Marks that dialects of Markdown add to words: `[[page|words]]`, `==words==`, `^[a note]`, `[@key]`, `{.class}`, `:::`,
//! `[TOC]`, `*[short]: long`.
//!
//! They are looked for in what the parser takes for words, never in code, in HTML or in addresses.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::cut::Cuts;
use crate::{
    Span,
    document::{ahead::Ahead, look},
    span::floor,
};

/// What begins such a mark.
const SIGNS: &[&str] =
    &["[[", "[@", "[-@", " @", "==", "^[", "{:", "{.", "{#", "){", ":::", "[TOC]", "[toc]", "*["];

/// What stands before the first key in brackets.
const OPENINGS: &[&str] =
    &["", "see", "see also", "also", "cf.", "e.g.", "e.g.,", "compare", "for example", "quoted in", "cited in"];

/// What brackets hold where a table of contents is to stand.
const CONTENTS: &str = "toc";

/// Words between two marks have no more bytes.
const LONGEST: usize = 2000;

/// Has the marks behind the byte `base` of a file taken out; gives what is cited, and where, by place.
pub(super) fn cut(file: &str, base: usize, cuts: &mut Cuts) -> Vec<(usize, String)> {
    if !SIGNS.iter().any(|sign| file[base..].contains(sign)) {
        return Vec::new();
    }
    let mut finder =
        Finder { file, cuts, cited: Vec::new(), keys: Vec::new(), page_end: Ahead::default(), notes: None };
    for words in words(file, base) {
        finder.find(words);
    }
    let Finder { mut cited, keys, .. } = finder;
    // Elsewhere such a key is the name of an account.
    if !cited.is_empty() {
        cited.extend(keys);
    }
    cited.sort_by_key(|(at, _)| *at);
    cited
}

/// The first address in what a note says.
pub(super) fn address(said: &str) -> Option<&str> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| said.find(scheme)).min()?;
    let ends = |c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '"' | '<');
    let address = &said[start..];
    Some(address[..address.find(ends).unwrap_or(address.len())].trim_end_matches(['.', ',', ';']))
}

/// The stretches of a file that are words: each goes on as long as nothing else stands between.
fn words(file: &str, base: usize) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut hidden = 0_usize;
    for (event, at) in super::parser(file, base).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => hidden += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => hidden = hidden.saturating_sub(1),
            Event::Text(_) if hidden == 0 => {
                let at = Span::new(base + at.start, base + at.end);
                match words.last_mut().filter(|last| last.end() == at.start()) {
                    Some(last) => *last = last.join(at),
                    None => words.push(at),
                }
            }
            _ => {}
        }
    }
    words
}

struct Finder<'a> {
    file: &'a str,
    cuts: &'a mut Cuts,
    cited: Vec<(usize, String)>,
    /// Where keys stand in the words without brackets, and what they are.
    keys: Vec<(usize, String)>,
    /// Where `]]` comes next.
    page_end: Ahead,
    /// The brackets of the file that close one another, once they are asked for.
    notes: Option<Brackets>,
}

impl Finder<'_> {
    /// Looks for marks in a stretch of words.
    fn find(&mut self, words: Span) {
        let mut at = words.start();
        let mut bracket = None;
        while at < words.end() {
            let rest = &self.file[at..words.end()];
            let Some(found) = rest.find(['[', '=', '^', '{', ':', '@']) else { return };
            at += found;
            let rest = &rest[found..];
            let near = &rest[..floor(rest, LONGEST)];
            let end = match rest.as_bytes() {
                [b'[', b'[', ..] => self.page(at, near),
                [b'[', ..] => {
                    bracket = Some(at);
                    self.keys(at, near).or_else(|| self.line(at, near))
                }
                [b'=', b'=', ..] => self.marked(at, near),
                [b'^', b'[', ..] => self.note(at),
                [b'{', ..] => self.attributes(at, near, bracket),
                [b':', b':', b':', ..] => self.fence(at),
                [b'@', ..] => {
                    self.key(at, near);
                    None
                }
                _ => None,
            };
            at = end
                .unwrap_or(at + 1 + rest[1..].bytes().take_while(|byte| *byte == rest.as_bytes()[0]).count());
        }
    }

    fn cut(&mut self, start: usize, end: usize) {
        self.cuts.cut(Span::new(start, end));
    }

    /// `[[page|words]]`: the words stay. Without a bar it may be what somebody has yet to write.
    fn page(&mut self, at: usize, near: &str) -> Option<usize> {
        let next = || self.file[at..].find("]]").map(|length| at + length);
        let length = self.page_end.next(at, next)?.checked_sub(at)?;
        if length + 2 > near.len() || near[2..length].contains('[') {
            return None;
        }
        let end = at + length + 2;
        if self.file[end..].starts_with(['(', '[', ':']) {
            return None;
        }
        if CONTENTS.eq_ignore_ascii_case(near[2..length].trim()) {
            self.cut(at, end);
            return Some(end);
        }
        let bar = near[..length].find('|').map(|bar| bar + 1);
        if self.file[..at].ends_with('!') {
            // A page or picture that is shown here.
            self.cut(at - 1, end);
        } else {
            self.cut(at, at + bar?);
            self.cut(at + length, end);
        }
        Some(end)
    }

    /// `[TOC]` and `*[short]: long`, which have a line to themselves.
    fn line(&mut self, at: usize, near: &str) -> Option<usize> {
        let before = &self.file[..at];
        let line = near.split('\n').next().unwrap_or_default();
        let (inner, behind) = line[1..].split_once(']')?;
        let is_contents = CONTENTS.eq_ignore_ascii_case(inner) && behind.trim().is_empty();
        let is_short = before.ends_with('*') && !inner.is_empty() && behind.starts_with(": ");
        let start = at - usize::from(is_short);
        let is_first = self.file[..start].is_empty() || self.file[..start].ends_with('\n');
        if !is_first || !is_contents && !is_short {
            return None;
        }
        let end = at + line.len();
        self.cut(start, end);
        Some(end)
    }

    /// `[see @key, p. 3; @other]`
    fn keys(&mut self, at: usize, near: &str) -> Option<usize> {
        let length = near.find(']')?;
        let inner = &near[1..length];
        let (before, behind) = inner.split_once('@')?;
        let opens = before.trim_end_matches('-').trim();
        let is_citation = OPENINGS.iter().any(|known| known.eq_ignore_ascii_case(opens)) && ends_key(behind);
        let end = at + length + 1;
        if !is_citation || inner.contains('[') || self.file[end..].starts_with(['(', '[', ':', '{']) {
            return None;
        }
        let start = self.file[..at].trim_end_matches(' ').len();
        self.cut(start, end);
        self.cited.push((start, inner.to_owned()));
        Some(end)
    }

    /// `@key` as part of a sentence.
    fn key(&mut self, at: usize, near: &str) {
        let key = key(&near[1..]);
        if !key.is_empty() && !self.file[..at].ends_with(|c: char| c.is_alphanumeric() || c == '\\') {
            self.keys.push((at + 1 + key.len(), format!("@{key}")));
        }
    }

    /// `==words==`
    fn marked(&mut self, at: usize, near: &str) -> Option<usize> {
        let inner = near[2..].split('\n').next().unwrap_or_default();
        let length = inner.find("==")?;
        let words = &inner[..length];
        let is_marked = look::has_word(words) && !words.starts_with([' ', '=']) && !words.ends_with(' ');
        let alone = !self.file[..at].ends_with(|c: char| c.is_alphanumeric() || c == '=')
            && !inner[length + 2..].starts_with('=');
        if !is_marked || !alone {
            return None;
        }
        let behind = at + 2 + length;
        self.cut(at, at + 2);
        self.cut(behind, behind + 2);
        Some(behind + 2)
    }

    /// `^[a note]`
    fn note(&mut self, at: usize) -> Option<usize> {
        let file = self.file;
        let closing = self.notes.get_or_insert_with(|| Brackets::of(&file[at..], at)).closing(at + 1)?;
        if closing >= at + LONGEST {
            return None;
        }
        self.cut(at, closing + 1);
        self.cited.push((at, file[at + 2..closing].to_owned()));
        Some(closing + 1)
    }

    /// `{.class #name key=value}`, and `{: .class}` of kramdown; with the brackets around the words that it is about.
    fn attributes(&mut self, at: usize, near: &str, bracket: Option<usize>) -> Option<usize> {
        let length = near.find('}')?;
        let inner = &near[1..length];
        let is_part = |part: &str| part.len() > 1 && part.starts_with(['.', '#']) || part.contains('=');
        let parts = || inner.trim_start_matches(':').split_whitespace();
        let opens = inner.starts_with(':')
            // Behind brackets alone they are what language models leave over.
            || self.file[..at].ends_with(')')
            || parts().next().is_some_and(|part| part.starts_with(['.', '#']));
        if !opens || inner.contains(['{', '\n']) || !parts().all(is_part) {
            return None;
        }
        if self.file[..at].ends_with(']')
            && let Some(bracket) = bracket.filter(|bracket| at - bracket <= LONGEST)
            && !self.file[bracket..at].contains('\n')
        {
            self.cut(bracket, bracket + 1);
            self.cut(at - 1, at);
        }
        let end = at + length + 1;
        self.cut(at, end);
        Some(end)
    }

    /// `::: {.class}` and `:::note`, which have a line to themselves.
    fn fence(&mut self, at: usize) -> Option<usize> {
        let line = self.file[..at].trim_end_matches([' ', '\t', '>']);
        if !line.is_empty() && !line.ends_with('\n') {
            return None;
        }
        let end = self.file[at..].find('\n').map_or(self.file.len(), |length| at + length);
        self.cut(at, end);
        Some(end)
    }
}

/// Which bracket closes which. None does beyond the end of a paragraph.
struct Brackets {
    /// Where each opens, in order, and where it is closed.
    pairs: Vec<(u32, u32)>,
}

impl Brackets {
    /// Those of a text that begins at the byte `base` of a file.
    fn of(text: &str, base: usize) -> Self {
        let mut pairs = Vec::new();
        let mut open = Vec::new();
        let mut is_blank = false;
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'\n' if is_blank => open.clear(),
                b'\n' => is_blank = true,
                b' ' | b'\t' | b'\r' => {}
                _ => is_blank = false,
            }
            match byte {
                b'[' => open.push(at),
                b']' => pairs.extend(open.pop().map(|opened| ((base + opened) as u32, (base + at) as u32))),
                _ => {}
            }
        }
        pairs.sort_unstable();
        Self { pairs }
    }

    /// Where that is closed which opens at `at`.
    fn closing(&self, at: usize) -> Option<usize> {
        let index = self.pairs.binary_search_by_key(&at, |(open, _)| *open as usize).ok()?;
        self.pairs.get(index).map(|(_, closing)| *closing as usize)
    }
}

/// The key that a text begins with.
fn key(text: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '-' | '/');
    text[..text.find(|c: char| !is_part(c)).unwrap_or(text.len())].trim_end_matches([':', '.', '-', '/'])
}

/// Whether a text begins with a key, and what comes then can stand behind one. A word to a colleague cannot.
fn ends_key(text: &str) -> bool {
    let key = key(text);
    let behind = &text[key.len()..];
    !key.is_empty() && (behind.is_empty() || behind.starts_with([',', ';']) || behind.starts_with(" p"))
}
