//! What a rule wants, and who is cited, where the pointer rests.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};
use onrecord::{
    Span,
    attribution::{Attribution, Source, Story},
    diagnostic::Level,
    report::counted,
    rule::Definition,
};

use super::{client::Client, ruler::Ruler, story::Open};

/// Stands between two things that are told of one place.
const RULE: &str = "\n\n---\n\n";

/// What is to be said of a place.
pub(super) fn at(open: &Open, client: &Client, position: Position) -> Option<Hover> {
    let ruler = Ruler::new(&open.text, client.unit);
    let at = ruler.byte(position);
    let here = Span::new(at, at);
    let mut found: Vec<_> = open.shown_at(here).collect();
    // The nearest words first: what is about a whole story says least about this place.
    found.sort_by_key(|found| open.in_text(found.span).len());
    let mut told: Vec<String> =
        found.iter().filter_map(|found| open.rule(&found.code)).map(|rule| explained(&rule)).collect();
    told.dedup();
    let mut span = found.first().map(|found| open.in_text(found.span));
    if let Some((place, cited)) = cited(open, at) {
        told.push(cited);
        span = span.or(Some(place));
    }
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: told.join(RULE) };
    let range = span.map(|span| ruler.range(span));
    (!told.is_empty()).then_some(Hover { contents: HoverContents::Markup(contents), range })
}

/// A rule in Markdown.
pub(super) fn explained(rule: &Definition) -> String {
    let level = rule.speaks().map_or("off", Level::name);
    let mut out = format!(
        "**{}** {} ({level})\n\n{}\n\n{}",
        rule.code.get_ref(),
        rule.name.get_ref(),
        rule.summary,
        *rule.why
    );
    out += &format!("\n\n*What satisfies:* {}", rule.report.help.text());
    let silent: Vec<String> = rule.unless.iter().map(|unless| format!("\n- {}", unless.because)).collect();
    if !silent.is_empty() {
        out += &format!("\n\n*Silent when*\n{}", silent.concat());
    }
    out
}

/// Who is cited where a source or a cue stands, and where these words are.
fn cited(open: &Open, at: usize) -> Option<(Span, String)> {
    let story = open.story()?;
    let holds = |span: Span| {
        let span = open.in_text(span);
        (span.start() <= at && at <= span.end()).then_some(span)
    };
    story.attributions.iter().find_map(|attribution| {
        let source = attribution.source.and_then(|source| holds(source.span));
        let place = source.or_else(|| attribution.cue.as_ref().and_then(|cue| holds(cue.span)))?;
        Some((place, told(story, attribution)))
    })
}

fn told(story: &Story, attribution: &Attribution) -> String {
    let mental = if attribution.mental { "\n\nA state of mind, which nobody here told." } else { "" };
    let told = match attribution.source.and_then(|mention| story.sources.get(mention.id)) {
        Some(source) => of_source(story, source),
        None => "**Nobody** is cited for this.".to_owned(),
    };
    told + mental
}

/// A row of the ledger in Markdown.
fn of_source(story: &Story, source: &Source) -> String {
    let cited = counted(source.attributions.len(), "time");
    let mut out = format!("**{}** is cited {cited} ({})", source.name, source.kind.about());
    let text = |span: Span| span.of(&story.document.text);
    let known = [("of", source.body), ("knows", source.basis), ("unnamed", source.reason)];
    for (name, span) in known {
        if let Some(span) = span {
            out += &format!("\n- {name}: {}", text(span));
        }
    }
    out
}
