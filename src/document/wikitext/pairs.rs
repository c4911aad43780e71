//! Which mark closes which: templates, links, references, comments, and what is not read as wikitext.
//!
//! One pass over the file, with a list of the marks that are open. What closes reaches back over whatever was never
//! closed in between. A mark that nothing closes is part of the words.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::Span;

/// Elements that are not read as wikitext, and not shown as words.
const RAW: &[&str] = &[
    "ce",
    "chem",
    "gallery",
    "graph",
    "hiero",
    "imagemap",
    "inputbox",
    "mapframe",
    "math",
    "pre",
    "score",
    "source",
    "syntaxhighlight",
    "templatedata",
    "timeline",
];

/// The element whose words are shown as they stand.
const PLAIN: &str = "nowiki";

/// Elements whose words are not read, but references in them are.
const HIDDEN: &[&str] = &["includeonly", "indicator", "references"];

/// The element of a reference.
const REFERENCE: &str = "ref";

/// How addresses begin that a link can lead to.
const SCHEMES: &[&str] = &["https://", "http://", "//", "ftp://", "mailto:"];

/// What stands between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `{{name|…}}`
    Template,
    /// `[[page|words]]`
    Link,
    /// `[https://… words]`
    External,
    /// `<ref>…</ref>`, and `<ref name=x />`.
    Reference,
    /// An element that is not shown.
    Hidden,
    /// `<!-- … -->`
    Comment,
    /// `<nowiki>…</nowiki>`
    Plain,
}

/// Two marks, and what stands between them.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) kind: Kind,
    /// With the marks.
    pub(super) at: Span,
    /// Without them.
    pub(super) inner: Span,
    /// Where `|` divides what stands between them.
    bars: Vec<usize>,
}

impl Pair {
    /// What the bars divide it into. Never nothing.
    pub(super) fn parts(&self) -> Vec<Span> {
        let starts = std::iter::once(self.inner.start()).chain(self.bars.iter().map(|bar| bar + 1));
        let ends = self.bars.iter().copied().chain([self.inner.end()]);
        starts.zip(ends).map(|(start, end)| Span::new(start, end)).collect()
    }
}

/// The pairs of a file.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// By their first byte.
    all: Vec<Pair>,
    /// What stands in references that have a name.
    pub(super) named: FxHashMap<String, Span>,
    /// Where three apostrophes are one that is shown, and two.
    shown: FxHashSet<usize>,
}

impl Pairs {
    /// Finds the pairs of a file.
    pub(super) fn find(file: &str) -> Self {
        let mut finder = Finder { file, lower: file.to_ascii_lowercase(), ..Finder::default() };
        let mut at = 0;
        while at < file.len() {
            at += finder.step(at);
        }
        finder.quotes.end_line(file, &mut finder.found.shown);
        let mut found = finder.found;
        found.all.sort_by_key(|pair| pair.at.start());
        found
    }

    /// All of them, by their first byte.
    pub(super) fn all(&self) -> &[Pair] {
        &self.all
    }

    /// The pair whose first byte is at an offset.
    pub(super) fn at(&self, at: usize) -> Option<&Pair> {
        let index = self.all.binary_search_by_key(&at, |pair| pair.at.start()).ok()?;
        self.all.get(index)
    }

    /// How many of the apostrophes at an offset, of which there are so many, are shown: the others make words bold or
    /// slanted.
    pub(super) fn apostrophes(&self, at: usize, count: usize) -> usize {
        match count {
            1 | 4 => 1,
            3 => usize::from(self.shown.contains(&at)),
            _ => count.saturating_sub(5),
        }
    }
}

/// A mark that is open.
struct Open {
    kind: Kind,
    /// The first byte of the mark, and the first behind it.
    start: usize,
    inner: usize,
    bars: Vec<usize>,
    /// The name of an element.
    name: &'static str,
}

#[derive(Default)]
struct Finder<'file> {
    file: &'file str,
    /// The file in small letters.
    lower: String,
    found: Pairs,
    open: Vec<Open>,
    /// How many marks of each kind and name are open.
    counts: FxHashMap<(u8, &'static str), usize>,
    /// Marks that nothing closes from here on.
    never: FxHashSet<&'static str>,
    quotes: Quotes,
}

impl Finder<'_> {
    /// Reads what stands at an offset; gives its length.
    fn step(&mut self, at: usize) -> usize {
        let rest = &self.file[at..];
        match rest.as_bytes() {
            [b'{', b'{', ..] => {
                let braces = rest.bytes().take(4).take_while(|byte| *byte == b'{').count();
                // `{{{1|words}}}` asks for an argument of the page, which has none.
                let width = if braces == 3 { 3 } else { 2 };
                self.open(Kind::Template, at, width, "")
            }
            [b'}', b'}', ..] => {
                let wide = self.open.last().is_some_and(|open| open.inner - open.start == 3);
                let width = if wide && rest.starts_with("}}}") { 3 } else { 2 };
                self.close(Kind::Template, at, width, "")
            }
            [b'[', b'[', ..] => self.open(Kind::Link, at, 2, ""),
            [b'[', ..] if SCHEMES.iter().any(|scheme| rest[1..].starts_with(scheme)) => {
                self.open(Kind::External, at, 1, "")
            }
            [b']', ..] => match self.open.last().map(|open| open.kind) {
                Some(Kind::External) => self.close(Kind::External, at, 1, ""),
                _ if rest.starts_with("]]") => self.close(Kind::Link, at, 2, ""),
                _ => 1,
            },
            [b'|', ..] => {
                if let Some(open) = self.open.last_mut() {
                    open.bars.push(at);
                }
                1
            }
            [b'\'', ..] => {
                let count = rest.len() - rest.trim_start_matches('\'').len();
                self.quotes.runs.push((at, count));
                count
            }
            [b'\n', ..] => {
                while self.open.last().is_some_and(|open| open.kind == Kind::External) {
                    self.pop();
                }
                self.quotes.end_line(self.file, &mut self.found.shown);
                1
            }
            [b'<', ..] => self.element(at),
            _ => 1.max(rest.bytes().position(|byte| b"{}[]|'\n<".contains(&byte)).unwrap_or(rest.len())),
        }
    }

    fn element(&mut self, at: usize) -> usize {
        if self.file[at..].starts_with("<!--") {
            let inner = at + "<!--".len();
            let end = self.closing("--", "-->", inner).unwrap_or(self.file.len());
            let behind = (end + "-->".len()).min(self.file.len());
            return self.add(Kind::Comment, Span::new(at, behind), Span::new(inner, end), Vec::new());
        }
        let Some(tag) = Tag::read(self.file, at) else { return 1 };
        let is = |name: &&&str| tag.name.eq_ignore_ascii_case(name);
        let length = tag.end - at;
        let raw = RAW.iter().chain([&PLAIN]).find(is).filter(|_| !tag.closes && !tag.is_empty);
        if let Some(name) = raw {
            let Some(close) = self.closing(name, &format!("</{name}"), tag.end) else { return length };
            let end = self.file[close..].find('>').map_or(self.file.len(), |length| close + length + 1);
            let kind = if *name == PLAIN { Kind::Plain } else { Kind::Hidden };
            return self.add(kind, Span::new(at, end), Span::new(tag.end, close), Vec::new());
        }
        let named = HIDDEN.iter().chain([&REFERENCE]).find(is);
        let Some(name) = named else { return length };
        let kind = if *name == REFERENCE { Kind::Reference } else { Kind::Hidden };
        if tag.closes {
            self.close(kind, at, length, name)
        } else if tag.is_empty {
            self.add(kind, Span::new(at, tag.end), Span::new(tag.end, tag.end), Vec::new())
        } else {
            self.open(kind, at, length, name)
        }
    }

    /// Where a mark in small letters, which closes what has a name, stands at or behind an offset.
    fn closing(&mut self, name: &'static str, mark: &str, from: usize) -> Option<usize> {
        if self.never.contains(name) {
            return None;
        }
        let found = self.lower[from..].find(mark).map(|length| from + length);
        if found.is_none() {
            self.never.insert(name);
        }
        found
    }

    fn open(&mut self, kind: Kind, at: usize, length: usize, name: &'static str) -> usize {
        self.open.push(Open { kind, start: at, inner: at + length, bars: Vec::new(), name });
        *self.counts.entry((kind as u8, name)).or_default() += 1;
        length
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        if let Some(count) = self.counts.get_mut(&(open.kind as u8, open.name)) {
            *count = count.saturating_sub(1);
        }
        Some(open)
    }

    /// Closes the innermost open mark of a kind, if there is one, and with it all that was opened since.
    fn close(&mut self, kind: Kind, at: usize, length: usize, name: &'static str) -> usize {
        if self.counts.get(&(kind as u8, name)).is_none_or(|count| *count == 0) {
            return length;
        }
        while let Some(open) = self.pop() {
            if open.kind == kind && open.name == name {
                let inner = Span::new(open.inner, at);
                return self.add(kind, Span::new(open.start, at + length), inner, open.bars)
                    - (at - open.start);
            }
        }
        length
    }

    /// Adds a pair; gives its length.
    fn add(&mut self, kind: Kind, at: Span, inner: Span, bars: Vec<usize>) -> usize {
        if kind == Kind::Reference && !inner.is_empty() {
            let name = attribute(&self.file[at.start()..inner.start()], "name");
            if let Some(name) = name {
                self.found.named.entry(name.to_owned()).or_insert(inner);
            }
        }
        self.found.all.push(Pair { kind, at, inner, bars });
        at.len()
    }
}

/// Runs of apostrophes on a line.
#[derive(Default)]
struct Quotes {
    /// Where each begins, and how many there are.
    runs: Vec<(usize, usize)>,
}

impl Quotes {
    /// Tells where three apostrophes are one that is shown, and two: where a line opens bold and slanted words and closes
    /// neither. It is best one behind a single letter, as in "L'''amour''", then behind a longer word.
    fn end_line(&mut self, file: &str, shown: &mut FxHashSet<usize>) {
        let with = |counts: fn(usize) -> bool| self.runs.iter().filter(|(_, count)| counts(*count)).count();
        let odd =
            with(|count| count == 2 || count >= 5) % 2 == 1 && with(|count| matches!(count, 3..)) % 2 == 1;
        if odd {
            let bold = self.runs.iter().filter(|(_, count)| *count == 3).map(|(at, _)| *at);
            let rank = |at: &usize| {
                let mut before = file[..*at].chars().rev();
                let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
                match (is_blank(before.next()), is_blank(before.next())) {
                    (false, true) => 0,
                    (false, false) => 1,
                    (true, _) => 2,
                }
            };
            shown.extend(bold.min_by_key(rank));
        }
        self.runs.clear();
    }
}

/// A tag of HTML.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'file> {
    pub(super) name: &'file str,
    /// Whether it closes an element.
    pub(super) closes: bool,
    /// Whether it says that nothing is in the element.
    pub(super) is_empty: bool,
    /// The first byte behind it.
    pub(super) end: usize,
}

impl<'file> Tag<'file> {
    /// The tag that begins at an offset, if one does.
    pub(super) fn read(file: &'file str, at: usize) -> Option<Self> {
        let inner = file[at..].strip_prefix('<')?;
        let closes = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let name = &inner[..inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len())];
        let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let end = inner.find(['<', '>']).filter(|end| begins && inner[*end..].starts_with('>'))?;
        let is_empty = inner[..end].ends_with('/');
        Some(Self { name, closes, is_empty, end: file.len() - inner.len() + end + 1 })
    }
}

/// The value of an attribute of a tag, without marks around it.
pub(super) fn attribute<'tag>(tag: &'tag str, name: &str) -> Option<&'tag str> {
    let mut parts = tag.match_indices('=').filter_map(|(at, _)| {
        let key = tag[..at].trim_end();
        let before = key.len().checked_sub(name.len()).filter(|start| key.is_char_boundary(*start))?;
        let alone = key[..before].ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        (alone && key[before..].eq_ignore_ascii_case(name)).then(|| tag[at + 1..].trim_start())
    });
    let value = parts.next()?;
    let value = match value.chars().next() {
        Some(mark @ ('"' | '\'')) => value[1..].split(mark).next().unwrap_or_default(),
        _ => value.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default(),
    };
    Some(value.trim()).filter(|value| !value.is_empty())
}
