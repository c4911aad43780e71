//! What the learned part adds, what it strikes, and that the house has the last word.

use std::{fs, path::Path};

use super::{CUES, CueSight, HOPELESS, History, Score, UNVOUCHED, is_candidate};
use crate::{
    attribution::{Cue, Story, sentence::SentenceReader},
    document::{Document, Format},
    lexicon::{ClassFile, Lexicon},
    prose::Prose,
    rule::Catalogue,
};

fn lexicon() -> Lexicon {
    Lexicon::builtin().unwrap()
}

/// The cues of a text, each with whether the grammar vouches for it.
fn cues(text: &str, lexicon: &Lexicon) -> Vec<(String, bool)> {
    let document = Document::read(text.as_bytes(), Format::Text).unwrap();
    let story = Story::read(document, lexicon, Catalogue::builtin().unwrap().claims());
    let shown = |cue: &Cue| (cue.span.of(text).to_owned(), cue.vouched);
    story.attributions.iter().filter_map(|attribution| attribution.cue.as_ref().map(shown)).collect()
}

/// The builtin words and those of the house.
fn with_house(words: &str) -> Lexicon {
    let mut lexicon = lexicon();
    lexicon.add_of_the_house(&ClassFile::parse(words).unwrap()).unwrap();
    lexicon
}

#[test]
fn a_rare_cue_counts_by_what_surrounds_it() {
    let text = "Ana Ruiz groused that the pier was shut.";
    assert_eq!(cues(text, &lexicon()), [("groused".to_owned(), false)]);
    let text = "Mayor Ana Ruiz has been vocal about the closure of the pier.";
    assert_eq!(cues(text, &lexicon()), [("vocal".to_owned(), false)]);
    assert!(cues("Mayor Ana Ruiz has been late for the closure of the pier.", &lexicon()).is_empty());
}

#[test]
fn a_word_of_many_uses_is_a_cue_only_where_it_reports() {
    let found = |text: &str| cues(text, &lexicon()).into_iter().map(|(cue, _)| cue).collect::<Vec<_>>();
    assert_eq!(found("The ministry claims that the pier is safe."), ["claims"]);
    assert!(found("The river claims three lives a year.").is_empty());
    assert_eq!(found("The council maintains that the pier is safe."), ["maintains"]);
    assert!(found("The council maintains 40 miles of road.").is_empty());
    assert_eq!(found("They found that the pier was rotten."), ["found"]);
    assert!(found("They found a boat under the pier.").is_empty());
}

#[test]
fn who_is_described_is_the_source() {
    let text = "Ana Ruiz, a former pier inspector for the county has said that it was unsafe.";
    let story = Story::read(
        Document::read(text.as_bytes(), Format::Text).unwrap(),
        &lexicon(),
        Catalogue::builtin().unwrap().claims(),
    );
    let source = story.attributions[0].source.unwrap();
    assert_eq!((source.core.of(text), source.kind.name()), ("Ana Ruiz", "named"));
}

#[test]
fn a_subject_after_a_subordinator_is_not_given_up_for_one_across_another_verb() {
    let text = "Envoys have met in a third country as Velmark looks for a way back into Belkhara.";
    let story = Story::read(
        Document::read(text.as_bytes(), Format::Text).unwrap(),
        &lexicon(),
        Catalogue::builtin().unwrap().claims(),
    );
    let source = story.attributions[0].source.unwrap();
    assert_eq!(source.core.of(text), "Velmark");
}

#[test]
fn the_house_adds_and_strikes_cues() {
    let text = "The mayor glooped the pier on Monday.";
    assert!(cues(text, &lexicon()).is_empty());
    let added = with_house(
        "[class.cue-speech]\nabout = 'ours'\ninflect = 'verb'\nwords = ['gloop']\n\
         [class.frame-any]\nabout = 'ours'\ninflect = 'verb'\nwords = ['gloop']\n",
    );
    assert_eq!(cues(text, &added), [("glooped".to_owned(), true)]);

    let text = "The mayor said that the pier was shut.";
    assert_eq!(cues(text, &lexicon()).len(), 1);
    let struck = with_house("[class.no-cue]\nabout = 'ours'\nwords = ['said']\n");
    assert!(cues(text, &struck).is_empty());
}

#[test]
fn no_cue_is_given_up_at_a_glance() {
    let (lexicon, mut cues) = (lexicon(), 0);
    for name in ["care-home", "city-hall", "court", "front-line", "interview", "markets", "obituary", "strike"]
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/stories/{name}.txt"));
        let document = Document::read(&fs::read(path).unwrap(), Format::Text).unwrap();
        let prose = Prose::read(&document, &lexicon);
        let mut reader = SentenceReader::new(&document.text, &prose);
        for sentence in 0..prose.sentences.len() {
            reader.turn_to(sentence);
            reader.look();
            for at in 0..reader.clause().chunks.len() {
                if reader.vouched(at).is_some() || !is_candidate(reader.clause(), at) {
                    continue;
                }
                let mut sight = CueSight::new(&reader, at, None, Score::by(&CUES));
                let glances = [CueSight::word, CueSight::neighbours, CueSight::chunks].map(|glance| {
                    glance(&mut sight);
                    sight.sink.total
                });
                sight.rest();
                sight.history(History::default());
                if sight.sink.total > UNVOUCHED {
                    cues += 1;
                    assert!(
                        glances.iter().zip(HOPELESS).all(|(score, cut)| *score >= cut),
                        "{name}: {glances:?}"
                    );
                }
            }
        }
    }
    assert!(cues > 0);
}
