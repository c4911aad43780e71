//! Messages as they come and go: JSON behind a header that says how long it is.

use std::io::{self, BufRead, ErrorKind, Read, Write};

use lsp_server::{ErrorCode, Message, RequestId};
use serde::Serialize;
use serde_json::{Value, json};

/// So many bytes of a message are read, and of a line of its header: a client that says more has lost its way.
const LONGEST: u64 = 1 << 30;
const LONGEST_LINE: u64 = 1 << 12;

/// What came in.
#[derive(Debug)]
pub(super) enum Frame {
    /// A message.
    Message(Message),
    /// What is none, with its id where it has one; and why.
    Bad { id: Option<RequestId>, code: ErrorCode, why: String },
    /// The client has closed the line.
    End,
}

/// Reads the next message.
///
/// # Errors
/// The line is broken, or what comes has no header: from there on nobody can tell where a message begins.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Frame> {
    let Some(length) = header(input)? else { return Ok(Frame::End) };
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(Frame::End);
    }
    let value: Value = match serde_json::from_slice(&body) {
        Ok(value) => value,
        Err(error) => {
            return Ok(Frame::Bad { id: None, code: ErrorCode::ParseError, why: format!("no JSON: {error}") });
        }
    };
    let id = value.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
    Ok(serde_json::from_value(value).map_or_else(
        |_| {
            let why = "neither a request nor a notification nor a response".to_owned();
            Frame::Bad { id, code: ErrorCode::InvalidRequest, why }
        },
        Frame::Message,
    ))
}

/// Reads a header and gives the length of what it stands before; none at the end.
fn header(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let lost = |why: String| io::Error::new(ErrorKind::InvalidData, why);
    let mut length = None;
    loop {
        let mut line = Vec::new();
        input.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        let line = String::from_utf8_lossy(&line);
        match (line.trim_end(), length) {
            ("", _) if line.is_empty() => return Ok(None),
            ("", Some(length)) => return Ok(Some(length)),
            ("", None) => return Err(lost("a message has no Content-Length".to_owned())),
            (field, _) => {
                let Some((name, value)) = field.split_once(':') else {
                    return Err(lost(format!("no header of a message: {field:?}")));
                };
                if name.trim().eq_ignore_ascii_case("content-length") {
                    let given = value.trim().parse().ok().filter(|length| *length <= LONGEST);
                    length = Some(given.ok_or_else(|| lost(format!("no length of a message: {value:?}")))?);
                }
            }
        }
    }
}

/// Writes a message.
pub(super) fn write(out: &mut impl Write, message: &Message) -> io::Result<()> {
    message.write(out)
}

/// Writes a notification, of which there are many, and long ones: what it says goes into the text at once.
pub(super) fn write_note(out: &mut impl Write, method: &str, params: &impl Serialize) -> io::Result<()> {
    let params = serde_json::to_string(params)?;
    write_body(out, &format!("{{\"jsonrpc\":\"2.0\",\"method\":\"{method}\",\"params\":{params}}}"))
}

/// Answers what is no request that could be told from others: its id is null.
pub(super) fn write_nameless_error(out: &mut impl Write, code: ErrorCode, why: &str) -> io::Result<()> {
    let answer = json!({ "jsonrpc": "2.0", "id": null, "error": { "code": code as i32, "message": why } });
    write_body(out, &answer.to_string())
}

fn write_body(out: &mut impl Write, body: &str) -> io::Result<()> {
    write!(out, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_is_no_message_is_told_and_the_next_is_read() {
        let input = framed("{nonsense") + &framed(r#"{"id":7,"say":1}"#) + &framed(r#"{"method":"exit"}"#);
        let mut input = input.as_bytes();
        assert!(matches!(read(&mut input).unwrap(), Frame::Bad { id: None, code: ErrorCode::ParseError, .. }));
        assert!(matches!(
            read(&mut input).unwrap(),
            Frame::Bad { id: Some(_), code: ErrorCode::InvalidRequest, .. }
        ));
        assert!(matches!(read(&mut input).unwrap(), Frame::Message(Message::Notification(_))));
        assert!(matches!(read(&mut input).unwrap(), Frame::End));
    }

    #[test]
    fn a_header_that_is_none_ends_the_line() {
        for header in
            ["hello\r\n\r\n{}", "Content-Type: x\r\n\r\n{}", "Content-Length: 99999999999999999\r\n\r\n{}"]
        {
            assert_eq!(read(&mut header.as_bytes()).unwrap_err().kind(), ErrorKind::InvalidData, "{header}");
        }
        assert!(matches!(read(&mut "Content-Length: 99\r\n\r\n{}".as_bytes()).unwrap(), Frame::End));
    }
}
