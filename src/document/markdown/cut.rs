//! What is taken out of a file before it is read as Markdown, and what is known of the places.

use std::borrow::Cow;

use crate::{
    Span,
    document::{SourceMap, note},
};

/// Stretches of a file that are taken out of it.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    places: Vec<Span>,
    /// Stretches between them that are words under a picture.
    captions: Vec<Span>,
}

impl Cuts {
    /// Takes out a stretch.
    pub(super) fn cut(&mut self, place: Span) {
        if !place.is_empty() {
            self.places.push(place);
        }
    }

    /// Takes out a tag, but for the words under a picture that an attribute of it holds.
    pub(super) fn cut_tag(&mut self, file: &str, tag: Span) {
        match caption(file, tag) {
            Some(caption) => {
                self.cut(Span::new(tag.start(), caption.start()));
                self.cut(Span::new(caption.end(), tag.end()));
                self.captions.push(caption);
            }
            None => self.cut(tag),
        }
    }

    /// Takes out some more.
    pub(super) fn extend(&mut self, places: Vec<Span>) {
        self.places.extend(places);
    }

    /// The file without the stretches, with the map back, and where words under pictures stand in it.
    pub(super) fn apply(mut self, file: &str) -> (Cow<'_, str>, SourceMap, Vec<Span>) {
        self.places.sort_unstable();
        let mut places: Vec<Span> = Vec::with_capacity(self.places.len());
        for place in self.places {
            match places.last_mut().filter(|last| place.start() <= last.end()) {
                Some(last) => *last = last.join(place),
                None => places.push(place),
            }
        }
        let (source, map) = note::without(file, &places);
        let moved = |caption: &Span| {
            let start = map.to_text(caption.start());
            Span::new(start, map.to_text(caption.end()).max(start))
        };
        let captions = self.captions.iter().map(moved).collect();
        (source, map, captions)
    }
}

/// Attributes that hold the words under a picture.
const CAPTIONS: &[&str] = &["caption=\"", "caption='"];

/// The words under a picture that an attribute of a tag holds, where the tag has a line to itself. Only those that are
/// written as they are read.
fn caption(file: &str, tag: Span) -> Option<Span> {
    let written = tag.of(file);
    let (at, mark) = CAPTIONS.iter().find_map(|name| Some((written.find(name)? + name.len(), name)))?;
    let length = written[at..].find(mark.chars().next_back()?)?;
    let words = &written[at..at + length];
    let is_plain = !words.contains(['\\', '<', '{', '\n']) && words.contains(char::is_alphabetic);
    let is_first = file[..tag.start()].trim_end_matches([' ', '\t']).is_empty()
        || file[..tag.start()].trim_end_matches([' ', '\t']).ends_with('\n');
    let behind = file[tag.end()..].trim_start_matches([' ', '\t', '\r']);
    let is_alone = is_first && (behind.is_empty() || behind.starts_with('\n'));
    (is_alone && is_plain).then(|| Span::new(tag.start() + at, tag.start() + at + length))
}
