//! How the examples of rules fared, in words. With ANSI colours.

use std::fmt::Write;

use super::{
    counted,
    plain::clean,
    style::{BOLD, GREEN, RESET, YELLOW},
};
use crate::lint::{Verdict, Verified};

/// Each rule's examples that failed, with what was flagged instead; then how many of all were right. Those that fared
/// well are counted, a line a rule.
pub fn verdicts(verified: &[Verified]) -> String {
    let mut out = String::new();
    for of_rule in verified.chunk_by(|one, other| one.code == other.code && one.file == other.file) {
        out += &rule(of_rule);
    }
    out + &summary(verified)
}

fn rule(verified: &[Verified]) -> String {
    let Some(first) = verified.first() else { return String::new() };
    let right = verified.iter().filter(|verified| verified.verdict == Verdict::Validated).count();
    let all = verified.len();
    let colour = if right == all { GREEN } else { YELLOW };
    let mut out = format!(
        "{BOLD}{}{RESET}  {colour}{right} of {all} validated{RESET}  {}\n",
        first.code,
        clean(&first.file)
    );
    for failed in verified.iter().filter(|verified| verified.verdict != Verdict::Validated) {
        out += &failure(failed);
    }
    out
}

/// An example that failed: what it says, what was wanted and what came.
fn failure(failed: &Verified) -> String {
    let (name, means) = match &failed.verdict {
        Verdict::Validated => return String::new(),
        Verdict::Noisy(found) => (
            "noisy",
            format!(
                "a good example, and the rule flags {}: add an [[unless]], or narrow what it visits",
                quoted(found)
            ),
        ),
        Verdict::Missing => (
            "missing",
            format!("the rule should flag {}, and is silent: widen what it visits", quoted(&failed.marked)),
        ),
        Verdict::WrongSpan(found) => (
            "wrong span",
            format!("the rule should flag {}, and flags {}", quoted(&failed.marked), quoted(found)),
        ),
        Verdict::WrongFix(made) => {
            ("wrong fix", format!("what the rule offers makes this of it: “{}”", made.trim()))
        }
    };
    let mut out = String::new();
    let _ = writeln!(out, "  {YELLOW}{name}{RESET}: {}", clean(failed.text.trim()));
    let _ = writeln!(out, "    {}", clean(&means));
    out
}

fn quoted(words: &[String]) -> String {
    words.iter().map(|words| format!("“{words}”")).collect::<Vec<_>>().join(", ")
}

fn summary(verified: &[Verified]) -> String {
    let count = |is: fn(&Verdict) -> bool| verified.iter().filter(|verified| is(&verified.verdict)).count();
    let by_verdict = [
        (count(|verdict| *verdict == Verdict::Validated), "validated"),
        (count(|verdict| matches!(verdict, Verdict::Noisy(_))), "noisy"),
        (count(|verdict| *verdict == Verdict::Missing), "missing"),
        (count(|verdict| matches!(verdict, Verdict::WrongSpan(_))), "wrong span"),
        (count(|verdict| matches!(verdict, Verdict::WrongFix(_))), "wrong fix"),
    ];
    let told: Vec<String> = by_verdict
        .iter()
        .filter(|(count, name)| *count > 0 || *name == "validated")
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    format!("{BOLD}{}{RESET}: {}\n", counted(verified.len(), "example"), told.join(", "))
}
