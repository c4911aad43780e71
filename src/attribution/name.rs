//! Names in a noun phrase: where they begin and end, and whether they are a person's or an institution's.

use std::ops::Range;

use super::{SourceKind, found::SourcePhrase, kind::PEOPLE};
use crate::{
    lexicon::{Class, ClassSet, Forms},
    prose::{Shape, Tag, Tagged},
};

/// Words that make a name the name of an institution.
pub(super) const INSTITUTION: ClassSet = ClassSet::of(&[Class::OrgHead, Class::OrgWord, Class::Outlet]);

/// Given names.
const GIVEN: ClassSet = ClassSet::of(&[Class::MaleName, Class::FemaleName, Class::EitherName]);

/// What says who somebody is, before the name.
const ROLES: ClassSet = ClassSet::of(&[Class::Title, Class::Office]);

/// What can stand with a capital before a name and be no part of it.
const BEFORE_NAMES: ClassSet =
    ClassSet::of(&[Class::Title, Class::Nationality, Class::Office, Class::VeiledRole]);

/// A person's name that stands beside the head noun: in apposition ("a farmer, John Cole,") or after a title of
/// several words ("Secretary of State Ana Ruiz", "contender and former surgeon Ben Cole").
pub(super) fn beside(
    words: &[Tagged],
    core: &Range<usize>,
    head: usize,
    phrase: &SourcePhrase,
) -> Option<Range<usize>> {
    if head + 1 != core.end || !words[head].classes.any(PEOPLE.with(ROLES)) {
        return None;
    }
    if words[head].tag == Tag::Noun
        && let Some(name) = in_apposition(words, core, phrase)
    {
        return Some(name);
    }
    let bare = !matches!(words[core.start].tag, Tag::Determiner | Tag::Possessive | Tag::Number);
    let singular = !words[head].forms.any(Forms::PLURAL);
    let joined = words.get(core.end).filter(|_| core.end < phrase.tokens.end)?;
    let joins = joined.tag == Tag::Conjunction || joined.tag == Tag::Preposition;
    if !(bare && singular && joins) {
        return None;
    }
    let end = (core.end..phrase.tokens.end)
        .find(|at| matches!(words[*at].tag, Tag::Comma | Tag::Relative | Tag::Open | Tag::Dash))
        .unwrap_or(phrase.tokens.end);
    let last = (core.end + 1..end).rev().find(|at| words[*at].tag == Tag::Name)?;
    let floor =
        (core.end + 1..last).rev().find(|at| words[*at].tag != Tag::Name).map_or(core.end + 1, |at| at + 1);
    let given = (floor..last).find(|at| words[*at].classes.any(GIVEN) && !words[*at].classes.any(ROLES));
    let unknown = || {
        let start = (floor..=last).rev().take_while(|at| words[*at].classes.is_empty()).last()?;
        (start > floor && last > start).then_some(start)
    };
    let start = given.or_else(unknown)?;
    (!words[start..=last].iter().any(|word| word.classes.any(INSTITUTION))).then_some(start..last + 1)
}

/// The name in "a farmer, John Cole,": two capitalised words or more right after the comma.
fn in_apposition(words: &[Tagged], core: &Range<usize>, phrase: &SourcePhrase) -> Option<Range<usize>> {
    let comma = (core.end..phrase.tokens.end).find(|at| words[*at].tag == Tag::Comma)?;
    let name = (comma + 1..phrase.tokens.end).take_while(|at| words[*at].tag == Tag::Name).count();
    let range = comma + 1..comma + 1 + name;
    let other = INSTITUTION.with(Class::Place.into());
    let other = range.clone().any(|at| words[at].classes.any(other));
    (name >= 2 && !other).then_some(range)
}

/// All words of the name that ends with `head`, without the titles and bodies before it: "Paul Ryan" in "House
/// Speaker Paul Ryan".
pub(super) fn run(words: &[Tagged], core: &Range<usize>, head: usize) -> Range<usize> {
    let belongs = |at: usize| words[at].tag == Tag::Name || words[at].classes.has(Class::NameParticle);
    let mut start = head;
    while start > core.start && belongs(start - 1) {
        start -= 1;
    }
    let title = (start..head).rev().find(|at| words[*at].classes.any(ROLES));
    if let Some(title) = title.filter(|_| !words[head].classes.any(INSTITUTION)) {
        start = title + 1;
    }
    while start < head
        && (words[start].classes.any(BEFORE_NAMES) || words[start].classes.has(Class::NameParticle))
    {
        start += 1;
    }
    // "Labour Party Ana Ruiz": what stands before a given name is the body.
    if !words[head].classes.any(INSTITUTION)
        && let Some(given) = (start..head).find(|at| words[*at].classes.any(GIVEN))
        && words[start..given].iter().any(|word| word.classes.any(INSTITUTION))
    {
        start = given;
    }
    start..head + 1
}

/// The kind of a source that a name stands for.
pub(super) fn kind(words: &[Tagged], core: &Range<usize>, name: &Range<usize>) -> SourceKind {
    let head = words[name.end - 1];
    let has = |class: Class| name.clone().any(|at| words[at].classes.has(class));
    let titled = core.start < name.start && words[name.start - 1].classes.any(ROLES);
    let given = words[name.start].classes.any(GIVEN) && name.len() > 1;
    let suffixed = head.classes.has(Class::NameSuffix) && name.len() > 1;
    if !head.classes.any(INSTITUTION) && (given || suffixed || titled && !has(Class::OrgHead)) {
        return SourceKind::Named;
    }
    if head.classes.has(Class::PluralBody) {
        return SourceKind::Org;
    }
    let counted = words[core.start].classes.has(Class::Quantifier);
    let plural = head.forms.any(Forms::PLURAL);
    if head.classes.has(Class::GroupHead) || head.classes.has(Class::Nationality) && plural {
        let taken_up = words[core.start].classes.has(Class::Article)
            && !words[core.start].classes.has(Class::IndefiniteArticle);
        return match (plural, counted) {
            (true, true) => SourceKind::Vague,
            (true, false) => SourceKind::Group,
            (false, _) if core.len() == 1 => SourceKind::None, // "Canadian officials", torn apart
            (false, _) if taken_up => SourceKind::Office,      // "the Kentucky Republican"
            (false, _) => SourceKind::Anonymous,
        };
    }
    if head.classes.has(Class::Nationality) && !head.classes.has(Class::Place) && name.len() == 1 {
        // "the Dutch"; "Democratic" alone is an adjective torn from its noun.
        let people = words[core.start].classes.has(Class::Article);
        return if people { SourceKind::Group } else { SourceKind::None };
    }
    if head.classes.has(Class::UnnamedHead) && name.len() > 1 {
        return SourceKind::Org; // "Business Insider"
    }
    if head.classes.has(Class::VeiledRole) || head.classes.has(Class::UnnamedHead) {
        return SourceKind::Anonymous;
    }
    if head.classes.any(ROLES)
        && (name.len() == 1 || head.classes.has(Class::Office) && !has(Class::OrgHead) && !has(Class::OrgWord))
    {
        return if plural && !head.classes.has(Class::SpokesRole) {
            SourceKind::Group
        } else {
            SourceKind::Office
        };
    }
    if head.classes.has(Class::VagueHead) && plural {
        return SourceKind::Vague;
    }
    if head.classes.has(Class::DocumentHead) && !head.classes.has(Class::OrgWord) {
        return SourceKind::Document;
    }
    let acronym = name.len() == 1 && head.token.shape == Shape::Upper && head.token.span.len() > 1;
    // "the Sun", but not "the Post's Ana Ruiz".
    let owned = (core.start..name.start).any(|at| words[at].tag == Tag::Possessive);
    let article = words[core.start].classes.has(Class::Article) && core.start < name.start && !owned;
    let place = words[name.start].classes.has(Class::PlaceOpener) && name.len() > 1;
    let institution =
        place || [Class::OrgHead, Class::OrgWord, Class::Outlet, Class::Place].into_iter().any(has);
    if institution || acronym || article { SourceKind::Org } else { SourceKind::Named }
}
