//! What was found, with its source known: attributions, direct or indirect.

use crate::{
    Span,
    attribution::{Attribution, Cue, Mention, Style, found::Found, learned::log_odds, unsaid},
    parallel,
    prose::{Marks, Prose, Tagged},
};

/// What was found as attributions, given the source of each.
pub(super) fn attributions(
    prose: &Prose,
    words: &[Tagged],
    mut found: Vec<Found>,
    sources: Vec<Option<Mention>>,
) -> Vec<Attribution> {
    for found in &mut found {
        put_in_order(&mut found.content);
    }
    let manner = |found: &Found| (style(prose, &found.content), unsaid::is_unsaid(prose, words, found));
    let manners = parallel::each(found.len(), |index, manners| manners.push(manner(&found[index])));
    let whole = found.into_iter().zip(sources).zip(manners);
    whole.map(|((found, source), (style, unsaid))| attribution(words, found, source, style, unsaid)).collect()
}

/// Puts stretches of content in order, those that overlap as one: a quotation that a sentence before opens can reach into
/// the clause around its cue.
fn put_in_order(content: &mut Vec<Span>) {
    content.sort_unstable();
    content.dedup_by(|next, before| {
        let overlap = before.overlaps(*next);
        if overlap {
            *before = before.join(*next);
        }
        overlap
    });
}

fn attribution(
    words: &[Tagged],
    found: Found,
    source: Option<Mention>,
    style: Style,
    unsaid: bool,
) -> Attribution {
    let Found { cue, frame, content, mental, sentence, vouched, score, .. } = found;
    let cue = (!cue.is_empty()).then(|| Cue {
        span: words[cue.start].span.join(words[cue.end - 1].span),
        tokens: cue,
        frame,
        vouched,
        score: score.map(log_odds),
    });
    Attribution { source, cue, content, style, mental, unsaid, carried: false, sentence }
}

/// Direct when all content words stand in quotation marks, mixed when some do.
fn style(prose: &Prose, content: &[Span]) -> Style {
    let (mut quoted, mut all) = (0, 0);
    for span in content {
        all += span.len();
        let first = prose.quotations.partition_point(|quotation| quotation.span.end() <= span.start());
        for quotation in
            prose.quotations[first..].iter().take_while(|quotation| quotation.span.start() < span.end())
        {
            if quotation.parent.is_none() && quotation.marks != Marks::Block {
                quoted += quotation.span.end().min(span.end()) - quotation.span.start().max(span.start());
            }
        }
    }
    // A stop or comma may stand outside the marks.
    match quoted {
        0 => Style::Indirect,
        _ if quoted + 3 >= all => Style::Direct,
        _ => Style::Mixed,
    }
}
