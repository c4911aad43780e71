//! Example stories in NITF: what their blocks are, where their words stand in the file, and what leads there.

use super::*;
use crate::document::example::{blocks, in_file};
use crate::document::{Kind, note::Verb};

fn items(file: &str) -> Vec<Item> {
    read(file, &Limits::default()).expect("it is NITF")
}

/// The first story of a file with this `<body>`.
fn item(body: &str) -> (String, Item) {
    let file = format!("<nitf><body>{body}</body></nitf>");
    let item = items(&file).remove(0);
    (file, item)
}

/// What leads to the words.
fn pointer<'item>(item: &'item Item, words: &str) -> &'item str {
    let start = item.document.text.find(words).expect("the words are in the text");
    item.origin.pointer(start).expect("something leads there")
}

const STORY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf>
  <head>
    <title>Quay late</title>
    <meta name="desk" content="harbour"/>
    <tobject tobject.type="news"><tobject.property tobject.property.type="analysis"/></tobject>
    <docdata>
      <doc-id id-string="quay-7"/>
      <ed-msg info="Hold for &quot;six&quot;. onrecord: allow A003 reason=&quot;agreed&quot;"/>
    </docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>The quay is late</hl1><hl2>Nobody knows by how much.</hl2></hedline>
      <note noteclass="hd"><body.content><p>Add art. onrecord: allow B001 reason="seen by the desk"</p></body.content></note>
      <byline>By <person>Ana Ruiz</person><byttl>Harbour Gazette</byttl></byline>
      <distributor>Quay Wire</distributor>
      <dateline><location>OSLO</location><story.date>May 3, 2020</story.date></dateline>
      <abstract><p>The tea stayed warm.</p></abstract>
    </body.head>
    <body.content>
      <p lede="true">The quay is <em>late</em>, the <org>harbour office</org> said on <chron norm="20200503">Sunday</chron>.</p>
      <media media-type="image">
        <media-reference mime-type="image/jpeg" source="quay.jpg">A quay</media-reference>
        <media-caption><p>The quay in <location>Oslo</location>.</p></media-caption>
        <media-producer>Bo Lind</media-producer>
      </media>
      <hl2>Who pays</hl2>
      <bq><block><p>We have never seen such ice.</p></block><credit>Bo Lind, mayor</credit></bq>
      <p>It froze in 1990<fn><p>See <a href="https://ice.example">the record</a>.</p></fn> and
        in <num>1991</num>.</p>
      <fn><p>A letter to the council.</p></fn>
      <ul><li>the cold</li><li>the wind<br/>and the tide</li></ul>
      <table><tr><td>1990</td></tr></table>
    </body.content>
    <body.end><tagline>Ana Ruiz writes on quays.</tagline></body.end>
  </body>
</nitf>
"#;

#[test]
fn a_story() {
    let item = &items(STORY)[0];
    let document = &item.document;
    assert_eq!(
        blocks(document),
        [
            (Role::Headline, "The quay is late"),
            (Role::Deck, "Nobody knows by how much."),
            (Role::Byline, "By Ana Ruiz"),
            (Role::Byline, "Harbour Gazette"),
            (Role::Boilerplate, "Quay Wire"),
            (Role::Dateline, "OSLO"),
            (Role::Dateline, "May 3, 2020"),
            (Role::Deck, "The tea stayed warm."),
            (Role::Paragraph, "The quay is late, the harbour office said on Sunday."),
            (Role::Caption, "The quay in Oslo."),
            (Role::Boilerplate, "Bo Lind"),
            (Role::Heading, "Who pays"),
            (Role::Quote, "We have never seen such ice."),
            (Role::Quote, "— Bo Lind, mayor"),
            (Role::Paragraph, "It froze in 1990 and in 1991."),
            (Role::ListItem, "the cold"),
            (Role::ListItem, "the wind\nand the tide"),
            (Role::Table, "1990"),
            (Role::Boilerplate, "Ana Ruiz writes on quays."),
        ]
    );
    assert_eq!(document.kind, Some(Kind::Analysis));
    assert_eq!(item.origin.id, None);
    assert_eq!(in_file(STORY, document, "late, the harbour"), "late</em>, the <org>harbour");
    assert_eq!(
        in_file(STORY, document, "1990 and in"),
        STORY.split_at(STORY.find("1990<fn").unwrap()).1.split(" <num").next().unwrap()
    );
    let links: Vec<_> =
        document.links.iter().map(|link| (link.span.of(&document.text), link.target.as_str())).collect();
    assert_eq!(links, [("1990", "https://ice.example"), ("1991.", "A letter to the council.")]);
}

#[test]
fn words_to_the_desk_hold_notes() {
    let document = &items(STORY)[0].document;
    assert_eq!(document.notes.len(), 2);
    for (note, (rule, reason, written)) in document.notes.iter().zip([
        ("A003", "agreed", "allow A003 reason=&quot;agreed&quot;"),
        ("B001", "seen by the desk", "allow B001 reason=\"seen by the desk\""),
    ]) {
        let says = note.says.as_ref().unwrap();
        assert_eq!(says.verb, Verb::Allow);
        assert_eq!(says.rules[0].of(&document.text), rule);
        assert_eq!(says.reason.as_deref(), Some(reason));
        assert_eq!(document.map.to_file(note.span).of(STORY), written);
        let last = document.blocks.last().unwrap();
        assert!(note.reach.start() == 0 && note.reach.end() >= last.span.end());
    }
    assert!(!document.prose().contains("art"));
}

#[test]
fn each_place_has_a_path() {
    let item = &items(STORY)[0];
    for (words, path) in [
        ("The quay is late", "/nitf/body/body.head/hedline/hl1"),
        ("Nobody", "/nitf/body/body.head/hedline/hl2"),
        ("Ana Ruiz", "/nitf/body/body.head/byline"),
        ("Gazette", "/nitf/body/body.head/byline/byttl"),
        ("The quay is late, the", "/nitf/body/body.content/p[1]"),
        ("We have", "/nitf/body/body.content/bq/block/p"),
        ("It froze", "/nitf/body/body.content/p[2]"),
        ("and the tide", "/nitf/body/body.content/ul/li[2]"),
        ("1990\n\nAna", "/nitf/body/body.content/table/tr/td"),
        ("writes", "/nitf/body/body.end/tagline"),
    ] {
        assert_eq!(pointer(item, words), path, "{words}");
    }
}

#[test]
fn several_stories_in_one_file() {
    let file = "<wire><nitf><head><docdata><doc-id id-string='a-1'/></docdata></head><body><p>It froze.</p></body></nitf>\
        <nitf><head/></nitf>\
        <nitf><head><docdata><doc-id id-string=''/></docdata></head><body><p>It thawed.</p></body></nitf></wire>";
    let items = items(file);
    let ids: Vec<_> = items.iter().map(|item| item.origin.id.as_deref()).collect();
    assert_eq!(ids, [Some("a-1"), Some("2")]);
    assert_eq!(pointer(&items[0], "It froze"), "/wire/nitf[1]/body/p");
    assert_eq!(pointer(&items[1], "It thawed"), "/wire/nitf[3]/body/p");
    assert_eq!(in_file(file, &items[1].document, "thawed"), "thawed");
}

#[test]
fn comments_sections_and_entities_stand_in_words() {
    let (file, item) = item(
        "<body.content><p>The har<!-- old -->bour <?page 2?>office &amp; the <![CDATA[<quay> &]]> &quay; agree&#8212;now.</p></body.content>",
    );
    let words = "The harbour office & the <quay> & &quay; agree—now.";
    assert_eq!(blocks(&item.document), [(Role::Paragraph, words)]);
    for (words, written) in [
        ("harbour", "har<!-- old -->bour"),
        ("& the", "&amp; the"),
        ("<quay> &", "<quay> &"),
        ("—", "&#8212;"),
        ("&quay;", "&quay;"),
    ] {
        assert_eq!(in_file(&file, &item.document, words), written);
    }
}

#[test]
fn a_comment_can_be_a_note_on_what_is_below() {
    let file = "<nitf><body><body.content>\n<p>It froze.</p>\n<!-- onrecord: allow A003 reason=\"seen\" -->\n\
        <p>It thawed.</p>\n<p>It rained.</p></body.content></body></nitf>";
    let document = &items(file)[0].document;
    assert_eq!(document.notes.len(), 1);
    assert_eq!(document.notes[0].reach.of(&document.text).trim(), "It thawed.");
    assert_eq!(blocks(document).len(), 3);
}

#[test]
fn quotations_have_marks() {
    let (file, item) = item(
        "<p><q>It froze,</q> she said. <q> He said <q>never</q> twice.</q></p><p>“<q>It thawed,</q>” he said.</p>\
        <p><q>“It rained,”</q> they said.</p><p><q></q>No one spoke.</p>",
    );
    assert_eq!(
        blocks(&item.document).into_iter().map(|(_, words)| words).collect::<Vec<_>>(),
        [
            "“It froze,” she said. “He said ‘never’ twice.”",
            "“It thawed,” he said.",
            "“It rained,” they said.",
            "No one spoke.",
        ]
    );
    assert_eq!(in_file(&file, &item.document, "“It froze,” she"), "It froze,</q> she");
}

#[test]
fn what_no_reader_sees() {
    let (_, item) = item(
        "<body.content><block><key-list><keyword key='ice'/></key-list><p>It froze.</p></block>\
        <note type='pa'><body.content><p>Corrects the date.</p></body.content></note><note><p>Call Bo.</p></note>\
        <media><media-object encoding='base64'>QUJD</media-object></media>\
        <pre>  a\n  b</pre></body.content>",
    );
    assert_eq!(
        blocks(&item.document),
        [
            (Role::Paragraph, "It froze."),
            (Role::Boilerplate, "Corrects the date."),
            (Role::Paragraph, "a\n  b")
        ]
    );
}

#[test]
fn what_is_no_story() {
    let of = |file: &str| read(file, &Limits::default()).unwrap_err();
    for (file, why) in [
        ("<nitf><head/></nitf>", "no <body>"),
        ("<nitf><body> <p/> </body></nitf>", "no words"),
        ("<rss><p>It froze.</p></rss>", "no <nitf>"),
        ("", "no <nitf>"),
    ] {
        assert!(matches!(of(file), DocumentError::NoStory { what } if what.contains(why)), "{file}");
    }
    let error = of("<nitf>\n<body>\n <p>It froze.\n");
    assert!(matches!(error, DocumentError::Syntax { line: 4, column: 1, .. }), "{error}");
    assert!(matches!(of("<nitf>\n<body></p>"), DocumentError::Syntax { line: 2, .. }));
}

#[test]
fn nothing_is_filled_in_or_fetched() {
    let bomb = "<!DOCTYPE nitf SYSTEM 'http://quay.example/x.dtd' [<!ENTITY a 'ice'><!ENTITY b '&a;&a;&a;'>\
        <!ENTITY c SYSTEM 'file:///etc/passwd'>]><nitf><body><p>&b; &c; froze.</p></body></nitf>";
    assert_eq!(blocks(&items(bomb)[0].document), [(Role::Paragraph, "&b; &c; froze.")]);
}

#[test]
fn hostile_files() {
    let deep = format!("<nitf><body>{}", "<block>".repeat(100_000));
    assert!(matches!(read(&deep, &Limits::default()), Err(DocumentError::Limit { .. })));
    let body = |inner: String| item(&inner).1;
    let nested = body(format!(
        "{}{}{}",
        "<block>".repeat(900),
        "<p>It froze.</p>".repeat(5_000),
        "</block>".repeat(900)
    ));
    assert_eq!(nested.document.blocks.len(), 5_000);
    assert!(nested.origin.pointers.iter().all(|pointer| pointer.path.len() <= 256));
    let wide = body("<p>It froze.</p>".repeat(20_000));
    assert_eq!(pointer(&wide, "It"), "/nitf/body/p[1]");
    assert_eq!(wide.origin.pointers.last().unwrap().path, "/nitf/body/p[20000]");
    let cited = body(format!("<p>{}</p>", "x<fn>y</fn>".repeat(20_000)));
    assert_eq!(cited.document.links.len(), 20_000);
    let quoted = body(format!("<p>{}x{}</p>", "<q>".repeat(900), "</q>".repeat(900)));
    assert_eq!(quoted.document.text.chars().count(), 1_801);
}

#[test]
fn nothing_leads_to_notes_in_the_head() {
    let items =
        super::super::read(STORY.as_bytes(), crate::document::Format::Nitf, &Limits::default()).unwrap();
    let end = items[0].document.prose().len();
    assert!(items[0].origin.pointer(end.saturating_sub(1)).is_some());
    assert_eq!(items[0].origin.pointer(items[0].document.notes[0].span.start()), None);
}

#[test]
fn a_quotation_is_signed_with_a_dash() {
    for (credit, expected) in [
        ("<credit><person>Harbour office</person></credit>", "— Harbour office"),
        ("<credit> – Bo Lind</credit>", "– Bo Lind"),
    ] {
        let file = format!(
            "<nitf><body><body.content><bq><block><p>It is late.</p></block>{credit}</bq><p>Then.</p></body.content></body></nitf>"
        );
        let story = &read(&file, &Limits::default()).unwrap()[0].document;
        let words: Vec<&str> = story.blocks.iter().map(|block| block.span.of(&story.text)).collect();
        assert_eq!(words, ["It is late.", expected, "Then."]);
    }
}
