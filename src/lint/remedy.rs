//! What a finding offers as a fix: the remedies of its rule, tried at its place.
//!
//! Nothing is offered that would change the words of somebody who is quoted, or leave a link without words.

use std::ops::Range;

use super::{finding::Finding, view::View};
use crate::{
    Span,
    diagnostic::{Edit, Fix},
    lexicon::Forms,
    prose::{Tag, Tagged},
    rule::{Definition, Remedy},
};

/// The fix of a finding, or else of one that is attached to it.
pub(super) fn fix(view: &View<'_>, rules: &[Definition], finding: &Finding) -> Option<Fix> {
    let offered = |finding: &Finding| {
        let rule = &rules[finding.rule];
        rule.fix.iter().find_map(|remedy| remedied(view, rule, finding, remedy))
    };
    offered(finding).or_else(|| {
        let of_attached = |other: &Finding| {
            let fix = offered(other)?;
            let code = rules[other.rule].code.get_ref();
            Some(Fix { description: format!("for {code}, {}", fix.description), ..fix })
        };
        finding.attached.iter().find_map(of_attached)
    })
}

/// What one remedy makes of a finding. Where the same is told of several places of a sentence, all are mended.
fn remedied(view: &View<'_>, rule: &Definition, finding: &Finding, remedy: &Remedy) -> Option<Fix> {
    let sentence = &view.story.prose.sentences[finding.sentence];
    let later = finding.also_at.iter().copied().filter(|place| sentence.span.covers(*place));
    let places = Spans::new(std::iter::once(finding.cue.unwrap_or(finding.span)).chain(later));

    let text = &view.story.document.text;
    let tried = view.tried(remedy, finding.sentence);
    let mut going: Vec<(Span, Forms)> =
        tried.matches.iter().filter(|(span, _)| places.touch(*span)).copied().collect();
    going.dedup_by(|(later, _), (earlier, _)| earlier.overlaps(*later));

    let edits = if remedy.write.is_empty() { removals(text, &going) } else { rewritten(text, remedy, &going) };
    let may_go = |edit: &Edit| {
        let is_others = !rule.quoted && view.touches_quotation(edit.span);
        let takes_link = edit.text.is_empty() && view.covers_link(edit.span);
        !is_others && !takes_link && !tried.forbidden.touch(edit.span)
    };
    let edits: Vec<Edit> = edits.into_iter().filter(may_go).collect();
    let description = description(text, &edits)?;
    Some(Fix { description, edits, safe: remedy.safe })
}

/// Where a remedy applies in a sentence, whatever the finding.
pub(super) struct Tried {
    /// What would go, by place, with the form of its verb.
    matches: Vec<(Span, Forms)>,
    /// What must not share letters with what goes.
    forbidden: Spans,
}

impl Tried {
    /// Tries a remedy on a sentence: its patterns there, its regular expressions in the block around.
    pub(super) fn of(view: &View<'_>, remedy: &Remedy, sentence: usize) -> Self {
        let sentence = &view.story.prose.sentences[sentence];
        let text = &view.story.document.text;
        let (tokens, prose) = (sentence.tokens.clone(), &view.story.prose);
        let phrases = remedy.find.find_all(text, prose, tokens.clone());
        let phrases =
            phrases.into_iter().map(|found| (prose.span(found.marked.clone()), form(view, found.marked)));
        let block = view.story.document.blocks[sentence.block].span;
        let letters = remedy.regex.find_all(block.of(text));
        let letters = letters
            .map(|range| (Span::new(block.start() + range.start, block.start() + range.end), Forms::NONE));
        let mut matches: Vec<(Span, Forms)> = phrases.chain(letters).collect();
        matches.sort_by_key(|(span, _)| *span);
        let forbidden = remedy.except.find_all(text, prose, tokens);
        Self { matches, forbidden: Spans::new(forbidden.into_iter().map(|found| prose.span(found.tokens))) }
    }
}

/// Stretches of text, by place.
struct Spans {
    spans: Vec<Span>,
    /// The length of the longest, in bytes.
    longest: usize,
}

impl Spans {
    fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_unstable();
        let longest = spans.iter().map(|span| span.end() - span.start()).max().unwrap_or_default();
        Self { spans, longest }
    }

    /// Whether one of them shares a letter with a stretch.
    fn touch(&self, stretch: Span) -> bool {
        let first = self.spans.partition_point(|span| span.start() + self.longest <= stretch.start());
        let near = self.spans[first..].iter().take_while(|span| span.start() < stretch.end());
        near.into_iter().any(|span| span.overlaps(stretch))
    }
}

/// The form of the verb among some words; the first decides.
fn form(view: &View<'_>, words: Range<usize>) -> Forms {
    let form = |word: &Tagged| match word.tag {
        Tag::Verb => [Forms::PAST, Forms::THIRD, Forms::BASE].into_iter().find(|form| word.forms.any(*form)),
        Tag::Participle => Some(Forms::PARTICIPLE),
        Tag::Gerund => Some(Forms::GERUND),
        _ => None,
    };
    view.story.prose.words[words].iter().find_map(form).unwrap_or_default()
}

/// What goes, each with what comes in its place, with a capital where what goes has one.
fn rewritten(text: &str, remedy: &Remedy, going: &[(Span, Forms)]) -> Vec<Edit> {
    let edits = going.iter().filter_map(|(span, form)| {
        let coming = remedy.write.in_form(*form)?;
        let capital = span.of(text).starts_with(char::is_uppercase);
        let text = if capital { capitalised(&coming) } else { coming };
        Some(Edit { span: *span, text })
    });
    edits.filter(|edit| edit.text != edit.span.of(text)).collect()
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What is taken out: each stretch with what would be left over of it, those that meet as one.
fn removals(text: &str, going: &[(Span, Forms)]) -> Vec<Edit> {
    let mut stretches: Vec<Span> = Vec::new();
    for (span, _) in going {
        let between = stretches.last().map(|last| &text[last.end()..span.start()]);
        match stretches.last_mut() {
            Some(last) if between.is_some_and(|between| between.chars().all(is_space)) => {
                *last = last.join(*span);
            }
            _ => stretches.push(*span),
        }
    }
    stretches.into_iter().map(|span| Edit { span: with_leftovers(text, span), text: String::new() }).collect()
}

/// A stretch that is taken out, with the blanks that would be left over: at either end of a line, before a stop, or two
/// of them where there was one word; and the line end, where the line has nothing else.
fn with_leftovers(text: &str, span: Span) -> Span {
    let (before, after) = (&text[..span.start()], &text[span.end()..]);
    let (kept, rest) = (before.trim_end_matches(is_space), after.trim_start_matches(is_space));
    let (from, to) = (kept.len(), text.len() - rest.len());
    let opens_line = kept.is_empty() || kept.ends_with(['\n', '\r']);
    let closes_line = rest.is_empty() || rest.starts_with(['\n', '\r']);
    let opens = opens_line || before.ends_with(['(', '[', '“', '‘', '«']);
    let closes = closes_line || rest.starts_with(CLOSING);
    if opens_line && closes_line {
        let above = kept.strip_suffix('\n').map(|kept| kept.strip_suffix('\r').unwrap_or(kept));
        let below = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'));
        return match (above, below) {
            (Some(above), _) => Span::new(above.len(), to),
            (None, Some(below)) => Span::new(from, text.len() - below.len()),
            (None, None) => Span::new(from, to),
        };
    }
    let line_above = kept.strip_suffix('\n').map(|kept| kept.trim_end_matches(['\r', ' ', '\t']));
    match () {
        // A stop cannot open a line: it goes to the end of the one above.
        () if opens_line
            && rest.starts_with(CLOSING)
            && line_above.is_some_and(|above| !above.ends_with('\n')) =>
        {
            Span::new(line_above.map_or(from, str::len), to)
        }
        () if opens => Span::new(span.start(), to),
        () if closes || after.starts_with(is_space) => Span::new(from, span.end()),
        () => span,
    }
}

/// Marks with no blank before them.
const CLOSING: &[char] = &['.', ',', ';', ':', '!', '?', ')', ']', '”', '’', '»', '…'];

/// A blank inside a line.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{a0}' | '\u{202f}')
}

/// What the edits do, in a few words: "write “said” for “claimed”".
fn description(text: &str, edits: &[Edit]) -> Option<String> {
    let what = |edit: &Edit| {
        let gone = edit.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        if edit.text.is_empty() {
            format!("take out “{gone}”")
        } else {
            format!("write “{}” for “{gone}”", edit.text)
        }
    };
    let mut told: Vec<String> = edits.iter().map(what).collect();
    told.dedup();
    (!told.is_empty()).then(|| told.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text without what is marked in it.
    fn without(marked: &str) -> String {
        let (before, rest) = marked.split_once('<').unwrap_or((marked, ""));
        let (gone, after) = rest.split_once('>').unwrap_or((rest, ""));
        let text = [before, gone, after].concat();
        let span = with_leftovers(&text, Span::new(before.len(), before.len() + gone.len()));
        [&text[..span.start()], &text[span.end()..]].concat()
    }

    #[test]
    fn no_blank_is_left_over() {
        for (marked, left) in [
            ("It shut <x>.", "It shut."),
            ("It shut.<x> It rose.", "It shut. It rose."),
            ("It shut. <x> It rose.", "It shut. It rose."),
            ("It shut. <x>", "It shut."),
            ("<x> It shut.", "It shut."),
            ("It shut. <x>\nIt rose.", "It shut.\nIt rose."),
            ("It shut.\r\n<x> It rose.", "It shut.\r\nIt rose."),
            ("It shut.\n  <x> It rose.", "It shut.\n  It rose."),
            ("It shut.\r\n<x>\r\nIt rose.", "It shut.\r\nIt rose."),
            ("It shut.\n\n<x>\n\nIt rose.", "It shut.\n\n\nIt rose."),
            ("It shut\r\n<x>. It rose.", "It shut. It rose."),
            ("It shut.\n\n<x>, it rose.", "It shut.\n\n, it rose."),
            ("<x>\nIt shut.", "It shut."),
            ("“<x> It shut,” he said.", "“It shut,” he said."),
            ("“It shut <x>,” he said.", "“It shut,” he said."),
            ("See a.example/b<?x> for it.", "See a.example/b for it."),
            ("one<x>two", "onetwo"),
            ("<x>", ""),
        ] {
            assert_eq!(without(marked), left, "{marked}");
        }
    }
}
