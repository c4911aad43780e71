//! Profiles: what the rules ask of one sort of copy. `rules/profiles/<name>.toml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    adjust::{Adjustment, Adjustments},
    definition::Definition,
};
use crate::{Lazy, Spanned, document::Kind, lexicon::Lexicon, mistake::Mistake, nearest};

/// The form of a profile file.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ProfileFile {
    /// "wire"
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// For what copy it is, in a line.
    pub about: String,
    /// The profile that it builds on.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub extends: Option<Spanned<String>>,
    /// The kinds of story that are checked by it where nothing else is asked for.
    #[serde(default)]
    pub for_kinds: Vec<Kind>,
    /// Settings by rule: the code, or the letter of a whole family.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Adjustment>")]
    pub rule: BTreeMap<Spanned<String>, Adjustment>,
}

/// A profile.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Profile {
    /// "wire"
    pub name: String,
    /// For what copy it is, in a line.
    pub about: String,
    /// The profile that it builds on.
    pub extends: Option<String>,
    /// The kinds of story that are checked by it where nothing else is asked for.
    pub for_kinds: Vec<Kind>,
    own: Lazy<Adjustments>,
}

/// The profile for stories of which nothing else is known.
pub const DEFAULT: &str = "news";

/// All profiles. What one builds on stands before it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Profiles(Vec<Profile>);

impl Profiles {
    /// All of them.
    pub fn all(&self) -> &[Profile] {
        &self.0
    }

    /// The index of the profile of this name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|profile| profile.name == name)
    }

    /// The index of the profile for a kind of story. Later profiles, as those of the house, come first.
    pub(crate) fn for_kind(&self, kind: Kind) -> Option<usize> {
        self.0.iter().rposition(|profile| profile.for_kinds.contains(&kind))
    }

    /// The index of the profile for stories of which nothing else is known.
    pub(crate) fn usual(&self) -> Option<usize> {
        self.position(DEFAULT)
    }

    /// Sets the rules as a profile has them, from the bottom up.
    pub(crate) fn apply(&self, profile: usize, rules: &mut [Definition]) {
        let profile = &self.0[profile];
        if let Some(below) = profile.extends.as_ref().and_then(|below| self.position(below)) {
            self.apply(below, rules);
        }
        Adjustments::clone(&profile.own).of_profile(&profile.name).apply(rules);
    }

    /// "there is no profile `wier`; did you mean `wire`?"
    pub fn unknown(&self, name: &str) -> String {
        nearest::unknown("profile", name, self.0.iter().map(|profile| profile.name.as_str()))
    }

    /// Adds the profiles of some files, whatever their order.
    pub(super) fn load(
        &mut self,
        files: &[(&str, &str)],
        rules: &[Definition],
        lexicon: &mut Lexicon,
    ) -> Result<(), Mistake> {
        let mut waiting = Vec::with_capacity(files.len());
        for (file, text) in files {
            let read: ProfileFile =
                toml::from_str(text).map_err(|error| Mistake::in_toml(file, text, &error))?;
            waiting.push((*file, *text, read));
        }
        while !waiting.is_empty() {
            let ready = |read: &ProfileFile| {
                read.extends.as_ref().is_none_or(|below| self.position(below.get_ref()).is_some())
            };
            let Some(next) = waiting.iter().position(|(.., read)| ready(read)) else {
                return Err(self.no_bottom(&waiting));
            };
            let (file, text, read) = waiting.remove(next);
            self.add(file, text, read, rules, lexicon)?;
        }
        Ok(())
    }

    fn add(
        &mut self,
        file: &str,
        text: &str,
        read: ProfileFile,
        rules: &[Definition],
        lexicon: &mut Lexicon,
    ) -> Result<(), Mistake> {
        if self.position(read.name.get_ref()).is_some() {
            return Err(Mistake {
                file: file.into(),
                text: text.into(),
                span: read.name.span(),
                message: format!("there is already a profile `{}`", read.name.get_ref()),
                help: Some(format!(
                    "choose another name, and build on it: extends = \"{}\"",
                    read.name.get_ref()
                )),
            });
        }
        self.0.push(Profile {
            own: Adjustments::load(file, text, read.rule, rules, lexicon)?.into(),
            name: read.name.into_inner(),
            about: read.about,
            extends: read.extends.map(Spanned::into_inner),
            for_kinds: read.for_kinds,
        });
        Ok(())
    }

    /// Why none of the profiles that wait can be added: one builds on a profile that is not there, or on itself.
    fn no_bottom(&self, waiting: &[(&str, &str, ProfileFile)]) -> Mistake {
        let waits = |name: &str| waiting.iter().any(|(.., read)| read.name.get_ref() == name);
        let lost = |read: &ProfileFile| read.extends.as_ref().is_some_and(|below| !waits(below.get_ref()));
        let (file, text, read) = waiting.iter().find(|(.., read)| lost(read)).unwrap_or(&waiting[0]);
        let below = read.extends.as_ref().unwrap_or(&read.name);
        let (message, help) = if lost(read) {
            (self.unknown(below.get_ref()), "`onrecord profiles` lists all")
        } else {
            (
                format!("`{}` builds on itself", read.name.get_ref()),
                "let one of the circle extend another profile",
            )
        };
        let (file, text) = ((*file).into(), (*text).into());
        Mistake { file, text, span: below.span(), message, help: Some(help.into()) }
    }
}
