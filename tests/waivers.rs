//! Waivers: what they allow, which files of them hold for a story, what is told of those that allow nothing.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{fs, path::Path};

use common::{folder, found, onrecord, session, snapshot, text, write};

/// A bare source that opens the story.
const STORY: &str = "Sources said the plant will shut in May.\n";

/// A waiver that has all it needs.
fn waiver(rule: &str, story: &str, words: &str) -> String {
    format!(
        "[[waiver]]\nrule = \"{rule}\"\nstory = \"{story}\"\nwords = \"{words}\"\nreason = \"agreed\"\n\
         approved-by = \"Mo Haddad, standards\"\n"
    )
}

/// What is found, without its level.
fn codes(folder: &Path, arguments: &[&str]) -> Vec<String> {
    found(folder, arguments).into_iter().map(|(path, code, _)| format!("{path} {code}")).collect()
}

#[test]
fn every_mistake_says_what_would_be_right() {
    let good = waiver("A001", "story.txt", "Sources said");
    let with = |name: &str, from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        let waivers = good.replace(from, to);
        let folder = folder("waiver-mistakes", &[("story.txt", STORY), ("onrecord.waivers.toml", &waivers)]);
        let said = session(&folder, &["check", "story.txt"]);
        fs::remove_dir_all(&folder).unwrap();
        assert!(said.ends_with("[status 2]\n\n"), "{said}");
        format!("# {name}\n{said}")
    };
    let said = [
        with("an unknown rule", "A001", "A01"),
        with("a rule on exceptions", "A001", "W001"),
        with("no words", "words = \"Sources said\"\n", ""),
        with("words without a letter", "Sources said", "…"),
        with("who the source is", "reason =", "source = \"Bo Lind\"\nreason ="),
        with("a misspelt key", "approved-by", "approved_by"),
        with("no story", "story = \"story.txt\"\n", ""),
        with("a story outside of the folder", "story.txt", "../story.txt"),
        with("a path of another system", "\"story.txt\"", "'city\\story.txt'"),
        with("no day", "approved-by", "until = \"30 June\"\napproved-by"),
        with("a day that no month has", "approved-by", "until = 2026-02-30\napproved-by"),
        with("one pair of brackets", "[[waiver]]", "[waiver]"),
        with("a list of stories", "\"story.txt\"", "[\"story.txt\"]"),
    ]
    .concat();
    snapshot!("waiver-mistakes", said);
}

#[test]
fn what_is_wrong_with_waivers_is_reported_of_their_file() {
    let good = waiver("A001", "story.txt", "Sources said");
    let waivers = [
        good.replace("reason = \"agreed\"\n", ""),
        good.replace("Mo Haddad, standards", " "),
        good.clone() + "until = 2026-05-03\n",
        good.clone(),
        good,
        waiver("V001", "*.txt", "Sources said"),
        waiver("D005", "story.txt", "Sources said"),
        waiver("V001", "other.txt", "Sources said"),
    ]
    .join("\n");
    let folder = folder("waiver-faults", &[("story.txt", STORY), ("onrecord.waivers.toml", &waivers)]);
    let said =
        session(&folder, &["check", "story.txt"]) + &session(&folder, &["check", "--stats", "story.txt"]);
    fs::remove_dir_all(&folder).unwrap();
    snapshot!("waivers", said);
}

#[test]
fn a_waiver_of_a_story_that_is_gone_is_told_where_all_stories_are_checked() {
    let folder = folder(
        "waiver-gone",
        &[
            (
                "onrecord.waivers.toml",
                &(waiver("A001", "city/a.txt", "Sources said")
                    + &waiver("A001", "city/gone.txt", "Sources said")),
            ),
            ("onrecord.toml", "[rule.A007]\nlevel = \"off\"\n"),
            ("city/a.txt", STORY),
        ],
    );
    assert_eq!(codes(&folder, &["."]), ["onrecord.waivers.toml W002"]);
    assert_eq!(codes(&folder, &["city"]), [""; 0], "who checks a part has not looked");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_family_is_waived_for_its_sentence_and_not_for_the_story_as_a_whole() {
    let story = "Experts say the quay is safe.\n\nInsiders said it was sold.\n";
    let folder = folder("waiver-family", &[("story.txt", story)]);
    let all = codes(&folder, &["story.txt"]);
    assert_eq!(all, ["story.txt A007", "story.txt V001", "story.txt A001"]);
    write(&folder, "onrecord.waivers.toml", &waiver("A", "story.txt", "Insiders said"));
    assert_eq!(codes(&folder, &["story.txt"]), all[..2]);
    write(&folder, "onrecord.waivers.toml", &waiver("A007", "story.txt", "Insiders said"));
    assert_eq!(codes(&folder, &["story.txt"]), all[1..], "a rule that is named is what is meant");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn files_of_waivers_hold_below_their_folder_through_all_that_extends_it() {
    let off = "[rule.A007]\nlevel = \"off\"\n";
    let folder = folder(
        "waiver-files",
        &[
            ("onrecord.toml", off),
            (
                "onrecord.waivers.toml",
                &(waiver("A001", "*.txt", "Sources said") + &waiver("V001", "city/", "Experts say")),
            ),
            ("a.txt", STORY),
            ("city/onrecord.toml", "extends = \"../onrecord.toml\"\n"),
            ("city/onrecord.waivers.toml", &waiver("A001", "c.txt", "Insiders said")),
            ("city/b.txt", STORY),
            ("city/c.txt", "Experts say so. Insiders said the price was agreed.\n"),
            ("sport/onrecord.toml", off),
            ("sport/d.txt", STORY),
        ],
    );
    assert_eq!(codes(&folder, &["."]), ["sport/d.txt A001"], "only who extends it has it");
    // What a story of one house needs is not told as idle of another.
    assert_eq!(codes(&folder, &["a.txt", "city"]), [""; 0]);
    assert_eq!(codes(&folder.join("city"), &["."]), [""; 0]);
    write(&folder, "city/c.txt", "The price was agreed, said Ida Marsh, the clerk.\n");
    assert_eq!(
        codes(&folder, &["."]),
        ["sport/d.txt A001", "onrecord.waivers.toml W002", "city/onrecord.waivers.toml W002"]
    );
    let said = session(&folder, &["config", "city/b.txt"]);
    assert!(
        said.contains("waivers = \"city/onrecord.waivers.toml\"\nwaivers = \"onrecord.waivers.toml\""),
        "{said}"
    );
    write(&folder, "onrecord.toml", "waivers = \"agreed.toml\"\n");
    let said = session(&folder, &["check", "a.txt"]);
    assert!(said.contains("there is no file `agreed.toml`") && said.contains("onrecord.toml:1:11"), "{said}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_is_waived_is_neither_mended_nor_known_and_a_note_in_the_story_comes_first() {
    let story = "Ms Lind claimed that the dog barked.\n\nMs Lind claimed that the cat slept.\n";
    let folder = folder("waiver-others", &[("story.txt", story)]);
    write(&folder, "onrecord.waivers.toml", &waiver("C001", "story.txt", "the dog barked"));
    let diff = text(&onrecord(&folder, &["check", "--diff", "--unsafe", "story.txt"]).stdout);
    assert!(
        diff.contains("+Ms Lind said that the cat slept.") && !diff.contains("+Ms Lind said that the dog"),
        "{diff}"
    );
    onrecord(&folder, &["check", "--write-baseline", "story.txt"]);
    assert_eq!(codes(&folder, &["story.txt"]), [""; 0]);
    fs::remove_file(folder.join("onrecord.waivers.toml")).unwrap();
    assert_eq!(codes(&folder, &["story.txt"]), ["story.txt C001"], "the baseline has what nobody waived");

    write(&folder, "onrecord.waivers.toml", &waiver("C001", "story.txt", "the dog barked"));
    write(&folder, "story.txt", &format!("[onrecord: allow C001 reason=\"agreed\"]\n{story}"));
    assert_eq!(codes(&folder, &["story.txt"]), ["onrecord.waivers.toml W002"]);
    fs::remove_dir_all(&folder).unwrap();
}
