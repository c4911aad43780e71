//! Exceptions that the house has agreed to outside the copy: which findings they allow, and what is wrong with them.

use super::{finding::Finding, note::Faulty, view::View};
use crate::{
    Date,
    config::{Waiver, WaiverUse, Waivers},
    diagnostic::{Acceptance, Accepted, Scope},
    rule::{Definition, Fault},
};

/// Marks the findings that the waivers of the story at a path allow, other than those that are allowed already.
pub(super) fn apply(
    view: &View<'_>,
    rules: &[Definition],
    today: Option<Date>,
    waivers: &Waivers,
    path: &str,
    findings: &mut [Finding],
) -> WaiverUse {
    let mut met = WaiverUse::default();
    for (index, waiver) in waivers.at(path) {
        met.asked.insert(index);
        if rules.iter().any(|rule| rule.speaks().is_some() && waiver.rules.holds(rule)) {
            met.looked.insert(index);
        }
        if waiver.is_just_for(path) {
            met.settled.insert(index);
        }
        let Some(reason) = waiver.reason.as_ref().ok().filter(|_| !waiver.is_over(today)) else { continue };
        let is_about = |finding: &Finding| {
            let words = || view.text(view.story.prose.sentences[finding.sentence].span);
            let by_rule = finding.scope == Scope::Story && waiver.rules.is_one();
            waiver.rules.holds(&rules[finding.rule]) && (by_rule || waiver.is_about(words()))
        };
        for finding in findings.iter_mut().filter(|finding| finding.accepted.is_none()) {
            if is_about(finding) {
                finding.accepted = Some(Accepted { by: Acceptance::Waiver, reason: reason.clone() });
                met.used.insert(index);
            }
        }
    }
    met
}

/// What is wrong with the waivers that were asked for.
pub(super) fn faults(waivers: &Waivers, met: &WaiverUse, today: Option<Date>) -> Vec<Faulty> {
    let fault = |(index, waiver): (usize, &Waiver)| {
        let name = waiver.rule_name.clone();
        let (fault, span, detail) = match (&waiver.reason, waiver.until) {
            (Err(lack), _) => (Fault::Unreasoned, waiver.rule_at, format!("{name} {lack}")),
            (_, Some(last)) if waiver.is_over(today) => (Fault::Expired, waiver.until_at, last.to_string()),
            _ if met.is_idle(index) => (Fault::Unused, waiver.rule_at, name),
            _ => return None,
        };
        Some(Faulty { fault, span, detail })
    };
    let asked = waivers.all.iter().enumerate().filter(|(index, _)| met.asked.contains(index));
    asked.filter_map(fault).collect()
}

impl Waiver {
    fn is_over(&self, today: Option<Date>) -> bool {
        self.until.zip(today).is_some_and(|(last, today)| last < today)
    }
}
