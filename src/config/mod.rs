//! What a house has set: which profile, which rules speak, how gravely, with which numbers, and where.
//!
//! A setting is looked for from the nearest outwards: the overrides of `onrecord.toml` for the place of the story, its
//! `[rule.CODE]` tables, the file that it extends, the profile, the profiles that this builds on, the house's changes
//! of the rule, the rule's own file.

mod fail_on;
mod file;
mod layer;
mod pattern;
mod settings;
mod setup;
mod waiver;

pub use fail_on::FailOn;
pub use file::{Amount, ConfigFile, LimitsTable, Override};
pub(crate) use settings::Key;
pub use settings::Settings;
pub use setup::{Setup, SetupError};
pub(crate) use waiver::Waiver;
pub use waiver::{WaiverEntry, WaiverFile, WaiverUse, Waivers};

use self::{layer::Layer, pattern::PathPattern};
use crate::{document::Limits, mistake::Mistake, rule::Catalogue};

/// The settings for checks, by the place of the story.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// From the bottom up.
    layers: Vec<Layer>,
    exclude: Vec<Given<PathPattern>>,
    limits: Limits,
}

/// A value, and where it was given: "onrecord.toml:12".
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Given<T> {
    /// The value.
    pub value: T,
    /// Where it was given.
    pub by: String,
}

/// There is no profile of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct UnknownProfile(String);

impl Config {
    /// The settings of some files, each building on the one before it, with every name in them looked up.
    ///
    /// ```
    /// use onrecord::{config::{Config, ConfigFile}, rule::Catalogue};
    ///
    /// let mut catalogue = Catalogue::builtin()?;
    /// let file = ConfigFile::read("onrecord.toml", "exclude = [\"archive/\"]\n")?;
    /// let config = Config::of_files(vec![file], &mut catalogue)?;
    /// assert_eq!(config.excludes("archive/1998.md"), Some("onrecord.toml:1"));
    /// # Ok::<(), Box<onrecord::mistake::Mistake>>(())
    /// ```
    ///
    /// # Errors
    /// The first [`Mistake`]: a rule, an option, a profile, a pattern or a phrase that is none.
    pub fn of_files(files: Vec<ConfigFile>, catalogue: &mut Catalogue) -> Result<Self, Mistake> {
        let mut config = Self::default();
        for file in files {
            config.exclude.extend(file.excluded()?);
            file.limit(&mut config.limits)?;
            config.layers.extend(file.layers(catalogue)?);
        }
        Ok(config)
    }

    /// The same, with every story checked by one profile, whatever its kind and place.
    ///
    /// # Errors
    /// [`UnknownProfile`] where the catalogue has none of this name.
    pub fn with_profile(mut self, name: &str, catalogue: &Catalogue) -> Result<Self, UnknownProfile> {
        let profiles = catalogue.profiles();
        if profiles.position(name).is_none() {
            return Err(UnknownProfile(profiles.unknown(name)));
        }
        let profile = Some(Given { value: name.to_owned(), by: "the command line".to_owned() });
        self.layers.push(Layer { profile, ..Layer::default() });
        Ok(self)
    }

    /// The settings for the story at a path, which is seen from the folder of the configuration file and written with
    /// `/`; or for a text that is in no particular place.
    pub fn at(&self, path: Option<&str>) -> Settings<'_> {
        let holds = |(_, layer): &(usize, &Layer)| layer.holds(path);
        Settings { layers: self.layers.iter().enumerate().filter(holds).collect() }
    }

    /// How much a file may ask of whoever reads it.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Where it says that the file at a path is to be passed over, if it says so. The path is as in [`Config::at`].
    pub fn excludes(&self, path: &str) -> Option<&str> {
        let found = self.exclude.iter().find(|pattern| pattern.value.matches(path));
        found.map(|pattern| pattern.by.as_str())
    }
}
