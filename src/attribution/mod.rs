//! Prose → [`Story`]: attributions (source, cue, content), the ledger of sources, and claims.
//!
//! Nothing here knows of rules: it says what is on the page, not whether that is good.

mod again;
mod by_sentence;
mod carry;
mod chunk;
mod claim;
mod complement;
mod description;
mod dialogue;
#[cfg(test)]
mod example;
mod found;
mod gap;
mod grammar;
mod kind;
#[cfg(not(feature = "train"))]
mod learned;
#[cfg(feature = "train")]
pub mod learned;
mod ledger;
mod name;
mod noun_phrase;
mod open;
mod quote;
mod sentence;
mod spoken;
mod subject;
mod tally;
mod unsaid;
mod verb;

use std::ops::Range;

pub(crate) use again::Reading;
pub use claim::ClaimGrammar;
pub use tally::Tally;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::{by_sentence::BySentence, found::Found, ledger::Figures, sentence::SentenceReader};
use crate::{
    Span,
    document::Document,
    lexicon::Lexicon,
    parallel,
    prose::{Prose, Tagged, TokenKind},
};

/// How many attributions to either side are looked at in one sentence; no prose has a sentence with more.
const NEAR: usize = 16;

/// A story, read.
///
/// ```
/// use onrecord::{Linter, Setup, document::Format};
///
/// let linter = Linter::new(Setup::default())?;
/// let story = linter.read_text("“It is unsafe,” Ana Ruiz said. The bridge was built in 1931.", Format::Text)?;
/// assert!(story.is_attributed(0) && !story.is_attributed(1));
/// assert_eq!(story.prose.quotations.len(), 1);
/// assert_eq!(serde_json::to_value(&story)?["attributions"][0]["style"], "direct");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
pub struct Story {
    /// Its text and blocks.
    pub document: Document,
    /// Its tokens, sentences and quotations.
    pub prose: Prose,
    /// Who is cited for what, by place of the cue.
    pub attributions: Vec<Attribution>,
    /// The ledger: everybody and everything cited, in order of first mention. [`Source::id`] is the index.
    pub sources: Vec<Source>,
    /// Statements that a reader could ask "says who?" of, in order.
    pub claims: Vec<Claim>,
    #[serde(skip)]
    by_sentence: BySentence,
}

/// Source, cue and content.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Attribution {
    /// Who is cited; none for "it is believed", "reportedly", a bare quotation.
    pub source: Option<Mention>,
    /// The words that tie source and content; none for a quotation with nobody near.
    pub cue: Option<Cue>,
    /// What is said, in order; two or more when the cue splits it.
    pub content: Vec<Span>,
    /// In quotation marks or not.
    pub style: Style,
    /// A mental state ("sees", "fears") that nobody need have told the reporter.
    pub mental: bool,
    /// Nothing has been said yet, or nothing at all: "will announce", "has not endorsed", "agreed to step down".
    pub unsaid: bool,
    /// A whole sentence that goes on with what was said in the one before: the mention of the source stands there,
    /// and there is no cue. It sources its sentence, but is no citation of its own: no ledger counts it.
    pub carried: bool,
    /// Index of the sentence that holds the cue (or, without one, the content's start).
    pub sentence: usize,
}

/// A noun phrase that names or describes a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Mention {
    /// The whole phrase, with title, apposition and relative clause.
    pub span: Span,
    /// The noun phrase proper: "top government sources" in "top government sources who saw the draft".
    pub core: Span,
    /// The head noun or the name: "sources" in "top government sources".
    pub head: Span,
    /// What the reader learns of the source here; a resolved pronoun has its referent's kind.
    pub kind: SourceKind,
    /// Index into [`Story::sources`].
    pub id: usize,
}

/// The words that tie source and content.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Cue {
    /// Bytes of the document's text.
    pub span: Span,
    /// Indices into [`Prose::words`].
    pub tokens: Range<usize>,
    /// The construction.
    pub frame: Frame,
    /// Whether the grammar and the lexicon vouch for it; else the learned score alone made it a cue.
    pub vouched: bool,
    /// How sure the learned model is, in log-odds; none where it is not asked.
    pub score: Option<f32>,
}

/// The construction that ties source and content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Frame {
    /// X said that …; "…," said X; X told Y …
    Verb,
    /// according to X; per X; in the words of X
    According,
    /// X's claim that …; the report that …
    Noun,
    /// evidence that nobody gives: "growing indications that", "amid speculation that"
    Evidence,
    /// X is confident that …
    Adjective,
    /// it is believed; is said to; is seen as
    Agentless,
    /// seems to, appears to
    Raising,
    /// reportedly, allegedly
    Adverb,
    /// X: "…"
    Colon,
    /// a quotation with no cue
    Bare,
    /// “…” — X; a line under a quotation that says whose it is
    Credit,
}

impl Frame {
    /// What it is called in reports and contracts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::According => "according",
            Self::Noun => "noun",
            Self::Evidence => "evidence",
            Self::Adjective => "adjective",
            Self::Agentless => "agentless",
            Self::Raising => "raising",
            Self::Adverb => "adverb",
            Self::Colon => "colon",
            Self::Bare => "bare",
            Self::Credit => "credit",
        }
    }

    /// Whether the learned model may strike what the grammar found in this frame.
    fn is_judged(self) -> bool {
        matches!(self, Self::Verb | Self::Noun | Self::Adjective)
    }
}

/// In quotation marks or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// All in quotation marks.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// What a reader learns of who a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SourceKind {
    /// A person by name.
    Named,
    /// An institution speaking as such.
    Org,
    /// One person by role: "the governor", "a spokesman for the ministry".
    Office,
    /// Somebody whose identity is withheld.
    Anonymous,
    /// A collective nobody could call.
    Vague,
    /// A class of people.
    Group,
    /// A report, study, poll, filing, post, data.
    Document,
    /// A pronoun that resolves to nobody.
    Pronoun,
    /// No source at all.
    None,
}

/// A row of the ledger: one source over the whole story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Source {
    /// Index into [`Story::sources`].
    pub id: usize,
    /// The fullest form of its name or description.
    pub name: String,
    /// The most telling kind over its mentions.
    pub kind: SourceKind,
    /// Every mention as a source, in order.
    pub mentions: Vec<Span>,
    /// Indices into [`Story::attributions`].
    pub attributions: Vec<usize>,
    /// The body the source is said to belong to ("the Treasury"), wherever the story says so.
    pub body: Option<Span>,
    /// The same where no more than the sort of body is told ("government").
    pub affiliation: Option<Span>,
    /// How the source knows ("who saw the draft").
    pub basis: Option<Span>,
    /// Why the source is not named ("because she feared dismissal").
    pub reason: Option<Span>,
    /// How many people they are.
    pub count: Count,
}

/// How many people a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Count {
    /// One.
    One,
    /// A plural with its number given.
    Number(u32),
    /// A plural with no number: "sources".
    Plural,
}

/// A statement that a reader could ask "says who?" of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Claim {
    /// The words that make it one.
    pub span: Span,
    /// What it states.
    pub kind: ClaimKind,
    /// Stated as a possibility: "could be linked to".
    pub modal: bool,
    /// Index of the sentence it stands in.
    pub sentence: usize,
    /// Whose mind it reads, for a motive: an index into [`Story::sources`].
    pub holder: Option<usize>,
}

/// What a claim states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ClaimKind {
    /// A figure.
    Statistic,
    /// The biggest, the first, the only.
    Superlative,
    /// One thing brought about another.
    Cause,
    /// What somebody wants, hopes, fears.
    Motive,
    /// What will come.
    Prediction,
    /// Somebody did wrong.
    Accusation,
    /// A trend, a verdict, a significance.
    Assessment,
}

impl SourceKind {
    /// What it is called in reports and contracts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Org => "org",
            Self::Office => "office",
            Self::Anonymous => "anonymous",
            Self::Vague => "vague",
            Self::Group => "group",
            Self::Document => "document",
            Self::Pronoun => "pronoun",
            Self::None => "none",
        }
    }

    /// What a reader learns of who it is, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Named => "a person by name",
            Self::Org => "an institution",
            Self::Office => "one person by role",
            Self::Anonymous => "somebody whose name is withheld",
            Self::Vague => "nobody in particular",
            Self::Group => "a class of people",
            Self::Document => "a document",
            Self::Pronoun => "nobody knows who",
            Self::None => "no source",
        }
    }
}

impl ClaimKind {
    /// What it is called in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Statistic => "statistic",
            Self::Superlative => "superlative",
            Self::Cause => "cause",
            Self::Motive => "motive",
            Self::Prediction => "prediction",
            Self::Accusation => "accusation",
            Self::Assessment => "assessment",
        }
    }
}

impl Story {
    /// Reads a document.
    pub fn read(document: Document, lexicon: &Lexicon, claims: &ClaimGrammar) -> Self {
        let prose = Prose::read(&document, lexicon);
        let sentences = prose.sentences.len();
        let figures = || Figures::read(&document.text, &prose);
        let read = |sentences: Range<usize>| {
            let (mut found, mut stated) = (Vec::new(), Vec::new());
            let mut reader = SentenceReader::new(&document.text, &prose);
            for sentence in sentences {
                read_sentence(&document, &mut reader, sentence, &mut found);
                claims.read_sentence(&document, &prose, sentence, &mut stated);
            }
            (found, stated)
        };
        let all = || {
            let (mut found, mut stated) = (Vec::new(), Vec::new());
            parallel::in_order(sentences, read, |(new, more)| {
                found.extend(new);
                stated.extend(more);
            });
            (found, stated)
        };
        let (figures, (found, stated)) = parallel::both(sentences, figures, all);
        Self::of(document, prose, figures, found, stated)
    }

    /// A story of which all is read that is read sentence by sentence: attributions and what is stated.
    fn of(
        document: Document,
        prose: Prose,
        figures: Figures,
        mut found: Vec<Found>,
        stated: Vec<Claim>,
    ) -> Self {
        let words = &prose.words;
        dialogue::read(&document, &prose, words, &mut found);
        quote::attach(&document, &prose, &mut found);
        let (attributions, mut sources) = ledger::resolve(&document, &prose, words, figures, found);
        let attributions = carry::carry(&document, &prose, attributions, &mut sources);
        let claims = claim::all(&prose, &attributions, stated);
        let by_sentence = BySentence::of(&prose, &attributions);
        Self { document, prose, attributions, sources, claims, by_sentence }
    }

    /// Number of words and numbers in the story, whatever their block.
    pub fn words(&self) -> usize {
        let is_word = |word: &&Tagged| matches!(word.kind, TokenKind::Word | TokenKind::Number);
        self.prose.words.iter().filter(is_word).count()
    }

    /// Whether the sentence overlaps the content of any attribution.
    pub fn is_attributed(&self, sentence: usize) -> bool {
        self.holding(sentence).next().is_some()
    }

    /// Whether one of the attributions of the sentence cites somebody or something for it: a mental state that
    /// nobody told, and no source at all, do not count.
    pub fn is_sourced(&self, sentence: usize) -> bool {
        self.holding(sentence).any(Attribution::cites)
    }

    /// The same near a byte of the document's text: all of them, but for a sentence without end.
    pub(crate) fn attributions_near(&self, sentence: usize, at: usize) -> impl Iterator<Item = &Attribution> {
        self.near(sentence, at).iter().map(|index| &self.attributions[*index as usize])
    }

    fn near(&self, sentence: usize, at: usize) -> &[u32] {
        let all = self.by_sentence.get(sentence);
        let is_before =
            |index: &u32| self.attributions[*index as usize].start().is_some_and(|start| start < at);
        let next = if all.len() > NEAR { all.partition_point(is_before) } else { 0 };
        &all[next.saturating_sub(NEAR)..all.len().min(next + NEAR)]
    }

    /// The attributions with cue or content in a sentence, by place of the cue.
    pub fn attributions_in(&self, sentence: usize) -> impl Iterator<Item = &Attribution> {
        self.by_sentence.get(sentence).iter().map(|index| &self.attributions[*index as usize])
    }

    /// Whether an attribution stands in what somebody says whom nobody could call: "sources say the ministry told
    /// them".
    pub fn is_relayed(&self, attribution: &Attribution) -> bool {
        let Some(cue) = &attribution.cue else { return false };
        let nameless =
            [SourceKind::Anonymous, SourceKind::Vague, SourceKind::None].contains(&attribution.kind());
        !nameless
            && self.attributions_near(attribution.sentence, cue.span.start()).any(|outer| {
                matches!(outer.kind(), SourceKind::Anonymous | SourceKind::Vague)
                    && outer.content.iter().any(|content| content.covers(cue.span))
            })
    }

    /// The attributions whose content overlaps a sentence.
    fn holding(&self, sentence: usize) -> impl Iterator<Item = &Attribution> {
        let span = self.prose.sentences[sentence].span;
        self.attributions_in(sentence).filter(move |attribution| {
            attribution.content_at(span).is_some_and(|content| content.overlaps(span))
        })
    }

    /// Index of the first attribution whose content takes in the span.
    pub fn attribution_of(&self, span: Span) -> Option<usize> {
        let sentence = self.prose.sentence_at(span.start())?;
        let holds = |index: &usize| {
            self.attributions[*index].content_at(span).is_some_and(|content| content.covers(span))
        };
        self.near(sentence, span.start()).iter().map(|index| *index as usize).find(holds)
    }
}

/// Adds every attribution with its cue in a sentence, given by its index, if its block can say who said what.
fn read_sentence(
    document: &Document,
    reader: &mut SentenceReader<'_>,
    sentence: usize,
    found: &mut Vec<Found>,
) {
    let block = reader.prose.sentences[sentence].block;
    if document.blocks[block].role.can_attribute() {
        reader.turn_to(sentence);
        reader.read(found);
    }
}

impl Attribution {
    /// Whether it cites somebody or something.
    pub fn cites(&self) -> bool {
        !self.mental && !self.unsaid && self.source.is_some_and(|source| source.kind != SourceKind::None)
    }

    /// Where its cue or else its content begins, in bytes of the document's text.
    fn start(&self) -> Option<usize> {
        let cue = self.cue.as_ref().map(|cue| cue.span);
        cue.or(self.content.first().copied()).map(Span::start)
    }

    /// The first stretch of its content that does not end before a span.
    fn content_at(&self, span: Span) -> Option<Span> {
        let after = self.content.partition_point(|content| content.end() <= span.start());
        self.content.get(after).copied()
    }

    /// The kind of its source.
    pub fn kind(&self) -> SourceKind {
        self.source.map_or(SourceKind::None, |source| source.kind)
    }
}
