//! Which way a quotation mark can face: read from the mark itself and from what stands around it.

use crate::prose::character::{
    after_blanks, is_blank, is_closing_bracket, is_dash, is_opening_bracket, is_quote, is_stop,
};
use crate::{
    Span,
    prose::{Marks, Token, TokenKind},
};

/// A mark that may open or close a quotation, or neither.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Index into the tokens of the block.
    pub(super) token: usize,
    /// Bytes of the document's text.
    pub(super) span: Span,
    /// Double or single.
    pub(super) marks: Marks,
    /// What it can do.
    pub(super) face: Face,
    /// It may be an apostrophe or a sign for inches as well: it closes only if no better mark does.
    pub(super) weak: bool,
    /// Words before it in the block.
    pub(super) words: usize,
}

/// What a mark can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// Only open.
    Opens,
    /// Only close.
    Closes,
    /// Close what is open, or else open.
    Either,
    /// Nothing: an apostrophe, a sign for feet or inches.
    Neither,
}

/// Collects the marks among `tokens`, the tokens of one block, onto `marks`.
///
/// `block` is where the block lies in `text`.
pub(super) fn collect(text: &str, block: Span, tokens: &[Token], marks: &mut Vec<Mark>) {
    let mut words = 0;
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Word | TokenKind::Number => words += 1,
            TokenKind::OpenQuote | TokenKind::CloseQuote => {
                let marks_kind = kind(token.span.of(text));
                marks.push(Mark {
                    token: index,
                    span: token.span,
                    marks: marks_kind,
                    face: Face::Neither,
                    weak: false,
                    words,
                });
            }
            _ => {}
        }
    }
    set_faces(text, block, marks);
}

fn kind(written: &str) -> Marks {
    let single = |c| matches!(c, '\'' | '`' | '\u{2bc}' | '\u{2018}'..='\u{201b}' | '‹' | '›');
    let mut characters = written.chars();
    match (characters.next(), characters.next()) {
        (Some(mark), None) if single(mark) => Marks::Single,
        _ => Marks::Double,
    }
}

/// Marks that touch one another face the way that the whole run of them faces.
fn set_faces(text: &str, block: Span, marks: &mut [Mark]) {
    let mut run = 0;
    while run < marks.len() {
        let mut end = run + 1;
        while end < marks.len() && marks[end].span.start() == marks[end - 1].span.end() {
            end += 1;
        }
        let before = text[block.start()..marks[run].span.start()].chars().next_back();
        let rest = &text[marks[end - 1].span.end()..block.end()];
        let around = Around {
            before,
            after: rest.chars().next(),
            goes_on: rest.starts_with(is_blank) && after_blanks(rest).is_some_and(char::is_alphabetic),
        };
        for mark in &mut marks[run..end] {
            set_face(text, around, mark);
        }
        run = end;
    }
}

/// What stands around a run of marks.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
    /// Whether a word follows behind blanks.
    goes_on: bool,
}

fn set_face(text: &str, around: Around, mark: &mut Mark) {
    let Around { before, after, goes_on } = around;
    let free_before = before.is_none_or(is_free_before);
    let free_after = after.is_none_or(is_free_after);
    let by_neighbours = match (free_before, free_after) {
        (true, false) => Face::Opens,
        (false, true) => Face::Closes,
        _ => Face::Either,
    };
    mark.face = match mark.span.of(text) {
        // Typed by hand, an opening mark closes now and then, and a closing one opens.
        "“" | "‘" if by_neighbours == Face::Closes => Face::Either,
        "”" if by_neighbours == Face::Opens || before.is_none() => Face::Either,
        "”" | "»" | "›" | "」" | "』" => Face::Closes,
        "‘" if !free_before => Face::Neither,
        "“" | "‘" | "`" | "``" | "„" | "‟" | "«" | "‹" | "「" | "『" | "‚" | "‛" => {
            Face::Opens
        }
        "’" | "\u{2bc}" if by_neighbours == Face::Closes => Face::Closes,
        "’" | "\u{2bc}" => Face::Neither,
        "'" if by_neighbours == Face::Either => lone_single(free_before),
        _ => by_neighbours,
    };
    mark.weak = match mark.marks {
        Marks::Single => {
            goes_on && before.is_some_and(|c| matches!(c, 's' | 'S' | 'n' | 'x' | 'z') || c.is_numeric())
        }
        _ => mark.span.of(text) == "\"" && before.is_some_and(char::is_numeric) && after != Some(','),
    };
}

/// A straight single mark between blanks may close what is open; between letters it does nothing.
fn lone_single(free_before: bool) -> Face {
    if free_before { Face::Closes } else { Face::Neither }
}

/// What can stand before an opening mark.
fn is_free_before(character: char) -> bool {
    is_blank(character)
        || is_opening_bracket(character)
        || is_dash(character)
        || matches!(character, '-' | '/' | '*' | '_' | '>')
        || is_quote(character)
}

/// What can stand after a closing mark.
fn is_free_after(character: char) -> bool {
    is_blank(character)
        || is_stop(character)
        || is_closing_bracket(character)
        || is_dash(character)
        || is_quote(character)
        || matches!(character, ',' | ';' | ':' | '-' | '/' | '*' | '_' | '<' | '，' | '、')
}
