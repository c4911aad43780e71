//! Learns which words are cues from a corpus of marked stories, and writes `models/cues/weights.bin`.
//!
//! ```text
//! cargo run --release --features train --example train-cues -- CORPUS [--folds]
//! ```

use std::{collections::HashMap, fs, path::Path};

use onrecord::{
    attribution::learned::{
        BITS, STEP,
        training::{Before, Candidate, candidates},
    },
    document::{Document, Format},
    lexicon::Lexicon,
};

type Span = (usize, usize);
type Gold = (Vec<Span>, (Vec<Span>, Vec<Span>));

struct Story {
    sentences: Vec<Vec<(Candidate, Option<usize>)>>,
    sources: Vec<Vec<Span>>,
    contents: Vec<Vec<Span>>,
    gold: usize,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let corpus = Path::new(&args[0]);
    let lexicon = Lexicon::builtin().unwrap();
    let gold = fs::read_to_string(corpus.join("gold.jsonl")).unwrap();
    let stories: Vec<Story> = gold
        .lines()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let bytes = fs::read(corpus.join(row["file"].as_str().unwrap())).unwrap();
            let document = Document::read(&bytes, Format::Text).unwrap();
            let spans = |one: &serde_json::Value| -> Vec<Span> {
                one.as_array()
                    .unwrap()
                    .iter()
                    .map(|span| (span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize))
                    .collect()
            };
            let rows: Vec<Gold> = row["attributions"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| (spans(&one["cue"]), (spans(&one["source"]), spans(&one["content"]))))
                .collect();
            let (cues, sources): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
            let mut story = label(candidates(&document, &lexicon), &cues, &document.text);
            (story.sources, story.contents) = sources.into_iter().unzip();
            story
        })
        .collect();
    let all: usize = stories.iter().map(|story| story.gold).sum();
    let reach: usize =
        stories.iter().flat_map(|s| &s.sentences).flatten().filter(|(_, label)| label.is_some()).count();
    let count: usize = stories.iter().flat_map(|s| &s.sentences).map(Vec::len).sum();
    println!("{count} candidates, {reach} of {all} cues within reach");
    if args.iter().any(|arg| arg == "--folds") {
        let mut totals = HashMap::new();
        for fold in 0..3 {
            let (test, train): (Vec<_>, Vec<_>) =
                stories.iter().enumerate().partition(|(index, _)| index % 3 == fold);
            let train: Vec<&Story> = train.into_iter().map(|(_, story)| story).collect();
            let test: Vec<&Story> = test.into_iter().map(|(_, story)| story).collect();
            let weights = learn(&train);
            let sources = learn_sources(&train);
            evaluate_sources(&test, &sources);
            let contents = learn_contents(&train);
            evaluate_contents(&test, &contents);
            for cut in -10..=10 {
                let (hit, predicted, gold) = evaluate(&test, &weights, cut as f32 * 0.15);
                let total: &mut (usize, usize, usize) = totals.entry(cut).or_default();
                *total = (total.0 + hit, total.1 + predicted, total.2 + gold);
            }
        }
        for cut in -10..=10 {
            let (hit, predicted, gold) = totals[&cut];
            let (p, r) = (hit as f64 / predicted as f64, hit as f64 / gold as f64);
            println!("cut {:5.2}  P {p:.3} R {r:.3} F {:.4}", cut as f32 * 0.15, 2.0 * p * r / (p + r));
        }
        return;
    }
    let refs: Vec<&Story> = stories.iter().collect();
    let weights = learn(&refs);
    let bytes: Vec<u8> = weights.iter().map(|w| (w / STEP).round().clamp(-127.0, 127.0) as i8 as u8).collect();
    fs::write("models/cues/weights.bin", bytes).unwrap();
    let weights = learn_sources(&refs);
    let bytes: Vec<u8> = weights.iter().map(|w| (w / STEP).round().clamp(-127.0, 127.0) as i8 as u8).collect();
    fs::write("models/cues/sources.bin", bytes).unwrap();
    let weights = learn_contents(&refs);
    let bytes: Vec<u8> = weights.iter().map(|w| (w / STEP).round().clamp(-127.0, 127.0) as i8 as u8).collect();
    fs::write("models/cues/contents.bin", bytes).unwrap();
}

fn label(sentences: Vec<Vec<Candidate>>, cues: &[Vec<Span>], text: &str) -> Story {
    // Which candidates lie in each cue; one of them is its head.
    let mut inside: Vec<Vec<(usize, usize)>> = vec![Vec::new(); cues.len()];
    for (s, sentence) in sentences.iter().enumerate() {
        for (c, candidate) in sentence.iter().enumerate() {
            let span = if candidate.licensed {
                (candidate.span.start(), candidate.span.end())
            } else {
                (candidate.head.start(), candidate.head.end())
            };
            for (index, cue) in cues.iter().enumerate() {
                if cue.iter().any(|(start, end)| *start < span.1 && span.0 < *end) {
                    inside[index].push((s, c));
                }
            }
        }
    }
    let mut labels: HashMap<(usize, usize), usize> = HashMap::new();
    for (index, inside) in inside.iter().enumerate() {
        let pick = |test: &dyn Fn(&Candidate) -> bool| {
            inside.iter().copied().find(|(s, c)| test(&sentences[*s][*c]) && !labels.contains_key(&(*s, *c)))
        };
        let head = pick(&|c| c.licensed).or_else(|| pick(&|c| c.verb)).or_else(|| pick(&|_| true));
        if let Some(head) = head {
            labels.insert(head, index);
        } else if std::env::var("SHOW").is_ok() {
            println!("OUT {:?}", cues[index].iter().map(|(s, e)| &text[*s..*e]).collect::<Vec<_>>());
        }
    }
    let sentences = sentences
        .into_iter()
        .enumerate()
        .map(|(s, sentence)| {
            sentence.into_iter().enumerate().map(|(c, one)| (one, labels.get(&(s, c)).copied())).collect()
        })
        .collect();
    Story { sentences, sources: Vec::new(), contents: Vec::new(), gold: cues.len() }
}

fn learn(stories: &[&Story]) -> Vec<f32> {
    let size = 1 << BITS;
    let (mut weights, mut squares) = (vec![0f32; size], vec![0f32; size]);
    let mut examples: Vec<(Vec<usize>, f32)> = Vec::new();
    let mut seen = vec![0u32; size];
    for story in stories {
        for sentence in &story.sentences {
            let mut before = Before::default();
            for (candidate, label) in sentence {
                let slots = candidate.slots(before);
                for slot in &slots {
                    seen[*slot] += 1;
                }
                examples.push((slots, f32::from(u8::from(label.is_some()))));
                if label.is_some() {
                    before.note(candidate);
                }
            }
        }
    }
    let rare = env("RARE", 3.0) as u32;
    for (slots, _) in &mut examples {
        slots.retain(|slot| seen[*slot] >= rare);
    }
    let rate = env("RATE", 0.02);
    let l2 = env("L2", 1e-5);
    let epochs = env("EPOCHS", 6.0) as usize;
    let mut state = 12345u64;
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut sum = vec![0f32; size];
    for epoch in 0..epochs {
        for i in (1..order.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            order.swap(i, (state >> 33) as usize % (i + 1));
        }
        for index in &order {
            let (slots, label) = &examples[*index];
            let score: f32 = slots.iter().map(|slot| weights[*slot]).sum();
            let gradient = 1.0 / (1.0 + (-score).exp()) - label;
            for slot in slots {
                let g = gradient + l2 * weights[*slot];
                squares[*slot] += g * g;
                weights[*slot] -= rate * g / (squares[*slot].sqrt() + 1e-3);
            }
        }
        if epoch > 0 {
            for (s, w) in sum.iter_mut().zip(&weights) {
                *s += w;
            }
        }
    }
    sum.iter().map(|s| s / (epochs - 1) as f32).collect()
}

fn env(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn evaluate(stories: &[&Story], weights: &[f32], cut: f32) -> (usize, usize, usize) {
    let (mut hit, mut predicted, mut gold) = (0, 0, 0);
    for story in stories {
        gold += story.gold;
        for sentence in &story.sentences {
            let mut before = Before::default();
            for (candidate, label) in sentence {
                let score: f32 = candidate.slots(before).iter().map(|slot| weights[*slot]).sum();
                if score > cut {
                    predicted += 1;
                    hit += usize::from(label.is_some());
                    before.note(candidate);
                }
            }
        }
    }
    (hit, predicted, gold)
}

/// Index of the holder that is the source of a labelled candidate.
fn right(candidate: &Candidate, source: &[Span]) -> Option<usize> {
    if source.is_empty() {
        return Some(0);
    }
    candidate.holders.iter().position(|(span, _)| {
        span.is_some_and(|span| source.iter().any(|(start, end)| *start < span.end() && span.start() < *end))
    })
}

fn learn_sources(stories: &[&Story]) -> Vec<f32> {
    let mut examples: Vec<(Vec<&[usize]>, Vec<f32>)> = Vec::new();
    for story in stories {
        for (candidate, label) in story.sentences.iter().flatten() {
            let Some(label) = label else { continue };
            if let Some(right) = right(candidate, &story.sources[*label]) {
                if candidate.holders.is_empty() {
                    continue;
                }
                let options: Vec<&[usize]> = candidate.holders.iter().map(|(_, slots)| &slots[..]).collect();
                let target = (0..options.len()).map(|index| f32::from(u8::from(index == right))).collect();
                examples.push((options, target));
            }
        }
    }
    learn_ranking(&examples)
}

/// Bytes of one list of spans that another covers.
fn common(a: &[Span], b: &[Span]) -> usize {
    a.iter().flat_map(|x| b.iter().map(move |y| x.1.min(y.1).saturating_sub(x.0.max(y.0)))).sum()
}

/// How well each stretch of a candidate fits its gold content, as F1 over bytes of the sentence.
fn fits(candidate: &Candidate, content: &[Span]) -> Vec<f32> {
    let sentence = [(candidate.sentence.start(), candidate.sentence.end())];
    let gold = common(content, &sentence);
    candidate
        .stretches
        .iter()
        .map(|(spans, _)| {
            let spans: Vec<Span> = spans.iter().map(|span| (span.start(), span.end())).collect();
            let size = common(&spans, &sentence);
            2.0 * common(&spans, content) as f32 / (size + gold).max(1) as f32
        })
        .collect()
}

fn learn_contents(stories: &[&Story]) -> Vec<f32> {
    let mut examples: Vec<(Vec<&[usize]>, Vec<f32>)> = Vec::new();
    for story in stories {
        for (candidate, label) in story.sentences.iter().flatten() {
            let Some(label) = label else { continue };
            let fits = fits(candidate, &story.contents[*label]);
            let best = fits.iter().copied().fold(0.0, f32::max);
            if best < 0.5 {
                continue;
            }
            let options: Vec<&[usize]> = candidate.stretches.iter().map(|(_, slots)| &slots[..]).collect();
            let near: Vec<f32> = fits.iter().map(|fit| ((fit - best) * 20.0).exp()).collect();
            let total: f32 = near.iter().sum();
            examples.push((options, near.iter().map(|one| one / total).collect()));
        }
    }
    learn_ranking(&examples)
}

fn evaluate_contents(stories: &[&Story], weights: &[f32]) {
    let (mut got, mut could, mut had, mut count) = (0.0, 0.0, 0.0, 0.0);
    for story in stories {
        for (candidate, label) in story.sentences.iter().flatten() {
            let Some(label) = label else { continue };
            if candidate.stretches.is_empty() {
                continue;
            }
            let fits = fits(candidate, &story.contents[*label]);
            let score = |slots: &Vec<usize>| -> f32 { slots.iter().map(|slot| weights[*slot]).sum() };
            let best = (0..fits.len())
                .max_by(|a, b| score(&candidate.stretches[*a].1).total_cmp(&score(&candidate.stretches[*b].1)))
                .unwrap();
            got += fits[best];
            had += fits[0];
            could += fits.iter().copied().fold(0.0, f32::max);
            count += 1.0;
        }
    }
    println!(
        "contents: mean fit {:.3}, of the grammar {:.3}, within reach {:.3}",
        got / count,
        had / count,
        could / count
    );
}

/// Learns to rank: each example is its options, each the slots that it has, and how right each is.
fn learn_ranking(examples: &[(Vec<&[usize]>, Vec<f32>)]) -> Vec<f32> {
    let size = 1 << BITS;
    let (mut weights, mut squares) = (vec![0f32; size], vec![0f32; size]);
    let rate = env("SRATE", 0.03);
    let epochs = env("SEPOCHS", 6.0) as usize;
    let mut state = 12345u64;
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut sum = vec![0f32; size];
    for epoch in 0..epochs {
        for i in (1..order.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            order.swap(i, (state >> 33) as usize % (i + 1));
        }
        for index in &order {
            let (options, target) = &examples[*index];
            let scores: Vec<f32> =
                options.iter().map(|slots| slots.iter().map(|slot| weights[*slot]).sum()).collect();
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let total: f32 = scores.iter().map(|score| (score - top).exp()).sum();
            for (option, slots) in options.iter().enumerate() {
                let gradient = (scores[option] - top).exp() / total - target[option];
                if gradient.abs() < 1e-4 {
                    continue;
                }
                for slot in *slots {
                    let g = gradient + 1e-5 * weights[*slot];
                    squares[*slot] += g * g;
                    weights[*slot] -= rate * g / (squares[*slot].sqrt() + 1e-3);
                }
            }
        }
        if epoch > 0 {
            for (s, w) in sum.iter_mut().zip(&weights) {
                *s += w;
            }
        }
    }
    sum.iter().map(|s| s / (epochs - 1) as f32).collect()
}

fn evaluate_sources(stories: &[&Story], weights: &[f32]) {
    let (mut good, mut all, mut out) = (0, 0, 0);
    for story in stories {
        for (candidate, label) in story.sentences.iter().flatten() {
            let Some(label) = label else { continue };
            if candidate.holders.is_empty() {
                continue;
            }
            all += 1;
            let gold = &story.sources[*label];
            if right(candidate, gold).is_none() {
                out += 1;
            }
            let score = |slots: &Vec<usize>| -> f32 { slots.iter().map(|slot| weights[*slot]).sum() };
            let best = candidate.holders.iter().max_by(|a, b| score(&a.1).total_cmp(&score(&b.1))).unwrap();
            good += usize::from(match best.0 {
                None => gold.is_empty(),
                Some(span) => gold.iter().any(|(start, end)| *start < span.end() && span.start() < *end),
            });
        }
    }
    println!("sources: {good} of {all} right, {out} out of reach");
}
