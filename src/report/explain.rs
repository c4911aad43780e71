//! Rules in words: the list of all, and one explained. Both with ANSI colours.

use std::fmt::Write;

use super::style::{BOLD, RESET};
use crate::{
    diagnostic::Level,
    rule::{Catalogue, Definition, Example, MarkedText},
};

/// Width of running text, in characters.
const WIDTH: usize = 88;

/// All rules, a line each.
pub fn list(catalogue: &Catalogue) -> String {
    let rules = catalogue.rules();
    let widest = rules.iter().map(|rule| rule.name.get_ref().len()).max().unwrap_or_default();
    let line = |rule: &Definition| {
        let (code, name) = (rule.code.get_ref(), rule.name.get_ref());
        format!("{BOLD}{code}{RESET}  {name:<widest$}  {:<7}  {}\n", rule.level.name(), rule.summary)
    };
    rules.iter().map(line).collect()
}

/// A rule: what it flags, why, by which standards, with which options, and examples.
pub fn explain(rule: &Definition) -> String {
    let mut out = format!(
        "{BOLD}{} {}{RESET} ({})\n\n{}\n",
        rule.code.get_ref(),
        rule.name.get_ref(),
        rule.level.name(),
        wrapped(&rule.summary, "")
    );
    section(&mut out, "Why", std::slice::from_ref(&rule.why));
    section(&mut out, "Standards", &rule.standards);
    section(&mut out, "What was decided", &rule.decisions);
    let silent: Vec<String> = rule.unless.iter().map(|unless| unless.because.clone()).collect();
    section(&mut out, "Silent when", &silent);
    let wanted: Vec<String> = rule.wants.iter().map(|want| want.what.clone()).collect();
    section(&mut out, "What a reader needs to know", &wanted);
    section(&mut out, "What satisfies", &[rule.report.help.text().to_owned()]);
    let options: Vec<String> = (rule.options.iter())
        .map(|(name, option)| format!("{name} = {}: {}", option.default, option.about))
        .collect();
    section(&mut out, "Options", &options);
    let examples = |bad: bool| {
        rule.example.iter().filter(|example| example.bad.is_some() == bad).map(example).collect::<Vec<_>>()
    };
    section(&mut out, "Flagged", &examples(true));
    section(&mut out, "Not flagged", &examples(false));
    out
}

/// A heading with its paragraphs or list, if there are any.
fn section(out: &mut String, heading: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = write!(out, "\n{BOLD}{heading}{RESET}\n");
    for item in items {
        let lead = if items.len() > 1 || heading.ends_with("lagged") { "- " } else { "" };
        let _ = writeln!(out, "{}", wrapped(item, lead));
    }
}

/// The text of an example, with what it flags underscored by brackets.
fn example(example: &Example) -> String {
    let given =
        example.bad.as_ref().or(example.good.as_ref()).map(|text| text.get_ref().trim()).unwrap_or_default();
    let text = match &example.good {
        Some(_) => MarkedText::read(given).text,
        None => given.replace("[[", BOLD).replace("]]", RESET),
    };
    match &example.why {
        Some(why) => format!("{text} ({why})"),
        None => text,
    }
}

/// Running text in lines; `lead` opens the first, and the others are indented as far.
fn wrapped(text: &str, lead: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut line = lead.to_owned();
    let mut width = lead.chars().count();
    let mut empty = true;
    for word in text.split_whitespace() {
        let length = word.replace(BOLD, "").replace(RESET, "").chars().count();
        if !empty && width + 1 + length > WIDTH {
            lines.push(std::mem::replace(&mut line, " ".repeat(lead.len())));
            width = lead.len();
            empty = true;
        }
        if !empty {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
        empty = false;
    }
    lines.push(line);
    lines.join("\n")
}

impl Level {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
