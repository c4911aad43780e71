//! What was found, with its source known: an attribution, direct or indirect.

use crate::{
    Span,
    attribution::{Attribution, Cue, Mention, Style, found::Found, learned::log_odds, unsaid},
    prose::{Marks, Prose, Tagged},
};

pub(super) fn attribution(
    prose: &Prose,
    words: &[Tagged],
    found: &Found,
    source: Option<Mention>,
) -> Attribution {
    let cue = (!found.cue.is_empty()).then(|| Cue {
        span: words[found.cue.start].token.span.join(words[found.cue.end - 1].token.span),
        tokens: found.cue.clone(),
        frame: found.frame,
        vouched: found.vouched,
        score: found.score.map(log_odds),
    });
    let mut content = found.content.clone();
    content.sort_unstable();
    Attribution {
        source,
        cue,
        style: style(prose, &content),
        content,
        mental: found.mental,
        unsaid: unsaid::is_unsaid(prose, words, found),
        carried: false,
        sentence: found.sentence,
    }
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
