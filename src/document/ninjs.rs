//! ninjs 1.x to 3.x, and stories as JSON objects → stories.
//!
//! Whatever the version, an object becomes the fields that a story is put together from: [`record`](super::record)
//! knows what to make of them.

mod entry;

use serde_json::value::RawValue;

use super::{
    DocumentError, Format, Item, Limits,
    field::{self, Field},
    json::{self, Decoded, Shape},
    note,
    record::{self, FieldText},
};
use entry::Entry;

/// Members of a ninjs object, and the field that each is for a story.
const NAMES: &[(&str, &str)] = &[("by", "byline"), ("located", "dateline"), ("descriptiontext", "description")];

/// A form that a story is in, by what its member is called.
type Form = (&'static str, Option<Format>);

/// What stands behind "body_" where ninjs 1.x has the story in some form, and that form; none where its looks tell it.
const FORMS: &[Form] = &[
    ("", None),
    ("text", Some(Format::Text)),
    ("html", Some(Format::Html)),
    ("html5", Some(Format::Html)),
    ("xhtml", Some(Format::Html)),
    ("richtext", Some(Format::Html)),
    ("nitf", Some(Format::Nitf)),
    ("markdown", Some(Format::Markdown)),
];

/// Members that stories stand in.
const WRAPPERS: &[&str] = &["items", "item", "data"];

/// So many objects and arrays stand around a story at most.
const MOST_WRAPPERS: usize = 4;

/// Which headline is the one over the story: the first role of these.
const HEADLINES: &[&str] = &["main", "headline", ""];

/// Which description is the deck.
const DECKS: &[&str] = &["summary", "deck", "standfirst", "abstract", "lead", "main", "text", ""];

/// Which of two bodies with as much structure is read.
const BODIES: &[&str] = &["main", "body", ""];

/// Items that go with a story and are stories themselves. Of others, such as pictures, a reader sees what they show.
const STORIES: &[&str] = &["text", "composite", "package"];

/// A member of an object.
struct Member<'a> {
    /// In small letters, without marks between words: it is written in several ways.
    name: String,
    value: &'a RawValue,
    /// What leads to it.
    pointer: String,
}

/// Reads ninjs, or stories as JSON objects: the stories in it, in their order.
pub(super) fn read(file: &str, limits: &Limits) -> Result<Vec<Item>, DocumentError> {
    let mut objects = Vec::new();
    find(file, json::value(file)?, "", MOST_WRAPPERS, &mut objects)?;
    let mut items = Vec::new();
    for members in objects {
        match record::story(Fields::of(file, &members)?, limits) {
            Err(DocumentError::NoStory { .. }) => {}
            item => items.push(item?),
        }
    }
    if items.is_empty() {
        return Err(DocumentError::NoStory { what: "no object in it has a body".into() });
    }
    Ok(Item::tell_apart(items))
}

/// Finds the objects that are stories in a value, to which `pointer` leads. So many levels more are looked into.
fn find<'a>(
    file: &str,
    value: &'a RawValue,
    pointer: &str,
    levels: usize,
    found: &mut Vec<Vec<Member<'a>>>,
) -> Result<(), DocumentError> {
    let inner = match json::shape(value) {
        Shape::Object => {
            let members = members(file, value, pointer)?;
            if members.iter().any(is_body) {
                found.push(members);
                return Ok(());
            }
            members.into_iter().filter(|member| WRAPPERS.contains(&member.name.as_str())).collect()
        }
        Shape::Array => values(file, value, pointer)?,
        Shape::String | Shape::Other => return Ok(()),
    };
    let Some(levels) = levels.checked_sub(1) else { return Ok(()) };
    inner.iter().try_for_each(|member| find(file, member.value, &member.pointer, levels, found))
}

fn is_body(member: &Member<'_>) -> bool {
    match json::shape(member.value) {
        Shape::String => form(&member.name).is_some() || Field::named(&member.name) == Some(Field::Body),
        Shape::Array => member.name == "bodies",
        Shape::Object | Shape::Other => false,
    }
}

/// The form of a story in a member of this name, if it is one.
fn form(name: &str) -> Option<&'static Form> {
    let form = name.strip_prefix("body")?;
    FORMS.iter().find(|(known, _)| *known == form)
}

fn members<'a>(file: &str, object: &'a RawValue, pointer: &str) -> Result<Vec<Member<'a>>, DocumentError> {
    let members = json::members(file, object)?.into_iter().map(|(key, value)| Member {
        name: field::bare(&key).to_lowercase(),
        value,
        pointer: json::pointer(pointer, &key),
    });
    Ok(members.collect())
}

/// The values of an array, each as a member without a name.
fn values<'a>(file: &str, array: &'a RawValue, pointer: &str) -> Result<Vec<Member<'a>>, DocumentError> {
    let values = json::values(file, array)?.into_iter().enumerate();
    let member = |(index, value)| Member { name: String::new(), value, pointer: format!("{pointer}/{index}") };
    Ok(values.map(member).collect())
}

/// The values of an array or an object.
fn each<'a>(file: &str, of: &Member<'a>) -> Result<Vec<Member<'a>>, DocumentError> {
    match json::shape(of.value) {
        Shape::Object => members(file, of.value, &of.pointer),
        Shape::Array => values(file, of.value, &of.pointer),
        Shape::String | Shape::Other => Ok(Vec::new()),
    }
}

/// The fields of a story as they are found.
struct Fields<'file> {
    file: &'file str,
    found: Vec<FieldText>,
    /// The forms that the story itself is in.
    bodies: Vec<Entry>,
}

impl<'file> Fields<'file> {
    fn of(file: &'file str, members: &[Member<'_>]) -> Result<Vec<FieldText>, DocumentError> {
        let mut fields = Self { file, found: Vec::new(), bodies: Vec::new() };
        for member in members {
            fields.add(member)?;
        }
        let Self { mut found, bodies, .. } = fields;
        // A title is what the desk calls it, where it has a headline.
        if found.iter().any(|field| field.name == "headline") {
            found.retain(|field| field.name != "title");
        }
        if let Some(body) = entry::structured(bodies, BODIES) {
            // It says so itself, whatever the object says.
            if let Some(format) = body.format {
                let value = Decoded { text: format.name().to_owned(), ..Decoded::default() };
                found.insert(0, FieldText { name: "format".into(), value, pointer: None });
            }
            found.push(body.field("body"));
        }
        Ok(found)
    }

    fn add(&mut self, member: &Member<'_>) -> Result<(), DocumentError> {
        let file = self.file;
        match member.name.as_str() {
            "headlines" => self.push(entry::plain(entry::all(file, member)?, HEADLINES), "headline"),
            "descriptions" => self.push(entry::plain(entry::all(file, member)?, DECKS), "description"),
            "bodies" => self.bodies.extend(entry::all(file, member)?),
            "genre" | "genres" => self.genres(member)?,
            "ednote" => {
                let notes = json::string(file, member.value).map(|words| note::in_words(&words));
                for value in notes.into_iter().flatten() {
                    self.found.push(FieldText { name: note::FIELD.into(), value, pointer: None });
                }
            }
            "associations" => {
                for item in each(file, member)? {
                    self.caption(&item)?;
                }
            }
            name => {
                let Some(value) = json::name(file, member.value) else { return Ok(()) };
                let pointer = member.pointer.clone();
                if let Some((_, format)) = form(name) {
                    self.bodies.push(Entry { role: String::new(), format: *format, value, pointer });
                } else {
                    let known = NAMES.iter().find(|(known, _)| *known == name);
                    let name = known.map_or(name, |(_, field)| *field).to_owned();
                    self.found.push(FieldText { name, value, pointer: Some(pointer) });
                }
            }
        }
        Ok(())
    }

    fn push(&mut self, entry: Option<Entry>, name: &str) {
        self.found.extend(entry.map(|entry| entry.field(name)));
    }

    /// Sorts of story: names, or objects with names and codes such as `genre:Opinion`.
    fn genres(&mut self, list: &Member<'_>) -> Result<(), DocumentError> {
        let genres = match json::shape(list.value) {
            Shape::Array => values(self.file, list.value, &list.pointer)?,
            _ => vec![Member { name: String::new(), value: list.value, pointer: String::new() }],
        };
        for genre in genres {
            for said in each(self.file, &genre)?.iter().chain([&genre]) {
                let Some(words) = json::string(self.file, said.value) else { continue };
                let is_code = matches!(said.name.as_str(), "code" | "qcode" | "uri" | "literal");
                let code = words.text.rsplit([':', '/']).next().filter(|_| is_code);
                let text = code.unwrap_or(&words.text).to_owned();
                let value = Decoded { text, ..Decoded::default() };
                self.found.push(FieldText { name: "kind".into(), value, pointer: None });
            }
        }
        Ok(())
    }

    /// What is said of a picture that goes with the story.
    fn caption(&mut self, item: &Member<'_>) -> Result<(), DocumentError> {
        if json::shape(item.value) != Shape::Object {
            return Ok(());
        }
        let members = members(self.file, item.value, &item.pointer)?;
        let sort = members.iter().find(|member| member.name == "type");
        let sort = sort.and_then(|sort| json::string(self.file, sort.value)).unwrap_or_default();
        if members.iter().any(is_body) || STORIES.contains(&sort.text.as_str()) {
            return Ok(());
        }
        for member in &members {
            match (member.name.as_str(), json::string(self.file, member.value)) {
                ("descriptions", _) => {
                    self.push(entry::plain(entry::all(self.file, member)?, DECKS), "caption");
                }
                ("descriptiontext", Some(value)) => {
                    let pointer = Some(member.pointer.clone());
                    self.found.push(FieldText { name: "caption".into(), value, pointer });
                }
                _ => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
