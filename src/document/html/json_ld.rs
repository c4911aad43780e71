//! What a page says of its story in JSON-LD, and by the types of schema.org.

use serde_json::value::RawValue;

use super::tree::{Page, Step};
use crate::{
    Span,
    document::json::{self, Decoded, Shape},
};

/// Types of stories, and the section that a story of the type is in, if the type tells.
const TYPES: &[(&str, &str)] = &[
    ("Article", ""),
    ("NewsArticle", ""),
    ("AnalysisNewsArticle", "analysis"),
    ("AskPublicNewsArticle", ""),
    ("BackgroundNewsArticle", "analysis"),
    ("OpinionNewsArticle", "opinion"),
    ("ReportageNewsArticle", "news"),
    ("ReviewNewsArticle", "opinion"),
    ("SatiricalArticle", "opinion"),
    ("ScholarlyArticle", "report"),
    ("TechArticle", ""),
    ("Report", "report"),
    ("BlogPosting", ""),
    ("LiveBlogPosting", ""),
    ("SocialMediaPosting", ""),
];

/// Members that hold descriptions of more things.
const MORE: &[&str] = &["@graph", "mainEntity", "mainEntityOfPage"];

/// Descriptions stand within no more others.
const DEEPEST: usize = 4;

/// What a page says of its story.
#[derive(Default)]
pub(super) struct Told {
    /// What tells the sort of story: names of sections.
    pub(super) sections: Vec<String>,
    pub(super) headline: Option<Decoded>,
    pub(super) body: Option<Decoded>,
}

/// The section that a type of schema.org stands for, empty where it stands for none; nothing if it is not a story's.
pub(super) fn kind(name: &str) -> Option<&'static str> {
    let name = name.rsplit(['/', '#', ':']).next().unwrap_or_default();
    TYPES.iter().find(|(known, _)| *known == name).map(|(_, section)| *section)
}

/// What the page says of its story: of the first, if it describes several.
pub(super) fn read(page: &Page<'_>) -> Told {
    for node in 0..page.nodes.len() {
        let is_description = page.name(node) == "script"
            && page
                .attribute(node, "type")
                .is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
        let story = if is_description { of_script(page, node) } else { None };
        if let Some(told) = story {
            return told;
        }
    }
    Told::default()
}

fn of_script(page: &Page<'_>, node: usize) -> Option<Told> {
    let words = page.steps[page.nodes[node].steps.clone()].iter().filter_map(|step| match step {
        Step::Words(at) => Some(*at),
        _ => None,
    });
    let written = words.reduce(Span::join)?.of(page.file);
    let inner = written.find(['{', '['])?..written.rfind(['}', ']'])? + 1;
    let mut values = vec![(json::value(written.get(inner)?).ok()?, 0)];
    while let Some((value, depth)) = values.pop() {
        let more: Vec<&RawValue> = match json::shape(value) {
            Shape::Array => json::values(page.file, value).unwrap_or_default(),
            Shape::Object => {
                let members = json::members(page.file, value).unwrap_or_default();
                if let Some(told) = of_members(page.file, &members) {
                    return Some(told);
                }
                members
                    .iter()
                    .filter(|(key, _)| MORE.contains(&key.as_ref()))
                    .map(|(_, value)| *value)
                    .collect()
            }
            _ => Vec::new(),
        };
        if depth < DEEPEST {
            values.extend(more.into_iter().rev().map(|value| (value, depth + 1)));
        }
    }
    None
}

/// What a description says, if it is one of a story.
fn of_members(file: &str, members: &[(std::borrow::Cow<'_, str>, &RawValue)]) -> Option<Told> {
    let value = |name: &str| members.iter().find(|(key, _)| key == name).map(|(_, value)| *value);
    let strings = |name: &str| strings(file, value(name));
    let mut sections: Vec<String> = Vec::new();
    let mut is_story = false;
    for name in strings("@type").iter().filter_map(|name| kind(&name.text)) {
        is_story = true;
        sections.extend((!name.is_empty()).then(|| name.to_owned()));
    }
    sections.extend(strings("articleSection").into_iter().map(|section| section.text));
    let first = |name: &str| strings(name).into_iter().find(|string| !string.text.trim().is_empty());
    is_story.then(|| Told { sections, headline: first("headline"), body: first("articleBody") })
}

/// A string, or the strings of an array.
fn strings(file: &str, value: Option<&RawValue>) -> Vec<Decoded> {
    let Some(value) = value else { return Vec::new() };
    match json::shape(value) {
        Shape::Array => json::values(file, value)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|value| json::string(file, value))
            .collect(),
        _ => json::string(file, value).into_iter().collect(),
    }
}
