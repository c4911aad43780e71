//! Examples of quotations.

use crate::prose::{Marks, Quotation, example::prose};

fn quotations(text: &str) -> Vec<Quotation> {
    prose(text).quotations
}

/// The words of the quotations, with their marks.
fn quoted(text: &str) -> Vec<&str> {
    quotations(text).iter().map(|quotation| quotation.span.of(text)).collect()
}

#[test]
fn marks_of_every_form() {
    for (text, expected) in [
        ("He said, “The ice is thin.”", "“The ice is thin.”"),
        ("He said, \"The ice is thin.\"", "\"The ice is thin.\""),
        ("He said, ‘The ice is thin.’", "‘The ice is thin.’"),
        ("He said, 'The ice is thin.'", "'The ice is thin.'"),
        ("He said, ``The ice is thin.''", "``The ice is thin.''"),
        ("He said, ''The ice is thin.''", "''The ice is thin.''"),
        ("He said, «The ice is thin.»", "«The ice is thin.»"),
        ("He said, „The ice is thin.“", "„The ice is thin.“"),
        ("He said (“thin ice”).", "“thin ice”"),
        ("“Thin ice”—that was all.", "“Thin ice”"),
        ("the so-called \"ice\"", "\"ice\""),
    ] {
        assert_eq!(quoted(text), [expected], "{text}");
        assert!(quotations(text)[0].closed, "{text}");
    }
}

#[test]
fn several_in_a_line() {
    let text = "“The ice,” she said, “is thin.” He said \"no\" and 'never'.";
    assert_eq!(quoted(text), ["“The ice,”", "“is thin.”", "\"no\"", "'never'"]);
}

#[test]
fn apostrophes_open_nothing() {
    for text in [
        "The owners' boats don't float.",
        "The owners’ boats don’t float, and the towns’ can’t.",
        "In the '90s it was rock 'n' roll.",
        "Ana’s boat is O’Brien’s.",
        "It is 6' 2\" long.",
    ] {
        assert_eq!(quoted(text), [""; 0], "{text}");
    }
}

#[test]
fn apostrophes_inside_single_marks() {
    let text = "She said, ‘The owners’ boats don’t float.’ Then she left.";
    assert_eq!(quoted(text), ["‘The owners’ boats don’t float.’"]);
    let text = "She said, 'I don't know what it's for.'";
    assert_eq!(quoted(text), ["'I don't know what it's for.'"]);
}

#[test]
fn one_inside_another() {
    let text = "“He said, ‘The ice is thin,’ and left,” she said.";
    assert_eq!(quoted(text), ["“He said, ‘The ice is thin,’ and left,”", "‘The ice is thin,’"]);
    let parents: Vec<_> = quotations(text).iter().map(|quotation| quotation.parent).collect();
    assert_eq!(parents, [None, Some(0)]);
    let outermost: Vec<_> = quotations(text).iter().map(|quotation| quotation.outermost).collect();
    assert_eq!(outermost, [Some(0), Some(0)]);
    let text = "\"He said, 'The ice is thin.'\"";
    assert_eq!(quoted(text), [text.trim(), "'The ice is thin.'"]);
}

#[test]
fn words_are_counted() {
    let words: Vec<_> =
        quotations("“The ice isn’t thin,” he said of the “ice”.").iter().map(|one| one.words).collect();
    assert_eq!(words, [4, 1]);
}

#[test]
fn over_several_paragraphs() {
    let text = "She said: “The ice is thin.\n“It will break.\n“Stay off.”\nNobody did.\n";
    let found = quotations(text);
    assert_eq!(quoted(text), ["“The ice is thin.", "“It will break.", "“Stay off.”"]);
    let chain: Vec<_> = found.iter().map(|one| (one.continues, one.closed)).collect();
    assert_eq!(chain, [(None, false), (Some(0), false), (Some(1), true)]);
}

#[test]
fn closed_ones_do_not_run_on() {
    let found = quotations("“The ice is thin,” she said.\n“Stay off.”\n");
    assert!(found.iter().all(|one| one.continues.is_none() && one.closed));
}

#[test]
fn left_open_ends_with_its_sentence() {
    let text = "She said “the ice is thin. Nobody believed her. They went.\nAll of them.";
    assert_eq!(quoted(text), ["“the ice is thin."]);
    assert!(!quotations(text)[0].closed);
}

#[test]
fn left_open_ends_before_the_next() {
    let text = "She said “the ice is thin, and he said “no” to that.";
    assert_eq!(quoted(text), ["“the ice is thin, and he said", "“no”"]);
}

#[test]
fn block_quotations() {
    let text = "She wrote:\n> The ice is “thin”.\n> Stay off.\nNobody did.\n";
    let found = quotations(text);
    assert_eq!(quoted(text), ["The ice is “thin”.", "“thin”", "Stay off."]);
    let marks: Vec<_> = found.iter().map(|one| (one.marks, one.parent, one.continues)).collect();
    let block = Marks::Block;
    assert_eq!(marks, [(block, None, None), (Marks::Double, Some(0), None), (block, None, Some(0))]);
}

#[test]
fn quotations_left_open_hold_what_is_opened_in_them() {
    let text = "She said “the ice «is thin. He “knew «it.";
    assert_eq!(quoted(text)[0], "“the ice «is thin.");
    let many = quotations(&"“a «b ".repeat(50_000));
    assert!(many.windows(2).all(|pair| pair[0].span.start() <= pair[1].span.start()));
    assert!(many.iter().all(|one| !one.closed && one.words > 0));
    let blanks = format!("{}{}a", "\"".repeat(50_000), " ".repeat(50_000));
    assert!(quotations(&blanks).iter().all(|one| one.words <= 1));
}
