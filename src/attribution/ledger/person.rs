//! Names wherever the story writes them: which are persons, which short forms go with which full name, who holds
//! which role.

use std::{cell::OnceCell, cmp::Reverse, ops::Range};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    gender::Gender,
    holders::Holders,
    institution::Bodies,
    lower::Lower,
    narrow::{narrow, wide},
    role::Role,
};
use crate::{
    Span,
    attribution::{
        SourceKind,
        found::SourcePhrase,
        kind::{self, Reading},
        name::{INSTITUTION, role_before},
    },
    lexicon::{Class, ClassSet, Forms},
    prose::{
        Prose, Shape, Tag, Tagged, TokenKind,
        again::{Change, Kept},
    },
};

/// A name at one place of the story. They are many: indices are kept in 32 bits.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) span: Span,
    tokens: Range<u32>,
    sentence: u32,
    person: Option<u32>,
    body: Option<u32>,
    /// How it stands in its clause.
    pub(super) role: Role,
}

impl Name {
    pub(super) fn tokens(&self) -> Range<usize> {
        wide(&self.tokens)
    }

    /// Index of its sentence.
    pub(super) fn sentence(&self) -> usize {
        self.sentence as usize
    }

    /// Index into [`People::persons`]; none for an institution.
    pub(super) fn person(&self) -> Option<usize> {
        self.person.map(|person| person as usize)
    }

    /// For an institution, the index of its first mention in [`People::names`].
    pub(super) fn body(&self) -> Option<usize> {
        self.body.map(|body| body as usize)
    }
}

/// Words of a name in a row, as they stand in their sentence.
#[derive(Clone, Debug)]
pub(super) struct Run {
    tokens: Range<u32>,
    sentence: u32,
    /// The name itself, without titles before it.
    head: Range<u32>,
    kind: SourceKind,
    role: Role,
}

impl Run {
    fn reading(&self) -> Reading {
        Reading { kind: self.kind, head: wide(&self.head), plural: false, definite: false }
    }
}

/// Adds the runs of names in a sentence, by place.
pub(super) fn runs(prose: &Prose, index: usize, runs: &mut Vec<Run>) {
    let (words, sentence) = (&prose.words, prose.sentences[index].tokens.clone());
    if !tells_names(&words[sentence.clone()]) {
        return;
    }
    let mut at = sentence.start;
    while at < sentence.end {
        let length = words[at..sentence.end].iter().take_while(|word| word.tag == Tag::Name).count();
        if length > 0 {
            let run = at..at + length;
            let Reading { kind, head, .. } =
                kind::read(words, &SourcePhrase { core: run.clone(), tokens: run.clone() });
            let role = Role::of(words, &run, sentence.start);
            runs.push(Run { tokens: narrow(&run), sentence: index as u32, head: narrow(&head), kind, role });
        }
        at += length.max(1);
    }
}

impl Kept for Run {
    fn sentence(&self) -> usize {
        self.sentence as usize
    }

    fn shift(&mut self, change: &Change) {
        self.tokens = narrow(&change.tokens(&wide(&self.tokens)));
        self.head = narrow(&change.tokens(&wide(&self.head)));
        self.sentence = change.sentence(self.sentence as usize) as u32;
    }
}

/// Somebody the story names, over all its names.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// The fullest name.
    pub(super) name: Span,
    pub(super) gender: Gender,
    /// How often the story names them in full.
    full: usize,
}

/// All names of the story, and how they go together.
#[derive(Default)]
pub(super) struct People {
    /// By place.
    pub(super) names: Vec<Name>,
    pub(super) persons: Vec<Person>,
    /// Surname in lower case → those who bear it.
    by_surname: FxHashMap<String, Vec<usize>>,
    /// Given name in lower case → those who bear it.
    by_given: FxHashMap<String, Vec<usize>>,
    /// Surname, given name and "Jr." or the like → those who go by all of it.
    by_full: FxHashMap<(String, String, bool), Vec<usize>>,
    /// Role in lower case → those who hold it, by place of its telling.
    by_role: FxHashMap<String, Holders>,
    /// Names that the story uses for an institution: "Acme" after "Acme Corp.", "Acme’s chief executive".
    pub(super) institutions: FxHashSet<String>,
    /// Of these, companies.
    pub(super) companies: FxHashSet<String>,
    /// The institutions among the names, once somebody asks.
    pub(super) bodies: OnceCell<Bodies>,
    /// Name of an institution in lower case → its first mention.
    pub(super) by_body: FxHashMap<String, usize>,
    /// Acronym or first word in lower case → the full name: "TWF" in "the Transport Workers’ Federation (TWF)",
    /// "Acme" after "Acme Corp.".
    pub(super) short_forms: FxHashMap<String, Span>,
}

/// What short titles stand for, and what else their holders are called.
const TITLES: &[(&str, &[&str])] = &[
    ("sen", &["senator", "lawmaker"]),
    ("senator", &["senator", "lawmaker"]),
    ("rep", &["representative", "congressman", "congresswoman", "lawmaker"]),
    ("congressman", &["congressman", "representative", "lawmaker"]),
    ("congresswoman", &["congresswoman", "representative", "lawmaker"]),
    ("gov", &["governor"]),
    ("dr", &["doctor"]),
    ("prof", &["professor"]),
    ("gen", &["general"]),
    ("adm", &["admiral"]),
    ("col", &["colonel"]),
    ("lt", &["lieutenant"]),
    ("maj", &["major"]),
    ("capt", &["captain"]),
    ("sgt", &["sergeant"]),
    ("det", &["detective"]),
    ("rev", &["reverend", "pastor"]),
    ("president", &["president"]),
];

/// Further people of one surname are not looked through for the one that a name means: that keeps a list of all who bear
/// it linear.
const MOST: usize = 512;

/// How long a phrase before a name may be that tells a role.
const LONGEST: usize = 8;

impl People {
    /// Those who go by the names of a story, which are by place.
    pub(super) fn of(text: &str, prose: &Prose, runs: impl Iterator<Item = Run>) -> Self {
        let words = &prose.words;
        let mut people = Self::default();
        let mut short = Vec::new();
        for run in runs {
            let bounds = prose.sentences[run.sentence as usize].tokens.clone();
            people.note_acronym(text, words, bounds.start, &wide(&run.tokens));
            people.note(text, words, &run, bounds, &mut short);
        }
        for name in short {
            people.settle_short(text, words, name);
        }
        people
    }

    /// Full names make persons at once; short ones wait until all full names are known.
    fn note(&mut self, text: &str, words: &[Tagged], run: &Run, bounds: Range<usize>, short: &mut Vec<usize>) {
        let Run { sentence, role, .. } = *run;
        let (reading, run) = (run.reading(), &wide(&run.tokens));
        let span = words[reading.head.start].token.span.join(words[reading.head.end - 1].token.span);
        let tokens = narrow(&reading.head);
        let mut name = Name { span, tokens, sentence, person: None, body: None, role };
        match reading.kind {
            SourceKind::Named => {
                let titled = titles(words, &reading, bounds.start);
                let surname = !titled.is_empty() && words[reading.head.start].classes.is_empty();
                if reading.head.len() > 1 && surname {
                    short.push(self.names.len()); // "Ms Van Houten"
                } else if reading.head.len() > 1 {
                    let gender =
                        Gender::of(&words[titled.clone()]).or(Gender::of_given(&words[reading.head.start]));
                    let person = self.bearer(text, span, gender);
                    name.person = Some(person as u32);
                    self.give_roles(text, words, person, titled, &reading, bounds.end);
                } else if span.len() == 1 || run.start > bounds.start && words[run.start - 1].tag == Tag::Open {
                    return; // "Q", "(Mich.)"
                } else {
                    self.note_company(text, words, &reading);
                    short.push(self.names.len());
                }
            }
            SourceKind::Org => {
                self.note_short_forms(text, words, run);
                self.note_company(text, words, &reading);
                let last = words[reading.head.end - 1].classes;
                if reading.head.len() > 1 && last.has(Class::OrgWord) && !last.has(Class::StreetWord) {
                    self.companies.insert(span.of(text).to_owned());
                }
                name.body = Some(self.body_of(text, span, self.names.len()) as u32);
            }
            _ => return,
        }
        self.names.push(name);
    }

    /// The person of a full name, entered if new.
    fn bearer(&mut self, text: &str, span: Span, gender: Gender) -> usize {
        let name = span.of(text);
        let (given, surname) = (first_of(name).to_lowercase(), last_of(name).to_lowercase());
        let junior = is_suffix(name.rsplit(' ').next().unwrap_or_default());
        let same = self.by_full.entry((surname, given, junior)).or_default();
        let fits = |person: &usize| self.persons[*person].gender.fits(gender);
        if let Some(person) = same.iter().copied().find(fits) {
            let known = &mut self.persons[person];
            known.full += 1;
            known.gender = known.gender.or(gender);
            if span.len() > known.name.len() {
                known.name = span;
            }
            return person;
        }
        let person = self.persons.len();
        same.push(person);
        let (given, surname) = (first_of(name).to_lowercase(), last_of(name).to_lowercase());
        self.by_surname.entry(surname).or_default().push(person);
        self.by_given.entry(given).or_default().push(person);
        self.persons.push(Person { name: span, gender, full: 1 });
        person
    }

    /// A name of one word: the surname or given name of somebody named in full, or a person of its own.
    fn settle_short(&mut self, text: &str, words: &[Tagged], index: usize) {
        let name = &self.names[index];
        let (span, head) = (name.span, name.tokens());
        let reading = Reading { kind: SourceKind::Named, head, plural: false, definite: false };
        let titled = titles(words, &reading, reading.head.start.saturating_sub(4));
        let gender = Gender::of(&words[titled.clone()]);
        if titled.is_empty() && self.is_institution(span.of(text)) {
            self.names[index].body = Some(self.body_of(text, span, index) as u32);
            return;
        }
        let several = span.of(text).contains(' ');
        let known = if several {
            self.person_with_surname(text, span.of(text), gender)
        } else {
            self.person_called(span.of(text), gender)
        };
        let person = known.unwrap_or_else(|| {
            if several {
                return self.bearer(text, span, gender);
            }
            let person = self.persons.len();
            self.persons.push(Person { name: span, gender, full: 0 });
            self.by_surname.entry(span.of(text).to_lowercase()).or_default().push(person);
            person
        });
        let known = &mut self.persons[person];
        known.gender = known.gender.or(gender);
        self.names[index].person = Some(person as u32);
        self.give_roles(text, words, person, titled, &reading, words.len());
    }

    /// Who bears a surname of several words: "Van Houten".
    fn person_with_surname(&self, text: &str, surname: &str, gender: Gender) -> Option<usize> {
        let ends = |name: &str| name.strip_suffix(surname).is_some_and(|given| given.ends_with(' '));
        let fits = |person: &Person| person.gender.fits(gender) && ends(person.name.of(text));
        let bearers = self.by_surname.get(&*Lower::of(last_of(surname)))?;
        bearers.iter().take(MOST).copied().find(|person| fits(&self.persons[*person]))
    }

    /// Whom a name of one word or more means: of several, the one whose gender is that of the title, or the one who
    /// is named in full most often.
    pub(super) fn person_called(&self, name: &str, gender: Gender) -> Option<usize> {
        let lower = Lower::of(last_of(name));
        if name.contains(' ') {
            let (surname, given) = (lower.to_owned(), first_of(name).to_lowercase());
            let full = [false, true].map(|junior| self.by_full.get(&(surname.clone(), given.clone(), junior)));
            return self.best(full.into_iter().flatten().flatten(), gender);
        }
        self.by_surname.get(&*lower).and_then(|bearers| self.best(bearers.iter().take(MOST), gender)).or_else(
            || {
                let bearers = self.by_given.get(&*lower).filter(|bearers| bearers.len() == 1)?;
                self.best(bearers.iter(), gender)
            },
        )
    }

    /// Of several persons, the one whose gender is this, or the one who is named in full most often; the first of them.
    fn best<'p>(&self, persons: impl Iterator<Item = &'p usize>, gender: Gender) -> Option<usize> {
        let fitting = persons.copied().filter(|person| self.persons[*person].gender.fits(gender));
        fitting.max_by_key(|person| {
            let known = &self.persons[*person];
            (gender != Gender::Unknown && known.gender == gender, known.full, Reverse(*person))
        })
    }

    /// The roles that stand before a name or in apposition to it: "Gov. Ana Ruiz", "Ana Ruiz, the mayor".
    fn give_roles(
        &mut self,
        text: &str,
        words: &[Tagged],
        person: usize,
        titled: Range<usize>,
        reading: &Reading,
        end: usize,
    ) {
        let floor = titled.start.saturating_sub(2 * LONGEST);
        let floor =
            (floor..titled.start).rfind(|at| words[*at].tag == Tag::Stop).map_or(floor, |stop| stop + 1);
        let before = role_before(words, &(titled.start..reading.head.end), floor);
        let mut roles: Vec<usize> = titled.chain(before).collect();
        let comma = reading.head.end;
        if words.get(comma).is_some_and(|word| word.tag == Tag::Comma) {
            let stop = |at: &usize| {
                matches!(words[*at].tag, Tag::Comma | Tag::Stop | Tag::Relative | Tag::Preposition | Tag::Verb)
            };
            let close = (comma + 1..end.min(words.len())).find(stop).unwrap_or(comma + 1);
            if let Some(last) = close.checked_sub(1).filter(|last| *last > comma) {
                roles.push(last);
            }
        }
        for at in roles {
            let word = words[at];
            if !word.classes.any(kind::PEOPLE.with(Class::Title.into())) {
                continue;
            }
            let gender = Gender::of(&words[at..=at]);
            self.persons[person].gender = self.persons[person].gender.or(gender);
            let role = singular(word.token.span.of(text), word.forms);
            let names = TITLES.iter().find(|(short, _)| *short == role).map(|(_, names)| *names);
            let mut enter = |role: &str| self.by_role.entry(role.to_owned()).or_default().enter(person);
            let place = at.checked_sub(1).map(|before| words[before]).filter(|word| word.tag == Tag::Name);
            let place = place.map(|word| word.token.span.of(text).to_lowercase());
            for role in names.unwrap_or(&[&*role]) {
                enter(role);
                if let Some(place) = &place {
                    enter(&format!("{place} {role}")); // "Vermont senator"
                }
            }
        }
    }

    /// Those whom the story gives a role: "the governor" after "Gov. Ana Ruiz".
    pub(super) fn holders(&self, role: &str, forms: Forms) -> Holders {
        self.by_role.get(&singular(role, forms)).copied().unwrap_or_default()
    }

    /// Whether a single name is the surname or given name of somebody whom the story names in full.
    pub(super) fn is_surname(&self, name: &str) -> bool {
        let lower = Lower::of(name);
        let in_full = |persons: &Vec<usize>| persons.iter().any(|person| self.persons[*person].full > 0);
        !name.contains(' ') && self.by_surname.get(&*lower).is_some_and(in_full)
    }

    /// Whether the story writes the name anywhere but here.
    pub(super) fn is_met_elsewhere(&self, name: &str, text: &str, here: Span) -> bool {
        self.person_called(name, Gender::Unknown).is_some_and(|person| {
            let known = &self.persons[person];
            known.full > 0 || known.name != here && known.name.of(text) == name
        })
    }
}

/// Titles and roles right before a name: "Vermont *Sen.* Bernie Sanders".
fn titles(words: &[Tagged], reading: &Reading, floor: usize) -> Range<usize> {
    let end = reading.head.start;
    let is_title = |at: &usize| {
        words[*at].classes.any(ClassSet::of(&[Class::Title, Class::Office, Class::NameParticle]))
            && !words[*at].classes.any(INSTITUTION)
    };
    let count = (floor..end).rev().take_while(is_title).count();
    end - count..end
}

/// Whether there are names among the words, and they stand out: not where nearly all words have capitals.
fn tells_names(words: &[Tagged]) -> bool {
    let (mut all, mut lower, mut names) = (0, 0, false);
    for word in words {
        let is_word = word.token.kind == TokenKind::Word;
        all += usize::from(is_word);
        lower += usize::from(is_word && word.token.shape == Shape::Lower);
        names |= word.tag == Tag::Name;
    }
    let title_case = all > lower + 3 && all > 4 * lower;
    names && !title_case
}

/// The first word of a name.
fn first_of(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

/// The surname: the last word of a name that is no suffix ("Jr.").
fn last_of(name: &str) -> &str {
    name.rsplit([' ', '\n']).find(|word| !is_suffix(word)).unwrap_or(name)
}

fn is_suffix(word: &str) -> bool {
    word.len() > 2 && word.ends_with('.') || matches!(word, "II" | "III" | "IV" | "Jr" | "Sr")
}

fn singular(role: &str, forms: Forms) -> String {
    let lower = role.trim_end_matches('.').to_lowercase();
    let plural = forms.any(Forms::PLURAL) && !forms.any(Forms::SINGULAR);
    if plural { lower.trim_end_matches('s').to_owned() } else { lower }
}
