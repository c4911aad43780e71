//! Example stories in plain text, and what their blocks are.

use super::*;

/// The role and the words of every block.
fn blocks_of(file: &str) -> Vec<(Role, String)> {
    let document = read(file, false);
    document.blocks.iter().map(|block| (block.role, block.span.of(&document.text).to_owned())).collect()
}

fn roles_of(file: &str) -> Vec<Role> {
    read(file, false).blocks.iter().map(|block| block.role).collect()
}

#[test]
fn paragraphs_wrapped_by_hand() {
    let story = "\
The Day the Harbour Froze

OSLO (AP) — The harbour froze on Sunday for the first time since the town
began to keep records, the harbour office said. Nobody was hurt, and the
ferries wait.

Who Pays for the Ice
The town has set nothing aside for an icebreaker, and the council will not
meet again before the spring.
";
    let expected = [Role::Headline, Role::Dateline, Role::Paragraph, Role::Heading, Role::Paragraph];
    assert_eq!(roles_of(story), expected);
    let blocks = blocks_of(story);
    assert!(
        blocks[2].1.starts_with("The harbour froze") && blocks[2].1.ends_with("the\nferries wait."),
        "{blocks:?}"
    );
}

#[test]
fn wrapped_without_empty_lines() {
    let story = "\
The harbour froze on Sunday for the first time since the town began to keep
records, the harbour office said, and boats of every size lay in the ice
The ferries wait. Nobody knows when the next of them will leave, the owner
said, but it cannot be before the spring, when the ice is gone from all the
creeks. Then they will leave:
“We have never seen such ice in this town, and we hope never to see its like
again,” he said.
";
    let starts: Vec<_> = blocks_of(story)
        .iter()
        .map(|(_, words)| words.split(' ').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(starts, ["The", "The", "“We"]);
}

#[test]
fn paragraphs_begin_with_an_indent() {
    let story = "\
\x20   The harbour froze on Sunday for the first time since the town began to
keep records, the harbour office said, and boats of every size lay fast.
    The owner wrote:
    “We have never seen such ice in this town, and we hope never to see its
like again.”
    Then he left.
";
    assert_eq!(roles_of(story), [Role::Paragraph; 4]);
}

#[test]
fn one_paragraph_a_line() {
    let story = "Last Updated:\nThe harbour froze on Sunday for the first time since the town began to keep records, and \
        boats of every size lay fast in the ice.\nWho Pays For The Ice\nThe town has set nothing aside.\nThe council \
        meets in spring.";
    assert_eq!(
        roles_of(story),
        [Role::Boilerplate, Role::Paragraph, Role::Heading, Role::Paragraph, Role::Paragraph]
    );
}

#[test]
fn lists_and_quotes() {
    let story = "\
The council named three causes, and a fourth that nobody had thought about:

- the cold, which came early this year and stayed for longer than the town
  can remember
- the wind
2. the tide

> We have never seen such ice in this town, and we hope never to see its
> like again.

    The ice will go as it came, the council wrote, and then we shall see
    what is left of the quay.

The letter ends there.
";
    assert_eq!(
        blocks_of(story)[1..],
        [
            (
                Role::ListItem,
                "the cold, which came early this year and stayed for longer than the town\n  can remember".to_owned()
            ),
            (Role::ListItem, "the wind".to_owned()),
            (Role::ListItem, "the tide".to_owned()),
            (
                Role::Quote,
                "We have never seen such ice in this town, and we hope never to see its\n  like again.".to_owned()
            ),
            (
                Role::Quote,
                "The ice will go as it came, the council wrote, and then we shall see\n    what is left of the quay."
                    .to_owned()
            ),
            (Role::Paragraph, "The letter ends there.".to_owned()),
        ]
    );
}

#[test]
fn short_lines_that_are_prose() {
    let story = "The harbour froze.\n\n“Never again.”\n\nSilence.\n\nWhy?\n\nThe council would not say.\n";
    assert_eq!(roles_of(story), [Role::Paragraph; 5]);
}

#[test]
fn end_of_a_story() {
    let story = "The harbour froze.\n\nAssociated Press writer Bo Lind contributed to this report.\n\n###\n";
    assert_eq!(roles_of(story), [Role::Paragraph, Role::Boilerplate, Role::Boilerplate]);
}

#[test]
fn odd_files() {
    assert_eq!(roles_of(""), []);
    assert_eq!(roles_of("\u{feff} \r\n\t\u{a0}\n"), []);
    assert_eq!(
        blocks_of("\u{feff}It froze.\t\r\n\r\n\u{a0}It thawed. \r\n"),
        [(Role::Paragraph, "It froze.".to_owned()), (Role::Paragraph, "It thawed.".to_owned())]
    );
    assert_eq!(roles_of(">\n>>>\n"), []);
}

#[test]
fn one_very_long_line() {
    let story = "The ice held — so far, “for now” (they said). ".repeat(100_000);
    assert_eq!(roles_of(&story), [Role::Paragraph]);
}
