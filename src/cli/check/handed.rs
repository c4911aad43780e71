//! Stories that a program hands over: checked as their files would be, and the reports handed back.

use onrecord::report::{Format, RuleFacts, Run};

use super::{Known, fix::Fixing, story::Check, targets::Target, total::Total, waivers};
use crate::cli::{Failure, input::Loaded};

/// What a report says of some stories of one house, in each of these formats. `rules` are those that could speak.
pub(in crate::cli) fn reports<const N: usize>(
    stories: Vec<Loaded>,
    rules: Vec<RuleFacts>,
    formats: [Format; N],
) -> Result<[String; N], Failure> {
    let known = match stories.first() {
        Some(story) => Known::of(&story.house)?,
        None => None,
    };
    let targets = formats.map(Target::of);
    let check = Check { fixing: &Fixing::default(), targets: &targets, known: known.as_ref(), fail_on: None };
    let mut total = Total::new(N);
    for story in stories {
        total.add(check.story(story)?);
    }
    for outcome in waivers::report(std::mem::take(&mut total.waived), &[], &check)? {
        total.add(outcome);
    }
    let run = Run::new(total.summary, rules);
    let mut reports = [const { String::new() }; N];
    for ((report, target), parts) in reports.iter_mut().zip(&targets).zip(&total.parts) {
        *report = target.renderer.whole(parts, &run)?;
    }
    Ok(reports)
}
