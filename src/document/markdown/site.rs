//! The tags of site generators in Markdown: Hugo's shortcodes, Liquid as Jekyll has it, Nunjucks.
//!
//! They are read before Markdown is, in code as well. Tags are taken out and the words between them stay, but for those
//! between tags that mark them as no prose.

use rustc_hash::FxHashSet;

use super::cut::Cuts;
use crate::Span;

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
const CODE: &[u8] = b".|()[]\"':/$";

/// A tag has no more bytes.
const LONGEST: usize = 4096;

/// Has the tags behind the byte `base` of a file taken out.
pub(super) fn cut(file: &str, base: usize, cuts: &mut Cuts) {
    let mut finder = Finder { file, never: FxHashSet::default() };
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

struct Finder<'file> {
    file: &'file str,
    /// Ends of tags that do not come any more.
    never: FxHashSet<&'static str>,
}

impl Finder<'_> {
    /// The tag that begins at an offset, if one does.
    fn tag(&self, at: usize) -> Option<Span> {
        let rest = &self.file[at..];
        let (opening, closing) = TAGS.iter().find(|(opening, _)| rest.starts_with(opening))?;
        let near = rest.as_bytes().get(opening.len()..rest.len().min(LONGEST))?;
        let length = near.windows(closing.len()).position(|window| window == closing.as_bytes())?;
        let inner = &near[..length];
        // A name alone is what somebody has yet to fill in.
        if closing.starts_with("}}") && !inner.iter().any(|byte| CODE.contains(byte)) {
            return None;
        }
        Some(Span::new(at, at + opening.len() + length + closing.len()))
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
