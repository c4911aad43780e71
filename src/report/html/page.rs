//! What stands around the stories: head, summary, index, controls, how to read the marks.

use super::NUMBER;
use crate::{
    attribution::Tally,
    report::{Summary, counted},
};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// What the page may do: apply this style and run this script, known by their hashes; nothing else.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
    style-src 'sha256-85jkcf0LNawYpH2b16MzmH2cvGBXcjyMkZXTQ/Qml8s='; \
    script-src 'sha256-7VewuwW9/yhtUdcMTRD4w/swMFJR12rlw1eqVCx7+nA='";

/// The marks of the text, each shown as it looks there.
const LEGEND: &str = "\
<details class=\"legend\"><summary>How to read the marks</summary>
<p>Words of a finding are tinted, and numbered as the note beside them: \
<mark class=\"error\">error<sup class=\"error\" data-number=\"1\"></sup></mark>, \
<mark class=\"warning\">warning<sup class=\"warning\" data-number=\"2\"></sup></mark>, \
<mark class=\"note\">note<sup class=\"note\" data-number=\"3\"></sup></mark>; \
<mark class=\"second\">a second place</mark> that a finding points to.</p>
<p>Of an attribution, the <span class=\"source named\">source</span> has a thick line, \
the <span class=\"cue named\">cue</span> a dotted one, \
<span class=\"content named\">what is said</span> a thin one. \
A <span class=\"source named mental\">dashed line</span> is a state of mind, which nobody need have told the reporter.</p>
<ul class=\"key\">
<li><span class=\"source named\" data-kind=\"named\">Ada Hale</span> a person by name</li>
<li><span class=\"source org\" data-kind=\"org\">the ministry</span> an institution</li>
<li><span class=\"source office\" data-kind=\"office\">the governor</span> one person, by role</li>
<li><span class=\"source document\" data-kind=\"document\">the report</span> a document</li>
<li><span class=\"source group\" data-kind=\"group\">voters</span> a class of people</li>
<li><span class=\"source pronoun\" data-kind=\"pronoun\">they</span> a pronoun for nobody known</li>
<li><span class=\"source anonymous\" data-kind=\"anonymous\">a senior official</span> somebody whose name is withheld</li>
<li><span class=\"source vague\" data-kind=\"vague\">experts</span> people whom nobody could call</li>
<li><span class=\"cue none\">it is believed</span> nobody at all</li>
</ul></details>
";

/// What only works with the script, which shows it.
const CONTROLS: &str = "\
<form class=\"controls\" id=\"controls\" aria-label=\"What is shown\" hidden>
<fieldset><legend class=\"unseen\">Levels</legend>
<label><input type=\"checkbox\" name=\"level\" value=\"error\" checked> errors</label>
<label><input type=\"checkbox\" name=\"level\" value=\"warning\" checked> warnings</label>
<label><input type=\"checkbox\" name=\"level\" value=\"note\" checked> notes</label>
</fieldset>
<label>Rule <select id=\"rule\"><option value=\"\">all</option></select></label>
<label><input type=\"checkbox\" id=\"attributions\" checked> mark attributions</label>
<label><input type=\"checkbox\" id=\"keys\" checked> keys <kbd>j</kbd> and <kbd>k</kbd> go to the next finding and the one before</label>
<button type=\"button\" id=\"dark\" aria-pressed=\"false\">Dark page</button>
<p role=\"status\" id=\"status\"></p>
</form>
";

/// The whole page, from the parts of all files: of each its row of the index, of which one file needs none, and its
/// section. They are written straight into the page, which can be long.
pub(super) fn page(parts: &[String], summary: &Summary) -> String {
    let count = summary.stories();
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>Says who? {count}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>Says who?</h1>\n\
         <p class=\"by\">{count}, read by onrecord</p>\n</header>\n<main>\n"
    );
    if parts.len() > 2 {
        page += &index_head(summary);
        numbered(&mut page, parts.iter().step_by(2));
        page += &index_foot(summary);
    }
    page += CONTROLS;
    page += LEGEND;
    numbered(&mut page, parts.iter().skip(1).step_by(2));
    page += &format!("</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n");
    page
}

/// Adds the parts of files, each with its number in the place of the sign for it.
fn numbered<'a>(page: &mut String, parts: impl Iterator<Item = &'a String>) {
    for (index, part) in parts.enumerate() {
        *page += &part.replace(NUMBER, &(index + 1).to_string());
    }
}

/// How much was found, and how much of it somebody has agreed to; who is cited.
pub(super) fn found(summary: &Summary) -> String {
    let levels = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")];
    let levels = levels.map(|(count, level)| format!("<b class=\"{level}\">{}</b>", counted(count, level)));
    let aside = summary.aside();
    let (named, total) = (summary.tally.count(Tally::NAMED), summary.tally.total());
    let cited = match (summary.files, total) {
        (0, _) => String::new(),
        (_, 0) => " <span class=\"share\">Nobody is cited.</span>".to_owned(),
        _ => format!(
            " <span class=\"share\">Somebody is named in {named} of {} ({}).</span>",
            counted(total, "attribution"),
            percent(named, total)
        ),
    };
    format!("{}{aside}.{cited}", levels.join(", "))
}

/// A story's row of the index.
pub(super) fn index_row(title: &str, summary: &Summary) -> String {
    let cells = numbers(summary);
    format!("<tr><th scope=\"row\"><a href=\"#story{NUMBER}\">{title}</a></th>{cells}</tr>\n")
}

/// What stands above the rows of all stories.
fn index_head(summary: &Summary) -> String {
    format!(
        "<section aria-labelledby=\"stories\">\n<h2 id=\"stories\">The stories</h2>\n\
         <p class=\"found\">{found}</p>\n\
         <div class=\"wide\" role=\"region\" aria-label=\"Findings by story\" tabindex=\"0\"><table class=\"index\">\n\
         <thead><tr><th scope=\"col\">story</th><th scope=\"col\">errors</th><th scope=\"col\">warnings</th>\
         <th scope=\"col\">notes</th><th scope=\"col\">attributions</th><th scope=\"col\">by name</th></tr></thead>\n\
         <tbody>\n",
        found = found(summary),
    )
}

/// Their sum.
fn index_foot(summary: &Summary) -> String {
    let all = numbers(summary);
    format!("</tbody>\n<tfoot><tr><th scope=\"row\">all</th>{all}</tr></tfoot></table></div>\n</section>\n")
}

fn numbers(summary: &Summary) -> String {
    let total = summary.tally.total();
    let share = percent(summary.tally.count(Tally::NAMED), total);
    let levels = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")];
    let levels: String = levels.map(|(count, level)| format!("<td class=\"{level}\">{count}</td>")).concat();
    format!("{levels}<td>{total}</td><td>{share}</td>")
}

/// "17%", to the nearest.
fn percent(part: usize, whole: usize) -> String {
    (part * 100 + whole / 2).checked_div(whole).map_or("–".to_owned(), |share| format!("{share}%"))
}
