//! Where the program prints: results to standard output, everything else to standard error.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice as Colour};
use clap::ColorChoice;
use onrecord::report::{lines, painted};

use super::{FAILED, Failure};

/// Standard output and standard error, with colours where they are wanted.
pub(super) struct Output {
    out: BufWriter<AutoStream<io::Stdout>>,
    err: AutoStream<io::Stderr>,
    /// Errors are all that is said beside results.
    quiet: bool,
}

impl Output {
    pub(super) fn new(colour: ColorChoice, quiet: bool) -> Self {
        let colour = match colour {
            ColorChoice::Auto => Colour::Auto,
            ColorChoice::Always => Colour::Always,
            ColorChoice::Never => Colour::Never,
        };
        Self {
            out: BufWriter::new(AutoStream::new(io::stdout(), colour)),
            err: AutoStream::new(io::stderr(), colour),
            quiet,
        }
    }

    /// Whether results and errors are all that is asked for.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Clears the screen, where the results go to one.
    pub(super) fn clear(&mut self) -> Result<(), Failure> {
        self.flush()?;
        let mut screen = io::stdout();
        if screen.is_terminal() {
            screen.write_all(b"\x1b[2J\x1b[H").or_else(unless_closed)?;
        }
        Ok(())
    }

    /// Prints a result.
    pub(super) fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.out.write_all(text.as_bytes()).or_else(unless_closed)
    }

    /// Prints a result for people, made of what files say that others wrote: nothing in it steers the terminal but our own
    /// colours.
    pub(super) fn print_told(&mut self, text: &str) -> Result<(), Failure> {
        self.print(&painted(text))
    }

    /// Prints a result that has no colours, and a line end. Nothing need be looked through.
    pub(super) fn print_plain_line(&mut self, mut line: String) -> Result<(), Failure> {
        line.push('\n');
        self.print_plain(&line)
    }

    /// Prints a result that has no colours, byte for byte.
    pub(super) fn print_plain(&mut self, text: &str) -> Result<(), Failure> {
        self.flush()?;
        io::stdout().lock().write_all(text.as_bytes()).or_else(unless_closed)
    }

    /// Writes out everything printed so far.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().or_else(unless_closed)
    }

    /// Says something that is neither result nor error, unless only these are asked for.
    pub(super) fn say(&mut self, text: &str) {
        if !self.quiet {
            self.warn(&lines(text));
        }
    }

    /// Says it, with its colours. That it cannot be said is no reason to stop.
    fn warn(&mut self, text: &str) {
        let _ = writeln!(self.err, "{text}");
    }

    /// Says why the program stops, and gives its exit status.
    pub(super) fn fail(&mut self, failure: &Failure) -> u8 {
        let (shown, left) = failure.shown();
        for shown in shown {
            let _ = write!(self.err, "{shown}");
        }
        if let Some(left) = left {
            self.warn(&format!("\x1b[1;31merror\x1b[0m: {}", lines(&left)));
        }
        if let Some(way_out) = failure.way_out() {
            self.warn(&format!("\x1b[1;32mhelp\x1b[0m: {}", lines(&way_out)));
        }
        FAILED
    }
}

/// Whoever reads the output may stop reading, as `head` does.
fn unless_closed(error: io::Error) -> Result<(), Failure> {
    if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error.into()) }
}
