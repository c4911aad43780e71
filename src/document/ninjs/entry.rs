//! Lists of ninjs 2.x and 3.x: headlines, descriptions and bodies, each for its use and in its form.

use super::{Member, each, values};
use crate::document::{
    DocumentError, Format,
    json::{self, Decoded, Shape},
    record::{self, FieldText},
};

/// One of a list.
pub(super) struct Entry {
    /// What it is for, in small letters; empty where it does not say so.
    pub(super) role: String,
    /// The form it is in, if it says so.
    pub(super) format: Option<Format>,
    pub(super) value: Decoded,
    /// What leads to the value.
    pub(super) pointer: String,
}

impl Entry {
    fn has_words(&self) -> bool {
        !self.value.text.trim().is_empty()
    }

    /// The place of its role among some.
    fn place(&self, roles: &[&str]) -> usize {
        roles.iter().position(|role| *role == self.role).unwrap_or(roles.len())
    }

    /// As a field of a story.
    pub(super) fn field(self, name: &str) -> FieldText {
        FieldText { name: name.to_owned(), value: self.value, pointer: Some(self.pointer) }
    }
}

/// All of a list, but for those in a form that no story has.
pub(super) fn all(file: &str, list: &Member<'_>) -> Result<Vec<Entry>, DocumentError> {
    let mut entries = Vec::new();
    if json::shape(list.value) != Shape::Array {
        return Ok(entries);
    }
    for entry in values(file, list.value, &list.pointer)? {
        let members = each(file, &entry)?;
        let member = |name: &str| {
            let member = members.iter().find(|member| member.name == name)?;
            Some((json::string(file, member.value)?, member.pointer.clone()))
        };
        let Some((value, pointer)) = member("value") else { continue };
        let format = match member("contenttype") {
            Some((written, _)) => match record::of_media_type(&written.text) {
                Some(format) => Some(format),
                None => continue,
            },
            None => None,
        };
        let role = member("role").map(|(role, _)| role.text.trim().to_lowercase()).unwrap_or_default();
        entries.push(Entry { role, format, value, pointer });
    }
    Ok(entries)
}

/// The plain one whose role comes first among some.
pub(super) fn plain(entries: Vec<Entry>, roles: &[&str]) -> Option<Entry> {
    let is_plain = |entry: &Entry| entry.format.is_none_or(|format| format == Format::Text);
    entries
        .into_iter()
        .filter(|entry| is_plain(entry) && entry.has_words())
        .min_by_key(|entry| entry.place(roles))
}

/// The one with the most structure; of several, the one whose role comes first among some.
pub(super) fn structured(entries: Vec<Entry>, roles: &[&str]) -> Option<Entry> {
    let rank = |entry: &Entry| {
        record::rank(entry.format.unwrap_or_else(|| record::body_format("", &entry.value.text)))
    };
    let with_words = entries.into_iter().filter(Entry::has_words);
    with_words.min_by_key(|entry| (rank(entry), entry.place(roles)))
}
