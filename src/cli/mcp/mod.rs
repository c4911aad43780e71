//! `onrecord mcp`: a server of the Model Context Protocol, for assistants that write.
//!
//! A line of standard input is a message ([`lines`], [`message`]), which the [`server`] answers by what it knows of the
//! protocol and by the [`tools`]. Nothing else is ever printed. The official library for the protocol is asynchronous
//! and would add a third to the crates of the program, to answer five methods one after the other.

mod lines;
mod message;
mod server;
mod tools;

use std::io::{self, ErrorKind, Write};

use clap::Args;

use self::{lines::Lines, server::Server};
use super::{CLEAN, Failure, house::Settings};

/// Serve writing assistants over standard input and output, by the Model Context Protocol.
#[derive(Debug, Args)]
#[command(
    long_about = "Serve writing assistants over standard input and output, by the Model Context Protocol.\n\n\
        An assistant is given three tools: `check` tells what an editor would send back of its draft, `sources` whom \
        the draft cites, `explain` what a rule asks for. Settings are those of the folder that the server runs in, or \
        of the path that the assistant gives for its draft. Drafts go nowhere: onrecord never opens a connection.",
    after_help = "A client starts the server itself. Most read a file of this form:\n\n  \
    {\n    \"mcpServers\": {\n      \"onrecord\": { \"command\": \"onrecord\", \"args\": [\"mcp\"] }\n    }\n  }\n\n\
    To try it by hand:\n  \
    echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}' | onrecord mcp"
)]
pub(super) struct Arguments {}

/// Answers what is asked until there is nothing more to read, or nobody who reads the answers.
pub(super) fn run(settings: &Settings) -> Result<u8, Failure> {
    let server = Server::new(settings);
    let mut output = io::stdout().lock();
    for line in Lines::of(io::stdin().lock()) {
        let Some(answer) = server.answer(line.map_err(Failure::Client)?) else { continue };
        let mut answer = serde_json::to_vec(&answer)?;
        answer.push(b'\n');
        match output.write_all(&answer).and_then(|()| output.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
            written => written?,
        }
    }
    Ok(CLEAN)
}
