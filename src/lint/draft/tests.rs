//! A story that was edited is read and checked as one that was always so: on random stories and random edits.

use std::sync::{Arc, LazyLock};

use proptest::{prelude::*, sample::Index};

use super::Linter;
use crate::{
    config::Config,
    document::{Document, Format, Versions},
    rule::Catalogue,
};

static LINTER: LazyLock<Arc<Linter>> = LazyLock::new(|| {
    Arc::new(Linter::of(Catalogue::builtin().expect("the rules are well formed"), Config::default()))
});

/// What stories are made of: sentences that are read in some way of their own, or bear on how others are read, and
/// pieces of them.
const PIECES: &[&str] = &[
    "\n\n",
    "\n\n",
    "\n\n",
    "\n\n",
    "\n\n",
    "Bridge To Close, Mayor Says\n\n",
    "# Bridge to close\n\n",
    "## What comes next\n\n",
    "By Ana Ruiz\n\n",
    "By Ana Ruiz and Per Lind, Staff Writers\n\n",
    "HARBOR CITY (AP) — ",
    "ANALYSIS\n\n",
    "Type: Analysis\n\n",
    "> ",
    "- ",
    "* * *\n\n",
    "Read more: The pier was shut in May.\n\n",
    "[onrecord: allow A003 reason=\"her name is known to the desk\"] ",
    "[onrecord: allow A003] ",
    "<!-- onrecord: allow A004 reason=\"agreed\" -->\n",
    "<!-- onrecord: off A003 reason=\"a quiz\" -->\n\n",
    "<!-- onrecord: on A003 -->\n\n",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "\" ",
    "'",
    "“The ice is thin.",
    "“Stay off the ice,” he said. ",
    "“It was never safe,\" Ruiz said, “and everybody knew it.” ",
    "“We asked for ‘help’ and got none. Nobody came.\n\n“Then the pier fell.\n\n“That is all,” Lind said. ",
    "\"We waited,\" she said. \"Nobody came.\" ",
    "LIND: Is the ice thin?\n\n",
    "RUIZ: It is. Stay off.\n\n",
    "Ana Ruiz, the county engineer, said the bridge was unsafe. ",
    "Ruiz said that it would cost $12 million. ",
    "Banks said the river would rise. ",
    "The banks were closed on Monday. ",
    "A teller at Banks waved. ",
    "Per Lind, a spokesman for the ministry, declined to comment. ",
    "Lind’s office denied it. ",
    "He believes it will fail. ",
    "She fears that the pier may fall. ",
    "“I saw it,” he added. ",
    "A senior official who was briefed on the talks said it was over. ",
    "The official spoke on condition of anonymity because he feared dismissal. ",
    "Critics say the plan is the biggest mistake in years. ",
    "Experts warn of it. ",
    "Sources told the Courier that the ministry had lied. ",
    "It is believed that the mayor took bribes. ",
    "Reportedly, the mayor knew. ",
    "According to the ministry, the pier was sound. ",
    "The report found that 40% of the pier was rotten. ",
    "There are growing signs that the bank may fail. ",
    "The ministry said so.[3] ",
    "The plan, Ruiz’s claim that it was safe, and the bill were withdrawn. ",
    "Pike Lake froze. ",
    "A pike swam by. ",
    "Mark Hope said no. ",
    "They hope for the best. ",
    "Mr. Hope did not answer. ",
    "[link](http://example.org/a) ",
    "reportedly ",
    "the ",
    "The ",
    "banks ",
    "Banks ",
    "lind ",
    "Lind ",
    "al-Saadi ",
    "said ",
    "it is understood that ",
    "not ",
    ". ",
    ", ",
    ": ",
    "— ",
    "é ",
    "İ ",
    "Gov. Cy Banks opened the pier. ",
    "The governor left early. ",
    "“It was late,” she said, and she left. ",
    "Ana ",
    "Mr. ",
    "Ms. ",
    "He ",
    "She ",
    "The head of the school, ",
    "Acme Corp. shares fell. ",
    "Acme’s chief executive resigned. ",
    "Acme ",
    "The company said no. ",
    "The Transport Workers’ Federation (TWF) struck. ",
    "TWF ",
    "’s ",
    "six in 10 ",
    "drivers ",
    "[[onrecord: allow A003 reason=\"agreed\"] ",
    "[onrecord: off reason=\"a quiz\"] ",
    "utm_source=chatgpt ",
    "utm_",
    "source=chatgpt",
    "[1] ",
    "[2] ",
];

/// What people and bodies are called by.
const NAMES: &[&str] = &["Ana", "Per", "Ruiz", "Lind", "He", "She", "he", "she", "Acme", "Banks", "Mr.", "Ms."];

/// A change to a text that is taken as words.
#[derive(Clone, Debug)]
enum Edit {
    /// Some words make way for pieces.
    Words(Index, usize, Vec<&'static str>),
    /// A paragraph goes on with the next.
    Join(Index),
    /// A paragraph ends behind a word.
    Split(Index),
    /// All that is called by one name is called by another, from a paragraph on: somebody else is spoken of.
    Rename(Index, &'static str, &'static str),
    /// A paragraph is taken out.
    Drop(Index),
    /// A paragraph is put somewhere else.
    Move(Index, Index),
}

impl Edit {
    fn of(&self, text: &str) -> String {
        let mut words: Vec<&str> = text.split_inclusive(' ').collect();
        let mut paragraphs: Vec<&str> = text.split_inclusive("\n\n").collect();
        if paragraphs.is_empty() {
            return "Critics say so.\n\n".to_owned();
        }
        match self {
            Self::Words(at, gone, pieces) => {
                let at = at.index(words.len() + 1);
                let end = words.len().min(at + gone);
                words.splice(at..end, pieces.iter().copied());
                return words.concat();
            }
            Self::Join(at) => {
                let at = at.index(paragraphs.len());
                paragraphs[at] = paragraphs[at].trim_end_matches('\n');
            }
            Self::Split(at) => {
                words.insert(at.index(words.len() + 1), "\n\n");
                return words.concat();
            }
            Self::Rename(from, old, new) => {
                let (before, after) = paragraphs.split_at(from.index(paragraphs.len()));
                return before.concat() + &after.concat().replace(old, new);
            }
            Self::Drop(at) => drop(paragraphs.remove(at.index(paragraphs.len()))),
            Self::Move(from, to) => {
                let paragraph = paragraphs.remove(from.index(paragraphs.len()));
                paragraphs.insert(to.index(paragraphs.len() + 1), paragraph);
            }
        }
        paragraphs.concat()
    }
}

fn pieces(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..most)
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        6 => (any::<Index>(), 0..4_usize, pieces(4)).prop_map(|(at, gone, pieces)| Edit::Words(at, gone, pieces)),
        1 => any::<Index>().prop_map(Edit::Join),
        1 => any::<Index>().prop_map(Edit::Split),
        1 => (any::<Index>(), proptest::sample::select(NAMES), proptest::sample::select(NAMES))
            .prop_map(|(from, old, new)| Edit::Rename(from, old, new)),
        1 => any::<Index>().prop_map(Edit::Drop),
        1 => any::<(Index, Index)>().prop_map(|(from, to)| Edit::Move(from, to)),
    ];
    proptest::collection::vec(edit, 1..6)
}

fn document(text: &str, format: Format) -> Document {
    Document::read(text.as_bytes(), format).expect("text can be read")
}

/// Checks every version of a story as a draft and from scratch.
fn check(text: &str, edits: &[Edit], format: Format) -> Result<(), TestCaseError> {
    let mut text = text.to_owned();
    let mut file = Versions::new(format);
    let mut version = |text: &str| file.read(text.as_bytes()).expect("text can be read");
    let mut draft = LINTER.draft(version(&text));
    for edit in edits {
        text = edit.of(&text);
        let found = draft.edit(version(&text));
        let story = LINTER.read(document(&text, format));
        let (read, afresh) = (format!("{:?}", draft.story()), format!("{story:?}"));
        let differs = read.bytes().zip(afresh.bytes()).position(|(read, afresh)| read != afresh);
        prop_assert!(read == afresh, "from byte {differs:?} on, in {text:?}");
        prop_assert_eq!(found, LINTER.check(&story), "{:?}", text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })] // each is several stories

    #[test]
    fn an_edited_story_is_read_as_from_scratch(pieces in pieces(60), edits in edits(), markdown in any::<bool>()) {
        let format = if markdown { Format::Markdown } else { Format::Text };
        check(&pieces.concat(), &edits, format)?;
    }
}

/// The diagnostics of a story after an edit, by rule.
fn codes(before: &str, after: &str) -> Vec<String> {
    let mut draft = LINTER.draft(document(before, Format::Text));
    let found = draft.edit(document(after, Format::Text));
    assert_eq!(found, draft.check());
    assert_eq!(found, LINTER.check(&LINTER.read(document(after, Format::Text))));
    found.into_iter().map(|found| found.code).collect()
}

#[test]
fn a_word_written_elsewhere_makes_a_name_of_a_word() {
    let text = "Banks said the river would rise.\n\nNobody lives there.\n\nThe pier fell in May.\n";
    let draft = |text: &str| LINTER.draft(document(text, Format::Text));
    let tag = |draft: &super::Draft| draft.story().prose.words[0].tag;
    let mut edited = draft(text);
    let before = tag(&edited);
    let text = text.replace("in May", "on Banks in May");
    edited.edit(document(&text, Format::Text));
    assert_ne!(tag(&edited), before, "the first paragraph is read anew for a word in the last");
    assert_eq!(tag(&edited), tag(&draft(&text)));
}

#[test]
fn a_story_that_becomes_another_kind_is_checked_by_other_rules() {
    let text = "The bridge will close.\n\nCritics say it is unsafe.\n";
    assert!(!codes("", text).is_empty());
    codes(text, &format!("OPINION\n\n{text}"));
    assert!(codes(text, "").is_empty());
}
