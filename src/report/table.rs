//! All rules as a table in Markdown: RULES.md.

use super::{explain::differing, profile::level};
use crate::rule::{Catalogue, Definition, MarkedText};

/// What stands above the table.
const HEAD: &str = "# The rules\n\n\
    Made by `onrecord rules --format markdown`; `onrecord explain CODE` tells more of each. In bad examples, what is\n\
    flagged is **bold**. “In profiles” has the levels that differ from the rule’s own; “fix” says whether onrecord can\n\
    mend it: safely, or only with a suggestion.\n\n\
    | code | name | level | in profiles | fix | bad | good |\n|---|---|---|---|---|---|---|\n";

/// The names of the families, by the letter that their codes begin with.
const FAMILIES: &[(char, &str)] = &[
    ('A', "anonymous sources"),
    ('B', "balance"),
    ('C', "cues"),
    ('D', "documents"),
    ('Q', "quotations"),
    ('R', "record and residue"),
    ('U', "unattributed claims"),
    ('V', "vague attribution"),
    ('W', "exceptions"),
];

/// Every rule in a row: code, name, level, levels in profiles, an example of each sort. Rules of one family stand
/// together, under its name.
pub fn table(catalogue: &Catalogue, rules: &[Definition]) -> String {
    let mut out = HEAD.to_owned();
    for family in rules.chunk_by(|one, other| letter(one) == letter(other)) {
        let name = family.first().and_then(|rule| self::family(rule.code.get_ref()));
        out += &format!("| | **{}** | | | | | |\n", name.unwrap_or("of the house"));
        out += &family.iter().map(|rule| row(catalogue, rule)).collect::<String>();
    }
    out
}

/// The name of the family that a code belongs to, if it is not one of the house.
pub(super) fn family(code: &str) -> Option<&'static str> {
    FAMILIES.iter().find(|(letter, _)| code.starts_with(*letter)).map(|(_, name)| *name)
}

fn letter(rule: &Definition) -> char {
    rule.code.get_ref().chars().next().unwrap_or_default()
}

fn row(catalogue: &Catalogue, rule: &Definition) -> String {
    let (code, name) = (rule.code.get_ref(), rule.name.get_ref());
    let own = rule.speaks();
    let profiles: Vec<String> = differing(catalogue, code, own)
        .into_iter()
        .map(|(profile, given)| format!("{profile}: {}", level(given)))
        .collect();
    let bad = rule.example.iter().find_map(|example| example.bad.as_ref());
    let good = rule.example.iter().find_map(|example| example.good.as_ref());
    let bad = bad.map(|text| bold(text.get_ref())).unwrap_or_default();
    let good = good.map(|text| cell(text.get_ref())).unwrap_or_default();
    let (level, profiles, fix) = (level(own), profiles.join(", "), fix(rule));
    format!("| {code} | {name} | {level} | {profiles} | {fix} | {bad} | {good} |\n")
}

/// What sorts of fixes it offers.
fn fix(rule: &Definition) -> String {
    let sorts = [(true, "safe"), (false, "suggested")];
    let offered = sorts.iter().filter(|(safe, _)| rule.fix.iter().any(|remedy| remedy.safe == *safe));
    offered.map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}

/// A bad example, with what it flags in bold.
fn bold(text: &str) -> String {
    let marked = MarkedText::read(text);
    let mut out = String::new();
    let mut at = 0;
    for span in &marked.spans {
        out += &cell(&marked.text[at..span.start()]);
        out += &format!("**{}**", cell(span.of(&marked.text)));
        at = span.end();
    }
    out + &cell(&marked.text[at..])
}

/// A text as it may stand in a cell.
fn cell(text: &str) -> String {
    text.trim_end_matches('\n')
        .replace('|', "\\|")
        .replace('[', "\\[")
        .replace('*', "\\*")
        .replace('\n', "<br>")
}
