//! What holds of every story of the news wires: properties on random XML, and on random words in JSON.

use proptest::prelude::*;

use super::{check, pieces::PIECES};
use crate::document::{Format, Item, Limits, read};

/// Pieces of XML; "</" closes the innermost element.
const XML_PIECES: &[&str] = &[
    "</",
    "</",
    "<p>",
    "<block>",
    "<hedline>",
    "<hl1>",
    "<hl2>",
    "<byline>",
    "<dateline>",
    "<bq>",
    "<q>",
    "<q>",
    "<fn>",
    "<note>",
    "<li>",
    "<td>",
    "<pre>",
    "<media-caption>",
    "<media-reference>",
    "<person>",
    "<a href='https://quay.example?a&amp;b'>",
    "<br/>",
    "<!-- old -->",
    "<!-- onrecord: allow A003 reason=\"seen\" -->",
    "<?page 2?>",
    "<![CDATA[<b>&]]>",
    "<![CDATA[ ]]>",
    "&amp;",
    "&quay;",
    "&#8212;",
    "&nbsp;",
    "&",
    "\n",
    "  ",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "It froze.",
    "“Never,” ",
    "\"",
    "she said",
    "é",
    "日本",
    "By Ana Ruiz",
    "OSLO (AP) — ",
    "onrecord: off A",
    "[onrecord: ",
    "]",
];

/// XML in which every element is closed.
fn xml() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(XML_PIECES), 0..60).prop_map(|pieces| {
        let mut open = Vec::new();
        let mut xml = String::new();
        for piece in pieces.into_iter().chain(std::iter::repeat_n("</", 60)) {
            let name = piece.trim_start_matches('<').split(['>', ' ']).next().unwrap_or_default();
            match (piece, name.starts_with(char::is_alphabetic) && piece.starts_with('<')) {
                ("</", _) => xml.extend(open.pop().map(|name| format!("</{name}>"))),
                (_, true) if !piece.ends_with("/>") => {
                    open.push(name);
                    xml.push_str(piece);
                }
                _ => xml.push_str(piece),
            }
        }
        xml
    })
}

/// Whether all that leads to places of a file does so in order.
fn check_pointers(file: &str, format: Format) -> Result<(), TestCaseError> {
    let items = read(file.as_bytes(), format, &Limits::default());
    for Item { document, origin } in items.into_iter().flatten() {
        prop_assert!(origin.pointers.is_sorted_by_key(|pointer| pointer.start));
        let all = document.blocks.iter().all(|block| origin.pointer(block.span.start()).is_some());
        prop_assert!(all, "{document:?} {origin:?}");
    }
    Ok(())
}

fn pieces() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nitf_of_pieces(head in xml(), body in xml()) {
        let file = format!("<nitf><head>{head}</head><body>{body}</body></nitf>");
        check(&file, Format::Nitf)?;
        check_pointers(&file, Format::Nitf)?;
    }

    #[test]
    fn newsml_of_pieces(words in xml(), note in xml(), body in xml(), text in pieces()) {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let file = format!(
            "<newsItem><itemMeta><edNote>{note}</edNote></itemMeta><contentMeta><headline>{words}</headline></contentMeta>\
            <contentSet><inlineXML>{body}</inlineXML><inlineData contenttype='text/plain'>{text}</inlineData></contentSet>\
            </newsItem>"
        );
        check(&file, Format::NewsMl)?;
        check_pointers(&file, Format::NewsMl)?;
    }

    #[test]
    fn ninjs_of_pieces(headline in pieces(), note in pieces(), body in pieces(), nitf in xml()) {
        let nitf = format!("<nitf><body>{nitf}</body></nitf>");
        let bodies = serde_json::json!([{"contentType": "text/vnd.IPTC.NITF", "value": nitf}]);
        for file in [
            serde_json::json!({"headline": headline, "ednote": note, "body_text": body}),
            serde_json::json!({"headlines": [{"value": headline}], "edNote": note, "bodies": bodies}),
        ] {
            check(&file.to_string(), Format::Json)?;
            check_pointers(&file.to_string(), Format::Json)?;
        }
    }

    #[test]
    fn any_text_of_the_wires(file in ".*") {
        for format in [Format::Nitf, Format::NewsMl, Format::Json] {
            check(&file, format)?;
        }
    }
}
