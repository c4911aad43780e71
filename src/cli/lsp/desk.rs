//! The desk: keeps the open stories, reads them when they change, and answers what is asked about them, one thing after
//! the other.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError},
    },
    time::{Duration, Instant},
};

use lsp_server::{ErrorCode, Notification, Request};
use lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, MessageType,
    PublishDiagnosticsParams, Registration, RegistrationParams, Uri,
    notification::{
        DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument,
        DidOpenTextDocument, DidSaveTextDocument, Notification as _, PublishDiagnostics,
    },
    request::{
        CodeActionRequest, DocumentSymbolRequest, ExecuteCommand, HoverRequest, InlayHintRefreshRequest,
        InlayHintRequest, RegisterCapability, Request as _, SemanticTokensFullRequest,
        SemanticTokensRangeRequest, SemanticTokensRefresh, Shutdown,
    },
};
use rayon::ThreadPoolBuilder;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    action,
    client::{Client, Options},
    command, diagnostics, hint,
    houses::Houses,
    hover,
    line::{Line, Refusal},
    story::Open,
    symbol, token, uri,
};
use crate::cli::{Failure, check::Known, house::House, path::whole};

/// However fast changes come, the story is read after so many times what one waits for the next.
const PATIENCE: u32 = 10;

/// What makes settings: files that the client is asked to watch.
const SETTINGS: &[&str] = &["**/*.toml", "**/onrecord.baseline.json"];

/// Something to do.
pub(super) enum Job {
    /// The client is ready.
    Begin,
    Note(Notification),
    Ask(Request),
}

/// The desk.
pub(super) struct Desk<'l> {
    pub(super) line: &'l Line,
    pub(super) client: Client,
    pub(super) houses: Houses,
    /// By address.
    open: BTreeMap<String, Open>,
    /// Stories that changed since they were read: since when, and when last.
    changed: BTreeMap<String, (Instant, Instant)>,
    /// Settings in which something was wrong when they were read last.
    mistaken: Vec<Uri>,
}

impl<'l> Desk<'l> {
    pub(super) fn new(line: &'l Line, client: Client, houses: Houses) -> Self {
        let (open, changed, mistaken) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        Self { line, client, houses, open, changed, mistaken }
    }

    /// Does what comes in, until nothing will come any more.
    pub(super) fn work(mut self, jobs: &Receiver<Job>) {
        // What one edit asks for is too little to be shared out: others would be woken for nothing.
        let _alone = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        loop {
            let job = match self.due() {
                Some(due) => jobs.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match job {
                Ok(Job::Begin) => self.watch(),
                Ok(Job::Note(note)) => self.note(note),
                Ok(Job::Ask(request)) => self.answer(request),
                Err(RecvTimeoutError::Timeout) => self.refresh_due(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// When the first of the stories that changed is to be read.
    fn due(&self) -> Option<Instant> {
        let wait = Duration::from_millis(self.client.options.debounce);
        self.changed.values().map(|(first, last)| (*last + wait).min(*first + wait * PATIENCE)).min()
    }

    /// Reads what has waited long enough.
    fn refresh_due(&mut self) {
        for address in std::mem::take(&mut self.changed).into_keys() {
            self.refresh(&address);
        }
    }

    /// Reads a story and tells what is found in it.
    fn refresh(&mut self, address: &str) {
        self.changed.remove(address);
        let Some(open) = self.open.get_mut(address) else { return };
        open.refresh();
        let diagnostics = diagnostics::all(open, &self.client);
        let (uri, version) = (open.uri.clone(), Some(open.version));
        self.line.tell::<PublishDiagnostics>(&PublishDiagnosticsParams { uri, diagnostics, version });
    }

    /// An open story, read as it is now.
    pub(super) fn story(&mut self, uri: &Uri) -> Option<&Open> {
        if self.changed.contains_key(uri.as_str()) {
            self.refresh(uri.as_str());
        }
        self.open.get(uri.as_str())
    }

    fn note(&mut self, Notification { method, params }: Notification) {
        let wrong = match method.as_str() {
            DidOpenTextDocument::METHOD => self.heed::<DidOpenTextDocument>(params, |desk, params| {
                let document = params.text_document;
                let address = document.uri.as_str().to_owned();
                let path = uri::to_path(&document.uri);
                let Some((house, known)) = desk.house_of(path.as_deref()) else { return };
                desk.open.insert(address.clone(), Open::new(document, house, known));
                desk.refresh(&address);
            }),
            DidChangeTextDocument::METHOD => self.heed::<DidChangeTextDocument>(params, |desk, params| {
                let address = params.text_document.uri.as_str();
                let Some(open) = desk.open.get_mut(address) else { return };
                open.version = params.text_document.version;
                for change in params.content_changes {
                    open.change(change, desk.client.unit);
                }
                let now = Instant::now();
                desk.changed
                    .entry(address.to_owned())
                    .and_modify(|(_, last)| *last = now)
                    .or_insert((now, now));
            }),
            DidCloseTextDocument::METHOD => self.heed::<DidCloseTextDocument>(params, |desk, params| {
                let uri = params.text_document.uri;
                desk.changed.remove(uri.as_str());
                if desk.open.remove(uri.as_str()).is_some() {
                    desk.clear(uri);
                }
            }),
            DidSaveTextDocument::METHOD => self.heed::<DidSaveTextDocument>(params, |desk, params| {
                // Clients that cannot be asked to watch files tell at least of those that they save.
                if !desk.open.contains_key(params.text_document.uri.as_str()) {
                    desk.reload();
                }
            }),
            DidChangeWatchedFiles::METHOD => {
                self.heed::<DidChangeWatchedFiles>(params, |desk, _| desk.reload())
            }
            DidChangeConfiguration::METHOD => self.heed::<DidChangeConfiguration>(params, |desk, params| {
                match Options::read(params.settings) {
                    Ok(options) => desk.client.options = options.unwrap_or_else(|| desk.client.options.clone()),
                    Err(why) => desk
                        .line
                        .show(MessageType::WARNING, format!("onrecord: settings cannot be read: {why}")),
                }
                desk.reload();
            }),
            _ => None,
        };
        if let Some(why) = wrong {
            self.line.show(MessageType::WARNING, format!("onrecord: `{method}` cannot be read: {why}"));
        }
    }

    /// Does what a notification asks for; or says what is wrong with it.
    fn heed<N: lsp_types::notification::Notification>(
        &mut self,
        params: Value,
        act: impl FnOnce(&mut Self, N::Params),
    ) -> Option<String>
    where
        N::Params: DeserializeOwned,
    {
        match serde_json::from_value(params) {
            Ok(params) => {
                act(self, params);
                None
            }
            Err(error) => Some(error.to_string()),
        }
    }

    fn answer(&mut self, Request { id, method, params }: Request) {
        let answer = if self.line.is_given_up(&id) {
            Err(Refusal::new(ErrorCode::RequestCanceled, "cancelled"))
        } else {
            match method.as_str() {
                Shutdown::METHOD => Ok(Value::Null),
                HoverRequest::METHOD => self.reply::<HoverRequest>(params, |desk, params| {
                    let at = params.text_document_position_params;
                    Ok(desk
                        .of_story(&at.text_document.uri, |open, client| hover::at(open, client, at.position)))
                }),
                CodeActionRequest::METHOD => self.reply::<CodeActionRequest>(params, |desk, params| {
                    let root = desk.houses.root().map(Path::to_owned);
                    Ok(desk.of_story(&params.text_document.uri, |open, client| {
                        Some(action::all(open, client, root.as_deref(), &params))
                    }))
                }),
                DocumentSymbolRequest::METHOD => self.reply::<DocumentSymbolRequest>(params, |desk, params| {
                    Ok(desk.of_story(&params.text_document.uri, symbol::all))
                }),
                InlayHintRequest::METHOD => self.reply::<InlayHintRequest>(params, |desk, params| {
                    Ok(desk.of_story(&params.text_document.uri, |open, client| {
                        hint::all(open, client, params.range)
                    }))
                }),
                SemanticTokensFullRequest::METHOD => {
                    self.reply::<SemanticTokensFullRequest>(params, |desk, params| {
                        Ok(desk.of_story(&params.text_document.uri, |open, client| {
                            Some(token::all(open, client, None)?.into())
                        }))
                    })
                }
                SemanticTokensRangeRequest::METHOD => {
                    self.reply::<SemanticTokensRangeRequest>(params, |desk, params| {
                        Ok(desk.of_story(&params.text_document.uri, |open, client| {
                            Some(token::all(open, client, Some(params.range))?.into())
                        }))
                    })
                }
                ExecuteCommand::METHOD => self.reply::<ExecuteCommand>(params, command::run),
                _ => Err(Refusal::new(ErrorCode::MethodNotFound, format!("there is no request `{method}`"))),
            }
        };
        self.line.answer(id, answer);
    }

    /// The answer to a request, or what is wrong with it.
    fn reply<R: lsp_types::request::Request>(
        &mut self,
        params: Value,
        make: impl FnOnce(&mut Self, R::Params) -> Result<R::Result, Refusal>,
    ) -> Result<Value, Refusal> {
        let params = serde_json::from_value(params)
            .map_err(|error| Refusal::new(ErrorCode::InvalidParams, error.to_string()))?;
        let answer = make(self, params)?;
        serde_json::to_value(answer).map_err(|error| Refusal::new(ErrorCode::InternalError, error.to_string()))
    }

    /// What is to be said of an open story; nothing of one that is not.
    pub(super) fn of_story<T>(
        &mut self,
        uri: &Uri,
        say: impl FnOnce(&Open, &Client) -> Option<T>,
    ) -> Option<T> {
        self.story(uri);
        self.open.get(uri.as_str()).and_then(|open| say(open, &self.client))
    }

    /// Asks the client to tell when settings change.
    fn watch(&self) {
        if !self.client.watches {
            return;
        }
        let watcher = |pattern: &&str| FileSystemWatcher {
            glob_pattern: GlobPattern::String((*pattern).to_owned()),
            kind: None,
        };
        let options =
            DidChangeWatchedFilesRegistrationOptions { watchers: SETTINGS.iter().map(watcher).collect() };
        self.line.ask::<RegisterCapability>(RegistrationParams {
            registrations: vec![Registration {
                id: "settings".into(),
                method: DidChangeWatchedFiles::METHOD.into(),
                register_options: serde_json::to_value(options).ok(),
            }],
        });
    }

    /// Reads the settings anew, and with them all open stories. A story whose settings cannot be read any more keeps those
    /// that it had.
    fn reload(&mut self) {
        self.houses.reload(&self.client.options);
        for uri in std::mem::take(&mut self.mistaken) {
            self.clear(uri);
        }
        let addresses: Vec<String> = self.open.keys().cloned().collect();
        for address in addresses {
            let path = self.open.get(&address).and_then(|open| open.path.clone());
            let settled = self.settings_of(path.as_deref());
            if let (Some((house, known)), Some(open)) = (settled, self.open.get_mut(&address)) {
                open.settle(house, known);
            }
            self.refresh(&address);
        }
        if self.client.refreshes_hints {
            self.line.ask::<InlayHintRefreshRequest>(());
        }
        if self.client.refreshes_tokens {
            self.line.ask::<SemanticTokensRefresh>(());
        }
    }

    /// The settings for a story that was not open before: its own, or none where these cannot be read.
    fn house_of(&mut self, path: Option<&Path>) -> Option<(Arc<House>, Option<Known>)> {
        self.settings_of(path).or_else(|| Some((Houses::plain().ok()?, None)))
    }

    /// The settings of a story and what was known of it; where they cannot be read, says why.
    fn settings_of(&mut self, path: Option<&Path>) -> Option<(Arc<House>, Option<Known>)> {
        let house = match self.houses.of(path) {
            Ok(house) => house,
            Err(failure) => {
                self.tell_failure(&failure);
                return None;
            }
        };
        let known = Known::of(&house).unwrap_or_else(|failure| {
            self.tell_failure(&failure);
            None
        });
        Some((house, known))
    }

    /// Shows what is wrong with settings: a mistake in a file where it is.
    fn tell_failure(&mut self, failure: &Failure) {
        let Failure::Mistake(mistake) = failure else {
            let way_out = failure.way_out().map_or_else(String::new, |way_out| format!("; {way_out}"));
            return self.line.show(MessageType::ERROR, format!("onrecord: {failure}{way_out}"));
        };
        let uri = whole(mistake.file.as_ref()).ok().and_then(|path| uri::of_path(&path));
        if uri.as_ref().is_none_or(|uri| !self.mistaken.contains(uri)) {
            self.line.show(MessageType::ERROR, format!("onrecord: {mistake}"));
        }
        let Some(uri) = uri else { return };
        if !self.mistaken.contains(&uri) {
            self.mistaken.push(uri.clone());
        }
        let diagnostics = vec![diagnostics::of_mistake(mistake, &self.client)];
        self.line.tell::<PublishDiagnostics>(&PublishDiagnosticsParams { uri, diagnostics, version: None });
    }

    /// Takes back what was said of a file.
    fn clear(&self, uri: Uri) {
        let (diagnostics, version) = (Vec::new(), None);
        self.line.tell::<PublishDiagnostics>(&PublishDiagnosticsParams { uri, diagnostics, version });
    }
}
