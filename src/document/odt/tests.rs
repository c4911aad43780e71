//! OpenDocument texts: what their blocks are, where the words stand, and what is not read.

use super::*;
use crate::document::example::blocks;
use crate::document::{Ground, Kind, Role, package::tests::packed};

const STYLES: &str = r#"<office:document-styles><office:styles>
    <style:style style:name="Title" style:family="paragraph"/>
    <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"/>
    <style:style style:name="Zitat" style:display-name="Quotations" style:family="paragraph"/>
    <style:style style:name="Caption" style:family="paragraph"/>
    <style:style style:name="Illustration" style:family="paragraph" style:parent-style-name="Caption"/>
    <style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>
    </office:styles><office:master-styles><style:header><text:p>Page</text:p></style:header></office:master-styles>
    </office:document-styles>"#;

fn content(body: &str) -> String {
    format!(
        "<?xml version='1.0'?><office:document-content><office:automatic-styles>\
         <style:style style:name='P1' style:family='paragraph' style:parent-style-name='Zitat'/>\
         <style:style style:name='P2' style:family='paragraph' style:parent-style-name='Title'/>\
         <style:style style:name='P3' style:family='paragraph'><style:text-properties text:display='none'/></style:style>\
         </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn file(body: &str) -> Vec<u8> {
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content(body)),
        ("styles.xml", STYLES),
    ])
}

fn item(body: &str) -> Item {
    read(&file(body), &Limits::default()).unwrap()
}

fn ground(item: &Item) -> &str {
    match &item.origin.ground {
        Ground::Paragraphs(text) => text,
        other => panic!("places are counted in {other:?}"),
    }
}

#[test]
fn styles_become_roles() {
    let body = "<text:p text:style-name='P2'>The day the harbour froze</text:p>\n\
        <text:p/><text:p>The harbour <text:span text:style-name='T1'>froze</text:span> on Sunday.</text:p>\
        <text:h text:outline-level='2'>Who pays</text:h><text:h text:style-name='Contents_20_Heading'>Contents</text:h>\
        <text:p text:style-name='P1'>We have never seen such ice.</text:p>\
        <text:list><text:list-item><text:p>the cold</text:p><text:list><text:list-item><text:h>Wind</text:h>\
        </text:list-item></text:list></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell>\
        <table:table-cell><text:p>Ice</text:p></table:table-cell></table:table-row></table:table>\
        <text:p><draw:frame><draw:text-box><text:p text:style-name='Illustration'><draw:frame><svg:title>no</svg:title>\
        <svg:desc>no</svg:desc></draw:frame>Figure <text:sequence>1</text:sequence>: Boats</text:p></draw:text-box></draw:frame></text:p>";
    let item = item(body);
    assert_eq!(
        blocks(&item.document),
        [
            (Role::Headline, "The day the harbour froze"),
            (Role::Paragraph, "The harbour froze on Sunday."),
            (Role::Heading, "Who pays"),
            (Role::Quote, "We have never seen such ice."),
            (Role::ListItem, "the cold"),
            (Role::Heading, "Wind"),
            (Role::Table, "Year"),
            (Role::Table, "Ice"),
            (Role::Caption, "Figure 1: Boats"),
        ]
    );
    let lines = ["The day the harbour froze", "", "The harbour froze on Sunday.", "Who pays", "Contents"];
    assert_eq!(ground(&item).split('\n').collect::<Vec<_>>()[..5], lines);
    assert!(ground(&item).ends_with("Year\nIce\n\nFigure 1: Boats"));
    for block in &item.document.blocks {
        let place = item.document.map.to_file(block.span);
        assert_eq!(place.of(ground(&item)), block.span.of(&item.document.text));
    }
}

#[test]
fn blanks_are_those_that_are_meant() {
    let body = "<text:p>\n  It   <text:span> froze</text:span>\n twice,<text:s text:c='3'/>they<text:tab/>said.<text:line-break/>\
        Late.<text:s text:c='4000000000'/><text:s text:c='99999999999999999999999'/></text:p>";
    let item = item(body);
    assert_eq!(ground(&item).trim_end(), "It froze twice,   they\tsaid. Late.");
    assert_eq!(item.document.text, "It froze twice,   they\tsaid.\nLate.");
    assert!(ground(&item).len() < 200);
}

#[test]
fn what_nobody_sees_is_not_read() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>thawed</text:p></text:deletion>\
        </text:changed-region></text:tracked-changes>\
        <text:table-of-content><text:index-body><text:p>Who pays 7</text:p></text:index-body></text:table-of-content>\
        <text:section text:display='none'><text:p>hidden</text:p></text:section><text:p text:style-name='P3'>hidden</text:p>\
        <text:section><text:p>It <text:change-start/>froze<text:change-end/><text:span text:style-name='Hidden'>no</text:span>\
        <office:annotation><dc:creator>Ana</dc:creator><text:p>Who says so?</text:p></office:annotation> <text:hidden-text>no</text:hidden-text>\
        twice.</text:p></text:section>";
    let item = item(body);
    assert_eq!(item.document.text, "It froze twice.");
    assert_eq!(ground(&item), "Who pays 7\nIt froze twice.");
}

#[test]
fn links_and_notes() {
    let note = |words: &str| {
        format!(
            "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{words}</text:p></text:note-body></text:note>"
        )
    };
    let body = format!(
        "<text:p><text:a xlink:href='https://quay.example/?a&amp;b'>The office</text:a> said 1990{} and 1991.{}</text:p>",
        note("See <text:a xlink:href='https://example.org'>the record</text:a>."),
        note("A letter to the council.")
    );
    let item = item(&body);
    assert_eq!(ground(&item), "The office said 1990 and 1991.");
    let document = &item.document;
    let links: Vec<_> =
        document.links.iter().map(|link| (link.span.of(&document.text), link.target.as_str())).collect();
    assert_eq!(
        links,
        [
            ("The office", "https://quay.example/?a&b"),
            ("1990", "https://example.org"),
            ("1991.", "A letter to the council.")
        ]
    );
}

#[test]
fn flat_documents_and_their_properties() {
    let meta = "<office:meta><meta:user-defined meta:name='onrecord'>allow A005 reason=\"desk\"</meta:user-defined>\
        <meta:user-defined meta:name='kind'>analysis</meta:user-defined></office:meta>";
    let flat = content("<text:p>It froze.</text:p>")
        .replace("<office:automatic-styles>", &format!("{meta}<office:automatic-styles>"));
    let item = read(flat.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(item.document.prose().trim(), "It froze.");
    assert_eq!(item.document.kind, Some(Kind::Analysis));
    assert!(item.document.notes[0].says.is_ok());
    assert!(read(b"<p>It froze.</p>", &Limits::default()).is_err());
}

#[test]
fn what_cannot_be_read_is_told() {
    let told = |parts: &[(&str, &str)]| read(&packed(parts), &Limits::default()).unwrap_err().to_string();
    let locked = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    assert_eq!(
        told(&[("META-INF/manifest.xml", locked), ("content.xml", "\u{1}")]),
        "this OpenDocument file cannot be read: it is protected by a password"
    );
    assert!(told(&[("mimetype", "")]).ends_with("it has no content.xml"));
    assert!(told(&[("content.xml", "<office:spreadsheet/>")]).ends_with("it is no text document"));
    assert!(told(&[("content.xml", "<a>")]).contains("its part content.xml is not XML"));
    let deep = format!("<text:p>{}", "<text:span>".repeat(100_000));
    assert!(told(&[("content.xml", &deep)]).contains("the limit `depth`"));
}
