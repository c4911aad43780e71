//! `onrecord check --watch`: checks again whenever a story or a setting changes.
//!
//! What is watched is folders, never single files: editors put a new file in the place of the old one.

use std::{
    collections::{HashMap, HashSet},
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver},
    time::Duration,
};

use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{ModifyKind, RemoveKind},
};
use onrecord::report::counted;

use super::{Arguments, Done, Failure, Output, Settings, once};
use crate::cli::{
    house::BASELINE,
    path::whole,
    walk::{IGNORE_FILE, is_story},
};

/// A change is over once nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(100);

/// What goes on changing is checked all the same after so many changes.
const RESTLESS: usize = 1000;

/// The folders that are watched, and what matters in them.
struct Watch {
    watcher: RecommendedWatcher,
    changes: Receiver<notify::Result<Event>>,
    /// With whether all below them is watched too.
    watched: HashMap<PathBuf, RecursiveMode>,
    /// Names of files that matter whatever their endings.
    names: HashSet<OsString>,
    /// Names of the reports, which are written here and not read.
    reports: HashSet<OsString>,
}

/// Checks, waits for a change, and so on. A failure is shown, and may be mended by the next change.
pub(super) fn run(arguments: &Arguments, settings: &Settings, output: &mut Output) -> Result<u8, Failure> {
    if arguments.paths.has_stdin() {
        return Err(Failure::WatchStdin);
    }
    let mut watch = Watch::new(arguments)?;
    loop {
        watch.follow_paths(arguments.paths.given(), settings)?;
        output.clear()?;
        let stories = match once(arguments, settings, output) {
            Ok(Done { stories, settings, .. }) => {
                watch.follow_files(&settings)?;
                Some(stories)
            }
            Err(failure) => {
                if let Failure::Mistake(mistake) = &failure {
                    watch.follow_files(&[PathBuf::from(&mistake.file)])?;
                }
                output.fail(&failure);
                None
            }
        };
        output.flush()?;
        output.say(&match stories {
            None => "watching; Ctrl-C ends".to_owned(),
            Some(count) => format!("watching {}; Ctrl-C ends", counted(count, "story")),
        });
        watch.wait()?;
    }
}

impl Watch {
    fn new(arguments: &Arguments) -> Result<Self, Failure> {
        let (sender, changes) = mpsc::channel();
        let name = |path: &Path| path.file_name().map(OsString::from);
        Ok(Self {
            watcher: notify::recommended_watcher(sender)?,
            changes,
            watched: HashMap::new(),
            names: arguments.paths.given().iter().filter_map(|path| name(path)).collect(),
            reports: arguments.targets.files().filter_map(name).collect(),
        })
    }

    /// Watches the folders that were named, with all below them, those of the files that were named (and of what they
    /// link to), and those of the configuration files above them.
    fn follow_paths(&mut self, paths: &[PathBuf], settings: &Settings) -> Result<(), Failure> {
        let here = std::env::current_dir()?;
        self.follow(&here, RecursiveMode::NonRecursive)?;
        for path in paths {
            let whole = whole(path)?;
            let folder = if path.is_dir() { whole.as_path() } else { whole.parent().unwrap_or(&here) };
            if path.is_dir() {
                self.follow(folder, RecursiveMode::Recursive)?;
            }
            // So that a folder is seen that comes back.
            self.follow(whole.parent().unwrap_or(folder), RecursiveMode::NonRecursive)?;
            if let Ok(target) = fs::canonicalize(path).as_deref().map(Path::to_owned) {
                self.follow(target.parent().unwrap_or(&target), RecursiveMode::NonRecursive)?;
                self.names.extend(target.file_name().map(OsString::from));
            }
            self.follow_files(settings.config_for(folder).as_slice())?;
        }
        Ok(())
    }

    /// Watches the folders of some files.
    fn follow_files(&mut self, files: &[PathBuf]) -> Result<(), Failure> {
        for file in files {
            let whole = whole(file)?;
            self.names.extend(whole.file_name().map(OsString::from));
            self.follow(whole.parent().unwrap_or(&whole), RecursiveMode::NonRecursive)?;
        }
        Ok(())
    }

    /// Watches a folder, unless it is watched already or is not there. What may not be read there is passed over, as
    /// the check does.
    fn follow(&mut self, folder: &Path, mode: RecursiveMode) -> Result<(), Failure> {
        let covers = |(known, its): (&PathBuf, &RecursiveMode)| match its {
            RecursiveMode::Recursive => folder.starts_with(known),
            RecursiveMode::NonRecursive => folder == known && mode == *its,
        };
        let known = self.watched.iter().any(covers);
        if known || !folder.is_dir() {
            return Ok(());
        }
        match self.watcher.watch(folder, mode) {
            Err(error) if !is_denied(&error) && folder.is_dir() => Err(error.into()),
            _ => {
                self.watched.insert(folder.to_owned(), mode);
                Ok(())
            }
        }
    }

    /// Waits until something that matters has changed, and nothing changes any more.
    fn wait(&mut self) -> Result<(), Failure> {
        loop {
            let Ok(change) = self.changes.recv() else {
                return Err(notify::Error::generic("no more news").into());
            };
            if self.matters(change) {
                break;
            }
        }
        for _ in 0..RESTLESS {
            let Ok(change) = self.changes.recv_timeout(QUIET) else { break };
            self.matters(change);
        }
        Ok(())
    }

    /// Whether a check could come out otherwise than before.
    fn matters(&mut self, change: notify::Result<Event>) -> bool {
        // Something is there whose changes cannot be told: best to look.
        let Ok(change) = change else { return true };
        // To read a file is to change nothing.
        if change.kind.is_access() {
            return false;
        }
        let gone = change.kind.is_remove() || matches!(change.kind, EventKind::Modify(ModifyKind::Name(_)));
        if gone {
            self.watched.retain(|folder, _| !change.paths.iter().any(|path| folder.starts_with(path)));
        }
        let folder_gone = change.kind == EventKind::Remove(RemoveKind::Folder);
        change.need_rescan() || change.paths.iter().any(|path| folder_gone || self.is_read(path, gone))
    }

    /// Whether a check would read what is at a path, or was there and is `gone`.
    fn is_read(&self, path: &Path, gone: bool) -> bool {
        let name = path.file_name().unwrap_or_default();
        let ending = path.extension().unwrap_or_default();
        let is_setting = ending == "toml"
            || name == BASELINE
            || name == IGNORE_FILE
            || name == ".gitignore"
            || name == ".ignore";
        // A folder that is gone cannot be asked what it was.
        let may_be_folder =
            ending.is_empty() && !name.to_string_lossy().starts_with('.') && (gone || path.is_dir());
        let matters = is_story(path) || is_setting || may_be_folder || self.names.contains(name);
        let is_gits = path.components().any(|part| part.as_os_str() == ".git");
        matters && !is_gits && !self.reports.contains(name)
    }
}

fn is_denied(error: &notify::Error) -> bool {
    matches!(&error.kind, notify::ErrorKind::Io(why) if why.kind() == io::ErrorKind::PermissionDenied)
}
