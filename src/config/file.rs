//! The form of `onrecord.toml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    FailOn, Given,
    layer::{Layer, When},
    pattern::PathPattern,
};
use crate::{
    Spanned,
    document::{Kind, Limit, Limits},
    mistake::{self, Mistake},
    rule::{Adjustment, Adjustments, Catalogue},
};

/// What `onrecord.toml` says.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct ConfigFile {
    /// What it builds on: another file ("../house/onrecord.toml", seen from the folder of this one; its patterns of paths
    /// are seen from the folder of this one, too), or a profile, for the stories whose kind chooses no other.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub extends: Option<Spanned<String>>,
    /// Files of the house's own rules, changes, words and profiles: paths or patterns such as `house/*.toml`, seen
    /// from the folder of this file.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub rules: Vec<Spanned<String>>,
    /// What is passed over: patterns of paths, as in ignore files.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub exclude: Vec<Spanned<String>>,
    /// The file of known findings, seen from the folder of this file; `onrecord.baseline.json` beside the file, where
    /// nothing is given.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub baseline: Option<Spanned<String>>,
    /// The file of waivers, seen from the folder of this file; `onrecord.waivers.toml` beside the file, where nothing
    /// is given.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub waivers: Option<Spanned<String>>,
    /// The kind of the stories in some places that do not say theirs: `opinion = ["comment/"]`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<Kind, Vec<String>>")]
    pub kinds: BTreeMap<Kind, Vec<Spanned<String>>>,
    /// The profile for every story, whatever its kind. Without it, the kind of the story chooses.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub profile: Option<Spanned<String>>,
    /// The kind of the stories that do not say theirs.
    #[serde(default)]
    #[schemars(with = "Option<Kind>")]
    pub kind: Option<Spanned<Kind>>,
    /// The lowest level of a finding that fails a check.
    #[serde(default)]
    #[schemars(with = "Option<FailOn>")]
    pub fail_on: Option<Spanned<FailOn>>,
    /// How much a file may ask of whoever reads it.
    #[serde(default)]
    pub limits: LimitsTable,
    /// Settings by rule: the code, or the letter of a whole family.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Adjustment>")]
    pub rule: BTreeMap<Spanned<String>, Adjustment>,
    /// Settings for the stories in some places. Later ones go over earlier ones.
    #[serde(default, rename = "override")]
    pub overrides: Vec<Override>,
    /// Its path, for messages.
    #[serde(skip)]
    path: String,
    /// Its text, for messages.
    #[serde(skip)]
    text: String,
}

/// How much a file may ask of whoever reads it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct LimitsTable {
    /// Bytes of a file that is read as a whole: `"1 GB"`.
    #[schemars(with = "Option<Amount>")]
    pub file: Option<Spanned<Amount>>,
    /// Bytes that a packed file may unpack to: `"512 MB"`.
    #[schemars(with = "Option<Amount>")]
    pub unpacked: Option<Spanned<Amount>>,
    /// Elements that may stand within one another.
    #[schemars(with = "Option<Amount>")]
    pub depth: Option<Spanned<Amount>>,
    /// Bytes of one story in a file of many.
    #[schemars(with = "Option<Amount>")]
    pub record: Option<Spanned<Amount>>,
}

/// A number, perhaps with KB, MB or GB behind it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Amount {
    /// A number alone.
    Number(u64),
    /// As it is written: "512 MB".
    Written(String),
}

impl LimitsTable {
    /// What is set, by the names of the limits.
    fn set(&self) -> impl Iterator<Item = (Limit, &Spanned<Amount>)> {
        let all = [
            (Limit::File, &self.file),
            (Limit::Unpacked, &self.unpacked),
            (Limit::Depth, &self.depth),
            (Limit::Record, &self.record),
        ];
        all.into_iter().filter_map(|(limit, amount)| Some((limit, amount.as_ref()?)))
    }
}

/// Settings for the stories in some places.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Override {
    /// Which: patterns of paths, as in ignore files.
    #[schemars(with = "Vec<String>")]
    pub files: Vec<Spanned<String>>,
    /// The profile for these, whatever their kind.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub profile: Option<Spanned<String>>,
    /// The kind of those that do not say theirs.
    #[serde(default)]
    #[schemars(with = "Option<Kind>")]
    pub kind: Option<Spanned<Kind>>,
    /// The lowest level of a finding that fails a check.
    #[serde(default)]
    #[schemars(with = "Option<FailOn>")]
    pub fail_on: Option<Spanned<FailOn>>,
    /// Settings by rule: the code, or the letter of a whole family.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Adjustment>")]
    pub rule: BTreeMap<Spanned<String>, Adjustment>,
}

impl ConfigFile {
    /// Reads the text of a file. `path` is for messages.
    ///
    /// # Errors
    /// The first [`Mistake`] in its form.
    pub fn read(path: &str, text: &str) -> Result<Self, Mistake> {
        let read: Self = toml::from_str(text).map_err(|error| {
            let mut mistake = Mistake::in_toml(path, text, &error);
            let table: Option<toml::Table> = toml::from_str(text).ok();
            if table.is_some_and(|table| table.get("rules").is_some_and(toml::Value::is_table)) {
                mistake.help = Some(
                    "`[rule.CODE]` tables set single rules; `rules = […]` names files of the house's own"
                        .into(),
                );
            }
            mistake
        })?;
        Ok(Self { path: path.to_owned(), text: text.to_owned(), ..read })
    }

    /// The file that it builds on, where it builds on one and not on a profile.
    pub fn extends_file(&self) -> Option<&Spanned<String>> {
        self.extends.as_ref().filter(|extends| names_file(extends.get_ref()))
    }

    /// A mistake in one of the values.
    pub fn mistake(&self, value: &Spanned<String>, message: String, help: Option<String>) -> Mistake {
        Mistake { file: self.path.clone(), text: self.text.clone(), span: value.span(), message, help }
    }

    /// A value with where it stands.
    fn given<T: Clone>(&self, value: &Spanned<T>) -> Given<T> {
        Given { value: value.get_ref().clone(), by: self.place(value) }
    }

    /// "onrecord.toml:12"
    fn place<T>(&self, value: &Spanned<T>) -> String {
        mistake::place(&self.path, &self.text, value)
    }

    /// The patterns of what is passed over.
    pub(super) fn excluded(&self) -> Result<Vec<Given<PathPattern>>, Mistake> {
        let read = |written| Ok(Given { value: self.pattern(written)?, by: self.place(written) });
        self.exclude.iter().map(read).collect()
    }

    /// Sets the limits that it gives.
    pub(super) fn limit(&self, limits: &mut Limits) -> Result<(), Mistake> {
        for (limit, amount) in self.limits.set() {
            let written = match amount.get_ref() {
                Amount::Number(number) => number.to_string(),
                Amount::Written(written) => written.clone(),
            };
            limits.set(&format!("{}={written}", limit.name())).map_err(|message| Mistake {
                file: self.path.clone(),
                text: self.text.clone(),
                span: amount.span(),
                message,
                help: None,
            })?;
        }
        Ok(())
    }

    /// Its layers, from the bottom up: what it says of all stories, of those in some places by kind, and its overrides.
    pub(super) fn layers(self, catalogue: &mut Catalogue) -> Result<Vec<Layer>, Mistake> {
        let base = self.extends.as_ref().filter(|extends| !names_file(extends.get_ref()));
        let profiles = [base, self.profile.as_ref()].into_iter().flatten();
        for profile in profiles.chain(self.overrides.iter().filter_map(|given| given.profile.as_ref())) {
            self.check_profile(profile, catalogue)?;
        }
        let mut layers = vec![Layer {
            base: base.map(|base| self.given(base)),
            profile: self.profile.as_ref().map(|profile| self.given(profile)),
            kind: self.kind.as_ref().map(|kind| self.given(kind)),
            fail_on: self.fail_on.as_ref().map(|level| self.given(level)),
            adjustments: self.adjustments(self.rule.clone(), catalogue)?,
            ..Layer::default()
        }];
        for (kind, patterns) in &self.kinds {
            let place = patterns.first().map_or_else(|| self.path.clone(), |first| self.place(first));
            let kind = Some(Given { value: *kind, by: place });
            layers.push(Layer { when: self.when(patterns)?, kind, ..Layer::default() });
        }
        for given in &self.overrides {
            layers.push(Layer {
                when: self.when(&given.files)?,
                profile: given.profile.as_ref().map(|profile| self.given(profile)),
                kind: given.kind.as_ref().map(|kind| self.given(kind)),
                fail_on: given.fail_on.as_ref().map(|level| self.given(level)),
                adjustments: self.adjustments(given.rule.clone(), catalogue)?,
                ..Layer::default()
            });
        }
        Ok(layers)
    }

    fn adjustments(
        &self,
        tables: BTreeMap<Spanned<String>, Adjustment>,
        catalogue: &mut Catalogue,
    ) -> Result<Adjustments, Mistake> {
        let (lexicon, rules) = catalogue.parts();
        Adjustments::load(&self.path, &self.text, tables, rules, lexicon)
    }

    fn check_profile(&self, name: &Spanned<String>, catalogue: &Catalogue) -> Result<(), Mistake> {
        let profiles = catalogue.profiles();
        if profiles.position(name.get_ref()).is_some() {
            return Ok(());
        }
        let help = Some("`onrecord profiles` lists all; a file has a dot or a slash in its name".into());
        Err(self.mistake(name, profiles.unknown(name.get_ref()), help))
    }

    fn when(&self, patterns: &[Spanned<String>]) -> Result<When, Mistake> {
        let patterns: Result<Vec<PathPattern>, Mistake> =
            patterns.iter().map(|written| self.pattern(written)).collect();
        Ok(When::Under(patterns?))
    }

    fn pattern(&self, written: &Spanned<String>) -> Result<PathPattern, Mistake> {
        PathPattern::read(written.get_ref()).map_err(|message| self.mistake(written, message, None))
    }
}

/// Whether `extends` means a file.
fn names_file(extends: &str) -> bool {
    extends.contains(['.', '/', '\\'])
}
