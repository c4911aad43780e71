//! What scripts read, as JSON Schema: made from the types that are written, whose comments become the descriptions.

use schemars::{
    JsonSchema, Schema, SchemaGenerator,
    generate::SchemaSettings,
    json_schema,
    transform::{RestrictFormats, Transform},
};
use serde_json::Value;

use super::{
    inspect::SourceRow,
    json::{FileRow, SummaryRow},
};

/// The form of the report in JSON: that of `onrecord check --format json`.
pub fn check() -> Value {
    let mut generator = generator();
    let (files, summary) = (list_of::<FileRow<'_>>(&mut generator), generator.subschema_for::<SummaryRow>());
    finished(json_schema!({
        "type": "object",
        "properties": { "version": { "const": 1 }, "files": files, "summary": summary },
        "required": ["version", "files", "summary"],
    }))
}

/// The form of a ledger: the list under `sources` of `onrecord inspect --format jsonl`.
pub fn sources() -> Value {
    finished(list_of::<SourceRow<'_>>(&mut generator()))
}

/// Each schema stands where it is used: not all that read them follow references.
fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .with(|settings| settings.inline_subschemas = true)
        .into_generator()
}

fn list_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let item = generator.subschema_for::<T>();
    json_schema!({ "type": "array", "items": item })
}

/// The schema without the names of Rust's numbers, at which strict validators stop.
fn finished(mut schema: Schema) -> Value {
    let mut numbers = RestrictFormats::default();
    numbers.infer_from_meta_schema = false;
    numbers.transform(&mut schema);
    schema.to_value()
}
