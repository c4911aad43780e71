//! What a paragraph is by its own words, wherever it stands: a byline, a dateline, a caption, or no prose at all.
//!
//! Shared by the readers of all formats. When unsure, it says nothing, and the paragraph stays one.

mod boilerplate;
mod byline;
mod calendar;
mod credit;
mod dateline;

pub(super) use byline::{is_outlet, is_signature};
pub(super) use credit::without_credit;
pub(super) use dateline::head as dateline;

use super::{Role, look};

/// Longer paragraphs are what they seem to be. In bytes.
const LONGEST: usize = 1_000;

/// What the words of a paragraph say that it is, if they say anything.
pub(super) fn by_itself(text: &str) -> Option<Role> {
    if text.len() > LONGEST {
        return None;
    }
    if !look::has_word(text) || boilerplate::is_end_sign(text) {
        return Some(Role::Boilerplate);
    }
    if calendar::is_date_line(text) {
        return Some(Role::Dateline);
    }
    if byline::is_byline(text) {
        return Some(Role::Byline);
    }
    credit::role(text).or_else(|| boilerplate::is_boilerplate(text).then_some(Role::Boilerplate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_by_its_words() {
        for (text, expected) in [
            ("By Ana Ruiz", Some(Role::Byline)),
            ("September 12, 2016", Some(Role::Dateline)),
            ("Updated 3:14 p.m. ET", Some(Role::Dateline)),
            ("Last Updated:", Some(Role::Boilerplate)),
            ("***", Some(Role::Boilerplate)),
            ("-30-", Some(Role::Boilerplate)),
            ("Photo: AP", Some(Role::Boilerplate)),
            ("Ferries wait in the harbour. (AP Photo/Ana Ruiz)", Some(Role::Caption)),
            ("The river rose by a metre on Sunday.", None),
            ("By Sunday the river had risen by a metre.", None),
            ("30", None),
        ] {
            assert_eq!(by_itself(text), expected, "{text}");
        }
    }
}
