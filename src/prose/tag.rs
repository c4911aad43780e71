//! What each word is in its sentence: noun or verb, name or not.
//!
//! The lexicon says what a word *can* be; its neighbours decide what it *is*.

use rustc_hash::FxHashSet;

use crate::{
    document::Document,
    lexicon::{Class, ClassSet, Entry, Forms, Lexicon, WordId},
    prose::{Prose, Shape, Token, TokenKind},
};

/// The part a token plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// "Ruiz", "Acme".
    Name,
    /// "plant".
    Noun,
    /// "he", "them".
    Pronoun,
    /// "two", "1,200".
    Number,
    /// "the", "some".
    Determiner,
    /// "his", and the ending ’s
    Possessive,
    /// "senior".
    Adjective,
    /// The verb of a clause, or the bare verb after "to" or a modal.
    Verb,
    /// "written", "briefed".
    Participle,
    /// "saying".
    Gerund,
    /// "is", "will", "has".
    Auxiliary,
    /// "to" before a verb.
    To,
    /// "often".
    Adverb,
    /// "of".
    Preposition,
    /// "and".
    Conjunction,
    /// "because".
    Subordinator,
    /// "that" before a clause.
    That,
    /// "who".
    Relative,
    /// "why".
    Question,
    /// A quotation mark.
    Quote,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A dash.
    Dash,
    /// A full stop, question mark, exclamation mark.
    Stop,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Any other mark.
    Symbol,
}

impl Tag {
    /// Whether the token can stand inside a noun phrase before its head, or be it.
    pub fn is_nominal(self) -> bool {
        matches!(self, Self::Name | Self::Noun | Self::Number | Self::Adjective)
    }

    /// Whether the token ends a noun phrase: what comes next is outside it.
    fn ends_phrase(self) -> bool {
        matches!(self, Self::Name | Self::Noun | Self::Pronoun | Self::Number)
    }
}

/// A token with its part and what the lexicon knows of it.
#[derive(Clone, Copy, Debug)]
pub struct Tagged {
    /// The token itself.
    pub token: Token,
    /// The part it plays.
    pub tag: Tag,
    /// Every class that the lexicon has it in.
    pub classes: ClassSet,
    /// The inflected forms that it can be.
    pub forms: Forms,
    /// Written with a capital where that means something: not at the start, not in a line of capitals.
    pub capital: bool,
}

/// Tags every token of the story, sentence by sentence.
pub(super) fn tag(document: &Document, prose: &Prose, lexicon: &Lexicon) -> Vec<Tagged> {
    let written = Written::of(document, prose);
    let mut tagged: Vec<Tagged> = prose
        .tokens
        .iter()
        .map(|token| {
            let Entry { classes, forms } = lexicon.entry(token.word);
            let capital = token.shape != Shape::Lower || has_particle(token.span.of(&document.text));
            Tagged { token: *token, tag: Tag::Symbol, classes, forms, capital }
        })
        .collect();
    for sentence in &prose.sentences {
        let words = &mut tagged[sentence.tokens.clone()];
        settle_capitals(words, &written, document, lexicon);
        for index in 0..words.len() {
            words[index].tag = decide(words, index);
        }
    }
    tagged
}

/// "al-Saadi": a name whose particle is written without a capital.
fn has_particle(word: &str) -> bool {
    word.split_once('-').is_some_and(|(particle, name)| {
        particle.len() <= 3
            && name.starts_with(char::is_uppercase)
            && particle.bytes().all(|b| b.is_ascii_lowercase())
    })
}

/// How the story writes its words where a capital means something.
struct Written<'a> {
    /// Without a capital: no names, even where a sentence begins with them.
    lower: FxHashSet<&'a str>,
    /// With a capital in the middle of a sentence and none after it; for words of the lexicon, none before it
    /// either: names, even where a sentence begins with them and they look like a noun ("Banks said").
    alone: FxHashSet<&'a str>,
}

impl<'a> Written<'a> {
    fn of(document: &'a Document, prose: &Prose) -> Self {
        let mut written = Self { lower: FxHashSet::default(), alone: FxHashSet::default() };
        for sentence in &prose.sentences {
            let tokens = prose.tokens_of(sentence);
            let capital = |token: &Token| token.kind == TokenKind::Word && token.shape != Shape::Lower;
            let lower = |token: &Token| token.kind == TokenKind::Word && token.shape == Shape::Lower;
            let capitals = tokens.iter().filter(|token| capital(token)).count();
            let prose_like = capitals <= 3 * tokens.iter().filter(|token| lower(token)).count();
            for (at, token) in tokens.iter().enumerate() {
                let text = token.span.of(&document.text);
                let beside = |next: Option<&Token>| next.is_some_and(capital);
                let inside = at > 0 && (lower(&tokens[at - 1]) || token.word == WordId::UNKNOWN);
                if lower(token) {
                    written.lower.insert(text);
                } else if prose_like && inside && token.shape == Shape::Capital && !beside(tokens.get(at + 1)) {
                    written.alone.insert(text);
                }
            }
        }
        written
    }

    /// Whether a word that opens a sentence is a name, by what the rest of the story does with it.
    fn is_name(&self, text: &str) -> bool {
        self.alone.contains(text) && !self.lower.contains(&*text.to_lowercase())
    }
}

/// Decides where a capital says "name": not in a title-case line, and at the start of a sentence only for a word
/// that is unknown, or that a name follows.
fn settle_capitals(words: &mut [Tagged], written: &Written<'_>, document: &Document, lexicon: &Lexicon) {
    let is_word = |word: &Tagged| word.token.kind == TokenKind::Word;
    let (capital, lower) = words.iter().filter(|word| is_word(word)).fold((0, 0), |(capital, lower), word| {
        if word.capital { (capital + 1, lower) } else { (capital, lower + 1) }
    });
    let title_case = capital > 3 && capital > 3 * lower;
    let mut starts = true;
    for index in 0..words.len() {
        let word = words[index];
        let of_many = index > 0 && words[index - 1].classes.has(Class::Article);
        if word.capital
            && word.classes.is_empty()
            && of_many
            && word.token.span.of(&document.text).ends_with('s')
        {
            words[index].forms |= Forms::PLURAL; // "the Haqqanis"
        }
        if !is_word(&word) {
            starts |= matches!(word.token.kind, TokenKind::OpenQuote | TokenKind::Colon);
            continue;
        }
        if word.capital && (starts || title_case) {
            let text = word.token.span.of(&document.text);
            let lower = text.to_lowercase();
            let by_ending = lexicon.entry(lexicon.look_up(&lower));
            let open = !word.classes.any(CLOSED) && !word.classes.any(MODIFIERS);
            if open && (starts || word.classes.is_empty()) && written.is_name(text) {
                words[index].capital = !title_case || word.classes.is_empty();
            } else if word.classes.is_empty()
                && (written.lower.contains(&*lower) || !by_ending.classes.is_empty())
            {
                words[index].classes = by_ending.classes;
                words[index].forms = by_ending.forms;
                words[index].capital = false;
            } else if !word.classes.is_empty() && !word.classes.any(NAME_WORDS) {
                let name_follows = words.get(index + 1).is_some_and(|next| {
                    next.capital && next.token.kind == TokenKind::Word && !next.classes.any(CLOSED)
                });
                words[index].capital = !title_case && name_follows && open;
            }
        }
        starts = false;
    }
}

const CLOSED: ClassSet = ClassSet::of(&[
    Class::Determiner,
    Class::SubjectPronoun,
    Class::ObjectPronoun,
    Class::Possessive,
    Class::Preposition,
    Class::Conjunction,
    Class::Subordinator,
    Class::QuestionWord,
    Class::Auxiliary,
    Class::Negation,
    Class::Adverb,
    Class::HearsayAdverb,
    Class::Relative,
    Class::CrowdPronoun,
]);
/// What may stand with a capital before a name and not be part of it.
const MODIFIERS: ClassSet = ClassSet::of(&[
    Class::Title,
    Class::Nationality,
    Class::Office,
    Class::VeiledRole,
    Class::VagueHead,
    Class::GroupHead,
    Class::Adjective,
    Class::Time,
]);
/// Classes of words that are names by themselves.
const NAME_WORDS: ClassSet = ClassSet::of(&[
    Class::Place,
    Class::Outlet,
    Class::MaleName,
    Class::FemaleName,
    Class::EitherName,
    Class::NameSuffix,
]);
const PERSON_OR_THING: ClassSet = ClassSet::of(&[
    Class::Noun,
    Class::UnnamedHead,
    Class::VeiledRole,
    Class::Office,
    Class::VagueHead,
    Class::GroupHead,
    Class::PersonNoun,
    Class::OrgHead,
    Class::DocumentHead,
    Class::MediaHead,
    Class::CueNoun,
    Class::EvidenceNoun,
    Class::Time,
]);
const ADJECTIVES: ClassSet = ClassSet::of(&[Class::Adjective, Class::CueAdjective, Class::Nationality]);

fn decide(words: &[Tagged], at: usize) -> Tag {
    match words[at].token.kind {
        TokenKind::Word => decide_word(words, at),
        TokenKind::Clitic => decide_clitic(words, at),
        TokenKind::Number => Tag::Number,
        TokenKind::OpenQuote | TokenKind::CloseQuote => Tag::Quote,
        TokenKind::Comma => Tag::Comma,
        TokenKind::Stop => Tag::Stop,
        TokenKind::Colon => Tag::Colon,
        TokenKind::Semicolon => Tag::Semicolon,
        TokenKind::Dash => Tag::Dash,
        TokenKind::Open => Tag::Open,
        TokenKind::Close => Tag::Close,
        TokenKind::Symbol => Tag::Symbol,
    }
}

/// "’s" is possessive before a noun and a verb after a pronoun; the other endings are auxiliaries.
fn decide_clitic(words: &[Tagged], at: usize) -> Tag {
    let before = at.checked_sub(1).map(|index| words[index]);
    if words[at].classes.has(Class::Auxiliary) {
        return Tag::Auxiliary;
    }
    let after_pronoun = before.is_some_and(|word| {
        matches!(word.tag, Tag::Pronoun | Tag::That | Tag::Question | Tag::Relative | Tag::Adverb)
    });
    let next_opens = words.get(at + 1).is_some_and(|next| {
        next.classes.any(ClassSet::of(&[Class::Determiner, Class::Negation, Class::SubjectPronoun]))
    });
    if after_pronoun || next_opens { Tag::Auxiliary } else { Tag::Possessive }
}

fn decide_word(words: &[Tagged], at: usize) -> Tag {
    let word = words[at];
    let classes = word.classes;
    let next = words.get(at + 1);
    if word.capital && !(classes.any(CLOSED) && word.token.shape == Shape::Capital) {
        let adverbial = classes.any(CLOSED) && !classes.any(NAME_WORDS);
        if !adverbial {
            return Tag::Name;
        }
    }
    if let Some(tag) = decide_closed(words, at, next) {
        return tag;
    }
    decide_open(words, at, next)
}

/// The small words.
fn decide_closed(words: &[Tagged], at: usize, next: Option<&Tagged>) -> Option<Tag> {
    let classes = words[at].classes;
    let before = at.checked_sub(1).map(|index| words[index].tag);
    let next_is = |set: ClassSet| next.is_some_and(|next| next.classes.any(set));
    let next_nominal = next.is_some_and(can_be_nominal);
    let has = |class| classes.has(class);
    if has(Class::NumberWord) && !has(Class::CrowdPronoun) {
        return Some(Tag::Number);
    }
    if has(Class::Relative) && has(Class::Determiner) && !has(Class::Possessive) {
        return Some(decide_that(words, at, next)); // "that"
    }
    if has(Class::Auxiliary) {
        return Some(Tag::Auxiliary);
    }
    if has(Class::Possessive) {
        let alone = has(Class::ObjectPronoun) && !next_nominal;
        return Some(if alone { Tag::Pronoun } else { Tag::Possessive });
    }
    if has(Class::SubjectPronoun) || has(Class::ObjectPronoun) {
        return Some(Tag::Pronoun);
    }
    if has(Class::QuestionWord) || has(Class::Relative) {
        let after_noun = before.is_none_or(|tag| tag.ends_phrase() || tag == Tag::Comma);
        let relative = has(Class::Relative) && after_noun && at > 0;
        let clause = has(Class::Subordinator) && (at == 0 || !relative && before == Some(Tag::Comma));
        return Some(match () {
            () if relative => Tag::Relative,
            () if clause => Tag::Subordinator,
            () => Tag::Question,
        });
    }
    if has(Class::Determiner) {
        // "Some say", "many of them": the word stands for a noun.
        let alone = has(Class::CrowdPronoun)
            && !next.is_some_and(|next| next.capital)
            && (next.is_none_or(|next| next.token.kind != TokenKind::Word)
                || next_is(ClassSet::of(&[
                    Class::Auxiliary,
                    Class::Preposition,
                    Class::Relative,
                    Class::Adverb,
                ]))
                || next.is_some_and(|next| {
                    next.forms.any(Forms::BASE.with(Forms::PAST)) && !next.classes.any(PERSON_OR_THING)
                }));
        return Some(if alone { Tag::Noun } else { Tag::Determiner });
    }
    if has(Class::CrowdPronoun) {
        return Some(Tag::Noun);
    }
    if has(Class::Conjunction) {
        return Some(Tag::Conjunction);
    }
    if has(Class::InfinitiveMarker) {
        let skip = usize::from(next_is(ClassSet::of(&[Class::Adverb])));
        let names_source = at > 0 && words[at - 1].classes.has(Class::According);
        let verb = !names_source
            && words.get(at + 1 + skip).is_some_and(|word| {
                !word.capital
                    && (word.forms.any(Forms::BASE) || word.classes.any(ClassSet::of(&[Class::Auxiliary])))
            });
        return Some(if verb { Tag::To } else { Tag::Preposition });
    }
    if has(Class::Subordinator) {
        let inside = has(Class::Adverb) && at > 0 && before != Some(Tag::Comma);
        let only = !has(Class::Preposition) && !inside;
        if only {
            return Some(Tag::Subordinator);
        }
    }
    if has(Class::Preposition) {
        return Some(Tag::Preposition);
    }
    (has(Class::Adverb) || has(Class::HearsayAdverb) || has(Class::Negation)).then_some(Tag::Adverb)
}

/// "that" opens a clause after a cue, points at a noun, or stands for one.
fn decide_that(words: &[Tagged], at: usize, next: Option<&Tagged>) -> Tag {
    let Some(next) = next else { return Tag::Pronoun };
    let before = at.checked_sub(1).map(|index| words[index]);
    let verb_follows = next.classes.any(ClassSet::of(&[Class::Auxiliary]))
        || next.forms.any(Forms::THIRD.with(Forms::PAST))
            && !next.classes.any(PERSON_OR_THING)
            && !next.capital;
    if verb_follows {
        return if before.is_some_and(|word| word.tag.ends_phrase()) { Tag::Relative } else { Tag::Pronoun };
    }
    if before.is_some_and(|word| word.tag == Tag::Preposition) {
        return Tag::Determiner;
    }
    if next.token.kind != TokenKind::Word
        && next.token.kind != TokenKind::Number
        && next.token.kind != TokenKind::OpenQuote
    {
        return if before.is_some_and(|word| matches!(word.tag, Tag::Verb)) { Tag::That } else { Tag::Pronoun };
    }
    Tag::That
}

/// Nouns, verbs, adjectives.
fn decide_open(words: &[Tagged], at: usize, next: Option<&Tagged>) -> Tag {
    let word = words[at];
    let verb = word.forms.any(Forms::FINITE.with(Forms::PARTICIPLE).with(Forms::GERUND));
    let noun = word.classes.any(PERSON_OR_THING) || word.forms.any(Forms::SINGULAR.with(Forms::PLURAL));
    let adjective = word.classes.any(ADJECTIVES);
    if verb && adjective && adjective_by_context(words, at, next) {
        return Tag::Adjective;
    }
    match (verb, noun, adjective) {
        (false, false, true) => Tag::Adjective,
        (false, true, true) if next.is_some_and(|next| says(words, at, next)) => Tag::Noun,
        (false, _, true) if next.is_some_and(can_be_nominal) => Tag::Adjective,
        (false, ..) => Tag::Noun,
        (true, false, _) => verb_form(words, at, next),
        (true, true, _) => {
            if noun_by_context(words, at, next) {
                Tag::Noun
            } else {
                verb_form(words, at, next)
            }
        }
    }
}

/// Whether a word that can be adjective or verb is an adjective here: before a noun that nothing but a noun phrase
/// can open ("sees *direct* engagement"), or after a noun and before "to" ("sources *close* to").
fn adjective_by_context(words: &[Tagged], at: usize, next: Option<&Tagged>) -> bool {
    let before = previous(words, at);
    if before
        .is_some_and(|word| word.tag == Tag::To || word.tag == Tag::Pronoun || word.classes.has(Class::Modal))
    {
        return false;
    }
    let leans_on_noun = next.is_some_and(|next| next.classes.has(Class::InfinitiveMarker))
        && words[at].forms.any(Forms::BASE)
        && before.is_some_and(|word| word.tag.ends_phrase());
    let opens = before.is_none_or(|word| !word.tag.ends_phrase());
    leans_on_noun || opens && next.is_some_and(can_be_nominal)
}

/// Whether somebody, whose word could be an adjective too, says what the next word opens: "one official *told* a
/// reporter".
fn says(words: &[Tagged], at: usize, next: &Tagged) -> bool {
    words[at].classes.any(ClassSet::of(&[Class::VeiledRole, Class::PersonNoun, Class::VagueHead]))
        && next.classes.has(Class::CueSpeech)
        && next.forms.any(Forms::PAST.with(Forms::THIRD))
        && !next.classes.any(PERSON_OR_THING)
}

/// The last word before `at` that is no adverb.
fn previous(words: &[Tagged], at: usize) -> Option<&Tagged> {
    words[..at].iter().rev().find(|word| word.tag != Tag::Adverb)
}

/// Finite verb, participle, gerund, or a participle that stands as an adjective.
fn verb_form(words: &[Tagged], at: usize, next: Option<&Tagged>) -> Tag {
    let forms = words[at].forms;
    let before = previous(words, at);
    let after = |set: &[Tag]| before.is_some_and(|word| set.contains(&word.tag));
    if forms.any(Forms::GERUND) {
        let in_phrase = after(&[Tag::Determiner, Tag::Possessive, Tag::Adjective]);
        return match in_phrase {
            true if next.is_some_and(can_be_nominal) => Tag::Adjective,
            true => Tag::Noun,
            false => Tag::Gerund,
        };
    }
    if after(&[Tag::Determiner, Tag::Possessive]) {
        return if next.is_some_and(can_be_nominal) { Tag::Adjective } else { Tag::Noun };
    }
    if after(&[Tag::Auxiliary]) && forms.any(Forms::PARTICIPLE) {
        let aux = before.map(|word| word.classes).unwrap_or_default();
        if aux.any(ClassSet::of(&[Class::Be, Class::Have]))
            || aux.has(Class::Auxiliary) && !aux.has(Class::Modal)
        {
            return Tag::Participle;
        }
    }
    if forms.any(Forms::BASE) && after(&[Tag::Preposition]) && next.is_some_and(can_be_nominal) {
        return Tag::Noun; // "according to *traffic* cameras"
    }
    let participle_only = forms.any(Forms::PARTICIPLE) && !forms.any(Forms::PAST);
    let no_subject = before.is_none() || after(&[Tag::Preposition, Tag::Adjective, Tag::Number]);
    if participle_only || forms.any(Forms::PARTICIPLE) && no_subject {
        return if next.is_some_and(can_be_nominal) && !participle_only {
            Tag::Adjective
        } else {
            Tag::Participle
        };
    }
    Tag::Verb
}

/// Whether a word that can be noun or verb is a noun here.
fn noun_by_context(words: &[Tagged], at: usize, next: Option<&Tagged>) -> bool {
    let word = words[at];
    let Some(before) = previous(words, at) else {
        return !next
            .is_some_and(|next| next.classes.any(ClassSet::of(&[Class::Determiner, Class::SubjectPronoun])));
    };
    let opens_clause = next.is_some_and(|next| {
        next.token.kind == TokenKind::OpenQuote
            || next.classes.any(ClassSet::of(&[
                Class::Determiner,
                Class::SubjectPronoun,
                Class::ObjectPronoun,
                Class::Possessive,
                Class::QuestionWord,
            ]))
            || next.capital
    });
    let verb_next = next.is_some_and(|next| {
        next.classes.has(Class::Auxiliary)
            || next.forms.any(Forms::FINITE) && !next.classes.any(PERSON_OR_THING)
    });
    match before.tag {
        Tag::To => false,
        Tag::Pronoun | Tag::Relative => false,
        Tag::Auxiliary => {
            let bare = before.classes.any(ClassSet::of(&[Class::Modal]))
                || !before.classes.any(ClassSet::of(&[Class::Be, Class::Have]));
            !(bare && word.forms.any(Forms::BASE) || word.forms.any(Forms::PARTICIPLE.with(Forms::GERUND)))
        }
        Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Preposition | Tag::Number => true,
        Tag::Name | Tag::Noun => {
            let agrees = if word.forms.any(Forms::THIRD) {
                !before.forms.any(Forms::PLURAL)
            } else if word.forms.any(Forms::PAST) {
                true
            } else {
                before.forms.any(Forms::PLURAL) || before.tag == Tag::Name && takes_object(next)
            };
            !agrees
                || verb_next
                || !(opens_clause
                    || next_is_free(next)
                        && (before.tag == Tag::Name && word.forms.any(Forms::THIRD)
                            || closes_attribution(words, at)))
        }
        Tag::Verb | Tag::Participle | Tag::Gerund => true,
        _ => !opens_clause,
    }
}

/// Whether what follows a bare verb after a name can only be its object: "the Taliban view *this* as".
fn takes_object(next: Option<&Tagged>) -> bool {
    next.is_some_and(|next| {
        next.classes.any(ClassSet::of(&[Class::Determiner, Class::Possessive, Class::ObjectPronoun]))
            && !next.classes.has(Class::Relative)
    })
}

/// Whether a cue can stand here after what it is the cue of: "…, its annual report *shows*."
fn closes_attribution(words: &[Tagged], at: usize) -> bool {
    let phrase = |word: &&Tagged| {
        word.tag.is_nominal() || matches!(word.tag, Tag::Determiner | Tag::Possessive | Tag::Preposition)
    };
    let length = words[..at].iter().rev().take_while(phrase).count();
    let mark = (at - length).checked_sub(1).map(|index| words[index].tag);
    words[at].classes.has(Class::CueSpeech) && matches!(mark, Some(Tag::Comma | Tag::Quote | Tag::Dash))
}

/// What follows lets a verb end its clause or take a phrase: a preposition other than "of", "to", a mark.
fn next_is_free(next: Option<&Tagged>) -> bool {
    next.is_none_or(|next| next.token.kind != TokenKind::Word || next.classes.has(Class::InfinitiveMarker))
}

/// Whether a word could belong to a noun phrase that goes on.
fn can_be_nominal(word: &Tagged) -> bool {
    match word.token.kind {
        TokenKind::Number => true,
        TokenKind::OpenQuote => false,
        TokenKind::Word => {
            word.capital && !word.classes.any(CLOSED)
                || word.classes.any(PERSON_OR_THING)
                || word.classes.any(ADJECTIVES)
                || word.classes.has(Class::NumberWord)
                || word.classes.is_empty()
                || word.forms.any(Forms::SINGULAR.with(Forms::PLURAL).with(Forms::GERUND))
                || word.forms.any(Forms::PARTICIPLE)
                    && !word.classes.any(CLOSED)
                    && !word.classes.has(Class::Auxiliary)
        }
        _ => false,
    }
}
