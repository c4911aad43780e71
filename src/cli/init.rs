//! `onrecord init`: a configuration file to begin with, made after a look at the folder.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use clap::Args;
use onrecord::{
    document::{Format, Kind},
    report::counted,
};

use super::{
    CLEAN, Failure, Output,
    house::NAME,
    path::{shown, slashed},
    walk::below,
    write::write,
};

/// Folders that hold what nobody edits any more. Found ones are offered for exclusion, not excluded.
const SHELVED: &[&str] = &["archive", "archives", "old", "published"];

/// Write a configuration file to begin with: its comments say what each setting does.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    onrecord init             writes onrecord.toml into this folder\n  \
    onrecord init drafts/     writes drafts/onrecord.toml\n\n\
    Folders that are called after a kind of story (opinion, analysis, reports) get its profile. No file is overwritten.")]
pub(super) struct Arguments {
    /// The folder that the settings are for
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

/// What the folder holds.
#[derive(Default)]
struct Look {
    stories: usize,
    /// Folders whose names tell the kind of their stories, seen from the folder.
    kinds: BTreeMap<Kind, Vec<String>>,
    /// Folders of what nobody edits any more.
    shelved: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<u8, Failure> {
    let folder = &arguments.folder;
    let path = if folder == Path::new(".") { PathBuf::from(NAME) } else { folder.join(NAME) };
    if !folder.is_dir() {
        let why = io::Error::new(io::ErrorKind::NotADirectory, "is no folder");
        return Err(Failure::file(folder, why));
    }
    let look = Look::at(folder)?;
    if path.exists() {
        return Err(Failure::Configured(shown(&path)));
    }
    write(&path, look.file().as_bytes())?;
    let stories = look.stories();
    output.print_told(&format!(
        "{}: written, for {stories}. Next:\n  \
         onrecord check {folder}                     what is there now\n  \
         onrecord check --write-baseline {folder}    take that as known: from now on, what is new fails\n",
        shown(&path),
        folder = folder.display(),
    ))?;
    Ok(CLEAN)
}

impl Look {
    fn at(folder: &Path) -> Result<Self, Failure> {
        let mut look = Self::default();
        let mut seen: Vec<String> = Vec::new();
        let below = below(folder)?;
        for story in below.stories.into_iter().filter(|story| !Format::may_be_data(story)) {
            look.stories += 1;
            let inner = story.strip_prefix(folder).unwrap_or(&story).parent().unwrap_or(Path::new(""));
            for above in inner.ancestors().filter(|above| !above.as_os_str().is_empty()) {
                let place = slashed(above) + "/";
                let name = above.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
                if seen.contains(&place) {
                    break;
                }
                if let Some(kind) = Kind::of_section(&name).filter(|kind| *kind != Kind::News) {
                    look.kinds.entry(kind).or_default().push(place.clone());
                }
                if SHELVED.contains(&name.as_str()) {
                    look.shelved.push(place.clone());
                }
                seen.push(place);
            }
        }
        Ok(look)
    }

    fn stories(&self) -> String {
        match self.stories {
            0 => "stories that are still to come".to_owned(),
            count => counted(count, "story"),
        }
    }

    /// The text of the file.
    fn file(&self) -> String {
        let line = |(kind, places): (&Kind, &Vec<String>)| format!("{} = {}\n", kind.name(), list(places));
        let kinds = if self.kinds.is_empty() {
            "# [kinds]\n# opinion = [\"opinion/\"]\n".to_owned()
        } else {
            format!("[kinds]\n{}", self.kinds.iter().map(line).collect::<String>())
        };
        let shelved = if self.shelved.is_empty() { "[\"archive/\"]".to_owned() } else { list(&self.shelved) };
        let shelved = format!("# exclude = {shelved}\n");
        TEMPLATE
            .replace("{stories}", &self.stories())
            .replace("{kinds}\n", &kinds)
            .replace("{exclude}\n", &shelved)
    }
}

/// An array of strings, as TOML writes it.
fn list(places: &[String]) -> String {
    let quoted: Vec<String> =
        places.iter().map(|place| toml::Value::String(place.clone()).to_string()).collect();
    format!("[{}]", quoted.join(", "))
}

const TEMPLATE: &str = include_str!("init.toml");
