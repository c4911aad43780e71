//! The story as it reads, passage by passage: its attributions marked, and the findings beside their paragraph.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    Checked, NUMBER,
    cut::cut,
    escape,
    finding::{Finding, Mark, notes},
    passage::{Passage, passages},
};
use crate::{
    Span,
    attribution::Attribution,
    diagnostic::Scope,
    document::Role,
    report::reading::{self, Part, Role as PartRole},
};

/// A story on its way to the page: what is marked in each of its passages.
struct Proof<'a> {
    checked: &'a Checked<'a>,
    parts: Spread<Part<'a>>,
    marks: Spread<Mark<'a>>,
}

/// Things that cover some words, by the passages that they reach into.
struct Spread<T> {
    things: Vec<T>,
    /// By passage: index of the thing, and whether it begins here.
    by_passage: Vec<Vec<(usize, bool)>>,
}

/// A stretch of a passage under the same marks and parts.
struct Piece<'a> {
    span: Span,
    marks: Vec<(&'a Mark<'a>, bool)>,
    parts: Vec<(&'a Part<'a>, bool)>,
}

impl Piece<'_> {
    /// Whether both stand under the same findings.
    fn is_marked_as(&self, other: &Self) -> bool {
        self.marks.len() == other.marks.len()
            && self.marks.iter().zip(&other.marks).all(|((one, _), (next, _))| one.id == next.id)
    }
}

/// The story with its findings.
pub(super) fn proof(checked: &Checked<'_>, findings: &[Finding<'_>]) -> String {
    let (passages, order) = passages(checked, findings);
    let proof = Proof {
        checked,
        parts: Spread::over(&passages, reading::parts(checked.story), |part| part.span),
        marks: Spread::over(&passages, findings.iter().flat_map(Finding::marks).collect(), |mark| mark.span),
    };
    let (whole, beside) = beside(&passages, findings);
    let mut out = notes(checked, &whole, "the story as a whole");
    let is_item = |index: &usize| passages[*index].role == Some(Role::ListItem);
    for together in order.chunk_by(|one, next| is_item(one) && is_item(next)) {
        let list = together.iter().any(is_item);
        let row = if list { "li" } else { "div" };
        let rows = together.iter().map(|index| proof.row(row, *index, passages[*index], &beside[*index]));
        let rows: String = rows.collect();
        out += &if list { format!("<ul class=\"list\">\n{rows}</ul>\n") } else { rows };
    }
    out
}

/// What is said of the story as a whole, or of words that no passage holds; and by passage, what is said of it.
fn beside<'a>(
    passages: &[Passage],
    findings: &'a [Finding<'a>],
) -> (Vec<&'a Finding<'a>>, Vec<Vec<&'a Finding<'a>>>) {
    let mut beside = vec![Vec::new(); passages.len()];
    let mut whole = Vec::new();
    for finding in findings {
        let after = passages.partition_point(|passage| passage.span.start() <= finding.found.span.start());
        match after.checked_sub(1).and_then(|passage| beside.get_mut(passage)) {
            Some(of_passage) if finding.found.scope != Scope::Story => of_passage.push(finding),
            _ => whole.push(finding),
        }
    }
    (whole, beside)
}

/// The element that a passage is, and its class.
fn element(role: Option<Role>) -> [&'static str; 2] {
    let Some(role) = role else { return ["p", "aside"] };
    match role {
        Role::Headline => ["h4", "headline"],
        Role::Heading => ["h4", "heading"],
        Role::Deck => ["p", "deck"],
        Role::Byline => ["p", "byline"],
        Role::Dateline => ["p", "dateline"],
        Role::Paragraph => ["p", "paragraph"],
        Role::ListItem => ["p", "item"],
        Role::Quote => ["blockquote", "quote"],
        Role::Caption => ["p", "caption"],
        Role::Table => ["p", "table"],
        Role::Boilerplate => ["p", "boilerplate"],
    }
}

/// The line of the file that a passage begins in; and what it is, where its looks alone do not say so.
fn gutter(line: usize, role: Option<Role>) -> String {
    let role = match role {
        Some(Role::Byline | Role::Dateline | Role::Caption | Role::Table | Role::Boilerplate | Role::Deck) => {
            format!(" <span class=\"role\">{}</span>", element(role)[1])
        }
        Some(Role::Headline | Role::Heading | Role::Paragraph | Role::ListItem | Role::Quote) | None => {
            String::new()
        }
    };
    format!("<span class=\"unseen\">line </span>{line}{role}")
}

impl<T> Spread<T> {
    fn over(passages: &[Passage], things: Vec<T>, span: impl Fn(&T) -> Span) -> Self {
        let mut by_passage = vec![Vec::new(); passages.len()];
        for (index, thing) in things.iter().enumerate() {
            let span = span(thing);
            let first = passages.partition_point(|passage| passage.span.end() <= span.start());
            let reached = passages[first..].iter().take_while(|passage| passage.span.overlaps(span));
            for (after, _) in reached.enumerate() {
                by_passage[first + after].push((index, after == 0));
            }
        }
        Self { things, by_passage }
    }

    /// What covers words of a passage, and whether it begins there.
    fn of_passage(&self, passage: usize) -> impl Iterator<Item = (&T, bool)> {
        self.by_passage[passage].iter().map(|(index, begins)| (&self.things[*index], *begins))
    }
}

impl Proof<'_> {
    /// A passage with what is said of it. `row` is the element around them.
    fn row(&self, row: &str, index: usize, Passage { span, role }: Passage, said: &[&Finding<'_>]) -> String {
        let line = self.checked.region(span).start.line;
        let [tag, class] = element(role);
        format!(
            "<{row} class=\"row\"><p class=\"line\">{gutter}</p>\
             <{tag} class=\"text {class}\" dir=\"auto\">{text}</{tag}>\n{notes}</{row}>\n",
            gutter = gutter(line, role),
            text = self.text(index, span),
            notes = notes(self.checked, said, &format!("line {line}")),
        )
    }

    /// The words of a passage, marked.
    fn text(&self, passage: usize, span: Span) -> String {
        let marks: Vec<_> = self.marks.of_passage(passage).collect();
        let parts: Vec<_> = self.parts.of_passage(passage).collect();
        let spans: Vec<Span> =
            marks.iter().map(|(mark, _)| mark.span).chain(parts.iter().map(|(part, _)| part.span)).collect();
        let pieces = cut(span, &spans).into_iter().map(|(piece, covering)| {
            let (of_mark, of_part): (Vec<usize>, Vec<usize>) =
                covering.into_iter().partition(|index| *index < marks.len());
            Piece {
                span: piece,
                marks: of_mark.into_iter().map(|index| marks[index]).collect(),
                parts: of_part.into_iter().map(|index| parts[index - marks.len()]).collect(),
            }
        });
        let pieces: Vec<Piece<'_>> = pieces.collect();
        pieces.chunk_by(Piece::is_marked_as).map(|group| self.marked(span, group)).collect()
    }

    /// Pieces under the same findings.
    fn marked(&self, passage: Span, pieces: &[Piece<'_>]) -> String {
        let inside: String = pieces.iter().map(|piece| self.attributed(passage, piece)).collect();
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return inside };
        // The gravest of those that are about these words speaks for them; then one that only points here.
        let Some((chief, _)) = (first.marks.iter())
            .max_by_key(|(mark, _)| (mark.main, mark.finding.found.level, Reverse(mark.finding.number)))
        else {
            return inside;
        };
        let notes: BTreeMap<usize, String> =
            first.marks.iter().map(|(mark, _)| (mark.finding.number, mark.finding.id())).collect();
        let notes: Vec<String> = notes.into_values().collect();
        let anchors: String = (first.marks.iter())
            .filter(|(mark, begins)| *begins && begins_in(mark.span, passage, first.span))
            .map(|(mark, _)| format!("<span id=\"{}\"></span>", mark.id))
            .collect();
        let numbers: String = (last.marks.iter())
            .filter(|(mark, _)| mark.main && mark.span.end().min(passage.end()) == last.span.end())
            .map(|(mark, _)| {
                let (id, number, level) =
                    (mark.finding.id(), mark.finding.number, mark.finding.found.level.name());
                format!("<sup class=\"{level}\" data-of=\"{id}\" data-number=\"{number}\"></sup>")
            })
            .collect();
        let class = if chief.main { chief.finding.found.level.name() } else { "second" };
        let note = chief.finding.id();
        format!(
            "<mark class=\"{class}\" data-of=\"{}\">{anchors}\
             <a href=\"#{note}\" aria-describedby=\"{note}-w\" tabindex=\"-1\">{inside}</a>{numbers}</mark>",
            notes.join(" "),
        )
    }

    /// Words under the same attributions. The innermost says whose they are.
    fn attributed(&self, passage: Span, piece: &Piece<'_>) -> String {
        let text = escape(piece.span.of(&self.checked.story.document.text));
        let Some((inner, _)) = piece.parts.last() else { return text };
        let anchors: String = (piece.parts.iter())
            .filter(|(part, begins)| *begins && begins_in(part.span, passage, piece.span) && is_place(part))
            .map(|(part, _)| format!("<span id=\"{}\"></span>", place_id(part.number)))
            .collect();
        let kind = inner.attribution.kind().name();
        let mental = if inner.attribution.mental { " mental" } else { "" };
        let ends = inner.role == PartRole::Source && inner.span.end() == piece.span.end();
        let tag = if ends { format!(" data-kind=\"{kind}\"") } else { String::new() };
        let role = match inner.role {
            PartRole::Content => "content",
            PartRole::Source => "source",
            PartRole::Cue => "cue",
        };
        let title = self.title(inner);
        format!("{anchors}<span class=\"{role} {kind}{mental}\"{title}{tag}>{text}</span>")
    }

    /// Who a source is, where its words here are not its name.
    fn title(&self, part: &Part<'_>) -> String {
        let story = self.checked.story;
        let source = part.attribution.source.filter(|_| part.role == PartRole::Source);
        let known = source.and_then(|mention| story.sources.get(mention.id));
        known
            .filter(|known| known.name != part.span.of(&story.document.text))
            .map(|known| format!(" title=\"{}\"", escape(&known.name)))
            .unwrap_or_default()
    }
}

/// Whether a span begins with this piece of a passage.
fn begins_in(span: Span, passage: Span, piece: Span) -> bool {
    span.start().max(passage.start()) == piece.start()
}

/// Where the ledger finds an attribution: at its source; without one, at its cue; without either, at its words.
pub(super) fn place(attribution: &Attribution) -> Option<(PartRole, Span)> {
    let source = attribution.source.map(|source| (PartRole::Source, source.span));
    let cue = attribution.cue.as_ref().map(|cue| (PartRole::Cue, cue.span));
    source.or(cue).or_else(|| attribution.content.first().map(|content| (PartRole::Content, *content)))
}

/// The id of that place, by the number of the attribution, counted from 1.
pub(super) fn place_id(number: usize) -> String {
    format!("a{NUMBER}-{number}")
}

fn is_place(part: &Part<'_>) -> bool {
    place(part.attribution) == Some((part.role, part.span))
}
