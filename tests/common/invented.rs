//! Stories made of invented sentences, as many as are wanted, each another, the same in every run.

use std::{fmt::Write as _, path::Path};

use super::write;

/// Who speaks: named, bodies, nameless, vague.
const WHO: &[&str] = &[
    "Mira Castellan, who runs the port of Aldmoor,",
    "The harbour board",
    "A senior official",
    "Experts",
    "Tomas Brandt, a retired pilot,",
    "Sources",
    "The ministry of works",
    "Critics",
    "Two people briefed on the plan",
    "A report by the Aldmoor Institute",
];

/// What they say.
const SAID: &[&str] = &[
    "said the new breakwater would open in March",
    "said 40% of the berths stood empty last winter",
    "warned that the dredging had begun too late",
    "denied that the contract had been changed",
    "said the toll would rise by 12 crowns a tonne",
    "called the plan “a gift to the shipping lines”",
    "said the ferry to Osk would run twice a day",
    "believe the pilots will strike again before Easter",
];

/// What nobody says.
const UNSOURCED: &[&str] = &[
    "It is the largest harbour on the northern coast.",
    "The council met on Tuesday in the old customs house.",
    "The delay was caused by a dispute over the quarry.",
    "The tower of the lightkeepers stands at the end of the mole.",
    "Fares will almost certainly double within a year.",
    "Rain fell on the fish market all morning.",
];

/// A story of 2 to 6 KB.
pub(crate) fn story(number: usize) -> String {
    let mut state = number as u64 + 1;
    let mut pick = |from: &[&'static str]| {
        // Knuth's multiplier: all that is asked for is variety.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[usize::try_from(state >> 33).unwrap_or_default() % from.len()]
    };
    let mut text = format!("Harbour story number {number}\n\n");
    for _ in 0..6 + number % 10 {
        let (who, said, other) = (pick(WHO), pick(SAID), pick(UNSOURCED));
        let (again, more) = (pick(WHO), pick(SAID));
        let _ = write!(text, "{other} {who} {said}. {again} {more}. {}\n\n", pick(UNSOURCED));
    }
    text
}

/// Writes stories into folders of a hundred.
pub(crate) fn stories(folder: &Path, count: usize) {
    for number in 0..count {
        write(folder, &format!("{:03}/{:02}.txt", number / 100, number % 100), &story(number));
    }
}
