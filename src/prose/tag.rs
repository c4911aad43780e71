//! What each word is in its sentence: noun or verb, name or not.
//!
//! The lexicon says what a word *can* be; its neighbours decide what it *is*: by rule for the small words, by a
//! learned model where a word can be several things.

pub(super) mod again;
mod capital;
mod choice;
mod closed;
mod learned;
#[cfg(test)]
mod tests;
#[cfg(feature = "train")]
pub mod training;
mod view;

use std::ops::Range;

use crate::{
    Span,
    document::Document,
    lexicon::{Class, ClassSet, Entry, Forms, Lexicon, WordId},
    parallel,
    prose::{Sentence, Shape, Token, TokenKind},
};
pub(super) use capital::Written;
use capital::settle_capitals;
use learned::{Choice, Judge, Model};
use view::View;

/// The part a token plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
///
/// Of a long story there are millions: nothing is in it that only the tagger asks for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Tagged {
    /// Bytes of the document's text.
    pub span: Span,
    /// Its word in the lexicon; [`WordId::UNKNOWN`] for names and rare words.
    pub word: WordId,
    /// What it is on the page.
    pub kind: TokenKind,
    /// How it is written.
    pub shape: Shape,
    /// The part it plays.
    pub tag: Tag,
    /// The inflected forms that it can be.
    pub forms: Forms,
    /// Every class that the lexicon has it in.
    pub classes: ClassSet,
}

impl Tagged {
    /// A token whose part is not known yet, with what the lexicon knows of it.
    pub(super) fn new(token: Token, lexicon: &Lexicon) -> Self {
        let Token { span, kind, word, shape } = token;
        let Entry { classes, forms } = lexicon.entry(word);
        Self { span, word, kind, shape, tag: Tag::Symbol, forms, classes }
    }

    /// The same, with nothing decided of it.
    fn untagged(self, lexicon: &Lexicon) -> Self {
        let Self { span, word, kind, shape, .. } = self;
        Self::new(Token { span, kind, word, shape }, lexicon)
    }
}

/// Tags every token of the story, sentence by sentence; `written` is how all of them write their words.
pub(super) fn tag(
    document: &Document,
    written: &Written<'_>,
    sentences: &[Sentence],
    words: &mut [Tagged],
    lexicon: &Lexicon,
) {
    parallel::all(sentences.len(), Part::all(sentences, words), |Part { sentences, words, first }| {
        let mut tagger = Tagger::new(document, written, Model);
        for sentence in sentences {
            let tokens = sentence.tokens.start - first..sentence.tokens.end - first;
            tagger.tag(&mut words[tokens.clone()]);
            lexicon.lend(&document.text, words, tokens);
        }
    });
}

/// Some sentences in a row with their words.
struct Part<'a> {
    sentences: &'a [Sentence],
    words: &'a mut [Tagged],
    /// Index of the first word in the story.
    first: usize,
}

impl<'a> Part<'a> {
    /// The parts of a story.
    fn all(sentences: &'a [Sentence], words: &'a mut [Tagged]) -> Vec<Self> {
        let (mut rest, mut first) = (words, 0);
        let part = |run: Range<usize>| {
            let sentences = &sentences[run];
            let end = sentences.last().map_or(first, |last| last.tokens.end);
            let (words, behind) = std::mem::take(&mut rest).split_at_mut(end - first);
            rest = behind;
            Self { sentences, words, first: std::mem::replace(&mut first, end) }
        };
        parallel::runs(sentences.len()).map(part).collect()
    }
}

/// Tags one sentence after the other.
struct Tagger<'a, J> {
    document: &'a Document,
    written: &'a Written<'a>,
    judge: J,
    view: View,
    doubts: Vec<i32>,
}

impl<'a, J: Judge> Tagger<'a, J> {
    fn new(document: &'a Document, written: &'a Written<'a>, judge: J) -> Self {
        Self { document, written, judge, view: View::default(), doubts: Vec::new() }
    }

    /// Tags the words of a sentence, of which nothing is decided.
    fn tag(&mut self, words: &mut [Tagged]) {
        let Self { document, written, judge, view, doubts } = self;
        settle_capitals(words, written, document, &mut view.capitals);
        view.open(words, document);
        doubts.clear();
        doubts.resize(words.len(), i32::MAX);
        read_on(words, 0, document, view, judge, doubts);
        if let Some(verb) = missing_verb(words, doubts) {
            view.open(words, document);
            for (index, word) in words[..verb].iter().enumerate() {
                view.note(word, index);
            }
            words[verb].tag = Tag::Verb;
            view.note(&words[verb], verb);
            read_on(words, verb + 1, document, view, judge, doubts);
        }
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

/// Decides the words of a sentence from the one at `from` on. `doubts` takes how near each came to being a verb.
fn read_on(
    words: &mut [Tagged],
    from: usize,
    document: &Document,
    view: &mut View,
    judge: &mut impl Judge,
    doubts: &mut [i32],
) {
    for index in from..words.len() {
        let choice = decide(words, index, document, view, judge);
        (words[index].tag, doubts[index]) = (choice.tag, choice.doubt);
        free_opener(words, index);
        view.note(&words[index], index);
    }
}

/// How near a word must have come to being a verb, in steps of the model's weights.
const SURE: i32 = 200;

/// A sentence outside its quotation marks has a verb. Where none was found, the likeliest word after a noun is it.
fn missing_verb(words: &[Tagged], doubts: &[i32]) -> Option<usize> {
    if words.last().is_none_or(|word| word.tag != Tag::Stop)
        || words.iter().any(|word| matches!(word.tag, Tag::Verb | Tag::Auxiliary))
    {
        return None;
    }
    let after_noun = |index: &usize| {
        let before = words[..*index].iter().rev().find(|word| word.tag != Tag::Adverb);
        words[*index].forms.any(Forms::FINITE)
            && before.is_some_and(|word| word.tag.ends_phrase() || word.tag == Tag::Relative)
    };
    let likeliest = (1..words.len()).filter(after_noun).min_by_key(|index| doubts[*index])?;
    (doubts[likeliest] < SURE).then_some(likeliest)
}

/// A determiner that a verb follows stands for its noun: "*both* vowed", "*many* also fear".
fn free_opener(words: &mut [Tagged], at: usize) {
    if !matches!(words[at].tag, Tag::Verb | Tag::Auxiliary) {
        return;
    }
    let Some(before) = words[..at].iter_mut().rev().find(|word| word.tag != Tag::Adverb) else { return };
    if before.tag == Tag::Determiner && before.classes.any(ClassSet::of(&[Class::CrowdPronoun, Class::Both])) {
        before.tag = Tag::Noun;
    }
}

fn decide(words: &[Tagged], at: usize, document: &Document, view: &mut View, judge: &mut impl Judge) -> Choice {
    Choice::sure(match words[at].kind {
        TokenKind::Word => return decide_word(words, at, document, view, judge),
        TokenKind::Clitic => closed::clitic(words, at),
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
    })
}

/// "She sees a chance, and *fears* that it may pass": after a comma and a conjunction, a verb that goes on with one of
/// the same form rather than a noun.
fn goes_on_with_verb(words: &[Tagged], at: usize) -> bool {
    let Some([before @ .., comma, and]) = words.get(..at) else { return false };
    let next = words.get(at + 1);
    words[at].forms.any(Forms::THIRD)
        && and.tag == Tag::Conjunction
        && comma.tag == Tag::Comma
        && next.is_some_and(|next| next.classes.has(Class::Relative) && next.classes.has(Class::Determiner))
        && before.iter().rev().any(|word| word.tag == Tag::Verb && word.forms.any(Forms::THIRD))
}

fn decide_word(
    words: &[Tagged],
    at: usize,
    document: &Document,
    view: &mut View,
    judge: &mut impl Judge,
) -> Choice {
    let word = &words[at];
    let classes = word.classes;
    if view.capitals[at] && !(classes.any(CLOSED) && word.shape == Shape::Capital) {
        let adverbial = classes.any(CLOSED) && !classes.any(NAME_WORDS);
        if !adverbial {
            return Choice::sure(Tag::Name);
        }
    }
    if classes.has(Class::Title) && view.is_name(words, at + 1) {
        return Choice::sure(Tag::Noun); // "*Ms.* Amos", at the start of a sentence
    }
    if goes_on_with_verb(words, at) {
        return Choice::sure(Tag::Verb);
    }
    let written = word.span.of(&document.text);
    let parts = choice::parts(words, at, written, closed::word(words, at, view));
    match parts.as_slice() {
        [only] => Choice::sure(*only),
        several => judge.choose(word, &view.features(at), several),
    }
}
