//! Patterns of paths, as `exclude`, `files` and `kinds` give them.

use glob::{MatchOptions, Pattern};

/// `*` and `?` stop at a `/`, and a name may begin with a dot.
const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

/// A pattern as ignore files have it: with a `/` inside it is seen from the folder of the settings; without, it is a
/// name at any depth. What matches a folder matches everything below.
#[derive(Clone, Debug)]
pub(crate) struct PathPattern {
    pattern: Pattern,
    /// It is a name, with no `/`.
    is_name: bool,
}

impl PathPattern {
    /// Reads a pattern.
    pub(crate) fn read(written: &str) -> Result<Self, String> {
        if let Some(why) = in_vain(written) {
            return Err(format!("`{written}` matches nothing: {why}"));
        }
        let trimmed = written.trim_start_matches("./").trim_end_matches('/').trim_end_matches("/**");
        let rooted = trimmed.trim_start_matches('/');
        let pattern =
            Pattern::new(rooted).map_err(|error| format!("`{written}` is no pattern: {}", error.msg))?;
        if rooted.is_empty() {
            return Err(format!("`{written}` matches nothing"));
        }
        Ok(Self { pattern, is_name: !trimmed.contains('/') })
    }

    /// Whether it is this path, letter by letter.
    pub(crate) fn is_path(&self, path: &str) -> bool {
        self.pattern.as_str() == path
    }

    /// The path, where it is one and stands for no others: a name can be anywhere.
    pub(crate) fn as_path(&self) -> Option<&str> {
        let written = self.pattern.as_str();
        (!self.is_name && !written.contains(['*', '?', '['])).then_some(written)
    }

    /// Whether a path matches; it is seen from the folder of the settings, and written with `/`.
    pub(crate) fn matches(&self, path: &str) -> bool {
        let is = |part: &str| self.pattern.matches_with(part, OPTIONS);
        if self.is_name {
            return path.split('/').any(is);
        }
        is(path) || path.match_indices('/').any(|(at, _)| is(&path[..at]))
    }
}

/// Why a pattern can match no path, where its form tells.
fn in_vain(written: &str) -> Option<&'static str> {
    if written.contains('\\') {
        Some("paths are written with `/`")
    } else if written.starts_with('!') {
        Some("nothing is taken back with `!`")
    } else if written.split('/').any(|part| part == "..") {
        Some("it leads out of the folder that paths are seen from")
    } else if written == "." {
        Some("name files or folders, or `*` for all")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_ignore_files_have_it() {
        for (pattern, path, expected) in [
            ("opinion/**", "opinion/a.md", true),
            ("opinion/**", "opinion/2026/a.md", true),
            ("opinion/", "opinion/a.md", true),
            ("opinion", "city/opinion/a.md", true),
            ("opinion/*", "opinion/a.md", true),
            ("/opinion", "city/opinion/a.md", false),
            ("/opinion", "opinion/a.md", true),
            ("city/opinion", "city/opinion/a.md", true),
            ("opinion/**/draft-*.md", "opinion/2026/may/draft-1.md", true),
            ("*.draft.md", "city/a.draft.md", true),
            ("*.draft.md", "city/a.md", false),
            ("op*", "city/a.md", false),
            ("./city/*.txt", "city/a.txt", true),
            ("city/*.txt", "city/b/a.txt", false),
        ] {
            assert_eq!(PathPattern::read(pattern).unwrap().matches(path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn what_is_no_pattern() {
        assert!(PathPattern::read("a[").is_err());
        for in_vain in ["/", "", ".", "./", "../city", "city/../opinion", "!city", "city\\a.md"] {
            let why = PathPattern::read(in_vain).unwrap_err();
            assert!(why.contains("matches nothing"), "{why}");
        }
    }
}
