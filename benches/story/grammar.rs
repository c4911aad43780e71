//! A grammar in a text file: classes, and what each can be. `grammar.txt` says how it is written.

use std::collections::HashMap;

/// What can be said.
pub(crate) struct Grammar {
    names: HashMap<&'static str, usize>,
    /// By class: what it can be, as often as it counts.
    classes: Vec<Vec<Vec<Piece>>>,
}

/// A piece of an alternative.
#[derive(Clone, Copy)]
pub(crate) enum Piece {
    /// Words as they stand.
    Words(&'static str),
    /// One of a class, with a capital or without.
    Class(usize, bool),
    /// Somebody of the cast, with a capital or without.
    Cast(Part, bool),
}

/// How somebody of the cast appears.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    /// By name.
    Who,
    /// By name, in the genitive.
    Whose,
    /// The last who was named, by a pronoun.
    They,
    /// The last who was named, by a pronoun or the name.
    TheyOrWho,
    /// The last who was named, by a possessive pronoun.
    Their,
}

impl Grammar {
    /// Reads a grammar.
    ///
    /// # Panics
    /// Where a class is asked for that is not there.
    pub(crate) fn read(text: &'static str) -> Self {
        let mut names = HashMap::new();
        let mut written: Vec<Vec<(usize, &str)>> = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(alternatives) = line.strip_prefix("  ") {
                let class = written.last_mut().expect("a class stands above its alternatives");
                class.extend(alternatives.split(" | ").map(weighted));
            } else {
                names.insert(line, written.len());
                written.push(Vec::new());
            }
        }
        let repeated =
            |(weight, alternative): &(usize, &'static str)| vec![pieces(alternative, &names); *weight];
        let classes = written.iter().map(|class| class.iter().flat_map(repeated).collect()).collect();
        Self { names, classes }
    }

    /// The class of a name.
    ///
    /// # Panics
    /// Where there is none.
    pub(crate) fn class(&self, name: &str) -> usize {
        self.names[name]
    }

    /// What a class can be.
    pub(crate) fn alternatives(&self, class: usize) -> &[Vec<Piece>] {
        &self.classes[class]
    }
}

/// How often an alternative counts, and what it is.
fn weighted(written: &'static str) -> (usize, &'static str) {
    let counted = written.strip_prefix('*').and_then(|counted| counted.split_once(' '));
    counted.map_or((1, written), |(weight, rest)| (weight.parse().expect("a number after “*”"), rest))
}

fn pieces(alternative: &'static str, names: &HashMap<&str, usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in alternative.split_inclusive('>') {
        let (words, slot) = part.split_once('<').unwrap_or((part, ""));
        pieces.extend((!words.is_empty()).then_some(Piece::Words(words)));
        let slot = slot.trim_end_matches('>');
        if !slot.is_empty() && slot != "nothing" {
            pieces.push(piece(slot, names));
        }
    }
    pieces
}

fn piece(slot: &str, names: &HashMap<&str, usize>) -> Piece {
    if let Some(class) = names.get(slot) {
        return Piece::Class(*class, false);
    }
    let small = slot.to_ascii_lowercase();
    let is_capital = small != slot;
    let part = match small.as_str() {
        "who" => Part::Who,
        "whose" => Part::Whose,
        "they" => Part::They,
        "they-or-who" => Part::TheyOrWho,
        "their" => Part::Their,
        name => match names.get(name) {
            Some(class) => return Piece::Class(*class, is_capital),
            None => panic!("no class <{slot}>"),
        },
    };
    Piece::Cast(part, is_capital)
}
