//! What names stand for in a story in reStructuredText: where links lead, what is written for a name, notes.

use std::collections::HashMap;

use super::line::Line;
use crate::document::look;

/// A name may stand for another name, so many times.
const MOST_STEPS: usize = 8;

/// What a name stands for goes on over so many lines.
const MOST_LINES: usize = 20;

/// So many names may stand for the same thing, one below the other.
const MOST_NAMES: usize = 20;

/// What names stand for.
#[derive(Default)]
pub(super) struct Names {
    targets: HashMap<String, String>,
    /// What links without a name lead to, in order, and how many were read.
    anonymous: Vec<String>,
    next: usize,
    substitutions: HashMap<String, String>,
    /// How many bytes more may be read for names: no story is much longer than its file.
    left: usize,
    /// By mark, `#` or `*`: how many notes without a number were referred to, and how many were read.
    referred: HashMap<String, usize>,
    defined: HashMap<String, usize>,
}

impl Names {
    /// Those that the lines of a file define.
    pub(super) fn of(file: &str, lines: &[Line]) -> Self {
        let mut names = Self { left: file.len(), ..Self::default() };
        let mut waiting: Vec<String> = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            let written = line.words.of(file);
            let Some(explicit) =
                written.strip_prefix(".. ").map(|rest| rest.trim_start_matches(look::is_blank))
            else {
                if let Some(target) = written.strip_prefix("__ ") {
                    names.anonymous.push(target.to_owned());
                }
                continue;
            };
            let below = || {
                let below = lines[number + 1..].iter();
                let below = below.take_while(|next| !next.words.is_empty() && next.indent > line.indent);
                below.take(MOST_LINES).map(|next| next.words.of(file))
            };
            if let Some(substituted) = explicit.strip_prefix('|') {
                let Some((name, directive)) = substituted.split_once('|') else { continue };
                let words = directive.trim_start().strip_prefix("replace::").map(|words| {
                    let words: Vec<&str> = [words.trim()].into_iter().chain(below()).collect();
                    words.join(" ").trim().replace(['*', '`'], "")
                });
                names.substitutions.insert(normal(name), words.unwrap_or_default());
            } else if let Some((name, target)) = explicit.strip_prefix('_').and_then(target) {
                let target: String =
                    [target].into_iter().chain(below()).flat_map(str::split_whitespace).collect();
                if name == "_" {
                    names.anonymous.push(target);
                } else if target.is_empty() && waiting.len() < MOST_NAMES {
                    // It is a name for what comes next: perhaps for another name.
                    waiting.push(name);
                    continue;
                } else if !target.is_empty() {
                    waiting.push(name);
                    waiting.drain(..).for_each(|name| names.set(&name, &target));
                }
            }
            waiting.clear();
        }
        names
    }

    /// Sets where a name leads.
    pub(super) fn set(&mut self, name: &str, target: &str) {
        self.targets.entry(normal(name)).or_insert_with(|| target.to_owned());
    }

    /// Where a name leads, if that is known.
    pub(super) fn known(&mut self, name: &str) -> Option<String> {
        let mut target = self.targets.get(&normal(name))?;
        for _ in 0..MOST_STEPS {
            let Some(next) =
                target.strip_suffix('_').and_then(|next| self.targets.get(&normal(next.trim_matches('`'))))
            else {
                break;
            };
            target = next;
        }
        self.left = self.left.checked_sub(target.len())?;
        Some(target.clone())
    }

    /// Where a name leads: to a place of that name if nothing else is known.
    pub(super) fn target(&mut self, name: &str) -> String {
        self.known(name).unwrap_or_else(|| format!("#{}", normal(name)))
    }

    /// Where a link leads behind whose words `<written>` stands.
    pub(super) fn embedded(&mut self, written: &str) -> String {
        let address: String = written.split_whitespace().collect();
        match address.strip_suffix('_').filter(|_| !address.contains(['/', ':'])) {
            Some(name) => self.target(name),
            None => address.replace('\\', ""),
        }
    }

    /// Where the next link without a name leads.
    pub(super) fn anonymous(&mut self) -> String {
        self.next += 1;
        self.anonymous.get(self.next - 1).cloned().unwrap_or_default()
    }

    /// What is written for a name.
    pub(super) fn substitution(&mut self, name: &str) -> Option<String> {
        let words = self.substitutions.get(&normal(name))?;
        let is_left = words.len() <= self.left;
        self.left -= if is_left { words.len() } else { 0 };
        Some(if is_left { words.clone() } else { String::new() })
    }

    /// The label of the note that a mark refers to.
    pub(super) fn refer(&mut self, written: &str) -> String {
        numbered(&mut self.referred, written)
    }

    /// The label of a note that is read.
    pub(super) fn define(&mut self, written: &str) -> String {
        numbered(&mut self.defined, written)
    }
}

/// The label of a note. One that is just numbered has none of its own.
fn numbered(counts: &mut HashMap<String, usize>, written: &str) -> String {
    if !matches!(written, "#" | "*") {
        return written.trim_start_matches('#').to_lowercase();
    }
    let count = counts.entry(written.to_owned()).or_default();
    *count += 1;
    format!("{written}{count}")
}

/// `name: target`, `` `a name`: target ``
fn target(written: &str) -> Option<(String, &str)> {
    let (name, rest) = if let Some(quoted) = written.strip_prefix('`') {
        quoted.split_once('`')?
    } else {
        let ends = |at: &usize| {
            let next = written[at + 1..].chars().next();
            next.is_none_or(look::is_blank) && !written[..*at].ends_with('\\')
        };
        written.split_at(written.match_indices(':').map(|(at, _)| at).find(ends)?)
    };
    Some((name.replace('\\', ""), rest.strip_prefix(':')?.trim()))
}

/// A name as others write it: in small letters, with single blanks.
fn normal(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().replace('\\', "")
}
