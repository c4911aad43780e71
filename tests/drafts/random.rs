//! What holds of every document of every format, whatever is in it: nothing stops the program, and what a diagnostic
//! points at in the file is what it speaks of.

use std::{
    io::{Cursor, Read, Write},
    sync::LazyLock,
    thread,
};

use onrecord::{
    Span,
    config::Config,
    diagnostic::Diagnostic,
    document::{self, Format, Item, Limits},
    lint::Linter,
    rule::Catalogue,
};
use proptest::{
    prelude::*,
    test_runner::{TestError, TestRunner},
};
use regex_lite::Regex;
use serde_json::json;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{Draft, words};

/// Random documents of each format, and drafts with random damage.
const CASES: u32 = 32;

/// Words of which there is something to say, and some of which there is not.
const PROSE: &[&str] = &[
    "Sources said the plant will shut.",
    "Experts warn that it is late.",
    "A senior official",
    "It is understood that",
    "Many believe",
    "reportedly",
    "TK",
    "“Never,” she said.",
    "“They were told nothing.”",
    "Norbeck & Sons claimed that it froze.",
    "Zoë Lindqvist, the mayor, said",
    "It was caused by greed, and will ruin us.",
    "Nearly 40% of them < 20 left.",
    "By Ana Ruiz",
    "OSLO (AP) —",
    "日本 é\u{a0}x\u{200b}",
    "[onrecord: allow A001 reason=\"agreed\"]",
];

/// What stands between words in every format.
const BETWEEN: &[&str] = &[" ", "\n", "\n\n", "\r\n", "\t"];

/// Marks of the formats that are text with marks in it.
const MARKDOWN: &[&str] = &[
    "# ",
    "> ",
    "- ",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "[",
    "](https://a.example)",
    "![",
    "[^1]",
    "[^1]: ",
    "\\*",
    "&amp;",
    "<b>",
    "<!-- ",
    " -->",
    "|",
    "---\n",
    "title: ",
];

const MDX: &[&str] = &[
    "# ",
    "> ",
    "- ",
    "*",
    "**",
    "`",
    "```\n",
    "[",
    "](https://a.example)",
    "[^1]",
    "<Note>",
    "</Note>",
    "<Note ",
    "/>",
    "{",
    "}",
    "{'<'}",
    "{/* ",
    " */}",
    "import a from 'a'\n",
    "export const a = 1\n",
    "\\{",
];

const RST: &[&str] = &[
    "=====\n",
    "-----\n",
    "* ",
    "#. ",
    "   ",
    "*",
    "**",
    "``",
    "`",
    " <https://a.example>`_",
    "`__",
    "[1]_",
    ".. [1] ",
    ".. ",
    ".. note:: ",
    ".. figure:: a.png\n",
    ".. code::\n",
    ":a: ",
    "::\n",
    "\\ ",
    "\\*",
    "|",
    "> ",
];

const ASCIIDOC: &[&str] = &[
    "= ",
    "== ",
    "* ",
    ". ",
    "*",
    "_",
    "`",
    "``",
    "''",
    "____\n",
    "----\n",
    "====\n",
    "|===\n",
    "|",
    "https://a.example[",
    "]",
    "footnote:[",
    "link:a[",
    "[quote]\n",
    ".",
    "image::a.png[",
    "// ",
    "////\n",
    ":a: ",
    "+\n",
    "::\n",
    "\\*",
    "&amp;",
];

const WIKITEXT: &[&str] = &[
    "== ",
    " ==",
    "''",
    "'''",
    "[[",
    "]]",
    "|",
    "[https://a.example ",
    "]",
    "{{",
    "}}",
    "{{quote|",
    "<ref>",
    "</ref>",
    "<ref name=a />",
    "<!-- ",
    " -->",
    "* ",
    ": ",
    "{|\n",
    "|-\n",
    "| ",
    "|}\n",
    "<nowiki>",
    "</nowiki>",
    "<blockquote>",
    "</blockquote>",
    "[[File:a.png|thumb|",
    "&amp;",
    "<br>",
    "==\n",
];

const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<h1>",
    "</h1>",
    "<b>",
    "</b>",
    "<a href='https://a.example'>",
    "</a>",
    "<br>",
    "<li>",
    "<blockquote>",
    "</blockquote>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!-- ",
    " -->",
    "<table><td>",
    "<nav>",
    "</nav>",
    "<figcaption>",
    "<img alt='",
    "'>",
    "&amp;",
    "&#233;",
    "&ldquo;",
    "<",
    "<pre>",
    "</pre>",
];

/// Elements of the formats whose elements must close.
const NITF: &[&str] = &[
    "p",
    "hl2",
    "em",
    "bq",
    "block",
    "ul",
    "li",
    "a href='https://a.example'",
    "fn",
    "media",
    "media-caption",
    "table",
    "tr",
    "td",
];

const XHTML: &[&str] = &[
    "p",
    "h1",
    "em",
    "blockquote",
    "ul",
    "li",
    "a href='https://a.example'",
    "div",
    "figure",
    "figcaption",
    "aside",
    "nav",
    "script",
    "pre",
];

const DOCX: &[&str] = &[
    "w:p",
    "w:p",
    "w:r",
    "w:r",
    "w:t",
    "w:t xml:space='preserve'",
    "w:del",
    "w:ins",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:hyperlink",
    "w:instrText",
    "w:delText",
    "w:sdt",
    "w:sdtContent",
    "w:pPr",
    "w:txbxContent",
];

const ODT: &[&str] = &[
    "text:p",
    "text:p",
    "text:h text:outline-level='1'",
    "text:span",
    "text:list",
    "text:list-item",
    "text:a xlink:href='https://a.example'",
    "text:note",
    "text:note-body",
    "text:section",
    "table:table",
    "table:table-row",
    "table:table-cell",
    "office:annotation",
    "text:tracked-changes",
    "text:deletion",
];

static LINTER: LazyLock<Linter> =
    LazyLock::new(|| Linter::of(Catalogue::builtin().unwrap(), Config::default()));

/// One step in writing a document.
#[derive(Clone, Copy, Debug)]
enum Step {
    Words(&'static str),
    /// A mark, or an element that is opened.
    Mark(&'static str),
    /// The innermost element is closed.
    Close,
}

/// What marks a format has, and whether they are elements that must close.
fn marks(format: Format) -> (&'static [&'static str], bool) {
    match format {
        Format::Markdown | Format::JsonLines => (MARKDOWN, false),
        Format::Mdx => (MDX, false),
        Format::Html | Format::Json | Format::Csv | Format::Tsv => (HTML, false),
        Format::Rst => (RST, false),
        Format::AsciiDoc => (ASCIIDOC, false),
        Format::Wikitext => (WIKITEXT, false),
        Format::Nitf => (NITF, true),
        Format::NewsMl => (XHTML, true),
        Format::Docx => (DOCX, true),
        Format::Odt => (ODT, true),
        _ => (&["> ", "- ", "# "], false),
    }
}

fn steps(format: Format) -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => proptest::sample::select(PROSE).prop_map(Step::Words),
        2 => proptest::sample::select(BETWEEN).prop_map(Step::Words),
        4 => proptest::sample::select(marks(format).0).prop_map(Step::Mark),
        2 => Just(Step::Close),
    ];
    proptest::collection::vec(step, 0..50)
}

/// A document of the format.
fn written(format: Format, steps: &[Step]) -> Vec<u8> {
    let body = body(steps, marks(format).1);
    match format {
        Format::Nitf => {
            format!("<nitf><body><body.head><hedline><hl1>It froze</hl1></hedline></body.head><body.content>{body}</body.content></body></nitf>")
                .into_bytes()
        }
        Format::NewsMl => format!(
            "<newsItem xmlns='http://iptc.org/std/nar/2006-10/'><contentSet><inlineXML contenttype='application/xhtml+xml'>\
             <html xmlns='http://www.w3.org/1999/xhtml'><body>{body}</body></html></inlineXML></contentSet></newsItem>"
        )
        .into_bytes(),
        Format::Json => json!({"uri": "a", "type": "text", "headline": "It froze", "body_html": body}).to_string().into_bytes(),
        Format::JsonLines => {
            let line = json!({"headline": "It froze", "body": body}).to_string();
            format!("{}\n{line}\n", escaped(&line)).into_bytes()
        }
        Format::Csv => {
            let cell = body.replace('"', "\"\"");
            format!("id,body\n1,\"{cell}\"\n2,\"“é”\n{cell}\"\r\n").into_bytes()
        }
        Format::Tsv => {
            let cell = body.replace(['\t', '\n', '\r'], " ");
            format!("body\tid\n{cell}\t1\né{cell}\t2\n").into_bytes()
        }
        Format::Docx => packed(format, &[(part(format), format!("{DOCX_HEAD}{body}</w:body></w:document>").as_bytes())]),
        Format::Odt => packed(
            format,
            &[(part(format), format!("{ODT_HEAD}{body}</office:text></office:body></office:document-content>").as_bytes())],
        ),
        _ => body.into_bytes(),
    }
}

fn body(steps: &[Step], closes: bool) -> String {
    let mut body = String::new();
    let mut open = Vec::new();
    for step in steps {
        match step {
            Step::Words(words) if closes => body += &words.replace('&', "&amp;").replace('<', "&lt;"),
            Step::Words(words) | Step::Mark(words) if !closes => body += words,
            Step::Mark(element) => {
                body += &format!("<{element}>");
                open.push(element.split(' ').next().unwrap_or_default());
            }
            _ => body += &open.pop().map(|element| format!("</{element}>")).unwrap_or_default(),
        }
    }
    while let Some(element) = open.pop() {
        body += &format!("</{element}>");
    }
    body
}

/// The same JSON with numbers for all that is not ASCII.
fn escaped(json: &str) -> String {
    let escaped = |character: char| -> String {
        if character.is_ascii() {
            return character.to_string();
        }
        character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
    };
    json.chars().map(escaped).collect()
}

const DOCX_HEAD: &str = "<?xml version='1.0' encoding='UTF-8'?><w:document \
    xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>";

const ODT_HEAD: &str = "<?xml version='1.0' encoding='UTF-8'?><office:document-content \
    xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:xlink='http://www.w3.org/1999/xlink'>\
    <office:body><office:text>";

/// The part of a packed file that has the prose.
fn part(format: Format) -> &'static str {
    if format == Format::Docx { "word/document.xml" } else { "content.xml" }
}

/// A packed file of some parts.
fn packed(format: Format, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let kind: &[(&str, &[u8])] = match format {
        Format::Odt => &[("mimetype", b"application/vnd.oasis.opendocument.text")],
        _ => &[],
    };
    for (name, bytes) in kind.iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Damage to a file.
#[derive(Clone, Debug)]
struct Damage {
    /// Where, in thousandths of the file.
    at: usize,
    /// How many characters go.
    goes: usize,
    comes: &'static str,
}

fn damages(format: Format) -> impl Strategy<Value = Vec<Damage>> {
    let comes = [&[""], marks(format).0, PROSE].concat();
    let damage = (0_usize..1000, 0_usize..40, proptest::sample::select(comes))
        .prop_map(|(at, goes, comes)| Damage { at, goes, comes });
    proptest::collection::vec(damage, 1..6)
}

/// A draft with some damage; in a packed one, to the part that has the prose.
fn damaged(draft: &Draft, damages: &[Damage]) -> Vec<u8> {
    if !draft.format.is_packed() {
        return damaged_text(&String::from_utf8_lossy(&draft.bytes), damages).into_bytes();
    }
    let mut zip = ZipArchive::new(Cursor::new(&draft.bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let parts: Vec<(String, Vec<u8>)> = names
        .into_iter()
        .filter(|name| name != "mimetype")
        .map(|name| {
            let mut bytes = Vec::new();
            zip.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
            if name == part(draft.format) {
                bytes = damaged_text(&String::from_utf8_lossy(&bytes), damages).into_bytes();
            }
            (name, bytes)
        })
        .collect();
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    packed(draft.format, &parts)
}

fn damaged_text(text: &str, damages: &[Damage]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for Damage { at, goes, comes } in damages {
        let start = characters.len() * at / 1000;
        let end = characters.len().min(start + goes);
        characters.splice(start..end, comes.chars());
    }
    characters.into_iter().collect()
}

/// Reads and checks a file, and holds every place that a diagnostic points at against the words that it speaks of.
fn check(bytes: &[u8], format: Format) -> Result<(), TestCaseError> {
    let Ok(items) = document::read(bytes, format, &Limits::default()) else { return Ok(()) };
    for Item { document, origin, .. } in items {
        let file = match origin.ground.text() {
            Some(text) => text.to_string(),
            None => String::from_utf8(bytes.to_vec()).unwrap(),
        };
        let story = LINTER.read(document);
        for found in LINTER.check(&story) {
            for span in places(&found) {
                let at = story.document.map.to_file(span);
                let cut = file.get(at.start()..at.end());
                let Some(cut) = cut else {
                    return Err(TestCaseError::fail(format!("{at:?} is no stretch of {file:?}")));
                };
                let words = span.of(&story.document.text);
                prop_assert!(is_of(words, cut, format), "{}: {words:?} is {cut:?} in {file:?}", found.code);
            }
        }
    }
    Ok(())
}

fn places(found: &Diagnostic) -> impl Iterator<Item = Span> {
    let labels = found.labels.iter().map(|label| label.span);
    [found.span].into_iter().chain(found.also_at.iter().copied()).chain(labels)
}

/// What may begin that stands for something else: an entity, an escape, a mark of quotation.
const BEGINS: &[char] = &['&', '\\', '"', '{', '`', '\''];

/// What may end it.
const ENDS: &[char] = &[';', '}', '`', '\''];

/// Whether what is cut out of a file is `words`, with whatever in between: it begins and ends as they do, and their letters
/// are there in order.
fn is_of(words: &str, cut: &str, format: Format) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>();
    let is_in_order = |read: &str| {
        let read = letters(read);
        let mut rest = read.iter();
        letters(words).iter().all(|letter| rest.any(|there| there == letter))
    };
    let number = Regex::new(r"\\u[0-9a-fA-F]{4}$").unwrap();
    let begins = words.chars().next() == cut.chars().next() || cut.starts_with(BEGINS);
    let ends =
        words.chars().next_back() == cut.chars().next_back() || cut.ends_with(ENDS) || number.is_match(cut);
    begins && ends && (is_in_order(cut) || is_in_order(&words::unmarked(format, cut)))
}

/// Runs a property on every format at once.
fn on_all<T: Sync>(all: &[T], run: impl Fn(&T) -> Result<(), String> + Sync) {
    let failed: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = all.iter().map(|each| scope.spawn(|| run(each))).collect();
        threads.into_iter().filter_map(|thread| thread.join().unwrap().err()).collect()
    });
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

fn holds<S: Strategy>(
    name: &str,
    strategy: &S,
    property: impl Fn(S::Value) -> Result<(), TestCaseError>,
) -> Result<(), String> {
    let config = ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new(config).run(strategy, property).map_err(|error| match error {
        TestError::Fail(why, value) => format!("{name}: {why}\n{value:?}"),
        TestError::Abort(why) => format!("{name}: {why}"),
    })
}

#[test]
fn random_documents_are_pointed_at_rightly() {
    let formats: Vec<Format> = Format::all().collect();
    on_all(&formats, |format| {
        holds(format.name(), &steps(*format), |steps| check(&written(*format, &steps), *format))
    });
}

#[test]
fn damaged_drafts_are_pointed_at_rightly() {
    on_all(&Draft::all(), |draft| {
        holds(&draft.path, &damages(draft.format), |damages| check(&damaged(draft, &damages), draft.format))
    });
}
