//! `--fix` and `--diff`: what is found, mended in the files or shown as a change.
//!
//! Every story is mended in memory first. Files are written once all of them could be read and may be written.

use std::{fs, io, path::PathBuf};

use clap::{ArgGroup, Args};
use onrecord::{
    attribution::Story,
    diagnostic::Diagnostic,
    document::{Document, Format},
    fix::{self, Fixed, Wanted},
    report::{Numbered, counted},
};
use similar::{ChangeTag, TextDiff};

use crate::cli::{CLEAN, FOUND, Failure, Output, input::Loaded, write::write};

/// How many lines a diff shows around each change.
const CONTEXT: usize = 1;

/// Whether to mend, and what.
#[derive(Debug, Default, Args)]
#[group(skip)]
#[command(next_help_heading = "Fixes")]
#[command(group(ArgGroup::new("mending").args(["fix", "diff"]).multiple(true)))]
pub(super) struct Fixing {
    /// Mend in the files what can be mended without a change of meaning, and report what is left. Of standard input,
    /// print what comes of it in place of the report
    #[arg(long, conflicts_with = "staged")]
    fix: bool,
    /// With --fix or --diff: also what is only a suggestion, for you to read over
    #[arg(long = "unsafe", requires = "mending")]
    all: bool,
    /// Show what --fix would change, and change nothing: status 1 if it would change anything, whatever --fail-on says
    #[arg(long, conflicts_with_all = ["format", "output"])]
    diff: bool,
}

/// A story before and after.
pub(super) struct Mended {
    at: PathBuf,
    path: String,
    is_stdin: bool,
    before: String,
    fixed: Fixed,
}

/// Where there is still a report to be made.
pub(super) enum Report {
    /// Wherever it was asked for.
    All,
    /// Only in files: something else was printed.
    InFiles,
    /// Nowhere; the run has this status.
    None(u8),
}

impl Fixing {
    /// Whether nothing is to be mended or shown as a change.
    pub(super) fn are_unset(&self) -> bool {
        !self.fix && !self.diff
    }

    /// Mends a story in memory, if that is asked for: the story to report on, and what was made of it. `check` tells
    /// what is found in a document.
    pub(super) fn mend(
        &self,
        loaded: Loaded,
        check: impl Fn(Document) -> (Story, Vec<Diagnostic>),
    ) -> Result<(Loaded, Option<Mended>), Failure> {
        if self.are_unset() {
            return Ok((loaded, None));
        }
        // Words that are put into JSON would have to be written as it has them.
        if !loaded.origin.is_file() || loaded.format == Format::Json {
            return Err(Failure::FixPart(loaded.path));
        }
        let wanted = if self.all { Wanted::All } else { Wanted::Safe };
        let fixed = fix::all(loaded.file.text(&loaded.document), wanted, |text| {
            let (story, found) = check(loaded.reread(text)?);
            Ok::<_, Failure>((story.document, found))
        })?;
        let document = loaded.reread(&fixed.text)?;
        let (at, path, is_stdin) = (loaded.at.clone(), loaded.path.clone(), loaded.is_stdin());
        let file = Numbered::new(fixed.text.as_str().into());
        let before = loaded.file.text(&loaded.document).to_owned();
        let loaded = Loaded { file, document, ..loaded };
        Ok((loaded, Some(Mended { at, path, is_stdin, before, fixed })))
    }

    /// Shows or writes what was made of the stories. `from_stdin` tells whether one was to come on standard input.
    pub(super) fn finish(
        &self,
        mended: &[Mended],
        from_stdin: bool,
        output: &mut Output,
    ) -> Result<Report, Failure> {
        let count: usize = mended.iter().map(|mended| mended.fixed.count).sum();
        let stories = mended.iter().filter(|mended| mended.fixed.count > 0).count();
        let stories = counted(stories, "story");
        if self.diff {
            for mended in mended {
                output.print(&mended.diff())?;
            }
            output.say(&format!("{count} would be fixed in {stories}"));
            return Ok(Report::None(if count > 0 { FOUND } else { CLEAN }));
        }
        if !self.fix {
            return Ok(Report::All);
        }
        let report = match mended {
            [only] if only.is_stdin => {
                output.print_plain(&only.fixed.text)?;
                Report::InFiles
            }
            // The settings exclude it: it comes out as it came in.
            [] if from_stdin => {
                output.print_plain(&io::read_to_string(io::stdin())?)?;
                Report::InFiles
            }
            several if several.iter().any(|mended| mended.is_stdin) => return Err(Failure::FixBoth),
            files => {
                let changed: Vec<&Mended> = files.iter().filter(|mended| mended.fixed.count > 0).collect();
                changed.iter().try_for_each(|mended| mended.may_be_written())?;
                changed.iter().try_for_each(|mended| write(&mended.at, mended.fixed.text.as_bytes()))?;
                Report::All
            }
        };
        output.say(&format!("{count} fixed in {stories}"));
        Ok(report)
    }
}

impl Mended {
    fn may_be_written(&self) -> Result<(), Failure> {
        let failure = |why| Err(Failure::Fix { path: self.path.clone(), why });
        match fs::metadata(&self.at) {
            Ok(file) if !file.is_file() => failure("it is no regular file"),
            Ok(file) if file.permissions().readonly() => failure("it is read-only"),
            _ => Ok(()),
        }
    }

    /// The change as a unified diff, with ANSI colours; empty where nothing changes.
    fn diff(&self) -> String {
        let diff = TextDiff::from_lines(self.before.as_str(), self.fixed.text.as_str());
        let mut out = String::new();
        for (index, hunk) in diff.unified_diff().context_radius(CONTEXT).iter_hunks().enumerate() {
            if index == 0 {
                out += &format!("\x1b[1m--- {0}\n+++ {0}\x1b[0m\n", self.path);
            }
            out += &format!("\x1b[36m{}\x1b[0m\n", hunk.header());
            for change in hunk.iter_changes() {
                let (sign, colour) = match change.tag() {
                    ChangeTag::Delete => ("-", "\x1b[31m"),
                    ChangeTag::Insert => ("+", "\x1b[32m"),
                    ChangeTag::Equal => (" ", ""),
                };
                let line = change.value();
                let words = line.trim_end_matches(['\n', '\r']);
                let end = &line[words.len()..];
                out += &format!("{colour}{sign}{words}\x1b[0m{end}");
                if change.missing_newline() {
                    out += "\n\\ No newline at end of file\n";
                }
            }
        }
        out
    }
}
