//! Sources, cues and content, as tokens that an editor can colour.

use lsp_types::{Range, SemanticToken, SemanticTokens};
use onrecord::Span;

use super::{client::Client, ruler::Ruler, story::Open};

/// Indices into the types that the client was told of.
const SOURCE: u32 = 0;
const CUE: u32 = 1;
const CONTENT: u32 = 2;

/// The tokens of a story, or of a range in it.
pub(super) fn all(open: &Open, client: &Client, range: Option<Range>) -> Option<SemanticTokens> {
    let story = open.story().filter(|_| client.options.semantic_tokens)?;
    let ruler = Ruler::new(&open.text, client.unit);
    let wanted = range.map(|range| ruler.span(range));
    let (mut marks, mut content) = (Vec::new(), Vec::new());
    for attribution in story.attributions.iter().filter(|attribution| !attribution.carried) {
        marks.extend(attribution.source.map(|source| (open.in_text(source.core), SOURCE)));
        marks.extend(attribution.cue.as_ref().map(|cue| (open.in_text(cue.span), CUE)));
    }
    for attribution in &story.attributions {
        content.extend(attribution.content.iter().map(|content| open.in_text(*content)));
    }
    let painted = painted(marks, content);
    let shown = painted.iter().filter(|(span, _)| wanted.is_none_or(|wanted| wanted.overlaps(*span)));
    let in_lines = shown.flat_map(|(span, kind)| ruler.by_line(*span).map(|part| (part, *kind)));
    Some(SemanticTokens { result_id: None, data: encoded(&ruler, in_lines) })
}

/// Stretches with what each is, in order, none over another: sources and cues stand out of content.
fn painted(mut marks: Vec<(Span, u32)>, mut content: Vec<Span>) -> Vec<(Span, u32)> {
    marks.sort_unstable();
    let mut out: Vec<(Span, u32)> = Vec::with_capacity(2 * marks.len() + content.len());
    for (span, kind) in marks {
        let from = out.last().map_or(0, |(last, _)| last.end()).max(span.start());
        if from < span.end() {
            out.push((Span::new(from, span.end()), kind));
        }
    }
    content.sort_unstable();
    let mut next = 0;
    let mut end = 0;
    let mut between = Vec::with_capacity(content.len());
    for span in content {
        let mut from = span.start().max(end);
        end = end.max(span.end());
        while next < out.len() && out[next].0.end() <= from {
            next += 1;
        }
        let mut mark = next;
        while from < span.end() {
            let stop = out.get(mark).map_or(span.end(), |(mark, _)| mark.start().min(span.end()));
            if from < stop {
                between.push((Span::new(from, stop), CONTENT));
            }
            from = out.get(mark).map_or(span.end(), |(mark, _)| mark.end()).max(stop);
            mark += 1;
        }
    }
    out.extend(between);
    out.sort_unstable();
    out
}

/// As the protocol has them: each by how far it is from the one before.
fn encoded(ruler: &Ruler<'_>, tokens: impl Iterator<Item = (Span, u32)>) -> Vec<SemanticToken> {
    let (mut line, mut character) = (0, 0);
    let encoded = tokens.map(|(span, token_type)| {
        let range = ruler.range(span);
        let delta_line = range.start.line - line;
        let delta_start =
            if delta_line == 0 { range.start.character - character } else { range.start.character };
        (line, character) = (range.start.line, range.start.character);
        let length = range.end.character - range.start.character;
        SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset: 0 }
    });
    encoded.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_out_of_content_and_nothing_lies_over_another() {
        let marks = vec![(Span::new(10, 14), CUE), (Span::new(4, 9), SOURCE), (Span::new(12, 16), SOURCE)];
        let content = vec![Span::new(0, 12), Span::new(8, 20), Span::new(30, 31)];
        let spans: Vec<(usize, usize, u32)> =
            painted(marks, content).iter().map(|(span, kind)| (span.start(), span.end(), *kind)).collect();
        assert_eq!(
            spans,
            [
                (0, 4, CONTENT),
                (4, 9, SOURCE),
                (9, 10, CONTENT),
                (10, 14, CUE),
                (14, 16, SOURCE),
                (16, 20, CONTENT),
                (30, 31, CONTENT)
            ]
        );
    }
}
