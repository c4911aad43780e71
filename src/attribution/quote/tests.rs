//! Examples of who speaks a quotation.

use crate::attribution::example::{spoken, story};

/// Checks who speaks the quotations of `text`, by the words of their sources.
fn check(text: &str, expected: &[&str]) {
    let speakers: Vec<_> = spoken(text).into_iter().map(|(_, speaker)| speaker).collect();
    assert_eq!(speakers, expected, "{text}");
}

#[test]
fn a_cue_after() {
    check("“The ice is thin,” Ana Ruiz said.", &["Ana Ruiz"]);
    check(
        "“The ice is thin,” Harbour Board Chair Ana Ruiz, R-Ky., said.",
        &["Harbour Board Chair Ana Ruiz, R-Ky."],
    );
    check("“Is the ice thin?” the presumptive winner, Ana Ruiz, asked.", &["the presumptive winner, Ana Ruiz"]);
    check("“Is the ice thin?” Mrs. Ruiz asked.", &["Mrs. Ruiz"]);
    check("“The ice is thin,” said Ben Cole, a teacher.", &["Ben Cole, a teacher"]);
    check("“The ice is thin,” one senior official told a reporter.", &["one senior official"]);
}

#[test]
fn a_cue_before() {
    check("The mayor exulted that “the ice is thick enough”.", &["The mayor"]);
    check("Ruiz, exasperated, famously replied: “The ice is thin, and so what?”", &["Ruiz"]);
    check("Ben Cole went on to say, “The ice was thin all year.”", &["Ben Cole"]);
    check("Ben Cole returned to familiar lines: “The ice was thin all year.”", &["Ben Cole"]);
    check("Ben Cole spoke in a statement:\n“The ice was thin all year.”", &["Ben Cole"]);
}

#[test]
fn a_credit() {
    check("“The ice is thin.” — Ana Ruiz, The Courier", &["Ana Ruiz, The Courier"]);
    check("“The ice is thin. It will break.” - Ana Ruiz", &["Ana Ruiz"]);
    check("“The ice is thin.”\nAna Ruiz, The Courier", &["Ana Ruiz, The Courier"]);
    check("“The ice is thin.\n“It will break.”\nAna Ruiz, The Courier", &["Ana Ruiz, The Courier"; 2]);
    check("“The ice is thin.”\nThe winter goes on", &["-"]);
    check("> The ice is thin.\n> — Ana Ruiz\n", &["Ana Ruiz", "-"]);
}

#[test]
fn one_that_goes_on() {
    check("“The ice is thin,” Ana Ruiz said. “Stay off it.”", &["Ana Ruiz"; 2]);
    check("“The ice is thin,” Ana Ruiz said.\n“Stay off it.”", &["Ana Ruiz"; 2]);
    check("Ana Ruiz said the ice was thin.\n“Stay off it, all of you.”", &["Ana Ruiz"]);
    check("“The ice is thin,” Ana Ruiz said. (“Stay off it.”)", &["Ana Ruiz"; 2]);
    check("“The ice is thin,” Ana Ruiz said. (It was.) “Stay off it.”", &["Ana Ruiz"; 2]);
}

#[test]
fn a_few_words_in_the_middle() {
    check("Ana Ruiz said the ice was thin and “about to break under us all”.", &["Ana Ruiz"]);
    check("Ana Ruiz has built “a way to see through the ice” from glass.", &["Ana Ruiz"]);
    check("The poster was plain: “No skating under any circumstances,” and that was all.", &["-"]);
}

#[test]
fn quoted_words_were_told() {
    for (text, sourced) in [
        ("The mayor hoped that “the ice would be thick enough for all”.", true),
        ("The mayor hoped that the “ice” would be thick enough.", false),
        ("The mayor agreed to close the pond.", false),
        ("The mayor agreed that the pond was closed.", true),
        ("The mayor will say that the pond is closed.", false),
    ] {
        assert_eq!(story(text).is_sourced(0), sourced, "{text}");
    }
}

#[test]
fn nobody() {
    check("“The ice is thin.” Nobody skated that day.", &["-"]);
    check("The winter was long. “The ice is thin.”", &["-"]);
}
