//! One test a cause: what decides, in sentences made for it.

use crate::prose::{Tag, example::prose};

/// The tag of the first token written `word`.
fn tag(sentence: &str, word: &str) -> Tag {
    let prose = prose(sentence);
    let at = prose.words.iter().find(|tagged| tagged.span.of(sentence) == word);
    at.expect("the word stands in the sentence").tag
}

fn check(tagged: Tag, cases: &[(&str, &str)]) {
    for (sentence, word) in cases {
        assert_eq!(tag(sentence, word), tagged, "{word} in {sentence}");
    }
}

#[test]
fn a_word_that_could_be_a_noun_is_the_verb_its_clause_needs() {
    check(
        Tag::Verb,
        &[
            ("Baker supports raising the fee.", "supports"),
            ("Most tenants worry about the rent.", "worry"),
            ("The pier leaks, as Tim Ostrow of the Courier points out.", "points"),
            ("These tenants hold mostly gloomy opinions.", "hold"),
            ("The two councils met and both oppose the dam.", "oppose"),
            ("The mayor calls for calm.", "calls"),
        ],
    );
    check(
        Tag::Noun,
        &[
            ("The calls went unanswered.", "calls"),
            ("He had the support of the council.", "support"),
            ("Her worry was the rent.", "worry"),
        ],
    );
}

#[test]
fn a_past_form_after_its_subject_is_no_participle() {
    check(
        Tag::Verb,
        &[
            ("A senior harbour official said on Friday that the pier was safe.", "said"),
            ("Some 40 percent of tenants overall said they would move.", "said"),
        ],
    );
    check(
        Tag::Participle,
        &[
            ("The pier was closed by the council.", "closed"),
            ("A plan drafted by the council leaked.", "drafted"),
        ],
    );
}

#[test]
fn adverbs_stand_inside_a_verb() {
    check(
        Tag::Adverb,
        &[
            ("She has since stressed that the pier is safe.", "since"),
            ("Several donors have since balked.", "since"),
        ],
    );
}

#[test]
fn a_determiner_that_a_verb_follows_stands_for_its_noun() {
    check(Tag::Noun, &[("Both vowed to fight on.", "Both"), ("Many also fear the flood.", "Many")]);
    check(Tag::Determiner, &[("Many tenants fear the flood.", "Many")]);
}

#[test]
fn that_opens_a_clause_or_points_or_stands_for_a_noun() {
    check(Tag::That, &[("She said that the pier was safe.", "that")]);
    check(Tag::Relative, &[("The storm that sank the pier has passed.", "that")]);
    check(Tag::Determiner, &[("She left in that year.", "that")]);
}

#[test]
fn in_a_title_case_line_small_words_do_not_count() {
    check(Tag::Verb, &[("Baker Calls for Bringing Back the Ferry to the Island", "Calls")]);
    check(Tag::Gerund, &[("Baker Calls for Bringing Back the Ferry to the Island", "Bringing")]);
}

#[test]
fn a_gerund_after_a_preposition() {
    check(Tag::Gerund, &[("He ended by warning darkly that the pier would sink.", "warning")]);
}
