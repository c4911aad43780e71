//! The marks inside a paragraph of AsciiDoc → its pieces.

use quick_xml::escape::{resolve_html5_entity, unescape_with};

use super::{
    attributes::Attributes,
    marks::{
        ANCHOR, BRACKET, CHARACTERS, DOUBLED, ESCAPED, INDEX, LITERAL, MARKS, Macro, NEEDLES, REFERENCE, SUB,
        SUPER, TARGET, is_dense, is_inner_before, macro_at,
    },
};
use crate::{
    Span,
    document::{
        look,
        passage::{Piece, Scan, address, character},
    },
};

/// An entity has no more bytes.
const LONGEST_ENTITY: usize = 32;

/// The names of the roles of words, such as `[.red]#late#`, have no more bytes.
const LONGEST_ROLE: usize = 60;

/// Index terms, anchors and cross-references have no more bytes: what is longer lost its closing mark.
const LONGEST_ENCLOSED: usize = 1000;

/// Reads the text of a passage.
pub(super) fn pieces(text: &str, attributes: &mut Attributes) -> Vec<Piece> {
    let mut reader = Reader {
        scan: Scan::new(text, NEEDLES),
        pairs: pairs(text),
        attributes,
        open: [0; MARKS.len()],
        note_end: 0,
    };
    while let Some(next) = character(text, reader.scan.at) {
        if !reader.scan.close() {
            reader.step(next);
        }
    }
    reader.scan.finish()
}

struct Reader<'text, 'story> {
    scan: Scan<'text>,
    /// Brackets that belong together, in the order of those that open.
    pairs: Vec<(usize, usize)>,
    attributes: &'story mut Attributes,
    /// For every kind of marks: where those close that are open.
    open: [usize; MARKS.len()],
    /// Where the note ends that is read.
    note_end: usize,
}

impl Reader<'_, '_> {
    fn step(&mut self, next: char) {
        let at = self.scan.at;
        let begins = !is_inner_before(self.scan.text, at);
        let is_read = match next {
            '\\' => self.escape(),
            '&' => self.entity(),
            '{' => self.reference(),
            '[' => self.anchor() || self.role(),
            '<' => self.cross_reference() || self.angle(),
            '(' => self.index_term(),
            '+' | '$' => self.hard_break() || self.literal(begins),
            '^' => self.raised(SUPER),
            '~' => self.raised(SUB),
            '"' | '\'' | '*' | '_' | '`' | '#' => self.mark(begins) || self.apostrophe(),
            c if c.is_ascii_alphabetic() && begins => self.address() || self.named(),
            _ => false,
        };
        if !is_read {
            self.scan.keep();
        }
    }

    /// A mark behind a backslash is one that is read.
    fn escape(&mut self) -> bool {
        let behind = &self.scan.rest()[1..];
        let doubled =
            behind.strip_prefix('\\').is_some_and(|rest| DOUBLED.iter().any(|mark| rest.starts_with(mark)));
        let Some(mark) = behind.chars().next() else { return false };
        if doubled {
            self.scan.leave_out(2);
            (0..2).for_each(|_| self.scan.keep());
            return true;
        }
        let protects = ESCAPED.contains(mark) || address(behind).is_some() || macro_at(behind).is_some();
        if protects {
            self.scan.stand_in(mark, 1 + mark.len_utf8());
        }
        protects
    }

    fn entity(&mut self) -> bool {
        let rest = self.scan.rest();
        let length = rest.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
        let Some(written) = length.and_then(|length| rest.get(..=length)) else { return false };
        let read = unescape_with(written, resolve_html5_entity).ok();
        let Some(read) = read.filter(|read| read != written) else { return false };
        self.scan.stand_in(read, written.len());
        true
    }

    /// `{name}`: what is written for it above the story; nothing where that is not known.
    fn reference(&mut self) -> bool {
        let inside = &self.scan.rest()[1..];
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ':');
        let length = inside.find(|c| !is_name(c)).unwrap_or(inside.len());
        let name = &inside[..length];
        if !inside[length..].starts_with('}') || !name.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            // What is no reference is read up to the mark that says so.
            (0..=length).for_each(|_| self.scan.keep());
            return true;
        }
        let known =
            CHARACTERS.iter().find(|(known, _)| *known == name).map(|(_, written)| (*written).to_owned());
        let value = known.or_else(|| self.attributes.value(name)).unwrap_or_default();
        let behind = self.scan.at + length + 2;
        if address(&value).is_some()
            && let Some(opening) = self.scan.next(TARGET, behind)
            && self.scan.text[opening..].starts_with('[')
            && let Some(end) = self.bracket(opening)
        {
            let target = format!("{value}{}", &self.scan.text[behind..opening]);
            self.link(target, Span::new(self.scan.at, opening), Span::new(opening + 1, end));
        } else if value.is_empty() {
            self.scan.leave_out(length + 2);
        } else {
            self.scan.stand_in(value, length + 2);
        }
        true
    }

    /// `[[name]]`
    fn anchor(&mut self) -> bool {
        let Some((_, end)) = self.enclosed("[[", ANCHOR, |inside| !inside.contains('\n')) else { return false };
        let closing = self.scan.text[end..].bytes().take(3).take_while(|byte| *byte == b']').count();
        self.scan.leave_out(end + closing - self.scan.at);
        true
    }

    /// `[.red]` before words with marks.
    fn role(&mut self) -> bool {
        let rest = self.scan.rest();
        let Some(length) = rest.bytes().take(LONGEST_ROLE).position(|byte| byte == b']') else { return false };
        let marked = rest[length + 1..].starts_with(['#', '*', '_', '`']);
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '#' | '%' | '_');
        let is_role = marked && length > 1 && rest[1..length].chars().all(is_name);
        if is_role {
            self.scan.leave_out(length + 1);
        }
        is_role
    }

    /// `<<place,words>>`
    fn cross_reference(&mut self) -> bool {
        let Some((start, end)) = self.enclosed("<<", REFERENCE, |inside| !inside.is_empty()) else {
            return false;
        };
        let inside = &self.scan.text[start..end];
        let (target, words) = match inside.split_once(',') {
            Some((target, words)) if look::has_word(words) => (target, end - words.len()),
            _ => (inside, start),
        };
        self.scan.push(Piece::Open(format!("#{}", target.trim_start_matches('#'))));
        self.scan.leave_out(words - self.scan.at);
        self.scan.later(end, 2, Some(Piece::Close));
        true
    }

    /// `<https://…>`
    fn angle(&mut self) -> bool {
        let is_address = address(&self.scan.rest()[1..]).is_some();
        if is_address {
            self.scan.leave_out(1);
            self.address();
            let closed = self.scan.rest().starts_with('>');
            self.scan.leave_out(usize::from(closed));
        }
        is_address
    }

    /// `((shown))`, `(((not, shown)))`
    fn index_term(&mut self) -> bool {
        let Some((start, end)) = self.enclosed("((", INDEX, look::has_word) else {
            return false;
        };
        let is_hidden = self.scan.text[start..].starts_with('(') && self.scan.text[..end].ends_with(')');
        if is_hidden {
            self.scan.leave_out(end + 2 - self.scan.at);
        } else {
            self.scan.leave_out(2);
            self.scan.later(end, 2, None);
        }
        true
    }

    /// What stands behind `opening`, up to a needle.
    fn enclosed(&mut self, opening: &str, needle: usize, is: fn(&str) -> bool) -> Option<(usize, usize)> {
        if !self.scan.rest().starts_with(opening) {
            return None;
        }
        let start = self.scan.at + opening.len();
        let end = self.scan.next(needle, start)?;
        let is_short = end - start <= LONGEST_ENCLOSED;
        (is_short && is(&self.scan.text[start..end])).then_some((start, end))
    }

    /// A plus at the end of a line breaks it.
    fn hard_break(&mut self) -> bool {
        let is_last = self.scan.rest().starts_with("+\n") || self.scan.rest() == "+";
        let breaks = is_last && self.scan.before() == Some(' ');
        if breaks {
            self.scan.leave_out(1);
        }
        breaks
    }

    fn literal(&mut self, begins: bool) -> bool {
        let rest = self.scan.rest();
        let Some((mark, needle)) = LITERAL.iter().find(|(mark, _)| rest.starts_with(mark)) else {
            return false;
        };
        let start = self.scan.at + mark.len();
        if mark.len() == 1 && !(begins && is_dense(self.scan.text, start)) {
            return false;
        }
        let Some(end) = self.scan.next(*needle, start + 1) else { return false };
        self.scan.literal(Span::new(start, end), end + mark.len() - self.scan.at);
        true
    }

    /// `^2^`, `~2~`
    fn raised(&mut self, needle: usize) -> bool {
        let mark = self.scan.rest().as_bytes()[0];
        let start = self.scan.at + 1;
        let Some(end) = self.scan.next(needle, start) else { return false };
        if end == start || self.scan.text.as_bytes()[end] != mark {
            return false;
        }
        self.scan.leave_out(1);
        self.scan.later(end, 1, None);
        // Its own end opens nothing.
        true
    }

    fn mark(&mut self, begins: bool) -> bool {
        let rest = self.scan.rest();
        let at = self.scan.at;
        for (kind, (mark, needle, read)) in
            MARKS.iter().enumerate().filter(|(_, (mark, ..))| rest.starts_with(mark))
        {
            let start = at + mark.len();
            let is_inside = mark.len() == 2 && read.is_none();
            if at < self.open[kind] || !(is_inside || begins && is_dense(self.scan.text, start)) {
                continue;
            }
            let Some(end) = self.scan.next(*needle, start + 1) else { continue };
            // What opens ``quotations'' opens code as well, which ends with the same marks.
            if read.is_some() && self.scan.text[end..].starts_with("``") {
                continue;
            }
            self.open[kind] = end;
            let piece =
                read.map(|(_, closing)| Piece::StandIn(closing.to_owned(), Span::new(end, end + mark.len())));
            match read {
                Some((opening, _)) => self.scan.stand_in(*opening, mark.len()),
                None => self.scan.leave_out(mark.len()),
            }
            self.scan.later(end, mark.len(), piece);
            return true;
        }
        false
    }

    /// `` `' `` that closes nothing.
    fn apostrophe(&mut self) -> bool {
        let is_one = self.scan.rest().starts_with("`'");
        if is_one {
            self.scan.stand_in("’", 2);
        }
        is_one
    }

    /// An address, with the words in brackets behind it that lead there, or else by itself.
    fn address(&mut self) -> bool {
        let rest = self.scan.rest();
        let Some(length) = address(rest).filter(|_| !rest.starts_with("mailto:")) else { return false };
        let whole = rest.find(|c: char| look::is_blank(c) || "[]<>\"".contains(c)).unwrap_or(rest.len());
        if rest[whole..].starts_with('[')
            && let Some(end) = self.bracket(self.scan.at + whole)
        {
            let from = self.scan.at;
            let shown = Span::new(from, from + whole);
            self.link(rest[..whole].to_owned(), shown, Span::new(shown.end() + 1, end));
            return true;
        }
        self.scan.push(Piece::Open(rest[..length].to_owned()));
        self.scan.at += length;
        self.scan.push(Piece::Close);
        true
    }

    /// A link, whose words stand inside brackets; where there are none, what it leads to is shown.
    fn link(&mut self, target: String, shown: Span, inside: Span) {
        self.scan.push(Piece::Open(target));
        let words = shown_words(self.scan.text, inside);
        if words.is_empty() {
            self.scan.literal(shown, inside.end() + 1 - self.scan.at);
            self.scan.push(Piece::Close);
        } else {
            self.scan.leave_out(words.start() - self.scan.at);
            self.scan.later(words.end(), inside.end() + 1 - words.end(), Some(Piece::Close));
        }
    }

    fn named(&mut self) -> bool {
        let rest = self.scan.rest();
        let Some((name, found)) = macro_at(rest) else { return false };
        let from = self.scan.at + name.len() + 1;
        let Some(opening) = self.scan.next(TARGET, from) else { return false };
        if !self.scan.text[opening..].starts_with('[') {
            return false;
        }
        let Some(end) = self.bracket(opening) else { return false };
        let target = self.scan.text[from..opening].trim_matches('+');
        let inside = Span::new(opening + 1, end);
        match found {
            Macro::Hidden => self.scan.leave_out(end + 1 - self.scan.at),
            Macro::Literal => self.scan.literal(inside, end + 1 - self.scan.at),
            Macro::Words => {
                self.scan.leave_out(inside.start() - self.scan.at);
                self.scan.later(end, 1, None);
            }
            Macro::Link(before) => {
                let is_place = before == "#" && !target.contains('.');
                let before = if before == "#" && !is_place { "" } else { before };
                let target = format!("{before}{}", target.trim_start_matches('#'));
                self.link(target, Span::new(from, opening), inside);
            }
            Macro::Note => self.note(target, name == "footnoteref", inside),
        }
        true
    }

    /// `footnote:[…]`, `footnote:name[…]`, `footnote:name[]`, `footnoteref:[name,…]`
    fn note(&mut self, target: &str, named_inside: bool, inside: Span) {
        let within = inside.of(self.scan.text);
        let (name, start) = match within.split_once(',') {
            Some((name, words)) if named_inside => (name, inside.end() - words.len()),
            None if named_inside => (within, inside.end()),
            _ => (target, inside.start()),
        };
        let label = if name.is_empty() { self.attributes.number() } else { name.to_owned() };
        if self.scan.at < self.note_end {
            // A note in a note is part of it.
            self.scan.leave_out(start - self.scan.at);
            self.scan.later(inside.end(), 1, None);
            return;
        }
        self.scan.refer(label.clone());
        if look::has_word(&self.scan.text[start..inside.end()]) {
            self.note_end = inside.end();
            self.scan.push(Piece::Define(label));
            self.scan.leave_out(start - self.scan.at);
            self.scan.later(inside.end(), 1, Some(Piece::End));
        } else {
            self.scan.leave_out(inside.end() + 1 - self.scan.at);
        }
    }

    /// The bracket that closes one: its partner, or else the next.
    fn bracket(&mut self, opening: usize) -> Option<usize> {
        let found = self.pairs.binary_search_by_key(&opening, |(opening, _)| *opening);
        found.ok().map(|found| self.pairs[found].1).or_else(|| self.scan.next(BRACKET, opening + 1))
    }
}

/// The words of a link, without the attributes behind them: `words^`, `words,window=_blank`, `"words"`.
fn shown_words(text: &str, inside: Span) -> Span {
    let written = inside.of(text);
    if let Some(quoted) = written.strip_prefix('"')
        && let Some(length) =
            quoted.find('"').filter(|length| matches!(character(quoted, length + 1), None | Some(',')))
    {
        return Span::new(inside.start() + 1, inside.start() + 1 + length);
    }
    let is_attribute = |at: &usize| {
        let behind = written[at + 1..].trim_start();
        let after = behind.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
        after.len() < behind.len() && after.starts_with('=')
    };
    let shown = written.match_indices(',').map(|(at, _)| at).find(is_attribute).unwrap_or(written.len());
    Span::new(inside.start(), inside.start() + written[..shown].trim_end_matches('^').len())
}

/// The brackets of a text that belong together.
fn pairs(text: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, mark) in text.match_indices(['[', ']']) {
        if text[..at].ends_with('\\') {
            continue;
        }
        if mark == "[" {
            open.push(at);
        } else if let Some(opening) = open.pop() {
            pairs.push((opening, at));
        }
    }
    pairs.sort_unstable();
    pairs
}
