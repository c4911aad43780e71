//! The ledger: which mentions are the same source, over the whole story.
//!
//! Names meet their short forms, "the official" the official before, "the governor" the one who was introduced as
//! such, pronouns whoever is most in mind, "I" in a quotation its speaker. Where two fit equally well nothing is
//! guessed, and a pronoun stays a pronoun.

mod antecedent;
mod finish;
mod gender;
mod holders;
mod institution;
mod known;
mod lower;
mod narrow;
mod noun;
mod person;
mod role;
mod run;
mod speaker;

pub(crate) use run::Moved;

use std::{ops::Range, sync::Arc};

use rustc_hash::FxHashMap;

use self::{
    antecedent::{Actor, Number, Pronoun, Referent},
    finish::attributions,
    gender::Gender,
    institution::Parts,
    lower::Lower,
    person::{Name, People},
    run::Run,
    speaker::{Labels, Speakers},
};
use super::{
    Attribution, Count, Frame, Mention, Source, SourceKind,
    description::{self, Description},
    found::{Found, SourcePhrase},
    kind::{self, Reading},
};
use crate::{
    Span,
    document::Document,
    lexicon::{Class, ClassSet, Forms},
    parallel,
    prose::{Prose, Shape, Tag, Tagged, again::Change},
};

/// Turns what was found into attributions, and their sources into a ledger.
pub(crate) fn resolve(
    document: &Document,
    prose: &Prose,
    words: &[Tagged],
    figures: Figures,
    mut found: Vec<Found>,
) -> (Vec<Attribution>, Vec<Source>) {
    let mut ledger = Ledger::new(document, prose, words, figures);
    found.retain(|found| !ledger.is_label(found));
    let speakers = speaker::read(prose, words, &found);
    let labels = Labels::of(&document.text, words, &found);
    let mut sources: Vec<Option<Mention>> = vec![None; found.len()];
    let mut speaking = Vec::new();
    for (index, found) in found.iter().enumerate() {
        let Some(phrase) = &found.source else { continue };
        let speaker = ledger.speaker(phrase, &speakers);
        let speaker = speaker.or_else(|| labels.addressed(phrase));
        match speaker.filter(|speaker| *speaker != index) {
            Some(speaker) => speaking.push((index, speaker)),
            None => sources[index] = Some(ledger.mention(phrase, found.sentence, &found.content)),
        }
    }
    // "I" and "we" in a quotation wait until its speaker is known, whose name may stand behind it.
    for (index, speaker) in speaking {
        let Some(phrase) = &found[index].source else { continue };
        sources[index] = Some(match sources[speaker] {
            Some(speaker) => ledger.spoken(phrase, speaker.id),
            None => ledger.mention(phrase, found[index].sentence, &found[index].content),
        });
    }
    for (index, source) in sources.iter().enumerate() {
        if let Some(mention) = source {
            ledger.rows[mention.id].source.attributions.push(index);
        }
    }
    let rows = ledger.close(&found);
    (attributions(prose, words, found, sources), rows)
}

/// Whom and what a story speaks of, whoever is cited.
pub(crate) struct Figures {
    people: Arc<People>,
    nouns: Vec<noun::Noun>,
    /// The narrator's pronouns, the last first.
    subjects: Vec<Pronoun>,
}

impl Figures {
    pub(crate) fn read(text: &str, prose: &Prose) -> Self {
        fn each<T>(prose: &Prose, read: impl Fn(&Prose, usize, &mut Vec<T>)) -> impl Iterator<Item = T> {
            (0..prose.sentences.len()).flat_map(move |sentence| {
                let mut found = Vec::new();
                read(prose, sentence, &mut found);
                found
            })
        }
        let mut subjects: Vec<Pronoun> = each(prose, antecedent::subjects).collect();
        subjects.reverse();
        let runs = each(prose, |prose, sentence, runs| run::runs(text, prose, sentence, runs));
        let people = Arc::new(People::of(text, prose, runs));
        Self { people, nouns: noun::together(&prose.words, each(prose, noun::read)), subjects }
    }

    /// The same, of what is known already of each sentence.
    pub(crate) fn of(prose: &Prose, sightings: &Sightings) -> Self {
        let Sightings { people, nouns, subjects, .. } = sightings;
        Self {
            people: Arc::clone(people),
            nouns: noun::together(&prose.words, nouns.iter().cloned()),
            subjects: subjects.iter().rev().copied().collect(),
        }
    }
}

/// Names, nouns and pronouns of a story as each stands in its sentence, and those who go by the names.
#[derive(Debug, Default)]
pub(crate) struct Sightings {
    runs: Vec<Run>,
    people: Arc<People>,
    nouns: Vec<noun::Noun>,
    subjects: Vec<Pronoun>,
}

impl Sightings {
    /// How many tokens around a sentence can tell how its names and nouns are read.
    const REACH: usize = 96;

    /// Brings them up to an edit.
    pub(crate) fn renew(&mut self, change: &Change, moved: &Moved, text: &str, prose: &Prose) {
        let change = change.widened(prose, Self::REACH);
        let before: Option<Vec<Run>> = self.runs.iter().map(|run| run.moved(moved)).collect();
        change.renew(&mut self.runs, |sentence, runs| run::runs(text, prose, sentence, runs));
        match Arc::get_mut(&mut self.people).filter(|_| before.is_some_and(|before| before == self.runs)) {
            Some(people) => people.move_along(moved),
            None => self.people = Arc::new(People::of(text, prose, self.runs.iter().cloned())),
        }
        change.renew(&mut self.nouns, |sentence, nouns| noun::read(prose, sentence, nouns));
        change.renew(&mut self.subjects, |sentence, subjects| antecedent::subjects(prose, sentence, subjects));
    }
}

struct Ledger<'a> {
    document: &'a Document,
    text: &'a str,
    prose: &'a Prose,
    words: &'a [Tagged],
    people: Arc<People>,
    /// By person: what is known by now.
    genders: Vec<Gender>,
    nouns: Vec<noun::Noun>,
    rows: Vec<Row>,
    /// By what two mentions of the same source have in common.
    by_key: FxHashMap<String, usize>,
    /// By person.
    by_person: FxHashMap<usize, usize>,
    /// By the head noun of a mention: the latest of each kind.
    by_head: FxHashMap<String, Vec<(SourceKind, usize)>>,
    /// The words in the names of the institutions among the first rows.
    bodies: Parts,
    /// Who was cited or taken up by a pronoun, in order.
    cited: Vec<Actor>,
    /// The narrator's pronouns that are still to be read, the last first.
    subjects: Vec<Pronoun>,
}

/// A row in the making.
struct Row {
    source: Source,
    reading: Reading,
    description: Description,
    /// Who it is, where it is a named person.
    person: Option<usize>,
}

impl<'a> Ledger<'a> {
    fn new(document: &'a Document, prose: &'a Prose, words: &'a [Tagged], figures: Figures) -> Self {
        let text = &*document.text;
        let Figures { people, nouns, subjects } = figures;
        let mut ledger = Self {
            document,
            text,
            prose,
            words,
            genders: people.persons.iter().map(|person| person.gender).collect(),
            people,
            nouns,
            rows: Vec::new(),
            by_key: FxHashMap::default(),
            by_person: FxHashMap::default(),
            by_head: FxHashMap::default(),
            bodies: Parts::default(),
            cited: Vec::new(),
            subjects,
        };
        let held = parallel::each(ledger.nouns.len(), |at, held| {
            let noun = &ledger.nouns[at];
            held.push(ledger.holder(&noun.reading(), &noun.phrase()).map(|person| person as u32));
        });
        for (noun, holder) in ledger.nouns.iter_mut().zip(held) {
            noun.holder = holder;
        }
        ledger
    }

    /// "Efficiency: …": a label before a colon, which the story uses for nobody.
    fn is_label(&self, found: &Found) -> bool {
        let Some(phrase) = found.source.as_ref().filter(|_| found.frame == Frame::Colon) else { return false };
        let reading = kind::read(self.words, phrase);
        let word = self.words[phrase.core.start];
        if word.span.len() == 1 {
            return false; // "Q: …": who asks
        }
        if reading.kind != SourceKind::Named && reading.kind != SourceKind::Org || phrase.core.len() > 1 {
            return false;
        }
        let known = word.classes.any(KNOWN_NAMES);
        let spoken = word.shape == Shape::Upper && word.span.len() > 2;
        let span = word.span;
        !known && !spoken && !self.people.is_met_elsewhere(span.of(self.text), self.text, span)
    }

    /// The attribution whose quotation a pronoun of the first person stands in.
    fn speaker(&self, phrase: &SourcePhrase, speakers: &Speakers) -> Option<usize> {
        let word = self.words[phrase.core.start];
        if phrase.core.len() > 1 || !word.classes.has(Class::FirstPerson) {
            return None;
        }
        speakers.of(self.prose.outermost_at(word.span.start())?)
    }

    /// The mention for an "I" whose speaker is known.
    fn spoken(&mut self, phrase: &SourcePhrase, id: usize) -> Mention {
        let span = self.span(&phrase.tokens);
        let row = &mut self.rows[id];
        row.source.mentions.push(span);
        let core = self.span(&phrase.core);
        Mention { span, core, head: core, kind: self.rows[id].source.kind, id }
    }

    /// The mention for a source phrase, entered in the ledger.
    fn mention(&mut self, phrase: &SourcePhrase, sentence: usize, content: &[Span]) -> Mention {
        self.follow(self.words[phrase.core.start].span.start());
        let reading = self.read(phrase);
        let head = self.span(&reading.head);
        // A name can stand behind what was found of the phrase: "its director" in "its director, Ana Ruiz, told".
        let span = self.span(&phrase.tokens).join(head);
        let mut same = (reading.kind == SourceKind::Anonymous).then(|| self.same_as(&reading, phrase));
        let person = match reading.kind {
            SourceKind::Named => self.person(&reading),
            SourceKind::Pronoun => None,
            SourceKind::Anonymous if same.flatten().is_some() => None,
            _ => self.holder(&reading, phrase),
        };
        let known = match (reading.kind, person) {
            (_, Some(person)) => {
                self.by_person.get(&person).copied().or_else(|| self.adopted(person, &reading, phrase))
            }
            (SourceKind::Pronoun, None) => self.referent(phrase, sentence, content),
            (_, None) => {
                let same = *same.get_or_insert_with(|| self.same_as(&reading, phrase));
                same.or_else(|| self.body_by_noun(&reading, phrase))
            }
        };
        let id = known.unwrap_or_else(|| self.enter(&reading, phrase, person));
        let row = &mut self.rows[id];
        row.source.mentions.push(span);
        let kind = match reading.kind {
            // "the governor" tells no name, whoever it is
            SourceKind::Office if row.source.kind == SourceKind::Named => SourceKind::Office,
            SourceKind::Pronoun => row.source.kind,
            _ if is_short_form(&reading, &row.reading) => row.source.kind,
            kind => kind,
        };
        if row.source.kind == SourceKind::Anonymous {
            row.description.absorb(description::read(self.words, phrase, &reading));
        }
        if let (Count::Plural, count @ Count::Number(_)) =
            (row.source.count, description::count(self.text, self.words, phrase, &reading))
        {
            row.source.count = count;
        }
        self.remember(id, &reading, span, sentence);
        Mention { span, core: self.proper(&reading, phrase), head, kind, id }
    }

    /// Reads the narrator's pronouns up to a place: whom they take up stays in mind.
    fn follow(&mut self, to: usize) {
        while let Some(pronoun) = self.subjects.pop_if(|pronoun| pronoun.at <= to) {
            if pronoun.at == to {
                return; // a source itself
            }
            let quotation_at = |at| self.prose.outermost_at(at);
            let found =
                antecedent::find(&pronoun, &self.people, &self.genders, &self.nouns, &self.cited, quotation_at);
            if let Some(referent) = found {
                let Pronoun { at, sentence, number, gender, .. } = pronoun;
                if let Referent::Person(person) = referent {
                    self.genders[person] = self.genders[person].or(gender);
                }
                self.cited.push(Actor { referent, at, sentence, number, gender, cited: false });
            }
        }
    }

    /// What the phrase says, given what the rest of the story does with its name.
    fn read(&self, phrase: &SourcePhrase) -> Reading {
        let mut reading = kind::read(self.words, phrase);
        let name = self.span(&reading.head).of(self.text);
        let titled = reading.head.start > phrase.core.start
            && self.words[reading.head.start - 1].classes.has(Class::Title);
        if reading.definite && !reading.plural && name.ends_with("-year-old") {
            reading.kind = SourceKind::Pronoun; // whoever is in mind, by age
        } else if name.len() == 1 && reading.kind == SourceKind::Named {
            reading.kind = SourceKind::Office; // "Q": who asks
        } else if reading.kind == SourceKind::Named && !titled && self.people.is_institution(name) {
            reading.kind = SourceKind::Org;
        } else if !matches!(reading.kind, SourceKind::Named | SourceKind::Pronoun)
            && self.words[reading.head.start].tag == Tag::Name
            && reading.head.len() == 1
            && self.people.is_surname(name)
        {
            reading.kind = SourceKind::Named;
        } else if reading.kind == SourceKind::None
            && reading.definite
            && phrase.core.len() == 2
            && self.people.body_with(self.text, name).is_some()
        {
            reading.kind = SourceKind::Org; // "the corps" after "the Army Corps of Dams"
        }
        reading
    }

    /// Keeps in mind that somebody was cited.
    fn remember(&mut self, id: usize, reading: &Reading, span: Span, sentence: usize) {
        let row = &self.rows[id];
        if row.source.name.len() == 1 {
            return;
        }
        if !matches!(reading.kind, SourceKind::Pronoun | SourceKind::None) {
            let kind = row.source.kind;
            let full = self.people.in_full(self.span(&reading.head).of(self.text));
            self.set_latest(&self.lemma(reading), kind, id);
            if let Some(last) = full.and_then(|full| full.of(self.text).rsplit(' ').next()) {
                self.set_latest(&Lower::of(last), kind, id);
            }
        }
        let row = &self.rows[id];
        let Some(number) = Number::of(row.source.kind, &row.reading) else { return };
        let head = &self.words[row.reading.head.end - 1];
        let gender = Gender::of(std::slice::from_ref(head));
        let referent = match (row.person, self.body_at(reading)) {
            (Some(person), _) => Referent::Person(person),
            (None, Some(body)) => Referent::Body(body),
            (None, None) => Referent::Row(id),
        };
        if row.person.is_none() {
            let at = self.nouns.partition_point(|noun| noun.at() < span.start());
            if let Some(noun) = self.nouns.get_mut(at).filter(|noun| noun.at() == span.start()) {
                noun.row = Some(id as u32);
            }
        }
        self.cited.push(Actor { referent, at: span.start(), sentence, number, gender, cited: true });
    }

    /// The institution whose name a reading is.
    fn body_at(&self, reading: &Reading) -> Option<usize> {
        let span = self.span(&reading.head);
        let at = self.people.names.partition_point(|name| name.span.start() < span.start());
        self.people.names.get(at).filter(|name| name.span == span).and_then(Name::body)
    }

    /// The phrase proper, up to its head: "a person" in "a person familiar with the talks".
    fn proper(&self, reading: &Reading, phrase: &SourcePhrase) -> Span {
        let head_inside = phrase.core.contains(&(reading.head.end - 1));
        self.span(&(phrase.core.start..if head_inside { reading.head.end } else { phrase.core.end }))
    }

    fn span(&self, tokens: &Range<usize>) -> Span {
        self.words[tokens.start].span.join(self.words[tokens.end - 1].span)
    }

    /// The person whom a name means.
    fn person(&self, reading: &Reading) -> Option<usize> {
        let span = self.span(&reading.head);
        let names = &self.people.names;
        let at = names.partition_point(|name| name.span.start() < span.start());
        let here = names.get(at).filter(|name| name.span == span).and_then(Name::person);
        here.or_else(|| self.people.person_called(span.of(self.text), Gender::Unknown))
    }

    /// The row that a noun phrase speaks of again.
    fn same_as(&self, reading: &Reading, phrase: &SourcePhrase) -> Option<usize> {
        if let Some(id) = self.by_key.get(&self.key(reading, phrase)) {
            return Some(*id);
        }
        let opener = self.words[phrase.core.start].tag;
        let takes_up = reading.definite
            && (opener == Tag::Determiner || reading.kind == SourceKind::Document)
            && matches!(
                reading.kind,
                SourceKind::Anonymous | SourceKind::Office | SourceKind::Org | SourceKind::Document
            );
        let between = phrase.core.start + 1..(phrase.core.end - 1).max(phrase.core.start + 1);
        let bare = self.words[between].iter().all(|word| word.tag == Tag::Number);
        if !takes_up || !bare {
            return None;
        }
        let lemma = self.lemma(reading);
        self.latest(&lemma, reading.kind).max(self.latest(&lemma, SourceKind::Anonymous))
    }

    /// The row of the latest mention of a kind with this head.
    fn latest(&self, lemma: &str, kind: SourceKind) -> Option<usize> {
        self.by_head.get(lemma)?.iter().find(|(known, _)| *known == kind).map(|(_, id)| *id)
    }

    fn set_latest(&mut self, lemma: &str, kind: SourceKind, id: usize) {
        match self.by_head.get_mut(lemma) {
            Some(latest) => match latest.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, latest)) => *latest = id,
                None => latest.push((kind, id)),
            },
            None => {
                self.by_head.insert(lemma.to_owned(), vec![(kind, id)]);
            }
        }
    }

    /// The last word of a head, in the singular.
    fn lemma(&self, reading: &Reading) -> String {
        let word = self.words[reading.head.end - 1];
        let lower = word.span.of(self.text).to_lowercase();
        if word.forms.any(Forms::PLURAL) { lower.trim_end_matches('s').to_owned() } else { lower }
    }

    /// The row of whom a pronoun stands for.
    fn referent(&mut self, phrase: &SourcePhrase, sentence: usize, content: &[Span]) -> Option<usize> {
        let word = self.words[phrase.core.start];
        let has = |class| word.classes.has(class);
        let aged = self.span(&phrase.core).of(self.text).ends_with("-year-old");
        if phrase.core.len() > 1 && !aged || has(Class::FirstPerson) {
            return None;
        }
        let gender = Gender::of(std::slice::from_ref(&word));
        let number = match () {
            () if aged => Number::One,
            () if gender != Gender::Unknown => Number::One,
            () if has(Class::PluralPronoun) => Number::Several,
            () if has(Class::NeuterPronoun) => Number::Thing,
            () => return None,
        };
        let at = word.span.start();
        let quotation_at = |at| self.prose.outermost_at(at);
        let reported = content.iter().copied().rfind(|content| content.end() <= at);
        let pronoun = Pronoun { at, sentence, number, gender, quotation: quotation_at(at), reported };
        match antecedent::find(&pronoun, &self.people, &self.genders, &self.nouns, &self.cited, quotation_at)? {
            Referent::Row(row) => Some(row),
            Referent::Body(name) => Some(self.row_of_body(name)),
            Referent::Noun(noun) => {
                let noun = &self.nouns[noun];
                let (phrase, reading, holder) = (noun.phrase(), noun.reading(), noun.holder);
                let known = match holder {
                    Some(person) => Some(self.row_of(person as usize)),
                    None => self.same_as(&reading, &phrase),
                };
                Some(known.unwrap_or_else(|| self.enter(&reading, &phrase, None)))
            }
            Referent::Person(person) => {
                self.genders[person] = self.genders[person].or(gender);
                Some(self.row_of(person))
            }
        }
    }

    /// The row of a person, who may not have been cited before.
    fn row_of(&mut self, person: usize) -> usize {
        if let Some(row) = self.by_person.get(&person) {
            return *row;
        }
        let tokens = self.prose.tokens_in(self.people.persons[person].name);
        let phrase = SourcePhrase { core: tokens.clone(), tokens: tokens.clone() };
        let reading = Reading { kind: SourceKind::Named, head: tokens, plural: false, definite: false };
        self.enter(&reading, &phrase, Some(person))
    }

    fn enter(&mut self, reading: &Reading, phrase: &SourcePhrase, person: Option<usize>) -> usize {
        if let Some(person) = person.filter(|_| reading.kind != SourceKind::Named) {
            return self.row_of(person);
        }
        let id = self.rows.len();
        let name = match person {
            Some(person) => {
                self.by_person.insert(person, id);
                self.people.persons[person].name.of(self.text).to_owned()
            }
            None => self.name(reading, phrase),
        };
        if reading.kind != SourceKind::Pronoun {
            self.by_key.insert(self.key(reading, phrase), id);
        }
        if reading.kind == SourceKind::Org && id < institution::MOST {
            self.bodies.enter(&name, id);
        }
        let count = description::count(self.text, self.words, phrase, reading);
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
            description: Description::default(),
            person,
        });
        id
    }

    /// What a source that is no known person is called in the ledger.
    fn name(&self, reading: &Reading, phrase: &SourcePhrase) -> String {
        let head = self.span(&reading.head).of(self.text);
        let full = self.people.in_full(head).filter(|_| reading.kind == SourceKind::Org);
        match (full, reading.kind) {
            (Some(full), _) => full.of(self.text).to_owned(),
            (None, SourceKind::Named) => head.to_owned(),
            (None, _) => self.proper(reading, phrase).of(self.text).to_owned(),
        }
    }

    /// What two mentions of the same source have in common.
    fn key(&self, reading: &Reading, phrase: &SourcePhrase) -> String {
        let head = self.span(&reading.head).of(self.text);
        let whole = || self.proper(reading, phrase).of(self.text);
        let owned = (phrase.core.start..reading.head.start).any(|at| self.words[at].tag == Tag::Possessive);
        let named = self.words[reading.head.end - 1].tag == Tag::Name && !owned;
        match reading.kind {
            SourceKind::Named => normalised(head),
            SourceKind::Org if named => {
                normalised(self.people.in_full(head).map_or(head, |full| full.of(self.text)))
            }
            SourceKind::Org => normalised(whole()),
            _ => normalised(self.span(&phrase.core).of(self.text)),
        }
    }

    /// The finished rows, with what the story says of each anonymous source outside its mentions.
    fn close(self, found: &[Found]) -> Vec<Source> {
        let Self { words, prose, rows, .. } = self;
        rows.into_iter()
            .map(|row| {
                let mut source = row.source;
                let mut known = row.description;
                if source.kind == SourceKind::Anonymous {
                    let sentences = source.attributions.iter().map(|index| found[*index].sentence);
                    let mut last = None;
                    for sentence in sentences.filter(|sentence| last.replace(*sentence) != Some(*sentence)) {
                        let tokens = prose.sentences[sentence].tokens.clone();
                        known.absorb(description::in_sentence(words, tokens));
                    }
                }
                source.mentions.sort_unstable();
                source.body = known.body;
                source.affiliation = known.affiliation;
                source.basis = known.basis;
                source.reason = known.reason;
                source
            })
            .collect()
    }
}

/// Classes of names that the lexicon knows.
const KNOWN_NAMES: ClassSet = ClassSet::of(&[
    Class::OrgHead,
    Class::OrgWord,
    Class::Outlet,
    Class::Place,
    Class::MaleName,
    Class::FemaleName,
    Class::EitherName,
]);

/// "The Official" and "official"; "Ruiz’s campaign" and "the Ruiz campaign".
fn normalised(phrase: &str) -> String {
    let mut lower = phrase.to_lowercase();
    if let Some(article) = ["the ", "a ", "an "].iter().find(|article| lower.starts_with(**article)) {
        lower.drain(..article.len());
    }
    for owner in ["’s ", "'s "] {
        if lower.contains(owner) {
            lower = lower.replace(owner, " ");
        }
    }
    lower
}

/// "The official" after "a Treasury official": it tells less, and keeps the kind of the row.
fn is_short_form(reading: &Reading, first: &Reading) -> bool {
    reading.definite || reading.kind == first.kind
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

#[cfg(test)]
mod tests;
