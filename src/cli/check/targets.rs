//! Where reports go, and in which format: `--format` and `--output`.

use std::{
    borrow::Cow,
    fs,
    path::{Path, PathBuf},
};

use anstream::adapter::strip_str;
use clap::Args;
use onrecord::{
    document,
    report::{Flow, Format, Renderer, Run},
};

use crate::cli::{
    Failure, Output,
    input::Named,
    path::{self, shown},
    write::write,
};

/// The reports that are asked for.
#[derive(Debug, Args)]
#[command(next_help_heading = "Report")]
pub(super) struct Targets {
    /// How to print what is found; with =FILE, into that file. Give it several times for several reports at once
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "text", value_parser = Request::parse, long_help = help())]
    format: Vec<Request>,
    /// Write the report into this file, rather than to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print counts in place of findings: who is cited, by folder, and how often each rule is broken
    #[arg(long)]
    stats: bool,
    /// Print no more than this many findings, and how many are left. What scripts read is never cut
    #[arg(long, value_name = "N")]
    max_diagnostics: Option<usize>,
}

/// A report as it was asked for.
#[derive(Clone, Debug)]
struct Request {
    format: Format,
    file: Option<PathBuf>,
}

/// A report to be made.
pub(super) struct Target {
    pub(super) renderer: Box<dyn Renderer>,
    file: Option<PathBuf>,
    /// How many parts are printed at most, where the report can be cut.
    most: Option<usize>,
}

impl Request {
    fn parse(written: &str) -> Result<Self, String> {
        let (name, file) = match written.split_once('=') {
            Some((_, "")) => return Err("there is no file name after the `=`".into()),
            Some((name, file)) => (name, Some(file.into())),
            None => (written, None),
        };
        let format = Format::named(name)?;
        Ok(Self { format, file })
    }
}

impl Targets {
    /// The reports to be made. Only one can go to standard output.
    pub(super) fn resolve(&self, folded: bool) -> Result<Vec<Target>, Failure> {
        let printed: Vec<&str> = self
            .format
            .iter()
            .filter(|request| request.file.is_none())
            .map(|request| request.format.name())
            .collect();
        if let [first, second, ..] = printed[..] {
            return Err(Failure::TwoReports(first, second));
        }
        if self.output.is_some() && printed.is_empty() {
            return Err(Failure::NoReport);
        }
        let target = |request: &Request| {
            let format = request.format;
            let statistics = || format.statistics().ok_or(Failure::NoStatistics(format.name()));
            Ok(Target {
                renderer: if self.stats { statistics()? } else { format.renderer(folded) },
                file: request.file.clone().or_else(|| self.output.clone()),
                most: self.max_diagnostics,
            })
        };
        let targets = self.format.iter().map(target).collect::<Result<Vec<Target>, Failure>>()?;
        let mut places: Vec<PathBuf> = Vec::new();
        for file in targets.iter().filter_map(|target| target.file.as_deref()) {
            let place = place(file);
            if places.contains(&place) {
                return Err(Failure::SameFile(shown(file)));
            }
            places.push(place);
        }
        Ok(targets)
    }

    /// The stories without those that a report is written over: what an earlier run left in the folder is none. One
    /// that was named is not to be lost.
    pub(super) fn spare(&self, stories: Vec<Named>, output: &mut Output) -> Result<Vec<Named>, Failure> {
        let places: Vec<PathBuf> = self.files().map(place).collect();
        let mut kept = Vec::with_capacity(stories.len());
        for story in stories {
            let is_kept = places.is_empty() || !places.contains(&place(&story.path));
            if is_kept {
                kept.push(story);
            } else if story.by_user {
                return Err(Failure::OverStory(shown(&story.path)));
            } else if !document::Format::may_be_data(&story.path) {
                output.say(&format!("passed over {}: a report goes there", shown(&story.path)));
            }
        }
        Ok(kept)
    }

    /// The files that reports go into.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        self.format.iter().filter_map(|request| request.file.as_deref()).chain(self.output.as_deref())
    }
}

/// What of the report on standard output has been printed already.
#[derive(Clone, Copy, Default)]
pub(super) struct Shown {
    parts: usize,
    /// How many parts were left out.
    cut: usize,
}

impl Shown {
    /// Prints what there is of the report, if it need not be whole to be printed.
    pub(super) fn flow(
        &mut self,
        targets: &[Target],
        parts: &mut [Vec<String>],
        output: &mut Output,
    ) -> Result<(), Failure> {
        let printed = targets.iter().zip(parts).find(|(target, _)| target.is_printed());
        let flowing = printed.and_then(|(target, parts)| Some((target, target.renderer.flow()?, parts)));
        let Some((target, flow, parts)) = flowing else { return Ok(()) };
        for part in parts.drain(..) {
            if self.parts < target.most() {
                self.print(&part, flow, output)?;
            } else {
                self.cut += 1;
            }
        }
        Ok(())
    }

    /// Prints a part behind those printed so far.
    fn print(&mut self, part: &str, flow: Flow, output: &mut Output) -> Result<(), Failure> {
        output.print(if self.parts == 0 { flow.head } else { flow.between })?;
        self.parts += 1;
        output.print(part)
    }
}

impl Target {
    /// A report that is handed back whole.
    pub(super) fn of(format: Format) -> Self {
        Self { renderer: format.renderer(false), file: None, most: None }
    }

    /// Whether it goes to standard output.
    pub(super) fn is_printed(&self) -> bool {
        self.file.is_none()
    }

    /// How many parts are printed at most.
    fn most(&self) -> usize {
        self.most.filter(|_| self.renderer.can_be_cut()).unwrap_or(usize::MAX)
    }

    /// Writes the report, or what is left of it: its file gets its name once all is written.
    pub(super) fn write(
        &self,
        parts: &[String],
        shown: &Shown,
        run: &Run,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let mut shown = if self.is_printed() { *shown } else { Shown::default() };
        let first = &parts[..self.most().saturating_sub(shown.parts).min(parts.len())];
        let mut run = run.clone();
        run.cut = shown.cut + parts.len() - first.len();
        if let Some(flow) = self.renderer.flow().filter(|_| self.is_printed()) {
            first.iter().try_for_each(|part| shown.print(part, flow, output))?;
            let end = self.renderer.whole(&[], &run)?;
            let head = if shown.parts == 0 { "" } else { flow.head };
            return output.print(end.strip_prefix(head).unwrap_or(&end));
        }
        let report = self.renderer.whole(first, &run)?;
        match &self.file {
            None => output.print(&report),
            Some(file) => write(file, without_colours(&report).as_bytes()),
        }
    }
}

/// A report as a file has it. Most have no colours, and some are too long to be copied for nothing.
fn without_colours(report: &str) -> Cow<'_, str> {
    if report.contains('\x1b') { strip_str(report).to_string().into() } else { report.into() }
}

/// Where a file is or will be, whatever it is called.
fn place(file: &Path) -> PathBuf {
    fs::canonicalize(file).unwrap_or_else(|_| path::place(file))
}

/// The help on `--format`: every format with what it is for.
fn help() -> String {
    let widest = Format::ALL.iter().map(|(_, name, _)| name.len()).max().unwrap_or_default();
    let formats: String =
        Format::ALL.iter().map(|(_, name, about)| format!("\n  {name:<widest$}  {about}")).collect();
    format!(
        "How to print what is found; with =FILE, into that file. Give it several times for several reports at once: \
         --format text --format sarif=out.sarif\n{formats}"
    )
}
