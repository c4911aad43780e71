//! Rules in words: the list of all, and one explained. Both with ANSI colours.

use std::fmt::Write;

use super::{
    plain::clean,
    profile::level,
    style::{BOLD, RESET},
};
use crate::{
    diagnostic::Level,
    rule::{Catalogue, Definition, Example, MarkedText, Profile, Remedy},
};

/// Width of running text, in characters.
const WIDTH: usize = 88;

/// All rules, a line each, at the levels that they are set to.
pub fn list(rules: &[Definition]) -> String {
    let widest = rules.iter().map(|rule| rule.name.get_ref().chars().count()).max().unwrap_or_default();
    let line = |rule: &Definition| {
        let (code, name) = (rule.code.get_ref(), rule.name.get_ref());
        let (name, summary) = (clean(name), clean(&rule.summary));
        format!("{BOLD}{code}{RESET}  {name:<widest$}  {:<7}  {summary}\n", level(rule.speaks()))
    };
    rules.iter().map(line).collect()
}

/// A rule: what it flags, why, by which standards, with which options, at which levels, and examples.
///
/// ```
/// use onrecord::{Linter, Setup, report, rule};
///
/// let linter = Linter::new(Setup::default())?;
/// let rules = linter.rules();
/// let rule = rule::find(&rules, "A001").ok_or("no rule")?;
/// assert!(report::plain(&report::explain(linter.catalogue(), rule)).starts_with("A001 bare-anonymous-source"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explain(catalogue: &Catalogue, rule: &Definition) -> String {
    let mut out = format!(
        "{BOLD}{} {}{RESET} ({})\n\n{}\n",
        rule.code.get_ref(),
        clean(rule.name.get_ref()),
        level(rule.speaks()),
        wrapped(&clean(&rule.summary), "")
    );
    section(&mut out, "Why", std::slice::from_ref(&*rule.why));
    section(&mut out, "Standards", &rule.standards);
    section(&mut out, "What was decided", &rule.decisions);
    let silent: Vec<String> = rule.unless.iter().map(|unless| unless.because.clone()).collect();
    section(&mut out, "Silent when", &silent);
    let wanted: Vec<String> = rule.wants.iter().map(|want| want.what.clone()).collect();
    section(&mut out, "What a reader needs to know", &wanted);
    section(&mut out, "What satisfies", &[rule.report.help.text().to_owned()]);
    section(&mut out, "Fix", &rule.fix.iter().map(remedy).collect::<Vec<_>>());
    let options: Vec<String> = (rule.options.iter())
        .map(|(name, option)| format!("{name} = {}: {}", option.default, option.about))
        .collect();
    section(&mut out, "Options", &options);
    section(&mut out, "Levels by profile", &levels(catalogue, rule));
    let examples = |bad: bool| {
        rule.example.iter().filter(|example| example.bad.is_some() == bad).map(example).collect::<Vec<_>>()
    };
    list_of(&mut out, "Flagged", &examples(true));
    list_of(&mut out, "Not flagged", &examples(false));
    out
}

/// What is offered, and how to have it done.
fn remedy(remedy: &Remedy) -> String {
    let (kind, flags) = if remedy.safe { ("safe", "--fix") } else { ("a suggestion", "--fix --unsafe") };
    format!("{} ({kind}: onrecord check {flags})", remedy.description)
}

/// The levels that the rule has in profiles, other than its own.
fn levels(catalogue: &Catalogue, rule: &Definition) -> Vec<String> {
    let own = catalogue.rule(rule.code.get_ref()).and_then(Definition::speaks);
    let differing = differing(catalogue, rule.code.get_ref(), own);
    differing.into_iter().map(|(profile, given)| format!("{profile}: {}", level(given))).collect()
}

/// The profiles in which a rule has another level than `own`, with that.
pub(super) fn differing<'a>(
    catalogue: &'a Catalogue,
    code: &str,
    own: Option<Level>,
) -> Vec<(&'a str, Option<Level>)> {
    let in_profile = |(index, profile): (usize, &'a Profile)| {
        let set = catalogue.rules_in(index);
        let given = set.iter().find(|rule| rule.code.get_ref() == code).and_then(Definition::speaks);
        (given != own).then_some((profile.name.as_str(), given))
    };
    catalogue.profiles().all().iter().enumerate().filter_map(in_profile).collect()
}

/// A heading with its paragraphs or list, if there are any.
fn section(out: &mut String, heading: &str, items: &[String]) {
    let items: Vec<String> = items.iter().map(|item| clean(item)).collect();
    list_of(out, heading, &items);
}

/// The same for items that are clean, and may be painted.
fn list_of(out: &mut String, heading: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = write!(out, "\n{BOLD}{heading}{RESET}\n");
    for item in items {
        let lead = if items.len() > 1 || heading.ends_with("lagged") { "- " } else { "" };
        let _ = writeln!(out, "{}", wrapped(item, lead));
    }
}

/// The text of an example, with what it flags in bold, and what a fix makes of it.
fn example(example: &Example) -> String {
    let given =
        example.bad.as_ref().or(example.good.as_ref()).map(|text| text.get_ref().trim()).unwrap_or_default();
    let mut text = match &example.good {
        Some(_) => clean(&MarkedText::read(given).text),
        None => clean(given).replace("[[", BOLD).replace("]]", RESET),
    };
    if let Some(fixed) = &example.fixed {
        text += &format!(" → {}", clean(fixed.get_ref().trim()));
    }
    match &example.why {
        Some(why) => format!("{text} ({})", clean(why)),
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
