//! Who took a picture: "(AP Photo/Ana Ruiz)", "Photo: Reuters". Words before such a credit are a caption.

use memchr::memchr2_iter;

use crate::document::{Role, look};

/// Agencies that take pictures and write stories.
const AGENCIES: &[&str] = &[
    "AAP",
    "AFP",
    "Alamy",
    "ANI",
    "AP",
    "Associated",
    "Bloomberg",
    "CNN",
    "dpa",
    "EFE",
    "EPA",
    "Getty",
    "IANS",
    "Interfax",
    "Kyodo",
    "NurPhoto",
    "PA",
    "PTI",
    "Reuters",
    "Shutterstock",
    "SOPA",
    "Sputnik",
    "TASS",
    "UPI",
    "USGS",
    "Xinhua",
    "ZUMA",
    "iStock",
    "AFP-JIJI",
    "NBC",
    "BBC",
    "VOA",
];

/// Words for pictures.
const PICTURES: &[&str] = &[
    "graphic",
    "handout",
    "illustration",
    "image",
    "images",
    "photo",
    "photograph",
    "photographs",
    "photos",
    "picture",
    "pictures",
    "screengrab",
    "screenshot",
];

/// What stands before who took the picture.
const LABELS: &[&str] =
    &["credit", "courtesy", "graphic", "illustration", "image", "photo", "photograph", "photos", "picture"];

/// What stands before the words of a caption.
const CAPTIONS: &[&str] = &["image caption", "image copyright", "photo caption", "caption:"];

/// Words without a capital in a credit.
const AROUND: &[&str] = &[
    "and", "by", "courtesy", "file", "for", "from", "handout", "of", "pool", "provided", "the", "through",
    "via",
];

/// More words than a credit has.
const MOST_WORDS: usize = 9;

/// The last bytes of a paragraph that can hold a credit.
const LONGEST: usize = 120;

/// More words than a caption has.
const LONGEST_CAPTION: usize = 90;

/// What a paragraph is that bears a credit: a caption, or boilerplate where the credit is all.
pub(super) fn role(text: &str) -> Option<Role> {
    let first = text.bytes().next().map(|byte| byte.to_ascii_lowercase());
    let opens = |label: &&str| {
        label.bytes().next() == first
            && text.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label))
    };
    if is_agency_credit(text) {
        return Some(Role::Boilerplate);
    }
    let caption = without_credit(text);
    let is_short = || look::count_words(text, LONGEST_CAPTION) <= LONGEST_CAPTION;
    if !look::has_word(caption) {
        return Some(Role::Boilerplate);
    }
    let labelled = LABELS.iter().any(|label| opens(label) && text[label.len()..].starts_with(':'));
    let is_caption = caption.len() < text.len() || labelled || CAPTIONS.iter().any(opens);
    (is_caption && is_short()).then_some(Role::Caption)
}

/// The text without the credit at its end, if there is one.
pub(in crate::document) fn without_credit(text: &str) -> &str {
    let end = text.trim_end_matches(|c: char| c == '.' || look::is_blank(c));
    let bracket = end.strip_suffix([')', ']']).and_then(|inner| {
        let open = inner.rfind(['(', '['])?;
        is_bracketed_credit(&inner[open + 1..]).then_some(open)
    });
    bracket.or_else(|| labelled(end)).map_or(text, |credit| text[..credit].trim_end_matches(look::is_blank))
}

/// Whether the word names an agency.
pub(super) fn is_agency(word: &str) -> bool {
    AGENCIES.contains(&word) || word == "REUTERS"
}

/// Where a credit with a label begins that the text ends with: "Photo: AP", "Image by Ana Ruiz".
fn labelled(text: &str) -> Option<usize> {
    let mut from = text.len().saturating_sub(LONGEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let is_label = |word: &str| LABELS.iter().any(|label| label.eq_ignore_ascii_case(word));
    if !may_label(&text[from..]) {
        return None;
    }
    let mut start = None;
    let mut at = from;
    for chunk in text[from..].split_inclusive(look::is_blank) {
        let word = chunk.trim_end_matches(look::is_blank);
        if !is_label(word.strip_suffix(':').unwrap_or(word)) {
            at += chunk.len();
            continue;
        }
        let begins = at == 0 || (look::ends_sentence(&text[..at]) && look::is_capital(word));
        let rest = &text[at + word.len()..];
        let is_followed = || {
            let rest = rest.trim_start_matches(look::is_blank);
            rest.starts_with("by ") || rest.starts_with("courtesy ") || rest.starts_with("credit:")
        };
        let has_all = |rest: &str| look::has_word(rest) && is_capitalised(rest);
        if begins
            && (word.ends_with(':') || is_followed())
            && has_all(rest.trim_start_matches([' ']).trim_start_matches("credit:"))
        {
            start = Some(at);
        }
        at += chunk.len();
    }
    start
}

/// Whether there is a mark or word that goes with a label.
fn may_label(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr2_iter(b':', b'y', bytes).any(|at| {
        let ends = |word: &str| bytes[..=at].ends_with(word.as_bytes()) && bytes.get(at + 1) == Some(&b' ');
        bytes[at] == b':' || ends("by") || ends("courtesy")
    })
}

fn is_bracketed_credit(inner: &str) -> bool {
    is_capitalised(inner) && (parts(inner).any(is_picture) || is_agency_credit(inner))
}

/// "Getty Images", "AP Photo", "Ana Ruiz/Reuters"
fn is_agency_credit(text: &str) -> bool {
    text.len() <= LONGEST
        && is_capitalised(text)
        && parts(text).any(is_agency)
        && (text.contains('/') || parts(text).any(is_picture))
}

fn is_picture(word: &str) -> bool {
    PICTURES.iter().any(|picture| picture.eq_ignore_ascii_case(word))
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| look::is_blank(c) || matches!(c, '/' | ',' | ':')).map(look::bare)
}

/// Whether it is a few words with capitals, and nothing that makes a sentence.
fn is_capitalised(text: &str) -> bool {
    look::count_words(text, MOST_WORDS) <= MOST_WORDS
        && parts(text).all(|word| {
            word.is_empty()
                || look::is_capital(word)
                || is_picture(word)
                || is_agency(word)
                || AROUND.iter().any(|known| known.eq_ignore_ascii_case(word))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_alone() {
        for text in [
            "(Reuters Image)",
            "(Reuters Image).",
            "Photo: AP",
            "Getty Images",
            "AP Photo/Ana Ruiz",
            "Ana Ruiz/Reuters",
            "Photo by Ana Ruiz",
            "Photo credit: Ana Ruiz",
            "Image: Harbour Museum.",
        ] {
            assert_eq!(role(text), Some(Role::Boilerplate), "{text}");
        }
    }

    #[test]
    fn captions() {
        for text in [
            "Boats wait at the quay. (Reuters Image).",
            "Boats wait at the quay on Sunday. (AP Photo/Ana Ruiz)",
            "Boats wait at the quay (Photo: Ana Ruiz)",
            "Boats wait at the quay. Image: Harbour Museum.",
            "Image caption Boats wait at the quay",
            "Photo: Boats wait at the quay for the storm to pass over the town.",
        ] {
            assert_eq!(role(text), Some(Role::Caption), "{text}");
        }
    }

    #[test]
    fn neither() {
        for text in [
            "Picture Perfect",
            "The image shook the town (see the photo below).",
            "The picture is bleak, she said (Reuters).",
            "Credit where credit is due.",
            "He put it on a credit card. Credit: the new debt.",
            "Photo by photo, she told the story.",
        ] {
            assert_eq!(role(text), None, "{text}");
        }
    }
}
