//! The report as one page that needs nothing else: each story as it reads, with what was found beside it, and its
//! ledger.
//!
//! A story cannot reach out of its words: all text of others goes through [`escape`], and the page's policy runs no
//! script and no style but its own, and loads nothing.

mod cut;
mod finding;
mod ledger;
mod page;
mod passage;
mod proof;

use super::{Checked, Renderer, Run, plain::steers};
use finding::Finding;

/// Stands for the number of a story in the ids of its part, for a part does not know how many are before it. No text
/// can hold it: it is among the characters that [`escape`] lets nobody write.
const NUMBER: char = '\u{1}';

/// The report as one page of HTML.
pub(super) struct Html {
    /// Show also the notes that another diagnostic stands for.
    pub(super) folded: bool,
}

impl Renderer for Html {
    /// Two parts a file: its row of the index, and its section.
    fn file(&self, checked: &Checked<'_>) -> serde_json::Result<Vec<String>> {
        let findings = Finding::all(checked, self.folded);
        let summary = checked.summary();
        let title = escape(&checked.title());
        let proof = proof::proof(checked, &findings);
        let sections = if checked.is_story {
            section("proof", "The story as it reads", &proof)
                + &section("ledger", "Its sources", &ledger::ledger(checked))
        } else {
            section("lines", "Lines with findings", &proof)
        };
        let section = format!(
            "<article class=\"story\" id=\"story{NUMBER}\" aria-labelledby=\"path{NUMBER}\">\n\
             <h2 id=\"path{NUMBER}\">{title}</h2>\n\
             <p class=\"found\">{found}</p>\n{sections}</article>\n",
            found = page::found(&summary),
        );
        Ok(vec![page::index_row(&title, &summary), section])
    }

    fn whole(&self, parts: &[String], run: &Run) -> serde_json::Result<String> {
        Ok(page::page(parts, &run.summary))
    }
}

/// A section of a story under its heading.
fn section(name: &str, heading: &str, content: &str) -> String {
    format!(
        "<section aria-labelledby=\"{name}{NUMBER} path{NUMBER}\">\n\
         <h3 id=\"{name}{NUMBER}\">{heading}</h3>\n{content}</section>\n"
    )
}

/// Text as it may stand in an element or between double quotation marks. What would steer the page, or turn the
/// direction of the text around it, is shown as a sign that something was there.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(character),
            '\r' => out.push(' '),
            _ if steers(character) => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}
