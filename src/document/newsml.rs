//! NewsML-G2 → stories: a message of news items, or one, each with XHTML, NITF or text in it.
//!
//! Of the forms that an item has its story in, the one with the most structure is read. What the item itself has to
//! stand over the story is taken where the story does not have it.

use super::{
    DocumentError, Item, Limits, Role, SourceMap,
    json::Decoded,
    markup::{Element, Markup, walk::Source},
    nitf::Nitf,
    record,
    xml::{
        Piece, Tag,
        tree::{Draft, StepId, Way},
    },
};
use crate::Span;

/// What an item says of its story, and what it is to that.
const ABOVE: &[(&str, Role)] = &[
    ("headline", Role::Headline),
    ("by", Role::Byline),
    ("dateline", Role::Dateline),
    ("description", Role::Deck),
];

/// What a description of another role is for, such as a picture, no reader sees.
const DECK: &str = "summary";

/// Reads NewsML-G2: the stories in it, in their order.
pub(super) fn read(file: &str, limits: &Limits) -> Result<Vec<Item>, DocumentError> {
    let mut source = Source::new(file, limits);
    let mut stories = Vec::new();
    while let Some(piece) = source.tree.next()? {
        if let Piece::Open(tag) = piece
            && source.tree.name() == "newsItem"
        {
            stories.extend(NewsItem::read(&mut source, &tag)?);
        }
    }
    if stories.is_empty() {
        return Err(DocumentError::NoStory { what: "no <newsItem> in it has text".into() });
    }
    Ok(source.tree.finish(stories))
}

/// An item as it is read.
struct NewsItem {
    id: Option<String>,
    /// The story in the making; it is told notes and kinds at once, and words at the end.
    markup: Markup,
    above: Vec<Above>,
    body: Option<Body>,
}

/// Words that stand over the story.
struct Above {
    role: Role,
    words: Decoded,
    step: Option<StepId>,
}

/// The story without what stands over it.
struct Body {
    story: Draft,
    /// From what it was read from into the file.
    map: SourceMap,
    /// How little structure its form has.
    rank: usize,
}

impl NewsItem {
    /// Reads the item whose tag came last; none where it has no text.
    fn read(source: &mut Source<'_>, tag: &Tag<'_>) -> Result<Option<Draft>, DocumentError> {
        let id = tag.attribute("guid").filter(|id| !id.trim().is_empty());
        let mut item = Self { id, markup: Markup::new(false, &source.limits), above: Vec::new(), body: None };
        let depth = source.tree.depth();
        while source.tree.depth() >= depth {
            match source.tree.next()? {
                Some(Piece::Open(tag)) => item.element(source, &tag)?,
                Some(_) => {}
                None => break,
            }
        }
        item.finish()
    }

    fn element<'a>(&mut self, source: &mut Source<'a>, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let extract = &mut self.markup.extract;
        match (source.tree.parent(), source.tree.name()) {
            (_, "inlineXML") => self.xml(source, tag)?,
            (_, "inlineData") => self.data(source, tag)?,
            (_, "edNote") => extract.read_desk(&words(source)?),
            (_, "genre") => {
                let code = tag.attribute("qcode").or_else(|| tag.attribute("uri")).unwrap_or_default();
                extract.is_kind(code.rsplit([':', '/']).next().unwrap_or_default());
            }
            ("genre", "name") => extract.is_kind(&words(source)?.text),
            ("contentMeta", name) => {
                let role = ABOVE.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
                let is_for = tag.attribute("role").filter(|_| role == Some(Role::Deck));
                if let Some(role) = role.filter(|_| is_for.is_none_or(|is_for| is_for.ends_with(DECK))) {
                    self.stands_above(source, role)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn stands_above(&mut self, source: &mut Source<'_>, role: Role) -> Result<(), DocumentError> {
        let step = source.tree.step(source.tree.depth());
        let words = words(source)?;
        let is_second = role == Role::Headline && self.has_headline();
        if !is_second && !words.text.trim().is_empty() {
            self.above.push(Above { role, words, step });
        }
        Ok(())
    }

    fn has_headline(&self) -> bool {
        self.above.iter().any(|above| above.role == Role::Headline)
    }

    /// Reads the elements of XHTML or NITF in the element whose tag came last.
    fn xml<'a>(&mut self, source: &mut Source<'a>, tag: &Tag<'a>) -> Result<(), DocumentError> {
        let story = source.story(tag, &mut Nitf::default(), self.has_headline())?;
        self.has_body(Body { story, map: SourceMap::identity(), rank: 0 });
        Ok(())
    }

    /// Reads the text in the element whose tag came last, in which something may be written that is not XML.
    fn data(&mut self, source: &mut Source<'_>, tag: &Tag<'_>) -> Result<(), DocumentError> {
        let written = tag.attribute("contenttype");
        let format = written.as_deref().map(record::of_media_type);
        let step = source.tree.step(source.tree.depth());
        let Decoded { text, map, .. } = words(source)?;
        let is_coded = tag.attribute("encoding").is_some();
        if is_coded || format == Some(None) || text.trim().is_empty() {
            return Ok(());
        }
        let format = format.flatten().unwrap_or_else(|| record::body_format("", &text));
        let document = record::body(&text, format, self.has_headline(), &source.limits)?;
        let ways = step.map(|step| Way { start: 0, step }).into_iter().collect();
        let story = Draft { document, id: None, ways };
        self.has_body(Body { story, map, rank: 1 + record::rank(format) });
        Ok(())
    }

    /// Keeps the story, unless there is already one with more structure.
    fn has_body(&mut self, body: Body) {
        let is_better = self.body.as_ref().is_none_or(|known| body.rank < known.rank);
        if is_better && !body.story.document.blocks.is_empty() {
            self.body = Some(body);
        }
    }

    fn finish(self) -> Result<Option<Draft>, DocumentError> {
        let Self { id, mut markup, above, body } = self;
        let Some(Body { story, map, .. }) = body else { return Ok(None) };
        let has = |role| story.document.blocks.iter().any(|block| block.role == role);
        let mut ways = Vec::new();
        for Above { role, words, step } in above.into_iter().filter(|above| !has(above.role)) {
            ways.extend(step.map(|step| Way { start: markup.extract.len(), step }));
            markup.open(Element::Block(role))?;
            for (words, at) in &words.pieces {
                markup.piece(words, *at);
            }
            markup.close();
        }
        let mut extract = markup.extract;
        let start = extract.embed(story.document, &map).start();
        ways.extend(story.ways.iter().map(|way| Way { start: start + way.start, ..*way }));
        Ok(Some(Draft { document: extract.finish(), id, ways }))
    }
}

/// The words in the element whose tag came last.
fn words(source: &mut Source<'_>) -> Result<Decoded, DocumentError> {
    let mut words = Decoded::default();
    let depth = source.tree.depth();
    while source.tree.depth() >= depth {
        match source.tree.next()? {
            Some(Piece::Words(piece, at)) => words.push(piece, at),
            Some(Piece::StandIn(piece, at)) => words.push(&piece, at),
            Some(Piece::Open(tag)) if source.tree.name() == "br" => {
                words.push("\n", Span::new(tag.at.end(), tag.at.end()));
            }
            Some(_) => {}
            None => break,
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests;
