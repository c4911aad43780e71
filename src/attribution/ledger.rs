//! The ledger: which mentions are the same source, over the whole story.
//!
//! Names meet their short forms, "the official" the official before, pronouns the nearest fitting speaker.
//! Where two fit equally well nothing is guessed, and a pronoun stays a pronoun.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Attribution, Count, Cue, Frame, Mention, Source, SourceKind, Style,
    description::{self, Description},
    found::{Found, SourcePhrase},
    kind::{self, Reading},
    unsaid,
};
use crate::{
    Span,
    document::Document,
    lexicon::Class,
    prose::{Marks, Prose, Tag, Tagged},
};

/// How many sentences back a pronoun finds its referent.
const PRONOUN_REACH: usize = 3;

/// How many bytes before a pronoun a person is still near who has not been cited.
const PERSON_REACH: usize = 300;

/// Turns what was found into attributions, and their sources into a ledger.
pub(crate) fn resolve(
    document: &Document,
    prose: &Prose,
    words: &[Tagged],
    found: Vec<Found>,
) -> (Vec<Attribution>, Vec<Source>) {
    let mut ledger = Ledger {
        text: &document.text,
        words,
        people: People::read(&document.text, prose, words),
        rows: Vec::new(),
        by_key: FxHashMap::default(),
    };
    let mut attributions = Vec::with_capacity(found.len());
    for found in found {
        let source = found.source.as_ref().map(|phrase| ledger.mention(phrase, found.sentence));
        if let Some(mention) = source {
            ledger.rows[mention.id].source.attributions.push(attributions.len());
        }
        attributions.push(attribution(prose, words, &found, source));
    }
    let sources = ledger.close(prose, &mut attributions);
    (attributions, sources)
}

fn attribution(prose: &Prose, words: &[Tagged], found: &Found, source: Option<Mention>) -> Attribution {
    let cue = (!found.cue.is_empty()).then(|| Cue {
        span: words[found.cue.start].token.span.join(words[found.cue.end - 1].token.span),
        tokens: found.cue.clone(),
        frame: found.frame,
        vouched: found.vouched,
        score: found.score.map(super::learned::log_odds),
    });
    let mut content = found.content.clone();
    content.sort_unstable();
    Attribution {
        source,
        cue,
        style: style(prose, &content),
        content,
        mental: found.mental,
        unsaid: unsaid::is_unsaid(prose, words, found),
        carried: false,
        sentence: found.sentence,
    }
}

/// Direct when all content words stand in quotation marks, mixed when some do.
fn style(prose: &Prose, content: &[Span]) -> Style {
    let (mut quoted, mut all) = (0, 0);
    for span in content {
        all += span.len();
        let first = prose.quotations.partition_point(|quotation| quotation.span.end() <= span.start());
        for quotation in
            prose.quotations[first..].iter().take_while(|quotation| quotation.span.start() < span.end())
        {
            if quotation.parent.is_none() && quotation.marks != Marks::Block {
                quoted += quotation.span.end().min(span.end()) - quotation.span.start().max(span.start());
            }
        }
    }
    // A stop or comma may stand outside the marks.
    match quoted {
        0 => Style::Indirect,
        _ if quoted + 3 >= all => Style::Direct,
        _ => Style::Mixed,
    }
}

struct Ledger<'a> {
    text: &'a str,
    words: &'a [Tagged],
    people: People,
    rows: Vec<Row>,
    by_key: FxHashMap<String, usize>,
}

/// A row in the making.
struct Row {
    source: Source,
    reading: Reading,
    gender: Gender,
    description: Description,
    /// Index of the sentence with the latest mention.
    latest: usize,
}

/// What the text gives of somebody's gender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Gender {
    #[default]
    Unknown,
    Masculine,
    Feminine,
}

impl Gender {
    fn fits(self, other: Self) -> bool {
        self == Self::Unknown || other == Self::Unknown || self == other
    }

    fn of(words: &[Tagged]) -> Self {
        let has = |class| words.iter().any(|word| word.classes.has(class));
        if has(Class::MaleTitle) || has(Class::Masculine) {
            Self::Masculine
        } else if has(Class::FemaleTitle) || has(Class::Feminine) {
            Self::Feminine
        } else if has(Class::MaleName) {
            Self::Masculine
        } else if has(Class::FemaleName) {
            Self::Feminine
        } else {
            Self::Unknown
        }
    }
}

impl Ledger<'_> {
    /// The mention for a source phrase, entered in the ledger.
    fn mention(&mut self, phrase: &SourcePhrase, sentence: usize) -> Mention {
        let mut reading = kind::read(self.words, phrase);
        let span = self.span(&phrase.tokens);
        let head = self.span(&reading.head);
        if reading.kind == SourceKind::Named && self.people.is_institution(head.of(self.text)) {
            reading.kind = SourceKind::Org;
        } else if reading.kind == SourceKind::Org && self.people.is_surname(head.of(self.text)) {
            reading.kind = SourceKind::Named;
        }
        let id = match reading.kind {
            SourceKind::Pronoun => self.referent(phrase, sentence).or_else(|| self.person_near(phrase)),
            _ => self.same_as(&reading, phrase),
        };
        let id = id.unwrap_or_else(|| self.enter(&reading, phrase));
        let row = &mut self.rows[id];
        row.latest = sentence;
        row.source.mentions.push(span);
        let kind = if reading.kind == SourceKind::Pronoun || is_short_form(&reading, &row.reading) {
            row.source.kind
        } else {
            reading.kind
        };
        let gender = Gender::of(&self.words[phrase.core.clone()]);
        if row.gender == Gender::Unknown {
            row.gender = gender;
        }
        if row.source.kind == SourceKind::Anonymous {
            row.description.absorb(description::read(self.words, phrase, &reading));
        }
        if reading.kind == SourceKind::Named && head.len() > row.source.name.len() {
            head.of(self.text).clone_into(&mut row.source.name);
        }
        Mention { span, core: self.proper(&reading, phrase), head, kind, id }
    }

    /// The phrase proper, up to its head: "a person" in "a person familiar with the talks".
    fn proper(&self, reading: &Reading, phrase: &SourcePhrase) -> Span {
        let head_inside = phrase.core.contains(&(reading.head.end - 1));
        self.span(&(phrase.core.start..if head_inside { reading.head.end } else { phrase.core.end }))
    }

    fn span(&self, tokens: &std::ops::Range<usize>) -> Span {
        self.words[tokens.start].token.span.join(self.words[tokens.end - 1].token.span)
    }

    /// The row that a noun phrase speaks of again.
    fn same_as(&self, reading: &Reading, phrase: &SourcePhrase) -> Option<usize> {
        let key = self.key(reading, phrase);
        if let Some(id) = self.by_key.get(&key) {
            return Some(*id);
        }
        let head = &self.words[reading.head.end - 1];
        let takes_up = reading.definite
            && matches!(
                reading.kind,
                SourceKind::Anonymous | SourceKind::Office | SourceKind::Org | SourceKind::Document
            );
        if takes_up && phrase.core.len() <= 2 {
            return self.rows.iter().rposition(|row| self.is_taken_up(row, head, reading));
        }
        None
    }

    /// Whether "the official" can be the source of this row: same head noun, in its number or as one of them.
    fn is_taken_up(&self, row: &Row, head: &Tagged, reading: &Reading) -> bool {
        let before = &self.words[row.reading.head.end - 1];
        let same_word = before.token.word == head.token.word && !before.classes.is_empty();
        let text = |word: &Tagged| word.token.span.of(self.text).to_lowercase();
        let same_lemma = same_word || text(before).trim_end_matches('s') == text(head).trim_end_matches('s');
        same_lemma && (row.source.kind == reading.kind || row.source.kind == SourceKind::Anonymous)
    }

    /// Whom a pronoun stands for: the latest source that fits, if it is near and no other person stands between.
    fn referent(&self, phrase: &SourcePhrase, sentence: usize) -> Option<usize> {
        let word = self.words[phrase.core.start];
        let plural = word.classes.has(Class::PluralPronoun);
        let gender = Gender::of(&self.words[phrase.core.start..=phrase.core.start]);
        let person = gender != Gender::Unknown;
        if word.classes.has(Class::FirstPerson) || !person && !plural {
            return None;
        }
        let at = word.token.span.start();
        let latest = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.latest + PRONOUN_REACH >= sentence)
            .filter(
                |(_, row)| {
                    if plural { row.can_be_several() } else { row.can_be_one() && row.gender.fits(gender) }
                },
            )
            .max_by_key(|(_, row)| row.source.mentions.last().map_or(0, |span| span.end()));
        if plural {
            return latest.map(|(id, _)| id);
        }
        let speaker_at = latest.map_or(0, |(_, row)| row.source.mentions.last().map_or(0, |span| span.start()));
        let rival = self.people.between(speaker_at, at).find(|name| {
            name.gender.fits(gender)
                && latest.is_none_or(|(_, row)| !row.source.name.ends_with(name.surname(self.text)))
        });
        match (latest, rival) {
            (Some((id, row)), None) => Some(id).filter(|_| row.gender.fits(gender)),
            (Some((id, row)), Some(rival)) if row.gender == gender && rival.gender == Gender::Unknown => {
                Some(id)
            }
            (None | Some(_), Some(_) | None) => None,
        }
    }

    /// The one person who is named shortly before a pronoun and fits it, though nobody has cited them yet: "Ana
    /// Ruiz, a nurse, walked for an hour. “I’m tired,” *she* said."
    fn person_near(&mut self, phrase: &SourcePhrase) -> Option<usize> {
        let word = &self.words[phrase.core.start];
        let gender = Gender::of(std::slice::from_ref(word));
        let at = word.token.span.start();
        let spoke_near = self.rows.iter().rev().take(PRONOUN_REACH).any(|row| {
            row.can_be_one() && row.source.mentions.last().is_some_and(|span| span.end() + PERSON_REACH > at)
        });
        if gender == Gender::Unknown || word.classes.has(Class::FirstPerson) || spoke_near {
            return None;
        }
        let near = self.people.between(at.saturating_sub(PERSON_REACH), at);
        let fitting: Vec<&Name> = near.filter(|name| name.gender == gender).collect();
        let surname = |name: &Name| name.surname(self.text);
        let (first, others) = fitting.split_first()?;
        if others.iter().any(|other| surname(other) != surname(first)) {
            return None;
        }
        let name = Name::clone(first);
        let phrase = SourcePhrase { core: name.tokens.clone(), tokens: name.tokens.clone() };
        let reading = Reading { kind: SourceKind::Named, head: name.tokens, plural: false, definite: false };
        let known = self.by_key.get(&self.key(&reading, &phrase)).copied();
        Some(known.unwrap_or_else(|| self.enter(&reading, &phrase)))
    }

    fn enter(&mut self, reading: &Reading, phrase: &SourcePhrase) -> usize {
        let id = self.rows.len();
        let name = match reading.kind {
            SourceKind::Named => self.people.full_name(self.span(&reading.head).of(self.text), self.text),
            _ => self.proper(reading, phrase).of(self.text).to_owned(),
        };
        let key = self.key(reading, phrase);
        if reading.kind != SourceKind::Pronoun {
            self.by_key.insert(key, id);
        }
        let count = description::count(self.text, self.words, phrase, reading);
        let gender = match reading.kind {
            SourceKind::Named => self.people.gender_of(&name, self.text),
            _ => Gender::default(),
        };
        self.rows.push(Row {
            source: Source {
                id,
                name,
                kind: reading.kind,
                mentions: Vec::new(),
                attributions: Vec::new(),
                body: None,
                affiliation: None,
                basis: None,
                reason: None,
                count,
            },
            reading: reading.clone(),
            gender,
            description: Description::default(),
            latest: 0,
        });
        id
    }

    /// What two mentions of the same source have in common.
    fn key(&self, reading: &Reading, phrase: &SourcePhrase) -> String {
        let head = self.span(&reading.head).of(self.text);
        match reading.kind {
            SourceKind::Named => {
                let full = self.people.full_name(head, self.text);
                full.rsplit(' ').next().map_or_else(String::new, |surname| {
                    format!(
                        "{}|{}",
                        surname.to_lowercase(),
                        full.split(' ').next().unwrap_or_default().to_lowercase()
                    )
                })
            }
            SourceKind::Org => head.to_lowercase(),
            _ => {
                let core = self.span(&phrase.core).of(self.text).to_lowercase();
                core.trim_start_matches("the ").trim_start_matches("a ").trim_start_matches("an ").to_owned()
            }
        }
    }

    /// The finished rows, with what the story says of each anonymous source outside its mentions.
    fn close(self, prose: &Prose, attributions: &mut [Attribution]) -> Vec<Source> {
        let Self { words, rows, .. } = self;
        rows.into_iter()
            .map(|row| {
                let mut source = row.source;
                let mut known = row.description;
                if source.kind == SourceKind::Anonymous {
                    for index in &source.attributions {
                        let sentence = &prose.sentences[attributions[*index].sentence];
                        known.absorb(description::in_sentence(words, sentence.tokens.clone()));
                    }
                }
                source.body = known.body;
                source.affiliation = known.affiliation;
                source.basis = known.basis;
                source.reason = known.reason;
                source
            })
            .collect()
    }
}

impl Row {
    fn can_be_one(&self) -> bool {
        !self.reading.plural
            && matches!(
                self.source.kind,
                SourceKind::Named | SourceKind::Office | SourceKind::Anonymous | SourceKind::Pronoun
            )
    }

    fn can_be_several(&self) -> bool {
        self.reading.plural
            || matches!(self.source.kind, SourceKind::Org | SourceKind::Vague | SourceKind::Group)
    }
}

/// "The official" after "a Treasury official": it tells less, and keeps the kind of the row.
fn is_short_form(reading: &Reading, first: &Reading) -> bool {
    reading.definite || reading.kind == first.kind
}

/// A person's name, wherever the story writes it.
#[derive(Clone)]
struct Name {
    span: Span,
    tokens: std::ops::Range<usize>,
    gender: Gender,
}

impl Name {
    fn surname<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text).rsplit(' ').next().unwrap_or_default()
    }
}

/// All names of the story, and how they go together.
struct People {
    names: Vec<Name>,
    /// Surname → index of the first full name with it.
    by_surname: FxHashMap<String, usize>,
    /// Names that the story uses for an institution: "Acme" after "Acme Corp."
    institutions: FxHashSet<String>,
}

impl People {
    fn read(text: &str, prose: &Prose, words: &[Tagged]) -> Self {
        let mut people =
            Self { names: Vec::new(), by_surname: FxHashMap::default(), institutions: FxHashSet::default() };
        for sentence in &prose.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let run =
                    words[at..sentence.tokens.end].iter().take_while(|word| word.tag == Tag::Name).count();
                if run > 0 {
                    people.note(text, words, at..at + run);
                }
                at += run.max(1);
            }
        }
        people
    }

    fn note(&mut self, text: &str, words: &[Tagged], run: std::ops::Range<usize>) {
        let phrase = SourcePhrase { core: run.clone(), tokens: run.clone() };
        let reading = kind::read(words, &phrase);
        let span = words[reading.head.start].token.span.join(words[reading.head.end - 1].token.span);
        match reading.kind {
            SourceKind::Named => {
                let before = run.start.saturating_sub(1);
                let name =
                    Name { span, tokens: reading.head.clone(), gender: Gender::of(&words[before..run.end]) };
                if reading.head.len() > 1 {
                    self.by_surname.entry(name.surname(text).to_lowercase()).or_insert(self.names.len());
                }
                self.names.push(name);
            }
            SourceKind::Org => {
                let first = words[run.start].token.span.of(text);
                if run.len() > 1 {
                    self.institutions.insert(first.to_owned());
                }
            }
            _ => {}
        }
    }

    /// Whether a single name is the short form of an institution that the story names in full.
    fn is_institution(&self, name: &str) -> bool {
        !name.contains(' ')
            && self.institutions.contains(name)
            && !self.by_surname.contains_key(&name.to_lowercase())
    }

    /// Whether a single name is the surname of somebody whom the story names in full.
    fn is_surname(&self, name: &str) -> bool {
        !name.contains(' ') && self.by_surname.contains_key(&name.to_lowercase())
    }

    /// The fullest form of a name.
    fn full_name(&self, name: &str, text: &str) -> String {
        let surname = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let full = self.by_surname.get(&surname).map(|index| self.names[*index].span.of(text));
        match full {
            Some(full) if !name.contains(' ') => full.to_owned(),
            _ => name.to_owned(),
        }
    }

    fn gender_of(&self, name: &str, text: &str) -> Gender {
        let surname = name.rsplit(' ').next().unwrap_or_default();
        self.names
            .iter()
            .filter(|known| known.gender != Gender::Unknown && known.surname(text) == surname)
            .map(|known| known.gender)
            .next()
            .unwrap_or_default()
    }

    /// Names that begin in `from..to`.
    fn between(&self, from: usize, to: usize) -> impl Iterator<Item = &Name> {
        let first = self.names.partition_point(|name| name.span.start() <= from);
        self.names[first..].iter().take_while(move |name| name.span.start() < to)
    }
}

impl Frame {
    /// Whether a frame without a source means that none is given, rather than that none was found.
    pub fn is_agentless(self) -> bool {
        matches!(self, Self::Agentless | Self::Raising | Self::Adverb | Self::Evidence)
    }
}

impl Source {
    /// Whether the source is several people whose number is not told.
    pub fn is_uncounted(&self) -> bool {
        self.count == Count::Plural
    }
}
