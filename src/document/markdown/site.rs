//! The tags of site generators in Markdown: Hugo's shortcodes, Liquid as Jekyll has it, Nunjucks.
//!
//! They are read before Markdown is, in code as well. Tags are taken out and the words between them stay, but for those
//! between tags that mark them as no prose.

use rustc_hash::{FxHashMap, FxHashSet};

use super::cut::Cuts;
use crate::{Span, document::ahead::Ahead};

/// Tags by the marks around them: what is longer comes first.
const TAGS: &[(&str, &str)] =
    &[("{{<", ">}}"), ("{{%", "%}}"), ("{{{", "}}}"), ("{{", "}}"), ("{%", "%}"), ("{# ", "#}"), ("{#-", "#}")];

/// Tags that have no prose between them and the one that ends them: the name, and what that one begins with.
const HIDDEN: &[(&str, &str)] = &[
    ("comment", "endcomment"),
    ("highlight", "endhighlight"),
    ("codeblock", "endcodeblock"),
    ("mermaid", "endmermaid"),
    ("schema", "endschema"),
    ("javascript", "endjavascript"),
    ("stylesheet", "endstylesheet"),
    ("highlight", "/highlight"),
    ("katex", "/katex"),
    ("math", "/math"),
    ("mermaid", "/mermaid"),
    ("rawhtml", "/rawhtml"),
];

/// Tags between which nothing is a tag.
const PLAIN: &[(&str, &str)] = &[("raw", "endraw"), ("verbatim", "endverbatim")];

/// What is in a tag that shows a value, rather than in the name of one that is missing: `{{ page.title }}`.
const CODE: &[char] = &['.', '|', '(', ')', '[', ']', '"', '\'', ':', '/', '$'];

/// A tag has no more bytes.
const LONGEST: usize = 4096;

/// Has the tags behind the byte `base` of a file taken out.
pub(super) fn cut(file: &str, base: usize, cuts: &mut Cuts) {
    let mut finder = Finder { file, ..Finder::default() };
    let mut at = base;
    while let Some(found) = file[at..].find('{') {
        at += found;
        let Some(tag) = finder.tag(at) else {
            at += 1;
            continue;
        };
        let name = name(tag.of(file));
        let ending = |names: &[(&str, &'static str)]| {
            let is_liquid = tag.of(file).starts_with("{%");
            let mut fitting = names.iter().filter(|(_, end)| end.starts_with('/') != is_liquid);
            fitting.find(|(known, _)| *known == name).map(|(_, end)| *end)
        };
        at = tag.end();
        if let Some(end) = ending(HIDDEN).and_then(|end| finder.ending(end, at)) {
            cuts.cut(tag.join(end));
            at = end.end();
        } else if let Some(end) = ending(PLAIN).and_then(|end| finder.ending(end, at)) {
            cuts.cut(tag);
            cuts.cut(end);
            at = end.end();
        } else {
            cuts.cut_tag(file, tag);
        }
    }
}

#[derive(Default)]
struct Finder<'file> {
    file: &'file str,
    /// Ends of tags that do not come any more.
    never: FxHashSet<&'static str>,
    /// For every mark that closes tags: where it comes next.
    ahead: FxHashMap<&'static str, Ahead>,
    /// The same for what is in a tag that shows a value.
    code: Ahead,
}

impl Finder<'_> {
    /// The tag that begins at an offset, if one does.
    fn tag(&mut self, at: usize) -> Option<Span> {
        let rest = &self.file[at..];
        let (opening, closing) = TAGS.iter().find(|(opening, _)| rest.starts_with(opening))?;
        let start = at + opening.len();
        let next = || self.file[start..].find(closing).map(|length| start + length);
        let inner_end = self.ahead.entry(closing).or_default().next(start, next)?;
        let end = inner_end + closing.len();
        if end - at > LONGEST {
            return None;
        }
        // A name alone is what somebody has yet to fill in.
        if closing.starts_with("}}") && !self.has_code(start, inner_end) {
            return None;
        }
        Some(Span::new(at, end))
    }

    /// Whether something stands between two offsets that no name has.
    fn has_code(&mut self, start: usize, end: usize) -> bool {
        let next = || self.file[start..].find(CODE).map(|length| start + length);
        self.code.next(start, next).is_some_and(|found| found < end)
    }

    /// The next tag of a name that ends others, behind an offset.
    fn ending(&mut self, name: &'static str, from: usize) -> Option<Span> {
        if self.never.contains(name) {
            return None;
        }
        let Some(found) = self.file[from..].find(name) else {
            self.never.insert(name);
            return None;
        };
        let before = self.file[from..from + found].trim_end().trim_end_matches(['-', '<', '%']);
        let start = from + before.trim_end_matches('{').len();
        let ending = self.tag(start).filter(|tag| tag.end() > from + found);
        if ending.is_none() {
            self.never.insert(name);
        }
        ending
    }
}

/// The name of a tag.
fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['{', '%', '<', '-', ' ', '\t', '\n', '\r']);
    inner.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_at_the_next_mark_that_closes_them() {
        let file = "{{ {{ a.b }} {% c {{ d }} %} {{";
        let mut finder = Finder { file, ..Finder::default() };
        let tags: Vec<Option<&str>> =
            file.match_indices('{').map(|(at, _)| finder.tag(at).map(|tag| tag.of(file))).collect();
        assert_eq!(
            tags,
            [
                Some("{{ {{ a.b }}"),
                None,
                Some("{{ a.b }}"),
                None,
                Some("{% c {{ d }} %}"),
                None,
                None,
                None,
                None
            ]
        );
    }

    #[test]
    fn tags_that_are_never_closed_are_none() {
        let mut cuts = Cuts::default();
        cut(&"{{ a.b ".repeat(100_000), 0, &mut cuts);
        cut(&"{% {{<{# ".repeat(100_000), 0, &mut cuts);
        assert_eq!(cuts.apply("a").0, "a");
    }
}
