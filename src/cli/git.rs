//! Git, run as a program: which files changed, and what they held before.
//!
//! Only plumbing is run, which no configuration of the user's changes: no pager, no external diff, no text conversion.
//! Nothing is written, and nothing is fetched.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

/// What changed between two versions.
#[derive(Default)]
pub(super) struct Difference {
    /// Files that are new, changed or renamed. Paths are seen from the top folder.
    pub(super) files: BTreeMap<PathBuf, Change>,
    /// Files that are there no more.
    pub(super) gone: BTreeMap<PathBuf, Blob>,
}

/// A file that changed.
#[derive(Default)]
pub(super) struct Change {
    /// Its old path and content; none where it is new.
    pub(super) before: Option<(PathBuf, Blob)>,
    /// Its new content, where that is looked for in the index rather than in the working tree.
    pub(super) now: Option<Blob>,
}

/// The name that git gives to a content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Blob(String);

/// Why git has no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum GitError {
    #[error("git is not there: {0}")]
    Missing(io::Error),
    #[error("this folder is in no git repository")]
    NoRepository,
    #[error("git knows no revision `{revision}`")]
    NoRevision {
        revision: String,
        /// The branch of that name as it is at the remote.
        remote: Option<String>,
        /// Whether the clone has only the end of the history.
        shallow: bool,
    },
    #[error("{path} is outside of the repository at {top}")]
    Outside { path: String, top: String },
    #[error("standard input has no earlier version")]
    StandardInput,
    #[error("this clone lacks {path} as it was before")]
    Absent { path: String },
    #[error("`git {command}` failed: {said}")]
    Failed { command: String, said: String },
}

impl GitError {
    /// What the user can do.
    pub(super) fn way_out(&self) -> String {
        match self {
            Self::Missing(_) => "install git, or check without --since and --staged".into(),
            Self::NoRepository => "go to a folder of the repository; without --since and --staged, none is needed".into(),
            Self::NoRevision { remote: Some(remote), .. } => format!("did you mean `{remote}`?"),
            Self::NoRevision { shallow: true, .. } => {
                "this clone is shallow, without older commits and other branches: run `git fetch --unshallow`, or have \
                 the build clone it whole (on GitHub, `fetch-depth: 0` for actions/checkout)"
                    .into()
            }
            Self::NoRevision { .. } => "name a commit, a branch or a tag; `git branch --all` lists branches".into(),
            Self::Outside { .. } => "run onrecord in the repository that holds it".into(),
            Self::StandardInput => "name a file, or leave --since and --staged out".into(),
            Self::Absent { .. } => "clone the repository without --filter: onrecord fetches nothing".into(),
            Self::Failed { .. } => "does `git status` work in this folder?".into(),
        }
    }
}

/// The top folder of the working tree that the current folder is in.
pub(super) fn top() -> Result<PathBuf, GitError> {
    match run(&["rev-parse", "--show-toplevel"]) {
        Ok(top) => Ok(path(top.strip_suffix(b"\n").unwrap_or(&top))),
        Err(GitError::Failed { said, .. }) if said.contains("not a git repository") => {
            Err(GitError::NoRepository)
        }
        Err(error) => Err(error),
    }
}

impl Difference {
    /// What is not, in the working tree, as it was where the current branch left a revision; files that git does not
    /// track yet are new. Where the two have no history in common, or a shallow clone does not reach so far, it is
    /// the revision itself that counts.
    pub(super) fn since(revision: &str) -> Result<Difference, GitError> {
        let commit = commit(revision)?.ok_or_else(|| unknown(revision))?;
        let base = line(&["merge-base", &commit, "HEAD"])?.unwrap_or(commit);
        let mut difference = difference(&base, &[])?;
        for change in difference.files.values_mut() {
            // Git may have put a name to what stands in the folder, and has not kept it.
            change.now = None;
        }
        let untracked = run(&["ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"])?;
        for new in untracked.split(|byte| *byte == 0).filter(|new| !new.is_empty()).map(path) {
            // What was taken out of the index and left in the folder is no new file.
            let before = difference.gone.remove(&new).map(|blob| (new.clone(), blob));
            difference.files.insert(new, Change { before, now: None });
        }
        Ok(difference)
    }

    /// What the next commit changes. Before the first, everything is new.
    pub(super) fn staged() -> Result<Difference, GitError> {
        let head = match commit("HEAD")? {
            Some(head) => head,
            None => line(&["hash-object", "-t", "tree", "--stdin"])?.unwrap_or_default(),
        };
        difference(&head, &["--cached"])
    }
}

/// The commit that a revision names. None begins with a dash, so none is taken for an option.
fn commit(revision: &str) -> Result<Option<String>, GitError> {
    if revision.starts_with('-') {
        return Ok(None);
    }
    line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")])
}

fn unknown(revision: &str) -> GitError {
    let remote = format!("origin/{revision}");
    let remote = commit(&remote).ok().flatten().map(|_| remote);
    let shallow = line(&["rev-parse", "--is-shallow-repository"]).ok().flatten();
    let shallow = shallow.is_some_and(|answer| answer == "true");
    GitError::NoRevision { revision: revision.to_owned(), remote, shallow }
}

/// What differs from a commit or tree.
fn difference(tree: &str, options: &[&str]) -> Result<Difference, GitError> {
    let plain = ["diff-index", "--raw", "-z", "-M", "--no-abbrev", "--ignore-submodules=all"];
    let listed = run(&[&plain[..], options, &[tree, "--"]].concat())?;
    let mut fields = listed.split(|byte| *byte == 0);
    let mut difference = Difference::default();
    while let Some(row) = fields.next().and_then(Row::read) {
        let Some(old) = fields.next().map(path) else { break };
        let new = if row.is_renamed { fields.next().map(path) } else { None };
        let new = new.unwrap_or_else(|| old.clone());
        let Row { before, now, .. } = row;
        match (before, now) {
            (Some(blob), Side::Nothing) => {
                difference.gone.insert(new, blob);
            }
            (before, Side::File(now)) => {
                let before = before.map(|blob| (old, blob));
                difference.files.insert(new, Change { before, now });
            }
            _ => {}
        }
    }
    Ok(difference)
}

/// A row of `git diff-index --raw`: ":100644 100644 1f7a… 0000… M".
struct Row {
    /// The old content, where it was a file.
    before: Option<Blob>,
    now: Side,
    is_renamed: bool,
}

/// What stands at a path now.
enum Side {
    /// A file, and what it holds where git has that already.
    File(Option<Blob>),
    /// No file any more.
    Nothing,
    /// A link, a submodule, or a conflict that is yet to be settled.
    Other,
}

impl Row {
    fn read(row: &[u8]) -> Option<Self> {
        let row = std::str::from_utf8(row).ok()?.strip_prefix(':')?;
        let [old_mode, mode, old, new, status] = row.split(' ').collect::<Vec<_>>().try_into().ok()?;
        let is_file = |mode: &str| mode.starts_with("100");
        let blob = |name: &str| name.bytes().any(|digit| digit != b'0').then(|| Blob(name.to_owned()));
        let now = match status.as_bytes().first() {
            Some(b'D') => Side::Nothing,
            Some(b'U') => Side::Other,
            _ if is_file(mode) => Side::File(blob(new)),
            _ => Side::Other,
        };
        let before = if is_file(old_mode) { blob(old) } else { None };
        Some(Self { before, now, is_renamed: status.starts_with(['R', 'C']) })
    }
}

/// Gives contents by their names: one process for all.
pub(super) struct Contents {
    process: Child,
    asked: ChildStdin,
    given: BufReader<ChildStdout>,
}

impl Contents {
    /// Starts it.
    pub(super) fn open() -> Result<Self, GitError> {
        let mut process = git(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(GitError::Missing)?;
        match (process.stdin.take(), process.stdout.take()) {
            (Some(asked), Some(given)) => Ok(Self { process, asked, given: BufReader::new(given) }),
            _ => Err(failed("cat-file", "it cannot be spoken to")),
        }
    }

    /// A content; `path` is for messages.
    pub(super) fn read(&mut self, blob: &Blob, path: &Path) -> Result<Vec<u8>, GitError> {
        let broken = |error: io::Error| failed("cat-file", &error.to_string());
        writeln!(self.asked, "{}", blob.0).and_then(|()| self.asked.flush()).map_err(broken)?;
        let mut head = String::new();
        self.given.read_line(&mut head).map_err(broken)?;
        // "1f7a… blob 1024", or else "1f7a… missing".
        let Some(length) = head.trim_end().split(' ').nth(2).and_then(|length| length.parse::<u64>().ok())
        else {
            return Err(GitError::Absent { path: path.display().to_string() });
        };
        let mut bytes = Vec::new();
        self.given.by_ref().take(length + 1).read_to_end(&mut bytes).map_err(broken)?;
        // A line end closes it.
        if bytes.pop().is_none() { Err(failed("cat-file", "it stopped early")) } else { Ok(bytes) }
    }

    /// Ends the process.
    pub(super) fn close(self) {
        let Self { mut process, asked, .. } = self;
        drop(asked);
        let _ = process.wait();
    }
}

/// Git in this folder, as its environment says. It takes no locks, asks no monitor of files and opens no connection.
fn git(arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .args(["--no-optional-locks", "--no-pager", "-c", "core.fsmonitor=false"])
        .args(arguments)
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What git prints.
fn run(arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    let output = git(arguments).output().map_err(GitError::Missing)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.trim().strip_prefix("fatal: ").unwrap_or(said.trim());
    Err(failed(arguments.first().unwrap_or(&""), said))
}

/// The line that git prints; none where it has no answer.
fn line(arguments: &[&str]) -> Result<Option<String>, GitError> {
    match run(arguments) {
        Ok(output) => Ok(Some(String::from_utf8_lossy(&output).trim_end().to_owned())),
        Err(GitError::Failed { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

fn failed(command: &str, said: &str) -> GitError {
    GitError::Failed { command: command.to_owned(), said: said.to_owned() }
}

/// A path as git prints it: the bytes that it has, where the system's paths are bytes, and otherwise UTF-8.
#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// A path as git prints it: the bytes that it has, where the system's paths are bytes, and otherwise UTF-8.
#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::new(&*String::from_utf8_lossy(bytes)))
}
