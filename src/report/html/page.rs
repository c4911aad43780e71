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
    style-src 'sha256-0rTz3AWGhSC+1SL5RahzU9dZnDCDpmhtPfAvnpJ88Mw='; \
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

/// The whole page. `rows` is the index, of which one story needs none.
pub(super) fn page(rows: &str, stories: &str, summary: &Summary) -> String {
    let count = summary.stories();
    let total = if summary.files > 1 { index(rows, summary) } else { String::new() };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>Says who? {count}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>Says who?</h1>\n\
         <p class=\"by\">{count}, read by onrecord</p>\n</header>\n\
         <main>\n{total}{CONTROLS}{LEGEND}{stories}</main>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

/// How much was found, and how much of it somebody has agreed to; who is cited.
pub(super) fn found(summary: &Summary) -> String {
    let levels = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")];
    let levels = levels.map(|(count, level)| format!("<b class=\"{level}\">{}</b>", counted(count, level)));
    let aside = summary.aside();
    let (named, total) = (summary.tally.count(Tally::NAMED), summary.tally.total());
    let cited = if total == 0 {
        "Nobody is cited".to_owned()
    } else {
        let of = counted(total, "attribution");
        format!("Somebody is named in {named} of {of} ({}%)", named * 100 / total)
    };
    format!("{}{aside}. <span class=\"share\">{cited}.</span>", levels.join(", "))
}

/// A story's row of the index.
pub(super) fn index_row(path: &str, summary: &Summary) -> String {
    let cells = numbers(summary);
    format!("<tr><th scope=\"row\"><a href=\"#story{NUMBER}\">{path}</a></th>{cells}</tr>\n")
}

/// All stories, a row each, and their sum.
fn index(rows: &str, summary: &Summary) -> String {
    format!(
        "<section aria-labelledby=\"stories\">\n<h2 id=\"stories\">The stories</h2>\n\
         <p class=\"found\">{found}</p>\n\
         <div class=\"wide\" role=\"region\" aria-label=\"Findings by story\" tabindex=\"0\"><table class=\"index\">\n\
         <thead><tr><th scope=\"col\">story</th><th scope=\"col\">errors</th><th scope=\"col\">warnings</th>\
         <th scope=\"col\">notes</th><th scope=\"col\">attributions</th><th scope=\"col\">by name</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n<tfoot><tr><th scope=\"row\">all</th>{all}</tr></tfoot></table></div>\n</section>\n",
        found = found(summary),
        all = numbers(summary),
    )
}

fn numbers(summary: &Summary) -> String {
    let total = summary.tally.total();
    let share = (summary.tally.count(Tally::NAMED) * 100)
        .checked_div(total)
        .map_or("–".to_owned(), |share| format!("{share}%"));
    let levels = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")];
    let levels: String = levels.map(|(count, level)| format!("<td class=\"{level}\">{count}</td>")).concat();
    format!("{levels}<td>{total}</td><td>{share}</td>")
}
