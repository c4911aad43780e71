//! A finding in words.

use xxhash_rust::xxh3::xxh3_64;

use super::{finding::Finding, remedy, view::View};
use crate::{
    Span,
    diagnostic::{Attached, Diagnostic, Fingerprint, Label, Scope},
    rule::{Definition, Template, Value},
};

/// Flagged words are quoted in a message up to this many characters.
const LONGEST_QUOTE: usize = 60;

/// The diagnostic that a finding becomes.
pub(super) fn word(view: &View<'_>, rules: &[Definition], finding: Finding) -> Diagnostic {
    let rule = &rules[finding.rule];
    let fill = |template: &Template| fill(view, &finding, template);
    let attached = finding.attached.iter().map(|other| Attached {
        code: rules[other.rule].code.get_ref().clone(),
        message: self::fill(view, other, &rules[other.rule].report.message),
    });
    let seconds = rule.report.second.as_ref().map(fill).map(|message| {
        let label = |span: &Span| Label { span: *span, message: message.clone() };
        finding.second.iter().map(label).collect::<Vec<_>>()
    });
    Diagnostic {
        code: rule.code.get_ref().clone(),
        name: rule.name.get_ref().clone(),
        level: finding.level,
        message: fill(&rule.report.message),
        help: fill(&rule.report.help),
        span: finding.span,
        label: fill(&rule.report.label),
        notes: rule.report.notes.iter().map(fill).collect(),
        attached: attached.collect(),
        fix: remedy::fix(view, rules, &finding),
        tag: rule.report.wikitext.as_ref().map(|tag| tag.get_ref().clone()),
        scope: finding.scope,
        fingerprint: fingerprint(view, rule, &finding),
        folded: finding.folded,
        labels: [finding.labels, seconds.unwrap_or_default()].concat(),
        also_at: finding.also_at,
        accepted: None,
    }
}

/// The rule, and the words of the sentence without what stands between them: a finding is the same one when lines
/// move, quotation marks turn curly or spaces double.
fn fingerprint(view: &View<'_>, rule: &Definition, finding: &Finding) -> Fingerprint {
    let mut hashed = rule.code.get_ref().clone();
    if finding.scope != Scope::Story {
        let sentence = view.text(view.story.prose.sentences[finding.sentence].span);
        for word in sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            hashed.push(' ');
            hashed.push_str(word);
        }
    }
    Fingerprint(xxh3_64(hashed.as_bytes()))
}

fn fill(view: &View<'_>, finding: &Finding, template: &Template) -> String {
    template.fill(|value| match value {
        Value::Words => shortened(view.text(finding.span)),
        Value::Source => {
            finding.source.map_or_else(String::new, |source| view.story.sources[source].name.clone())
        }
        Value::Cue => shortened(view.text(finding.cue.unwrap_or(finding.span))),
        Value::Missing => listed(&finding.missing.iter().map(String::as_str).collect::<Vec<_>>(), "or"),
        Value::Claims => {
            let mut kinds: Vec<&str> = finding.labels.iter().map(|label| label.message.as_str()).collect();
            kinds.sort_unstable();
            kinds.dedup();
            listed(&kinds, "and")
        }
        Value::Number => finding.number.to_string(),
        Value::Ledger => ledger(view),
    })
}

/// One line, and not too long.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= LONGEST_QUOTE {
        return line;
    }
    let cut: String = line.chars().take(LONGEST_QUOTE).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole_words} …")
}

/// "a, b and c"
fn listed(items: &[&str], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// The ledger in a line: "12 attributions: 1 named, 3 anonymous, 4 vague or none".
fn ledger(view: &View<'_>) -> String {
    crate::attribution::Tally::of(view.story, |attribution| view.role(attribution.sentence).is_body())
        .to_string()
}
