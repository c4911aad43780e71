//! Names as they stand in their sentences: what the words around each say of it, whatever the rest of the story does.

use std::{ops::Range, sync::Arc};

use super::{
    gender::Gender,
    institution::{Company, full_name},
    narrow::{narrow, wide},
    person::singular,
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
    lexicon::{Class, ClassSet},
    prose::{
        Prose, Shape, Tag, Tagged, TokenKind,
        again::{Change, Kept},
    },
};

/// Words of a name in a row. They are many: indices are kept in 32 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// All of them, in bytes of the document's text.
    pub(super) whole: Span,
    pub(super) tokens: Range<u32>,
    /// The name itself, without titles before it.
    pub(super) span: Span,
    pub(super) head: Range<u32>,
    /// Index of the sentence.
    pub(super) sentence: u32,
    /// How it stands in its clause.
    pub(super) role: Role,
    /// The full name that it is short for, which stands before it: "the Transport Workers’ Federation (TWF)".
    pub(super) acronym_of: Option<Span>,
    pub(super) called: Called,
}

/// Who or what goes by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Called {
    /// A person, in full.
    Full { gender: Gender, roles: Roles },
    /// Whoever the rest of the story says.
    Short(Short),
    /// An institution.
    Body {
        company: Company,
        /// Whether its first words can stand for it.
        goes_short: bool,
    },
    /// Nobody.
    Nothing,
}

/// A name that is not told in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Short {
    /// Whether a title stands before it.
    pub(super) titled: bool,
    /// That of the title.
    pub(super) gender: Gender,
    pub(super) roles: Roles,
    pub(super) company: Company,
}

/// What is told of somebody besides the name. Most are told nothing.
type Roles = Arc<[Told]>;

/// A role as the story tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// In the singular, in small letters.
    pub(super) role: String,
    /// The name before it, in small letters: "Vermont senator".
    pub(super) place: Option<String>,
    pub(super) gender: Gender,
}

/// Adds the runs of names in a sentence, by place.
pub(super) fn runs(text: &str, prose: &Prose, index: usize, runs: &mut Vec<Run>) {
    let (words, sentence) = (&prose.words, prose.sentences[index].tokens.clone());
    if !tells_names(&words[sentence.clone()]) {
        return;
    }
    let mut at = sentence.start;
    while at < sentence.end {
        let length = words[at..sentence.end].iter().take_while(|word| word.tag == Tag::Name).count();
        if length > 0 {
            let run = at..at + length;
            let reading = kind::read(words, &SourcePhrase { core: run.clone(), tokens: run.clone() });
            runs.push(Run {
                whole: prose.span(run.clone()),
                tokens: narrow(&run),
                span: prose.span(reading.head.clone()),
                head: narrow(&reading.head),
                sentence: index as u32,
                role: Role::of(words, &run, sentence.start),
                acronym_of: full_name(words, sentence.start, &run),
                called: Called::by(text, words, &run, &reading, &sentence),
            });
        }
        at += length.max(1);
    }
}

impl Called {
    fn by(text: &str, words: &[Tagged], run: &Range<usize>, reading: &Reading, bounds: &Range<usize>) -> Self {
        let head = &reading.head;
        let first = &words[head.start];
        match reading.kind {
            SourceKind::Named => {
                let titled = titles(words, reading, bounds.start);
                let surname = head.len() > 1 && !titled.is_empty() && first.classes.is_empty(); // "Ms Van Houten"
                let letter = words[head.start].span.len() == 1;
                let bracketed = run.start > bounds.start && words[run.start - 1].tag == Tag::Open;
                if head.len() > 1 && !surname {
                    let gender = Gender::of(&words[titled.clone()]).or(Gender::of_given(first));
                    return Self::Full { gender, roles: roles(text, words, titled, reading, bounds.end) };
                }
                if head.len() == 1 && (letter || bracketed) {
                    return Self::Nothing; // "Q", "(Mich.)"
                }
                let company = if surname { Company::default() } else { Company::of(text, words, reading) };
                let titled = titles(words, reading, head.start.saturating_sub(4));
                Self::Short(Short {
                    titled: !titled.is_empty(),
                    gender: Gender::of(&words[titled.clone()]),
                    roles: roles(text, words, titled, reading, words.len()),
                    company,
                })
            }
            SourceKind::Org => {
                let last = words[head.end - 1].classes;
                let mut company = Company::of(text, words, reading);
                company.is_company |=
                    head.len() > 1 && last.has(Class::OrgWord) && !last.has(Class::StreetWord);
                Self::Body { company, goes_short: run.len() > 1 && words[run.start].classes.is_empty() }
            }
            _ => Self::Nothing,
        }
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

/// How long a phrase before a name may be that tells a role.
const LONGEST: usize = 8;

/// How far behind a name an apposition ends.
const FARTHEST: usize = 64;

/// The roles that stand before a name or in apposition to it: "Gov. Ana Ruiz", "Ana Ruiz, the mayor".
fn roles(text: &str, words: &[Tagged], titled: Range<usize>, reading: &Reading, end: usize) -> Roles {
    let floor = titled.start.saturating_sub(2 * LONGEST);
    let floor = (floor..titled.start).rfind(|at| words[*at].tag == Tag::Stop).map_or(floor, |stop| stop + 1);
    let before = role_before(words, &(titled.start..reading.head.end), floor);
    let comma = reading.head.end;
    let behind = words.get(comma).filter(|word| word.tag == Tag::Comma).and_then(|_| {
        let stop = |at: &usize| {
            matches!(words[*at].tag, Tag::Comma | Tag::Stop | Tag::Relative | Tag::Preposition | Tag::Verb)
        };
        let close = (comma + 1..end.min(words.len())).take(FARTHEST).find(stop)?;
        Some(close - 1).filter(|last| *last > comma)
    });
    let told = titled.chain(before).chain(behind).filter_map(|at| {
        let word = &words[at];
        let place = at.checked_sub(1).map(|before| words[before]).filter(|word| word.tag == Tag::Name);
        word.classes.any(kind::PEOPLE.with(Class::Title.into())).then(|| Told {
            role: singular(word.span.of(text), word.forms),
            place: place.map(|word| word.span.of(text).to_lowercase()),
            gender: Gender::of(&words[at..=at]),
        })
    });
    told.collect()
}

/// Whether there are names among the words, and they stand out: not where nearly all words have capitals.
fn tells_names(words: &[Tagged]) -> bool {
    let (mut all, mut lower, mut names) = (0, 0, false);
    for word in words {
        let is_word = word.kind == TokenKind::Word;
        all += usize::from(is_word);
        lower += usize::from(is_word && word.shape == Shape::Lower);
        names |= word.tag == Tag::Name;
    }
    let title_case = all > lower + 3 && all > 4 * lower;
    names && !title_case
}

impl Kept for Run {
    fn sentence(&self) -> usize {
        self.sentence as usize
    }

    fn shift(&mut self, change: &Change) {
        self.whole = change.span(self.whole);
        self.tokens = narrow(&change.tokens(&wide(&self.tokens)));
        self.span = change.span(self.span);
        self.head = narrow(&change.tokens(&wide(&self.head)));
        self.sentence = change.sentence(self.sentence as usize) as u32;
        self.acronym_of = self.acronym_of.map(|full| change.span(full));
    }
}

impl Run {
    /// The same run of an edited story, unless the edit touched it.
    pub(super) fn moved(&self, moved: &Moved) -> Option<Self> {
        Some(Self {
            whole: moved.span(self.whole)?,
            tokens: moved.tokens(self.whole, &self.tokens),
            span: moved.span(self.span)?,
            head: moved.tokens(self.span, &self.head),
            sentence: moved.sentence(self.whole, self.sentence),
            role: self.role,
            acronym_of: match self.acronym_of {
                Some(full) => Some(moved.span(full)?),
                None => None,
            },
            called: self.called.clone(),
        })
    }
}

/// Where everything stands after an edit that touched no name: what was before it as it was, and what was behind it so
/// much farther on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moved {
    /// The bytes that the edit took out.
    pub(crate) gone: Span,
    pub(crate) bytes: isize,
    pub(crate) tokens: isize,
    pub(crate) sentences: isize,
}

impl Moved {
    fn is_behind(&self, span: Span) -> bool {
        span.start() >= self.gone.end()
    }

    /// Where a span stands, unless the edit touched it.
    pub(super) fn span(&self, span: Span) -> Option<Span> {
        let on = |at: usize| at.wrapping_add_signed(self.bytes);
        match () {
            () if self.is_behind(span) => Some(Span::new(on(span.start()), on(span.end()))),
            () if span.end() <= self.gone.start() => Some(span),
            () => None,
        }
    }

    /// Where the tokens of a span stand.
    pub(super) fn tokens(&self, span: Span, tokens: &Range<u32>) -> Range<u32> {
        let by = if self.is_behind(span) { self.tokens as i32 } else { 0 };
        tokens.start.wrapping_add_signed(by)..tokens.end.wrapping_add_signed(by)
    }

    /// Where the sentence of a span stands.
    pub(super) fn sentence(&self, span: Span, sentence: u32) -> u32 {
        if self.is_behind(span) { sentence.wrapping_add_signed(self.sentences as i32) } else { sentence }
    }
}
