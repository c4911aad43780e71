//! What a reader learns of who a source is, from its noun phrase alone.

use std::ops::Range;

use super::{SourceKind, found::SourcePhrase};
use crate::{
    lexicon::{Class, ClassSet, Forms},
    prose::{Shape, Tag, Tagged, TokenKind},
};

/// What the noun phrase says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) kind: SourceKind,
    /// The head noun or the name, in tokens.
    pub(crate) head: Range<usize>,
    pub(crate) plural: bool,
    /// Opened by "the", "that", "his": somebody already spoken of, perhaps.
    pub(crate) definite: bool,
}

const PEOPLE: ClassSet = ClassSet::of(&[
    Class::UnnamedHead,
    Class::VeiledRole,
    Class::Office,
    Class::VagueHead,
    Class::GroupHead,
    Class::PersonNoun,
]);

/// Reads a source phrase.
pub(crate) fn read(words: &[Tagged], phrase: &SourcePhrase) -> Reading {
    let core = trimmed(words, phrase.core.clone());
    let last = |is_head: &dyn Fn(Tag) -> bool| core.clone().rev().find(|at| is_head(words[*at].tag));
    // "sources close to" ends with an adjective, "the accused" is nothing but one.
    let noun = last(&|tag| matches!(tag, Tag::Name | Tag::Noun | Tag::Number) || is_pronoun(tag));
    let Some(head) = noun.or_else(|| last(&Tag::is_nominal)) else {
        return Reading { kind: SourceKind::Pronoun, head: core, plural: false, definite: false };
    };
    let first = words[core.start];
    let definite = matches!(first.tag, Tag::Determiner | Tag::Possessive)
        && !first.classes.has(Class::Quantifier)
        || first.classes.has(Class::Both);
    let plural = words[head].forms.any(Forms::PLURAL) || words[head].classes.has(Class::PluralPronoun);
    let named_after = name_in_apposition(words, &core, phrase);
    if let Some(name) = named_after {
        return Reading { kind: SourceKind::Named, head: name, plural: false, definite: false };
    }
    if let Some(members) = members(words, head, phrase) {
        let quantified = !words[head].classes.has(Class::NumberWord) && words[head].tag != Tag::Number;
        let inner =
            read(words, &SourcePhrase { core: members.clone(), tokens: members.start..phrase.tokens.end });
        return Reading {
            kind: of_members(inner.kind, quantified),
            plural: quantified,
            definite: false,
            ..inner
        };
    }
    let head_range = if words[head].tag == Tag::Name { name_run(words, &core, head) } else { head..head + 1 };
    let kind = if words[head].tag == Tag::Name {
        kind_of_name(words, &core, &head_range)
    } else {
        kind_of_noun(words, &core, head, phrase)
    };
    Reading { kind, head: head_range, plural, definite }
}

fn is_pronoun(tag: Tag) -> bool {
    matches!(tag, Tag::Pronoun | Tag::Possessive)
}

/// Without a possessive ending or mark at its end.
fn trimmed(words: &[Tagged], mut core: Range<usize>) -> Range<usize> {
    while core.len() > 1 && matches!(words[core.end - 1].token.kind, TokenKind::Clitic | TokenKind::CloseQuote)
    {
        core.end -= 1;
    }
    core
}

/// The name in "a farmer, John Cole,": two capitalised words or more right after the comma.
fn name_in_apposition(words: &[Tagged], core: &Range<usize>, phrase: &SourcePhrase) -> Option<Range<usize>> {
    let head = words[core.end - 1];
    if head.tag != Tag::Noun || !head.classes.any(PEOPLE) {
        return None;
    }
    let comma = (core.end..phrase.tokens.end).find(|at| words[*at].tag == Tag::Comma)?;
    let name = (comma + 1..phrase.tokens.end).take_while(|at| words[*at].tag == Tag::Name).count();
    let range = comma + 1..comma + 1 + name;
    let org = range
        .clone()
        .any(|at| words[at].classes.any(ClassSet::of(&[Class::OrgHead, Class::OrgWord, Class::Place])));
    (name >= 2 && !org).then_some(range)
}

/// Those who are meant by "one of the aides", "a group of doctors": the phrase after "of".
fn members(words: &[Tagged], head: usize, phrase: &SourcePhrase) -> Option<Range<usize>> {
    let of = head + 1;
    let quantity = words[head].classes.has(Class::QuantityNoun) || words[head].tag == Tag::Number;
    if !quantity || of + 1 >= phrase.tokens.end || !words[of].classes.has(Class::Of) {
        return None;
    }
    let end = (of + 1..phrase.tokens.end)
        .find(|at| {
            !words[*at].tag.is_nominal()
                && !matches!(words[*at].tag, Tag::Determiner | Tag::Possessive | Tag::Pronoun)
        })
        .unwrap_or(phrase.tokens.end);
    (end > of + 1).then_some(of + 1..end)
}

/// The kind of some members of a kind.
fn of_members(kind: SourceKind, quantified: bool) -> SourceKind {
    match kind {
        SourceKind::Named | SourceKind::Org | SourceKind::Office | SourceKind::Pronoun => SourceKind::Anonymous,
        SourceKind::Group if quantified => SourceKind::Vague,
        SourceKind::Group | SourceKind::Vague if !quantified => SourceKind::Anonymous,
        other => other,
    }
}

/// All words of the name that ends with `head`, without the titles and bodies before it: "Paul Ryan" in "House
/// Speaker Paul Ryan".
fn name_run(words: &[Tagged], core: &Range<usize>, head: usize) -> Range<usize> {
    let belongs = |at: usize| words[at].tag == Tag::Name || words[at].classes.has(Class::NameParticle);
    let mut start = head;
    while start > core.start && belongs(start - 1) {
        start -= 1;
    }
    let title =
        (start..head).rev().find(|at| words[*at].classes.any(ClassSet::of(&[Class::Title, Class::Office])));
    if let Some(title) = title.filter(|_| !words[head].classes.any(INSTITUTION)) {
        start = title + 1;
    }
    while start < head
        && (words[start].classes.any(BEFORE_NAMES) || words[start].classes.has(Class::NameParticle))
    {
        start += 1;
    }
    start..head + 1
}

/// Words that make a name the name of an institution.
const INSTITUTION: ClassSet = ClassSet::of(&[Class::OrgHead, Class::OrgWord, Class::Outlet]);

const BEFORE_NAMES: ClassSet =
    ClassSet::of(&[Class::Title, Class::Nationality, Class::Office, Class::VeiledRole]);

fn kind_of_name(words: &[Tagged], core: &Range<usize>, name: &Range<usize>) -> SourceKind {
    let head = words[name.end - 1];
    let has = |class: Class| name.clone().any(|at| words[at].classes.has(class));
    let titled = core.start < name.start
        && words[name.start - 1].classes.any(ClassSet::of(&[Class::Title, Class::Office]));
    let given =
        words[name.start].classes.any(ClassSet::of(&[Class::MaleName, Class::FemaleName])) && name.len() > 1;
    if !head.classes.any(INSTITUTION) && (given || titled && !has(Class::OrgHead)) {
        return SourceKind::Named;
    }
    let counted = words[core.start].classes.has(Class::Quantifier);
    if head.classes.has(Class::GroupHead)
        || head.classes.has(Class::Nationality) && head.forms.any(Forms::PLURAL)
    {
        return match (head.forms.any(Forms::PLURAL), counted) {
            (true, true) => SourceKind::Vague,
            (true, false) => SourceKind::Group,
            (false, _) => SourceKind::Anonymous,
        };
    }
    if head.classes.has(Class::UnnamedHead) && name.len() > 1 {
        return SourceKind::Org; // "Business Insider"
    }
    if head.classes.has(Class::VeiledRole) || head.classes.has(Class::UnnamedHead) {
        return SourceKind::Anonymous;
    }
    if head.classes.any(ClassSet::of(&[Class::Office, Class::Title])) && name.len() == 1 {
        return SourceKind::Office;
    }
    if head.classes.any(ClassSet::of(&[Class::DocumentHead])) && !head.classes.has(Class::OrgWord) {
        return SourceKind::Document;
    }
    let acronym = name.len() == 1 && head.token.shape == Shape::Upper && head.token.span.len() > 1;
    let article = words[core.start].classes.has(Class::Article) && core.start < name.start;
    let institution = [Class::OrgHead, Class::OrgWord, Class::Outlet, Class::Place].into_iter().any(has);
    if institution || acronym || article { SourceKind::Org } else { SourceKind::Named }
}

fn kind_of_noun(words: &[Tagged], core: &Range<usize>, head: usize, phrase: &SourcePhrase) -> SourceKind {
    let word = words[head];
    let has = |class| word.classes.has(class);
    if is_pronoun(word.tag) {
        return SourceKind::Pronoun;
    }
    let plural = word.forms.any(Forms::PLURAL) && !word.forms.any(Forms::SINGULAR);
    let counted = core.clone().any(|at| words[at].tag == Tag::Number);
    let quantified = words[core.start].classes.has(Class::Quantifier) && plural;
    let indefinite = words[core.start].classes.has(Class::IndefiniteArticle);
    let described = phrase.tokens.end > head + 1;
    if has(Class::UnnamedHead) {
        return SourceKind::Anonymous;
    }
    if has(Class::VeiledRole)
        && !(has(Class::VagueHead) && plural && !counted)
        && !(has(Class::GroupHead) && plural)
    {
        return SourceKind::Anonymous;
    }
    if has(Class::SpokesRole) || has(Class::Office) && !plural && !(indefinite && has(Class::PersonNoun)) {
        return SourceKind::Office;
    }
    if has(Class::VagueHead) {
        let of_named = core.clone().any(|at| words[at].tag == Tag::Name);
        return match () {
            () if counted || !plural => SourceKind::Anonymous,
            () if of_named && !quantified => SourceKind::Group,
            () => SourceKind::Vague,
        };
    }
    if has(Class::GroupHead) || has(Class::PersonNoun) || has(Class::Office) {
        let people = has(Class::CrowdPronoun);
        return match () {
            () if counted || !plural => SourceKind::Anonymous,
            () if people && described => SourceKind::Anonymous,
            () if quantified || people => SourceKind::Vague,
            () => SourceKind::Group,
        };
    }
    if has(Class::CrowdPronoun) {
        return SourceKind::Vague;
    }
    if has(Class::MediaHead) {
        return SourceKind::Vague;
    }
    if has(Class::DocumentHead) || has(Class::CueNoun) || has(Class::EvidenceNoun) {
        return SourceKind::Document;
    }
    if has(Class::OrgHead) {
        let opened = matches!(words[core.start].tag, Tag::Determiner | Tag::Possessive);
        return match () {
            () if quantified => SourceKind::Vague,
            () if plural && (!opened || has(Class::GenericBody)) => SourceKind::Group,
            () => SourceKind::Org,
        };
    }
    if word.tag == Tag::Number && !plural {
        return SourceKind::Anonymous;
    }
    // "this move signals": a thing tells nobody anything.
    if plural { SourceKind::Group } else { SourceKind::None }
}
