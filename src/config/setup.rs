//! What a house has set, handed over as text by whoever embeds the library: it reads no files.

use std::fmt;

use super::{Config, ConfigFile, UnknownProfile};
use crate::{
    Date,
    mistake::Mistake,
    report,
    rule::{Catalogue, HouseFile},
};

/// The settings and rules of a house, as text. By default there are none, and what comes with the library holds.
///
/// ```
/// use onrecord::{Linter, Setup, document::Format};
///
/// let setup = Setup::default()
///     .settings("onrecord.toml", "[rule.V001]\nlevel = \"error\"\n")
///     .rules("house/words.toml", "[class.unnamed-head]\ninflect = \"noun\"\nwords = [\"tattler\"]\n")
///     .profile("wire");
/// let linter = Linter::new(setup)?;
/// let story = linter.read_text("Tattlers said the plant will shut in May.", Format::Text)?;
/// assert_eq!(linter.check(&story)[0].code, "A001");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    settings: Vec<HouseFile>,
    rules: Vec<HouseFile>,
    profile: Option<String>,
    today: Option<Date>,
}

/// Why a linter cannot be made of a [`Setup`].
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SetupError {
    /// A mistake in one of its files.
    #[error("{0}")]
    Mistake(#[from] Box<Mistake>),
    /// The profile that is asked for is none.
    #[error("{0}")]
    UnknownProfile(#[from] UnknownProfile),
}

impl Setup {
    /// The same with a configuration file, `onrecord.toml`. Each goes over those that were given before it, as a file
    /// does over the one that it extends; that must be given, for nothing is read. What it names besides (rules, waivers,
    /// a baseline) is not looked for: rules are given by [`Setup::rules`]. `path` is for messages.
    #[must_use]
    pub fn settings(mut self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.settings.push(HouseFile { path: path.into(), text: text.into() });
        self
    }

    /// The same with a file of the house's own: a rule, a change of one, words or a profile. `path` is for messages.
    #[must_use]
    pub fn rules(mut self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.rules.push(HouseFile { path: path.into(), text: text.into() });
        self
    }

    /// The same with every story checked by one profile, whatever its kind and place.
    #[must_use]
    pub fn profile(self, name: impl Into<String>) -> Self {
        Self { profile: Some(name.into()), ..self }
    }

    /// The same on a day: exceptions whose last day is over no longer hold. Without one, all hold for good.
    #[must_use]
    pub fn today(self, today: Date) -> Self {
        Self { today: Some(today), ..self }
    }

    /// The rules and the settings, with every name in them looked up; and the day.
    pub(crate) fn load(self) -> Result<(Catalogue, Config, Option<Date>), SetupError> {
        let Self { settings, rules, profile, today } = self;
        let mut catalogue = Catalogue::with_house(&rules).map_err(Box::new)?;
        let mut config = Config::of_files(files(settings)?, &mut catalogue).map_err(Box::new)?;
        if let Some(profile) = profile {
            config = config.with_profile(&profile, &catalogue)?;
        }
        Ok((catalogue, config, today))
    }
}

/// The configuration files, each after those that it builds on.
fn files(settings: Vec<HouseFile>) -> Result<Vec<ConfigFile>, Box<Mistake>> {
    let mut files = Vec::with_capacity(settings.len());
    for HouseFile { path, text } in settings {
        let file = ConfigFile::read(&path, &text)?;
        if let Some(extends) = file.extends_file().filter(|_| files.is_empty()) {
            let message = format!("`{}` is not read: the library reads no files", extends.get_ref());
            let help = "give its text before that of this file".to_owned();
            return Err(Box::new(file.mistake(extends, message, Some(help))));
        }
        files.push(file);
    }
    Ok(files)
}

impl SetupError {
    /// What is wrong, in the form of a compiler's message: a mistake is shown at its place. Without colours.
    pub fn report(&self) -> String {
        match self {
            Self::Mistake(mistake) => report::plain(&report::mistake(mistake)),
            Self::UnknownProfile(unknown) => unknown.to_string(),
        }
    }
}

/// As a report: this is what a program shows that ends with it.
impl fmt::Debug for SetupError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.report())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::Linter;

    #[test]
    fn a_mistake_is_shown_at_its_place() {
        let setup = Setup::default().settings("onrecord.toml", "[rule.V001]\nlevel = \"loud\"\n");
        let told = Linter::new(setup).unwrap_err().report();
        assert!(told.contains("onrecord.toml:2:9") && told.contains("^^^^^^"), "{told}");
        assert!(!told.contains('\x1b'), "{told:?}");
    }

    #[test]
    fn a_file_that_is_extended_must_be_given() {
        let extends = "extends = \"../style/onrecord.toml\"\n";
        let told = Linter::new(Setup::default().settings("a.toml", extends)).unwrap_err().report();
        assert!(told.contains("reads no files") && told.contains("before that of this file"), "{told}");
        let setup = Setup::default().settings("style.toml", "fail-on = \"note\"\n").settings("a.toml", extends);
        let linter = Linter::new(setup).unwrap();
        assert_eq!(linter.config().at(None).fail_on().unwrap().by, "style.toml:1");
    }

    #[test]
    fn a_profile_that_is_none() {
        let told = Linter::new(Setup::default().profile("wires")).unwrap_err().report();
        assert!(told.contains("did you mean `wire`?"), "{told}");
    }
}
