//! The line to the client: answers, news and questions, each written whole.

use std::{
    collections::BTreeMap,
    io::{self, Stdout},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicI32, Ordering},
    },
};

use lsp_server::{ErrorCode, Message, Request, RequestId, Response, ResponseError};
use lsp_types::{MessageType, ShowMessageParams, notification, request};
use serde_json::Value;

use super::frame;

/// Why a request is not answered.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: ErrorCode,
    pub(super) why: String,
}

/// The line to the client. A line that is broken is found out by who reads from it; what is written to it is lost.
pub(super) struct Line {
    out: Mutex<Stdout>,
    asked: AtomicI32,
    /// Requests that are not answered yet, and whether the client has given them up.
    pending: Mutex<BTreeMap<RequestId, bool>>,
}

impl Line {
    pub(super) fn new() -> Self {
        Self { out: Mutex::new(io::stdout()), asked: AtomicI32::default(), pending: Mutex::default() }
    }

    fn send(&self, message: &Message) {
        let _ = frame::write(&mut *locked(&self.out), message);
    }

    /// Says something that nobody asked for.
    pub(super) fn tell<N: notification::Notification>(&self, params: &N::Params) {
        let _ = frame::write_note(&mut *locked(&self.out), N::METHOD, params);
    }

    /// Asks the client for something. What it answers is of no use to us.
    pub(super) fn ask<R: request::Request>(&self, params: R::Params) {
        let id = format!("onrecord-{}", self.asked.fetch_add(1, Ordering::Relaxed));
        self.send(&Request::new(id.into(), R::METHOD.to_owned(), params).into());
    }

    /// Shows the user something.
    pub(super) fn show(&self, typ: MessageType, message: String) {
        self.tell::<notification::ShowMessage>(&ShowMessageParams { typ, message });
    }

    /// Notes that a request is to be answered.
    pub(super) fn begin(&self, id: &RequestId) {
        locked(&self.pending).insert(id.clone(), false);
    }

    /// Notes that the client no longer wants an answer.
    pub(super) fn give_up(&self, id: &RequestId) {
        if let Some(given_up) = locked(&self.pending).get_mut(id) {
            *given_up = true;
        }
    }

    /// Whether the client no longer wants an answer.
    pub(super) fn is_given_up(&self, id: &RequestId) -> bool {
        locked(&self.pending).get(id).copied().unwrap_or_default()
    }

    /// Answers a request.
    pub(super) fn answer(&self, id: RequestId, answer: Result<Value, Refusal>) {
        locked(&self.pending).remove(&id);
        let refused = |Refusal { code, why }| ResponseError { code: code as i32, message: why, data: None };
        self.send(&Response { id, response_result: answer.map_err(refused) }.into());
    }

    /// Answers what is no request that could be told from others.
    pub(super) fn answer_nameless(&self, Refusal { code, why }: &Refusal) {
        let _ = frame::write_nameless_error(&mut *locked(&self.out), *code, why);
    }
}

impl Refusal {
    pub(super) fn new(code: ErrorCode, why: impl Into<String>) -> Self {
        Self { code, why: why.into() }
    }
}

/// What is kept. Of a thread that fell over it is whole.
fn locked<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
