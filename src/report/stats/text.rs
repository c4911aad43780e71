//! Statistics as tables.

use super::{
    super::{
        columns::{Align, columns},
        plain::one_line,
        style::{BOLD, RESET},
    },
    Counted, Group, Rule, share,
};
use crate::{attribution::Tally, counted::named};

/// What stands where nothing can be said.
const NOTHING: &str = "-";

/// All tables, each under its heading.
pub(super) fn text(counted: &Counted) -> String {
    let overall = &counted.overall;
    let stories = named(overall.stories, "story");
    let attributions = named(overall.tally.total(), "attribution");
    let mut out = format!(
        "{BOLD}{} {stories}{RESET}, {} words, {} {attributions}\n",
        number(overall.stories),
        number(overall.words),
        number(overall.tally.total())
    );
    out += &table("Folders", &folders(counted), 1);
    if overall.tally.total() > 0 {
        out += &table("Sources", &sources(&overall.tally), 1);
    }
    if counted.rules.is_empty() {
        out += "\nNo rule is broken.\n";
    } else {
        out += &table("Rules", &rules(counted), 2);
    }
    out
}

/// A table under its heading. The first columns are words, the others numbers.
fn table<const N: usize>(heading: &str, rows: &[[String; N]], words: usize) -> String {
    let align = std::array::from_fn(|column| if column < words { Align::Left } else { Align::Right });
    format!("\n{BOLD}{heading}{RESET}\n{}", columns(rows, align))
}

fn folders(counted: &Counted) -> Vec<[String; 8]> {
    let head = [
        "",
        "stories",
        "words",
        "attributions",
        Tally::NAMED,
        Tally::ANONYMOUS,
        Tally::VAGUE,
        "stories naming nobody",
    ];
    let row = |name: &str, group: &Group| {
        let share_of = |kind: &str| percent(group.tally.count(kind), group.tally.total());
        [
            one_line(name),
            number(group.stories),
            number(group.words),
            number(group.tally.total()),
            share_of(Tally::NAMED),
            share_of(Tally::ANONYMOUS),
            share_of(Tally::VAGUE),
            number(group.without_named),
        ]
    };
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(counted.folders.iter().map(|(folder, group)| row(folder, group)));
    rows.push(row("all", &counted.overall));
    rows
}

/// Whom the attributions cite, by kind, the most cited first.
fn sources(tally: &Tally) -> Vec<[String; 3]> {
    let mut kinds: Vec<(&str, usize)> =
        tally.groups().map(|(name, _, count)| (name, count)).filter(|(_, count)| *count > 0).collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let row = |(name, count): (&str, usize)| [name.to_owned(), number(count), percent(count, tally.total())];
    let head = ["", "attributions", "share"].map(str::to_owned);
    std::iter::once(head).chain(kinds.into_iter().map(row)).collect()
}

fn rules(counted: &Counted) -> Vec<[String; 8]> {
    let head = ["", "", "found", "stories", "per 1,000 words", "allowed", "waived", "baseline"];
    let row = |rule: &Rule| {
        let breaches = &rule.breaches;
        let rate = share(breaches.found * 1000, counted.overall.words);
        [
            rule.code.clone(),
            rule.name.clone(),
            number(breaches.found),
            number(breaches.stories),
            rate.map_or(NOTHING.to_owned(), |rate| format!("{rate:.2}")),
            number(breaches.allowed),
            number(breaches.waived),
            number(breaches.baselined),
        ]
    };
    std::iter::once(head.map(str::to_owned)).chain(counted.rules.iter().map(row)).collect()
}

fn percent(part: usize, whole: usize) -> String {
    share(part, whole).map_or(NOTHING.to_owned(), |share| format!("{:.0}%", share * 100.0))
}

/// A number with its thousands apart: "12,345".
fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
