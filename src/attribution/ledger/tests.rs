//! Who is who over a story, in a few sentences each.

use super::super::{Mention, Story};
use crate::{
    document::{Document, Format},
    rule::Catalogue,
};

/// Each source as it stands, its kind, and its row.
fn sources(text: &str) -> Vec<String> {
    let catalogue = Catalogue::builtin().unwrap();
    let document = Document::read(text.as_bytes(), Format::Text).unwrap();
    let story = Story::read(document, catalogue.lexicon(), catalogue.claims());
    let shown = |mention: Mention| {
        let source = &story.sources[mention.id];
        format!("{} ({}): {}", mention.core.of(&story.document.text), mention.kind.name(), source.name)
    };
    story.attributions.iter().filter_map(|attribution| attribution.source.map(shown)).collect()
}

#[test]
fn short_names_go_with_full_ones() {
    assert_eq!(
        sources("Bridget Amos said the pier is shut. Amos said it will stay so. Ms. Amos said why."),
        ["Bridget Amos (named): Bridget Amos", "Amos (named): Bridget Amos", "Ms. Amos (named): Bridget Amos"]
    );
    assert_eq!(
        sources("Robert Hale-Moss said that it was late. Hale-Moss said that he was sorry."),
        ["Robert Hale-Moss (named): Robert Hale-Moss", "Hale-Moss (named): Robert Hale-Moss"]
    );
}

#[test]
fn a_title_tells_two_of_one_surname_apart() {
    assert_eq!(
        sources("Anna Bell met Mark Bell at the mill. Mr. Bell said it was cold. Mrs. Bell said it was not."),
        ["Mr. Bell (named): Mark Bell", "Mrs. Bell (named): Anna Bell"]
    );
}

#[test]
fn a_role_is_its_holder_and_tells_no_name() {
    assert_eq!(
        sources("Gov. Kim Oduya walked along the quay. The governor said that the bridge is sound."),
        ["The governor (office): Kim Oduya"]
    );
}

#[test]
fn an_acronym_is_the_body_it_stands_for() {
    let text = "The Transport Workers’ Federation (TWF) struck at midnight. TWF said it is ready. The federation \
                said that talks had failed.";
    let rows: Vec<String> =
        sources(text).iter().map(|source| source.rsplit(": ").next().unwrap_or_default().to_owned()).collect();
    assert!(rows.iter().all(|row| row == "Transport Workers’ Federation"), "{rows:?}");
}

#[test]
fn a_pronoun_is_who_is_most_in_mind() {
    assert_eq!(
        sources("Ana Ruiz runs the mill. She said on Monday that it would close."),
        ["She (named): Ana Ruiz"]
    );
    assert_eq!(
        sources("Tom Pike told Ana Ruiz that the mill was shut. She said that she knew."),
        ["Tom Pike (named): Tom Pike", "She (named): Ana Ruiz"]
    );
}

#[test]
fn nobody_speaks_of_himself_by_his_name() {
    assert_eq!(
        sources("Tom Pike said the mill was shut. “Ben Cole has lied to all of us for years,” he said."),
        ["Tom Pike (named): Tom Pike", "he (named): Tom Pike"]
    );
}

#[test]
fn a_label_before_a_colon_is_nobody() {
    assert!(sources("Efficiency: The new line saves four hours a day.").is_empty());
}

#[test]
fn a_name_in_apposition_is_who_holds_the_role() {
    assert_eq!(
        sources("“It is late,” said the bakery manager, Una Pell, of the train. She said that it was cold."),
        ["the bakery manager (named): Una Pell", "She (named): Una Pell"]
    );
    assert_eq!(
        sources("His brother, Arlo, said that it was late."),
        ["His brother, Arlo (named): Arlo"].map(|row| row.replace("His brother, Arlo (", "His brother ("))
    );
}

#[test]
fn nobody_speaks_of_himself_by_his_role() {
    assert_eq!(
        sources("Ana Ruiz runs the mill. The manager, she said, had lied to the board."),
        ["she (named): Ana Ruiz"]
    );
}

#[test]
fn a_company_is_known_by_what_stands_around_it() {
    assert_eq!(
        sources("Velluto, a start-up in the hills, said it had failed. The company said that it was sorry."),
        ["Velluto (org): Velluto", "The company (org): Velluto"]
    );
}

#[test]
fn a_noun_is_the_body_that_has_it_in_its_name() {
    let text =
        "The River Corps of Engineers said the dam was safe. On Monday the corps said that it would hold.";
    let rows = sources(text);
    assert!(rows[1].starts_with("the corps (org): ") && rows[1].contains("Corps"), "{rows:?}");
}

#[test]
fn who_was_cited_without_a_name_can_be_named_later() {
    let text =
        "A lawyer for the family said the road was dark. The lawyer, Una Pell, said it was wet. Pell said why.";
    let rows = sources(text);
    assert!(rows.iter().all(|row| row.ends_with(": Una Pell")), "{rows:?}");
}

#[test]
fn a_surname_of_several_words_is_its_bearer() {
    let text = "Ina Ter Borg said the mill was shut. Ms. Ter Borg said why.";
    assert!(sources(text).iter().all(|row| row.ends_with(": Ina Ter Borg")), "{:?}", sources(text));
}
