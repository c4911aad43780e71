//! Names wherever the story writes them: which are persons, which short forms go with which full name, who holds
//! which role.

use std::{cmp::Reverse, ops::Range, sync::OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    gender::Gender,
    holders::Holders,
    institution::Bodies,
    lower::Lower,
    narrow::wide,
    role::Role,
    run::{Called, Moved, Run, Short, Told},
};
use crate::{
    Span,
    lexicon::Forms,
    prose::{Prose, Tagged},
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

    fn move_along(&mut self, moved: &Moved) {
        if let Some(span) = moved.span(self.span) {
            self.tokens = moved.tokens(self.span, &self.tokens);
            self.sentence = moved.sentence(self.span, self.sentence);
            self.span = span;
        }
    }

    /// For an institution, the index of its first mention in [`People::names`].
    pub(super) fn body(&self) -> Option<usize> {
        self.body.map(|body| body as usize)
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
#[derive(Debug, Default)]
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
    pub(super) bodies: OnceLock<Bodies>,
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

impl People {
    /// Those who go by the names of a story, which are by place.
    pub(super) fn of(text: &str, prose: &Prose, runs: impl Iterator<Item = Run>) -> Self {
        let mut people = Self::default();
        let mut short = Vec::new();
        for run in runs {
            people.note(text, &prose.words, run, &mut short);
        }
        for (name, called) in short {
            people.settle_short(text, name, &called);
        }
        people
    }

    /// Full names make persons at once; short ones wait until all full names are known.
    fn note(&mut self, text: &str, words: &[Tagged], run: Run, short: &mut Vec<(usize, Short)>) {
        let Run { span, sentence, role, .. } = run;
        if let Some(full) = run.acronym_of {
            self.short_forms.insert(run.whole.of(text).to_lowercase(), full);
        }
        let mut name = Name { span, tokens: run.head, sentence, person: None, body: None, role };
        match run.called {
            Called::Nothing => return,
            Called::Full { gender, roles } => {
                let person = self.bearer(text, span, gender);
                name.person = Some(person as u32);
                self.give_roles(person, &roles);
            }
            Called::Short(called) => {
                self.note_company(text, span, called.company);
                short.push((self.names.len(), called));
            }
            Called::Body { company, goes_short } => {
                if goes_short {
                    self.note_short_forms(text, words, &wide(&run.tokens));
                }
                self.note_company(text, span, company);
                name.body = Some(self.body_of(text, span, self.names.len()) as u32);
            }
        }
        self.names.push(name);
    }

    /// Goes along with an edit that left the names of the story as they were.
    pub(super) fn move_along(&mut self, moved: &Moved) {
        for name in &mut self.names {
            name.move_along(moved);
        }
        let spans = self.persons.iter_mut().map(|person| &mut person.name).chain(self.short_forms.values_mut());
        for span in spans {
            *span = moved.span(*span).unwrap_or(*span);
        }
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
    fn settle_short(&mut self, text: &str, index: usize, called: &Short) {
        let (span, gender) = (self.names[index].span, called.gender);
        if !called.titled && self.is_institution(span.of(text)) {
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
        self.give_roles(person, &called.roles);
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

    /// Enters the roles that are told of a person.
    fn give_roles(&mut self, person: usize, roles: &[Told]) {
        for Told { role, place, gender } in roles {
            self.persons[person].gender = self.persons[person].gender.or(*gender);
            let names = TITLES.iter().find(|(short, _)| short == role).map(|(_, names)| *names);
            let mut enter = |role: &str| self.by_role.entry(role.to_owned()).or_default().enter(person);
            for role in names.unwrap_or(&[role]) {
                enter(role);
                if let Some(place) = place {
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

pub(super) fn singular(role: &str, forms: Forms) -> String {
    let lower = role.trim_end_matches('.').to_lowercase();
    let plural = forms.any(Forms::PLURAL) && !forms.any(Forms::SINGULAR);
    if plural { lower.trim_end_matches('s').to_owned() } else { lower }
}
