//! The life of the line: who may say what when. What is about stories goes to the desk.

use std::{
    io::{self, BufRead},
    path::PathBuf,
    sync::mpsc::{self, Sender},
    thread,
};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId};
use lsp_types::{
    InitializeParams, InitializeResult, MessageType, ServerInfo,
    notification::{Cancel, Exit, Initialized, Notification as _},
    request::{Initialize, Request as _, Shutdown},
};

use super::{
    client::Client,
    desk::{Desk, Job},
    frame::{self, Frame},
    houses::Houses,
    line::{Line, Refusal},
    uri,
};
use crate::cli::{CLEAN, FOUND, Failure, house::Settings};

/// Serves one client, from its first word to its last; gives the exit status that the protocol asks for: 1 where the
/// client goes without a word.
pub(super) fn serve(settings: &Settings, profile: Option<&str>) -> Result<u8, Failure> {
    let line = Line::new();
    let mut input = io::stdin().lock();
    let Some((params, client, wrong)) = welcome(&mut input, &line)? else { return Ok(FOUND) };
    let told = wrong.map(|why| format!("onrecord: initializationOptions cannot be read: {why}"));
    let houses = Houses::new(settings, profile, &client.options, root(&params));
    thread::scope(|scope| {
        let (jobs, queue) = mpsc::channel();
        let desk = Desk::new(&line, client, houses);
        scope.spawn(move || desk.work(&queue));
        if let Some(told) = told {
            line.show(MessageType::WARNING, told);
        }
        listen(&mut input, &line, jobs)
    })
}

/// What a client says of itself, what it can do by that, and what is wrong with its options.
type Welcomed = (InitializeParams, Client, Option<String>);

/// Waits for the client to introduce itself, and answers; none where it goes before that.
fn welcome(input: &mut impl BufRead, line: &Line) -> Result<Option<Welcomed>, Failure> {
    loop {
        match frame::read(input).map_err(Failure::Client)? {
            Frame::End => return Ok(None),
            Frame::Message(Message::Notification(note)) if note.method == Exit::METHOD => return Ok(None),
            Frame::Message(Message::Request(Request { id, method, params }))
                if method == Initialize::METHOD =>
            {
                match serde_json::from_value::<InitializeParams>(params) {
                    Ok(params) => {
                        let (client, wrong) = Client::of(&params);
                        line.answer(id, served(&client));
                        return Ok(Some((params, client, wrong)));
                    }
                    Err(error) => {
                        line.answer(id, Err(Refusal::new(ErrorCode::InvalidParams, error.to_string())));
                    }
                }
            }
            Frame::Message(Message::Request(Request { id, .. })) => {
                let why = "the first request must be `initialize`";
                line.answer(id, Err(Refusal::new(ErrorCode::ServerNotInitialized, why)));
            }
            Frame::Message(_) => {}
            Frame::Bad { id, code, why } => refuse(line, id, Refusal::new(code, why)),
        }
    }
}

/// What a client is told of the server.
fn served(client: &Client) -> Result<serde_json::Value, Refusal> {
    let server_info = ServerInfo { name: "onrecord".into(), version: Some(env!("CARGO_PKG_VERSION").into()) };
    let result = InitializeResult { capabilities: client.served(), server_info: Some(server_info) };
    serde_json::to_value(result).map_err(|error| Refusal::new(ErrorCode::InternalError, error.to_string()))
}

/// Hands over what comes in, until the client goes.
fn listen(input: &mut impl BufRead, line: &Line, jobs: Sender<Job>) -> Result<u8, Failure> {
    let mut jobs = Some(jobs);
    loop {
        match frame::read(input).map_err(Failure::Client)? {
            Frame::End => return Ok(FOUND),
            Frame::Bad { id, code, why } => refuse(line, id, Refusal::new(code, why)),
            Frame::Message(Message::Response(_)) => {}
            Frame::Message(Message::Notification(note)) => match note.method.as_str() {
                Exit::METHOD => return Ok(if jobs.is_none() { CLEAN } else { FOUND }),
                Cancel::METHOD => cancel(line, &note),
                _ => {
                    let job = if note.method == Initialized::METHOD { Job::Begin } else { Job::Note(note) };
                    hand_over(jobs.as_ref(), job);
                }
            },
            Frame::Message(Message::Request(request)) => {
                let Some(open) = &jobs else {
                    line.answer(
                        request.id,
                        Err(Refusal::new(ErrorCode::InvalidRequest, "the server is shut down")),
                    );
                    continue;
                };
                line.begin(&request.id);
                let is_last = request.method == Shutdown::METHOD;
                hand_over(Some(open), Job::Ask(request));
                if is_last {
                    // What was asked before is still answered.
                    jobs = None;
                }
            }
        }
    }
}

/// Notes that a request is not to be answered any more.
fn cancel(line: &Line, note: &Notification) {
    let id = note.params.get("id").cloned().and_then(|id| serde_json::from_value::<RequestId>(id).ok());
    if let Some(id) = id {
        line.give_up(&id);
    }
}

/// Gives the desk something to do. It is there for as long as the line is.
fn hand_over(jobs: Option<&Sender<Job>>, job: Job) {
    if let Some(jobs) = jobs {
        let _ = jobs.send(job);
    }
}

fn refuse(line: &Line, id: Option<RequestId>, refusal: Refusal) {
    match id {
        Some(id) => line.answer(id, Err(refusal)),
        None => line.answer_nameless(&refusal),
    }
}

/// The folder that the client works in, as it says.
#[expect(deprecated, reason = "older clients say it so")]
fn root(params: &InitializeParams) -> Option<PathBuf> {
    let folder =
        params.workspace_folders.as_ref().and_then(|folders| folders.first()).map(|folder| &folder.uri);
    let root = folder.or(params.root_uri.as_ref()).and_then(uri::to_path);
    root.or_else(|| params.root_path.as_ref().map(PathBuf::from))
}
