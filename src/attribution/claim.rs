//! Claims: statements that a reader could ask "says who?" of.
//!
//! What words make a claim is data: `rules/claims/*.toml`, one kind a file. Motives are not found by words but
//! read from attributions: a state of mind that nobody told the reporter is a claim about the one who has it.

use serde::{Deserialize, Serialize};

use super::{Attribution, Claim, ClaimKind, SourceKind};
use crate::{
    Spanned,
    document::Document,
    lexicon::{Class, Lexicon},
    mistake::Mistake,
    phrase::{Match, Pattern, PatternSet},
    prose::Prose,
};

/// A file of `rules/claims/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimFile {
    /// What the claims state.
    kind: ClaimKind,
    /// What counts and what does not, in a sentence.
    #[allow(dead_code, reason = "for the reader of the file")]
    about: String,
    /// Phrases that state it.
    #[serde(default)]
    find: Vec<Spanned<String>>,
    /// Phrases that state it as a possibility.
    #[serde(default)]
    modal: Vec<Spanned<String>>,
    /// Phrases that only look like it: what they overlap is no claim.
    #[serde(default)]
    except: Vec<Spanned<String>>,
}

/// What words make which claims.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ClaimGrammar {
    patterns: PatternSet,
    /// What each pattern says, in the order of the set.
    meanings: Vec<(ClaimKind, Meaning)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Meaning {
    Stated,
    Possible,
    NoClaim,
}

impl ClaimGrammar {
    /// Adds the patterns of one file; `path` is for messages.
    ///
    /// # Errors
    /// The first [`Mistake`] in the file.
    pub(crate) fn add(&mut self, path: &str, text: &str, lexicon: &mut Lexicon) -> Result<(), Mistake> {
        let file: ClaimFile = toml::from_str(text).map_err(|error| Mistake::in_toml(path, text, &error))?;
        let lists =
            [(file.find, Meaning::Stated), (file.modal, Meaning::Possible), (file.except, Meaning::NoClaim)];
        for (patterns, meaning) in lists {
            let parsed = patterns.iter().map(|written| {
                Pattern::parse(written.get_ref(), lexicon)
                    .map_err(|error| Mistake::in_string(path, text, written, error.at, error.message))
            });
            let patterns = parsed.collect::<Result<Vec<_>, _>>()?;
            self.meanings.extend(patterns.iter().map(|_| (file.kind, meaning)));
            self.patterns.extend(patterns);
        }
        Ok(())
    }

    /// Adds what the words of a sentence state, given by its index, if it is a sentence of the story.
    pub(super) fn read_sentence(
        &self,
        document: &Document,
        prose: &Prose,
        sentence: usize,
        claims: &mut Vec<Claim>,
    ) {
        if !document.blocks[prose.sentences[sentence].block].role.is_body() {
            return;
        }
        let tokens = prose.sentences[sentence].tokens.clone();
        let found = self.patterns.find_all(&document.text, &prose.words, tokens);
        let overlap = |one: &Match, other: &Match| {
            one.tokens.start < other.tokens.end && other.tokens.start < one.tokens.end
        };
        let mut last: Vec<(ClaimKind, usize)> = Vec::new();
        for (pattern, hit) in &found {
            let (kind, meaning) = self.meanings[*pattern];
            let excepted = || {
                found.iter().any(|(other, except)| {
                    self.meanings[*other] == (kind, Meaning::NoClaim) && overlap(hit, except)
                })
            };
            let told = last.iter().any(|(told, end)| *told == kind && hit.tokens.start < *end);
            if meaning == Meaning::NoClaim || told || excepted() {
                continue;
            }
            last.push((kind, hit.tokens.end));
            let span = prose.span(hit.marked.clone());
            claims.push(Claim { span, kind, modal: meaning == Meaning::Possible, sentence, holder: None });
        }
    }
}

/// The claims of a story, by place: what its words state, and the motives in its attributions.
pub(super) fn all(prose: &Prose, attributions: &[Attribution], stated: Vec<Claim>) -> Vec<Claim> {
    let mut claims: Vec<Claim> =
        attributions.iter().filter_map(|attribution| motive(prose, attribution)).collect();
    claims.extend(stated);
    claims.sort_by_key(|claim| (claim.span, claim.kind));
    claims
}

/// The claim that a mental attribution makes about its holder, unless the holder speaks for himself.
fn motive(prose: &Prose, attribution: &Attribution) -> Option<Claim> {
    let (source, cue) = (attribution.source?, attribution.cue.as_ref()?);
    let third_party = matches!(source.kind, SourceKind::Named | SourceKind::Org | SourceKind::Office);
    let wants = prose.words[cue.tokens.clone()].iter().any(|word| word.classes.has(Class::MotiveVerb));
    (attribution.mental && wants && third_party && source.core.end() <= cue.span.start()).then(|| Claim {
        span: source.core.join(cue.span),
        kind: ClaimKind::Motive,
        modal: false,
        sentence: attribution.sentence,
        holder: Some(source.id),
    })
}
