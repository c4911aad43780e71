//! Example stories in Markdown: what their blocks are, and where the words stand in the file.

use super::*;
use crate::document::example::{self, block, in_file};

/// The role and the words of every block.
fn blocks_of(file: &str) -> Vec<(Role, String)> {
    example::kept_blocks(&read(file, false))
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

<div class=advert>Advert</div>

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

/// The words that carry each link, and where it leads.
fn links_of(file: &str) -> Vec<(String, String)> {
    let document = read(file, false);
    document.links.iter().map(|link| (link.span.of(&document.text).to_owned(), link.target.clone())).collect()
}

fn mdx_blocks_of(file: &str) -> Vec<(Role, String)> {
    let document = read_mdx(file, false);
    document.blocks.iter().map(|block| (block.role, block.span.of(&document.text).to_owned())).collect()
}

#[test]
fn tags_of_site_generators() {
    let file = "\
# The quay

{{< figure src=\"ice.jpg\" caption=\"Boats in the *ice*\" >}}

It {{ page.word | upcase }}froze{% if late %} late{% endif %},
the office {{% abbr %}}said{{% /abbr %}}.
{: .lead }

{% comment %}
Not {{ read }}.
{% endcomment %}
{# nor this #}
{% highlight rust %}
let ice = 1;
{% endhighlight %}

{{% notice tip %}}
It {% raw %}{{ thawed }}{% endraw %}.
{{% /notice %}}

{% include x.html %}
5 {{ 6, {{name}} and {{ site.name }}
";
    assert_eq!(
        blocks_of(file),
        [
            block(Role::Headline, "The quay"),
            block(Role::Caption, "Boats in the ice"),
            block(Role::Paragraph, "It froze late,\nthe office said."),
            block(Role::Paragraph, "It {{ thawed }}."),
            block(Role::Paragraph, "5 {{ 6, {{name}} and"),
        ]
    );
    let document = read(file, false);
    assert_eq!(in_file(file, &document, "It froze"), "It {{ page.word | upcase }}froze");
    assert_eq!(in_file(file, &document, "Boats in the"), "Boats in the");
    assert_eq!(in_file(file, &document, "thawed"), "thawed");
}

#[test]
fn marks_of_dialects() {
    let file = "\
::: {.lead}
The ==quay== of [[Oslo (town)|Oslo]] froze[^1] in ^[The record, p. 3.]1990 [see @ruiz2020, p. 3; @lind].
:::

:::note Mind
It [thawed]{.late #so} `[[x|y]] == y == z`, ![[Ice]] [[TK]] a == b == c, $5 and $6.
:::

> [!NOTE]
> It was cold.

As @ruiz2020 says, it was [late][two].

[^1]: https://ice.example

[two]: https://two.example
";
    assert_eq!(
        blocks_of(file),
        [
            block(Role::Paragraph, "The quay of Oslo froze in 1990."),
            block(Role::Paragraph, "It thawed [[x|y]] == y == z,  [[TK]] a == b == c, $5 and $6."),
            block(Role::Paragraph, "It was cold."),
            block(Role::Paragraph, "As @ruiz2020 says, it was late."),
        ]
    );
    let pair = |words: &str, target: &str| (words.to_owned(), target.to_owned());
    assert_eq!(
        links_of(file),
        [
            pair("froze", "https://ice.example"),
            pair("in", "The record, p. 3."),
            pair("1990", "see @ruiz2020, p. 3; @lind"),
            pair("@ruiz2020", "@ruiz2020"),
            pair("late", "https://two.example"),
        ]
    );
    let document = read(file, false);
    assert_eq!(in_file(file, &document, "quay of Oslo"), "quay== of [[Oslo (town)|Oslo");
    let to_colleagues = "It froze [TODO: ask @desk & co] twice [@desk: check].";
    assert_eq!(
        (blocks_of(to_colleagues), links_of(to_colleagues)),
        (vec![block(Role::Paragraph, to_colleagues)], vec![])
    );
    assert_eq!(links_of("Thanks to @ana_ruiz99 and ana@ice.example."), []);
}

#[test]
fn jsx() {
    let file = "\
import Note from './note'
import {
  Ice,

  Snow,
} from \"./ice\"

export const meta = { title: 'No' }

# The quay

<Figure src={ice} caption=\"Boats in the ice\" />

<Note kind=\"tip\" style={{ color: '}' }}>
    It *froze* {/* onrecord: allow A003 reason=\"agreed\" */}late{late ? '}' : \"{\"}, <Tip a=\">\">the office</Tip> said.
</Note>

It was 5 < 6 and `{a}` or <https://ice.example>.<br/>It \\{thawed}.

```js
let a = {
```

<>Two</> <Open>

    words

<div>
left.
</div>
";
    assert_eq!(
        mdx_blocks_of(file),
        [
            block(Role::Headline, "The quay"),
            block(Role::Caption, "Boats in the ice"),
            block(Role::Paragraph, "It froze late, the office said."),
            block(Role::Paragraph, "It was 5 < 6 and {a} or https://ice.example.\nIt {thawed}."),
            block(Role::Paragraph, "Two"),
            block(Role::Paragraph, "words"),
            block(Role::Paragraph, "left."),
        ]
    );
    let document = read_mdx(file, false);
    assert_eq!(in_file(file, &document, "the office said"), "the office</Tip> said");
    let note = &document.notes[0];
    assert!(note.says.is_ok());
    assert_eq!(document.map.to_file(note.span).of(file), "{/* onrecord: allow A003 reason=\"agreed\" */}");
    assert_eq!(note.reach.of(&document.text).trim(), "It froze late, the office said.");
}

#[test]
fn code_over_two_lines_has_its_place() {
    for file in ["The `quay is\nlate` again.", "The `` quay is\r\nlate `` again."] {
        let document = read(file, false);
        let start = document.text.find("late").unwrap();
        let words: Vec<&str> = document.text.split_whitespace().collect();
        assert_eq!(words, ["The", "quay", "is", "late", "again."]);
        assert_eq!(document.map.to_file(Span::new(start, start + 4)).of(file), "late");
    }
}

#[test]
fn whatever_never_closes_is_read_in_time() {
    let marks = [
        "{{",
        "{%",
        "{{<",
        "{% comment %}",
        "{% raw %}",
        "{# ",
        "{",
        "<a",
        "<A>",
        "<A b={",
        "<A b=\"",
        "{'",
        "{`",
        "`",
        "`` ` ",
        "import {\n\n",
        "export a\n\n",
        "{/*",
        "[[",
        "[@",
        "^[",
        "==",
        "==a",
        "{.",
        "[a]{.b}",
        "a]{.b}",
        ":::\n",
        "@a ",
        "[@a] ",
        "[[a]]",
        "{a}",
        "<A b='",
        "```\n",
        "{% endcomment",
        "<",
        "</A>",
        "\\",
        "a==b",
        "<A>\n    a\n",
    ];
    for mark in marks {
        let file = mark.repeat(50_000);
        for document in [read(&file, false), read_mdx(&file, false)] {
            assert!(document.text.len() <= file.len() * 2, "{mark}");
        }
    }
}

#[test]
fn marks_that_are_no_words() {
    let file = "# Quay\n\n[TOC]\n\n*[HQ]: harbour quarter\n\nRead [the note](https://quay.example){target=\"_blank\"} [again].\n\n[[toc]]\n";
    let document = read(file, false);
    let words: Vec<&str> = document.blocks.iter().map(|block| block.span.of(&document.text)).collect();
    assert_eq!(words, ["Quay", "Read the note [again]."]);
}

#[test]
fn blocks_of_html_are_read_as_pages_are() {
    let file = "# Quay\n\nIt froze.\n\n<div class=\"note\">\nThe office <b>said</b> so.&nbsp;“Late.”\n</div>\n\n<figure>\n<img src=a.jpg>\n\
                <figcaption>Boats in <a href=\"https://ice.example\">the ice</a></figcaption>\n</figure>\n\n<div class=\"share\">Share</div>\n\n\
                <script>\nlet a = 1;\n</script>\n\n<div>\n\nAna Ruiz agrees.\n\n</div>\n\n> It is\n>\n> <p>\n> odd</p>\n";
    let expected = [
        block(Role::Headline, "Quay"),
        block(Role::Paragraph, "It froze."),
        block(Role::Paragraph, "The office said so.\u{a0}“Late.”"),
        block(Role::Caption, "Boats in the ice"),
        block(Role::Paragraph, "Ana Ruiz agrees."),
        block(Role::Quote, "It is"),
    ];
    assert_eq!(blocks_of(file), expected);
    let document = read(file, false);
    assert_eq!(in_file(file, &document, "office said so"), "office <b>said</b> so");
    assert_eq!(document.links[0].target, "https://ice.example");
}
