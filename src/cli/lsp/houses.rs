//! The settings of open stories, read anew when a file of theirs changes.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::client::Options;
use crate::cli::{
    Failure,
    house::{Homes, House, Settings},
    today::today,
};

/// The houses of the stories that are open.
pub(super) struct Houses {
    /// As the command line has them.
    settings: Settings,
    profile: Option<String>,
    /// The folder that the client works in.
    root: Option<PathBuf>,
    homes: Homes,
}

impl Houses {
    pub(super) fn new(
        settings: &Settings,
        profile: Option<&str>,
        options: &Options,
        root: Option<PathBuf>,
    ) -> Self {
        let (settings, profile) = (settings.clone(), profile.map(str::to_owned));
        let homes = homes(&settings, profile.as_deref(), options, root.as_deref());
        Self { settings, profile, root, homes }
    }

    /// Forgets what was read.
    pub(super) fn reload(&mut self, options: &Options) {
        self.homes = homes(&self.settings, self.profile.as_deref(), options, self.root.as_deref());
    }

    /// The folder that the client works in.
    pub(super) fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    /// The house of the story at a path, or of one that has none.
    ///
    /// # Errors
    /// What is wrong with its settings.
    pub(super) fn of(&mut self, path: Option<&Path>) -> Result<Arc<House>, Failure> {
        let unnamed = || self.root.as_ref().map(|root| root.join("untitled"));
        match path.map(Path::to_owned).or_else(unnamed) {
            Some(path) => self.homes.of(&path),
            None => self.homes.here(),
        }
    }

    /// A house that sets nothing, for stories whose own cannot be read.
    pub(super) fn plain() -> Result<Arc<House>, Failure> {
        Homes::new(&Settings::none(), None).here()
    }
}

fn homes(settings: &Settings, profile: Option<&str>, options: &Options, root: Option<&Path>) -> Homes {
    // Editors send what is not set as nothing between quotation marks.
    let set = |given: &Option<String>| given.clone().filter(|given| !given.is_empty());
    let named = set(&options.config).map(|config| root.unwrap_or(Path::new("")).join(config));
    let settings = settings.clone().with_config(named);
    let homes = Homes::new(&settings, set(&options.profile).as_deref().or(profile));
    // Without a day, exceptions hold for good; a server that runs over night learns of it with the next reload.
    match today() {
        Ok(today) => homes.on(today),
        Err(_) => homes,
    }
}
