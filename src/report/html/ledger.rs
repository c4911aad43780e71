//! The ledger on the page: how many attributions cite each kind of source, and every source with its places.
//!
//! Bars stand in tables, so that the numbers are there for whoever cannot see bars.

use super::{Checked, NUMBER, escape, proof};
use crate::{
    Span,
    attribution::{Attribution, Source},
    report::ledger::described,
};

/// Both tables.
pub(super) fn ledger(checked: &Checked<'_>) -> String {
    let story = checked.story;
    if story.attributions.is_empty() {
        return "<p>Nobody is cited.</p>\n".to_owned();
    }
    let most = story.sources.iter().map(|source| source.attributions.len()).max().unwrap_or(0);
    let sources: String = story.sources.iter().map(|source| row(checked, source, most)).collect();
    let nobody = nobody(checked);
    format!(
        "<div class=\"ledger\">{kinds}\
         <div class=\"wide\" role=\"region\" aria-labelledby=\"sources{NUMBER} path{NUMBER}\" tabindex=\"0\"><table>\
         <caption id=\"sources{NUMBER}\">Who is cited, how described, and where</caption>\n\
         <thead><tr><th scope=\"col\">source</th><th scope=\"col\">kind</th><th scope=\"col\">cited</th>\
         <th scope=\"col\">described</th><th scope=\"col\">lines</th></tr></thead>\n\
         <tbody>\n{sources}{nobody}</tbody></table></div></div>\n",
        kinds = kinds(checked),
    )
}

/// How many attributions cite each kind of source.
fn kinds(checked: &Checked<'_>) -> String {
    let tally = checked.summary().tally;
    let most = tally.groups().map(|(.., count)| count).max().unwrap_or(0);
    let rows: String = tally
        .groups()
        .map(|(name, kind, count)| {
            let kind = kind.name();
            format!(
                "<tr><th scope=\"row\"><span class=\"source {kind}\">{name}</span></th>{}</tr>\n",
                bar(count, most, kind)
            )
        })
        .collect();
    format!(
        "<table class=\"kinds\"><caption>Attributions by kind of source</caption>\n\
         <thead><tr><th scope=\"col\">kind</th><th scope=\"col\">cited</th></tr></thead>\n\
         <tbody>\n{rows}</tbody></table>"
    )
}

/// A cell with a number, and a bar as long as it.
fn bar(count: usize, most: usize, kind: &str) -> String {
    let share = count * 100 / most.max(1);
    format!(
        "<td class=\"bar\"><span>{count}</span><svg class=\"{kind}\" aria-hidden=\"true\" focusable=\"false\">\
         <rect width=\"{share}%\" height=\"100%\"/></svg></td>"
    )
}

fn row(checked: &Checked<'_>, source: &Source, most: usize) -> String {
    let kind = source.kind.name();
    let cited = source.attributions.iter().filter_map(|index| {
        let attribution = checked.story.attributions.get(*index)?;
        Some((index + 1, attribution))
    });
    format!(
        "<tr><th scope=\"row\" dir=\"auto\">{name}</th><td><span class=\"source {kind}\">{kind}</span></td>{bar}\
         <td dir=\"auto\">{described}</td><td>{places}</td></tr>\n",
        name = escape(&source.name),
        bar = bar(source.attributions.len(), most, kind),
        described = escape(&described(checked, source)),
        places = places(checked, cited),
    )
}

/// What is said with no source at all.
fn nobody(checked: &Checked<'_>) -> String {
    let attributions = checked.story.attributions.iter().enumerate();
    let of_none: Vec<(usize, &Attribution)> = attributions
        .filter(|(_, attribution)| attribution.source.is_none())
        .map(|(index, attribution)| (index + 1, attribution))
        .collect();
    if of_none.is_empty() {
        return String::new();
    }
    format!(
        "<tr><th scope=\"row\">(nobody)</th><td><span class=\"source none\">none</span></td>{bar}\
         <td></td><td>{places}</td></tr>\n",
        bar = bar(of_none.len(), of_none.len(), "none"),
        places = places(checked, of_none.into_iter()),
    )
}

/// Links to attributions, by number: one a line.
fn places<'a>(checked: &Checked<'_>, attributions: impl Iterator<Item = (usize, &'a Attribution)>) -> String {
    let blocks = &checked.story.document.blocks;
    let is_seen = |span: Span| {
        let next = blocks.partition_point(|block| block.span.end() <= span.start());
        blocks.get(next).is_some_and(|block| block.span.overlaps(span))
    };
    let mut places: Vec<(usize, String)> = attributions
        .filter_map(|(number, attribution)| {
            let (_, span) = proof::place(attribution).filter(|(_, span)| is_seen(*span))?;
            Some((checked.region(span).start.line, proof::place_id(number)))
        })
        .collect();
    places.dedup_by_key(|(line, _)| *line);
    let links = places.iter().map(|(line, id)| format!("<a href=\"#{id}\">{line}</a>"));
    links.collect::<Vec<_>>().join(", ")
}
