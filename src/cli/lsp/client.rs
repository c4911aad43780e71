//! What the client can do and wants, and what it is told that the server can do.

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, ExecuteCommandOptions,
    HoverProviderCapability, InitializeParams, OneOf, PositionEncodingKind, SemanticTokenType,
    SemanticTokensFullOptions, SemanticTokensLegend, SemanticTokensOptions, SemanticTokensServerCapabilities,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions,
};
use onrecord::Unit;
use serde::Deserialize;
use serde_json::Value;

use super::command;

/// What a change has to wait for, in milliseconds: what comes in one burst is read once, and nobody who types waits.
const DEBOUNCE: u64 = 2;

/// What is told of words, as semantic tokens. The index is the number of the type.
pub(super) const TOKEN_TYPES: &[&str] = &["source", "cue", "content"];

/// Mends all that can be mended without a change of meaning.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.onrecord");

/// What the client can do, and what it has asked for.
#[derive(Clone, Debug)]
pub(super) struct Client {
    /// What positions count.
    pub(super) unit: Unit,
    /// It shows other places that a diagnostic points to.
    pub(super) shows_related: bool,
    /// It takes edits of a file with the version that they are for.
    pub(super) takes_versions: bool,
    /// It makes files.
    pub(super) makes_files: bool,
    /// It knows symbols within symbols.
    pub(super) nests_symbols: bool,
    /// It can be asked to watch files.
    pub(super) watches: bool,
    /// It can be asked to show a file.
    pub(super) shows_files: bool,
    /// It can be asked for hints and tokens anew.
    pub(super) refreshes_hints: bool,
    pub(super) refreshes_tokens: bool,
    pub(super) options: Options,
}

/// What can be set by `initializationOptions`, and by `workspace/didChangeConfiguration`.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Options {
    /// The profile for every story, whatever its kind and place.
    pub(super) profile: Option<String>,
    /// The configuration file, in place of the nearest.
    pub(super) config: Option<String>,
    /// Milliseconds that a change waits for the next.
    pub(super) debounce: u64,
    /// Whether to tell who "she" and "the official" are.
    pub(super) inlay_hints: bool,
    /// Whether to mark sources, cues and content.
    pub(super) semantic_tokens: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { profile: None, config: None, debounce: DEBOUNCE, inlay_hints: true, semantic_tokens: true }
    }
}

impl Options {
    /// What a client sends: the options, or an object with them under `onrecord`. What cannot be read says why.
    pub(super) fn read(given: Value) -> Result<Option<Self>, String> {
        let own = match given {
            Value::Object(mut all) => all.remove("onrecord").unwrap_or(Value::Object(all)),
            other => other,
        };
        if own.is_null() {
            return Ok(None);
        }
        serde_json::from_value(own).map(Some).map_err(|error| error.to_string())
    }
}

impl Client {
    /// What a client says of itself; and what is wrong with its options, which are then as if not given.
    pub(super) fn of(params: &InitializeParams) -> (Self, Option<String>) {
        let document = params.capabilities.text_document.as_ref();
        let workspace = params.capabilities.workspace.as_ref();
        let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let window = params.capabilities.window.as_ref();
        let (options, wrong) = match Options::read(params.initialization_options.clone().unwrap_or_default()) {
            Ok(options) => (options.unwrap_or_default(), None),
            Err(why) => (Options::default(), Some(why)),
        };
        let is_so = |given: Option<bool>| given.unwrap_or_default();
        let client = Self {
            unit: unit(params),
            shows_related: is_so((|| document?.publish_diagnostics.as_ref()?.related_information)()),
            takes_versions: is_so((|| edit?.document_changes)()),
            makes_files: (|| {
                Some(edit?.resource_operations.as_ref()?.contains(&lsp_types::ResourceOperationKind::Create))
            })()
            .unwrap_or_default(),
            nests_symbols: is_so(
                (|| document?.document_symbol.as_ref()?.hierarchical_document_symbol_support)(),
            ),
            watches: is_so((|| workspace?.did_change_watched_files.as_ref()?.dynamic_registration)()),
            shows_files: (|| Some(window?.show_document.as_ref()?.support))().unwrap_or_default(),
            refreshes_hints: is_so((|| workspace?.inlay_hint.as_ref()?.refresh_support)()),
            refreshes_tokens: is_so((|| workspace?.semantic_tokens.as_ref()?.refresh_support)()),
            options,
        };
        (client, wrong)
    }

    /// What the server can do for this client.
    pub(super) fn served(&self) -> ServerCapabilities {
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        };
        let tokens = SemanticTokensOptions {
            legend: SemanticTokensLegend {
                token_types: TOKEN_TYPES.iter().map(|name| SemanticTokenType::new(name)).collect(),
                token_modifiers: Vec::new(),
            },
            range: Some(true),
            full: Some(SemanticTokensFullOptions::Bool(true)),
            ..SemanticTokensOptions::default()
        };
        ServerCapabilities {
            position_encoding: Some(match self.unit {
                Unit::Utf8 => PositionEncodingKind::UTF8,
                Unit::Utf16 => PositionEncodingKind::UTF16,
                Unit::Utf32 => PositionEncodingKind::UTF32,
            }),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL]),
                ..CodeActionOptions::default()
            })),
            document_symbol_provider: Some(OneOf::Left(true)),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: command::ALL.iter().map(|name| (*name).to_owned()).collect(),
                ..ExecuteCommandOptions::default()
            }),
            inlay_hint_provider: self.options.inlay_hints.then_some(OneOf::Left(true)),
            semantic_tokens_provider: (self.options.semantic_tokens)
                .then_some(SemanticTokensServerCapabilities::SemanticTokensOptions(tokens)),
            ..ServerCapabilities::default()
        }
    }
}

/// The unit of positions: bytes, which cost us nothing, where the client can count them.
fn unit(params: &InitializeParams) -> Unit {
    let known = [
        (PositionEncodingKind::UTF8, Unit::Utf8),
        (PositionEncodingKind::UTF32, Unit::Utf32),
        (PositionEncodingKind::UTF16, Unit::Utf16),
    ];
    let offered = (|| params.capabilities.general.as_ref()?.position_encodings.as_ref())();
    let is_offered = |kind: &PositionEncodingKind| offered.is_some_and(|offered| offered.contains(kind));
    known.into_iter().find(|(kind, _)| is_offered(kind)).map_or(Unit::Utf16, |(_, unit)| unit)
}
