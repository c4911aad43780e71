//! A text that a program hands over: read as its file would be, wherever that is or will be.

use std::path::{Path, PathBuf};

use onrecord::document::Format;

use super::{
    Loaded, Named,
    load::{Housed, Reading},
};
use crate::cli::{Failure, house::Homes};

/// What a text without a path is called.
const UNNAMED: &str = "draft";

/// A text that is handed over.
pub(in crate::cli) struct Handed<'a> {
    pub(in crate::cli) text: &'a str,
    /// Where its file is or will be: settings and format go by it.
    pub(in crate::cli) path: Option<&'a Path>,
    /// The format, where it is not for path and text to tell.
    pub(in crate::cli) format: Option<Format>,
}

impl Handed<'_> {
    /// Reads the stories in the text.
    ///
    /// # Errors
    /// That the settings of its house, or the text, cannot be read; that its house passes it over.
    pub(in crate::cli) fn load(&self, homes: &mut Homes) -> Result<Vec<Loaded>, Failure> {
        let house = match self.path {
            Some(path) => homes.of(path)?,
            None => homes.here()?,
        };
        let place = self.path.and_then(|path| house.path_of(path));
        if let Some(by) = place.as_ref().and_then(|place| house.linter.config().excludes(place)) {
            return Err(Failure::Excluded { path: place.unwrap_or_default(), by: by.to_string() });
        }
        let limits = Reading { format: self.format, limits: &[] }.limits(&house)?;
        let goes_by = self.path.map(Path::to_owned);
        let path = goes_by.clone().unwrap_or_else(|| PathBuf::from(UNNAMED));
        let named = Named { path, by_user: true, staged: Some(self.text.as_bytes().to_vec()), before: None };
        let housed = Housed { named, house, place, goes_by, format: self.format, limits };
        let mut loaded = housed.load().map_err(|why| Failure::Files(vec![why]))?;
        if self.path.is_none() {
            for loaded in &mut loaded {
                UNNAMED.clone_into(&mut loaded.path);
            }
        }
        Ok(loaded)
    }
}
