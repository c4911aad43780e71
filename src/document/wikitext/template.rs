//! A template as it stands in a file: its arguments, and the parts that it shows.

mod table;

pub(super) use table::Shows;

use crate::{Span, document::look};

/// What stands between the numbers of a range: `{{convert|5|to|10|km}}`.
const RANGE: &[&str] = &["to", "-", "–", "and", "or", "by", "x"];

/// What shows the words of a quotation, its author and its source, by name.
const QUOTED: [&[&str]; 3] =
    [&["text", "quote", "content", "quotetext"], &["author", "by", "sign", "character"], &["source", "title"]];

/// A template as it stands in a file.
pub(super) struct Template<'file> {
    file: &'file str,
    pub(super) shows: Option<Shows>,
    /// The arguments that have no name.
    plain: Vec<Span>,
    named: Vec<(&'file str, Span)>,
}

/// What a template shows, in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// An argument.
    Argument(Span),
    /// Words that stand for what is at an offset.
    Words(&'static str, usize),
}

impl<'file> Template<'file> {
    /// A template of these parts: its name, and its arguments.
    pub(super) fn read(file: &'file str, parts: &[Span]) -> Self {
        let mut template = Self { file, shows: None, plain: Vec::new(), named: Vec::new() };
        let Some((name, arguments)) = parts.split_first() else { return template };
        let (name, value) = with_colon(file, *name);
        template.shows = table::shows(name);
        template.plain.extend(value);
        for argument in arguments {
            let written = argument.of(file);
            // What names an argument stands before any mark in it.
            let named = written.find(['=', '{', '[', '<']).filter(|at| written[*at..].starts_with('='));
            match named {
                Some(at) => {
                    let value = Span::new(argument.start() + at + 1, argument.end());
                    template.named.push((written[..at].trim(), value));
                }
                None => template.plain.push(*argument),
            }
        }
        template
    }

    /// The arguments without a name.
    pub(super) fn plain(&self) -> &[Span] {
        &self.plain
    }

    /// The argument of a number.
    pub(super) fn argument(&self, number: usize) -> Option<Span> {
        let mut named = self.named.iter().filter(|(name, _)| name.parse() == Ok(number));
        let named = named.next().map(|(_, value)| look::trimmed(self.file, *value));
        let value = named.or_else(|| self.plain.get(number.checked_sub(1)?).copied());
        value.filter(|value| !value.of(self.file).trim().is_empty())
    }

    fn called(&self, names: &[&str]) -> Option<Span> {
        let is_called = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        let mut values = self.named.iter().filter(|(name, _)| is_called(name)).map(|(_, value)| *value);
        values.find(|value| !value.of(self.file).trim().is_empty())
    }

    /// The words of a quotation, its author and its source, the first of which is the argument of a number.
    pub(super) fn quotation(&self, first: usize) -> [Option<Span>; 3] {
        let mut number = first;
        QUOTED.map(|names| {
            let value = self.called(names).or_else(|| self.argument(number));
            number += 1;
            value
        })
    }

    /// A number and its unit.
    pub(super) fn measure(&self) -> Vec<Part> {
        let is_range = self.argument(2).is_some_and(|between| RANGE.contains(&between.of(self.file).trim()));
        self.words(if is_range { "{1} {2} {3} {4}" } else { "{1} {2}" })
    }

    /// Those who wrote something, and the year.
    pub(super) fn author(&self) -> Vec<Part> {
        let written: Vec<Span> = self.plain.iter().map(|part| look::trimmed(self.file, *part)).collect();
        let mut parts = Vec::new();
        for (index, part) in written.iter().enumerate() {
            let is_year = index > 0 && part.of(self.file).starts_with(|c: char| c.is_ascii_digit());
            let is_last = written.get(index + 2).is_none();
            let before = match (index, is_year, is_last) {
                (0, ..) => "",
                (_, true, _) => " (",
                (_, false, true) => " and ",
                (_, false, false) => ", ",
            };
            parts.push(Part::Words(before, part.start()));
            parts.push(Part::Argument(*part));
            if is_year {
                parts.push(Part::Words(")", part.end()));
                break;
            }
        }
        parts
    }

    /// What a pattern of words and `{n}` shows.
    pub(super) fn words(&self, pattern: &'static str) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut at = self.plain.first().map_or(0, |first| first.start());
        let mut rest = pattern;
        while let Some((words, (number, behind))) =
            rest.split_once('{').and_then(|(words, after)| Some((words, after.split_once('}')?)))
        {
            let Some(argument) = number.parse().ok().and_then(|number| self.argument(number)) else {
                return parts;
            };
            if !words.is_empty() {
                parts.push(Part::Words(words, argument.start()));
            }
            parts.push(Part::Argument(argument));
            at = argument.end();
            rest = behind;
        }
        if !rest.is_empty() {
            parts.push(Part::Words(rest, at));
        }
        parts
    }
}

/// The name of a template, without an argument behind a colon: `{{formatnum:5000}}`.
fn with_colon(file: &str, name: Span) -> (&str, Option<Span>) {
    let written = name.of(file);
    let value = |length: usize| Span::new(name.start() + length + 1, name.end());
    match written.split_once(':') {
        Some((function, _)) if function.trim().eq_ignore_ascii_case("formatnum") => {
            (function, Some(value(function.len())))
        }
        Some(("#tag", rest)) if rest.trim().eq_ignore_ascii_case("ref") => ("#tag:ref", None),
        _ => (written, None),
    }
}
