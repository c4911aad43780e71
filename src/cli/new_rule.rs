//! `onrecord new-rule`: a rule file to begin with.

use std::path::PathBuf;

use clap::Args;
use onrecord::rule::{Catalogue, HouseFile, skeleton};

use super::{CLEAN, Failure, Output, house::Settings, path::shown, write::write};

/// Write a rule file to begin with: it works as it stands, and its comments say what to change.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    onrecord new-rule close-sources                      writes close-sources.toml\n  \
    onrecord new-rule close-sources -o house/H001.toml   writes there\n  \
    onrecord test house/                                 runs its examples\n\n\
    Name the file in onrecord.toml, and every check reads it: rules = [\"house/*.toml\"]")]
pub(super) struct Arguments {
    /// The rule's name, in small letters with hyphens
    #[arg(value_name = "NAME", default_value = "our-rule")]
    name: String,
    /// The rule's code: a capital letter and three digits. Without it, the first free one from H001
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// Where to write it; NAME.toml in this folder, where nothing is given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    let path = arguments.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}.toml", arguments.name)));
    let house = settings.house(&[])?;
    let code = arguments.code.clone().unwrap_or_else(|| free_code(house.linter.catalogue()));
    let file = HouseFile { text: skeleton(&code, &arguments.name, &shown(&path)), path: shown(&path) };
    // Whatever is wrong with name or code is told before anything is written.
    let mut catalogue = house.linter.catalogue().clone();
    catalogue.add(&file.path, &file.text).map_err(Box::new)?;
    if path.exists() {
        return Err(Failure::Exists(file.path));
    }
    write(&path, file.text.as_bytes())?;
    output.print_told(&format!("{}: rule {code}. Next: onrecord test {}\n", file.path, file.path))?;
    Ok(CLEAN)
}

/// The first code from H001 that no rule has.
fn free_code(catalogue: &Catalogue) -> String {
    let codes = (1..1000).map(|number| format!("H{number:03}"));
    codes.into_iter().find(|code| catalogue.rule(code).is_none()).unwrap_or_else(|| "H001".to_owned())
}
