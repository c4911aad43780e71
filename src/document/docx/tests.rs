//! Word documents: what their blocks are, where the words stand, and what is not read.

use super::*;
use crate::document::example::blocks;
use crate::{
    Span,
    document::{Document, Ground, Kind, Role, note::Says as Note, package::tests::packed},
};

const STYLES: &str = r#"<w:styles>
    <w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
    <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:basedOn w:val="berschrift1"/></w:style>
    <w:style w:styleId="Untertitel"><w:name w:val="Subtitle"/></w:style>
    <w:style w:styleId="Zitat"><w:name w:val="Intense Quote"/></w:style>
    <w:style w:styleId="Bild"><w:name w:val="Bild"/><w:basedOn w:val="Beschriftung"/></w:style>
    <w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
    <w:style w:styleId="Autor"><w:name w:val="Author"/></w:style>
    <w:style w:styleId="Punkte"><w:name w:val="Punkte"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
    <w:style w:styleId="Geheim"><w:name w:val="Geheim"/><w:rPr><w:vanish/></w:rPr></w:style>
    <w:style w:styleId="Code"><w:name w:val="HTML Preformatted"/></w:style>
    <w:style w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
</w:styles>"#;

const RELATIONS: &str = r#"<Relationships>
    <Relationship Id="r1" Type="http://x/relationships/styles" Target="styles.xml"/>
    <Relationship Id="r2" Type="http://x/relationships/footnotes" Target="/word/footnotes.xml"/>
    <Relationship Id="r3" Type="http://x/relationships/hyperlink" Target="https://quay.example/a?b=1&amp;c=2"/>
</Relationships>"#;

/// A Word document with such a body and notes.
fn file_with(body: &str, notes: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document =
        format!("<?xml version='1.0'?><w:document xmlns:w='x'><w:body>{body}<w:sectPr/></w:body></w:document>");
    let notes = format!("<w:footnotes>{notes}</w:footnotes>");
    let mut parts = vec![
        ("word/document.xml", document.as_str()),
        ("word/styles.xml", STYLES),
        ("word/footnotes.xml", &notes),
        ("word/_rels/document.xml.rels", RELATIONS),
    ];
    parts.extend(more);
    packed(&parts)
}

fn item(body: &str) -> Item {
    read(&file_with(body, "", &[]), &Limits::default()).unwrap()
}

fn ground(item: &Item) -> &str {
    match &item.origin.ground {
        Ground::Paragraphs(text) => text,
        other => panic!("places are counted in {other:?}"),
    }
}

/// A paragraph with a style and some runs.
fn p(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{runs}</w:p>")
}

fn r(words: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>")
}

fn links(document: &Document) -> Vec<(&str, &str)> {
    document.links.iter().map(|link| (link.span.of(&document.text), link.target.as_str())).collect()
}

/// The text of a document whose body is one paragraph with such runs.
fn text_of(runs: &str) -> String {
    item(&format!("<w:p>{runs}</w:p>")).document.text
}

#[test]
fn styles_become_roles() {
    let body = [
        p("Titel", &r("The day the harbour froze")),
        p("Untertitel", &r("Nobody was ready")),
        p("Autor", &r("Ana Ruiz")),
        p("", ""),
        p("", &(r("The harbour ") + &r("froze on Sunday, the office said."))),
        p("Kapitel", &r("Who pays")),
        p("Zitat", &r("We have never seen such ice.")),
        p("Punkte", &r("the cold")),
        p("ListParagraph", &r("the wind")),
        p("Code", &r("let ice = true;")),
        p("Verzeichnis1", &r("Who pays 7")),
        p("Bild", &r("Boats in the ice")),
    ];
    let item = item(&body.concat());
    assert_eq!(
        blocks(&item.document),
        [
            (Role::Headline, "The day the harbour froze"),
            (Role::Deck, "Nobody was ready"),
            (Role::Byline, "Ana Ruiz"),
            (Role::Paragraph, "The harbour froze on Sunday, the office said."),
            (Role::Heading, "Who pays"),
            (Role::Quote, "We have never seen such ice."),
            (Role::ListItem, "the cold"),
            (Role::ListItem, "the wind"),
            (Role::Caption, "Boats in the ice"),
        ]
    );
    let lines: Vec<&str> = ground(&item).split('\n').collect();
    assert_eq!(lines.len(), body.len());
    assert_eq!(lines[3..5], ["", "The harbour froze on Sunday, the office said."]);
    assert_eq!(lines[10], "Who pays 7");
    for block in &item.document.blocks {
        let place = item.document.map.to_file(block.span);
        assert_eq!(place.of(ground(&item)), block.span.of(&item.document.text));
    }
}

#[test]
fn the_first_heading_is_the_headline_without_a_title() {
    let heading = p("berschrift1", &r("Ice in the harbour"));
    let rest = p("", &r("It froze, they said.")) + &p("berschrift1", &r("Who pays"));
    let roles = |body: &str| item(body).document.blocks.iter().map(|block| block.role).collect::<Vec<_>>();
    assert_eq!(roles(&(heading.clone() + &rest)), [Role::Headline, Role::Paragraph, Role::Heading]);
    let level = "<w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr>".to_owned() + &r("Ice") + "</w:p>";
    assert_eq!(roles(&(level.clone() + &rest)), [Role::Headline, Role::Paragraph, Role::Heading]);
    let titled = level + &p("Titel", &r("The day the harbour froze")) + &rest;
    assert_eq!(roles(&titled), [Role::Heading, Role::Headline, Role::Paragraph, Role::Heading]);
}

#[test]
fn code_is_left_out_unless_all_is_code() {
    let body = p("Code", &r("The harbour froze on Sunday, the office said.")) + &p("", &r("Late."));
    let item = item(&body);
    assert!(item.document.text.starts_with("The harbour froze"));
}

#[test]
fn changes_are_accepted() {
    let body = "<w:p><w:r><w:t>It </w:t></w:r><w:ins w:id='1'><w:r><w:t>froze</w:t></w:r></w:ins>\
        <w:del w:id='2'><w:r><w:delText>thawed</w:delText><w:t>thawed</w:t></w:r></w:del>\
        <w:moveFrom w:id='3'><w:r><w:t>moved</w:t></w:r></w:moveFrom>\
        <w:moveTo w:id='4'><w:r><w:t> twice</w:t></w:r></w:moveTo><w:r><w:t>.</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val='Zitat'/><w:rPr><w:del w:id='5'/></w:rPr></w:pPr><w:r><w:t>One, </w:t></w:r></w:p>\
        <w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val='Zitat'/></w:pPr></w:pPrChange></w:pPr>\
        <w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>two.</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>";
    let item = item(body);
    assert_eq!(ground(&item), "It froze twice.\nOne, two.\n");
    assert_eq!(blocks(&item.document), [(Role::Paragraph, "It froze twice."), (Role::Paragraph, "One, two.")]);
}

#[test]
fn what_nobody_sees_is_not_read() {
    for hidden in [
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>",
        "<w:r><w:rPr><w:vanish w:val='true'/></w:rPr><w:t>no</w:t></w:r>",
        "<w:r><w:rPr><w:rStyle w:val='Geheim'/></w:rPr><w:t>no</w:t></w:r>",
        "<w:r><w:commentReference w:id='1'/></w:r>",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>no</w:t></w:r></w:sdtContent></w:sdt>",
        "<m:oMath><m:r><m:t>no</m:t></m:r></m:oMath>",
        "<w:r><w:drawing><a:p><a:r><a:t>no</a:t></a:r></a:p></w:drawing></w:r>",
        "<w:ruby><w:rt><w:r><w:t>no</w:t></w:r></w:rt></w:ruby>",
        "<w:r><w:footnoteReference w:id='9' w:customMarkFollows='1'/><w:t>*</w:t></w:r>",
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t>no</w:t><w:instrText>PAGE</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType='end'/></w:r>",
        "<w:r><w:sym w:font='Wingdings' w:char='F04A'/><w:sym w:font='Symbol' w:char='0061'/><w:sym/></w:r>",
        "<w:r><w:softHyphen/></w:r>\u{ad}",
    ] {
        assert_eq!(text_of(&(r("It ") + hidden + &r("froze."))), "It froze.", "{hidden}");
    }
    for shown in [
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>fr</w:t></w:r>",
        "<w:smartTag><w:r><w:t>fr</w:t></w:r></w:smartTag>",
        "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent><w:r><w:t>fr</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:fldSimple w:instr='AUTHOR'><w:r><w:t>fr</w:t></w:r></w:fldSimple>",
        "<w:r><w:t>f\u{ad}r</w:t></w:r>",
    ] {
        assert_eq!(text_of(&(r("It ") + shown + &r("oze."))), "It froze.", "{shown}");
    }
}

#[test]
fn a_paragraph_is_one_line() {
    let runs = "<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>\
        <w:r><w:t>Ruiz &amp; Sons</w:t><w:tab/><w:t>state</w:t><w:noBreakHyphen/><w:t>run</w:t>\
        <w:br/><w:t>a\nb</w:t><w:sym w:font='Calibri' w:char='00E9'/></w:r>";
    let item = item(&(p("", &r("é")) + "<w:p>" + runs + "</w:p>"));
    assert_eq!(ground(&item), "é\nRuiz & Sons\tstate-run a bé");
    assert_eq!(item.document.text, "é\n\nRuiz & Sons\tstate-run\na bé");
    let start = item.document.text.find("state").unwrap();
    let place = item.document.map.to_file(Span::new(start, start + 5));
    assert_eq!(place.of(ground(&item)), "state");
}

#[test]
fn links_and_fields() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let code = |code: &str| format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
    let body = [
        "<w:hyperlink r:id='r3'>".to_owned() + &r("The office") + "</w:hyperlink>" + &r(" said "),
        "<w:hyperlink w:anchor='tide'>".to_owned() + &r("so") + "</w:hyperlink>" + &r(", and "),
        field("begin")
            + &code(" HYPERLINK \"https://ice")
            + &code(".example\" ")
            + &field("begin")
            + &code("PAGE"),
        field("end") + &field("separate") + &r("again") + &field("end") + &r(" "),
        "<w:fldSimple w:instr='HYPERLINK \"b.html\"'>".to_owned() + &r("later") + "</w:fldSimple>",
        "<w:hyperlink r:id='none'>".to_owned() + &r(".") + "</w:hyperlink>",
    ];
    let toc = [
        "<w:p>".to_owned()
            + &field("begin")
            + &code("TOC \\o")
            + &field("separate")
            + &r("Who pays 7")
            + "</w:p>",
        "<w:p>".to_owned() + &r("Who paid 9") + "</w:p><w:p>" + &field("end") + "</w:p>",
    ];
    let item = item(&(toc.concat() + "<w:p>" + &body.concat() + "</w:p>"));
    assert_eq!(blocks(&item.document), [(Role::Paragraph, "The office said so, and again later.")]);
    assert_eq!(
        links(&item.document),
        [
            ("The office", "https://quay.example/a?b=1&c=2"),
            ("so", "#tide"),
            ("again", "https://ice.example"),
            ("later", "b.html")
        ]
    );
    assert_eq!(ground(&item).split('\n').collect::<Vec<_>>()[..3], ["Who pays 7", "Who paid 9", ""]);
}

#[test]
fn blanks_and_breaks_around_words_are_none_of_them() {
    let link = format!("<w:hyperlink r:id='r3'>{}</w:hyperlink>", r(" The office "));
    let broken = "<w:r><w:br/><w:t>x</w:t><w:br/></w:r>";
    let item = item(&format!("<w:p>{broken}</w:p><w:p>{link}{}{broken}</w:p><w:p>{link}</w:p>", r("said so.")));
    assert_eq!(item.document.text, "x\n\nThe office said so.\nx\n\nThe office");
    let target = "https://quay.example/a?b=1&c=2";
    assert_eq!(links(&item.document), [("The office", target), ("The office", target)]);
}

#[test]
fn a_field_that_does_not_end_hides_no_more_than_its_paragraph() {
    let begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>";
    let body = format!("<w:p>{begin}{begin}{}</w:p><w:p>{}</w:p>", r("lost"), r("It froze."));
    assert_eq!(item(&body).document.text, "It froze.");
}

#[test]
fn footnotes_are_links() {
    let mark = |id: &str| format!("<w:r><w:footnoteReference w:id='{id}'/></w:r>");
    let body = format!("<w:p>{}{}{}{}</w:p>", r("It froze in 1990"), mark("2"), r(" and 1991."), mark("3"));
    let notes = "<w:footnote w:id='0' w:type='separator'><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:footnoteRef/><w:t xml:space='preserve'> See </w:t></w:r><w:hyperlink r:id='n1'>\
        <w:r><w:t>the record</w:t></w:r></w:hyperlink></w:p></w:footnote>\
        <w:footnote w:id='3'><w:p><w:r><w:t>A letter</w:t></w:r></w:p><w:p><w:r><w:t>to the council.</w:t></w:r></w:p></w:footnote>";
    let relations = "<Relationships><Relationship Id='n1' Type='x/hyperlink' Target='https://example.org'/></Relationships>";
    let bytes = file_with(&body, notes, &[("word/_rels/footnotes.xml.rels", relations)]);
    let item = read(&bytes, &Limits::default()).unwrap();
    assert_eq!(ground(&item), "It froze in 1990 and 1991.");
    assert_eq!(links(&item.document), [("1990", "https://example.org"), ("1991.", "A letter to the council.")]);
}

#[test]
fn tables_and_layouts() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", p("", &r(words)));
    let long = "The harbour froze on Sunday, and nobody at the office knew what to do about it. ".repeat(4);
    let table = |cells: &str| format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>");
    let body = table(&(cell("Year") + &cell("Ice")))
        + &table(&cell("It froze twice."))
        + &table(&(cell(&long) + &cell("a")));
    let item = item(&body);
    assert_eq!(
        blocks(&item.document),
        [
            (Role::Table, "Year"),
            (Role::Table, "Ice"),
            (Role::Paragraph, "It froze twice."),
            (Role::Paragraph, long.trim()),
            (Role::Paragraph, "a"),
        ]
    );
    assert_eq!(ground(&item).split('\n').count(), 5);
}

#[test]
fn text_boxes_are_read_once_behind_their_paragraph() {
    let inner = |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", p("Beschriftung", &r(words)));
    let drawing = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>",
        inner("Boats"),
        inner("Boats again")
    );
    let body = format!("<w:p>{}{drawing}{}</w:p><w:p>{}</w:p>", r("It fr"), r("oze."), r("Then it thawed."));
    let item = item(&body);
    assert_eq!(ground(&item), "It froze.\nBoats\nThen it thawed.");
    assert_eq!(item.document.blocks[1].role, Role::Caption);
}

#[test]
fn notes_to_the_linter() {
    let body = p("", &r("It froze, some say. [onrecord: allow A003 reason=\"on file\"]"))
        + &p("", &(r("[onrecord: allow ") + &r("A004 reason=\"desk\"]")))
        + &p("", &r("Critics say it thawed."));
    let custom = "<Properties><property name='onrecord'><vt:lpwstr>allow A005 reason=\"q &amp; a\"</vt:lpwstr></property>\
        <property name='Kind'><vt:lpwstr>opinion</vt:lpwstr></property></Properties>";
    let whole = "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='word/document.xml'/>\
        <Relationship Id='b' Type='x/custom-properties' Target='docProps/custom.xml'/></Relationships>";
    let item = read(
        &file_with(&body, "", &[("docProps/custom.xml", custom), ("_rels/.rels", whole)]),
        &Limits::default(),
    );
    let item = item.unwrap();
    let document = &item.document;
    assert_eq!(document.kind, Some(Kind::Opinion));
    assert_eq!(
        blocks(document),
        [(Role::Paragraph, "It froze, some say."), (Role::Paragraph, "Critics say it thawed.")]
    );
    let notes: Vec<(&str, Option<&str>)> = document
        .notes
        .iter()
        .map(|note| {
            let Ok(Note { reason, .. }) = &note.says else { panic!("{note:?}") };
            (note.reach.of(&document.text).trim(), reason.as_deref())
        })
        .collect();
    assert_eq!(
        notes,
        [
            ("It froze, some say. \n\nCritics say it thawed.", Some("q & a")),
            ("It froze, some say.", Some("on file")),
            ("Critics say it thawed.", Some("desk")),
        ]
    );
}

#[test]
fn the_main_part_may_have_another_name() {
    let rels = "<Relationships><Relationship Id='a' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' Target='/x/../y/main.xml'/></Relationships>";
    let main = "<v:document><v:body><v:p><v:r><v:t>It froze.</v:t></v:r></v:p></v:body></v:document>";
    let bytes = packed(&[("_rels/.rels", rels), ("y/main.xml", main)]);
    assert_eq!(read(&bytes, &Limits::default()).unwrap().document.text, "It froze.");
    let bare = main.replace("v:", "").replace("It froze.", "It <mc:Choice/>froze.<m:t>no</m:t>");
    let bytes = packed(&[("word/document.xml", &bare)]);
    assert_eq!(read(&bytes, &Limits::default()).unwrap().document.text, "It froze.");
    let told = |parts: &[(&str, &str)]| read(&packed(parts), &Limits::default()).unwrap_err().to_string();
    assert!(told(&[("_rels/.rels", rels)]).ends_with("it has no y/main.xml"));
    assert!(told(&[("x", "")]).ends_with("it has no word/document.xml"));
    assert!(told(&[("word/document.xml", "<x:workbook/>")]).ends_with("is no text document"));
    let broken = told(&[("word/document.xml", "<w:document>\n<w:p></w:document>")]);
    assert!(broken.contains("its part word/document.xml is not XML") && broken.contains("line 2"), "{broken}");
}

#[test]
fn hostile_parts_are_bounded() {
    let deep = "<w:r>".repeat(100_000);
    let error = read(&file_with(&deep, "", &[]), &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("the limit `depth`"), "{error}");
    assert!(error.way_out().contains("--limit depth="), "{}", error.way_out());
    let entities = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><w:document><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>";
    let item = read(&packed(&[("word/document.xml", entities)]), &Limits::default()).unwrap();
    assert_eq!(item.document.text, "&b;");
    let begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>";
    let many = [
        begin,
        "<w:p/>",
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        "<w:r><w:t>x</w:t><w:footnoteReference w:id='1'/></w:r>",
    ];
    for piece in many {
        let body = format!("<w:p>{}</w:p>", piece.repeat(20_000));
        read(&file_with(&body, "<w:footnote w:id='1'/>", &[]), &Limits::default()).unwrap();
    }
}
