//! HTML → tags, words and comments, each with its place in the file. The tokenizer is `html5gum`'s.

use std::{borrow::Cow, convert::Infallible};

use html5gum::{
    Emitter, ForwardingEmitter, Span as Range, State, Tokenizer,
    emitters::callback::{Callback, CallbackEmitter, CallbackEvent},
};

use crate::{Span, span::floor};

/// What comes next in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// An element begins.
    Open(Tag),
    /// An element of this name ends.
    Close(String, Span),
    /// Words, byte for byte.
    Words(Span),
    /// Something stands for a character.
    StandIn(String, Span),
    /// A comment, with the marks around it.
    Comment(Span),
}

/// The beginning of an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tag {
    /// In small letters.
    pub(super) name: String,
    /// Those of [`ATTRIBUTES`], the first of each.
    pub(super) attributes: Vec<Attribute>,
    pub(super) at: Span,
    /// Whether it ends the element as well.
    pub(super) is_closed: bool,
}

/// An attribute of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) value: String,
    /// Where the value stands in the file, without the marks around it.
    pub(super) at: Span,
}

/// Attributes that say something of the words in an element. Others are not kept.
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "cite",
    "class",
    "content",
    "data-component",
    "data-testid",
    "hidden",
    "href",
    "id",
    "itemprop",
    "itemscope",
    "itemtype",
    "name",
    "property",
    "rel",
    "role",
    "style",
    "type",
];

/// Elements with names of their own in them, in which a slash closes an element as in XML.
const FOREIGN: &[&str] = &["svg", "math"];

/// The pieces of a file.
pub(super) fn all(file: &str) -> Vec<Piece> {
    pieces(file, None)
}

/// The pieces of the value of an attribute that stands at `at` in a file: words, and what stands for some.
pub(super) fn of_value(file: &str, at: Span) -> Vec<(String, Span)> {
    let moved = |span: Span| Span::new(at.start() + span.start(), at.start() + span.end());
    // Where only an end tag could end it, all is words.
    let pieces = pieces(at.of(file), Some(State::RcData)).into_iter();
    let words = |piece| match piece {
        Piece::Words(span) => Some((moved(span).of(file).to_owned(), moved(span))),
        Piece::StandIn(words, span) => Some((words, moved(span))),
        _ => None,
    };
    pieces.filter_map(words).collect()
}

fn pieces(file: &str, state: Option<State>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let collector = Collector {
        file,
        is_xml: file.trim_start_matches('\u{feff}').starts_with("<?xml"),
        pieces: &mut pieces,
        tag: Tag::default(),
        attribute: None,
        foreign: 0,
        end: 0,
    };
    let mut inner = CallbackEmitter::new(collector);
    inner.naively_switch_states(true);
    let mut tokenizer =
        Tokenizer::new_with_emitter(file, Placing { inner, file, position: 0, closes_itself: false });
    if let Some(state) = state {
        tokenizer.set_state(state);
    }
    // Reading text in memory does not fail.
    let Ok(()) = tokenizer.finish();
    pieces
}

/// Gathers the pieces.
struct Collector<'a> {
    file: &'a str,
    is_xml: bool,
    pieces: &'a mut Vec<Piece>,
    /// The tag that is being read.
    tag: Tag,
    /// The attribute whose value comes now, if it is kept.
    attribute: Option<&'static str>,
    /// How many elements of [`FOREIGN`] are open.
    foreign: usize,
    /// Where the last piece ends.
    end: usize,
}

impl Collector<'_> {
    /// Adds words of which the last byte stands before `end` in the file.
    fn words(&mut self, words: &[u8], end: usize) {
        let Some((words, end)) = self.whole(words, end) else { return };
        let words = words.as_ref();
        let start = end.saturating_sub(words.len()).max(self.end);
        let written = self.file.get(start..end);
        let skipped = self.file.get(self.end..end).unwrap_or_default();
        if words == "\n" && written == Some("\r") {
            let length = usize::from(self.file[end..].starts_with('\n'));
            self.exact(Span::new(start, end + length));
        } else if written == Some(words) {
            self.exact(Span::new(start, end));
        } else if skipped.starts_with(words) && !skipped.starts_with('&') {
            // The tokenizer has read on before it knew that these are words.
            self.exact(Span::new(self.end, self.end + words.len()));
        } else if !words.is_empty() && !skipped.is_empty() {
            let start = self.end + skipped.rfind('&').unwrap_or_default();
            self.pieces.push(Piece::StandIn(words.to_owned(), Span::new(start, end)));
            self.end = end;
        }
    }

    /// Words before `end`, in whole characters. Behind an entity the tokenizer gives the first byte of a character alone,
    /// then the others with what comes behind them: the character is read with its first byte.
    fn whole<'words>(&self, words: &'words [u8], end: usize) -> Option<(Cow<'words, str>, usize)> {
        let is_rest = |byte: &&u8| (0x80..0xc0).contains(*byte);
        let words = &words[words.iter().take_while(is_rest).count()..];
        if let Ok(words) = std::str::from_utf8(words) {
            return Some((words.into(), end));
        }
        let start = end.checked_sub(words.len())?;
        let end = (end..self.file.len()).find(|at| self.file.is_char_boundary(*at)).unwrap_or(self.file.len());
        let written = self.file.get(start..end).filter(|written| written.as_bytes().starts_with(words))?;
        Some((written.to_owned().into(), end))
    }

    fn exact(&mut self, at: Span) {
        self.end = at.end();
        match self.pieces.last_mut() {
            Some(Piece::Words(last)) if last.end() == at.start() => *last = last.join(at),
            _ => self.pieces.push(Piece::Words(at)),
        }
    }

    /// A stretch of the file that the tokenizer tells.
    fn span(&self, range: Range<usize>) -> Span {
        let start = floor(self.file, range.start);
        Span::new(start, floor(self.file, range.end).max(start))
    }

    /// Whether a slash at the end of the open tag closes the element.
    fn may_close_itself(&self) -> bool {
        self.is_xml || self.foreign > 0 || self.tag.name.contains([':', '-'])
    }
}

impl Callback<Infallible, usize> for Collector<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, range: Range<usize>) -> Option<Infallible> {
        let at = self.span(range);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                let name = String::from_utf8_lossy(name).into_owned();
                self.tag = Tag { name, at, ..Tag::default() };
            }
            CallbackEvent::AttributeName { name } => {
                let known = ATTRIBUTES.iter().find(|known| known.as_bytes() == name);
                let is_new = |name: &&&str| self.tag.attributes.iter().all(|known| known.name != **name);
                self.attribute = known.filter(is_new).copied();
                if let Some(name) = self.attribute {
                    self.tag.attributes.push(Attribute { name, value: String::new(), at });
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let (Some(_), Some(attribute)) = (self.attribute.take(), self.tag.attributes.last_mut()) {
                    attribute.value = String::from_utf8_lossy(value).into_owned();
                    attribute.at = at;
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let is_closed = self_closing && self.may_close_itself();
                self.foreign += usize::from(!is_closed && FOREIGN.contains(&self.tag.name.as_str()));
                let tag = std::mem::take(&mut self.tag);
                let at = Span::new(tag.at.start(), at.end().max(tag.at.start()));
                self.end = at.end();
                self.pieces.push(Piece::Open(Tag { at, is_closed, ..tag }));
            }
            CallbackEvent::EndTag { name } => {
                let name = String::from_utf8_lossy(name).into_owned();
                self.tag = Tag::default();
                self.foreign = self.foreign.saturating_sub(FOREIGN.contains(&name.as_str()).into());
                self.end = at.end();
                self.pieces.push(Piece::Close(name, at));
            }
            CallbackEvent::Comment { .. } => {
                self.end = at.end();
                self.pieces.push(Piece::Comment(at));
            }
            CallbackEvent::Doctype { .. } => self.end = at.end(),
            CallbackEvent::String { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

/// Keeps the place of every character: the tokenizer itself gives one for all that stand between two tags.
struct Placing<'a> {
    inner: CallbackEmitter<Collector<'a>, Infallible, usize>,
    file: &'a str,
    /// How far the file is read.
    position: usize,
    /// Whether the tag that is being read ends with a slash.
    closes_itself: bool,
}

impl ForwardingEmitter for Placing<'_> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.inner
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn move_position(&mut self, by: isize) {
        self.position = self.position.saturating_add_signed(by).min(self.file.len());
        self.inner.move_position(by);
    }

    fn emit_string(&mut self, words: &[u8]) {
        let end = self.position;
        self.inner.callback_mut().words(words, end);
    }

    fn init_start_tag(&mut self) {
        self.closes_itself = false;
        self.inner.init_start_tag();
    }

    fn set_self_closing(&mut self) {
        self.closes_itself = true;
        self.inner.set_self_closing();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        let is_closed = std::mem::take(&mut self.closes_itself);
        let state = self.inner.emit_current_tag();
        state.filter(|_| !(is_closed && self.inner.callback_mut().last_is_closed()))
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        let collector = self.inner.callback_mut();
        collector.is_xml || collector.foreign > 0
    }
}

impl Collector<'_> {
    /// Whether the last piece is an element that ends at once.
    fn last_is_closed(&self) -> bool {
        matches!(self.pieces.last(), Some(Piece::Open(tag)) if tag.is_closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(file: &str) -> Vec<String> {
        let told = |piece: &Piece| match piece {
            Piece::Open(tag) => {
                let attributes = tag.attributes.iter();
                let attributes: Vec<_> = attributes
                    .map(|attribute| {
                        format!("{}={}@{}", attribute.name, attribute.value, attribute.at.of(file))
                    })
                    .collect();
                format!("<{} {}>{}", tag.name, attributes.join(" "), tag.at.of(file))
            }
            Piece::Close(name, at) => format!("</{name}>{}", at.of(file)),
            Piece::Words(at) => at.of(file).to_owned(),
            Piece::StandIn(words, at) => format!("{words}={}", at.of(file)),
            Piece::Comment(at) => format!("comment {}", at.of(file)),
        };
        all(file).iter().map(told).collect()
    }

    #[test]
    fn every_piece_has_its_place() {
        let file = "\u{feff}<!DOCTYPE html>\r\n<P Class=lead HREF='a?b&amp;c' href=x onclick=\"y\">Tom &amp; é&nbsp;Ana\r\n\
            &#8220;is&#x94 &copy2 &AMP &boat; 3 < 4 <!-- no <b> -->&</p ><br/>";
        let expected = [
            "\u{feff}",
            "\r\n",
            "<p class=lead@lead href=a?b&c@a?b&amp;c><P Class=lead HREF='a?b&amp;c' href=x onclick=\"y\">",
            "Tom ",
            "&=&amp;",
            " é",
            "\u{a0}=&nbsp;",
            "Ana\r\n",
            "“=&#8220;",
            "is",
            "”=&#x94",
            " ",
            "©=&copy",
            "2 ",
            "&=&AMP",
            " &boat; 3 < 4 ",
            "comment <!-- no <b> -->",
            "&",
            "</p></p >",
            "<br ><br/>",
        ];
        assert_eq!(told(file), expected);
    }

    #[test]
    fn raw_text_is_no_markup() {
        let file = "<title>a &lt; <b></title><script>if (a<b) '</p>'</script><style>p</style><![CDATA[x]]>";
        let expected = [
            "<title ><title>",
            "a ",
            "<=&lt;",
            " <b>",
            "</title></title>",
            "<script ><script>",
            "if (a<b) '</p>'",
            "</script></script>",
            "<style ><style>",
            "p",
            "</style></style>",
            "comment <![CDATA[x]]>",
        ];
        assert_eq!(told(file), expected);
        let file = "<?xml version='1.0'?><title/><p><![CDATA[a <b>]]></p>";
        assert_eq!(told(file)[1..], ["<title ><title/>", "<p ><p>", "a <b>", "</p></p>"]);
        assert_eq!(told("<svg><style/><path/></svg>a<b>").len(), 6);
    }

    #[test]
    fn values_have_pieces() {
        let file = "<meta content='a &quot;b&quot; </p>'>";
        let Some(Piece::Open(tag)) = all(file).into_iter().next() else { panic!("a tag") };
        let pieces = of_value(file, tag.attributes[0].at);
        let words: String = pieces.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(words, "a \"b\" </p>");
        assert_eq!(pieces[1], ("\"".to_owned(), Span::new(17, 23)));
    }
}
