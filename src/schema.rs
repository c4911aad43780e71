//! The forms of the files that people write, as JSON Schema: editors complete and check by it.
//!
//! Made from the types that read the files, whose comments become the descriptions.

use schemars::{JsonSchema, Schema, generate::SchemaSettings};

use crate::{
    config::{ConfigFile, WaiverFile},
    lexicon::ClassFile,
    rule::{Change, Definition, ProfileFile},
};

/// A form of file: its name, and what makes its schema.
pub type Form = (&'static str, fn() -> Schema);

/// The files that have a schema, by name.
pub const FORMS: &[Form] = &[
    ("rule", of::<Definition>),
    ("change", of::<Change>),
    ("words", of::<ClassFile>),
    ("profile", of::<ProfileFile>),
    ("config", of::<ConfigFile>),
    ("waivers", of::<WaiverFile>),
];

/// The JSON Schema of a form of file, by its name in [`FORMS`].
///
/// # Errors
/// None for the forms there are; serde_json's type asks for it.
pub fn schema(name: &str) -> Option<serde_json::Result<String>> {
    let (_, make) = FORMS.iter().find(|(known, _)| *known == name)?;
    Some(serde_json::to_string_pretty(&make()).map(|text| text + "\n"))
}

/// By draft 7, which editors of TOML know.
fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>()
}
