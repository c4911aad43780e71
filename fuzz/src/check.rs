//! The whole check: any bytes in any format, under any name.
//!
//! The first byte chooses the format, the rest of the first line is the path, the others are the file.

use std::sync::LazyLock;

use onrecord::{
    attribution::Story,
    config::Config,
    diagnostic::{Diagnostic, Fix},
    document::{self, Document, DocumentError, Format, Ground, Item},
    fix::{self, Wanted},
    lint::Linter,
    report::{self, Checked, RuleFacts, Run, inspect::Inspection},
    rule::Catalogue,
};
use quick_xml::{Reader, events::Event};
use serde_json::Value;

use super::{
    document::{ground, limits, words, written},
    shown::assert_tame,
    story::check_story,
};

/// The rules that come with the program.
pub(crate) static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    Linter::of(Catalogue::builtin().unwrap_or_else(|error| panic!("{error}")), Config::default())
});

static RULES: LazyLock<Vec<RuleFacts>> = LazyLock::new(|| facts(&LINTER));

/// What a report says of the rules.
pub(crate) fn facts(linter: &Linter) -> Vec<RuleFacts> {
    linter.rules().iter().map(RuleFacts::of).collect()
}

/// Formats that are one JSON value, and those with one on each line.
const JSON: &[report::Format] =
    &[report::Format::Json, report::Format::Sarif, report::Format::GitLab, report::Format::Rdjson];

/// Formats that are one XML element.
const XML: &[report::Format] = &[report::Format::Checkstyle, report::Format::Junit];

/// Formats that people read in a terminal.
const READ: &[report::Format] = &[
    report::Format::Text,
    report::Format::Short,
    report::Format::GitHub,
    report::Format::Markdown,
    report::Format::Wikitext,
];

/// Whatever is found has its place, every report can be made of it, and what can be mended is.
pub fn holds(bytes: &[u8]) {
    let Some((format, rest)) = written(bytes) else { return };
    let packed = format.is_packed();
    let end = rest.iter().position(|byte| *byte == b'\n').filter(|_| !packed);
    let (path, file) = end.map_or((&b"story"[..], &rest[..]), |end| (&rest[..end], &rest[end + 1..]));
    let path = String::from_utf8_lossy(path);
    for item in document::read(file, format, &limits()).unwrap_or_default() {
        let ground = ground(file, &item).to_owned();
        let Item { document, origin, .. } = item;
        let (story, found) = check(document);
        check_story(&story);
        let checked = Checked::new(&path, &ground, &story, found).of(&origin);
        check_found(&checked);
        check_reports(&checked);
        if origin.ground == Ground::File && format != Format::Json {
            check_fixes(&checked, format);
        }
    }
}

fn check(document: Document) -> (Story, Vec<Diagnostic>) {
    let story = LINTER.read(document);
    let found = LINTER.check(&story);
    let again = LINTER.check(&story);
    assert_eq!(format!("{found:?}"), format!("{again:?}"), "not the same twice");
    (story, found)
}

/// By place; every place is in the text and in the file.
fn check_found(checked: &Checked<'_>) {
    let text = checked.story.document.text.as_str();
    let mut at = 0;
    for found in &checked.diagnostics {
        let own = [found.span].into_iter();
        for span in own.chain(found.labels.iter().map(|label| label.span)).chain(found.also_at.iter().copied())
        {
            words(text, span);
            let region = checked.region(span);
            words(checked.file, region.span);
            assert!(region.start <= region.end && region.start.line > 0, "{found:?}");
        }
        assert!(!found.span.is_empty(), "{found:?}");
        assert!(!found.message.is_empty() && !found.label.is_empty() && !found.help.is_empty(), "{found:?}");
        let start = checked.region(found.span).span.start();
        assert!(at <= start, "not by place: {:?}", checked.diagnostics);
        at = start;
        if let Some(Fix { edits, .. }) = &found.fix {
            for edit in edits {
                words(text, edit.span);
            }
            let is_apart = |pair: &[onrecord::diagnostic::Edit]| pair[0].span.end() <= pair[1].span.start();
            assert!(edits.windows(2).all(is_apart), "{found:?}");
        }
    }
}

/// Every report of the story is well formed, and so is what else is told of it.
fn check_reports(checked: &Checked<'_>) {
    check_formats(checked, RULES.clone());
    assert_tame(&report::ledger(checked));
    assert_tame(&report::reading(checked));
    let line = Inspection::new(checked).to_line().unwrap_or_else(|error| panic!("{error}"));
    assert_json(&line);
    assert!(!line.contains('\n'));
}

/// A report of each format is well formed; what people read does not steer their terminal.
pub(crate) fn check_formats(checked: &Checked<'_>, rules: Vec<RuleFacts>) {
    let run = Run::new(checked.summary(), rules);
    for (format, ..) in report::Format::ALL {
        for renderer in [Some(format.renderer(true)), format.statistics()].into_iter().flatten() {
            let written = renderer.file(checked).and_then(|parts| renderer.whole(&parts, &run));
            check_report(*format, &written.unwrap_or_else(|error| panic!("{error}")));
        }
    }
}

fn check_report(format: report::Format, written: &str) {
    if JSON.contains(&format) {
        assert_json(written);
    }
    if format == report::Format::JsonLines {
        written.lines().for_each(assert_json);
    }
    if READ.contains(&format) {
        assert_tame(written);
    }
    if XML.contains(&format) {
        assert_xml(written);
    }
}

fn assert_json(written: &str) {
    let read: Result<Value, _> = serde_json::from_str(written);
    assert!(read.is_ok(), "{read:?}: {written}");
}

/// Whether every element is closed and every character may stand there.
fn assert_xml(written: &str) {
    let mut reader = Reader::from_str(written);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                assert!(tag.attributes().all(|attribute| attribute.is_ok()), "{tag:?} of {written}");
            }
            Ok(_) => {}
            Err(error) => panic!("{error}: {written}"),
        }
    }
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    assert!(written.chars().all(is_allowed), "{written:?}");
}

/// What is mended is mended where it stands; the file can still be read, and comes to rest.
fn check_fixes(checked: &Checked<'_>, format: Format) {
    let file = checked.file;
    let document = &checked.story.document;
    for found in &checked.diagnostics {
        for edit in checked.edits(found).into_iter().flatten() {
            words(file, edit.span);
        }
    }
    for wanted in [Wanted::Safe, Wanted::All] {
        let once = fix::once(file, document, &checked.diagnostics, wanted);
        assert_eq!(once.count == 0, once.text == file, "mended, and the same as before");
        if once.count == 0 {
            continue;
        }
        let reread = |text: &str| -> Result<(Document, Vec<Diagnostic>), DocumentError> {
            let (story, found) = check(Document::read(text.as_bytes(), format)?);
            Ok((story.document, found))
        };
        match fix::all(file, wanted, reread) {
            Ok(fixed) => match reread(&fixed.text) {
                Ok((document, found)) => {
                    let more = fix::once(&fixed.text, &document, &found, wanted);
                    assert_eq!(more.count, 0, "{:?} never comes to rest: {:?}", file, more.text);
                }
                Err(error) => panic!("{error}: {file:?} was mended to {:?}", fixed.text),
            },
            // Nothing may be left of a story.
            Err(error) => assert!(error.is_no_story(), "{error}: {file:?}"),
        }
    }
}
