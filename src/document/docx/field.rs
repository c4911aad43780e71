//! Fields: what a program puts into the text by itself, such as a link or a table of contents.

/// What the result of a field is to the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// Part of them.
    Words,
    /// A link that leads somewhere.
    Link(String),
    /// A list of what stands elsewhere.
    Apart,
}

/// Fields whose results are lists of what stands elsewhere.
const LISTS: &[&str] = &["TOC", "INDEX", "TOA", "BIBLIOGRAPHY"];

/// Switches of a link that have a value which is no place: the words that show where it leads, the frame it opens in.
const TOLD: &[&str] = &["\\o", "\\t"];

impl Field {
    /// What the field is that has this code: `HYPERLINK "https://…" \l "place"`.
    pub(super) fn of_code(code: &str) -> Self {
        let mut words = Words(code);
        let name = words.next().unwrap_or_default().to_ascii_uppercase();
        if LISTS.contains(&name.as_str()) {
            return Self::Apart;
        }
        if name != "HYPERLINK" {
            return Self::Words;
        }
        let (mut target, mut place) = (None, None);
        while let Some(word) = words.next() {
            if word.eq_ignore_ascii_case("\\l") {
                place = words.next();
            } else if TOLD.iter().any(|switch| word.eq_ignore_ascii_case(switch)) {
                words.next();
            } else if !word.starts_with('\\') {
                target = target.or(Some(word));
            }
        }
        match (target.filter(|target| !target.is_empty()), place) {
            (Some(target), Some(place)) => Self::Link(format!("{target}#{place}")),
            (Some(target), None) => Self::Link(target.to_owned()),
            (None, Some(place)) => Self::Link(format!("#{place}")),
            (None, None) => Self::Words,
        }
    }
}

/// The words of a code, some of them in quotation marks.
struct Words<'a>(&'a str);

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.0.trim_start();
        let (word, rest) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None if rest.is_empty() => return None,
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        self.0 = rest;
        Some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        let link = |target: &str| Field::Link(target.to_owned());
        for (code, expected) in [
            (" HYPERLINK \"https://quay.example/a b\" \\t \"_blank\" ", link("https://quay.example/a b")),
            ("hyperlink https://quay.example \\l \"tide\"", link("https://quay.example#tide")),
            ("HYPERLINK \\l \"_Toc1\" \\o \"a tip\"", link("#_Toc1")),
            ("HYPERLINK \"", Field::Words),
            ("HYPERLINK", Field::Words),
            (" TOC \\o \"1-3\" \\h ", Field::Apart),
            ("PAGE", Field::Words),
            ("", Field::Words),
        ] {
            assert_eq!(Field::of_code(code), expected, "{code}");
        }
    }
}
