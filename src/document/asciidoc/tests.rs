//! Example stories in AsciiDoc: what their blocks are, and where the words stand in the file.

use super::*;
use crate::document::example::{self, block, in_file, link};

fn blocks_of(file: &str) -> Vec<(Role, String)> {
    example::kept_blocks(&read(file))
}

fn links_of(file: &str) -> Vec<(String, String)> {
    example::links(&read(file))
}

const STORY: &str = r#"// A draft.
= The day the harbour froze
Ana Ruiz <ana@quay.example>; Bo Lind
v1.0, May 3, 2020
:kind: opinion
:description: Ice came early, \
  and it stayed.
:town: Upper Oslo
:onrecord: allow A001 reason="agreed"

OSLO (AP) -- The harbour *froze* on **Sun**day,
the https://ice.example/a[harbour office] said.footnote:[See https://ice.example/b[the
record] of _1990_.]
// onrecord: allow A003 reason="the desk knows"
In {town}{nowhere} it _thawed_ at 0{deg}.

[.lead]
The quay is shut.

== Who `pays`

[quote, "Ana Ruiz, harbour master", Quay Gazette]
____
We have never seen such ice.

Never.
____

.What it cost
* the cold
* the wind
  and the tide
+
and more of it
** [x] boats

. one
. two

The quay:: It is old.
The mole::
  It is new.

NOTE: "`Never,`" she said -- it`'s '`over`'.

.Boats in the ice
image::boats.jpg[Boats]

|===
|Year |Ice

|1990
|none
at all
|===

.How to count
[source,python]
----
ice = True
----

====
Inside, <<costs,the costs>> rose.footnote:[A letter.]
====

////
Not this.
////

ifdef::web[]
See xref:more.adoc#top[more] and link:a/b.html[the list^], H~2~O, \*kept*, C&amp;A.
endif::[]

Read more: The quay in spring
"#;

#[test]
fn a_story() {
    assert_eq!(
        blocks_of(STORY),
        [
            block(Role::Headline, "The day the harbour froze"),
            block(Role::Byline, "Ana Ruiz"),
            block(Role::Byline, "Bo Lind"),
            block(Role::Dateline, "May 3, 2020"),
            block(Role::Deck, "Ice came early,\nand it stayed."),
            block(Role::Dateline, "OSLO (AP) --"),
            block(
                Role::Paragraph,
                "The harbour froze on Sunday,\nthe harbour office said.\nIn Upper Oslo it thawed at 0°."
            ),
            block(Role::Deck, "The quay is shut."),
            block(Role::Heading, "Who pays"),
            block(Role::Quote, "We have never seen such ice."),
            block(Role::Quote, "Never.\n— Ana Ruiz, harbour master, Quay Gazette"),
            block(Role::Heading, "What it cost"),
            block(Role::ListItem, "the cold"),
            block(Role::ListItem, "the wind\nand the tide"),
            block(Role::ListItem, "and more of it"),
            block(Role::ListItem, "boats"),
            block(Role::ListItem, "one"),
            block(Role::ListItem, "two"),
            block(Role::ListItem, "The quay"),
            block(Role::ListItem, "It is old."),
            block(Role::ListItem, "The mole"),
            block(Role::ListItem, "It is new."),
            block(Role::Paragraph, "“Never,” she said -- it’s ‘over’."),
            block(Role::Caption, "Boats in the ice"),
            block(Role::Table, "Year"),
            block(Role::Table, "Ice"),
            block(Role::Table, "1990"),
            block(Role::Table, "none\nat all"),
            block(Role::Caption, "How to count"),
            block(Role::Paragraph, "Inside, the costs rose."),
            block(Role::Paragraph, "See more and the list, H2O, *kept*, C&A."),
            block(Role::Boilerplate, "Read more: The quay in spring"),
        ]
    );
    assert_eq!(
        links_of(STORY),
        [
            link("harbour office", "https://ice.example/a"),
            link("said.", "https://ice.example/b"),
            link("the costs", "#costs"),
            link("rose.", "A letter."),
            link("more", "more.adoc#top"),
            link("the list", "a/b.html"),
        ]
    );
}

#[test]
fn words_keep_their_places() {
    let document = read(STORY);
    for (words, expected) in [
        ("froze on Sunday", "froze* on **Sun**day"),
        ("Upper Oslo it", "{town}{nowhere} it"),
        ("“Never,” she", "\"`Never,`\" she"),
        ("’", "`'"),
        ("Ana Ruiz, harbour", "Ana Ruiz, harbour"),
        ("none\nat all", "none\nat all"),
        ("*kept*", "\\*kept*"),
        ("&", "&amp;"),
        ("°", "{deg}"),
        ("the wind\nand", "the wind\n  and"),
    ] {
        assert_eq!(in_file(STORY, &document, words), expected);
    }
}

#[test]
fn notes_and_kind() {
    let document = read(STORY);
    assert_eq!(document.kind, Some(crate::document::Kind::Opinion));
    let [above, inside] = &document.notes[..] else { panic!("{:?}", document.notes) };
    assert!(above.says.is_ok() && inside.says.is_ok(), "{:?}", document.notes);
    assert_eq!(above.reach.of(&document.text), document.prose().trim_end());
    assert_eq!(inside.reach.of(&document.text), "In Upper Oslo it thawed at 0°.");
    assert_eq!(
        document.map.to_file(inside.span).of(STORY),
        "// onrecord: allow A003 reason=\"the desk knows\""
    );
}

#[test]
fn what_pandoc_writes() {
    let file = "= The quay: it’s late\nAna Ruiz\nMay 3, 2020\n:stem: latexmath\n\n[abstract]\n== Abstract\nIt froze.\n\n\
        == Who pays\n\nIce.footnote:[See\nhttps://ice.example[the record].] \"`We’ve `such` ice,`\" she said, star++*++s\n\
        [line-through]#gone# latexmath:[x^2].\n\n____\nNever.\n\n— Ana Ruiz\n____\n\n[arabic]\n. the cold\n\n* one\n+\ntwo\n\n\
        Term::\n  What it means.\n\n[cols=\",\",options=\"header\",]\n|===\n|Year |Ice\n|===\n\n[verse]\n--\nline one\n\
        line two\n--\n\n'''''\n";
    assert_eq!(
        blocks_of(file),
        [
            block(Role::Headline, "The quay: it’s late"),
            block(Role::Byline, "Ana Ruiz"),
            block(Role::Dateline, "May 3, 2020"),
            block(Role::Heading, "Abstract"),
            block(Role::Deck, "It froze."),
            block(Role::Heading, "Who pays"),
            block(Role::Paragraph, "Ice. “We’ve such ice,” she said, star*s\ngone ."),
            block(Role::Quote, "Never.\n— Ana Ruiz"),
            block(Role::ListItem, "the cold"),
            block(Role::ListItem, "one"),
            block(Role::ListItem, "two"),
            block(Role::ListItem, "Term"),
            block(Role::ListItem, "What it means."),
            block(Role::Table, "Year"),
            block(Role::Table, "Ice"),
            block(Role::Quote, "line one\nline two"),
        ]
    );
    assert_eq!(links_of(file), [link("Ice.", "https://ice.example")]);
}

#[test]
fn other_ways_to_write_it() {
    let file = "The quay\n========\n\nIt froze\n~~~~~~~~\n\n\"Never again.\"\n-- Ana Ruiz\n\n> Not here.\n> -- Bo Lind\n\n\
        :url: https://ice.example/_d\n\n5 * 3 and {url}/e[a_b_c], <https://ice.example>, https://ice.example/c. +\nmailto:a@b.example[Ana], kbd:[F1], ((ice)).\n\n    code\n";
    assert_eq!(
        blocks_of(file),
        [
            block(Role::Headline, "The quay"),
            block(Role::Heading, "It froze"),
            block(Role::Quote, "\"Never again.\"\n-- Ana Ruiz"),
            block(Role::Quote, "Not here.\n-- Bo Lind"),
            block(
                Role::Paragraph,
                "5 * 3 and a_b_c, https://ice.example, https://ice.example/c. \nAna, F1, ice."
            ),
        ]
    );
    assert_eq!(
        links_of(file),
        [
            link("a_b_c", "https://ice.example/_d/e"),
            link("https://ice.example", "https://ice.example"),
            link("https://ice.example/c", "https://ice.example/c"),
            link("Ana", "mailto:a@b.example"),
        ]
    );
}

#[test]
fn what_is_never_closed_hides_nothing() {
    for (file, expected) in [
        ("It froze.\n\n----\n\nIt thawed.\n", "It froze.|It thawed."),
        ("a *b and _c and `d and \"`e\n", "a *b and _c and `d and \"`e"),
        ("ice.footnote:[late\n", "ice.footnote:[late"),
        ("====\n\n****\n\nIn.\n\n====\n\n****\n", "In."),
        ("https://ice.example[late\n", "https://ice.example[late"),
        ("", ""),
    ] {
        let words: Vec<String> = blocks_of(file).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words.join("|"), expected, "{file}");
    }
}

#[test]
fn marks_without_end() {
    for mark in [
        "*",
        "**a ",
        "*a ",
        "_",
        "`",
        "`a ",
        "[",
        "[[",
        "]",
        "<<",
        "((",
        "footnote:[",
        "footnote:[a] ",
        "https://a[",
        "pass:[",
        "+",
        "++a",
        "{",
        "{a} ",
        "\"`a ",
        "'`",
        "^a",
        "~",
        "\\",
        "&",
        "link:",
        "x.footnote:a[b]",
        "\n* a\n** b",
        "\n====\na",
        "\n|===\n|",
        "\n|",
        "\na::\n",
        "\n[quote]\n",
        "\n.a\n",
        "\n:a: b\\",
        "\n--\n",
        "a\n----\n",
    ] {
        read(&mark.repeat(20_000));
        read(&format!("x {}", mark.repeat(20_000)));
    }
}

#[test]
fn quotation_marks_of_old() {
    let file = "= Quay\n\n``It is late,'' Ana Ruiz said of ``quay``, a `lock`. ``No.''\n";
    let words = blocks_of(file).pop().map(|(_, words)| words);
    assert_eq!(words.as_deref(), Some("“It is late,” Ana Ruiz said of quay, a lock. “No.”"));
}
