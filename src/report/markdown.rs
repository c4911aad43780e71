//! A comment on a merge request, in Markdown.
//!
//! Words of a story can be anything. None of them ends a cell, makes HTML, calls people or points at an issue.

use super::{Checked, Renderer, Run, address::slashed, plain::one_line, told::told};
use crate::diagnostic::Diagnostic;

/// What stands over the rows of a story.
const HEAD: &str = "| line | level | rule | what |\n|---:|---|---|---|\n";

/// Keeps a name from being read together with the mark before it, and is not seen.
const JOINER: char = '\u{2060}';

/// The report as a comment.
pub(super) struct Markdown;

impl Renderer for Markdown {
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        let rows: String = checked.shown().map(|found| row(checked, found)).collect();
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        Ok(vec![format!("\n### {}\n\n{HEAD}{rows}", inert(&slashed(&checked.title())))])
    }

    fn whole(&self, stories: &[String], run: &Run) -> serde_json::Result<String> {
        let Run { summary, .. } = run;
        Ok(format!("**onrecord**: {} in {}\n{}", summary.found(), summary.stories(), stories.concat()))
    }
}

fn row(checked: &Checked<'_>, found: &Diagnostic) -> String {
    let line = checked.region(found.span).start.line;
    let told: Vec<String> = told(checked, found).iter().map(|line| inert(line)).collect();
    format!(
        "| {line} | {} | {} {} | {} |\n",
        found.level.name(),
        found.code,
        inert(&found.name),
        told.join("<br>")
    )
}

/// A text that Markdown shows as it is.
fn inert(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            // Read before Markdown is, as the mark of a formula.
            '$' => out.push_str("&#36;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '@' | '#' | '!' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
        let next = characters.peek().copied().unwrap_or(' ');
        let leads = match character {
            '@' | '#' | '!' | '$' | '%' | '&' | '~' | '^' => next.is_alphanumeric() || next == '"',
            ':' => next == '/',
            '.' => out.ends_with("www."),
            _ => false,
        };
        if leads {
            out.push(JOINER);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    #[test]
    fn a_text_stays_in_its_cell_and_calls_nobody() {
        let text =
            "a | b <img src=x> `c` **d** [e](f) @desk #12 !3 &amp; $x$ https://a.b/c www.a.b a@b.c \\| ~~g~~";
        let document = format!("{HEAD}| 1 | {} | A001 | end |\n", inert(text));
        let mut shown = String::new();
        let mut cells = 0;
        for event in Parser::new_ext(&document, Options::all()) {
            match event {
                Event::Start(Tag::TableCell) => cells += 1,
                Event::Text(words) => shown.push_str(&words),
                Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) | Event::InlineMath(_) => {
                    unreachable!("{event:?}")
                }
                Event::Start(tag) => {
                    assert!(matches!(tag, Tag::Table(_) | Tag::TableHead | Tag::TableRow), "{tag:?}");
                }
                _ => {}
            }
        }
        assert_eq!(cells, 8);
        assert!(shown.replace(JOINER, "").contains(text), "{shown}");
        for caller in ["@desk", "#12", "!3", "://a", "www.a", "a@b"] {
            assert!(!shown.contains(caller), "{caller}");
        }
    }
}
