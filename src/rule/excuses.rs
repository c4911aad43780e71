//! Circumstances that several rules share: `rules/excuses/<name>.toml`. A rule takes them by name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    definition::{Definition, Unless},
    load::Loader,
};
use crate::{Spanned, lexicon::Lexicon, mistake::Mistake, nearest};

/// A file of `rules/excuses/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExcuseFile {
    /// What they have in common, in a sentence.
    #[allow(dead_code, reason = "for the reader of the file")]
    about: String,
    /// The circumstances; one is enough.
    unless: Vec<Unless>,
}

/// Shared circumstances, by name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Excuses(BTreeMap<String, Vec<Unless>>);

impl Excuses {
    /// Adds those of one file, which go by its name.
    pub(super) fn add(&mut self, path: &str, text: &str, lexicon: &mut Lexicon) -> Result<(), Mistake> {
        let mut file: ExcuseFile =
            toml::from_str(text).map_err(|error| Mistake::in_toml(path, text, &error))?;
        Loader { file: path, text, lexicon }.load_unless(&mut file.unless)?;
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
        self.0.insert(name.to_owned(), file.unless);
        Ok(())
    }

    /// Gives a rule those that it names, after its own.
    pub(super) fn give(&self, rule: &mut Definition, loader: &Loader<'_>) -> Result<(), Mistake> {
        for name in rule.excused_by.iter() {
            let named = self.named(name, loader)?;
            rule.unless.change(|unless| unless.extend_from_slice(named));
        }
        Ok(())
    }

    fn named(&self, name: &Spanned<String>, loader: &Loader<'_>) -> Result<&[Unless], Mistake> {
        self.0.get(name.get_ref()).map(Vec::as_slice).ok_or_else(|| {
            let known = self.0.keys().map(String::as_str);
            loader.at(name, nearest::unknown("shared excuse", name.get_ref(), known), None)
        })
    }
}
