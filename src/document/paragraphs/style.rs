//! Styles of paragraphs, by their names and by those that they are based on: what each is to the story.

use std::collections::HashMap;

use crate::document::Role;

/// What a style says of the paragraphs that have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::document) enum Says {
    /// Nothing: a paragraph.
    #[default]
    Nothing,
    /// The title of the whole.
    Title,
    /// A heading of a level, from 1.
    Heading(u8),
    Role(Role),
    /// Something for machines, unless all of the document is written so.
    Code,
    /// No prose of the story: a table of contents, a running head.
    Apart,
}

/// Styles by name, in small letters, with nothing but the letters of the name: "Heading 2" and "heading_20_2" are
/// "heading". Word has its built-in styles under English names whatever its language.
const STYLES: &[(&str, Says)] = &[
    ("title", Says::Title),
    ("headline", Says::Title),
    ("hed", Says::Title),
    ("subtitle", Says::Role(Role::Deck)),
    ("deck", Says::Role(Role::Deck)),
    ("dek", Says::Role(Role::Deck)),
    ("standfirst", Says::Role(Role::Deck)),
    ("summary", Says::Role(Role::Deck)),
    ("heading", Says::Heading(2)),
    ("subheading", Says::Heading(2)),
    ("subhead", Says::Heading(2)),
    ("crosshead", Says::Heading(2)),
    ("quote", Says::Role(Role::Quote)),
    ("intensequote", Says::Role(Role::Quote)),
    ("blocktext", Says::Role(Role::Quote)),
    ("blockquote", Says::Role(Role::Quote)),
    ("blockquotation", Says::Role(Role::Quote)),
    ("quotation", Says::Role(Role::Quote)),
    ("quotations", Says::Role(Role::Quote)),
    ("pullquote", Says::Role(Role::Quote)),
    ("caption", Says::Role(Role::Caption)),
    ("imagecaption", Says::Role(Role::Caption)),
    ("tablecaption", Says::Role(Role::Caption)),
    ("photocaption", Says::Role(Role::Caption)),
    ("cutline", Says::Role(Role::Caption)),
    ("listparagraph", Says::Role(Role::ListItem)),
    ("list", Says::Role(Role::ListItem)),
    ("listbullet", Says::Role(Role::ListItem)),
    ("listnumber", Says::Role(Role::ListItem)),
    ("listcontinue", Says::Role(Role::ListItem)),
    ("numbering", Says::Role(Role::ListItem)),
    ("author", Says::Role(Role::Byline)),
    ("byline", Says::Role(Role::Byline)),
    ("date", Says::Role(Role::Dateline)),
    ("dateline", Says::Role(Role::Dateline)),
    ("htmlpreformatted", Says::Code),
    ("preformattedtext", Says::Code),
    ("sourcecode", Says::Code),
    ("code", Says::Code),
    ("codeblock", Says::Code),
    ("macro", Says::Code),
    ("macrotext", Says::Code),
    ("toc", Says::Apart),
    ("tocheading", Says::Apart),
    ("contents", Says::Apart),
    ("contentsheading", Says::Apart),
    ("tableoffigures", Says::Apart),
    ("tableofauthorities", Says::Apart),
    ("toaheading", Says::Apart),
    ("index", Says::Apart),
    ("indexheading", Says::Apart),
    ("bibliography", Says::Apart),
    ("bibliographyheading", Says::Apart),
    ("header", Says::Apart),
    ("headerleft", Says::Apart),
    ("headerright", Says::Apart),
    ("footer", Says::Apart),
    ("footerleft", Says::Apart),
    ("footerright", Says::Apart),
    ("headerandfooter", Says::Apart),
];

/// A style is based on no more others, one by way of the other: they may go round in a circle.
const LONGEST_CHAIN: usize = 32;

/// No id of a style is longer, in bytes. Looking one up takes its time for every paragraph.
const LONGEST_ID: usize = 512;

/// What a document says of one of its styles.
#[derive(Clone, Debug, Default)]
pub(in crate::document) struct Style {
    /// What it says by its name.
    pub(in crate::document) says: Says,
    /// The style that it is based on.
    pub(in crate::document) parent: Option<String>,
    /// The level of the headings that have it, from 1.
    pub(in crate::document) level: Option<u8>,
    /// Whether paragraphs that have it are items of a list.
    pub(in crate::document) is_item: bool,
    /// Whether nobody sees words that have it.
    pub(in crate::document) is_hidden: bool,
}

/// What a style comes to, with those that it is based on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::document) struct Look {
    pub(in crate::document) says: Says,
    pub(in crate::document) is_item: bool,
    pub(in crate::document) is_hidden: bool,
}

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub(in crate::document) struct Styles(HashMap<String, Style>);

impl Styles {
    /// Adds a style.
    pub(in crate::document) fn add(&mut self, id: String, style: Style) {
        let is_short = |id: &str| id.len() <= LONGEST_ID;
        if is_short(&id) && style.parent.as_deref().is_none_or(is_short) {
            self.0.insert(id, style);
        }
    }

    /// What a style comes to. One that the document says nothing of goes by its id.
    pub(in crate::document) fn look(&self, id: &str) -> Look {
        let mut look = Look { says: Says::named(id), ..Look::default() };
        let mut next = self.0.get(id);
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next else { break };
            if look.says == Says::Nothing {
                look.says = style.says;
            }
            if let (Says::Nothing, Some(level)) = (look.says, style.level) {
                look.says = Says::Heading(level);
            }
            look.is_item |= style.is_item;
            look.is_hidden |= style.is_hidden;
            next = style.parent.as_deref().and_then(|parent| self.0.get(parent));
        }
        look
    }
}

impl Says {
    /// What a style says by its name.
    pub(in crate::document) fn named(name: &str) -> Self {
        let written = name.replace("_20_", " ").to_lowercase();
        let bare = written.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let letters: String = bare.chars().filter(|c| c.is_alphanumeric()).collect();
        let level = written[bare.len()..].trim().parse().ok();
        match (STYLES.iter().find(|(known, _)| *known == letters), level) {
            (Some((_, Self::Heading(_))), Some(level)) => Self::Heading(level),
            (Some((_, says)), _) => *says,
            (None, _) => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_all_their_forms() {
        for (name, expected) in [
            ("heading 1", Says::Heading(1)),
            ("Heading3", Says::Heading(3)),
            ("Heading_20_2", Says::Heading(2)),
            ("Heading", Says::Heading(2)),
            ("Intense Quote", Says::Role(Role::Quote)),
            ("List Bullet 2", Says::Role(Role::ListItem)),
            ("toc 1", Says::Apart),
            ("Contents_20_Heading", Says::Apart),
            ("Table Heading", Says::Nothing),
            ("Normal", Says::Nothing),
            ("", Says::Nothing),
            ("42", Says::Nothing),
        ] {
            assert_eq!(Says::named(name), expected, "{name}");
        }
    }

    #[test]
    fn styles_are_what_they_are_based_on() {
        let mut styles = Styles::default();
        let style = |name: &str, parent: Option<&str>| Style {
            says: Says::named(name),
            parent: parent.map(str::to_owned),
            ..Style::default()
        };
        styles.add("berschrift1".into(), style("heading 1", Some("Standard")));
        styles.add("P1".into(), style("Kapitel", Some("berschrift1")));
        styles.add("P2".into(), Style { level: Some(4), is_hidden: true, ..style("x", None) });
        styles.add("a".into(), style("x", Some("b")));
        styles.add("b".into(), style("y", Some("a")));
        let says = |id: &str| styles.look(id).says;
        assert_eq!(says("P1"), Says::Heading(1));
        assert_eq!(says("a"), Says::Nothing);
        assert_eq!(says("Quote"), Says::Role(Role::Quote));
        assert_eq!(styles.look("P2"), Look { says: Says::Heading(4), is_hidden: true, is_item: false });
    }
}
