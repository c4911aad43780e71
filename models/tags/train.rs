//! Learns what part a word plays from stories that a tagger has read (see `label.py`), and writes
//! `models/tags/weights.bin`.
//!
//! ```text
//! cargo run --release --features train --example train-tags -- LEARN [LEARN …] [--test TEST …]
//! ```
//! LEARN and TEST name folders of *.txt; the labels of `FOLDER` stand in `FOLDER.tsv`, or in the file named after
//! an equals sign: `FOLDER=LABELS`.

#![allow(clippy::pedantic, clippy::unwrap_used)] // a script: it stops where it cannot go on

use std::{collections::HashMap, fs, path::Path};

use onrecord::{
    document::{Document, Format},
    lexicon::Lexicon,
    prose::{
        Prose, Tag,
        training::{BITS, read, slot},
    },
};

/// A story with its labels, by first byte of the document's text.
struct Story {
    document: Document,
    prose: Prose,
    gold: HashMap<usize, (usize, Tag)>,
}

const EPOCHS: usize = 8;
const RATE: f32 = 0.05;
const DECAY: f32 = 1e-5;

fn main() {
    let lexicon = Lexicon::builtin().unwrap();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let cut = args.iter().position(|arg| arg == "--test").unwrap_or(args.len());
    let load = |names: &[String]| names.iter().flat_map(|name| stories(name, &lexicon)).collect::<Vec<_>>();
    let learn = load(&args[..cut]);
    let test = load(args.get(cut + 1..).unwrap_or_default());
    println!("{} stories to learn from, {} to test on", learn.len(), test.len());
    let weights = teach(&learn, &test, &lexicon);
    fs::write("models/tags/weights.bin", weights.iter().map(|weight| *weight as u8).collect::<Vec<_>>())
        .unwrap();
}

fn stories(name: &str, lexicon: &Lexicon) -> Vec<Story> {
    let (folder, labels) = match name.split_once('=') {
        Some((folder, labels)) => (folder.to_owned(), labels.to_owned()),
        None => (name.to_owned(), format!("{name}.tsv")),
    };
    let mut by_file: HashMap<String, HashMap<usize, (usize, Tag)>> = HashMap::new();
    for line in fs::read_to_string(labels).unwrap().lines() {
        let [file, first, end, penn, relation, ahead] = line.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        if let Some(tag) = part(penn, relation, ahead == "1") {
            by_file
                .entry(file.to_owned())
                .or_default()
                .insert(first.parse().unwrap(), (end.parse().unwrap(), tag));
        }
    }
    let mut files: Vec<_> = by_file.into_iter().collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
        .into_iter()
        .map(|(file, labels)| {
            let bytes = fs::read(Path::new(&folder).join(file)).unwrap();
            let document = Document::read(&bytes, Format::Text).unwrap();
            let prose = Prose::read(&document, lexicon);
            let mut gold = HashMap::new();
            for sentence in &prose.sentences {
                let tokens = || prose.words_of(sentence).iter();
                if in_title_case(tokens().map(|token| token.span.of(&document.text))) {
                    continue; // where the tagger takes every word for a name
                }
                for token in tokens() {
                    let place = document.map.to_file(token.span);
                    if let Some((end, tag)) = labels.get(&place.start())
                        && *end == place.end()
                    {
                        gold.insert(token.span.start(), (token.span.end(), *tag));
                    }
                }
            }
            Story { document, prose, gold }
        })
        .collect()
}

fn in_title_case<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let (mut capital, mut lower) = (0, 0);
    for first in words.filter_map(|word| word.chars().next()) {
        capital += usize::from(first.is_uppercase());
        lower += usize::from(first.is_lowercase());
    }
    capital > 3 && capital > 3 * lower
}

/// The part that a Penn tag and a dependency stand for; none where the tagger's notion is another than ours.
fn part(penn: &str, relation: &str, ahead: bool) -> Option<Tag> {
    let in_phrase = ahead && matches!(relation, "amod" | "compound");
    Some(match penn {
        "VBN" | "VBG" if in_phrase => Tag::Adjective,
        "NN" | "NNS" => Tag::Noun,
        "JJ" | "JJR" | "JJS" if relation == "det" => Tag::Determiner,
        "JJ" | "JJR" | "JJS" => Tag::Adjective,
        "VB" | "VBP" | "VBZ" | "VBD" => Tag::Verb,
        "VBN" => Tag::Participle,
        "VBG" => Tag::Gerund,
        "RB" | "RBR" | "RBS" | "UH" => Tag::Adverb,
        "TO" => Tag::To,
        "WDT" | "WP" => Tag::Relative,
        "DT" | "PDT" if matches!(relation, "det" | "predet" | "preconj") => Tag::Determiner,
        "DT" if matches!(relation, "nsubj" | "nsubjpass" | "dobj" | "pobj" | "attr" | "conj") => Tag::Pronoun,
        "IN" if relation == "mark" => Tag::Subordinator,
        "IN" => Tag::Preposition,
        "WRB" => Tag::Subordinator,
        _ => return None,
    })
}

/// The same among the parts that the word can play.
fn among(tag: Tag, parts: &[Tag]) -> Option<Tag> {
    let has = |part| parts.contains(&part).then_some(part);
    match tag {
        Tag::Subordinator => has(Tag::That).or(has(Tag::Subordinator)),
        Tag::Pronoun => {
            has(Tag::Pronoun).or(if parts.contains(&Tag::Determiner) { has(Tag::Noun) } else { None })
        }
        Tag::Adjective => has(tag).or(has(Tag::Determiner)),
        _ => has(tag),
    }
}

/// Softmax regression by adaptive gradient descent. Each sentence is read with what the model itself has decided of
/// it so far, as it will be in use. The weights are the mean over the epochs but the first.
fn teach(learn: &[Story], test: &[Story], lexicon: &Lexicon) -> Vec<i8> {
    let size = 1 << BITS;
    let (mut weights, mut squares, mut sums) = (vec![0f32; size], vec![0f32; size], vec![0f32; size]);
    let mut state = 12345u64;
    let mut order: Vec<usize> = (0..learn.len()).collect();
    let mut small = vec![0; size];
    for epoch in 0..EPOCHS {
        for index in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(index, (state >> 33) as usize % (index + 1));
        }
        let (mut right, mut all) = (0, 0);
        for index in &order {
            let story = &learn[*index];
            read(&story.document, &story.prose, lexicon, |span, features, parts| {
                let scores = scores(features, parts, |slot| weights[slot]);
                let guess = best(&scores, parts);
                let Some(gold) = story.gold.get(&span.start()).and_then(|(_, tag)| among(*tag, parts)) else {
                    return guess;
                };
                all += 1;
                right += usize::from(guess == gold);
                let top = scores.iter().copied().fold(f32::MIN, f32::max);
                let total: f32 = scores.iter().map(|score| (score - top).exp()).sum();
                for (part, score) in parts.iter().zip(&scores) {
                    let gradient = (score - top).exp() / total - f32::from(u8::from(*part == gold));
                    if gradient.abs() < 0.001 {
                        continue;
                    }
                    for feature in features {
                        let slot = slot(*feature, *part);
                        let step = gradient + DECAY * weights[slot];
                        squares[slot] += step * step;
                        weights[slot] -= RATE * step / (squares[slot].sqrt() + 1e-3);
                    }
                }
                guess
            });
        }
        if epoch > 0 {
            sums.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight);
            let mean = |sum: &f32| sum / epoch as f32;
            let mut sizes: Vec<f32> = sums.iter().map(|sum| mean(sum).abs()).collect();
            sizes.sort_by(f32::total_cmp);
            let step = sizes[size - size / 2000] / 127.0;
            small = sums.iter().map(|sum| (mean(sum) / step).round().clamp(-127.0, 127.0) as i8).collect();
        }
        let learned = right as f64 / all as f64;
        println!("epoch {epoch}: {learned:.4} learning, {:.4} test", agreement(test, &small, lexicon));
    }
    small
}

fn scores(features: &[u32], parts: &[Tag], weight: impl Fn(usize) -> f32) -> Vec<f32> {
    parts.iter().map(|part| features.iter().map(|feature| weight(slot(*feature, *part))).sum()).collect()
}

/// The first of the parts with the highest score.
fn best(scores: &[f32], parts: &[Tag]) -> Tag {
    let mut best = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = index;
        }
    }
    parts[best]
}

fn agreement(test: &[Story], weights: &[i8], lexicon: &Lexicon) -> f64 {
    let (mut right, mut all) = (0, 0);
    for story in test {
        read(&story.document, &story.prose, lexicon, |span, features, parts| {
            let guess = best(&scores(features, parts, |slot| f32::from(weights[slot])), parts);
            if let Some(gold) = story.gold.get(&span.start()).and_then(|(_, tag)| among(*tag, parts)) {
                all += 1;
                right += usize::from(guess == gold);
            }
            guess
        });
    }
    right as f64 / f64::from(all.max(1))
}
