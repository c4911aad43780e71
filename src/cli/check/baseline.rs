//! `--baseline`, `--write-baseline`, `--prune-baseline`: findings that were there before.

use std::{
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
};

use clap::Args;
use onrecord::{
    diagnostic::{Acceptance, Diagnostic},
    document::{file_of_story, story_name},
    lint::{Baseline, Entries},
    report::counted,
};

use crate::cli::{
    Failure, Output,
    house::{BASELINE as NAME, House, read},
    path::{place, shown, slashed},
    write::write,
};

/// What to do with the baseline.
#[derive(Debug, Default, Args)]
#[group(id = "baselines", multiple = false)]
#[command(next_help_heading = "Findings that were there before")]
#[expect(clippy::option_option, reason = "so clap says that a flag may have a value")]
pub(super) struct Flags {
    /// Let be what this file records, in place of the onrecord.baseline.json beside onrecord.toml
    #[arg(long, value_name = "FILE", require_equals = true)]
    baseline: Option<Option<PathBuf>>,
    /// Record all that is found now, and let it be from now on
    #[arg(long, value_name = "FILE", require_equals = true, conflicts_with_all = ["changed", "diff", "watch"])]
    write_baseline: Option<Option<PathBuf>>,
    /// Take out of the baseline what is found no more
    #[arg(long, value_name = "FILE", require_equals = true, conflicts_with_all = ["changed", "diff", "watch"])]
    prune_baseline: Option<Option<PathBuf>>,
}

/// A baseline in use.
pub(in crate::cli) struct Known {
    task: Task,
    path: PathBuf,
    /// The folder that it lies in, from which it sees stories.
    folder: PathBuf,
    baseline: Baseline,
    /// The stories that it records and that are there no more.
    gone: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    Use,
    Write,
    Prune,
}

/// What a check of one story says of the baseline.
pub(in crate::cli) struct BaselineUse {
    story: String,
    /// The findings that it lets be.
    entries: Entries,
    /// How many of its findings were not found any more.
    missed: usize,
}

impl Flags {
    /// The baseline to use: one that is asked for here, or that of the house.
    pub(super) fn load(&self, house: &House) -> Result<Option<Known>, Failure> {
        let (task, named) = match (&self.write_baseline, &self.prune_baseline, &self.baseline) {
            (Some(named), ..) => (Task::Write, named),
            (_, Some(named), _) => (Task::Prune, named),
            (.., Some(named)) => (Task::Use, named),
            _ if house.baseline.is_some() => (Task::Use, &None),
            _ => return Ok(None),
        };
        let named = named.clone().or_else(|| house.baseline.clone());
        let path = named.unwrap_or_else(|| house.home.join(NAME));
        let baseline = if path.exists() {
            Baseline::read(&shown(&path), &read(&path)?).map_err(Box::new)?
        } else if task == Task::Write {
            Baseline::default()
        } else {
            return Err(Failure::NoBaseline(shown(&path)));
        };
        let folder = place(path.parent().unwrap_or(Path::new("")));
        let is_there = |story: &str| folder.join(story).exists() || folder.join(file_of_story(story)).exists();
        let gone = baseline.stories().filter(|story| !is_there(story)).map(str::to_owned).collect();
        Ok(Some(Known { task, path, folder, baseline, gone }))
    }
}

impl Known {
    /// The baseline of a house, if it has one.
    pub(in crate::cli) fn of(house: &House) -> Result<Option<Self>, Failure> {
        Flags::default().load(house)
    }

    /// Marks what is known of the findings of a story, which is one of those in its file where it has an `id`. Standard
    /// input without a path is no story that could be known.
    pub(in crate::cli) fn accept(
        &self,
        file: Option<&Path>,
        id: Option<&str>,
        found: &mut [Diagnostic],
    ) -> Option<BaselineUse> {
        let story = story_name(&key(&self.folder, file?), id);
        let mut missed = 0;
        if self.task == Task::Write {
            let mut all = Baseline::default();
            all.set(&story, Entries::of(found.iter().filter(|found| found.accepted.is_none())));
            all.accept(&story, &BTreeSet::new(), found);
        } else {
            missed = self.baseline.accept(&story, &self.gone, found);
        }
        let known = found.iter().filter(|found| found.is_accepted_by(Acceptance::Baseline));
        Some(BaselineUse { entries: Entries::of(known), story, missed })
    }

    /// Writes the file, where that is asked for, and says what came of it.
    pub(super) fn finish(self, met: Vec<BaselineUse>, output: &mut Output) -> Result<(), Failure> {
        let missed: usize = met.iter().map(|met| met.missed).sum();
        let recorded: usize = met.iter().map(|met| met.entries.len()).sum();
        let mut baseline = self.baseline;
        let before = baseline.len();
        baseline.forget(&self.gone);
        for met in met {
            baseline.set(&met.story, met.entries);
        }
        let file = shown(&self.path);
        let findings = |count: usize| counted(count, "finding");
        let said = match self.task {
            Task::Use if missed == 0 => return Ok(()),
            Task::Use => {
                let them = if missed == 1 { "it" } else { "them" };
                format!(
                    "the baseline no longer needs {missed} of its findings: --prune-baseline takes {them} out"
                )
            }
            Task::Write => format!("{file} now records {}", findings(recorded)),
            Task::Prune if baseline.len() == before => format!("{file} has nothing to take out"),
            Task::Prune => format!("took {} out of {file}", findings(before.saturating_sub(baseline.len()))),
        };
        if self.task != Task::Use {
            write(&self.path, baseline.to_json()?.as_bytes())?;
        }
        output.say(&said);
        Ok(())
    }
}

/// The path of a story as a baseline has it: seen from the folder of the baseline, with `/`.
fn key(folder: &Path, story: &Path) -> String {
    let story = place(story);
    let shared = folder.components().zip(story.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    let steps: PathBuf = up.chain(story.components().skip(shared)).collect();
    slashed(&steps)
}
