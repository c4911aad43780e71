//! Example stories in reStructuredText: what their blocks are, and where the words stand in the file.

use super::*;
use crate::document::example::{self, block, in_file, link};

fn blocks_of(file: &str) -> Vec<(Role, String)> {
    example::kept_blocks(&read(file))
}

fn links_of(file: &str) -> Vec<(String, String)> {
    example::links(&read(file))
}

const STORY: &str = r#".. A draft.

==========================
The day the harbour froze
==========================

:Author: Ana Ruiz
:Authors:
   - Bo Lind
   - Cy Moe
:Date: May 3, 2020
:kind: opinion
:abstract: Ice came early,
   and it *stayed*.
:status: draft
:onrecord: allow A001
   reason="agreed"

OSLO (AP) -- The harbour *froze* on **Sunday**,
the `harbour
office <https://ice.example/a>`_ said. [1]_ In |town| it thawed [#]_.

.. onrecord: allow A003
   reason="the desk knows"

"Never," she said of the ``quay`` [CIT2002]_, H\ :sub:`2`\ O and 2 \* 3.
See records_ and `the list`__ or https://ice.example/c.

Who `pays`
----------

    We have never seen such ice.

    Never.

    -- Ana Ruiz, *harbour master*

- the cold

  and more of it
- the wind
  and the tide

  1. boats
  #. ships

The quay : a place
   It is old.

:Cost: all of it

| line one
| line two

Count it so::

   ice = True

.. code:: python

   ice = False

.. figure:: boats.jpg
   :alt: Boats

   Boats in the ice

.. note:: Stay off
   the ice.

   It is thin.

.. epigraph::

   Ice is ice.

   -- Bo Lind

.. toctree::

   more

+------+---------+
| Year | Ice     |
+======+=========+
| 1990 | none    |
+------+---------+

==== ====
Year Cost
==== ====
1990 none
==== ====

>>> ice
True

Then
~~~~

-a  all of it

.. math::

   x^2

Read more: The quay in spring

.. [1] See `the record <https://ice.example/b>`_
   of 1990.
.. [#] A letter to the council.
.. [CIT2002] A book.
.. |town| replace:: Upper Oslo
.. _records: https://ice.example/records
__ https://ice.example/list
"#;

#[test]
fn a_story() {
    assert_eq!(
        blocks_of(STORY),
        [
            block(Role::Headline, "The day the harbour froze"),
            block(Role::Byline, "Ana Ruiz"),
            block(Role::Byline, "Bo Lind"),
            block(Role::Byline, "Cy Moe"),
            block(Role::Dateline, "May 3, 2020"),
            block(Role::Deck, "Ice came early,\nand it stayed."),
            block(Role::Dateline, "OSLO (AP) --"),
            block(
                Role::Paragraph,
                "The harbour froze on Sunday,\nthe harbour\noffice said. In Upper Oslo it thawed."
            ),
            block(
                Role::Paragraph,
                "\"Never,\" she said of the quay, H2O and 2 * 3.\nSee records and the list or https://ice.example/c."
            ),
            block(Role::Heading, "Who pays"),
            block(Role::Quote, "We have never seen such ice."),
            block(Role::Quote, "Never.\n-- Ana Ruiz, harbour master"),
            block(Role::ListItem, "the cold"),
            block(Role::ListItem, "and more of it"),
            block(Role::ListItem, "the wind\nand the tide"),
            block(Role::ListItem, "boats"),
            block(Role::ListItem, "ships"),
            block(Role::ListItem, "The quay"),
            block(Role::ListItem, "It is old."),
            block(Role::ListItem, "Cost"),
            block(Role::ListItem, "all of it"),
            block(Role::Paragraph, "line one\nline two"),
            block(Role::Paragraph, "Count it so:"),
            block(Role::Caption, "Boats in the ice"),
            block(Role::Paragraph, "Stay off\nthe ice."),
            block(Role::Paragraph, "It is thin."),
            block(Role::Quote, "Ice is ice.\n-- Bo Lind"),
            block(Role::Table, "Year"),
            block(Role::Table, "Ice"),
            block(Role::Table, "1990"),
            block(Role::Table, "none"),
            block(Role::Table, "Year"),
            block(Role::Table, "Cost"),
            block(Role::Table, "1990"),
            block(Role::Table, "none"),
            block(Role::Heading, "Then"),
            block(Role::ListItem, "all of it"),
            block(Role::Boilerplate, "Read more: The quay in spring"),
        ]
    );
    assert_eq!(
        links_of(STORY),
        [
            link("harbour\noffice", "https://ice.example/a"),
            link("said.", "https://ice.example/b"),
            link("thawed", "A letter to the council."),
            link("quay", "A book."),
            link("records", "https://ice.example/records"),
            link("the list", "https://ice.example/list"),
            link("https://ice.example/c", "https://ice.example/c"),
        ]
    );
}

#[test]
fn words_keep_their_places() {
    let document = read(STORY);
    for (words, expected) in [
        ("froze on Sunday", "froze* on **Sunday"),
        ("harbour\noffice", "harbour\noffice"),
        ("Upper Oslo it", "|town| it"),
        ("* 3", "\\* 3"),
        ("H2O", "H\\ :sub:`2`\\ O"),
        ("none", "none"),
        ("the wind\nand", "the wind\n  and"),
        ("stayed", "stayed"),
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
    assert!(inside.reach.of(&document.text).trim_start().starts_with("\"Never,\""));
    assert!(inside.reach.of(&document.text).ends_with("https://ice.example/c."));
    assert!(document.map.to_file(inside.span).of(STORY).starts_with(".. onrecord: allow A003\n"));
}

#[test]
fn what_pandoc_writes() {
    let file = "===================\nThe quay: it’s late\n===================\n\n:Author: Ana Ruiz\n:Date: May 3, 2020\n\
        :Abstract:\n   It froze.\n\nWho pays\n========\n\nThe ice, the `harbour\noffice <https://ice.example>`__ said. [1]_ “We’ve ``such``\n\
        ice,” she said — and left… [STRIKEOUT:gone] star*s and back_s :math:`x^2`.\n\n   Never.\n\n   — Ana Ruiz\n\n1. the cold\n\n\
        - one\n\n  - two\n\nTerm\n   What it means.\n\n.. table:: The table\n\n   ==== ====\n   Year Ice\n   ==== ====\n   1990 none\n   ==== ====\n\n\
        --------------\n\n.. [1]\n   See `the record <https://ice.example/r>`__.\n";
    assert_eq!(
        blocks_of(file),
        [
            block(Role::Headline, "The quay: it’s late"),
            block(Role::Byline, "Ana Ruiz"),
            block(Role::Dateline, "May 3, 2020"),
            block(Role::Deck, "It froze."),
            block(Role::Heading, "Who pays"),
            block(
                Role::Paragraph,
                "The ice, the harbour\noffice said. “We’ve such\nice,” she said — and left… [STRIKEOUT:gone] star*s and back_s ."
            ),
            block(Role::Quote, "Never.\n— Ana Ruiz"),
            block(Role::ListItem, "the cold"),
            block(Role::ListItem, "one"),
            block(Role::ListItem, "two"),
            block(Role::ListItem, "Term"),
            block(Role::ListItem, "What it means."),
            block(Role::Caption, "The table"),
            block(Role::Table, "Year"),
            block(Role::Table, "Ice"),
            block(Role::Table, "1990"),
            block(Role::Table, "none"),
        ]
    );
    assert_eq!(
        links_of(file),
        [link("harbour\noffice", "https://ice.example"), link("said.", "https://ice.example/r")]
    );
}

#[test]
fn names_lead_to_names() {
    let file = "See `The  List`_, list_, other_, one__ and two__; again [#a]_ and [*]_.\n\n.. _the list:\n.. _list: other_\n\
        .. _other: https://ice.example/\n   long\n\n.. __: https://ice.example/1\n\n__ https://ice.example/2\n\n\
        .. [#a] First.\n.. [*] Second.\n";
    assert_eq!(
        blocks_of(file),
        [block(Role::Paragraph, "See The  List, list, other, one and two; again and.")]
    );
    assert_eq!(
        links_of(file),
        [
            link("The  List", "https://ice.example/long"),
            link("list", "https://ice.example/long"),
            link("other", "https://ice.example/long"),
            link("one", "https://ice.example/1"),
            link("two", "https://ice.example/2"),
            link("again", "First."),
            link("and", "Second."),
        ]
    );
}

#[test]
fn what_is_no_mark() {
    for (file, expected) in [
        ("2 * 3 and a*b and \"*\" and (*) and *open\n", "2 * 3 and a*b and \"*\" and (*) and *open"),
        ("snake_case_ and |none| and [late] and `open\n", "snake_case_ and |none| and [late] and `open"),
        ("..\n\n   Quoted.\n", "Quoted."),
        ("A. Ruiz spoke.\n", "A. Ruiz spoke."),
        ("Wait\n...\n", "Wait\n..."),
        ("::\n\n   code\n\nIt froze::\n\n> late\n> still\n\nThen.\n", "It froze:|Then."),
        (".. image:: a.png\n   :alt: Boats\n\n.. raw:: html\n\n   <b>x</b>\n\nIce.\n", "Ice."),
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
        "*a ",
        "**a ",
        "`",
        "`a ",
        "``a ",
        "[",
        "[a]_ ",
        "_",
        "a_ ",
        "a__ ",
        "|",
        "|a ",
        ".. ",
        ".. [1] ",
        "\\",
        ":a:`",
        ":a:",
        "- ",
        "1. ",
        "`a <b>`_ ",
        "https://",
        "+-",
        "= ",
        "\n- ",
        "\n.. a::",
        "\n=\n",
        "\na\n=",
        "\n|\n",
        "\n+-+\n|",
        "::\n",
        "\n  a\n",
    ] {
        read(&mark.repeat(20_000));
        read(&format!("x {}", mark.repeat(20_000)));
    }
    let stairs: String = (0..1_000).map(|depth| format!("{}- a\n\n", " ".repeat(depth * 2))).collect();
    assert_eq!(blocks_of(&stairs).len(), 1_000);
}

#[test]
fn what_is_new_stands_right_below_the_version() {
    let file = "Quay\n====\n\n.. versionadded:: 2.1\n   The quay has a lamp.\n\n.. deprecated:: 3\n\n   It is out.\n\n.. class:: wide\n   tall\n\nText.\n";
    let expected = ["Quay", "The quay has a lamp.", "It is out.", "Text."];
    assert_eq!(blocks_of(file).iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>(), expected);
}
