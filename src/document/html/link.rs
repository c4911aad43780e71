//! Where links lead, and which of them cite something.

/// What stands before addresses that are no source: of people, of programs.
const NO_SOURCES: &[&str] =
    &["#", "about:", "blob:", "data:", "fax:", "javascript:", "mailto:", "sms:", "tel:", "whatsapp:"];

/// The target of a link, if it leads to something that can be a source.
pub(super) fn target(written: Option<&str>) -> Option<String> {
    let target = written?.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let opens = |sign: &&str| target.get(..sign.len()).is_some_and(|head| head.eq_ignore_ascii_case(sign));
    (!target.is_empty() && !NO_SOURCES.iter().any(opens)).then(|| target.to_owned())
}
