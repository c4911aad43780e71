//! Tokens of a block → sentences.
//!
//! Every stop is asked one question: can what follows go on with the same sentence? What follows is read after
//! the closing marks, brackets and citations that belong to the stop. Semicolons and colons end nothing.

use super::{Sentence, Shape, Token, TokenKind, abbreviation::Abbreviation};
use crate::{
    Span,
    lexicon::{Class, Lexicon},
};

/// Words that open a sentence, and with a capital hardly ever stand inside one.
const OPENERS: &[&str] = &[
    "A",
    "About",
    "According",
    "After",
    "Again",
    "All",
    "Also",
    "Although",
    "Among",
    "An",
    "And",
    "Another",
    "Any",
    "Are",
    "As",
    "Asked",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Can",
    "Despite",
    "Did",
    "Do",
    "Does",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "Few",
    "For",
    "From",
    "Furthermore",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "Is",
    "It",
    "Its",
    "Just",
    "Last",
    "Later",
    "Like",
    "Many",
    "Meanwhile",
    "More",
    "Moreover",
    "Most",
    "My",
    "Nearly",
    "Neither",
    "Never",
    "No",
    "Nobody",
    "None",
    "Nor",
    "Not",
    "Nothing",
    "Now",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "Over",
    "Perhaps",
    "Please",
    "Police",
    "Several",
    "She",
    "Since",
    "So",
    "Some",
    "Soon",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Through",
    "Thus",
    "To",
    "Today",
    "Two",
    "Under",
    "Unlike",
    "Until",
    "Was",
    "We",
    "Were",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "Will",
    "With",
    "Within",
    "Without",
    "Would",
    "Yes",
    "Yet",
    "You",
    "Your",
];

/// Titles that open a sentence more often than they follow an abbreviation.
const TITLES: &[&str] = &["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr."];

/// Words that credit a picture, before a colon.
const CREDITS: &[&str] =
    &["Credit", "Graphic", "Illustration", "Image", "Photo", "Photograph", "Photos", "Picture"];

/// Pronouns that can be the subject of "said" after a quotation, written with a capital or not.
const SPEAKERS: &[&str] = &["I"];

/// A sentence of more tokens is cut: nobody writes one, and what reads sentences may take its time over each.
const LONGEST_SENTENCE: usize = 1_000;

/// A credit behind a quotation has no more tokens.
const LONGEST_CREDIT: usize = 12;

/// How many words of a name may stand between a quotation and its verb of saying.
const LONGEST_NAME: usize = 4;

/// Adds the sentences of the block with this index, given its tokens; of these, they have the indices.
pub(super) fn split(
    text: &str,
    block: usize,
    tokens: &[Token],
    lexicon: &Lexicon,
    sentences: &mut Vec<Sentence>,
) {
    let reader = Reader { text, tokens, lexicon };
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        let is_word = token.kind == TokenKind::Word;
        if is_word && at > start && reader.is_credit(at) {
            sentences.push(reader.sentence(start, at, block));
            start = at;
        }
        // A stop, or a word that holds one at its end.
        let ending = match token.kind {
            TokenKind::Stop => true,
            TokenKind::Word => text.as_bytes()[token.span.end() - 1] == b'.',
            TokenKind::Symbol => reader.is_emoticon(at),
            _ => false,
        };
        at += 1;
        if at - start >= LONGEST_SENTENCE {
            sentences.push(reader.sentence(start, at, block));
            start = at;
            continue;
        }
        if !ending {
            continue;
        }
        let mark = at - 1;
        at = reader.after_closers(at);
        if at == tokens.len() || reader.ends(start, mark, at) {
            sentences.push(reader.sentence(start, at, block));
            start = at;
        }
    }
    if start < tokens.len() {
        sentences.push(reader.sentence(start, tokens.len(), block));
    }
}

struct Reader<'prose> {
    text: &'prose str,
    /// Up to the last token of the block.
    tokens: &'prose [Token],
    lexicon: &'prose Lexicon,
}

impl Reader<'_> {
    fn sentence(&self, start: usize, end: usize, block: usize) -> Sentence {
        let span = Span::new(self.tokens[start].span.start(), self.tokens[end - 1].span.end());
        Sentence { span, tokens: start..end, block }
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn written(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Whether a token stands right after the one before it, with no blank between.
    fn touches(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.span.start() == self.tokens[at - 1].span.end())
    }

    /// Index past the closing marks, brackets, citations and further stops that belong to a stop before `at`.
    fn after_closers(&self, mut at: usize) -> usize {
        loop {
            at = match self.kind(at) {
                Some(TokenKind::CloseQuote | TokenKind::Close) => at + 1,
                Some(TokenKind::Stop) if self.touches(at) => at + 1,
                Some(TokenKind::Open) if self.is_citation(at) => at + 3,
                Some(TokenKind::Symbol) if self.is_emoticon(at) => at + 1,
                _ => return at,
            };
        }
    }

    /// "[17]", "[…]"
    fn is_citation(&self, at: usize) -> bool {
        self.written(at) == "["
            && matches!(self.kind(at + 1), Some(TokenKind::Number | TokenKind::Stop))
            && self.kind(at + 2) == Some(TokenKind::Close)
    }

    fn has_stop(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.kind(at) == Some(TokenKind::Stop))
    }

    fn is_emoticon(&self, at: usize) -> bool {
        let written = self.written(at);
        written.starts_with([':', ';', '=']) && written.ends_with([')', '(', 'D', 'P', 'p'])
    }

    /// Whether the sentence that begins at `start` ends with the stop at `mark`, where `next` is the first
    /// token that does not belong to the stop.
    fn ends(&self, start: usize, mark: usize, next: usize) -> bool {
        match self.tokens[mark].kind {
            TokenKind::Word if !self.has_stop(mark + 1, next) => {
                return self.ends_with_abbreviation(mark, next);
            }
            TokenKind::Symbol => return self.begins(next),
            _ if self.is_numbering(start, mark) => return false,
            _ => {}
        }
        let quoted = (mark + 1..next).any(|at| self.kind(at) == Some(TokenKind::CloseQuote));
        let closed = next > mark + 1;
        match self.kind(next) {
            Some(
                TokenKind::Comma
                | TokenKind::Semicolon
                | TokenKind::Colon
                | TokenKind::Clitic
                | TokenKind::Close
                | TokenKind::CloseQuote,
            ) => false,
            Some(TokenKind::Dash) => !closed && self.begins(next + 1),
            Some(_) if self.is_ellipsis(mark) => mark > start && self.begins(next),
            // "b)" goes on with what "a)" began.
            Some(TokenKind::Word) if self.is_item(next) => false,
            // Without a capital a sentence begins only where people write in haste, and then not in brackets.
            Some(TokenKind::Word) if self.tokens[next].shape == Shape::Lower => !closed && !self.touches(next),
            Some(_) if quoted && self.is_exclaimed(mark) => !self.is_speaker(next),
            Some(_) if quoted => !self.is_credit_line(next),
            _ => true,
        }
    }

    /// "b)": one small letter and a bracket.
    fn is_item(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.span.len() == 1
            && token.shape == Shape::Lower
            && self.kind(at + 1) == Some(TokenKind::Close)
            && self.touches(at + 1)
    }

    /// Whether the last words of the block have neither stop nor verb of saying and begin with a name: whose the
    /// quotation before them is. “… thin ice.” Ana Ruiz, The Courier
    fn is_credit_line(&self, at: usize) -> bool {
        let rest = &self.tokens[at..];
        let is_name = |token: &Token| token.kind == TokenKind::Word && token.shape != Shape::Lower;
        rest.len() <= LONGEST_CREDIT
            && rest.first().is_some_and(is_name)
            && rest.iter().all(|token| token.kind != TokenKind::Stop)
    }

    /// "1.", "(a).", "IV." at the head of a sentence: the number of a list, not a sentence.
    fn is_numbering(&self, start: usize, mark: usize) -> bool {
        let head = &self.tokens[start..mark];
        let is_part = |token: &Token| match token.kind {
            TokenKind::Number | TokenKind::Open | TokenKind::Close => true,
            TokenKind::Word => token.span.len() == 1,
            _ => false,
        };
        head.len() < 4 && head.iter().all(is_part) && self.written(mark) == "."
    }

    fn is_ellipsis(&self, at: usize) -> bool {
        let written = self.written(at);
        written.starts_with("..") || written.starts_with(". ") || written.starts_with('…')
    }

    fn is_exclaimed(&self, at: usize) -> bool {
        self.written(at).contains(['!', '?'])
    }

    /// Whether a sentence can begin here: a capital, perhaps behind opening marks.
    fn begins(&self, mut at: usize) -> bool {
        while matches!(self.kind(at), Some(TokenKind::OpenQuote | TokenKind::Open)) {
            at += 1;
        }
        self.kind(at) == Some(TokenKind::Word) && self.tokens[at].shape != Shape::Lower
    }

    /// Whether words that say who spoke begin here: "Smith said", "I asked".
    fn is_speaker(&self, next: usize) -> bool {
        let mut at = next;
        while self.kind(at) == Some(TokenKind::Word)
            && self.tokens[at].shape != Shape::Lower
            && at - next < LONGEST_NAME
        {
            if OPENERS.contains(&self.written(at)) && !SPEAKERS.contains(&self.written(at)) {
                return false;
            }
            at += 1;
        }
        at > next
            && self.kind(at) == Some(TokenKind::Word)
            && self.lexicon.classes(self.tokens[at].word).has(Class::CueSpeech)
    }

    /// "Image: Reuters": a word, a colon and something after it.
    fn is_label(&self, at: usize) -> bool {
        self.kind(at + 1) == Some(TokenKind::Colon) && self.kind(at + 2).is_some()
    }

    /// "Photo: AP" is no part of the caption before it, which seldom has a stop.
    fn is_credit(&self, at: usize) -> bool {
        self.is_label(at) && CREDITS.contains(&self.written(at))
    }

    fn ends_with_abbreviation(&self, mark: usize, next: usize) -> bool {
        let written = self.written(mark);
        let Some(abbreviation) = Abbreviation::of(written.trim_end_matches('.')) else { return true };
        let after = self.written(next);
        match abbreviation {
            Abbreviation::Leading | Abbreviation::Numbered => next > mark + 1 && self.begins(next),
            Abbreviation::Either | Abbreviation::Initial => self.opens(next),
            Abbreviation::Trailing => {
                self.begins(next) && self.kind(next) != Some(TokenKind::Open) && !is_date_or_zone(after)
            }
        }
    }

    /// Whether a word that hardly stands inside a sentence begins one here.
    fn opens(&self, mut at: usize) -> bool {
        let quoted = matches!(self.kind(at), Some(TokenKind::OpenQuote));
        at += usize::from(quoted);
        let written = self.written(at);
        OPENERS.contains(&written) || TITLES.contains(&written) || self.begins(at) && self.is_label(at)
    }
}

/// What follows "a.m." in the same sentence, with a capital.
fn is_date_or_zone(word: &str) -> bool {
    const ZONES: &[&str] = &[
        "Eastern",
        "Central",
        "Mountain",
        "Pacific",
        "Greenwich",
        "Moscow",
        "EST",
        "EDT",
        "ET",
        "CT",
        "PT",
        "MT",
        "CST",
        "CDT",
        "PST",
        "PDT",
        "MST",
        "MDT",
        "GMT",
        "UTC",
        "BST",
        "CET",
        "IST",
    ];
    const DATES: &[&str] = &[
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
        "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    ZONES.contains(&word)
        || DATES.iter().any(|date| word.starts_with(date)) && (word.ends_with("day") || word.len() > 2)
}

#[cfg(test)]
mod tests;
