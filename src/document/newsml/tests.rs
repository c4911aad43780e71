//! Example messages of NewsML-G2: which stories are in them, and where their words stand.

use super::*;
use crate::document::Kind;
use crate::document::example::{blocks, place};

fn items(file: &str) -> Vec<Item> {
    read(file, &Limits::default()).expect("it is NewsML-G2")
}

/// A news item with these parts.
fn news_item(guid: &str, meta: &str, content: &str) -> String {
    format!(
        "<newsItem guid=\"{guid}\" version=\"2\" xmlns=\"http://iptc.org/std/nar/2006-10-01/\">\n<itemMeta>\
        <itemClass qcode=\"ninat:text\"/></itemMeta>\n{meta}\n<contentSet>{content}</contentSet>\n</newsItem>"
    )
}

const META: &str = "<contentMeta><headline>The quay\n  is <em>late</em> &amp; shut</headline><headline>Quay late</headline>\
    <by>By Ana Ruiz</by><dateline>OSLO, May 3</dateline><slugline>quay</slugline>\
    <description role=\"drol:caption\">A quay.</description>\
    <description role=\"drol:summary\">The tea stayed warm.</description></contentMeta>";

#[test]
fn a_message_of_several_items() {
    let xhtml = "<inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head>\
        <title>Quay</title></head><body><p>The quay is <b>late</b>.</p><blockquote><p>It froze.</p></blockquote>\
        <ul><li>the cold</li></ul></body></html></inlineXML>";
    let nitf = "<inlineXML><nitf><body><body.head><hedline><hl1>Ice again</hl1></hedline></body.head><body.content>\
        <p>It froze, see <a href='https://ice.example'>the record</a>.</p></body.content></body></nitf></inlineXML>";
    let file = format!(
        "<?xml version=\"1.0\"?>\n<newsMessage><itemSet>{}<packageItem guid=\"p\"><contentMeta><headline>All</headline>\
        </contentMeta></packageItem>{}{}</itemSet></newsMessage>",
        news_item("urn:quay:1", META, xhtml),
        news_item("urn:pic:1", META, "<remoteContent href=\"quay.jpg\" contenttype=\"image/jpeg\"/>"),
        news_item("", META, nitf),
    );
    let items = items(&file);
    assert_eq!(items.len(), 2);
    assert_eq!(
        blocks(&items[0].document),
        [
            (Role::Headline, "The quay is late & shut"),
            (Role::Byline, "By Ana Ruiz"),
            (Role::Dateline, "OSLO, May 3"),
            (Role::Deck, "The tea stayed warm."),
            (Role::Paragraph, "The quay is late."),
            (Role::Quote, "It froze."),
            (Role::ListItem, "the cold"),
        ]
    );
    let set = "/newsMessage/itemSet";
    let html = format!("{set}/newsItem[1]/contentSet/inlineXML/html/body");
    for (words, written, path) in [
        (
            "quay is late & shut",
            "quay\n  is <em>late</em> &amp; shut",
            &*format!("{set}/newsItem[1]/contentMeta/headline[1]"),
        ),
        ("tea", "tea", &format!("{set}/newsItem[1]/contentMeta/description[2]")),
        ("late.", "late</b>.", &format!("{html}/p")),
        ("It froze", "It froze", &format!("{html}/blockquote/p")),
        ("the cold", "the cold", &format!("{html}/ul/li")),
    ] {
        assert_eq!(place(&file, &items[0], words), (written, path), "{words}");
    }
    // The story has a headline of its own.
    let second = blocks(&items[1].document);
    assert_eq!(second[0], (Role::Byline, "By Ana Ruiz"));
    assert_eq!(second[3..], [(Role::Headline, "Ice again"), (Role::Paragraph, "It froze, see the record.")]);
    let path = format!("{set}/newsItem[3]/contentSet/inlineXML/nitf/body/body.content/p");
    assert_eq!(place(&file, &items[1], "It froze"), ("It froze", path.as_str()));
    let link = &items[1].document.links[0];
    assert_eq!((link.span.of(&items[1].document.text), &*link.target), ("the record", "https://ice.example"));
    let ids: Vec<_> = items.iter().map(|item| item.origin.id.as_deref()).collect();
    assert_eq!(ids, [Some("urn:quay:1"), Some("2")]);
}

#[test]
fn text_in_a_section() {
    let content = "<inlineData contenttype=\"text/plain\"><![CDATA[It froze & thawed.\n\n“Never,” the harbour office said.]]></inlineData>";
    let file = news_item("urn:quay:1", META, content);
    let item = &items(&file)[0];
    assert_eq!(item.origin.id, None);
    assert_eq!(
        blocks(&item.document)[4..],
        [(Role::Paragraph, "It froze & thawed."), (Role::Paragraph, "“Never,” the harbour office said.")]
    );
    let path = "/newsItem/contentSet/inlineData";
    assert_eq!(place(&file, item, "It froze & thawed"), ("It froze & thawed", path));
    assert_eq!(place(&file, item, "“Never,” the"), ("“Never,” the", path));
}

#[test]
fn escaped_html_is_read_as_html() {
    let content = "<inlineData contenttype=\"text/html; charset=utf-8\">&lt;p&gt;It froze, the harbour office said.&lt;/p&gt;</inlineData>";
    let file = news_item("urn:quay:1", "", content);
    let item = &items(&file)[0];
    assert!(item.document.text.contains("It froze, the harbour office said."));
    assert_eq!(place(&file, item, "harbour office"), ("harbour office", "/newsItem/contentSet/inlineData"));
}

#[test]
fn of_several_forms_the_one_with_structure() {
    let plain = "<inlineData contenttype=\"text/plain\">Plain ice.</inlineData>";
    let xml = "<inlineXML><p>Marked ice.</p></inlineXML>";
    let other = "<inlineData contenttype=\"text/calendar\">Ice at six.</inlineData>\
        <inlineData contenttype=\"text/plain\" encoding=\"e:base64\">SWNl</inlineData>";
    for (content, words) in [
        (format!("{plain}{xml}{other}"), "Marked ice."),
        (format!("{xml}{plain}"), "Marked ice."),
        (format!("{other}{plain}"), "Plain ice."),
        (format!("<inlineXML><p/></inlineXML>{plain}"), "Plain ice."),
    ] {
        let file = news_item("a", "", &content);
        assert_eq!(blocks(&items(&file)[0].document), [(Role::Paragraph, words)], "{content}");
    }
}

#[test]
fn what_it_says_of_its_story() {
    let xml = "<inlineXML><p>It froze.</p></inlineXML>";
    for (genre, expected) in [
        ("<genre qcode=\"genre:Opinion\"/>", Some(Kind::Opinion)),
        ("<genre uri=\"http://quay.example/genre/Analysis\"/>", Some(Kind::Analysis)),
        ("<genre qcode=\"x:17\"><name xml:lang=\"en\">Op-Ed</name></genre>", Some(Kind::Opinion)),
        ("<genre qcode=\"genre:Current\"/><subject><name>Opinion</name></subject>", None),
    ] {
        let file = news_item("a", &format!("<contentMeta>{genre}</contentMeta>"), xml);
        assert_eq!(items(&file)[0].document.kind, expected, "{genre}");
    }
}

#[test]
fn words_to_the_desk_hold_notes() {
    let note =
        "<itemMeta><edNote>Hold. onrecord: allow A003 reason=\"agreed &amp; signed\"</edNote></itemMeta>";
    let xml = "<inlineXML><p>It froze.</p>\n\
        <!-- onrecord: allow B001 reason=\"seen\" -->\n<p>It thawed.</p></inlineXML>";
    let file = news_item("a", &format!("{note}{META}"), xml);
    let document = &items(&file)[0].document;
    assert!(!document.prose().contains("Hold"));
    let whole = &document.notes[0];
    assert_eq!(whole.says.as_ref().unwrap().reason.as_deref(), Some("agreed & signed"));
    assert_eq!(document.map.to_file(whole.span).of(&file), "allow A003 reason=\"agreed &amp; signed\"");
    assert!(blocks(document).len() == 6 && document.blocks.iter().all(|block| whole.reach.covers(block.span)));
    let below = &document.notes[1];
    assert_eq!(below.reach.of(&document.text).trim(), "It thawed.");
    assert_eq!(document.notes.len(), 2);
}

#[test]
fn what_is_no_story() {
    let of = |file: &str| read(file, &Limits::default()).unwrap_err();
    let package = "<packageItem><contentMeta><headline>All</headline></contentMeta></packageItem>";
    for file in [package, &news_item("a", META, ""), "<newsMessage/>", "<rss/>", ""] {
        assert!(matches!(of(file), DocumentError::NoStory { .. }), "{file}");
    }
    let whole = news_item("a", META, "<inlineXML><p>It froze.</p></inlineXML>");
    for end in [whole.len() - 20, whole.find("</headline>").unwrap(), whole.find("froze").unwrap()] {
        assert!(matches!(of(&whole[..end]), DocumentError::Syntax { .. }), "{end}");
    }
    let deep = format!("<newsItem><contentSet><inlineXML>{}", "<div>".repeat(100_000));
    assert!(matches!(of(&deep), DocumentError::Limit { .. }));
    let deep = format!("<newsItem><itemMeta><edNote>{}", "<a>".repeat(100_000));
    assert!(matches!(of(&deep), DocumentError::Limit { .. }));
}
