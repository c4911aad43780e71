//! Lines that hold nothing but a date or a time: "September 12, 2016", "Updated 3:14 p.m. ET", "6 years ago".

use crate::document::look::{self, Listed};

/// Names of days and months, by the letters that each form begins with.
const NAMES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "sept",
];

/// The same, by themselves.
static FULL_NAMES: Listed = Listed::new(NAMES);

/// What may stand with a date or time.
static AROUND: Listed = Listed::new(&[
    "a.m",
    "am",
    "and",
    "ago",
    "at",
    "bst",
    "cdt",
    "cest",
    "cet",
    "central",
    "cst",
    "ct",
    "day",
    "days",
    "eastern",
    "edt",
    "est",
    "et",
    "first",
    "gmt",
    "h",
    "hour",
    "hours",
    "hrs",
    "ist",
    "last",
    "local",
    "mdt",
    "midnight",
    "min",
    "mins",
    "minute",
    "minutes",
    "modified",
    "month",
    "months",
    "mst",
    "mt",
    "noon",
    "of",
    "on",
    "originally",
    "p.m",
    "pacific",
    "pdt",
    "pm",
    "posted",
    "pst",
    "pt",
    "published",
    "the",
    "time",
    "today",
    "update",
    "updated",
    "utc",
    "week",
    "weeks",
    "year",
    "years",
]);

/// More words than a date, a time and another date have.
const MOST_WORDS: usize = 16;

/// Whether the text is a date, a time or both, with what says of what.
pub(super) fn is_date_line(text: &str) -> bool {
    let parts = text
        .split(|c: char| look::is_blank(c) || matches!(c, ',' | '|' | '/' | '–' | '—' | '-' | '·' | '•'))
        .map(look::bare)
        .filter(|part| !part.is_empty());
    let mut anchors = 0;
    let mut numbers = 0;
    for (index, part) in parts.enumerate() {
        if index == MOST_WORDS {
            return false;
        }
        if is_time(part) || is_name(part) || part.eq_ignore_ascii_case("ago") {
            anchors += 1;
        } else if is_number(part) {
            numbers += 1;
        } else if AROUND.has(part) {
            let halves_day = part.starts_with(['a', 'p', 'A', 'P']) && part.ends_with(['m', 'M']);
            anchors += usize::from(halves_day);
        } else {
            return false;
        }
    }
    let dates = anchors > 0 || numbers == 3 && is_numeric_date(text);
    dates && text.contains(|c: char| c.is_ascii_digit()) && !text.ends_with(['?', '!'])
}

/// A month or a day, whole or cut short: "September", "Sept", "Sep".
pub(super) fn is_name(word: &str) -> bool {
    let is_cut = |name: &&str| name.get(..3).is_some_and(|cut| cut.eq_ignore_ascii_case(word));
    look::is_capital(word) && (FULL_NAMES.has(word) || word.len() == 3 && NAMES.iter().any(is_cut))
}

/// "12", "12th", "2016"
fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    (1..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && ["", "st", "nd", "rd", "th"].contains(&ending)
}

/// "3:14", "15.30h", "9am"
fn is_time(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let timed = digits.contains(':') || ["am", "pm"].iter().any(|half| half.eq_ignore_ascii_case(ending));
    timed && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
}

/// "2016-09-12", "12/9/2016"
fn is_numeric_date(text: &str) -> bool {
    ['-', '/'].iter().any(|mark| text.matches(*mark).count() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times() {
        for text in [
            "September 12, 2016",
            "Wednesday, July 17, 2019",
            "12 Sept. 2016",
            "2016-09-12",
            "12/9/2016",
            "Updated 3:14 p.m. ET",
            "Last updated: Sept. 12, 2016 at 9am",
            "Published on May 3, 2020 | Updated on May 4, 2020",
            "6 years ago",
            "12:05 a.m.",
        ] {
            assert!(is_date_line(text), "{text}");
        }
    }

    #[test]
    fn no_dates() {
        for text in
            ["Last Updated:", "May", "2016", "3-2", "May 3 was dry.", "12 angry men", "1,200", "24/7", ""]
        {
            assert!(!is_date_line(text), "{text}");
        }
    }
}
