//! Where a document comes from: the story of a file that it is, and in what its places are counted.

use std::sync::Arc;

use super::Document;

/// What stands between a file of several stories and the name of one of them.
const OF_FILE: char = '#';

/// What a story is called: as its file, and if it is one of several there, by its own name behind that.
pub fn story_name(file: &str, id: Option<&str>) -> String {
    id.map_or_else(|| file.to_owned(), |id| format!("{file}{OF_FILE}{id}"))
}

/// What the file of a story is called that goes by such a name. A file may have the mark in its own name as well.
pub fn file_of_story(name: &str) -> &str {
    name.rsplit_once(OF_FILE).map_or(name, |(file, _)| file)
}

/// A story as it was read from a file.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Item {
    /// What it says.
    pub document: Document,
    /// Which story of the file it is, and in what its places are counted.
    pub origin: Origin,
}

/// Where a document comes from.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Origin {
    /// What the file calls the story, or its number in the file, from 1; none where the file is one story.
    pub id: Option<String>,
    /// What the map of the document leads into.
    pub ground: Ground,
    /// Where the ground begins in the file: zero but for [`Ground::Part`].
    pub base: Base,
    /// By place in the text of the document: what leads to it in the file, an `XPath` or a JSON Pointer.
    pub pointers: Vec<Pointer>,
}

/// What places in a document are counted in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ground {
    /// The file itself.
    #[default]
    File,
    /// A part of the file that is read by itself. [`Origin::base`] is where it begins.
    Part(Arc<str>),
    /// The text of the file, whose bytes stand for it in another encoding.
    Decoded(Arc<str>),
    /// The paragraphs of a file that is no text, one a line.
    Paragraphs(Arc<str>),
}

/// A place in a file from which others are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// Bytes before it.
    pub bytes: u64,
    /// Lines before it.
    pub lines: usize,
}

/// What leads to a stretch of a story in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pointer {
    /// Where the stretch begins, in bytes of [`Document::text`]. It goes on to the next.
    pub start: usize,
    /// An `XPath` or a JSON Pointer.
    pub path: String,
}

impl Item {
    /// The stories of a file, each called by its number where it has no other name; one that is alone needs none.
    pub(super) fn tell_apart(mut items: Vec<Self>) -> Vec<Self> {
        let is_alone = items.len() == 1;
        for (number, item) in (1_usize..).zip(&mut items) {
            let id = &mut item.origin.id;
            *id = id.take().or_else(|| Some(number.to_string())).filter(|_| !is_alone);
        }
        items
    }

    /// Nothing leads to the notes to the linter, which stand behind all prose, wherever they are in the file.
    pub(super) fn end_pointers(&mut self) {
        if !self.origin.pointers.is_empty() && !self.document.notes.is_empty() {
            let start = self.document.prose().len();
            self.origin.pointers.push(Pointer { start, path: String::new() });
        }
    }
}

impl Origin {
    /// That of a story that is all of its file.
    pub const fn whole() -> Self {
        Self { id: None, ground: Ground::File, base: Base { bytes: 0, lines: 0 }, pointers: Vec::new() }
    }

    /// Whether the story is all of its file, which is text: only there can it be mended.
    pub fn is_file(&self) -> bool {
        self.ground == Ground::File && self.id.is_none()
    }

    /// What leads to a place in the text of the document, if its format has names for places.
    pub fn pointer(&self, at: usize) -> Option<&str> {
        let after = self.pointers.partition_point(|pointer| pointer.start <= at);
        let path = after.checked_sub(1).map(|index| self.pointers[index].path.as_str());
        path.filter(|path| !path.is_empty())
    }
}

impl Ground {
    /// The text that places are counted in; none where it is the file.
    pub fn text(&self) -> Option<&Arc<str>> {
        match self {
            Self::File => None,
            Self::Part(text) | Self::Decoded(text) | Self::Paragraphs(text) => Some(text),
        }
    }

    /// Whether places are counted in bytes of the file.
    pub fn is_of_file(&self) -> bool {
        matches!(self, Self::File | Self::Part(_))
    }
}

impl From<Document> for Item {
    fn from(document: Document) -> Self {
        Self { document, origin: Origin::default() }
    }
}
