//! `onrecord schema`: the forms of files, for editors.

use clap::{Args, builder::PossibleValuesParser};
use onrecord::schema::{FORMS, schema};

use super::{CLEAN, Failure, Output};

/// Print the JSON Schema of a form of file.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  onrecord schema rule > rule.json\n\n\
    An editor with the Taplo or \"Even Better TOML\" language server completes and checks a file that begins with\n  \
    #:schema ./rule.json")]
pub(super) struct Arguments {
    /// The form of file
    #[arg(value_name = "FORM", value_parser = PossibleValuesParser::new(FORMS.iter().map(|(name, _)| *name)))]
    form: String,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<u8, Failure> {
    if let Some(schema) = schema(&arguments.form) {
        output.print(&schema?)?;
    }
    Ok(CLEAN)
}
