//! Examples of tokens.

use crate::prose::{Shape, Tagged, TokenKind, TokenKind as Kind, example};

fn tokens(text: &str) -> Vec<Tagged> {
    example::prose(text).words
}

/// The tokens of `text`, with a bar between.
fn cut(text: &str) -> String {
    tokens(text).iter().map(|token| token.span.of(text)).collect::<Vec<_>>().join("|")
}

/// The kinds of the tokens.
fn kinds(text: &str) -> Vec<TokenKind> {
    tokens(text).iter().map(|token| token.kind).collect()
}

#[test]
fn stops_of_abbreviations_belong_to_them() {
    for (text, expected) in [
        ("The U.S. and the U.K.'s fleets", "The|U.S.|and|the|U.K.|'s|fleets"),
        ("Sen. Ruiz met Dr. Lind.", "Sen.|Ruiz|met|Dr.|Lind|."),
        ("at 3 a.m. or 4 p.m.", "at|3|a.m.|or|4|p.m."),
        ("J. R. Ruiz and A.B. Lind", "J.|R.|Ruiz|and|A.B.|Lind"),
        ("on Sept. 3 in Conn.", "on|Sept.|3|in|Conn."),
        ("see No. 5, but no.", "see|No.|5|,|but|no|."),
        ("Lind Inc., and others etc.", "Lind|Inc.|,|and|others|etc."),
        ("It was I. Then he left.", "It|was|I|.|Then|he|left|."),
        ("the house. Then", "the|house|.|Then"),
    ] {
        assert_eq!(cut(text), expected);
    }
}

#[test]
fn endings_are_split_off() {
    for (text, expected) in [
        ("Ruiz's boat", "Ruiz|'s|boat"),
        ("Ruiz’s boat", "Ruiz|’s|boat"),
        ("they'll say I'm late", "they|'ll|say|I|'m|late"),
        ("the owners' boats", "the|owners|'|boats"),
        ("don't, won’t, O'Brien, o’clock", "don't|,|won’t|,|O'Brien|,|o’clock"),
    ] {
        assert_eq!(cut(text), expected);
    }
    assert_eq!(kinds("Ruiz’s"), [Kind::Word, Kind::Clitic]);
    assert_eq!(kinds("the owners' boats"), [Kind::Word, Kind::Word, Kind::Clitic, Kind::Word]);
}

#[test]
fn apostrophes_for_what_is_left_out() {
    for (text, expected, kind) in [
        ("the '90s", "the|'90s", Kind::Number),
        ("the ’90s", "the|’90s", Kind::Number),
        ("get 'em", "get|'em", Kind::Word),
    ] {
        assert_eq!(cut(text), expected);
        assert_eq!(kinds(text)[1], kind, "{text}");
    }
}

#[test]
fn numbers() {
    for (text, expected) in [
        ("1,200 or 3.5 of 7", "1,200|or|3.5|of|7"),
        ("the 9th of the 1990s", "the|9th|of|the|1990s"),
        ("at 6:30, 2016-17", "at|6:30|,|2016-17"),
        ("paid $1.2m and £3bn", "paid|$|1.2m|and|£|3bn"),
        ("up 5%.", "up|5|%|."),
        ("a 10-year-old boat", "a|10-year-old|boat"),
        ("cost .5 and 3.", "cost|.5|and|3|."),
    ] {
        assert_eq!(cut(text), expected);
    }
    assert_eq!(kinds("1,200 .5 10-year"), [Kind::Number, Kind::Number, Kind::Word]);
}

#[test]
fn addresses_are_one_token() {
    for (text, expected) in [
        ("Write to ana.ruiz@example.org.", "Write|to|ana.ruiz@example.org|."),
        ("See https://example.org/a?b=c, now", "See|https://example.org/a?b=c|,|now"),
        ("See www.example.org.", "See|www.example.org|."),
        ("on example.com, he said", "on|example.com|,|he|said"),
        ("tell @ana_ruiz and #ice.", "tell|@ana_ruiz|and|#ice|."),
    ] {
        assert_eq!(cut(text), expected);
    }
}

#[test]
fn dashes_and_hyphens() {
    for (text, expected) in [
        ("ice — and wind – and tide", "ice|—|and|wind|–|and|tide"),
        ("ice—and wind--and tide - all", "ice|—|and|wind|--|and|tide|-|all"),
        ("a well-known quay", "a|well-known|quay"),
    ] {
        assert_eq!(cut(text), expected);
    }
    assert_eq!(kinds("ice—wind--tide - sea"), {
        let (word, dash) = (Kind::Word, Kind::Dash);
        [word, dash, word, dash, word, dash, word]
    });
}

#[test]
fn stops_in_a_row_are_one() {
    for (text, expected) in [
        ("Never...", "Never|..."),
        ("Never . . . again", "Never|. . .|again"),
        ("What?! Never…", "What|?!|Never|…"),
    ] {
        assert_eq!(cut(text), expected);
    }
}

#[test]
fn brackets_and_symbols() {
    assert_eq!(cut("(Ruiz & Lind) [sic] 😀👍🏽 R&D"), "(|Ruiz|&|Lind|)|[|sic|]|😀|👍🏽|R&D");
    assert_eq!(kinds("(a)"), [Kind::Open, Kind::Word, Kind::Close]);
}

#[test]
fn shapes() {
    let shapes: Vec<_> = tokens("ice Ice McLind ICE U.S. A 12").iter().map(|token| token.shape).collect();
    let (lower, capital, upper) = (Shape::Lower, Shape::Capital, Shape::Upper);
    assert_eq!(shapes, [lower, capital, capital, upper, upper, upper, lower]);
}

#[test]
fn case_and_abbreviation_find_the_same_word() {
    let tokens = tokens("said Said Sen.");
    assert_eq!(tokens[0].word, tokens[1].word);
}

#[test]
fn plain_tokens_are_what_the_grammar_reads() {
    use super::{Place, mark, plain, token, web};
    let text = "The U.S. Army, www.a.example and WWW. (or ftp://a.example) met R-Ky. Lind; “No. 5” fell. Www.,x said \
        \"I.\" No. Then A.B. asked a.b@c.example why? He's [sic] 3.5m off . . . .5, and J. R. ended it...! etc.";
    for (at, _) in text.char_indices() {
        let (behind, rest) = text.split_at(at);
        for named in [false, true] {
            let place = Place { behind, carries: false, named, address: web::chunk(rest).1 };
            let Some((length, kind, _)) = plain::token(place, rest) else { continue };
            if behind.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '#')) {
                continue; // no token begins here
            }
            let (after, read): (_, TokenKind) = token(place, rest).unwrap_or_else(|_| mark::any(rest));
            assert_eq!((length, kind), (rest.len() - after.len(), read), "{rest}");
        }
    }
}

#[test]
fn what_is_no_abbreviation_is_read_once() {
    for (part, each) in [("aa.", 2), ("Aa.", 2), ("A.", 0)] {
        let text = format!("{}aa.", part.repeat(100_000));
        assert!(tokens(&text).len() >= each * 100_000, "{part}");
    }
}
