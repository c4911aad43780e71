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
        && !words[head].forms.any(Forms::PLURAL)
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

/// The name in "a farmer, John Cole,": capitalised words right after the comma, or after a title or another role
/// ("the judge, Mr Justice Cole,", "its author, the historian John Cole,"). Of one word only after somebody's own
/// ("his partner, John,") or a title.
fn in_apposition(words: &[Tagged], core: &Range<usize>, phrase: &SourcePhrase) -> Option<Range<usize>> {
    let is = |at: usize, tag: Tag| words.get(at).is_some_and(|word| word.tag == tag);
    // "said the coach, John Cole, of the striker": the name may stand outside the phrase that was found.
    let outside = phrase.tokens.end == core.end && is(core.end, Tag::Comma);
    let end = if outside { words.len().min(core.end + FARTHEST) } else { phrase.tokens.end };
    let comma = (core.end..end).find(|at| words[*at].tag == Tag::Comma)?;
    let name = named(words, comma + 1..end)?;
    let titled = words[name.start - 1].classes.has(Class::Title);
    let owned = core.clone().any(|at| words[at].tag == Tag::Possessive);
    let closed = |at: usize| at >= words.len() || matches!(words[at].tag, Tag::Comma | Tag::Stop);
    let whole = name.len() >= 2 || titled || owned && comma == core.end && closed(name.end);
    (whole && (!outside || closed(name.end))).then_some(name)
}

/// The head noun whose holder a name is that stands right behind a comma: "the *head* of the school, Ana Ruiz,". The
/// name must be closed off on its right too.
pub(super) fn role_before(words: &[Tagged], name: &Range<usize>, floor: usize) -> Option<usize> {
    let before = |at: usize| at.checked_sub(1).filter(|at| *at >= floor);
    let mut at = before(name.start)?;
    while words[at].tag == Tag::Determiner || words[at].classes.any(BEFORE_NAMES) && words[at].tag != Tag::Comma
    {
        at = before(at)?;
    }
    let closed = words.get(name.end).is_none_or(|next| matches!(next.tag, Tag::Comma | Tag::Stop));
    if words[at].tag != Tag::Comma || !closed {
        return None;
    }
    let belongs = |at: &usize| {
        words[*at].tag.is_nominal()
            || matches!(words[*at].tag, Tag::Determiner | Tag::Possessive | Tag::Preposition)
    };
    let start = (floor..at).rev().take(2 * FARTHEST).take_while(belongs).last()?;
    let last = |range: Range<usize>| {
        let end = range.clone().find(|at| words[*at].tag == Tag::Preposition).unwrap_or(range.end);
        end.checked_sub(1).filter(|head| *head > range.start)
    };
    let opener = matches!(words[start].tag, Tag::Determiner | Tag::Possessive);
    let head = last(start..at).filter(|_| opener)?;
    let role = words[head].tag == Tag::Noun && words[head].classes.any(PEOPLE);
    (role && !words[head].forms.any(Forms::PLURAL)).then_some(head)
}

/// How far behind a phrase a name in apposition to it ends.
const FARTHEST: usize = 8;

/// The person's name that a phrase is, with or without an article, titles and roles before it.
pub(super) fn named(words: &[Tagged], phrase: Range<usize>) -> Option<Range<usize>> {
    let role = |at: usize| {
        words[at].tag == Tag::Determiner && !words[at].classes.has(Class::Quantifier)
            || words[at].tag.is_nominal() && words[at].tag != Tag::Name
            || words[at].classes.any(BEFORE_NAMES)
                && words.get(at + 1).is_some_and(|next| next.tag == Tag::Name)
    };
    let start = phrase.clone().find(|at| !role(*at))?;
    let belongs = |at: &usize| words[*at].tag == Tag::Name || words[*at].classes.has(Class::NameParticle);
    let count = (start..phrase.end).take_while(belongs).count();
    let count = (0..count).rev().find(|at| words[start + at].tag == Tag::Name).map_or(0, |last| last + 1);
    let range = start..start + count;
    let bare = start == phrase.start || words[start - 1].classes.any(PEOPLE.with(ROLES));
    let other = INSTITUTION.with(Class::Place.into());
    let other = range.clone().any(|at| words[at].classes.any(other));
    (count > 0 && bare && !other && words[start].tag == Tag::Name).then_some(range)
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
    let head = &words[name.end - 1];
    let has = |class: Class| name.clone().any(|at| words[at].classes.has(class));
    let before = (core.start < name.start).then(|| &words[name.start - 1]);
    // "the singer Ana Ruiz", "the charity Fair Plate"
    let role = before.is_some_and(|word| {
        word.tag == Tag::Noun && word.classes.any(PEOPLE) && !word.forms.any(Forms::PLURAL)
    });
    let body = before.is_some_and(|word| word.tag == Tag::Noun && word.classes.has(Class::OrgHead)) && !role;
    let titled = before.is_some_and(|word| word.classes.any(ROLES)) || role;
    if body {
        return SourceKind::Org;
    }
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
    let acronym = name.len() == 1 && head.shape == Shape::Upper && head.span.len() > 1;
    // "the Sun", but not "the Post's Ana Ruiz".
    let owned = (core.start..name.start).any(|at| words[at].tag == Tag::Possessive);
    let article = words[core.start].classes.has(Class::Article) && core.start < name.start && !owned;
    let place = words[name.start].classes.has(Class::PlaceOpener) && name.len() > 1;
    let institution =
        place || [Class::OrgHead, Class::OrgWord, Class::Outlet, Class::Place].into_iter().any(has);
    if institution || acronym || article { SourceKind::Org } else { SourceKind::Named }
}
