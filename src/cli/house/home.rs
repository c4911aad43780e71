//! The house of each story: that of the nearest configuration file, loaded once.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use onrecord::{
    Date,
    config::{Config, ConfigFile},
    lint::Linter,
    report::RuleFacts,
    rule::{Catalogue, Definition, HouseFile},
};

use super::{House, Settings, discover, named::named, read, waivers};
use crate::cli::{
    failure::Failure,
    path::{shown, whole},
};

use onrecord::Spanned;

/// What a baseline is called that stands beside a configuration file.
pub(in crate::cli) const BASELINE: &str = "onrecord.baseline.json";

/// The houses of the stories of one run.
pub(in crate::cli) struct Homes {
    settings: Settings,
    /// The profile that the command line asks for.
    profile: Option<String>,
    today: Option<Date>,
    /// The configuration file for what is in a folder.
    configs: HashMap<PathBuf, Option<PathBuf>>,
    houses: HashMap<Option<PathBuf>, Arc<House>>,
}

impl Homes {
    /// Loads nothing yet. `profile` goes over what configuration files say.
    pub(in crate::cli) fn new(settings: &Settings, profile: Option<&str>) -> Self {
        let (configs, houses) = (HashMap::new(), HashMap::new());
        let (settings, profile) = (settings.clone(), profile.map(str::to_owned));
        Self { settings, profile, today: None, configs, houses }
    }

    /// The same, on a day: exceptions can end.
    pub(in crate::cli) fn on(self, today: Date) -> Self {
        Self { today: Some(today), ..self }
    }

    /// The house of this folder.
    pub(in crate::cli) fn here(&mut self) -> Result<Arc<House>, Failure> {
        self.in_folder(&std::env::current_dir()?)
    }

    /// The house of the story at a path.
    pub(in crate::cli) fn of(&mut self, story: &Path) -> Result<Arc<House>, Failure> {
        let whole = whole(story)?;
        self.in_folder(whole.parent().unwrap_or(&whole))
    }

    /// The rules that speak in any of the houses, by code: as they usually do, or else as they did of some story.
    pub(in crate::cli) fn rules(&self) -> Vec<RuleFacts> {
        let of_set = |rules: &Arc<[Definition]>, is_wanted: &dyn Fn(&Definition) -> bool| {
            let speaking = rules.iter().filter(|rule| rule.speaks().is_some() && is_wanted(rule));
            speaking.map(RuleFacts::of).collect::<Vec<_>>()
        };
        let linters = || self.houses.values().map(|house| &house.linter);
        let by_code = |mut rules: Vec<RuleFacts>| {
            rules.sort();
            rules.dedup_by(|one, other| one.code == other.code);
            rules
        };
        let mut rules = by_code(linters().flat_map(|linter| of_set(&linter.rules(), &|_| true)).collect());
        let is_new = |rule: &Definition| rules.iter().all(|known| known.code != *rule.code.get_ref());
        let in_places = linters().flat_map(|linter| linter.rules_so_far());
        let more: Vec<RuleFacts> = in_places.flat_map(|set| of_set(&set, &is_new)).collect();
        rules.extend(more);
        by_code(rules)
    }

    /// The files that hold the settings of all the houses.
    pub(in crate::cli) fn files(&self) -> Vec<PathBuf> {
        let of_house = |house: &Arc<House>| {
            let named = house.configs.iter().chain(&house.files).map(PathBuf::from);
            named
                .chain(house.baseline.clone())
                .chain(house.waivers.iter().map(|file| PathBuf::from(&file.waivers.path)))
                .collect::<Vec<_>>()
        };
        self.houses.values().flat_map(of_house).collect()
    }

    fn in_folder(&mut self, folder: &Path) -> Result<Arc<House>, Failure> {
        let config = match self.configs.get(folder) {
            Some(known) => known.clone(),
            None => self.configs.entry(folder.to_owned()).or_insert(self.settings.config_for(folder)).clone(),
        };
        if let Some(house) = self.houses.get(&config) {
            return Ok(Arc::clone(house));
        }
        let house =
            Arc::new(House::load(&self.settings, config.as_deref(), &[], self.profile.as_deref(), self.today)?);
        self.houses.insert(config, Arc::clone(&house));
        Ok(house)
    }
}

impl House {
    /// Loads a configuration file with all that it extends and names, and the rule files at some more paths.
    /// Patterns of paths are seen from its folder, or from this one where the command line names it.
    pub(super) fn load(
        settings: &Settings,
        config: Option<&Path>,
        more: &[PathBuf],
        profile: Option<&str>,
        today: Option<Date>,
    ) -> Result<Self, Failure> {
        let chain = config.map_or(Ok(Vec::new()), discover::chain)?;
        let files = house_files(&chain, more)?;
        let mut catalogue = Catalogue::with_house(&files).map_err(Box::new)?;
        let here = std::env::current_dir()?;
        let home = config.and_then(Path::parent).unwrap_or(&here);
        let folder = if settings.config.is_some() { &here } else { home };
        let beside = |name: &str| {
            let file = home.join(name);
            (!settings.isolated && file.is_file()).then_some(file)
        };
        let given = |get: fn(&ConfigFile) -> Option<&Spanned<String>>| {
            let (path, given) = chain.iter().find_map(|(path, file)| Some((path, get(file)?)))?;
            Some(path.parent().unwrap_or(Path::new("")).join(given.get_ref()))
        };
        let baseline = given(|file| file.baseline.as_ref()).or_else(|| beside(BASELINE));
        let waivers = waivers::of_house(settings, &chain, &here, catalogue.rules())?;
        let configs = chain.iter().map(|(path, _)| shown(path)).collect();
        let from_the_bottom = chain.into_iter().rev().map(|(_, file)| file).collect();
        let mut config = Config::of_files(from_the_bottom, &mut catalogue).map_err(Box::new)?;
        if let Some(name) = profile {
            config =
                config.with_profile(name, &catalogue).map_err(|error| Failure::NoProfile(error.to_string()))?;
        }
        let mut linter = Linter::of(catalogue, config);
        if let Some(today) = today {
            linter = linter.with_today(today);
        }
        Ok(Self {
            linter: linter.into(),
            configs,
            files: files.into_iter().map(|file| file.path).collect(),
            baseline,
            waivers,
            home: home.to_owned(),
            folder: folder.to_owned(),
        })
    }
}

/// The house's own files: those that its configuration files name, from the bottom up, and some more.
fn house_files(chain: &[(PathBuf, ConfigFile)], more: &[PathBuf]) -> Result<Vec<HouseFile>, Failure> {
    let mut paths = Vec::new();
    for (path, file) in chain.iter().rev() {
        paths.extend(named(path, file)?);
    }
    paths.extend(more.iter().cloned());
    let mut files: Vec<HouseFile> = Vec::with_capacity(paths.len());
    let mut seen = Vec::with_capacity(paths.len());
    for path in paths {
        let place = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if !seen.contains(&place) {
            files.push(HouseFile { path: shown(&path), text: read(&path)? });
            seen.push(place);
        }
    }
    Ok(files)
}
