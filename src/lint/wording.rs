//! A finding in words.

use xxhash_rust::xxh3::xxh3_64;

use super::{finding::Finding, note::Faulty, remedy, view::View};
use crate::{
    Span,
    diagnostic::{Attached, Diagnostic, Fingerprint, Label, Scope},
    prose::bare_words,
    rule::{Definition, Template, Value},
};

/// Flagged words are quoted in a message up to this many characters.
const LONGEST_QUOTE: usize = 60;

/// The diagnostic that a finding becomes.
pub(super) fn word(view: &View<'_>, rules: &[Definition], finding: Finding) -> Diagnostic {
    let rule = &rules[finding.rule];
    let sentence = view.story.prose.sentences.get(finding.sentence).map(|sentence| view.text(sentence.span));
    let sentence = sentence.filter(|_| finding.scope != Scope::Story);
    let told = told(rule, finding.span, sentence, |template| fill(view, &finding, template));
    let attached = finding.attached.iter().map(|other| Attached {
        code: rules[other.rule].code.get_ref().clone(),
        message: fill(view, other, &rules[other.rule].report.message),
    });
    let second = rule.report.second.as_ref().map(|message| fill(view, &finding, message));
    let seconds = second.iter().flat_map(|message| {
        let label = |span: &Span| Label { span: *span, message: message.clone() };
        finding.second.iter().map(label)
    });
    Diagnostic {
        level: finding.level,
        attached: attached.collect(),
        fix: remedy::fix(view, rules, &finding),
        tag: rule.report.wikitext.as_ref().map(|tag| tag.get_ref().clone()),
        scope: finding.scope,
        folded: finding.folded,
        labels: finding.labels.iter().cloned().chain(seconds).collect(),
        also_at: finding.also_at,
        accepted: finding.accepted,
        ..told
    }
}

/// The diagnostic that a fault of an exception becomes; none where no rule speaks of it. `text` is what the exception
/// stands in: that of a story, or of a file of waivers.
pub(super) fn word_fault(rules: &[Definition], text: &str, faulty: &Faulty) -> Option<Diagnostic> {
    let asks =
        |rule: &Definition| rule.visits.note.iter().find(|test| test.is.contains(&faulty.fault)).cloned();
    let mut speaking = rules.iter().filter(|rule| rule.speaks().is_some());
    let (rule, test) = speaking.find_map(|rule| Some((rule, asks(rule)?)))?;
    let words = faulty.span.of(text);
    let fill = |template: &Template| {
        template.fill(|value| match value {
            Value::Words => shortened(words),
            Value::Detail => faulty.detail.clone(),
            _ => String::new(),
        })
    };
    Some(Diagnostic { level: rule.level_of(test.level), ..told(rule, faulty.span, Some(words), fill) })
}

/// What a rule says of some words of a sentence, and nothing beside.
fn told(
    rule: &Definition,
    span: Span,
    sentence: Option<&str>,
    fill: impl Fn(&Template) -> String,
) -> Diagnostic {
    Diagnostic {
        code: rule.code.get_ref().clone(),
        name: rule.name.get_ref().clone(),
        level: rule.level,
        message: fill(&rule.report.message),
        help: fill(&rule.report.help),
        span,
        label: fill(&rule.report.label),
        labels: Vec::new(),
        notes: rule.report.notes.iter().map(fill).collect(),
        attached: Vec::new(),
        also_at: Vec::new(),
        folded: false,
        fix: None,
        tag: None,
        scope: Scope::Sentence,
        fingerprint: fingerprint(rule, sentence),
        accepted: None,
    }
}

/// The rule, and the words of the sentence without what stands between them: a finding is the same one when lines
/// move, quotation marks turn curly or spaces double.
fn fingerprint(rule: &Definition, sentence: Option<&str>) -> Fingerprint {
    let mut hashed = rule.code.get_ref().clone();
    for word in bare_words(sentence.unwrap_or_default()) {
        hashed.push(' ');
        hashed.push_str(word);
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
        Value::Detail => String::new(),
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
pub(super) fn listed(items: &[&str], last: &str) -> String {
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
