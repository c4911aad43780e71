//! `onrecord test`: do the rules what their examples say?

use std::path::PathBuf;

use clap::Args;
use onrecord::{
    lint::{Verdict, verify_in},
    report,
};

use super::{
    CLEAN, FOUND, Failure, Output,
    house::{House, Settings, toml_files},
    path::shown,
};

/// Run the examples of rules: each bad one must be flagged where it is marked, each good one not at all.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    onrecord test house/           every rule file below a folder\n  \
    onrecord test house/H001.toml  one file\n  \
    onrecord test                  the files that onrecord.toml names, or else the rules that come with onrecord\n\n\
    Verdicts: validated; noisy (the rule speaks on a good example); missing (it is silent on a bad one); wrong span\n\
    (it flags other words than those between [[ and ]]); wrong fix (its fix makes another text than `fixed` says).\n\
    Exit status 1 if any example fails.\n\n\
    `onrecord new-rule` writes a rule to begin with.")]
pub(super) struct Arguments {
    /// Rule files, or folders of them
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    let mut paths = Vec::new();
    for path in &arguments.paths {
        paths.extend(toml_files(path)?);
    }
    if paths.is_empty() && !arguments.paths.is_empty() {
        let named: Vec<String> = arguments.paths.iter().map(|path| shown(path)).collect();
        return Err(Failure::NoRules(named.join(", ")));
    }
    let House { linter, files, .. } = settings.house(&paths)?;
    let of_house = |file: &str| files.iter().any(|known| known == file);
    let named: Vec<String> = paths.iter().map(|path| shown(path)).collect();
    let verified = verify_in(linter.catalogue(), |file| match () {
        () if !named.is_empty() => named.iter().any(|known| known == file),
        () => files.is_empty() || of_house(file),
    })?;
    output.print_told(&report::verdicts(&verified))?;
    let failed = verified.iter().any(|verified| verified.verdict != Verdict::Validated);
    Ok(if failed { FOUND } else { CLEAN })
}
