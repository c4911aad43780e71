//! Example pages: what their blocks are, what they cite, and where the words stand in the file.

use super::*;
use crate::document::example::{self, block};
use crate::{
    Span,
    document::{Limit, Role},
};

fn page(file: &str) -> Document {
    read(file, &Limits::default()).unwrap()
}

/// The role and the words of every block.
fn blocks_of(file: &str) -> Vec<(Role, String)> {
    example::kept_blocks(&page(file))
}

/// The words of every block.
fn words_of(file: &str) -> Vec<String> {
    blocks_of(file).into_iter().map(|(_, words)| words).collect()
}

/// The words that carry each link, and where it leads.
fn links_of(file: &str) -> Vec<(String, String)> {
    example::links(&page(file))
}

/// What stands before each tag in its block, and the template.
fn tags_of(file: &str) -> Vec<(String, &'static str)> {
    let document = page(file);
    let before = |at: usize| document.text[..at].rsplit('\n').next().unwrap_or_default().to_owned();
    document.tagged.iter().map(|tagged| (before(tagged.at), tagged.template)).collect()
}

/// What the words stand for in the file.
fn in_file<'file>(file: &'file str, words: &str) -> &'file str {
    let document = page(file);
    let start = document.text.find(words).expect("the words are in the text");
    document.map.to_file(Span::new(start, start + words.len())).of(file)
}

fn pair(one: &str, other: &str) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

#[test]
fn a_page() {
    let file = "\
{{Short description|Ice of a harbour}}
{{Infobox harbour
| name = Oslo
| depth = {{convert|9|m}}
}}
[[File:Ice.jpg|thumb|upright=1.2|alt=Ships|Ships in the [[ice]]]]
The '''harbour of Oslo''' froze on Sunday,
the [[Harbour office|office]] said.<ref>{{cite web |url=https://ice.example/1 |title=Ice}}</ref>

== Who pays ==<!-- a note -->
{{main|Money}}
* the ''cold''
* the wind{{efn|Mostly north.}}
# the tide
: Nobody else.
----
{{quote|We have never seen such ice.|Ana Ruiz|''The Courier''}}
<blockquote>
Nor have I.
</blockquote>
{| class=\"wikitable\"
|+ Ice by year
! Year !! Ice
|-
| style=\"width:1em\" | 1990 || none
|}
<gallery>
A.jpg|Not read
</gallery>
{{reflist}}
[[Category:Harbours]]
[[fr:Port]]
";
    assert_eq!(
        blocks_of(file),
        [
            block(Role::Caption, "Ships in the ice"),
            block(Role::Paragraph, "The harbour of Oslo froze on Sunday, the office said."),
            block(Role::Heading, "Who pays"),
            block(Role::ListItem, "the cold"),
            block(Role::ListItem, "the wind"),
            block(Role::ListItem, "the tide"),
            block(Role::Paragraph, "Nobody else."),
            block(Role::Quote, "We have never seen such ice.\n— Ana Ruiz, The Courier"),
            block(Role::Quote, "Nor have I."),
            block(Role::Caption, "Ice by year"),
            block(Role::Table, "Year"),
            block(Role::Table, "Ice"),
            block(Role::Table, "1990"),
            block(Role::Table, "none"),
        ]
    );
    assert_eq!(links_of(file), [pair("said.", "https://ice.example/1"), pair("wind", "Mostly north.")]);
    assert_eq!(
        in_file(file, "Oslo froze on Sunday, the office"),
        "Oslo''' froze on Sunday,\nthe [[Harbour office|office"
    );
    assert_eq!(in_file(file, "Ana Ruiz, The"), "Ana Ruiz|''The");
}

#[test]
fn what_pandoc_writes() {
    let file = "= The quay =\n\nIt '''froze'''.<ref>A letter to the ''council''.</ref>\n\n<blockquote>We paid.\n\n\
        Twice.\n</blockquote>\n* one\n** two\n\n<pre>code</pre>\n\n== Next ==\n\nIt thawed<br />\nlate.\n\n<references />\n";
    assert_eq!(
        blocks_of(file),
        [
            block(Role::Headline, "The quay"),
            block(Role::Paragraph, "It froze."),
            block(Role::Quote, "We paid."),
            block(Role::Quote, "Twice."),
            block(Role::ListItem, "one"),
            block(Role::ListItem, "two"),
            block(Role::Heading, "Next"),
            block(Role::Paragraph, "It thawed\nlate."),
        ]
    );
    assert_eq!(links_of(file), [pair("froze.", "A letter to the council.")]);
}

#[test]
fn references_lead_to_what_they_cite() {
    let file = "Ice came in 1990<ref name=\"a b\" /> and 1991.<ref name=two>[https://two.example Two]</ref>{{sfn|Ruiz|2020|p=4}}\
        {{r|list|a b}} It left.<ref name=two/><ref name=lost/>\n\n<references>\n<ref name='a b'>{{cite web|url=https://a.example/x?y=1}}</ref>\n\
        </references>\n{{reflist|refs=<ref name=list>[[Ice|The ice]], p. 3</ref>}}";
    assert_eq!(words_of(file), ["Ice came in 1990 and 1991. It left."]);
    assert_eq!(
        links_of(file),
        [
            pair("1990", "https://a.example/x?y=1"),
            pair("1991.", "https://two.example"),
            pair("1991.", "Ruiz, 2020, 4"),
            pair("1991.", "The ice, p. 3"),
            pair("1991.", "https://a.example/x?y=1"),
            pair("left.", "https://two.example"),
            pair("left.", "lost"),
        ]
    );
}

#[test]
fn links() {
    let file = "The [[quay]]s, [[Ice#Sea ice|sea ''ice'']] and [[:Category:Ice|more]] in [https://a.example the\u{a0}record], \
        https://b.example/c, [https://d.example] and [[doi:10.1]].[[File:a.png|20px]]";
    assert_eq!(
        words_of(file),
        ["The quays, sea ice and more in the\u{a0}record, https://b.example/c, and doi:10.1."]
    );
    assert_eq!(
        links_of(file),
        [
            pair("the\u{a0}record", "https://a.example"),
            pair("https://b.example/c", "https://b.example/c"),
            pair("https://b.example/c,", "https://d.example"),
        ]
    );
    assert_eq!(in_file(file, "sea ice"), "sea ''ice");
}

#[test]
fn templates_that_show_words() {
    let file = "{{lang|fr|La ''glace''}} {{nowrap|of {{convert|5|km|mi}}}} {{convert|2|to|3|m}}{{snd}}{{as of|2020}}, {{circa|1990}}, \
        the {{ill|Quay|no|Kai}} and {{abbr|No.|number}} 3 were {{sic|froze}}{{'s}} {{tqq|gone}} {{unknown|words}}at US{{=}}{{ US$ |5}}.";
    assert_eq!(
        words_of(file),
        ["La glace of 5 km 2 to 3 m – As of 2020, c. 1990, the Quay and No. 3 were froze's “gone” at US=US$5."]
    );
    assert_eq!(in_file(file, "5 km"), "5|km");
    assert_eq!(in_file(file, "glace"), "glace");
    let quoted = "It froze.\n{{quote box|author = Ana Ruiz|quote = * one\n* two\n\nWe ''paid''.}}\nIt thawed.";
    assert_eq!(
        blocks_of(quoted),
        [
            block(Role::Paragraph, "It froze."),
            block(Role::ListItem, "one"),
            block(Role::ListItem, "two"),
            block(Role::Quote, "We paid.\n— Ana Ruiz"),
            block(Role::Paragraph, "It thawed."),
        ]
    );
}

#[test]
fn tags_of_editors() {
    let file = "Critics{{who|date=May 2020}} called it {{cn span|too late|date=May 2020}}.{{Fact}} It was said{{By whom?<!-- x -->}} to help.\n\n\
        {{citation needed}}\n{{Weasel}}\nOthers{{Template:Attribution_needed}} agreed.";
    assert_eq!(words_of(file), ["Critics called it too late. It was said to help.", "Others agreed."]);
    assert_eq!(
        tags_of(file),
        [
            ("Critics".to_owned(), "who"),
            ("Critics called it too late".to_owned(), "citation needed"),
            ("Critics called it too late.".to_owned(), "citation needed"),
            ("Critics called it too late. It was said".to_owned(), "by whom"),
            ("Others".to_owned(), "attribution needed"),
        ]
    );
}

#[test]
fn apostrophes() {
    for (file, expected) in [
        ("It was ''slow'' and '''late''' and '''''both'''''.", "It was slow and late and both."),
        ("L'''amour'' came.", "L'amour came."),
        ("The ''quay'''s end, and ''''four''''.", "The quay's end, and 'four'."),
        ("The quay's ''''''six.", "The quay's 'six."),
    ] {
        assert_eq!(words_of(file), [expected], "{file}");
    }
}

#[test]
fn what_is_no_prose() {
    let file = "__NOTOC__\n#REDIRECT [[Ice]]\n\nIt froze<!-- twice --> at &lt;5&nbsp;°C & less, 5 < 6, a_b __ c.<nowiki>''x'' [[y]]</nowiki> \
        <small>Small</small> <math>x^2</math>{{cite book|title=No}}{{{arg|no}}}~~~~\n<poem>\nOne\nTwo\n</poem>";
    assert_eq!(
        words_of(file),
        ["It froze at <5\u{a0}°C & less, 5 < 6, a_b __ c.''x'' [[y]] Small", "One\nTwo"]
    );
    assert_eq!(blocks_of(""), []);
    assert_eq!(words_of("A {{ b [[ c ]] }} d <ref>e"), ["A d e"]);
    assert_eq!(words_of("A [[b {{c]] d"), ["A b {{c d"]);
    assert_eq!(words_of("It froze.\n{{Infobox}}\nIt thawed."), ["It froze.", "It thawed."]);
    assert_eq!(
        words_of("It froze\n<!-- a -->\nhere [[File:a.png|thumb|Boats]]now.\n\nIt thawed."),
        ["It froze here now.", "Boats", "It thawed."]
    );
}

#[test]
fn notes_stand_in_comments() {
    let file = "Critics said so.<!-- onrecord: allow A003 reason=\"agreed\" -->\n\nIt thawed.";
    let document = page(file);
    assert_eq!(words_of(file), ["Critics said so.", "It thawed."]);
    let note = &document.notes[0];
    assert!(note.says.is_ok());
    assert_eq!(note.reach.of(&document.text).trim(), "Critics said so.");
    assert_eq!(document.map.to_file(note.span).of(file), "<!-- onrecord: allow A003 reason=\"agreed\" -->");
}

#[test]
fn whatever_never_closes_is_read_in_time() {
    let marks = [
        "{{",
        "[[",
        "'''",
        "''",
        "{{a|",
        "[[a|",
        "<ref>",
        "<ref",
        "{|\n|",
        "*",
        "[http://a ",
        "=",
        "&",
        "<b>",
        "<p>",
        "</p>",
        "[[File:a|thumb|",
        "<!--",
        "{{a|b=",
        "\n:",
        "<blockquote>",
        "</blockquote>",
        "__",
        "~~~~",
        "<math>",
        "<nowiki>",
        "{{quote|",
        "{{quote|a}}",
        "x<ref>a</ref>",
        "<ref name=a/>",
        "ahttps://",
        "https://",
        "}}",
        "]]",
        "|",
        "!!",
        "\n!!",
        "{{nowrap|",
        "{",
        "\n=",
        "[",
        "\n\n",
        "<ref name=a>b</ref>",
        "{{cn}}",
        "[[a]]",
        "<",
        "'",
        "{{r|a}}",
        "\n*{{quote|\n*",
    ];
    for mark in marks {
        for around in ["", "{|\n|", "It froze", "{{nowrap|"] {
            let file = format!("{around}{}", mark.repeat(100_000));
            assert!(page(&file).text.len() <= file.len() * 2, "{mark} {around}");
        }
        let closed = ["{{nowrap|", "{{quote|", "[[a|", "<ref>", "<blockquote>"].contains(&mark);
        let close = if mark.starts_with('{') { "}}" } else { "]]" };
        if closed {
            page(&format!("{}ice{}", mark.repeat(100_000), close.repeat(100_000)));
        }
    }
    let limits = Limits { depth: 3, ..Limits::default() };
    assert!(matches!(
        read(&"<blockquote>".repeat(9), &limits),
        Err(DocumentError::Limit { limit: Limit::Depth, .. })
    ));
}

#[test]
fn who_wrote_what_is_cited_is_part_of_the_sentence() {
    let file =
        "According to {{harvtxt|Holt|Marsh|2009|p=4}}, it sank. {{harvtxt|Ruiz}} agrees.{{harvnb|Ruiz|2001}}";
    assert_eq!(words_of(file), ["According to Holt and Marsh (2009), it sank. Ruiz agrees."]);
    let words: Vec<String> = links_of(file).into_iter().map(|(words, _)| words).collect();
    assert_eq!(words, ["(2009)", "Ruiz", "agrees."]);
}
