//! What the attributes of an element say of it: that it is no part of the story, or what it is to it.

use super::tree::Page;
use crate::document::{Role, markup::Element};

/// What the attributes of an element say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Readers do not see it, or not as a part of the page.
    Unseen,
    /// It stands beside the story.
    Beside,
    /// What readers wrote below it.
    Comments,
    /// The story is in it.
    Body,
    /// What it is to the story.
    Is(Role),
}

/// Which part of a class the words of a row are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Any of its words.
    Any,
    /// The last of them.
    End,
    /// All of it.
    Whole,
}

/// Attributes that hold classes, or names that are made like them: those of pages whose classes are made by programs.
const CLASSED: &[&str] = &["class", "id", "data-component", "data-testid"];

/// Words of classes, with dashes between them, in the order of the alphabet.
const CLASSES: &[(&str, At, Sign)] = &[
    ("ad", At::Any, Sign::Beside),
    ("addtoany", At::Any, Sign::Beside),
    ("ads", At::Any, Sign::Beside),
    ("advert", At::Any, Sign::Beside),
    ("advertisement", At::Any, Sign::Beside),
    ("advertising", At::Any, Sign::Beside),
    ("adverts", At::Any, Sign::Beside),
    ("alternative-headline", At::End, Sign::Is(Role::Deck)),
    ("article-body", At::End, Sign::Body),
    ("article-content", At::End, Sign::Body),
    ("article-text", At::End, Sign::Body),
    ("articlebody", At::End, Sign::Body),
    ("author", At::End, Sign::Is(Role::Byline)),
    ("author-bio", At::Any, Sign::Beside),
    ("author-box", At::Any, Sign::Beside),
    ("author-info", At::Any, Sign::Beside),
    ("author-name", At::End, Sign::Is(Role::Byline)),
    ("authors", At::End, Sign::Is(Role::Byline)),
    ("bio", At::End, Sign::Beside),
    ("bookmark-card", At::Any, Sign::Beside),
    ("breadcrumb", At::Any, Sign::Beside),
    ("breadcrumbs", At::Any, Sign::Beside),
    ("byline", At::End, Sign::Is(Role::Byline)),
    ("byline-block", At::End, Sign::Is(Role::Byline)),
    ("byline-name", At::End, Sign::Is(Role::Byline)),
    ("caption", At::End, Sign::Is(Role::Caption)),
    ("caption-text", At::End, Sign::Is(Role::Caption)),
    ("catlinks", At::Any, Sign::Beside),
    ("comment", At::Whole, Sign::Comments),
    ("comment-body", At::End, Sign::Comments),
    ("comment-content", At::End, Sign::Comments),
    ("comment-form", At::Any, Sign::Comments),
    ("comment-list", At::Any, Sign::Comments),
    ("comment-section", At::Any, Sign::Comments),
    ("comments", At::Any, Sign::Comments),
    ("consent", At::Any, Sign::Beside),
    ("cookie", At::Any, Sign::Beside),
    ("cookies", At::Any, Sign::Beside),
    ("credit", At::End, Sign::Is(Role::Boilerplate)),
    ("credits", At::End, Sign::Is(Role::Boilerplate)),
    ("date", At::Whole, Sign::Is(Role::Dateline)),
    ("dateline", At::End, Sign::Is(Role::Dateline)),
    ("deck", At::End, Sign::Is(Role::Deck)),
    ("dek", At::End, Sign::Is(Role::Deck)),
    ("disqus", At::Any, Sign::Comments),
    ("dt-published", At::Whole, Sign::Is(Role::Dateline)),
    ("dt-updated", At::Whole, Sign::Is(Role::Dateline)),
    ("e-content", At::Whole, Sign::Body),
    ("editsection", At::End, Sign::Unseen),
    ("endnotes", At::Any, Sign::Beside),
    ("entry-body", At::End, Sign::Body),
    ("entry-content", At::Whole, Sign::Body),
    ("entry-date", At::End, Sign::Is(Role::Dateline)),
    ("footnotes", At::Any, Sign::Beside),
    ("gdpr", At::Any, Sign::Beside),
    ("hash-link", At::Whole, Sign::Unseen),
    ("header-anchor", At::Whole, Sign::Unseen),
    ("headerlink", At::Whole, Sign::Unseen),
    ("hidden", At::Whole, Sign::Unseen),
    ("jump-link", At::Any, Sign::Unseen),
    ("links-block", At::Any, Sign::Beside),
    ("menu", At::End, Sign::Beside),
    ("most-popular", At::Any, Sign::Beside),
    ("most-read", At::Any, Sign::Beside),
    ("nav", At::End, Sign::Beside),
    ("navbar", At::Any, Sign::Beside),
    ("navbox", At::Any, Sign::Beside),
    ("navigation", At::Any, Sign::Beside),
    ("newsletter", At::Any, Sign::Beside),
    ("newsletters", At::Any, Sign::Beside),
    ("no-print", At::Whole, Sign::Beside),
    ("noprint", At::Whole, Sign::Beside),
    ("outbrain", At::Any, Sign::Beside),
    ("pagination", At::Any, Sign::Beside),
    ("photo-credit", At::End, Sign::Is(Role::Boilerplate)),
    ("post-body", At::End, Sign::Body),
    ("post-content", At::End, Sign::Body),
    ("post-date", At::End, Sign::Is(Role::Dateline)),
    ("post-meta", At::End, Sign::Is(Role::Byline)),
    ("promo", At::Any, Sign::Beside),
    ("promos", At::Any, Sign::Beside),
    ("promoted", At::Any, Sign::Beside),
    ("promotion", At::Any, Sign::Beside),
    ("pubdate", At::End, Sign::Is(Role::Dateline)),
    ("publish-date", At::End, Sign::Is(Role::Dateline)),
    ("published", At::Whole, Sign::Is(Role::Dateline)),
    ("pull-quote", At::End, Sign::Is(Role::Quote)),
    ("pullquote", At::End, Sign::Is(Role::Quote)),
    ("read-more", At::Any, Sign::Beside),
    ("recirc", At::Any, Sign::Beside),
    ("recommendations", At::Any, Sign::Beside),
    ("recommended", At::Any, Sign::Beside),
    ("related", At::Any, Sign::Beside),
    ("relatedposts", At::Any, Sign::Beside),
    ("screen-reader", At::Any, Sign::Unseen),
    ("screenreader", At::Any, Sign::Unseen),
    ("share", At::Any, Sign::Beside),
    ("sharedaddy", At::Any, Sign::Beside),
    ("sharing", At::Any, Sign::Beside),
    ("sidebar", At::Any, Sign::Beside),
    ("sig-object", At::Any, Sign::Beside),
    ("sign-up", At::Any, Sign::Beside),
    ("signup", At::Any, Sign::Beside),
    ("skip-link", At::Any, Sign::Unseen),
    ("skip-to", At::Any, Sign::Unseen),
    ("social", At::Any, Sign::Beside),
    ("sponsored", At::Any, Sign::Beside),
    ("sr-only", At::Whole, Sign::Unseen),
    ("standfirst", At::End, Sign::Is(Role::Deck)),
    ("story-body", At::End, Sign::Body),
    ("story-content", At::End, Sign::Body),
    ("story-text", At::End, Sign::Body),
    ("sub-headline", At::End, Sign::Is(Role::Deck)),
    ("sub-title", At::End, Sign::Is(Role::Deck)),
    ("subheadline", At::End, Sign::Is(Role::Deck)),
    ("subscribe", At::Any, Sign::Beside),
    ("subscription", At::Any, Sign::Beside),
    ("subtitle", At::End, Sign::Is(Role::Deck)),
    ("summary", At::End, Sign::Is(Role::Deck)),
    ("table-of-contents", At::Any, Sign::Beside),
    ("taboola", At::Any, Sign::Beside),
    ("tags", At::End, Sign::Beside),
    ("toc", At::Whole, Sign::Beside),
    ("toolbar", At::Any, Sign::Beside),
    ("topic-list", At::Any, Sign::Beside),
    ("trending", At::Any, Sign::Beside),
    ("visually-hidden", At::Whole, Sign::Unseen),
    ("visuallyhidden", At::Whole, Sign::Unseen),
    ("wp-caption-text", At::End, Sign::Is(Role::Caption)),
];

/// Words that stand before others in classes which say what a page has or is about, not what the element is.
const ABOUT: &[&str] =
    &["cat", "category", "format", "has", "is", "js", "no", "not", "tag", "type", "with", "without"];

/// Properties of schema.org, as `itemprop` lists them.
const PROPERTIES: &[(&str, Sign)] = &[
    ("alternativeHeadline", Sign::Is(Role::Deck)),
    ("articleBody", Sign::Body),
    ("author", Sign::Is(Role::Byline)),
    ("caption", Sign::Is(Role::Caption)),
    ("commentCount", Sign::Beside),
    ("copyrightHolder", Sign::Is(Role::Boilerplate)),
    ("dateModified", Sign::Is(Role::Dateline)),
    ("datePublished", Sign::Is(Role::Dateline)),
    ("description", Sign::Is(Role::Deck)),
    ("headline", Sign::Is(Role::Headline)),
];

/// What `role` says.
const ROLES: &[(&str, Sign)] = &[
    ("alertdialog", Sign::Unseen),
    ("banner", Sign::Beside),
    ("complementary", Sign::Beside),
    ("contentinfo", Sign::Beside),
    ("dialog", Sign::Unseen),
    ("doc-endnotes", Sign::Beside),
    ("doc-pullquote", Sign::Is(Role::Quote)),
    ("doc-subtitle", Sign::Is(Role::Deck)),
    ("doc-toc", Sign::Beside),
    ("menu", Sign::Unseen),
    ("menubar", Sign::Unseen),
    ("navigation", Sign::Beside),
    ("search", Sign::Unseen),
    ("toolbar", Sign::Unseen),
    ("tooltip", Sign::Unseen),
];

/// Classes of microformats, and the sign of a headline.
const HEADLINES: &[&str] = &["entry-title", "p-name", "headline"];

/// Styles under which nothing is seen, without blanks.
const UNSEEN: &[&str] = &["display:none", "visibility:hidden"];

/// What the attributes of an element say of it, and its name.
pub(super) fn of(page: &Page<'_>, node: usize) -> Option<Sign> {
    if is_unseen(page, node) {
        return Some(Sign::Unseen);
    }
    let known = |table: &[(&str, Sign)], attribute| {
        let found = table.iter().find(|(word, _)| page.lists(node, attribute, word));
        found.map(|(_, sign)| *sign)
    };
    let by_name = match page.name(node) {
        "nav" => Some(Sign::Beside),
        "aside" if !holds_picture_or_quotation(page, node) => Some(Sign::Beside),
        "footer" if page.nodes[node].parent == 0 || !is_of_quotation(page, node) => Some(Sign::Beside),
        _ => None,
    };
    let by_class = || CLASSED.iter().find_map(|name| by_class(page.attribute(node, name)?));
    known(PROPERTIES, "itemprop")
        .or_else(|| known(ROLES, "role"))
        .or_else(by_class)
        .or_else(|| page.lists(node, "rel", "author").then_some(Sign::Is(Role::Byline)))
        .or(by_name)
        .filter(|sign| *sign != Sign::Is(Role::Headline))
}

/// Whether the author of the page says that this is the headline.
pub(super) fn is_headline(page: &Page<'_>, node: usize) -> bool {
    page.lists(node, "itemprop", "headline") || HEADLINES.iter().any(|class| page.lists(node, "class", class))
}

fn is_unseen(page: &Page<'_>, node: usize) -> bool {
    let style = || {
        page.attribute(node, "style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            UNSEEN.iter().any(|unseen| style.to_ascii_lowercase().contains(unseen))
        })
    };
    let is_page = matches!(page.name(node), "html" | "body" | "");
    !is_page
        && (page.attribute(node, "hidden").is_some_and(|hidden| hidden != "until-found")
            // Pandoc hides captions from those who hear the page: the picture has the same words for them.
            || page.attribute(node, "aria-hidden") == Some("true") && page.name(node) != "figcaption"
            || style())
}

/// Whether words beside the story are a part of it: what a picture shows, a quotation.
fn holds_picture_or_quotation(page: &Page<'_>, node: usize) -> bool {
    let nodes = page.nodes[node].nodes.clone().take(MOST_IN_ASIDE + 1);
    let is_small = page.nodes[node].nodes.len() <= MOST_IN_ASIDE;
    is_small && nodes.into_iter().any(|node| matches!(page.name(node), "figure" | "blockquote" | "q"))
}

/// An aside with a picture or a quotation that belongs to the story has no more elements in it.
const MOST_IN_ASIDE: usize = 12;

fn is_of_quotation(page: &Page<'_>, node: usize) -> bool {
    page.around(node).take(3).any(|around| matches!(page.name(around), "blockquote" | "figure"))
}

/// What a class, or an id, says.
fn by_class(classes: &str) -> Option<Sign> {
    classes.split_ascii_whitespace().find_map(|class| {
        let words = words(class);
        let first = words.split('-').next().unwrap_or_default();
        if words.len() > first.len() && ABOUT.contains(&first) {
            return None;
        }
        let starts = words.match_indices('-').map(|(at, _)| at + 1);
        std::iter::once(0).chain(starts).find_map(|start| row(&words, start))
    })
}

/// What the words of a class that begin at a byte of it say.
fn row(words: &str, start: usize) -> Option<Sign> {
    let rest = &words[start..];
    let word = rest.split('-').next().unwrap_or_default();
    let first = CLASSES.partition_point(|(known, ..)| first_word(known) < word);
    let rows = CLASSES[first..].iter().take_while(|(known, ..)| first_word(known) == word);
    let fits = |(known, at, _): &&(&str, At, Sign)| {
        let behind = rest.strip_prefix(known);
        behind.is_some_and(|behind| match at {
            At::Any => behind.is_empty() || behind.starts_with('-'),
            At::End => behind.is_empty(),
            At::Whole => behind.is_empty() && start == 0,
        })
    };
    rows.filter(fits).max_by_key(|(known, ..)| known.len()).map(|(_, _, sign)| *sign)
}

fn first_word(words: &str) -> &str {
    words.split('-').next().unwrap_or_default()
}

/// A class as words in small letters with a dash between each: "relatedLinks", "related__links".
fn words(class: &str) -> String {
    let mut words = String::with_capacity(class.len() + 4);
    let mut was_small = false;
    for character in class.chars() {
        let is_mark = !character.is_alphanumeric();
        let begins = is_mark || was_small && character.is_ascii_uppercase();
        if begins && !words.is_empty() && !words.ends_with('-') {
            words.push('-');
        }
        if !is_mark {
            words.push(character.to_ascii_lowercase());
        }
        was_small = character.is_ascii_lowercase() || character.is_ascii_digit();
    }
    words.truncate(words.trim_end_matches('-').len());
    words
}

/// Whether an element stands within words and says what they are: the block around it is that, then.
pub(super) fn is_of_block(page: &Page<'_>, node: usize) -> bool {
    page.nodes[node].element == Element::Inline
        && (page.lists(node, "itemprop", "author") || page.lists(node, "rel", "author"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_order() {
        assert!(CLASSES.is_sorted_by(|(a, ..), (b, ..)| first_word(a) <= first_word(b)));
    }

    #[test]
    fn classes_say_what_an_element_is() {
        for (class, expected) in [
            ("c-relatedLinks", Some(Sign::Beside)),
            ("story__related", Some(Sign::Beside)),
            ("lead NewsletterForm", Some(Sign::Beside)),
            ("post comments-area", Some(Sign::Comments)),
            ("ArticleHeader__deck", Some(Sign::Is(Role::Deck))),
            ("entry-content", Some(Sign::Body)),
            ("mw-editsection", Some(Sign::Unseen)),
            ("photo-credit", Some(Sign::Is(Role::Boilerplate))),
            // What only has such a word in it.
            ("has-newsletter tag-comments category-related", None),
            ("adult shared sharecropper", None),
            ("comment-piece", None),
            ("author-list", None),
            ("--", None),
            ("", None),
        ] {
            assert_eq!(by_class(class), expected, "{class}");
        }
    }
}
