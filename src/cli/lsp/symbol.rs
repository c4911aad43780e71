//! The outline of a story: its headings, and who is cited below each.

use lsp_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};
use onrecord::{
    Span,
    attribution::{Attribution, Story},
    document::Role,
    report::clean,
};

use super::{client::Client, ruler::Ruler, story::Open};

/// The outline.
pub(super) fn all(open: &Open, client: &Client) -> Option<DocumentSymbolResponse> {
    let story = open.story()?;
    let ruler = Ruler::new(&open.text, client.unit);
    let outline = outline(open, story, &ruler);
    Some(if client.nests_symbols {
        DocumentSymbolResponse::Nested(outline)
    } else {
        DocumentSymbolResponse::Flat(outline.into_iter().flat_map(|symbol| flat(open, symbol, None)).collect())
    })
}

fn outline(open: &Open, story: &Story, ruler: &Ruler<'_>) -> Vec<DocumentSymbol> {
    let headings =
        story.document.blocks.iter().filter(|block| matches!(block.role, Role::Headline | Role::Heading));
    let headings: Vec<Span> = headings.map(|heading| heading.span).collect();
    let end = open.text.len();
    let mut cited =
        story.attributions.iter().filter(|attribution| !attribution.carried).filter_map(|attribution| {
            let span = place(attribution)?;
            Some((span.start(), of_attribution(open, story, attribution, span, ruler)))
        });
    let mut cited: Vec<_> = cited.by_ref().collect();
    cited.sort_by_key(|(at, _)| *at);
    let mut cited = cited.into_iter().peekable();
    let mut below = |until: usize| {
        let mut all = Vec::new();
        while let Some((_, symbol)) = cited.next_if(|(at, _)| *at < until) {
            all.push(symbol);
        }
        all
    };
    let mut out = below(headings.first().map_or(usize::MAX, |first| first.start()));
    for (index, heading) in headings.iter().enumerate() {
        let next = headings.get(index + 1);
        let here = open.in_text(*heading);
        let until = next.map_or(end, |next| open.in_text(*next).start()).max(here.end());
        let children = below(next.map_or(usize::MAX, |next| next.start()));
        let name = clean(heading.of(&story.document.text));
        let (range, selection) = (ruler.range(Span::new(here.start(), until)), ruler.range(here));
        out.push(symbol(name, None, SymbolKind::NAMESPACE, range, selection, children));
    }
    out
}

/// Where an attribution is looked for: at its source, or else its cue, or else what is said.
fn place(attribution: &Attribution) -> Option<Span> {
    let cue = attribution.cue.as_ref().map(|cue| cue.span);
    attribution.source.map(|source| source.span).or(cue).or(attribution.content.first().copied())
}

fn of_attribution(
    open: &Open,
    story: &Story,
    attribution: &Attribution,
    span: Span,
    ruler: &Ruler<'_>,
) -> DocumentSymbol {
    let source = attribution.source.and_then(|mention| story.sources.get(mention.id));
    let name = source.map_or_else(|| "(nobody)".to_owned(), |source| clean(&source.name));
    let cue = attribution.cue.as_ref().map_or("", |cue| cue.span.of(&story.document.text));
    let detail = format!("{} {}", attribution.kind().name(), clean(cue));
    let range = ruler.range(open.in_text(span));
    symbol(name, Some(detail.trim_end().to_owned()), SymbolKind::STRING, range, range, Vec::new())
}

#[expect(deprecated, reason = "a field of the protocol's")]
fn symbol(
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    range: lsp_types::Range,
    selection_range: lsp_types::Range,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    let children = (!children.is_empty()).then_some(children);
    let name = if name.trim().is_empty() { "(untitled)".to_owned() } else { name };
    DocumentSymbol { name, detail, kind, tags: None, deprecated: None, range, selection_range, children }
}

/// The same for clients that know no symbols within symbols.
#[expect(deprecated, reason = "a field of the protocol's")]
fn flat(open: &Open, symbol: DocumentSymbol, container: Option<&str>) -> Vec<SymbolInformation> {
    let below = symbol.children.unwrap_or_default();
    let own = SymbolInformation {
        location: Location { uri: open.uri.clone(), range: symbol.range },
        name: symbol.name.clone(),
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        container_name: container.map(str::to_owned),
    };
    std::iter::once(own)
        .chain(below.into_iter().flat_map(|child| flat(open, child, Some(&symbol.name))))
        .collect()
}
