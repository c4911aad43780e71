//! The marks inside a paragraph of reStructuredText → its pieces.

use super::names::Names;
use crate::{
    Span,
    document::{
        look,
        passage::{Needle, Piece, Scan, address, character, character_before},
    },
};

/// Marks around words, the longer first, and the needle that closes them.
const MARKS: &[(&str, usize)] = &[("**", 0), ("*", 1)];

const LITERAL: usize = 2;
const PHRASE: usize = 3;
const BAR: usize = 4;
const BRACKET: usize = 5;

/// What is looked for ahead, by the numbers above.
const NEEDLES: &[Needle] = &[
    Needle { marks: b"*", is_at: |text, at| text[at..].starts_with("**") && ends(text, at, at + 2) },
    Needle { marks: b"*", is_at: |text, at| ends(text, at, at + 1) },
    Needle {
        marks: b"`",
        is_at: |text, at| {
            text[at..].starts_with("``") && !text[at + 2..].starts_with('`') && is_dense(text, at)
        },
    },
    Needle { marks: b"`", is_at: |text, at| is_dense(text, at) && !text[..at].ends_with('\\') },
    Needle { marks: b"|\n", is_at: |_, _| true },
    Needle { marks: b"]\n", is_at: |_, _| true },
];

/// Roles of words that are not read.
const HIDDEN: &[&str] =
    &["math", "raw", "raw-html", "raw-latex", "raw-tex", "eq", "index", "numref", "footcite"];

/// The name of a role has no more bytes.
const LONGEST_ROLE: usize = 40;

/// What stands between bars, or is the label of a note, has no more bytes.
const LONGEST_LABEL: usize = 200;

/// Reads the text of a passage.
pub(super) fn pieces(text: &str, names: &mut Names) -> Vec<Piece> {
    let mut reader = Reader { scan: Scan::new(text, NEEDLES), names, open: [0; MARKS.len()] };
    while let Some(next) = character(text, reader.scan.at) {
        if !reader.scan.close() {
            reader.step(next);
        }
    }
    reader.scan.finish()
}

struct Reader<'text, 'story> {
    scan: Scan<'text>,
    names: &'story mut Names,
    /// For every kind of marks: where those close that are open.
    open: [usize; MARKS.len()],
}

impl Reader<'_, '_> {
    fn step(&mut self, next: char) {
        let at = self.scan.at;
        let is_read = match next {
            '\\' => self.escape(),
            '*' => self.mark(),
            '`' => self.literal() || self.phrase(at, ""),
            ':' => self.role(),
            '|' => self.substitution(),
            '[' => self.note(),
            '_' => self.target(),
            c if c.is_alphanumeric() => self.address() || self.word(),
            _ => false,
        };
        if !is_read {
            self.scan.keep();
        }
    }

    /// A mark behind a backslash is one that is read; a blank is none.
    fn escape(&mut self) -> bool {
        let Some(mark) = self.scan.rest()[1..].chars().next() else { return false };
        let length = 1 + mark.len_utf8();
        if look::is_blank(mark) {
            self.scan.leave_out(length);
        } else {
            self.scan.stand_in(mark, length);
        }
        true
    }

    fn mark(&mut self) -> bool {
        let at = self.scan.at;
        for (kind, (mark, needle)) in MARKS.iter().enumerate() {
            let start = at + mark.len();
            if !self.scan.rest().starts_with(mark) || at < self.open[kind] || !begins(self.scan.text, at, start)
            {
                continue;
            }
            let Some(end) = self.scan.next(*needle, start + 1) else { continue };
            self.open[kind] = end;
            self.scan.leave_out(mark.len());
            self.scan.later(end, mark.len(), None);
            return true;
        }
        false
    }

    fn literal(&mut self) -> bool {
        let start = self.scan.at + 2;
        if !self.scan.rest().starts_with("``") || !begins(self.scan.text, self.scan.at, start) {
            return false;
        }
        let Some(end) = self.scan.next(LITERAL, start + 1) else { return false };
        self.scan.literal(Span::new(start, end), end + 2 - self.scan.at);
        true
    }

    /// `` :role:`words` ``
    fn role(&mut self) -> bool {
        let behind = &self.scan.rest()[1..];
        let length = behind.bytes().take(LONGEST_ROLE).position(|byte| byte == b'`');
        let Some(name) = length.and_then(|length| behind[..length].strip_suffix(':')) else { return false };
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | ':');
        let begins = can_begin(self.scan.text, self.scan.at);
        begins
            && !name.is_empty()
            && name.chars().all(is_name)
            && self.phrase(self.scan.at + name.len() + 2, name)
    }

    /// What stands between `` ` ``, of which the first is at `opening`: the words of a link or of a role.
    fn phrase(&mut self, opening: usize, role: &str) -> bool {
        let text = self.scan.text;
        let start = opening + 1;
        if !(begins(text, opening, start) || !role.is_empty() && is_dense(text, start + 1)) {
            return false;
        }
        let Some(end) = self.scan.next(PHRASE, start + 1) else { return false };
        let behind = &text[end + 1..];
        let lines = behind.len() - behind.trim_start_matches('_').len();
        let (role, after) = if role.is_empty() { role_behind(behind) } else { (role, 0) };
        let close = end + 1 + lines.min(2) + after;
        if lines > 2 || is_word(text, close) {
            return false;
        }
        if HIDDEN.contains(&role) {
            self.scan.leave_out(close - self.scan.at);
            return true;
        }
        let inside = Span::new(start, end);
        let (words, embedded) = embedded(text, inside);
        let target = match (embedded, lines) {
            (Some(target), 1..) => {
                let target = self.names.embedded(target.of(text));
                self.names.set(words.of(text), &target);
                Some(target)
            }
            (None, 1) => Some(self.names.target(inside.of(text))),
            (None, 2) => Some(self.names.anonymous()),
            _ => None,
        };
        let closing = target.is_some().then_some(Piece::Close);
        if let Some(target) = target {
            self.scan.push(Piece::Open(target));
        }
        let shown = if lines > 0 || !role.is_empty() { words } else { inside };
        self.scan.leave_out(shown.start() - self.scan.at);
        self.scan.later(shown.end(), close - shown.end(), closing);
        true
    }

    /// `|name|`: what is written for it elsewhere.
    fn substitution(&mut self) -> bool {
        let (at, start) = (self.scan.at, self.scan.at + 1);
        let Some(end) = self.scan.next(BAR, start) else { return false };
        if end == start || end - start > LONGEST_LABEL || !self.scan.text[end..].starts_with('|') {
            return false;
        }
        let Some(value) = self.names.substitution(&self.scan.text[start..end]) else { return false };
        let behind = &self.scan.text[end + 1..];
        let length = end + 1 - at + behind.bytes().take(2).take_while(|byte| *byte == b'_').count();
        if value.is_empty() {
            self.scan.leave_out(length);
        } else {
            self.scan.stand_in(value, length);
        }
        true
    }

    /// `[1]_`
    fn note(&mut self) -> bool {
        let start = self.scan.at + 1;
        let Some(end) = self.scan.next(BRACKET, start) else { return false };
        let is_note = self.scan.text[end..].starts_with("]_") && !is_word(self.scan.text, end + 2);
        let label = &self.scan.text[start..end];
        if !is_note || label.is_empty() || label.len() > LONGEST_LABEL || label.contains(look::is_blank) {
            return false;
        }
        let label = self.names.refer(label);
        self.scan.refer(label);
        self.scan.leave_out(end + 2 - self.scan.at);
        true
    }

    /// `` _`words` ``, to which others lead.
    fn target(&mut self) -> bool {
        let (at, text) = (self.scan.at, self.scan.text);
        if !self.scan.rest().starts_with("_`") || !can_begin(text, at) {
            return false;
        }
        let Some(end) = self.scan.next(PHRASE, at + 3).filter(|end| !is_word(text, end + 1)) else {
            return false;
        };
        self.scan.leave_out(2);
        self.scan.later(end, 1, None);
        true
    }

    fn address(&mut self) -> bool {
        let rest = self.scan.rest();
        let is_first = !self.scan.before().is_some_and(char::is_alphanumeric);
        let Some(length) = is_first.then(|| address(rest)).flatten() else { return false };
        self.scan.push(Piece::Open(rest[..length].to_owned()));
        self.scan.at += length;
        self.scan.push(Piece::Close);
        true
    }

    /// A word, which leads somewhere if `_` stands behind it.
    fn word(&mut self) -> bool {
        let rest = self.scan.rest();
        let mut end = 0;
        let mut characters = rest.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            let goes_on = characters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            if !(c.is_alphanumeric() || goes_on && matches!(c, '-' | '_' | '.' | '+' | ':')) {
                break;
            }
            end = at + c.len_utf8();
        }
        let behind = &rest[end..];
        let lines = behind.bytes().take_while(|byte| *byte == b'_').count();
        let target = match lines {
            1 => self.names.known(&rest[..end]),
            2 => Some(self.names.anonymous()),
            _ => None,
        };
        let target = target.filter(|_| character(behind, lines).is_none_or(|c| !c.is_alphanumeric()));
        match target {
            Some(target) => {
                self.scan.push(Piece::Open(target));
                self.scan.at += end;
                self.scan.push(Piece::Close);
                self.scan.leave_out(lines);
            }
            None => self.scan.at += end + lines,
        }
        true
    }
}

/// The words of a link, and what it leads to if that stands behind them in `<…>`.
fn embedded(text: &str, inside: Span) -> (Span, Option<Span>) {
    let written = inside.of(text);
    let opening = written.strip_suffix('>').and_then(|written| written.rfind('<'));
    let Some(opening) = opening.filter(|at| *at == 0 || written[..*at].ends_with(look::is_blank)) else {
        return (inside, None);
    };
    let target = Span::new(inside.start() + opening + 1, inside.end() - 1);
    let words = look::trimmed(text, Span::new(inside.start(), inside.start() + opening));
    (if words.is_empty() { target } else { words }, Some(target))
}

/// The role behind words, and how many bytes it has.
fn role_behind(behind: &str) -> (&str, usize) {
    let Some(name) = behind.strip_prefix(':') else { return ("", 0) };
    let length = name.bytes().take(LONGEST_ROLE).position(|byte| byte == b':').unwrap_or(0);
    let is_role =
        length > 0 && name[..length].chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if is_role { (&name[..length], length + 2) } else { ("", 0) }
}

/// Whether marks may begin there by what stands before.
fn can_begin(text: &str, at: usize) -> bool {
    character_before(text, at).is_none_or(|c| !c.is_alphanumeric() && !"*_`|.,;!?)]}\\".contains(c))
}

/// Whether marks that stand between two bytes begin something.
fn begins(text: &str, at: usize, behind: usize) -> bool {
    let quoted = match (character_before(text, at), character(text, behind)) {
        (Some(before), Some(next)) => {
            matches!(
                (before, next),
                ('"', '"') | ('\'', '\'') | ('(', ')') | ('[', ']') | ('{', '}') | ('<', '>') | ('“', '”')
            )
        }
        _ => false,
    };
    can_begin(text, at)
        && !quoted
        && is_dense(text, behind + 1)
        && character(text, behind).is_some_and(|c| !look::is_blank(c))
}

/// Whether marks that stand between two bytes end something.
fn ends(text: &str, at: usize, behind: usize) -> bool {
    let follows = character(text, behind).is_none_or(|c| !c.is_alphanumeric() && !"*_`|".contains(c));
    follows && is_dense(text, at) && !text[..at].ends_with('\\')
}

/// Whether the character before is no blank.
fn is_dense(text: &str, at: usize) -> bool {
    !character_before(text, at).is_some_and(look::is_blank)
}

fn is_word(text: &str, at: usize) -> bool {
    character(text, at).is_some_and(char::is_alphanumeric)
}
