//! The people of a story: presented when they first appear, called by their surname afterwards.

use super::{grammar::Part, random::Random};

/// Somebody in a story.
pub(crate) struct Person {
    /// "Mira Castellan"
    pub(crate) given: String,
    /// "Castellan"
    pub(crate) surname: String,
    /// "Sen."
    pub(crate) title: String,
    /// "the treasurer of Brandt Shipping"
    pub(crate) role: String,
    /// Whether pronouns are "she" and "her".
    pub(crate) is_she: bool,
}

/// The people of a story, and who is on stage.
#[derive(Default)]
pub(crate) struct Cast {
    people: Vec<Person>,
    presented: Vec<bool>,
    /// The last who was named.
    current: usize,
    /// Whether that was in this paragraph.
    is_near: bool,
}

impl Cast {
    /// People who all are still to appear; at least one.
    pub(crate) fn new(people: Vec<Person>) -> Self {
        Self { presented: vec![false; people.len()], people, ..Self::default() }
    }

    /// A paragraph begins: no pronoun means anybody of the one before.
    pub(crate) fn leave(&mut self) {
        self.is_near = false;
    }

    /// Somebody, in a part. What begins a sentence is its subject.
    pub(crate) fn play(&mut self, part: Part, begins: bool, random: &mut Random) -> String {
        let pronoun = |person: &Person| if person.is_she { "she" } else { "he" }.to_owned();
        match part {
            Part::They | Part::TheyOrWho
                if self.is_near && !matches!(part, Part::TheyOrWho if random.happens(40)) =>
            {
                pronoun(&self.people[self.current])
            }
            Part::Their if self.is_near => {
                if self.people[self.current].is_she { "her" } else { "his" }.to_owned()
            }
            Part::Their => "the".to_owned(),
            Part::Who if begins && self.is_near && random.happens(25) => pronoun(&self.people[self.current]),
            Part::Whose => {
                self.choose(random);
                let person = &self.people[self.current];
                format!("{} {}’s", person.given, person.surname)
            }
            Part::Who | Part::They | Part::TheyOrWho => self.name(random),
        }
    }

    /// Who speaks next: often the same again.
    fn choose(&mut self, random: &mut Random) {
        if !(self.presented[self.current] && random.happens(45)) {
            self.current = random.below(self.people.len());
        }
        self.is_near = true;
    }

    fn name(&mut self, random: &mut Random) -> String {
        self.choose(random);
        let person = &self.people[self.current];
        let Person { given, surname, title, role, is_she } = person;
        if !std::mem::replace(&mut self.presented[self.current], true) {
            return if random.happens(40) {
                format!("{title} {given} {surname}")
            } else {
                format!("{given} {surname}, {role},")
            };
        }
        match random.below(20) {
            0 | 1 => format!("{given} {surname}"),
            2 | 3 => format!("{} {surname}", if *is_she { "Ms." } else { "Mr." }),
            _ => surname.clone(),
        }
    }
}
