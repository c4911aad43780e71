//! Prose taken out of a format, piece by piece, with the map back to the file.

use super::{
    Block, Document, Kind, Link, Note, Role, SourceMap, Tagged, arrange,
    json::Decoded,
    kind, look,
    note::{self, Found},
};
use crate::Span;

/// What stands between two blocks of extracted text.
const GAP: &str = "\n\n";

/// A target is kept up to so many bytes, and those of all links together: a format in which many links name one long
/// target could ask for any amount of memory.
const LONGEST_TARGET: usize = 4096;
const MOST_TARGETS: usize = 64 << 20;

/// Words are shorter: whoever looks for the beginning of one need not go back through a file without blanks. In bytes.
const LONGEST_WORD: usize = 512;

/// A document in the making.
#[derive(Debug, Default)]
pub(super) struct Extract {
    text: String,
    blocks: Vec<Block>,
    links: Vec<Link>,
    tagged: Vec<Tagged>,
    /// How many bytes their targets have.
    targets: usize,
    map: SourceMap,
    /// Role of the block that is open, and its first byte in the text.
    open: Option<(Role, usize)>,
    has_headline: bool,
    /// What sort of story the fields above it say that it is.
    kind: Option<Kind>,
    /// Notes to the linter in the fields above it.
    notes: Vec<Found>,
    /// Notes of documents that are embedded in it.
    embedded: Vec<Embedded>,
}

/// A note to the linter of a document that is embedded in another.
#[derive(Debug)]
struct Embedded {
    /// Its spans are those of the document that it came with, but for its reach.
    note: Note,
    words: String,
    /// Where its words stand in the file.
    map: SourceMap,
}

impl Extract {
    /// One for a text above which a headline stands, or none.
    pub(super) fn below(titled: bool) -> Self {
        Self { has_headline: titled, ..Self::default() }
    }

    /// Whether a block has been opened and not closed.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens a block, unless one is open.
    pub(super) fn open(&mut self, role: Role) {
        if self.open.is_none() {
            if !self.text.is_empty() {
                self.text.push_str(GAP);
            }
            self.open = Some((role, self.text.len()));
            self.has_headline |= role == Role::Headline;
        }
    }

    /// Closes the open block, if there is one. Without words it leaves nothing.
    pub(super) fn close(&mut self) {
        if let Some((role, start)) = self.open.take() {
            let span = look::trimmed(&self.text, Span::new(start, self.text.len()));
            if !span.is_empty() {
                self.blocks.push(Block { role, span });
            }
        }
    }

    /// Adds words to the open block that stand at `at` in the file: byte for byte where both have the same length,
    /// and otherwise as a whole.
    pub(super) fn push(&mut self, words: &str, at: Span) {
        if !words.is_empty() {
            let start = self.text.len();
            self.text.push_str(words);
            self.map.push(Span::new(start, self.text.len()), at);
        }
    }

    /// Adds words that something else at `at` in the file stands for.
    pub(super) fn stand_in(&mut self, words: &str, at: Span) {
        if !words.is_empty() {
            let start = self.text.len();
            self.text.push_str(words);
            self.map.push_whole(Span::new(start, self.text.len()), at);
        }
    }

    /// Adds a whole document, read from a text that stands in the file as `map` tells. Gives where its prose is now.
    pub(super) fn embed(&mut self, document: Document, map: &SourceMap) -> Span {
        self.close();
        let prose = document.prose().len();
        let whole = document.map.then(map);
        if !self.text.is_empty() && prose > 0 {
            self.text.push_str(GAP);
        }
        let at = self.text.len();
        self.text.push_str(document.prose());
        self.map.append(&whole, Span::new(0, prose), at);
        let moved = |span: Span| Span::new(span.start() + at, span.end() + at);
        self.has_headline |= document.blocks.iter().any(|block| block.role == Role::Headline);
        self.blocks.extend(document.blocks.iter().map(|block| Block { span: moved(block.span), ..*block }));
        self.links.extend(document.links.into_iter().map(|link| Link { span: moved(link.span), ..link }));
        let tagged = document.tagged.into_iter();
        self.tagged.extend(tagged.map(|tagged| Tagged { at: tagged.at + at, ..tagged }));
        self.kind = self.kind.or(document.kind);
        for note in document.notes {
            let mut map = SourceMap::default();
            map.append(&whole, note.span, 0);
            let words = note.span.of(&document.text).to_owned();
            self.embedded.push(Embedded { note: Note { reach: moved(note.reach), ..note }, words, map });
        }
        Span::new(at, self.text.len())
    }

    /// How many bytes of text there are.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The last word of the open block, as offsets of the text.
    pub(super) fn last_word(&self) -> (usize, usize) {
        let start = self.open.map_or(self.text.len(), |(_, start)| start);
        let end = look::trimmed(&self.text, Span::new(start, self.text.len())).end();
        let near =
            (start.max(end.saturating_sub(LONGEST_WORD))..=end).find(|at| self.text.is_char_boundary(*at));
        let start = near.unwrap_or(end);
        let word = self.text[start..end].rfind(look::is_blank);
        let length = |at: usize| self.text[start + at..].chars().next().map_or(0, char::len_utf8);
        (word.map_or(start, |at| start + at + length(at)), end)
    }

    /// Adds a link on the words between two offsets of the text.
    pub(super) fn link(&mut self, start: usize, end: usize, target: impl AsRef<str> + Into<String>) {
        let span = look::trimmed(&self.text, Span::new(start.min(end), end));
        let kept = look::start_of(target.as_ref(), LONGEST_TARGET);
        self.targets += kept.len();
        if !span.is_empty() && self.targets <= MOST_TARGETS {
            // What is left out of a long one takes no memory, either.
            let target = if kept.len() < target.as_ref().len() { kept.to_owned() } else { target.into() };
            self.links.push(Link { span, target });
        }
    }

    /// Adds the tag of an editor behind the words of the open block, if there is one.
    pub(super) fn tag(&mut self, template: &'static str) {
        if self.is_open() {
            self.tagged.push(Tagged { at: self.text.len(), template });
        }
    }

    /// Notes what sort of story it is, if the name of its section tells and it is not known already.
    pub(super) fn is_kind(&mut self, section: &str) {
        self.kind = self.kind.or_else(|| Kind::of_section(section));
    }

    /// Keeps a note to the linter.
    pub(super) fn note(&mut self, pieces: Vec<(String, Span)>) {
        self.notes.push(Found::of_field(pieces));
    }

    /// Keeps the notes to the linter in words to the desk.
    pub(super) fn read_desk(&mut self, words: &Decoded) {
        self.notes.extend(note::in_words(words).into_iter().map(|note| Found::of_field(note.pieces)));
    }

    /// The notes to the linter so far.
    pub(super) fn take_notes(&mut self) -> Vec<Found> {
        std::mem::take(&mut self.notes)
    }

    /// Whether a headline has been opened.
    pub(super) fn has_headline(&self) -> bool {
        self.has_headline
    }

    /// The document, with its label read, its blocks arranged and its notes added. `file` is what notes
    /// stand in, and `map` maps what the document was read from to that. With `titled`, a headline stands above it.
    pub(super) fn finish_in(self, file: &str, map: &SourceMap, titled: bool, notes: Vec<Found>) -> Document {
        let mut document = self.finish();
        let label = kind::label(&document.text, &mut document.blocks);
        document.kind = document.kind.or(label);
        document.blocks = arrange::by_place(&document.text, &document.blocks, titled);
        note::add(&mut document, file, map, notes);
        document
    }

    /// The document, with the notes to the linter in its fields. Links are put in order.
    pub(super) fn finish(mut self) -> Document {
        self.close();
        self.links.sort_by_key(|link| link.span);
        let Self { text, blocks, links, tagged, kind, map, embedded, notes, .. } = self;
        let mut document = Document { text, blocks, links, tagged, kind, notes: Vec::new(), map };
        // Those of fields are about the whole story: where they stand in the file says nothing.
        note::add(&mut document, "", &SourceMap::identity(), notes);
        for embedded in embedded {
            embedded.add(&mut document);
        }
        document
    }
}

impl Embedded {
    /// Puts the note behind the text of the document that it is now in.
    fn add(self, document: &mut Document) {
        let Self { note, words, map } = self;
        if !document.text.is_empty() {
            document.text.push_str(GAP);
        }
        let at = document.text.len();
        document.map.append(&map, Span::new(0, words.len()), at);
        document.text.push_str(&words);
        document.notes.push(note.moved(at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_map_to_their_place() {
        let file = "`Tom` &amp; **Ana**";
        let mut extract = Extract::default();
        extract.open(Role::Paragraph);
        for (words, start, end) in [("Tom", 1, 4), (" ", 5, 6), ("&", 6, 11), (" ", 11, 12), ("Ana", 14, 17)] {
            extract.push(words, Span::new(start, end));
        }
        let document = extract.finish();
        assert_eq!(document.text, "Tom & Ana");
        let in_file = |start, end| document.map.to_file(Span::new(start, end)).of(file);
        assert_eq!(in_file(0, 3), "Tom");
        assert_eq!(in_file(4, 5), "&amp;");
        assert_eq!(in_file(6, 9), "Ana");
        assert_eq!(in_file(0, 9), "Tom` &amp; **Ana");
    }

    #[test]
    fn no_more_of_a_target_is_kept_than_anybody_needs() {
        let mut extract = Extract::default();
        extract.open(Role::Paragraph);
        extract.push("Tom", Span::new(0, 3));
        extract.link(0, 3, format!("x{}", "é".repeat(1 << 20)));
        let links = extract.finish().links;
        assert_eq!(links[0].target.len(), LONGEST_TARGET - 1);
        assert!(links[0].target.capacity() < 2 * LONGEST_TARGET);
    }
}
