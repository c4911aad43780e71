//! News that nobody wrote, for benchmarks and tests: as many stories as are wanted, each another, the same in every run.
//!
//! A grammar (`grammar.txt`) makes the sentences; people are presented and then called by their surname (`cast`). How
//! long sentences and paragraphs are, how many are attributed to whom, how much is quoted and how much is found fault
//! with is close to what newspapers print, and with it what reading the text costs.

#![allow(
    dead_code,
    clippy::expect_used,
    clippy::panic,
    reason = "each program uses what it needs, and a grammar that is wrong is to be put right"
)]

mod cast;
mod grammar;
mod random;

use std::{fs, io, path::Path, sync::LazyLock};

use self::{
    cast::{Cast, Person},
    grammar::{Grammar, Piece},
    random::Random,
};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::read(include_str!("grammar.txt")));

/// The length of a story where nobody says how long, in bytes: that of news on an ordinary day.
pub(crate) const USUAL: usize = 4_600;

/// A story, in its parts.
pub(crate) struct Story {
    headline: String,
    deck: Option<String>,
    byline: String,
    body: Vec<Part>,
}

/// A part of the body of a story.
enum Part {
    Crosshead(String),
    Paragraph(String),
}

impl Story {
    /// A story of about `bytes`: it ends with the paragraph that reaches them.
    pub(crate) fn new(number: usize, bytes: usize) -> Self {
        let mut writer = Writer::new(number);
        let mut written = 0;
        let mut body = Vec::new();
        let headline = writer.write("headline");
        let deck = writer.random.happens(30).then(|| writer.write("deck"));
        let byline = writer.write("byline");
        while written < bytes.saturating_sub(headline.len() + byline.len()) {
            let paragraph = match body.len() {
                0 => format!("{} {}", writer.write("dateline"), writer.paragraph("lead")),
                _ => writer.paragraph("paragraph"),
            };
            if body.len() % 9 == 8 {
                body.push(Part::Crosshead(writer.write("crosshead")));
            }
            written += paragraph.len() + 2;
            body.push(Part::Paragraph(paragraph));
        }
        Self { headline, deck, byline, body }
    }

    /// As plain text, with blank lines between paragraphs.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("{}\n\n", self.headline);
        text.extend(self.deck.iter().map(|deck| format!("{deck}\n\n")));
        text += &format!("{}\n\n", self.byline);
        for part in &self.body {
            let (Part::Crosshead(words) | Part::Paragraph(words)) = part;
            text += words;
            text += "\n\n";
        }
        text.pop();
        text
    }

    /// As Markdown: front matter, headings, some links and emphasis.
    pub(crate) fn markdown(&self) -> String {
        let mut text =
            format!("---\ntitle: \"{}\"\ntags: [news, region]\n---\n\n", self.headline.replace('"', "'"));
        text.extend(self.deck.iter().map(|deck| format!("*{deck}*\n\n")));
        text += &format!("{}\n\n", self.byline);
        for (index, part) in self.body.iter().enumerate() {
            text += &match part {
                Part::Crosshead(words) => format!("## {words}\n\n"),
                Part::Paragraph(words) => {
                    let (marked, rest) = opening(words);
                    match index % 4 {
                        1 => format!("[{marked}](https://example.org/{index}/archive){rest}\n\n"),
                        3 => format!("**{marked}**{rest}\n\n"),
                        _ => format!("{words}\n\n"),
                    }
                }
            };
        }
        text.pop();
        text
    }

    /// As a web page: the article between what pages have around it.
    pub(crate) fn html(&self) -> String {
        let headline = escape(&self.headline);
        let mut text =
            format!("{HEAD}<title>{headline}</title>\n</head>\n{ABOVE}<article>\n<h1>{headline}</h1>\n");
        text.extend(self.deck.iter().map(|deck| format!("<p class=\"standfirst\">{}</p>\n", escape(deck))));
        text += &format!("<p class=\"byline\">{}</p>\n", escape(&self.byline));
        for (index, part) in self.body.iter().enumerate() {
            text += &match part {
                Part::Crosshead(words) => format!("<h2>{}</h2>\n", escape(words)),
                Part::Paragraph(words) => {
                    let (marked, rest) = opening(words);
                    let (marked, rest) = (escape(marked), escape(rest));
                    match index % 4 {
                        1 => format!(
                            "<p><a href=\"https://example.org/{index}/archive\">{marked}</a>{rest}</p>\n"
                        ),
                        3 => format!("<p class=\"text\"><strong>{marked}</strong>{rest}</p>\n"),
                        _ => format!("<p class=\"text\">{marked}{rest}</p>\n"),
                    }
                }
            };
        }
        text + "</article>\n" + BELOW
    }
}

/// Stories one behind the other, in one text of exactly `bytes`, or one or two fewer where a character would be cut.
pub(crate) fn press(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 2 * USUAL);
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        // Long and short ones by turns.
        text += &Story::new(number, USUAL / 2 + USUAL * (number % 5) / 4).text();
        text += "\n";
    }
    let end = (0..=bytes).rev().find(|at| text.is_char_boundary(*at));
    text.truncate(end.unwrap_or(0));
    text
}

/// Writes stories into folders of a hundred, each of its share of `bytes` and a paragraph at most; gives how many bytes
/// they are.
///
/// # Errors
/// Where a folder or a file cannot be written.
pub(crate) fn write(folder: &Path, bytes: usize, files: usize) -> io::Result<usize> {
    let mut written = 0;
    for number in 0..files {
        let below = folder.join(format!("{:03}", number / 100));
        fs::create_dir_all(&below)?;
        let text = Story::new(number, bytes / files).text();
        written += text.len();
        fs::write(below.join(format!("{:02}.txt", number % 100)), text)?;
    }
    Ok(written)
}

const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <style>body { font-family: serif } .menu li { display: inline }</style>\n\
    <script>window.pages = { count: 3, ready: true };</script>\n";
const ABOVE: &str = "<body>\n<nav><ul class=\"menu\"><li><a href=\"/\">Home</a></li><li><a href=\"/region\">Region</a></li>\
    <li><a href=\"/sport\">Sport</a></li></ul></nav>\n<div class=\"advert\">Subscribe for a crown a week</div>\n<main>\n";
const BELOW: &str = "<aside class=\"related\"><h3>More from the region</h3><ul><li><a href=\"/a\">Ferries to run again</a></li>\
    <li><a href=\"/b\">A winter of storms</a></li></ul></aside>\n</main>\n\
    <footer><p>All rights reserved. <a href=\"/terms\">Terms</a></p></footer>\n</body>\n</html>\n";

/// The first two words of a paragraph, and the rest.
fn opening(paragraph: &str) -> (&str, &str) {
    let second = paragraph.match_indices(' ').nth(1).map_or(0, |(at, _)| at);
    paragraph.split_at(second)
}

fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('’', "&rsquo;")
}

/// Writes one story.
struct Writer {
    random: Random,
    cast: Cast,
    /// Whether quotation marks and apostrophes are curly.
    curls: bool,
}

impl Writer {
    fn new(number: usize) -> Self {
        let random = Random::new(number as u64);
        let mut writer = Self { random, cast: Cast::default(), curls: number % 4 != 3 };
        let people = (0..3 + writer.random.below(6)).map(|_| writer.person()).collect();
        writer.cast = Cast::new(people);
        writer
    }

    fn person(&mut self) -> Person {
        let [given, surname, title, role] =
            ["given", "surname", "title", "role"].map(|class| self.write(class));
        Person { given, surname, title, role, is_she: self.random.happens(45) }
    }

    fn paragraph(&mut self, class: &str) -> String {
        self.cast.leave();
        self.write(class)
    }

    /// One of a class, as it is printed.
    fn write(&mut self, class: &str) -> String {
        let mut text = String::new();
        self.expand(GRAMMAR.class(class), &mut text);
        let text = tidy(&text);
        if self.curls { text } else { text.replace(['“', '”'], "\"").replace('’', "'") }
    }

    fn expand(&mut self, class: usize, text: &mut String) {
        for piece in self.random.pick(GRAMMAR.alternatives(class)) {
            let start = text.len();
            let is_capital = match *piece {
                Piece::Words(words) => {
                    text.push_str(words);
                    false
                }
                Piece::Class(class, is_capital) => {
                    self.expand(class, text);
                    is_capital
                }
                Piece::Cast(part, is_capital) => {
                    text.push_str(&self.cast.play(part, is_capital, &mut self.random));
                    is_capital
                }
            };
            if is_capital && text[start..].starts_with(|first: char| first.is_ascii_lowercase()) {
                text[start..=start].make_ascii_uppercase();
            }
        }
    }
}

/// Puts right what meets where pieces are joined: spaces around nothing, marks side by side, "a" before a vowel.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len() + 8);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if word.starts_with(['.', ',', ';']) {
            tidied.truncate(tidied.trim_end().len());
        } else if word.starts_with(['a', 'e', 'i', 'o']) && (tidied.ends_with(" a ") || tidied.ends_with("A "))
        {
            tidied.truncate(tidied.len() - 1);
            tidied += "n ";
        }
        tidied += word;
        tidied.push(' ');
    }
    tidied.pop();
    for (meeting, kept) in [(",,", ","), (",.", "."), (",;", ";"), ("..", "."), (".,", ",")] {
        if tidied.contains(meeting) {
            tidied = tidied.replace(meeting, kept);
        }
    }
    tidied
}
