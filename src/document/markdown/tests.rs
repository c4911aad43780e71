//! Example stories in Markdown: what their blocks are, and where the words stand in the file.

use super::*;

/// The role and the words of every block.
fn blocks_of(file: &str) -> Vec<(Role, String)> {
    let document = read(file, false);
    document.blocks.iter().map(|block| (block.role, block.span.of(&document.text).to_owned())).collect()
}

/// What the words stand for in the file.
fn in_file<'file>(file: &'file str, document: &Document, words: &str) -> &'file str {
    let start = document.text.find(words).expect("the words are in the text");
    document.map.to_file(Span::new(start, start + words.len())).of(file)
}

fn block(role: Role, words: &str) -> (Role, String) {
    (role, words.to_owned())
}

#[test]
fn a_story() {
    let file = "\
# The day the harbour froze

By Ana Ruiz
May 3, 2020

OSLO (AP) — The harbour *froze* on **Sunday**,
the [harbour office](https://example.org/ice) said.

## Who pays

> We have never seen such ice.

1. the cold
2. the wind
   and the tide

| Year | Ice |
|---|---|
| 1990 | none |

![Boats in the ice](boats.jpg)

```
let ice = true;
```

<div>Advert</div>

Read more: The quay in spring
";
    assert_eq!(
        blocks_of(file),
        [
            block(Role::Headline, "The day the harbour froze"),
            block(Role::Byline, "By Ana Ruiz"),
            block(Role::Dateline, "May 3, 2020"),
            block(Role::Dateline, "OSLO (AP) —"),
            block(Role::Paragraph, "The harbour froze on Sunday,\nthe harbour office said."),
            block(Role::Heading, "Who pays"),
            block(Role::Quote, "We have never seen such ice."),
            block(Role::ListItem, "the cold"),
            block(Role::ListItem, "the wind\nand the tide"),
            block(Role::Table, "Year"),
            block(Role::Table, "Ice"),
            block(Role::Table, "1990"),
            block(Role::Table, "none"),
            block(Role::Caption, "Boats in the ice"),
            block(Role::Boilerplate, "Read more: The quay in spring"),
        ]
    );
    let document = read(file, false);
    assert_eq!(in_file(file, &document, "froze on Sunday,\nthe"), "froze* on **Sunday**,\nthe");
    let link = &document.links[0];
    assert_eq!(
        (link.span.of(&document.text), link.target.as_str()),
        ("harbour office", "https://example.org/ice")
    );
}

#[test]
fn entities_and_escapes_map_as_a_whole() {
    let file = "Ruiz &amp; Sons, \\*twice\\* &#8220;sorry&#8221;, `ran` aground.\n";
    let document = read(file, false);
    assert_eq!(document.text, "Ruiz & Sons, *twice* “sorry”, ran aground.");
    for (words, expected) in [
        ("&", "&amp;"),
        ("*twice", "\\*twice"),
        ("“sorry”", "&#8220;sorry&#8221;"),
        ("ran", "ran"),
        ("Sons", "Sons"),
    ] {
        assert_eq!(in_file(file, &document, words), expected);
    }
}

#[test]
fn front_matter_and_title() {
    let file = "\u{feff}---\r\ntitle: The quay\r\nauthor: Ana Ruiz\r\n---\r\n\r\n# The quay\r\n\r\nIt froze\r\ntwice.\r\n";
    let document = read(file, false);
    assert_eq!(
        blocks_of(file),
        [
            block(Role::Headline, "The quay"),
            block(Role::Byline, "Ana Ruiz"),
            block(Role::Heading, "The quay"),
            block(Role::Paragraph, "It froze\ntwice."),
        ]
    );
    assert_eq!(in_file(file, &document, "froze\ntwice."), "froze\r\ntwice.");
}

#[test]
fn footnotes_are_links() {
    let file = "It froze in 1990[^ice] and 1991.[^more]\n\n[^ice]: See [the record](https://example.org).\n\n\
        [^more]: A letter to the council.\n";
    let document = read(file, false);
    assert_eq!(blocks_of(file), [block(Role::Paragraph, "It froze in 1990 and 1991.")]);
    let links: Vec<_> =
        document.links.iter().map(|link| (link.span.of(&document.text), link.target.as_str())).collect();
    assert_eq!(links, [("1990", "https://example.org"), ("1991.", "A letter to the council.")]);
}

#[test]
fn what_is_no_prose() {
    let file = "<!-- a note -->\n\nIt <b>froze</b><!-- twice -->, ![a boat](b.png)she said.<br>Then it thawed.\n\n***\n";
    assert_eq!(blocks_of(file), [block(Role::Paragraph, "It froze, she said.\nThen it thawed.")]);
    assert_eq!(blocks_of(""), []);
    assert_eq!(blocks_of("    code\n"), []);
    assert_eq!(blocks_of("[Only a link][1]\n\n[1]: https://example.org\n").len(), 1);
}

#[test]
fn quotes_and_items_in_one_another() {
    let file = "- one\n\n  > two\n\n  three\n- four\n  - five\n\n> - six\n>\n> seven\n\neight\n";
    assert_eq!(
        blocks_of(file),
        [
            block(Role::ListItem, "one"),
            block(Role::Quote, "two"),
            block(Role::ListItem, "three"),
            block(Role::ListItem, "four"),
            block(Role::ListItem, "five"),
            block(Role::ListItem, "six"),
            block(Role::Quote, "seven"),
            block(Role::Paragraph, "eight"),
        ]
    );
}

#[test]
fn deep_nesting() {
    let quotes = format!("{}ice\n", "> ".repeat(5_000));
    assert_eq!(blocks_of(&quotes), [block(Role::Quote, "ice")]);
    let items = format!("{}ice\n", "- ".repeat(5_000));
    assert_eq!(blocks_of(&items), [block(Role::ListItem, "ice")]);
    for mark in ["[", "*", "![", "_", "<", "`", "(", "~~", "[^", "&", "\\", "|", "[a](", "> - "] {
        read(&mark.repeat(5_000), false);
    }
}
