//! What changed in a story since another version of it: the paragraphs that were not there before.
//!
//! Paragraphs are compared by their words, not by lines: one that only moves, is wrapped anew or gets other line ends
//! has not changed.

use rustc_hash::FxHashMap;

use crate::{
    Span,
    diagnostic::{Diagnostic, Scope},
    document::{Block, Document},
    prose::is_quote,
};

/// What changed in a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The blocks of the new version that the old one does not have, in bytes of the document's text.
    blocks: Vec<Span>,
    /// Whether there is any such block, or one of the old version is gone.
    any: bool,
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
        let any = !blocks.is_empty() || before.values().any(|left| *left > 0);
        Self { blocks, any }
    }

    /// Whether something found in the new version has to do with what changed: one of its places lies in a paragraph
    /// that did; or it is about the story as a whole, and anything did.
    pub fn touches(&self, found: &Diagnostic) -> bool {
        let has_changed = |span: Span| self.blocks.iter().any(|block| block.overlaps(span));
        match found.scope {
            Scope::Story => self.any,
            Scope::Sentence | Scope::Paragraph => {
                has_changed(found.span)
                    || found.also_at.iter().any(|span| has_changed(*span))
                    || found.labels.iter().any(|label| has_changed(label.span))
            }
        }
    }
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
        (changes.blocks.iter().map(|block| block.of(&new.text).to_owned()).collect(), changes.any)
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
        let linter = Linter::new(Catalogue::builtin().unwrap(), crate::config::Config::default());
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
