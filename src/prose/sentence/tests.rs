//! Examples of where sentences end, and where they go on.

use crate::prose::example::sentences;

/// Checks that `text`, with a bar after each sentence but the last, is cut at the bars.
fn check(text: &str) {
    let expected: Vec<_> = text.split(" | ").collect();
    let plain = expected.join(" ");
    assert_eq!(sentences(&plain), expected);
}

#[test]
fn plain_stops() {
    check("The harbour froze. | Who pays? | Nobody! | That is all.");
    check("The harbour froze; nobody paid: all was quiet.");
    check("The harbour froze");
}

#[test]
fn abbreviations_go_on() {
    check("The U.S. Navy sent Sen. Ruiz of Fla. to St. Olav on Jan. 3.");
    check("Lind Inc. sold it to Ruiz & Co. for $1.2 million. | He left.");
    check("It was J. R. Ruiz v. Lind, i.e. the old quarrel.");
    check("He was born in the U.S. | The family left later.");
    check("Ana Ruiz, R-Ky., and Ben Cole, D-N.Y., left. | They met.");
    check("They met at 3 p.m. Monday. | They left at 4 p.m. | Nobody saw them.");
    check("He brought boats, nets, etc. | Nobody asked why.");
    check("It was I. | He knew.");
    check("The rule is No. 5. | No. | It is not.");
}

#[test]
fn closing_marks_belong_to_the_stop() {
    check("He said, “The ice is thin.” | Then he left.");
    check("He left (in a hurry.) | Nobody saw him.");
    check("He said: \"It is 'thin.'\" | Then he left.");
    check("The ice is thin.[3] | It will break.");
}

#[test]
fn a_quoted_sentence_may_stand_inside_one() {
    check("“The ice is thin,” Ruiz said. | “Stay off.”");
    check("“Is the ice thin?” Ruiz asked. | Nobody knew.");
    check("“Stay off!” he said.");
    check("“Stay off!” Ana Ruiz said. | He did.");
    check("“Stay off!” Mrs. Ruiz said. | He did.");
    check("“Is it thin?” | The boy did not know.");
    check("“The ice is thin. | Stay off,” she said. | “You hear?”");
}

#[test]
fn a_credit_belongs_to_its_quotation() {
    check("He wrote: “The ice is thin.” Ana Ruiz, The Courier");
    check("He wrote: “The ice is thin.” | Ana Ruiz agreed.");
}

#[test]
fn ellipses() {
    check("The ice … was thin.");
    check("The ice is thin... | Nobody knows.");
    check("He waited ... and waited.");
}

#[test]
fn numbers_of_a_list() {
    check("1. The ice is thin. | It will break.");
    check("(a). The ice is thin.");
    check("It was for two reasons: a) the ice was thin. b) nobody paid.");
    check("It rose by 3.5 metres. | It fell by 2.");
}

#[test]
fn no_sentence_crosses_a_block() {
    let text = "The ice is\nthin. It will break\n";
    assert_eq!(sentences(text), ["The ice is", "thin.", "It will break"]);
}

#[test]
fn a_credit_is_no_part_of_a_caption() {
    check("Boats wait at the quay | Photo: Ana Ruiz");
}

#[test]
fn addresses_end_nothing() {
    check("Write to ana@example.org. | See example.com for more.");
}
