//! Colours, as ANSI sequences. Whoever prints the string strips them where they are not wanted.

use std::io::{self, Write};

use codespan_reporting::{
    diagnostic::{LabelStyle, Severity},
    term::WriteStyle,
};

pub(super) const BOLD: &str = "\x1b[1m";
pub(super) const RESET: &str = "\x1b[0m";
pub(super) const DIM: &str = "\x1b[2m";
pub(super) const GREEN: &str = "\x1b[32m";
pub(super) const YELLOW: &str = "\x1b[33m";
const BLUE: &str = "\x1b[34m";

/// The colour of a severity.
pub(super) fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Bug | Severity::Error => "\x1b[1;31m",
        Severity::Warning => "\x1b[1;33m",
        Severity::Note => "\x1b[1;36m",
        Severity::Help => "\x1b[1;32m",
    }
}

/// Collects what codespan-reporting writes, with colours.
#[derive(Default)]
pub(super) struct Painted {
    pub(super) bytes: Vec<u8>,
}

impl Write for Painted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Painted {
    fn set_header(&mut self, severity: Severity) -> io::Result<()> {
        self.write_all(colour(severity).as_bytes())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.write_all(BOLD.as_bytes())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.write_all(BLUE.as_bytes())
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.write_all(BLUE.as_bytes())
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.write_all(BLUE.as_bytes())
    }

    fn set_label(&mut self, severity: Severity, style: LabelStyle) -> io::Result<()> {
        let colour = if style == LabelStyle::Primary { colour(severity) } else { DIM };
        self.write_all(colour.as_bytes())
    }

    fn reset(&mut self) -> io::Result<()> {
        self.write_all(RESET.as_bytes())
    }
}
