//! The formats of a report, and what each of them does: a file in parts, the parts put together.

use super::{
    Checked, Summary, Text, checkstyle::Checkstyle, github::GitHub, gitlab::GitLab, json::Json,
    jsonl::JsonLines, junit::Junit, markdown::Markdown, rdjson::Rdjson, sarif::Sarif, short::Short,
    stats::Stats, wikitext::Wikitext,
};
use serde::Serialize;

#[cfg(feature = "html")]
use super::html::Html;
use crate::{diagnostic::Level, nearest, rule::Definition};

/// A format of the report of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// As a compiler prints it, for people.
    Text,
    /// One line a diagnostic.
    Short,
    /// One JSON object.
    Json,
    /// One JSON object a diagnostic.
    JsonLines,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    GitHub,
    /// The code quality report of GitLab.
    GitLab,
    /// Checkstyle XML.
    Checkstyle,
    /// JUnit XML.
    Junit,
    /// The format of reviewdog.
    Rdjson,
    /// A comment on a merge request.
    Markdown,
    /// Lines with Wikipedia's inline templates.
    Wikitext,
    /// One page.
    #[cfg(feature = "html")]
    Html,
}

/// Makes a report: of each file its parts, by itself, so that files can be checked in parallel; then the whole.
pub trait Renderer: Sync {
    /// What is to be said of one file, in parts: where the format lists diagnostics, each is one part.
    ///
    /// # Errors
    /// None that a story can cause; serde_json's type asks for it.
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>>;

    /// The report, from the parts of all files in their order.
    ///
    /// # Errors
    /// None that a story can cause; serde_json's type asks for it.
    fn whole(&self, parts: &[String], run: &Run) -> serde_json::Result<String>;

    /// Whether people read it part by part, so that a run can show some and say how many are left.
    fn can_be_cut(&self) -> bool {
        false
    }

    /// How parts can be written as they come; none where the report must be whole.
    fn flow(&self) -> Option<Flow> {
        None
    }
}

/// What stands around the parts of a report that can be written as they come: the head, the parts with something
/// between them, and then what the whole of no parts has behind its head.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flow {
    /// Before all parts.
    pub head: &'static str,
    /// Between two parts.
    pub between: &'static str,
}

/// What a report says of the run as a whole.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Run {
    /// How much was found.
    pub summary: Summary,
    /// The rules that could speak, by code.
    pub rules: Vec<RuleFacts>,
    /// How many parts are left out, since no more were asked for.
    pub cut: usize,
    /// Findings are all that is asked for: a report that people read does without the lines that close it.
    pub quiet: bool,
}

impl Run {
    /// A run of which all is reported.
    pub fn new(summary: Summary, rules: Vec<RuleFacts>) -> Self {
        Self { summary, rules, ..Self::default() }
    }
}

/// The report on some files, in a format. `rules` are those that could speak ([`Linter::rules`](crate::Linter::rules)).
///
/// ```
/// use onrecord::{Linter, Setup, document, report::{self, Checked}};
///
/// let linter = Linter::new(Setup::default())?;
/// let text = "Critics say the bridge is unsafe.";
/// let story = linter.read_text(text, document::Format::Text)?;
/// let checked = Checked::new("story.txt", text, &story, linter.check(&story));
/// let report = report::render(report::Format::Short, &[checked], &linter.rules())?;
/// assert!(report.starts_with("story.txt:1:1: warning[V001] "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// None that a story can cause; serde_json's type asks for it.
pub fn render(format: Format, files: &[Checked<'_>], rules: &[Definition]) -> serde_json::Result<String> {
    let renderer = format.renderer(false);
    let mut run = Run::new(
        Summary::default(),
        rules.iter().filter(|rule| rule.speaks().is_some()).map(RuleFacts::of).collect(),
    );
    let mut parts = Vec::new();
    for checked in files {
        run.summary += checked.summary();
        parts.extend(renderer.file(checked)?);
    }
    renderer.whole(&parts, &run)
}

/// What a report says of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct RuleFacts {
    /// "A001"
    pub code: String,
    /// "bare-anonymous-source"
    pub name: String,
    /// How grave a finding is where no profile says otherwise.
    pub level: Level,
    /// What the rule flags, in a sentence.
    pub summary: String,
    /// Why it matters to readers.
    pub why: String,
    /// What would satisfy.
    pub help: String,
}

impl RuleFacts {
    /// The facts of a rule.
    pub fn of(rule: &Definition) -> Self {
        Self {
            code: rule.code.get_ref().clone(),
            name: rule.name.get_ref().clone(),
            level: rule.speaks().unwrap_or(rule.level),
            summary: rule.summary.clone(),
            why: String::clone(&rule.why),
            help: rule.report.help.text().to_owned(),
        }
    }
}

impl Format {
    /// All of them, with the name and what it is for.
    pub const ALL: &[(Self, &str, &str)] = &[
        (Self::Text, "text", "as a compiler prints it, for people"),
        (Self::Short, "short", "one line a diagnostic, for editors and grep"),
        (Self::Json, "json", "one JSON object, for scripts"),
        (Self::JsonLines, "jsonl", "one JSON object a diagnostic, for scripts that read line by line"),
        (Self::Sarif, "sarif", "SARIF 2.1.0, for code scanning"),
        (Self::GitHub, "github", "notes on a pull request, by GitHub Actions"),
        (Self::GitLab, "gitlab", "GitLab's code quality report"),
        (Self::Checkstyle, "checkstyle", "Checkstyle XML, for Jenkins and others"),
        (Self::Junit, "junit", "JUnit XML: a suite a story, a failing test an error or warning"),
        (Self::Rdjson, "rdjson", "for reviewdog"),
        (Self::Markdown, "markdown", "a comment on a merge request"),
        (Self::Wikitext, "wikitext", "the lines with Wikipedia's inline templates, ready to be copied"),
        #[cfg(feature = "html")]
        (Self::Html, "html", "one self-contained page, to look at with the reporter"),
    ];

    /// The format of this name.
    ///
    /// # Errors
    /// What to tell the user where there is none.
    pub fn named(name: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(format, ..)| *format);
        let names = || Self::ALL.iter().map(|(_, known, _)| *known);
        found.ok_or_else(|| {
            let all: Vec<&str> = names().collect();
            format!("{} (of {})", nearest::unknown("format", name, names()), all.join(", "))
        })
    }

    /// What it is called on the command line.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(format, ..)| *format == self).map_or("", |(_, name, _)| name)
    }

    /// What makes reports of this format. `folded` shows people also the notes that another diagnostic stands for.
    pub fn renderer(self, folded: bool) -> Box<dyn Renderer> {
        match self {
            Self::Text => Box::new(Text { folded }),
            Self::Short => Box::new(Short),
            Self::Json => Box::new(Json),
            Self::JsonLines => Box::new(JsonLines),
            Self::Sarif => Box::new(Sarif),
            Self::GitHub => Box::new(GitHub),
            Self::GitLab => Box::new(GitLab),
            Self::Checkstyle => Box::new(Checkstyle),
            Self::Junit => Box::new(Junit),
            Self::Rdjson => Box::new(Rdjson),
            Self::Markdown => Box::new(Markdown),
            Self::Wikitext => Box::new(Wikitext),
            #[cfg(feature = "html")]
            Self::Html => Box::new(Html { folded }),
        }
    }

    /// What makes statistics of this format, in place of a report. Only some formats have them.
    pub fn statistics(self) -> Option<Box<dyn Renderer>> {
        let stats = [(Self::Text, Stats::Text), (Self::Json, Stats::Json)];
        let found = stats.into_iter().find(|(format, _)| *format == self);
        found.map(|(_, stats)| Box::new(stats) as Box<dyn Renderer>)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_flows_is_its_parts_and_an_end() {
        let parts = ["one\n".to_owned(), "two\n".to_owned()];
        let renderers = Format::ALL.iter().map(|(format, ..)| format.renderer(false));
        let flowing: Vec<_> = renderers.filter_map(|renderer| Some((renderer.flow()?, renderer))).collect();
        for (Flow { head, between }, renderer) in &flowing {
            let whole = |parts: &[String]| renderer.whole(parts, &Run::default()).unwrap();
            let end = whole(&[]).strip_prefix(head).unwrap().to_owned();
            assert_eq!(whole(&parts), (*head).to_owned() + &parts.join(between) + &end);
        }
        assert_eq!(flowing.len(), 5);
    }
}
