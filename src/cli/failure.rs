//! Why the program could not do its work, and the way out.

use std::{io, path::Path};

use onrecord::{
    NoDate,
    document::{DocumentError, archive::ArchiveError},
    mistake::Mistake,
    report::{self, misread},
};

use super::git::GitError;

/// A reason to stop with status 2.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// Files that were named but cannot be read, each with why.
    #[error("{}", listed(.0.iter()))]
    Files(Vec<FileFailure>),
    /// Nothing to check.
    #[error("no stories in {0}")]
    Nothing(String),
    /// A rule that does not exist.
    #[error("there is no rule `{name}`")]
    NoRule {
        /// The name as given.
        name: String,
        /// A name like it.
        near: Option<String>,
    },
    /// No rule files to test.
    #[error("no rule files in {0}")]
    NoRules(String),
    /// A command that does not exist.
    #[error("there is no command `{0}`")]
    NoCommand(String),
    /// A file that would be overwritten.
    #[error("{0} is there already")]
    Exists(String),
    /// A configuration file that was named and is none.
    #[error("there is no configuration file {0}")]
    NoConfig(String),
    /// A configuration file that would be overwritten.
    #[error("{0} is there already")]
    Configured(String),
    /// An example that cannot be read.
    #[error("an example cannot be read: {0}")]
    Example(#[from] DocumentError),
    /// A profile that does not exist: that there is none, and the name most like it.
    #[error("{0}")]
    NoProfile(String),
    /// The variable that says which day it is does not.
    #[error("{variable}: {error}")]
    NoDay {
        /// Its name.
        variable: &'static str,
        /// Why not.
        error: NoDate,
    },
    /// A mistake in a rule file.
    #[error("{0}")]
    Mistake(#[from] Box<Mistake>),
    /// There is no baseline.
    #[error("there is no baseline {0}")]
    NoBaseline(String),
    /// Git cannot say what changed.
    #[error("{0}")]
    Git(#[from] GitError),
    /// Two reports would go to the same place.
    #[error("`{0}` and `{1}` cannot both go to standard output")]
    TwoReports(&'static str, &'static str),
    /// `--output` is given, and every report has a file already.
    #[error("--output has nothing to write: every --format names its own file")]
    NoReport,
    /// Two reports would be written into the same file.
    #[error("two reports would go into {0}")]
    SameFile(String),
    /// A report would be written over a story that is to be checked.
    #[error("a report would be written over {0}, which is to be checked")]
    OverStory(String),
    /// A report cannot be written into its file.
    #[error("cannot write {path}: {why}")]
    Write {
        /// The file.
        path: String,
        /// Why.
        why: io::Error,
    },
    /// A file that is to be mended and must not be written.
    #[error("cannot fix {path}: {why}")]
    Fix {
        /// The file.
        path: String,
        /// Why.
        why: &'static str,
    },
    /// Standard input and files are to be mended at once.
    #[error("--fix prints what it makes of standard input, and writes files: not both in one run")]
    FixBoth,
    /// The statistics come in few formats.
    #[error("--stats cannot be printed as `{0}`")]
    NoStatistics(&'static str),
    /// A limit that there is not, or that cannot be set so.
    #[error("--limit {0}: {1}")]
    NoLimit(String, String),
    /// A text that is handed over, at a path that its house passes over.
    #[error("{path} is passed over: excluded by {by}")]
    Excluded {
        /// Where it is or will be.
        path: String,
        /// The pattern.
        by: String,
    },
    /// A story that cannot be mended in its file.
    #[error("cannot fix {0}: it is no text in UTF-8, or only a part of its file")]
    FixPart(String),
    /// Standard input comes once.
    #[error("standard input cannot be watched")]
    WatchStdin,
    /// The system tells of no changes.
    #[error("cannot watch for changes: {0}")]
    Watch(#[from] notify::Error),
    /// Threads cannot be had.
    #[error("cannot work on several stories at a time: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// What is printed cannot be written.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
    /// What a client says cannot be read.
    #[error("what the client sends cannot be read: {0}")]
    Client(io::Error),
    /// What is printed cannot be put into JSON.
    #[error("cannot write the output: {0}")]
    Json(#[from] serde_json::Error),
}

/// A file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {why}")]
pub(super) struct FileFailure {
    pub(super) path: String,
    pub(super) why: Unreadable,
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreadable {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("{0}")]
    Document(#[from] DocumentError),
    /// A story of a file of many, and the line of the file on which it begins.
    #[error("line {0}: {1}")]
    Record(usize, DocumentError),
    /// So many stories of a file.
    #[error("and {0} that cannot be read")]
    More(String),
}

impl From<ArchiveError> for Unreadable {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Document(error) => Self::Document(error),
            ArchiveError::Io(error) => Self::Io(error),
            other => Self::Io(io::Error::other(other)),
        }
    }
}

impl FileFailure {
    pub(super) fn new(path: &Path, why: impl Into<Unreadable>) -> Self {
        // A name can hold what would steer the terminal.
        Self { path: report::clean(&path.display().to_string()), why: why.into() }
    }

    /// What is wrong at a place of the file, shown there.
    fn shown(&self) -> Option<String> {
        let (Unreadable::Document(error) | Unreadable::Record(_, error)) = &self.why else { return None };
        misread(&self.path, error)
    }

    /// Whether the file can be read, and holds no story.
    pub(super) fn is_no_story(&self) -> bool {
        matches!(&self.why, Unreadable::Document(why) if why.is_no_story())
    }

    fn way_out(&self) -> Option<String> {
        match &self.why {
            Unreadable::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                Some("check the spelling".into())
            }
            Unreadable::Io(error) if error.kind() == io::ErrorKind::NotADirectory => {
                Some("name a folder".into())
            }
            Unreadable::Io(_) | Unreadable::More(_) => None,
            Unreadable::Document(error) | Unreadable::Record(_, error) => Some(error.way_out()),
        }
    }
}

impl Failure {
    /// What is wrong at places in files, shown there, and what is left to be said in words; nothing where that is all.
    pub(super) fn shown(&self) -> (Vec<String>, Option<String>) {
        match self {
            Self::Mistake(mistake) => (vec![report::mistake(mistake)], None),
            Self::Files(files) => {
                let shown = files.iter().filter_map(FileFailure::shown).collect();
                let left = listed(files.iter().filter(|file| file.shown().is_none()));
                (shown, Some(left).filter(|left| !left.is_empty()))
            }
            other => (Vec::new(), Some(other.to_string())),
        }
    }

    /// That one file cannot be read.
    pub(super) fn file(path: &Path, why: impl Into<Unreadable>) -> Self {
        Self::Files(vec![FileFailure::new(path, why)])
    }

    /// What the user can do.
    pub(super) fn way_out(&self) -> Option<String> {
        match self {
            Self::Files(files) => files.first().and_then(FileFailure::way_out),
            Self::Nothing(_) => {
                Some("name a file, whatever its ending, or a folder that holds stories: .md, .txt, .html, .docx and others".into())
            }
            Self::NoRule { near: Some(near), .. } => {
                Some(format!("did you mean `{near}`? `onrecord rules` lists all"))
            }
            Self::NoRule { near: None, .. } => Some("`onrecord rules` lists all".into()),
            Self::NoRules(_) => Some("name a .toml file, or a folder that holds some".into()),
            Self::NoCommand(_) => Some("`onrecord --help` lists all".into()),
            Self::Exists(_) => Some("choose another name with -o, or take that file away".into()),
            Self::NoConfig(_) => Some("check the spelling; `onrecord init` writes one to begin with".into()),
            Self::Configured(_) => {
                Some("change that file, or take it away; `onrecord config` tells what holds".into())
            }
            Self::Example(error) => Some(error.way_out()),
            Self::NoLimit(..) => Some("`onrecord check --help` lists all, with what they are set to".into()),
            Self::Excluded { .. } => Some("give no path to check it by the settings of this folder".into()),
            Self::FixPart(_) => Some("mend it by hand, or fix the stories where they come from".into()),
            Self::NoDay { .. } => Some("leave it out to go by the clock".into()),
            Self::NoProfile(_) => Some("`onrecord profiles` lists all".into()),
            Self::NoBaseline(_) => Some("`onrecord check --write-baseline PATH` writes one".into()),
            Self::Git(error) => Some(error.way_out()),
            Self::TwoReports(_, second) => Some(format!("give one of them a file: --format {second}=FILE")),
            Self::NoStatistics(_) => Some("it comes as text and as json".into()),
            Self::WatchStdin => Some("name the files and folders to watch".into()),
            Self::Watch(_) => {
                Some("check without --watch; on Linux, the limit may be fs.inotify.max_user_watches".into())
            }
            Self::Threads(_) => Some("ask for fewer with --threads".into()),
            Self::NoReport => Some("leave --output out".into()),
            Self::SameFile(_) => Some("give each of them a file of its own: --format NAME=FILE".into()),
            Self::OverStory(_) => Some("give the report another name".into()),
            Self::Fix { .. } => {
                Some("nothing was written; --diff in place of --fix shows what would change".into())
            }
            Self::FixBoth => Some("fix standard input by itself".into()),
            Self::Write { .. } => Some("name a file in a folder that can be written to".into()),
            Self::Mistake(_) | Self::Output(_) | Self::Client(_) | Self::Json(_) => None,
        }
    }
}

fn listed<'f>(files: impl Iterator<Item = &'f FileFailure>) -> String {
    let lines: Vec<String> = files.map(ToString::to_string).collect();
    lines.join("\n       ")
}
