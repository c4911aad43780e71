//! What was read of a story, as JSON for scripts: the contract of `onrecord inspect`.
//!
//! All offsets are bytes of the file, or of `text` where that is given.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Checked, row::SpanRow};
use crate::{
    Span,
    attribution::{Attribution, ClaimKind, Count, Frame, SourceKind, Style},
};

/// A story, as scripts read it.
///
/// ```
/// use onrecord::{Linter, Setup, document::Format, report::{Checked, inspect::Inspection}};
///
/// let linter = Linter::new(Setup::default())?;
/// let text = "Ana Ruiz said the plant will shut.";
/// let story = linter.read_text(text, Format::Text)?;
/// let line = Inspection::new(&Checked::new("plant.txt", text, &story, Vec::new())).to_line()?;
/// assert!(line.contains(r#""cue":{"start":9,"end":13,"text":"said""#), "{line}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Serialize)]
pub struct Inspection<'a> {
    path: &'a str,
    /// Which story of the file it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// What offsets are counted in, where the file is no UTF-8 text.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    sentences: Vec<SentenceRow>,
    quotations: Vec<QuotationRow>,
    attributions: Vec<AttributionRow<'a>>,
    sources: Vec<SourceRow<'a>>,
    claims: Vec<ClaimRow>,
}

#[derive(Debug, Serialize)]
struct SentenceRow {
    #[serde(flatten)]
    span: SpanRow,
    block: usize,
    attributed: bool,
    sourced: bool,
}

#[derive(Debug, Serialize)]
struct QuotationRow {
    #[serde(flatten)]
    span: SpanRow,
    /// Index into the attributions.
    attribution: Option<usize>,
}

#[derive(Debug, Serialize)]
struct AttributionRow<'a> {
    source: Option<MentionRow<'a>>,
    cue: Option<CueRow<'a>>,
    content: Vec<SpanRow>,
    style: Style,
    mental: bool,
    carried: bool,
}

#[derive(Debug, Serialize)]
struct MentionRow<'a> {
    #[serde(flatten)]
    span: SpanRow,
    text: &'a str,
    kind: SourceKind,
    id: usize,
}

#[derive(Debug, Serialize)]
struct CueRow<'a> {
    #[serde(flatten)]
    span: SpanRow,
    text: &'a str,
    frame: Frame,
    vouched: bool,
    score: Option<f32>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SourceRow<'a> {
    id: usize,
    name: &'a str,
    kind: SourceKind,
    mentions: Vec<SpanRow>,
    /// Indices into the attributions of the story.
    attributions: &'a [usize],
    /// Of what body it is.
    described: Option<&'a str>,
    /// How it knows.
    basis: Option<&'a str>,
    /// Why it is not named.
    reason: Option<&'a str>,
    count: Count,
}

#[derive(Debug, Serialize)]
struct ClaimRow {
    #[serde(flatten)]
    span: SpanRow,
    kind: ClaimKind,
}

impl<'a> Inspection<'a> {
    /// What was read of a story.
    pub fn new(checked: &Checked<'a>) -> Self {
        let story = checked.story;
        let in_file = |span: Span| SpanRow::new(checked, story.document.map.to_file(span));
        let text = |span: Span| span.of(&story.document.text);
        let sentences = story.prose.sentences.iter().enumerate().map(|(index, sentence)| SentenceRow {
            span: in_file(sentence.span),
            block: sentence.block,
            attributed: story.is_attributed(index),
            sourced: story.is_sourced(index),
        });
        let quotations = story.prose.quotations.iter().map(|quotation| QuotationRow {
            span: in_file(quotation.span),
            attribution: story.attribution_of(quotation.span),
        });
        let sources = story.sources.iter().map(|source| SourceRow {
            id: source.id,
            name: &source.name,
            kind: source.kind,
            mentions: source.mentions.iter().map(|mention| in_file(*mention)).collect(),
            attributions: &source.attributions,
            described: source.body.map(text),
            basis: source.basis.map(text),
            reason: source.reason.map(text),
            count: source.count,
        });
        Self {
            path: checked.path,
            id: checked.origin.id.as_deref(),
            text: checked.extracted(),
            sentences: sentences.collect(),
            quotations: quotations.collect(),
            attributions: story.attributions.iter().map(|attribution| row(checked, attribution)).collect(),
            sources: sources.collect(),
            claims: story
                .claims
                .iter()
                .map(|claim| ClaimRow { span: in_file(claim.span), kind: claim.kind })
                .collect(),
        }
    }

    /// The ledger.
    pub fn sources(&self) -> &impl Serialize {
        &self.sources
    }

    /// One line of JSON, without a line end.
    ///
    /// # Errors
    /// None that a story can cause; serde_json's type asks for it.
    pub fn to_line(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

fn row<'a>(checked: &Checked<'a>, attribution: &'a Attribution) -> AttributionRow<'a> {
    let story = checked.story;
    let in_file = |span: Span| SpanRow::new(checked, story.document.map.to_file(span));
    let text = |span: Span| span.of(&story.document.text);
    AttributionRow {
        source: attribution.source.map(|source| MentionRow {
            span: in_file(source.span),
            text: text(source.span),
            kind: source.kind,
            id: source.id,
        }),
        cue: attribution.cue.as_ref().map(|cue| CueRow {
            span: in_file(cue.span),
            text: text(cue.span),
            frame: cue.frame,
            vouched: cue.vouched,
            score: cue.score,
        }),
        content: attribution.content.iter().map(|content| in_file(*content)).collect(),
        style: attribution.style,
        mental: attribution.mental,
        carried: attribution.carried,
    }
}
