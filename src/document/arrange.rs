//! What a block is by what stands around it: the lines above a story, the headings inside it.
//!
//! Shared by the readers of all formats. When unsure, a paragraph stays one.

use memchr::{memchr2, memmem};

use super::{Block, Role, look, role};
use crate::{Span, parallel};

/// Headlines have no more words.
const LONGEST_HEADLINE: usize = 22;

/// Decks have no more words.
const LONGEST_DECK: usize = 60;

/// Headings have no more words.
const LONGEST_HEADING: usize = 12;

/// Headings that are not written like titles have no more words.
const LONGEST_PLAIN_HEADING: usize = 7;

/// A byline or dateline further down than this many blocks says nothing of what stands above it.
const DEEPEST_TOP: usize = 6;

/// A sentence shorter than this is found again by chance. In bytes.
const SHORTEST_REPEAT: usize = 30;

/// Paragraphs are shorter than this at the top of a page when the body repeats them. In bytes.
const LONGEST_REPEAT: usize = 600;

/// Gives every paragraph its role, and splits bylines and datelines off the paragraphs that they begin.
///
/// Where the file marks no headings, lines without a stop may be ones. With `titled`, a headline stands above it all.
pub(super) fn by_place(text: &str, blocks: &[Block], titled: bool) -> Vec<Block> {
    let mut blocks = by_itself(text, blocks);
    top(text, &mut blocks, titled);
    if !has_heading(&blocks) {
        let is_short = |index: usize| is_short(text, blocks[index], LONGEST_HEADING);
        let short = parallel::each(blocks.len(), |index, short| short.push(is_short(index)));
        inner(text, &mut blocks, &short);
    }
    blocks
}

/// The same for the next version of a text with no headline above it.
pub(super) fn by_place_again(text: &str, blocks: &[Block], known: &mut Known) -> Vec<Block> {
    *known = known.again(text, blocks);
    let mut blocks = known.blocks.clone();
    top(text, &mut blocks, false);
    if !has_heading(&blocks) {
        inner(text, &mut blocks, &known.short);
    }
    blocks
}

fn has_heading(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| block.role == Role::Heading)
}

/// What is known of the paragraphs of a text, each by itself, for those of the next version that are the same.
#[derive(Debug, Default)]
pub(super) struct Known {
    text: String,
    /// As they came, each with how many blocks there are up to its end.
    paragraphs: Vec<(Block, usize)>,
    /// What they are by themselves.
    blocks: Vec<Block>,
    /// By block: whether it is short enough for a heading.
    short: Vec<bool>,
}

impl Known {
    /// What is known of the next version.
    fn again(&self, text: &str, paragraphs: &[Block]) -> Self {
        let is_alike = |((before, _), now): &(&(Block, usize), &Block)| {
            before.role == now.role && before.span.of(&self.text) == now.span.of(text)
        };
        let both = self.paragraphs.iter().zip(paragraphs);
        let first = both.take_while(is_alike).count();
        let left = self.paragraphs.len().min(paragraphs.len()) - first;
        let ends = self.paragraphs.iter().rev().zip(paragraphs.iter().rev()).take(left);
        let last = ends.take_while(is_alike).count();
        let known = |index: usize| match paragraphs.len() - index {
            _ if index < first => Some(index),
            left if left <= last => Some(self.paragraphs.len() - left),
            _ => None,
        };

        let mut again = Self { text: text.to_owned(), ..Self::default() };
        for (index, paragraph) in paragraphs.iter().enumerate() {
            if let Some(known) = known(index) {
                let (before, end) = self.paragraphs[known];
                let blocks = known.checked_sub(1).map_or(0, |before| self.paragraphs[before].1)..end;
                let moved = |at: usize| at - before.span.start() + paragraph.span.start();
                again.blocks.extend(self.blocks[blocks.clone()].iter().map(|block| Block {
                    span: Span::new(moved(block.span.start()), moved(block.span.end())),
                    ..*block
                }));
                again.short.extend_from_slice(&self.short[blocks]);
            } else {
                let from = again.blocks.len();
                read_one(text, *paragraph, &mut again.blocks);
                let short = again.blocks[from..].iter().map(|block| is_short(text, *block, LONGEST_HEADING));
                again.short.extend(short);
            }
            again.paragraphs.push((*paragraph, again.blocks.len()));
        }
        again
    }
}

fn by_itself(text: &str, blocks: &[Block]) -> Vec<Block> {
    parallel::each(blocks.len(), |index, read| read_one(text, blocks[index], read))
}

/// Adds a block, which is what it is but for a paragraph.
fn read_one(text: &str, block: Block, blocks: &mut Vec<Block>) {
    if block.role == Role::Paragraph {
        split(text, block.span, blocks);
    } else {
        blocks.push(block);
    }
}

/// Adds a paragraph, with the lines that it begins with and that are something else as blocks of their own.
fn split(text: &str, mut span: Span, blocks: &mut Vec<Block>) {
    let mut has_dateline = false;
    while !has_dateline && !span.is_empty() {
        let written = span.of(text);
        let end = memchr2(b'\n', b'\r', written.as_bytes()).unwrap_or(written.len());
        let (line, rest) = written.split_at(end);
        let alone = role::by_itself(line);
        let first = alone.filter(|role| !matches!(role, Role::Caption));
        let second = || rest.split(['\n', '\r']).find(|line| look::has_word(line)).and_then(role::by_itself);
        let whole = if line.len() == written.len() { alone } else { role::by_itself(written) };
        // "By Ana Ruiz" above a date; but names go on, and so do the words of a notice.
        let head = match (whole, first) {
            (Some(Role::Byline | Role::Dateline), Some(role)) if second().is_some() => Some((role, line.len())),
            (Some(role), _) => Some((role, written.len())),
            (None, Some(role)) => Some((role, line.len())),
            (None, None) => role::dateline(written).map(|length| {
                has_dateline = true;
                (Role::Dateline, length)
            }),
        };
        let Some((role, length)) = head else { break };
        let at = span.start() + length;
        blocks.push(Block { role, span: look::trimmed(text, Span::new(span.start(), at)) });
        span = look::trimmed(text, Span::new(at, span.end()));
    }
    if !span.is_empty() {
        blocks.push(Block { role: Role::Paragraph, span });
    }
}

/// Finds what stands above the story: headline, deck, byline.
fn top(text: &str, blocks: &mut [Block], titled: bool) {
    repeated(text, blocks);
    let near = blocks.len().min(DEEPEST_TOP);
    let headline = blocks[..near].iter().position(|block| block.role == Role::Headline);
    labels(text, &mut blocks[..headline.unwrap_or_default()]);
    for at in 1..near {
        let written = blocks[at].span.of(text);
        let follows = blocks[at - 1].role == Role::Byline;
        let signs = || follows && role::is_outlet(written) || role::is_signature(written);
        if blocks[at].role == Role::Paragraph && signs() {
            blocks[at].role = Role::Byline;
        }
    }
    let Some(first) = blocks[..near].iter().position(|block| block.role == Role::Paragraph) else { return };
    let has = |role| blocks[..first].iter().any(|block| block.role == role);
    let titled = titled || headline.is_some();
    // Below a byline, or behind a dateline on the same line, the story itself has begun.
    let begun = first > 0 && {
        let gap = Span::new(blocks[first - 1].span.end(), blocks[first].span.start());
        blocks[first - 1].role == Role::Dateline && !gap.of(text).contains(['\n', '\r'])
    };
    if begun || has(Role::Byline) && !titled {
        return;
    }
    let is_sign = |block: &Block| matches!(block.role, Role::Byline | Role::Dateline);
    let above =
        blocks[first..near].iter().position(is_sign).map_or(first..first, |length| first..first + length);
    if !above.is_empty() && blocks[above.clone()].iter().all(|block| is_short(text, *block, LONGEST_DECK)) {
        above_sign(text, &mut blocks[above], titled);
    } else {
        at_head(text, blocks, first, titled);
    }
}

/// Lines above a headline that is marked as one are its section, or what sort of text it is: "PRESS RELEASE".
fn labels(text: &str, above: &mut [Block]) {
    for block in above {
        if block.role == Role::Paragraph
            && is_short(text, *block, LONGEST_HEADING)
            && is_open(block.span.of(text))
        {
            block.role = Role::Boilerplate;
        }
    }
}

/// What stands above a byline or dateline is no running prose: headline first, then deck.
fn above_sign(text: &str, above: &mut [Block], mut titled: bool) {
    for block in above.iter_mut().filter(|block| block.role == Role::Paragraph) {
        let is_headline = !titled && is_short(text, *block, LONGEST_HEADLINE);
        block.role = if is_headline { Role::Headline } else { Role::Deck };
        titled = true;
    }
}

/// With no byline to go by, the first line is a headline and the next a deck only if they look like ones.
fn at_head(text: &str, blocks: &mut [Block], first: usize, titled: bool) {
    let mut at = first;
    if !titled && is_paragraph(blocks, at) && is_paragraph(blocks, at + 1) && is_headline(text, blocks[at]) {
        blocks[at].role = Role::Headline;
        at += 1;
    }
    let is_deck = |block: Block| is_short(text, block, LONGEST_DECK) && is_open(block.span.of(text));
    if (titled || at > first) && is_paragraph(blocks, at) && is_paragraph(blocks, at + 1) && is_deck(blocks[at])
    {
        blocks[at].role = Role::Deck;
    }
}

/// Lines at the top that the body repeats word for word are decks.
fn repeated(text: &str, blocks: &mut [Block]) {
    for block in blocks.iter_mut().take(DEEPEST_TOP) {
        match block.role {
            Role::Paragraph if is_repeated(text, block.span) => block.role = Role::Deck,
            Role::Paragraph => return,
            _ => {}
        }
    }
}

fn is_repeated(text: &str, span: Span) -> bool {
    let body = &text[span.end()..];
    let written = role::without_credit(span.of(text)).trim_end_matches('.');
    span.len() <= LONGEST_REPEAT
        && written.len() >= SHORTEST_REPEAT
        && written.split(". ").all(|sentence| memmem::find(body.as_bytes(), sentence.as_bytes()).is_some())
}

/// Finds the headings inside the story; `short` tells which blocks are short enough for one.
fn inner(text: &str, blocks: &mut [Block], short: &[bool]) {
    let paragraphs = blocks.iter().zip(short).filter(|(block, _)| block.role == Role::Paragraph);
    let long = paragraphs.filter(|(_, short)| !**short);
    let (long, stopped) = long.fold((0, 0), |(long, stopped), (block, _)| {
        (long + 1, stopped + usize::from(has_stop(block.span.of(text))))
    });
    // Where people write without stops, a line without one says nothing.
    let careful = stopped * 4 > long * 3;
    for at in 0..blocks.len() {
        let written = blocks[at].span.of(text);
        if blocks[at].role != Role::Paragraph || written.len() > LONGEST_REPEAT {
            continue;
        }
        let opens = || at.checked_sub(1).is_none_or(|before| can_precede(text, blocks[before], written));
        let Some(next) = blocks.get(at + 1) else { continue };
        // Another story may begin in the same file.
        let titles = matches!(next.role, Role::Dateline | Role::Byline) && is_headline(text, blocks[at]);
        let heads = || short[at] && is_heading(written, careful) && heads_prose(text, *next, short[at + 1]);
        if (titles || heads()) && opens() {
            blocks[at].role = Role::Heading;
        }
    }
}

/// Whether `line` can be a heading after the block: not after words that lead up to a line, nor where it says whose
/// the quotation before it is.
fn can_precede(text: &str, block: Block, line: &str) -> bool {
    let written = block.span.of(text);
    let credits = written.ends_with(look::is_quote) && line.contains(',');
    match block.role {
        Role::Paragraph => {
            !written.ends_with([':', ',', ';']) && has_stop(written) && !look::is_quoted(written) && !credits
        }
        Role::Quote => false,
        _ => true,
    }
}

/// Whether a heading can stand over the block.
fn heads_prose(text: &str, block: Block, is_short: bool) -> bool {
    match block.role {
        Role::Paragraph => !is_short || look::ends_sentence(block.span.of(text)),
        Role::ListItem | Role::Quote | Role::Caption => true,
        _ => false,
    }
}

/// Whether the words, which are short enough, are a heading; with `careful`, they need not be written like a title.
fn is_heading(written: &str, careful: bool) -> bool {
    let words = look::count_words(written, LONGEST_HEADING);
    let asks = written.ends_with('?') && words > 2 && !written.contains(". ");
    if is_marked(written) || !(asks || is_open(written)) {
        return false;
    }
    let plain = careful
        && !asks
        && written.contains(char::is_alphabetic)
        && words <= LONGEST_PLAIN_HEADING
        && look::is_capital(written);
    look::is_title_case(written) || plain && !written.contains([',', '.', ':', ';', '@', '/', '(', '"', '“'])
}

/// Whether the words are a headline: no sentence, or written like a title.
fn is_headline(text: &str, block: Block) -> bool {
    let written = block.span.of(text);
    is_short(text, block, LONGEST_HEADLINE)
        && look::is_capital(written)
        && look::count_words(written, 1) > 1
        && !is_marked(written)
        && (is_open(written) || look::count_words(written, 3) > 3 && look::is_title_case(written))
}

/// Whether it begins with a dash or another mark that no heading has.
fn is_marked(written: &str) -> bool {
    !written.starts_with(|c: char| {
        c.is_alphanumeric() || look::is_quote(c) || matches!(c, '(' | '[' | '$' | '#' | '¿')
    })
}

/// Whether the words end with no stop, and lead up to nothing.
fn is_open(written: &str) -> bool {
    !look::ends_sentence(written)
        && written.ends_with(|c: char| c.is_alphanumeric() || look::is_quote(c) || c == ')')
}

/// Whether a sentence ends somewhere in the words.
fn has_stop(written: &str) -> bool {
    look::ends_sentence(written) || [". ", ".” ", ".\" "].iter().any(|stop| written.contains(stop))
}

fn is_short(text: &str, block: Block, most: usize) -> bool {
    let written = block.span.of(text);
    look::count_words(written, most) <= most && !look::is_quoted(written)
}

fn is_paragraph(blocks: &[Block], at: usize) -> bool {
    blocks.get(at).is_some_and(|block| block.role == Role::Paragraph)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Roles of the lines of `story`, each a paragraph.
    fn roles(story: &str) -> Vec<(Role, &str)> {
        let mut at = 0;
        let paragraphs = story.split_inclusive('\n').filter_map(|line| {
            let span = look::trimmed(story, Span::new(at, at + line.len()));
            at += line.len();
            (!span.is_empty()).then_some(Block { role: Role::Paragraph, span })
        });
        let blocks = by_place(story, &paragraphs.collect::<Vec<_>>(), false);
        blocks.into_iter().map(|block| (block.role, block.span.of(story))).collect()
    }

    #[test]
    fn above_a_byline() {
        let story = "Two ferries meet at sea\nNobody was hurt, and the tea stayed warm.\nBy Ana Ruiz\nMay 3, 2020\n\
            Two ferries met on Sunday.";
        let expected = [Role::Headline, Role::Deck, Role::Byline, Role::Dateline, Role::Paragraph];
        assert_eq!(roles(story).into_iter().map(|(role, _)| role).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn dateline_inside_the_lead() {
        let story =
            "Ferries meet, and nobody is hurt.\nOSLO (AP) — Two ferries met on Sunday.\nNobody was hurt.";
        assert_eq!(
            roles(story),
            [
                (Role::Headline, "Ferries meet, and nobody is hurt."),
                (Role::Dateline, "OSLO (AP) —"),
                (Role::Paragraph, "Two ferries met on Sunday."),
                (Role::Paragraph, "Nobody was hurt."),
            ]
        );
    }

    #[test]
    fn below_a_byline_the_story_begins() {
        let story =
            "By Ana Ruiz\nAssociated Press\nOSLO (AP) _ Two ferries met on\nSunday, and nobody was hurt.";
        let expected = [Role::Byline, Role::Byline, Role::Dateline, Role::Paragraph, Role::Paragraph];
        assert_eq!(roles(story).into_iter().map(|(role, _)| role).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_first_line_may_be_the_lead() {
        let story = "Two ferries met on Sunday, the harbour office said.\nNobody was hurt.";
        assert!(roles(story).iter().all(|(role, _)| *role == Role::Paragraph));
    }

    #[test]
    fn labels_stand_above_a_headline() {
        let story = "OSLO HARBOUR\nPress release\nTwo ferries meet\nBy Ana Ruiz\nThey met on Sunday.";
        let mut blocks: Vec<Block> = Vec::new();
        for line in story.split('\n') {
            let start = blocks.last().map_or(0, |block| block.span.end() + 1);
            let role = if line.starts_with("Two") { Role::Headline } else { Role::Paragraph };
            blocks.push(Block { role, span: Span::new(start, start + line.len()) });
        }
        let expected = [Role::Boilerplate, Role::Boilerplate, Role::Headline, Role::Byline, Role::Paragraph];
        let roles: Vec<Role> = by_place(story, &blocks, false).iter().map(|block| block.role).collect();
        assert_eq!(roles, expected);
    }

    #[test]
    fn what_the_body_repeats_is_a_deck() {
        let story = "Last Updated:\nThe second ferry had no lights on, and no pilot.\nTwo ferries met on Sunday.\n\
            The second ferry had no lights on, and no pilot. It was late.";
        let expected = [Role::Boilerplate, Role::Deck, Role::Paragraph, Role::Paragraph];
        assert_eq!(roles(story).into_iter().map(|(role, _)| role).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn headings_stand_between_paragraphs() {
        let story = "Two ferries met on Sunday.\nA New Age of Sail?\nThe owner wants more of them.\nWhat comes next\n\
            The court decides in May.\n“No ferry is safe.”\nAna Ruiz, The Harbour Gazette\nThe owner left at once.\n\
            He named three towns:\nUpper Oslo\nHe named no more.\nWho Pays";
        let headings: Vec<_> = roles(story).into_iter().filter(|(role, _)| *role != Role::Paragraph).collect();
        assert_eq!(headings, [(Role::Heading, "A New Age of Sail?"), (Role::Heading, "What comes next")]);
    }
}
