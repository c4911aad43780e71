//! What a house sets: profiles, the kind of story, `onrecord.toml`, rules of its own. All through the program.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod common;

use std::{fs, path::Path, process::Command};

use common::{folder, onrecord, session, snapshot, text};
use onrecord::{
    document::Kind,
    rule::{Catalogue, HouseFile},
};

/// Code and level of everything found in a story.
fn found(folder: &Path, arguments: &[&str]) -> Vec<(String, String)> {
    common::found(folder, arguments).into_iter().map(|(_, code, level)| (code, level)).collect()
}

fn codes(folder: &Path, arguments: &[&str]) -> Vec<String> {
    found(folder, arguments).into_iter().map(|(code, _)| code).collect()
}

/// An opinion, a figure, a bare source and something left over.
const STORY: &str = "The visit marks a historic shift in policy.\n\nNearly 40% of tenants skip meals to pay rent.\n\n\
    Sources said the plant will shut in May.\n\nOutput fell in June, TK says.\n";

#[test]
fn every_profile_is_sound_and_an_unknown_code_in_one_is_a_mistake() {
    let catalogue = Catalogue::builtin().unwrap();
    let names: Vec<&str> = catalogue.profiles().all().iter().map(|profile| profile.name.as_str()).collect();
    for wanted in ["news", "wire", "legal", "analysis", "opinion", "wikipedia", "report", "llm-draft"] {
        assert!(names.contains(&wanted), "{wanted}");
    }
    let profile = |rules: &str| HouseFile {
        path: "house/ours.toml".into(),
        text: format!("name = 'ours'\nabout = 'x'\nextends = 'wire'\n{rules}"),
    };
    assert!(Catalogue::with_house(&[profile("[rule.A001]\nlevel = 'off'")]).is_ok());
    let alone =
        HouseFile { text: "name = 'ours'\nabout = 'x'\n[rule.A001]\nlevel = 'off'".into(), ..profile("") };
    let catalogue = Catalogue::with_house(&[alone]).unwrap();
    assert!(catalogue.profiles().position("ours").is_some(), "a profile needs to build on none");
    for wrong in
        ["[rule.A099]\nlevel = 'off'", "[rule.A008]\noptions = { words = 3 }", "[rule.Z]\nlevel = 'off'"]
    {
        assert!(Catalogue::with_house(&[profile(wrong)]).is_err(), "{wrong}");
    }
}

#[test]
fn the_kind_of_a_story_chooses_its_profile() {
    let opinion = ["U001", "A001", "R004"];
    let news = ["U007", "U001", "A001", "R004"];
    let folder = folder(
        "kinds",
        &[
            ("plain.txt", STORY),
            ("label.txt", &format!("OPINION\n\nA Quay Nobody Wants\n\n{STORY}")),
            ("headline.txt", &format!("Opinion: A Quay Nobody Wants\n\n{STORY}")),
            ("field.md", &format!("---\nkind: opinion\n---\n\n{STORY}")),
            ("section.md", &format!("---\nsection: Opinion\n---\n\n{STORY}")),
            ("analysis.md", &format!("---\ntype: analysis\n---\n\n{STORY}")),
            ("kind/onrecord.toml", "kind = \"opinion\""),
            ("kind/plain.txt", STORY),
            ("kind/news.md", &format!("---\nkind: news\n---\n\n{STORY}")),
            ("profile/onrecord.toml", "profile = \"news\""),
            ("profile/label.txt", &format!("OPINION\n\nA Quay Nobody Wants\n\n{STORY}")),
        ],
    );
    assert_eq!(codes(&folder, &["plain.txt"]), news);
    assert_eq!(codes(&folder, &["plain.txt", "--profile", "opinion"]), opinion);
    for named in ["label.txt", "headline.txt", "field.md", "section.md", "analysis.md"] {
        assert_eq!(codes(&folder, &[named]), opinion, "{named}");
    }
    assert_eq!(codes(&folder, &["label.txt", "--profile", "news"]), news);
    // A configuration file may say what a story does not, and a profile in it goes over what a story says.
    assert_eq!(codes(&folder.join("kind"), &["plain.txt"]), opinion);
    assert_eq!(codes(&folder.join("kind"), &["news.md"]), news);
    assert_eq!(codes(&folder.join("profile"), &["label.txt"]), news);
    assert_eq!(codes(&folder.join("profile"), &["label.txt", "--isolated"]), opinion);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(Kind::Opinion.name(), "opinion");
}

#[test]
fn what_each_profile_is_for() {
    let article = "# The quay\n\nNearly 40% of boats use it.\n\n## History\n\nExperts say it leaks.[^1] \
        Experts warn that it sinks.\n\n[^1]: Harbour office, report, 2023.\n";
    let draft = "A 2023 Leiden University study found naps raised output.\n";
    let report = "The cuts are likely to ruin rural schools.\n";
    let folder = folder(
        "profiles",
        &[("article.md", article), ("draft.txt", draft), ("report.txt", report), ("plain.txt", STORY)],
    );
    assert_eq!(codes(&folder, &["article.md"]), ["U001", "V001"]);
    assert_eq!(found(&folder, &["article.md", "--profile", "wikipedia"]), [("V001".into(), "error".into())]);
    assert_eq!(codes(&folder, &["draft.txt"]), [""; 0]);
    assert_eq!(codes(&folder, &["draft.txt", "--profile", "llm-draft"]), ["D005"]);
    assert_eq!(codes(&folder, &["report.txt"]), ["U005"]);
    assert_eq!(codes(&folder, &["report.txt", "--profile", "report"]), [""; 0]);
    let wire = found(&folder, &["plain.txt", "--profile", "wire"]);
    assert!(wire.contains(&("A001".into(), "error".into())), "{wire:?}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn profiles_are_listed_and_told() {
    let folder = folder("list", &[("story.txt", STORY)]);
    let said: String = [
        vec!["profiles"],
        vec!["profiles", "opinion"],
        vec!["profiles", "wikipedia"],
        vec!["profiles", "news"],
        vec!["profiles", "wier"],
        vec!["check", "--profile", "opinoin", "story.txt"],
    ]
    .iter()
    .map(|arguments| session(&folder, arguments))
    .collect();
    fs::remove_dir_all(&folder).unwrap();
    snapshot!("profiles", said);
}

/// A rule of the house.
const RULE: &str = r#"code = "H001"
name = "close-sources"
level = "warning"
summary = "Sources close to something."
why = "Our readers are told whose sources."

[[visits.phrase]]
find = ["[<unnamed-head> close to the (matter|talks)]"]

[report]
message = "“{words}”: whose?"
label = "whose?"
help = "say what body they belong to"

[[example]]
bad = "[[Sources close to the talks]] said the deal was dead."

[[example]]
good = "Two managers at Orbit said the deal was dead."
"#;

#[test]
fn a_house_adds_a_rule_words_and_changes_with_no_rebuild() {
    let story = "Tattlers told the Courier that the plant will shut. An aide to the mayor, speaking on condition of \
        anonymity, said so.\n\nEyewitnesses close to the talks left.\n";
    let folder = folder(
        "house",
        &[
            ("onrecord.toml", "rules = [\"house/*.toml\"]\n\n[rule.U001]\nlevel = \"off\"\n"),
            ("house/rule.toml", RULE),
            (
                "house/words.toml",
                "[class.unnamed-head]\ninflect = \"noun\"\nwords = [\"tattler\", \"eyewitness\"]\n",
            ),
            (
                "house/change.toml",
                "change = \"A002\"\nlevel = \"error\"\nallow = [\"press aide\"]\n\n[report]\nmessage = \"no reason: {source}\"\n\n\
             [[unless]]\nwithin = \"story\"\nphrase = [\"the editor knows\"]\nbecause = \"the editor knows who it is\"\n\n\
             [[example]]\ngood = \"An aide to the mayor said so. The editor knows the aide's name.\"\n",
            ),
            ("inner/story.txt", story),
        ],
    );
    let inner = folder.join("inner");
    let with = found(&inner, &["story.txt"]);
    assert!(with.contains(&("A001".into(), "error".into())), "words of the house count: {with:?}");
    assert!(with.contains(&("A002".into(), "error".into())), "a level is changed: {with:?}");
    assert!(with.contains(&("H001".into(), "warning".into())), "a rule is added: {with:?}");
    let without = codes(&inner, &["story.txt", "--isolated"]);
    assert!(!without.contains(&"H001".to_owned()) && !without.contains(&"A001".to_owned()), "{without:?}");

    let rules = text(&onrecord(&inner, &["rules"]).stdout);
    assert!(rules.contains("H001  close-sources") && rules.contains("thin-source-description"), "{rules}");
    assert!(rules.lines().any(|line| line.starts_with("U001") && line.contains(" off ")), "{rules}");
    let explained = text(&onrecord(&inner, &["explain", "A002"]).stdout);
    assert!(explained.contains("(error)") && explained.contains("the editor knows who it is"), "{explained}");
    let tested = onrecord(&folder, &["test"]);
    assert_eq!(tested.status.code(), Some(0), "{}", text(&tested.stdout));
    assert!(text(&tested.stdout).contains("3 examples: 3 validated"), "{}", text(&tested.stdout));
    fs::remove_dir_all(&folder).unwrap();
}

/// The TOML of the README whose first line names a file, with that name.
fn readme() -> Vec<(String, String)> {
    let readme = fs::read_to_string("README.md").unwrap();
    let blocks = readme.split("```toml\n# ").skip(1).map(|block| block.split("```").next().unwrap().to_owned());
    blocks
        .map(|block| {
            let (path, text) = block.split_once('\n').unwrap();
            (path.to_owned(), text.to_owned())
        })
        .collect()
}

#[test]
fn the_house_of_the_readme_works() {
    let files = readme();
    let mut files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert_eq!(files.len(), 3, "{files:?}");
    let readme = fs::read_to_string("README.md").unwrap();
    let waivers = readme.split("```toml\n").find(|block| block.starts_with("[[waiver]]")).unwrap();
    files.push(("onrecord.waivers.toml", waivers.split("```").next().unwrap()));
    files.push(("city/harbour.md", "Insiders said the crane contract was signed in secret."));
    files.push(("story.txt", "Tattlers said the plant will shut."));
    let folder = folder("readme", &files);
    assert!(codes(&folder, &["story.txt"]).contains(&"A001".to_owned()));
    let waived = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["check", "--format", "json", "city/harbour.md"])
        .current_dir(&folder)
        .env("ONRECORD_TODAY", "2026-06-01")
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&waived.stdout).unwrap();
    assert_eq!(report["summary"]["waived"], 1, "{}", text(&waived.stdout));
    let tested = onrecord(&folder, &["test"]);
    assert_eq!(tested.status.code(), Some(0), "{}", text(&tested.stdout));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn allowed_phrases_and_blocks() {
    let folder = folder(
        "allow",
        &[
            (
                "onrecord.toml",
                "[rule.U001]\nallow = [\"{number} '%' of tenants\"]\n\n[rule.A]\nblocks = [\"headline\"]\n",
            ),
            ("story.txt", STORY),
        ],
    );
    assert_eq!(codes(&folder, &["story.txt"]), ["U007", "R004"]);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn mistakes_of_a_house_are_shown_at_their_place() {
    let with = |path: &str, text: &str| {
        let folder = folder(
            "mistakes",
            &[
                ("onrecord.toml", "rules = [\"house/*.toml\"]"),
                ("house/H001.toml", RULE),
                (path, text),
                ("story.txt", STORY),
            ],
        );
        let said = session(&folder, &["check", "story.txt"]);
        assert!(said.ends_with("[status 2]\n\n"), "{said}");
        fs::remove_dir_all(&folder).unwrap();
        said
    };
    let rule = |from: &str, to: &str| with("house/H001.toml", &RULE.replace(from, to));
    let config = |text: &str| with("onrecord.toml", text);
    let said = [
        ("an unknown key in a rule", rule("summary", "sumary")),
        ("an unknown class in a rule", rule("<unnamed-head>", "<unamed-head>")),
        ("a bad pattern in a rule", rule("(matter|talks)", "(matter|talks")),
        ("no good example in a rule", rule("good = \"Two managers", "bad = \"[[Two]] managers")),
        ("the code of another rule", rule("H001", "A001")),
        (
            "an unknown class for words",
            with("house/words.toml", "[class.unamed-head]\nwords = [\"tattler\"]\n"),
        ),
        ("a change of an unknown rule", with("house/change.toml", "change = \"A03\"\nlevel = \"off\"\n")),
        ("a file that is nothing", with("house/other.toml", "title = \"The house\"\n")),
        ("an unknown key in the configuration", config("profil = \"wire\"\n")),
        ("an unknown profile in the configuration", config("profile = \"wier\"\n")),
        ("an unknown rule in the configuration", config("[rule.A01]\nlevel = \"off\"\n")),
        ("an unknown option in the configuration", config("[rule.A008]\noptions = { min-word = 100 }\n")),
        ("an unknown level in the configuration", config("[rule.A008]\nlevel = \"warn\"\n")),
        ("a pattern for files that matches none", config("rules = [\"haus/*.toml\"]\n")),
        ("settings where files belong", config("[rules.A001]\nlevel = \"off\"\n")),
    ];
    let said: String = said.iter().map(|(name, said)| format!("# {name}\n{said}")).collect();
    snapshot!("house-mistakes", said);
}

#[test]
fn a_rule_is_begun_tested_and_mended() {
    let broken = RULE.to_owned()
        + "\n[[example]]\ngood = \"Insiders close to the matter at Orbit left.\"\n\n\
           [[example]]\nbad = \"[[Sources near the talks]] said so.\"\n\n\
           [[example]]\nbad = \"[[Sources]] close to the talks said so.\"\n";
    let folder = folder("test", &[("house/broken.toml", &broken)]);
    let said: String = [
        vec!["new-rule", "whose-sources", "-o", "house/whose-sources.toml"],
        vec!["test", "house/whose-sources.toml", "house/broken.toml"],
        vec!["new-rule", "whose-sources", "-o", "house/whose-sources.toml"],
        vec!["new-rule", "another", "--code", "A001"],
        vec!["test", "house/whose-sources.toml", "--isolated"],
        vec!["test", "nowhere"],
    ]
    .iter()
    .map(|arguments| {
        // The skeleton takes the first free code, which the other file has: give that one another.
        fs::write(
            folder.join("house/broken.toml"),
            broken.replace("H001", "H002").replace("close-sources", "other"),
        )
        .unwrap();
        session(&folder, arguments)
    })
    .collect();
    let files: Vec<_> =
        fs::read_dir(folder.join("house")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files.len(), 2, "nothing half-written is left: {files:?}");
    fs::remove_dir_all(&folder).unwrap();
    snapshot!("house-test", said);
}

#[test]
fn the_examples_of_the_program_itself_are_run_where_there_is_no_house() {
    let output = onrecord(Path::new("."), &["test", "--isolated"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}
