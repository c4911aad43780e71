//! The ledger on the page: how many attributions cite each kind of source, and every source with its places.
//!
//! Bars stand in tables, so that the numbers are there for whoever cannot see bars.

use super::{Checked, NUMBER, escape, proof};
use crate::{Span, attribution::SourceKind, report::ledger::described};

/// Both tables.
pub(super) fn ledger(checked: &Checked<'_>) -> String {
    let story = checked.story;
    if story.attributions.is_empty() {
        return "<p>Nobody is cited.</p>\n".to_owned();
    }
    let unnamed: Vec<usize> =
        (0..story.attributions.len()).filter(|index| story.attributions[*index].source.is_none()).collect();
    let counts = story.sources.iter().map(|source| source.attributions.len());
    let most = counts.chain([unnamed.len()]).max().unwrap_or(0);
    let sources: String = story
        .sources
        .iter()
        .map(|source| {
            let name = escape(&source.name);
            row(
                checked,
                [&name, source.kind.name(), &escape(&described(checked, source))],
                &source.attributions,
                most,
            )
        })
        .collect();
    let nobody = match unnamed[..] {
        [] => String::new(),
        _ => row(checked, ["(nobody)", SourceKind::None.name(), ""], &unnamed, most),
    };
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

/// A source, and the attributions that cite it.
fn row(checked: &Checked<'_>, [name, kind, described]: [&str; 3], cited: &[usize], most: usize) -> String {
    format!(
        "<tr><th scope=\"row\" dir=\"auto\">{name}</th><td><span class=\"source {kind}\">{kind}</span></td>{bar}\
         <td dir=\"auto\">{described}</td><td>{places}</td></tr>\n",
        bar = bar(cited.len(), most, kind),
        places = places(checked, cited),
    )
}

/// Links to attributions, one a line.
fn places(checked: &Checked<'_>, attributions: &[usize]) -> String {
    let blocks = &checked.story.document.blocks;
    let is_seen = |span: &Span| {
        let next = blocks.partition_point(|block| block.span.end() <= span.start());
        blocks.get(next).is_some_and(|block| block.span.overlaps(*span))
    };
    let place = |index: &usize| {
        let (_, span) =
            proof::place(checked.story.attributions.get(*index)?).filter(|(_, span)| is_seen(span))?;
        Some((checked.region(span).start.line, proof::place_id(index + 1)))
    };
    let mut places: Vec<(usize, String)> = attributions.iter().filter_map(place).collect();
    places.dedup_by_key(|(line, _)| *line);
    let links = places.iter().map(|(line, id)| format!("<a href=\"#{id}\">{line}</a>"));
    links.collect::<Vec<_>>().join(", ")
}
