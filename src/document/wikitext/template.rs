//! What templates show: a table of those that show words, cite, quote or tag. Any other is not read.

use crate::{Span, document::look};

/// What a template shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// Words, with `{n}` for its arguments. One with an argument that is not there ends before it.
    Words(&'static str),
    /// A number and its unit; perhaps a range of them.
    Measure,
    /// A block quotation, whose words are the argument of this number. The author and the source come next.
    Quote(usize),
    /// A reference: what it says are its arguments.
    Reference,
    /// References that stand elsewhere, by their names.
    Names,
    /// The tag of an editor, by the name that all its names stand for.
    Tag(&'static str),
    /// The same on its first argument.
    TagOn(&'static str),
}

/// Templates by name, in small letters, and what each shows.
const TEMPLATES: &[(&[&str], Shows)] = &[
    (
        &[
            "nowrap",
            "nobr",
            "nobreak",
            "nowr",
            "small",
            "smaller",
            "big",
            "larger",
            "em",
            "strong",
            "bold",
            "nobold",
            "italic",
            "noitalic",
            "smallcaps",
            "sc",
            "sup",
            "sub",
            "abbr",
            "abbrlink",
            "tooltip",
            "ill",
            "illm",
            "iw2",
            "interlanguage link",
            "interlanguage link multi",
            "sic",
            "notatypo",
            "not a typo",
            "typo",
            "as written",
            "proper name",
            "tq",
            "green",
            "talk quote inline",
            "xt",
            "mxt",
            "visible anchor",
            "vanchor",
            "linktext",
            "wikt-lang",
            "flag",
            "flagcountry",
            "flagu",
            "center",
            "langr",
            "lang-fr",
            "lang-de",
            "lang-es",
            "lang-it",
            "lang-ru",
            "lang-la",
            "lang-el",
            "lang-ar",
            "lang-he",
            "lang-zh",
            "lang-ja",
            "lang-pt",
            "lang-nl",
            "lang-sv",
            "lang-no",
            "lang-nb",
            "lang-da",
            "lang-fi",
            "lang-pl",
            "lang-cs",
            "lang-uk",
            "lang-tr",
            "nts",
            "formatnum",
            "num",
            "age in years",
            "visually hidden",
            "mono",
            "var",
            "kbd",
            "hlist",
            "no italic",
            "ipa link",
        ],
        Shows::Words("{1}"),
    ),
    (&["lang", "langx", "color", "font color", "fontcolor", "wikt", "langr2"], Shows::Words("{2}")),
    (&["transl", "transliteration"], Shows::Words("{2}")),
    (&["convert", "cvt"], Shows::Measure),
    (&["val"], Shows::Words("{1}")),
    (&["as of", "asof"], Shows::Words("As of {1}")),
    (&["circa", "c.", "ca", "ca."], Shows::Words("c. {1}")),
    (&["floruit", "fl.", "fl"], Shows::Words("fl. {1}")),
    (&["frac", "fraction"], Shows::Words("{1}/{2}")),
    (&["tqq", "tq2"], Shows::Words("“{1}”")),
    (&["us$", "usd"], Shows::Words("US${1}")),
    (&["gbp", "£"], Shows::Words("£{1}")),
    (&["eur", "€", "euro"], Shows::Words("€{1}")),
    (&["hms"], Shows::Words("HMS {1}")),
    (&["uss"], Shows::Words("USS {1}")),
    (&["ss"], Shows::Words("SS {1}")),
    (&["mv"], Shows::Words("MV {1}")),
    (&["ship"], Shows::Words("{1} {2}")),
    (&["'", "apostrophe"], Shows::Words("'")),
    (&["'s"], Shows::Words("'s")),
    (&["\"'"], Shows::Words("\"'")),
    (&["'\""], Shows::Words("'\"")),
    (&["!"], Shows::Words("|")),
    (&["="], Shows::Words("=")),
    (&["snd", "spnd", "spaced ndash", "spaced en dash", "sndash"], Shows::Words(" – ")),
    (&["spaced mdash", "smdash"], Shows::Words(" — ")),
    (&["ndash", "en dash", "nsndns"], Shows::Words("–")),
    (&["mdash", "em dash", "long dash"], Shows::Words("—")),
    (&["nbsp", "space", "spaces", "thin space", "thinsp", "hair space"], Shows::Words(" ")),
    (&["·", "dot", "middot", "bull", "•"], Shows::Words(" · ")),
    (
        &[
            "quote",
            "blockquote",
            "block quote",
            "quotation",
            "bquote",
            "cquote",
            "centered pull quote",
            "pull quote",
            "pullquote",
            "quote box",
            "quotebox",
            "quote frame",
            "talkquote",
            "talk quote",
            "talk quote block",
            "long quote",
            "verse translation",
            "poem quote",
            "poemquote",
            "epigraph",
        ],
        Shows::Quote(1),
    ),
    (&["rquote", "right quote"], Shows::Quote(2)),
    (
        &[
            "sfn",
            "sfnp",
            "sfnm",
            "sfnmp",
            "efn",
            "efn-ua",
            "efn-lr",
            "refn",
            "harvnb",
            "harv",
            "harvp",
            "harvtxt",
            "harvcol",
            "harvcolnb",
            "note",
            "notetag",
            "#tag:ref",
            "shortened footnote",
            "footnote",
            "cref",
            "cref2",
        ],
        Shows::Reference,
    ),
    (&["r", "ref r", "refname"], Shows::Names),
    (&["who", "who?", "who says", "who said"], Shows::Tag("who")),
    (&["by whom", "by whom?", "by who", "by who?", "bywhom", "whom", "whom?"], Shows::Tag("by whom")),
    (
        &[
            "according to whom",
            "according to whom?",
            "according to who",
            "accordingto",
            "says who",
            "says who?",
        ],
        Shows::Tag("according to whom"),
    ),
    (
        &[
            "citation needed",
            "cn",
            "fact",
            "facts",
            "cite needed",
            "citeneeded",
            "citation-needed",
            "citationneeded",
            "citation required",
            "needs citation",
            "need citation",
            "needs cite",
            "source needed",
            "source?",
            "sourceme",
            "ref needed",
            "refneeded",
            "ref?",
            "reference needed",
            "references needed",
            "cit",
            "cit needed",
            "proveit",
            "citation needed (lead)",
            "medical citation needed",
            "mcn",
            "medcn",
            "needs source",
            "uncited inline",
        ],
        Shows::Tag("citation needed"),
    ),
    (
        &["citation needed span", "cn span", "cns", "fact span", "uncited span", "need citation span"],
        Shows::TagOn("citation needed"),
    ),
    (&["which", "which?", "which one", "which one?"], Shows::Tag("which")),
    (
        &["weasel inline", "weasel-inline", "weaselinline", "weasel word", "inline weasel"],
        Shows::Tag("weasel inline"),
    ),
    (
        &["attribution needed", "attribute", "attribution required", "attr needed", "attributed to whom"],
        Shows::Tag("attribution needed"),
    ),
    (
        &[
            "clarify",
            "clarification needed",
            "clarifyme",
            "clarify-inline",
            "clarify inline",
            "what",
            "what?",
            "huh",
            "huh?",
            "vague",
            "vague inline",
            "explain",
            "please explain",
            "elucidate",
            "confusing inline",
        ],
        Shows::Tag("clarify"),
    ),
    (&["clarify span", "clarification needed span"], Shows::TagOn("clarify")),
    (&["specify", "please specify", "be specific", "ambiguous"], Shows::Tag("specify")),
    (
        &[
            "unreliable source?",
            "unreliable source",
            "unreliable source inline",
            "unreliable inline",
            "rs?",
            "reliable source?",
            "verify credibility",
            "self-published inline",
            "self-published source",
            "sps",
            "dubious source",
        ],
        Shows::Tag("unreliable source?"),
    ),
    (
        &["verify source", "vs", "verify", "verify inline", "sourcecheck", "source check", "check source"],
        Shows::Tag("verify source"),
    ),
    (
        &[
            "better source needed",
            "better source",
            "bettersource",
            "better source inline",
            "better source?",
            "bsn",
            "better",
        ],
        Shows::Tag("better source needed"),
    ),
    (
        &[
            "primary source inline",
            "primary inline",
            "primary source-inline",
            "non-primary source needed",
            "third-party inline",
            "tertiary source inline",
        ],
        Shows::Tag("non-primary source needed"),
    ),
    (
        &[
            "failed verification",
            "fv",
            "failed verification span",
            "not in source",
            "notinsource",
            "not in ref",
        ],
        Shows::Tag("failed verification"),
    ),
    (
        &["full citation needed", "full", "page needed", "pn", "page number needed"],
        Shows::Tag("full citation needed"),
    ),
    (&["when", "when?", "date needed", "needdate", "since when", "as of?"], Shows::Tag("when")),
    (&["quantify", "how many", "how many?", "how much", "how often", "quantity?"], Shows::Tag("quantify")),
    (
        &[
            "pov statement",
            "pov-statement",
            "pov inline",
            "pov-inline",
            "npov-statement",
            "pov assertion",
            "npov inline",
        ],
        Shows::Tag("POV statement"),
    ),
    (
        &["peacock inline", "peacock term", "peacock-inline", "editorializing", "tone inline", "buzz inline"],
        Shows::Tag("peacock inline"),
    ),
    (
        &[
            "dubious",
            "dubious inline",
            "dubious-inline",
            "dubious?",
            "disputed inline",
            "disputed-inline",
            "speculation inline",
            "speculation?",
        ],
        Shows::Tag("dubious"),
    ),
    (
        &[
            "original research inline",
            "original research?",
            "or",
            "or?",
            "or inline",
            "original-research inline",
            "synthesis inline",
            "improper synthesis?",
            "syn",
        ],
        Shows::Tag("original research inline"),
    ),
    (&["update inline", "needs update", "update after", "outdated inline"], Shows::Tag("update inline")),
];

/// Words before the name of a template that do not tell which it is.
const PREFIXES: &[&str] = &["template:", "subst:", "safesubst:"];

/// What stands between the numbers of a range: `{{convert|5|to|10|km}}`.
const RANGE: &[&str] = &["to", "-", "–", "and", "or", "by", "x"];

/// What shows the words of a quotation, its author and its source, by name.
const QUOTED: [&[&str]; 3] =
    [&["text", "quote", "content", "quotetext"], &["author", "by", "sign", "character"], &["source", "title"]];

/// A template as it stands in a file.
pub(super) struct Template<'file> {
    file: &'file str,
    pub(super) shows: Option<Shows>,
    /// The arguments that have no name.
    plain: Vec<Span>,
    named: Vec<(&'file str, Span)>,
}

/// What a template shows, in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// An argument.
    Argument(Span),
    /// Words that stand for what is at an offset.
    Words(&'static str, usize),
}

impl<'file> Template<'file> {
    /// A template of these parts: its name, and its arguments.
    pub(super) fn read(file: &'file str, parts: &[Span]) -> Self {
        let mut template = Self { file, shows: None, plain: Vec::new(), named: Vec::new() };
        let Some((name, arguments)) = parts.split_first() else { return template };
        let (name, value) = with_colon(file, *name);
        template.shows = shows(name);
        template.plain.extend(value);
        for argument in arguments {
            let written = argument.of(file);
            // What names an argument stands before any mark in it.
            let named = written.find(['=', '{', '[', '<']).filter(|at| written[*at..].starts_with('='));
            match named {
                Some(at) => {
                    let value = Span::new(argument.start() + at + 1, argument.end());
                    template.named.push((written[..at].trim(), value));
                }
                None => template.plain.push(*argument),
            }
        }
        template
    }

    /// The arguments without a name.
    pub(super) fn plain(&self) -> &[Span] {
        &self.plain
    }

    /// The argument of a number.
    pub(super) fn argument(&self, number: usize) -> Option<Span> {
        let mut named = self.named.iter().filter(|(name, _)| name.parse() == Ok(number));
        let named = named.next().map(|(_, value)| look::trimmed(self.file, *value));
        let value = named.or_else(|| self.plain.get(number.checked_sub(1)?).copied());
        value.filter(|value| !value.of(self.file).trim().is_empty())
    }

    fn called(&self, names: &[&str]) -> Option<Span> {
        let is_called = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        let mut values = self.named.iter().filter(|(name, _)| is_called(name)).map(|(_, value)| *value);
        values.find(|value| !value.of(self.file).trim().is_empty())
    }

    /// The words of a quotation, its author and its source, the first of which is the argument of a number.
    pub(super) fn quotation(&self, first: usize) -> [Option<Span>; 3] {
        let mut number = first;
        QUOTED.map(|names| {
            let value = self.called(names).or_else(|| self.argument(number));
            number += 1;
            value
        })
    }

    /// A number and its unit.
    pub(super) fn measure(&self) -> Vec<Part> {
        let is_range = self.argument(2).is_some_and(|between| RANGE.contains(&between.of(self.file).trim()));
        self.words(if is_range { "{1} {2} {3} {4}" } else { "{1} {2}" })
    }

    /// What a pattern of words and `{n}` shows.
    pub(super) fn words(&self, pattern: &'static str) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut at = self.plain.first().map_or(0, |first| first.start());
        let mut rest = pattern;
        while let Some((words, (number, behind))) =
            rest.split_once('{').and_then(|(words, after)| Some((words, after.split_once('}')?)))
        {
            let Some(argument) = number.parse().ok().and_then(|number| self.argument(number)) else {
                return parts;
            };
            if !words.is_empty() {
                parts.push(Part::Words(words, argument.start()));
            }
            parts.push(Part::Argument(argument));
            at = argument.end();
            rest = behind;
        }
        if !rest.is_empty() {
            parts.push(Part::Words(rest, at));
        }
        parts
    }
}

/// The name of a template, without an argument behind a colon: `{{formatnum:5000}}`.
fn with_colon(file: &str, name: Span) -> (&str, Option<Span>) {
    let written = name.of(file);
    let value = |length: usize| Span::new(name.start() + length + 1, name.end());
    match written.split_once(':') {
        Some((function, _)) if function.trim().eq_ignore_ascii_case("formatnum") => {
            (function, Some(value(function.len())))
        }
        Some(("#tag", rest)) if rest.trim().eq_ignore_ascii_case("ref") => ("#tag:ref", None),
        _ => (written, None),
    }
}

/// What the template of a name shows, if it is known.
fn shows(name: &str) -> Option<Shows> {
    /// No name that is known has more bytes.
    const LONGEST: usize = 100;
    let name = name.split("<!--").next().unwrap_or_default().trim();
    if name.len() > LONGEST {
        return None;
    }
    let mut name = name.replace('_', " ").to_lowercase();
    for prefix in PREFIXES {
        name = name.strip_prefix(prefix).map_or(name.clone(), |rest| rest.trim().to_owned());
    }
    TEMPLATES.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, shows)| *shows)
}
