//! What changed in a story since another version of it: the paragraphs that were not there before, and the exceptions
//! that are new or gone.
//!
//! Paragraphs are compared by their words, not by lines: one that only moves, is wrapped anew or gets other line ends
//! has not changed.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    Span,
    diagnostic::{Diagnostic, Scope},
    document::{Block, Document, Note, note::Verb},
    prose::is_quote,
};

/// What changed in a story.
///
/// ```
/// use onrecord::{Linter, Setup, document::{Document, Format}, lint::Changes};
///
/// let linter = Linter::new(Setup::default())?;
/// let before = Document::read(b"Critics say it is unsafe.", Format::Text)?;
/// let now = Document::read(b"Critics say it is unsafe.\n\nExperts say it is old.", Format::Text)?;
/// let changes = Changes::between(&before, &now);
/// let mut found = linter.check(&linter.read(now));
/// found.retain(|found| changes.touches(found));
/// assert_eq!(found.len(), 1); // "Experts"
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The blocks and the notes of the new version that the old one does not have, in bytes of the document's text.
    new: Vec<Span>,
    lost: Vec<Lost>,
    /// Whether anything is new or gone.
    any: bool,
}

/// An exception that the old version had and the new one has not: what it allowed is reported again.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lost {
    /// The rules that it named; none where it was about all.
    rules: Vec<String>,
    /// The blocks of the new version that it was about in the old one.
    blocks: Vec<Span>,
}

impl Changes {
    /// What is new in a version of a story. Where there was none before, all of it: the old one is empty then.
    pub fn between(old: &Document, new: &Document) -> Self {
        let mut before: FxHashMap<String, usize> = FxHashMap::default();
        for block in &old.blocks {
            *before.entry(gist(old, block)).or_default() += 1;
        }
        let is_new = |block: &&Block| match before.get_mut(&gist(new, block)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        };
        let blocks: Vec<Span> = new.blocks.iter().filter(is_new).map(|block| block.span).collect();
        let keys = |document: &Document| -> FxHashSet<String> {
            document.notes.iter().map(|note| key(document, note)).collect()
        };
        let (known, kept) = (keys(old), keys(new));
        let is_new = |note: &&Note| {
            !known.contains(&key(new, note)) || blocks.iter().any(|block| block.overlaps(note.reach))
        };
        let notes: Vec<Span> = new.notes.iter().filter(is_new).map(|note| note.span).collect();
        let gone = old.notes.iter().filter(|note| !kept.contains(&key(old, note)));
        let any = !blocks.is_empty() || before.values().any(|left| *left > 0) || known != kept;
        let lost = gone.filter_map(|note| Lost::of(old, note, new)).collect();
        Self { new: [blocks, notes].concat(), lost, any }
    }

    /// Whether something found in the new version has to do with what changed: one of its places lies in what is new,
    /// or an exception allowed it; or it is about the story as a whole, and anything changed.
    pub fn touches(&self, found: &Diagnostic) -> bool {
        let has_changed = |span: Span| self.new.iter().any(|new| new.overlaps(span));
        match found.scope {
            Scope::Story => self.any,
            Scope::Sentence | Scope::Paragraph => {
                has_changed(found.span)
                    || self.lost.iter().any(|lost| lost.allowed(found))
                    || found.also_at.iter().any(|span| has_changed(*span))
                    || found.labels.iter().any(|label| has_changed(label.span))
            }
        }
    }
}

impl Lost {
    fn of(old: &Document, note: &Note, new: &Document) -> Option<Self> {
        let says = note.says.as_ref().ok().filter(|says| says.verb != Verb::On && says.reason.is_some())?;
        let reached: FxHashSet<String> = reached(old, note).map(|block| gist(old, block)).collect();
        let blocks = new.blocks.iter().filter(|block| reached.contains(&gist(new, block)));
        Some(Self {
            rules: says.rules.iter().map(|name| name.of(&old.text).to_owned()).collect(),
            blocks: blocks.map(|block| block.span).collect(),
        })
    }

    fn allowed(&self, found: &Diagnostic) -> bool {
        let is_named = |name: &String| {
            let attached = found.attached.iter().map(|attached| &attached.code);
            let mut codes = attached.chain([&found.code]);
            found.name.eq_ignore_ascii_case(name)
                || codes.any(|code| code.eq_ignore_ascii_case(name) || is_family(name, code))
        };
        (self.rules.is_empty() || self.rules.iter().any(is_named))
            && self.blocks.iter().any(|block| block.overlaps(found.span))
    }
}

/// Whether a name is the letter of a code's family.
fn is_family(name: &str, code: &str) -> bool {
    name.chars().count() == 1 && code.to_lowercase().starts_with(&name.to_lowercase())
}

/// The blocks that a note is about.
fn reached<'d>(document: &'d Document, note: &Note) -> impl Iterator<Item = &'d Block> {
    let reach = note.reach;
    document.blocks.iter().filter(move |block| block.span.overlaps(reach))
}

/// What tells a note from others: its words, and what it is about, where that is a paragraph or less. One that is about
/// the rest of the story or all of it stays the same whatever becomes of that.
fn key(document: &Document, note: &Note) -> String {
    let words: Vec<&str> = note.span.of(&document.text).split_whitespace().collect();
    let mut key = words.join(" ");
    let is_allow = note.says.as_ref().is_ok_and(|says| says.verb == Verb::Allow);
    if is_allow && note.reach != Span::new(0, document.prose().len()) {
        for block in reached(document, note) {
            key.push('\n');
            key.push_str(&gist(document, block));
        }
    }
    key
}

/// What a block says: its words, where quotation marks stand between them, of whatever style, and how many links it
/// has. Who speaks, and where it can be looked up, hang on these.
fn gist(document: &Document, block: &Block) -> String {
    let mut gist = String::with_capacity(block.span.len());
    let mut between = None;
    for character in block.span.of(&document.text).chars() {
        if character.is_alphanumeric() {
            gist.extend(between.take());
            gist.push(character);
        } else {
            between = between.max(Some(if is_quote(character) { '"' } else { ' ' }));
        }
    }
    gist.extend(between.filter(|mark| *mark == '"'));
    let before = |offset| document.links.partition_point(|link| link.span.start() < offset);
    let links = before(block.span.end()) - before(block.span.start());
    format!("{} [{links}]", gist.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::Format, lint::Linter, rule::Catalogue};

    const OLD: &str = "Experts say the quay is safe.\n\nIt was built in 1931. “It holds,” said Ida Marsh, an engineer \
        at the port.\n\nSources said it will close.\n";

    fn read(text: &str) -> Document {
        Document::read(text.as_bytes(), Format::Markdown).unwrap()
    }

    /// The paragraphs that changed, and whether anything did.
    fn changed(old: &str, new: &str) -> (Vec<String>, bool) {
        let new = read(new);
        let changes = Changes::between(&read(old), &new);
        (changes.new.iter().map(|block| block.of(&new.text).to_owned()).collect(), changes.any)
    }

    #[test]
    fn what_is_moved_wrapped_or_typeset_anew_has_not_changed() {
        let moved = "Sources said it will close.\n\nExperts say the quay is safe.\n\nIt was built in 1931. “It holds,” \
            said Ida Marsh, an engineer at the port.\n";
        let same = [
            moved.to_owned(),
            OLD.replace(' ', "\n"),
            OLD.replace('\n', "\r\n"),
            OLD.replace(['“', '”'], "\""),
            OLD.replace(['“', '”'], "'"),
            OLD.replace("Experts", "*Experts*"),
        ];
        for new in same {
            assert_eq!(changed(OLD, &new), (vec![], false), "{new}");
        }
    }

    #[test]
    fn words_quotation_marks_and_links_are_changes() {
        for (from, to) in [
            ("close.", "shut."),
            ("Sources said it will close.", "Sources said “it will close”."),
            ("Sources", "[Sources](https://port.example/plan)"),
        ] {
            let (changed, any) = changed(OLD, &OLD.replace(from, to));
            assert!(any && changed.len() == 1 && changed[0].contains("ources"), "{from}: {changed:?}");
        }
        assert_eq!(changed(OLD, &OLD.replace("“It holds,” said", "It holds, said")).0.len(), 1);
    }

    #[test]
    fn a_paragraph_counts_as_often_as_it_stands() {
        let twice = format!("{OLD}\nExperts say the quay is safe.\n");
        assert_eq!(changed(OLD, &twice), (vec!["Experts say the quay is safe.".to_owned()], true));
        assert_eq!(changed(&twice, OLD), (vec![], true), "one of them is gone");
        assert_eq!(changed("", OLD).0.len(), 3);
        assert_eq!(changed("", ""), (vec![], false));
    }

    #[test]
    fn findings_that_the_change_touches() {
        let linter = Linter::of(Catalogue::builtin().unwrap(), crate::config::Config::default());
        let touched = |old: &str, new: &str| {
            let story = linter.read(read(new));
            let changes = Changes::between(&read(old), &story.document);
            let found = linter.check(&story);
            let touched = found.into_iter().filter(|found| changes.touches(found));
            touched.map(|found| found.code).collect::<Vec<_>>()
        };
        assert_eq!(touched(OLD, OLD), [""; 0]);
        assert_eq!(touched(OLD, &OLD.replace("close", "shut")), ["A001"]);
        assert_eq!(touched(OLD, &OLD.replace("safe", "sound")), ["V001"]);
        // The same words again are told where they first stood, and are new all the same.
        assert_eq!(touched(OLD, &format!("{OLD}\nSources said it will close.\n")), ["A001"]);
        let all = touched("", OLD);
        assert!(["V001", "A001"].iter().all(|code| all.contains(&(*code).to_owned())), "{all:?}");
    }
}
