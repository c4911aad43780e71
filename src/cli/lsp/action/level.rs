//! The level of a rule, set in the configuration file of the story; in a new one, where there is none.

use std::{fs, ops::Range, path::PathBuf};

use lsp_types::{CodeAction, TextEdit, WorkspaceEdit};
use onrecord::{
    Span,
    config::ConfigFile,
    diagnostic::{Diagnostic, Level},
};

use super::{
    super::{ruler::Ruler, uri},
    Asked,
};
use crate::cli::{house::NAME, path::whole};

/// What a rule can be set to, and what that is called.
const LEVELS: &[(&str, Option<Level>, &str)] = &[
    ("off", None, "Turn {} off"),
    ("note", Some(Level::Note), "Make {} a note"),
    ("warning", Some(Level::Warning), "Make {} a warning"),
    ("error", Some(Level::Error), "Make {} an error"),
];

/// The other levels that a rule can have.
pub(super) fn all(asked: &Asked<'_>, found: &Diagnostic) -> Vec<CodeAction> {
    let others = LEVELS.iter().filter(|(_, level, _)| *level != Some(found.level));
    let action = |(name, _, title): &(&str, _, &str)| {
        let edit = edit(asked, &found.code, name)?;
        let title = format!("{} in {NAME}", title.replace("{}", &found.code));
        Some(CodeAction { edit: Some(edit), ..asked.action(title, found) })
    };
    others.filter_map(action).collect()
}

/// The change of the configuration file.
fn edit(asked: &Asked<'_>, code: &str, level: &str) -> Option<WorkspaceEdit> {
    let Some(nearest) = asked.open.house.configs.first() else {
        let folder = asked.root.map(PathBuf::from);
        let folder = folder.or_else(|| Some(asked.open.path.as_ref()?.parent()?.to_owned()))?;
        return asked.client.new_file(uri::of_path(&folder.join(NAME))?, table(code, level));
    };
    let path = whole(nearest.as_ref()).ok()?;
    let text = fs::read_to_string(&path).ok()?;
    let (place, new_text) = changed(&text, code, level)?;
    let ruler = Ruler::new(&text, asked.client.unit);
    let range = ruler.range(Span::new(place.start, place.end));
    Some(asked.client.edit(uri::of_path(&path)?, None, vec![TextEdit { range, new_text }]))
}

fn table(code: &str, level: &str) -> String {
    format!("[rule.{code}]\nlevel = \"{level}\"\n")
}

/// What of a configuration file is to be replaced, in bytes, and by what. Only tables of their own are changed; how else
/// a rule is set is for people to change.
fn changed(text: &str, code: &str, level: &str) -> Option<(Range<usize>, String)> {
    let file = ConfigFile::read(NAME, text).ok()?;
    let Some((name, set)) = file.rule.iter().find(|(name, _)| name.get_ref() == code) else {
        let gap = if text.is_empty() || text.ends_with("\n\n") {
            ""
        } else if text.ends_with('\n') {
            "\n"
        } else {
            "\n\n"
        };
        return Some((text.len()..text.len(), format!("{gap}{}", table(code, level))));
    };
    let line = text[..name.span().start].rfind('\n').map_or(0, |at| at + 1);
    if !text[line..].trim_start().starts_with('[') {
        return None;
    }
    let mut at = text[line..].find('\n').map_or(text.len(), |end| line + end + 1);
    if set.level.is_none() {
        let gap = if text[..at].ends_with('\n') { "" } else { "\n" };
        return Some((at..at, format!("{gap}level = \"{level}\"\n")));
    }
    for line in text[at..].split_inclusive('\n').take_while(|line| !line.trim_start().starts_with('[')) {
        let value =
            line.trim_start().strip_prefix("level").and_then(|rest| rest.trim_start().strip_prefix('='));
        if let Some(value) = value {
            let value = value.trim_start();
            let start = at + line.len() - value.len();
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let end = start + 1 + value[1..].find(quote)? + 1;
            return Some((start..end, format!("\"{level}\"")));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str, code: &str, level: &str) -> Option<String> {
        let (place, new) = changed(text, code, level)?;
        let mut text = text.to_owned();
        text.replace_range(place, &new);
        Some(text)
    }

    #[test]
    fn a_level_is_set_where_it_belongs() {
        for (before, after) in [
            ("", "[rule.V001]\nlevel = \"off\"\n"),
            ("fail-on = \"note\"", "fail-on = \"note\"\n\n[rule.V001]\nlevel = \"off\"\n"),
            (
                "[rule.V001]\nlevel = 'note' # for now\n[rule.V002]\nlevel = \"note\"\n",
                "[rule.V001]\nlevel = \"off\" # for now\n[rule.V002]\nlevel = \"note\"\n",
            ),
            ("[rule.V001]\nallow = [\"x\"]\n", "[rule.V001]\nlevel = \"off\"\nallow = [\"x\"]\n"),
            ("[rule.V001]", "[rule.V001]\nlevel = \"off\"\n"),
        ] {
            let changed = with(before, "V001", "off").unwrap();
            assert_eq!(changed, after);
            assert!(ConfigFile::read(NAME, &changed).is_ok(), "{changed}");
        }
        assert_eq!(with("rule.V001 = { level = \"note\" }\n", "V001", "off"), None);
        assert_eq!(with("not = [toml", "V001", "off"), None);
    }
}
