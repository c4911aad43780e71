//! What stands between two marks: links, references, templates, and what each shows.

use super::{Reader, Stretch, Work};
use crate::{
    Span,
    document::{
        DocumentError, Role, look,
        markup::Element,
        wikitext::{
            pairs::{Kind, Pair, attribute},
            reference::Cited,
            template::{Part, Shows, Template},
        },
    },
};

/// What stands before the author of a quotation, and before the source where the author stands there.
const AUTHOR: &str = "— ";
const SOURCE: &str = ", ";

/// Options of a picture that have it stand in a frame, with its words beneath.
const FRAMES: &[&str] = &["thumb", "thumbnail", "frame", "framed"];

/// Options of a picture that are no words.
const OPTIONS: &[&str] = &[
    "baseline",
    "border",
    "bottom",
    "center",
    "centre",
    "frameless",
    "left",
    "middle",
    "none",
    "right",
    "sub",
    "super",
    "text-bottom",
    "text-top",
    "top",
    "upright",
];

/// Options of a picture with a value.
const VALUES: &[&str] =
    &["alt=", "class=", "lang=", "link=", "page=", "upright=", "upright ", "thumb=", "thumbtime="];

/// Names of pages have no more bytes, with what stands before their colon: links may stand within links to any depth.
const LONGEST_NAME: usize = 255;

/// Short prefixes of links that are no languages.
const NO_LANGUAGES: &[&str] = &["doi", "mw", "wp"];

impl Reader<'_> {
    pub(super) fn pair(&mut self, pair: &Pair, stretch: Stretch) -> Result<(), DocumentError> {
        match pair.kind {
            Kind::Comment | Kind::Hidden => {}
            Kind::Plain => self.markup.words(pair.inner.of(self.file), pair.inner),
            Kind::Reference => {
                let name = attribute(&self.file[pair.at.start()..pair.inner.start()], "name");
                let cited = match name {
                    Some(name) if pair.inner.is_empty() => Cited::Named(name.to_owned()),
                    _ => Cited::Here(pair.inner),
                };
                self.references.add(&self.markup.extract, cited);
            }
            Kind::External => return self.external(pair),
            Kind::Link => self.link(pair),
            Kind::Template => return self.template(pair, stretch),
        }
        Ok(())
    }

    fn external(&mut self, pair: &Pair) -> Result<(), DocumentError> {
        let inner = pair.inner.of(self.file);
        let length = inner.find(char::is_whitespace).unwrap_or(inner.len());
        let words = look::trimmed(self.file, Span::new(pair.inner.start() + length, pair.inner.end()));
        let target = inner[..length].to_owned();
        if words.is_empty() {
            // It is shown as a number, like a reference.
            self.references.add(&self.markup.extract, Cited::Address(target));
            return Ok(());
        }
        let depth = self.open.len();
        self.markup.open_link(target)?;
        self.open.push(Element::Inline);
        self.work.push(Work::Close(depth));
        self.inline(words);
        Ok(())
    }

    /// A link to another page: its words, where it shows some.
    fn link(&mut self, pair: &Pair) {
        let parts = pair.parts();
        let Some(target) = parts.first().map(|target| look::trimmed(self.file, *target)) else { return };
        let words = parts.get(1).map(|first| Span::new(first.start(), pair.inner.end()));
        let written = target.of(self.file);
        if let Some(shown) = written.strip_prefix(':') {
            return self.inline(words.unwrap_or(Span::new(target.end() - shown.len(), target.end())));
        }
        let name = look::start_of(written, LONGEST_NAME);
        let space = name.split_once(':').map_or("", |(space, _)| space.trim());
        let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(space));
        if is(&["file", "image"]) {
            let is_framed = |part: &Span| FRAMES.contains(&part.of(self.file).trim());
            let caption = parts[1..].last().filter(|last| self.is_caption(**last));
            if let Some(caption) = caption.filter(|_| parts.iter().any(is_framed)) {
                self.captions.push(*caption);
                if !self.markup.extract.is_open() {
                    self.tell_captions();
                }
            }
            return;
        }
        let is_language = (2..=3).contains(&space.len())
            && space.bytes().all(|byte| byte.is_ascii_lowercase())
            && !NO_LANGUAGES.contains(&space)
            && words.is_none();
        if !is(&["category"]) && !is_language {
            self.inline(words.filter(|words| !words.is_empty()).unwrap_or(target));
        }
    }

    /// Whether the last part of a picture's link is what stands under it.
    fn is_caption(&self, part: Span) -> bool {
        let written = part.of(self.file).trim();
        let is_size = written.strip_suffix("px").is_some_and(|size| !size.contains(char::is_alphabetic));
        let is_option = FRAMES.contains(&written) || OPTIONS.contains(&written) || is_size;
        !written.is_empty() && !is_option && !VALUES.iter().any(|value| written.starts_with(value))
    }

    fn template(&mut self, pair: &Pair, stretch: Stretch) -> Result<(), DocumentError> {
        let template = Template::read(self.file, &pair.parts());
        match template.shows {
            Some(Shows::Words(pattern)) => self.parts(&template.words(pattern)),
            Some(Shows::Measure) => self.parts(&template.measure()),
            Some(Shows::Quote(first)) => return self.quotation(template.quotation(first)),
            Some(Shows::Reference) => self.references.add(&self.markup.extract, Cited::Here(pair.at)),
            Some(Shows::Author) => {
                self.work.push(Work::Cite(pair.at));
                self.parts(&template.author());
            }
            Some(Shows::Names) => {
                for name in template.plain() {
                    let name = name.of(self.file).trim().to_owned();
                    self.references.add(&self.markup.extract, Cited::Named(name));
                }
            }
            Some(Shows::Tag(name)) => self.markup.extract.tag(name),
            Some(Shows::TagOn(name)) => {
                self.work.push(Work::Tag(name));
                self.parts(&template.words("{1}"));
            }
            // One that has a line to itself is a block.
            None if stretch.blocks && stretch.fresh && self.ends_line(pair.at.end()) => self.markup.end_block(),
            None => {}
        }
        Ok(())
    }

    /// Has the parts of a template read next.
    fn parts(&mut self, parts: &[Part]) {
        for part in parts.iter().rev() {
            match part {
                Part::Argument(span) => self.inline(*span),
                Part::Words(words, at) => self.work.push(Work::Say(words, *at)),
            }
        }
    }

    /// A block quotation, with who is quoted on a line beneath, as a reader sees it.
    fn quotation(&mut self, parts: [Option<Span>; 3]) -> Result<(), DocumentError> {
        let depth = self.open.len();
        self.work.push(Work::Close(depth));
        self.enter(Element::Around(Role::Quote))?;
        let [words, credits @ ..] = parts;
        let credits: Vec<Span> = credits.into_iter().flatten().collect();
        for (index, credit) in credits.iter().enumerate().rev() {
            self.inline(look::trimmed(self.file, *credit));
            self.work.push(Work::Say(if index == 0 { AUTHOR } else { SOURCE }, credit.start()));
        }
        if let Some(first) = credits.first() {
            self.work.push(Work::Line(first.start()));
        }
        self.work.push(Work::Close(self.open.len()));
        if let Some(words) = words {
            self.blocks(look::trimmed(self.file, words));
        }
        Ok(())
    }

    /// Whether a line ends at an offset, or there are only blanks up to its end.
    fn ends_line(&self, at: usize) -> bool {
        let rest = self.file[at..].trim_start_matches([' ', '\t', '\r']);
        rest.is_empty() || rest.starts_with('\n')
    }
}
