//! The page of `--format html`, parsed as a browser parses it: whole, exact, and deaf to what stories try.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{collections::HashSet, fs, path::PathBuf};

use base64::{Engine, prelude::BASE64_STANDARD};
use common::snapshot;
use onrecord::{
    attribution::Story,
    config::Config,
    diagnostic::{Acceptance, Accepted, Diagnostic, Scope},
    document::{Document, Format as FileFormat},
    lint::Linter,
    report::{Checked, Format, Run},
    rule::Catalogue,
};
use scraper::{ElementRef, Html, Selector};
use sha2::{Digest, Sha256};

/// A short story with most that a page can show: roles, nested attributions, findings that cross them, second places.
const STORY: &str = "\
# Minister plotted to sell the port

By Ada Hale

*Sources said the sale “was agreed in May”, and that minister Jon Verrel’s aides knew.*

Envoys have reportedly met. Port manager Lena Ost said: “Nobody asked us.” She added that “sources told her” so.

> We were not asked.

- **May:** experts say the quay is worth £40 million.
- **June:** <the quay> & its cranes are counted.

Envoys have reportedly met.
";

/// A story that tries what it can.
const HOSTILE: &str = "\
</style></script><script>alert(1)</script> Says Who?

Sources said <img src=x onerror=alert(1)> the port \"will\" shut & 'soon' &lt;b&gt; <!-- &#0; ]]> in May.

Experts say \u{202e}txet desrever\u{2066} and \u{1} and \u{7}\u{1b}[31m the נמל sold, said שרה כהן 🦀.

-->'\"><svg onload=alert(1)> </mark></a></article> javascript:alert(1) critics say.
";

/// A story whose notes are wrong, each in its way, between list items and at the end.
const NOTED: &str = "\
<!-- onrecord: allow V001 -->

Experts say the quay is sound.

- The dock is deep.

<!-- onrecord: alow & V001 reason=\"<b>\" -->

- The dock is wide.

<!-- onrecord: allow A003 V001 reason=\"nobody needs it\" -->
";

fn linter() -> Linter {
    Linter::of(Catalogue::builtin().unwrap(), Config::default())
}

struct Read {
    path: String,
    file: String,
    story: Story,
    found: Vec<Diagnostic>,
}

fn read(linter: &Linter, path: &str, file: &str) -> Read {
    let format = FileFormat::of_name(path.as_ref()).unwrap_or_default();
    let story = linter.read(Document::read(file.as_bytes(), format).unwrap());
    let found = linter.check(&story);
    Read { path: path.to_owned(), file: file.to_owned(), story, found }
}

/// All stories that the repository has, and both above.
fn stories() -> Vec<Read> {
    let linter = linter();
    let files = ["examples", "tests/stories"].into_iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut paths: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let of_file = |path: &PathBuf| read(&linter, path.to_str().unwrap(), &fs::read_to_string(path).unwrap());
    let mut stories: Vec<Read> = paths.iter().map(of_file).collect();
    stories.push(read(&linter, "port.md", STORY));
    stories.push(read(&linter, "\"><img src=x>&.txt", HOSTILE));
    stories.push(read(&linter, "notes.md", NOTED));
    stories.push(read(&linter, "empty.txt", ""));
    stories
}

fn page(stories: &[Read], folded: bool) -> String {
    let renderer = Format::Html.renderer(folded);
    let mut run = Run::default();
    let mut parts = Vec::new();
    for read in stories {
        let checked = Checked::new(&read.path, &read.file, &read.story, read.found.clone());
        run.summary += checked.summary();
        parts.extend(renderer.file(&checked).unwrap());
    }
    renderer.whole(&parts, &run).unwrap()
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// Text with a sign in the place of every character that would steer the page.
fn shown(text: &str) -> String {
    let steers = |character: char| {
        character.is_control() && !"\n\t\r".contains(character)
            || "\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}"
                .contains(character)
    };
    let sign = |character| if steers(character) { '\u{fffd}' } else { character };
    text.chars().map(sign).collect::<String>().replace('\r', " ")
}

#[test]
fn the_page_of_a_short_story() {
    let page = page(&[read(&linter(), "port.md", STORY)], false);
    let (from, to) = (page.find("<header>").unwrap(), page.find("</main>").unwrap());
    snapshot!("html-report", page[from..to]);
}

#[test]
fn a_browser_finds_no_mistake_and_every_tag_is_closed() {
    let source = page(&stories(), true);
    let page = Html::parse_document(&source);
    assert_eq!(page.errors, Vec::<String>::new());
    let names: Vec<&str> = all(&page, "*").iter().map(|element| element.value().name()).collect();
    for name in names.iter().collect::<HashSet<_>>() {
        let closed = source.matches(&format!("</{name}>")).count();
        let count = names.iter().filter(|other| *other == name).count();
        if !["meta", "input", "rect"].contains(name) {
            assert_eq!(closed, count, "{name}");
        }
    }
}

#[test]
fn the_story_is_there_word_for_word() {
    let stories = stories();
    let page = page(&stories, true);
    let page = Html::parse_document(&page);
    let printed: Vec<String> = all(&page, ".text:not(.aside)").into_iter().map(text).collect();
    let written: Vec<String> = stories
        .iter()
        .flat_map(|read| {
            read.story.document.blocks.iter().map(|block| block.span.of(&read.story.document.text))
        })
        .map(shown)
        .collect();
    assert!(written.len() > 200);
    assert_eq!(printed, written);
}

#[test]
fn what_is_wrong_beside_the_prose_stands_in_its_place() {
    let source = page(&[read(&linter(), "notes.md", NOTED)], false);
    let page = Html::parse_document(&source);
    let rows: Vec<(String, String)> = all(&page, ".row")
        .into_iter()
        .map(|row| {
            let of = |class: &str| row.select(&Selector::parse(class).unwrap()).next().map(text);
            (of(".line").unwrap().replace("line ", ""), of("mark").unwrap_or_default())
        })
        .collect();
    let shown: Vec<(&str, &str)> = rows.iter().map(|(line, mark)| (line.as_str(), mark.as_str())).collect();
    let unneeded = "<!-- onrecord: allow A003 V001 reason=\"nobody needs it\" -->";
    assert_eq!(
        shown,
        [
            ("1", "<!-- onrecord: allow V001 -->"),
            ("3", "Experts"),
            ("5", ""),
            ("7", "alow"),
            ("9", ""),
            ("11", unneeded)
        ]
    );
}

#[test]
fn every_finding_has_one_note_and_its_words_are_marked() {
    let stories = stories();
    let page = page(&stories, true);
    let page = Html::parse_document(&page);
    let mut seen = 0;
    for (story, read) in stories.iter().enumerate() {
        let (whole, placed): (Vec<_>, Vec<_>) =
            read.found.iter().partition(|found| found.scope == Scope::Story);
        for (index, found) in whole.into_iter().chain(placed).enumerate() {
            let id = format!("f{}-{}", story + 1, index + 1);
            let [note] = all(&page, &format!(".finding[id='{id}']"))[..] else { panic!("{id}") };
            let told = text(note);
            let facts = [&found.code, &found.name, &found.message, &found.help].map(|fact| shown(fact));
            assert!(facts.iter().all(|fact| told.contains(fact)), "{id} {facts:?}: {told}");
            assert!(found.attached.iter().all(|attached| told.contains(&shown(&attached.message))), "{told}");
            let marks = all(&page, &format!("mark[data-of~='{id}']"));
            let level = found.level.name();
            assert!(
                marks.iter().any(|mark| mark.value().has_class(level, scraper::CaseSensitivity::CaseSensitive)
                    || mark.value().attr("data-of").unwrap().contains(' ')),
                "{id} {level}"
            );
            let words = shown(found.span.of(&read.story.document.text));
            let marked: String = marks.iter().map(|mark| text(*mark)).collect();
            assert!(marked.contains(&words), "{id}: {words} is not in {marked}");
            let [anchor] = all(&page, &format!("mark:has(> span[id='m{}-{}-0'])", story + 1, index + 1))[..]
            else {
                panic!("no anchor of {id}")
            };
            assert!(words.starts_with(&text(anchor)), "{id}: {words} begins elsewhere");
            let places = all(&page, &format!("mark > span[id^='m{}-{}-']", story + 1, index + 1));
            let seconds = found.labels.iter().filter(|label| label.span != found.span).count();
            assert_eq!(places.len(), 1 + seconds + found.also_at.len(), "{id}");
            seen += 1;
        }
    }
    assert_eq!(all(&page, ".finding").len(), seen);
    assert!(seen > 50, "{seen}");
}

#[test]
fn a_story_does_nothing_but_read() {
    let source = page(&[read(&linter(), "\"><script>alert(1)</script>.txt", HOSTILE)], true);
    let page = Html::parse_document(&source);
    assert_eq!(page.errors, Vec::<String>::new());
    assert_eq!(all(&page, "script").len(), 1);
    assert_eq!(all(&page, "img, iframe, object, embed, link, base, svg[onload]").len(), 0);
    for element in all(&page, "*") {
        assert!(
            element.value().attrs().all(|(name, _)| !name.starts_with("on") && name != "style"),
            "{element:?}"
        );
    }
    assert_eq!(shown(&source), source);
    assert_eq!(text(all(&page, "h2")[0]), "\"><script>alert(1)</script>.txt");
}

#[test]
fn ids_are_unique_and_links_lead_somewhere() {
    let source = page(&stories(), true);
    let page = Html::parse_document(&source);
    let mut ids = HashSet::new();
    for element in all(&page, "[id]") {
        let id = element.value().attr("id").unwrap();
        assert!(ids.insert(id), "{id} twice");
    }
    let mut links = 0;
    for name in ["href", "aria-labelledby", "aria-describedby", "data-of"] {
        for element in all(&page, &format!("[{name}]")) {
            for target in element.value().attr(name).unwrap().split(' ') {
                let target = if name == "href" { target.strip_prefix('#').unwrap() } else { target };
                assert!(ids.contains(target), "{name} {target}");
                links += 1;
            }
        }
    }
    assert!(links > 500, "{links}");
}

#[test]
fn headings_come_in_order() {
    let source = page(&stories(), true);
    let page = Html::parse_document(&source);
    let levels = all(&page, "h1, h2, h3, h4").into_iter().map(|heading| heading.value().name().as_bytes()[1]);
    levels.fold(b'0', |above, level| {
        assert!(level <= above + 1);
        level
    });
    assert_eq!(all(&page, "h1").len(), 1);
}

/// Where this fails after a change of style or script, it says which hash belongs into the policy.
#[test]
fn the_page_loads_nothing_and_runs_only_its_own() {
    let source = page(&[read(&linter(), "port.md", STORY)], false);
    let page = Html::parse_document(&source);
    assert_eq!(all(&page, "[src], [srcset], [action], link, [ping], [poster]").len(), 0);
    let [policy] = all(&page, "meta[http-equiv='Content-Security-Policy']")[..] else { panic!() };
    let policy = policy.value().attr("content").unwrap();
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    for name in ["style", "script"] {
        let [element] = all(&page, name)[..] else { panic!("{name}") };
        let code = text(element);
        assert!(
            !["url(", "@import", "fetch(", "import(", "://"].iter().any(|load| code.contains(load)),
            "{name}"
        );
        let hash = BASE64_STANDARD.encode(Sha256::digest(code.as_bytes()));
        assert!(policy.contains(&format!("{name}-src 'sha256-{hash}'")), "{name}: {hash}");
    }
}

#[test]
fn what_is_folded_or_agreed_to_is_counted_and_not_shown() {
    let mut story =
        read(&linter(), "examples/backchannel.txt", &fs::read_to_string("examples/backchannel.txt").unwrap());
    let count = |story: &Read, folded| {
        let source = page(std::slice::from_ref(story), folded);
        all(&Html::parse_document(&source), ".finding").len()
    };
    let all_of_them = story.found.len();
    assert_eq!((count(&story, false), count(&story, true)), (all_of_them - 1, all_of_them));
    let reason = "the desk agreed".to_owned();
    story.found[0].accepted = Some(Accepted { by: Acceptance::Waiver, reason });
    assert_eq!(count(&story, true), all_of_them - 1);
    assert!(page(&[story], false).contains("; 1 folded into the paragraph they stand in; 1 waived."));
}

#[test]
fn several_stories_have_an_index() {
    let stories = stories();
    let source = page(&stories, false);
    let page = Html::parse_document(&source);
    let rows = all(&page, ".index tbody a");
    let paths: Vec<String> = rows.into_iter().map(text).collect();
    assert_eq!(paths, stories.iter().map(|read| read.path.clone()).collect::<Vec<_>>());
    let one = self::page(&stories[..1], false);
    assert!(all(&Html::parse_document(&one), ".index").is_empty());
}
