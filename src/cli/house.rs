//! The settings of a house: `onrecord.toml`, the files that it names, and what the command line says over them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;
use onrecord::{
    config::{Config, ConfigFile},
    lint::Linter,
    rule::{Catalogue, HouseFile},
};
use toml::Spanned;

use super::failure::{Failure, FileFailure};

/// What a configuration file may be called.
const NAMES: &[&str] = &["onrecord.toml", ".onrecord.toml"];

/// Where the settings come from.
#[derive(Clone, Debug, Args)]
pub(super) struct Settings {
    /// Read this configuration file, not the onrecord.toml of this folder or of one above it
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, global = true, conflicts_with = "config")]
    isolated: bool,
}

/// What was loaded.
pub(super) struct House {
    pub(super) catalogue: Catalogue,
    pub(super) config: Config,
    /// Paths of the house's own files, as they are shown.
    pub(super) files: Vec<String>,
}

impl Settings {
    /// The linter for these settings; `profile` goes over what the configuration file says.
    pub(super) fn linter(&self, profile: Option<&str>) -> Result<Linter, Failure> {
        let House { catalogue, mut config, .. } = self.house(&[])?;
        if let Some(name) = profile {
            config =
                config.with_profile(name, &catalogue).map_err(|error| Failure::NoProfile(error.to_string()))?;
        }
        Ok(Linter::new(catalogue, config))
    }

    /// Loads everything, with the files at some more paths.
    pub(super) fn house(&self, more: &[PathBuf]) -> Result<House, Failure> {
        let config = self.config_file()?;
        let mut paths = match &config {
            Some((path, file)) => named(path, file)?,
            None => Vec::new(),
        };
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
        let mut catalogue = Catalogue::with_house(&files).map_err(Box::new)?;
        let config = match config {
            Some((_, file)) => file.settle(&mut catalogue).map_err(Box::new)?,
            None => Config::default(),
        };
        Ok(House { catalogue, config, files: files.into_iter().map(|file| file.path).collect() })
    }

    /// The configuration file that was named, or else the nearest, upwards from this folder.
    fn config_file(&self) -> Result<Option<(PathBuf, ConfigFile)>, Failure> {
        let found = || if self.isolated { None } else { nearest() };
        let Some(path) = self.config.clone().or_else(found) else { return Ok(None) };
        let file = ConfigFile::read(&shown(&path), &read(&path)?).map_err(Box::new)?;
        Ok(Some((path, file)))
    }
}

/// The nearest configuration file, upwards from this folder.
fn nearest() -> Option<PathBuf> {
    let folder = std::env::current_dir().ok()?;
    let in_folder = |folder: &Path| NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file());
    folder.ancestors().find_map(in_folder)
}

/// The files that a configuration file names as the house's own, each pattern's by path.
fn named(config: &Path, file: &ConfigFile) -> Result<Vec<PathBuf>, Failure> {
    let folder = config.parent().unwrap_or(Path::new(""));
    let mut paths = Vec::new();
    for pattern in &file.rules {
        let before = paths.len();
        paths.extend(matching(folder, pattern, file)?);
        if paths.len() == before {
            let message = format!("no file matches `{}`", pattern.get_ref());
            let help = format!("paths are seen from {}", shown_folder(folder));
            return Err(Box::new(file.mistake(pattern, message, Some(help))).into());
        }
    }
    Ok(paths)
}

fn matching(folder: &Path, pattern: &Spanned<String>, file: &ConfigFile) -> Result<Vec<PathBuf>, Failure> {
    let wrong = |message: String| Failure::from(Box::new(file.mistake(pattern, message, None)));
    let folder = glob::Pattern::escape(&folder.to_string_lossy());
    let whole = Path::new(&folder).join(pattern.get_ref());
    let found = glob::glob(&whole.to_string_lossy())
        .map_err(|error| wrong(format!("`{}` is no pattern: {}", pattern.get_ref(), error.msg)))?;
    let found: Result<Vec<PathBuf>, _> = found.collect();
    let found = found.map_err(|error| wrong(error.to_string()))?;
    Ok(found.into_iter().filter(|path| path.is_file()).collect())
}

/// The TOML files at a path: itself, or all below a folder, by path.
pub(super) fn toml_files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in ignore::WalkBuilder::new(path).build() {
        let entry = entry.map_err(|error| {
            let why = error.into_io_error().unwrap_or_else(|| std::io::Error::other("cannot be walked"));
            Failure::Files(vec![FileFailure::new(path, why)])
        })?;
        let is_toml = entry.path().extension().is_some_and(|extension| extension == "toml");
        let is_config = NAMES.iter().any(|name| entry.file_name() == *name);
        if is_toml && !is_config && entry.path().is_file() {
            found.push(entry.into_path());
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|why| Failure::Files(vec![FileFailure::new(path, why)]))
}

/// A path as it is shown: from this folder, where it lies below it.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let short = path.strip_prefix(&here).ok().filter(|short| !short.as_os_str().is_empty());
    short.unwrap_or(path).display().to_string()
}

fn shown_folder(folder: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    if folder.as_os_str().is_empty() || folder == here { "this folder".to_owned() } else { shown(folder) }
}
