//! Examples of what goes on with the sentence before, and of what does not.

use crate::attribution::example::story;

/// The sentences of `text` that are carried over.
fn carried(text: &str) -> Vec<&str> {
    let story = story(text);
    let carried = story.attributions.iter().filter(|attribution| attribution.carried);
    carried.map(|attribution| attribution.content[0].of(text)).collect()
}

#[test]
fn what_is_shifted_back() {
    let text =
        "The bridge was unsafe, Ana Ruiz said. It had been closed twice. It would close again. Rain fell.";
    assert_eq!(carried(text), ["It had been closed twice.", "It would close again."]);
    let text = "Ana Ruiz told reporters the bridge was unsafe. But the work could take years.";
    assert_eq!(carried(text), ["But the work could take years."]);
}

#[test]
fn what_is_added() {
    let text = "The bridge was unsafe, the report found. In addition, two pumps leak.";
    assert_eq!(carried(text), ["In addition, two pumps leak."]);
}

#[test]
fn what_stands_on_its_own() {
    for text in [
        "The bridge was unsafe, Ana Ruiz said. The council meets on Monday.",
        "The bridge was unsafe, Ana Ruiz said. Ben Cole had closed it.",
        "The bridge was unsafe, Ana Ruiz said.\nIt would close again.",
        "The bridge is unsafe, Ana Ruiz says. It would close again.",
        "“The bridge is unsafe,” Ana Ruiz said. It would close again.",
        "The bridge is unsafe. It would close again.",
    ] {
        assert_eq!(carried(text), [""; 0], "{text}");
    }
}

#[test]
fn it_sources_its_sentence_and_is_no_citation() {
    let story = story("The bridge was unsafe, Ana Ruiz said. It would close again. Ben Cole agreed to pay.");
    assert!(story.is_sourced(1));
    assert_eq!(story.sources[0].attributions, [0]);
    assert!(story.sources[1].attributions.iter().all(|index| !story.attributions[*index].carried));
}
