//! Learns the weights of `models/attribution/*.bin` from a corpus of stories in which every attribution is marked.
//!
//! ```text
//! cargo run --release --features train --example train-attribution -- CORPUS [--folds]
//! ```
//!
//! CORPUS holds `*.txt` and `gold.jsonl`, one story a line:
//! `{"file": NAME, "attributions": [{"source": [[s,e]…], "cue": [[s,e]…], "content": [[s,e]…]}]}`, in bytes.
//! With `--folds` nothing is written: three times two thirds are learned and the last third is judged.
//!
//! Contents are learned over the sources that the model *compiled in* chooses: build and run twice.

#![allow(clippy::cast_precision_loss, reason = "counts of examples are small")]

use std::{collections::HashMap, error::Error, fs, ops::Range, path::Path};

use onrecord::{
    Span,
    attribution::learned::{
        STEP,
        training::{Before, Candidate, Pool, Sentence, sizes},
    },
    document::{Document, Format},
    lexicon::Lexicon,
};
use serde::Deserialize;

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Which candidates a model learns from, and how gently.
const EPOCHS: usize = 6;
const RATE_OF_CUES: f32 = 0.02;
const RATE_OF_RANKINGS: f32 = 0.03;
/// Pulls every weight back to nothing.
const DECAY: f32 = 1e-5;
/// Features seen less often in training count for nothing.
const RARE: u32 = 3;
/// Candidates whose best stretch fits the gold content worse than this teach nothing.
const POOR_FIT: f32 = 0.5;
const FOLDS: usize = 3;

#[derive(Deserialize)]
struct Row {
    file: String,
    attributions: Vec<Gold>,
}

/// An attribution as it is marked.
#[derive(Deserialize)]
struct Gold {
    source: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
}

/// A story with, for each candidate of each sentence, the attribution that it is the cue of.
struct Story<'a> {
    sentences: Vec<(Sentence<'a>, Vec<Option<usize>>)>,
    gold: &'a [Gold],
}

fn main() -> Fallible<()> {
    let mut arguments = std::env::args().skip(1);
    let corpus = arguments.next().ok_or("which corpus? Give the folder of gold.jsonl")?;
    let folds = arguments.any(|argument| argument == "--folds");
    let corpus = Path::new(&corpus);
    let lexicon = Lexicon::builtin()?;
    let mut read = Vec::new();
    for line in fs::read_to_string(corpus.join("gold.jsonl"))?.lines() {
        let row: Row = serde_json::from_str(line)?;
        let document = Document::read(&fs::read(corpus.join(&row.file))?, Format::Text)?;
        read.push((Pool::of(document, &lexicon), row.attributions));
    }
    let stories: Vec<Story<'_>> = read.iter().map(|(pool, gold)| Story::of(pool, gold)).collect();
    let stories: Vec<&Story<'_>> = stories.iter().collect();
    if folds {
        judge_by_folds(&stories);
        return Ok(());
    }
    let sizes = sizes();
    write("cues", &learn_cues(&stories, sizes.cues))?;
    write("sources", &learn_ranking(&source_examples(&stories), sizes.sources))?;
    write("contents", &learn_ranking(&content_examples(&stories), sizes.contents))
}

/// Writes weights as bytes.
fn write(name: &str, weights: &[f32]) -> Fallible<()> {
    let byte = |weight: &f32| ((weight / STEP).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("models/attribution").join(name).with_extension("bin");
    let next = path.with_extension("new");
    fs::write(&next, weights.iter().map(byte).collect::<Vec<_>>())?;
    fs::rename(&next, &path)?;
    println!(
        "{}: {} of {} weights in use",
        path.display(),
        weights.iter().filter(|w| **w != 0.0).count(),
        weights.len()
    );
    Ok(())
}

impl<'a> Story<'a> {
    /// Finds for every marked cue the candidate that is its head: what the grammar reads, else the first verb, else
    /// the first word.
    fn of(pool: &'a Pool, gold: &'a [Gold]) -> Self {
        let sentences = pool.sentences();
        let mut inside: Vec<Vec<(usize, usize)>> = vec![Vec::new(); gold.len()];
        for (place, sentence) in sentences.iter().enumerate() {
            for (index, candidate) in sentence.candidates.iter().enumerate() {
                let meets = |gold: &Gold| gold.cue.iter().any(|cue| overlap(cue, candidate.span) > 0);
                for attribution in (0..gold.len()).filter(|attribution| meets(&gold[*attribution])) {
                    inside[attribution].push((place, index));
                }
            }
        }
        let mut heads: HashMap<(usize, usize), usize> = HashMap::new();
        for (attribution, inside) in inside.iter().enumerate() {
            let free: Vec<_> = inside.iter().filter(|place| !heads.contains_key(place)).collect();
            let pick = |test: fn(&Candidate) -> bool| {
                free.iter().find(|(place, index)| test(&sentences[*place].candidates[*index]))
            };
            if let Some(head) =
                pick(|one| one.vouched).or_else(|| pick(|one| one.verb)).or_else(|| pick(|_| true))
            {
                heads.insert(**head, attribution);
            }
        }
        let label = |(place, sentence): (usize, Sentence<'a>)| {
            let labels =
                (0..sentence.candidates.len()).map(|index| heads.get(&(place, index)).copied()).collect();
            (sentence, labels)
        };
        Self { sentences: sentences.into_iter().enumerate().map(label).collect(), gold }
    }

    /// The candidates that are cues, with what is marked there.
    fn cues(&self) -> impl Iterator<Item = (&Candidate, &Gold)> {
        self.sentences.iter().flat_map(|(sentence, labels)| {
            let pairs = sentence.candidates.iter().zip(labels);
            pairs.filter_map(|(candidate, label)| Some((candidate, &self.gold[(*label)?])))
        })
    }
}

/// Bytes that two spans share.
fn overlap(a: &(usize, usize), b: Span) -> usize {
    a.1.min(b.end()).saturating_sub(a.0.max(b.start()))
}

/// Bytes that two lists of spans share.
fn shared(gold: &[(usize, usize)], spans: &[Span]) -> usize {
    gold.iter().flat_map(|a| spans.iter().map(move |b| overlap(a, *b))).sum()
}

/// Learns which candidates are cues: logistic regression.
fn learn_cues(stories: &[&Story<'_>], size: usize) -> Vec<f32> {
    let mut examples: Vec<(Vec<usize>, f32)> = Vec::new();
    let mut seen = vec![0_u32; size];
    for (sentence, labels) in stories.iter().flat_map(|story| &story.sentences) {
        let mut before = Before::default();
        for (candidate, label) in sentence.candidates.iter().zip(labels) {
            let slots = sentence.slots(candidate, before);
            for slot in &slots {
                seen[*slot] += 1;
            }
            examples.push((slots, f32::from(u8::from(label.is_some()))));
            if label.is_some() {
                before = sentence.note(candidate, before);
            }
        }
    }
    for (slots, _) in &mut examples {
        slots.retain(|slot| seen[*slot] >= RARE);
    }
    descend(examples.len(), size, RATE_OF_CUES, |weights, index| {
        let (slots, label) = &examples[index];
        let score: f32 = slots.iter().map(|slot| weights.at(*slot)).sum();
        weights.step(slots, 1.0 / (1.0 + (-score).exp()) - label);
    })
}

/// The options of a choice, each as the slots that it has, and how right each is; these add up to 1.
type Choice<'a> = (Vec<&'a [usize]>, Vec<f32>);

/// Learns to choose: softmax over the options.
fn learn_ranking(choices: &[Choice<'_>], size: usize) -> Vec<f32> {
    descend(choices.len(), size, RATE_OF_RANKINGS, |weights, index| {
        let (options, right) = &choices[index];
        let score = |slots: &&[usize]| slots.iter().map(|slot| weights.at(*slot)).sum::<f32>();
        let scores: Vec<f32> = options.iter().map(score).collect();
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let total: f32 = scores.iter().map(|score| (score - top).exp()).sum();
        for ((slots, score), right) in options.iter().zip(scores).zip(right) {
            let gradient = (score - top).exp() / total - right;
            if gradient.abs() > 1e-4 {
                weights.step(slots, gradient);
            }
        }
    })
}

fn source_examples<'a>(stories: &[&'a Story<'_>]) -> Vec<Choice<'a>> {
    let mut choices = Vec::new();
    for (candidate, gold) in stories.iter().flat_map(|story| story.cues()) {
        let Some(right) = candidate.holders.iter().position(|(span, _)| holds(*span, gold)) else { continue };
        let options: Vec<&[usize]> = candidate.holders.iter().map(|(_, slots)| &slots[..]).collect();
        let target = (0..options.len()).map(|index| f32::from(u8::from(index == right))).collect();
        choices.push((options, target));
    }
    choices
}

/// Whether a holder is the marked source.
fn holds(span: Option<Span>, gold: &Gold) -> bool {
    match span {
        None => gold.source.is_empty(),
        Some(span) => gold.source.iter().any(|source| overlap(source, span) > 0),
    }
}

fn content_examples<'a>(stories: &[&'a Story<'_>]) -> Vec<Choice<'a>> {
    let mut choices = Vec::new();
    for (candidate, gold) in stories.iter().flat_map(|story| story.cues()) {
        let fits = fits(candidate, gold);
        let best = fits.iter().copied().fold(0.0, f32::max);
        if best < POOR_FIT {
            continue;
        }
        let options: Vec<&[usize]> = candidate.stretches.iter().map(|(_, slots)| &slots[..]).collect();
        let near: Vec<f32> = fits.iter().map(|fit| ((fit - best) * 20.0).exp()).collect();
        let total: f32 = near.iter().sum();
        choices.push((options, near.iter().map(|one| one / total).collect()));
    }
    choices
}

/// How well each stretch of a candidate fits its marked content: F1 over the bytes of the sentence.
fn fits(candidate: &Candidate, gold: &Gold) -> Vec<f32> {
    let wanted = shared(&gold.content, &[candidate.sentence]);
    let fit = |spans: &[Span]| {
        let size: usize = spans.iter().map(|span| span.end() - span.start()).sum();
        2.0 * shared(&gold.content, spans) as f32 / (size + wanted).max(1) as f32
    };
    candidate.stretches.iter().map(|(spans, _)| fit(spans)).collect()
}

/// Weights that learn, each at a pace of its own (AdaGrad).
struct Weights {
    values: Vec<f32>,
    squares: Vec<f32>,
    rate: f32,
}

impl Weights {
    fn at(&self, slot: usize) -> f32 {
        self.values[slot]
    }

    fn step(&mut self, slots: &[usize], gradient: f32) {
        for slot in slots {
            let slope = gradient + DECAY * self.values[*slot];
            self.squares[*slot] += slope * slope;
            self.values[*slot] -= self.rate * slope / (self.squares[*slot].sqrt() + 1e-3);
        }
    }
}

/// Shows every example several times in a shuffled order that is always the same; the mean of what was learned after
/// each round but the first.
fn descend(examples: usize, size: usize, rate: f32, mut learn: impl FnMut(&mut Weights, usize)) -> Vec<f32> {
    let mut weights = Weights { values: vec![0.0; size], squares: vec![0.0; size], rate };
    let mut sum = vec![0.0; size];
    let mut order: Vec<usize> = (0..examples).collect();
    let mut random = 12345_u64;
    for epoch in 0..EPOCHS {
        for index in (1..order.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(index, (random >> 33) as usize % (index + 1));
        }
        for index in &order {
            learn(&mut weights, *index);
        }
        if epoch > 0 {
            sum.iter_mut().zip(&weights.values).for_each(|(sum, value)| *sum += value);
        }
    }
    sum.iter().map(|sum| sum / (EPOCHS - 1) as f32).collect()
}

/// Learns from two thirds and judges the last, three times.
fn judge_by_folds(stories: &[&Story<'_>]) {
    const CUTS: Range<i32> = -10..11;
    let cut = |step: i32| step as f32 * 0.15;
    let sizes = sizes();
    let mut hits: HashMap<i32, [usize; 3]> = HashMap::new();
    let (mut right, mut fit, mut count) = (0, 0.0, 0);
    for fold in 0..FOLDS {
        let part = |test: bool| -> Vec<&Story<'_>> {
            let in_part = |(index, _): &(usize, &&Story<'_>)| (index % FOLDS == fold) == test;
            stories.iter().enumerate().filter(in_part).map(|(_, story)| *story).collect()
        };
        let (train, test) = (part(false), part(true));
        let cues = learn_cues(&train, sizes.cues);
        for step in CUTS {
            let total = hits.entry(step).or_default();
            for story in &test {
                count_cues(story, &cues, cut(step), total);
            }
        }
        let sources = learn_ranking(&source_examples(&train), sizes.sources);
        let contents = learn_ranking(&content_examples(&train), sizes.contents);
        for (candidate, gold) in
            test.iter().flat_map(|story| story.cues()).filter(|(one, _)| !one.holders.is_empty())
        {
            right += usize::from(holds(candidate.holders[choose(&candidate.holders, &sources)].0, gold));
            fit += fits(candidate, gold)[choose(&candidate.stretches, &contents)];
            count += 1;
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!("sources right {:.4}, mean fit of contents {:.4}", share(right, count), fit / count as f32);
    for step in CUTS {
        let [hit, predicted, gold] = hits[&step];
        let (precision, recall) = (share(hit, predicted), share(hit, gold));
        let f1 = 2.0 * precision * recall / (precision + recall);
        println!("cues from {:5.2}: P {precision:.3} R {recall:.3} F1 {f1:.4}", cut(step));
    }
}

/// Index of the option with the highest score.
fn choose<T>(options: &[(T, Vec<usize>)], weights: &[f32]) -> usize {
    let score = |index: &usize| options[*index].1.iter().map(|slot| weights[*slot]).sum::<f32>();
    (0..options.len()).max_by(|a, b| score(a).total_cmp(&score(b))).unwrap_or(0)
}

/// Adds hits, predictions and marked cues of a story.
fn count_cues(story: &Story<'_>, weights: &[f32], cut: f32, total: &mut [usize; 3]) {
    total[2] += story.gold.len();
    for (sentence, labels) in &story.sentences {
        let mut before = Before::default();
        for (candidate, label) in sentence.candidates.iter().zip(labels) {
            let score: f32 = sentence.slots(candidate, before).iter().map(|slot| weights[*slot]).sum();
            if score > cut {
                total[0] += usize::from(label.is_some());
                total[1] += 1;
                before = sentence.note(candidate, before);
            }
        }
    }
}
